"""How a form is filled by the invented shopper: which value goes into which field. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.model.reading import Field, Option
from casetrust_audit.settings import Identity
from casetrust_audit.text.field_words import beside
from casetrust_audit.text.phrases import phrases

NRIC = "S0000001I"
"""Well-formed and issued to nobody."""
CUT = 100
"""Characters of an option's value that the page reader keeps."""
AGAIN = "country, once more"
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
    ("email", "email", r"e-?mail|电邮|電郵|邮箱|郵箱|电子邮件|電子郵件|emel"),
    ("phone", "tel", r"phone|mobile|\btel\b|contact[-_ ]?(?:no|number)|handphone|电话|電話|手机|手機|telefon"),
    ("first-name", "given-name", r"first[-_ ]?name|given[-_ ]?name|fname|firstname"),
    ("last-name", "family-name", r"last[-_ ]?name|family[-_ ]?name|surname|lname|lastname"),
    ("postal-code", "postal-code", r"post(?:al)?[-_ ]?code|postcode|zip|[邮郵]政?[编編]|[邮郵]遞?[区區]|poskod"),
    ("unit", "address-line2", r"address[-_ ]?(?:line[-_ ]?)?2|line2|unit|apartment|suite|floor|block|building|^门牌"),
    ("line3", "address-line3", r"address[-_ ]?(?:line[-_ ]?)?3|line3"),
    ("address", "address-line1", r"address[-_ ]?(?:line[-_ ]?)?1|line1|street|address|地址|街道|alamat"),
    ("city", "address-level2", r"city|town|line4|suburb|bandar|城市|所在市|^市"),
    ("state", "address-level1", r"state|province|region|county|district|negeri|省份|所在省|^[省州]|[区區][县縣]"),
    ("country", "country", r"country|negara|国家|國家"),
    ("nric", "", r"nric|\bfin\b|identity[-_ ]?(?:card|no)|passport|身份证"),
    ("birth-date", "bday", r"birth|\bdob\b"),
    ("notes", "", r"note|comment|instruction|message|remark|gift|company|vat|coupon|promo|voucher|discount|referral"),
    ("name", "name", r"name|姓名|nama|consignee|recipient|receiver|addressee|[收联聯][货貨件系絡络]人"),
    ("quantity", "", r"qty|quantity|数量|kuantiti"),
)  # fmt: skip
_TEXT_TYPES = ("text", "email", "tel", "textarea", "number", "search", "date", "url")


@dataclass(frozen=True, slots=True)
class Fill:
    """One act on a field: `how` is type, select, check, uncheck, press, or choose (a list of the shop's own making: it
    has to be opened before its options are there; "" as value takes the first real one)."""

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
    # what a person reads goes first; a name such as shippingAddress.city says in its last part what is asked
    named = (_tail(field.name), _tail(field.id), f"{field.name} {field.id}")
    for words in (field.label, field.placeholder, *named, "" if field.label else beside(field)):
        for kind, _, pattern in _KINDS:
            if words and re.search(pattern, words, re.I):
                return kind
    return ""


def _tail(name: str) -> str:
    return re.split(r"[.\[\]:]+", name.rstrip("].:"))[-1]


def plan(fields: tuple[Field, ...], identity: Identity, settled: frozenset[str] = frozenset()) -> tuple[Fill, ...]:
    """What to do with the fields of a step: contact and address fields, required choices, nothing optional, no box.

    A choice already made is left as the shop made it, a field already filled is left unless the shop marks it as
    wrong; a field for a card is never touched. A country of the shop's own list is
    chosen first and by itself, as the address has to fit it; `settled` are selectors of lists already chosen from.
    """
    for field in fields:
        offered = field.visible and not field.disabled and field.type == "combobox" and field.selector not in settled
        if offered and field_kind(field) == "country" and _bare(field.value) != _bare(identity.country):
            return (Fill(field.selector, "choose", identity.country, "country"),)
    country = _country(fields, identity)
    acts: list[Fill] = []
    groups: set[str] = set()
    for field in fields:
        if not field.visible or field.disabled or asks_for_card(field):
            continue
        kind = field_kind(field)
        if field.type == "select":
            acts += _waits_for_country(field, kind, fields, settled) or _select(field, kind, country)
        elif field.type in ("combobox", "listbox"):
            acts += _listbox(field, kind)
        elif field.type in _TEXT_TYPES:
            value = "" if field.filled and not field.invalid else _typed_value(field, kind, identity, country)
            if value:
                acts.append(Fill(field.selector, "type", value, kind))
        elif field.type == "radio" and field.name not in groups and field.required:
            groups.add(field.name)
            if not any(f.checked for f in fields if f.type == "radio" and f.name == field.name):
                acts.append(Fill(field.selector, "check", "", kind))
    return tuple(acts)


