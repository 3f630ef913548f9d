"""Whether products can be had: what the page says, what its markup says, and what the cart did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casetrust_audit.facts.products import add_buttons, choices
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, in_other_card, key, own_blocks, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.single_reviews import review_section
from casetrust_audit.facts.structured import StructuredProduct, products
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Box
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.stock_words import (
    foreign_status,
    is_back_order,
    is_gone,
    is_loose,
    is_of_media,
    not_of_this,
    said_of_goods,
)

STATED = ("in-stock", "low", "out", "pre-order", "varies", "made-to-order", "none")
CART = ("accepted", "refused", "refused-unproven", "untried")
_LABELS = ("th", "dt")
STATUS_WORDS = 12
"""A stock status is a short line; longer text speaks of stock in general."""
STATUS_LINE_WORDS = 30
SIDE_COLUMN = 0.3
"""Part of the screen's width that a column beside the page takes at most."""

_MARKUP = {
    "instock": "in-stock", "instoreonly": "in-stock", "onlineonly": "in-stock", "limitedavailability": "low",
    "outofstock": "out", "soldout": "out", "discontinued": "out", "reserved": "out", "outstock": "out", "oos": "out",
    "preorder": "pre-order", "presale": "pre-order", "backorder": "pre-order", "madetoorder": "made-to-order",
}  # fmt: skip
_MADE_TO_ORDER = re.compile(
    r"\b(made|baked|built|printed|crafted|cut|tailored|sewn)[ -]to[ -](order|measure|fit|size)\b|\bbespoke\b|\bon "
    r"demand\b"
    r"|\b(custom|hand|specially)[ -]made (for you|to order)\b|^custom[- ]made\b|定制|訂製|按单制作|接单后制作"
    r"|\bdibuat (ikut"
    r"|mengikut) tempahan\b"
)
_ONCE = re.compile(
    r"\b(?:was|were|had been)\b[^.!?]{0,16}"
    r"\b(?:out of stock|sold out|unavailable|in stock|on back ?order|discontinued)\b"
)
"""What was so tells nothing of today."""
_LEFT = re.compile(
    r"\b(only|just|last)\s+\d{1,3}\s+(\w+\s+)?(left|remaining|available|in stock)\b|仅剩\s*\d+|只剩\s*\d+"
)
_NOT_NOW = re.compile(
    r"\b(if|when|when it'?s|once|while|whenever|notify|email me|let me know|"
    r"back[- ]in[- ]stock|until)\b|\bin[- ]stock (soon|alerts?|updates?|(text|e-?mail)?\s?(messages?|notifications?"
    r"|reminders?))\b|到货"
)
_NO_BACK_ORDER = re.compile(r"\b(no|not|never|cannot|don't)\b.{0,20}\bback[- ]?order|\bback[- ]?orders? (is|are) not\b")
_NOT_TAKEN = re.compile(
    r"\b(sold out|out of stock|not (be )?added|cannot|could not|couldn't|can't|"
    r"unable|sorry|unavailable|no longer|removed)\b"
)
_TO_CART = re.compile(r"cart|basket|\bbag\b|trolley|checkout|[?&/]add\b|notify|waitlist|back-?in-?stock")
FRAME = ("header", "nav", "footer")
"""Areas that are the shop's, not the page's."""
_OTHERS = re.compile(
    r"\b((related|similar|recommended)\b(?! (use|for|age|dos|by|care|setting|temp|serving|daily|reading|read))"
    r"|recently viewed|you (may|might) (also )?(like|love|need|be interested)|also (like|"
    r"bought|viewed)|frequently bought|customers (who|also)|complete (the|your) (look|set)|goes? well with|pairs? well|"
    r"more from|other products|shop the look|ähnliche|kunden kauften|empfehlung\w*|zuletzt angesehen|vous aimerez|"
    r"produits (similaires|associés)|prodotti (correlati|simili|visti)|potrebbe\w* (piacer|interessar)|"
    r"productos? (relacionad|similar)\w*|también|podobn\w+|související|súvisiace|gerelateerd\w*|"
    r"похожие|с этим товаром|рекоменд\w+|вы смотрели)\b|相关产品|相關產品|猜你喜欢|猜你喜歡|相关推荐|関連商品|おすすめ"
)
_EMPTY = re.compile(
    r"\b(cart|basket|bag|trolley)\b.{0,20}\bempty\b|\bno items? in (your|the) (cart|"
    r"basket|bag)\b|购物车.{0,6}空|troli.{0,12}kosong"
)
_COUNTED = re.compile(r"\b(\d{1,5})\s+(pcs?|pieces|units?|items?)?\s*(in stock|available)\b|库存[:：]?\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Status:
    """A stock status on a page, with the words that say it."""

    value: str
    evidence: tuple[EvidenceRef, ...] = ()


@fact(
    "availability.products",
    Kind.SUBJECTS,
    "Products with what page, markup and cart say of their stock.",
    fields={
        "stated": FieldType(Kind.CHOICE, STATED, "status in words a shopper sees"),
        "markup": FieldType(Kind.CHOICE, STATED, "status in the page's schema.org data"),
        "addable": FieldType(Kind.BOOL, doc="a visible, enabled add-to-cart button"),
        "disabled_button": FieldType(Kind.BOOL, doc="the add-to-cart button is there and disabled"),
        "choice_first": FieldType(Kind.BOOL, doc="a variant is chosen on the page"),
        "cart": FieldType(Kind.CHOICE, CART, "what came of putting it into the cart"),
        "shown_elsewhere": FieldType(Kind.BOOL, doc="some product page of the shop states a status in words"),
    },
)
def stock(shop: Shop) -> Fact | NotFound:
    groups = by_url(shop.by_role("product", layout="desktop"))
    if not groups:
        return Unknown("no product page was read")
    read = {url: _stated(shop, pages) for url, pages in groups.items()}
    elsewhere = any(status.value != "none" for status in read.values())
    subjects = tuple(_subject(shop, url, pages, read[url], elsewhere) for url, pages in groups.items())
    return Known(subjects, tuple(e for s in subjects for e in s.evidence[:1]))


@fact("availability.cart_tried", Kind.BOOL, "At least one product was put into the cart, or clearly refused by it.")
def cart_tried(shop: Shop) -> Fact | NotFound:
    tried = [j for j in shop.journeys if accepted(shop, j) or _refused(j)]
    if not tried:
        ends = ", ".join(sorted({j.end for j in shop.journeys})) or "no journey was made"
        return Unknown(f"no product could be put into the cart ({ends})")
    refs = [r for j in tried for r in _journey_refs(shop, j)]
    return Known(True, tuple(refs)) if refs else Unknown("the pages of the journeys were not read")


def stated_status(page: Page) -> tuple[str, str, str]:
    """Status in the words of one page: value of STATED, the words, the selector."""
    found = [
        ("pre-order" if line.value == "back-order" else line.value, line.text, line.selector)
        for line in status_lines(page)
        if not line.button or line.value in ("out", "pre-order", "back-order")
    ]
    values = {value for value, _, _ in found}
    options = [o for f in choices(page) for o in f.options]
    sold = [o for o in options if status_of(o.text) == "out"]
    if sold and len(sold) < len([o for o in options if o.value]):
        return "varies", sold[0].text, ""
    if not found:
        return ("out", sold[0].text, "") if sold else ("none", "", "")
    if "out" in values and values & {"in-stock", "low"}:
        return ("varies", *found[0][1:])
    order = ("made-to-order", "out", "pre-order", "low", "in-stock")
    return next(f for value in order for f in found if f[0] == value)


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A line of the page's own part that states a status: one of STATED, or "back-order"."""

    value: str
    text: str
    selector: str
    box: Box
    button: bool = False


def status_lines(page: Page) -> tuple[StatusLine, ...]:
    """Every line and button of the page's own product that states a status, lines first, in page order.

    Neither what stands under a title of other products is among them, nor what customers write of it, nor what is a
    link to another page: "In stock" or "Last chance" as a link leads to what is."""
    found = []
    told_by_others = {b.selector for b in review_section(page)}
    extras = {fold(f.label) for f in page.reading.fields() if f.type in ("checkbox", "radio") and f.label}
    linked = {fold(a.text) for a in page.reading.links if a.text and not _TO_CART.search(a.href.lower())}
    waiting, led, end = _waiting(page), _led_elsewhere(page), own_end(page)
    for block in own_blocks(page):
        said = fold(block.text)
        if block.box[1] >= end or said in led or said in extras or block.selector in told_by_others:
            continue
        if len(block.runs) > 1 and all(fold(r.text) in linked for r in block.runs if r.text.strip()):
            continue  # a row of links: "Pre-orders", "Kettles", "Toasters"
        if block.tag == "button" and said in waiting:
            continue
        line = block.text if words(block.text) <= STATUS_WORDS else _first_sentence(block.text)
        value = status_of(line) if line else ""
        if value not in ("", "in-stock", "low") and block.tag in _LABELS:
            continue  # "Discontinued by manufacturer" is what its value answers: "No"
        if value == "out" and words(block.text) <= STATUS_LINE_WORDS and _ordered_all_the_same(fold(block.text)):
            value = "back-order"
        if value:
            found.append(StatusLine(value, block.text, block.selector, block.box))
    for button in page.reading.buttons:
        own = button.area not in FRAME and button.box[1] < end and fold(button.text) not in waiting
        own = own and button.visible and not in_other_card(page, button.selector, button.box)
        if own and (value := status_of(button.text, button=True)):
            found.append(StatusLine(value, button.text, button.selector, button.box, True))
    return tuple(found)


def _led_elsewhere(page: Page) -> frozenset[str]:
    """Folded words of links to other pages of the shop; one into the cart acts on the item."""
    here = {key(url) for url in (page.url, page.reading.canonical) if url}
    return frozenset(
        fold(link.text)
        for link in page.reading.links
        if link.href.startswith("http") and key(link.href) not in here and not _TO_CART.search(link.href.lower())
    )


def own_end(page: Page) -> float:
    """Where the lists of other products begin, below the page's own title, in pixels; infinite where none does. What
    stands in a column beside the page ("Recently viewed") ends nothing of it."""
    names = [h.box for h in page.reading.headings if h.level == 1 and h.visible]
    begin = min((box[1] for box in names), default=0.0)
    narrow = SIDE_COLUMN * page.reading.viewport[0]
    ends = [
        h.box[1]
        for h in page.reading.headings
        if h.visible
        and h.level > 1
        and h.box[1] > begin
        and h.area not in FRAME
        and _OTHERS.search(fold(h.text))
        and not (h.box[2] <= narrow and names and all(_beside(h.box, name) for name in names))
    ]
    return min(ends, default=float("inf"))


def _beside(one: Box, other: Box) -> bool:
    """Neither stands over the other: they lie in columns of their own."""
    return one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]


