"""For whom a part of a policy is: by every heading above it, by what it says of itself, and by country."""

from __future__ import annotations

import pytest

from casetrust_audit.facts.outline import above, level_of
from casetrust_audit.facts.reach import heads_abroad
from casetrust_audit.facts.shop import Shop
from casetrust_audit.text.normalise import fold
from tests.build import block, page
from tests.facts.policy_shop import absent, furniture, honest, policy, value

TERMS = policy("terms", "/terms", ("Terms of sale", "These terms apply to every order."))


def with_returns(*lines: str) -> Shop:
    """The honest shop with these returns; "# " and "## " begin headings, "| " cells of a table of two columns."""
    blocks, top, left = [], 100.0, True
    for line in lines:
        mark, _, text = line.partition(" ")
        tag = {"#": "h1", "##": "h2", "###": "h3", "|": "td"}.get(mark, "p")
        text = line if tag == "p" else text
        x = 10.0 if tag != "td" or left else 300.0
        blocks.append(block(text, tag=tag, box=(x, top, 250, 20)))
        if tag == "td" and left:
            left = False
        else:
            left, top = True, top + 30
    frame = furniture()
    own = page(
        "returns", "/returns", blocks=(*blocks, *frame["blocks"]), links=frame["links"], title=f"{lines[0][2:]} | Kopi"
    )
    return honest(returns=own, terms=TERMS)


SAID = (
    "Unused goods go back within 20 days of delivery, in the original box.",
    "Opened food cannot be returned.",
    "E-mail hello@kopikaya.sg to begin; you pay the return postage.",
    "Refunds reach the original card within 6 days.",
    "Faulty goods are repaired or replaced.",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("# Returns of hired gowns", *SAID),
        ("# Rental returns", *SAID),
        ("# 租赁退还", *SAID),
        ("# Returns", "These rules are meant for stockists with an account.", *SAID),
        ("# Returns", "This page covers orders from our Shopee Mall shop.", *SAID),
        ("# Returns", "For wholesale customers only.", *SAID),
        ("# Returns", "This policy does not apply to purchases on this website.", *SAID),
        ("# Returns", "本政策仅适用于经销商。", *SAID),
        ("# Returns", "Polisi ini hanya untuk pembekal.", *SAID),
        ("# Questions on returns", "## For dealers", "### Can I send stock back?", *SAID),
        ("# Returns", "## Bulk orders (companies)", *SAID),
        ("# Returns to us from Malaysia", *SAID),
        ("# Return policy – New Zealand", *SAID),
        ("# Returns", "## International orders", *SAID),
        ("# Returns", "## Malaysia & Brunei", "### Change of mind", *SAID),
        ("# Returns (Hong Kong)", *SAID, "## All other countries", "Please ask."),
        ("# 台湾退货", *SAID),
    ],
)
def test_what_others_are_promised_is_no_promise_to_shoppers_here(lines: tuple[str, ...]) -> None:
    found = with_returns(*lines)
    for name in ("window_days", "refund_days", "refund_method", "fault_remedy"):
        assert absent(found, f"returns.{name}"), name


@pytest.mark.parametrize(
    "lines",
    [
        ("# Returns", "## For dealers", "Ask us.", "## For private buyers", *SAID),
        ("# Returns", "This policy applies to all purchases on this website.", *SAID),
        ("# Returns", "This page covers what you bought here or at our counter.", *SAID),
        ("# Returns in Malaysia", "Ask us.", "# Returns in Singapore", *SAID),
        ("# Returns (Malaysia and Singapore)", *SAID),
        ("# Returns", "## Malaysia", "Ask us.", "## Everywhere else", *SAID),
        ("# Returns", "## Overseas orders", "No returns.", "## Local orders", *SAID),
        ("# Returns", "We ship from Malaysia.", *SAID),
    ],
)
def test_a_part_may_turn_to_shoppers_here(lines: tuple[str, ...]) -> None:
    found = with_returns(*lines)
    assert value(found, "returns.window_days") == 20
    assert value(found, "returns.fault_remedy") == SAID[-1]


def test_a_row_may_be_of_another_country() -> None:
    found = with_returns("# Returns by country", "| Australia", f"| {SAID[-1]}", "| Singapore", "| none")
    assert absent(found, "returns.fault_remedy")
    here = with_returns("# Returns by country", "| Australia", "| none", "| Singapore", f"| {SAID[-1]}")
    assert value(here, "returns.fault_remedy") == SAID[-1]


@pytest.mark.parametrize(
    ("heading", "abroad"),
    [
        ("Delivery to Indonesia", True),
        ("Thailand", True),
        ("Malaysian customers", True),
        ("Shipping: USA and Canada", True),
        ("Orders from outside the EU", True),
        ("海外订单", True),
        ("Delivery to Singapore and Malaysia", False),
        ("Worldwide delivery", False),
        ("Coffee from Indonesia's hills", False),
        ("Returns", False),
        ("Who pays?", False),
    ],
)
def test_headings_that_name_another_country(heading: str, abroad: bool) -> None:
    assert heads_abroad(fold(heading)) is abroad


def test_headings_over_a_block() -> None:
    blocks = (
        block("Help", tag="h1"),
        block("For shoppers", tag="h2"),
        block("May I send it back?", tag="div"),
        block("Yes.", tag="p"),
        block("For dealers", tag="h2"),
        block("No.", tag="p"),
        block("Help", tag="p", area="footer"),
    )
    reading = page("faq", "/faq", blocks=blocks).reading
    assert [above(reading, b) for b in reading.blocks] == [
        (), ("help",), ("for shoppers", "help"), ("may i send it back?", "for shoppers", "help"),
        ("help",), ("for dealers", "help"), (),
    ]  # fmt: skip
    assert [level_of(b) for b in reading.blocks] == [1, 2, 8, 0, 2, 0, 0]
