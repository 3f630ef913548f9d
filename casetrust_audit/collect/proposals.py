"""What may be pressed next on the way to the payment: proposers look at a reading, the search tries the best first.

Priors come from words and places; a wrong one costs a press, not the walk. Nothing here buys, registers or sends. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.collect import account_forms, buyers, filling, steps
from casetrust_audit.collect.guard import Intent
from casetrust_audit.model.reading import Box, Button, Form, Link, Reading
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import same_site

DIALOG, SAVE, ONWARD, CHOOSE, SUBMIT, OPEN, AROUND = 90.0, 70.0, 60.0, 45.0, 40.0, 30.0, 25.0
"""Priors of the kinds of proposals; within a kind the words decide."""
LONGEST_LABEL = 60
BESIDE = 160.0
"""Pixels between what is to be chosen and the button that opens the choice."""
_BUYER = frozenset({"address", "postal-code", "phone", "first-name", "last-name", "email", "name", "city"})
_WITHIN = frozenset({"saves", "chooses", "dialog"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to press, what for, and how likely it helps. `kind` is "dialog", "saves", "leads on", "chooses",
    "submits", "opens" or "around"."""

    press: steps.Press
    intent: Intent
    prior: float
    kind: str

    @property
    def within(self) -> bool:
        """It finishes the step it is on, before the step can be the last."""
        return self.kind in _WITHIN


def proposals(reading: Reading, step: str, known: frozenset[str] = frozenset()) -> tuple[Proposal, ...]:
    """Everything worth a press, best first. `known` are words of dialogs that were there before the walk did anything
    (a cookie banner, a newsletter): these are not answered."""
    found = [*_onward(reading, step), *_dialogs(reading, known)]
    if step not in ("cart", "review"):
        found += [*_savers(reading), *_choosers(reading), *_address_openers(reading)]
    if step != "review":
        found += _closed_sections(reading)
    if step == "cart":
        found += _around(reading)
    best: dict[str, Proposal] = {}
    for one in sorted(found, key=lambda p: -p.prior):
        best.setdefault(one.press.selector, one)
    return tuple(best.values())


def dialog_words(reading: Reading) -> frozenset[str]:
    """Words of what can be pressed in dialogs."""
    return frozenset(p.text for p in reading.pressable() if p.visible and p.area == "dialog" and p.text)


def _onward(reading: Reading, step: str) -> Iterator[Proposal]:
    presses = steps.ranked_presses(reading, step)
    for rank, press in enumerate(presses):
        leads = press.why == steps.LEADS_ON
        intent = Intent.GUEST if phrases("guest").any(press.text) else Intent.NEXT_STEP
        yield Proposal(press, intent, (ONWARD if leads else SUBMIT) - rank / 10, "leads on" if leads else "submits")


def _dialogs(reading: Reading, known: frozenset[str]) -> Iterator[Proposal]:
    """Answers to a dialog that has come up: what it asks of the buyer is sent first; else to decline is best, to go on
    next."""
    forms = {f.selector: f for f in reading.forms}
    for item in _offered(reading, ("dialog",)):
        if item.text in known:
            continue
        if isinstance(item, Button) and _sends_buyer(item, forms.get(item.form), reading):
            yield _proposal(item, DIALOG + 8, "dialog", "it sends what the dialog asks of the buyer", Intent.GUEST)
        if phrases("decline").any(item.text):
            yield _proposal(item, DIALOG + 5, "dialog", "it declines what the dialog offers")
        elif phrases("guest").any(item.text):
            yield _proposal(item, DIALOG + 2, "dialog", "it goes on as a guest", Intent.GUEST)
        elif phrases("continue").any(item.text) or phrases("save-step").any(item.text):
            yield _proposal(item, DIALOG, "dialog", "it goes on from the dialog")
        elif phrases("checkout").any(item.text):
            yield _proposal(item, DIALOG - 5, "dialog", "it leads on from the dialog")


def _sends_buyer(button: Button, form: Form | None, reading: Reading) -> bool:
    """It sends who the buyer is, and neither subscribes him nor may be the order."""
    if form is None or button.type != "submit" or not _asks_buyer(form, reading, button.box):
        return False
    if phrases("marketing").any(form.text) or phrases("marketing").any(button.text):
        return False
    return not steps.settles(button, reading) and not buyers.may_be_all(button, reading)


