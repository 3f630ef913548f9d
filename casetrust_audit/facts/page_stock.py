"""Whether the product of one page can be had, weighed from its words, its buttons and its markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casetrust_audit.facts.availability import StatusLine, markup_words, own_end, status_lines, status_of
from casetrust_audit.facts.lone_page import FRAME, all_shown, place, product_page, undrawn
from casetrust_audit.facts.products import choices
from casetrust_audit.facts.sentences import in_other_card, own_blocks, words
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Button, Link, Reading, TextBlock
from casetrust_audit.text.item_place import item_place
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.stock_words import LONG_LEAD_DAYS, buys, gets_free, is_lead_label, lead_days, pays_later

STATUSES = ("in_stock", "low_stock", "out_of_stock", "backorder", "preorder", "made_to_order", "unknown")
REPEATED = 3
"""So many buttons in like places belong to a list of products, not to the one the page is about."""
BUTTON_WORDS = 8
NEAR_BLOCKS = 12
"""Displayed blocks between the item's name, or its button, and a line that is said of it."""
AHEAD_WORDS = 3
""""Pre-order now" buys as "Add to cart" does."""
LEAD_WORDS = 16

_NOTIFY = re.compile(
    r"\b(notify|email|alert|tell) me\b|\b(in|back)[- ](in[- ])?stock alerts?\b|\bnotify when\b|\bwait(ing)? ?list\b|"
    r"\bback in stock\b|\bget notified\b|\bbe notified\b|benachrichtig|"
    r"prévenez|avvis|"
    r"avís|сообщить (?:мне |нам )?(?:о (?:поступлении|наличии|появлении)|когда|при поступлении)|到货通知|到貨通知"
)
_OTHER_PART = re.compile(r"option|variant|swatch|related|upsell|recommend|badge|label-", re.I)
"""Names of parts whose words may be another variant's, or a template's."""
_MARKUP = {
    "instock": "in", "instoreonly": "in", "onlineonly": "in", "limitedavailability": "low",
    "outofstock": "out", "outstock": "out", "oos": "out", "soldout": "out", "discontinued": "out",
    "preorder": "pre", "presale": "pre", "backorder": "back", "madetoorder": "made",
    "availablefororder": "in", "available": "in", "pending": "",
}  # fmt: skip
_BADGE = re.compile(
    r"(?:on )?sale!?|new!?|hot!?|save\b.{0,16}|[-−]? ?\d{1,2} ?% ?(?:off)?|discount|promo(?:tion)?!?|special(?: offer)?"
    r"|deal|best ?seller|featured|(?:im )?angebot|neu|soldes?|nouveau(?:té)?|oferta|rebaja|nuevo|sconto|offerta|novità"
    r"|promoção|novo|akcia|akce|novinka|promocja|nowość|特价|特價|促销|促銷|优惠|新品|热卖|熱賣|セール|新着|세일|신상"
    r"|jualan|tawaran|baharu|diskaun|diskon|obral|promosi|baru"
)
"""Short words beside a name or a price that say what is special about the item."""
_META = ("product:availability", "og:availability", "og:product:availability", "availability")


@dataclass(frozen=True, slots=True)
class PageStock:
    """`status` is one of STATUSES, `confidence` 0 to 1, `evidence` (words, selector) of what it rests on."""

    status: str
    confidence: float
    why: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a page says, sorted. Each list holds (words, selector)."""

    adds: tuple[tuple[str, str], ...]
    """Controls that put the product into the cart."""
    live: bool
    """At least one of them is enabled."""
    sold: tuple[tuple[str, str], ...]
    """Buttons that say sold out."""
    notify: tuple[tuple[str, str], ...]
    lines: dict[str, tuple[str, str]]
    """First line of text for each status it states."""
    lead: tuple[float, float] | None
    lead_spot: tuple[str, str]
    markup: frozenset[str]
    words: tuple[str, ...]
    """The words of the markup."""
    close: bool = False
    """What says sold out stands by the item's name or its button."""
    free: tuple[tuple[str, str], ...] = ()
    """Controls that give what costs nothing: "Install", "Play now"."""


