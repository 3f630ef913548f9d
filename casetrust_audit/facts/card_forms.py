"""Whether a form takes the data of a payment card: in fields of its own, or in frames of who takes the payment."""

from __future__ import annotations

import re

from casetrust_audit.facts.field_kinds import CARD, PASSWORDS
from casetrust_audit.facts.field_words import OTHER_CARD
from casetrust_audit.facts.form_scene import NEAR, Scene
from casetrust_audit.model.reading import Box, Form, Frame
from casetrust_audit.text.normalise import fold

_FRAME_TITLE = re.compile(r"\bcard\b|\bcvv|\bcvc|\bcredit\b|expir(?:y|ation)|security code")
_FRAME_SRC = re.compile(
    r"elements-inner-(?:card|payment)|hosted-?fields?|secured-?fields?|single-card|card-?(?:element|number|form|frame)",
    re.I,
)
LOWEST_FRAME = 16.0
"""Pixels: a frame lower than a line of text is not typed into."""
_READ = frozenset({"heading", "title", "button", "address"})


def asks_for_card(scene: Scene) -> tuple[float, str] | None:
    """How surely, and why, the form is one to pay by card with; None where it is none."""
    if scene.has("card-number") and scene.count(CARD) == 1 and _speaks_of_another_card(scene):
        return None
    tax_number = scene.count(CARD) == 1 and scene.count(PASSWORDS) >= 2  # "PAN" is a tax payer's number in India
    if (scene.has("card-number") and not tax_number) or (
        scene.has("card-code") and scene.has("card-expiry", "card-name")
    ):
        return (0.95 if scene.count(CARD) >= 2 else 0.8), "asks for a card"
    if scene.has("card-code") and not scene.count(PASSWORDS):
        return 0.75, "asks for the code of a card"
    if any(_is_of(frame, scene) for frame in scene.reading.frames):
        return 0.85, "a card is typed into a frame"
    return None


def _speaks_of_another_card(scene: Scene) -> bool:
    """Whether a heading, the button or the address names a card that nothing is paid with: of a gift, of a member."""
    return any(OTHER_CARD.search(v.words) for v in scene.voices if v.place in _READ)


def _is_of(frame: Frame, scene: Scene) -> bool:
    """Whether a visible frame takes a card's data and stands nearest to this form."""
    if not (frame.visible and frame.box[3] >= LOWEST_FRAME):
        return False
    if not (_FRAME_TITLE.search(fold(frame.title)) or _FRAME_SRC.search(frame.src)):
        return False
    own = _distance(frame.box, scene.form)
    return own <= NEAR and own <= min((_distance(frame.box, f) for f in scene.reading.forms if f.visible), default=own)


def _distance(box: Box, form: Form) -> float:
    """Pixels up or down from a frame to the nearest thing of a form; infinite where it shows none."""
    spots = [f.box for f in form.fields if f.visible] + [b.box for b in form.buttons if b.visible]
    return min((max(0.0, s[1] - (box[1] + box[3]), box[1] - (s[1] + s[3])) for s in spots), default=float("inf"))