def _savers(reading: Reading) -> Iterator[Proposal]:
    """What saves a section in which the buyer has been filled in: without it a page of sections goes no further."""
    forms = {f.selector: f for f in reading.forms}
    for item in _offered(reading, ("main", "aside")):
        if not isinstance(item, Button) or not phrases("save-step").any(item.text):
            continue
        if _asks_buyer(forms.get(item.form), reading, item.box):
            yield _proposal(item, SAVE, "saves", "it saves what was filled in", Intent.ADDRESS)


def _asks_buyer(form: Form | None, reading: Reading, box: Box) -> bool:
    fields = form.fields if form is not None else reading.loose_fields
    kinds = {filling.field_kind(f) for f in fields if f.visible and f.box[1] <= box[1] + box[3]}
    return len(kinds & _BUYER) >= 2


def _choosers(reading: Reading) -> Iterator[Proposal]:
    """What opens a choice of delivery or payment that the page keeps behind a button."""
    for item in _offered(reading, ("main", "aside")):
        if not isinstance(item, Button) or not phrases("choose-option").any(item.text):
            continue
        said = f"{item.text} {item.name} {item.selector} {_beside(reading, item.box)}"
        plain = said.replace("-", " ").replace("_", " ")
        if phrases("delivery-step").any(plain):
            yield _proposal(item, CHOOSE + 1, "chooses", "it opens the choice of delivery", Intent.DELIVERY)
        elif phrases("payment-step").any(plain) or phrases("payment-methods").any(plain):
            yield _proposal(item, CHOOSE, "chooses", "it opens the choice of payment", Intent.PAYMENT)


def _address_openers(reading: Reading) -> Iterator[Proposal]:
    """What opens the form for an address, where none is shown: before that, no delivery is reckoned."""
    if buyers.address_form(reading):
        return
    for item in _offered(reading, ("main", "aside")):
        if len(item.text) <= LONGEST_LABEL and phrases("add-address").any(item.text):
            yield _proposal(item, CHOOSE + 2, "chooses", "it opens the form for an address", Intent.ADDRESS)


def _beside(reading: Reading, box: Box) -> str:
    """Labels and short words on the button's line, or just over it."""
    words = [f"{f.label} {f.placeholder}" for f in reading.fields() if f.visible and _near(f.box, box)]
    words += [
        b.text for b in reading.blocks if b.visible and len(b.text) <= LONGEST_LABEL and b.text and _near(b.box, box)
    ]
    return " ".join(words)


def _near(one: Box, button: Box) -> bool:
    return -30 <= one[1] - button[1] <= 30 or 0 <= button[1] - one[1] <= BESIDE / 2


def _closed_sections(reading: Reading) -> Iterator[Proposal]:
    """A heading of a later step that can be pressed: a tab, a part of an accordion."""
    for item in _offered(reading, ("main", "aside")):
        if len(item.text) > steps.LONGEST_STEP_NAME or (isinstance(item, Link) and not _in_page(item, reading)):
            continue
        topics = ("address-step", "delivery-step", "payment-step", "review-step")
        if any(phrases(topic).any(item.text) for topic in topics) and not phrases("choose-option").any(item.text):
            yield _proposal(item, OPEN, "opens", "it opens a part of the checkout")


def _in_page(link: Link, reading: Reading) -> bool:
    return not link.href or link.href.split("#")[0] == reading.url.split("#")[0]


def _around(reading: Reading) -> Iterator[Proposal]:
    """A way to the checkout in header or menu, where the cart's own page has none."""
    for item in _offered(reading, ("header", "nav", "footer")):
        if len(item.text) > LONGEST_LABEL or not phrases("checkout").any(item.text):
            continue
        if isinstance(item, Link) and item.href and not same_site(item.href, reading.url):
            continue
        yield _proposal(item, AROUND, "around", "it leads to the checkout by its words")


def _offered(reading: Reading, areas: tuple[str, ...]) -> Iterator[Button | Link]:
    """What may be pressed there at all: nothing that would buy, by its words or its form, and no form of an account."""
    forms = {f.selector: f for f in reading.forms}
    for item in reading.pressable():
        form = forms.get(item.form) if isinstance(item, Button) else None
        asleep = isinstance(item, Button) and item.disabled
        if not item.visible or not item.text or item.area not in areas or asleep:
            continue
        if not steps.is_final(item, form) and not (form is not None and account_forms.untouched(form)):
            yield item


def _proposal(item: Button | Link, prior: float, kind: str, why: str, intent: Intent = Intent.NEXT_STEP) -> Proposal:
    form = item.form if isinstance(item, Button) else ""
    return Proposal(steps.Press(item.text[:80], item.selector, form, why), intent, prior, kind)
