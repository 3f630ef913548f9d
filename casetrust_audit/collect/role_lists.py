"""What a page shows of a list of items: cards with prices, ways to narrow and sort, a count, few items, none.

A list of one or two items, or of none, is told by its having nothing else; three items below something to read are not
yet a list.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casetrust_audit.collect.role_forms import adds_to_cart, is_adder, rows_of_items
from casetrust_audit.collect.role_words import STRONG, Said, said_by_address
from casetrust_audit.model.reading import Box, Button, Card, Link, Reading, TextBlock, within
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases

PRODUCTS = frozenset({"product", "productgroup", "individualproduct", "productmodel", "book", "vehicle", "car"})
MANY = 8
"""Cards, or links to items, that make a list whatever else there is."""
_LISTS = frozenset({"itemlist", "collectionpage", "offercatalog", "searchresultspage"})
_SORTS = re.compile(r"^(?:.*sort.*|order ?by|orderby|limit(?:er)?|.*page ?size|per_?page)$", re.I)
_SORT = re.compile(r"sort(?: by)?\b|排序|sortier|trier par|ordina per|ordenar|сортиров|並び替え", re.I)
_BY_PRICE = re.compile(
    r"\b(?:price|preis|prix|prezzo|precio|pre[çc]o|prijs|cena|harga)\w*\b|цен[аеуы]|价格|價格|価格|가격|"
    r"\b(?:cheap|expensive)\w*|(?:low|high)(?:est)? (?:to|first)\b"
)
"""Ways to sort by price: what is listed is for sale."""
_FILTERS = re.compile(r"filter|refine|facet|amshopby|layered", re.I)
_COUNTED = re.compile(
    r"^(?:showing )?(?:\d+\s*[-–]\s*\d+ of )?\d[\d,. ]*\s+(?:results?|products?|items?|artikel|produkte|produits"
    r"|articles|prodotti|productos|produktów|товар\w*|件|개)\b|^showing \d+",
    re.I,
)
_FACET = re.compile(r"^\S.{1,40}\s?\(\d[\d,.]*\)$")
_NARROWS = re.compile(
    r"(?:narrow|refine|filter)(?: (?:your|by|results?|choices?|search|products?|selection)){0,3}\b|search filter|shop "
    r"by\b|筛选|篩選|tapis\b",
    re.I,
)
_SEARCHED_FOR = re.compile(
    r"\bsearch results?\b|\bresults? for\b|\bprices and deals\b|\byou searched\b|搜索结果|搜尋結果|\bhasil carian\b"
)
_AN_ITEM = Said("product", STRONG)
_GOODS = r"(?:products?|items?|goods|articles?|merchandise)"
_NONE = re.compile(
    rf"^(?:sorry|oops|unfortunately)?\W*(?:(?:there (?:are|is)|there's|we(?: currently)? have|we've(?: got)?)"
    rf"(?: currently| presently| now| at the moment)? no|no|0|zero|couldn't find any) (?:\w+ )?{_GOODS}\b"
    r"(?:(?: (?:were|was|are|is|have been|currently|to))* (?:found|here|yet|match\w*|available|listed|shown?|list|see"
    r"|display(?:ed)?|in|under|for|with)\b|\W*$)"
    r"|^(?:this|the) (?:category|collection|section|department) (?:is (?:currently )?empty|(?:has|contains) no\b)"
    r"|(?:暂无|暫無|没有|沒有|尚无|尚無|未找到|找不到)(?:任何|相关|相關|符合.{0,8}的)?(?:商品|产品|產品|货品|貨品|宝贝)"
    r"|^(?:maaf\W+)?(?:tiada|tidak ada|belum ada) (?:produk|barang\w*|item)\b|பொருட்கள் (?:எதுவும் )?(?:இல்லை|கிடைக்கவில்லை)"
    r"|^keine (?:artikel|produkte|waren)\b|^aucun (?:produit|article)\b|^nessun (?:prodotto|articolo)\b"
    r"|^no (?:hay|se (?:han )?encontr\w+) .{0,16}(?:productos|art[ií]culos)\b|^nenhum (?:produto|artigo)\b"
    r"|^geen (?:producten|artikelen)\b|^brak produkt\w+"
    r"|товар\w* не (?:найден|знайден)|商品が?(?:ありません|見つかりません)"
)
_HELD = re.compile(r"cart|basket|\bbag\b|trolley|wish ?list|order|compar|购物|購物|收藏|订单|訂單|troli|bakul|pesanan")
"""What else may be without goods: a cart, a wish list."""
LONGEST_NONE = 140
READ_FIRST = 45
"""Words of prose above the goods from which a page is there to be read."""
A_SENTENCE = 60
"""Letters of a block of prose; labels and names are shorter."""
FEW_WORDS_BESIDE = 60
"""Words of prose beside one or two goods up to which these are what the page is for."""
FEW_ITEMS = 2.0
SIDE_COLUMN, OWN_COLUMN = 0.3, 0.4
"""Parts of the screen's width: a column of boxes beside the page takes no more, the page's own no less."""
NARROWEST_DESKTOP = 700
_STOP = re.compile(r"[.!?…][\"')\]]?(?:\s|$)|[。！？]")


def listing_score(reading: Reading, *, leads: bool = True) -> float:
    """How much speaks for a list of items: cards with prices or buttons, ways to sort and filter, a count, and with
    `leads` links to many items."""
    score = 0.0
    if leads and len(_items_led_to(reading)) >= MANY:
        score += 1.5
    shown = own_cards(reading)
    priced, buying = _priced(shown), [c for c in shown if _sells(c)]
    own = [c for c in priced if c.area == "main"]
    adding = [f for f in reading.forms if f.area == "main" and adds_to_cart(f)]
    most = max(len(priced), len(buying), len(adding))
    if most >= MANY:
        score += 2.5
    elif most >= 3:
        score += 0.0 if len(adding) < 3 and _is_read_first(reading, own) else 2.0
    elif _is_all_there_is(reading, own):
        score += FEW_ITEMS
    elif len(shown) >= MANY:
        score += 1.0
    adders = {round(b.box[1] / 40) * 10000 + round(b.box[0] / 40) for b in reading.buttons if is_adder(b)}
    if forms_of_several(reading):
        score += 2.0
    if len(adders) >= 5:
        score += 1.0
    if len(list(rows_of_items(reading))) >= 3:
        score += 1.5
    return score + sum(_narrowing(reading).values()) + _listed_in_data(reading)


def sorts_by_price(reading: Reading) -> bool:
    """Whether what the page lists, or is about to list, can be put in the order of its prices."""
    choices = (f for f in reading.fields() if f.type == "select" and f.visible)
    return any(sum(1 for o in f.options if _BY_PRICE.search(fold(o.text))) >= 2 for f in choices)


def says_none(reading: Reading) -> bool:
    """Whether the page's own part says in a line that no goods are listed in it."""
    return any(
        b.visible
        and b.area == "main"
        and len(b.text) <= LONGEST_NONE
        and _NONE.search(text := fold(b.text))
        and not _HELD.search(text)
        for b in reading.blocks
    )


