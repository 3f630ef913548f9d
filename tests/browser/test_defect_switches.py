"""Each switch of the demo shop turns exactly the rules named for it to fail, and no other. The table in
docs/demo-defects.md is made from the same declarations; UPDATE_GOLDEN=1 rewrites it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casetrust_audit.demo.defects import DEFECTS
from casetrust_audit.model.result import AuditResult, Readiness, Verdict
from tests.browser.collecting import Collected

pytestmark = pytest.mark.browser

SWITCHES = [name for name, defect in DEFECTS.items() if defect.kind == "defect"]
WALLS = [name for name, defect in DEFECTS.items() if defect.kind == "wall"]
TWINS = [name for name, defect in DEFECTS.items() if defect.kind == "twin"]
STYLES = [name for name, defect in DEFECTS.items() if defect.kind == "style"]
AFTER_CART = ("checkout-captcha", "app-only-checkout", "empty-checkout", "checkout-login")
"""The cart can be read, and judged."""
OPEN_WALLS = ("empty-shop", "closed-to-robots", "cart-refuses-guests", *AFTER_CART)
"""The shop can be read, its checkout cannot be reached."""
NOTHING_SENT = ("orders", "payments", "messages", "newsletter", "accounts", "logins", "complaints")
TABLE = Path(__file__).parents[2] / "docs" / "demo-defects.md"


Judged = Callable[[str], AuditResult]


def with_verdict(result: AuditResult, *verdicts: Verdict) -> set[str]:
    return {f.rule for f in result.findings if f.verdict in verdicts}


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_fails_exactly_the_rules_named_for_it(
    name: str, switched: dict[str, Collected], judged: Judged
) -> None:
    assert switched[name].error == ""
    result = judged(name)
    assert with_verdict(result, Verdict.ERROR) == set()
    assert with_verdict(result, Verdict.FAIL) == set(DEFECTS[name].rules)
    assert set(DEFECTS[name].review) <= with_verdict(result, Verdict.NEEDS_REVIEW)


@pytest.mark.parametrize("name", [*TWINS, *STYLES])
def test_an_honest_shop_is_not_accused_for_doing_it_in_its_own_way(
    name: str, switched: dict[str, Collected], judged: Judged
) -> None:
    assert switched[name].error == ""
    result = judged(name)
    assert with_verdict(result, Verdict.ERROR, Verdict.FAIL) == set()
    assert "prc-no-hidden-charges" in with_verdict(result, Verdict.PASS)


@pytest.mark.parametrize("name", [*SWITCHES, *WALLS, *TWINS, *STYLES])
def test_no_shop_receives_an_order_a_payment_or_a_message(name: str, switched: dict[str, Collected]) -> None:
    assert {what: switched[name].received[what] for what in NOTHING_SENT} == dict.fromkeys(NOTHING_SENT, 0)


@pytest.mark.parametrize("name", WALLS)
def test_behind_a_wall_nothing_that_needs_the_checkout_passes(
    name: str, switched: dict[str, Collected], judged: Judged
) -> None:
    result = judged(name)
    needs_checkout = {"prc-no-hidden-charges", "prc-itemised-total", "prc-addons-opt-in", "prc-price-consistent",
                      "chk-no-sneak-into-basket", "chk-secure-gateway", "chk-pay-button-clear"}  # fmt: skip
    if name in AFTER_CART:
        needs_checkout.remove("chk-no-sneak-into-basket")
    assert not with_verdict(result, Verdict.PASS) & needs_checkout
    assert result.readiness is Readiness.INCOMPLETE
    if name not in OPEN_WALLS:
        assert switched[name].exit_code == 3
        assert switched[name].error


def test_robots_txt_binds_the_shopper_and_the_reason_is_said(judged: Judged) -> None:
    result = judged("closed-to-robots")
    assert {j.end for j in result.journeys} == {"robots"}
    assert all("--own-site" in j.end_detail for j in result.journeys)
    asked = {c.final_url.split("/", 3)[3] for c in result.captures}
    assert not {path for path in asked if path.startswith(("cart", "checkout"))}


def table() -> str:
    """The switches and what they turn, as Markdown."""
    lines = [
        "# Defects of the demo shop",
        "",
        "Made by `tests/browser/test_defect_switches.py`, which audits the demo shop once for each switch and insists "
        "that exactly these rules fail, and no other. Try one with `casetrust-audit demo --defect NAME`.",
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
    lines += [f"- `{name}`: {DEFECTS[name].explanation}" for name in (*TWINS, *STYLES)]
    return "\n".join(lines) + "\n"


def test_the_table_in_the_docs_is_fresh() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(table(), encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table()
