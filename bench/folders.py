"""What is measured in each folder of the corpus, from the records `inspect` prints and the pure readers of text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.halves import half_of
from bench.measure import Found, Line, Tally, confusion, macro_f1
from casetrust_audit.model.fact import SURE

Row = dict[str, Any]
Record = Mapping[str, Any]
Pages = list[tuple[Row, Record]]


def rows(path: Path, half: str = "") -> list[Row]:
    """The JSON lines of a file, or those of one half."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in read if not half or half_of(row) == half]


def _sure(confidence: Any) -> bool:
    return float(confidence) >= SURE


def _calibration(folder: str, what: str, tally: Tally) -> Line:
    unsure, wrong = tally.wrong_but_unsure
    stated = tally.sure_right + tally.sure_wrong
    precision = f"{tally.sure_right}/{stated} right where sure" if stated else "never sure"
    met = unsure * 2 >= wrong
    return Line(
        folder,
        f"{what}: wrong ones called unsure",
        f"{unsure}/{wrong} ({precision})",
        "half",
        met,
        tally.misses,
        unsure_of_wrong=(unsure, wrong),
    )


def _share(folder: str, what: str, tally: Tally, target: float) -> Line:
    value = f"{tally.right}/{tally.total} = {tally.share:.3f}"
    return Line(folder, what, value, f"≥ {target:g}", tally.share >= target, tally.misses)


def product_pages(pages: Pages) -> Iterator[Line]:
    """Prices, availability and reviews of product pages."""
    folder = "product_pages"
    exact, invented, listed, kinds, stock, reviews = Tally(), Tally(), Found(), Tally(), Tally(), Tally()
    for row, record in pages:
        item = record.get("item") or {}
        price = item.get("price") or {"value": None, "kind": "none", "list_price": None, "confidence": 1.0}
        value, name, sure = price["value"], row["id"], _sure(price["confidence"])
        got = f"{value['amount']} {value['currency']}" if value else "none"
        if row["price"] is None:
            invented.add(value is None, f"{name}: invented {got}", sure)
        else:
            want = Decimal(str(row["price"]))
            right = value is not None and Decimal(value["amount"]) == want and value["currency"] == row["currency"]
            exact.add(right, f"{name}: {got}, not {want} {row['currency']}", sure)
        before = price["list_price"]
        listed.add(
            [(name, Decimal(str(row["list_price"])))] if row["list_price"] is not None else [],
            [(name, Decimal(before["amount"]))] if before else [],
        )
        kinds.add(price["kind"] == row["price_kind"], f"{name}: {price['kind']}, not {row['price_kind']}", sure)
        if row["availability"] is not None:
            answer = item.get("availability") or {"value": "unknown", "confidence": 0}
            said = {"low_stock": "in_stock", "made_to_order": "backorder"}.get(answer["value"], answer["value"])
            stock.add(
                said == row["availability"], f"{name}: {said}, not {row['availability']}", _sure(answer["confidence"])
            )
        if row["reviews"] is not None:
            answer = item.get("reviews") or {"value": "none", "confidence": 0}
            said = answer["value"]
            reviews.add(said == row["reviews"], f"{name}: {said}, not {row['reviews']}", _sure(answer["confidence"]))
    yield _share(folder, "item price exact, amount and currency", exact, 0.93)
    wrong = invented.total - invented.right
    share = wrong / invented.total if invented.total else 0.0
    yield Line(
        folder, "price invented where none is shown", f"{wrong}/{invented.total}", "≤ 5 %", share <= 0.05,
        invented.misses,
    )  # fmt: skip
    yield Line(folder, "list price", listed.told(), "F1 ≥ 0.85", listed.f1 >= 0.85)
    yield _share(folder, "price kind", kinds, 0.85)
    yield _share(folder, "availability", stock, 0.85)
    yield _share(folder, "reviews", reviews, 0.85)
    exact.sure_right, exact.sure_wrong = exact.sure_right + invented.sure_right, exact.sure_wrong + invented.sure_wrong
    exact.right, exact.total = exact.right + invented.right, exact.total + invented.total
    for what, tally in (("price", exact), ("availability", stock), ("reviews", reviews)):
        yield _calibration(folder, what, tally)


