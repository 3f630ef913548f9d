"""What an automated look at a page's accessibility gave: a compact record, kept beside the capture."""

from __future__ import annotations

from dataclasses import dataclass

IMPACTS = ("critical", "serious", "moderate", "minor")
"""How much a fault hinders people, worst first."""


@dataclass(frozen=True, slots=True)
class FaultySpot:
    """An element with a fault: a CSS selector, and the beginning of its markup, redacted."""

    selector: str
    html: str


@dataclass(frozen=True, slots=True)
class AccessibilityFault:
    """One kind of fault on a page. `rule` is axe-core's id, or the tool's own "keyboard-unreachable"."""

    rule: str
    impact: str
    count: int
    """Elements that have it."""
    in_forms: int
    """Of these, elements inside a form."""
    spots: tuple[FaultySpot, ...] = ()
    """A few of them, those in forms first."""


@dataclass(frozen=True, slots=True)
class AccessibilityScan:
    """One page as looked at. With a `problem` it was not looked at to the end, and its faults prove nothing."""

    engine: str
    """Name and version of what looked, such as "axe-core 4.12.1"."""
    elements: int
    milliseconds: int
    faults: tuple[AccessibilityFault, ...] = ()
    problem: str = ""
