"""A waiver needs all it asks for, ends on its day, and forgives only what it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casetrust_audit.errors import RuleFileError, UsageError
from casetrust_audit.model.overlay import Waiver
from casetrust_audit.model.result import AuditResult
from casetrust_audit.overlay.gate import Terms, judge_gate
from casetrust_audit.overlay.waivers import WaiverFile, again, day_of, lay_waivers, read_waivers
from tests.contract.source import ROOT
from tests.overlay.results import BLOCKER, FAIL, NA, PASS, REVIEW, finding, one, result, subject, waiver, waiver_file

DAY = date(2026, 12, 1)
GOOD = "{rule: prc-x, subject: all, reason: Known, owner: Tan, expires: 2027-01-01}"


def read(tmp_path: Path, text: str) -> WaiverFile:
    path = tmp_path / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path)


def states(told: AuditResult) -> list[tuple[str, str]]:
    assert told.waivers is not None
    return [(entry.state, entry.note) for entry in told.waivers.entries]


def test_a_whole_waiver_is_read_with_its_line(tmp_path: Path) -> None:
    given = read(tmp_path, f"# ours\nwaivers:\n  - {GOOD}\n")
    assert given.waivers == (Waiver("prc-x", "all", "Known", "Tan", "2027-01-01", "waivers.yaml:3"),)
    assert (given.file, len(given.digest), given.malformed) == ("waivers.yaml", 64, ())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("prc-x", "an entry must hold rule, subject, reason, owner, expires"),
        (GOOD.replace("subject: all, ", ""), "'subject' is missing"),
        (GOOD.replace("Known", "''"), "'reason' is missing"),
        (GOOD.replace("Tan", "'  '"), "'owner' is missing"),
        (GOOD.replace("Tan", "7"), "'owner' must be a text; put it in quotes"),
        (GOOD.replace("Tan", "[a]"), "'owner' must be a text"),
        (GOOD.replace("owner", "owners"), "unknown key 'owners' — did you mean 'owner'?"),
        (GOOD.replace("2027-01-01", "next year"), "'expires' must be a day such as 2026-12-31"),
        (GOOD.replace("2027-01-01", "2027-02-30"), "'expires' must be a day"),
        (GOOD.replace("2027-01-01", "'20270101'"), "'expires' must be a day"),
        (GOOD.replace("2027-01-01", "20270101"), "'expires' must be a text"),
        (GOOD.replace("Known", "x" * 1001), "'reason' is longer than 1000 characters"),
    ],
)
def test_a_malformed_entry_is_not_applied_and_told_and_costs_the_others_nothing(
    tmp_path: Path, entry: str, words: str
) -> None:
    given = read(tmp_path, f"waivers:\n  - {entry}\n  - {GOOD.replace('prc-x', 'prc-y')}\n")
    told = lay_waivers(result(finding("prc-x", FAIL), finding("prc-y", FAIL)), given, DAY)
    assert [state for state, _ in states(told)] == ["malformed", "applied"]
    assert words in states(told)[0][1]
    assert told.waivers is not None
    assert told.waivers.entries[0].place == "waivers.yaml:2"
    assert (one(told).forgiven, one(told, "prc-y").forgiven) == ("", "waiver")
    assert judge_gate(told, Terms()).code == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "just words\n",
        "waiver: []\n",
        "waivers: {a: b}\n",
        "waivers: [\n",
        "a: 1\na: 2\n",
        "waivers: &x []\n",
    ],
)
def test_what_is_no_list_of_waivers_is_wrong_usage_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleFileError, match=r"waivers\.yaml:\d+:\d+: "):
        read(tmp_path, text)


def test_a_file_that_is_not_there_or_too_large_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="is not a file"):
        read_waivers(tmp_path / "none.yaml")
    with pytest.raises(RuleFileError, match="is larger than"):
        read(tmp_path, "waivers:\n" + f"  - {GOOD}\n" * 5000)


@pytest.mark.parametrize("text", ["waivers:\n", "waivers: []\n"])
def test_a_file_may_hold_none(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).waivers == ()


@pytest.mark.parametrize(
    ("expires", "state", "note"),
    [
        ("2026-11-30", "expired", "Not applied: it expired on 2026-11-30."),
        ("2026-12-01", "applied", "Today is the last day it counts."),
        ("2026-12-02", "applied", "It ends in 1 day."),
        ("2026-12-15", "applied", "It ends in 14 days."),
        ("2026-12-16", "applied", ""),
    ],
)
def test_it_counts_to_its_last_day_and_says_so_in_time(expires: str, state: str, note: str) -> None:
    told = lay_waivers(result(finding("prc-x", FAIL)), waiver_file(waiver(expires=expires)), DAY)
    assert states(told) == [(state, note)]
    assert one(told).forgiven == ("waiver" if state == "applied" else "")
    assert told.waivers is not None
    assert told.waivers.day == "2026-12-01"


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (waiver("prc-z"), "There is no requirement 'prc-z' — did you mean 'prc-x'?"),
        (waiver("www"), "There is no requirement 'www'."),
        (waiver("prc-pass"), "It forgives nothing: the verdict is pass. Take it out."),
        (waiver("prc-na"), "It forgives nothing: the verdict is not-applicable. Take it out."),
        (
            waiver("prc-x", "Kaya"),
            "It forgives nothing: this is judged for the whole shop, so only the subject 'all' fits.",
        ),
        (waiver("prc-parts", "Kaja"), "It forgives nothing: no open subject has this name — did you mean 'Kaya'?"),
        (waiver("prc-parts", "Good one"), "It forgives nothing: no open subject has this name."),
    ],
)  # fmt: skip
def test_one_that_forgives_nothing_is_told(given: Waiver, note: str) -> None:
    bare = result(
        finding("prc-x", FAIL), finding("prc-pass", PASS), finding("prc-na", NA),
        finding("prc-parts", None, BLOCKER, subject("Kaya"), subject("Good one", PASS)),
    )  # fmt: skip
    told = lay_waivers(bare, waiver_file(given), DAY)
    assert states(told) == [("unused", note)]
    assert all(not f.forgiven for f in told.findings)


def test_a_subject_is_named_as_the_report_shows_it() -> None:
    bare = result(finding("prc-x", None, BLOCKER, subject("Kopi (+ Fee S$2.90)"), subject("form on https://a.sg/x")))
    fee, form = waiver(of="kopi  (+ fee S$2.90)"), waiver(of="form on https://staging.a.sg/x")
    half = lay_waivers(bare, waiver_file(fee), DAY)
    assert [s.forgiven for s in one(half).subjects] == ["waiver", ""]
    assert (one(half).forgiven, one(half).waivers) == ("", (fee,))
    assert one(lay_waivers(bare, waiver_file(fee, form), DAY)).forgiven == "waiver"
    dearer = waiver(of="Kopi (+ Fee S$5.90)")
    assert not one(lay_waivers(bare, waiver_file(dearer), DAY)).waivers


def test_what_passes_beside_is_not_marked() -> None:
    bare = result(finding("prc-x", None, BLOCKER, subject("Kaya"), subject("Kopi", PASS), subject("Tea", REVIEW)))
    told = one(lay_waivers(bare, waiver_file(waiver()), DAY))
    assert [s.forgiven for s in told.subjects] == ["waiver", "", "waiver"]
    assert told.verdict is FAIL


def test_the_example_in_the_docs_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")
    given = read(tmp_path, text.split("```yaml\n")[1].split("```")[0])
    assert ([w.rule for w in given.waivers], given.malformed) == (["idn-uen"], ())


def test_the_day_decides_each_time_anew() -> None:
    first = lay_waivers(result(finding("prc-x", FAIL)), waiver_file(waiver(expires="2026-12-05")), DAY)
    assert first.waivers is not None
    later = lay_waivers(first, again(first.waivers), date(2026, 12, 6))
    assert (one(first).forgiven, one(later).forgiven) == ("waiver", "")
    assert (states(later)[0][0], one(later).waivers) == ("expired", ())
    assert lay_waivers(later, again(first.waivers), DAY) == first


def test_no_waiver_is_brought_back_by_a_day_before_the_audit() -> None:
    with pytest.raises(UsageError, match="the audit is of 2026-11-22"):
        lay_waivers(result(), waiver_file(), date(2026, 11, 21))


@pytest.mark.parametrize("text", ["", "2026-1-1", "26-01-01", "2026-13-01", "20261201", "2026-W01-1", "tomorrow"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    assert day_of(text) is None
    assert day_of("2026-12-01") == DAY
