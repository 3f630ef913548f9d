"""The cart left as it was found: what the walk has put in is taken out again, and nothing else is."""

from __future__ import annotations

import re

from casetrust_audit.collect import steps
from casetrust_audit.collect.basket import REMOVE, is_empty, line_names, shows_item
from casetrust_audit.collect.change import said_wrong, shown, what_changed
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.guard import Intent, Mode
from casetrust_audit.collect.request import page_routes
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walk import JourneyEnd, Walk, await_change, fill, go, press
from casetrust_audit.model.journey import GONE, HELD
from casetrust_audit.model.reading import Button, Link, Reading, within
from casetrust_audit.text.urls import canonical_key

MOST_REMOVALS = 6
SHORT = 40
LARGEST_DRAWING = 60.0
"""Pixels of the longer side of a drawing to press in a line."""
_CROSS = re.compile(r"close|dismiss|times|[x×✕✖❌]", re.I)
_LESS = re.compile(r"[-−–▼▽▾↓⌄]|minus|less|down|decrease(?: quantity)?|one less|减少|kurang(?:kan)?", re.I)
_TAKES_OUT = re.compile(
    r"\b(?:remove|delete|take (?:it|this) out|clear|empty)\b|[删刪]除|移除|清空|\b(?:buang|padam)", re.I
)
_SURE = re.compile(
    r"(?:yes|ok(?:ay)?|sure|confirm|remove|delete)(?:[,!]? .{0,20})?|"
    r"[确確][定认認]|是的?|好的?|[删刪]除|移除|ya|sahkan|buang",
    re.I,
)
_UPDATE = re.compile(r"^\W*(?:update|refresh|recalculate|更新|kemas ?kini)", re.I)
_NOT_REMOVE = re.compile(r"coupon|voucher|address|account|wish", re.I)
_REMOVE_NAME = re.compile(r"(?:^|[\W_])(?:remove|delete)\b", re.I)


def empty_cart(walk: Walk) -> None:
    """Take out again what the walk has put in; what comes of it is logged and changes nothing else.

    Only removals are pressed, on the cart's own page, and the guard stops every order as before."""
    from playwright.sync_api import Error

    cart = next((s.url for s in reversed(walk.met) if s.name == "cart"), "")
    if not cart or walk.clock() > walk.deadline:
        return
    if any(a.strategy == HELD for a in walk.attempts):
        walk.log("cleanup", "empty the cart", cart, "it held things of the customer's; nothing was taken out", False)
        return
    walk.session.guard.mode = Mode.SHOP
    try:
        go(walk, cart)
        dead: set[str] = set()
        for turn in range(MOST_REMOVALS):
            reading = walk.session.read()
            remover = _remover(reading, frozenset(dead))
            if (
                is_empty(reading)
                or (turn and remover is None and not line_names(reading))
                or not (line_names(reading) or shows_item(reading, walk.names))
            ):
                walk.log("cleanup", "empty the cart", cart, "the cart is empty", True)
                return
            fill(walk, "cleanup", _removal_boxes(reading), Intent.EMPTY_CART)
            if remover is None:
                walk.log("cleanup", "empty the cart", cart, "no way to remove the item was found", False)
                return
            if not press(walk, "cleanup", remover, Intent.EMPTY_CART).problem:
                after = await_change(walk, reading, _there)
                gone = f"{GONE}; " if _is_gone(walk, reading, after) else ""
                changed = what_changed(reading, after)
                walk.log("cleanup", "press", remover.text or "a drawing", f"{remover.why}; {gone}{changed}", True)
                if not gone and not changed:
                    dead.add(remover.selector)
        walk.log("cleanup", "empty the cart", cart, "the cart is not empty", False)
    except (Error, JourneyEnd) as error:
        said = error.detail if isinstance(error, JourneyEnd) else in_words(error)
        walk.log("cleanup", "empty the cart", cart, said, False)
    finally:
        walk.session.guard.mode = Mode.STOP


