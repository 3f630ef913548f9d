"""The lines of one step: which rows of a cart or checkout page are items, charges and totals, and do they add up.

Pure functions of a page. A row keeps its role by its label; where the label says nothing, by what stands in the row:
a quantity or a product link makes an item, anything else in an order summary is a fee, never nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.choices import beside_bill, choice_in, chosen_way, names_delivery
from casetrust_audit.ledger.echoes import told_once, without_echoes
from casetrust_audit.ledger.joined import apart
from casetrust_audit.ledger.line_words import ends_in_threshold, has_no_total, is_notice, tax_inside, tax_outside
from casetrust_audit.ledger.quantities import (
    SLACK,
    asks_how_many,
    count_in,
    has_handle,
    has_quantity,
    holding,
    in_card,
    leads_on,
    may_be_added,
    only_controls,
)
from casetrust_audit.ledger.reduced import named_currency, price_role, settle_prices, without_price_words
from casetrust_audit.model.capture import Page
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Row, within
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

CENT = Decimal("0.01")
LONGEST_HEADING = 30
LONGEST_LABEL = 9
"""Words of a line's label; longer texts are sentences."""
_TOTAL_HEAD = re.compile(
    r"^(?:your |the )?(?:grand |order |basket |cart |final |estimated |amount )?(?:total|amount)\b"
    r"(?: (?:to pay|due|payable))?",
    re.I,
)
_QUANTITY = re.compile(
    r"(?:\bqty\b|\bquantity\b|数量)\s*:?\s*(\d{1,3})\b|\b(\d{1,3})\s?[x×]\s|[x×]\s?(\d{1,3})\b", re.I
)
_COUNT = re.compile(r"^\d{1,3}\s?[x×]\s+|\s*(?:[x×]\s?\d{1,3}|\bqty\b\W*\d{1,3})$", re.I)
_NOT_ITEM_LINK = re.compile(
    r"cart|basket|checkout|login|account|remove|edit|terms|polic|delivery|shipping|contact", re.I
)
_MINI_CART = re.compile(r"\bitems? in (?:your |the )?(?:cart|basket|bag)\b|^(?:cart|basket|bag) ?\(?\d*\)?$", re.I)
_GOODS = re.compile(
    r"\W*(?:(?:all|your|order) )?(?:\d{1,3} )?"
    r"(?:items?|products?|articles?|goods|merchandise|商品|货品|貨品|barang(?:an)?|produk)"
    r"(?: ?\(? ?\d{1,3} ?(?:items?|pcs|件)? ?\)?)?\W*",
    re.I,
)
"""What a sum of the goods is called that only counts them."""
_NUMBERS = re.compile(r"\d+")
_SUMS = ("total", "subtotal")
_CALCULATED = re.compile(r"calculated|to be determined|tbd|next step|at checkout", re.I)


@dataclass(frozen=True, slots=True)
class Sum:
    """The lines of a page that count, its stated total, and what the lines come to.

    `computed` is None where a line is unclear or there is nothing to add. `itemised` is true where goods (or a
    subtotal) and a total are told apart. `tax_included` says that a tax line is part of the prices, not added.
    """

    lines: tuple[TrailLine, ...]
    total: Money | None
    computed: Money | None
    itemised: bool
    unclear: str = ""


def read_sum(shop: Shop, page: Page, title: str, currency: str = "") -> Sum:
    """The order summary of a cart or checkout page. `title` is the item the shopper added."""
    currency = page_currency(page.reading) or currency
    told = [part for row in _summary_rows(page) for part in apart(row, currency)]
    rows = [(row, line) for row in told if (line := _line(shop, page, row, title, currency)) is not None]
    rows = _outermost(settle_prices(rows, title))
    rows = without_echoes(rows, lambda row: _in_summary(row, page))
    lines = _once(_without_decoys(_without_notices(_without_strays(rows, page, title), page)))
    totals = [line for line in lines if line.role == "total"]
    total = _stated_total(totals)
    counted = [line for line in lines if line.role != "total"]
    counted += beside_bill(shop, page, counted, currency) if total else []
    counted = told_once(counted, total.money if total else None, lambda found: _add_up(found, total)[0])
    computed, counted, unclear = _add_up(counted, total)
    goods = any(line.role in ("item", "subtotal") for line in counted)
    shown = tuple(counted) + ((total,) if total else ())
    return Sum(
        shown, total.money if total else None, computed, goods and total is not None and len(counted) >= 1, unclear
    )


