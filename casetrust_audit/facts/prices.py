"""Prices on product and listing pages: shown or not, currency, GST wording, savings claimed against savings real."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from casetrust_audit.facts.currency_words import charged_otherwise
from casetrust_audit.facts.gst_words import (
    ANSWERS_NO,
    ASKS_IF_INSIDE,
    LONG_NAME,
    NOT_ADDED,
    OF_OTHERS,
    OF_PRICES,
    TAX_NAMED,
    TAX_ON_TOP,
    as_percent,
)
from casetrust_audit.facts.outline import answered
from casetrust_audit.facts.page_price import doubt, doubt_of_absence
from casetrust_audit.facts.passages import BODY, passages, sightings
from casetrust_audit.facts.products import adding_links
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import title_of
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.facts.structured import products
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import (
    Certainty,
    EvidenceRef,
    Fact,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Button, Link, TextBlock, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import ItemPrice, item_price, other_amounts, page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.price_field import markup_amount
from casetrust_audit.text.registration import find_gst_numbers
from casetrust_audit.text.urls import canonical_key

GST_RATE = Decimal(9)
"""Per cent since 1 January 2024 (IRAS)."""

_RATE = re.compile(
    r"(?:GST|消费税|消費稅|cukai barang dan perkhidmatan|பொருள் சேவை "
    r"வரி)[^.,;:%\n]{0,40}?(?<![\d.])(\d{1,2}(?:\.\d)?)\s?%"
    r"|(?<![\d.])(\d{1,2}(?:\.\d)?)\s?%\s*(?:的\s*)?(?:prevailing\s+)?(?:rate\s+of\s+)?(?:GST|消费税|消費稅)",
    re.I,
)
_DISCOUNT_WORD = re.compile(r"\b(?:save|off|disc(?:ount)?|rebate|cashback|jimat)\b", re.I)
_OTHER_CHARGE = re.compile(r"(?:save|off|disc(?:ount)?|rebate|cashback|jimat|service|svc|deposit|commission)\b", re.I)
_HISTORY = re.compile(
    r"\b(?:until|before|prior to|previously|used to be|from|was|increase[ds]?|rais(?:ed|e)|old)\b.{0,40}$", re.I
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_LOGIN_FOR_PRICE = re.compile(
    r"(?:log|sign)[ -]?in (?:to|for) (?:see|view|check)?.{0,12}prices?|members? only|register (?:to|for).{0,12}prices?",
    re.I,
)


def adder(page: Page) -> Button | Link | None:
    """The live button that puts the page's item into the cart, or the link that plays it."""
    able: list[Button | Link] = [b for b in page.reading.buttons if b.visible and not b.disabled]
    live = [b for b in able if phrases("add-to-cart").any(b.text)]
    return next((b for b in [*live, *adding_links(page)] if b.area in ("main", "aside")), None)


def product_groups(shop: Shop) -> dict[str, list[Page]]:
    """Captures of each product page met by the crawl and the second look, by address."""
    groups: dict[str, list[Page]] = {}
    for page in shop.by_role("product"):
        if not page.capture.step or not groups.get(canonical_key(page.url)):
            groups.setdefault(canonical_key(page.url), []).append(page)
    return groups


def price_ref(shop: Shop, page: Page, price: ItemPrice) -> EvidenceRef:
    """The spot of the item's price."""
    return shop.ref(page, price.block.text, price.block.selector, price.block.box)


def shop_currency(shop: Shop) -> str:
    """The currency most pages state; "" where none does."""
    codes = Counter(code for page in shop.crawled if (code := page_currency(page.reading)))
    return codes.most_common(1)[0][0] if codes else ""


@fact(
    "prices.products", Kind.SUBJECTS, "Each product page looked at: can the item be bought, and is its price shown?",
    fields={
        "buyable": FieldType(Kind.BOOL, doc="A live add-to-cart button is shown."),
        "shown": FieldType(Kind.BOOL, doc="A legible price is shown in every layout looked at."),
        "shown_nowhere": FieldType(Kind.BOOL, doc="No price is shown in any layout looked at."),
        "price": FieldType(Kind.MONEY, doc="The price as shown on the desktop."),
        "kind": FieldType(Kind.CHOICE, ("single", "from", "range", "none"), "How the price is stated."),
        "on_request": FieldType(Kind.BOOL, doc="The page asks to log in, call or write for the price."),
    },
)  # fmt: skip
def price_products(shop: Shop) -> Fact | NotFound:
    """One subject a product address; evidence from each session it was met in."""
    groups = product_groups(shop)
    if not groups:
        return Unknown("no product page was found")
    subjects = tuple(_product_subject(shop, pages) for pages in groups.values())
    return Known(subjects, tuple(s.evidence[0] for s in subjects))


