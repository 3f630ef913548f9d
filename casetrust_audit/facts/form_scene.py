"""A form with all that can be said of it: what it asks for, and the words on it, around it and in its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, unquote, urlsplit

from casetrust_audit.facts.field_kinds import field_kind, spaced
from casetrust_audit.facts.form_words import says
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.normalise import fold

BOXES = frozenset({"consent", "marketing", "remember", "choice", "hidden", "file"})
"""Kinds of fields that are ticked or chosen, not typed, and say little of what a form is for."""
NEAR = 160.0
"""Pixels over the first field in which its heading stands, and between fields and buttons without a form."""

_READ = frozenset({"button", "other button", "heading", "text", "title"})
"""Places whose words a person reads."""
_ELSEWHERE = re.compile(
    r"google|facebook|apple|twitter|wechat|linkedin|microsoft|\bline\b|paypal|github|kakao|naver|singpass|passkey|"
    r"\bshow\b|\bhide\b|toggle|\bclose\b|\bcancel\b|^back$|menu|tooltip|tool tip|afficher|anzeigen|mostrar"
)
"""Buttons that do not send what is typed: other ways in, switches."""
_ID = re.compile(r"#([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that may say what a form is for: where they stand, what weight they have, the words, folded."""

    place: str
    weight: float
    words: str

    def says(self, intent: str) -> bool:
        return says(intent, self.words, shown=self.place in _READ)


@dataclass(frozen=True)
class Scene:
    """A form with what can be said of it, worked out when asked for. (No slots: results are kept in the instance.)"""

    form: Form
    reading: Reading
    role: str

    @cached_property
    def asked(self) -> list[tuple[Field, str]]:
        """Fields with their kinds: those that are seen, or all where a script has yet to show the form."""
        own = [(f, field_kind(f)) for f in self.form.fields if f.type != "hidden"]
        seen = [(f, kind) for f, kind in own if f.visible]
        return seen if any(kind not in BOXES for _, kind in seen) else own

    @cached_property
    def kinds(self) -> list[str]:
        """Kinds of what is typed or chosen from a list for a purpose."""
        return [kind for _, kind in self.asked if kind not in BOXES]

    @cached_property
    def boxes(self) -> set[str]:
        return {kind for _, kind in self.asked if kind in BOXES}

    @cached_property
    def typed(self) -> list[Field]:
        return [f for f, kind in self.asked if kind not in BOXES and f.type != "select"]

    @cached_property
    def writing(self) -> bool:
        """Whether there is room for several lines of one's own."""
        return any(f.tag == "textarea" and kind == "message" for f, kind in self.asked)

    def count(self, kinds: Iterable[str]) -> int:
        return sum(self.kinds.count(kind) for kind in set(kinds))

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        form = self.form
        found: list[Voice] = []
        senders = [b for b in form.buttons if b.type in ("submit", "image", "button") and (b.text or b.name)]
        for button in senders:
            said = fold(button.text)
            if not _ELSEWHERE.search(said):
                sends = button.type != "button" or len(senders) == 1
                found.append(Voice("button", 3.0, said) if sends else Voice("other button", 1.5, said))
                found.append(Voice("names", 1.0, spaced(button.name)))
        found += [Voice("heading", 2.0, text) for text in self._headings()]
        found.append(Voice("text", 1.0, fold(form.text[:120])))
        action, page = urlsplit(form.action), urlsplit(self.reading.url)
        own = (action.path, action.query) == (page.path, page.query)
        found.append(Voice("action", 1.0 if own else 2.0, _path_words(action)))
        if action.hostname != page.hostname:
            found.append(Voice("action", 1.5, spaced(action.hostname or "")))
        found += [Voice("id", 2.0, spaced(name)) for name in _ID.findall(form.selector)]
        names = " ".join(f"{spaced(f.name)} {spaced(f.id)} {spaced(f.value)}" for f in form.fields)
        found.append(Voice("names", 1.0, names[:800]))
        if form.area in ("main", "dialog", "aside"):
            found.append(Voice("title", 0.8, fold(self.reading.title)))
            found.append(Voice("address", 0.8, _path_words(page)))
        return tuple(voice for voice in found if voice.words)

    def _headings(self) -> list[str]:
        """Legends of its groups and the headings in it or shortly over its first field."""
        fields = [f for f, _ in self.asked]
        legends = list(dict.fromkeys(fold(f.group) for f in fields if f.group))[:2]
        boxes = [f.box for f in fields if f.visible and f.box[3] > 0]
        if not boxes:
            return legends
        left, right = min(b[0] for b in boxes), max(b[0] + b[2] for b in boxes)
        top = min(b[1] for b in boxes)
        over = [
            h for h in self.reading.headings
            if h.visible and top - NEAR <= h.box[1] <= top and h.box[0] <= right and h.box[0] + h.box[2] >= left
        ]  # fmt: skip
        return legends + [fold(h.text) for h in over[-2:]]

    @cached_property
    def told(self) -> list[str]:
        """What the form says, and the texts shortly over its first field, folded."""
        boxes = [f.box for f, _ in self.asked if f.visible and f.box[3] > 0]
        top = min((b[1] for b in boxes), default=0.0)
        over = [
            fold(b.text) for b in self.reading.blocks
            if boxes and b.visible and top - NEAR <= b.box[1] <= top and len(b.text) < 400
        ]  # fmt: skip
        return [fold(self.form.text[:400]), *over]

    def score(self, intent: str, *, without: tuple[str, ...] = ()) -> float:
        """How loudly the words speak for the intent; 3 is a button's, 2 a heading's or an address's."""
        return sum(v.weight for v in self.voices if v.place not in without and v.says(intent))

    def button(self, intent: str) -> bool:
        """Whether what sends it says so."""
        return any(v.place == "button" and v.says(intent) for v in self.voices)


def _path_words(url: SplitResult) -> str:
    return spaced(unquote(f"{url.path} {url.query[:80]}"))
