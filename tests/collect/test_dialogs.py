"""What a page says or asks in dialogs of the browser: kept, declined, and agreed to while the cart is emptied alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from casetrust_audit.collect.guard import Guard, Intent
from casetrust_audit.collect.walls import told_to_log_in


@dataclass
class Dialog:
    message: str
    type: str = "confirm"
    answers: list[str] = field(default_factory=list)

    def accept(self) -> None:
        self.answers.append("yes")

    def dismiss(self) -> None:
        self.answers.append("no")


class Page:
    """Takes the handlers, as a page of the browser does."""

    def __init__(self) -> None:
        self.handlers: dict[str, Any] = {}

    def on(self, event: str, handler: Any) -> None:
        self.handlers[event] = handler


def answered(dialog: Dialog, intent: Intent) -> tuple[list[str], list[str]]:
    guard, page = Guard("https://shop.test"), Page()
    guard._watch_redirects = lambda page: None  # type: ignore[method-assign]
    guard.adopt(page)  # type: ignore[arg-type]
    guard.announce(intent)
    page.handlers["dialog"](dialog)
    return dialog.answers, guard.said


@pytest.mark.parametrize("intent", [i for i in Intent if i is not Intent.EMPTY_CART])
def test_what_a_page_asks_back_is_declined(intent: Intent) -> None:
    assert answered(Dialog("Place this  order?"), intent) == (["no"], ["Place this order?"])


def test_while_the_cart_is_emptied_it_is_agreed_to() -> None:
    assert answered(Dialog("Remove this item?"), Intent.EMPTY_CART)[0] == ["yes"]
    assert answered(Dialog("How many?", "prompt"), Intent.EMPTY_CART)[0] == ["no"]
    assert answered(Dialog("Removed.", "alert"), Intent.EMPTY_CART)[0] == ["no"]


def test_a_page_that_is_left_says_nothing() -> None:
    assert answered(Dialog("", "beforeunload"), Intent.LOOK) == (["no"], [])


@pytest.mark.parametrize(
    "said",
    [
        "Please log in first!",
        "You must sign in to add items to your cart",
        "Login required",
        "请先登录",
        "Sila log masuk",
    ],
)
def test_a_dialog_that_asks_for_a_login_is_a_wall(said: str) -> None:
    assert told_to_log_in(["One moment", said]) == said


@pytest.mark.parametrize("said", ["Added to cart. Log in to save your cart.", "Out of stock", "Added!", ""])
def test_any_other_is_none(said: str) -> None:
    assert told_to_log_in([said]) == ""
