"""Not found is held against the pages that would be needed, and against no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.facts.needed import BOUGHT, OWN, SOLD, STATED, STATED_ONLY, needed
from casetrust_audit.facts.registry import NotFound, _where
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Capture, Collection, Page, Problem, Skip
from casetrust_audit.pipeline import fact_schema
from tests.build import SITE, collection, page


def wall(role: str, path: str, kind: str = "challenge", **over: Any) -> Capture:
    """A page that was asked for and not shown."""
    return replace(page(role, path).capture, problems=(Problem(kind, "x"),), **over)


def seen(*walls: Capture, more: tuple[Page, ...] = (), skipped: tuple[Skip, ...] = (), **crawl: Any) -> Shop:
    read = (page("home"), page("terms", "/terms"), page("product", "/p/1"), *more)
    found: Collection = collection(*read, walls=len(walls), **crawl)
    return Shop(replace(found, captures=(*found.captures, *walls), skipped=skipped))


@pytest.mark.parametrize("role", ["account", "register", "cart", "checkout"])
def test_a_wall_before_what_is_not_needed_leaves_nothing_open(role: str) -> None:
    assert seen(wall(role, "/x")).not_enough_for(STATED) == ""


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        ("terms", STATED), ("returns", STATED), ("other", STATED), ("other", SOLD), ("product", SOLD), ("cart", BOUGHT),
        ("register", OWN), ("account", None), ("error", BOUGHT),
    ],
)  # fmt: skip
def test_a_wall_before_what_is_needed_does_and_is_named(role: str, needs: frozenset[str] | None) -> None:
    said = seen(wall(role, "/behind?token=s3cret")).not_enough_for(needs)
    assert f"{SITE}/behind?token=redacted" in said
    assert role in said


def test_a_login_without_a_page_behind_it_may_hide_anything() -> None:
    """Bundles of older versions tell the role of the login that was shown, not of what was asked for."""
    assert seen(wall("login", "/x", "login-wall")).not_enough_for(STATED)


def test_a_page_that_was_read_another_time_is_not_behind_a_wall() -> None:
    again = wall("terms", "/terms", session="second-look", layout="phone")
    assert seen(again).not_enough_for(STATED) == ""


def test_walls_nobody_can_place_leave_everything_open() -> None:
    assert "2 page(s)" in Shop(collection(page("home"), walls=2)).not_enough_for(frozenset({"returns"}))


@pytest.mark.parametrize(("role", "left"), [("other", True), ("returns", True), ("listing", False), ("account", False)])
def test_a_footer_link_left_matters_where_it_may_say_it(role: str, left: bool) -> None:
    skip = Skip(f"{SITE}/left", "page budget used up", role)
    shop = seen(skipped=(skip, Skip(f"{SITE}/p/9", "page budget used up")), footer_links_left=1)
    assert bool(shop.not_enough_for(STATED)) is left
    assert shop.not_enough_for(None)


def test_links_left_that_nobody_can_place_leave_everything_open() -> None:
    assert seen(footer_links_left=2).not_enough_for(BOUGHT)


def test_a_page_that_still_changes_matters_where_it_may_say_it() -> None:
    moving = replace(page("product", "/p/2"))
    moving = replace(moving, reading=replace(moving.reading, settled=False))
    assert seen(more=(moving,)).not_enough_for(STATED) == ""
    assert seen(more=(moving,)).not_enough_for(SOLD)


TALK = ("Contact us", "Write to us and we answer within two days.", "Captcha: 7 + 5")


@pytest.mark.parametrize(
    ("later", "settled"),
    [
        (TALK, True),
        ((*TALK[:2], "Captcha: 2 + 8"), True),
        (TALK[:1], False),
        ((*TALK, "Complaints are heard by our manager, Ms Tan."), False),
        ((), False),
    ],
    ids=["the same", "a number counts", "less", "more", "nothing"],
)
def test_a_page_that_moves_for_ever_and_says_the_same_later_has_been_read(
    later: tuple[str, ...], settled: bool
) -> None:
    moving = page("contact", "/contact", *TALK, settled=False)
    again = page("contact", "/contact", *later, settled=False, session="second-look", layout="phone")
    again = replace(again, capture=replace(again.capture, session="second-look", layout="phone"))
    assert (seen(more=(moving, again)).not_enough_for(STATED) == "") is settled
    assert seen(more=(moving,)).not_enough_for(STATED)


@pytest.mark.parametrize("crawl", [{"partial": "interrupted"}, {"home_usable": False}, {"sitemap": "failed"},
                                   {"pages": 3, "frontier_left": 1}])  # fmt: skip
def test_a_collection_that_is_not_whole_leaves_everything_open(crawl: dict[str, Any]) -> None:
    assert seen(**crawl).not_enough_for(frozenset({"returns"}))


@pytest.mark.parametrize(
    ("name", "searched", "needs"),
    [
        ("complaints.channel", ["home", "product", "cart", "login", "terms"], STATED),
        ("returns.policy_place", ["home"], STATED),
        ("privacy.topics", ["privacy"], STATED),
        ("scarcity.messages", ["product"], SOLD),
        ("labels.given", ["home", "listing"], SOLD),
        ("prepayment.offers", ["home", "product", "cart"], SOLD | BOUGHT),
        ("delivery.time", ["product", "delivery"], SOLD | STATED),
        ("accounts.verification", ["login", "register"], OWN),
        ("privacy.collects", ["home", "product", "terms", "cart", "login"], None),
        ("steering.choices", ["home", "product", "terms", "cart"], None),
        ("any.fact", ["home", "other"], STATED | SOLD),
        ("any.fact", [], STATED | SOLD),
    ],
)  # fmt: skip
def test_what_a_question_needs_follows_from_what_it_asks_and_where_it_was_looked_for(
    name: str, searched: list[str], needs: frozenset[str] | None
) -> None:
    assert needed(name, searched) == needs


def test_every_name_of_what_is_only_stated_is_a_fact() -> None:
    names = fact_schema()
    assert [start for start in STATED_ONLY if not any(name.startswith(start) for name in names)] == []


def test_where_it_was_looked_for_is_told_by_the_evidence() -> None:
    shop = seen()
    product = next(p for p in shop.pages if p.role == "product")
    assert _where("scarcity.messages", shop, NotFound(shop.refs([product]))) == SOLD
