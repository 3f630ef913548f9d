"""What the checkout says and does: terms, payment methods, card fields, the last button, delivery charge told early."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from casetrust_audit.facts.delivery_words import fees_beside
from casetrust_audit.facts.field_kinds import ADDRESS, field_kind
from casetrust_audit.facts.payment_methods import names_method, offers_method
from casetrust_audit.facts.prose import own_words
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import is_article
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Box, Link
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.chosen import Offered, offered
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import site_of

PROVIDERS = (
    "stripe", "paypal", "braintree", "adyen", "hitpay", "hit-pay", "2c2p", "enets", "omise", "opn payments",
    "checkout.com", "square", "klarna", "atome", "grabpay", "xendit", "worldpay", "cybersource", "red dot payment",
    "razorpay", "airwallex", "fomo pay", "shopify payments", "paynow", "shopback", "dbs paylah",
)  # fmt: skip
"""Names of payment providers; their hosts are the guard's business."""
_TAKES_NO_CARDS = ("paynow", "grabpay", "atome", "shopback", "dbs paylah", "klarna")

_CARD = re.compile(r"^cc-|card[-_ ]?(?:number|no\b|num)|cardnumber|ccnum|cvv|cvc|security[-_ ]?code", re.I)
_CLEAR_BUTTON = re.compile(
    r"pay\b|place (?:my |your )?(?:binding )?order|buy now|purchase|order (?:with|and) (?:obligation|pay)"
    r"|complete (?:order|purchase)|confirm (?:and|&) pay|提交订单|立即付款|bayar",
    re.I,
)
_VAGUE_BUTTON = re.compile(r"^(?:continue|next|submit|confirm|ok|done|proceed|go|finish|teruskan|继续)\W*$", re.I)
_EXPRESS = re.compile(r"\b(?:apple|google|grab|shop|samsung|ali|wechat|amazon) ?pay\b", re.I)
LEAST_TERMS = 40
"""Words of its own from which on a page holds terms; a page that only names them has fewer."""
LONGEST_BLOCK = 900
_STEP_OF = re.compile(r"\bstep (\d+) ?(?:of|/) ?(\d+)\b", re.I)


_CARD_WORDS = re.compile(r"\bcards?\b|visa|mastercard|信用卡|\bkad\b", re.I)
_OTHER_CARDS = re.compile(
    r"\b(?:e-?gift|gift|greeting|loyalty|member(?:ship)?|reward|store|discount|business|post|memory|sd|sim|playing|trading|"
    r"birthday|thank[- ]you|graphics?|video|sound|network|score|flash|name|place) ?cards?\b|"
    r"\bcard (?:holders?|wallets?|sleeves?|games?|readers?|cases?|stock)\b|\bkad (?:hadiah|ucapan|ahli)\b",
    re.I,
)
"""Cards that nobody pays with by number, and what is sold under the word."""


def _ordinary(shop: Shop) -> list[Journey]:
    return [j for j in shop.journeys if j.scenario != "sold-out"]


def last_pages(shop: Shop) -> list[Page]:
    """The last step of each journey that reached it."""
    return [
        page
        for j in _ordinary(shop)
        if j.reached_end and j.steps and (page := shop.collection.page(j.steps[-1].capture))
    ]  # fmt: skip


def not_reached(shop: Shop) -> Unknown:
    """That nothing is known of the last step, with where each journey ended."""
    ends = [journey.stopped for journey in _ordinary(shop)]
    return Unknown("the last step before payment was not reached" + (f" ({'; '.join(ends)})" if ends else ""))


def _more_to_come(page: Page) -> bool:
    """True where the page counts its steps and is not the last: "Step 2 of 3"."""
    counted = (m for b in page.reading.blocks if b.visible and (m := _STEP_OF.search(b.text)))
    return any(int(m[1]) < int(m[2]) for m in counted)


def _before_checkout(shop: Shop) -> list[Page]:
    return [p for p in shop.pages if p.role != "checkout" and not is_article(p)]


def _told(page: Page) -> Iterator[tuple[str, str, Box]]:
    """Words of the last step outside header, footer and menu, with selector and box: its text, and what may be chosen,
    which is no text where it stands in a list or names a picture."""
    reading = page.reading
    yield from (
        (b.text, b.selector, b.box) for b in reading.blocks if b.visible and b.area in ("main", "aside", "dialog")
    )
    for field in reading.fields():
        if field.visible and field.type == "radio":
            yield field.label, field.selector, field.box
        elif field.visible:
            yield from ((o.text, field.selector, field.box) for o in field.options if not o.disabled)


