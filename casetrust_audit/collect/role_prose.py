"""What a page's own prose is about: told by how often it speaks of a topic, where no name and no address say it."""

from __future__ import annotations

from collections import Counter

from casetrust_audit.model.reading import Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

_TOPICS = (
    ("returns", "returns"), ("returns", "refund"), ("returns", "exchange"), ("privacy", "privacy"), ("terms", "terms"),
    ("delivery", "delivery"), ("returns", "cancel"),
)  # fmt: skip
SHORTEST = 30
"""Characters of a sentence: menus, labels and buttons are shorter."""
FEWEST_WORDS = 60
MOST_WORDS = 3_000
OFTEN = 0.02
"""Mentions a word of text from which the text is about the topic: one in fifty."""
FEWEST = 4
AHEAD = 1.5
"""How much oftener than the next topic. Terms speak of all the others, and are told by their own words too."""
WEIGHT = 2.0


def said_by_prose(reading: Reading) -> dict[str, float]:
    """The policy that the page's own text is about, with WEIGHT; nothing where it is about several or none."""
    if any(c.amounts and c.visible for c in reading.cards):
        return {}
    texts = [b.text for b in reading.blocks if b.visible and b.area == "main" and len(b.text) >= SHORTEST]
    words = sum(len(t.split()) for t in texts)
    if words < FEWEST_WORDS:
        return {}
    counts: Counter[str] = Counter()
    left = MOST_WORDS
    for text in texts:
        left -= len(text.split())
        if left < 0:
            break
        folded = fold(text)
        for role, topic in _TOPICS:
            counts[role] += sum(1 for _ in phrases(topic).find(folded))
    ranked = counts.most_common(2)
    (role, most), next_most = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    enough = most >= FEWEST and most >= OFTEN * min(words, MOST_WORDS) and most >= AHEAD * next_most
    return {role: WEIGHT} if enough else {}
