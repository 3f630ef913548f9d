"""What the tool sees on one page, as plain data: one JSON object a page, each value with its evidence.

Everything here is asked of the functions the audit itself rests on; nothing is read another way. Values are
`{"value": …, "confidence": 0 to 1, "evidence": [{"quote", "selector"}], "why": […]}`; `why` on request only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from casetrust_audit.collect import gate
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.facts import registry
from casetrust_audit.facts.field_kinds import field_kind
from casetrust_audit.facts.form_kinds import FormKind, form_kind, loose_forms
from casetrust_audit.facts.lone_page import lone_page
from casetrust_audit.facts.page_contacts import AddressSeen, Channel, EmailSeen, HoursSeen, PhoneSeen, page_contacts
from casetrust_audit.facts.page_persuasion import page_persuasion
from casetrust_audit.facts.page_price import page_price
from casetrust_audit.facts.page_reviews import page_reviews
from casetrust_audit.facts.page_stock import page_stock
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Collection, CrawlSummary, RunInfo
from casetrust_audit.model.fact import EvidenceRef, Fact, Known, Subject
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.currencies import NO_CENTS
from casetrust_audit.text.registration import find_gst_numbers

POLICY_FACTS = {
    "return_window_days": "returns.window_days",
    "refund_days": "returns.refund_days",
    "fault_report_days": "returns.fault_report_days",
    "complaint_acknowledgement_days": "complaints.ack_days",
    "complaint_resolution_days": "complaints.resolution_days",
}
IDENTITY_FACTS = {"legal_name": "identity.legal_name", "uen": "identity.uen"}
SELLING = frozenset({"product", "other", "error", "search", "reviews"})
"""Roles on which an item price, a stock status and reviews are looked for."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """The finished record of a page. `record` is plain data fit for JSON."""

    source: str
    record: Mapping[str, Any]


def inspect_page(source: str, reading: Reading, status: int | None = None, *, why: bool = False) -> Inspected:
    """Everything the tool reads off one page. Never raises for what the page holds."""
    role, role_confidence = decide_role(reading)
    problems = gate.problems(reading, status, reading.url, reading.url)
    record: dict[str, Any] = {
        "source": source,
        "url": reading.url,
        "status": status,
        "title": reading.title,
        "language": reading.lang,
        "problems": [{"kind": p.kind, "detail": p.detail} for p in problems],
        "role": {"value": role, "confidence": round(role_confidence, 2)},
        "item": _item(reading, why) if role in SELLING else None,
        "forms": list(_forms(reading, role, why)),
        "contacts": _contacts(reading),
        **_of_facts(reading, role),
        "persuasion": [
            {"type": m.type, "confidence": round(m.confidence, 2), **_spot(m.text, m.selector)}
            for m in page_persuasion(reading)
        ],
    }
    return Inspected(source, record)


def unread(source: str, url: str, problem: str, status: int | None = None) -> Inspected:
    """The record of a page that could not be read."""
    return Inspected(
        source, {"source": source, "url": url, "status": status, "problems": [{"kind": "unread", "detail": problem}]}
    )


def _spot(quote: str, selector: str) -> dict[str, Any]:
    return {"evidence": [{"quote": quote[:240], "selector": selector}]}


def _money(money: Money | None, assumed: bool = False) -> dict[str, Any] | None:
    if money is None:
        return None
    found: dict[str, Any] = {"amount": _amount(money), "currency": money.currency}
    return found | {"currency_assumed": True} if assumed else found


def _amount(money: Money) -> str:
    """With the cents of its currency, and with all digits where there are more."""
    exact = money.amount
    cents = Decimal(1) if money.currency in NO_CENTS else Decimal("0.01")
    return f"{exact.quantize(cents):f}" if exact == exact.quantize(cents) else f"{exact.normalize():f}"


def _item(reading: Reading, why: bool) -> dict[str, Any]:
    price, stock, reviews = page_price(reading), page_stock(reading), page_reviews(reading)
    return {
        "price": {
            "value": _money(price.price, price.currency_assumed), "kind": price.kind,
            "list_price": _money(price.list_price, price.currency_assumed), "confidence": round(price.confidence, 2),
            **_spot(price.raw, price.selector), **_why(price.why, why),
        },
        "availability": {
            "value": stock.status, "confidence": round(stock.confidence, 2),
            "evidence": _evidence(stock.evidence), **_why(stock.why, why),
        },
        "reviews": {
            "value": reviews.state, "rating": _number(reviews.rating), "best": _number(reviews.best),
            "count": reviews.count, "confidence": round(reviews.confidence, 2),
            "evidence": _evidence(reviews.evidence), **_why(reviews.why, why),
        },
    }  # fmt: skip


def _evidence(found: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"quote": quote[:240], "selector": selector} for quote, selector in found]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _why(reasons: Iterable[str], wanted: bool) -> dict[str, Any]:
    return {"why": list(reasons)} if wanted else {}


def _forms(reading: Reading, role: str, why: bool) -> Iterable[dict[str, Any]]:
    for form in reading.forms:
        yield _form(form, form_kind(form, reading, role), why)
    for form in loose_forms(reading):
        yield _form(form, form_kind(form, reading, role), why) | {"loose": True}


def _form(form: Form, kind: FormKind, why: bool) -> dict[str, Any]:
    return {
        "kind": kind.kind, "confidence": round(kind.confidence, 2), "visible": form.visible,
        "fields": _fields(form), "method": form.method, "action": form.action,
        **_spot(form.text, form.selector), **_why((kind.why,), why),
    }  # fmt: skip


def _fields(form: Form) -> list[dict[str, Any]]:
    return [_field(f) for f in form.fields if f.type != "hidden"]


def _field(field: Field) -> dict[str, Any]:
    return {
        "kind": field_kind(field), "type": field.type, "name": field.name, "label": field.label or field.placeholder,
        "required": field.required, "visible": field.visible,
    }  # fmt: skip


def _contacts(reading: Reading) -> dict[str, Any]:
    found = page_contacts(reading)
    return {
        "phones": [_contact(p.number, p.raw, p) for p in found.phones],
        "faxes": [_contact(p.number, p.raw, p) for p in found.faxes],
        "emails": [_contact(e.address, e.raw, e) for e in found.emails],
        "addresses": [
            _contact(a.text, a.text, a) | {"street": a.street, "postal_code": a.postal_code, "country": a.country}
            for a in found.addresses
        ],
        "hours": [_contact(h.text, h.text, h) for h in found.hours],
        "channels": [_contact(c.kind, c.value, c) for c in found.channels],
    }


def _contact(value: str, quote: str, seen: PhoneSeen | EmailSeen | AddressSeen | HoursSeen | Channel) -> dict[str, Any]:
    return {"value": value, "confidence": round(seen.confidence, 2), **_spot(quote, seen.spot.selector)}


def one_page_shop(reading: Reading, role: str) -> Shop:
    """A shop of which nothing but this page is known, so that no absence can be concluded from it."""
    page = lone_page(reading, role)
    run = RunInfo(reading.url, "", "", "", "", "", {})
    crawl = CrawlSummary(1, False, 0, 0, 1, "not-asked", 0, "one page alone was looked at")
    return Shop(Collection(run, (page.capture,), (page,), (), (), (), crawl))


def _of_facts(reading: Reading, role: str) -> dict[str, Any]:
    """Values of the audit's own facts that one page can settle."""
    shop = one_page_shop(reading, role)
    wanted = {*POLICY_FACTS.values(), *IDENTITY_FACTS.values()}
    facts = registry.extract_some(shop, wanted)
    identity = {name: shown for name, fact in IDENTITY_FACTS.items() if (shown := _known(facts.get(fact)))}
    for block in reading.blocks:
        if block.visible and (numbers := find_gst_numbers(block.text)):
            identity["gst_number"] = {"value": numbers[0], **_spot(block.text, block.selector)}
            break
    return {
        "policies": {name: shown for name, fact in POLICY_FACTS.items() if (shown := _known(facts.get(fact)))},
        "identity": identity,
    }


def _known(fact: Fact | None) -> dict[str, Any] | None:
    if not isinstance(fact, Known):
        return None
    return {"value": _plain(fact.value), "evidence": [_ref(e) for e in fact.evidence[:3]]}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else str(value)
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, Subject):
        return value.label
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


def _ref(ref: EvidenceRef) -> dict[str, str]:
    return {"quote": ref.quote, "selector": ref.selector}
