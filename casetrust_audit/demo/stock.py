"""All that the demo shop can sell, by slug and by number: its own goods, gift cards, and what a large shop has more."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from casetrust_audit.demo.catalogue import BY_SLUG as _OWN
from casetrust_audit.demo.catalogue import CATEGORIES, PRODUCTS, Product

_FEW = frozenset({
    "nanyang-house-blend", "kopi-o-drip-bags", "kopi-o-trial-pack", "cold-brew-concentrate", "gula-melaka-kaya",
    "pandan-kaya", "pineapple-tart-tin", "almond-kopi-biscuits", "kopitiam-cup-and-saucer", "kopi-starter-set",
})  # fmt: skip
"""What a shop of ten products keeps: reduced, sold out, with sizes, cheapest and dearest among them."""

_PLACES = (
    "Aceh", "Bajawa", "Bali", "Boquete", "Cauca", "Chiang Rai", "Dalat", "Flores", "Gayo", "Guji", "Harrar", "Huila",
    "Ijen", "Jimma", "Kintamani", "Kirinyaga", "Limu", "Mandheling", "Minas", "Nyeri", "Pacamara", "Sidamo", "Sulawesi",
    "Tarrazu", "Yirgacheffe",
)  # fmt: skip
_KINDS = (
    ("Light Roast", "coffee", "bag", "200 g, arabica"), ("Medium Roast", "coffee", "bag", "200 g, arabica"),
    ("Dark Roast", "coffee", "bag", "200 g, arabica"), ("Espresso Beans", "coffee", "bag", "500 g, arabica"),
    ("Drip Pouches", "coffee", "box", "8 pouches of 12 g"), ("Cold Brew", "coffee", "bottle", "350 ml bottle"),
    ("Decaf", "coffee", "bag", "200 g, arabica"), ("Peaberry", "coffee", "bag", "200 g, arabica"),
    ("Coconut Jam", "kaya-and-biscuits", "jar", "220 g jar"), ("Butter Cookies", "kaya-and-biscuits", "tin", "250 g"),
    ("Oat Biscuits", "kaya-and-biscuits", "tin", "250 g"), ("Rusks", "kaya-and-biscuits", "tin", "300 g"),
    ("Honey Spread", "kaya-and-biscuits", "jar", "180 g jar"), ("Sesame Crisps", "kaya-and-biscuits", "tin", "150 g"),
    ("Tea Mug", "mugs-and-brewing", "mug", "300 ml, porcelain"), ("Espresso Cup", "mugs-and-brewing", "mug", "80 ml"),
)  # fmt: skip
_SERIES = ("Estate", "Harvest", "Classic", "Reserve", "Market")


def _many() -> tuple[Product, ...]:
    """Goods of a large shop, each with a name and a price of its own that lies between the usual ones."""
    made = []
    for number, (series, (kind, category, drawing, contents), place) in enumerate(product(_SERIES, _KINDS, _PLACES)):
        title = f"{place} {series} {kind}"
        price = Decimal(1100 + number * 7 % 1900) / 100
        slug = title.lower().replace(" ", "-")
        made.append(Product(slug, title, category, price, drawing, "#7a3b1d", contents))
    return tuple(made)


MANY = _many()
BY_SLUG = _OWN | {p.slug: p for p in MANY}
NUMBERS = {slug: number for number, slug in enumerate((*BY_SLUG, *(c.slug for c in CATEGORIES)), 101)}
SLUGS = {number: slug for slug, number in NUMBERS.items()}
TOPICS = (
    "/about", "/delivery", "/returns", "/terms", "/privacy", "/faq", "/complaints", "/terms/annex",
    "/terms/annex/correspondence", "/account/security",
)  # fmt: skip
"""Texts that a shop may number."""


def on_sale(count: int) -> tuple[Product, ...]:
    """So many goods: 0 for the usual ones, else ten of them, or the usual ones and others besides."""
    if not count:
        return PRODUCTS
    few = tuple(p for p in PRODUCTS if p.slug in _FEW)
    return few[:count] if count <= len(few) else (*PRODUCTS, *MANY)[:count]
