"""One page as the page reader saw it, in one in-page pass. Plain data; no DOM.

Boxes are CSS pixels from the top left of the *document*. Text is as displayed, white space collapsed.
`selector` is a CSS path that finds the element again in the saved HTML. `area` is one of
"header", "nav", "main", "aside", "footer", "dialog". Typed values never appear here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casetrust_audit.model.remembered import Remembered

Box = tuple[float, float, float, float]
"""x, y, width, height in CSS pixels of the document."""


def within(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether the middle of `inner` lies in `outer`, edges included, or no more than `slack` pixels beside it."""
    x, y = inner[0] + inner[2] / 2, inner[1] + inner[3] / 2
    return outer[0] - slack <= x <= outer[0] + outer[2] + slack and outer[1] - slack <= y <= outer[1] + outer[3] + slack


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one style inside a block."""

    text: str
    font_px: float
    weight: int
    strike: bool
    visible: bool
    contrast: float | None
    """WCAG contrast ratio, 1 to 21; None where the background is an image or unknown."""


@dataclass(frozen=True, slots=True)
class TextBlock(Remembered):
    """The text of one innermost block-level element, its inline children joined."""

    text: str
    tag: str
    selector: str
    area: str
    visible: bool
    box: Box
    runs: tuple[TextRun, ...] = ()
    notice: str = ""
    """"error", "notice", or "alert" (its words tell which, see text.notices) where the shop answers with it to what the
    shopper did; else ""."""

    @property
    def font_px(self) -> float:
        return max((r.font_px for r in self.runs if r.text.strip()), default=0.0)


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    """Absolute URL as the browser resolves it; "" for a link without target that acts. mailto:, tel: included."""
    text: str
    """Accessible name: text, aria-label, or the alt text of an image inside; of a drawing without, what it shows."""
    selector: str
    area: str
    visible: bool
    box: Box
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    value: str
    selected: bool
    disabled: bool


@dataclass(frozen=True, slots=True)
class Field:
    """An input, select, textarea, or an ARIA widget playing one (role checkbox, radio, listbox)."""

    tag: str
    type: str
    name: str
    id: str
    label: str
    """The label's text, or aria-label; "" where there is none."""
    placeholder: str
    autocomplete: str
    required: bool
    checked: bool
    disabled: bool
    visible: bool
    selector: str
    box: Box
    value: str = ""
    """Only of radio, checkbox, hidden-free choices, numbers and quantities; never of a field a person types into."""
    group: str = ""
    """Text of the nearest fieldset legend or heading of the group."""
    group_selector: str = ""
    context: str = ""
    """Text of the row the field stands in: where an option's price is written."""
    min_length: int | None = None
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    filled: bool = False
    """A person, or the shop, has put something into it; what, is never read."""
    invalid: bool = False
    """Marked by the shop as missing or wrong."""
    column: str = ""
    """Head of the column of a table it stands in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to press that choose a variant (a swatch, a size), without being a form field."""

    text: str
    selector: str
    chosen: bool
    disabled: bool
    visible: bool
    box: Box


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices that exclude each other. `label` is what stands over them ("Colour")."""

    label: str
    selector: str
    area: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> bool:
        return any(c.chosen for c in self.choices)


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    selector: str
    type: str
    """"submit", "button", "reset", "image", or "link" for a link dressed as a button."""
    form: str
    """Selector of the form it submits; "" outside forms."""
    area: str
    visible: bool
    disabled: bool
    box: Box
    name: str = ""
    formaction: str = ""
    drawn: bool = False
    """True where nobody can read `text`: it is what a picture's file, or the function that is called, is named."""


@dataclass(frozen=True, slots=True)
class Form:
    selector: str
    action: str
    """Absolute URL it submits to (the page's own URL where no action is given)."""
    method: str
    """"get", "post" or "dialog"."""
    area: str
    visible: bool
    text: str
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]
    scripted: bool = False
    """True where a submit handler is known to take the place of the action."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label with amounts beside it: a table row, a dt/dd pair, a list item, a flex row."""

    label: str
    amounts: tuple[str, ...]
    text: str
    selector: str
    area: str
    visible: bool
    box: Box
    tag: str
    strong: bool = False
    """True where the amount is emphasised (bold or larger than its neighbours)."""
    group: str = ""
    """Selector of the table, list or section the row belongs to."""
    struck: tuple[str, ...] = ()
    """Those of `amounts` that are struck through."""


@dataclass(frozen=True, slots=True)
class CardAmount:
    """An amount inside a card, as written."""

    text: str
    strike: bool
    visible: bool
    font_px: float
    box: Box


@dataclass(frozen=True, slots=True)
class Card:
    """A product in a listing: the largest element whose links all lead to one page of the shop, or one of several alike
    beside each other without such a link."""

    href: str
    """Where it leads; "" where no link says so: then `press` is what to press."""
    title: str
    text: str
    amounts: tuple[CardAmount, ...]
    selector: str
    area: str
    visible: bool
    box: Box
    button: str = ""
    """Text of a button inside ("Add to cart"), if any."""
    press: str = ""
    """Selector of what opens it, where `href` is ""."""

    @property
    def goal(self) -> str:
        """What tells its item from others: where it leads, or else what it is called."""
        return self.href or self.title or self.selector


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    visible: bool
    box: Box
    selector: str = ""
    area: str = "main"


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str
    visible: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Frame:
    src: str
    title: str
    visible: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Reading(Remembered):
    """Everything facts need from one page."""

    url: str
    title: str
    lang: str
    viewport: tuple[int, int]
    document: tuple[int, int]
    """Scroll width and height of the document."""
    settled: bool
    """False where the page was still changing when it was read: its absences prove nothing."""
    truncated: bool
    """True where a list was cut at its cap."""
    meta: Mapping[str, str] = field(default_factory=dict)
    canonical: str = ""
    blocks: tuple[TextBlock, ...] = ()
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()
    loose_fields: tuple[Field, ...] = ()
    """Fields outside any form."""
    buttons: tuple[Button, ...] = ()
    """All buttons, those inside forms too."""
    choices: tuple[ChoiceGroup, ...] = ()
    """Swatches and the like, where they are no fields."""
    rows: tuple[Row, ...] = ()
    cards: tuple[Card, ...] = ()
    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()
    frames: tuple[Frame, ...] = ()
    json_ld: tuple[str, ...] = ()
    """Raw text of each application/ld+json script."""
    microdata: tuple[tuple[str, str, str], ...] = ()
    """(itemtype, itemprop, content) triples in document order."""
    scripts: tuple[str, ...] = ()
    """Absolute src of each external script."""
    pinned: tuple[str, ...] = ()
    """Those of `scripts` whose content is fixed by Subresource Integrity."""
    pending: tuple[str, ...] = ()
    """What was still to come when it was read: "requests", "blank", "mark div.skeleton", …"""

    def fields(self) -> tuple[Field, ...]:
        """Every field of the page, inside forms and outside."""
        return tuple(f for form in self.forms for f in form.fields) + self.loose_fields

    def pressable(self) -> tuple[Button | Link, ...]:
        """Every button and every link of the page."""
        return (*self.buttons, *self.links)

    def has_open_choice(self) -> bool:
        """Whether a variant of the page's own item is still to be chosen."""
        return any(g.area in ("main", "aside") and not g.chosen for g in self.choices)

    def visible_text(self) -> str:
        return "\n".join(b.text for b in self.blocks if b.visible)
