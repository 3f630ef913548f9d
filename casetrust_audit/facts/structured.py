"""What a page states for machines: schema.org products in JSON-LD and microdata.

Markup is often broken: one bad block never loses the good ones, and is told by `problems`.
Values stay the strings the page wrote; only ratings become numbers, on a scale of five.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from casetrust_audit.model.reading import Reading

BLOCK_LIMIT = 2_000_000
NODE_LIMIT = 50_000
PRODUCT_TYPES = frozenset({
    "product", "productgroup", "productmodel", "individualproduct", "someproducts", "book", "vehicle", "car",
})  # fmt: skip
OTHER_PRODUCTS = frozenset({"isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor"})
"""Properties that lead to other products than the one described."""

Node = Mapping[str, Any]

# Numbers stay strings: 19.90 must not become 19.9, and no number is too long to be read.
_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=str)
_OPENING = re.compile(r"\A(?:\ufeff|\s|<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)+")
_CLOSING = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|[\s;])+\Z")
_LOOSE = re.compile(r'"(?:\\.|[^"\\])*"|/\*[\s\S]*?(?:\*/|\Z)|(?<![:\w])//[^\n]*|,(?=\s*[}\]])')


@dataclass(frozen=True, slots=True)
class StructuredProduct:
    """One product as the markup states it. Empty strings and None where it is silent.

    `availability` is the bare schema.org word ("InStock", "OutOfStock", "PreOrder" …); `rating` is out
    of five; `source` is "json-ld" or "microdata"."""

    name: str
    price_text: str = ""
    currency: str = ""
    availability: str = ""
    rating: Decimal | None = None
    rating_count: int | None = None
    review_count: int | None = None
    high_price: str = ""
    low_price: str = ""
    source: str = "json-ld"
    sku: str = ""
    url: str = ""
    offer_prices: tuple[str, ...] = ()
    """Price of every single offer, in order; more than one where variants are offered apart."""
    availabilities: tuple[str, ...] = ()
    """Availability of every single offer, in order."""
    listed: tuple[Decimal, ...] = ()
    """Ratings of the single reviews written out beside it, out of five."""
    description: str = ""
    type: str = "product"
    """Lower-case schema.org type: a "productgroup" holds variants, which follow it."""


def products(reading: Reading) -> tuple[StructuredProduct, ...]:
    """Every product of the page's markup, JSON-LD first, each in document order."""
    graph = tuple(nodes(reading))
    by_id = {str(n["@id"]): n for n in graph if "@id" in n and len(n) > 1}
    found = [_product(n, by_id) for n in graph if types(n) & PRODUCT_TYPES]
    return tuple(p for p in found if _says_something(p)) + _microdata_products(reading)


def nodes(reading: Reading, *wanted: str) -> Iterator[Node]:
    """Every JSON-LD object of the page in document order, those inside others too; only of the
    schema.org types `wanted` (any case) where some are given."""
    names = {w.lower() for w in wanted}
    budget = NODE_LIMIT
    for raw in reading.json_ld:
        for root in _decode(raw)[0]:
            for node in _walk(root):
                budget -= 1
                if budget < 0:
                    return
                if not names or types(node) & names:
                    yield node


def problems(reading: Reading) -> tuple[str, ...]:
    """What could not be read of the page's JSON-LD, one line a block."""
    told = (_decode(raw)[1] for raw in reading.json_ld)
    return tuple(f"JSON-LD block {number}: {problem}" for number, problem in enumerate(told, 1) if problem)


def types(node: Node) -> frozenset[str]:
    """Lower-case type names without their vocabulary: "http://schema.org/Product" is "product"."""
    return frozenset(_bare(t).lower() for t in _strings(node.get("@type")))


# JSON-LD: from raw text to objects


def _decode(raw: str) -> tuple[list[Any], str]:
    """The values of one block, and what was wrong with it ("" where nothing)."""
    if len(raw) > BLOCK_LIMIT:
        return [], f"longer than {BLOCK_LIMIT} characters"
    text = _CLOSING.sub("", _OPENING.sub("", raw))
    if not text:
        return [], ""
    values, problem = _values(text)
    if not problem:
        return values, ""
    for mended in (_mend(text), _mend(html.unescape(text))):
        again, still = _values(mended)
        if not still:
            return again, f"not valid JSON ({problem}); read after mending it"
        if len(again) > len(values):
            values = again
    return values, f"not valid JSON: {problem}"


def _values(text: str) -> tuple[list[Any], str]:
    """Every JSON value written one after the other; those before a fault are kept."""
    values: list[Any] = []
    at = 0
    while at < len(text):
        if text[at] in " \t\r\n,;":
            at += 1
            continue
        try:
            value, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            return values, f"{error.msg} at character {error.pos}"
        except (ValueError, RecursionError) as error:
            return values, type(error).__name__
        values.append(value)
    return values, ""


def _mend(text: str) -> str:
    """Without comments and trailing commas, strings left alone."""
    for _ in range(2):  # a comment may stand between a trailing comma and its bracket
        text = _LOOSE.sub(lambda m: m.group() if m.group().startswith('"') else " ", text)
    return text


def _walk(root: Any) -> Iterator[Node]:
    """Every object under `root` in document order, except those that describe other products."""
    stack = [root]
    left = NODE_LIMIT
    while stack and left:
        left -= 1
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(v for k, v in reversed(value.items()) if k not in OTHER_PRODUCTS)
        elif isinstance(value, list):
            stack.extend(reversed(value))


# JSON-LD: from objects to products


