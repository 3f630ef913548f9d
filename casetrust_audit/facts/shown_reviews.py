"""The ratings and reviews a page shows of its item: in words, in the names of what can be pressed, in lists of single
reviews, or behind a tab that names them. What is said of the shop, of its service or of other products is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from casetrust_audit.facts.sentences import in_other_card
from casetrust_audit.facts.single_reviews import masked_reviews, written_reviews
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Box, Button, Heading, Link, Reading, TextBlock
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.price_label import label_of
from casetrust_audit.text.rating_words import (
    Score,
    count_in,
    rates_another,
    says_helped,
    says_none,
    score_in,
    titles_reviews,
)

_NONE = re.compile(
    r"\b(no (customer )?reviews( yet)?|0 (customer )?reviews|be the first to (write|"
    r"leave|review)|not (yet )?(been )?reviewed|no ratings?)\b"
)
_LISTED = re.compile(
    r"^(?:rated |rating:? )?([1-5])(?:\.0)?\s*(?:/|out of)\s*5(?: stars?)?$|^([1-5]) stars?$|^([★⭐]{1,5})[☆✩]{0,4}$"
)


LONGEST = 160
LONGEST_TAB = 40
LONGEST_PART = 24
"""A number and its count in elements of their own are short."""
UNUSUAL_SCALES = (Decimal(6), Decimal(100))
"""Points of critics and tests, not stars of customers."""
_RATES = re.compile(r"\d")
_ALONE = re.compile(r"\d[.,]\d{1,2}")
_NTH = re.compile(r":nth-of-type\(\d+\)")
_COUNT_ALONE = re.compile(r"\(?\s*\d{1,3}(?:[.,]?\d{3})*(?:\.\d)?\s?k?\+?\s*\)?")
_BRACKETED = re.compile(r"\(\s*(\d{1,3}(?:[.,]?\d{3})*(?:\.\d)?\s?k?\+?)\s*\)", re.I)
_REVIEW_PLACE = re.compile(r"review|rating|testimonial|bewertung|avis|opinion|recension|comment|评价|評價", re.I)
BESIDE_PX = 120.0
_CELLS = ("td", "dd")
_CHOICES = frozenset({"label", "option", "legend"})
"""Stars to be given, not stars that were."""
_OTHERS_HEAD = re.compile(
    r"\babout (?:the |this |our )?(?:seller|shop|store|company|brand)\b|\bseller\b|\bour (?:shop|store)\b"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Ratings a page shows. Ratings are out of five; `listed` are those of single reviews."""

    score: Decimal | None
    count: int | None
    none_yet: bool
    listed: tuple[int, ...]
    quotes: tuple[tuple[str, str], ...]
    """Words and selector of what was read."""
    stated: Score | None = None
    """The score on the scale the page writes it in."""
    written: int = 0
    """Single reviews in words, under a title of reviews, each with its writer or its day, or asked after."""

    @property
    def any(self) -> bool:
        """Whether anything of a review or a rating is shown."""
        return self.score is not None or bool(self.count or self.listed or self.written)


@once
def shown(page: Page) -> Shown:
    """What the page shows of ratings, cards of other products left out; what stands behind a tab of reviews is there
    to be opened, and is shown too where nothing is in front of it."""
    seen = _seen(page, hidden=False)
    if seen.any or not review_tab(page):
        return seen
    behind = _seen(page, hidden=True)
    return behind if behind.any and not seen.none_yet else seen


def _seen(page: Page, *, hidden: bool) -> Shown:
    stated: Score | None = None
    count: int | None = None
    none_yet, listed, quotes, helped = False, list[int](), list[tuple[str, str]](), 0
    for text, selector, block in _texts(page, hidden):
        folded = fold(text)
        if len(folded) > LONGEST or (page.role == "product" and rates_another(folded)):
            continue
        if phrases("no-reviews").any(folded) or _NONE.search(folded) or says_none(folded):
            none_yet = True
            continue
        if says_helped(folded):
            helped += 1
            quotes.append((text, selector))
            continue
        if single := _LISTED.search(folded):
            if block:
                listed.append(int(single.group(1) or single.group(2) or len(single.group(3))))
                quotes.append((text, selector))
            continue
        score = score_in(folded)
        number = count_in(folded, beside_score=score is not None)
        if number == 0:
            none_yet = True
            continue
        if score is not None and stated is None and score.best not in UNUSUAL_SCALES:
            stated = score
            quotes.insert(0, (text, selector))
        if number and count is None:
            count = number
            quotes.append((text, selector))
    listed = _without_distribution(listed)
    if stated is None and len(listed) == 1 and count:
        stated = Score(Decimal(listed.pop()))  # one row of stars beside a count is the product's rating, not a review
    written = written_reviews(page) or (masked_reviews(page) if _names_them(page) else ())
    quotes += [(r.text, r.selector) for r in written[:1]]
    return Shown(
        stated.of_five if stated else None, count, none_yet or count == 0, tuple(listed), tuple(quotes), stated,
        max(len(written), 0 if none_yet else helped),
    )  # fmt: skip


