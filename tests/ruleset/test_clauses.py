"""Schemes and clauses: read loudly, whole over the catalogue, and combined as the file says."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.clause import DEMANDS, SCHEME_KINDS, Combine
from casetrust_audit.model.result import UNDECIDED, Finding, Severity, Verdict
from casetrust_audit.ruleset.clause_results import combined, judge_clauses
from casetrust_audit.ruleset.load import load_rules
from tests.ruleset.make import CLAUSES, SCHEMA, rules_directory, spec, text
from tests.ruleset.shipped import shipped_rules
from tests.test_score import finding

PASS, FAIL, REVIEW, NOT_TESTED = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED
NA, ATTEST, ERROR = Verdict.NOT_APPLICABLE, Verdict.ATTEST, Verdict.ERROR

NO_SCHEME = {
    "PRN", "OECD", "CPC", "ICPEN", "BAY", "SSLLABS", "HTTP-OBS", "OWASP", "WCAG", "TrustSg", "other", "CJEU",
}  # fmt: skip
"""Sources of rules that are research, tools or practice, and have no clauses."""
SAME = {"CPFTA": "CPFTA-2S", "CSA": "IHP", "PDPC": "PDPA", "OMN/UCPD": "OMN"}
NUMBERS_GIVEN = {
    *(f"A{n}" for n in range(1, 12)), "s4", "Part 3", "s144", "s144(1A)", "s11(3), s11(5)", "s14", "s16", "s18", "s20",
    "s21–22", "s24", "s25–26", "Part 6A", "Part 9", "6.4.3, 11.6.1", "8.x", "1.2", "1.3.2", "2.1", "chapter 5", "s230",
    "Sch 20 para 13", "CMA208", "16 CFR 464", "16 CFR 465", "Principle 5", "CRD Art 6", "CRD Art 8(2)", "CRD Art 22",
    "Price Indication Directive Art 6a", *(f"criterion {n}" for n in range(1, 7)), "Second Schedule",
    *(f"Second Schedule, item{i}" for i in ("s 1–2", "s 4–5", " 7", " 9", " 10")),
}  # fmt: skip
"""Every number that the domain document saw in a source."""


def spoiled(**changes: Any) -> dict[str, Any]:
    """The small file with its first clause changed (None leaves a key out)."""
    data = copy.deepcopy(CLAUSES)
    clause = data["schemes"][0]["clauses"][0]
    for key, value in changes.items():
        clause.pop(key, None)
        if value is not None:
            clause[key] = value
    return data


def problem(tmp_path: Path, data: dict[str, Any]) -> str:
    place = rules_directory(tmp_path)
    (place / "clauses.yaml").write_text(text(data), "utf-8")
    with pytest.raises(RuleFileError) as told:
        load_rules(place, SCHEMA)
    assert re.match(r".*clauses\.yaml:\d+:\d+: ", str(told.value))
    return str(told.value)


def test_every_requirement_is_in_a_clause_and_every_clause_rests_on_requirements() -> None:
    rules = shipped_rules()
    named = {rule for scheme in rules.schemes for clause in scheme.clauses for rule in clause.rules}
    assert named == {r.id for r in rules.catalogue}
    assert {s.kind for s in rules.schemes} == set(SCHEME_KINDS)


def test_a_requirement_is_in_a_clause_of_every_scheme_that_is_its_source() -> None:
    rules = shipped_rules()
    of_source = {source: scheme for scheme in rules.schemes for source in scheme.sources}
    missing = [
        f"{requirement.id}: {source}"
        for requirement in rules.catalogue
        for source in requirement.sources
        if (head := source.split()[0]) not in NO_SCHEME
        and requirement.id not in {r for c in of_source[SAME.get(head, head)].clauses for r in c.rules}
    ]
    assert missing == []


def test_each_demand_of_the_briefs_is_a_clause_and_nothing_else_is() -> None:
    rules = shipped_rules()
    briefs = [s for s in rules.schemes if s.kind == "brief"]
    assert {c.demand for s in briefs for c in s.clauses} == set(DEMANDS)
    asked = {rule for s in briefs for c in s.clauses for rule in c.rules}
    assert asked == {r.id for r in rules.catalogue if r.brief != "none"}
    explicit = {rule for s in briefs for c in s.clauses if c.demand == "explicit" for rule in c.rules}
    assert explicit == {r.id for r in rules.catalogue if r.brief == "explicit"}


def test_no_clause_has_a_number_that_no_source_gave() -> None:
    given = {c.reference for s in shipped_rules().schemes for c in s.clauses if c.reference}
    named = {"NRIC guidelines", "Selected topics", "Opt-Out Practices Regulations", "CRD", "UCPD", "Omnibus", "DMCC"}
    assert given - named <= NUMBERS_GIVEN
    assert not any(
        c.reference for s in shipped_rules().schemes if s.code in ("CT-EB", "TR76", "TR76+") for c in s.clauses
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (spoiled(rules=["cmp-thing", "cmp-peeple"]), "unknown rule 'cmp-peeple' — did you mean 'cmp-people'?"),
        (spoiled(rules=["cmp-thing", "cmp-thing", "ret-other"]), "cmp-thing is named twice"),
        (spoiled(rules=["cmp-thing", "cmp-people"], caps="major"), "the rule ret-other is in no clause"),
        (spoiled(observability="automatic"), "observability is 'automatic', but its rules make it 'attest'"),
        (spoiled(caps="nothing"), "caps is 'nothing', but its rules make it 'blocker'"),
        (spoiled(combine="most"), "combine: input should be"),
        (spoiled(combine=None), "the key 'combine' is missing"),
        (spoiled(rules=[]), "rules: list should have at least 1 item"),
        (spoiled(demand="explicit"), "demand goes with a brief"),
        (spoiled(id="xs-one"), "the clause xs-one is listed twice"),
        (spoiled(titel="x"), "unknown key 'titel' — did you mean 'title'?"),
        (spoiled(date="last year"), "date: string should match"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(data: dict[str, Any], message: str, tmp_path: Path) -> None:
    assert message in problem(tmp_path, data)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    place = rules_directory(tmp_path)
    (place / "clauses.yaml").unlink()
    with pytest.raises(RuleFileError, match=r"clauses\.yaml:1:1: is not a file"):
        load_rules(place, SCHEMA)


def test_a_directory_of_ones_own_adds_schemes_and_may_rest_them_on_its_own_rules(tmp_path: Path) -> None:
    place, own = rules_directory(tmp_path / "rules"), tmp_path / "own"
    (own / "x").mkdir(parents=True)
    (own / "x" / "cmp-mine.yaml").write_text(text(spec(id="cmp-mine")), "utf-8")
    data = spoiled(id="own-1", rules=["cmp-mine", "cmp-thing"], observability="automatic", caps="major")
    data["schemes"][0]["code"] = "OWN"
    data["schemes"][0]["clauses"].pop()
    (own / "clauses.yaml").write_text(text(data), "utf-8")
    rules = load_rules(place, SCHEMA, [own])
    assert [s.code for s in rules.schemes] == ["XS", "OWN"]
    data["schemes"][0]["code"] = "XS"
    (own / "clauses.yaml").write_text(text(data), "utf-8")
    with pytest.raises(RuleFileError, match="the scheme XS is listed twice"):
        load_rules(place, SCHEMA, [own])


@pytest.mark.parametrize(
    ("verdicts", "all_of", "any_of"),
    [
        ((PASS, PASS), PASS, PASS),
        ((PASS, FAIL, REVIEW), FAIL, PASS),
        ((PASS, REVIEW, ATTEST), REVIEW, PASS),
        ((NOT_TESTED, ATTEST), NOT_TESTED, NOT_TESTED),
        ((FAIL, ATTEST), FAIL, ATTEST),
        ((ERROR, REVIEW), ERROR, ERROR),
        ((FAIL, FAIL), FAIL, FAIL),
        ((NA, PASS), PASS, PASS),
        ((NA, FAIL), FAIL, FAIL),
        ((NA, NA), NA, NA),
        ((), NA, NA),
    ],
)
def test_verdicts_combine_as_the_file_says(verdicts: tuple[Verdict, ...], all_of: Verdict, any_of: Verdict) -> None:
    assert combined(verdicts, Combine.ALL) is all_of
    assert combined(verdicts, Combine.ANY) is any_of


@given(st.lists(st.sampled_from(Verdict)), st.sampled_from(Combine))
def test_a_clause_never_passes_on_less_than_it_says(verdicts: list[Verdict], how: Combine) -> None:
    told = combined(verdicts, how)
    assert told is NA or told in verdicts
    if how is Combine.ALL and told is PASS:
        assert set(verdicts) <= {PASS, NA}
    if told is FAIL and how is Combine.ANY:
        assert not set(verdicts) & ({PASS} | UNDECIDED)


def findings(**verdicts: Verdict) -> list[Finding]:
    severities = {"cmp-thing": Severity.MAJOR, "cmp-people": Severity.MAJOR, "ret-other": Severity.BLOCKER}
    return [finding(severities[k], verdicts[k.replace("-", "_")], k) for k in severities]


def test_a_result_tells_its_rules_what_is_open_and_what_caps_the_score(tmp_path: Path) -> None:
    schemes = load_rules(rules_directory(tmp_path), SCHEMA).schemes
    everything, one = judge_clauses(schemes, findings(cmp_thing=PASS, cmp_people=FAIL, ret_other=ATTEST), 49, 89)
    assert (everything.verdict, everything.cap, everything.open) == (FAIL, 89, ("cmp-people", "ret-other"))
    assert (one.verdict, one.cap) == (PASS, 89)
    assert everything.rules == {"cmp-thing": PASS, "cmp-people": FAIL, "ret-other": ATTEST}
    assert (everything.observability, everything.combine, everything.kind) == ("attest", "all", "guideline")
    worst, _ = judge_clauses(schemes, findings(cmp_thing=PASS, cmp_people=FAIL, ret_other=FAIL), 49, 89)
    assert worst.cap == 49
    good, _ = judge_clauses(schemes, findings(cmp_thing=PASS, cmp_people=NA, ret_other=PASS), 49, 89)
    assert (good.verdict, good.cap, good.open) == (PASS, 100, ())


def test_a_clause_whose_rules_were_not_judged_does_not_pass(tmp_path: Path) -> None:
    schemes = load_rules(rules_directory(tmp_path), SCHEMA).schemes
    assert {c.verdict for c in judge_clauses(schemes, [], 49, 89)} == {NA}
