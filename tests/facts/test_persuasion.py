from __future__ import annotations

import pytest

from casetrust_audit.facts.activity_words import kind_of
from casetrust_audit.facts.clock_words import remaining
from casetrust_audit.facts.clocks import clocks
from casetrust_audit.facts.scarcity_words import number_left
from casetrust_audit.facts.steering_words import shames
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from casetrust_audit.text.normalise import fold
from tests.build import block, field, link, page
from tests.facts.shop_parts import button, card, fact_of, journey, only, product, subjects, value


def visit(text: str, at: str, session: str = "crawl", path: str = "/p/mug") -> Page:
    layout = "phone" if session == "second-look" else "desktop"
    return product("Mug", text, path=path, time=f"2026-01-01T{at}Z", session=session, layout=layout)


def behaviour(*visits: Page) -> object:
    return only("countdown.timers", *visits)["behaviour"]


@pytest.mark.parametrize(
    ("text", "left", "unit"),
    [
        ("Offer ends in 14:59", 899, 1),
        ("00 : 14 : 59", 899, 1),
        ("2h 13m 5s", 7985, 1),
        ("1 day 03:22:10", 98530, 1),
        ("Sale ends in 02 Days 13 Hours 22 Minutes 10 Seconds", 220930, 1),
        ("距结束 2天 13:22:10", 220930, 1),
        ("Flash sale! 3 hours left", 10800, 3600),
        ("Sale ends in 45m", 2700, 60),
        ("Hurry! Only 30 minutes to go", 1800, 60),
        ("Flash deal 04:59", 299, 1),
        ("Only S$10 02:13:22 left", 8002, 1),
        ("RM10.10, was RM12.30: 2h 13m 5s left", 7985, 1),
    ],
)
def test_clocks_are_read(text: str, left: int, unit: int) -> None:
    (clock,) = clocks(product("Mug", text))
    assert (clock.left, clock.unit, clock.kind) == (left, unit, "offer")


def test_a_clock_in_many_blocks_is_one() -> None:
    (clock,) = clocks(product("Mug", "Offer ends in", "02", "Days", "13", "Hours", "22", "Min", "10", "Sec", "Buy"))
    assert clock.left == 220930


@pytest.mark.parametrize(
    "text",
    [
        "Open 10:00 - 22:00",
        "Daily 9:30am to 6:00pm",
        "Delivery in 3 days",
        "12:30",
        "Offer ends 30 Nov 2026 23:59",
        "Sale ends Sunday 23:59",
        "Sale ends today 23:59",
        "Track length 4:35",
        "2 years warranty left",
        "Sale! Daily 10:30 ~ 21:30",
        "Sale! Sat 10:30",
        "Sale 38 S 40 M 42 L",
        "Sale: USB cable 5 m",
        "Promo: 30 min massage",
        "Hurry! 30 min massage, limited time",
        "Sale ends soon: 60 minutes of yoga",
        "Deal of the day: 1:24 scale model",
        "Special offer: Tampines 3:10 Geylang",
        "优惠 评分 4.8分",
    ],
)
def test_times_and_dates_are_no_clocks(text: str) -> None:
    assert clocks(product("Mug", text)) == ()


@pytest.mark.parametrize(
    "prices",
    [
        "S$130.80 S$98.10", "RM12.30 RM10.10", "$1,234.50 $99.00", "S$163.50 S$122.63 Sale: S$109.00", "S$5 S$4",
        "US$38 S$40 M$42", "Sale S$12 S$10", "￥19.90 ￥15.90", "19元9角 15元5分", "12.30 10.10",
    ],
)  # fmt: skip
def test_amounts_side_by_side_are_no_clock_even_in_a_sale_of_random_items(prices: str) -> None:
    assert clocks(product("Mug", "Flash sale ends soon", prices, "Hurry")) == ()
    assert remaining(prices) is None