_ROLE_LABELS = {"recovery": "password_reset", "one-time-code": "otp"}
_POLICIES = dict.fromkeys(("returns", "delivery", "privacy", "terms"), "policy")
"""One label in corpora that have it; in others such pages are labelled "other"."""
_LABELLED_ROLES = {
    "home", "listing", "product", "cart", "checkout", "login", "register", "password_reset", "otp", "contact", "about",
    "error", "order_status", "other",
}  # fmt: skip


def page_roles(pages: Pages) -> Iterator[Line]:
    """What a page is for."""
    folder, tally = "page_roles", Tally()
    answers: list[tuple[Row, str]] = []
    pages = list(pages)
    labels = {row["role"] for row, _ in pages}
    named = _ROLE_LABELS | (_POLICIES if "policy" in labels else {})
    for row, record in pages:
        role = record.get("role") or {"value": "unread", "confidence": 1.0}
        said = named.get(role["value"], role["value"])
        said = said if said in _LABELLED_ROLES or said in named.values() else "other"
        answers.append((row, said))
        tally.add(said == row["role"], f"{row['id']}: {said}, not {row['role']}", _sure(role["confidence"]))
    tests: tuple[tuple[str, Callable[[Row], bool]], ...] = (
        ("complete shop pages", lambda r: bool(r["is_shop"] and r["complete_page"])),
        ("all complete pages", lambda r: bool(r["complete_page"])),
        ("all pages", bool),
    )
    for what, among in tests:
        pairs = [(row["role"], said) for row, said in answers if among(row)]
        score = macro_f1(pairs)
        first = what == tests[0][0]
        yield Line(
            folder, f"role, {what}", f"macro F1 {score:.3f} ({len(pairs)} pages)", "≥ 0.85" if first else "",
            score >= 0.85 if first else None, confusion(pairs),
        )  # fmt: skip
    yield _calibration(folder, "role", tally)


_LETTERS = {
    "s": "search", "l": "login", "r": "register", "p": "recovery", "c": "contact", "m": "newsletter", "b": "cart",
}  # fmt: skip
_MERGED = {"password-change": "recovery", "complaint": "contact", "review": "contact", "order": "cart"}
_FORM_TARGETS = {"login": 0.92, "register": 0.92, "recovery": 0.92, "contact": 0.92, "payment": 0.92}


def _form_lines(folder: str, pairs: list[tuple[str, str, bool, str]]) -> Iterator[Line]:
    tally = Tally()
    for want, got, sure, name in pairs:
        tally.add(want == got, f"{name}: {got}, not {want}", sure)
    for kind in sorted({want for want, *_ in pairs} - {"other"}):
        found = Found(
            hit=sum(want == got == kind for want, got, *_ in pairs),
            extra=sum(got == kind != want for want, got, *_ in pairs),
            missed=sum(want == kind != got for want, got, *_ in pairs),
        )
        misses = [f"{name}: {got}, not {want}" for want, got, _, name in pairs if kind in (want, got) and want != got]
        yield Line(folder, f"{kind} forms", found.told(), misses=misses, found=found)
    yield _calibration(folder, "form kind", tally)


def forms_together(lines: list[Line]) -> Iterator[Line]:
    """Each kind of form over all folders that have forms: some folders hold a handful of a kind."""
    for kind, target in _FORM_TARGETS.items():
        told = [line.found for line in lines if line.what == f"{kind} forms" and line.found]
        if told:
            found = Found(sum(f.hit for f in told), sum(f.extra for f in told), sum(f.missed for f in told))
            yield Line("all forms", f"{kind} forms", found.told(), f"F1 ≥ {target:g}", found.f1 >= target)


