"""Page roles: guessed from a link before it is followed, decided from the page once it is read.

The decision adds up small signals (the address, the page's name, its forms, what it sells and lists), none of which
is enough alone; the confidence grows with what speaks for the role and with its lead over the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from casetrust_audit.collect.role_forms import adds_in_words, is_asked, is_little, is_mostly_form, said_by_forms
from casetrust_audit.collect.role_lists import is_narrowed, listing_score, says_none, sorts_by_price
from casetrust_audit.collect.role_prose import said_by_prose
from casetrust_audit.collect.role_signals import (
    article_score,
    cart_score,
    contact_score,
    is_error,
    is_of_one,
    order_status_score,
    product_score,
)
from casetrust_audit.collect.role_words import (
    MIDDLING,
    STRONG,
    Said,
    addresses,
    is_root,
    said_by_address,
    said_by_name,
    said_by_words,
)
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.phrases import phrases

__all__ = ["POLICY_ROLES", "decide_role", "guess_role", "is_policy_like", "looks_like_shop", "product_score"]

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

_LINK_TOPICS = (
    ("complaint", "complaint"), ("returns", "returns"), ("returns", "refund"), ("privacy", "privacy"),
    ("terms", "terms"), ("faq", "faq"), ("contact", "contact"), ("delivery", "delivery"), ("reviews", "reviews"),
    ("about", "about"), ("recovery", "recovery"), ("register", "register"), ("login", "login"), ("cart", "cart"),
    ("checkout", "checkout"), ("security", "two-factor"),
)  # fmt: skip
_LONGEST_LINK = 60
NO_ROLE = 1.6
"""What "other" has without anything that speaks for it: one middling signal is more, one weak is not."""

MOST_OF_A_KIND = 6.0
ENOUGH_FOR_ONE = 3.0
FORM_DECIDES = 2.5
"""What a form must say of a page at the root for that to be no front page: more than a login beside anything does."""
OTHERS_CARDS = 1.5
"""What a list weighs less on a page that sells one item: it shows others too."""
ENOUGH_TO_LIST = 2.0
OTHERS_LISTS = 3.0
"""The same where the page's data is of the one item that its heading names, or its address is an item's."""


def guess_role(url: str, text: str) -> str:
    """The role a link seems to lead to, by its words first and its address second; "other" where neither says."""
    if unquote(urlsplit(url).path) in ("", "/") and is_root(url):
        return "home"
    return role_of_words(text) or said_by_address(url).role


def role_of_words(text: str) -> str:
    """The role a link's words name; "" where they name none."""
    if text and len(text) <= _LONGEST_LINK:
        for role, topic in _LINK_TOPICS:
            if phrases(topic).any(text):
                return role
    return ""


def is_policy_like(role: str) -> bool:
    """Whether the role is one the absence rule wants looked at."""
    return role in POLICY_ROLES


def decide_role(reading: Reading, link_text: str = "", *, start: bool = False) -> tuple[str, float]:
    """Role of a page that was read, with confidence 0 to 1."""
    if start:
        return "home", 1.0
    scores = role_scores(reading, link_text)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (role, most), (_, next_most) = ranked[0], ranked[1]
    return role, round(max(0.3, min(1.0, 0.33 + 0.07 * most + 0.09 * (most - next_most))), 2)


