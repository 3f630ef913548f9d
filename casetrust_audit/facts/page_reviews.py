"""Reviews and rating on one page: shown, an empty place for them, only a service's widget, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.availability import own_product
from casetrust_audit.facts.lone_page import all_shown, product_page, undrawn
from casetrust_audit.facts.reviews import asks_for_review, review_widget
from casetrust_audit.facts.sentences import key, words
from casetrust_audit.facts.shown_reviews import Shown, is_own, opens_here, shown
from casetrust_audit.facts.structured import StructuredProduct
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Button, Heading, Link, Reading, TextBlock
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.rating_words import rates_another

STATES = ("shown", "empty", "widget_only", "none")
PLACE_WORDS = 8
FRAME = ("header", "nav", "footer", "dialog")
_PLACE = re.compile(
    r"\b(reviews?|ratings?|testimonials?|bewertungen|kundenbewertungen|produktbewertungen|rezensionen|recensioni|"
    r"avis clients?|les avis|opiniones|reseñas|valoraciones|avaliações|opinie|hodnocen[ií]|hodnoteni[ea]|recenz[ei]|"
    r"beoordelingen|отзывы|відгуки|отзиви|recenzije|ocjene|mnenja|értékelések|vélemények|recenzii|κριτικές"
    r"|αξιολογ\w+"
    r"|arvostelut|arvustused|atsauksmes|atsiliepimai|anmeldelser|omtaler|recensioner|omdömen|yorumlar"
    r"|değerlendirmeler"
    r"|đánh giá|ulasan)\b|รีวิว|리뷰|후기|상품평|تقييمات|المراجعات|ביקורות|חוות דעת|口コミ|评价|評價|评论|評論"
    r"|レビュー"
)
_OUTSIDE = re.compile(
    r"\b(expert|video|written|press|editor\w*|our|google|facebook|store|guides?|read our|news|tips|seller'?s?|in the"
    r"|filters?"
    r"|sort(ed)?( by)?|all ratings|age|content|energy|parental|policy|guidelines?|terms|team|program\w*"
    r"|incentiv\w*)\b"
)
_SEE = re.compile(
    r"\b(see|read|view|show)( all)?( the| customer| product)* (reviews?|ratings?)\b|查看(全部|所有)?(评价|評價|评论"
    r"|評論)"
)
_OF_THE_SHOP = re.compile(
    r"\bfeedback\b|\brate us\b|\btell us\b|\breview us\b|\bleave us\b|\bshare your experience\b|\brate your (purchase"
    r"|experience)\b"
)
"""What asks for words about the shop, or a purchase, on whatever page."""
_LEAVE = re.compile(
    r"\b(write|leave|add|post|submit) (a|your|the first)? ?(customer |product )?review|\b(rate|review) (this|it)\b|"
    r"\breviewing this\b|"
    r"\byour rating\b|\bbewerten sie\b|\bbewertung (schreiben|abgeben)\b|\bartikel bewerten\b|\bdonne[rz] (votre|"
    r"un) avis\b|"
    r"\b(rédige[rz]?|laisse[rz]?|écri(re|vez)|poste[rz]?|donner) (votre|un|mon) avis\b|\bje donne mon avis\b|"
    r"\bscrivi (una|la tua) recensione\b|\bescrib\w+ (una|un|tu) (reseña|opinión|comentario|valoración)\b|"
    r"\bescrev[ae]r? (a tua|a sua|sua|uma) avaliação\b|\bschrijf (een|je|uw) (review|beoordeling)\b|"
    r"\b(napisz|wystaw) opinię\b|\b(tulis|beri(kan)?) (ulasan|penilaian)\b|\bviết (đánh giá|nhận xét)\b|"
    r"レビューを(書く|投稿)|리뷰 ?(작성|쓰기)|เขียนรีวิว|"
    r"\b(оставить|написать|добавить) (первый )?отзыв\b|"
    r"\bоставляйте отзывы\b|\b(ohodnotit|hodnotiť|přidat hodnocení|pridať hodnotenie)\b|\bdodaj opinię\b"
)


@dataclass(frozen=True, slots=True)
class PageReviews:
    """`state` is one of STATES; `rating` is on the scale `best` (5 where the page names none), `count` how many
    reviews or ratings; `evidence` (words, selector)."""

    state: str
    rating: Decimal | None
    best: Decimal | None
    count: int | None
    confidence: float
    why: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def page_reviews(reading: Reading) -> PageReviews:
    """What the page a product stands on shows of its reviews."""
    hidden = undrawn(reading)
    page = product_page(all_shown(reading) if hidden else reading)
    seen, product = shown(page), own_product(page)
    if seen.any and not (seen.none_yet and not seen.score and not seen.count):
        return _shown(seen, product, hidden)
    place, leave, widget = _place(page), _leave(page), review_widget(page)
    rated = product is not None and product.rating is not None
    if seen.none_yet:
        return _nothing("empty", 0.75 if widget else 0.9, "the page says there are no reviews yet", place or leave)
    if widget and (place or rated):
        return _nothing(
            "widget_only", 0.75 if rated else 0.65, f"{widget[0]} is loaded, and its place is empty", place or (widget,)
        )
    if rated:
        return _nothing("widget_only", 0.7, "a rating in the markup that no text shows", place)
    if (led := _elsewhere(page)) and not leave:
        return _nothing("widget_only", 0.6, "reviews are to be seen elsewhere", led)
    if leave:
        return _nothing("empty", 0.65, "reviews can be written, none is shown", leave)
    if widget:
        return _nothing("widget_only", 0.65, f"{widget[0]} is loaded", (widget,))
    if place:
        return _nothing("empty", 0.55, "a place for reviews without any", place)
    return _nothing("none", 0.6 if hidden or not reading.settled else 0.75, "nothing speaks of reviews", ())


def _shown(seen: Shown, product: StructuredProduct | None, hidden: bool) -> PageReviews:
    marked = product.rating if product else None
    agrees = seen.score is not None and marked is not None and abs(seen.score - marked) < Decimal("0.1")
    why = ["a rating is shown"] if seen.score else []
    why += ["reviews are counted"] if seen.count else []
    why += ["reviews are listed"] if seen.listed or seen.written else []
    sure = 0.95 if agrees or len(why) > 1 else 0.85 if seen.score else 0.75
    if seen.none_yet and not seen.count:
        sure = 0.6  # the rating may be the shop's, not the product's
        why.append("the page also says there are no reviews yet")
    rating, best = marked, (Decimal(5) if marked is not None else None)
    if seen.stated is not None:
        rating, best = seen.stated.value, seen.stated.best or Decimal(5)
    if agrees:
        why.append("the markup gives the same rating")
    if hidden:
        why.append("the page's own part is hidden until scripts run")
    return PageReviews(
        "shown", rating, best, seen.count, min(sure, 0.75) if hidden else sure, tuple(why), seen.quotes[:3]
    )


def _nothing(state: str, sure: float, why: str, spots: tuple[tuple[str, str], ...]) -> PageReviews:
    return PageReviews(state, None, None, None, sure, (why,), spots[:2])


def _place(page: Page) -> tuple[tuple[str, str], ...]:
    """Headings, tabs and links down the page that are named after reviews of the item."""
    named: list[Heading | TextBlock | Button | Link] = [h for h in page.reading.headings if h.visible]
    named += _texts(page)
    elsewhere = frozenset(fold(x.text) for x in page.reading.links if not _stays(x, page))
    return tuple(
        (x.text, x.selector)
        for x in named
        if words(x.text) <= PLACE_WORDS
        and _is_place(fold(x.text))
        and is_own(page, x)
        and not (fold(x.text) in elsewhere and not isinstance(x, Heading))
    )


def _stays(link: Link, page: Page) -> bool:
    """Whether a link opens something on its page: what leads away names another page's place."""
    return opens_here(link, page) or key(link.href) == key(page.url)


