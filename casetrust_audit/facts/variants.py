"""Which product pages are variants of one product: names that differ in a part that the other page offers to choose.

Shops that give each colour or size a page of its own say the same of all of them; that describes each, as a frame that
stands on every page does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casetrust_audit.facts.sentences import title_of
from casetrust_audit.model.capture import Page
from casetrust_audit.text.normalise import fold

LONGEST_PART = 40
"""Characters of the part that tells variants apart ("Navy blue", "500 ml")."""
SHORTEST_COMMON = 2
_EDGES = re.compile(r"^\W+|\W+$")
_LATIN = re.compile(r"[a-z0-9]")


def families(groups: Mapping[str, tuple[Page, ...]]) -> dict[str, str]:
    """For the captures of each address, the name of its family: its own name, folded, or that of the first variant."""
    names = {url: fold(title_of(group[0])) or url for url, group in groups.items()}
    distinct = sorted(set(names.values()))
    offers = {name: frozenset[str]() for name in distinct}
    for url, group in groups.items():
        offers[names[url]] |= frozenset(text for page in group for text in _offered(page))
    first = {name: name for name in distinct}
    for position, one in enumerate(distinct):
        for other in distinct[position + 1 :]:
            if any(right in offers[one] or left in offers[other] for left, right in _apart(one, other)):
                old, new = sorted((first[one], first[other]))[::-1]
                first = {name: new if head == old else head for name, head in first.items()}
    return {url: first[name] for url, name in names.items()}


def _offered(page: Page) -> Iterator[str]:
    """What the page offers to choose, each text folded."""
    reading = page.reading
    yield from (fold(b.text) for b in reading.buttons if b.visible)
    yield from (fold(item.text) for item in reading.links if item.visible and item.area == "main")
    yield from (fold(c.text) for group in reading.choices for c in group.choices if c.visible)
    yield from (fold(o.text) for field in reading.fields() for o in field.options)


def _apart(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The parts in which two names differ, where they have the rest in common: "cup - white" and "cup - black". What
    both parts end with may belong to them ("白色", "黑色") or not ("(small), boxed", "(smoky), boxed")."""
    head = _in_common(one, other)
    rests = one[head:], other[head:]
    tail = _in_common(rests[0][::-1], rests[1][::-1])
    for kept in {tail, 0} if head >= SHORTEST_COMMON else {tail}:
        left, right = (_EDGES.sub("", rest[: len(rest) - kept]) for rest in rests)
        if head + kept >= SHORTEST_COMMON and left and right and max(len(left), len(right)) <= LONGEST_PART:
            yield left, right


def _in_common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, without a part of a Latin word."""
    length = next((n for n, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), None)
    length = min(len(one), len(other)) if length is None else length
    while length and _LATIN.match(one[length - 1]) and any(_LATIN.match(t[length : length + 1]) for t in (one, other)):
        length -= 1
    return length
