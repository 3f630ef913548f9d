"""The rating a piece of HTML shows: in words, labels, attributes, microdata, JSON-LD, class names, or drawn stars."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bs4 import BeautifulSoup, Tag

from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.rating_words import Score, count_in, score_in

LONGEST = 60_000
MOST_TAGS = 800
"""An element that shows a rating is small; more is not looked through."""
FIVE = Decimal(5)
SOURCES = ("json-ld", "microdata", "text", "label", "data", "number", "class", "width", "stars")
"""Where a rating was read, the surest first."""

_LABELS = ("aria-label", "title", "alt", "data-original-title", "data-tooltip", "aria-valuetext", "data-content")
_DATA = re.compile(
    r"^(?:data-)?(?:[\w-]*-)?(?:(?:avg|average|overall|mean)?-?(?:rating|score|stars?|rateit-value|overallscore|"
    r"rating-?value|average-rating|review-?rating|review-?score)|value|aria-valuenow)$"
)
_DATA_BEST = ("data-max", "data-best", "data-max-rating", "data-rating-max", "aria-valuemax", "data-rateit-max", "max")
_RATING_PLACE = re.compile(r"rating|stars?\b|star[-_]|review|score|rateit|hodnoc|bewert|grade|average|vote")
_CLASS_VALUE = re.compile(
    r"(?:^|[-_ ])(?:(?:star|rating|rate|stars|score|note)s?)(?:[-_](?:rating|value|icon|small|medium|large|score|"
    r"star))*"
    r"[-_ ]?(\d{1,3})(?:[-_.,](\d{1,2}))?(?:[-_ ]|$)"
)
_CLASS_SHARE = re.compile(r"(?:width|fill|percent|pct|from-rating-stats)[-\w]*?[-_](\d{1,3})(?:$|[-_ %])")
_WIDTH = re.compile(
    r"(?:^|[;\s])(?:width|--(?:rating|percent|value|score|fill)[\w-]*)\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(%?)"
)
_PLAIN = re.compile(r"^(\d{1,3}(?:[.,]\d{1,6})?)\s*(%?)$")
_BESIDE_COUNT = re.compile(r"^(\d(?:[.,]\d{1,6})?)\s*\(\s*[\d.,\s]+\s*\)$")
_FULL = re.compile(r"full|filled|active|(?:^|[-_ ])on(?:$|[-_ ])|checked|solid|selected|yellow|gold|whole")
_HALF = re.compile(r"half")
_HOLLOW = re.compile(
    r"empty|(?:^|[-_ ])off(?:$|[-_ ])|inactive|unfilled|outline|grey|gray|disabled|(?:^|[-_])0-filled|un-?checked"
)
_GLYPHS = re.compile(r"[★⭐☆✩✭✰]{1,10}")


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as shown. `best` is the top of its scale and `count` the number of reviews where told;
    `source` is one of SOURCES."""

    value: Decimal
    best: Decimal | None = None
    count: int | None = None
    source: str = "text"

    @property
    def of_five(self) -> Decimal | None:
        """On a scale of five; None where its scale does not hold it."""
        return Score(self.value, self.best).of_five


def find_rating(html_or_text: str, around: str = "") -> Rating | None:
    """The rating of an element known to show one; None where it shows none.

    `around` is the HTML of the element with its neighbours: it completes scale and count, and gives the
    rating where the element itself has none that can be read.
    """
    own = _read(html_or_text[:LONGEST])
    if not around:
        return own
    wider = _read(around[:LONGEST])
    if own is None or wider is None:
        return own or wider
    same = wider.value == own.value
    return replace(
        own,
        best=own.best or (wider.best if same else None) or _best_in(around[:LONGEST], own.value),
        count=own.count if own.count is not None else wider.count,
    )


