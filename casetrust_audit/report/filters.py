"""What the list of requirements can be narrowed to: by verdict, severity, mode and area, with the number of each.

The page runs no script: a radio button for each choice, and style rules that look at which one is pressed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from casetrust_audit.model.result import Finding
from casetrust_audit.report import words
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.translator import Translator

SEVERITY, MODE, AREA = "of", "mode", "area"


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    """Class of the rows it leaves; of the section, for an area."""
    sign: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Only choices that leave something."""

    total: int
    verdicts: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    areas: tuple[Choice, ...]

    @property
    def rows(self) -> tuple[Choice, ...]:
        """Every choice that looks at the rows themselves."""
        return (*self.verdicts, *self.severities, *self.modes)

    @property
    def pairs(self) -> tuple[tuple[Choice, Choice], ...]:
        """Two choices at once, each of another kind."""
        kinds = (self.verdicts, self.severities, self.modes)
        return tuple((a, b) for one, two in combinations(kinds, 2) for a in one for b in two)


def row_classes(finding: Finding) -> str:
    """Classes of the row of a finding: one for each way of narrowing the list, but for its area."""
    return " ".join(
        (words.VERDICTS[finding.verdict].key, anchor(SEVERITY, finding.severity.value), anchor(MODE, finding.mode))
    )


def filters(findings: Iterable[Finding], areas: Iterable[tuple[str, str, int]], t: Translator) -> Filters:
    """The choices; `areas` are class, title and number of requirements, in the order of the report."""
    found = tuple(findings)
    verdicts, severities = Counter(f.verdict for f in found), Counter(f.severity for f in found)
    modes = Counter(f.mode for f in found)
    known = (*words.MODES, *sorted(set(modes) - set(words.MODES)))
    return Filters(
        total=len(found),
        verdicts=tuple(
            Choice(w.key, w.sign, t.say(w.text), n) for v, w in words.VERDICTS.items() if (n := verdicts[v])
        ),
        severities=tuple(
            Choice(anchor(SEVERITY, s.value), "", t.say(w.text), n)
            for s, w in words.SEVERITIES.items()
            if (n := severities[s])
        ),
        modes=tuple(Choice(anchor(MODE, mode), "", t.mode(mode), n) for mode in known if (n := modes[mode])),
        areas=tuple(Choice(key, "", title, n) for key, title, n in areas if n),
    )
