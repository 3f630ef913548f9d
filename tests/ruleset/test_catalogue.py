from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.resources import rules_directory as shipped
from casetrust_audit.ruleset.catalogue import area_titles, load_catalogue, unwritten
from tests.ruleset.make import CATALOGUE, rule, rules_directory, text


def test_the_shipped_catalogue_has_ninety_requirements_in_thirteen_areas() -> None:
    catalogue = load_catalogue(shipped())
    assert len({r.id for r in catalogue}) == len(catalogue) == 90
    assert len(area_titles(shipped())) == 13
    assert Counter(r.severity.value for r in catalogue) == {"blocker": 19, "major": 44, "minor": 26, "info": 1}
    assert Counter(r.mode.value for r in catalogue) == {"automatic": 40, "assisted": 45, "attest": 5}


def test_every_requirement_can_be_decided_by_its_question() -> None:
    for requirement in load_catalogue(shipped()):
        assert requirement.question.rstrip(".").count("?") >= 1, requirement.id
        assert requirement.title.endswith("."), requirement.id
        assert requirement.why.endswith("."), requirement.id


def test_requirements_without_a_rule_become_findings_that_never_pass(tmp_path: Path) -> None:
    catalogue = load_catalogue(rules_directory(tmp_path))
    people, other = unwritten(catalogue, [rule()], "shop.test")
    assert (people.rule, people.verdict) == ("cmp-people", Verdict.ATTEST)
    assert people.message == "Only a person can say: Who are they?"
    assert (other.rule, other.verdict, other.severity) == ("ret-other", Verdict.NOT_TESTED, Severity.BLOCKER)
    assert other.message == "This version has no automatic check for it; check by hand: What else?"
    assert other.mode == "assisted"
    assert len({people.fingerprint, other.fingerprint}) == 2


def test_findings_of_rules_and_of_the_rest_cover_the_catalogue(tmp_path: Path) -> None:
    catalogue = load_catalogue(rules_directory(tmp_path))
    assert {f.rule for f in unwritten(catalogue, [], "s")} == {r.id for r in catalogue}
    assert [f.rule for f in unwritten(catalogue, [rule()], "s")] == ["cmp-people", "ret-other"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"area": "XXX"}, "unknown area 'XXX'"),
        ({"id": "ret-thing"}, "ret-thing must start with cmp-"),
        ({"id": "cmp-people"}, "cmp-people is listed twice"),
        ({"severity": "huge"}, "severity: input should be"),
        ({"question": ""}, "question: string should have at least 1 character"),
        ({"qestion": "x"}, "unknown key 'qestion' — did you mean 'question'?"),
    ],
)
def test_a_wrong_catalogue_is_refused(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    place = rules_directory(tmp_path)
    first, *rest = CATALOGUE["requirements"]
    (place / "catalogue.yaml").write_text(text({**CATALOGUE, "requirements": [{**first, **change}, *rest]}))
    with pytest.raises(RuleFileError, match=r"catalogue\.yaml:\d+:\d+: ") as caught:
        load_catalogue(place)
    assert message in str(caught.value)
