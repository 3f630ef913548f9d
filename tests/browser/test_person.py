"""A person at the browser, played by a script: the tool looks on, keeps what was met, and lets nobody buy."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.collect.collector import collect
from casetrust_audit.collect.person import keep_login
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.errors import NothingAudited
from casetrust_audit.evidence.bundle import load
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.facts import trails
from casetrust_audit.model.journey import PlannedWalk
from casetrust_audit.pipeline import judge_collection, rule_set
from casetrust_audit.settings import LOOPBACK_ONLY, Identity, Settings
from tests.browser.test_exit_codes import diary

pytestmark = pytest.mark.browser
WHO = Identity()


def settings_of(shop: DemoShop, **over: Any) -> Settings:
    return Settings(url=shop.url, plain_url=shop.plain_url, ca_file=shop.ca_file, resolver_rule=LOOPBACK_ONLY,
                    max_pages=2, screenshots=False, **over)  # fmt: skip


def acting(*acts: Callable[[Any], object]) -> Callable[[Any], bool]:
    """A person who does one thing after the other, and looks at the last page a while before saying that he is done."""
    todo: Iterator[Callable[[Any], object]] = iter(acts)
    looks = iter(range(4))

    def person(page: Any) -> bool:
        act = next(todo, None)
        if act is not None:
            act(page)
            page.wait_for_load_state("load")
            return False
        return next(looks, None) is None

    return person


def buys(page: Any) -> object:
    return page.get_by_role("button", name="Pay").click(no_wait_after=True)


def to_the_payment(shop: DemoShop, path: str) -> tuple[Callable[[Any], object], ...]:
    """A person who looks at each page before going on, and ticks the newsletter he is asked about."""
    return (
        lambda p: None,
        lambda p: p.goto(shop.url + path),
        lambda p: None,
        lambda p: p.get_by_role("button", name="Add to cart").click(),
        lambda p: None,
        lambda p: p.get_by_role("link", name="Go to checkout").click(),
        lambda p: None,
        lambda p: (p.get_by_label("E-mail").fill(WHO.email), p.get_by_text("Continue as guest").click()),
        lambda p: None,
        lambda p: (
            p.get_by_label("Full name").fill("Audit Testperson"), p.get_by_label("Mobile phone").fill(WHO.phone),
            p.get_by_label("Block and street").fill(WHO.address), p.get_by_label("Postal code").fill("238801"),
            p.get_by_text("Continue to delivery").click(),
        ),
        lambda p: None,
        lambda p: p.get_by_text("Continue to payment").click(),
        lambda p: None,
        lambda p: p.get_by_label("terms of sale").check(),
        lambda p: None,
    )  # fmt: skip


@pytest.mark.parametrize("defects", [(), ("hidden-handling-fee", "sneaked-item", "dear-delivery-preselected")])
def test_a_walk_by_a_person_is_judged_like_the_same_walk_of_the_tool(tmp_path: Path, defects: tuple[str, ...]) -> None:
    with DemoShop(defects) as shop:
        item = "products/kaya-twin-gift-box"
        walks = (PlannedWalk(shop.url + item, "recorded"),)
        walked = load(collect(settings_of(shop, walks=walks), tmp_path / "walked")).collection
        person = acting(*to_the_payment(shop, item))
        recorded = load(collect(settings_of(shop), tmp_path / "recorded", person=person)).collection
        assert set(shop.received.counts().values()) == {0}
    journeys = [c.journeys[0] for c in (walked, recorded)]
    assert [j.end for j in journeys] == ["last-step", "last-step"]
    assert [s.name for s in journeys[0].steps] == list(dict.fromkeys(s.name for s in journeys[1].steps))
    ((one,), (other,)) = (trails(Shop(c)) for c in (walked, recorded))
    assert (one.headline, one.final, one.reconciled) == (other.headline, other.final, other.reconciled)
    told = [[(c.label, c.money, c.nature, c.first_step, c.level) for c in t.charges] for t in (one, other)]
    assert told[0] == told[1]
    verdicts = [{f.rule: f.verdict for f in judge_collection(c, "", rule_set()).findings} for c in (walked, recorded)]
    assert {r: (v, verdicts[1][r]) for r, v in verdicts[0].items() if verdicts[1][r] != v} == {}


def test_a_walk_by_a_person_is_kept_as_evidence_and_cannot_end_in_an_order(tmp_path: Path) -> None:
    with DemoShop(("hidden-handling-fee",)) as shop:
        person = acting(
            lambda p: None,
            lambda p: p.goto(shop.url + "products/kaya-twin-gift-box"),
            lambda p: None,
            lambda p: p.get_by_role("button", name="Add to cart").click(),
            lambda p: None,
            lambda p: p.get_by_role("link", name="Go to checkout").click(),
            lambda p: (p.get_by_label("E-mail").fill(WHO.email), p.get_by_text("Continue as guest").click()),
            lambda p: (
                p.get_by_label("Full name").fill("Audit Testperson"), p.get_by_label("Mobile phone").fill(WHO.phone),
                p.get_by_label("Block and street").fill(WHO.address), p.get_by_label("Postal code").fill("238801"),
                p.get_by_text("Continue to delivery").click(),
            ),
            lambda p: None,
            lambda p: p.get_by_text("Continue to payment").click(),
            lambda p: None,
            lambda p: (p.get_by_label("terms of sale").check(), buys(p)),
        )  # fmt: skip
        bundle = collect(settings_of(shop), tmp_path / "bundle", person=person)
        assert set(shop.received.counts().values()) == {0}
    collection = load(bundle).collection
    (journey,) = collection.journeys
    assert (journey.driver, journey.scenario, journey.end) == ("person", "recorded", "last-step")
    assert [s.name for s in journey.steps][:2] == ["product", "cart"]
    assert journey.steps[-1].name == "review"
    assert journey.product_title == "Kaya Twin Gift Box"
    assert any("would place an order" in stopped or "last step" in stopped for stopped in journey.blocked)
    (trail,) = trails(Shop(collection))
    assert (str(trail.headline), str(trail.final)) == ("S$18.80", "S$25.70")
    assert {c.label: c.level for c in trail.charges}["Handling fee"] == "none"


def test_a_person_who_stops_early_leaves_an_unfinished_walk(tmp_path: Path) -> None:
    with DemoShop() as shop:
        person = acting(lambda p: None, lambda p: p.goto(shop.url + "products/kaya-twin-gift-box"), lambda p: None)
        bundle = collect(settings_of(shop), tmp_path / "bundle", person=person)
    (journey,) = load(bundle).collection.journeys
    assert (journey.end, journey.end_detail) == ("stuck", "the person stopped at product")


def test_a_login_is_kept_for_its_owner_alone_and_used_by_the_next_walk(tmp_path: Path) -> None:
    with DemoShop() as shop:
        person = acting(
            lambda p: p.goto(shop.url + "products/kaya-twin-gift-box"),
            lambda p: p.get_by_role("button", name="Add to cart").click(),
        )
        kept = keep_login(settings_of(shop), tmp_path / "login.json", person, headless=True)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        bundle = collect(settings_of(shop, login_state=kept, journeys=False), tmp_path / "bundle")
    loaded = load(bundle)
    assert loaded.collection.run.settings["logged_in"] is True
    secret = kept.read_text(encoding="utf-8").split('"value": "')[1].split('"')[0]
    written = [p for p in bundle.rglob("*") if p.is_file() and secret.encode() in p.read_bytes()]
    assert written == []
    (home,) = [p.reading for p in loaded.collection.pages if p.capture.session == "crawl-member" and p.role == "home"]
    assert any("1" in a.text and a.href.endswith("/cart") for a in home.links)


def test_a_login_that_never_happened_is_no_login(tmp_path: Path) -> None:
    with diary() as url, pytest.raises(NothingAudited, match="no cookie"):
        keep_login(Settings(url=url, resolver_rule=LOOPBACK_ONLY), tmp_path / "login.json", acting(), headless=True)
    assert not (tmp_path / "login.json").exists()