@fact(
    "checkout.card_entry", Kind.CHOICE, "Where card data would be typed.", choices=("provider", "own-page", "no-card")
)
def card_entry(shop: Shop) -> Fact | NotFound:
    """own-page: visible card fields in the shop's own form; provider: a provider's frame or page; no-card: none."""
    pages = last_pages(shop)
    if not pages:
        return not_reached(shop)
    own: list[EvidenceRef] = []
    provider: list[EvidenceRef] = []
    card = False
    for page in pages:
        for field in page.reading.fields():
            if (
                field.visible
                and field.type in ("text", "tel", "number", "password")
                and (
                    _CARD.search(field.autocomplete)
                    or _CARD.search(f"{field.name} {field.id}")
                    or _CARD.search(field.label)
                )
            ):
                own.append(shop.ref(page, field.label or field.name, field.selector, field.box))
                break
        for frame in page.reading.frames:
            if any(p.replace(" ", "") in frame.src.lower() for p in PROVIDERS) and frame.visible:
                provider.append(shop.ref(page, frame.src, "iframe", frame.box))
        goods = [fold(j.product_title) for j in shop.journeys if j.product_title]
        for text, selector, box in _told(page):
            if _CARD_WORDS.search(_without_goods(text, goods)):
                card = True
                # "Card or PayNow" names two ways to pay, not who takes the card
                if any(p in text.lower() for p in PROVIDERS if p not in _TAKES_NO_CARDS):
                    provider.append(shop.ref(page, text, selector, box))
    if own:
        return Known("own-page", tuple(own), Certainty.EXACT)
    if provider:
        return Known("provider", tuple(provider[:6]))
    if card or any(f.visible and f.src and site_of(f.src) != site_of(p.url) for p in pages for f in p.reading.frames):
        return Unknown("cards are offered, but not how they are taken could be seen before paying")
    return Known("no-card", tuple(shop.ref(p) for p in pages))


def _without_goods(text: str, goods: Sequence[str]) -> str:
    """A text without the names of what is bought and of cards that are no means of payment."""
    said = fold(text)
    for name in goods:
        said = said.replace(name, " ")
    return _OTHER_CARDS.sub(" ", said)


@fact("checkout.final_button", Kind.CHOICE, "How plainly the last button says that it places a paid order.",
      choices=("clear", "vague", "other"))  # fmt: skip
def final_button(shop: Shop) -> Fact | NotFound:
    """Judged on the last step of each journey; the least clear counts."""
    pages = last_pages(shop)
    if not pages:
        return not_reached(shop)
    seen: list[tuple[str, EvidenceRef]] = []
    for page in pages:
        buttons = [
            b
            for b in page.reading.buttons
            if b.visible
            and b.area in ("main", "aside", "dialog")
            and b.type in ("submit", "button", "image")
            and b.text
        ]
        buttons = [b for b in buttons if not _EXPRESS.search(b.text)]
        named = [b for b in buttons if _CLEAR_BUTTON.search(b.text) or phrases("place-order").any(b.text)]
        vague = [b for b in buttons if _VAGUE_BUTTON.match(b.text)]
        if not named and (not vague or _more_to_come(page)):
            continue
        button = (named or vague)[0]
        if button.drawn:
            return Unknown("the last button is a picture that has no words")
        how = "clear" if named else "vague"
        seen.append((how, shop.ref(page, button.text, button.selector, button.box)))
    if not seen:
        return Unknown("no final button was told apart on the last step")
    worst = "vague" if any(how == "vague" for how, _ in seen) else "clear"
    return Known(worst, tuple(ref for how, ref in seen if how == worst))


@fact("terms.linked_in_checkout", Kind.BOOL, "Cart or checkout links the terms of sale.")
def terms_linked(shop: Shop) -> Fact | NotFound:
    """A link by its words on a cart or checkout page, footer included."""
    pages = [p for p in shop.pages if p.role in ("cart", "checkout")]
    if not pages:
        return Unknown("neither cart nor checkout was reached")
    refs = []
    for page in pages:
        link = next((a for a in page.reading.links if a.visible and phrases("terms").any(a.text)), None)
        if link is not None:
            refs.append(shop.ref(page, link.text, link.selector, link.box))
    return (
        Known(True, tuple(refs[:6]))
        if refs
        else NotFound(shop.refs(pages), ("terms", "conditions", "条款", "terma"), sufficient=True)
    )


@fact("terms.published", Kind.BOOL, "A page with terms of sale exists and holds text.")
def terms_published(shop: Shop) -> Fact | NotFound:
    """A terms page with enough words of its own."""
    pages = [p for p in shop.by_role("terms") if own_words(shop, p) >= LEAST_TERMS]
    return (
        Known(True, shop.refs(pages))
        if pages
        else NotFound(shop.refs(shop.crawled), ("terms", "conditions of sale", "条款"))
    )


