"""The price story of a walk, for the first screen: what was shown, what was added and where, what is to be paid."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.report.trail_view import NATURE_WORDS, TrailView
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.waterfall import ABSOLUTE, Part

_UNASKED = ("preselected", "added-by-shop")


@dataclass(frozen=True, slots=True)
class Addition:
    amount: str
    label: str
    step: str
    """Where it was first met; "" where that is not told."""
    remark: str
    """What a shopper would mind about it, "" if nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """`headline` is empty where the walk gives no sum in one currency; then `sentence` has it in words."""

    anchor: str
    scenario: str
    item: str
    sentence: str
    headline: str
    final: str
    added: str
    reached: str
    """Where the walk ended early; "" where it did not."""
    additions: tuple[Addition, ...]


def story(trail: TrailView, t: Translator) -> Story:
    """The story of `trail`, from the same sums as its picture."""
    parts = tuple(bar.part for bar in trail.waterfall.bars) if trail.waterfall else ()
    return Story(
        anchor=trail.key,
        scenario=trail.scenario,
        item=trail.item,
        sentence=trail.sentence,
        headline=parts[0].shown if parts else "",
        final=trail.final if trail.complete else "",
        added=trail.added,
        reached="" if trail.complete else trail.reached,
        additions=tuple(_addition(part, t) for part in parts if part.pattern not in ABSOLUTE),
    )


def _addition(part: Part, t: Translator) -> Addition:
    remarks = [t.say(NATURE_WORDS[part.nature])] if part.nature in _UNASKED else []
    if part.pattern == "hidden" and part.told:
        remarks.append(part.told)
    return Addition(part.shown, part.label, part.step, t.listed(remarks))