def _there(reading: Reading) -> object:
    """What a cart shows: its lines, and whether it is empty."""
    return shown(reading), line_names(reading), is_empty(reading)


def _is_gone(walk: Walk, before: Reading, after: Reading) -> bool:
    """The cart's page named the item, and names it no more."""
    if canonical_key(before.url) != canonical_key(after.url) or not shows_item(before, walk.names):
        return False
    return not shows_item(after, walk.names) and (is_empty(after) or not said_wrong(after))


def _removal_boxes(reading: Reading) -> list[Fill]:
    """Boxes that take an item out with the next update of the cart."""
    boxes = (f for f in reading.fields() if f.type == "checkbox" and f.visible and not f.checked)
    return [Fill(f.selector, "check", "", "remove") for f in boxes if _REMOVE_NAME.search(f"{f.name} {f.id} {f.label}")]


def _removes(item: Button | Link) -> bool:
    """By its words, or where it is an icon by what it would do."""
    if _NOT_REMOVE.search(item.text):
        return False
    acts = " ".join(page_routes(item.href)) if isinstance(item, Link) else item.name
    named = REMOVE.search(item.text) or _REMOVE_NAME.search(item.text)
    return bool(named) or (len(item.text) <= SHORT and bool(_REMOVE_NAME.search(acts.replace("_", " "))))


def _remover(reading: Reading, dead: frozenset[str] = frozenset()) -> steps.Press | None:
    """What takes the item out, or else what updates a cart in which boxes for that were ticked; nothing that is
    `dead`."""
    if (sure := _asked_once_more(reading)) is not None:
        return sure
    for item in reading.pressable():
        if item.selector in dead:
            continue
        if item.visible and item.area in ("main", "aside", "dialog") and _removes(item):
            form = item.form if isinstance(item, Button) else ""
            return steps.Press(item.text[:80], item.selector, form, "takes the item out of the cart")
    updates = (b for b in reading.buttons if b.visible and b.area == "main" and _UPDATE.search(b.text))
    if _removal_boxes(reading) and (update := next(updates, None)):
        return steps.Press(update.text[:80], update.selector, update.form, "updates the cart without the item")
    return _drawn_remover(reading, dead)


def _asked_once_more(reading: Reading) -> steps.Press | None:
    """The answer to a dialog that asks whether to take the item out after all."""
    said = " ".join(b.text for b in reading.blocks if b.visible and b.area == "dialog")
    if not _TAKES_OUT.search(said):
        return None
    offered = [p for p in reading.pressable() if p.visible and p.area == "dialog"]
    sure = next((p for p in offered if _SURE.fullmatch(p.text.strip())), None)
    if sure is None:
        return None
    form = sure.form if isinstance(sure, Button) else ""
    return steps.Press(sure.text[:80], sure.selector, form, "says that the item is to be taken out")


def _drawn_remover(reading: Reading, dead: frozenset[str]) -> steps.Press | None:
    """A cross, or else a sign for one less, or else the only drawing that says nothing, in a line of the cart that has
    an amount."""
    lines = [r.box for r in reading.rows if r.visible and r.amounts and r.area in ("main", "aside", "dialog")]
    inside = [
        p for p in reading.pressable()
        if p.visible and p.selector not in dead and any(within(p.box, box) for box in lines)
    ]  # fmt: skip
    for signs, why in ((_CROSS, "takes the item out of the cart"), (_LESS, "takes one away")):
        for item in inside:
            if signs.fullmatch(item.text.strip()):
                form = item.form if isinstance(item, Button) else ""
                return steps.Press(item.text[:80], item.selector, form, why)
    drawings = [p for p in inside if isinstance(p, Button) and not p.text and max(p.box[2:]) <= LARGEST_DRAWING]
    if len(drawings) != 1:
        return None
    return steps.Press("", drawings[0].selector, drawings[0].form, "may take the item out of the cart")