def page_stock(reading: Reading) -> PageStock:
    """Availability of the product a page is about; "unknown" where neither words, buttons nor markup tell."""
    drawn = not undrawn(reading)
    signs = _signs(product_page(reading if drawn else all_shown(reading)), lines=drawn)
    found = _weigh(signs)
    found = replace(found, evidence=found.evidence + tuple((f"availability: {w}", "") for w in signs.words[:1]))
    if drawn or found.status == "unknown":
        return found
    # A page whose scripts never drew it holds templates for every case: what it says is worth less, and what a button
    # alone says, nothing.
    if not signs.words and not signs.lines:
        return PageStock("unknown", 0.6, ("a button alone, hidden until scripts run",), found.evidence)
    least = min(found.confidence, 0.75 if len(found.evidence) > 1 else 0.6)
    return replace(found, confidence=least, why=(*found.why, "the page's own part is hidden until scripts run"))


def _weigh(signs: _Signs) -> PageStock:
    for rule in (_ordered_later, _sold_out, _at_hand):
        if found := rule(signs):
            return found
    return PageStock("unknown", 0.6, ("no word, button or markup tells the stock",))


def _ordered_later(s: _Signs) -> PageStock | None:
    """Back order, pre-order, made to order: it can be ordered, and is not there."""
    if s.sold and not s.adds:
        return None
    inside = "in" in s.markup or "in-stock" in s.lines
    if "back-order" in s.lines or "back" in s.markup:
        spots = _spots(s.lines.get("back-order"))
        if spots and "out" in s.lines and not s.adds:
            return None
        sure = 0.9 if spots and "back" in s.markup else 0.65 if inside else 0.8
        return PageStock("backorder", sure, _reasons("said to be ordered for the buyer", s), spots + s.adds[:1])
    if s.lead and s.lead[0] >= LONG_LEAD_DAYS and "out" not in s.lines:
        sure = 0.6 if "in-stock" in s.lines else 0.75
        return PageStock("backorder", sure, _reasons(f"sent after {s.lead[0]:g} days or more", s), (s.lead_spot,))
    if "pre-order" in s.lines or "pre" in s.markup:
        spots = _spots(s.lines.get("pre-order"))
        sure = 0.9 if spots and "pre" in s.markup else 0.6 if inside or not s.adds else 0.85
        return PageStock("preorder", sure, _reasons("said to be ordered ahead", s), spots + s.adds[:1])
    if "made" in s.markup or ("made-to-order" in s.lines and not inside and "out" not in s.lines):
        spots = _spots(s.lines.get("made-to-order"))
        return PageStock("made_to_order", 0.7, _reasons("said to be made to order", s), spots + s.adds[:1])
    return None


def _sold_out(s: _Signs) -> PageStock | None:
    inside = "in" in s.markup or "low" in s.markup
    outside = "out" in s.markup
    line = _spots(s.lines.get("out"))
    if s.sold and not s.adds:
        sure = 0.75 if inside else 0.95 if outside or line else 0.9
        return PageStock("out_of_stock", sure, _reasons("the button says sold out", s), s.sold[:2] + line)
    if not s.adds and (line or (s.notify and not inside) or outside):
        if "in-stock" in s.lines or (inside and not line):
            return None
        sure = 0.55 if inside else 0.9 if line and outside else 0.8
        return PageStock("out_of_stock", sure, _reasons("said to be out of stock", s), (line + s.notify)[:2])
    if not s.adds:
        return None
    # Beside a button to buy, "sold out" may be a badge's template, another size, or an accessory, unless it stands
    # with the item: then what the shopper reads there is weighed above what the page tells machines.
    if outside and (line or s.sold or s.notify or not s.live):
        return PageStock("out_of_stock", 0.85, _reasons("words and markup say sold out", s), line + s.sold[:1])
    if (s.sold or line) and not s.live and not inside:
        return PageStock("out_of_stock", 0.75, _reasons("sold out, and the button is off", s), line + s.sold[:1])
    waits = inside and bool(s.notify)  # the words for a size that is chosen later, and may be sold out
    if line and s.close and "in-stock" not in s.lines and not waits:
        return PageStock("out_of_stock", 0.6, _reasons("said to be sold out beside a button to buy", s), line)
    if outside and "in-stock" not in s.lines:
        return PageStock("out_of_stock", 0.55, _reasons("marked up as sold out beside a button to buy", s), ())
    return None


