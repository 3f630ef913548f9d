"""Signs that reviews were made up or used again. None of them proves it: they say where a person should look.

Evidence names the page and the digest of the words, never a reviewer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, own_blocks
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.facts.shown_reviews import shown
from casetrust_audit.facts.single_reviews import SingleReview, single_reviews
from casetrust_audit.facts.structured import nodes, products
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.text.dates import find_dates
from casetrust_audit.text.normalise import fold

SIGNALS = ("recycled", "burst", "older-than-product")
ENOUGH_REVIEWS = 30
"""Below this, likeness and bursts come by chance."""
ENOUGH_ALIKE = 3
"""So many reviews in the words of another writer are no coincidence."""
SHINGLE = 3
ALIKE = 0.8
"""Share of their three-word runs that two texts must have in common to be nearly the same."""
FEWEST_NEAR = 12
"""Fewer words are compared as a whole only."""
BURST_SHARE, BURST_LEAST = 0.4, 10
BEFORE_LAUNCH = timedelta(days=30)
"""Samples and orders in advance may be reviewed so long before."""
_LAUNCHED = re.compile(
    r"\b(?:launch(?:ed)?|launch date|release(?:d)?|release date|new since|on sale since|available since|first sold)\b"
    r"|上市|发布日期|dilancarkan"
)
_LAUNCH_WORDS = 12


@fact("reviews.read", Kind.INT, "How many single reviews could be read on product pages, each counted once.")
def read(shop: Shop) -> Fact | NotFound:
    """Unknown where the shop counts enough reviews to compare but shows fewer on the pages read."""
    pages = [group[0] for group in by_url(shop.by_role("product", layout="desktop")).values()]
    found = _apart(single_reviews(shop))
    claimed = _claimed(pages)
    if len(found) < ENOUGH_REVIEWS <= claimed:
        return Unknown(f"the shop counts {claimed} reviews, and only {len(found)} could be read")
    if not found:
        return NotFound(shop.refs(pages), ("single reviews",))
    return Known(len(found), spread(shop.refs(_pages(found))))


@fact(
    "reviews.signals",
    Kind.SUBJECTS,
    "Signs that reviews were made up or used again, where there are enough to compare.",
    fields={
        "kind": FieldType(Kind.CHOICE, SIGNALS, "same words under other names, many on one day, before the product"),
        "count": FieldType(Kind.INT, doc="number of reviews it is seen in"),
    },
)
def signals(shop: Shop) -> Fact | NotFound:
    found = _apart(single_reviews(shop))
    searched = shop.refs(_pages(found) or shop.by_role("product", layout="desktop"))
    subjects = tuple(s for make in (_recycled, _burst, _too_old) if (s := make(shop, found)) is not None)
    if not subjects:
        return NotFound(searched, ("the same words under other names", "many on one day"), sufficient=bool(found))
    return Known(subjects, spread(e for s in subjects for e in s.evidence))


def _pages(reviews: Iterable[SingleReview]) -> tuple[Page, ...]:
    """The pages of the reviews, each once."""
    return tuple({r.page.capture.id: r.page for r in reviews}.values())


def _claimed(pages: Iterable[Page]) -> int:
    """Reviews that the products say they have; the same figures on several products are those of the whole shop."""
    figures = set()
    for page in pages:
        seen = shown(page)
        marked = [n for p in products(page.reading) for n in (p.review_count, p.rating_count) if n]
        figures.add((seen.score, max([seen.count or 0, *marked])))
    return sum(count for _, count in figures)


def _apart(reviews: Iterable[SingleReview]) -> tuple[SingleReview, ...]:
    """Each review once: the variants of a product, and related products, often show the same ones."""
    seen: dict[tuple[object, ...], SingleReview] = {}
    for number, review in enumerate(reviews):
        key = (review.words, review.writer) if review.writer else (review.words, number)
        seen.setdefault(key, review)
    return tuple(seen.values())


def _recycled(shop: Shop, reviews: tuple[SingleReview, ...]) -> Subject | None:
    alike: dict[SingleReview, None] = {}
    for one, other in _pairs([r for r in reviews if r.telling and r.writer]):
        alike |= {one: None, other: None}
    if len(alike) < ENOUGH_ALIKE:
        return None
    items = dict.fromkeys(r.product for r in alike)
    label = f"{len(alike)} reviews of {len(items)} product(s) in the same or nearly the same words under other names"
    return Subject(label, {"kind": "recycled", "count": len(alike)}, _refs(shop, alike))


def _pairs(reviews: list[SingleReview]) -> Iterator[tuple[SingleReview, SingleReview]]:
    """Two reviews of different writers in the same or nearly the same words."""
    runs = [_runs(r) for r in reviews]
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            having[run].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= 200:  # a run that everybody uses tells nothing
            common.update(combinations(numbers, 2))
    for (a, b), shared in common.items():
        near = shared / len(runs[a] | runs[b]) >= ALIKE
        if near and reviews[a].by_another(reviews[b]):
            yield reviews[a], reviews[b]


def _runs(review: SingleReview) -> frozenset[tuple[str, ...]]:
    words = review.words
    if len(words) < FEWEST_NEAR:
        return frozenset({words})
    return frozenset(words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1))


def _burst(shop: Shop, reviews: tuple[SingleReview, ...]) -> Subject | None:
    dated = [r for r in reviews if r.day is not None]
    if len(dated) < ENOUGH_REVIEWS:
        return None
    day, count = Counter(r.day for r in dated).most_common(1)[0]
    if count < max(BURST_LEAST, BURST_SHARE * len(dated)):
        return None
    label = f"{count} of {len(dated)} dated reviews are of one day, {day}"
    return Subject(label, {"kind": "burst", "count": count}, _refs(shop, (r for r in dated if r.day == day)))


def _too_old(shop: Shop, reviews: tuple[SingleReview, ...]) -> Subject | None:
    launched = {page.capture.id: _launch(page) for page in _pages(reviews)}
    old = [r for r in reviews if r.day and (day := launched[r.page.capture.id]) and r.day < day - BEFORE_LAUNCH]
    if len(old) < ENOUGH_ALIKE:
        return None
    items = dict.fromkeys(r.product for r in old)
    label = f"{len(old)} reviews are older than the product they stand at ({len(items)} product(s))"
    return Subject(label, {"kind": "older-than-product", "count": len(old)}, _refs(shop, old))


def _launch(page: Page) -> date | None:
    """The day from which a product is sold, as its data or its page state it."""
    for node in nodes(page.reading, "product", "productgroup", "productmodel"):
        value = node.get("releaseDate")
        if isinstance(value, str) and (found := find_dates(value[:10])) and len(found[0].readings) == 1:
            return found[0].readings[0]
    for block in own_blocks(page):
        text = fold(block.text)
        if len(text.split()) <= _LAUNCH_WORDS and _LAUNCHED.search(text):
            days = [found.readings[0] for found in find_dates(text) if len(found.readings) == 1]
            if len(days) == 1:
                return days[0]
    return None


def _refs(shop: Shop, reviews: Iterable[SingleReview]) -> tuple[EvidenceRef, ...]:
    """Page and digest of each review; no spot, for a picture of it would show who wrote it."""
    return spread(shop.ref(r.page, f"review {r.digest[:16]} ({len(r.words)} words)") for r in reviews)
