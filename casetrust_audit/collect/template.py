"""Which template a page was made by, and what it says: told by its reading alone, never by its address.

A signature is the skeleton of what the page has of its own (headings, cards, forms, rows, where its blocks stand), each
kind once however often it comes: two item pages share nearly all of it, an item and a policy little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from casetrust_audit.model.reading import Field, Reading
from casetrust_audit.text.normalise import fold

SAME = 0.55
"""Share of two skeletons that is common to both from which they are one template's."""
FEWEST_WORDS = 25
"""A page that says less may be a shell that has not drawn anything yet."""
CHROME = frozenset({"header", "nav", "footer"})
_NUMBER = re.compile(r"\d+")
_PLACE = re.compile(r":nth-of-type\(\d+\)")
_LEVELS = 4

Signature = frozenset[str]


def signature(reading: Reading) -> Signature:
    """The skeleton of the page's own part."""
    return frozenset(_features(reading))


def _features(reading: Reading) -> Iterator[str]:
    yield from (f"area {b.area}" for b in reading.blocks if b.visible and b.area not in CHROME)
    yield from (f"heading {h.level}" for h in reading.headings if h.visible and h.area not in CHROME)
    cards = Counter((bool(c.amounts), bool(c.button)) for c in reading.cards if c.visible)
    yield from (f"cards {priced} {pressed} {_some(n)}" for (priced, pressed), n in cards.items())
    for form in reading.forms:
        if form.area not in CHROME and form.visible:
            yield f"form {form.method} {' '.join(sorted({_field(f) for f in form.fields}))}"
    yield from (f"field {_field(f)}" for f in reading.loose_fields if f.visible)
    yield from (f"row {r.tag}" for r in reading.rows if r.visible and r.area not in CHROME)
    yield from (f"button {b.type}" for b in reading.buttons if b.visible and b.area not in CHROME)
    yield f"choices {bool(reading.choices)}"
    yield from (f"block {_place(b.selector)}" for b in reading.blocks if b.visible and b.area not in CHROME)


def _field(one: Field) -> str:
    return f"{one.tag}.{one.type}.{_NUMBER.sub('0', one.name)}"


def _place(selector: str) -> str:
    """Where something stands, without which of several it is: the last few steps of its path."""
    steps = _NUMBER.sub("0", _PLACE.sub("", selector)).split(" > ")
    return ">".join(steps[-_LEVELS:])


def _some(number: int) -> str:
    return "one" if number == 1 else "few" if number < 4 else "many"


def alike(one: Signature, other: Signature) -> float:
    """Share of both skeletons that is common to both, 0 to 1."""
    both = len(one | other)
    return len(one & other) / both if both else 1.0


@dataclass(slots=True)
class Templates:
    """The templates met so far, each by the first page of it, with the number of pages read."""

    first: list[Signature] = field(default_factory=list)
    read: Counter[int] = field(default_factory=Counter)

    def of(self, reading: Reading) -> int:
        """The number of the page's template, a new one where it is like none before; the page is counted."""
        own = signature(reading)
        likeness = [(alike(own, known), -number) for number, known in enumerate(self.first)]
        most, number = max(likeness, default=(0.0, 0))
        if most < SAME:
            self.first.append(own)
            number = 1 - len(self.first)
        self.read[-number] += 1
        return -number


def says(reading: Reading) -> int:
    """A number for all that the page says, in whatever order; 0 where that is too little to tell pages apart."""
    texts = {fold(b.text) for b in reading.blocks if b.visible}
    if sum(len(t.split()) for t in texts) < FEWEST_WORDS or not reading.settled:
        return 0
    joined = "\n".join([fold(reading.title), *sorted(texts)])
    return int.from_bytes(blake2b(joined.encode(errors="replace"), digest_size=8).digest())


def own_words(reading: Reading, home: Reading | None) -> frozenset[str]:
    """What the page says that the front page does not: without menus and footers, marked as such or not."""
    common = {fold(b.text) for b in home.blocks if b.visible} if home is not None else set()
    said = {fold(b.text) for b in reading.blocks if b.visible and b.area not in CHROME}
    return frozenset(w for text in said - common for w in _NUMBER.sub("0", text).split())