def role_scores(reading: Reading, link_text: str = "") -> dict[str, float]:
    """What speaks for each role, added up; "other" and "home" are always among them."""
    scores: dict[str, float] = {"home": 0.0, "other": NO_ROLE}

    def add(role: str, weight: float) -> None:
        if weight:
            scores[role] = scores.get(role, 0.0) + weight

    address, forms, named = _address(reading), said_by_forms(reading), said_by_name(reading)
    if address.role == "home":
        # a page at the root that is little but its form is what the form is for; a form to write to the shop stands on
        # many a front page, and makes it a contact page only where it is named one or has nothing else
        written = "contact" in named or is_mostly_form(reading)
        asking = {role: weight for role, weight in forms.items() if role != "contact" or written}
        little = is_little(reading) and (asking or not forms)
        asks = little or max(asking.values(), default=0.0) >= FORM_DECIDES or _named_and_asks(reading, forms)
        add("home", (2.0 if asks or is_narrowed(reading) else 7.0) if address.strength == STRONG else 4.0)
    else:
        add(
            address.role,
            address.strength + (2.0 if address.role in ("cart", "checkout") and address.strength == STRONG else 0.0),
        )
    for role, strength in named.items():
        if role != "error":
            add(role, strength)
    if named.get("complaint", 0.0) >= MIDDLING and "contact" in named:  # one page for both: that is where to complain
        add("complaint", scores.pop("contact"))
    for role, weight in forms.items():
        add(role, weight)
    _yield_account(scores, forms, named if any(is_asked(f) for f in reading.fields() if f.visible) else {})
    product = min(MOST_OF_A_KIND, product_score(reading))
    listed = min(MOST_OF_A_KIND, listing_score(reading, leads=product < ENOUGH_FOR_ONE))
    add("product", product)
    others = _weight_of_others(reading, address, product)
    add("listing", max(0.0, listed - others))
    if listed - others >= ENOUGH_TO_LIST:  # what was searched for and found is a list of items
        add("listing", scores.pop("search", 0.0))
    if "register" in (*named, address.role) and forms.get(
        "checkout", 0.0
    ):  # an account's own address is asked for as an order's is
        scores["checkout"] = scores.get("checkout", 0.0) - OTHERS_CARDS
    add("cart", cart_score(reading))
    add("other", article_score(reading))
    followed = order_status_score(reading)
    add("order_status", followed)
    # "Track your order" over a field for its number tells no delivery terms
    add("delivery", -named.get("delivery", 0.0) if followed >= STRONG else 0.0)
    add("contact", contact_score(reading) if not named.keys() & set(POLICY_ROLES) else 0.0)
    if not scores.keys() & set(POLICY_ROLES):
        for role, weight in said_by_prose(reading).items():
            add(role, weight)
    add("error", 5.0 if is_error(reading) else 0.0)
    for role, weight in _said_by_link(link_text):
        add(role, weight)
    if max(weight for role, weight in scores.items() if role not in ("other", "listing")) < NO_ROLE:
        # where nothing else is said, a list that says it is empty is one, and so is what can be sorted by price
        add("listing", ENOUGH_TO_LIST if says_none(reading) or sorts_by_price(reading) else 0.0)
    return scores


def _weight_of_others(reading: Reading, address: Said, product: float) -> float:
    """What a list weighs less, as far as the page is of one item."""
    addressed = address.role == "product" and address.strength == STRONG
    if is_of_one(reading) or (addressed and not is_narrowed(reading)):
        return OTHERS_LISTS
    return OTHERS_CARDS if product >= ENOUGH_FOR_ONE else 0.0


def _named_and_asks(reading: Reading, forms: dict[str, float]) -> bool:
    """Whether a main heading of the page names what its form is for: no front page, wherever it stands."""
    heads = [h.text for h in reading.headings if h.level == 1 and h.visible]
    named = {role for head in heads for role, strength in said_by_words(head).items() if strength >= STRONG}
    return any(forms.get(role, 0.0) for role in named)


def _said_by_link(text: str) -> Iterator[tuple[str, float]]:
    """What the words of the link that was followed speak for: a policy's name that leads them is enough where nothing
    else is said."""
    role = role_of_words(text)
    if role in POLICY_ROLES:
        yield role, 2.0 if said_by_words(text).get(role, 0.0) >= MIDDLING else 1.0
    elif role:
        yield role, 1.0


def _yield_account(scores: dict[str, float], forms: dict[str, float], named: dict[str, float]) -> None:
    """An account's page that asks to log in or to sign up, by a form or by its main heading over fields, is that: it is
    an account's once one is in."""
    asked = [role for role in ("login", "register") if forms.get(role, 0.0) >= 1.5 or named.get(role, 0.0) >= STRONG]
    if asked and scores.get("account", 0.0):
        role = max(asked, key=lambda r: scores[r])
        scores[role] += scores.pop("account")


def _address(reading: Reading) -> Said:
    """What the page's addresses say: the first that says anything."""
    said = [said_by_address(url) for url in addresses(reading)]
    return next((s for s in said if s.strength), said[0])


def looks_like_shop(pages: tuple[Page, ...]) -> bool:
    """Whether anything seen sells: a product page, priced tiles (links or not), a cart, or a way to buy."""
    for page in pages:
        reading = page.reading
        if page.role in ("product", "cart", "checkout") or sum(1 for c in reading.cards if c.amounts) >= 2:
            return True
        pressed = [p for p in reading.pressable() if len(p.text) < 40]
        if any(adds_in_words(b.text) for b in reading.buttons):
            return True
        carts = [p for p in pressed if phrases("cart").any(p.text)]
        if any(p.area in ("header", "nav") for p in carts):
            return True
        ways = carts or [p for p in pressed if adds_in_words(p.text) or phrases("checkout").any(p.text)]
        if ways and sum(1 for b in reading.blocks if b.visible and len(b.text) < 200 and find_amounts(b.text)) >= 2:
            return True
    return False
