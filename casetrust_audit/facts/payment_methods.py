"""Ways to pay: whether a text names one, and whether it says that the shop takes it."""

from __future__ import annotations

import re
from itertools import zip_longest

from casetrust_audit.facts.audience import told_of_past
from casetrust_audit.facts.passages import sentences
from casetrust_audit.text.clauses import clauses
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_GENERIC = frozenset(("payment", "ways to pay", "how to pay", "we accept", "mode", "instal"))


def names_method(text: str) -> bool:
    """Whether a method is named: PayNow, Visa, bank transfer. "Payment methods" alone names none."""
    return any(not any(word in hit.phrase for word in _GENERIC) for hit in phrases("payment-methods").find(text))


def offers_method(text: str, after: str) -> bool:
    """A method named as one that is taken: not refused, to come, of the past or of a counter, and not asked about
    without a yes. `after` is the text that follows."""
    if not names_method(text):
        return False
    said = sentences(normalise(text))
    for sentence, then in zip_longest(said, said[1:], fillvalue=after):
        if sentence.endswith(("?", "？")) and not _YES.match(fold(then)):
            continue
        if _TO_COME.search(fold(sentence)) and not _TAKEN.search(fold(sentence)):
            continue
        for part in clauses(fold(sentence)):
            if names_method(part.text) and not (_NOT_TAKEN.search(part.text) or told_of_past(part.text)):
                return True
    return False


_TO_COME = re.compile(r"\b(?:coming soon|soon|planned|later this year|next (?:month|year))\b|即将|即將|\bakan datang\b")
_TAKEN = re.compile(r"\b(?:accept|take|support|pay|use)\w*\b|接受|支持|\bterima\b")
_YES = re.compile(r"^\W*(?:yes|yup|yep|sure|of course|certainly|we do|can\b|ya\b|boleh|可以|是|支持|当然|當然|能)")
_NOT_TAKEN = re.compile(
    r"\b(?:stopped|ceased|discontinued|suspended|will (?:come|follow|be (?:added|available|accepted|supported)))\b|"
    r"\b(?:not|no longer|cannot|never|unable to)\b[^.]{0,24}\b(?:accept|tak|support|offer|us(?:e|ing)|pay|process)|"
    r"n't\b[^.]{0,24}"
    r"\b(?:accept|take|support|offer|use|pay)|\b(?:coming soon|soon|is planned|are planned|later this year)\b|"
    r"\b(?:at|in) (?:our|the|any) (?:[\w-]+ ){0,2}(?:counter|outlet|showroom|boutique|stall|cafe|till)s?\b|"
    r"\bin-store\b|"
    r"不(?:接受|支持|收)|暂不|即将|\btidak (?:menerima|terima)\b|\bakan datang\b"
)