@fact("terms.accepted_in_advance", Kind.BOOL, "The terms are accepted before the shopper touched anything.")
def terms_preticked(shop: Shop) -> Fact | NotFound:
    """Boxes, radios and lists with terms wording on cart and checkout pages."""
    pages = [p for p in shop.pages if p.role in ("cart", "checkout")]
    asked = [(p, o) for p in pages for o in offered(p.reading) if phrases("terms").any(o.said) and o.agrees]
    if asked:
        taken = [(p, o) for p, o in asked if o.chosen and not _touched(shop, asked, p, o)]
        shown = taken or asked
        refs = tuple(shop.ref(p, o.said, o.field.selector, o.field.box) for p, o in shown[:6])
        return Known(bool(taken), refs, Certainty.EXACT)
    return NotFound(shop.refs(pages), ("box to accept the terms",), sufficient=bool(last_pages(shop)))


def _touched(shop: Shop, asked: list[tuple[Page, Offered]], page: Page, one: Offered) -> bool:
    """Whether the walk may have chosen it: it filled it in, or an earlier page of its session had it unchosen."""
    session = page.capture.session
    walk = next((j for j in shop.journeys if j.session == session), None)
    filled = walk is not None and any(
        a.ok and a.target == one.field.selector and a.strategy.startswith(("fill ", "planned ")) for a in walk.attempts
    )
    met = [o for p, o in asked if p.capture.session == session and fold(o.said) == fold(one.said)]
    return filled or not met[0].chosen


@fact("payment.methods_early", Kind.BOOL, "Payment methods are named before checkout.")
def methods_early(shop: Shop) -> Fact | NotFound:
    """By text or by a picture's alternative text, on any page but checkout pages."""
    refs: dict[str, EvidenceRef] = {}
    pages = _before_checkout(shop)
    for page in pages:
        if page.url in refs:
            continue
        shown = [b for b in page.reading.blocks if b.visible]
        for block, after in zip_longest(shown, shown[1:]):
            if offers_method(block.text, after.text if after else ""):
                refs[page.url] = shop.ref(page, block.text, block.selector, block.box)
                break
        else:
            image = next((i for i in page.reading.images if i.visible and names_method(i.alt)), None)
            if image is not None:
                refs[page.url] = shop.ref(page, image.alt, "img", image.box)
    if refs:
        return Known(True, tuple(refs.values())[:6])
    return NotFound(shop.refs(shop.crawled), ("PayNow", "Visa", "Mastercard", "NETS", "GrabPay", "bank transfer"))


@fact("payment.methods_at_checkout", Kind.BOOL, "Payment methods are named in checkout.")
def methods_at_checkout(shop: Shop) -> Fact | NotFound:
    """On any checkout page met by a journey."""
    pages = [p for p in shop.pages if p.role == "checkout"]
    for page in pages:
        for block in page.reading.blocks:
            if block.visible and names_method(block.text):
                return Known(True, (shop.ref(page, block.text, block.selector, block.box),))
    if not last_pages(shop):
        return not_reached(shop)
    return NotFound(shop.refs(pages), ("payment methods",), sufficient=True)


@fact("delivery_fee.early", Kind.CHOICE, "How well the delivery charge is told before checkout, at its best.",
      choices=("amount-near", "linked-page", "deep-page", "threshold-only", "mention"))  # fmt: skip
def delivery_fee_early(shop: Shop) -> Fact | NotFound:
    """amount-near: an amount (or free) on product, cart, listing or front page; linked-page: on a delivery page a click
    away; deep-page: only in FAQ or terms; threshold-only: "free from S$60" with no fee below; mention: no amount."""
    found: dict[str, list[EvidenceRef]] = {}
    pages = _before_checkout(shop)
    for page in pages:
        for block in page.reading.blocks:
            if not block.visible or len(block.text) > LONGEST_BLOCK:
                continue
            level = _fee_level(normalise(block.text), page)
            if level == "none":
                continue
            near = page.role in ("product", "cart", "listing", "home", "search")
            place = {
                "amount": "amount-near" if near else "linked-page" if page.role == "delivery" else "deep-page"
            }.get(level, level)
            found.setdefault(place, []).append(shop.ref(page, block.text, block.selector, block.box))
    for place in ("amount-near", "linked-page", "deep-page", "threshold-only", "mention"):
        if place in found:
            return Known(place, tuple(found[place][:6]))
    return NotFound(shop.refs(shop.crawled), ("delivery fee", "shipping charge", "运费", "caj penghantaran"))


_THRESHOLD = re.compile(
    r"(?:above|over|from|min(?:imum)?\.?|(?:orders?|purchases?)(?: of| worth)?|spend(?:ing)?|≥|>|满|melebihi)"
    r"\s*(?:of )?$",
    re.I,
)
_THRESHOLD_AFTER = re.compile(
    r"\s*(?:\+|(?:and|&|or) (?:above|over|more|up)|onwards|min(?:imum)?\b|(?:purchase|spend|order)s?\b|以上)", re.I
)