def _waiting(page: Page) -> frozenset[str]:
    """Words of buttons that cannot be pressed before a variant is chosen: "Out of stock" on one tells nothing yet."""
    if not page.reading.has_open_choice():
        return frozenset()
    return frozenset(fold(b.text) for b in page.reading.buttons if b.visible and b.disabled)


def _first_sentence(text: str) -> str:
    """The short sentence a line of a few begins with: "Currently unavailable. We don't know when …"; else ""."""
    first, dot, _ = text.partition(". ")
    return first if dot and words(first) <= STATUS_WORDS and words(text) <= STATUS_LINE_WORDS else ""


def markup_status(page: Page) -> str:
    """Status in the markup of the page's own product; "varies" where its offers differ."""
    values = {_MARKUP[word] for word in markup_words(page) if word in _MARKUP}
    return "varies" if len(values) > 1 else next(iter(values), "none")


def markup_words(page: Page) -> tuple[str, ...]:
    """Lower-case schema.org availability of every offer of the page's own product."""
    product = own_product(page)
    if product is None:
        return ()
    return tuple(a.lower() for a in product.availabilities or (product.availability,) if a)


def own_product(page: Page) -> StructuredProduct | None:
    """The product of the markup that this page is about: the one of its name, else the only one."""
    found = products(page.reading)
    name = fold(title_of(page))
    named = [p for p in found if p.name and name and (fold(p.name) in name or name in fold(p.name))]
    if named:
        return named[0]
    return found[0] if len(found) == 1 else None