def _names_them(page: Page) -> bool:
    """Whether a short text of the page's own part is a title of reviews, in whatever element: a tab, a paragraph."""
    return any(b.visible and is_own(page, b) and any(_names_reviews(t) for t in (b.text, *(r.text for r in b.runs)))
               for b in page.reading.blocks)  # fmt: skip


def _without_distribution(listed: list[int]) -> list[int]:
    """Single ratings without "5 stars, 4 stars, 3 stars, 2 stars, 1 star": the rows that count how many gave each."""
    for at in range(len(listed) - 4):
        if listed[at : at + 5] in ([5, 4, 3, 2, 1], [1, 2, 3, 4, 5]):
            return listed[:at] + _without_distribution(listed[at + 5 :])
    return listed


def _texts(page: Page, hidden: bool) -> Iterator[tuple[str, str, bool]]:
    """Text, selector, and whether it is a block of text, of what a shopper sees or hears in the page's own part:
    texts, alternative texts of pictures of stars, and the names of what can be pressed."""
    reading = page.reading
    blocks = [
        (at, b)
        for at, b in enumerate(reading.blocks)
        if b.visible is not hidden and is_own(page, b) and b.tag not in _CHOICES
    ]
    for (at, one), (_, next_one) in zip_longest(blocks, blocks[1:], fillvalue=(0, None)):
        if one is None:
            continue
        text = _apart(one)
        beside = _apart(next_one) if next_one is not None else ""
        if _ALONE.fullmatch(text) and len(beside) <= LONGEST_PART:
            if _COUNT_ALONE.fullmatch(fold(beside)):
                text = f"{text} ({beside.strip('() ')})"
            elif score_in(f"{text} {fold(beside)}"):  # "3.3" over "Average rating"
                text = f"{text} {beside}"
        if one.tag in _CELLS and (label := label_of(reading, at)) is not None and rates_another(label.text):
            continue  # "Energy rating" | "4.5 stars"
        yield text, one.selector, one.tag != "button"  # a button of stars is pressed to give them
    if hidden:
        return
    for image in reading.images:
        if image.visible and image.alt and _is_own_spot(page, "", image.box):
            count = next((t for _, b in blocks if (t := _count_beside(image.box, b))), "")
            yield f"{image.alt} ({count})" if count and score_in(fold(image.alt)) else image.alt, "", True
    yield from ((text, selector, False) for text, selector in _pressed(page, [b for _, b in blocks]))


def _pressed(page: Page, blocks: list[TextBlock]) -> Iterator[tuple[str, str]]:
    """Name and selector of what can be pressed and has a number in it."""
    for control in page.reading.pressable():
        if not (control.visible and _RATES.search(control.text) and is_own(page, control)):
            continue
        counts = isinstance(control, Link) and _leads_to_reviews(control, page)
        if counts and _COUNT_ALONE.fullmatch(fold(control.text)):
            number = f"({control.text.strip('() ')} reviews)"
            yield f"{_score_before(control, blocks)} {number}".strip(), control.selector
        else:
            yield control.text, control.selector


def _score_before(count: Link | Button, blocks: list[TextBlock]) -> str:
    """The number that stands alone before a link with the count, in the text that holds it: "4.5" of "4.5 1,284"."""
    around = next((b for b in blocks if count.selector.startswith(f"{b.selector} > ")), None)
    before = _apart(around).partition(count.text)[0].strip() if around else ""
    return before if _ALONE.fullmatch(before) else ""