def _elsewhere(page: Page) -> tuple[tuple[str, str], ...]:
    """Links that lead to the item's reviews on a page of their own: below the item's address, or named so."""
    own = key(page.url)
    return tuple(
        (x.text, x.selector)
        for x in page.reading.links
        if x.visible and is_own(page, x) and _is_place(fold(x.text)) and words(x.text) <= PLACE_WORDS
        and not _stays(x, page) and (key(x.href).startswith(own + "/") or _SEE.search(fold(x.text)))
    )  # fmt: skip


def _texts(page: Page) -> Iterator[TextBlock | Button | Link]:
    """Visible texts, buttons and links outside the shop's frame."""
    found: list[TextBlock | Button | Link] = [*page.reading.blocks, *page.reading.buttons, *page.reading.links]
    yield from (x for x in found if x.visible and x.area not in FRAME)


def _is_place(text: str) -> bool:
    return bool(_PLACE.search(text)) and not _OUTSIDE.search(text) and not rates_another(text)


def _leave(page: Page) -> tuple[tuple[str, str], ...]:
    """Words and buttons that invite to write a review."""
    found = [(x.text, x.selector) for x in _texts(page) if len(x.text) <= 160 and _invites(x.text)]
    found += [
        (form.text[:120], form.selector)
        for form in page.reading.forms
        if form.visible
        and any(f.tag == "textarea" for f in form.fields)
        and re.search(r"\breview|\brating", fold(" ".join((form.text, *(f.label + " " + f.name for f in form.fields)))))
    ]
    return tuple(found)


def _invites(text: str) -> bool:
    if _OF_THE_SHOP.search(fold(text)):
        return False
    return asks_for_review(text, phrases("leave-review").any(text)) or bool(_LEAVE.search(fold(text)))
