"""When two readings of a page are one state of the walk, and in which words a change is told."""

from __future__ import annotations

import dataclasses

import pytest

from casetrust_audit.collect.change import place, said_wrong, shown, signature, sums, what_changed
from casetrust_audit.model.reading import Frame, Heading, Reading
from tests.build import SITE, block, button, field, form, heading, link, reading, row

URL = SITE + "/checkout"


def page(**over: object) -> Reading:
    values: dict[str, object] = dict(
        headings=(heading("Your details"),),
        forms=(form(field("email"), field("note", visible=False)),),
        buttons=(button("Next"),),
        rows=(row("Total", "S$12.00"),),
    )
    return reading(str(over.pop("url", URL)), **(values | over))


# --- one state, or two


@pytest.mark.parametrize(
    ("first", "later"),
    [("15:00", "14:59"), ("1:00", "0:01"), ("1:15:00", "1:14:59"), ("15m 0s", "14m 59s"), ("60 seconds", "1 second")],
)
def test_a_clock_in_a_heading_makes_no_other_state(first: str, later: str) -> None:
    before, after = page(headings=(heading(f"Held for {first}"),)), page(headings=(heading(f"Held for {later}"),))
    assert place(before) == place(after)
    assert shown(before) == shown(after)
    assert what_changed(before, after) == ""


def test_neither_does_a_button_that_counts_down() -> None:
    before = page(buttons=(button("Resend (5)"), button("Continue (59 s)", area="dialog")))
    after = page(buttons=(button("Resend (4)"), button("Continue (58 s)", area="dialog")))
    assert place(before) == place(after)
    assert shown(before) == shown(after)


def test_the_number_of_a_step_in_a_heading_makes_another_state() -> None:
    assert place(page(headings=(heading("Step 1 of 3"),))) != place(page(headings=(heading("Step 2 of 3"),)))


def test_neither_does_what_cannot_be_seen_nor_what_stands_around_the_page() -> None:
    other = page(
        url=URL + "#top",
        headings=(heading("Your details"), Heading(2, "Hidden", False, (0, 0, 0, 0))),
        buttons=(button("Next"), button("Cart (1)", area="header"), button("Ghost", visible=False)),
        rows=(row("Total", "S$12.00"), row("Mini cart", "S$99.00", area="header"), row("x", "S$1.00", visible=False)),
    )
    assert place(other) == place(page())


@pytest.mark.parametrize(
    "other",
    [
        page(headings=(heading("Delivery"),)),
        page(rows=(row("Total", "S$17.00"),)),
        page(buttons=(button("Next", disabled=True),)),
        page(buttons=(button("Next"), button("Choose delivery"))),
        page(forms=(form(field("email"), field("phone")),)),
        page(url=SITE + "/checkout/delivery"),
        page(url=URL + "?route=checkout/delivery"),
        page(url=URL + "#/delivery"),
    ],
    ids=["heading", "sum", "asleep", "button", "field", "path", "query", "hash"],
)
def test_what_a_shopper_would_see_is_another_state(other: Reading) -> None:
    assert place(other) != place(page())


def test_a_sum_makes_another_state_of_the_same_step() -> None:
    other = page(rows=(row("Total", "S$17.00"),))
    assert signature(other) == signature(page())
    assert sums(other) == (("S$17.00",),)


@pytest.mark.parametrize("query", ["?session=5d41402abc4b2a76b9719d911017c592", "?_=1", "?n=42"])
def test_a_session_or_a_number_in_the_address_makes_no_other_step(query: str) -> None:
    assert signature(page(url=URL + query)) == signature(page())


def test_what_a_dialog_offers_counts_as_shown() -> None:
    assert shown(page(buttons=(button("Next"), button("Skip", area="dialog")))) != shown(page())


# --- what is wrong


def test_what_the_shop_calls_wrong_is_told_and_what_it_confirms_is_not() -> None:
    wrong = page(blocks=(block("Please enter a postcode", notice="error"), block("Saved.", notice="notice")))
    assert said_wrong(wrong) == ": Please enter a postcode"
    assert said_wrong(page(blocks=(block("Added to your cart", notice="alert"),))) == ""


def test_a_field_marked_as_wrong_is_told_by_its_label() -> None:
    asked = form(field("zip", label="Postcode", invalid=True), field("x", invalid=True, visible=False))
    assert said_wrong(page(forms=(asked,))) == ": Postcode: not accepted"


