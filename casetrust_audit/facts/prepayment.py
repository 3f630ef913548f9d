"""What a shop takes money for ahead: gift cards and vouchers it sells, deposits, pre-orders; and the terms it states.

A code that lowers a price is called a voucher too, and is none that is sold: only what is a product of its own counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casetrust_audit.facts.needed import SOLD, STATED
from casetrust_audit.facts.order_confirmation import confirmation
from casetrust_audit.facts.passages import BODY, passages, per_shop, ref
from casetrust_audit.facts.policies import distinct, policy_pages
from casetrust_audit.facts.prices import adder
from casetrust_audit.facts.products import add_buttons
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import Passage, in_other_card, key, own_blocks, title_of
from casetrust_audit.facts.sentences import passages as own_passages
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.facts.structured import products
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown, UnknownKind
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.dates import find_dates
from casetrust_audit.text.durations import find_durations
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

KINDS = ("gift-card", "deposit", "pre-order")
LONGEST_TITLE, LONGEST_STATUS = 12, 12
"""Words. A longer title names a gift card in passing; a longer line tells of pre-orders in general."""

_PRE_ORDER = re.compile(r"\bpre-? ?orders?\b|预购|預購|预售|預售|\bprapesan|\bpra-? ?tempah|முன்பதிவு")
_NO_PRE_ORDER = re.compile(r"\b(?:no|not|never|closed|ended|over|past|previous|was|were|without)\b")
_ASKED = re.compile(
    r"\b(?:pay|paid|payable|required?|requires?|non-? ?refundable|secure|confirm|collect|charged?)\b|%|需|付"
)
_NOT_MONEY = re.compile(r"\b(?:bottles?|cans?|containers?|crates?|kegs?|jars?|limescale|minerals?|bank|atm)\b")
_RECEIPT = re.compile(r"\breceipts?\b|\binvoices?\b|收据|发票|\bresit\b|ரசீது")
_CONDITION = re.compile(
    r"\b(?:cannot|can not|can't|may not|not be|must be|only be|can be (?:used|redeemed|spent|combined)|"
    r"redeem(?:ed|able)?|balance|forfeit\w*|transferable|deducted|offset|one per|per order)\b|不可|余额|兑换"
)
_REFUND = re.compile(
    r"\brefund\w*|\bnon-? ?refundable\b|\bmoney back\b|\bforfeit\w*|\b(?:for|into|as) cash\b|\breturn(?:ed|able)?\b"
    r"|\bcancel\w*|退款|不退|退还|取消|兑现|\bbayaran balik\b|\bdikembalikan\b|\bbatal\w*|பணத்தைத் திரும்ப"
)
LONGEST_LINK, LONGEST_TOLD = 4, 200
_SELLS = re.compile(
    r"\b(?:our|buy|give|send|purchase|sell|available|choose|order|valid|expir\w*|refund\w*|delivered|from)\b|"
    r"购买|送礼|有效|\bbeli\b|\bsah\b"
)
_USED = re.compile(
    r"\b(?:no|not|cannot|can't|don't|never|other|codes?|redeem\w*|apply|enter|use|using|balance|accept\w*|pay|take|"
    r"win|prize|review|free|discount|promo\w*|get|first|newsletter|sign|join|worth|"
    r"(?:in|at) (?:our|the|all) (?:\w+ )?(?:shops?|stores?|outlets?|counters?|boutiques?|branch(?:es)?))\b|不|兑换|"
    r"输入|使用"
)
"""Codes that lower a price and cards one pays with are called so too."""
_EXPECTED = re.compile(
    r"\b(?:ships?|shipping|dispatch\w*|deliver\w*|arriv\w*|expected|estimated|available|ready|released?|launch\w*|"
    r"eta)\b"
    r"|发货|到货|预计|\bdijangka\b"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something money is taken for ahead. `page` is where it is offered, `own` whether that page is about it alone."""

    kind: str
    name: str
    page: Page
    evidence: tuple[EvidenceRef, ...]
    own: bool


@fact(
    "prepayment.offers",
    Kind.SUBJECTS,
    "Gift cards and vouchers that are sold, deposits and pre-orders, with what is said of their terms.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what is paid ahead"),
        "terms": FieldType(
            Kind.BOOL, doc="any terms are stated: validity, conditions, refund, or the day of a pre-order"
        ),
        "refund": FieldType(Kind.BOOL, doc="it is said whether and how the money comes back"),
        "receipt": FieldType(Kind.BOOL, doc="a receipt or a confirmation of orders is promised"),
    },
)
def offers(shop: Shop) -> Fact | NotFound:
    """One subject a kind: its terms hold for all of them."""
    found = _offers(shop)
    if not found:
        if words := _spoken_of(shop):
            return Unknown(
                f"the shop speaks of what is paid ahead (“{words}”), but none was read", UnknownKind.AMBIGUOUS
            )
        looked = shop.by_role("product", "listing", "home", "cart", "checkout")
        return NotFound(shop.refs(looked), ("gift card", "voucher", "deposit", "pre-order"))
    subjects = [_subject(shop, kind, [o for o in found if o.kind == kind]) for kind in KINDS]
    kept = tuple(s for s in subjects if s is not None)
    return Known(kept, spread(e for s in kept for e in s.evidence))


