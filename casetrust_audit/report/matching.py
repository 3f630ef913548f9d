"""Finds the translation of a text that was made from templates: whole, by its template, by sentences, or as a list.

Searches plain strings only, and looks a fixed number of times at most, so that no text of a shop can make it slow. What
stands in a gap may be the shop's: it goes in as it is, unless it is one of our own texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from casetrust_audit.report.message_templates import Template, gaps, pieces, placeholders, templates, without_last_gap

LONGEST = 4_000
"""Characters; a longer text is nobody's message and is not looked up."""
MOST_LOOKS = 400
"""Searches among the templates for one text; where it is long, each counts for several."""
_LONG = 200
_DEEPEST = 7
_LONG_HEAD = 20
"""Characters."""
_MOST_PARTS = 20
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"])")
_OURS = ("reason", "because", "why")
"""How gaps begin that hold a text of ours, never the shop's."""
_OURS_IN_QUOTES = frozenset({"scenario", "step"})
_LISTS = ("; ", ", ", " and ", " or ")
MARKS = (*_LISTS, ": ", " (", ")")
"""What stands between the parts of a text; a catalogue may have other marks for them."""


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


class Matcher:
    """Looks English texts up in a catalogue of messages, with gaps or without."""

    def __init__(self, messages: Mapping[str, str], marks: Mapping[str, str] | None = None) -> None:
        self.exact = without_last_gap(messages)
        self.exact |= {text: found for text, found in messages.items() if not placeholders(text)}
        self.marks = {mark: mark for mark in MARKS} | dict(marks or {})
        self._by_start: dict[str, list[Template]] = {}
        order = sorted(templates(messages), key=lambda t: (-len(t.parts[0]), -t.weight, -len(t.names), t.parts))
        for template in order:
            self._by_start.setdefault(template.parts[0][:3], []).append(template)
        self.pieces = lru_cache(maxsize=8192)(self._pieces)

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        """`text` translated as far as it can be; one English piece where nothing of it is known."""
        if not text:
            return ()
        return (_Reading(self).whole(text) if len(text) <= LONGEST else None) or (Piece(text, Kind.ENGLISH),)

    def template_of(self, text: str) -> tuple[Template, dict[str, str]] | None:
        """The template a text was made from, and what stands in its gaps.

        One that begins as the text does goes before one that begins with a gap; of these, the one whose first gap is
        shortest: what is inside another sentence begins later."""
        for start in (text[:3], text[:2], text[:1]):
            for template in self._by_start.get(start, ()) if start else ():
                if (found := gaps(template, text)) is not None:
                    return template, found
        fitting = [(t, found) for t in self._by_start.get("", ()) if (found := gaps(t, text)) is not None]
        return min(fitting, key=lambda one: len(one[1][one[0].names[0]]), default=None)