def test_a_bare_clock_among_items_drawn_at_random_is_not_compared() -> None:
    visits = [
        product("Mug", name, "00:14:59", path="/p/mug", time=f"2026-01-01T{at}Z", session=session)
        for name, at, session in (("Blue kettle", "00:00:00", "crawl"), ("Red pan", "00:05:00", "second-look"))
    ]
    assert {s.fields["behaviour"] for s in subjects("countdown.timers", *visits)} == {"untold"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Order within 2h 13m 5s for same-day delivery", "delivery"),
        ("Your cart is reserved for 09:59", "cart"),
        ("Bidding closes in 02:13:22", "auction"),
    ],
)
def test_other_clocks_are_told_apart(text: str, kind: str) -> None:
    assert [c.kind for c in clocks(product("Mug", text))] == [kind]


def test_a_clock_in_a_cart_holds_the_cart() -> None:
    assert [c.kind for c in clocks(page("cart", "/cart", "Expires in 09:59"))] == ["cart"]


@pytest.mark.parametrize("text", ["", ":::", "99999999:99", "1 d", "a" * 3000, "0" * 3000])
def test_odd_texts_do_not_break_the_clock(text: str) -> None:
    clocks(product("Mug", text))
    remaining(text)


def test_a_clock_that_starts_over_for_a_new_visitor_is_confirmed_by_two_sessions() -> None:
    first = visit("Offer ends in 14:59", "00:00:00")
    second = visit("Offer ends in 14:58", "00:02:00", "second-look")
    (timer,) = subjects("countdown.timers", first, second)
    assert timer.fields["behaviour"] == "restarts"
    assert {e.session for e in timer.evidence} == {"crawl", "second-look"}


def test_a_clock_to_one_moment_keeps_its_deadline() -> None:
    assert behaviour(
        visit("Offer ends in 14:59", "00:00:00"), visit("Offer ends in 12:58", "00:02:00", "second-look")
    ) == "same-deadline"  # fmt: skip


def test_a_restart_is_seen_within_half_a_minute() -> None:
    assert behaviour(
        visit("Offer ends in 14:58", "00:00:00"), visit("Offer ends in 14:57", "00:00:30", "second-look")
    ) == "restarts"  # fmt: skip


@pytest.mark.parametrize(("left", "told"), [("14:59", "restarts"), ("14:52", "same-deadline"), ("14:56", "untold")])
def test_a_few_seconds_only_tell_what_is_plain(left: str, told: str) -> None:
    assert behaviour(
        visit("Offer ends in 14:59", "00:00:00"), visit(f"Offer ends in {left}", "00:00:07", "second-look")
    ) == told  # fmt: skip


def test_under_five_seconds_nothing_is_told() -> None:
    assert behaviour(
        visit("Offer ends in 14:59", "00:00:00"), visit("Offer ends in 14:59", "00:00:04", "second-look")
    ) == "untold"  # fmt: skip


def test_one_visitor_keeping_his_clock_proves_nothing() -> None:
    assert behaviour(visit("Offer ends in 14:59", "00:00:00"), visit("Offer ends in 12:59", "00:02:00")) == "untold"


def test_a_clock_that_ran_out_and_runs_again_restarts() -> None:
    assert behaviour(
        visit("Offer ends in 00:30", "00:00:00"), visit("Offer ends in 00:25", "00:05:00", "second-look")
    ) == "restarts"  # fmt: skip


def test_a_clock_gone_after_its_moment_is_gone() -> None:
    first, second = visit("Offer ends in 02:00", "00:00:00"), visit("A mug", "00:10:00", "second-look")
    assert behaviour(first, second) == "gone"


def test_a_clock_stopped_at_zero_is_told() -> None:
    first = visit("Offer ends in 00:00:30", "00:00:00")
    assert behaviour(first, visit("Offer ends in 00:00:00", "00:10:00", "second-look")) == "stopped"