def _read(source: str) -> Rating | None:
    if "<" not in source and not source.lstrip().startswith("{"):
        return _of_text(source) or _of_glyphs(source)
    if source.lstrip().startswith("{"):
        return _of_json(source)
    soup = BeautifulSoup(source, "html.parser")
    for script in soup.find_all("script"):
        if "ld+json" in str(script.get("type", "")) and (found := _of_json(script.get_text())):
            return found
    for useless in soup.find_all(["script", "style", "template"]):
        useless.decompose()
    tags = [t for t in soup.find_all(True, limit=MOST_TAGS) if isinstance(t, Tag)]
    text = normalise(soup.get_text(" "))
    count = _microdata_count(tags)
    count = count if count is not None else count_in(text, beside_score=True)
    for read in (_of_microdata, _of_words, _of_labels, _of_data, _of_numbers, _of_classes, _of_widths, _of_stars):
        if rating := read(tags, text):
            return replace(rating, count=rating.count if rating.count is not None else count)
    return None


def _of_json(raw: str) -> Rating | None:
    try:
        root = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    stack, left = [root], 5000
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            value = _decimal(str(node.get("ratingValue", "")))
            if value is not None:
                counts = (node.get("reviewCount"), node.get("ratingCount"))
                count = next((int(str(c)) for c in counts if str(c).isdigit()), None)
                return Rating(value, _decimal(str(node.get("bestRating", ""))), count, "json-ld")
            stack.extend(reversed(list(node.values())))
    return None


def _of_microdata(tags: list[Tag], text: str) -> Rating | None:
    value = _decimal(_prop(tags, "ratingValue"))
    if value is None:
        return None
    best = _decimal(_prop(tags, "bestRating"))
    if best is None and (score := score_in(text, known=True)) and score.value == value:
        best = score.best
    return Rating(value, best, source="microdata") if value <= (best or 100) else None


def _of_words(_: list[Tag], text: str) -> Rating | None:
    score = score_in(text, known=True)
    return Rating(score.value, score.best) if score else None


def _of_labels(tags: list[Tag], _: str) -> Rating | None:
    for tag in tags:
        for name in _LABELS:
            label = normalise(str(tag.get(name, "")))
            if label and (found := _of_text(label)):
                return replace(found, source="label")
    return None


def _of_data(tags: list[Tag], _: str) -> Rating | None:
    for tag in tags:
        for name, content in tag.attrs.items():
            generic = name in ("data-value", "aria-valuenow", "value")
            if not _DATA.match(name) or (generic and not _rates(tag)):
                continue
            value = _decimal(str(content))
            best = next((b for n in _DATA_BEST if (b := _decimal(str(tag.get(n, "")))) is not None), None)
            if value is not None and 0 <= value <= (best or (10 if not generic else 5)):
                return Rating(value, best, source="data")
    return None


def _of_numbers(tags: list[Tag], text: str) -> Rating | None:
    """A bare number: the whole text, else that of a tag named after ratings, else the first decimal under ten."""
    if found := _plain(text):
        return found
    for tag in tags:
        if _rates(tag) and _small(tag) and (found := _plain(normalise(tag.get_text(" ")))):
            return found
    for tag in tags:
        if not _small(tag):
            continue
        inner = normalise(tag.get_text(" "))
        if "%" not in inner and re.search(r"[.,]", inner) and (found := _plain(inner)):
            return found
    return None


def _of_classes(tags: list[Tag], _: str) -> Rating | None:
    for tag in tags:
        for name in _classes(tag):
            if hit := _CLASS_VALUE.search(name):
                whole, part = hit.groups()
                value = Decimal(f"{whole}.{part}") if part else Decimal(whole)
                if value <= 5:
                    return Rating(value, source="class")
                if part is None and value <= 50:  # "stars-45" is four and a half
                    return Rating(value / 10, source="class")
                if part is None and value <= 100:
                    return Rating(value / 20, FIVE, source="class")
            if "star" in name or "rating" in name:
                share = _CLASS_SHARE.search(name)
                if share and int(share.group(1)) <= 100:
                    return Rating(Decimal(share.group(1)) / 20, FIVE, source="class")
    return None


def _of_widths(tags: list[Tag], _: str) -> Rating | None:
    """Stars laid over stars and cut off: "width: 80%" is four of five."""
    for tag in tags:
        hit = _WIDTH.search(fold(str(tag.get("style", ""))))
        if hit and any(_rates(t) for t in _near(tag)):
            value = Decimal(hit.group(1))
            if hit.group(2) and value <= 100:
                return Rating((value / 20).quantize(Decimal("0.01")).normalize() + 0, FIVE, source="width")
            if "--" in hit.group() and value <= 5:
                return Rating(value, source="width")
    return None


