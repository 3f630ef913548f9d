"""The table of a price trail: each amount at the step it was met at, from list to last step, with its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Sighting, Trail, TrailLine
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import Link, Spotter, link
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import message
from casetrust_audit.text.charge_words import charge_name

ROLE_WORDS = {
    "item": message("item"), "data": message("stated for search engines and feeds"), "shipping": message("delivery"),
    "tax": message("tax added"), "tax-included": message("tax, already included"), "fee": message("fee"),
    "discount": message("discount"), "optional": message("optional extra"), "subtotal": message("subtotal"),
    "total": message("total"),
}  # fmt: skip
_ROLE_ORDER = tuple(ROLE_WORDS)
WIDEST = 700.0
"""CSS pixels of a page that a picture shows beside each other."""
IN_DATA = message("Price in the page's data")
_PRICES = ("item", "from-price")


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount at one step; `text` is empty where the line was not shown there. `picture` is the id of its picture."""

    text: str
    note: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture of one amount, with the step it was met at."""

    key: str
    step: str
    label: str
    amount: str
    picture: str
    alt: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    kind: str
    """Role in words; "" where the label says it already."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    link: Link
    total: str
    computed: str
    differs: bool
    picture: str = ""
    """Id of the picture of the total."""


@dataclass(frozen=True, slots=True)
class TrailTable:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    seen: tuple[Seen, ...]
    empty: str
    """Steps at which no amount of the bill was shown."""


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    role: str
    text: str
    note: str
    evidence: EvidenceRef | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A column in the making."""

    name: str
    url: str
    lines: tuple[_Line, ...]
    total: Money | None = None
    computed: Money | None = None


def trail_table(trail: Trail, key: str, spotter: Spotter, t: Translator) -> TrailTable:
    """The table of `trail`; `key` begins the ids of its pictures."""
    walked = [
        _Step(step.name, step.url, tuple(_line(trail, line) for line in step.lines), step.total, step.computed)
        for step in trail.steps
    ]
    steps = [s for s in (*_before(trail, t), *walked) if s.lines or s.total]
    pictured: dict[tuple[int, int], Seen] = {}
    for place, step in enumerate(steps):
        for number, line in enumerate(step.lines):
            if line.evidence is not None and (picture := spotter.picture(line.evidence)):
                seen = _seen(f"{key}-seen-{len(pictured) + 1}", step, line, picture, t)
                pictured[place, number] = seen
    silent = [t.step(s.name) for s in walked if not s.lines and not s.total]
    columns = tuple(_column(step, place, pictured, t) for place, step in enumerate(steps))
    return TrailTable(columns, _rows(steps, pictured, t), tuple(pictured.values()), t.listed(dict.fromkeys(silent)))


def money(value: Money | None) -> str:
    """ "S$12.90"; "" where there is none. A currency that was taken from the page is not marked here."""
    return clean(str(value), 60) if value is not None else ""


def charge_words(charge: Charge, t: Translator) -> str:
    """What a charge is called: the shop's own label, or ours around it."""
    name = charge_name(charge)
    return t.clean(name, 200) if name == charge.label.rstrip(": ") else t.name(name, 200)


# before the cart: what lists and the item's page showed


def _before(trail: Trail, t: Translator) -> Iterator[_Step]:
    """The list and the item's page, as sighted; a trail may have its page among its steps already."""
    told = [s for s in trail.sightings if s.role in _PRICES]
    listed = [s for s in told if s.step == "listing"]
    if listed:
        yield _Step("listing", listed[0].evidence.url, (_price(trail, listed, t),))
    if any(step.name == "product" for step in trail.steps):
        return
    shown = [s for s in told if s.step == "product" and s.source == "visible"]
    lines = [_price(trail, shown, t)] if shown else []
    if not shown and trail.headline is not None:
        lines = [_Line(clean(trail.item, 200), "item", money(trail.headline), "", None)]
    data = [s for s in told if s.step == "product" and s.source == "structured-data"]
    lines += [_Line(t.say(IN_DATA), "data", _readings(data[:2], t), "", None)] if data else []
    if lines:
        yield _Step("product", shown[0].evidence.url if shown else "", tuple(lines))