def _product_subject(shop: Shop, pages: list[Page]) -> Subject:
    currency = shop_currency(shop)
    prices = [(p, item_price(p.reading, currency)) for p in pages]
    first = next((price for _, price in prices if price), None)
    text = " ".join(b.text for b in pages[0].reading.blocks if b.visible and b.area == "main")
    fields: dict[str, Scalar | Fact] = {
        "buyable": any(adder(p) for p in pages),
        "shown": all(price for _, price in prices),
        "shown_nowhere": _shown_nowhere(prices, currency),
        "kind": first.kind if first else "none",
        "on_request": phrases("price-on-request").any(text) or bool(_LOGIN_FOR_PRICE.search(text)),
    }
    fields["price"] = _surely(pages, first) if first else Unknown("no price was seen")
    evidence = tuple(price_ref(shop, p, price) if price else _no_price_ref(shop, p) for p, price in prices)
    return Subject(title_of(pages[0]), fields, evidence)


def _shown_nowhere(prices: list[tuple[Page, ItemPrice | None]], currency: str) -> bool | Unknown:
    if any(price or other_amounts(p.reading, currency) for p, price in prices):
        return False
    doubts = [found for p, _ in prices if (found := doubt_of_absence(p.reading, currency))]
    return Unknown(doubts[0], UnknownKind.AMBIGUOUS) if doubts else True


def _surely(pages: list[Page], price: ItemPrice) -> Money | Unknown:
    """The price, where one of the captures leaves no doubt of it."""
    doubts = [doubt(p.reading, price) for p in pages]
    return price.money if not all(doubts) else Unknown(doubts[0], UnknownKind.AMBIGUOUS)


def _no_price_ref(shop: Shop, page: Page) -> EvidenceRef:
    button = adder(page)
    if button is None:
        return shop.ref(page, "no price")
    return shop.ref(page, f"“{button.text}” without a price", button.selector, button.box)


@fact(
    "prices.listings", Kind.SUBJECTS, "Listing pages: how many of the products shown carry a price?",
    fields={
        "cards": FieldType(Kind.INT, doc="Products shown."),
        "priced": FieldType(Kind.INT, doc="Products with a visible price."),
        "most_priced": FieldType(Kind.BOOL, doc="At least nine in ten products carry a price."),
    },
)  # fmt: skip
def price_listings(shop: Shop) -> Fact | NotFound:
    """Cards that lead to known product pages or carry an amount or a button."""
    subjects = []
    for page in shop.crawled:
        if page.role != "listing":
            continue
        cards = [c for c in page.reading.cards if c.visible and c.area in ("main", "aside") and (c.amounts or c.button)]
        if len(cards) < 2:
            continue
        priced = sum(1 for c in cards if any(a.visible and not a.strike for a in c.amounts))
        fields: dict[str, Scalar | Fact] = {
            "cards": len(cards),
            "priced": priced,
            "most_priced": priced * 10 >= len(cards) * 9,
        }
        subjects.append(Subject(page.url, fields, (shop.ref(page, cards[0].text, cards[0].selector, cards[0].box),)))
    if not subjects:
        return Unknown("no listing with products was found")
    return Known(tuple(subjects), tuple(r for s in subjects for r in s.evidence))


@fact("currency.stated", Kind.CHOICE, "How the currency of prices is stated.", choices=("explicit", "by-data", "bare"))
def currency_stated(shop: Shop) -> Fact | NotFound:
    """explicit: written beside the price; by-data: a bare sign, with the code in the page's data; bare: neither."""
    seen: list[tuple[str, EvidenceRef]] = []
    for pages in product_groups(shop).values():
        price = item_price(pages[0].reading)
        if price is None:
            continue
        ref = price_ref(shop, pages[0], price)
        if price.money.currency and not price.money.assumed:
            seen.append(("explicit", ref))
        else:
            seen.append(("by-data" if page_currency(pages[0].reading) else "bare", ref))
    if not seen:
        return Unknown("no product price was read")
    if told := _charged_otherwise(shop):
        return Unknown(f"the shop says that it charges in another currency: “{told}”", UnknownKind.AMBIGUOUS)
    worst = max((s[0] for s in seen), key=("explicit", "by-data", "bare").index)
    return Known(worst, tuple(ref for how, ref in seen if how == worst)[:6])