def _of_stars(tags: list[Tag], text: str) -> Rating | None:
    if found := _of_glyphs(text):
        return found
    full = half = hollow = 0
    for tag in tags:
        names = " ".join(_classes(tag))
        if ("star" not in names and "rating" not in names) or not _small(tag, 3):
            continue
        if _HOLLOW.search(names):
            hollow += 1
        elif _HALF.search(names):
            half += 1
        elif _FULL.search(names):
            full += 1
    if full + half and full + half + hollow <= 10:
        value = full + Decimal(half) / 2
        drawn = full + half + hollow
        return Rating(value, Decimal(drawn) if drawn in (5, 10) else None, source="stars")
    return None


def _of_text(text: str) -> Rating | None:
    """A rating in plain text that is known to be one."""
    score = score_in(text, known=True)
    if score is None:
        found = _plain(normalise(text))
        return replace(found, count=count_in(text, beside_score=True)) if found else None
    return Rating(score.value, score.best, count_in(text, beside_score=True))


def _of_glyphs(text: str) -> Rating | None:
    if hit := _GLYPHS.search(text):
        full = sum(c in "★⭐" for c in hit.group())
        if full and len(hit.group()) in (5, 10) and full < len(hit.group()):
            return Rating(Decimal(full), Decimal(len(hit.group())), source="stars")
        if full == len(hit.group()) <= 5:
            return Rating(Decimal(full), source="stars")
    return None


def _plain(text: str) -> Rating | None:
    if hit := _PLAIN.match(text):
        value = Decimal(hit.group(1).replace(",", "."))
        if hit.group(2):
            return Rating(value, Decimal(100), source="number") if value <= 100 else None
        return Rating(value, source="number") if value <= 10 else None
    if hit := _BESIDE_COUNT.match(text):
        return Rating(Decimal(hit.group(1).replace(",", ".")), source="number")
    return None


def _best_in(html: str, value: Decimal) -> Decimal | None:
    """The scale named beside a rating: "<b>4.6</b> out of 5" is told only by the text around."""
    soup = BeautifulSoup(html, "html.parser")
    tags = [t for t in soup.find_all(True, limit=MOST_TAGS) if isinstance(t, Tag)]
    if (marked := _decimal(_prop(tags, "bestRating"))) is not None:
        return marked
    score = score_in(normalise(soup.get_text(" ")), known=True)
    return score.best if score and score.value == value else None


def _prop(tags: list[Tag], name: str) -> str:
    for tag in tags:
        if str(tag.get("itemprop", "")).lower() == name.lower():
            return str(tag.get("content") or tag.get("value") or normalise(tag.get_text(" ")))
    return ""


def _microdata_count(tags: list[Tag]) -> int | None:
    for name in ("reviewCount", "ratingCount"):
        digits = re.sub(r"\D", "", _prop(tags, name))
        if digits and len(digits) < 9:
            return int(digits)
    return None


def _near(tag: Tag) -> Iterator[Tag]:
    """The tag, the two around it, and its children."""
    yield tag
    for around in (tag.parent, tag.parent.parent if tag.parent else None):
        if around is not None:
            yield around
    yield from (child for child in tag.children if isinstance(child, Tag))


def _small(tag: Tag, most: int = 6) -> bool:
    """True for a tag with so little inside that it may hold a number alone."""
    stack, seen = [tag], 0
    while stack and seen <= most + 1:
        seen += 1
        stack.extend(child for child in stack.pop().children if isinstance(child, Tag))
    return seen <= most + 1


def _rates(tag: Tag) -> bool:
    return bool(
        _RATING_PLACE.search(fold(" ".join([*_classes(tag), str(tag.get("id", "")), str(tag.get("itemprop", ""))])))
    )


def _classes(tag: Tag) -> Iterator[str] | list[str]:
    names = tag.get("class") or []
    return [n.lower() for n in (names.split() if isinstance(names, str) else names)]


def _decimal(text: str) -> Decimal | None:
    hit = re.match(r"\s*(\d{1,3}(?:[.,]\d{1,8})?)(?![\d])", text)
    return Decimal(hit.group(1).replace(",", ".")) if hit else None
