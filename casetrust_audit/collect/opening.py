"""The page of the item to be bought: opened, looked at, captured; on a list of goods the item that is named there."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.collect import basket, given_page, steps
from casetrust_audit.collect.adding import add_buttons, item_names, tile_button, told_button
from casetrust_audit.collect.change import shown, what_changed
from casetrust_audit.collect.guard import Intent
from casetrust_audit.collect.named import listed
from casetrust_audit.collect.proposals import dialog_words
from casetrust_audit.collect.walk import (
    JourneyEnd,
    Walk,
    await_change,
    go,
    kept,
    press,
    reading_of,
    stuck,
    take,
)
from casetrust_audit.model.journey import GIVEN
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

NO_PRODUCT = "no-product"
OPEN_MS = 4000
"""How long a tile may take to show its item once it was pressed."""


def product_page(walk: Walk) -> Reading:
    """Open the page of the item and capture it. Ends the walk as "no-product" where the page that the configuration
    gives is no item's, so that another may be walked."""
    scenario = walk.scenario
    opened = go(walk, scenario.product_url)
    if opened.failed:
        if scenario.planned:
            raise _no_product(walk, f"could not be opened: {opened.failed}")
        raise JourneyEnd("error", f"the product page could not be opened: {opened.failed}")
    if scenario.planned:
        return _given(walk)
    role = "" if scenario.tile else "product"  # what sells an item from its tile is a list of goods
    return _named(walk, reading_of(take(walk, "product", role), "product page"))


def arrived(walk: Walk, reading: Reading) -> tuple[str, Reading]:
    """The step that the steps of a plan have led to where none of them was marked, and its page: the cart where they
    have put the item into it, else the product's page."""
    if walk.scenario.plan and basket.is_cart(reading) and basket.holds(walk, reading):
        return "cart", reading_of(take(walk, "cart", "cart", reading), "cart")
    added = any(a.ok and a.strategy == "planned press" and phrases("add-to-cart").any(a.target) for a in walk.attempts)
    if added and (cart := basket.open_cart(walk, reading, keep_empty=False, must=False)) is not None:
        return "cart", cart
    if added:
        go(walk, reading.url)
        reading = walk.session.read()
    return "product", _at_item(walk, reading)


def _at_item(walk: Walk, reading: Reading) -> Reading:
    """The page as the product's, where the steps of a plan have led to it from a page that was none."""
    if walk.met or given_page.what_it_is(reading):
        return reading
    walk.scenario = replace(walk.scenario, product_url=reading.url)
    walk.names = tuple(dict.fromkeys((*walk.names, *item_names(reading, ""))))
    return reading_of(take(walk, "product", "product", reading), "product page")


def _named(walk: Walk, reading: Reading) -> Reading:
    """The page with what its item may be called, and the banners that stand over it."""
    tile = walk.scenario.tile
    walk.names = (tile,) if tile else item_names(reading, walk.scenario.title)
    walk.title = walk.names[0] if walk.names else walk.scenario.title
    walk.dialogs = dialog_words(reading)
    return reading


def _given(walk: Walk) -> Reading:
    """The page that the configuration gives, once it was looked at."""
    from playwright.sync_api import Error

    try:
        reading = walk.session.read()
    except Error:
        met = kept(walk, "given", "")
        raise _no_product(walk, given_page.trouble_with(met.capture) or "could not be read") from None
    what, tile = given_page.what_it_is(reading), walk.scenario.tile
    if not what and (not tile or given_page.card_named(reading, tile) is None):
        walk.scenario = replace(walk.scenario, tile="")
        met = kept(walk, "product", "product", reading)
        if trouble := given_page.trouble_with(met.capture):
            walk.met.clear()
            raise _no_product(walk, trouble)
        return _named(walk, reading_of(met, "product page"))
    met = kept(walk, "product" if tile and _from_tile(walk, reading) else "given", "", reading)
    if trouble := given_page.trouble_with(met.capture):
        walk.met.clear()
        raise _no_product(walk, trouble)
    _named(walk, reading)
    if tile:
        return reading if walk.met else _item_of_list(walk, reading)
    if told_button(walk) is not None or walk.scenario.plan:
        walk.log("product", GIVEN, walk.scenario.product_url, f"{what}; what the configuration says is done", False)
        return reading
    raise _no_product(walk, what)


def _no_product(walk: Walk, what: str) -> JourneyEnd:
    walk.log("product", GIVEN, walk.scenario.product_url, what, False)
    return stuck(walk, f"the page given as product {what} ({walk.scenario.product_url})", "product", NO_PRODUCT)


def _from_tile(walk: Walk, reading: Reading) -> bool:
    """Whether the item goes into the cart straight from its tile."""
    card = given_page.card_named(reading, walk.scenario.tile)
    if card is None or tile_button(reading, card.title) is None:
        return False
    walk.scenario = replace(walk.scenario, tile=card.title)
    return True


def _item_of_list(walk: Walk, reading: Reading) -> Reading:
    """The item's own page, or the dialog that shows it, opened by its tile."""
    words, here = walk.scenario.tile, reading.url
    for how, where in given_page.ways_to(reading, words):
        if how == "open":
            problem = go(walk, where).problem
            after = reading if problem else walk.session.read()
        else:
            pressed = press(walk, "product", steps.Press(words, where, "", "opens the item"), Intent.LOOK)
            problem = pressed.problem
            after = reading if problem else await_change(walk, reading, shown, OPEN_MS)
        walk.log(
            "product", "open the item", where, problem or what_changed(reading, after) or "nothing changed", not problem
        )
        if not problem and _shows_item(after):
            return _taken_up(walk, after, words)
        if canonical_key(walk.session.page.url) != canonical_key(here) or what_changed(reading, after):
            go(walk, here)
            reading = walk.session.read()
    there = listed(given_page.goods_there(reading))
    raise stuck(walk, f"no item {words!r} could be opened on {here}; there is {there}", "product", NO_PRODUCT)


def _shows_item(after: Reading) -> bool:
    buttons = add_buttons(after)
    return bool(buttons) and (buttons[0].area == "dialog" or not given_page.what_it_is(after))


def _taken_up(walk: Walk, after: Reading, words: str) -> Reading:
    over = add_buttons(after)[0].area == "dialog"
    walk.scenario = replace(walk.scenario, tile="", product_url=walk.scenario.product_url if over else after.url)
    met = take(walk, "product", "" if over else "product", after)
    walk.names = tuple(dict.fromkeys((words, *(() if over else item_names(after, "")))))
    walk.title = words
    return reading_of(met, "product page")
