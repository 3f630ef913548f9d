"""What a field of a form asks for: by its autocomplete token, its type, and the words on and around it."""

from __future__ import annotations

import re
from functools import lru_cache

from casetrust_audit.facts.field_words import (
    CARD_WORDS,
    CONSENT,
    MARKETING,
    NEW,
    OLD,
    OTHER_CARD,
    PASSWORD,
    PATTERN,
    REMEMBER,
    REPEAT,
    TOKENS,
    WORDS,
)
from casetrust_audit.model.reading import Field
from casetrust_audit.text.normalise import fold

FIELD_KINDS = (
    "email", "repeat-email", "username", "password", "new-password", "repeat-password", "phone", "honorific", "name",
    "given-name", "family-name", "company", "address", "postal-code", "city", "region", "country", "birth-date",
    "gender", "card-number", "card-expiry", "card-code", "card-name", "card-type", "one-time-code", "nric", "search",
    "quantity", "subject", "message", "rating", "consent", "marketing", "remember", "captcha", "coupon", "website",
    "amount", "file", "choice", "hidden", "other",
)  # fmt: skip
"""Everything `field_kind` can say. "username" is also a field that takes a user name or an e-mail address; "password"
one that does not say whether it is of an account there is; "nric" any number of an identity document; "choice" a box,
a radio button or a list of unknown purpose; "other" a field to type into of unknown purpose."""

PERSONAL = frozenset({
    "name", "given-name", "family-name", "phone", "address", "postal-code", "birth-date", "gender", "nric", "honorific",
})  # fmt: skip
"""Kinds that are about a person, beyond an e-mail address."""
CARD = frozenset({"card-number", "card-expiry", "card-code", "card-name", "card-type"})
PASSWORDS = frozenset({"password", "new-password", "repeat-password"})
ADDRESS = frozenset({"address", "postal-code", "city", "region"})

_COUNTRIES = 150
"""A list as long as this is one of countries."""
_LISTS = frozenset({"select", "combobox", "listbox"})
_VAGUE_OF_LIST = frozenset({"other", "name", "username", "message", "search"})
_VAGUE_OF_PHONE = frozenset({"other", "name", "username", "company"})
_BY_TYPE = {"hidden": "hidden", "file": "file", "search": "search", "url": "website"}
_TRAP = re.compile(r"\bhp\b|honey ?(?:pot|comb)|leave (?:this )?(?:field )?(?:blank|empty)|should be left")
"""A field no person is meant to fill."""
_USER_EMAIL = re.compile(r"(?:user|account|login) ?e?-?mail|account e")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"\([^()]*\)")
_JOINTS = re.compile(r"[\[\]_.\-:$/{}|#]+")


@lru_cache(maxsize=2048)
def spaced(name: str) -> str:
    """The words of a name in markup, folded: "shippingAddress[postCode]" is "shipping address post code"."""
    return fold(_JOINTS.sub(" ", _CAMEL.sub(" ", name))).strip()


def field_kind(field: Field) -> str:
    """One of FIELD_KINDS: what the field asks for, as far as it says."""
    typed = field.tag if field.tag in ("textarea", "select") else field.type
    if typed in _BY_TYPE:
        return _BY_TYPE[typed]
    if typed in ("checkbox", "radio", "switch"):
        return _of_box(field)
    if typed == "password":
        return _of_password(field)
    said = _of_words(field)
    if token := _of_tokens(field, said):
        return "email" if token == "username" and (typed == "email" or said == "email") else token
    if typed == "email":
        return "repeat-email" if said == "repeat-email" else "email"
    if typed == "textarea":
        return said if said in ("address", "captcha", "coupon") else "message"
    if typed == "tel" and said in _VAGUE_OF_PHONE:
        return "phone"
    if typed == "number" and said == "other" and field.value == "1":
        return "quantity"
    if typed == "select" and len(field.options) >= _COUNTRIES and said in ("other", "region", "name"):
        return "country"
    return "choice" if typed in _LISTS and said in _VAGUE_OF_LIST else said


