from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.filling import NRIC, Fill, field_kind, plan, variant_choices
from casetrust_audit.model.reading import Field, Option
from casetrust_audit.settings import Identity
from tests.build import field

WHO = Identity()


def _options(*texts: str, selected: str = "", disabled: str = "") -> tuple[Option, ...]:
    return tuple(
        Option(t, "" if t.startswith(("Choose", "--")) else t.lower(), t == selected, t == disabled) for t in texts
    )


def _select(name: str, *texts: str, selected: str = "", disabled: str = "", **over: Any) -> Field:
    return field(
        name, tag="select", type="select", options=_options(*texts, selected=selected, disabled=disabled), **over
    )


def _typed(*fields: Field) -> dict[str, str]:
    return {f.selector.removeprefix("[name=").rstrip("]"): f.value for f in plan(fields, WHO) if f.how == "type"}


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (field("x", autocomplete="shipping given-name"), "first-name"),
        (field("x", autocomplete="country-name"), "country"),
        (field("x", type="email"), "email"),
        (field("x", type="tel"), "phone"),
        (field("billing_email_address"), "email"),
        (field("contact_number"), "phone"),
        (field("x", label="Handphone"), "phone"),
        (field("first_name"), "first-name"),
        (field("x", label="Surname"), "last-name"),
        (field("full_name"), "name"),
        (field("postcode"), "postal-code"),
        (field("zip"), "postal-code"),
        (field("x", label="邮编"), "postal-code"),
        (field("address1"), "address"),
        (field("address2"), "unit"),
        (field("x", label="Unit no."), "unit"),
        (field("address_line_3"), "line3"),
        (field("x", label="Alamat"), "address"),
        (field("city"), "city"),
        (field("country"), "country"),
        (field("x", label="NRIC / FIN"), "nric"),
        (field("dob"), "birth-date"),
        (field("qty"), "quantity"),
        (field("order_notes"), "notes"),
        (field("coupon_code"), "notes"),
        (field("company_name"), "notes"),
        (field("gift_recipient_name"), "notes"),
        (field("zzz"), ""),
    ],
)
def test_what_a_field_asks_for_is_told(asked: Field, kind: str) -> None:
    assert field_kind(asked) == kind


def test_the_address_of_the_invented_shopper_is_typed() -> None:
    names = "email first_name last_name phone address1 address2 postcode city"
    assert _typed(*(field(n) for n in names.split())) == {
        "email": WHO.email, "first_name": "Audit", "last_name": "Testperson", "phone": WHO.phone,
        "address1": WHO.address,
        "address2": WHO.unit, "postcode": "238801", "city": "Singapore",
    }  # fmt: skip


def test_a_hidden_or_disabled_field_is_left_alone() -> None:
    assert plan((field("email", visible=False), field("phone", disabled=True)), WHO) == ()


def test_an_optional_note_or_voucher_is_left_empty() -> None:
    assert _typed(field("note"), field("coupon"), field("zzz"), field("company_name")) == {}
    assert _typed(field("note", required=True), field("zzz", required=True)) == {"note": "Audit", "zzz": "Audit"}


def test_an_identity_number_that_is_asked_for_is_one_nobody_has() -> None:
    assert _typed(field("nric", required=True)) == {"nric": NRIC}


def test_optional_boxes_are_never_ticked() -> None:
    boxes = [
        field("news", type="checkbox"),
        field("insurance", type="checkbox"),
        field("terms", type="checkbox", required=True),
        field("ticked", type="checkbox", required=True, checked=True),
    ]
    assert plan(tuple(boxes), WHO) == (Fill("[name=terms]", "check", "", ""),)


def test_a_required_choice_is_made_once_and_one_already_made_is_left() -> None:
    open_choice = [field("ship", type="radio", required=True, selector=f"#s{n}") for n in range(3)]
    assert [f.selector for f in plan(tuple(open_choice), WHO)] == ["#s0"]
    made = [field("ship", type="radio", required=True, checked=n == 1) for n in range(3)]
    assert plan(tuple(made), WHO) == ()


def test_singapore_is_chosen_where_it_is_offered() -> None:
    country = _select("country", "Choose", "Malaysia", "Singapore", selected="Malaysia")
    assert plan((country,), WHO) == (Fill("[name=country]", "select", "singapore", "country"),)
    assert plan((_select("country", "Malaysia", "Singapore", selected="Singapore"),), WHO) == ()


@pytest.mark.parametrize(
    ("country", "postal"), [("United Kingdom", "SW1A 1AA"), ("Malaysia", "50450"), ("Atlantis", "238801")]
)
def test_where_the_shop_does_not_deliver_here_an_address_of_its_country_is_given(country: str, postal: str) -> None:
    asked = (_select("country", country, selected=country), field("postcode"))
    assert _typed(*asked) == {"postcode": postal}


def test_a_select_takes_the_first_real_option() -> None:
    slot = _select("slot", "Choose a slot", "Monday", "Tuesday", selected="Choose a slot", required=True)
    assert plan((slot,), WHO) == (Fill("[name=slot]", "select", "monday", ""),)
    optional = _select("how_did_you_find_us", "Choose", "Friends", selected="Choose")
    assert plan((optional,), WHO) == ()
    assert plan((_select("slot", "Monday", "Tuesday", selected="Tuesday", required=True),), WHO) == ()


def test_a_variant_that_is_not_sold_out_is_chosen_before_adding() -> None:
    size = _select("size", "Choose a size", "S - Sold out", "M", "L", selected="Choose a size", disabled="M")
    assert variant_choices((size,)) == (Fill("[name=size]", "select", "l", "variant"),)
    assert variant_choices((_select("size", "S", "M", selected="M"),)) == ()


def test_an_unchosen_colour_is_chosen_and_an_empty_quantity_is_one() -> None:
    colours = tuple(field("colour", type="radio", selector=f"#c{n}") for n in range(2))
    quantity = field("quantity", type="number", value="")
    assert [(f.selector, f.value) for f in variant_choices((*colours, quantity))] == [
        ("#c0", ""),
        ("[name=quantity]", "1"),
    ]
    assert variant_choices((field("quantity", type="number", value="1"),)) == ()


def test_everything_typed_that_tells_a_person_is_redacted() -> None:
    typed = set(
        _typed(field("email"), field("full_name"), field("last_name"), field("phone"), field("address1")).values()
    )
    assert typed <= set(WHO.typed())
