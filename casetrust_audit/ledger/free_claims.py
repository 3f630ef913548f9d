"""“Free” and “lowest price” claims held against what the cart and the checkout made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.claims import KINDS, Claim, claims, conditions_elsewhere
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.ledger.choices import priced_options
from casetrust_audit.ledger.facts import walks_of
from casetrust_audit.ledger.lines import Sum
from casetrust_audit.ledger.thresholds import delivery_lines, goods_of, promises, threshold_kept
from casetrust_audit.ledger.trail import Walked
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.normalise import fold

HELD = ("charged", "doubtful", "zero", "untried")
"""In the order in which one outcome among several walks counts."""
STEM = 5
"""So many letters tell a thing: "wrap" and "wrapping", "mug" and "mugs"."""
_SEARCHED = ("free delivery", "free gift", "buy 1 get 1", "lowest price", "best price")


@fact(
    "claims.free_and_lowest",
    Kind.SUBJECTS,
    "Claims that something is free, or that prices are the lowest, one a wording.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "free delivery, something else that is free, or the lowest price"),
        "held": FieldType(Kind.CHOICE, HELD, "what the walks made of it: charged against it, at no charge, not tried"),
        "conditional": FieldType(Kind.BOOL, doc="conditions, or the promise to match a lower price, stand beside it"),
    },
)
def free_and_lowest(shop: Shop) -> Fact | NotFound:
    """A claim on a product page is held against walks of that product only; one elsewhere against all of them."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims(shop):
        groups.setdefault((claim.kind, fold(claim.text)), []).append(claim)
    thresholds = tuple(_threshold_subjects(shop, {text for _, text in groups}))
    if not groups and not thresholds:
        return NotFound(shop.refs(shop.by_role("home", "listing", "product", "cart")), _SEARCHED)
    elsewhere = {kind: conditions_elsewhere(shop, kind) for kind in {kind for kind, _ in groups}}
    subjects = (*(_subject(shop, same, elsewhere[kind]) for (kind, _), same in groups.items()), *thresholds)
    return Known(subjects, spread(e for s in subjects for e in s.evidence))


def _threshold_subjects(shop: Shop, claimed: set[str]) -> Iterator[Subject]:
    """Walks that tried a threshold which no claim among those above states ("Delivery S$4.00, free from S$60")."""
    kept = threshold_kept(shop)
    if {fold(promise.text) for promise in promises(shop)} & claimed or not isinstance(kept, Known):
        return
    for walked in kept.value if isinstance(kept.value, tuple) else ():
        if isinstance(walked, Subject):
            broken = walked.fields["broken"]
            held = "doubtful" if not isinstance(broken, bool) else "charged" if broken else "zero"
            yield Subject(walked.label, {"kind": "free-delivery", "held": held, "conditional": True}, walked.evidence)


def _subject(shop: Shop, same: list[Claim], elsewhere: bool) -> Subject:
    first = same[0]
    conditional = all(claim.conditional for claim in same)
    outcomes = list(_outcomes(shop, same))
    held, refs = min(outcomes, key=lambda o: HELD.index(o[0]), default=("untried", ()))
    # conditions that stand elsewhere, or words that no native reader has checked, leave it to a person
    if held != "untried" and ((elsewhere and not conditional) or (held == "charged" and not first.english)):
        held = "doubtful"
    evidence = spread(claim.ref(shop) for claim in same)[:5]
    return Subject(
        f"“{first.text[:120]}”",
        {"kind": first.kind, "held": held, "conditional": conditional},
        tuple(dict.fromkeys((*evidence, *refs))),
    )


def _outcomes(shop: Shop, same: list[Claim]) -> Iterator[tuple[str, tuple[EvidenceRef, ...]]]:
    """What each walk that the claim speaks of made of it."""
    for walk in walks_of(shop):
        own = key(walk.journey.product_url)
        claim = next((c for c in same if c.page.role != "product" or key(c.page.url) == own), None)
        if claim is None or claim.kind == "lowest-price":
            continue
        found = _delivery(walk, claim) if claim.kind == "free-delivery" else _item(shop, walk, claim)
        if found is not None:
            yield found


def _delivery(walk: Walked, claim: Claim) -> tuple[str, tuple[EvidenceRef, ...]] | None:
    """By the delivery lines of the last step read; collecting the goods, and a dearer service, are other things."""
    lines = delivery_lines(walk)
    if not lines:
        return None
    refs = tuple(line.evidence for line in lines)
    free = [line.money.amount == 0 for line in lines]
    if all(free):
        return "zero", refs
    if any(free) and _charged(walk.sums[-1][1], claim) == "charged":
        return "doubtful", refs  # one line charges and one does not: the dearer may be a way that was not chosen
    return _charged(walk.sums[-1][1], claim), refs


def _item(shop: Shop, walk: Walked, claim: Claim) -> tuple[str, tuple[EvidenceRef, ...]] | None:
    """By a line, or an option with a price, that bears the name of the free thing."""
    for _, one in reversed(walk.sums):
        for line in one.lines:
            if line.role in ("item", "fee", "optional") and not _is_own(line, walk) and _names(claim, line.label):
                if line.money.amount == 0:
                    return "zero", (line.evidence,)
                return (_charged(one, claim), (line.evidence,)) if claim.named else None
    if not claim.named:
        return None
    for _, page in walk.pages:
        for option, _ in priced_options(page):
            words = option.label or option.context
            if _names(claim, words) and not claim.conditional:
                return "charged", (shop.ref(page, option.context or words, option.selector, option.box),)
    return None


def _charged(one: Sum, claim: Claim) -> str:
    """A charge contradicts a claim without conditions, and one whose threshold was passed, discounts taken off."""
    if claim.threshold is None:
        return "untried" if claim.conditional else "charged"
    worth = goods_of(one)
    return "charged" if worth is not None and worth.amount > claim.threshold else "untried"


def _is_own(line: TrailLine, walk: Walked) -> bool:
    return fold(walk.journey.product_title) in fold(f"{line.label} {line.evidence.quote}")


def _names(claim: Claim, text: str) -> bool:
    """Whether a text names the free thing, by the beginnings of all its words."""
    folded = fold(text)
    return bool(claim.what) and all(re.search(rf"\b{re.escape(word[:STEM])}", folded) for word in claim.what)
