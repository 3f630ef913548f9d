"""Page roles: guessed from a link before it is followed, decided from the page once it is read.

Words come from the lexicons (English, Chinese, Malay, Tamil); URL words are the English ones shops use in paths.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Box, Form, Reading, within
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.phrases import phrases

POLICY_ROLES = (
    "complaint",
    "contact",
    "returns",
    "delivery",
    "privacy",
    "terms",
    "faq",
    "about",
    "reviews",
    "security",
)

_PATH: tuple[tuple[str, str], ...] = (
    ("cart", r"(?:^|/)(?:shopping-?)?(?:cart|basket|bag|trolley)(?:/|$|\.)|/cart\b"),
    ("checkout", r"(?:^|/)check-?out(?:/|$|s/|\.)"),
    ("register", r"register|sign-?up|create-?account|account/create|registration"),
    ("login", r"log-?in|sign-?in"),
    ("security", r"two-?factor|2fa|passkey|account/security|security-(?:help|settings)"),
    ("complaint", r"complain|feedback|dispute|grievance"),
    ("privacy", r"privacy|data-protection|pdpa|personal-data"),
    ("returns", r"return|refund|exchange|cancellation"),
    ("delivery", r"shipping|delivery|fulfil"),
    ("terms", r"terms|conditions|\btos\b|\btnc\b|legal-notice"),
    ("faq", r"\bfaqs?\b|help-?cent|questions"),
    ("contact", r"contact|customer-(?:service|care)|get-in-touch|support"),
    ("reviews", r"(?:^|/)(?:reviews?|testimonials?)(?:/|$)"),
    ("about", r"about|our-story|who-we-are|company"),
    ("search", r"(?:^|/)search(?:/|$)|catalogsearch"),
    ("account", r"(?:^|/)(?:my-?)?accounts?(?:/|$)|/orders?(?:/|$)|/wishlist"),
    ("product", r"(?:^|/)(?:products?|item|p|dp|prod)/[^/]+|-p-\d+|/product-page/|\.html?$"),
    ("listing", r"(?:^|/)(?:collections?|categor(?:y|ies)|catalogue?|shop|store|c|browse|(?:all-)?products)(?:/|$)"),
)  # fmt: skip
_PATHS = tuple((role, re.compile(pattern, re.I)) for role, pattern in _PATH)

_TEXT_TOPICS = (
    ("complaint", "complaint"), ("returns", "returns"), ("returns", "refund"), ("privacy", "privacy"),
    ("terms", "terms"), ("faq", "faq"), ("contact", "contact"), ("delivery", "delivery"), ("reviews", "reviews"),
    ("about", "about"), ("register", "register"), ("login", "login"), ("cart", "cart"), ("checkout", "checkout"),
    ("security", "two-factor"), ("search", "search"), ("account", "account"), ("listing", "listing"),
)  # fmt: skip
_LONGEST_LINK = 60
FARTHEST_PRICE = 400.0
"""Pixels between an item's name and its price, or its price and its stock note."""
LONGEST_STOCK_NOTE = 40


def guess_role(url: str, text: str) -> str:
    """The role a link seems to lead to, by its words first and its path second; "other" where neither says."""
    path = unquote(urlsplit(url).path)
    if path in ("", "/"):
        return "home"
    if text and len(text) <= _LONGEST_LINK:
        for role, topic in _TEXT_TOPICS:
            if role not in ("search", "listing", "account") and phrases(topic).any(text):
                return role
    return _role_of_path(path)


def _role_of_path(path: str) -> str:
    for role, pattern in _PATHS:
        if pattern.search(path):
            return role
    return "other"


def is_policy_like(role: str) -> bool:
    """Whether the role is one the absence rule wants looked at."""
    return role in POLICY_ROLES


def decide_role(reading: Reading, link_text: str = "", *, start: bool = False) -> tuple[str, float]:
    """Role of a page that was read, with confidence 0 to 1."""
    path = unquote(urlsplit(reading.url).path)
    if start or path in ("", "/"):
        return "home", 1.0
    head = " ".join([reading.title.split("|")[0].split(" - ")[0], *(h.text for h in reading.headings if h.level == 1)])
    by_path = _role_of_path(path)
    if by_path in ("cart", "checkout"):
        return by_path, 0.95
    account = _account_role(reading, by_path)
    if account:
        return account, 0.9
    if by_path == "search":
        return "search", 0.9
    product = product_score(reading)
    if product >= 3 and by_path not in POLICY_ROLES:
        return "product", min(1.0, 0.55 + product / 10)
    for role, topic in _TEXT_TOPICS:
        if role not in ("search", "listing", "account", "login", "register", "cart") and phrases(topic).any(head):
            return role, 0.95 if by_path == role else 0.8
    if by_path in POLICY_ROLES:
        return by_path, 0.8
    if link_text and (guessed := guess_role(reading.url, link_text)) in POLICY_ROLES:
        return guessed, 0.6
    priced = [c for c in reading.cards if c.amounts and c.visible]
    if len(priced) >= 3 or (by_path == "listing" and len(reading.cards) >= 2):
        return "listing", 0.9 if priced else 0.6
    if product >= 2:
        return "product", 0.6
    if by_path in ("listing", "account", "cart"):
        return by_path, 0.5
    return "other", 0.5


