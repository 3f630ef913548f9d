"""Savings claimed against savings real: beside a former price, and “up to …” over a whole sale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from casetrust_audit.facts.needed import SOLD
from casetrust_audit.facts.page_price import doubt, doubt_of_former
from casetrust_audit.facts.prices import price_ref, shop_currency
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_place import item_place
from casetrust_audit.text.item_price import ItemPrice, item_price
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.price_label import label_of
from casetrust_audit.text.urls import canonical_key

_PERCENT_OFF = re.compile(
    r"(?:save|off|disc(?:ount)?|jimat|-|−)\s*(\d{1,2})\s?%|(\d{1,2})\s?%\s*(?:off|discount|savings?|diskaun)", re.I
)
_AMOUNT_OFF = re.compile(r"\b(?:save|savings?|saved|jimat)\b[^|0-9]{0,10}\Z", re.I)
_UP_TO = re.compile(r"up to\s*$", re.I)
_UP_TO_CLAIM = re.compile(
    r"\b(?:up to|sehingga) (\d{1,2}) ?% (?:off|discounts?|savings?)\b"
    r"|\b(?:save|savings? of|discounts?(?: of)?|off|diskaun|jimat|potongan) (?:up to|sehingga|hingga) (\d{1,2}) ?%"
    r"(?! (?:of |on |in )?(?:your |the )?(?:energy|electricity|power|water|fuel|time|space|more|less))",
    re.I,
)
_OTHER_PAIR = re.compile(
    r"\b(?:codes?|vouchers?|coupons?|members?|membership|bundles?|sets? of|subscri\w+|auto-?(?:ship"
    r"|deliver\w*)|first (?:order|purchase)"
    r"|new customers?|sign(?:ing)? up|newsletter|second|2nd|third|3rd|next (?:order|purchase)|when you"
    r"|if you|buy (?:any )?[2-9]"
    r"|[2-9] ?(?:for|pcs?|or more|and more|\+)|any [2-9]|min\.?|minimum|spend|orders? (?:over|above|of)"
    r"|trade-?in|old for new|students?"
    r"|app|points?|gift card|referr?al|refer a friend|card ?holders?|with (?:dbs|ocbc|uob|citi|posb|visa"
    r"|mastercard|paynow|grabpay))\b"
    r"|会员|會員|优惠码|優惠碼|优惠券|优惠劵|新客|首单|首單|第二件|满|滿|订阅|訂閱|以旧换新|\bahli\b"
    r"|\bkod\b|\blangganan\b|\bpembelian pertama\b",
    re.I,
)
"""A saving of tiers, codes, members, first orders, second items, subscriptions and trade-ins has a pair of its own."""
_ON_TERMS = re.compile(
    r"\b(?:codes?|vouchers?|coupons?|members?|membership|bundles?|sets? of|when you|if you|min\.?|minimum|spend|app|"
    r"subscri\w+)\b|会员|优惠券|\bahli\b"
)
"""A saving that hangs on something may be had without any item being reduced so far."""


@fact(
    "prices.savings", Kind.SUBJECTS, "Each saving claimed beside a was-price, against the saving the two prices give.",
    fields={
        "claimed": FieldType(Kind.NUMBER, doc="Per cent, or the amount where the claim is an amount."),
        "real": FieldType(Kind.NUMBER, doc="What the prices give, same unit."),
        "exceeds": FieldType(Kind.BOOL, doc="Claimed more than real, beyond one point (or one cent) of rounding."),
        "unattained": FieldType(Kind.BOOL, doc="“Up to …” more than is saved on any item that was seen."),
    },
)  # fmt: skip
def price_savings(shop: Shop) -> Fact | NotFound:
    """Product pages: badges near the price. Listings: badges inside a card with a struck price.

    “Up to 60 % off” is held against all of them, and is untrue only where no page is left that may have the item."""
    subjects: dict[tuple[str, str], Subject] = {}
    saved = _Saved()
    looked = [p for p in shop.pages if p.role in ("product", "listing", "home") and not p.capture.step]
    for page in looked:
        for one in _discounts(shop, page):
            saved.note(one)
            for claimed, real, slack in _claims(one.words, one.was, one.now):
                key = (one.item, str(claimed))
                fields: dict[str, Scalar | Fact] = {
                    "claimed": claimed, "real": real, "exceeds": claimed > real + slack, "unattained": False
                }  # fmt: skip
                if one.doubt:
                    fields["exceeds"] = Unknown(one.doubt, UnknownKind.AMBIGUOUS)
                old = subjects.get(key)
                evidence = (*old.evidence, one.spot) if old else (one.spot,)
                subjects[key] = Subject(one.item, fields, evidence[:6])
    for subject in _promises(shop, looked, saved):
        subjects.setdefault((subject.label, ""), subject)
    if not subjects:
        return NotFound(shop.refs(looked), ("save … %", "… % off", "save S$"), sufficient=bool(looked))
    return Known(tuple(subjects.values()), tuple(s.evidence[0] for s in subjects.values()))


_ZHE = re.compile(r"低至\s*([1-9一二三四五六七八九])(?:[.点點]([0-9一二三四五六七八九]))?\s*折")
_ZHE_DIGITS = "〇一二三四五六七八九"


def _in_per_cent(text: str) -> str:
    """The normalised text with Chinese tenths in per cent off: "低至三折" is up to 70% off."""

    def off(match: re.Match[str]) -> str:
        tenths, more = (str(_ZHE_DIGITS.find(d)) if d in _ZHE_DIGITS else d for d in (match[1], match[2] or "0"))
        return f" up to {100 - int(tenths + more)}% off "

    return _ZHE.sub(off, normalise(text))


def _promises(shop: Shop, looked: list[Page], saved: _Saved) -> Iterator[Subject]:
    """Each “up to n % off” over several items. On an item's own page it may speak of its sizes, or of other items."""
    largest, unseen = saved.largest, _items_may_be_left(shop, looked, saved)
    for page in (p for p in looked if p.role != "product"):
        for block in page.reading.blocks:
            if not block.visible or not (match := _UP_TO_CLAIM.search(_in_per_cent(block.text))):
                continue
            claimed = Decimal(match[1] or match[2])
            missed = largest is None or claimed > largest + 1
            exceeds: bool | Fact = missed
            if missed and (
                largest is None or shop.not_enough_for(SOLD) or unseen or _ON_TERMS.search(fold(block.text))
            ):
                exceeds = Unknown("not every item was looked at, or the saving is had another way")
            fields: dict[str, Scalar | Fact] = {
                "claimed": claimed, "real": (largest or Decimal(0)).quantize(Decimal("0.1")), "exceeds": exceeds,
                "unattained": missed,
            }  # fmt: skip
            yield Subject(f"“{match[0]}”", fields, (shop.ref(page, block.text, block.selector, block.box),))