def _spoken_of(shop: Shop) -> str:
    """The words by which the shop says that it sells gift cards, or leads to them, though none was met; "" for none."""
    for page in shop.crawled:
        for link in page.reading.links:
            short = link.visible and len(link.text.split()) <= LONGEST_LINK
            if short and phrases("gift-card").any(link.text) and not _USED.search(fold(link.text)):
                return link.text
        if page.role in ("cart", "checkout"):
            continue  # where one spends them
        for block in page.reading.blocks:
            text = fold(block.text)
            told = block.visible and len(text) <= LONGEST_TOLD and phrases("gift-card").any(text)
            if told and _SELLS.search(text) and not _USED.search(text):
                return block.text
    return _taken_ahead(shop)


_TAKEN_AHEAD = re.compile(
    r"\bpre-?orders? (?:are|is|items?|will|can|may|must|ship)\b|\bon pre-?order\b|\bpre-?order(?:ed)? (?:goods|"
    r"items?|products?)\b|"
    r"\b(?:\d{1,3} ?%|\$ ?\d+|an?|the|your|non-?refundable) (?:\w+ )?deposits?\b[^.;]{0,60}\b(?:secur|confirm|"
    r"requir|payable|paid|"
    r"refund|forfeit|order|book|reserv|balance|collect)\w*|\bdeposits? (?:is|are|of) [^.;]{0,40}\b(?:requir|payable|"
    r"refund|"
    r"non-?refund|forfeit)\w*|预[订购售]|預[訂購售]|[订訂定]金|\bpra-?pesanan\b|\bwang (?:pendahuluan|deposit)\b"
)
_NO_DEPOSIT = re.compile(
    r"\b(?:no|not|without|never)\b[^.;]{0,20}\b(?:deposit|pre-?order)|\b(?:landlord|rent|lease|tenan|bank|library|"
    r"safe)\w*|"
    r"不(?:收|设|設|接受)|[无無]需"
)


def _taken_ahead(shop: Shop) -> str:
    """The sentence by which the shop says that it takes deposits or pre-orders; "" for none."""
    for passage in passages(shop, policy_pages(shop)):
        text = passage.folded
        asked = passage.is_heading or text.endswith(("?", "？"))
        if not asked and len(text) <= LONGEST_TOLD and _TAKEN_AHEAD.search(text) and not _NO_DEPOSIT.search(text):
            return passage.text
    return ""


@per_shop
def _offers(shop: Shop) -> tuple[Offer, ...]:
    """Offers in the order of the pages, one a kind and address."""
    seen: dict[tuple[str, str], Offer] = {}
    for page in distinct(shop):
        for offer in _on(shop, page):
            seen.setdefault((offer.kind, f"{key(offer.page.url)} {'' if offer.own else offer.name}"), offer)
    return tuple(seen.values())


def _on(shop: Shop, page: Page) -> Iterator[Offer]:
    if page.role == "product":
        yield from _on_product(shop, page)
    elif page.role in ("listing", "home", "search"):
        for card in page.reading.cards:
            named = card.visible and len(card.title.split()) <= LONGEST_TITLE and phrases("gift-card").any(card.title)
            if named and any(a.visible for a in card.amounts):
                yield Offer(
                    "gift-card", card.title, page, (shop.ref(page, card.text, card.selector, card.box),), own=False
                )
    elif page.role in ("cart", "checkout"):
        for row in page.reading.rows:
            if row.visible and row.amounts and re.search(r"\bdeposit\b|订金|定金|押金|\bcagaran\b", fold(row.label)):
                yield Offer("deposit", row.label, page, (shop.ref(page, row.text, row.selector, row.box),), own=False)


def _on_product(shop: Shop, page: Page) -> Iterator[Offer]:
    title = title_of(page)
    sold = adder(page) is not None or any(_amounts(page, b.text) for b in own_blocks(page))
    if sold and len(title.split()) <= LONGEST_TITLE and phrases("gift-card").any(title):
        yield Offer("gift-card", title, page, (shop.ref(page, title),), own=True)
    if asked := _deposit(page):
        yield Offer("deposit", f"{title}: {asked.text[:80]}", page, (asked.ref(shop),), own=True)
    if words := _pre_order(page):
        yield Offer("pre-order", title, page, (shop.ref(page, words),), own=True)


def _deposit(page: Page) -> Passage | None:
    """The sentence of a product's own page that asks for a deposit."""
    own = {b.selector for b in own_blocks(page)}
    for passage in own_passages([page], hidden=False):
        text = passage.folded
        named = passage.block.selector in own and phrases("deposit").any(text) and not _NOT_MONEY.search(text)
        if named and (_amounts(page, passage.text) or _ASKED.search(text)):
            return passage
    return None


