"""Each switch of the demo shop turns exactly the rules named for it to fail, and no other: in groups in every run, and
each by itself with `make test-switches`. The table in docs/demo-defects.md is made from the same declarations;
UPDATE_GOLDEN=1 rewrites it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from casetrust_audit.demo.defects import DEFECTS
from casetrust_audit.model.result import AuditResult, Readiness, Verdict
from tests.browser.collecting import Collected
from tests.browser.switch_groups import GROUPS, HONEST_GROUPS, name_of
from tests.report.reads import said_badly

pytestmark = pytest.mark.browser
alone = pytest.mark.switches

SWITCHES = [name for name, defect in DEFECTS.items() if defect.kind == "defect"]
WALLS = [name for name, defect in DEFECTS.items() if defect.kind == "wall"]
HONEST = [name for name, defect in DEFECTS.items() if defect.kind in ("twin", "style")]
AFTER_CART = ("checkout-captcha", "app-only-checkout", "empty-checkout", "checkout-login")
"""The cart can be read, and judged."""
OPEN_WALLS = ("empty-shop", "closed-to-robots", "cart-refuses-guests", *AFTER_CART)
"""The shop can be read, its checkout cannot be reached."""
ENDS = {
    "checkout-captcha": "challenge", "app-only-checkout": "app-only", "empty-checkout": "stuck",
    "cart-refuses-guests": "login-wall", "checkout-login": "login-wall", "closed-to-robots": "robots",
}  # fmt: skip
NEEDS_CHECKOUT = {
    "prc-no-hidden-charges", "prc-itemised-total", "prc-addons-opt-in", "prc-price-consistent", "prc-gst-inclusive",
    "prc-extra-and-payment-fees", "chk-no-sneak-into-basket", "chk-secure-gateway", "chk-pay-button-clear",
}  # fmt: skip
NOTHING_SENT = ("orders", "payments", "messages", "newsletter", "accounts", "logins", "complaints")
TABLE = Path(__file__).parents[2] / "docs" / "demo-defects.md"

Judged = Callable[[str], AuditResult]


def with_verdict(result: AuditResult, *verdicts: Verdict) -> set[str]:
    return {f.rule for f in result.findings if f.verdict in verdicts}


def turned(names: tuple[str, ...], collected: Collected, result: AuditResult) -> None:
    """Exactly the rules named for the switches fail, and what they leave to a person is left to one."""
    rules = {rule for name in names for rule in DEFECTS[name].rules}
    review = {rule for name in names for rule in DEFECTS[name].review}
    assert collected.error == ""
    assert with_verdict(result, Verdict.ERROR) == set()
    assert with_verdict(result, Verdict.FAIL) == rules
    assert review - rules <= with_verdict(result, Verdict.NEEDS_REVIEW)


def not_accused(collected: Collected, result: AuditResult) -> None:
    assert collected.error == ""
    assert with_verdict(result, Verdict.ERROR, Verdict.FAIL) == set()
    assert "prc-no-hidden-charges" in with_verdict(result, Verdict.PASS)


def nothing_sent(collected: Collected) -> None:
    assert {what: collected.received[what] for what in NOTHING_SENT} == dict.fromkeys(NOTHING_SENT, 0)


def test_every_switch_is_in_one_group_and_no_two_of_a_group_name_the_same_rule() -> None:
    assert Counter(name for group in GROUPS for name in group) == Counter(SWITCHES)
    assert Counter(name for group in HONEST_GROUPS for name in group) == Counter(HONEST)
    for group in GROUPS:
        named = Counter(rule for name in group for rule in DEFECTS[name].rules)
        assert [rule for rule, times in named.items() if times > 1] == [], group


@pytest.mark.parametrize("group", GROUPS, ids=name_of)
def test_switches_fail_exactly_the_rules_named_for_them(
    group: tuple[str, ...], grouped: dict[str, Collected], judged: Judged
) -> None:
    turned(group, grouped[name_of(group)], judged(name_of(group)))
    nothing_sent(grouped[name_of(group)])


@pytest.mark.parametrize("group", HONEST_GROUPS, ids=name_of)
def test_an_honest_shop_is_not_accused_for_doing_it_in_its_own_way(
    group: tuple[str, ...], grouped: dict[str, Collected], judged: Judged
) -> None:
    not_accused(grouped[name_of(group)], judged(name_of(group)))
    nothing_sent(grouped[name_of(group)])


@alone
@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_alone_fails_exactly_the_rules_named_for_it(
    name: str, switched: dict[str, Collected], judged_alone: Judged
) -> None:
    turned((name,), switched[name], judged_alone(name))
    nothing_sent(switched[name])


@alone
@pytest.mark.parametrize("name", HONEST)
def test_an_honest_shop_with_one_way_of_its_own_is_not_accused(
    name: str, switched: dict[str, Collected], judged_alone: Judged
) -> None:
    not_accused(switched[name], judged_alone(name))
    nothing_sent(switched[name])


@pytest.mark.parametrize("name", WALLS)
def test_behind_a_wall_nothing_that_needs_the_checkout_passes(
    name: str, grouped: dict[str, Collected], judged: Judged
) -> None:
    collected, result = grouped[name], judged(name)
    nothing_sent(collected)
    needs = NEEDS_CHECKOUT - ({"chk-no-sneak-into-basket"} if name in AFTER_CART else set())
    assert not with_verdict(result, Verdict.PASS) & needs
    assert with_verdict(result, Verdict.FAIL) == set(DEFECTS[name].rules)
    assert result.readiness is Readiness.INCOMPLETE
    if name not in OPEN_WALLS:
        assert collected.exit_code == 3
        assert collected.error


def test_no_report_of_any_group_holds_a_broken_sentence_or_an_error_of_the_browser(
    grouped: dict[str, Collected], judged: Judged
) -> None:
    assert {name: bad for name in grouped if (bad := said_badly(judged(name)))} == {}


@pytest.mark.parametrize("name", ENDS)
def test_a_walk_that_ends_at_a_wall_says_which_and_where(name: str, judged: Judged) -> None:
    journeys = judged(name).journeys
    assert {j.end for j in journeys} == {ENDS[name]}
    assert all(j.end_detail and j.steps for j in journeys)


def test_robots_txt_binds_the_shopper_and_the_reason_is_said(judged: Judged) -> None:
    result = judged("closed-to-robots")
    assert all("--own-site" in j.end_detail for j in result.journeys)
    asked = {c.final_url.split("/", 3)[3] for c in result.captures}
    assert not {path for path in asked if path.startswith(("cart", "checkout"))}


def table() -> str:
    """The switches and what they turn, as Markdown."""
    lines = [
        "# Defects of the demo shop",
        "",
        "Made by `tests/browser/test_defect_switches.py`, which insists that exactly these rules fail and no other: "
        "several switches at a time in `make test`, each by itself in `make test-switches`. Try one with "
        "`casetrust-audit demo --defect NAME`.",
        "",
        "| switch | what the shop then does | rules that fail | rules left to a person |",
        "|---|---|---|---|",
    ]
    for name in SWITCHES:
        defect = DEFECTS[name]
        failing = ", ".join(f"`{r}`" for r in defect.rules) or "–"
        review = ", ".join(f"`{r}`" for r in defect.review) or "–"
        lines.append(f"| `{name}` | {defect.explanation} | {failing} | {review} |")
    lines += ["", "Switches that are walls, not defects: behind them nothing may be concluded.", ""]
    lines += [f"- `{name}`: {DEFECTS[name].explanation}" for name in WALLS]
    lines += ["", "Switches that leave the shop honest: what a careless tool would accuse, and another way to build a "
              "shop. No rule may fail.", ""]  # fmt: skip
    lines += [f"- `{name}`: {DEFECTS[name].explanation}" for name in HONEST]
    return "\n".join(lines) + "\n"


def test_the_table_in_the_docs_is_fresh() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(table(), encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table()
