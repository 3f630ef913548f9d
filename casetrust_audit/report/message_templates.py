"""Messages with gaps: filled in one pass, and read back from the text that was made of them, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LEAST_LETTERS = 3
"""Letters a template must have beside its gaps, or it would fit everything."""
_QUOTES = re.compile("[“”]")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_.]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """An English text with gaps, as its literal parts and the names of the gaps between them; and its translation."""

    parts: tuple[str, ...]
    names: tuple[str, ...]
    translation: str
    weight: int
    """Letters and quotes beside the gaps: the more, the surer is a match."""

    def is_quoted(self, name: str) -> bool:
        """Whether the gap stands in quotes, and so holds somebody else's words."""
        return self.parts[self.names.index(name)].endswith("“")


def placeholders(text: str) -> tuple[str, ...]:
    """Names of the placeholders of a message, in order."""
    return tuple(_PLACEHOLDER.findall(text))


def pieces(text: str) -> list[str]:
    """A message taken apart: text, name of a placeholder, text, and so on."""
    return _PLACEHOLDER.split(text)


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
    # quotes that end in a gap beside a quoted one, and begin anew: several of the kind, one after the other
    quotes = any(part.endswith("“") for part in template.parts)
    return None if quotes and not all(map(_is_whole, found.values())) else found


def _is_whole(value: str) -> bool:
    """Whether every quote that begins in the value ends in it: the shop's words may hold a quote of their own."""
    deep = 0
    for sign in _QUOTES.findall(value) if "“" in value else ():
        deep += 1 if sign == "“" else -1
        if deep < 0:
            return False
    return deep == 0


def templates(messages: Mapping[str, str]) -> Iterator[Template]:
    """Every message with gaps, and once more without a last gap that may be empty ("… {reason}")."""
    for text, translation in messages.items():
        split = pieces(text)
        parts, names = tuple(split[::2]), tuple(split[1::2])
        weight = sum(c.isalpha() or c in "“”" for part in parts for c in part)
        if not names or weight < LEAST_LETTERS or not all(parts[1:-1]):
            continue
        yield Template(parts, names, translation, weight)
        if len(names) > 1 and parts[-1] == "" and parts[-2].endswith(" "):
            yield Template((*parts[:-2], parts[-2].rstrip()), names[:-1], _without(translation, names[-1]), weight)


def without_last_gap(messages: Mapping[str, str]) -> dict[str, str]:
    """Texts whose one gap is at the end, as they read where it is empty."""
    found = {}
    for text, translation in messages.items():
        names = placeholders(text)
        if len(names) == 1 and text.endswith(f" {{{names[0]}}}"):
            found[text[: -len(names[0]) - 3]] = _without(translation, names[0])
    return found


def _without(translation: str, name: str) -> str:
    return translation.replace(f"{{{name}}}", "").rstrip()
