from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.filling import NRIC, Fill, best_option, field_kind, plan, required_boxes
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
        (field("consignee"), "name"),
        (field("x", label="收件人"), "name"),
        (field("x", label="收件人电话"), "phone"),
        (field("x", label="所在省"), "state"),
        (field("x", label="城市"), "city"),
        (field("x", label="郵遞區號"), "postal-code"),
        (field("x", label="门牌号"), "unit"),
        (field("x", label="街道门牌"), "address"),
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


def test_only_required_boxes_are_ticked_and_only_to_leave_a_step() -> None:
    boxes = [
        field("news", type="checkbox"),
        field("insurance", type="checkbox"),
        field("terms", type="checkbox", required=True),
        field("ticked", type="checkbox", required=True, checked=True),
    ]
    assert plan(tuple(boxes), WHO) == ()
    assert required_boxes(tuple(boxes)) == (Fill("[name=terms]", "check", "", "required box"),)


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


@pytest.mark.parametrize(
    ("texts", "wanted", "chosen"),
    [
        (("Please select", "Malaysia", "Singapore"), "Singapore", 2),
        (("Choose a country", "Singapore (SG)"), "Singapore", 1),
        (("Choose", "Malaysia", "Thailand"), "Singapore", 1),
        (("Please choose",), "Singapore", None),
        (("Select a province", "Central", "East"), "", 1),
    ],
)
def test_of_an_opened_list_the_wanted_option_is_taken_or_the_first_real_one(
    texts: tuple[str, ...], wanted: str, chosen: int | None
) -> None:
    assert best_option(texts, wanted) == chosen


def test_a_list_of_the_shops_own_making_is_opened_for_country_and_what_is_required() -> None:
    country = field("country", type="combobox", value="Choose a country", label="Country")
    area = field("area", type="combobox", value="Area", label="Area", required=True)
    sort = field("sort", type="combobox", value="Sort by", label="Sort by")
    assert plan((area, country, sort), WHO) == (Fill("[name=country]", "choose", "Singapore", "country"),)
    abroad = field("country", type="combobox", value="Malaysia", label="Country")
    settled = frozenset({"[name=country]"})
    assert plan((area, abroad, sort), WHO, settled) == (Fill("[name=area]", "choose", "", ""),)
    asked = plan((abroad, field("postcode")), WHO, settled)
    assert [f.value for f in asked] == ["50450"]
    assert plan((field("country", type="combobox", value="Singapore", label="Country"),), WHO) == ()


def test_what_is_filled_is_left_unless_the_shop_says_it_is_wrong() -> None:
    assert plan((field("postcode", filled=True), field("phone", filled=True)), WHO) == ()
    assert _typed(field("phone", filled=True, invalid=True)) == {"phone": "+65" + WHO.phone}


def test_a_field_for_a_card_is_never_filled() -> None:
    cards = (field("card_number", required=True), field("x", autocomplete="cc-csc", required=True), field("cvv"))
    assert plan(cards, WHO) == ()


def test_everything_typed_that_tells_a_person_is_redacted() -> None:
    typed = set(
        _typed(field("email"), field("full_name"), field("last_name"), field("phone"), field("address1")).values()
    )
    assert typed <= set(WHO.typed())


COUNTRIES = (
    Option("Country", "", True, True),
    Option("Denmark", "dk", False, False),
    Option("Italy", "it", False, False),
)


def test_a_country_is_chosen_where_the_shop_does_not_offer_the_buyers_and_none_is_chosen_yet() -> None:
    countries = field("country", tag="select", type="select", label="Country", options=COUNTRIES)
    assert [(a.how, a.value) for a in plan((countries,), Identity())] == [("select", "dk")]


@pytest.mark.parametrize("words", ["- Select -", "– Select –", "--- choose ---", "* Please select", "(select one)"])
def test_a_call_to_choose_is_no_choice_whatever_frames_it(words: str) -> None:
    options = (Option(words, "0", True, False), Option("Central", "79", False, False))
    zone = field("zone", tag="select", type="select", label="State/Province", options=options)
    assert [a.value for a in plan((zone,), Identity())] == ["79"]