def _charged_otherwise(shop: Shop) -> str:
    """The sentence that says so; "" where none does. Articles and reviews tell of other shops."""
    pages, shown = (p for p in shop.crawled if p.role not in ("reviews", "blog")), shop_currency(shop)
    for passage in passages(shop, pages, (*BODY, "footer")):
        if len(passage.text) <= _LONGEST_NOTE and charged_otherwise(passage.folded, shown):
            return passage.text[:160]
    return ""


@fact("gst.registered", Kind.BOOL, "The shop shows a GST registration number.")
def gst_registered(shop: Shop) -> Fact | NotFound:
    """A number with GST context anywhere on the site."""
    refs: dict[str, EvidenceRef] = {}
    for page in shop.pages:
        for block in page.reading.blocks:
            if block.visible and find_gst_numbers(block.text):
                refs.setdefault(page.capture.session, shop.ref(page, block.text, block.selector, block.box))
    return (
        Known(True, tuple(refs.values())) if refs else NotFound(shop.refs(shop.crawled), ("GST registration number",))
    )


@fact("gst.excluded_beside_price", Kind.BOOL, "A price is shown before GST (“+GST”, “++”, “before GST”).")
def gst_excluded(shop: Shop) -> Fact | NotFound:
    """Wording in the text of an amount or in a line beside it counts, and what is said of the prices as a whole, on
    product, listing, home and cart pages."""
    refs: dict[tuple[str, str], EvidenceRef] = {}
    looked = [p for p in shop.pages if p.role in ("product", "listing", "home", "cart")]
    for page in looked:
        for block in page.reading.blocks:
            if block.visible and len(block.text) <= _LONGEST_NOTE and _before_gst(page, block):
                refs.setdefault((page.capture.session, page.url), shop.ref(page, block.text, block.selector, block.box))
    if refs:
        return Known(True, spread(refs.values()))
    return NotFound(shop.refs(looked), ("+GST", "before GST", "excl. GST", "++"), sufficient=bool(looked))


@fact("gst.excluded_told", Kind.TEXT, "What a policy says of prices before GST: the shop's prices, not one sum.")
def gst_excluded_told(shop: Shop) -> Fact | NotFound:
    """Terms, questions and the like; what they say of exports or of trade prices is not of what shoppers see."""
    looked = [p for p in shop.pages if p.role in _TELLING]
    for passage in passages(shop, looked):
        text = _by_short_name(passage.text)
        priced = OF_PRICES.search(fold(text)) or _comes_on_top(text)
        if _is_without_gst(text) and priced and not OF_OTHERS.search(fold(text)):
            return Known(passage.text[:160], sightings(shop, passage))
        asked = answered(passage.page.reading, passage.block)
        if ANSWERS_NO.match(passage.folded) and any(
            ASKS_IF_INSIDE.search(_by_short_name(head).lower()) for head in asked
        ):
            return Known(passage.text[:160], sightings(shop, passage))
    return NotFound(shop.refs(looked), ("prices before GST", "prices exclude GST"), sufficient=bool(shop.crawled))


def _by_short_name(text: str) -> str:
    return LONG_NAME.sub("GST", normalise(text))


def _is_without_gst(text: str) -> bool:
    """True where the words name the tax; what is only worked out later may be part of the price all the same."""
    if _comes_on_top(text):
        return True
    named = any(TAX_NAMED.search(hit.phrase) for hit in phrases("gst-excluded").find(text))
    return named and "calculated" not in fold(text)


def _comes_on_top(text: str) -> bool:
    folded = fold(text)
    return TAX_ON_TOP.search(folded) is not None and not (folded.endswith("?") or NOT_ADDED.search(folded))


def _before_gst(page: Page, block: TextBlock) -> bool:
    text = _by_short_name(block.text)
    if not phrases("gst-excluded").any(text) and not _comes_on_top(text):
        return False
    if block.area not in ("footer", "nav") and find_amounts(text, "SGD"):
        return True
    if not _is_without_gst(text):
        return False
    if _comes_on_top(text) and not OF_OTHERS.search(fold(text)):
        return True
    if OF_PRICES.search(fold(text)):
        return True
    return block.area not in ("footer", "nav") and any(
        b.visible and b is not block and abs(b.box[1] - block.box[1]) <= _BESIDE_PX
        and within(block.box, b.box, _BESIDE_PX) and find_amounts(b.text, "SGD")
        for b in page.reading.blocks
    )  # fmt: skip