def _items_may_be_left(shop: Shop, looked: list[Page], saved: _Saved) -> bool:
    """Whether a page that was not read may reduce an item further than any that was seen.

    The page of an item may be left out where a list shows the item with its price, and lists are known to show what
    is saved: every item read both ways says no more on its own page."""
    carded = {
        canonical_key(card.goal) for page in looked for card in page.reading.cards if card.visible and card.amounts
    }
    left = {canonical_key(skip.url) for skip in shop.collection.skipped}
    known = len(left & carded) if saved.lists_tell(carded) else 0
    return shop.crawl.frontier_left > known


@dataclass(slots=True)
class _Saved:
    """Largest saving in per cent by address of the item, as its own page and as cards of it give it."""

    on_page: dict[str, Decimal] = field(default_factory=dict)
    on_card: dict[str, Decimal] = field(default_factory=dict)

    def note(self, one: _Discount) -> None:
        if one.was.amount > 0 and one.was.currency == one.now.currency:
            percent = (one.was.amount - one.now.amount) * 100 / one.was.amount
            kept = self.on_card if one.carded else self.on_page
            kept[one.key] = max(kept.get(one.key, Decimal(0)), percent)

    @property
    def largest(self) -> Decimal | None:
        """None where no former price was seen."""
        return max((*self.on_page.values(), *self.on_card.values()), default=None)

    def lists_tell(self, carded: set[str]) -> bool:
        """True where reduced items were read on their own pages, and cards of them show as large a saving."""
        both = [key for key in self.on_page if key in carded]
        return bool(both) and all(self.on_card.get(key, Decimal(0)) >= self.on_page[key] - 1 for key in both)


@dataclass(frozen=True, slots=True)
class _Discount:
    """A former price beside the one asked, with the words nearby. `key` is the item's address, `carded` true on a card
    of a list. `doubt` says why it may be none; "" for no doubt."""

    item: str
    was: Money
    now: Money
    words: str | tuple[str, ...]
    spot: EvidenceRef
    key: str
    carded: bool = False
    doubt: str = ""


