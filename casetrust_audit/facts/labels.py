"""Labels that put one product before others (best seller, recommended, cheapest, sponsored), and the order lists are
in: what they say, whether the shop explains them, and whether "cheapest" holds in the shop's own list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.passages import passages, per_shop, ref
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import HEADINGS, in_other_card, key, own_blocks, title_of, words
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import Box, Card, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

KINDS = ("best-seller", "recommended", "cheapest", "sponsored", "sort")
HOLDS = ("holds", "contradicted", "untold")
MOST_WORDS = 4
"""A label is a word or two; a longer text describes."""
MOST_AMOUNTS = 6
"""A card with more of them is a whole list."""
NEAR_TITLE_PX = 450.0
LONGEST = 500

_NO_LABEL = frozenset({"a", "option", "button", "label", "nav", *HEADINGS})
"""Headings of sections, menus, and orders to choose from."""
_SORT = re.compile(r"(?<![a-z])sort(?![a-z])|(?<![a-z])order[-_ ]?by(?![a-z])|排序|\bsusun|\bisih")
_SORT_RANKED = re.compile(
    r"\b(?:best ?match|best ?sell\w*|top ?sell\w*|recommended|our picks?|most popular|popularity|popular|trending)\b"
    r"|推荐|热销|销量|人气|disyorkan|paling laris"
)
_EXPLAINS = re.compile(
    r"\bmeans?\b|\bstands? for\b|\bbased on\b|\bby (?:units|sales|number|quantity|how)\b|\bsold (?:the )?most\b"
    r"|\bmost (?:often )?(?:sold|bought|ordered)\b|\b(?:chosen|picked|selected|tested) by\b|\bcalculated\b"
    r"|\bdetermined\b|\branked by\b|\bsorted by\b|\b(?:over|in) the (?:last|past)\b|\bwe (?:choose|pick|count|rank)\b"
    r"|根据|按照|依据|选出|\bberdasarkan\b|\bdipilih\b|\bbermaksud\b|அடிப்படையில்"
)


_PAID = re.compile(r"\bpaid\b|\bpays?\b|\bcommission\b|付费|\bdibayar\b")


@dataclass(frozen=True, slots=True)
class Label:
    """One label where it stands. `item` is the product it is given to; `card` is None on the product's own page."""

    kind: str
    text: str
    page: Page
    item: str
    ref: EvidenceRef
    card: Card | None = None


@fact(
    "labels.given",
    Kind.SUBJECTS,
    "Labels that put products before others, and orders of lists that do so, by their words.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what is claimed; sort: the order a list is in when it is opened"),
        "explained": FieldType(Kind.BOOL, doc="the shop says by what rule it is given"),
        "list": FieldType(
            Kind.CHOICE, HOLDS, "whether “cheapest” holds in the shop's own list; untold for other labels"
        ),
    },
)
def given(shop: Shop) -> Fact | NotFound:
    """One subject a label's words, over all products that have it."""
    looked = shop.by_role("product", "listing", "home", "search")
    by_words: dict[tuple[str, str], list[Label]] = {}
    for label in _labels(looked, shop):
        by_words.setdefault((label.kind, fold(label.text)), []).append(label)
    if not by_words:
        return NotFound(shop.refs(looked), ("best seller", "recommended", "cheapest", "sponsored"))
    subjects = tuple(_subject(shop, kind, found) for (kind, _), found in by_words.items())
    return Known(subjects, spread(e for s in subjects for e in s.evidence))


def _labels(pages: Iterable[Page], shop: Shop) -> Iterator[Label]:
    for page in pages:
        yield from _on_cards(shop, page)
        if page.role == "product":
            yield from _beside_title(shop, page)
        elif page.role in ("listing", "search"):
            yield from _sorts(shop, page)


def kind_of(text: str) -> str:
    """The kind of a short text that is a label, "" where it is none."""
    if words(text) > MOST_WORDS:
        return ""
    return next((k for k in KINDS if k != "sort" and phrases(f"{k}-label").any(text)), "")


