from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.demo.defects import DEFECTS, DISHONEST
from casetrust_audit.model.result import AuditResult
from casetrust_audit.ruleset.load import RuleSet
from tests.browser.collecting import Collected, collect_all
from tests.browser.switch_groups import GROUPS, HONEST_GROUPS, name_of


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return pipeline.rule_set()


@pytest.fixture(scope="session")
def demo_shops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    """The honest and the dishonest demo shop, with pictures."""
    root = tmp_path_factory.mktemp("demo")
    return collect_all({"honest": (), "dishonest": DISHONEST}, root, screenshots=True)


@pytest.fixture(scope="session")
def honest(demo_shops: dict[str, Collected]) -> Path:
    return demo_shops["honest"].bundle


@pytest.fixture(scope="session")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    """The demo shop once for each group of switches and for each wall, without pictures."""
    shops = {name_of(group): group for group in (*GROUPS, *HONEST_GROUPS)}
    shops |= {name: (name,) for name, defect in DEFECTS.items() if defect.kind == "wall"}
    return collect_all(shops, tmp_path_factory.mktemp("grouped"))


@pytest.fixture(scope="session")
def switched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    """The demo shop once for each of its switches, without pictures."""
    alone = {name: (name,) for name, defect in DEFECTS.items() if defect.kind != "wall"}
    return collect_all(alone, tmp_path_factory.mktemp("switched"))


@pytest.fixture(scope="session")
def judged(grouped: dict[str, Collected], rules: RuleSet) -> Callable[[str], AuditResult]:
    """The result of a shop of `grouped`, judged once however many tests ask for it."""
    return cache(lambda name: pipeline.check(grouped[name].bundle, rules).result)


@pytest.fixture(scope="session")
def judged_alone(switched: dict[str, Collected], rules: RuleSet) -> Callable[[str], AuditResult]:
    """The result of a shop of `switched`, judged once."""
    return cache(lambda name: pipeline.check(switched[name].bundle, rules).result)
