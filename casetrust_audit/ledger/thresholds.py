"""“Free delivery from S$60”: what the shop says, and whether a walk whose goods came to more paid for delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.delivery import about_delivery
from casetrust_audit.facts.passages import per_shop, sentences
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import in_other_card
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.ledger.facts import no_journey, not_reached, walks_of
from casetrust_audit.ledger.lines import Sum
from casetrust_audit.ledger.trail import Walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

ROLES = ("home", "listing", "product", "cart", "delivery", "faq", "terms")
LONGEST = 300

_SENT = r"(?:deliver\w*|shipp?\w*|postage|courier|penghantaran|配送|送货|送貨|邮|郵)"
_FREE = r"(?:\bfree\b|\bcomplimentary\b|\bpercuma\b|免费|免費|包邮|免邮)"
_BEYOND = (
    r"(?:from|above|over|exceeding|more than|(?:orders?|purchases?) (?:of|worth)|≥|>"
    r"|min(?:imum)?\.?(?: (?:spend|order|purchase))?(?: of)?|spend(?:ing)?|melebihi|满|滿)\s*$"
)
_FREE_BEYOND = re.compile(rf"{_FREE}(?P<between>[^.;]{{0,80}}?){_BEYOND}")
_FREE_ON_ORDERS = re.compile(rf"{_FREE}(?P<between>[^.;]{{0,80}}?)(?:orders?|purchases?)\s*$")
_AND_MORE = re.compile(r" ?(?:\+|or more|and (?:above|more|up)|& (?:above|up)|onwards)")
_SENT_SOON = re.compile(rf"^(?: [\w-]+){{0,3}}? ?{_SENT}")
_FILLER = re.compile(
    r"(?:[\s,:]|\b(?:for|on|with|all|any|your|islandwide|orders?|purchases?|if|when|you|a|the|singapore|within|"
    r"in)\b)*"
)
"""Words after "free" that name nothing else that might be free."""
_ORDERS_BEYOND = re.compile(rf"\b(?:orders?|purchases?|spend|bills?)\b[^.;]{{0,20}}{_BEYOND}|^\W*$|\bspend\s*$")
_THEN_FREE = re.compile(
    rf"^[^.;]{{0,60}}?(?:{_FREE}(?: [\w-]+){{0,3}}? ?{_SENT}|{_SENT}(?: [\w-]+){{0,3}}? {_FREE}|包邮|免邮)"
)
_LIMITED = re.compile(
    r"\b(?:members?|first|new customers?|code|selected|participating|app|until|till|limited|period|lockers?|"
    r"collection"
    r"|collect|pick ?-?up|except|exclud\w*|not (?:applicable|valid|eligible)|bulky|oversized?|furniture|overseas|more"
    r"|international|worldwide|malaysia|subscri\w*|express|same ?-?day|next ?-?day|t&cs?|terms|weekdays?|away|left)\b"
    r"|[*†‡^]"
)
"""Words that tie the promise to more than a sum; with them it is for a person to say whether it was broken."""
_OR_MORE = re.compile(r"\b(?:or|and) more\b|\bmore than\b")
_EXCEPTION = re.compile(
    r"\b(?:exclud\w*|except|not (?:applicable|valid|eligible)|(?:does|do) not apply|bulky|oversized?|surcharges?)\b"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One statement that delivery is free beyond an amount; `limited` where it asks for more than that."""

    amount: Money
    text: str
    page: Page
    block: TextBlock
    limited: bool

    def ref(self, shop: Shop) -> EvidenceRef:
        return shop.ref(self.page, self.text, self.block.selector, self.block.box)


@fact(
    "delivery.threshold_kept",
    Kind.SUBJECTS,
    "Each walk whose goods came to more than the amount beyond which delivery is said to be free.",
    fields={
        "threshold": FieldType(Kind.MONEY, doc="The highest amount that any statement asks for."),
        "goods": FieldType(Kind.MONEY, doc="What the goods came to, less discounts."),
        "charged": FieldType(Kind.MONEY, doc="What the last step still asks for delivery."),
        "broken": FieldType(Kind.BOOL, doc="Delivery was charged all the same."),
    },
)
def threshold_kept(shop: Shop) -> Fact | NotFound:
    """Goods that stay below the threshold say nothing, and so does a walk whose goods the buyer fetches."""
    told = promises(shop)
    if not told:
        looked = [p for p in shop.by_role(*ROLES) if not p.capture.step]
        return NotFound(shop.refs(looked[:40]), ("free delivery from S$ …", "free shipping over S$ …"))
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    doubtful = any(promise.limited for promise in told) or _has_exceptions(shop)
    subjects = tuple(s for walk in found if (s := _subject(shop, walk, told, doubtful)) is not None)
    if subjects:
        return Known(subjects, spread(ref for s in subjects for ref in s.evidence))
    early = next((walk for walk in found if not walk.trail.complete), None)
    highest = max(told, key=lambda p: p.amount.amount).amount
    return not_reached(early) if early else Unknown(f"no walk was delivered goods for more than {highest}")


