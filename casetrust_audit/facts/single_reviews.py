"""Single reviews on product pages: their words, their writer and their day. Who wrote one is kept as a digest only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casetrust_audit.facts.passages import per_shop
from casetrust_audit.facts.sentences import HEADINGS, by_url, in_other_card, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.structured import nodes
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.dates import find_dates
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.rating_words import titles_reviews

FEWEST_WORDS = 8
"""“Good!” and “Fast delivery, thanks” are written by many: shorter texts say nothing."""
MOST_REVIEWS = 1500
LONGEST = 4000
_BESIDE_WORDS = 20
_NOT_REVIEWS = frozenset({"label", "button", "option", "select", "legend", "th", "summary", "a", *HEADINGS})
_BY_THE_SHOP = re.compile(
    r"\bthank(?:s| you)(?: so much| very much)? for (?:your|the|sharing|taking|leaving|writing)\b"
    r"|\bwe(?:'re| are) (?:glad|happy|sorry|delighted)\b|\bverified buyer['\"”’]? means\b|感谢您的(?:评价|支持)"
    r"|\bterima kasih atas (?:ulasan|maklum balas)"
)
_STARS = re.compile(
    r"[★☆⭐✩]+|\b[0-5](?:\.\d)? ?(?:/|out of) ?5(?: stars?)?\b|\b[1-5] stars?\b|\bverified (?:buyer|purchase)\b"
)
_BY = re.compile(r"(?:^|\| )(?:by|from|von|par|posted by|reviewed by|review by)\b.{2,40}|\bverified\b|评价人|用户")
_NOT_ONE = re.compile(
    r"\b(?:no|not|any|all|every|each|our|these|the) (?:\w+ ){0,3}reviews\b|\breviews (?:are|is|come|were|have)\b"
    r"|\b(?:was this|found this) (?:review )?helpful\b|暂无评价|belum ada ulasan"
)
"""Words about reviews, not of one."""
_MASKED = re.compile(
    r"(?<![\w*])\w{1,12}\*{1,6}\w{0,8}(?![\w*])|匿名(?:用户|用戶|买家|買家|评价|評價)?|\banonymous (?:buyer|user)\b"
)
"""How markets write who reviewed: the name with stars in its middle ("j**n", "90***02")."""
MASKED_CHARS = 40
NEAR_BLOCKS = 4
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class SingleReview:
    """One review as it stands on a product's page. `words` are its folded words, each Chinese character one; `writer`
    is a digest of who wrote it, "" where that cannot be told; `day` is None where it is not plain."""

    page: Page = field(compare=False)
    product: str
    words: tuple[str, ...]
    writer: str
    day: date | None
    marked: bool = False
    """Read off the page's data, where writers have their bare name, and not off what a shopper sees."""

    @property
    def digest(self) -> str:
        """SHA-256 of the words, in hex: what is shown in place of them."""
        return hashlib.sha256(" ".join(self.words).encode()).hexdigest()

    @property
    def telling(self) -> bool:
        """Whether it is long enough for the same words not to come together by themselves."""
        return len(self.words) >= FEWEST_WORDS

    def by_another(self, other: SingleReview) -> bool:
        """Whether both say who wrote them, in the same way, and it is not the same writer."""
        known = self.writer and other.writer and self.marked is other.marked
        return bool(known) and self.writer != other.writer


@per_shop
def single_reviews(shop: Shop) -> tuple[SingleReview, ...]:
    """The reviews of every product page that was read, each page once."""
    found: list[SingleReview] = []
    for pages in by_url(shop.by_role("product", layout="desktop")).values():
        page = pages[0]
        marked, shown = tuple(_marked(page)), tuple(_shown(page))
        one_page = marked if len(marked) >= len(shown) else shown
        found.extend(dict.fromkeys(one_page))
    return tuple(found[:MOST_REVIEWS])


def _review(page: Page, text: str, writer: str, day: date | None, *, marked: bool = False) -> SingleReview:
    words = tuple(_WORD.findall(fold(text[:LONGEST])))
    digest = hashlib.sha256(writer.encode()).hexdigest() if writer else ""
    return SingleReview(page, title_of(page) or page.url, words, digest, day, marked)


# as the page states them for machines


def _marked(page: Page) -> Iterator[SingleReview]:
    for node in nodes(page.reading, "review", "userreview"):
        body = node.get("reviewBody") or node.get("description")
        if isinstance(body, str) and body.strip():
            yield _review(page, body, _author(node), _day(node.get("datePublished")), marked=True)


def _author(node: Mapping[str, Any]) -> str:
    author = node.get("author")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    return fold(name) if isinstance(name, str) else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


# as a shopper sees them