def counted_stock(page: Page) -> int | None:
    """The number in stock the page states ("24 in stock"), where it states one."""
    for block in own_blocks(page):
        text = fold(block.text)
        if words(text) <= STATUS_WORDS and not _LEFT.search(text) and (hit := _COUNTED.search(text)):
            return int(hit.group(1) or hit.group(4))
    return None


def accepted(shop: Shop, journey: Journey) -> bool:
    """True where the cart was seen to hold the product."""
    if journey.end == "cart-refused":
        return False
    step = journey.step_named("cart")
    if step is None:
        return False
    if journey.step_named("address", "delivery", "payment", "review"):
        return True
    page = shop.collection.page(step.capture)
    if page is None:
        return False
    title = fold(journey.product_title)
    told = [fold(b.text) for b in own_blocks(page)] + [fold(r.text) for r in page.reading.rows if r.visible]
    if not title or any(_EMPTY.search(t) for t in told):
        return False
    return any(title in t and not _NOT_TAKEN.search(t) for t in told)


def _refused(journey: Journey) -> bool:
    """A refusal of the shop, not of our guard or of a bot wall."""
    return journey.end == "cart-refused" and not journey.blocked


@lru_cache(maxsize=8192)
def status_of(line: str, *, button: bool = False) -> str:
    """Status a short line states; "" where it states none. "Notify me" is a status only on a button."""
    text = fold(line)
    if not text or ((_NOT_NOW.search(text) or _ONCE.search(text) or is_of_media(text)) and not button):
        return ""
    if _ordered_all_the_same(text):
        return "back-order"  # before "out": what is sold out and can still be ordered can be ordered
    out = _says("out-of-stock", text) or is_gone(text)
    if (out and not not_of_this(text)) or (button and phrases("out-of-stock").any(text)):
        return "out"
    if out:
        return ""
    if _MADE_TO_ORDER.search(text):
        return "made-to-order"
    if _says("pre-order", text):
        return "pre-order"
    if _LEFT.search(text) or _says("low-stock", text):
        return "low"
    told = "in-stock" if _says("in-stock", text) else foreign_status(text)
    return "" if told == "out" and not_of_this(text) else told