def _apart(block: TextBlock) -> str:
    """A block's text with what stands in elements of its own kept apart: "4.9" beside "2,695 reviews"."""
    parts = [r.text for r in block.runs if r.visible and r.text.strip()]
    if len(parts) < 2 or len(block.text) > LONGEST:
        return block.text
    text = parts[0]
    for part in parts[1:]:
        text += (" " if text[-1:].isalnum() and part[:1].isalnum() else "") + part
    return text if fold(text).replace(" ", "") == fold(block.text).replace(" ", "") else block.text


def is_own(page: Page, spot: TextBlock | Button | Link | Heading) -> bool:
    """Whether a spot lies in the page's own part: in no card of another product, under no title of others."""
    return spot.area in ("main", "aside") and _is_own_spot(page, spot.selector, spot.box)


def _is_own_spot(page: Page, selector: str, box: Box) -> bool:
    if in_other_card(page, selector, box):
        return False
    return not any(top <= box[1] < end for top, end in _sections_of_others(page.reading))


def _count_beside(stars: Box, block: TextBlock) -> str:
    """The number of a bare "(128)" in the line of drawn stars, right behind them; "" for any other text."""
    found = _BRACKETED.fullmatch(block.text.strip())
    gap = block.box[0] - (stars[0] + stars[2])
    level = abs((block.box[1] + block.box[3] / 2) - (stars[1] + stars[3] / 2))
    return found[1] if found and gap <= BESIDE_PX and level <= max(stars[3], block.box[3]) else ""


@once
def _sections_of_others(reading: Reading) -> tuple[tuple[float, float], ...]:
    """From where to where, in pixels down the page, other products or the shop itself are spoken of: from a title that
    says so to the next of its rank."""
    heads = sorted((h for h in reading.headings if h.visible and h.box[3] > 0), key=lambda h: h.box[1])
    found = []
    for at, head in enumerate(heads):
        text = fold(head.text)
        if head.level > 1 and (phrases("other-products").any(text) or rates_another(text) or _OTHERS_HEAD.search(text)):
            inside = _titles_within(head, heads[at + 1 :])
            rest = (h for h in heads[at + 1 :] if h.level <= head.level and h not in inside)
            end = next((h.box[1] for h in rest), float("inf"))
            found.append((head.box[1], end))
    return tuple(found)


def _titles_within(head: Heading, below: list[Heading]) -> list[Heading]:
    """Titles of the products that a title such as "Related products" stands over, though they are of its rank: two or
    more of one kind, deeper in the element that holds the title."""
    around = f"{head.selector.rpartition(' > ')[0]} > "
    deeper = [h for h in below if h.selector.startswith(around) and " > " in h.selector[len(around) :]]
    kinds = Counter(_NTH.sub("", h.selector) for h in deeper)
    return [h for h in deeper if kinds[_NTH.sub("", h.selector)] > 1]


def _leads_to_reviews(link: Link, page: Page) -> bool:
    """Whether a link leads to the reviews further down its page."""
    return opens_here(link, page) and bool(_REVIEW_PLACE.search(link.href.partition("#")[2]))


def review_tab(page: Page) -> str:
    """The shown label of a tab or fold for reviews on this page ("Reviews (0)"): what is hidden behind it is there to
    be opened. "" where there is none."""
    labels = [b.text for b in page.reading.buttons if b.visible and b.area in ("main", "aside")]
    labels += [h.text for h in page.reading.headings if h.visible and h.area in ("main", "aside")]
    labels += [a.text for a in page.reading.links if a.visible and a.area in ("main", "aside") and opens_here(a, page)]
    return next((text for text in labels if _names_reviews(text)), "")


def opens_here(link: Link, page: Page) -> bool:
    """A link without target, or to a place on the page it stands on."""
    address, hash_, place = link.href.partition("#")
    return (
        not link.href
        or link.href.startswith("javascript:")
        or bool(hash_ and place and address in ("", page.url.partition("#")[0]))
    )


def _names_reviews(text: str) -> bool:
    """A label of reviews and nothing else but their number."""
    said = fold(text)
    hits = phrases("reviews").find(said)
    return titles_reviews(said) or (
        len(said) <= LONGEST_TAB
        and any(not any(c.isalpha() for c in said[: hit.start] + said[hit.end :]) for hit in hits)
    )