def forms_formasaurus(pages: Pages) -> Iterator[Line]:
    """Kinds of the forms of whole pages."""
    pairs = []
    for row, record in pages:
        forms = [f for f in record.get("forms", ()) if not f.get("loose")]
        for number, (letter, form) in enumerate(_aligned(row, forms)):
            if letter in "X-":
                continue
            want, name = _LETTERS.get(letter, "other"), f"{row['id']}#{number}"
            if form is None:
                pairs.append((want, "not read", False, name))  # nothing was said of it
                continue
            got = _MERGED.get(form["kind"], form["kind"])
            if got == "payment" and want == "cart":
                got = "cart"
            elif got not in _LETTERS.values() and got != "payment":
                got = "other"
            pairs.append((want, got, _sure(form["confidence"]), name))
    yield from _form_lines("forms_formasaurus", pairs)


def _aligned(row: Row, forms: list[Any]) -> list[tuple[str, Any]]:
    """Each letter with its form: by order, and where the numbers differ by the names of the fields."""
    labelled = list(zip(row["forms"], row["fields"], strict=False))
    if len(labelled) == len(forms):
        return [(letter, form) for (letter, _), form in zip(labelled, forms, strict=True)]
    found, at = [], 0
    for letter, fields in labelled:
        names = {f["name"] for f in forms[at]["fields"]} if at < len(forms) else set()
        fits = at < len(forms) and (not fields or bool(names & set(fields)))
        found.append((letter, forms[at] if fits else None))
        at += fits
    return found


_DDG = {
    "login": "login", "signup": "register", "newsletter": "newsletter", "contact": "contact", "contacts": "contact",
    "password": "recovery", "change": "recovery", "2fa": "one-time-code", "checkout": "order",
}  # fmt: skip


def forms_ddg(pages: Pages) -> Iterator[Line]:
    """Kinds of single forms, and fields for one-time codes."""
    pairs, codes = [], Tally()
    for row, record in pages:
        forms = record.get("forms", ())
        seen = any(f["kind"] == "one-time-code" for form in forms for f in form["fields"])
        codes.add(seen == row["has_otp_field"], f"{row['id']}: one-time code {'seen' if seen else 'missed'}")
        want = "payment" if row["has_card_fields"] else _DDG.get(row["kind"], "")
        if not want:
            continue
        names = {f["name"] for f in row["fields"] if f["name"]}
        fitting = [form for form in forms if _overlap(form, names)] or list(forms)
        best = max(fitting, key=lambda form: _overlap(form, names), default=None)
        if row["has_password_field"]:
            with_password = [x for x in fitting if any(f["type"] == "password" for f in x["fields"])]
            best = max(with_password, key=lambda form: _overlap(form, names), default=best)
        if row["has_card_fields"]:
            with_card = [x for x in forms if any(f["kind"] == "card-number" for f in x["fields"])]
            best = with_card[0] if with_card else best
        got = _kind_of(best) if best else "not read"
        pairs.append((want, got, _sure(best["confidence"]) if best else False, row["id"]))
    yield from _form_lines("forms_ddg", pairs)
    yield Line(
        "forms_ddg", "one-time-code fields", f"{codes.right}/{codes.total} pages right", "all",
        codes.right == codes.total, codes.misses,
    )  # fmt: skip


def _kind_of(form: Any) -> str:
    kind = str(form["kind"])
    return {"password-change": "recovery", "complaint": "contact"}.get(kind, kind)


def _overlap(form: Any, names: set[str]) -> int:
    return len({f["name"] for f in form["fields"]} & names)


_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_COUNTRY_CODE = re.compile(
    r"^\+(1|7|2[07]|2[1-69][0-9]|3[0-469]|3[578][0-9]|4[013-9]|42[0-9]|5[1-8]|50[0-9]|59[0-9]|6[0-6]|6[789][0-9]|"
    r"8[1246]|"
    r"8[0578][0-9]|9[0-58]|9[679][0-9])"
)
"""The country codes there are."""