def required_boxes(fields: tuple[Field, ...]) -> tuple[Fill, ...]:
    """Boxes without which a step is not left. Ticked only just before that: what is ticked is no default of the shop's,
    and on the last step nothing has to be agreed to."""
    return tuple(
        Fill(f.selector, "check", "", field_kind(f) or "required box")
        for f in fields
        if f.type == "checkbox" and f.visible and not f.disabled and f.required and not f.checked
    )


_CARD = re.compile(
    r"^cc-|card[-_ ]?(?:number|no\b|num|name|type|holder|owner)|cardholder|name[-_ ]on[-_ ]card|cardnumber|ccnum"
    r"|\bcvv|\bcvc|security[-_ ]?code|expiry|exp[-_ ]?(?:date|month|year)",
    re.I,
)


def asks_for_card(field: Field) -> bool:
    """Whether the field asks for a payment card."""
    return bool(
        field.autocomplete.startswith("cc-") or _CARD.search(f"{field.name} {field.id}") or _CARD.search(field.label)
    )


def _typed_value(field: Field, kind: str, identity: Identity, country: str) -> str:
    if kind == "notes" and not field.required:
        return ""
    value = _value(kind, identity, country) if kind else ("Audit" if field.required else "")
    if field.invalid and field.filled and kind == "phone":
        return "+65" + identity.phone if value == identity.phone else value
    return value


def _listbox(field: Field, kind: str) -> list[Fill]:
    """A list of the shop's own making is opened where it shows no choice yet."""
    open_ = is_placeholder(field.value) or _bare(field.value) == _bare(field.label)
    return (
        [Fill(field.selector, "choose", "", kind)] if open_ and kind != "country" and (kind or field.required) else []
    )


def _bare(text: str) -> str:
    return text.strip(" *:").casefold()


_PLACEHOLDER = re.compile(r"(?:-{2,}|[-–—*.<\[( ]*(?:please|choose|select|pick|pilih|请选择|選擇))", re.I)


def is_placeholder(text: str) -> bool:
    """Whether an option or a shown value is only a call to choose."""
    return not text.strip() or bool(_PLACEHOLDER.match(text.strip()))


def best_option(texts: tuple[str, ...], wanted: str, shown: str = "") -> int | None:
    """Which option of an opened list to take: the wanted one, else the first that is neither "please choose" nor what
    the list showed before anything was chosen."""
    folded = wanted.casefold()
    listed = [t.casefold().strip() for t in texts]
    if folded in listed:
        return listed.index(folded)
    begun = next((i for i, t in enumerate(listed) if folded and t.startswith(folded)), None)
    if begun is not None:
        return begun
    return next((i for i, t in enumerate(texts) if not is_placeholder(t) and _bare(t) != _bare(shown)), None)


def _country(fields: tuple[Field, ...], identity: Identity) -> str:
    """Country the address will be in: the identity's where the shop offers it, else what the shop has chosen."""
    for field in fields:
        if field.type == "combobox" and field.visible and field_kind(field) == "country":
            return identity.country if _listbox(field, "x") else field.value.strip()
        if field.type == "select" and field.visible and field_kind(field) == "country":
            wanted = _option(field.options, identity.country)
            made = _chosen(field.options)  # a placeholder is no choice
            chosen = wanted or (made if made is not None and is_real(made) else None)
            chosen = chosen or next((o for o in field.options if is_real(o)), None)
            return chosen.text if chosen else identity.country
    return identity.country


def _waits_for_country(field: Field, kind: str, fields: tuple[Field, ...], settled: frozenset[str]) -> list[Fill]:
    """A list of regions without any is made by the choice of the country: that is chosen once more, as it stands."""
    if kind != "state" or any(is_real(o) for o in field.options):
        return []
    for other in fields:
        chosen = _chosen(other.options) if other.type == "select" and field_kind(other) == "country" else None
        if chosen is not None and other.visible and is_real(chosen) and other.selector not in settled:
            return [Fill(other.selector, "select", chosen.value, AGAIN)]
    return []


def _select(field: Field, kind: str, country: str) -> list[Fill]:
    chosen = _chosen(field.options)
    if kind == "country":
        wanted = _option(field.options, country)
        return [Fill(field.selector, "select", wanted.value, kind)] if wanted and wanted is not chosen else []
    if chosen is not None and is_real(chosen):
        return []
    first = next((o for o in field.options if is_real(o)), None)
    return (
        [Fill(field.selector, "select", first.value, kind)] if first and (field.required or kind or field.group) else []
    )


def _chosen(options: tuple[Option, ...]) -> Option | None:
    return next((o for o in options if o.selected), None)


def is_real(option: Option) -> bool:
    """Not a placeholder, not sold out."""
    placeholder = not option.value or is_placeholder(option.text)
    return not option.disabled and not placeholder and not phrases("out-of-stock").any(option.text)


def option_key(option: Option) -> str:
    """What an option is chosen by: its value, or its words where the value was cut when it was read."""
    return option.value if 0 < len(option.value) < CUT else option.text


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
