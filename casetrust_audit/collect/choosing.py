"""What must be chosen before an item can be added to a cart, or a step be left: variants, quantities, required extras.

Pure; the shopper obeys it. Nothing optional is ever chosen, and of what must be chosen the cheapest is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.collect.filling import Fill, field_kind, is_placeholder, is_real
from casetrust_audit.model.reading import Box, Button, Field, Option, Reading, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

REACH_ABOVE, REACH_BELOW = 1400.0, 400.0
"""Pixels above and below the button within which a field without a form belongs to the item."""
_COUNTS = ("number", "text", "tel")
_REQUIRED = re.compile(
    r"\b(?:required|must|mandatory|at least|exactly|need to (?:choose|select|pick)|min(?:imum)?\.? \d)\b|必选|必須",
    re.I,
)
_QUANTITY_WORDS = re.compile(
    r"^(?:select |enter |choose )?(?:the )?(?:quantity|qty|number|amount)(?: of| for)?:?\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Pick:
    """Acts to do before the button is pressed. `selector` is the quantity field used where the page sells several
    items, and `names` what that item is called there."""

    acts: tuple[Fill, ...]
    names: tuple[str, ...] = ()
    selector: str = ""


def pick_item(reading: Reading, button: Button, quantity: int, *, swatches: bool = False) -> Pick:
    """What to choose so that `quantity` of the page's item, or of the first of its items, can be added.

    `swatches` also presses the first of each group of swatches: only where the shop asked for a choice, for not
    everything that looks like one is.
    """
    fields = tuple(f for f in _fields_of(reading, button) if f.visible and not f.disabled)
    counts = tuple(f for f in fields if is_count(f))
    acts = list(required_choices(tuple(f for f in fields if f not in counts), reading))
    if swatches:
        acts += _swatches(reading)
    if len(counts) > 1 and all(f.value in ("", "0") for f in counts):
        field = _first_priced(counts, reading)
        acts.append(Fill(field.selector, "type", str(quantity), "quantity"))
        return Pick(tuple(acts), names_at(field, reading), field.selector)
    if len(counts) == 1 and counts[0].value != str(quantity) and (quantity > 1 or counts[0].value in ("", "0")):
        acts.append(Fill(counts[0].selector, "type", str(quantity), "quantity"))
    return Pick(tuple(acts))


def has_variants(reading: Reading, button: Button) -> bool:
    """Whether the item comes in several kinds, as far as the fields and swatches of its page tell."""
    kinds = ("select", "radio", "combobox", "listbox")
    return bool(reading.choices) or any(f.visible and f.type in kinds for f in _fields_of(reading, button))


def _fields_of(reading: Reading, button: Button) -> tuple[Field, ...]:
    form = next((f for f in reading.forms if f.selector == button.form), None) if button.form else None
    own = form.fields if form else ()
    near = tuple(f for f in reading.loose_fields if _near(f.box, button.box))
    return own + near


def _near(box: Box, button: Box) -> bool:
    return button[1] - REACH_ABOVE <= box[1] <= button[1] + REACH_BELOW


def is_count(field: Field) -> bool:
    """Whether the field asks how many."""
    if field.type not in _COUNTS:
        return False
    return field_kind(field) == "quantity" or (field.type == "number" and field.value in ("", "0", "1"))


def _first_priced(counts: tuple[Field, ...], reading: Reading) -> Field:
    """The first item that costs something; the first of all where no price stands by any."""
    return next((f for f in counts if (_price_at(f, reading) or 0) > 0), counts[0])


def _price_at(field: Field, reading: Reading) -> Decimal | None:
    """Amount in the words or the row of a field; None where there is none."""
    currency = page_currency(reading)
    texts = [f"{field.label} {field.context}"]
    texts += [r.text for r in reading.rows if r.visible and within(field.box, r.box)]
    for text in texts:
        found = [a for a in find_amounts(text, currency, free=True) if len(a.readings) == 1]
        if found:
            return found[0].readings[0].amount
    return None


def names_at(field: Field, reading: Reading) -> tuple[str, ...]:
    """What an item among several is called: by its field's label, or by the heading or words beside the field."""
    names = [_QUANTITY_WORDS.sub("", normalise(field.label)).strip()]
    above = [
        h
        for h in reading.headings
        if h.visible and h.area in ("main", "aside") and h.box[1] <= field.box[1] + field.box[3]
    ]
    level = [h for h in above if abs(h.box[1] - field.box[1]) < 120]
    names += [h.text for h in sorted(level, key=lambda h: abs(h.box[1] - field.box[1]))[:1]]
    names += [normalise(field.context).split(" ")[0]] if field.context else []
    return tuple(dict.fromkeys(n for n in names if len(n) > 2))