def _discounts(shop: Shop, page: Page) -> list[_Discount]:
    """Each discounted item on the page."""
    currency = shop_currency(shop)
    out = []
    if page.role == "product" and (price := item_price(page.reading, currency)) and price.was and price.was_block:
        top = min(price.block.box[1], price.was_block.box[1]) - 120
        bottom = max(price.block.box[1], price.was_block.box[1]) + 160
        near = _words_beside(page.reading, price, top, bottom)
        unsure = doubt(page.reading, price) or doubt_of_former(price)
        spot = price_ref(shop, page, price)
        key = canonical_key(page.url)
        out.append(_Discount(title_of(page), price.was, price.money, near, spot, key, doubt=unsure))
    for card in page.reading.cards:
        struck = [a for a in card.amounts if a.strike and a.visible]
        live = [a for a in card.amounts if not a.strike and a.visible]
        if struck and live and card.visible:
            was, now = find_amounts(struck[0].text, currency), find_amounts(live[0].text, currency)
            if was and now and len(was[0].readings) == 1 and len(now[0].readings) == 1:
                ref = shop.ref(page, card.text, card.selector, card.box)
                former, asked = was[0].readings[0], now[0].readings[0]
                key = canonical_key(card.goal)
                words = _without(card.text, card.title)
                out.append(_Discount(card.title[:120], former, asked, words, ref, key, carded=True))
    return out


def _words_beside(reading: Reading, price: ItemPrice, top: float, bottom: float) -> tuple[str, ...]:
    """The lines beside a price that may tell its saving, each by itself, an amount alone with the label it has: never
    the item's name, or what belongs to another product."""
    place = item_place(reading)
    name = " ".join(reading.blocks[at].text for at in place.names)
    left, right = price.block.box[0] - 40, price.block.box[0] + max(price.block.box[2], 320) + 40
    lines = []
    for at, b in enumerate(reading.blocks):
        beside = top <= b.box[1] <= bottom and b.box[0] <= right and b.box[0] + b.box[2] >= left
        if not (b.visible and b.area == "main" and beside and len(b.text) < 80) or at in place.others:
            continue
        if at in place.names or (len(b.text) > 3 and fold(b.text) in fold(name)):
            continue
        alone = bool(find_amounts(b.text)) and not any(c.isalpha() for c in _AMOUNT_SIGNS.sub("", b.text))
        label = label_of(reading, at) if alone else None
        lines.append(f"{label.text} {b.text}" if label is not None and label.text != name else b.text)
    return tuple(lines)


_AMOUNT_SIGNS = re.compile(r"[A-Z]{0,3}[$]|\b[A-Z]{2,3}\b")


def _without(text: str, title: str) -> str:
    """A card's text without the item's name: "$120 voucher" and "50% wool" in it are no claims."""
    plain, name = normalise(text), normalise(title)
    return plain.replace(name, " | ") if name else plain


def _claims(lines: str | tuple[str, ...], was: Money, now: Money) -> list[tuple[Decimal, Decimal, Decimal]]:
    """(claimed, real, slack) of each saving the words claim."""
    if was.amount <= 0 or was.currency != now.currency:
        return []
    real = (was.amount - now.amount) * 100 / was.amount
    claims = []
    for words in map(normalise, (lines,) if isinstance(lines, str) else lines):
        for match in _PERCENT_OFF.finditer(words):
            if _UP_TO.search(words[: match.start()]) or _has_own_pair(words, *match.span()):
                continue
            claims.append((Decimal(match.group(1) or match.group(2)), real.quantize(Decimal("0.1")), Decimal(1)))
        for amount in find_amounts(words, now.currency):
            said = _AMOUNT_OFF.search(words[max(0, amount.start - 12) : amount.start])
            if said and len(amount.readings) == 1 and not _has_own_pair(words, amount.start, amount.end):
                claims.append((amount.readings[0].amount, was.amount - now.amount, Decimal("0.01")))
    return claims


def _has_own_pair(words: str, start: int, end: int) -> bool:
    """Whether the clause around a saving makes it one of other terms than the two prices."""
    before, after = words[max(0, start - 60) : start], words[end : end + 60]
    clause = _CLAUSE.split(before)[-1] + words[start:end] + _CLAUSE.split(after)[0]
    return bool(_OTHER_PAIR.search(clause))


_CLAUSE = re.compile(r"[|•·;!?。；]|\.(?= )")
