"""Finds the translation of a text that was made from a template, by the template: no regular expressions, linear time.

What stands in the place of a placeholder may be the shop's: it goes in as it is, unless it is one of our own texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

LONGEST = 4_000
"""Characters; a longer text is nobody's message and is not looked up."""
_DEEPEST = 4
_MOST_PARTS = 20
_LEAST_LETTERS = 3
"""Letters a template must have beside its placeholders, or it would fit everything."""
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_.]*)\}")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"])")
_OURS = ("reason", "because", "why")
"""How placeholders begin that hold a text of ours, never the shop's."""
_LISTS = ("; ", ", ", " and ", " or ")


class Kind(Enum):
    """Whose words a piece of a translated text holds."""

    OURS = "ours"
    GIVEN = "given"
    """The shop's, a figure, a name: never translated."""
    ENGLISH = "english"
    """Ours, and without a translation."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Template:
    """An English text with gaps, as its literal parts and the names of the gaps between them; and its translation."""

    parts: tuple[str, ...]
    names: tuple[str, ...]
    translation: str
    weight: int
    """Letters beside the gaps: the more, the surer is a match."""


def placeholders(text: str) -> tuple[str, ...]:
    """Names of the placeholders of a message, in order."""
    return tuple(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced in one pass; an unknown one stays. Values are never read for more."""
    return _PLACEHOLDER.sub(lambda m: values.get(m[1], m[0]), text)


def gaps(template: Template, text: str) -> dict[str, str] | None:
    """What stands in the gaps of `template` where `text` was made from it; None where it was not."""
    first, last = template.parts[0], template.parts[-1]
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return None
    found: dict[str, str] = {}
    start, end = len(first), len(text) - len(last)
    for name, part in zip(template.names, (*template.parts[1:-1], None), strict=True):
        stop = end if part is None else text.find(part, start + 1, end)
        if stop < 0 or found.setdefault(name, text[start:stop]) != text[start:stop]:
            return None
        start = stop + len(part or "")
    return found


