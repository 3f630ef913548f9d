"""What a page shows of its role beside words and forms: items for sale, lists of them, an article, an error.

Each signal is small and may be wrong; `casetrust_audit.collect.roles` adds them up.
"""

from __future__ import annotations

import re

from casetrust_audit.collect.nothing_here import tells_broken, tells_lost
from casetrust_audit.collect.role_forms import adds_to_cart, is_adder, is_short, quantities, rows_of_items
from casetrust_audit.collect.role_lists import (
    MANY,
    PRODUCTS,
    described,
    forms_of_several,
    own_cards,
    priced_cards,
    types,
)
from casetrust_audit.collect.role_words import said_by_words
from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Box, Button, Form, Reading, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.emails import find_emails
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phones import find_phones
from casetrust_audit.text.phrases import phrases

FARTHEST_PRICE = 400.0
"""Pixels between an item's name and its price, or its price and its stock note."""
LONGEST_STOCK_NOTE = 40
FEW_PRICES = 3
LIKELY = 0.5
LONE_PRICE = 1.0
"""What a likely price says below the only main heading of a page that lists nothing."""
_TILLS = frozenset({"cart", "checkout"})
"""Pages whose one amount is the sum of what lies in them, not the price of what their heading names."""
SURE_PRICE = 2.0
"""What one price says that surely belongs to a main heading: a list has none of its own."""
_ARTICLES = frozenset({"article", "blogposting", "newsarticle", "techarticle", "blog", "recipe", "jobposting"})
_A_NAME = 8
"""Letters a heading has at least to be the rest of a name."""
_CODE = re.compile(
    r"^(?:sku|upc|ean|gtin|isbn(?:-1[03])?|mpn|asin|(?:item|product|model|style|part|stock|catalog(?:ue)?|article)[ -]?"
    r"(?:no\b|number|num|code|id|#|ref\w*)|ref(?:erence)?|art(?:icle)?\.? ?-?(?:nr|no)|артикул|货号|貨號|型号|型號"
    r"|商品编号|商品編號)"
    r"\.?\s*[:#.]?(?:\s*\S{1,24})?$",
    re.I,
)
_BOUGHT_AS = re.compile(
    r"^(?:(?:unit |our |your |sale |list |regular |retail )?price|quantity|qty|availability|in stock|colou?r|size"
    r"|select (?:a )?"
    r"(?:size|colou?r)|choose (?:a |your )?(?:size|colou?r)|价格|價格|数量|數量|尺码|尺碼|颜色|顏色)\s*:?$",
    re.I,
)
_ORDER = re.compile(
    r"\border (?:status|tracking|lookup|look-up|look up)\b|\btrack (?:(?:your|my|an|the) )?(?:order|parcel|package"
    r"|shipment|delivery)\b"
    r"|\b(?:where is|find|check(?: the)?(?: status of)?) (?:your|my) order\b|订单(?:查询|查詢|状态)|訂單(?:查詢|狀態)"
    r"|物流查询"
    r"|\bjejak (?:pesanan|penghantaran)\b|\bsendungsverfolgung\b|\bsuivi (?:de )?commande\b|\bstatus (?:da |do |del "
    r")?pedido\b"
)
_ORDER_FIELD = re.compile(r"order|confirmation|tracking|invoice|订单|訂單|pesanan", re.I)
_PLACES = re.compile(
    r"\b(?:office|store|our|shop|branch|showroom)?s? ?locations?\b|\b(?:visit|find|reach|call|email|write to) us\b"
    r"|\bget in touch\b|\boffices\b"
    r"|\b(?:opening|store|business|office) hours\b|\bhead(?:quarters| office)\b|\bcustomer (?:service|care|support)\b"
    r"|\bcontact\b|联系|聯絡|hubungi"
)
FEW_LETTERS = 120
MOST_CONTACT_WORDS = 450


def product_score(reading: Reading) -> float:
    """How much speaks for a page selling one item: 0 nothing, 3 and more enough."""
    score = _structured_score(reading) + (1.0 if find_amounts(reading.title) else 0.0)
    several = forms_of_several(reading)
    lone = [b for b in lone_adders(reading) if b.form not in several]
    carded = sum(1 for c in reading.cards if c.button)
    main = (
        f
        for f in reading.forms
        if f.area in ("main", "aside")
        and f.selector not in several
        and _offered(f, reading)
        and not _is_of_a_tile(f.selector, reading)
    )
    forms = [f for f in main if adds_to_cart(f) and not _inside_card(f, reading)]
    if lone and len(lone) <= 4:
        score += 2 if carded <= 1 or len(lone) <= 2 else 1
    elif len(forms) == 1:
        score += 2
    tiles = {x.selector for f in reading.forms if _is_of_a_tile(f.selector, reading) for x in f.fields}
    wanted = [f for f in quantities(reading) if not _boxed(f.box, reading) and f.selector not in tiles]
    if wanted and len(list(rows_of_items(reading))) <= 2:
        score += 1
    if sum(1 for h in reading.headings if h.level == 1 and h.visible) == 1 and reading.rows:
        score += 0.5
    if any(phrases("out-of-stock").any(b.text) for b in reading.buttons if b.visible and b.area == "main"):
        score += 1
    return score + _spoken_score(reading)


