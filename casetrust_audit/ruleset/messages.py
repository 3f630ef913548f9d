"""Messages of rules: placeholders in braces and parts in brackets, checked when the rule is loaded, filled in one pass.

Text from a shop goes in as it is and is never read for placeholders again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from decimal import Decimal

from casetrust_audit.model import parts
from casetrust_audit.model.fact import Absent, Fact, Facts, FactSchema, Known, Subject
from casetrust_audit.model.money import Money
from casetrust_audit.ruleset.problems import did_you_mean

GENERAL = ("shop", "reason")
OF_SUBJECTS = ("count", "failing", "passing", "undecided")
FIELD = "field."
"""Before the name of a field of the subject in hand, in what a condition says."""
WHICH = "which"
"""In what a count of subjects says: those that were counted."""
NAMES_SHOWN = 5
VALUE_LIMIT, REASON_LIMIT = 160, 320
_GAP_AND_AFTER = re.compile(parts.NAMED.pattern + r"(”?\.|)")
"""A sentence of the shop's brings its full stop along, and so does ours."""


def wrong_placeholders(
    text: str, schema: FactSchema, subjects: bool, fields: Container[str] | None = None
) -> tuple[str, ...]:
    """What is wrong with the placeholders of a message, in words. `fields` are those of the subject in hand, where the
    message is one of a condition."""
    known = GENERAL + (OF_SUBJECTS if subjects else ())
    wrong = []
    for written in parts.NAMED.findall(text):
        name, _, wanted = written.removeprefix("?").partition("=")
        fact = schema.get(_fact_name(name))
        if name in known or (fields is not None and (name == WHICH or name.removeprefix(FIELD) in fields)):
            continue
        if name in OF_SUBJECTS:
            wrong.append(f"{{{name}}} has a meaning only in a rule with subjects")
        elif fact is None:
            wrong.append(f"unknown placeholder {{{name}}}{did_you_mean(name, (*known, *schema))}")
        elif wanted and wanted not in fact.choices:
            wrong.append(f"{{{written}}}: {name} is never {wanted!r}{did_you_mean(wanted, fact.choices)}")
    if re.search(r"[{}]", parts.NAMED.sub("", text)):
        wrong.append("a brace without its partner")
    for part in parts.split(text):
        if isinstance(part, parts.Part) and parts.NAMED.search(part.otherwise):
            wrong.append(f"[{part.said}|…]: nothing is known where the second half is said; leave its placeholders out")
    if parts.number_of_variants(text) > parts.MOST_VARIANTS:
        wrong.append(f"reads in more than {parts.MOST_VARIANTS} ways: join some of its parts")
    return tuple(wrong)


def fill(text: str, values: Mapping[str, str], facts: Facts, fields: Mapping[str, Fact] | None = None) -> str:
    """The message with its parts chosen (see model.parts) and every placeholder replaced; one nobody knows stays.

    `values` go before facts; an empty one is not told. `fields` are those of the subject in hand."""

    def fact_of(name: str) -> Fact | None:
        own = (fields or {}).get(name.removeprefix(FIELD)) if name.startswith(FIELD) else None
        return own or facts.get(_fact_name(name))

    def told(written: str) -> parts.Told:
        name, _, wanted = written.removeprefix("?").partition("=")
        if name in values:
            return parts.Told.YES if values[name] else parts.Told.NO
        return _told(fact_of(name), wanted, gate=written.startswith("?"))

    def shown(name: str) -> str:
        if name in values:
            return values[name] or ("none" if name in (*OF_SUBJECTS, WHICH) else "")
        fact = fact_of(name)
        return f"{{{name}}}" if fact is None and "." not in name else in_words(fact)

    read = parts.counted(parts.chosen(text, told), shown)
    return _GAP_AND_AFTER.sub(lambda m: (shown(m[1]).rstrip(". ") if m[2] else shown(m[1])) + m[2], read).strip()


def _told(fact: Fact | None, wanted: str, *, gate: bool) -> parts.Told:
    if isinstance(fact, Absent):
        return parts.Told.NO
    if not isinstance(fact, Known):
        return parts.Told.UNKNOWN
    if wanted:
        return parts.Told.YES if fact.value == wanted else parts.Told.NO
    empty = fact.value in ((), "") or (gate and not fact.value)
    return parts.Told.NO if empty else parts.Told.YES


def in_words(fact: Fact | None) -> str:
    """The value of a fact as a reader sees it."""
    if isinstance(fact, Absent):
        return "not found"
    if not isinstance(fact, Known):
        return "unknown"
    value = fact.value
    if isinstance(value, tuple):
        return names([item.label if isinstance(item, Subject) else item for item in value])
    return plain(value)


def plain(value: bool | int | Decimal | str | Money) -> str:
    """A scalar as a reader sees it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return short(str(value))


def names(labels: list[str]) -> str:
    """The first few labels, and how many more there are; "none" for no label."""
    shown = [short(label) for label in labels[:NAMES_SHOWN]]
    more = len(labels) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "") if shown else "none"


def short(text: str, limit: int = VALUE_LIMIT) -> str:
    """The text, cut where it is long: it may come from the shop."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _fact_name(name: str) -> str:
    """Both {returns.window_days} and {fact.returns.window_days} name a fact."""
    return name.removeprefix("fact.")