def _is_read_first(reading: Reading, own: list[Card]) -> bool:
    """Whether paragraphs to read stand above the goods of the page's own part, or are all that part has."""
    top = min((c.box[1] for c in own), default=float("inf"))
    above = [words for y, words in _prose(reading, own) if y < top]
    return len(above) >= 2 and sum(above) >= READ_FIRST


def _is_all_there_is(reading: Reading, own: list[Card]) -> bool:
    """Whether one or two goods that lead to pages of their own are what the page has beside its heading."""
    led = {c.href for c in own if c.href and c.href.partition("#")[0] != reading.url.partition("#")[0]}
    headed = any(h.visible and h.area == "main" and h.level <= 2 for h in reading.headings)
    outside = any(is_adder(b) and b.area == "main" and not _in_any(b.box, own) for b in reading.buttons if b.visible)
    little = sum(words for _, words in _prose(reading, own)) <= FEW_WORDS_BESIDE
    return bool(led) and headed and not outside and little


def _prose(reading: Reading, own: list[Card]) -> Iterator[tuple[float, int]]:
    """Where the page's own sentences begin, in pixels from above, and their words; none of those in the cards."""
    for b in reading.blocks:
        if b.visible and b.area == "main" and _is_prose(b.text) and not _in_any(b.box, own):
            yield b.box[1], len(b.text.split()) if b.text.isascii() else max(len(b.text.split()), len(b.text) // 6)


def _is_prose(text: str) -> bool:
    return (len(text) >= A_SENTENCE or (not text.isascii() and len(text) >= A_SENTENCE // 2)) and bool(
        _STOP.search(text)
    )


def _in_any(box: Box, cards: list[Card]) -> bool:
    return any(within(box, c.box) for c in cards)


def _narrowing(reading: Reading) -> dict[str, float]:
    """What a page offers to sort, filter and leaf through what it lists, each with its weight."""
    found: dict[str, float] = {}
    choices = reading.fields()
    named: list[Button | TextBlock] = [*reading.buttons, *reading.blocks]
    texts = [b.text for b in named if b.visible and len(b.text) < 60]
    sorts = any(f.type in ("select", "radio") and _SORTS.match(f.name or f.id) for f in choices)
    if sorts or any(len(text) < 40 and _SORT.match(text) for text in texts):
        found["sort"] = 1.5
    boxes = [f for f in choices if f.type in ("checkbox", "radio")]
    if sum(1 for f in boxes if _FILTERS.search(f"{f.name} {f.id} {f.group}")) >= 3:
        found["filter"] = 1.0
    if any(b.visible and len(b.text) < 60 and _COUNTED.match(b.text) for b in reading.blocks):
        found["count"] = 1.0
    told: list[Link | TextBlock] = [*reading.links, *reading.blocks]
    counted = {x.text for x in told if x.visible and _FACET.match(x.text)}
    if any(_NARROWS.match(text) for text in texts) and (len(counted) >= 4 or len(boxes) >= MANY):
        found["narrow"] = 1.5
    return found


def is_narrowed(reading: Reading) -> bool:
    """Whether the page lists what was chosen or searched for out of all: it says so, or can be narrowed and sorted."""
    heads = [fold(h.text) for h in reading.headings if h.visible and h.level == 1]
    searched = any(_SEARCHED_FOR.search(text) for text in (fold(reading.title), *heads))
    return searched or len(_narrowing(reading)) >= 2


def _items_led_to(reading: Reading) -> set[str]:
    """Addresses of items that links of the page's own part lead to."""
    return {
        link.href.partition("?")[0]
        for link in reading.links
        if link.area == "main" and link.href and said_by_address(link.href) == _AN_ITEM
    }


def _listed_in_data(reading: Reading) -> float:
    score = 0.0
    nodes = list(described(reading))
    if any(types(n) & _LISTS for n in nodes) and not any(types(n) & PRODUCTS for n in nodes):
        score += 1.5
    if sum(1 for n in nodes if types(n) & PRODUCTS) >= 3 and not any("productgroup" in types(n) for n in nodes):
        score += 2.0
    names = [fold(value) for kind, prop, value in reading.microdata if "schema.org/Product" in kind and prop == "name"]
    if len(set(names)) >= 4 and names[0] not in {fold(h.text) for h in reading.headings if h.level == 1}:
        score += 2.0
    if re.search(r"product\.?group|product\.category", reading.meta.get("og:type", "").lower()):
        score += 1.5
    return score


def forms_of_several(reading: Reading) -> set[str]:
    """Forms with a button for each of three items and more."""
    counts = Counter(b.form for b in reading.buttons if b.form and is_adder(b))
    return {form for form, count in counts.items() if count >= 3}


def priced_cards(reading: Reading) -> list[Card]:
    """Cards that show a price."""
    return _priced(reading.cards)


def _priced(cards: Iterable[Card]) -> list[Card]:
    return [c for c in cards if c.amounts and c.visible]


@once
def own_cards(reading: Reading) -> tuple[Card, ...]:
    """The page's cards without those in a column beside it, which tell nothing of what it is."""
    around = _side_cards(reading)
    return tuple(c for c in reading.cards if c not in around)


def _side_cards(reading: Reading) -> list[Card]:
    """Cards in a narrow column beside the page's own: new goods, offers, what was seen last. Shops show these on every
    page, so they tell nothing of what this one is."""
    width = reading.viewport[0]
    own = [h.box for h in reading.headings if h.visible and h.area == "main" and h.level <= 2]
    own += [b.box for b in reading.blocks if b.visible and b.area == "main" and _is_prose(b.text)]
    wide = [box for box in own if box[2] >= OWN_COLUMN * width]
    cards = [c for c in reading.cards if c.visible and c.box[2] > 0 and not any(_over(c.box, box) for box in wide)]
    left = min((c.box[0] for c in cards), default=0.0)
    right = max((c.box[0] + c.box[2] for c in cards), default=0.0)
    return cards if wide and width >= NARROWEST_DESKTOP and right - left <= SIDE_COLUMN * width else []


def _over(one: Box, other: Box) -> bool:
    """One stands over the other, at least in part."""
    return one[0] < other[0] + other[2] and other[0] < one[0] + one[2]


def described(reading: Reading) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD that tell of the page itself, not of what it only mentions."""
    for raw in reading.json_ld:
        try:
            root = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            if len(re.findall(r'"@type"\s*:\s*"Product"', raw)) == 1:
                yield {"@type": "Product"} | ({"offers": {}} if '"offers"' in raw else {})
            continue
        yield from _nodes(root, 0)


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < 6:
        for item in value[:300]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        for key, inner in value.items():
            if key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _nodes(inner, depth + 1)


def types(node: Mapping[str, Any]) -> set[str]:
    """Lower-case names of a node's schema.org types."""
    given = node.get("@type")
    return {
        re.split(r"[/#:]", t)[-1].lower() for t in (given if isinstance(given, list) else [given]) if isinstance(t, str)
    }


def _sells(card: Card) -> bool:
    return bool(card.button) and phrases("add-to-cart").any(card.button)
