"""The grammar of messages: gaps in braces, parts in brackets that are said only where their gaps are told.

{name}              what is known of it
{?name}, {?name=x}  says nothing itself; told where it holds, or where it is x
[part]              said where everything named in it is told; names nothing: brackets of the text's own
[part|else]         and `else` where something of it was looked for and is not so; of the unknown nothing is said
{name} day(s)       "1 day", "2 days"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import product

NAMED = re.compile(r"\{([^{}]*)\}")
_PART = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_GATE = re.compile(r"\{\?[^{}]*\}")
_PLURAL = re.compile(r"(\{[^{}?]*\})((?: [a-z]+){1,3}?)\(s\)")
MOST_VARIANTS = 128
"""Texts a message may read as, gaps aside: more is more than a reader of catalogues can look after."""


class Told(Enum):
    """What is known of a name."""

    YES = "yes"
    NO = "no"
    """Looked for, and not there or not so."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A part in brackets, with the names it hangs on as they are written ("?" and all), in their order."""

    names: tuple[str, ...]
    said: str
    otherwise: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a part has in common with its translation, where names may stand in another order."""
        return tuple(sorted(self.names))


def split(text: str) -> tuple[str | Part, ...]:
    """The message as plain texts and parts, in order."""
    found: list[str | Part] = []
    start = 0
    for match in _PART.finditer(text):
        names = tuple(NAMED.findall(match[1]))
        if names:
            found += [text[start : match.start()], Part(names, match[1], match[2] or "")]
            start = match.end()
    return tuple(piece for piece in (*found, text[start:]) if piece != "")


def chosen(text: str, told: Callable[[str], Told]) -> str:
    """The message as it reads for what is told: gaps stay, parts and gates are gone."""
    return _read_as(text, lambda part: _state(part, told))


def counted(text: str, number: Callable[[str], str]) -> str:
    """The message with "(s)" behind a gap resolved; `number` gives what will stand in a gap."""
    return _PLURAL.sub(lambda m: m[1] + m[2] + ("" if number(m[1][1:-1]) == "1" else "s"), text)


def variants(text: str, translation: str) -> Iterator[tuple[str, str]]:
    """Every text the message may read as, with its translation that way; gaps stay. At most MOST_VARIANTS of them."""
    parts = [piece for piece in split(text) if isinstance(piece, Part)]
    if not parts:
        yield text, translation  # as it is: "(s)" may be written out
    if not parts and not _PLURAL.search(text):
        return
    ways = [(Told.YES, Told.NO, Told.UNKNOWN) if part.otherwise else (Told.YES, Told.UNKNOWN) for part in parts]
    for number, way in enumerate(product(*ways)):
        if number >= MOST_VARIANTS:
            return
        states = {part.key: told for part, told in zip(parts, way, strict=True)}
        read, shown = _in_states(text, states), _in_states(translation, states)
        both = [(_in_number(read, n).strip(), _in_number(shown, n).strip()) for n in ("2", "1")]
        yield from dict.fromkeys(both)


def number_of_variants(text: str) -> int:
    """How many ways the message may read, singular and plural aside."""
    ways = 1
    for piece in split(text):
        ways *= 1 if isinstance(piece, str) else 3 if piece.otherwise else 2
    return ways


def _state(part: Part, told: Callable[[str], Told]) -> Told:
    states = [told(name) for name in part.names]
    return next((state for state in (Told.UNKNOWN, Told.NO) if state in states), Told.YES)


def _in_states(text: str, states: dict[tuple[str, ...], Told]) -> str:
    return _read_as(text, lambda part: states.get(part.key, Told.UNKNOWN))


def _in_number(text: str, number: str) -> str:
    return counted(text, lambda _: number)


def _read_as(text: str, state: Callable[[Part], Told]) -> str:
    """The message with each part as it reads in its state, and without gates."""

    def said(part: Part) -> str:
        return {Told.YES: part.said, Told.NO: part.otherwise, Told.UNKNOWN: ""}[state(part)]

    return _GATE.sub("", "".join(piece if isinstance(piece, str) else said(piece) for piece in split(text)))