def test_a_clock_of_minutes_needs_minutes_to_compare() -> None:
    first = visit("Sale ends in 2h 13m", "00:00:00")
    assert behaviour(first, visit("Sale ends in 2h 13m", "00:01:00", "second-look")) == "untold"
    assert behaviour(first, visit("Sale ends in 2h 13m", "00:20:00", "second-look")) == "restarts"
    assert behaviour(first, visit("Sale ends in 1h 53m", "00:20:00", "second-look")) == "same-deadline"


def test_an_hour_lost_does_not_hide_the_clock() -> None:
    first = visit("Sale ends in 2 hours 0 minutes 5 seconds", "00:00:00")
    second = visit("Sale ends in 1 hour 58 minutes 5 seconds", "00:02:00", "second-look")
    assert behaviour(first, second) == "same-deadline"


def test_clocks_of_different_pages_are_not_compared() -> None:
    first = visit("Offer ends in 14:59", "00:00:00", path="/p/a")
    found = subjects("countdown.timers", first, visit("Offer ends in 14:59", "00:02:00", "second-look", "/p/b"))
    assert [s.fields["behaviour"] for s in found] == ["untold", "untold"]


def test_no_clock_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact_of("countdown.timers", visit("A mug", "00:00:00")), Absent)
    assert isinstance(fact_of("countdown.timers", visit("A mug", "00:00:00"), walls=1), Unknown)


@pytest.mark.parametrize(
    "text",
    [
        "9:30 : 17:00", "Shop hours 10:00 : 20:30", "Mon to Sat 11:00 / 19:30", "2026-11-30T07:45:10Z",
        "Posted 30/11/26 07:45:10", "07:45:10 +08:00", "21:17 19:21", "Half-time 45:00:12", "营业 09:00 : 18:00",
        "Running time 1:45:30",
    ],
)  # fmt: skip
def test_figures_that_stand_still_are_no_clock(text: str) -> None:
    assert clocks(page("product", "/p/mug", text)) == ()
    assert clocks(page("home", "/", f"Sale. {text}")) == ()


def test_hours_of_business_under_their_heading_are_no_clock() -> None:
    assert clocks(page("contact", "/contact", "Opening hours", "09:00:18")) == ()


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("Ends in", "Days", "02", "Hours", "13", "Minutes", "22", "Seconds", "10"), 220930),
        (("Ends in", "02 13 22 10", "Days Hours Minutes Seconds"), 220930),
        (("Deal ends 0 1 : 2 2 : 3 3",), 4953),
        (("Ends in 0 : 3 : 12 : 9",), 11529),
    ],
)
def test_figures_and_units_that_stand_apart_are_one_clock(texts: tuple[str, ...], left: int) -> None:
    assert [c.left for c in clocks(page("product", "/p/mug", *texts))] == [left]


def test_figures_that_nobody_saw_change_accuse_nobody_without_words() -> None:
    still = [visit("00:14:59", "00:00:00"), visit("00:14:59", "00:02:00", "second-look")]
    assert behaviour(*still) == "untold"
    running = [visit("00:14:59", "00:00:00"), visit("00:14:57", "00:02:00", "second-look")]
    assert behaviour(*running) == "restarts"
    worded = [visit("Offer ends in 00:14:59", "00:00:00"), visit("Offer ends in 00:14:59", "00:02:00", "second-look")]
    assert behaviour(*worded) == "restarts"


# scarcity


@pytest.mark.parametrize("text", ["Less than 10 left", "Fewer than 5 left in stock", "10 or fewer left"])
def test_a_bound_is_no_number_that_a_stock_figure_contradicts(text: str) -> None:
    assert number_left(fold(text)) is None
    mug = product("Mug", text, "4 in stock")
    assert only("scarcity.messages", mug)["inventory"] == "none"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Only 3 left", 3),
        ("3 left in stock", 3),
        ("Hurry, only 5 items left!", 5),
        ("仅剩3件", 3),
        ("Only 2 days left", None),
        ("Spend S$20 more, only 3 left to go", None),
        ("24 in stock", None),
        ("350 ml", None),
    ],
)
def test_a_number_left_is_read(text: str, left: int | None) -> None:
    assert number_left(fold(text)) == left


