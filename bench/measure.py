"""Counts of right and wrong, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Right answers of all, with the misses named. `sure` splits them at the confidence the audit acts on."""

    right: int = 0
    total: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, right: bool, miss: str, sure: bool = True) -> None:
        self.total += 1
        self.right += right
        self.sure_right += right and sure
        self.sure_wrong += not right and sure
        if not right:
            self.misses.append(miss + ("" if sure else " (unsure)"))

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0

    @property
    def wrong_but_unsure(self) -> tuple[int, int]:
        """How many of the wrong answers were given as unsure, and how many were wrong."""
        wrong = self.total - self.right
        return wrong - self.sure_wrong, wrong


@dataclass
class Found:
    """Precision and recall of a kind of thing, by true and false finds."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, expected: Iterable[object], got: Iterable[object]) -> None:
        want, have = Counter(list(expected)), Counter(list(got))
        common = sum((want & have).values())
        self.hit += common
        self.extra += sum(have.values()) - common
        self.missed += sum(want.values()) - common

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / whole if whole else 1.0

    def told(self) -> str:
        return f"F1 {self.f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f}; {self.hit + self.missed} labelled)"


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean F1 over the labels that occur, of (label, answer) pairs."""
    labels = {label for label, _ in pairs}
    scores = []
    for label in labels:
        hit = sum(a == b == label for a, b in pairs)
        wrong = sum((a == label) != (b == label) for a, b in pairs)
        scores.append(2 * hit / (2 * hit + wrong))
    return sum(scores) / len(scores) if scores else 0.0


def confusion(pairs: list[tuple[str, str]]) -> list[str]:
    """The pairs that are not on the diagonal, most frequent first."""
    counts = Counter((a, b) for a, b in pairs if a != b)
    return [f"{label} → {answer}: {number}" for (label, answer), number in counts.most_common()]


@dataclass
class Line:
    """One line of the result: what was measured, the figure, its target, and whether it is met."""

    folder: str
    what: str
    value: str
    target: str = ""
    met: bool | None = None
    misses: list[str] = field(default_factory=list)
    found: Found | None = None
    unsure_of_wrong: tuple[int, int] | None = None
    """Of a calibration: how many wrong values were stated as unsure, and how many were wrong."""
    halves: dict[str, str] = field(default_factory=dict)
    """The figure on each part of the corpus, where the line is of all of it."""


def beside(whole: list[Line], parts: Mapping[str, list[Line]], counts: str) -> list[Line]:
    """The lines of all rows with the figures of each part. Whether a target is met is said by the part that `counts`,
    where it has such a line, and its misses are not listed: what is looked at is no measure any more."""
    found = {half: {(x.folder, x.what): x for x in lines} for half, lines in parts.items()}
    for line in whole:
        key = line.folder, line.what
        here = {half: lines[key] for half, lines in found.items() if key in lines}
        line.halves = {half: one.value for half, one in here.items()}
        if counts in here:
            line.met = here[counts].met
        if here:
            line.misses = [miss for half, one in here.items() if half != counts for miss in one.misses]
    return whole


def calibration(lines: list[Line]) -> Line:
    """All calibrations together."""
    told = [line.unsure_of_wrong for line in lines if line.unsure_of_wrong]
    unsure, wrong = sum(u for u, _ in told), sum(w for _, w in told)
    return Line("all folders", "wrong values called unsure", f"{unsure}/{wrong}", "half", unsure * 2 >= wrong)


def markdown(lines: list[Line]) -> str:
    """The table for the docs."""
    marks = {True: "met", False: "**missed**", None: ""}
    halves = list(dict.fromkeys(half for x in lines for half in x.halves))
    heads = ["folder", "what", "all rows", *halves, "target", ""]
    rows = [[x.folder, x.what, x.value, *(x.halves.get(h, "") for h in halves), x.target, marks[x.met]] for x in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *rows])