class _Reading:
    """One text read, with the looks that are left for it."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._left = MOST_LOOKS
        self._seen: dict[str, tuple[Template, dict[str, str]] | None] = {}

    def whole(self, text: str) -> tuple[Piece, ...] | None:
        found = self._exact(text) or self._headed(text) or self._all_listed(text, 0)
        return found or self._found(text, 0) or self._listed(text, 0)

    def _exact(self, text: str) -> tuple[Piece, ...] | None:
        found = self._matcher.exact.get(text)
        return None if found is None else (Piece(found, Kind.OURS),)

    def _headed(self, text: str) -> tuple[Piece, ...] | None:
        """A sentence of ours with reasons behind a colon, which may be a list: so long a beginning is no chance."""
        best = self._template_of(text)
        if best is None or not best[0].names[-1].startswith(_OURS):
            return None
        head = best[0].parts[0]
        return tuple(self._assembled(*best, 0)) if head.endswith(": ") and len(head) > _LONG_HEAD else None

    def _value(self, text: str, depth: int, *, ours: bool) -> tuple[Piece, ...]:
        """What stands in a gap: a message, a list of messages, or something that is not translated."""
        if not text:
            return ()
        found = self._exact(text) or self._all_listed(text, depth)
        found = found or (self._found(text, depth) if ours else self._message(text, depth))
        return found or self._listed(text, depth) or (Piece(text, Kind.ENGLISH if ours else Kind.GIVEN),)

    # one message, or several sentences

    def _found(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        if (one := self._message(text, depth)) is not None:
            return one
        sentences = _SENTENCE.split(text, _MOST_PARTS)
        return self._longest_runs(sentences, depth) if depth < _DEEPEST and len(sentences) > 1 else None

    def _longest_runs(self, sentences: list[str], depth: int) -> tuple[Piece, ...] | None:
        """Each message is one or several of the sentences; what belongs to none stays English."""
        found: list[Piece] = []
        place, known = 0, False
        while place < len(sentences):
            for end in range(len(sentences), place, -1):
                run = self._message(" ".join(sentences[place:end]), depth + 1)
                if run is not None:
                    found += run
                    place, known = end, True
                    break
            else:
                before, after = " " if found else "", " " if place + 1 < len(sentences) else ""
                found.append(Piece(f"{before}{sentences[place]}{after}", Kind.ENGLISH))
                place += 1
        return tuple(found) if known else None

    def _message(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        for variant, tail in _variants(text):
            if (exact := self._matcher.exact.get(variant)) is not None:
                return _ended((Piece(exact, Kind.OURS),), tail)
        if depth >= _DEEPEST:
            return None
        for variant, tail in _variants(text):
            found = self._read(variant, depth)
            if found is not None:
                return _ended(found, tail)
        return None

    def _read(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        best = self._template_of(text)
        # what stands in brackets behind a name is said of it, or of all the names, and belongs to no gap
        behind = text.endswith(")") and (best is None or not best[0].parts[-1].endswith(")"))
        found = self._bracketed(text, depth, surely=best is not None) if behind else None
        if found is not None:
            return found
        if best is not None and not _is_of_all(_split(text, ", ")):
            return tuple(self._assembled(*best, depth))
        return self._pair(text, depth)

    def _bracketed(self, text: str, depth: int, *, surely: bool) -> tuple[Piece, ...] | None:
        """ "label (reason)"; `surely` where the reason has to be one of ours."""
        opened = _opening(text)
        if opened <= 0 or self._left <= 0:
            return None
        head, tail = text[:opened], text[opened + 2 : -1]
        if surely and not (self._exact(tail) or self._all_listed(tail, depth + 1) or self._template_of(tail)):
            return None
        return self._both(head, " (", tail, ")", depth)

    def _template_of(self, text: str) -> tuple[Template, dict[str, str]] | None:
        if text not in self._seen:
            if self._left <= 0:
                return None
            self._left -= 1 + len(text) // _LONG
            self._seen[text] = self._matcher.template_of(text)
        return self._seen[text]

    def _assembled(self, template: Template, found: Mapping[str, str], depth: int) -> Iterator[Piece]:
        for place, part in enumerate(pieces(template.translation)):
            if place % 2 == 0:
                if part:
                    yield Piece(part, Kind.OURS)
            elif part in found and template.is_quoted(part) and part not in _OURS_IN_QUOTES:
                yield Piece(found[part], Kind.GIVEN)
            elif part in found:
                yield from self._value(found[part], depth + 1, ours=part.startswith(_OURS))

    # pairs and lists

    def _pair(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        """ "label: reason", of which one at least is known; the other may be the shop's."""
        if self._left <= 0:
            return None
        head, mark, tail = text.partition(": ")
        return self._both(head, ": ", tail, "", depth) if mark else None

    def _both(self, head: str, mark: str, tail: str, end: str, depth: int) -> tuple[Piece, ...] | None:
        known = self._all_listed(head, depth + 1) or self._message(head, depth + 1) or self._listed(head, depth + 1)
        rest = self._all_listed(tail, depth + 1) or self._message(tail, depth + 1) or self._listed(tail, depth + 1)
        if known is None and rest is None:
            return None
        marks = self._matcher.marks
        return (
            *(known or (Piece(head, Kind.GIVEN),)),
            Piece(marks[mark], Kind.OURS),
            *(rest or (Piece(tail, Kind.GIVEN),)),
            *((Piece(marks[end], Kind.OURS),) if end else ()),
        )

    def _all_listed(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        """A list every part of which is known by itself: it goes before a template that fits the whole by chance."""
        sign = ", " if depth and len(_split(text, "; ")) < 2 else "; "
        parts = _split(text, sign)
        if len(parts) < 2 or depth >= _DEEPEST or self._left <= 0 or _is_of_all(parts):
            return None
        known = [self._message(part, depth + 1) for part in parts]
        if any(found is None or self._names_a_thing(found) for found in known):
            return None
        mark = Piece(self._matcher.marks[sign], Kind.OURS)
        return tuple(p for place, found in enumerate(known) for p in (*((mark,) if place else ()), *(found or ())))

    def _names_a_thing(self, found: tuple[Piece, ...]) -> bool:
        """Whether it reads "thing of the shop: what is known of it", whose reason may itself hold the mark."""
        return found[0].kind is not Kind.OURS and len(found) > 1 and found[1].text.startswith(self._matcher.marks[": "])

    def _listed(self, text: str, depth: int) -> tuple[Piece, ...] | None:
        """A list of which at least one part is known."""
        if depth >= _DEEPEST or self._left <= 0:
            return None
        for mark in _LISTS:
            parts = _split(text, mark)
            if len(parts) < 2:
                continue
            known = [self._message(part, depth + 1) or self._listed(part, depth + 1) for part in parts]
            enough = all if mark in (" and ", " or ") else any  # a title of the shop's is not half translated
            if not _is_of_all(parts) and enough(found is not None for found in known):
                told: list[Piece] = []
                for part, found in zip(parts, known, strict=True):
                    told += [Piece(self._matcher.marks[mark], Kind.OURS)] if told else []
                    told += found or [Piece(part, Kind.GIVEN)]
                return tuple(told)
        return None


def _is_of_all(parts: list[str]) -> bool:
    """Whether a bracket behind the last part is said of all of them: "A, B (of these)"."""
    return len(parts) > 1 and [part for part in parts if part.endswith(")")] == parts[-1:]


def _ended(found: tuple[Piece, ...], tail: str) -> tuple[Piece, ...]:
    return (*found, Piece(tail, Kind.OURS)) if tail else found


def _variants(text: str) -> Iterator[tuple[str, str]]:
    """(the text as a catalogue may have it, what its translation lacks then): other case of the first letter, full
    stop at the end or not."""
    turned = text[:1].swapcase() + text[1:]
    yield text, ""
    yield turned, ""
    if text.endswith("."):
        yield text[:-1], "."
        yield turned[:-1], "."


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks, about `_MOST_PARTS` at most; what stands in brackets or quotes is not taken apart."""
    parts: list[str] = []
    start = searched = deep = 0
    place = text.find(mark)
    while place >= 0 and len(parts) < _MOST_PARTS:
        between = text[searched:place]
        deep += sum(map(between.count, "(“")) - sum(map(between.count, ")”"))
        if deep <= 0:
            parts.append(text[start:place])
            start = place + len(mark)
        searched = place
        place = text.find(mark, place + len(mark))
    return [*parts, text[start:]]


def _opening(text: str) -> int:
    """Where " (" stands whose bracket ends the text, or -1."""
    deep = 0
    for place in range(len(text) - 1, -1, -1):
        deep += (text[place] == ")") - (text[place] == "(")
        if deep <= 0:
            return place - 1 if text[place] == "(" and place and text[place - 1] == " " else -1
    return -1
