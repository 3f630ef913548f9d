"""What a form is for, read off its fields, its buttons and the page it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from casetrust_audit.model.reading import Button, Field, Form

KINDS = ("login", "register", "recovery", "checkout", "contact", "complaint", "newsletter")
"""Kinds of forms that carry personal data; search, filter, cart and rating forms are none of these."""

_SEARCH_NAME = re.compile(r"^(?:q|s|search|query|keywords?|search[_-]?(?:term|query|text)|k)$", re.I)
_CARD = re.compile(r"card[-_ ]?(?:num|no\b)|cc[-_]?(?:num|no\b)|\bcvc\b|\bcvv\b|card verification|security code", re.I)
_ADDRESS = re.compile(
    r"address[-_ ]?(?:line)?[-_ ]?1|street|post(?:al)?[-_ ]?code|\bzip\b|shipping|billing|delivery address", re.I
)
_NAME = re.compile(
    r"first[-_ ]?name|last[-_ ]?name|full[-_ ]?name|given[-_ ]?name|surname|\bdob\b|birth|mobile|phone", re.I
)
_EMAIL = re.compile(r"e-?mail|邮箱|电邮|emel", re.I)
_RATING = re.compile(r"rating|stars?\b", re.I)

_REGISTER = re.compile(
    r"\bregist(?:er|ration)\b|sign[- ]?up|create (?:an? |my |your )?(?:new )?account|\bjoin\b|注册|daftar", re.I
)
_LOGIN = re.compile(r"log[- ]?in\b|sign[- ]?in\b|log on\b|登录|log masuk", re.I)
_RECOVERY = re.compile(
    r"forgot|reset|recover|lost (?:your )?password|send (?:me )?(?:a |the )?(?:reset )?link|忘记密码|lupa kata", re.I
)
_NEWSLETTER = re.compile(
    r"newsletter|subscri|mailing list|get (?:updates|offers|\d+ ?%)|stay (?:in touch|updated|in the loop)|"
    r"sign[- ]?up for|join (?:our|the)|notify me|订阅|langgan", re.I,
)  # fmt: skip
_COMPLAINT = re.compile(r"complain|feedback|grievance|dispute|投诉|意见|反馈|aduan|maklum ?balas|புகார்", re.I)
_CHECKOUT = re.compile(r"check[- ]?out|place (?:my |your )?order|pay(?:ment)?\b|continue to|deliver|ship", re.I)

_TYPED = frozenset({"text", "email", "tel", "password", "number", "date", "url", "search", "textarea", "", "select"})


def kind_of(form: Form, role: str, url: str) -> str:
    """One of KINDS; "" for a form that is for something else. `role` and `url` are those of its page."""
    return kind_of_fields(form.fields, form.buttons, form.text, role, f"{url} {form.action}")


def kind_of_fields(fields: Sequence[Field], buttons: Iterable[Button], text: str, role: str, where: str) -> str:
    """The kind of a group of fields with the words and addresses around it."""
    typed = [f for f in fields if _type(f) in _TYPED and f.type != "hidden"]
    said = " ".join(b.text for b in buttons)
    about = f"{said} {text[:400]} {where}"
    if any(_type(f) == "password" for f in typed):
        return _kind_with_password(typed, said, role)
    if not typed or _is_search(typed, said):
        return ""
    if any(_is_card(f) for f in typed):
        return "checkout"
    if any(_type(f) == "textarea" for f in typed):
        return _kind_with_message(typed, fields, about, role)
    return _kind_of_short(typed, said, about, role)


def _kind_with_password(typed: Sequence[Field], said: str, role: str) -> str:
    passwords = [f for f in typed if _type(f) == "password"]
    others = [f for f in typed if f not in passwords]
    if any(_is_card(f) for f in others) or (_addresses(others) and role in ("checkout", "cart")):
        return "checkout"
    if len(passwords) == 1 and any("current-password" in f.autocomplete for f in passwords):
        return "login"
    fresh = any("new-password" in f.autocomplete for f in passwords)
    if not others and len(passwords) >= 2:
        return "recovery"
    if fresh or len(passwords) >= 2 or any(_NAME.search(_words(f)) for f in others):
        return "register"
    if _REGISTER.search(said) and not _LOGIN.search(said):
        return "register"
    if role == "register" and not _LOGIN.search(said):
        return "register"
    return "login"


def _kind_with_message(typed: Sequence[Field], fields: Sequence[Field], about: str, role: str) -> str:
    if any(_RATING.search(f"{f.name} {f.id}") for f in fields):
        return ""  # a product review
    if _addresses(typed) and role in ("checkout", "cart"):
        return "checkout"
    if not any(_is_email(f) or _NAME.search(_words(f)) for f in typed) and role not in ("contact", "complaint"):
        return ""
    if role == "complaint" or _COMPLAINT.search(about):
        return "complaint"
    return "contact" if role not in ("product", "cart", "reviews", "listing") else ""


def _kind_of_short(typed: Sequence[Field], said: str, about: str, role: str) -> str:
    emails = [f for f in typed if _is_email(f)]
    if _addresses(typed) or (role == "checkout" and len(typed) >= 2 and emails):
        return "checkout" if role in ("checkout", "cart") or _CHECKOUT.search(about) else ""
    if len(typed) == 1 and _RECOVERY.search(about) and (emails or role in ("login", "account", "register")):
        return "recovery"
    if role == "login" and _LOGIN.search(said):
        return "login"  # a code by e-mail or phone in place of a password
    if role == "register" and emails and _REGISTER.search(said):
        return "register"
    if role == "checkout" and emails:
        return "checkout"
    if emails and len(typed) <= 4 and (_NEWSLETTER.search(about) or len(typed) == 1):
        return "newsletter"
    return "complaint" if role == "complaint" and emails else "contact" if role == "contact" and emails else ""


def _is_search(typed: Sequence[Field], said: str) -> bool:
    first = typed[0]
    named = first.type == "search" or bool(_SEARCH_NAME.match(first.name or first.id))
    return named and not any(_is_email(f) for f in typed) and (len(typed) == 1 or "search" in said.lower())


def _addresses(typed: Sequence[Field]) -> bool:
    hits = [f for f in typed if f.autocomplete.split()[-1:] in (["address-line1"], ["street-address"], ["postal-code"])
            or _ADDRESS.search(_words(f))]  # fmt: skip
    return bool(hits)


def _is_card(field: Field) -> bool:
    last = field.autocomplete.split()[-1:]
    return last in (["cc-number"], ["cc-csc"]) or bool(_CARD.search(_words(field)))


def _is_email(field: Field) -> bool:
    return _type(field) != "textarea" and (field.type == "email" or bool(_EMAIL.search(_words(field))))


def holds_secret(fields: Iterable[Field]) -> bool:
    """Whether a password or a card number is typed there."""
    return any(_type(f) == "password" or _is_card(f) for f in fields)


def _type(field: Field) -> str:
    return field.tag if field.tag in ("textarea", "select") else field.type


def _words(field: Field) -> str:
    return f"{field.name} {field.id} {field.label} {field.placeholder} {field.autocomplete}"