def _on_cards(shop: Shop, page: Page) -> Iterator[Label]:
    """Labels inside the cards of a list, pictures of them too."""
    texts = [(b.text, b.selector, b.box) for b in page.reading.blocks if b.visible and b.tag not in _NO_LABEL]
    texts += [(i.alt, "", i.box) for i in page.reading.images if i.visible and i.alt]
    for text, selector, box in texts:
        kind = kind_of(text)
        card = _card_at(page, selector, box) if kind else None
        # the title of a category's own card ("Best sellers") is the name of a list
        if kind and card is not None and 0 < len(card.amounts) <= MOST_AMOUNTS and fold(card.title) != fold(text):
            yield Label(kind, text, page, card.title, shop.ref(page, text, selector, box), card)


def _card_at(page: Page, selector: str, box: Box) -> Card | None:
    """The product's card that a spot lies in."""
    for card in page.reading.cards:
        if card.visible and (selector.startswith(card.selector + " > ") or (box[2] > 0 and within(box, card.box))):
            return card
    return None


def _beside_title(shop: Shop, page: Page) -> Iterator[Label]:
    """Labels of a product's own page, near its name; not the links of a menu or the names of tabs."""
    menus = {fold(link.text) for link in page.reading.links if kind_of(link.text)}
    for block in own_blocks(page):
        plain = block.area == "main" and block.tag not in (*_NO_LABEL, "li")
        led = any(menu in fold(block.text) for menu in menus)  # "Home › Best sellers"
        # "Sponsored" on a product's own page stands over an advertisement for something else
        kind = kind_of(block.text) if plain and not led and _near_title(page, block.box) else ""
        if kind not in ("", "sponsored"):
            yield Label(kind, block.text, page, title_of(page), shop.ref(page, block.text, block.selector, block.box))
    for image in page.reading.images:
        near = image.visible and bool(image.alt) and _near_title(page, image.box)
        if near and not in_other_card(page, "", image.box) and (kind := kind_of(image.alt)):
            yield Label(kind, image.alt, page, title_of(page), shop.ref(page, image.alt, "img", image.box))


def _near_title(page: Page, box: Box) -> bool:
    title = next((h for h in page.reading.headings if h.visible and h.level == 1), None)
    return title is not None and abs(box[1] - title.box[1]) <= NEAR_TITLE_PX


def _sorts(shop: Shop, page: Page) -> Iterator[Label]:
    """Orders a list is in when it is opened, where they rank products by more than a figure anybody can check."""
    for field in page.reading.fields():
        if field.visible and _SORT.search(fold(f"{field.label} {field.name} {field.id} {field.group}")):
            chosen = next((o.text for o in field.options if o.selected), "")
            if _SORT_RANKED.search(fold(chosen)):
                yield Label("sort", chosen, page, title_of(page), shop.ref(page, chosen, field.selector, field.box))


def _subject(shop: Shop, kind: str, found: list[Label]) -> Subject:
    items = list(dict.fromkeys(f.item for f in found))
    on = (
        f"lists in the order “{found[0].text[:40]}”" if kind == "sort" else f"“{found[0].text[:40]}” on {_names(items)}"
    )
    verdicts = [(f, _in_list(f)) for f in found] if kind == "cheapest" else []
    wrong = [f for f, (state, _) in verdicts if state == "contradicted"]
    held = [f for f, (state, _) in verdicts if state == "holds"]
    told = next((ground for _, (state, ground) in verdicts if state == "contradicted"), "")
    state = "contradicted" if wrong else "holds" if held else "untold"
    explained = _explained(shop, kind)
    refs = [f.ref for f in (wrong or found)[:6]] + ([explained] if explained else [])
    doubt = Unknown(f"no explanation was found, but {shop.not_enough}") if shop.not_enough else False
    return Subject(
        f"{on}{f' ({told})' if told else ''}",
        {"kind": kind, "explained": True if explained else doubt, "list": state},
        spread(refs),
    )


def _names(items: Sequence[str]) -> str:
    shown = ", ".join(i[:60] for i in items[:3])
    return f"{shown} and {len(items) - 3} more" if len(items) > 3 else shown


# whether "cheapest" holds


