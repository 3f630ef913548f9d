"""A form for a message may stand on a page of the checkout: it is neither filled nor sent, and ends no walk."""

from __future__ import annotations

import pytest

from casetrust_audit.collect import steps
from casetrust_audit.collect.account_forms import sends_message, untouched
from casetrust_audit.collect.link_acts import never_read
from casetrust_audit.collect.proposals import proposals
from casetrust_audit.model.reading import Field, Form
from casetrust_audit.text.address_key import AddressKeys
from tests.build import SITE, button, field, form, reading, row

NAME = field("name", label="Name")
MAIL = field("email", type="email", label="Email")
TEXT = field("message", type="textarea", tag="textarea", label="Message")
HOME = field("address", label="Address")


def asking(*fields: Field, word: str, selector: str = "#talk") -> Form:
    return form(*fields, selector=selector, buttons=(button(word, form=selector, selector=selector + " button"),))


@pytest.mark.parametrize("word", ["Send Message", "Submit", "Send", "提交", "Go"])
@pytest.mark.parametrize("fields", [(NAME, MAIL, TEXT), (MAIL, TEXT), (NAME, TEXT)])
def test_a_text_and_who_writes_it_is_a_message(fields: tuple[Field, ...], word: str) -> None:
    talk = asking(*fields, word=word)
    assert sends_message(talk)
    buyer = asking(NAME, HOME, word="Continue", selector="#buyer")
    page = reading(
        SITE + "/checkout", forms=(buyer, talk), buttons=(*buyer.buttons, *talk.buttons), rows=(row("Total", "S$9.00"),)
    )
    assert [p.selector for p in steps.ranked_presses(page, "address")] == ["#buyer button"]
    assert {p.press.selector for p in proposals(page, "address")} == {"#buyer button"}
    assert steps.final_buttons(page) == ()


@pytest.mark.parametrize(
    "step",
    [
        asking(NAME, MAIL, TEXT, word="Continue"),
        asking(NAME, HOME, TEXT, word="Submit"),
        asking(TEXT, word="Next"),
        asking(NAME, MAIL, word="Submit"),
        asking(MAIL, field("note", type="textarea", tag="textarea", label="Order notes"), word="Place order"),
    ],
    ids=["leads on", "address", "note alone", "no text", "orders"],
)
def test_a_note_beside_the_buyer_is_none(step: Form) -> None:
    assert not untouched(step)


@pytest.mark.parametrize("path", ["/cart/process", "/basket/insert", "/cart/decrease/3", "/cart/save", "/cart/empty"])
def test_what_acts_on_the_cart_is_no_page_to_read(path: str) -> None:
    assert never_read(SITE + path, AddressKeys(SITE))


@pytest.mark.parametrize("path", ["/cart", "/pages/process", "/help/save-money", "/cart/processing-times", "/emptying"])
def test_what_only_sounds_so_is_one(path: str) -> None:
    assert never_read(SITE + path, AddressKeys(SITE)) == ""