def _outermost(rows: list[tuple[Row, TrailLine]]) -> list[tuple[Row, TrailLine]]:
    """Of an item's row and a row within it ("S$16.90 each" beside what two of them cost, "S$16.90 +GST", "Total:
    S$33.80" in a cell of the line) only the outer one."""
    items = [row for row, line in rows if line.role == "item"]
    within_item = [row for row, _ in rows if any(o is not row and _inside(row, o) for o in items)]
    summed = any(line.role in _SUMS and row not in within_item for row, line in rows)
    return [
        (row, line) for row, line in rows
        if row not in within_item or not (_tells_a_price(line) or (summed and line.role in _SUMS))
    ]  # fmt: skip


def _tells_a_price(line: TrailLine) -> bool:
    """A price, and not a charge of its own: also one that is told with or without its tax."""
    if line.role in ("tax", "tax-included"):
        return phrases("gst-excluded").any(line.label) or phrases("gst-included").any(line.label)
    return line.role == "item"


def _inside(inner: Row, outer: Row) -> bool:
    larger = outer.box[2] * outer.box[3] > inner.box[2] * inner.box[3]
    return larger and inner.selector.startswith(outer.selector) and within(inner.box, outer.box, SLACK)


def _without_strays(rows: list[tuple[Row, TrailLine]], page: Page, title: str) -> list[tuple[Row, TrailLine]]:
    """Items count where the bought one stands, or where they can be changed or taken out: what a page shows beside
    its cart was put there by nobody."""
    items = [row for row, line in rows if line.role == "item"]
    own = [row for row in items if title and fold(title) in fold(row.text)]
    held = [row for row in items if has_handle(row, page)]
    if not any(line.role in _SUMS for _, line in rows):
        rows = [r for r in rows if r[1].role != "item" or r[0] in (*own, *held) or not in_card(r[0], page)]
    if not own and not held:
        return rows
    own = [row for row in own if row in held] or own  # it may stand a second time among what others bought
    return [r for r in rows if r[1].role != "item" or r[0] in held or any(_beside(r[0], o) for o in own or held)]


def _beside(row: Row, other: Row) -> bool:
    """Whether both are lines of one list: rows of one table, or boxes made alike in one place."""
    if row.group != other.group:
        return False
    return row.tag in ("tr", "li", "dd") or _NUMBERS.sub("", row.selector) == _NUMBERS.sub("", other.selector)


def _without_decoys(rows: list[tuple[Row, TrailLine]]) -> list[tuple[Row, TrailLine]]:
    """Without totals that stand above the bill or in a dialog over it, where the bill has a total of its own: a cart in
    small in the page's head, a sum of points."""
    bill = [
        row for row, line in rows if line.role in ("subtotal", "shipping", "tax", "tax-included", "fee", "discount")
    ]
    homes = {row.group for row in bill}
    own = [row for row, line in rows if line.role == "total" and row.group in homes]
    if not own:
        return rows
    top = min(row.box[1] for row, line in rows if row.group in homes or line.role == "item")
    return [
        (row, line) for row, line in rows
        if line.role != "total" or row in own
        or not (row.box[1] + row.box[3] <= top or row.area == "dialog" != own[0].area)
    ]  # fmt: skip


def _without_notices(rows: list[tuple[Row, TrailLine]], page: Page) -> list[tuple[Row, TrailLine]]:
    """Without sentences that tell of a fee which the bill has as a line ("Service fee S$1.50 per order")."""
    billed = [line for row, line in rows if line.role == "fee" and _in_summary(row, page)]
    return [
        (row, line) for row, line in rows
        if line.role != "fee" or _in_summary(row, page) or not any(_tells_of(line, other) for other in billed)
    ]  # fmt: skip


def _tells_of(notice: TrailLine, line: TrailLine) -> bool:
    return notice.money.amount == line.money.amount and fold(line.label) in fold(notice.label)


def _summary_rows(page: Page) -> list[Row]:
    """Rows outside header, navigation, footer and product cards, in page order, no row inside another."""
    rows = [
        r for r in page.reading.rows
        if r.visible and r.area in ("main", "aside", "dialog") and r.amounts
        and not _inside_card(r.box, page) and not may_be_added(r, page)
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.box[1], r.box[0]))


def _inside_card(box: Box, page: Page) -> bool:
    """Inside the card of another product that can be added: no line of the order. What holds the sum is the bill."""
    sums = [r.box for r in page.reading.rows if r.visible and phrases("total").any(r.label)]
    cards = [c.box for c in page.reading.cards if c.button and c.amounts and phrases("add-to-cart").any(c.button)]
    return any(within(box, c, SLACK) and not any(within(one, c, SLACK) for one in sums) for c in cards)


