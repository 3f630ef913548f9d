"""Where on a page the item it sells stands: its name, its button, and what belongs to other products.

Told by the order of the blocks as much as by their boxes: without its style sheet a page is one long column.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from casetrust_audit.model.reading import Box, Button, Card, Heading, Link, Reading, TextBlock, within
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.shown_amounts import block_amounts
from casetrust_audit.text.stock_words import buys

_WORD = re.compile(r"\w+")
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|svg|pdf|mp4)\Z", re.I)
_HEADING_TAG = re.compile(r"h[1-6]")
_NTH = re.compile(r":nth-of-type\(\d+\)|#[\w\\-]+")
_OTHER_ID = re.compile(
    r"#[\w-]*(?:related|recommend|upsell|up-sell|cross-?sell|similar|recently|sponsor|bundle|accessor|compare"
    r"|(?:mini|side|ajax|top|header|my)[-_]?(?:cart|basket|bag)|(?:cart|basket)[-_]?(?:drawer|box|popup|modal|item"
    r"|notif|side|total))",
    re.I,
)
_OTHERS = re.compile(
    r"ähnliche (?:produkte|artikel)|könnte (?:ihnen|dir) auch|kunden (?:kauften|kaufen|haben) auch|zubehör"
    r"|wird oft zusammen|produits? (?:similaires|associés)"
    r"|vous aimerez|prodotti (?:correlati|simili)|potrebbe(?:ro)? (?:interessarti|piacerti)"
    r"|productos (?:relacionados|similares)|también te"
    r"|produtos (?:relacionados|semelhantes)|gerelateerde|ook interessant|podobné produkty|súvisiace|související"
    r"|podobne produkty"
    r"|похожие товары|с этим товаром|рекомендуем|関連商品|おすすめ|最近チェック|추천 상품|관련 상품"
    r"|[您你](?:可能|也许|也許|或许|或許)?(?:也|还|還)?(?:会|會)?(?:喜欢|喜歡|感兴趣|感興趣)|[为為给給][您你](?:推荐|推薦)"
    r"|[看买買][过過了]?(?:又|还|還)[看买買]|(?:相关|相關|相似|类似|類似|同类|同類|关联|關聯|热门|熱門|其他|其它|更多)(?:的)?"
    r"(?:商品|产品|產品|宝贝|寶貝|推荐|推薦)",
    re.I,
)
_LONGEST_TITLE = 60
_LONGEST_BUTTON = 40
_MOST_LIKE = 0.5
_VERY_LIKE = 0.8
_LONGEST_CARD = 399
_AREAS = ("main", "aside")
_NEAR_PX = 200
_NO_HEADING = 9
_FAR = 40
_SECTION = 60
"""Blocks after a title among which the first amount of its part is looked for."""
_HELP = (
    "delivery",
    "shipping",
    "tax",
    "gst",
    "reviews",
    "payment-methods",
    "terms",
    "returns",
    "warranty",
    "contact",
    "faq",
)
_HELP_WORDS = re.compile(
    r"versand|mwst|spedizion|livraison|env[ií]o|verzend|doprav|dostaw|доставк|送料|运费|size guide|größentabelle", re.I
)


_EXPLAINS = re.compile(
    r"(?:more |price |further )?(?:details?|info(?:rmation)?)|(?:learn|read|find out|see) more|what(?:'s| is) this\W*"
    r"|(?:plus de |voir les )?détails?|en savoir plus|plus d'infos?|(?:mehr |weitere )?(?:infos?|informationen)"
    r"|mehr (?:erfahren|dazu)|maggiori informazioni|dettagli|scopri di più|más información|detalles|ver más"
    r"|mais informações|detalhes|saiba mais|meer (?:info(?:rmatie)?|weten)|details anzeigen"
    r"|(?:查看|了解|更多)*(?:详情|詳情|更多|说明|說明)"
    r"|selengkapnya|maklumat lanjut|(?:xem )?chi tiết|詳細(?:はこちら)?",
    re.I,
)
"""A link that tells more of what stands beside it, and sells nothing else."""


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """`names` and `adders` are places in `Reading.blocks` of the item's name and of what puts it into the cart;
    `others` are places of blocks that belong to other products. `named` is the heading that holds the name."""

    names: tuple[int, ...]
    adders: tuple[int, ...]
    others: frozenset[int]
    ranks: tuple[int, ...]
    """For each block how many displayed ones stand before it."""
    named: Heading | None = None
    guessed: bool = False
    """Neither a main heading nor the page's title tells the name: it is the heading over the button."""

    def after_name(self, at: int) -> int | None:
        """Blocks between the name and a block: above zero below it; None without a name. The nearest name counts."""
        ranks = self.ranks
        return min((ranks[at] - ranks[n] for n in self.names), key=lambda d: d if d >= 0 else -2 * d, default=None)

    def to_adder(self, at: int) -> int | None:
        """Blocks to the nearest adder, either way; None without one."""
        return min((abs(self.ranks[at] - self.ranks[a]) for a in self.adders), default=None)