def _shown(page: Page) -> Iterator[SingleReview]:
    """Longer texts under a heading of reviews, each with the short ones of its own container beside it."""
    section = review_section(page)
    long = [b for b in section if _is_review(b)]
    for block in long:
        others = [b.selector for b in long if b is not block]
        container = _container(block.selector, others)
        beside = [
            b
            for b in section
            if container and b is not block and _under(b.selector, container) and len(b.text.split()) <= _BESIDE_WORDS
        ]
        text = " | ".join(b.text for b in beside)
        yield _review(page, block.text, _writer(text, title_of(page)), _plain_day(text))


def written_reviews(page: Page) -> tuple[TextBlock, ...]:
    """The texts of reviews that stand under a title of reviews, each with its writer or its day beside it."""
    section = review_section(page)
    # "by Anna, 6 January 2015 Review: …": writer, day and words in one
    found = [b for b in section if _written_by(fold(b.text)) and len(_WORD.findall(b.text)) >= 2 * FEWEST_WORDS]
    long = [b for b in section if _is_review(b)]
    for block in long:
        around = _container(block.selector, [b.selector for b in long if b is not block])
        near = [b.text for b in section if around and b is not block and _under(b.selector, around)]
        short = " | ".join(t for t in near if len(t.split()) <= _BESIDE_WORDS)
        if find_dates(short) or _STARS.search(fold(short)) or _BY.search(fold(short)):
            found.append(block)
    return tuple(found)


def masked_reviews(page: Page) -> tuple[TextBlock, ...]:
    """The names, with stars in their middle, of those whose words and day follow: reviews, whatever their title is."""
    shown = [b for b in page.reading.blocks if b.visible and b.area in ("main", "aside")]
    return tuple(b for at, b in enumerate(shown) if _is_masked(b) and _tells(shown[at : at + NEAR_BLOCKS]))


def _is_masked(block: TextBlock) -> bool:
    return len(block.text) <= MASKED_CHARS and bool(_MASKED.search(fold(block.text)))


def _tells(blocks: list[TextBlock]) -> bool:
    """Whether words of one's own and a day stand in what begins with a name."""
    name, *after = blocks
    dated = any(find_dates(b.text) for b in blocks)
    return dated and any(len(_WORD.findall(_bare(fold(b.text)))) >= 3 and not _is_masked(b) for b in after or [name])


@once
def review_section(page: Page) -> tuple[TextBlock, ...]:
    """Visible blocks under a heading of reviews, up to the next heading of its rank or above."""
    return tuple(_under_reviews(page))


def _under_reviews(page: Page) -> Iterator[TextBlock]:
    rank = 0
    for block in page.reading.blocks:
        if not block.visible or block.area not in ("main", "aside") or in_other_card(page, block.selector, block.box):
            continue
        level = int(block.tag[1:]) if block.tag in HEADINGS and block.tag[1:].isdigit() else 0
        if level and (not rank or level <= rank):
            titled = phrases("reviews").any(block.text) or titles_reviews(fold(block.text))
            rank = level if titled else 0
        elif rank:
            yield block


def _is_review(block: TextBlock) -> bool:
    text = fold(block.text)
    # "Reviewed by Anna on 25 Nov 2026, 7:19 p.m. | Permalink" and a line of stars tell of a review and are none
    long_enough = len(_WORD.findall(_bare(text))) >= FEWEST_WORDS and block.tag not in _NOT_REVIEWS
    about = phrases("leave-review").any(text) or _NOT_ONE.search(text) or _BY_THE_SHOP.search(text)
    return long_enough and not about and " form" not in block.selector and not _written_by(text)


def _written_by(text: str) -> bool:
    return bool(re.match(r"(?:reviewed|posted|written|by)\b", text)) and bool(find_dates(text))


def _bare(text: str) -> str:
    """A folded text without days, stars and marks of verification."""
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return _STARS.sub(" ", text)


def _container(selector: str, others: Iterable[str]) -> str:
    """The largest element around the text that holds no other review; "" where there is none."""
    steps, rest = selector.split(" > "), list(others)
    best = ""
    for count in range(len(steps) - 1, 0, -1):
        around = " > ".join(steps[:count])
        if any(_under(other, around) for other in rest):
            break
        best = around
        if not rest:
            break  # a lone review: no more than its own element tells where it ends
    return best


def _under(selector: str, container: str) -> bool:
    return selector.startswith(container + " > ")


def _writer(beside: str, product: str) -> str:
    """What stands beside a review without its day, stars, figures and product."""
    name = fold(product)
    folded = fold(beside).replace(name, " ") if name else fold(beside)
    return " ".join(re.findall(r"[^\W\d_]+", _bare(folded)))


def _plain_day(beside: str) -> date | None:
    """The one day named beside a review, where it can be read in one way only."""
    days = {found.readings for found in find_dates(beside)}
    return next(iter(days))[0] if len(days) == 1 and all(len(readings) == 1 for readings in days) else None
