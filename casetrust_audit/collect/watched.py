"""A walk that a person makes, watched: which step a page is, and when it is kept, by the rules of the tool's own walks.

Two things are other than on a walk of the tool's own. A person moves on when he likes, so that each page is looked at
again and again, and kept as often as it shows something new. And what he ticks is his doing: a box is kept as the shop
first showed it, for what stands ticked there is judged as the shop's default.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casetrust_audit.collect import basket, choosing, completing, steps
from casetrust_audit.collect.adding import add_button, item_names, ways_on
from casetrust_audit.collect.change import shown, signature
from casetrust_audit.collect.given_page import what_it_is
from casetrust_audit.collect.guard import Mode
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.collect.to_payment import checkout_on_cart, no_earlier
from casetrust_audit.collect.walk import Walk, kept
from casetrust_audit.model.journey import LOOKED
from casetrust_audit.model.reading import Field, Reading
from casetrust_audit.text.item_price import item_price

_ON_THE_WAY = frozenset({"checkout", "login", "register", "cart", "other", "account"})
"""Roles of pages that may be a step of a checkout though nothing on them says which."""
_BOXES = ("checkbox", "switch")


@dataclass(slots=True)
class Watched:
    """What was seen of the walk so far. `ends` says why the step is the last before payment, "" where it is not."""

    walk: Walk
    at: str = ""
    ends: str = ""
    quantity: int = 1
    collected: bool = False
    _seen: object = None
    _item: Reading | None = None
    """The item's page as it was last seen, with what was typed into it."""
    _variant: object = None
    _as_met: dict[tuple[object, str], bool] = field(default_factory=dict)

    def look(self, reading: Reading) -> None:
        """Take note of the page as it stands, and keep it where it shows something new."""
        reading = self._boxes_as_met(reading)
        self._note_ways(reading)
        name = self._step_of(reading)
        if name == "product":
            self._item = reading
        new = shown(reading), _asked(reading) if name == "product" else None
        if new == self._seen:
            return
        self._seen = new
        if not name:
            return
        if name == "cart":
            self._note_quantity(reading)
        if name == "cart" and self._keep(name, reading) and (here := checkout_on_cart(reading)):
            name = here
        if name != "cart":
            self._keep(name, reading)

    def _keep(self, name: str, reading: Reading) -> bool:
        """Capture the page as the step; false where it is a wall or broken, which the person may get past."""
        walk = self.walk
        name = no_earlier(walk, reading, name) if name not in ("product", "cart") else name
        walk.session.guard.mode = Mode.STOP if name == "review" else Mode.SHOP
        met = kept(walk, name, "product" if name == "product" else "cart" if name == "cart" else "checkout", reading)
        if not met.capture.usable:
            walk.met.pop()
            walk.log(name, LOOKED, reading.url, met.capture.problems[0].detail, False)
            return False
        self.at, self.ends = name, ""
        if name not in ("product", "cart"):
            self.ends = steps.is_last_step(reading, steps.name_step(reading) or name)
        return True

    def _step_of(self, reading: Reading) -> str:
        """The step a page is; "" for pages that are none: lists, policies, other items looked at on the way."""
        if self._is_cart(reading):
            return "cart"
        if self.at in ("", "product"):
            return self._product(reading)
        named = steps.name_step(reading)
        if named and named != "cart":
            return named
        return "gateway" if decide_role(reading)[0] in _ON_THE_WAY and not _same_item(reading, self._item) else ""

    def _is_cart(self, reading: Reading) -> bool:
        """The cart's page, or a drawer that shows the item over the page it was added on."""
        if self.at not in ("", "product", "cart"):
            return basket.is_cart_url(reading.url) and not basket.is_empty(reading)
        if basket.is_cart(reading) and not basket.is_empty(reading):
            return basket.holds(self.walk, reading) or basket.is_cart_url(reading.url)
        over = {p.text for p in reading.pressable() if p.visible and p.area == "dialog"}
        drawer = self.at == "product" and bool(ways_on(reading) & over) and basket.in_drawer(reading, self.walk.names)
        return drawer and basket.holds(self.walk, reading)

    def _product(self, reading: Reading) -> str:
        if add_button(reading) is None or what_it_is(reading):
            return ""
        walk = self.walk
        if not _same_item(reading, self._item):
            walk.item_selector, self._variant = "", _variant(reading)
            walk.log("product", LOOKED, reading.url, "the item's page", True)
        elif _variant(reading) != self._variant:
            self._variant = _variant(reading)
            walk.log("product", "fill variant", reading.url, "the person chose it", True)
        walk.names = item_names(reading, reading.title)
        counts = [f for f in reading.fields() if f.visible and choosing.is_count(f)]
        used = [f for f in counts if f.value not in ("", "0")]
        if len(counts) > 1 and len(used) == 1:  # several items on one page: the one that is asked for is bought
            walk.item_selector = used[0].selector
            walk.names = tuple(dict.fromkeys(choosing.names_at(used[0], reading) + walk.names))
        walk.title = walk.names[0] if walk.names else reading.title
        return "product"

    def _note_quantity(self, reading: Reading) -> None:
        """How many were asked for, where the cart has one line that says so."""
        counts = [f.value for f in reading.fields() if f.visible and choosing.is_count(f) and f.value.isdigit()]
        if len(counts) == 1 and int(counts[0]) > 0:
            self.quantity = int(counts[0])

    def _note_ways(self, reading: Reading) -> None:
        ways = completing.fetched_ways(reading)
        if ways:
            self.walk.offers_collection = True
            self.collected = any(chosen for _, chosen in ways)

    def _boxes_as_met(self, reading: Reading) -> Reading:
        here = signature(reading)[:2]

        def as_met(one: Field) -> Field:
            if one.type not in _BOXES:
                return one
            was = self._as_met.setdefault((here, one.selector), one.checked)
            return one if was == one.checked else replace(one, checked=was)

        forms = tuple(replace(f, fields=tuple(map(as_met, f.fields))) for f in reading.forms)
        return replace(reading, forms=forms, loose_fields=tuple(map(as_met, reading.loose_fields)))


def _asked(reading: Reading) -> object:
    """What an item's page asks for it, and at which address: a variant may have been chosen."""
    price = item_price(reading)
    return reading.url, price.money if price else None


def _variant(reading: Reading) -> object:
    """What is chosen on an item's page."""
    fields = [
        (f.selector, f.checked, tuple(o.value for o in f.options if o.selected), f.type == "combobox" and f.value)
        for f in reading.fields() if f.visible and f.type in ("radio", "select", "combobox", "listbox")
    ]  # fmt: skip
    return fields, [(c.selector, c.chosen) for g in reading.choices for c in g.choices]


def _same_item(reading: Reading, item: Reading | None) -> bool:
    return item is not None and signature(reading)[:2] == signature(item)[:2]