def scarce(*numbers: int) -> list[Page]:
    sessions = ("crawl", "journey-cheap", "journey-mid")
    return [
        product("Mug", f"Only {n} left", time=f"2026-01-01T00:0{i}:00Z", session=sessions[i])
        for i, n in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((3,), "single"), ((3, 3), "steady"), ((3, 2), "changed"), ((9, 7, 4), "falling"), ((3, 8, 2), "random")],
)
def test_numbers_are_followed_over_visits(numbers: tuple[int, ...], told: str) -> None:
    assert only("scarcity.messages", *scarce(*numbers))["behaviour"] == told


def test_several_products_changing_at_once_with_one_rising_are_random() -> None:
    later = "2026-01-01T00:05:00Z"
    lamps = (product("Lamp", "Only 2 left"), product("Lamp", "Only 7 left", time=later, session="second-look"))
    found = subjects("scarcity.messages", *scarce(5, 4), *lamps)
    assert [s.fields["behaviour"] for s in found] == ["random", "random"]


def test_a_stock_figure_contradicts_or_agrees() -> None:
    assert only("scarcity.messages", product("Mug", "Only 2 left", "120 in stock"))["inventory"] == "contradicts"
    assert only("scarcity.messages", product("Mug", "Only 2 left", "2 in stock"))["inventory"] == "agrees"


def test_a_stock_of_few_is_a_message_that_does_not_bear_itself_out() -> None:
    assert only("scarcity.messages", product("Mug", "3 in stock"))["inventory"] == "none"
    assert isinstance(fact_of("scarcity.messages", product("Mug", "24 in stock")), Absent)
    alike = [product(name, "5 in stock") for name in ("Mug", "Pot", "Bowl", "Cup", "Jar")]
    assert {s.fields["behaviour"] for s in subjects("scarcity.messages", *alike)} == {"single"}


def test_a_cart_that_takes_more_than_were_left_contradicts() -> None:
    mug = product("Mug", "Only 2 left")
    quantity = field("qty", type="number", value="3")
    cart = page("cart", "/cart", "Mug", loose_fields=(quantity,), step="mid/cart", session="journey-mid")
    walk = journey(mug, "last-step", [("cart", cart)], quantity=3)
    assert only("scarcity.messages", mug, cart, journeys=(walk,))["inventory"] == "contradicts"


def test_a_message_in_another_products_card_is_not_this_products() -> None:
    other = product("Mug", blocks=(block("Only 2 left", box=(10, 2010, 50, 20)),), cards=(card("/p/x", "X", "2 left"),))
    assert isinstance(fact_of("scarcity.messages", other), Absent)


# activity


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("17 people are viewing this", "viewers"),
        ("Mei from Tampines just bought this 5 minutes ago", "purchase"),
        ("12 sold in the last 24 hours", "sold-recently"),
        ("Posted 3 hours ago", ""),
        ("Selling fast", ""),
        ("Thank you for viewing our shop", ""),
    ],
)
def test_messages_about_others_are_told(text: str, kind: str) -> None:
    assert kind_of(fold(text)) == kind


def test_the_same_purchase_on_every_visit_is_identical() -> None:
    text = "Mei from Tampines just bought this 1 minute ago"
    found = only("activity.messages", visit(text, "00:00:00"), visit(text, "00:10:00", "second-look"))
    assert found["behaviour"] == "identical"


def test_a_feed_that_ages_is_not_identical() -> None:
    first = visit("Mei from Tampines bought this 1 minute ago", "00:00:00")
    second = visit("Mei from Tampines bought this 11 minutes ago", "00:10:00", "second-look")
    assert only("activity.messages", first, second)["behaviour"] == "varies"


