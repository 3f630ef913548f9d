"""Everything wrong with a file is collected, each with its place, and told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from casetrust_audit.errors import RuleFileError
from casetrust_audit.ruleset.yaml_source import KeyPath, Source


@dataclass(slots=True)
class Problems:
    """Problems of one file, in the order they were met."""

    source: Source
    lines: list[str] = field(default_factory=list)

    def add(self, path: KeyPath, what: str) -> None:
        line = f"{self.source.place(path)}: {what}"
        if line not in self.lines:
            self.lines.append(line)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` — did you mean 'x'?` for the nearest of the known words, or "" where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" — did you mean {near[0]!r}?" if near else ""


def refuse(lines: Iterable[str]) -> None:
    """Raise one RuleFileError that lists every line, if there is any."""
    found = list(lines)
    if found:
        raise RuleFileError("\n".join(found), f"Correct the {len(found)} problem(s).")
