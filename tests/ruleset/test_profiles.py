"""A profile changes what it says, tells why, and is refused loudly where it is wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import RuleFileError, UsageError
from casetrust_audit.model.result import Finding, Severity, Verdict
from casetrust_audit.resources import rules_directory as shipped
from casetrust_audit.ruleset.load import RuleSet, load_rules
from casetrust_audit.ruleset.profiles import profile_names, switched, with_profile
from tests.ruleset.make import SCHEMA, rules_directory, spec, text
from tests.ruleset.shipped import shipped_rules
from tests.test_score import finding

NAMES = ("brief-strict", "catalogue-shop", "default", "eu-plus", "marketplace-store", "services", "uk-plus")


def profile(name: str, *changes: dict[str, Any], **over: Any) -> dict[str, Any]:
    return {"name": name, "title": "A profile", "use": "For tests.", "changes": list(changes)} | over


def made(tmp_path: Path, *profiles: dict[str, Any], wanted: str = "mine") -> RuleSet:
    """The small rule set by one of the profiles given."""
    place = rules_directory(tmp_path, spec())
    (place / "profiles").mkdir(exist_ok=True)
    for data in (profile("default"), *profiles):
        (place / "profiles" / f"{data['name']}.yaml").write_text(text(data), "utf-8")
    return with_profile(load_rules(place, SCHEMA), place, wanted)


def problem(tmp_path: Path, *profiles: dict[str, Any]) -> str:
    with pytest.raises(RuleFileError) as told:
        made(tmp_path, *profiles)
    assert re.match(r".*profiles/[a-z]+\.yaml:\d+:\d+: ", str(told.value))
    return str(told.value)


HARDER = {"rules": ["cmp-thing"], "severity": "blocker", "reason": "It matters here."}
AWAY = {"rules": ["cmp-thing", "cmp-people"], "switch": "off", "reason": "Nothing of the kind here."}


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_profile_loads_and_gives_a_reason_for_each_change(name: str) -> None:
    assert profile_names(shipped()) == NAMES
    rules = with_profile(shipped_rules(), shipped(), name)
    assert rules.profile.name == name
    assert all(len(change.reason) > 15 and change.reason.endswith(".") for change in rules.profile.changes)
    assert bool(rules.profile.changes) is (name != "default")
    assert rules.digest == shipped_rules().digest


def test_the_default_changes_nothing() -> None:
    rules = with_profile(shipped_rules(), shipped())
    assert (rules.rules, rules.catalogue, rules.switches) == (shipped_rules().rules, shipped_rules().catalogue, {})


def test_the_briefs_at_their_word_weigh_login_acknowledgement_and_audits_more() -> None:
    rules = with_profile(shipped_rules(), shipped(), "brief-strict")
    changed = {c.target: (c.before, c.after) for c in rules.profile.changes}
    assert changed == {
        "acc-2fa-available": ("major", "blocker"),
        "sec-audit-programme": ("major", "blocker"),
        "cmp-ack-time-stated": ("minor", "major"),
    }


def test_a_shop_without_a_cart_keeps_identity_and_complaints() -> None:
    away = set(with_profile(shipped_rules(), shipped(), "catalogue-shop").switches)
    assert {"chk-no-sneak-into-basket", "prc-no-hidden-charges", "chk-secure-gateway"} <= away
    assert not {r for r in away if r.startswith(("idn-", "cmp-", "ret-", "prv-"))}


def test_on_a_marketplace_login_payment_and_tls_are_the_platforms() -> None:
    rules = with_profile(shipped_rules(), shipped(), "marketplace-store")
    assert {"sec-cert-valid", "chk-secure-gateway", "acc-2fa-available"} <= set(rules.switches)
    assert {c.after for c in rules.switches.values()} == {"off"}
    assert not {r for r in rules.switches if r.startswith(("idn-", "cmp-", "rev-", "ret-"))}


@pytest.mark.parametrize("name", ["eu-plus", "uk-plus"])
def test_what_another_country_would_need_and_no_fact_tells_is_said(name: str) -> None:
    rules = with_profile(shipped_rules(), shipped(), name)
    assert rules.profile.open
    assert not rules.switches


def test_a_severity_changes_in_rule_and_catalogue(tmp_path: Path) -> None:
    rules = made(tmp_path, profile("mine", HARDER))
    assert [r.severity for r in rules.rules] == [Severity.BLOCKER]
    assert {r.id: r.severity for r in rules.catalogue}["cmp-thing"] is Severity.BLOCKER
    (change,) = rules.profile.changes
    assert (change.kind, change.target, change.before, change.after) == ("severity", "cmp-thing", "major", "blocker")
    assert (change.reason, change.profile) == ("It matters here.", "mine")


def test_settings_change(tmp_path: Path) -> None:
    changes = [
        {"setting": name, "value": value, "reason": "So it is."}
        for name, value in (("coverage_floor", 90), ("caps.major_failed", 70), ("weights.minor", Decimal("2.5")))
    ]
    data = text(profile("mine", *changes[:2])) + "- {setting: weights.minor, value: 2.5, reason: So it is.}\n"
    place = rules_directory(tmp_path / "rules", spec())
    path = tmp_path / "mine.yaml"
    path.write_text(data, "utf-8")
    rules = with_profile(load_rules(place, SCHEMA), place, str(path))
    assert (rules.coverage_floor, rules.major_cap, rules.blocker_cap) == (Decimal(90), 70, 49)
    assert rules.weights[Severity.MINOR] == Decimal("2.5")
    assert [(c.before, c.after) for c in rules.profile.changes] == [("80", "90"), ("89", "70"), ("2", "2.5")]


def test_a_file_of_ones_own_changes_the_digest_and_may_stand_on_a_shipped_one(tmp_path: Path) -> None:
    place = rules_directory(tmp_path / "rules", spec())
    (place / "profiles").mkdir()
    (place / "profiles" / "away.yaml").write_text(text(profile("away", AWAY, open=["Below."])), "utf-8")
    path = tmp_path / "mine.yaml"
    back = {"rules": ["cmp-thing"], "switch": "on", "reason": "Here there is one."}
    path.write_text(text(profile("mine", back, based_on="away", open=["Above."])), "utf-8")
    plain = load_rules(place, SCHEMA)
    rules = with_profile(plain, place, str(path))
    assert set(rules.switches) == {"cmp-people"}
    assert rules.profile.based_on == ("away",)
    assert [(c.target, c.after, c.profile) for c in rules.profile.changes] == [
        ("cmp-thing", "off", "away"), ("cmp-people", "off", "away"), ("cmp-thing", "on", "mine"),
    ]  # fmt: skip
    assert rules.profile.open == ("Below.", "Above.")
    assert rules.digest != plain.digest
    assert with_profile(plain, place, "away").digest == plain.digest


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({**HARDER, "rules": ["cmp-thin"]}, "unknown rule 'cmp-thin' — did you mean 'cmp-thing'?"),
        ({**HARDER, "severity": "major"}, "changes nothing: the severity of cmp-thing is major already"),
        ({**HARDER, "switch": "off"}, "a change is rules with severity or switch, or setting with value"),
        ({**HARDER, "severity": "huge"}, "severity: input should be"),
        ({**AWAY, "switch": "on"}, "changes nothing: the switch of cmp-thing is on already"),
        ({**AWAY, "switch": "maybe"}, "switch: input should be"),
        ({"rules": ["cmp-thing"], "severity": "blocker"}, "the key 'reason' is missing"),
        ({**HARDER, "raison": "x"}, "unknown key 'raison' — did you mean 'reason'?"),
        ({"setting": "coverage_floor", "value": 101, "reason": "x"}, "coverage_floor is a number from 0 to 100"),
        ({"setting": "coverage_flour", "value": 10, "reason": "x"}, "did you mean 'coverage_floor'?"),
        ({"setting": "weights.info", "value": 1, "reason": "x"}, "info is never scored"),
        ({"setting": "coverage_floor", "reason": "x"}, "a change is rules with severity"),
        ({"rules": ["cmp-thing"], "value": 3, "severity": "blocker", "reason": "x"}, "a change is rules with severity"),
    ],
)  # fmt: skip
def test_a_wrong_change_is_told_with_its_place(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    assert message in problem(tmp_path, profile("mine", change))


def test_a_profile_cannot_contradict_or_stand_on_itself(tmp_path: Path) -> None:
    assert "is changed twice" in problem(
        tmp_path / "a", profile("mine", HARDER, {**HARDER, "rules": ["cmp-thing"], "severity": "minor"})
    )
    assert "unknown profile 'defalt' — did you mean 'default'?" in problem(
        tmp_path / "b", profile("mine", based_on="defalt")
    )
    assert "would be based on itself" in problem(
        tmp_path / "c", profile("mine", based_on="other"), profile("other", based_on="mine")
    )


def test_the_name_is_the_files(tmp_path: Path) -> None:
    place = rules_directory(tmp_path / "rules")
    path = tmp_path / "other.yaml"
    path.write_text(text(profile("mine")), "utf-8")
    with pytest.raises(RuleFileError, match="the name mine must be the file's name, other"):
        with_profile(load_rules(place, SCHEMA), place, str(path))


@pytest.mark.parametrize("wanted", ["", "briefstrict", "../profiles/default", "no/such.yaml", "x" * 5000])
def test_an_unknown_profile_is_refused_with_those_there_are(wanted: str) -> None:
    with pytest.raises(UsageError, match="there is no profile") as told:
        with_profile(shipped_rules(), shipped(), wanted)
    assert told.value.exit_code == 2
    assert "brief-strict, catalogue-shop, default" in told.value.advice


def off(verdict: Verdict, how: str, tmp_path: Path) -> Finding:
    rules = made(tmp_path, profile("mine", {**AWAY, "switch": how}))
    (found,) = switched([finding(Severity.MAJOR, verdict, "cmp-thing")], rules.switches)
    return found


@pytest.mark.parametrize("verdict", Verdict)
def test_off_is_not_applicable_with_its_reason_whatever_was_seen(verdict: Verdict, tmp_path: Path) -> None:
    found = off(verdict, "off", tmp_path)
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert found.message == "Switched off by the profile mine: Nothing of the kind here."


@pytest.mark.parametrize("verdict", Verdict)
def test_off_unless_seen_asks_a_person_where_a_fail_was_seen(verdict: Verdict, tmp_path: Path) -> None:
    found = off(verdict, "off-unless-seen", tmp_path)
    expected = Verdict.NEEDS_REVIEW if verdict is Verdict.FAIL else Verdict.NOT_APPLICABLE
    assert found.verdict is expected
    assert "Nothing of the kind here" in found.message


def test_other_findings_stay_as_they_are(tmp_path: Path) -> None:
    rules = made(tmp_path, profile("mine", AWAY))
    other = finding(Severity.BLOCKER, Verdict.FAIL, "ret-other")
    assert switched([other], rules.switches) == [other]
