"""How a form is filled by the invented shopper: which value goes into which field. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.model.reading import Field, Option
from casetrust_audit.settings import Identity
from casetrust_audit.text.phrases import phrases

NRIC = "S0000001I"
"""Well-formed and issued to nobody."""
BIRTH_DATE = "1990-01-01"

ELSEWHERE: dict[str, tuple[str, str, str, str]] = {
    "united kingdom": ("1 Harbour Road", "London", "SW1A 1AA", "2079460018"),
    "united states": ("1 Main Street", "New York", "10001", "2125550123"),
    "malaysia": ("1 Jalan Ampang", "Kuala Lumpur", "50450", "123456789"),
    "australia": ("1 George Street", "Sydney", "2000", "291234567"),
    "germany": ("Hafenstrasse 1", "Berlin", "10115", "3012345678"),
    "france": ("1 rue du Port", "Paris", "75001", "112345678"),
    "netherlands": ("Havenweg 1", "Amsterdam", "1012 AB", "201234567"),
    "poland": ("Portowa 1", "Warszawa", "00-001", "221234567"),
}
"""Street, city, postal code and phone used where the shop does not deliver to Singapore."""

_KINDS: tuple[tuple[str, str, str], ...] = (
    # kind, autocomplete tokens, words in name, id or label
    ("email", "email", r"e-?mail|电邮|邮箱|emel"),
    ("phone", "tel", r"phone|mobile|\btel\b|contact[-_ ]?(?:no|number)|handphone|电话|手机|telefon"),
    ("first-name", "given-name", r"first[-_ ]?name|given[-_ ]?name|fname|firstname"),
    ("last-name", "family-name", r"last[-_ ]?name|family[-_ ]?name|surname|lname|lastname"),
    ("postal-code", "postal-code", r"post(?:al)?[-_ ]?code|postcode|zip|邮编|邮政编码|poskod"),
    ("unit", "address-line2", r"address[-_ ]?(?:line[-_ ]?)?2|line2|unit|apartment|suite|floor|block|building"),
    ("line3", "address-line3", r"address[-_ ]?(?:line[-_ ]?)?3|line3"),
    ("address", "address-line1", r"address[-_ ]?(?:line[-_ ]?)?1|line1|street|address|地址|alamat"),
    ("city", "address-level2", r"city|town|line4|suburb|bandar"),
    ("state", "address-level1", r"state|province|region|county|district|negeri"),
    ("country", "country", r"country|negara|国家"),
    ("nric", "", r"nric|\bfin\b|identity[-_ ]?(?:card|no)|passport|身份证"),
    ("birth-date", "bday", r"birth|\bdob\b"),
    ("notes", "", r"note|comment|instruction|message|remark|gift|company|vat|coupon|promo|voucher|discount|referral"),
    ("name", "name", r"name|姓名|nama"),
    ("quantity", "", r"qty|quantity|数量|kuantiti"),
)  # fmt: skip
_TEXT_TYPES = ("text", "email", "tel", "textarea", "number", "search", "date", "url")


@dataclass(frozen=True, slots=True)
class Fill:
    """One act on a field: `how` is type, select, check."""

    selector: str
    how: str
    value: str
    kind: str


def field_kind(field: Field) -> str:
    """What the field asks for; "" where it cannot be told."""
    tokens = field.autocomplete.split()
    for kind, token, _ in _KINDS:
        if token and (token in tokens or (token == "country" and "country-name" in tokens)):
            return kind
    if field.type == "email":
        return "email"
    if field.type == "tel":
        return "phone"
    words = f"{field.name} {field.id} {field.label} {field.placeholder}"
    for kind, _, pattern in _KINDS:
        if re.search(pattern, words, re.I):
            return kind
    return ""


def plan(fields: tuple[Field, ...], identity: Identity) -> tuple[Fill, ...]:
    """What to do with the fields of a step: contact and address fields, required choices, nothing optional.

    A choice already made is left as the shop made it; an optional box is never ticked.
    """
    country = _country(fields, identity)
    acts: list[Fill] = []
    groups: set[str] = set()
    for field in fields:
        if not field.visible or field.disabled:
            continue
        kind = field_kind(field)
        if field.type == "select":
            acts += _select(field, kind, country)
        elif field.type in _TEXT_TYPES:
            value = _value(kind, identity, country) if kind else ("Audit" if field.required else "")
            if value and (kind != "notes" or field.required):
                acts.append(Fill(field.selector, "type", value, kind))
        elif field.type == "checkbox" and field.required and not field.checked:
            acts.append(Fill(field.selector, "check", "", kind))
        elif field.type == "radio" and field.name not in groups and field.required:
            groups.add(field.name)
            if not any(f.checked for f in fields if f.type == "radio" and f.name == field.name):
                acts.append(Fill(field.selector, "check", "", kind))
    return tuple(acts)


def _country(fields: tuple[Field, ...], identity: Identity) -> str:
    """Country the address will be in: the identity's where the shop offers it, else what the shop has chosen."""
    for field in fields:
        if field.type == "select" and field.visible and field_kind(field) == "country":
            wanted = _option(field.options, identity.country)
            chosen = wanted or _chosen(field.options) or next((o for o in field.options if _real(o)), None)
            return chosen.text if chosen else identity.country
    return identity.country


