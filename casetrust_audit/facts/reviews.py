"""Where customers can leave reviews, and what the ratings shown rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.availability import own_product
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, in_other_card, is_article, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import Form, Link
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.rating_words import Score, count_in, says_none, score_in

ROUTES = ("review-form", "third-party", "feedback-form", "contact-form")
MOST_STARS = 5
ENOUGH_TO_INFLATE = 3
ENOUGH_TO_COINCIDE = 10

_WIDGETS = re.compile(
    r"judge\.me|yotpo|okendo|loox\.io|stamped\.io|trustpilot|reviews\.(io|co\.uk)|bazaarvoice|feefo|trustedshops|"
    r"growave|ryviu|rivyo|ali-?reviews|fera\.ai|junip|opinew|power-?reviews|turnto|shopperapproved|ekomi|reevoo|okeno"
)
_THIRD_PARTY = re.compile(
    r"trustpilot\.com|search\.google\.[\w.]+/local/writereview|g\.page/[^?]*review|"
    r"maps\.app\.goo\.gl|google\.[\w.]+/maps|"
    r"facebook\.com/[^?]*/reviews|tripadvisor\.|feefo\.com|trustedshops\.|reviews\.(io|co\.uk)|yelp\.|seedly\.sg"
)
_FEEDBACK = re.compile(
    r"\b(feedback|testimonials?|rate (us|your)|tell us what you think|how did we do)\b|意见反馈|maklum balas|கருத்து"
)
_RATE = re.compile(
    r"\b(write|leave|add|post|submit|share|give)( us)?( a| your| an)?( honest)? (product |"
    r"customer )?(reviews?|rating|feedback|testimonial)\b"
)
_REVIEWS = re.compile(r"\breviews?\b|\brating\b|评价|ulasan")
_GIVES = re.compile(r"\brat(?:e|ing)\b|\breview\b|\bstars?\b")
_NONE = re.compile(
    r"\b(no (customer )?reviews( yet)?|0 (customer )?reviews|be the first to (write|"
    r"leave|review)|not (yet )?(been )?reviewed|no ratings?)\b"
)
_NOT_PRODUCT = re.compile(
    r"\b(sellers?|merchant|store|shop|company|google|delivery|service) (ratings?|reviews?|score)\b"
)
"""Ratings of somebody else than the product."""
_LISTED = re.compile(
    r"^(?:rated |rating:? )?([1-5])(?:\.0)?\s*(?:/|out of)\s*5(?: stars?)?$|^([1-5]) stars?$|^([★⭐]{1,5})[☆✩]{0,4}$"
)


LONGEST = 160
LONGEST_TAB = 40
UNUSUAL_SCALES = (Decimal(6), Decimal(100))
"""Points of critics and tests, not stars of customers."""
_RATES = re.compile(r"\d")


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


@fact("reviews.displayed", Kind.BOOL, "Reviews or ratings are shown on the shop's pages.")
def displayed(shop: Shop) -> Fact | NotFound:
    refs: list[EvidenceRef] = []
    for page in _pages(shop):
        seen = shown(page)
        if seen.score is not None or seen.count or seen.listed:
            refs.extend(shop.ref(page, text, selector) for text, selector in seen.quotes[:1])
    return Known(True, tuple(refs[:6])) if refs else NotFound(shop.refs(_pages(shop)), ("reviews", "ratings", "stars"))


@fact(
    "reviews.route", Kind.CHOICE, "How a customer can leave a review or feedback: the best way found.", choices=ROUTES
)
def route(shop: Shop) -> Fact | NotFound:
    found: dict[str, EvidenceRef] = {}
    for page in shop.crawled:
        for way, ref in _routes(shop, page):
            found.setdefault(way, ref)
    for way in ROUTES:
        if way in found:
            return Known(way, (found[way],))
    return NotFound(shop.refs(shop.crawled), ("write a review", "leave a review", "feedback"))


@fact(
    "reviews.widget", Kind.TEXT, "A review service whose script the shop loads; its reviews may come only on scrolling."
)
def widget(shop: Shop) -> Fact | NotFound:
    for page in shop.crawled:
        if found := review_widget(page):
            return Known(found[0], (shop.ref(page, found[1]),))
    return NotFound(shop.refs(shop.crawled), ("review widget",))


def review_widget(page: Page) -> tuple[str, str] | None:
    """The review service a page loads, and the address it is loaded from."""
    for source in (*page.reading.scripts, *(f.src for f in page.reading.frames), *(r.url for r in page.requests)):
        if hit := _WIDGETS.search(source.lower()):
            return hit.group(), source
    return None


@fact(
    "reviews.ratings",
    Kind.SUBJECTS,
    "Products that show a rating, with what the rating rests on.",
    fields={
        "empty": FieldType(Kind.BOOL, doc="a rating is shown or marked up although the page says there are no reviews"),
        "inflation": FieldType(Kind.NUMBER, doc="rating shown minus the mean of all reviews listed"),
        "difference": FieldType(Kind.NUMBER, doc="rating shown against rating in the markup, without sign"),
        "count_difference": FieldType(Kind.INT, doc="number of reviews shown against the markup, without sign"),
        "site_wide": FieldType(Kind.BOOL, doc="several products carry the same rating and number of reviews"),
    },
)
def ratings(shop: Shop) -> Fact | NotFound:
    groups = by_url(shop.by_role("product", layout="desktop"))
    if not groups:
        return Unknown("no product page was read")
    rated = {url: (pages[0], shown(pages[0])) for url, pages in groups.items()}
    totals = [(s.score, s.count) for _, s in rated.values() if s.score is not None and s.count]
    subjects = [s for page, seen in rated.values() if (s := _rating(shop, page, seen, totals))]
    if not subjects:
        return NotFound(shop.refs(page for page, _ in rated.values()), ("rating", "stars", "aggregateRating"))
    return Known(tuple(subjects), tuple(s.evidence[0] for s in subjects))


@once
def shown(page: Page) -> Shown:
    """What the page shows of ratings, cards of other products left out."""
    stated: Score | None = None
    count: int | None = None
    none_yet, listed, quotes = False, list[int](), list[tuple[str, str]]()
    for text, selector, block in _texts(page):
        folded = fold(text)
        if len(folded) > LONGEST or (page.role == "product" and _NOT_PRODUCT.search(folded)):
            continue
        if phrases("no-reviews").any(folded) or _NONE.search(folded) or says_none(folded):
            none_yet = True
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
    return Shown(
        stated.of_five if stated else None, count, none_yet or count == 0, tuple(listed), tuple(quotes), stated
    )


def _without_distribution(listed: list[int]) -> list[int]:
    """Single ratings without "5 stars, 4 stars, 3 stars, 2 stars, 1 star": the rows that count how many gave each."""
    for at in range(len(listed) - 4):
        if listed[at : at + 5] in ([5, 4, 3, 2, 1], [1, 2, 3, 4, 5]):
            return listed[:at] + _without_distribution(listed[at + 5 :])
    return listed


def listed_ratings(page: Page) -> tuple[Decimal, ...]:
    """Ratings of the single reviews on a page: as shown, else as marked up."""
    seen = shown(page).listed
    if seen:
        return tuple(Decimal(r) for r in seen)
    product = own_product(page)
    return product.listed if product else ()


def _texts(page: Page) -> Iterator[tuple[str, str, bool]]:
    """Text, selector, and whether it is a block of text, of what a shopper sees or hears in the page's own part:
    texts, alternative texts of pictures of stars, and the names of what can be pressed."""
    for block in page.reading.blocks:
        if block.visible and block.area in ("main", "aside") and not in_other_card(page, block.selector, block.box):
            yield block.text, block.selector, True
    for image in page.reading.images:
        if image.visible and image.alt and not in_other_card(page, "", image.box):
            yield image.alt, "", True
    for control in page.reading.pressable():
        own = control.visible and control.area in ("main", "aside") and _RATES.search(control.text)
        if own and not in_other_card(page, control.selector, control.box):
            yield control.text, control.selector, False


def _pages(shop: Shop) -> tuple[Page, ...]:
    return tuple(p for p in shop.crawled if p.role in ("product", "reviews", "home", "listing"))


def _routes(shop: Shop, page: Page) -> Iterator[tuple[str, EvidenceRef]]:
    if is_article(page):
        return  # what can be commented on there is the post
    leave = phrases("leave-review")
    for link in page.reading.links:
        outside = _THIRD_PARTY.search(link.href.lower())
        if (
            link.visible
            and outside
            and re.search(r"review|rate|trustpilot|feefo|writereview", fold(link.text) + link.href.lower())
        ):
            yield "third-party", shop.ref(page, link.text or link.href, link.selector, link.box)
        elif link.visible and asks_for_review(link.text, leave.any(link.text)):
            yield "review-form", shop.ref(page, link.text, link.selector, link.box)
    for button in page.reading.buttons:
        if button.visible and asks_for_review(button.text, leave.any(button.text)):
            yield "review-form", shop.ref(page, button.text, button.selector, button.box)
    yield from _form_routes(shop, page)


def _form_routes(shop: Shop, page: Page) -> Iterator[tuple[str, EvidenceRef]]:
    """Forms to write in: shown, or hidden behind a shown tab of reviews."""
    leave = phrases("leave-review")
    opener = _review_tab(page)
    for form in page.reading.forms:
        words = fold(" ".join((form.text, form.action, *(f.label + " " + f.name for f in form.fields))))
        writes = any(f.tag == "textarea" for f in form.fields)
        if form.area in ("header", "nav") or not (form.visible or opener):
            continue
        if not form.visible:
            if writes and form.area in ("main", "aside", "dialog") and (_REVIEWS.search(words) or leave.any(words)):
                yield "review-form", shop.ref(page, opener, form.selector)
        elif _rates(form) or (writes and (_REVIEWS.search(words) or leave.any(words))):
            yield "review-form", shop.ref(page, form.text[:120], form.selector)
        elif writes and (_FEEDBACK.search(words) or (_FEEDBACK.search(fold(title_of(page))))):
            yield "feedback-form", shop.ref(page, form.text[:120], form.selector)
        elif writes and page.role in ("contact", "complaint"):
            yield "contact-form", shop.ref(page, form.text[:120], form.selector)


def _review_tab(page: Page) -> str:
    """The shown label of a tab or fold for reviews on this page ("Reviews (0)"): what is hidden behind it is there to
    be opened. "" where there is none."""
    labels = [b.text for b in page.reading.buttons if b.visible and b.area in ("main", "aside")]
    labels += [h.text for h in page.reading.headings if h.visible and h.area in ("main", "aside")]
    labels += [a.text for a in page.reading.links if a.visible and a.area in ("main", "aside") and _opens_here(a, page)]
    return next((text for text in labels if _names_reviews(text)), "")


def _opens_here(link: Link, page: Page) -> bool:
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
    return len(said) <= LONGEST_TAB and any(
        not any(c.isalpha() for c in said[: hit.start] + said[hit.end :]) for hit in hits
    )


def _rates(form: Form) -> bool:
    """A form to give one to five, without words."""
    given = {c for f in form.fields if f.type == "radio" and f.visible for c in re.findall(r"\b[1-5]\b", f.label)}
    return len(given) == MOST_STARS and bool(_GIVES.search(fold(" ".join(b.text for b in form.buttons))))


def asks_for_review(text: str, leave: bool) -> bool:
    """True where a text asks for a review; `leave`: the lexicon has already found that it does."""
    return leave or bool(_RATE.search(fold(text)))


def _rating(shop: Shop, page: Page, seen: Shown, totals: Sequence[tuple[Decimal | None, int | None]]) -> Subject | None:
    product = own_product(page)
    marked = product.rating if product else None
    marked_count = (
        (product.review_count if product.review_count is not None else product.rating_count) if product else None
    )
    claimed = seen.score if seen.score is not None else marked
    if claimed is None:
        return None
    count = seen.count if seen.count is not None else marked_count
    single = listed_ratings(page)
    whole = count is not None and len(single) >= max(count, ENOUGH_TO_INFLATE)
    mean = sum(single, Decimal(0)) / len(single) if single else None
    # small numbers coincide by themselves: two products with two reviews each prove nothing
    many = seen.count is not None and seen.count >= ENOUGH_TO_COINCIDE
    site_wide = seen.score is not None and many and totals.count((seen.score, seen.count)) > 1
    quote, selector = seen.quotes[0] if seen.quotes else (f"aggregateRating {claimed}", "")
    return Subject(
        title_of(page) or page.url,
        {
            "empty": claimed > 0 and seen.none_yet and not single,
            "inflation": claimed - mean
            if whole and mean is not None
            else Absent((shop.ref(page, quote, selector),), ("all reviews listed",)),
            "difference": abs(seen.score - marked) if seen.score is not None and marked is not None else Decimal(0),
            "count_difference": abs(seen.count - marked_count)
            if seen.count is not None and marked_count is not None
            else 0,
            "site_wide": site_wide,
        },
        (shop.ref(page, quote, selector),),
    )