@per_shop
def promises(shop: Shop) -> tuple[Promise, ...]:
    """Every statement of such a threshold, on the pages where shops make them."""
    return tuple(
        promise
        for page in shop.by_role(*ROLES)
        for block in page.reading.blocks
        if block.visible and not in_other_card(page, block.selector, block.box)
        for sentence in sentences(normalise(block.text))
        if len(sentence) <= LONGEST and about_delivery(fold(sentence))
        for promise in _promises(page, block, sentence)
    )


def _promises(page: Page, block: TextBlock, sentence: str) -> Iterator[Promise]:
    amounts = find_amounts(sentence, page_currency(page.reading))
    for number, amount in enumerate(amounts):
        if len(amount.readings) != 1:
            continue
        start = amounts[number - 1].end if number else 0
        end = amounts[number + 1].start if number + 1 < len(amounts) else len(sentence)
        before, after = fold(sentence[start : amount.start]), fold(sentence[amount.end : end])
        if _is_promise(before, after):
            clause = f"{before} {after}".replace("·", ";")
            beside = next((part for part in clause.split(";") if re.search(_FREE, part)), clause)
            limited = bool(_LIMITED.search(_OR_MORE.sub("", beside)))
            yield Promise(amount.readings[0], sentence, page, block, limited)


def _is_promise(before: str, after: str) -> bool:
    """Whether the words beside an amount say that delivery, and not a gift, is free beyond it."""
    found = _FREE_BEYOND.search(before) or (_FREE_ON_ORDERS.search(before) if _AND_MORE.match(after) else None)
    if found:
        between = found["between"]
        return bool(_SENT_SOON.match(between) or _FILLER.fullmatch(between))
    return bool(_ORDERS_BEYOND.search(before) and _THEN_FREE.search(after))


def _has_exceptions(shop: Shop) -> bool:
    """Whether any page names goods or places for which free delivery does not hold."""
    for page in shop.by_role(*ROLES):
        for block in page.reading.blocks:
            if not block.visible or len(block.text) > 4 * LONGEST:
                continue
            folded = fold(block.text)
            if _EXCEPTION.search(folded) and about_delivery(folded):
                return True
    return False


def _subject(shop: Shop, walk: Walked, told: tuple[Promise, ...], doubtful: bool) -> Subject | None:
    if not walk.trail.complete or not walk.sums:
        return None
    last, lines = walk.sums[-1][1], delivery_lines(walk)
    worth = goods_of(last)
    if worth is None or not lines:
        return None
    same = [p for p in told if p.amount.currency in ("", worth.currency) or not worth.currency]
    # a shop that names several amounts is held to the highest
    highest = max(same, key=lambda p: p.amount.amount, default=None)
    if highest is None or worth.amount <= highest.amount.amount:
        return None
    asked = Money(sum((line.money.amount for line in lines), Decimal(0)), lines[0].money.currency)
    broken: Scalar | Fact = asked.amount > 0
    if broken and doubtful:
        broken = Unknown("the promise has conditions or exceptions, told beside it or elsewhere", UnknownKind.AMBIGUOUS)
    fields: dict[str, Scalar | Fact] = {
        "threshold": highest.amount, "goods": worth, "charged": asked, "broken": broken,
    }  # fmt: skip
    label = f"“{highest.text[:100]}”: goods for {worth}, {asked} for delivery ({walk.journey.scenario})"
    return Subject(label, fields, (highest.ref(shop), *(line.evidence for line in lines)))


def delivery_lines(walk: Walked) -> list[TrailLine]:
    """What the last step read asks for delivery; collecting the goods, and a dearer service, are other things."""
    if not walk.sums or walk.journey.collected:
        return []
    return [
        line
        for line in walk.sums[-1][1].lines
        if line.role == "shipping"
        and not phrases("self-collection").any(line.label)
        and not phrases("extra-service").any(line.label)
    ]


def goods_of(one: Sum) -> Money | None:
    """What the goods of a bill come to, less its discounts; None where none are listed."""
    listed = [line for line in one.lines if line.role == "item"] or [x for x in one.lines if x.role == "subtotal"][:1]
    if not listed or len({line.money.currency for line in one.lines}) > 1:
        return None
    off = sum((line.money.amount for line in one.lines if line.role == "discount"), Decimal(0))
    return Money(sum((line.money.amount for line in listed), Decimal(0)) + off, listed[0].money.currency)