def item_place(reading: Reading, *, hidden: bool = False) -> ItemPlace:
    """Reads the place off a page; with `hidden`, off a page whose item is not displayed as read."""
    return _placed(reading, hidden=True) if hidden else _displayed(reading)


@once
def _displayed(reading: Reading) -> ItemPlace:
    return _placed(reading, hidden=False)


def _placed(reading: Reading, *, hidden: bool) -> ItemPlace:
    blocks = reading.blocks
    heads = _headings(reading, hidden)
    names = tuple(sorted({at for h in heads if (at := _block_of_heading(h, blocks)) is not None}))
    names = names or _like_title(reading, hidden)
    pressed = _adders(reading, hidden)
    cards = _foreign(reading, heads, pressed)
    adders = [b for b in pressed if not _inside(b.box, b.selector, cards)]
    others = set(_under_other_title(reading, hidden, set(names)))
    others |= {
        at
        for at, block in enumerate(blocks)
        if _inside(block.box, block.selector, cards) or _OTHER_ID.search(block.selector)
    }
    places = {at for b in adders if (at := _block_of_button(b, blocks, hidden)) is not None} - others
    over = () if names or hidden else _over_the_button(blocks, places, others)
    return ItemPlace(
        names or over,
        tuple(sorted(places)),
        frozenset(others),
        tuple(accumulate((b.visible or hidden for b in blocks), initial=0)),
        heads[0] if heads else None,
        bool(over),
    )


def _over_the_button(blocks: tuple[TextBlock, ...], adders: set[int], others: set[int]) -> tuple[int, ...]:
    """The heading that an amount and the first button follow: of the first rank among those before it, the last."""
    first = min(adders, default=0)
    ranked, priced = list[tuple[int, int]](), False
    for at in range(first - 1, max(first - _SECTION, 0) - 1, -1):
        block = blocks[at]
        if not block.visible or block.area not in _AREAS or at in others:
            continue
        if _HEADING_TAG.fullmatch(block.tag) and priced and not phrases("cart").any(block.text):
            ranked.append((int(block.tag[1]), -at))
        priced = priced or bool(block_amounts(block))
    return (-min(ranked)[1],) if ranked else ()


def _headings(reading: Reading, hidden: bool) -> list[Heading]:
    """Headings with the item's name: those of the first level most like the page's title, else any very like it."""
    title = _words(f"{reading.meta.get('og:title', '')} {reading.title}")
    live = [
        h
        for h in reading.headings
        if (h.visible or hidden) and h.area in ("main", "aside", "header") and h.text.strip()
    ]
    scored = [(_likeness(h.text, title), h) for h in live]
    first = [(s, h) for s, h in scored if h.level == 1]
    best = max((s for s, _ in first), default=0.0)
    titled = [h for s, h in scored if s >= _VERY_LIKE and len(_words(h.text)) >= 2][:2]
    if first and best < _MOST_LIKE and titled and not hidden:  # the name of the page, whatever else is a main heading
        return titled
    if first and (best >= _MOST_LIKE or not hidden):
        main = [h for s, h in first if s >= best - 0.1 and (best >= _MOST_LIKE or h.area == "main")] or [first[0][1]]
        return main if best >= _MOST_LIKE else main[:1]
    return titled


def _like_title(reading: Reading, hidden: bool) -> tuple[int, ...]:
    """The block that says what the page's title says, where no heading does: the one in the largest type."""
    title = _words(reading.meta.get("og:title", "") or reading.title)
    site = _words(reading.meta.get("og:site_name", ""))
    if not title:
        return ()
    alike = [
        (-block.font_px, at)
        for at, block in enumerate(reading.blocks)
        if (block.visible or hidden) and block.area in _AREAS and len(block.text) <= 160
        and block.tag not in ("a", "button", "li", "option", "label")
        and (words := _words(block.text)) and words <= title
        and len(words) >= _MOST_LIKE * len(title - site)
    ]  # fmt: skip
    return (min(alike)[1],) if alike else ()


def _likeness(text: str, title: frozenset[str]) -> float:
    words = _words(text)
    return len(words & title) / len(words) if words else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _block_of_heading(heading: Heading, blocks: tuple[TextBlock, ...]) -> int | None:
    same = (at for at, b in enumerate(blocks) if heading.selector and b.selector == heading.selector)
    inner = (at for at, b in enumerate(blocks) if heading.selector and b.selector.startswith(heading.selector + " "))
    alike = (at for at, b in enumerate(blocks) if b.text == heading.text and b.visible == heading.visible)
    for found in (same, inner, alike):
        if (at := next(found, None)) is not None:
            return at
    if not heading.visible:
        return None
    # a heading that is no block of its own stands before the first block that begins below its top
    return next(
        (at for at, b in enumerate(blocks) if b.visible and b.area != "header" and b.box[1] >= heading.box[1]), None
    )