def _at_hand(s: _Signs) -> PageStock | None:
    inside, line = "in" in s.markup or "low" in s.markup, _spots(s.lines.get("in-stock"))
    low = _spots(s.lines.get("low"))
    prompt = s.lead is not None and s.lead[1] < LONG_LEAD_DAYS
    if low and (s.adds or inside):
        return PageStock("low_stock", 0.85, _reasons("said to be nearly gone", s), low + s.adds[:1])
    told = sum((bool(s.adds), inside, bool(line), prompt))
    if not told:
        free = PageStock("in_stock", 0.6, _reasons("can be had for nothing", s), s.free[:1])
        return free if s.free and "out" not in s.lines else None
    against = "out" in s.markup or bool(s.sold or (s.notify and not s.adds)) or ("out" in s.lines and not inside)
    alone = 0.8 if s.live else 0.75 if line else 0.7
    sure = 0.55 if against else {1: alone, 2: 0.9}.get(told, 0.95)
    if told == 1 and not s.adds and not line:
        sure = min(sure, 0.65)  # markup alone, on a page where no button to buy was found
    status = "low_stock" if "low" in s.markup and not line else "in_stock"
    return PageStock(status, sure, _reasons("can be put into the cart" if s.adds else "said to be in stock", s),
                     line + s.adds[:1])  # fmt: skip


# What the page says


def _signs(page: Page, *, lines: bool) -> _Signs:
    end = own_end(page)
    stated = status_lines(page)
    controls = [c for c in _controls(page) if c.box[1] < end] or list(_controls(page))
    adds = [c for c in controls if _adds(c.text)]
    sold = _first(x for x in stated if x.button and x.value == "out" and not _NOTIFY.search(fold(x.text)))
    plain = any(not c.disabled and not status_of(c.text, button=True) for c in adds)
    told: dict[str, tuple[str, str]] = {}
    for x in stated:
        if (lines and not x.button) or x.value in ("pre-order", "back-order"):
            if x.value == "pre-order" and plain and _names_button(x):
                continue  # "Buy now", "Reserve now", "Pre-order now" side by side: labels of which one is meant
            told.setdefault(x.value, (x.text, x.selector))
    options = [o for f in choices(page) for o in f.options if o.value]
    if options and all(status_of(o.text) == "out" for o in options):
        told.setdefault("out", (options[0].text, ""))
    lead, spot = _lead(page, end)
    words_of_markup = _markup_words(page)
    return _Signs(
        adds=tuple((c.text, c.selector) for c in adds),
        live=any(not c.disabled for c in adds),
        sold=sold,
        notify=tuple((c.text, c.selector) for c in _offered_notice(page, controls, end)),
        lines=told,
        lead=lead if lines else None,
        lead_spot=spot,
        markup=_markup(words_of_markup),
        words=words_of_markup,
        close=any(_is_close(page, x) for x in stated if x.value == "out" and not x.button),
        free=tuple((c.text, c.selector) for c in page.reading.pressable() if _gives(page, c) and c.box[1] < end),
    )


def _names_button(line: StatusLine) -> bool:
    """Whether words that order ahead are one label among several: on a button, or in a row of buttons' words."""
    buys_now = any(not status_of(hit.phrase) for hit in phrases("add-to-cart").find(line.text))
    return buys_now or (line.button and words(line.text) <= AHEAD_WORDS)


def _offered_notice(page: Page, controls: Sequence[Button], end: float) -> Iterator[Button | TextBlock]:
    """What offers to tell the shopper when the item is there: buttons, and short texts over a field for an address."""
    yield from (c for c in controls if _NOTIFY.search(fold(c.text)))
    for block in own_blocks(page):
        if block.box[1] < end and words(block.text) <= LEAD_WORDS and _NOTIFY.search(fold(block.text)):
            yield block


def _is_close(page: Page, line: StatusLine) -> bool:
    """Whether a line stands with the item: by its button, or under its name and no further than its price may be."""
    reading = page.reading
    spot = item_place(reading)
    at = next((n for n, b in enumerate(reading.blocks) if b.visible and b.selector == line.selector), None)
    if at is None or _OTHER_PART.search(line.selector) or _among_badges(reading.blocks[at]):
        return False
    to_adder, after = spot.to_adder(at), spot.after_name(at)
    if to_adder is not None and to_adder <= NEAR_BLOCKS and (after is None or after >= 0):
        return True
    return after is not None and 0 <= after <= NEAR_BLOCKS


