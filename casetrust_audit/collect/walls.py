"""Logins that stand before something: told by what they stand before, not by their being there.

A shop asks for a login before its customer's own pages, and hides nothing by it. Before the cart, the checkout, an
item, a policy or the whole shop a login is a wall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.request import words_of
from casetrust_audit.collect.role_forms import adds_in_words, is_little, is_short, kind_of
from casetrust_audit.collect.role_words import MIDDLING, said_by_address, said_by_name
from casetrust_audit.collect.roles import guess_role, is_policy_like, role_of_words
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_parts import is_path, is_word, parts_of
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.phrases import phrases

OWN = frozenset({"account", "login", "register", "recovery", "otp"})
"""Roles of the customer's own pages, for which a login is asked everywhere."""
SHOPS = frozenset({"home", "cart", "checkout", "product", "listing", "search"})
UNNAMED = 3
"""Places of no known role that lead to a login until they count as a wall: one is somebody's account."""
_WRITES = frozenset({"write", "add", "create", "new", "post", "submit"})
_WRITTEN = frozenset({"review", "reviews", "rating", "question", "questions", "comment", "comments", "testimonial"})
_OWN_PATH = re.compile(
    r"log-?in|sign-?in|/auth\b|/sso\b|/(?:my-?)?(?:accounts?|orders?)\b|wish-?list|/(?:profile|customer|dashboard|rewards?)\b",
    re.I,
)


def asked_role(requested: str, link_text: str) -> str:
    """The role of what was asked for, by the words of the link and by what the address names."""
    if phrases("account").any(link_text) and len(link_text) < 40 and not role_of_words(link_text):
        return "account"
    return guess_role(requested, link_text)


def is_login_wall(
    reading: Reading, requested: str, link_text: str = "", *, start: bool = False, pages: KnownPages
) -> bool:
    """Whether a login stands in place of something else that was asked for. Counts places of no known role."""
    if not _has_login(reading):
        return False
    named = said_by_name(reading)
    says_login = max(named.get("login", 0.0), named.get("register", 0.0)) >= MIDDLING
    at_login = said_by_address(reading.url).role in ("login", "register") or _is_login_address(reading.url)
    if start:
        return not sells(reading) and (says_login or at_login or is_little(reading) or is_short(reading))
    asked = asked_role(requested, link_text)
    if asked in OWN or asked == "security" or _OWN_PATH.search(_place(requested)) or _writes(requested, link_text):
        return False
    if pages.keys.key(requested) == pages.keys.key(reading.url):  # in place: the name must say login, and no more
        return says_login and not named.get(asked) and (asked in SHOPS or is_policy_like(asked)) and not sells(reading)
    if not (at_login or (says_login and not sells(reading))):
        return False
    return asked in SHOPS or is_policy_like(asked) or pages.led_to_login(requested) >= UNNAMED


def _writes(requested: str, link_text: str) -> bool:
    """A page on which a customer writes (a review, a question), not one that shows what was written."""
    named = set(words_of(_place(requested)))
    return phrases("leave-review").any(link_text) or bool(named & _WRITES and named & _WRITTEN)


def _has_login(reading: Reading) -> bool:
    """A password is asked for in the page's own part."""
    if not any(f.type == "password" and f.visible for f in reading.fields()):
        return False
    kinds = {kind_of(f) for f in reading.forms if f.visible and f.area not in ("header", "footer", "nav")}
    loose = any(f.type == "password" and f.visible for f in reading.loose_fields)
    return loose or bool(kinds & {"login", "register"})


def _place(url: str) -> str:
    """Path and hash route, and what a query names by paths of its own."""
    split, parts = urlsplit(url), parts_of(url)
    hashed = split.fragment if split.fragment.startswith(("/", "!")) else ""
    named = "".join(f"/{value}" for _, value in (parts.pairs if parts else ()) if is_path(value) or is_word(value))
    return split.path + ("/" + hashed.lstrip("!") if hashed else "") + named


def _is_login_address(url: str) -> bool:
    return bool(re.search(r"log-?in|sign-?in|/auth\b|/sso\b", _place(url), re.I))


def sells(reading: Reading) -> bool:
    """Whether the page plainly sells: prices, and a way to buy or to a cart."""
    if sum(1 for c in reading.cards if c.amounts and c.visible) >= 2:
        return True
    pressed = [p for p in reading.pressable() if p.visible and len(p.text) < 40]
    ways = any(adds_in_words(p.text) or phrases("cart").any(p.text) for p in pressed)
    return ways and sum(1 for b in reading.blocks if b.visible and len(b.text) < 200 and find_amounts(b.text)) >= 2


def told_to_log_in(said: Sequence[str]) -> str:
    """What a dialog of the browser said where it asks for a login in place of doing what was asked; "" for none."""
    asks = (t for t in said if phrases("login").any(t) or "login required" in t.casefold())
    return next((t for t in asks if not phrases("accepted").any(t)), "")