class Matcher:
    """Looks English texts up in a catalogue of messages, with gaps or without."""

    def __init__(self, messages: Mapping[str, str], list_marks: Mapping[str, str] | None = None) -> None:
        self._exact = {text: found for text, found in messages.items() if not placeholders(text)}
        self._marks = {**{mark: mark for mark in _LISTS}, **(list_marks or {})}
        templates = sorted(_templates(messages), key=lambda t: (-t.weight, t.parts))
        self._by_start: dict[str, list[Template]] = {}
        for template in templates:
            self._by_start.setdefault(template.parts[0][:3], []).append(template)
        self.pieces = lru_cache(maxsize=8192)(self._pieces)

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        """`text` translated as far as it can be; one English piece where nothing of it is known."""
        if not text or len(text) > LONGEST:
            return (Piece(text, Kind.ENGLISH),) if text else ()
        return self._found(text, 0) or (Piece(text, Kind.ENGLISH),)

    def _found(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        """The text as one message, or as several sentences of which at least one is known."""
        if (whole := self._message(text, depth)) is not None:
            return whole
        sentences = _SENTENCE.split(text, _MOST_PARTS)
        if depth >= _DEEPEST or len(sentences) < 2:
            return None
        return self._longest_runs(sentences, depth)

    def _longest_runs(self, sentences: list[str], depth: int) -> tuple[Piece, ...] | None:
        """Each message is one or several of the sentences; what belongs to none stays English."""
        found: list[Piece] = []
        place, known = 0, False
        while place < len(sentences):
            for end in range(len(sentences), place, -1):
                run = " ".join(sentences[place:end])
                if (pieces := self._message(run, depth + 1)) is not None:
                    found += pieces
                    place, known = end, True
                    break
            else:
                found.append(Piece(f" {sentences[place]} " if found else f"{sentences[place]} ", Kind.ENGLISH))
                place += 1
        return tuple(found) if known else None

    def _message(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        for variant, tail in _variants(text):
            pieces = self._one(variant, depth)
            if pieces is not None:
                return (*pieces, Piece(tail, Kind.OURS)) if tail else pieces
        return None

    def _one(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        exact = self._exact.get(text)
        if exact is not None:
            return (Piece(exact, Kind.OURS),)
        if depth >= _DEEPEST:
            return None
        best: tuple[Template, dict[str, str]] | None = None
        for start in dict.fromkeys((text[:3], text[:2], text[:1], "")):
            for template in self._by_start.get(start, ()):
                if best is not None and template.weight <= best[0].weight:
                    break  # they are in the order of their weight
                found = gaps(template, text)
                if found is not None:
                    best = template, found
                    break
        return tuple(self._assembled(*best, depth)) if best else None

    def _assembled(self, template: Template, found: Mapping[str, str], depth: int) -> Iterator[Piece]:
        for place, part in enumerate(_PLACEHOLDER.split(template.translation)):
            if place % 2 == 0:
                if part:
                    yield Piece(part, Kind.OURS)
            elif part in found:
                yield from self.value(found[part], depth + 1, ours=part.startswith(_OURS))

    def value(self, text: str, depth: int = 1, *, ours: bool = False) -> tuple[Piece, ...]:
        """What stands in a gap: a message, a list of messages, or something that is not translated."""
        if not text:
            return ()
        pieces = self._found(text, depth) if ours else self._message(text, depth)
        return pieces or self._listed(text, depth) or (Piece(text, Kind.ENGLISH if ours else Kind.GIVEN),)

    def _listed(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        """A list of which at least one part is known; quotes are not taken apart."""
        if depth >= _DEEPEST or "“" in text:
            return None
        for mark in _LISTS:
            parts = text.split(mark, _MOST_PARTS)
            if len(parts) < 2:
                continue
            known = [self._message(part, depth + 1) or self._listed(part, depth + 1) for part in parts]
            if any(pieces is not None for pieces in known):
                found: list[Piece] = []
                for part, pieces in zip(parts, known, strict=True):
                    found += [Piece(self._marks[mark], Kind.OURS)] if found else []
                    found += pieces or [Piece(part, Kind.GIVEN)]
                return tuple(found)
        return None


def _templates(messages: Mapping[str, str]) -> Iterator[Template]:
    """Every message with gaps, and once more without a last gap that may be empty ("… {reason}")."""
    for text, translation in messages.items():
        split = _PLACEHOLDER.split(text)
        parts = tuple(split[::2])
        made = Template(parts, tuple(split[1::2]), translation, sum(c.isalpha() for part in parts for c in part))
        if not made.names or made.weight < _LEAST_LETTERS or any(not part for part in made.parts[1:-1]):
            continue
        yield made
        if len(made.names) > 1 and parts[-1] == "" and parts[-2].endswith(" "):
            shorter = translation.replace(f"{{{made.names[-1]}}}", "").rstrip()
            yield Template((*parts[:-2], parts[-2].rstrip()), made.names[:-1], shorter, made.weight)


def without_last_gap(messages: Mapping[str, str]) -> dict[str, str]:
    """Texts whose one gap is at the end, as they read where it is empty."""
    found = {}
    for text, translation in messages.items():
        names = placeholders(text)
        if len(names) == 1 and text.endswith(f" {{{names[0]}}}"):
            found[text[: -len(names[0]) - 3]] = translation.replace(f"{{{names[0]}}}", "").rstrip()
    return found


def _variants(text: str) -> Iterator[tuple[str, str]]:
    """(the text as a catalogue may have it, what its translation lacks then): other case of the first letter, full
    stop at the end or not."""
    turned = text[:1].swapcase() + text[1:]
    for start in (text, turned):
        yield start, ""
    for start in (text, turned):
        if start.endswith("."):
            yield start[:-1], "."