def _pre_order(page: Page) -> str:
    """The words by which a product is sold before it is there, "" where it is not."""
    for text, live, _ in add_buttons(page):
        if live and _PRE_ORDER.search(fold(text)):
            return text
    if any(s.lower() in ("preorder", "presale") for p in products(page.reading)[:1] for s in (p.availability,)):
        return f"availability {products(page.reading)[0].availability}"
    for block in own_blocks(page):
        text = fold(block.text)
        short = len(text.split()) <= LONGEST_STATUS and block.tag not in ("a", "option", "label", "h2", "h3")
        if short and _PRE_ORDER.search(text) and not _NO_PRE_ORDER.search(text) and "?" not in text:
            return block.text
    return ""


def _amounts(page: Page, text: str) -> bool:
    return bool(find_amounts(text, page_currency(page.reading) or "SGD"))


# terms


@dataclass(frozen=True, slots=True)
class Said:
    """A folded sentence about an offer, and where it stands."""

    text: str
    ref: EvidenceRef


def _subject(shop: Shop, kind: str, found: list[Offer]) -> Subject | None:
    if not found:
        return None
    said = tuple(_said(shop, kind, found))
    refunds = [s for s in said if _REFUND.search(s.text)]
    if kind == "pre-order":  # it is an order like others: what the shop says of cancelling orders holds for it
        general = (p for p in passages(shop, policy_pages(shop)) if phrases("cancel").any(p.text))
        refunds += [Said(p.folded, ref(shop, p)) for p in general if "order" in p.folded]
    terms = [s for s in said if _is_term(s.text, kind)]
    names = list(dict.fromkeys(o.name for o in found))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    fields: dict[str, Scalar | Fact] = {
        "kind": kind,
        "terms": True if terms else _missing(shop, found),
        "refund": True if refunds else _missing(shop, found),
        "receipt": _receipt(shop, said),
    }
    shown = [o.evidence[0] for o in found[:4]] + [s.ref for s in (*terms[:2], *refunds[:2])]
    return Subject(f"{kind}: {', '.join(names[:3])}{more}", fields, tuple(dict.fromkeys(shown)))


def _said(shop: Shop, kind: str, found: list[Offer]) -> Iterator[Said]:
    """Sentences about such offers: on their own pages all but what stands on other products' pages too, elsewhere those
    that name them or stand under a heading that does."""
    own = {key(o.page.url) for o in found if o.own}
    pages = [p for p in distinct(shop) if key(p.url) in own]
    others = [p for p in distinct(shop) if p.role == "product" and key(p.url) not in own]
    repeated = {fold(b.text) for p in others for b in p.reading.blocks}
    for passage in own_passages(pages):  # closed tabs too: a shopper can open them
        block = passage.block
        if (
            block.area not in BODY
            or fold(block.text) in repeated
            or in_other_card(passage.page, block.selector, block.box)
        ):
            continue
        if kind == "gift-card" or _names(passage.whole, kind):
            yield Said(passage.folded, passage.ref(shop))
    elsewhere = [
        p for p in distinct(shop) if key(p.url) not in own and p.role not in ("product", "listing", "search", "home")
    ]
    for said in passages(shop, elsewhere):
        if _names(f"{title_of(said.page)} | {said.scope}", kind):
            yield Said(said.folded, ref(shop, said))


def _names(text: str, kind: str) -> bool:
    """Whether a sentence, with its heading or the title of its page, speaks of such an offer."""
    if kind == "pre-order":
        return bool(_PRE_ORDER.search(fold(text)))
    return phrases(kind).any(text) or (kind == "deposit" and "deposit" in fold(text))


def _is_term(text: str, kind: str) -> bool:
    """Whether a folded sentence states a term."""
    if kind == "pre-order" and _EXPECTED.search(text) and (find_dates(text) or find_durations(text)):
        return True
    return bool(phrases("validity").any(text) or _REFUND.search(text) or _CONDITION.search(text))


def _missing(shop: Shop, found: Iterable[Offer]) -> bool | Unknown:
    """False where enough was looked at to say that nothing is stated, else why it is not known."""
    if reason := shop.not_enough_for(STATED | SOLD):
        return Unknown(f"no terms were found, but {reason}")
    read = {key(p.url) for p in shop.pages}
    for offer in found:
        for card in offer.page.reading.cards if not offer.own else ():
            if card.title == offer.name and key(card.href) not in read:
                return Unknown(f"the page of “{offer.name[:60]}” was not read")
        for link in offer.page.reading.links if offer.own else ():
            named = link.visible and link.area == "main" and phrases("terms").any(link.text)
            if named and link.href.startswith("http") and key(link.href) not in read:
                return Unknown(f"a page of terms that “{offer.name[:60]}” links was not read")
    return False


def _receipt(shop: Shop, said: Iterable[Said]) -> bool:
    promised = confirmation(shop)
    told = isinstance(promised, Known) and promised.value != "denied"
    return told or any(_RECEIPT.search(s.text) for s in said)
