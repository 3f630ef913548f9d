"""The demo shop in another coat is the same shop: the same readiness, fails, passes and sums, and nothing is sent. A
few coats in every run, each alone and forty pairs with `make test-coats`. The table in docs/coats.md is made from the
same declarations; UPDATE_GOLDEN=1 rewrites it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.demo.coats.registry import COATS, excluded
from casetrust_audit.demo.defects import DISHONEST
from casetrust_audit.ruleset.load import RuleSet
from tests.browser.coat_outcome import NOTHING_SENT, Outcome, differences, outcome_of, without_words
from tests.browser.collecting import Collected, collect_all
from tests.browser.not_yet import NOT_YET, NOT_YET_PAIRS
from tests.demo.coat_pairs import PAIRS_TRIED, pairs

pytestmark = pytest.mark.browser
every = pytest.mark.coats

OFTEN = ("path-info", "split-words", "div-buttons", "one-big-form", "add-on-dialog")
"""Coats worn in every run of the tests."""
ADDED = {"consent-layer": ("drk-steering-design",)}
"""Rules on what a coat adds itself: the box about cookies is a choice to be judged, where a page was read after it came
up, and there is none without the coat."""
TABLE = Path(__file__).parents[2] / "docs" / "coats.md"

Worn = tuple[str, ...]
Judged = Callable[[str], Outcome]


def name_of(coats: Worn, shop: str = "honest") -> str:
    return f"{'+'.join(coats) or 'plain'}@{shop}"


def collected(worn: list[Worn], shops: Mapping[str, Worn], root: Path) -> dict[str, Collected]:
    defects = {name_of(coats, shop): switches for coats in worn for shop, switches in shops.items()}
    coats = {name_of(coats, shop): coats for coats in worn for shop in shops}
    return collect_all(defects, root, coats=coats)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    worn: list[Worn] = [(), *((name,) for name in OFTEN)]
    return collected(worn, {"honest": ()}, tmp_path_factory.mktemp("coats"))


@pytest.fixture(scope="module")
def all_alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    worn: list[Worn] = [(), *((name,) for name in COATS)]
    return collected(worn, {"honest": (), "dishonest": DISHONEST}, tmp_path_factory.mktemp("coats"))


@pytest.fixture(scope="module")
def in_pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    return collected([(), *pairs()], {"honest": ()}, tmp_path_factory.mktemp("coats"))


def judge(shops: dict[str, Collected], rules: RuleSet) -> Judged:
    return cache(lambda name: outcome_of(pipeline.check(shops[name].bundle, rules).result))


def sent(shop: Collected) -> dict[str, int]:
    return {what: shop.received[what] for what in NOTHING_SENT if shop.received[what]}


def changed(coats: Worn, shop: str, judged: Judged) -> list[str]:
    """What the coats changed of the shop."""
    plain, dressed = judged(name_of((), shop)), judged(name_of(coats, shop))
    if "chinese" in coats:
        plain, dressed = without_words(plain), without_words(dressed)
    said = differences(plain, dressed, walks=not any(COATS[name].stock for name in coats))
    adds = {rule for name in coats for rule in ADDED.get(name, ())}
    return [what for what in said if what.rpartition(" ")[2] not in adds]


def survived(coats: Worn, said: list[str], expected: str | None) -> None:
    """Nothing changed; or where a change is known, there still is one."""
    if expected is None:
        assert said == []
    else:
        assert said, f"{name_of(coats)} has begun to pass: take it off the list in tests/browser/not_yet.py"


@pytest.mark.parametrize("name", OFTEN)
def test_a_shop_in_another_coat_is_the_same_shop(name: str, few: dict[str, Collected], rules: RuleSet) -> None:
    assert sent(few[name_of((name,))]) == {}
    survived((name,), changed((name,), "honest", judge(few, rules)), NOT_YET.get(name))


@every
@pytest.mark.parametrize("name", COATS)
def test_a_coat_changes_nothing_of_the_honest_and_the_dishonest_shop(
    name: str, all_alone: dict[str, Collected], rules: RuleSet
) -> None:
    judged = judge(all_alone, rules)
    shops = ("honest",) if name == "chinese" else ("honest", "dishonest")
    assert [sent(all_alone[name_of((name,), shop)]) for shop in shops] == [{}] * len(shops)
    survived((name,), [what for shop in shops for what in changed((name,), shop, judged)], NOT_YET.get(name))


@every
@pytest.mark.parametrize("pair", pairs(), ids="+".join)
def test_two_coats_change_nothing(pair: tuple[str, str], in_pairs: dict[str, Collected], rules: RuleSet) -> None:
    assert sent(in_pairs[name_of(pair)]) == {}
    if NOT_YET.keys().isdisjoint(pair):
        survived(pair, changed(pair, "honest", judge(in_pairs, rules)), NOT_YET_PAIRS.get(pair))


def test_what_is_not_yet_survived_is_a_coat_with_a_reason() -> None:
    assert NOT_YET.keys() <= COATS.keys()
    assert set(NOT_YET_PAIRS) <= set(pairs())
    assert all((*NOT_YET.values(), *NOT_YET_PAIRS.values()))


def test_the_pairs_are_forty_and_hold_most_coats() -> None:
    assert len({frozenset(pair) for pair in pairs()}) == PAIRS_TRIED
    assert not any(excluded(*pair) for pair in pairs())
    assert len({name for pair in pairs() for name in pair}) > len(COATS) * 0.7


def table() -> str:
    """The coats, the shops they stand for, and whether an audit comes out the same, as Markdown."""
    lines = [
        "# Coats of the demo shop",
        "",
        "The same shop, served in another form: nothing that it says, asks or charges changes, so no verdict may. "
        "Made by `tests/browser/test_coats.py`, which audits the honest and the dishonest demo shop in each coat and "
        f"the honest one in {PAIRS_TRIED} pairs of them (`make test-coats`). Try one with `casetrust-audit demo --coat "
        "NAME`; two can be worn together unless they exclude each other.",
        "",
        "| coat | what is other | what real shops it stands for | the audit |",
        "|---|---|---|---|",
    ]
    for name, coat in COATS.items():
        result = f"not yet the same: {NOT_YET[name]}" if name in NOT_YET else "the same"
        lines.append(f"| `{name}` | {coat.title} | {coat.stands_for} | {result} |")
    return "\n".join(lines) + "\n"


def test_the_table_in_the_docs_is_fresh() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(table(), encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table()