def test_numbers_of_viewers_that_vary_prove_nothing() -> None:
    first = visit("17 people are viewing this", "00:00:00")
    second = visit("23 people are viewing this", "00:10:00", "second-look")
    assert only("activity.messages", first, second)["behaviour"] == "varies"


# steering and forced action


@pytest.mark.parametrize(
    "text", ["No thanks, I hate saving money", "No, I'd rather pay full price", "I don't want to save"]
)
def test_shaming_words_are_seen(text: str) -> None:
    assert shames(fold(text))


@pytest.mark.parametrize(
    "text", ["No, thanks", "Maybe later", "No returns on sale items", "I do not accept", "Not now"]
)
def test_plain_refusals_shame_nobody(text: str) -> None:
    assert not shames(fold(text))


def test_a_faint_way_to_decline_is_a_hint() -> None:
    yes = button("Subscribe", area="dialog", box=(0, 0, 300, 50))
    no = link("/x", "No thanks", area="dialog", box=(0, 60, 60, 12))
    fact = fact_of("steering.patterns", page("home", buttons=(yes,), links=(no,)))
    assert isinstance(fact, Known)
    assert fact.certainty.value == "hint"


def test_equal_buttons_are_no_pattern() -> None:
    yes, no = (button(t, area="dialog", box=(0, 0, 150, 50)) for t in ("Accept", "Decline"))
    assert isinstance(fact_of("steering.patterns", page("home", buttons=(yes, no))), Absent)
    assert value("steering.choices", page("home", buttons=(yes, no))) is True


def test_a_double_negative_is_told() -> None:
    tick = field("news", type="checkbox", label="Untick if you do not wish not to receive news")
    assert only("steering.patterns", page("checkout", "/checkout", loose_fields=(tick,)))["kind"] == "double-negative"


def test_a_login_wall_means_an_account_and_a_reached_address_none() -> None:
    mug = product("Mug")
    wall = page("login", "/login", step="cheap/gateway", session="journey-cheap")
    walled = journey(mug, "login-wall", [("gateway", wall)])
    assert value("buying.account_required", mug, wall, journeys=(walled,)) is True
    address = page("checkout", "/checkout", step="mid/address", session="journey-mid")
    through = journey(mug, "stuck", [("address", address)])
    assert value("buying.account_required", mug, wall, address, journeys=(walled, through)) is False


def test_a_login_that_is_asked_for_at_a_later_step_means_an_account_too() -> None:
    mug = product("Mug")
    late = page("checkout", "/checkout", step="cheap/payment", session="journey-cheap")
    walled = journey(mug, "login-wall", [("payment", late)])
    assert value("buying.account_required", mug, late, journeys=(walled,)) is True


@pytest.mark.parametrize("end", ["challenge", "error", "budget", "cart-refused"])
def test_a_checkout_that_was_not_reached_tells_nothing(end: str) -> None:
    mug = product("Mug")
    assert isinstance(fact_of("buying.account_required", mug, journeys=(journey(mug, end),)), Unknown)


def test_buying_by_app_only_is_forced() -> None:
    mug = product("Mug")
    assert (
        value("buying.forced_action", mug, journeys=(journey(mug, "app-only", [("product", mug)]),))
        == "installing an app"
    )


def test_overlays_are_counted_and_tried_for_a_way_out() -> None:
    words = block("Join our newsletter", area="dialog", box=(300, 200, 600, 400))
    shut = button("×", area="dialog")
    pages = [page("home", f"/{n}", blocks=(words,), buttons=(shut,)) for n in range(3)]
    assert value("overlays.most", *pages) == 3
    assert isinstance(fact_of("overlays.unclosable", *pages), Absent)
    assert value("overlays.unclosable", page("home", blocks=(words,))) == "Join our newsletter"


def test_an_age_gate_is_no_nagging() -> None:
    gate = block("Are you 18 years old?", area="dialog", box=(300, 200, 600, 400))
    assert not isinstance(fact_of("overlays.unclosable", page("home", blocks=(gate,))), Known)