def _adders(reading: Reading, hidden: bool) -> list[Button | Link]:
    links = [link for link in reading.links if len(link.text) <= _LONGEST_TITLE]
    found: dict[str, Button | Link] = {}
    controls: list[Button | Link] = [*reading.buttons, *links]
    for control in controls:
        said = phrases("add-to-cart").any(control.text) or (len(control.text) <= _LONGEST_BUTTON and buys(control.text))
        if (control.visible or hidden) and control.area in _AREAS and said:
            found.setdefault(control.selector, control)
    return list(found.values())


def _block_of_button(button: Button | Link, blocks: tuple[TextBlock, ...], hidden: bool) -> int | None:
    for at, block in enumerate(blocks):
        if block.selector == button.selector or block.selector.startswith(button.selector + " "):
            return at
    if hidden:
        return None
    shown = [(abs(b.box[1] - button.box[1]), at) for at, b in enumerate(blocks) if b.visible and b.area in _AREAS]
    distance, at = min(shown, default=(math.inf, 0))
    return at if distance <= _NEAR_PX else None


def _foreign(reading: Reading, names: list[Heading], adders: list[Button | Link]) -> list[Card]:
    """Cards of other products.

    A box whose only link leads to the seller or to the shipping costs looks like one as well: what holds the item's
    name, or the one button of its kind, or a whole page's text, is none."""
    here = {_path(u) for u in (reading.url, reading.canonical) if u}
    item = frozenset(w for h in names for w in _words(h.text))
    likely = [
        c
        for c in reading.cards
        if c.amounts
        and _path(c.href) not in here
        and not _FILE.search(_path(c.href))
        and len(c.text) <= _LONGEST_CARD
        and not any(h.visible and within(h.box, c.box) for h in names)
    ]
    pressed = [c for c in likely if any(_inside(b.box, b.selector, [c]) for b in adders)]
    kinds = Counter(kind for kind, _ in {(_kind(c), _path(c.href) or c.goal) for c in pressed})
    own = [c for c in pressed if kinds[_kind(c)] == 1]
    return [c for c in likely if c not in own and not _is_help(c) and not _is_variant(c, item)]


def _path(url: str) -> str:
    return url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]


def _is_help(card: Card) -> bool:
    """A box that links to what the shop says about shipping, taxes, payment or reviews, or explains itself."""
    title = card.title.strip()
    return (
        not title
        or bool(_EXPLAINS.fullmatch(title))
        or (len(title) <= 40 and any(phrases(t).any(title) for t in _HELP))
        or bool(_HELP_WORDS.search(title))
    )


def _is_variant(card: Card, item: frozenset[str]) -> bool:
    """A link to the item itself under another address."""
    title = _words(card.title)
    return bool(title and item) and title == item


def _kind(card: Card) -> str:
    """The card's way down the page without its places among its like."""
    return _NTH.sub("", card.selector)


def _inside(box: Box, selector: str, cards: list[Card]) -> bool:
    return any(
        selector.startswith(c.selector + " ") or (box[3] > 0 and c.box[3] > 0 and within(box, c.box)) for c in cards
    )


def _under_other_title(reading: Reading, hidden: bool, names: set[int]) -> Iterator[int]:
    """Blocks under a title such as “You may also like”: up to the end of what holds the title and its first amount, the
    next title of its rank, or the item's name."""
    under, began, section = 0, 0, ""
    for at, block in enumerate(reading.blocks):
        if not (block.visible or hidden) or block.area not in _AREAS:
            continue
        level = int(block.tag[1]) if _HEADING_TAG.fullmatch(block.tag) else 0
        short = len(block.text) <= _LONGEST_TITLE and block.tag not in ("a", "button", "li", "option", "label")
        if at in names:
            under = 0
        elif short and _titles_others(block.text):
            under, began, section = level or _NO_HEADING, at, _section(reading, at, hidden)
        elif (level and level <= min(under, 2)) or (under == _NO_HEADING and at - began > _FAR):
            under = 0
        if under and not (section and _outside(block.selector, section)):
            yield at
        else:
            under = 0


def _section(reading: Reading, title: int, hidden: bool) -> str:
    """Selector of the smallest element that holds a title and an amount after it; "" where none is known."""
    after = [
        b.selector
        for b in reading.blocks[title + 1 : title + _SECTION]
        if (b.visible or hidden) and len(b.text) <= _LONGEST_CARD and block_amounts(b)
    ]
    around = reading.blocks[title].selector
    while " > " in around:
        around = around.rpartition(" > ")[0]
        if any(s.startswith(f"{around} > ") for s in after):
            return around
    return ""


def _outside(selector: str, section: str) -> bool:
    """Whether an element surely stands outside another: paths begin at the nearest element with an id, and one below an
    id of its own may stand anywhere."""
    if selector == section or selector.startswith(f"{section} > "):
        return False
    root = selector.partition(" > ")[0]
    return root in (section.partition(" > ")[0], "body")


def _titles_others(text: str) -> bool:
    return not any(c.isdigit() for c in text) and (phrases("other-products").any(text) or bool(_OTHERS.search(text)))