def required_choices(fields: Iterable[Field], reading: Reading) -> list[Fill]:
    """Choices that are open and have no default: selects, lists of the shop's own, radios. The cheapest of each."""
    fields = tuple(fields)
    acts: list[Fill] = []
    groups: set[str] = set()
    for field in fields:
        if not field.visible or field.disabled:
            continue
        if field.type == "select":
            option = _open_select(field, reading)
            if option is not None:
                acts.append(Fill(field.selector, "select", option.value, "variant"))
        elif field.type in ("combobox", "listbox") and is_placeholder(field.value):
            acts.append(Fill(field.selector, "choose", "", "variant"))
        elif field.type == "radio":
            key = field.name or field.group or _parent(field.selector)
            if key in groups:
                continue
            groups.add(key)
            members = [f for f in fields if f.type == "radio" and (f.name or f.group or _parent(f.selector)) == key]
            if not any(f.checked for f in members):
                acts.append(Fill(_cheapest(members, reading).selector, "check", "", "variant"))
    return acts


def _parent(selector: str) -> str:
    return selector.rpartition(" > ")[0]


def _open_select(field: Field, reading: Reading) -> Option | None:
    """The option to take of a select that has none chosen yet; None where one is."""
    chosen = next((o for o in field.options if o.selected), None)
    real = [o for o in field.options if is_real(o)]
    if not real or (chosen is not None and is_real(chosen)):
        return None
    currency = page_currency(reading)
    return min(real, key=lambda o: _amount(o.text, currency))


def _amount(text: str, currency: str) -> Decimal:
    found = [a for a in find_amounts(text, currency, free=True) if len(a.readings) == 1]
    return found[0].readings[0].amount if found else Decimal(0)


def _cheapest(members: list[Field], reading: Reading) -> Field:
    offered = [f for f in members if not f.disabled and not phrases("out-of-stock").any(f"{f.label} {f.context}")]
    return min(offered or members, key=lambda f: _price_at(f, reading) or Decimal(0))


def _swatches(reading: Reading) -> list[Fill]:
    """One of each group of swatches in which nothing is chosen yet: the one the page is named after, or the first."""
    acts = []
    title = fold(" ".join(h.text for h in reading.headings if h.level == 1 and h.visible))
    for group in reading.choices:
        offered = [c for c in group.choices if c.visible and not c.disabled and not phrases("out-of-stock").any(c.text)]
        if group.area in ("main", "aside", "dialog") and offered and not group.chosen:
            named = next((c for c in offered if len(c.text) > 1 and fold(c.text) in title), offered[0])
            acts.append(Fill(named.selector, "press", "", "variant"))
    return acts


def required_extras(reading: Reading) -> list[Fill]:
    """The cheapest of each group of extras in which something must be chosen and nothing is.

    Asked only after the shop has refused to go on: a group counts as required by its words; where no group says so,
    each group without a choice does.
    """
    groups: dict[str, list[Field]] = {}
    for field in reading.fields():
        if field.visible and not field.disabled and (field.type in ("checkbox", "radio") or is_count(field)):
            key = field.group_selector or field.group or field.name or _parent(field.selector)
            groups.setdefault(key, []).append(field)
    unmet = {key: members for key, members in groups.items() if not any(_taken(f) for f in members)}
    named = {key: m for key, m in unmet.items() if _REQUIRED.search(m[0].group + " " + _words_over(m, reading))}
    acts = []
    for members in (
        named or {k: m for k, m in unmet.items() if any(_price_at(f, reading) is not None for f in m)}
    ).values():
        field = _cheapest(members, reading)
        how = "type" if is_count(field) else "check"
        acts.append(Fill(field.selector, how, "1" if how == "type" else "", "required extra"))
    return acts


def _taken(field: Field) -> bool:
    return field.value not in ("", "0") if is_count(field) else field.checked


def _words_over(members: list[Field], reading: Reading) -> str:
    """Short texts just over the first member: where a shop says how many must be chosen."""
    top = min(f.box[1] for f in members)
    return " ".join(b.text for b in reading.blocks if b.visible and top - 160 <= b.box[1] <= top and len(b.text) < 200)