def _structured_score(reading: Reading) -> float:
    """What structured data says of one product that the page is about."""
    score = 0.0
    found = [n for n in described(reading) if types(n) & PRODUCTS]
    if len(found) == 1 or (found and types(found[0]) & {"productgroup"}):
        score += 2 + ("offers" in found[0] or "hasvariant" in {k.lower() for k in found[0]})
    names = [fold(value) for kind, prop, value in reading.microdata if "schema.org/Product" in kind and prop == "name"]
    heads = {fold(h.text) for h in reading.headings if h.level == 1}
    if len(names) == 1 or (names and names[0] in heads):
        score += 2
    kind = reading.meta.get("og:type", "").lower()
    if re.search(r"(?:^|:)product(?:\.item)?$", kind):
        score += 2
    if any(k in reading.meta for k in ("product:price:amount", "og:price:amount", "product:retailer_item_id")):
        score += 1.5
    return score


def _spoken_score(reading: Reading) -> float:
    """What a page says of its own item outside the cards of others: price by its name, stock, a way to review it.

    It tells a sold-out item or the parent of variants, which no button marks, from a listing.
    """
    names = [h for h in reading.headings if h.level == 1 and h.visible]
    price, told = item_price(reading), _told_of_one(reading)
    above = [h for h in names if price is not None and 0 <= price.block.box[1] - h.box[1] <= FARTHEST_PRICE]
    if price is None or (names and not above) or (not names and told < 2):
        return 0.5 * told if price is None or names else 0
    boxes = [c.selector for c in reading.cards if c.selector]
    boxes += [f.selector for f in reading.forms if _is_of_a_tile(f.selector, reading)]
    tiled = any(price.block.selector.startswith(f"{box} > ") for box in boxes)
    an_item = any(not said_by_words(h.text).keys() & _TILLS for h in above)
    sure = SURE_PRICE if an_item and price.confidence >= SURE and not tiled else 0.0
    if above and not sure and price.confidence >= LIKELY and _names_few_prices(reading):
        sure = LONE_PRICE
    if len(names) > 1 and not sure and not is_of_one(reading):
        return 0.5 * told
    stock = any(
        b.visible
        and b.area == "main"
        and len(b.text) <= LONGEST_STOCK_NOTE
        and abs(b.box[1] - price.block.box[1]) <= FARTHEST_PRICE
        and (phrases("in-stock").any(b.text) or phrases("out-of-stock").any(b.text))
        and not _boxed(b.box, reading)
        for b in reading.blocks
    )
    reviewed = any(a.visible and a.area == "main" and phrases("leave-review").any(a.text) for a in reading.links)
    return 1.0 + sure + stock + reviewed + min(1.5, 0.75 * told)


def _names_few_prices(reading: Reading) -> bool:
    """Whether the page lists nothing: hardly an amount but the item's, and none of the boxes that goods stand in."""
    own = [b for b in reading.blocks if b.visible and b.area in ("main", "aside")]
    priced = sum(1 for b in own if len(b.text) < FEW_LETTERS and find_amounts(b.text))
    return priced <= FEW_PRICES and len(reading.cards) < MANY


def _told_of_one(reading: Reading) -> int:
    """How many labels of one item the page's own part has: its number, and what it is bought as. Several items have
    several numbers."""
    own = [
        b
        for b in reading.blocks
        if b.visible and b.area in ("main", "aside") and len(b.text) <= 48 and not _boxed(b.box, reading)
    ]
    codes = sum(1 for b in own if _CODE.match(b.text.strip()))
    bought = {fold(b.text).strip(" :") for b in own if _BOUGHT_AS.match(b.text.strip())}
    return (1 if 1 <= codes <= 3 else 0) + min(2, len(bought))


def is_of_one(reading: Reading) -> bool:
    """Whether the page's data is of one item, and its main heading has that item's name, or a part of it;
    where it has no such heading, its title."""
    heads = {fold(h.text) for h in reading.headings if h.level == 1 and h.visible}
    told = [fold(str(n.get("name", ""))) for n in described(reading) if types(n) & PRODUCTS and "offers" in n]
    told += [fold(v) for kind, prop, v in reading.microdata if "schema.org/Product" in kind and prop == "name"][:1]
    if not told or not told[0]:
        return False
    if not heads:
        return len(set(told)) == 1 and told[0] in fold(reading.title)
    return told[0] in heads or any(len(h) >= _A_NAME and (h in told[0] or told[0] in h) for h in heads)


