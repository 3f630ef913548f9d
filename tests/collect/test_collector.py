from __future__ import annotations

from casetrust_audit.collect.scenarios import worth_repeating
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.model.journey import Journey, JourneyStep
from tests.build import SITE

POSTED = ("product", "cart", "gateway", "address", "delivery", "review")
DOWNLOADED = ("product", "cart", "gateway", "review")


def walk(name: str, steps: tuple[str, ...], end: str = "last-step", sold_out: bool = False) -> tuple[Scenario, Journey]:
    url = f"{SITE}/p/{name}"
    met = tuple(JourneyStep(s, f"c{n}", SITE) for n, s in enumerate(steps))
    return Scenario(name, url, name, sold_out=sold_out), Journey(name, f"journey-{name}", url, 1, met, (), end, "")


def test_the_only_item_that_was_posted_is_bought_again() -> None:
    again = worth_repeating([walk("cheap", POSTED), walk("mid", DOWNLOADED)])
    assert again is not None
    assert (again.name, again.product_url) == ("again", f"{SITE}/p/cheap")


def test_two_posted_items_confirm_each_other() -> None:
    assert worth_repeating([walk("cheap", POSTED), walk("mid", POSTED)]) is None


def test_nothing_is_repeated_where_none_reached_the_end_or_nothing_is_posted() -> None:
    assert worth_repeating([walk("cheap", POSTED, "login-wall"), walk("mid", POSTED, "login-wall")]) is None
    assert worth_repeating([walk("cheap", DOWNLOADED), walk("mid", DOWNLOADED)]) is None
    assert worth_repeating([walk("cheap", POSTED), walk("sold-out", ("product",), "stuck", sold_out=True)]) is None
    assert worth_repeating([]) is None