def _line(shop: Shop, page: Page, row: Row, title: str, currency: str) -> TrailLine | None:
    label = normalise(row.label)
    currency = named_currency(label) or currency
    if (way := chosen_way(page, row, currency)) is not None:
        ref = shop.ref(page, row.text, row.selector, row.box)
        return TrailLine(label[:120] or row.text[:120], way[0], way[1], None, ref)
    found = [a for text in holding(row) for a in find_amounts(text, currency, free=True, bare=True)]
    label = "" if only_controls(label, row, page) else label
    own = without_price_words(label, row.text)
    role = line_role(own, row, page, title) if own or not label else price_role(row)
    if role == "" or not found or any(len(a.readings) != 1 for a in found[-1:]):
        return None
    amount = _amount_of_total(found, row) if role == "total" else found[-1]
    if len(amount.readings) != 1:
        return None
    money = amount.readings[0]
    if role == "discount" and money.amount > 0:
        money = replace(money, amount=-money.amount)
    ref = shop.ref(page, row.text, row.selector, row.box)
    if role == "item":
        label = title if title and fold(title) in fold(row.text) else _item_name(label, row, page)
    return TrailLine(label[:120] or row.text[:120], role, money, _quantity(row, page) if role == "item" else None, ref)


def _amount_of_total(found: list[Amount], row: Row) -> Amount:
    """The sum itself, where the row also tells the tax within it, or the sum without: the largest, as no part is more
    than the whole."""
    inside = (tax_inside(row.text) or tax_outside(row.text)) and len(found) > 1
    return max(found, key=lambda a: a.readings[0].amount) if inside else found[-1]


def _item_name(label: str, row: Row, page: Page) -> str:
    """Name of an item the shopper did not add: its link, or its label without a quantity."""
    linked = next(
        (a.text for a in page.reading.links if a.visible and a.text and within(a.box, row.box, SLACK)
         and fold(a.text) in fold(label)),
        "",
    )  # fmt: skip
    return normalise(linked) or _COUNT.sub("", label).strip() or label


def line_role(label: str, row: Row, page: Page, title: str) -> str:
    """item, shipping, tax, tax-included, fee, discount, optional, subtotal, total; "" for no order line."""
    if _MINI_CART.search(label):
        return ""
    choice = choice_in(row, page, billed=_in_summary(row, page))
    own = choice is not None and choice.type == "checkbox" and choice.checked and has_handle(row, page)
    if choice is not None and not own:  # a line of the cart may be ticked off
        return "" if choice.type == "radio" or not choice.checked else "optional"
    if title and fold(title) in fold(row.text):
        return "item"
    if not label or len(label) > 160:
        return "item" if _is_item_row(row, page) else ""
    notice = is_notice(label) or ends_in_threshold(row)
    wordy = notice or len(label.split()) > LONGEST_LABEL
    for role, topic in (("subtotal", "subtotal"), ("discount", "discount")):
        if phrases(topic).any(label) or (role == "subtotal" and _counts_goods(label, row, page)):
            return role
    if phrases("tax").any(label) or phrases("gst").any(label):
        return "" if wordy else _tax_role(label, row)  # a notice that speaks of tax is no line of the bill
    if phrases("total").any(label) and not _is_item_row(row, page):
        if has_no_total(label):
            return ""
        return "total"
    if _CALCULATED.search(row.text):
        return ""
    if any(phrases(topic).any(label) for topic in ("shipping", "delivery", "self-collection")):
        return "" if notice else "shipping"
    if _is_item_row(row, page):
        return "item"
    return _fee_role(label, row, page, wordy)


def _counts_goods(label: str, row: Row, page: Page) -> bool:
    """What the goods come to, under a name that only counts them."""
    return bool(_GOODS.fullmatch(label)) and not _is_item_row(row, page)


def _tax_role(label: str, row: Row) -> str:
    """A total named with its tax, a tax that is part of the prices, or one that is added."""
    if _TOTAL_HEAD.search(label) or any(hit.start == 0 for hit in phrases("total").find(label)):
        return "total"
    return "tax-included" if tax_inside(label) or tax_inside(row.text) else "tax"


def _fee_role(label: str, row: Row, page: Page, wordy: bool) -> str:
    """A line that is neither goods nor sum: a fee by its name or its place, delivery by its heading."""
    if phrases("fee").any(label) or phrases("payment-surcharge").any(label):
        return "fee"
    if wordy or not _in_summary(row, page):
        return ""
    brings = not _pays(label) and _under_shipping(row, page)
    return "shipping" if brings or names_delivery(label, page) else "fee"


def _pays(label: str) -> bool:
    """Whether it names a way to pay: cash on delivery is paid, and brings nothing."""
    return phrases("payment-methods").any(label)


