"""What a text says delivery costs: amounts that stand beside words of delivery. Pure."""

from __future__ import annotations

import re

from casetrust_audit.text.amounts import Amount, find_amounts

BESIDE = 60
"""Letters between a word of delivery and its amount."""
LONGEST_LABEL = 80
"""Letters of a text that labels a number: in longer ones a number without a currency counts something else."""
_WORDS = re.compile(
    r"\b(?:deliver(?:y|ies|ed|ing)?|shipping|ship(?:ped|s)?|postage|courier|freight|standard|express|economy"
    r"|self[- ]?collect\w*|pick ?-?up|flat rate)\b|配送|运费|運費|送货|送貨|邮费|penghantaran|கூரியர்|விநியோக",
    re.I,
)
"""Not "delivers": what an item delivers costs nothing."""


def fees_beside(text: str, currency: str, *, free: bool = False) -> tuple[Amount, ...]:
    """Amounts of the text (normalised) that may be what delivery costs; with `free` also the word itself as zero.
    `currency` (ISO) is what a bare "$" stands for."""
    found = find_amounts(text, currency, free=free, bare=len(text) <= LONGEST_LABEL)
    return tuple(a for a in found if _WORDS.search(text[max(0, a.start - BESIDE) : a.end + BESIDE]))
