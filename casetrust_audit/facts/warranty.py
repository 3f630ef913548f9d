"""What the shop says of warranties: whether one is offered, for how long, and on which terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import Passage, first, passages, refs
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known
from casetrust_audit.text.clauses import clauses
from casetrust_audit.text.durations import find_durations
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

ROLES = ("product", "faq", "returns", "terms", "delivery", "about", "home", "other", "listing")
_WARRANTY = re.compile(
    r"\b(warrant(y|ies)|guaranteed? for \d|(year|month)s?'? guarantee|waranti|jaminan (selama )?(\d+|satu|dua|tiga|"
    r"lima|"
    r"seumur hidup)|(years?|months?|tahun|bulan) (waranti|jaminan))\b|质保|質保|联保|聯保|保修|保固|உத்தரவாத"
)
_NOT_OFFERED = re.compile(
    r"\b(no|without( any)?|not|void(s|ed)?|disclaim\w*|exclud\w+|express(ed)? or implied|implied warrant\w+|as is|"
    r"of any kind|nor|neither|represent(s|ations?)?|merchantab\w+|fitness for|expired|out of|beyond|invalidat\w+)\b"
)
_LENGTH = re.compile(
    r"\b(lifetime|life-time|\d{1,2}[ -]?(years?|yrs?|months?|mths?)|(one|two|"
    r"three|five|ten)[ -]years?)\b|\d+\s*(年|个月)|终身"
)
_TERMS = re.compile(
    r"\b(cover(s|ed|age)?|exclud\w+|does not (cover|include)|not covered|claims?|"
    r"contact|service cent(re|er)|manufacturer|"
    r"repair(s|ed)?|mend(s|ed)?|bring|wear|resit|pusat servis|tidak (termasuk|dilindungi)|replac\w+|proof of "
    r"purchase|receipt|register your|void|terms)\b|凭|维修|更换"
)


@fact("warranty.offered", Kind.BOOL, "The shop advertises a warranty or a guarantee with a length on its goods.")
def offered(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), _offers)
    return Known(True, refs(shop, found)) if found else NotFound(_searched(shop), ("warranty", "guarantee"))


@fact("warranty.duration", Kind.TEXT, "The sentence that says how long the warranty lasts.")
def duration(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), lambda p: _about(p) and _has_length(p) and not _refused(p.folded))
    return Known(found[0].text[:200], refs(shop, found)) if found else NotFound(_searched(shop), ("years", "months"))


@fact("warranty.terms", Kind.TEXT, "The sentence, page or link that says what the warranty covers or how to claim it.")
def terms(shop: Shop) -> Fact | NotFound:
    if found := first(_spoken(shop), lambda p: _about(p) and bool(_TERMS.search(p.folded))):
        return Known(found[0].text[:200], refs(shop, found))
    for page in shop.crawled:
        for link in page.reading.links:
            if link.visible and link.href and _WARRANTY.search(fold(link.text)):
                return Known(link.text[:200], (shop.ref(page, link.text, link.selector, link.box),))
    return NotFound(_searched(shop), ("warranty terms", "claim", "covers"))


def _offers(passage: Passage) -> bool:
    """A guarantee without a length is a slogan ("satisfaction guaranteed"); a disclaimer offers nothing."""
    text = passage.folded
    if _refused(text):
        return False
    return bool(_WARRANTY.search(text)) or (
        "guarantee" in text and phrases("warranty").any(text) and _has_length(passage)
    )


def _refused(text: str) -> bool:
    """No clause that names the warranty or its length gives one; what another clause excludes is a term of it."""
    told = [c.text for c in clauses(text) if _WARRANTY.search(c.text) or _LENGTH.search(c.text)] or [text]
    return all(_NOT_OFFERED.search(part) for part in told)


def _about(passage: Passage) -> bool:
    return bool(_WARRANTY.search(passage.whole)) or _below_label(passage)


LONGEST_LABEL = 24
BELOW = 3
"""A line that only says "Warranty" stands over so many lines that tell of it, whatever element it is."""


def _below_label(passage: Passage) -> bool:
    blocks = passage.page.reading.blocks
    at = next((n for n, block in enumerate(blocks) if block is passage.block), 0)
    near = (fold(b.text) for b in blocks[max(0, at - BELOW) : at] if len(b.text) <= LONGEST_LABEL)
    return any(_WARRANTY.search(text) and not _NOT_OFFERED.search(text) for text in near)


def _has_length(passage: Passage) -> bool:
    text = passage.folded
    return bool(_LENGTH.search(text)) or any(d.low_days >= 28 for d in find_durations(text))


def _spoken(shop: Shop) -> Iterator[Passage]:
    yield from passages(p for p in shop.by_role(*ROLES) if not p.capture.step)


def _searched(shop: Shop) -> tuple[EvidenceRef, ...]:
    return shop.refs(p for p in shop.by_role("product", "faq", "returns", "terms"))