def _national(written: str) -> str:
    """Digits of a phone without its country code, letters as on the keys."""
    text = re.sub(r"\(0\)| ?x ?\d+$", "", written)
    if re.search(r"[A-Z]{3}", text):
        text = text.translate(_KEYS)
    digits = re.sub(r"\D", "", text)
    if re.match(r"\([1-9][0-9]{0,2}[- ][0-9]{1,4}\)", text):  # "(86-10) 5869 8989"
        text = "+" + text
    if code := _COUNTRY_CODE.match(re.sub(r"[^+0-9]", "", text)):
        digits = digits[len(code[1]) :]
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return digits.lstrip("0")[:10]


def _each(written: str) -> set[str]:
    """The numbers of a label, that may give the last digits only of those after the first: "6123 4567/8"."""
    first, *rest = (part.strip() for part in re.split(r" ?/ ?", written))
    digits = re.sub(r"\D", "", first)
    tails = [tail for tail in rest if tail.isdigit() and len(tail) <= 4 < len(digits)]
    return {_national(first), *(_national(first[: -len(tail)] + tail) for tail in tails)}


def contact_entities(pages: Pages) -> Iterator[Line]:
    """Phones, e-mails, streets and hours of contact pages."""
    folder, phones, emails, streets, hours = "contact_entities", Found(), Found(), Found(), Found()
    sure, misses = Tally(), []
    for row, record in pages:
        want, found = row["entities"], record.get("contacts") or {}
        labelled = {number for t in want.get("tel", ()) for number in _each(t)}
        got = {_national(p["value"]): p for p in found.get("phones", ())}
        phones.add(labelled, list(got))
        for number, phone in got.items():
            sure.add(number in labelled, f"{row['id']}: {phone['value']}", _sure(phone["confidence"]))
        misses += [f"{row['id']}: missed {n}" for n in labelled - set(got)]
        misses += [f"{row['id']}: extra {n}" for n in set(got) - labelled]
        if want.get("email"):  # a page without a labelled address may well show some
            emails.add({e.lower() for e in want["email"]}, {e["value"] for e in found.get("emails", ())})
        _overlapping(streets, want.get("street", ()), [a["street"] for a in found.get("addresses", ()) if a["street"]])
        _overlapping(hours, want.get("hours", ()), [h["value"] for h in found.get("hours", ())])
    yield Line(folder, "phones", phones.told(), "F1 ≥ 0.93", phones.f1 >= 0.93, misses)
    yield Line(folder, "e-mails", emails.told(), "F1 ≥ 0.97", emails.f1 >= 0.97)
    yield Line(folder, "streets, three quarters of their words", streets.told())
    yield Line(folder, "opening hours, three quarters of their words", hours.told())
    yield _calibration(folder, "phone", sure)


def _overlapping(tally: Found, labels: Any, found: list[str]) -> None:
    want = [_words(text) for text in dict.fromkeys(labels)]
    have = [_words(text) for text in found]
    hit = sum(any(_alike(w, h) for h in have) for w in want)
    tally.hit += hit
    tally.missed += len(want) - hit
    tally.extra += sum(not any(_alike(w, h) for w in want) for h in have)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.lower()))


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= 0.75 * max(1, min(len(a), len(b)))


def policy_facts(pages: Pages) -> Iterator[Line]:
    """The days in which goods may be sent back, or money asked back, by the shop's own policy."""
    tally = Tally()
    for row, record in pages:
        fact = (record.get("policies") or {}).get("return_window_days") or {"value": None}
        days = fact["value"] if isinstance(fact["value"], int | float) else None
        want = row["return_or_refund_window_days"]
        tally.add(days == want, f"{row['id']}: {days}, not {want}")
    yield _share("policy_facts", "return window, days", tally, 0.85)


PAGES: dict[str, Callable[[Pages], Iterator[Line]]] = {
    "product_pages": product_pages, "page_roles": page_roles, "forms_ddg": forms_ddg,
    "forms_formasaurus": forms_formasaurus, "contact_entities": contact_entities,
    "policy_facts": policy_facts,
}  # fmt: skip