def _ordered_all_the_same(text: str) -> bool:
    return is_back_order(text) and not _NO_BACK_ORDER.search(text)


def _says(topic: str, text: str) -> bool:
    """True where the text says it of the product: "self-collection not available" says it of something else."""
    dated = any(c.isdigit() for c in text)  # "ships from Germany" is a place, "ships from 3 August" a status
    return any(
        (dated or hit.phrase != "ships from") and (not is_loose(hit.phrase) or said_of_goods(text, hit.start, hit.end))
        for hit in phrases(topic).find(text)
    )


def _stated(shop: Shop, pages: tuple[Page, ...]) -> Status:
    found = [(p, *stated_status(p)) for p in pages]
    values = {value for _, value, _, _ in found if value != "none"}
    value = next(iter(values)) if len(values) == 1 else "varies" if values else "none"
    return Status(value, tuple(shop.ref(p, text or title_of(p), selector) for p, _, text, selector in found))


def _subject(shop: Shop, url: str, pages: tuple[Page, ...], status: Status, elsewhere: bool) -> Subject:
    page = max(pages, key=lambda p: p.reading.settled)
    buttons = add_buttons(page)
    cart, extra = _cart(shop, url)
    markup = {markup_status(p) for p in pages}
    doubt = not page.reading.settled and status.value == "none"
    return Subject(
        title_of(page) or page.url,
        {
            "stated": Unknown("the page was still changing when it was read") if doubt else status.value,
            "markup": markup.pop() if len(markup) == 1 else "varies",
            "addable": any(enabled for _, enabled, _ in buttons),
            "disabled_button": bool(buttons) and not any(enabled for _, enabled, _ in buttons),
            "choice_first": bool(choices(page)),
            "cart": cart,
            "shown_elsewhere": elsewhere,
        },
        status.evidence + extra,
    )


def _cart(shop: Shop, url: str) -> tuple[str, tuple[EvidenceRef, ...]]:
    """What the cart did with this product over all journeys that tried it."""
    tried = [j for j in shop.journeys if key(j.product_url) == url]
    taken = [j for j in tried if accepted(shop, j)]
    if taken:
        return "accepted", tuple(r for j in taken for r in _journey_refs(shop, j))
    refused = [j for j in tried if _refused(j)]
    if not refused:
        return "untried", ()
    # Where the cart took nothing at all, the fault may be ours: a refusal then proves nothing.
    works = any(accepted(shop, j) for j in shop.journeys)
    return ("refused" if works else "refused-unproven"), tuple(r for j in refused for r in _journey_refs(shop, j))


def _journey_refs(shop: Shop, journey: Journey) -> tuple[EvidenceRef, ...]:
    pages = [p for s in journey.steps if s.name in ("product", "cart") and (p := shop.collection.page(s.capture))]
    quote = journey.end_reason if journey.end == "cart-refused" else journey.product_title
    return tuple(shop.ref(p, quote) for p in pages[-1:])