def _among_badges(block: TextBlock) -> bool:
    """Whether "sold out" is one of several badges in a row ("Sale", "Sold out"): a template has one for each case, and
    a style sheet shows the one that is meant."""
    parts = [fold(r.text) for r in block.runs if r.visible and r.text.strip()]
    others = [p for p in parts if status_of(p) != "out" and not p.endswith((":", "："))]
    return 0 < len(others) < len(parts) and any(_BADGE.fullmatch(p) or status_of(p) for p in others)


def _gives(page: Page, control: Button | Link) -> bool:
    """Whether a control of the page's own part gives what costs nothing."""
    own = control.visible and control.area not in FRAME and gets_free(control.text)
    return own and not in_other_card(page, control.selector, control.box)


def _controls(page: Page) -> Iterator[Button]:
    """Visible things to press in the page's own part, lists of products left out: buttons, and links and short
    texts that say they buy."""
    places = Counter(place(b.selector) for b in page.reading.buttons if b.visible and _adds(b.text))
    for button in page.reading.buttons:
        own = not _adds(button.text) or places[place(button.selector)] < REPEATED
        own = own and button.visible and button.area not in FRAME
        if own and not in_other_card(page, button.selector, button.box):
            yield button
    texts: list[Link | TextBlock] = [*page.reading.links, *own_blocks(page)]
    for x in texts:
        short = x.visible and x.area not in FRAME and words(x.text) <= BUTTON_WORDS
        if short and _adds(x.text) and not in_other_card(page, x.selector, x.box):
            yield Button(x.text, x.selector, "link", "", x.area, True, False, x.box)


def _adds(text: str) -> bool:
    status = status_of(text, button=True)
    if words(text) > BUTTON_WORDS + 4 or status == "out" or pays_later(text):
        return False
    ahead = status in ("pre-order", "back-order") and words(text) <= AHEAD_WORDS
    return ahead or phrases("add-to-cart").any(text) or buys(text)


def _first(lines: Iterable[StatusLine]) -> tuple[tuple[str, str], ...]:
    return tuple((x.text, x.selector) for x in lines)


def _lead(page: Page, end: float) -> tuple[tuple[float, float] | None, tuple[str, str]]:
    """The first lead time of the page's own part; its label may stand in the block before."""
    before: TextBlock | None = None
    for block in own_blocks(page):
        if block.box[1] < end and words(block.text) <= LEAD_WORDS:
            label = before.text if before is not None and is_lead_label(before.text) else ""
            if found := lead_days(f"{label} {block.text}"):
                return found, (block.text, block.selector)
        before = block
    return None, ("", "")


def _markup_words(page: Page) -> tuple[str, ...]:
    """Availability in schema.org data, else in the page's meta tags; lower case."""
    if told := tuple(w for w in markup_words(page) if w in _MARKUP):
        return told
    metas = (re.sub(r"[^a-z]", "", page.reading.meta.get(n, "").lower().rsplit("/", 1)[-1]) for n in _META)
    return tuple(m for m in metas if m in _MARKUP)


def _markup(told: Iterable[str]) -> frozenset[str]:
    """What the words come to: "in" alone where some variant is to be had."""
    values = frozenset(_MARKUP[w] for w in told) - {""}
    return frozenset({"in"}) if "in" in values else values


def _spots(spot: tuple[str, str] | None) -> tuple[tuple[str, str], ...]:
    return (spot,) if spot else ()


def _reasons(first: str, s: _Signs) -> tuple[str, ...]:
    """The deciding reason, then the other signs that were weighed."""
    reasons = [first]
    if s.adds:
        reasons.append("a button to buy" if s.live else "a button to buy, disabled")
    if s.notify:
        reasons.append("a button to be told when it is back")
    reasons.extend(f"text says {value}" for value in s.lines)
    reasons.extend(f"markup says {value}" for value in sorted(s.markup))
    return _unique(reasons)


def _unique(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))