def product_score(reading: Reading) -> int:
    """How much speaks for a page selling one item: 0 nothing, 3 and more enough."""
    score = 0
    if len([j for j in reading.json_ld if '"Product"' in j and '"ItemList"' not in j]) == 1:
        score += 2
    if sum(1 for kind, prop, _ in reading.microdata if "schema.org/Product" in kind and prop == "name") == 1:
        score += 2
    if reading.meta.get("og:type", "").lower() in ("product", "og:product", "product.item"):
        score += 2
    adders = [
        b for b in reading.buttons if b.visible and b.area in ("main", "aside") and phrases("add-to-cart").any(b.text)
    ]
    carded = sum(1 for c in reading.cards if c.button)
    lone = [b for b in adders if not _inside_card(b.box, reading)]
    if lone and len(lone) <= 4:
        score += 2 if carded <= 1 or len(lone) <= 2 else 1
    quantity = [
        f for f in reading.fields() if f.visible and re.search(r"qty|quantity|数量|kuantiti", f.name + f.label, re.I)
    ]
    if quantity and len(quantity) <= 2:
        score += 1
    if sum(1 for h in reading.headings if h.level == 1 and h.visible) == 1 and reading.rows:
        score += 1
    if any(phrases("out-of-stock").any(b.text) for b in reading.buttons if b.visible and b.area == "main"):
        score += 1
    return score + _spoken_score(reading)


def _spoken_score(reading: Reading) -> int:
    """What a page says of its own item outside the cards of others: price by its name, stock, a way to review it.

    It tells a sold-out item or the parent of variants, which no button marks, from a listing.
    """
    names = [h for h in reading.headings if h.level == 1 and h.visible]
    price = item_price(reading) if len(names) == 1 else None
    if price is None or not 0 <= price.block.box[1] - names[0].box[1] <= FARTHEST_PRICE:
        return 0
    stock = any(
        b.visible
        and b.area == "main"
        and len(b.text) <= LONGEST_STOCK_NOTE
        and abs(b.box[1] - price.block.box[1]) <= FARTHEST_PRICE
        and (phrases("in-stock").any(b.text) or phrases("out-of-stock").any(b.text))
        and not _inside_card(b.box, reading)
        for b in reading.blocks
    )
    reviewed = any(a.visible and a.area == "main" and phrases("leave-review").any(a.text) for a in reading.links)
    return 1 + stock + reviewed


def _inside_card(box: Box, reading: Reading) -> bool:
    return any(c.amounts and within(box, c.box) for c in reading.cards)


def _account_role(reading: Reading, by_path: str) -> str:
    """Login, registration or recovery by what the page's own form asks for."""
    for form in reading.forms:
        if form.area in ("header", "footer", "dialog", "nav") or not form.visible:
            continue
        if passwords := _passwords(form):
            others = [f for f in form.fields if f.visible and f.type in ("text", "email", "tel", "select", "date")]
            if by_path in ("login", "register"):
                return by_path if by_path == "login" or passwords > 1 or len(others) > 1 else "register"
            return "register" if passwords > 1 or len(others) > 2 else "login"
    return ""


def _passwords(form: Form) -> int:
    return sum(1 for f in form.fields if f.type == "password" and f.visible)


def looks_like_shop(pages: tuple[Page, ...]) -> bool:
    """Whether anything seen sells: a product page, priced cards, a cart, or an offer in the structured data."""
    for page in pages:
        reading = page.reading
        if page.role in ("product", "cart", "checkout") or sum(1 for c in reading.cards if c.amounts) >= 2:
            return True
        if any(phrases("add-to-cart").any(b.text) for b in reading.buttons):
            return True
        if any(phrases("cart").any(a.text) for a in reading.links if a.area in ("header", "nav") and len(a.text) < 40):
            return True
    return False
