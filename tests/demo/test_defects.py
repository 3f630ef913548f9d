from __future__ import annotations

import re
from pathlib import Path

import pytest

from casetrust_audit.demo.defects import DEFECTS, DISHONEST, chosen
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.errors import UsageError

HERE = Path(__file__).parent
MODULES = ("test_defects.py", "test_defects_pricing.py", "test_defects_buying.py", "test_defects_service.py",
           "test_defects_technical.py", "test_defects_promises.py", "test_certificates.py", "test_walls.py",
           "test_twins.py", "test_styles.py", "test_till.py", "test_defects_dealings.py")  # fmt: skip


def test_every_defect_is_exercised() -> None:
    tests = "\n".join((HERE / module).read_text("utf-8") for module in MODULES[1:])
    assert [name for name in DEFECTS if f'"{name}"' not in tests] == []


def test_an_unknown_defect_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="Did you mean hidden-handling-fee"):
        DemoShop(["hidden-handling-fees"])
    with pytest.raises(UsageError, match="Known defects: hidden-handling-fee, "):
        chosen(["zzz"])


def test_a_defect_names_rules_and_honest_shops_name_none() -> None:
    for defect in DEFECTS.values():
        assert defect.kind in ("defect", "wall", "twin", "style")
        if defect.kind != "wall":  # a wall may name what can be judged before it
            assert bool(defect.rules or defect.review) == (defect.kind == "defect"), defect.name
        assert defect.explanation.endswith(".")


def test_the_rules_of_defects_are_well_formed_ids() -> None:
    for defect in DEFECTS.values():
        for rule in defect.rules + defect.review:
            assert re.fullmatch(r"(prc|prd|chk|sec|acc|cmp|rev|ret|ful|idn|prv|drk|use)(-[a-z0-9]+)+", rule), rule


def test_the_dishonest_shop_breaks_different_rules() -> None:
    rules = [rule for name in DISHONEST for rule in DEFECTS[name].rules]
    assert len(rules) == len(set(rules)) == len(DISHONEST)