_SENTENCES = re.compile(r"(?<!\d)(?<!\bmin)(?<!\bmax)[.;](?=\s|$)|[!?\n。；！？]", re.I)
_ON_CONDITION = re.compile(
    r"[满滿]\s*\d|\d\s*[元块塊]?\s*(?:起|以上)|\b(?:minimum|min\.?) (?:spend|purchase|order)"
    r"|\b(?:qualifying|eligible|selected)\b|\b(?:first|members?'?s?|bulk) (?:orders?|purchases?|only)\b|\bfor members\b"
    r"|\b(?:spend|worth|at least|once)\b.{0,30}\d",
    re.I,
)
_BELOW = re.compile(
    r"\b(?:otherwise|else|below|under|less than|up to|if not)\b|不足|不满|不滿|未满|未滿|否则|否則", re.I
)


def _fee_level(text: str, page: Page) -> str:
    """amount, threshold-only, mention or none."""
    if not any(phrases(t).any(text) for t in ("delivery", "shipping", "delivery-fee", "free-delivery")):
        return "none"
    currency = page_currency(page.reading) or "SGD"
    free = [s for s in _SENTENCES.split(text) if phrases("free-delivery").any(s)]
    amounts = fees_beside(text, currency)
    if any(
        not _THRESHOLD.search(text[max(0, a.start - 24) : a.start])
        and not _THRESHOLD_AFTER.match(text[a.end :])
        and not any(a.raw in s and _only_threshold(s, currency) for s in free)
        for a in amounts
    ):
        return "amount"
    if free:
        return "threshold-only" if all(_conditional(s, currency) for s in free) else "amount"
    return "mention" if phrases("delivery-fee").any(text) else "none"


def _conditional(sentence: str, currency: str) -> bool:
    """Delivery is free for some orders: what it costs for the others is not said with that."""
    return bool(_ON_CONDITION.search(sentence) or find_amounts(sentence, currency))


def _only_threshold(sentence: str, currency: str) -> bool:
    """The one amount of a sentence that tells from where delivery is free, and nothing of what is below."""
    return len(find_amounts(sentence, currency)) == 1 and not _BELOW.search(sentence)


@fact("delivery_fee.charged", Kind.BOOL, "A delivery charge is part of what is to be paid.")
def delivery_fee_charged(shop: Shop) -> Fact | NotFound:
    """By the rows of the last step of a journey."""
    pages = last_pages(shop)
    if not pages:
        return not_reached(shop)
    for page in pages:
        for row in page.reading.rows:
            if (
                row.visible
                and row.area in ("main", "aside")
                and (phrases("shipping").any(row.label) or phrases("delivery").any(row.label))
            ):
                amounts = [a for t in row.amounts for a in find_amounts(t, page_currency(page.reading), bare=True)]
                if any(m.amount > 0 for a in amounts for m in a.readings):
                    return Known(True, (shop.ref(page, row.text, row.selector, row.box),))
    return NotFound(shop.refs(pages), ("delivery", "shipping"), sufficient=True)


_EDIT_WORDS = re.compile(r"edit|change|modify|更改|修改|tukar", re.I)
_EARLIER_STEP = re.compile(r"cart|basket|bag|address|delivery|shipping", re.I)


def _leads_back(link: Link, page: Page) -> bool:
    """A link of the page's own part to the cart or an earlier step, not to a policy on delivery."""
    own = link.visible and link.area in ("main", "aside") and site_of(link.href) == site_of(page.url)
    back = _EDIT_WORDS.search(link.text) or _EARLIER_STEP.search(link.href)
    return own and bool(back) and not re.search(r"polic", link.href, re.I)


@fact("checkout.edit_links", Kind.BOOL, "The checkout lets the shopper go back and change cart, address or method.")
def edit_links(shop: Shop) -> Fact | NotFound:
    """Links on the last step that lead to the cart or to an earlier step, or the address itself, open to be changed."""
    pages = last_pages(shop)
    if not pages:
        return not_reached(shop)
    refs = []
    for page in pages:
        link = next((a for a in page.reading.links if _leads_back(a, page)), None)
        if link is not None:
            refs.append(shop.ref(page, link.text, link.selector, link.box))
            continue
        own = (f for f in page.reading.fields() if f.visible and not f.disabled and field_kind(f) in ADDRESS)
        if (field := next(own, None)) is not None:
            refs.append(shop.ref(page, field.label or field.name, field.selector, field.box))
    return (
        Known(True, tuple(refs), Certainty.EXACT)
        if refs
        else NotFound(shop.refs(pages), ("edit", "change"), sufficient=True)
    )