_TELLING = ("terms", "faq", "about", "delivery", "returns", "other", "payment")
_LONGEST_NOTE = 300
_BESIDE_PX = 120.0


@fact("gst.included_stated", Kind.BOOL, "The shop says that its prices include GST.")
def gst_included(shop: Shop) -> Fact | NotFound:
    """Anywhere on the site."""
    refs = []
    for page in shop.crawled:
        for block in page.reading.blocks:
            if block.visible and phrases("gst-included").any(block.text):
                refs.append(shop.ref(page, block.text, block.selector, block.box))
                break
    return Known(True, tuple(refs[:6])) if refs else NotFound(shop.refs(shop.crawled), ("prices include GST",))


@fact(
    "gst.rates", Kind.SUBJECTS, "Each GST rate quoted on the site.",
    fields={
        "rate": FieldType(Kind.NUMBER, doc="Per cent."),
        "stale": FieldType(Kind.BOOL, doc="Not the current rate of 9 %."),
        "dated": FieldType(Kind.BOOL, doc="Told as history: a year or “until” stands beside it, or it is news."),
    },
)  # fmt: skip
def gst_rates(shop: Shop) -> Fact | NotFound:
    """Rates near the word GST, one subject a page and rate."""
    subjects: dict[tuple[str, str], Subject] = {}
    for page in shop.crawled:
        for block in page.reading.blocks:
            if not block.visible:
                continue
            text = as_percent(_by_short_name(block.text))
            for match in _RATE.finditer(text):
                if _DISCOUNT_WORD.search(match.group(0)) or _OTHER_CHARGE.match(text[match.end() :].lstrip()):
                    continue  # "+GST  Save 23%" quotes a saving, "GST and 10% service charge" a charge
                rate = Decimal(match.group(1) or match.group(2))
                # "GST increased from 8% to 9%": the word may stand between GST and its rate
                before = text[max(0, match.start() - 60) : match.start(1 if match.group(1) else 2)]
                near = text[max(0, match.start() - 60) : match.end() + 60]
                dated = bool(_HISTORY.search(before) or _DATED.search(near)) or bool(
                    re.search(r"/(?:blog|news|press)", page.url)
                )
                fields: dict[str, Scalar | Fact] = {
                    "rate": rate,
                    "stale": rate != GST_RATE and rate > 0,
                    "dated": dated,
                }
                ref = shop.ref(page, block.text, block.selector, block.box)
                subjects.setdefault((page.url, str(rate)), Subject(f"{rate} % on {page.role} page", fields, (ref,)))
    if not subjects:
        return NotFound(shop.refs(shop.crawled), ("GST … %", "消费税", "cukai"), sufficient=bool(shop.crawled))
    return Known(tuple(subjects.values()), tuple(s.evidence[0] for s in subjects.values()), Certainty.EXACT)


@fact(
    "prices.data", Kind.SUBJECTS, "Price of each product in its structured data against the price shown.",
    fields={
        "agrees": FieldType(Kind.BOOL, doc="Same amount."),
        "data_price": FieldType(Kind.TEXT, doc="As the data states it."),
    },
)  # fmt: skip
def price_data(shop: Shop) -> Fact | NotFound:
    """Only pages with one offer price and one visible price are compared."""
    subjects = []
    looked = [pages[0] for pages in product_groups(shop).values()]
    for page in looked:
        price = item_price(page.reading, shop_currency(shop))
        stated = [p for p in products(page.reading) if p.price_text]
        if price is None or price.kind != "single" or len(stated) != 1:
            continue
        value = markup_amount(stated[0].price_text)
        if value is None:
            continue
        unsure = doubt(page.reading, price)  # none where they agree
        fields: dict[str, Scalar | Fact] = {
            "agrees": Unknown(unsure, UnknownKind.AMBIGUOUS) if unsure else value == price.money.amount,
            "data_price": stated[0].price_text,
        }
        subjects.append(Subject(title_of(page), fields, (price_ref(shop, page, price),)))
    if not subjects:
        return NotFound(shop.refs(looked), ("offers.price",), sufficient=bool(looked))
    return Known(tuple(subjects), tuple(s.evidence[0] for s in subjects))