def test_what_is_wrong_is_told_once_and_not_at_length() -> None:
    said = tuple(block(f"Error {n}: " + "a" * 100, notice="error") for n in (1, 1, 2, 3))
    assert said_wrong(page(blocks=said)).count("Error 1") == 1
    assert len(said_wrong(page(blocks=said))) <= 202


# --- what a press has changed


def test_nothing_changed_is_told_as_nothing() -> None:
    assert what_changed(page(), page()) == ""


def test_another_address_is_told_by_its_path_and_its_secrets_are_not() -> None:
    assert what_changed(page(), page(url=SITE + "/checkout/delivery")) == "went to /checkout/delivery"
    told = what_changed(page(), page(url=SITE + "/pay?token=5d41402abc4b2a76b9719d911017c592"))
    assert told.startswith("went to /pay?token=")
    assert "5d41402a" not in told


def test_a_dialog_that_comes_and_goes_is_told() -> None:
    over = page(blocks=(block("Protect your order for S$1.90?", area="dialog"),))
    assert what_changed(page(), over) == "a dialog shows 'Protect your order for S$1.90?'"
    assert what_changed(over, page()) == "the dialog closed"
    assert what_changed(over, over) == ""


def test_a_new_heading_fields_and_sums_are_told() -> None:
    after = page(
        headings=(heading("Your details"), heading("Delivery", 2)),
        forms=(form(field("email"), field("a"), field("b")),),
        rows=(row("Delivery", "S$5.00"), row("Total", "S$17.00"), row("Was", "S$12.00")),
    )
    assert what_changed(page(), after) == "now there is 'Delivery'; 2 field(s) more; new sums S$5.00, S$17.00"
    assert what_changed(after, page()) == "2 field(s) fewer"


def test_a_heading_that_is_only_a_clock_is_not_told() -> None:
    assert what_changed(page(headings=(heading("Hi", 2),)), page(headings=(heading("14:58"), heading("Hi", 2)))) == ""


def test_a_button_that_wakes_is_told() -> None:
    assert what_changed(page(buttons=(button("Next", disabled=True),)), page()) == "'Next' can be pressed now"


def test_a_button_of_the_header_that_wakes_is_not() -> None:
    asleep = page(buttons=(button("Next"), button("Search", area="header", disabled=True)))
    assert what_changed(asleep, page(buttons=(button("Next"), button("Search", area="header")))) == ""


def test_long_words_are_cut() -> None:
    after = page(
        headings=(heading("Your details"), heading("H" * 500)), blocks=(block("D" * 500, area="dialog"),),
        rows=tuple(row(f"r{n}", f"S${n}.00") for n in range(20, 40)),
        links=(link("/x", "x"),),
    )  # fmt: skip
    assert len(what_changed(page(), after)) < 260


def test_that_a_button_woke_is_told_only_where_nothing_else_is() -> None:
    after = page(url=SITE + "/checkout/delivery")
    assert what_changed(page(buttons=(button("Next", disabled=True),)), after) == "went to /checkout/delivery"


# --- a part of the page that a press has opened


def test_the_frame_of_a_payment_provider_is_something_new() -> None:
    ways = Frame("https://www.paypal.com/smart/buttons?x=1", "PayPal", True, (0, 0, 300, 50))
    maps = Frame("https://maps.example/embed", "Map", True, (0, 0, 300, 50))
    assert shown(page(frames=(ways,))) != shown(page())
    assert what_changed(page(), page(frames=(ways,))) == "www.paypal.com shows ways to pay"
    assert shown(page(frames=(maps,))) == shown(page())
    assert what_changed(page(), page(frames=(maps,))) == ""
    assert shown(page(frames=(dataclasses.replace(ways, visible=False),))) == shown(page())


def test_a_button_that_gave_its_place_to_something_else_has_opened_a_part() -> None:
    closed = page(buttons=(button("Continue"),))
    opened = page(buttons=(), blocks=(block("How would you like to pay?"),))
    assert what_changed(closed, opened) == "in place of 'Continue' there is 'How would you like to pay?'"


@pytest.mark.parametrize(
    "after",
    [
        page(buttons=(button("Next"),), blocks=(block("One moment"),)),
        page(buttons=(), blocks=()),
        page(buttons=(button("Next", disabled=True),), blocks=(block("Saving"),)),
        page(buttons=(), blocks=(block("Enter your name.", notice="error"),)),
    ],
)
def test_a_button_that_stays_or_leaves_nothing_or_a_notice_has_not(after: Reading) -> None:
    assert what_changed(page(), after) == ""
