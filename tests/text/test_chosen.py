"""What is chosen before the shopper acts, and whether to choose it is to agree or to refuse."""

from __future__ import annotations

import pytest

from casetrust_audit.model.reading import Option
from casetrust_audit.text.chosen import declines, offered
from casetrust_audit.text.consent import refuses_by_acting, ticked_agrees
from casetrust_audit.text.normalise import fold
from tests.build import block, field, form, reading


@pytest.mark.parametrize(
    "label",
    [
        "Yes, send me the newsletter", "Keep me posted. You can opt out at any time",
        "E-mail me offers (unsubscribe any time)",
        "Untick this box if you do not wish to hear from us", "Uncheck if you would rather not get our mail",
        "Remove the tick if you object to our partners writing to you", "I agree to be contacted",
        "Send me news. We never share your address", "若不希望收到邮件，请取消勾选",
    ],
)  # fmt: skip
def test_to_tick_is_to_agree(label: str) -> None:
    assert ticked_agrees(fold(label))


@pytest.mark.parametrize(
    "label",
    [
        "Tick here if you do not want our mail", "I would rather not hear from you",
        "I object to the use of my address",
        "Please don't send me offers", "Check this box if you wish to opt out", "Deselect this box to receive our news",
        "No marketing, please", "Tick if you prefer not to be called", "我不希望收到推广信息",
    ],
)  # fmt: skip
def test_to_tick_is_to_refuse(label: str) -> None:
    assert not ticked_agrees(fold(label))


@pytest.mark.parametrize(
    "words", ["None", "No gift box", "No, thanks", "Without engraving", "I do not need it", "不需要"]
)
def test_taking_nothing_is_told(words: str) -> None:
    assert declines(words)


@pytest.mark.parametrize(
    "words", ["Standard box", "Novel binding", "Yes", "No shipping: collect it yourself", "Self-collection"]
)
def test_other_choices_take_something(words: str) -> None:
    assert not declines(words)


@pytest.mark.parametrize("said", ["I agree to the terms", "Send me offers", "If you do not get our mail, write to us"])
def test_not_every_statement_refuses(said: str) -> None:
    assert not refuses_by_acting(fold(said))


def test_radios_lists_and_boxes_are_all_offers() -> None:
    wrap = (Option("No wrapping", "0", False, False), Option("Ribbon", "1", True, False))
    fields = (
        field("wrap", tag="select", type="select", label="Gift wrap", options=wrap),
        field("plan", type="radio", label="No plan", group="Breakage", selector="#n"),
        field("plan", type="radio", label="One year", group="Breakage", checked=True, selector="#y"),
        field("news", type="checkbox", label="Send me news", checked=True, visible=False),
        field("ghost", type="checkbox", label="Nobody sees this", checked=True, visible=False),
    )
    found = list(offered(reading(forms=(form(*fields),), blocks=(block("Send me news"),))))
    assert [(o.said, o.chosen, o.can_be_declined) for o in found] == [
        ("Gift wrap: No wrapping", False, False),
        ("Gift wrap: Ribbon", True, True),
        ("Breakage: No plan", False, False),
        ("Breakage: One year", True, True),
        ("Send me news", True, False),
    ]