def _under_shipping(row: Row, page: Page) -> bool:
    """Whether a heading inside the summary, between the row above and this one, puts it under delivery."""
    top = max((r.box[1] for r in page.reading.rows if r.group == row.group and r.box[1] < row.box[1]), default=None)
    return any(
        phrases("shipping").any(b.text) or phrases("delivery").any(b.text)
        for b in page.reading.blocks
        if b.visible
        and len(b.text) <= LONGEST_HEADING
        and b.selector.startswith(row.group)
        and (top is None or b.box[1] > top)
        and b.box[1] < row.box[1]
    )


def _is_item_row(row: Row, page: Page) -> bool:
    """A row with a quantity to change, or the picture and link of a product."""
    if has_quantity(row, page):
        return True
    linked = any(
        a.visible and a.text and a.area == "main" and within(a.box, row.box, SLACK)
        and fold(a.text)[:60] in fold(row.text) and not _NOT_ITEM_LINK.search(a.href) and not leads_on(a.text)
        for a in page.reading.links
    )  # fmt: skip
    return linked or bool(_QUANTITY.search(row.text) and row.tag in ("tr", "li"))


def _in_summary(row: Row, page: Page) -> bool:
    """Whether the row's group also holds a total: what stands there is part of the bill."""
    return any(
        r.group == row.group and r.selector != row.selector and phrases("total").any(r.label)
        for r in page.reading.rows
        if r.visible
    )


def _quantity(row: Row, page: Page) -> int | None:
    for field in page.reading.fields():
        count = count_in(field) if field.visible and asks_how_many(field) else ""
        if count.isdigit() and within(field.box, row.box, SLACK):
            return int(count)
    found = _QUANTITY.search(row.text)
    return int(next(g for g in found.groups() if g)) if found else None


def _once(rows: list[tuple[Row, TrailLine]]) -> list[TrailLine]:
    """The same line shown twice (a mini cart beside the cart, a row inside a row) counts once; two lines alike in one
    list are two: two seats are two seats."""
    kept: list[tuple[Row, TrailLine]] = []
    for row, line in rows:
        twins = [r for r, other in kept if _alike(line, other)]
        if not any(line.role in ("total", "subtotal") or r.group != row.group or _nested(r, row) for r in twins):
            kept.append((row, line))
    return [line for _, line in kept]


def _alike(one: TrailLine, other: TrailLine) -> bool:
    if one.role != other.role or one.money.currency != other.money.currency or one.money.amount != other.money.amount:
        return False
    return one.role == "total" or fold(one.label)[:40] == fold(other.label)[:40]


def _nested(one: Row, other: Row) -> bool:
    return within(one.box, other.box, SLACK) or within(other.box, one.box, SLACK)


def _stated_total(totals: list[TrailLine]) -> TrailLine | None:
    """What is to be paid: the last total of the page; the largest where they differ, as a bill ends with it."""
    return max(totals, key=lambda t: (t.money.amount, t.evidence.box[1] if t.evidence.box else 0.0)) if totals else None


def _add_up(lines: list[TrailLine], total: TrailLine | None) -> tuple[Money | None, list[TrailLine], str]:
    """Sum of the lines. Goods count once: as items, or as the subtotal where no items are listed or they differ.

    A tax line is added, or part of the prices: the reading under which the page adds up is taken; where neither does,
    the tax counts as added unless it says that it is included.
    """
    currencies = {line.money.currency for line in lines}
    if not lines or len(currencies) > 1:
        return None, lines, "amounts in several currencies" if len(currencies) > 1 else ""
    items = sum((line.money.amount for line in lines if line.role == "item"), Decimal(0))
    subtotals = [line.money.amount for line in lines if line.role == "subtotal"]
    has_items = any(line.role == "item" for line in lines)
    charges = sum(
        (line.money.amount for line in lines if line.role in ("shipping", "fee", "discount", "optional")), Decimal(0)
    )
    tax = sum((line.money.amount for line in lines if line.role == "tax"), Decimal(0))
    if not has_items and not subtotals:
        return None, lines, "no goods among the lines"
    goods = [items] if has_items else []
    goods += [s for s in subtotals if s not in goods]
    currency = lines[0].money.currency
    options = [(g + charges + t, t is not tax and tax != 0) for g in goods for t in (tax, Decimal(0))]
    if total is not None and total.money.currency == currency:
        for value, included in options:
            if abs(value - total.money.amount) <= CENT:
                return Money(value, currency), _with_tax(lines, included), ""
    return Money(options[0][0], currency), lines, ""


def _with_tax(lines: list[TrailLine], included: bool) -> list[TrailLine]:
    return [replace(line, role="tax-included") if included and line.role == "tax" else line for line in lines]
