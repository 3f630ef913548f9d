"""Messages of rules: plain placeholders in braces, checked when the rule is loaded and filled in one pass.

Text from a shop goes in as it is and is never read for placeholders again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from casetrust_audit.model.fact import Absent, Fact, Facts, FactSchema, Known, Subject
from casetrust_audit.model.money import Money
from casetrust_audit.ruleset.problems import did_you_mean

GENERAL = ("shop", "reason")
OF_SUBJECTS = ("count", "failing", "passing", "undecided")
NAMES_SHOWN = 5
VALUE_LIMIT, REASON_LIMIT = 160, 320

_BRACES = re.compile(r"\{([^{}]*)\}")


def wrong_placeholders(text: str, schema: FactSchema, subjects: bool) -> tuple[str, ...]:
    """What is wrong with the placeholders of a message, in words."""
    known = GENERAL + (OF_SUBJECTS if subjects else ())
    wrong = []
    for name in _BRACES.findall(text):
        if name in known or _fact_name(name) in schema:
            continue
        if name in OF_SUBJECTS:
            wrong.append(f"{{{name}}} has a meaning only in a rule with subjects")
        else:
            wrong.append(f"unknown placeholder {{{name}}}{did_you_mean(name, (*known, *schema))}")
    if re.search(r"[{}]", _BRACES.sub("", text)):
        wrong.append("a brace without its partner")
    return tuple(wrong)


def fill(text: str, values: Mapping[str, str], facts: Facts) -> str:
    """The message with every placeholder replaced; an unknown one stays as it is written."""

    def replaced(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in values:
            return values[name]
        fact = facts.get(_fact_name(name))
        return match.group(0) if fact is None and "." not in name else in_words(fact)

    return _BRACES.sub(replaced, text)


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
