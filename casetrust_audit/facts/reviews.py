"""Where customers can leave reviews, and what the ratings shown rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from casetrust_audit.facts.availability import own_product
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, is_article, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.shown_reviews import Shown, review_tab, shown
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import Form
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

ROUTES = ("review-form", "third-party", "feedback-form", "contact-form")
MOST_STARS = 5
ENOUGH_TO_INFLATE = 3
ENOUGH_TO_COINCIDE = 10

_WIDGETS = re.compile(
    r"judge\.me|yotpo|okendo|loox\.io|stamped\.io|trustpilot|reviews\.(io|co\.uk)|bazaarvoice|feefo|trustedshops|"
    r"growave|ryviu|rivyo|ali-?reviews|fera\.ai|junip|opinew|power-?reviews|turnto|shopperapproved|ekomi|reevoo|okeno|"
    r"(?:product|customer|user|shop)?[-_]?reviews?[-_.]?(?:loader|widgets?|app|plugin|carousel|summary|import|io)\b|"
    r"(?:product|customer)[-_]?(?:reviews?|ratings?)[-_.]?\w*\.js"
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


@fact("reviews.displayed", Kind.BOOL, "Reviews or ratings are shown on the shop's pages.")
def displayed(shop: Shop) -> Fact | NotFound:
    refs: list[EvidenceRef] = []
    for page in _pages(shop):
        seen = shown(page)
        if seen.any:
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


def listed_ratings(page: Page) -> tuple[Decimal, ...]:
    """Ratings of the single reviews on a page: as shown, else as marked up."""
    seen = shown(page).listed
    if seen:
        return tuple(Decimal(r) for r in seen)
    product = own_product(page)
    return product.listed if product else ()


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
    opener = review_tab(page)
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


def _rates(form: Form) -> bool:
    """A form to give one to five, without words."""
    given = {c for f in form.fields if f.type == "radio" and f.visible for c in re.findall(r"\b[1-5]\b", f.label)}
    return len(given) == MOST_STARS and bool(_GIVES.search(fold(" ".join(b.text for b in form.buttons))))


def asks_for_review(text: str, leave: bool) -> bool:
    """True where a text asks for a review; `leave`: the lexicon has already found that it does."""
    return leave or bool(_RATE.search(fold(text)))


def _difference(score: Decimal | None, marked: Decimal | None, *, nothing_shown: bool) -> Decimal | Unknown:
    """Of the rating shown to the one marked up; not known where the page shows neither it nor a review."""
    if nothing_shown:
        return Unknown("the page's data has a rating, and the page shows neither a rating nor a review")
    return abs(score - marked) if score is not None and marked is not None else Decimal(0)


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
            "difference": _difference(seen.score, marked, nothing_shown=seen.score is None and not single),
            "count_difference": abs(seen.count - marked_count)
            if seen.count is not None and marked_count is not None
            else 0,
            "site_wide": site_wide,
        },
        (shop.ref(page, quote, selector),),
    )
