"""What a page offers to choose, and what of it is chosen before the shopper acts: by box, switch, radio or list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.model.reading import Field, Reading
from casetrust_audit.text.consent import ticked_agrees
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

TICKS = ("checkbox", "switch")
LISTS = ("select", "combobox", "listbox")

_YES = re.compile(
    r"\W*(?:yes\b|y$|ok(?:ay)?\b|sure\b|agree|i (?:do )?(?:agree|accept|consent|want|would)|accept|please|"
    r"subscribe|opt[- ]in|on$|true$|是|好|同意|接受|愿意|願意|ya\b|setuju)"
)
_NONE = re.compile(
    r"\W*(?:no\b(?! (?:shipping|delivery|\d))|none\b|not? (?:needed|required|wanted|thanks)|without\b|don'?t\b|"
    r"do not\b|i (?:don'?t|do not|decline)|decline|skip\b|n/?a$|nil$|"
    r"不|无|無|否|tiada\b|tanpa\b|tidak\b)"
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that can be chosen. `words` are its own, `about` what its group or list is called, `others` the words
    of what may be chosen in its stead (none of a box)."""

    field: Field
    words: str
    about: str
    chosen: bool
    others: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Its own words, with what they answer where they are no more than an answer."""
        return f"{self.about}: {self.words}" if self.about and self.others else self.words

    @property
    def agrees(self) -> bool:
        """Whether to choose it is to say yes to what it speaks of."""
        words = fold(self.words)
        if not self.others:
            return ticked_agrees(words)
        return bool(_YES.match(words)) or (not declines(words) and ticked_agrees(words))

    @property
    def can_be_declined(self) -> bool:
        """Whether another of its group is to take none of it."""
        return not declines(self.words) and any(declines(other) for other in self.others)


def declines(words: str) -> bool:
    """True for the choice to take nothing: "None", "No gift box", "I do not need it"."""
    folded = fold(words)
    return bool(_NONE.match(folded)) or any(hit.start == 0 for hit in phrases("decline").find(folded))


def offered(reading: Reading) -> Iterator[Offered]:
    """Everything on the page that can be chosen, in order. A styled box that hides its input shows its label."""
    fields = [f for f in reading.fields() if not f.disabled]
    shown = ""
    for field in fields:
        if field.type in LISTS and field.options:
            yield from _of_list(field)
        if field.type not in (*TICKS, "radio"):
            continue
        if not field.visible:
            shown = shown or fold(reading.visible_text())
            if not field.label.strip() or fold(field.label) not in shown:
                continue
        words = normalise(field.label or field.context)
        if field.type == "radio":
            same = [
                f for f in fields if f.type == "radio" and _group(f) == _group(field) and f.selector != field.selector
            ]
            others = tuple(normalise(f.label or f.context) for f in same)
            yield Offered(field, words, normalise(field.group), field.checked, others)
        else:
            yield Offered(field, words, normalise(field.group), field.checked)


def _of_list(field: Field) -> Iterator[Offered]:
    if not field.visible:
        return
    real = [o for o in field.options if o.text.strip() and not o.disabled]
    for option in real:
        others = tuple(normalise(o.text) for o in real if o is not option)
        about = normalise(field.label or field.group or field.context)
        yield Offered(field, normalise(option.text), about, option.selected, others)


def _group(field: Field) -> str:
    return field.name or field.group_selector or field.group or field.selector.rpartition(" > ")[0]