def _product(node: Node, by_id: Mapping[str, Node]) -> StructuredProduct:
    offers = list(_offers(node, by_id))
    prices = tuple(p for p in map(_price, offers) if p)
    stock = tuple(s for s in (_bare(_text(o.get("availability"))) for o in offers) if s)
    aggregate = next(iter(_objects(node.get("aggregateRating"), by_id)), {})
    return StructuredProduct(
        name=_text(node.get("name")),
        price_text=prices[0] if prices else "",
        currency=next(filter(None, map(_currency, offers)), "").upper(),
        availability=stock[0] if stock else "",
        rating=_rating(aggregate),
        rating_count=_count(aggregate.get("ratingCount")),
        review_count=_count(aggregate.get("reviewCount")),
        high_price=next((t for o in offers if (t := _text(o.get("highPrice")))), ""),
        low_price=next((t for o in offers if (t := _text(o.get("lowPrice")))), ""),
        sku=_text(node.get("sku")),
        url=_text(node.get("url")),
        offer_prices=prices,
        availabilities=stock,
        listed=tuple(_listed(node, by_id)),
        description=_text(node.get("description")),
        type=min(types(node) & PRODUCT_TYPES, default="product"),
    )


def _offers(node: Node, by_id: Mapping[str, Node]) -> Iterator[Node]:
    """Offers of a product: an AggregateOffer first, then the single offers inside it."""
    for offer in _objects(node.get("offers"), by_id):
        yield offer
        yield from _objects(offer.get("offers"), by_id)


def _price(offer: Node) -> str:
    """The price asked now; list and struck-out prices are not it."""
    if price := _text(offer.get("price")):
        return price
    for part in _objects(offer.get("priceSpecification"), {}):
        kind = _bare(_text(part.get("priceType"))).lower()
        if kind not in ("listprice", "strikethroughprice", "srp", "msrp") and (price := _text(part.get("price"))):
            return price
    return ""


def _currency(offer: Node) -> str:
    parts = [offer, *_objects(offer.get("priceSpecification"), {})]
    return next((c for p in parts if (c := _text(p.get("priceCurrency")))), "")


def _listed(node: Node, by_id: Mapping[str, Node]) -> Iterator[Decimal]:
    for key in ("review", "reviews"):
        for review in _objects(node.get(key), by_id):
            for given in _objects(review.get("reviewRating"), by_id):
                if (value := _rating(given)) is not None:
                    yield value


def _rating(node: Node) -> Decimal | None:
    """Out of five; None where it is not a number or lies off its own scale."""
    value, best = _number(node.get("ratingValue")), _number(node.get("bestRating")) or Decimal(5)
    if value is None or not 0 <= value <= best:
        return None
    return value * 5 / best


def _objects(value: Any, by_id: Mapping[str, Node]) -> Iterator[Node]:
    """Objects of a property written as one or as a list; bare references are looked up."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield by_id.get(str(item["@id"]), item) if set(item) == {"@id"} else item


def _strings(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _text(value: Any) -> str:
    """First string of a property: plain, in a list, or as {"@value": …} or {"@id": …}."""
    if isinstance(value, list):
        return next((t for t in map(_text, value[:20]) if t), "")
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("@id") or value.get("name"))
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _bare(word: str) -> str:
    """The last part of a schema.org address or prefixed name."""
    return re.split(r"[/#:]", word.strip().rstrip("/"))[-1].replace(" ", "")


def _number(value: Any) -> Decimal | None:
    text = _text(value).replace(",", ".") if value is not None else ""
    try:
        number = Decimal(text[:40])
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


def _count(value: Any) -> int | None:
    text = re.sub(r"[\s,.](?=\d{3}\b)", "", _text(value))
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _says_something(product: StructuredProduct) -> bool:
    return bool(product.name or product.price_text or product.low_price or product.rating is not None)


# microdata


def _microdata_products(reading: Reading) -> tuple[StructuredProduct, ...]:
    """Products from flat (type, property, content) triples: a property a product already has begins
    the next one; offers and ratings belong to the product before them."""
    found: list[dict[str, list[str]]] = []
    for itemtype, prop, content in reading.microdata[:NODE_LIMIT]:
        kind, value = _bare(itemtype).lower(), content.strip()
        if kind in PRODUCT_TYPES:
            if not found or (prop == "name" and prop in found[-1]):
                found.append({})
            found[-1].setdefault(prop, []).append(value)
        elif found and kind in ("offer", "aggregateoffer", "aggregaterating", "rating"):
            key = f"listed.{prop}" if kind == "rating" else prop
            found[-1].setdefault(key, []).append(value)
    return tuple(p for p in map(_from_microdata, found) if _says_something(p))


def _from_microdata(values: Mapping[str, list[str]]) -> StructuredProduct:
    def first(key: str) -> str:
        return next(filter(None, values.get(key, ())), "")

    stock = tuple(_bare(v) for v in values.get("availability", ()) if v)
    prices = tuple(v for v in values.get("price", ()) if v)
    rated = {"ratingValue": first("ratingValue"), "bestRating": first("bestRating") or None}
    listed = (_rating({"ratingValue": v}) for v in values.get("listed.ratingValue", ()))
    product = StructuredProduct(
        name=first("name"),
        price_text=prices[0] if prices else "",
        currency=first("priceCurrency").upper(),
        availability=stock[0] if stock else "",
        rating=_rating(rated),
        rating_count=_count(first("ratingCount")),
        review_count=_count(first("reviewCount")),
        high_price=first("highPrice"),
        low_price=first("lowPrice"),
        source="microdata",
    )
    return replace(
        product,
        sku=first("sku"),
        url=first("url"),
        offer_prices=prices,
        availabilities=stock,
        listed=tuple(r for r in listed if r is not None),
        description=first("description"),
    )