def _price(trail: Trail, found: list[Sighting], t: Translator) -> _Line:
    """The price as first met on the desktop; what a phone shows is told where it differs."""
    first = next((s for s in found if s.layout == "desktop"), found[0])
    phone = next((s for s in found if s.layout != first.layout), None)
    notes = [t.say("from")] if first.role == "from-price" else []
    if phone is not None and [m.amount for m in phone.readings] != [m.amount for m in first.readings]:
        notes.append(t.say("on a phone {amount}", amount=_readings([phone], t)))
    return _Line(clean(trail.item, 200), "item", _readings([first], t), t.listed(notes), first.evidence)


def _readings(found: Iterable[Sighting], t: Translator) -> str:
    """Every value the texts can have: "S$1,299.00 or S$1.30"."""
    return t.say(" or ").join(dict.fromkeys(money(m) for s in found for m in s.readings))


# rows and pictures


def _line(trail: Trail, line: TrailLine) -> _Line:
    note = f"× {line.quantity}" if line.quantity not in (None, 1) else ""
    return _Line(clean(line.label, 200), line.role, money(line.money), note, _spot(trail, line))


def _spot(trail: Trail, line: TrailLine) -> EvidenceRef:
    """The line as far as a picture goes: a row that is wider ends, in the picture, with the amount itself."""
    ref = line.evidence
    if ref.box is None or ref.box[2] <= WIDEST:
        return ref
    left, top, width, height = ref.box
    ends = [
        s.box[0] + s.box[2]
        for s in trail.sightings
        if s.evidence.source == ref.source and s.box is not None
        and top <= s.box[1] + s.box[3] / 2 <= top + height and left <= s.box[0] <= left + width
        and any(abs(m.amount) == abs(line.money.amount) for m in s.readings)
    ]  # fmt: skip
    if not ends:
        return ref
    end = min(max(ends), left + width)
    return replace(ref, box=(max(left, end - WIDEST), top, min(WIDEST, end - left), height))


def _column(step: _Step, place: int, pictured: dict[tuple[int, int], Seen], t: Translator) -> Column:
    differs = bool(step.total and step.computed and step.total.amount != step.computed.amount)
    totals = [n for n, line in enumerate(step.lines) if line.role == "total" and (place, n) in pictured]
    picture = pictured[place, totals[-1]].key if totals and step.total else ""
    return Column(t.step(step.name), link(step.url), money(step.total), money(step.computed), differs, picture)


def _rows(steps: list[_Step], pictured: dict[tuple[int, int], Seen], t: Translator) -> tuple[Row, ...]:
    """A row for each line, matched over the steps by role and label."""
    table: dict[tuple[int, str, str, int], dict[int, tuple[_Line, Cell]]] = {}
    for place, step in enumerate(steps):
        met: dict[tuple[str, str], int] = {}
        for number, line in enumerate(step.lines):
            if line.role == "total" and step.total is not None:
                continue  # it has a row of its own below
            name = (line.role, line.label.casefold())
            met[name] = met.get(name, 0) + 1
            order = _ROLE_ORDER.index(line.role) if line.role in _ROLE_ORDER else len(_ROLE_ORDER)
            cell = Cell(line.text, line.note)
            if (place, number) in pictured:
                cell = replace(cell, picture=pictured[place, number].key)
            table.setdefault((order, *name, met[name]), {})[place] = (line, cell)
    rows = []
    for cells in dict(sorted(table.items(), key=lambda item: item[0][0])).values():
        label, role = next((line.label, line.role) for line, _ in cells.values())
        kind = t.say(ROLE_WORDS[role]) if role in ROLE_WORDS else clean(role, 40)
        shown = tuple(cells[i][1] if i in cells else Cell("", "") for i in range(len(steps)))
        rows.append(Row(label, "" if kind == label.casefold() else kind, shown))
    return tuple(rows)


def _seen(key: str, step: _Step, line: _Line, picture: str, t: Translator) -> Seen:
    quote = clean(line.evidence.quote, 200) if line.evidence else ""
    alt = t.say("Screenshot: {quote}", quote=quote or line.label)
    return Seen(key, t.step(step.name), line.label, line.text, picture, alt)
