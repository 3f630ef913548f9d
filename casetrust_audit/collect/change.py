"""When two readings of a page are one state of a walk, and what a press has changed between them. Pure."""

from __future__ import annotations

import re

from casetrust_audit.collect.guard import is_payment_host
from casetrust_audit.collect.request import parts_of, query_routes
from casetrust_audit.evidence import redact
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.notices import tells_wrong

_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d){1,2}\b|\b\d{1,3} ?(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\b", re.I)
_DIGITS = re.compile(r"\d+")
_AROUND = ("header", "footer", "nav")
LONGEST_SAID = 200

Signature = tuple[str, tuple[str, ...], str, int, tuple[str, ...]]
Place = tuple[Signature, tuple[tuple[str, bool], ...], tuple[tuple[str, ...], ...]]


def signature(reading: Reading) -> Signature:
    """What tells two steps apart: address, headings without the clock that may run in them, and the fields shown."""
    heads = _CLOCK.sub("", " ".join(h.text for h in reading.headings if h.visible))
    fields = tuple(sorted(f.name or f.selector for f in reading.fields() if f.visible))
    return reading.url.split("?")[0].split("#")[0], query_routes(reading.url), heads, len(fields), fields


def place(reading: Reading) -> Place:
    """A state of the walk, in which nothing is tried twice: the step, what can be pressed, what it comes to."""
    offered = {(_still(b.text), b.disabled) for b in reading.buttons if b.visible and b.area not in _AROUND}
    return signature(reading), tuple(sorted(offered)), sums(reading)


def _still(text: str) -> str:
    """The words of something to press without the number that may count down in them."""
    return _DIGITS.sub("", text)


def sums(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Amounts of the rows outside header, footer and menu."""
    return tuple(r.amounts for r in reading.rows if r.visible and r.area not in _AROUND)


def shown(reading: Reading) -> object:
    """What a page that reckons shows anew: fields to choose from, sums, what a dialog offers, and ways to pay that a
    provider draws."""
    dialog = tuple(_still(p.text) for p in reading.pressable() if p.visible and p.area == "dialog")
    return signature(reading), sums(reading), sum(f.visible for f in reading.fields()), dialog, _providers(reading)


def only_moved(before: Reading, after: Reading) -> bool:
    """The address is another one and the page is still the old one: a script has yet to draw what belongs there."""
    return before.url != after.url and _body(before) == _body(after)


def _body(reading: Reading) -> object:
    """All that a page shows, but for clocks that run in it."""
    texts = tuple(_CLOCK.sub("", b.text) for b in reading.blocks if b.visible)
    return signature(reading)[2:], place(reading)[1:], texts


def said_wrong(reading: Reading) -> str:
    """What the shop says is wrong, for the log; "" where nothing is."""
    said = [b.text for b in reading.blocks if b.visible and len(b.text) < 300 and tells_wrong(b.notice, b.text)]
    said += [f"{f.label or f.name}: not accepted" for f in reading.fields() if f.visible and f.invalid]
    return f": {'; '.join(dict.fromkeys(said))[:LONGEST_SAID]}" if said else ""


def what_changed(before: Reading, after: Reading) -> str:
    """What a press made of the page, in words for the log; "" where nothing that counts changed."""
    told: list[str] = []
    if signature(before)[:2] != signature(after)[:2]:
        told.append(f"went to {_short(after.url)}")
    old, new = _dialog(before), _dialog(after)
    if new and new != old:
        told.append(f"a dialog shows {new[:60]!r}")
    elif old and not new:
        told.append("the dialog closed")
    heads = {"", *(_CLOCK.sub("", h.text) for h in before.headings if h.visible)}
    if fresh := [h.text for h in after.headings if h.visible and _CLOCK.sub("", h.text) not in heads]:
        told.append(f"now there is {fresh[0][:60]!r}")
    more = sum(f.visible for f in after.fields()) - sum(f.visible for f in before.fields())
    if more:
        told.append(f"{abs(more)} field(s) {'more' if more > 0 else 'fewer'}")
    amounts = {a for row in sums(before) for a in row}
    if gained := [a for row in sums(after) for a in row if a not in amounts]:
        told.append(f"new sums {', '.join(dict.fromkeys(gained[:4]))}")
    if providers := sorted(_providers(after) - _providers(before)):
        told.append(f"{providers[0]} shows ways to pay")
    if not told and _enabled(after) - _enabled(before):
        told.append(f"{sorted(_enabled(after) - _enabled(before))[0][:40]!r} can be pressed now")
    if not told and (opened := _opened(before, after)):
        told.append(f"in place of {opened[0][:40]!r} there is {opened[1][:60]!r}")
    return "; ".join(told)


def _providers(reading: Reading) -> frozenset[str]:
    """Hosts of payment providers whose frames are shown."""
    return frozenset(parts_of(f.src).hostname or "" for f in reading.frames if f.visible and is_payment_host(f.src))


def _opened(before: Reading, after: Reading) -> tuple[str, str] | None:
    """A button that is gone, and the first words that have come: a section was closed for the next one to open."""
    held = {b.text for b in after.buttons if b.visible}
    gone = [b.text for b in before.buttons if b.visible and b.text and b.area not in _AROUND and b.text not in held]
    old = {b.text for b in before.blocks if b.visible}
    come = [b.text for b in after.blocks
            if b.visible and b.text and b.text not in old and b.area not in _AROUND and not b.notice]  # fmt: skip
    return (gone[0], come[0]) if gone and come and signature(before)[:2] == signature(after)[:2] else None


def _dialog(reading: Reading) -> str:
    words = [b.text for b in reading.blocks if b.visible and b.area == "dialog" and b.text]
    return " ".join(words)[:LONGEST_SAID]


def _enabled(reading: Reading) -> set[str]:
    return {b.text for b in reading.buttons if b.visible and not b.disabled and b.text and b.area not in _AROUND}


def _short(url: str) -> str:
    return "/" + redact.url(url).split("/", 3)[-1][:80] if url.count("/") > 2 else url[:80]