def _select(field: Field, kind: str, country: str) -> list[Fill]:
    chosen = _chosen(field.options)
    if kind == "country":
        wanted = _option(field.options, country)
        return [Fill(field.selector, "select", wanted.value, kind)] if wanted and wanted is not chosen else []
    if chosen is not None and _real(chosen):
        return []
    first = next((o for o in field.options if _real(o)), None)
    return (
        [Fill(field.selector, "select", first.value, kind)] if first and (field.required or kind or field.group) else []
    )


def _chosen(options: tuple[Option, ...]) -> Option | None:
    return next((o for o in options if o.selected), None)


def _real(option: Option) -> bool:
    """Not a placeholder, not sold out."""
    text = option.text.strip()
    placeholder = not option.value or not text or re.match(r"(?:-{2,}|please|choose|select|pilih|请选择)", text, re.I)
    return not option.disabled and not placeholder and not phrases("out-of-stock").any(text)


def _option(options: tuple[Option, ...], name: str) -> Option | None:
    folded = name.casefold()
    return next((o for o in options if not o.disabled and o.text.strip().casefold() == folded), None)


def _value(kind: str, identity: Identity, country: str) -> str:
    name = f"{identity.first_name} {identity.last_name}"
    key = country.casefold()
    street, city, postal, phone = next(
        (values for name_, values in ELSEWHERE.items() if name_ in key),
        (identity.address, identity.city, identity.postal_code, identity.phone),
    )
    values = {
        "email": identity.email, "phone": phone, "first-name": identity.first_name, "last-name": identity.last_name,
        "postal-code": postal, "unit": identity.unit if postal == identity.postal_code else "", "address": street,
        "city": city, "state": city, "country": country, "nric": NRIC, "birth-date": BIRTH_DATE, "name": name,
        "quantity": "1", "notes": "Audit",
    }  # fmt: skip
    return values.get(kind, "")


def variant_choices(fields: tuple[Field, ...]) -> tuple[Fill, ...]:
    """What must be chosen before an item can be added: unchosen selects and radios, an empty quantity."""
    acts: list[Fill] = []
    groups: set[str] = set()
    for field in fields:
        if not field.visible or field.disabled:
            continue
        if field.type == "select":
            chosen = _chosen(field.options)
            first = next((o for o in field.options if _real(o)), None)
            if first is not None and (chosen is None or not _real(chosen)):
                acts.append(Fill(field.selector, "select", first.value, "variant"))
        elif field.type == "radio" and field.name not in groups:
            groups.add(field.name)
            if not any(f.checked for f in fields if f.type == "radio" and f.name == field.name):
                acts.append(Fill(field.selector, "check", "", "variant"))
        elif field_kind(field) == "quantity" and field.type in ("number", "text", "tel") and field.value in ("", "0"):
            acts.append(Fill(field.selector, "type", "1", "quantity"))
    return tuple(acts)