def order_status_score(reading: Reading) -> float:
    """How much speaks for a page on which an order is looked up: it is named so, and asks for the order's number."""
    heads = [h.text for h in reading.headings if h.visible and h.level <= 2 and h.area == "main"]
    named = any(
        _ORDER.search(fold(text)) and len(text) <= 60 for text in (re.split(r"\s[|–—-]\s", reading.title)[0], *heads)
    )
    if not named:
        return 0.0
    asked = any(
        f.visible
        and f.type in ("text", "number", "tel", "")
        and _ORDER_FIELD.search(f"{f.name} {f.id} {f.label} {f.placeholder}")
        for f in reading.fields()
    )
    return 3.5 if asked else 1.0


def contact_score(reading: Reading) -> float:
    """How much the page's own part is where to find and reach somebody: telephones, addresses, and little else."""
    if any(c.amounts for c in own_cards(reading)):
        return 0.0
    own = [b for b in reading.blocks if b.visible and b.area in ("main", "aside")]
    text = "\n".join(b.text for b in own)
    if not text or len(text.split()) > MOST_CONTACT_WORDS:
        return 0.0
    heads = [h.text for h in reading.headings if h.visible and h.area == "main"] + [reading.title]
    phones = len({p.number for b in own for p in find_phones(b.text)})
    reached = phones + len(set(find_emails(text)))
    named = any(_PLACES.search(fold(head)) and len(head) <= 60 for head in heads)
    return (2.0 if named else 1.0) if phones and reached >= 2 else 0.5 if reached and named else 0.0


def cart_score(reading: Reading) -> float:
    """How much speaks for the cart: how many of each, what it comes to, a way on to pay."""
    main = [b for b in reading.pressable() if b.visible and b.area in ("main", "aside")]
    onward = any(phrases("checkout").any(b.text) for b in main)
    summed = any(
        r.visible and (phrases("subtotal").any(r.label) or phrases("total").any(r.label)) for r in reading.rows
    )
    if onward and summed and quantities(reading):
        return 2.0 if priced_cards(reading) else 3.0
    own = [b.text for b in reading.blocks if b.visible and b.area == "main" and len(b.text) <= FEW_LETTERS]
    return 2.0 if is_short(reading) and any(phrases("empty-cart").any(text) for text in own) else 0.0


def article_score(reading: Reading) -> float:
    """How much speaks for something to read, that sells and settles nothing."""
    written = any(types(n) & _ARTICLES for n in described(reading))
    shared = reading.meta.get("og:type", "").lower() == "article"  # WordPress says it of products too
    dated = "article:published_time" in reading.meta
    return 2.0 * written + 1.0 * shared + 1.0 * dated


def is_error(reading: Reading) -> bool:
    """Whether it tells that there is nothing here, or that it broke."""
    return tells_lost(reading) or tells_broken(reading)


def lone_adders(reading: Reading) -> list[Button]:
    """Buttons that put an item into the cart and stand in no card of another."""
    adders = [b for b in reading.buttons if b.area in ("main", "aside") and is_adder(b)]
    shown = [b for b in adders if b.visible] or (adders if not any(b.visible for b in reading.buttons) else [])
    return [b for b in shown if not _boxed(b.box, reading) and not _is_of_a_tile(b.form, reading)]


def _offered(form: Form, reading: Reading) -> bool:
    """One of its buttons is shown; none has to be on a page that shows none at all. What waits in a closed drawer, to
    add by its number what one knows, sells nothing on this page."""
    return any(b.visible for b in form.buttons) or not any(b.visible for b in reading.buttons)


def _inside_card(form: Form, reading: Reading) -> bool:
    return any(_boxed(b.box, reading) for b in form.buttons)


def _is_of_a_tile(form: str, reading: Reading) -> bool:
    """Whether a form holds an item that has a page of its own elsewhere, under a heading of the page that it does not
    hold: the one tile of a small list, whose picture, name and button lie in parts of one form."""
    if not form:
        return False
    inside = f"{form} > "
    heads = [h for h in reading.headings if h.visible and h.area == "main"]
    first = min((h.level for h in heads), default=0)
    names = [h for h in heads if h.level == first]
    if first > 2 or not names or any(h.selector.startswith(inside) for h in names):
        return False
    inner = [c for c in reading.cards if c.visible and c.href and c.selector.startswith(inside)]
    led = {c.href.partition("#")[0] for c in inner}
    if len(led) != 1 or reading.url.partition("#")[0] in led:
        return False
    told = [fold(c.title) for c in inner]
    return not any(t in fold(h.text) or fold(h.text) in t for h in names for t in told)


def _boxed(box: Box, reading: Reading) -> bool:
    return any(c.amounts and within(box, c.box) for c in reading.cards)