def _in_list(label: Label) -> tuple[str, str]:
    """One of HOLDS for a label in a list, and what in the list is cheaper."""
    if label.card is None or label.page.role != "listing":
        return "untold", ""  # a page of products from everywhere is no list the label could be about
    own = _price(label.page, label.card)
    if own is None:
        return "untold", ""
    priced = ((_price(label.page, c), c) for c in _neighbours(label.page, label.card))
    others = [(price[0], c) for price, c in priced if price is not None and price[1] == own[1]]
    below = [(amount, c) for amount, c in others if amount < own[0]]
    if below:
        amount, card = min(below, key=lambda found: found[0])
        return "contradicted", f"{own[1]} {own[0]}, while {card.title[:60]} costs {amount} in the same list"
    return ("holds", "") if others else ("untold", "")


def _neighbours(page: Page, card: Card) -> Iterator[Card]:
    """The other products of the same list that can be had."""
    around = card.selector.rpartition(" > ")[0]
    for other in page.reading.cards:
        same_list = other.visible and other.selector.rpartition(" > ")[0] == around
        if same_list and key(other.goal) != key(card.goal) and not phrases("out-of-stock").any(other.text):
            yield other


def _price(page: Page, card: Card) -> tuple[Decimal, str] | None:
    """The card's one price and its currency; None where it has several, or one that can be read in two ways."""
    shown = [a for a in card.amounts if a.visible and not a.strike]
    if len(shown) != 1:
        return None
    amounts = find_amounts(shown[0].text, page_currency(page.reading) or "SGD", bare=True)
    if len(amounts) != 1 or len(amounts[0].readings) != 1:
        return None
    money = amounts[0].readings[0]
    return (money.amount, money.currency) if money.amount > 0 else None


# explanations


def _explained(shop: Shop, kind: str) -> EvidenceRef | None:
    """Where the shop says by what rule such a label is given, or such an order made."""
    return _explanations(shop).get(kind)


@per_shop
def _explanations(shop: Shop) -> dict[str, EvidenceRef]:
    found: dict[str, EvidenceRef] = {}
    for said in passages(shop, shop.crawled):
        block, page = said.block, said.page
        # on a product's page buyers speak too, below what the shop says
        by_shop = page.role != "product" or _near_title(page, block.box)
        if len(said.text) > LONGEST or not by_shop or in_other_card(page, block.selector, block.box):
            continue
        general = phrases("ranking-explained").any(said.scope) and not said.is_heading
        for kind in KINDS:
            if general or _explains(kind, said.text, said.folded):
                found.setdefault(kind, ref(shop, said))
    return found


_SPOKEN = {
    "best-seller": re.compile(r"\bbest ?-?sell|\btop ?-?sell|\bmost popular\b|畅销|热销|paling laris|terlaris"),
    "recommended": re.compile(
        r"[\"“'‘]recommended\b|\brecommended (?:products?|items?|label|badge|order|list)\b|\brecommendations?\b"
        r"|\bour picks?\b|\bstaff picks?\b|\beditor's (?:choice|picks?)\b|推荐|disyorkan"
    ),
    "cheapest": re.compile(r"\bcheapest\b|\blowest[- ]priced?\b|最便宜|最低价|termurah"),
    "sponsored": re.compile(
        r"\bsponsored\b|\bpromoted (?:products?|items?|listings?)\b|\bpaid placement|广告|赞助|ditaja"
    ),
    "sort": re.compile(
        r"\b(?:lists?|products?|items?|results?) (?:are|is) (?:\w+ )?(?:sorted|ordered|ranked|listed)\b"
        r"|\bsort(?:ed)? (?:order|by)\b|\bbest match\b|\bby popularity\b|\branking\b|排序|disusun"
    ),
}
"""How a sentence names what it explains; praise and instructions ("we recommend to store it cool") name nothing."""


def _explains(kind: str, text: str, folded: str) -> bool:
    """Whether a sentence says by what rule such a label is given."""
    if not _SPOKEN[kind].search(folded) or words(text) <= MOST_WORDS:
        return False
    return bool(_EXPLAINS.search(folded) or (kind == "sponsored" and _PAID.search(folded)))
