from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.prose import unfilled
from tests.build import block, field, form
from tests.facts.policy_shop import RETURNS, absent, furniture, honest, policy, value

SIDE = ("Our kettles are made by hand in a small workshop near the river and sent to you by courier." + " Read on." * 3,
        "Join the club of tea drinkers and hear of new pots, old recipes and the people who make them.")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Put your text here.", "Lorem ipsum dolor sit amet", "[Company Name] takes goods back.",
        "Suggested text: we take",
        "I'm a return policy section.", "This is a sample page.", "Click here to edit this text", "Coming soon!",
        "Write your returns policy here", "We refund within [X] days", "{{ shop.name }} refunds", "请输入内容",
        "在此处添加退货政策",
        "Insert number of days here", "We at ______ give refunds",
    ],
)  # fmt: skip
def test_a_template_that_nobody_has_filled_is_told(text: str) -> None:
    assert unfilled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Please enter your order number and e-mail address.", "You may not use the content of this site.",
        "Click here to change your cookie settings.", "Put the goods back in their box.",
        "Write to us at help@kettles.sg.",
        "Add the parcel slip with your name.", "Your content will be deleted.", "请填写订单号。", *RETURNS,
    ],
)  # fmt: skip
def test_what_a_shop_says_itself_is_no_filler(text: str) -> None:
    assert unfilled(text) == ""


def returns_page(*texts: str, **extra: Any) -> Any:
    return policy("returns", "/returns", ("Returns", *texts), extra=extra)


def test_a_form_is_no_policy() -> None:
    labels = (
        "Your name",
        "Order number",
        "Reason for the return",
        "Which item do you send back",
        "Photo of the item",
    ) * 6
    fields = tuple(field(f"f{n}", label=label) for n, label in enumerate(labels))
    asked = form(*fields, selector="main > form", text=" ".join(labels))
    blocks = tuple(
        block(label, tag="label", selector=f"main > form > label:nth-of-type({n})") for n, label in enumerate(labels)
    )
    shop = honest(returns=returns_page("Fill in this form to send something back.", forms=(asked,), blocks=blocks))
    assert value(shop, "returns.policy_place") == "page"
    assert value(shop, "returns.policy_words") < 20


def test_the_words_of_side_boxes_are_not_the_policys() -> None:
    more = {
        "about": policy("about", "/about", ("About us", *SIDE)),
        "faq": policy("faq", "/faq", ("Questions", *SIDE)),
    }
    shop = honest(returns=returns_page("Put your text here.", *SIDE), **more)
    assert value(shop, "returns.policy_words") == 0
    assert value(shop, "returns.placeholder") == "Put your text here."


def test_an_aside_and_a_title_are_not_the_policy() -> None:
    aside = tuple(block(text, area="aside") for text in SIDE)
    titles = tuple(block(f"Returns of kettles of the {n}. kind", tag="h3") for n in range(20))
    assert (
        value(honest(returns=returns_page("Returns are possible.", blocks=(*aside, *titles))), "returns.policy_words")
        == 3
    )


def test_a_policy_of_its_own_is_counted_whole_though_products_repeat_it() -> None:
    assert value(honest(), "returns.policy_words") >= 80
    assert absent(honest(), "returns.placeholder")
    tabs = {f"p{n}": policy("product", f"/p/{n}", ("Kettle", *RETURNS[1:])) for n in range(3)}
    assert value(honest(**tabs), "returns.policy_words") >= 80
    assert furniture()["blocks"]


def test_one_blank_in_a_full_policy_is_told() -> None:
    shop = honest(returns=returns_page(*RETURNS[1:], "All of this is promised by [Company Name]."))
    assert value(shop, "returns.placeholder") == "[Company Name]"