def _of_tokens(field: Field, said: str) -> str:
    """By its autocomplete tokens; "" where they say nothing that can be relied on.

    "one-time-code" is also written on any field to keep browsers from filling it: its words must not say otherwise."""
    tokens = [t for t in field.autocomplete.split() if t in TOKENS]
    kind = TOKENS[tokens[-1]] if tokens else ""
    if kind == "one-time-code" and (said not in ("other", "captcha", kind) or _TRAP.search(_everything(field))):
        return ""
    return kind


def _of_password(field: Field) -> str:
    said, name = _said(field), _named(field)
    words = f"{said} | {name}"
    tokens = field.autocomplete.split()
    if {"cc-csc", "one-time-code"} & set(tokens):
        return TOKENS.get(tokens[-1], "other")
    if "current-password" in tokens:
        return "password"
    if not PASSWORD.search(words):
        if CARD_WORDS.search(words) and not OTHER_CARD.search(words):
            return "card-number" if PATTERN["card-number"].search(words) else "card-code"
        if PATTERN["one-time-code"].search(words):
            return "one-time-code"
    if REPEAT.search(said) or (REPEAT.search(name) and "login" not in name):
        return "repeat-password"
    if OLD.search(words):
        return "password"
    return "new-password" if "new-password" in tokens or NEW.search(words) else "password"


def _of_box(field: Field) -> str:
    words = f"{_said(field)} | {fold(field.context)} | {_named(field)}"
    if REMEMBER.search(words):
        return "remember"
    if MARKETING.search(words):
        return "marketing"
    if CONSENT.search(words):
        return "consent"
    named = f"{_named(field)} | {fold(field.group)}"
    if field.type == "radio":
        for kind in ("gender", "rating", "honorific", "card-type"):
            if PATTERN[kind].search(named):
                return kind
    return "choice"


def _of_words(field: Field) -> str:
    """What a person reads goes first; a name such as shippingAddress.city says in its last part what is asked."""
    everything = _everything(field)
    named = (_tail(field.name), _tail(field.id), spaced(field.name), spaced(field.id))
    for words in filter(None, (*_shown(field), *named, _beside(field))):
        for kind, pattern in WORDS:
            if pattern.search(words) and _may_be(kind, field, everything):
                return _refined(kind, words, everything)
    return "other"


def _may_be(kind: str, field: Field, everything: str) -> bool:
    """Whether nothing else about the field speaks against the kind."""
    if kind in CARD and OTHER_CARD.search(f"{everything} | {fold(field.label)}"):  # what stands in brackets too
        return False
    if kind == "one-time-code":
        return not (PATTERN["captcha"].search(everything) or "promo" in everything or _TRAP.search(everything))
    return kind != "card-code" or _is_card_code(field, everything)


def _refined(kind: str, words: str, everything: str) -> str:
    if kind == "email" and PATTERN["username"].search(words) and not _USER_EMAIL.search(words):
        return "username"  # takes either
    if kind in ("email", "address") and "mail" in words and REPEAT.search(everything):
        return "repeat-email"
    return "email" if kind == "address" and "mail" in words else kind


def _is_card_code(field: Field, words: str) -> bool:
    """A "security code" alone may be a picture's to copy, or one sent by phone."""
    plain = re.search(r"\bcvv|\bcvc|\bcsc\b|\bccv\b|card|\bcc\b", words)
    return bool(plain) or field.max_length in (3, 4)


def _shown(field: Field) -> tuple[str, str]:
    """Label and placeholder without what stands in brackets: a remark ("we send you a code"), not a name."""
    return _bare(field.label), _bare(field.placeholder)


def _bare(text: str) -> str:
    folded = fold(text)
    return _BRACKETS.sub(" ", folded).strip(" *") or folded


def _said(field: Field) -> str:
    return " ".join(_shown(field)).strip()


def _named(field: Field) -> str:
    return f"{spaced(field.name)} {spaced(field.id)}".strip()


def _everything(field: Field) -> str:
    return f"{_said(field)} | {_named(field)}"


def _tail(name: str) -> str:
    """The last part of a name of several parts."""
    parts = [p for p in re.split(r"[.\[\]:$]+", name) if p]
    return spaced(parts[-1]) if len(parts) > 1 else ""


def _beside(field: Field) -> str:
    """The words of the row it stands in, where they are few: a label that is not tied to its field."""
    context = fold(field.context)
    return context if 0 < len(context) <= 40 else ""
