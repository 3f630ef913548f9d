"""What on a page bears the words that the auditor's plan gives: fields, choices, things to press. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casetrust_audit.collect.filling import Fill, is_placeholder
from casetrust_audit.model.reading import Button, Field, Link, Reading
from casetrust_audit.text.normalise import fold

MOST_NAMED = 6
"""How many things of a page are named where what was asked for is not among them."""
LONGEST_NAME = 40
_AROUND = ("header", "nav", "footer")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to do so that a value is chosen; where `act` is None it cannot be: `offered` are the values there are."""

    act: Fill | None
    offered: tuple[str, ...] = ()


def pressables(reading: Reading, words: str) -> list[Button | Link]:
    """Things to press that bear the words, those with no other words first, those of menus last."""
    wanted = fold(words)
    found = [p for p in reading.pressable() if p.visible and wanted in fold(p.text)]
    found.sort(key=lambda p: (fold(p.text) != wanted, p.area in _AROUND))
    return found


def field_named(reading: Reading, words: str) -> Field | None:
    """The field that bears the words: by its label, or else by what stands in it, its group, or its name."""
    wanted = fold(words)
    shown = [f for f in reading.fields() if f.visible and f.type != "hidden"]
    exact = [f for f in shown if wanted in (fold(f.label), fold(f.placeholder), fold(f.name))]
    told = [f for f in shown if wanted in fold(f.label) or wanted in fold(f.placeholder)]
    return next(iter(exact + told + [f for f in shown if wanted == fold(f.group)]), None)


def chosen(reading: Reading, words: str, value: str) -> Chosen | None:
    """How to choose `value` where the page asks for what `words` name; None where it asks for no such thing."""
    field = field_named(reading, words)
    if field is not None and field.options:
        options = {o.text.strip(): o.value for o in field.options if o.text.strip() and not is_placeholder(o.text)}
        found = best(tuple(options), value)
        return Chosen(Fill(field.selector, "select", options[found], "variant") if found else None, tuple(options))
    if field is not None and field.type in ("combobox", "listbox"):
        return Chosen(Fill(field.selector, "choose", value, "variant"))
    radios = [f for f in reading.fields() if f.type == "radio" and f.visible and fold(words) in _heads(f)]
    if radios:
        named = {f.label or f.value: f for f in radios}
        found = best(tuple(named), value)
        return Chosen(Fill(named[found].selector, "check", "", "variant") if found else None, tuple(named))
    for group in reading.choices:
        if fold(words) in fold(group.label):
            shown = {c.text: c for c in group.choices if c.visible and not c.disabled}
            found = best(tuple(shown), value)
            return Chosen(Fill(shown[found].selector, "press", "", "variant") if found else None, tuple(shown))
    return None


def _heads(field: Field) -> tuple[str, ...]:
    """What stands over a radio and those beside it, without signs after it."""
    return tuple(fold(text).rstrip(" :*") for text in (field.group, field.name))


def best(texts: tuple[str, ...], wanted: str) -> str:
    """The text that is wanted: the very same, or else the only one that begins so or holds it; "" where none is, or
    several are."""
    asked = fold(wanted)
    for fits in (
        [t for t in texts if fold(t) == asked],
        [t for t in texts if fold(t).startswith(asked)],
        [t for t in texts if asked in fold(t)],
    ):
        if fits:
            return fits[0] if len(set(fits)) == 1 else ""
    return ""


def listed(texts: Iterable[str]) -> str:
    """Some of the texts in quotes, for a person to choose from; "nothing" where there are none."""
    told = list(dict.fromkeys(" ".join(t.split())[:LONGEST_NAME] for t in texts if t.strip()))
    more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
    return ", ".join(f"“{t}”" for t in told[:MOST_NAMED]) + more or "nothing"


def things_to_press(reading: Reading) -> str:
    """What could be pressed on the page instead, for a person to choose from."""
    return listed([p.text for p in reading.pressable() if p.visible and p.area not in _AROUND])


def fields_there(reading: Reading) -> str:
    """The fields there are instead."""
    return listed([f.label or f.placeholder or f.name for f in reading.fields() if f.visible and f.type != "hidden"])
