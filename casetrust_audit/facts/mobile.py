"""How the shop works on a phone: width, the button to buy, the price, the size of targets."""

from __future__ import annotations

from decimal import Decimal

from casetrust_audit.facts.products import add_buttons
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key, own_blocks, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.phrases import phrases

LEAST_TARGET = 24
TOLERANCE_PX = 2


@fact(
    "mobile.pages",
    Kind.SUBJECTS,
    "Pages met on a phone screen.",
    fields={
        "overflow": FieldType(Kind.NUMBER, doc="width of the page over the width of the screen; 1 where it fits"),
        "can_buy": FieldType(Kind.BOOL, doc="a product that can be added on a desktop can be added here"),
        "price": FieldType(Kind.BOOL, doc="what can be bought, or has a price on a desktop, shows a price here"),
        "small_targets": FieldType(Kind.INT, doc="buttons of the buy path lower or narrower than 24 px"),
    },
)
def phone_pages(shop: Shop) -> Fact | NotFound:
    pages = _phone(shop)
    if not pages:
        return Unknown("no page was met on a phone screen")
    subjects = tuple(_subject(shop, p) for p in pages)
    return Known(subjects, tuple(s.evidence[0] for s in subjects))


@fact("mobile.blocked", Kind.INT, "Product pages that can be bought from on a desktop and not on a phone.")
def blocked(shop: Shop) -> Fact | NotFound:
    pages = [p for p in _phone(shop) if _sells(shop, p) and _desktop_can_buy(shop, p)]
    if not pages:
        return Unknown("no product page was met both on a phone and on a desktop")
    stopped = [p for p in pages if not _can_buy(p) and p.reading.settled]
    if not stopped and any(not _can_buy(p) for p in pages):
        return Unknown("a page was still changing when it was read")
    return Known(len(stopped), shop.refs(stopped or pages))


def _sells(shop: Shop, page: Page) -> bool:
    """A product page, or the front page of a shop that sells there: a walk began on it."""
    return page.role == "product" or any(key(p.url) == key(page.url) for p in shop.by_role("product"))


def _phone(shop: Shop) -> tuple[Page, ...]:
    return tuple(p for p in shop.pages if p.capture.layout == "phone")


def _subject(shop: Shop, page: Page) -> Subject:
    evidence: list[EvidenceRef] = []
    width, viewport = page.reading.document[0], page.reading.viewport[0]
    over = Decimal(width) / viewport if viewport and width > viewport + TOLERANCE_PX else Decimal(1)
    small = [b for b in page.reading.buttons if b.visible and _buy_path(b.text) and 0 < min(b.box[2:]) < LEAST_TARGET]
    evidence.append(shop.ref(page, f"page {width} px wide on a screen of {viewport} px"))
    evidence.extend(shop.ref(page, b.text, b.selector, b.box) for b in small[:2])
    return Subject(
        title_of(page) or page.url,
        {
            "overflow": over.quantize(Decimal("0.01")),
            "can_buy": _buyable(shop, page),
            "price": _priced(shop, page),
            "small_targets": len(small),
        },
        tuple(evidence),
    )


def _buyable(shop: Shop, page: Page) -> bool | Unknown:
    """True for pages on which there is nothing to buy."""
    if not _sells(shop, page) or not _desktop_can_buy(shop, page) or _can_buy(page):
        return True
    return False if page.reading.settled else Unknown("the page was still changing when it was read")


def _priced(shop: Shop, page: Page) -> bool | Unknown:
    """True for pages on which there is nothing to buy; what can be bought without a price shows none here either."""
    if not _sells(shop, page) or _shows_price(page):
        return True
    if not any(_shows_price(p) for p in _desktop(shop, page)):
        return not _desktop_can_buy(shop, page)
    return False if page.reading.settled else Unknown("the page was still changing when it was read")


def _desktop(shop: Shop, page: Page) -> tuple[Page, ...]:
    return tuple(p for p in shop.pages if p.capture.layout == "desktop" and key(p.url) == key(page.url))


def _desktop_can_buy(shop: Shop, page: Page) -> bool:
    return any(_can_buy(p) for p in _desktop(shop, page))


def _can_buy(page: Page) -> bool:
    return any(enabled for _, enabled, _ in add_buttons(page))


def _buy_path(text: str) -> bool:
    return any(phrases(topic).any(text) for topic in ("add-to-cart", "checkout", "place-order"))


def _shows_price(page: Page) -> bool:
    currency = page.reading.meta.get("og:price:currency", "")
    return any(find_amounts(b.text, currency) for b in own_blocks(page))
