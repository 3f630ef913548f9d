"""The gate and the diff on the command line: exit codes, streams, and clear words for what is wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from casetrust_audit.model.result import AuditResult
from tests.overlay.conftest import Call
from tests.overlay.releases import release
from tests.overlay.results import ATTEST, FAIL, MAJOR, MINOR, PASS, REVIEW, finding, result, subject, written
from tests.report import sample


def blocked() -> AuditResult:
    told = result(finding("prc-x", FAIL))
    return replace(told, crawl=replace(told.crawl, pages=0))


def thin(*findings: str) -> AuditResult:
    told = result(*(finding(rule, FAIL) for rule in findings))
    return replace(told, coverage=replace(told.coverage, percent=Decimal("20.0")))


@pytest.mark.parametrize(
    ("told", "flags", "code", "words"),
    [
        (result(finding("prc-x", FAIL)), (), 1, "gate not met: 1 blocker failed: prc-x"),
        (result(finding("prc-x", FAIL)), ("--gate", "none"), 0, "gate met"),
        (result(finding("prc-x", FAIL, MAJOR)), (), 0, "gate met"),
        (result(finding("prc-x", FAIL, MAJOR)), ("--gate", "major"), 1, "1 major failed"),
        (result(finding("prc-x", FAIL, MINOR)), ("--gate", "major"), 0, "gate met"),
        (result(finding("prc-x", FAIL, MINOR)), ("--gate", "minor"), 1, "1 minor failed"),
        (result(finding("prc-x", REVIEW)), (), 0, "gate met"),
        (result(finding("prc-x", REVIEW)), ("--strict",), 1, "1 blocker needs a review: prc-x"),
        (result(finding("prc-x", REVIEW, MAJOR)), ("--strict",), 0, "gate met"),
        (result(finding("prc-x", ATTEST)), ("--strict",), 0, "gate met"),
        (result(finding("prc-x", ATTEST)), ("--fail-on-incomplete",), 3, "1 blocker is undecided: prc-x"),
        (result(finding("prc-x", FAIL)), ("--gate", "none", "--min-score", "60"), 1, "the score is at most 49"),
        (result(finding("prc-x", ATTEST)), ("--min-score", "90"), 3, "the score lies between 80.0 and 100.0"),
        (thin(), (), 3, "only 20.0 % of what applies could be decided"),
        (thin(), ("--min-coverage", "20"), 0, "gate met"),
        (thin("prc-x"), (), 1, "1 blocker failed: prc-x; only 20.0 %"),
        (blocked(), (), 3, "nothing audited: no page of the shop could be used"),
        # report only: what was found fails nothing, that nothing could be found still does
        (result(finding("prc-x", FAIL)), ("--exit-zero",), 0, "gate not met: 1 blocker failed: prc-x (exit code 0"),
        (thin("prc-x"), ("--exit-zero",), 0, "gate not met"),
        (thin(), ("--exit-zero",), 3, "gate not decided"),
        (blocked(), ("--exit-zero",), 3, "nothing audited"),
    ],
)  # fmt: skip
def test_exit_codes_of_the_gate(
    call: Call, tmp_path: Path, told: AuditResult, flags: tuple[str, ...], code: int, words: str
) -> None:
    got, out, talk = call("gate", written(told, tmp_path / "audit.json"), *flags)
    assert (got, out) == (code, "")
    assert words in talk


def test_the_reasons_are_told_even_to_a_quiet_run_and_no_more(call: Call, tmp_path: Path) -> None:
    failed = written(result(finding("prc-x", FAIL)), tmp_path / "failed.json")
    fine = written(result(finding("prc-x", PASS)), tmp_path / "fine.json")
    assert call("gate", failed, "--quiet")[2] == "error: gate not met: 1 blocker failed: prc-x"
    assert call("gate", fine, "--quiet")[2] == ""


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--gate", "severe"), "unknown gate 'severe' Choose blocker, major, minor or none."),
        (("--min-score", "101"), "--min-score"),
        (("--today", "tomorrow"), "--today: 'tomorrow' is no day"),
        (("--waivers", "none.yaml"), "none.yaml:1:1: is not a file"),
        (("--baseline", "none.json"), "none.json: there is no such file"),
        (("--rules", "."), "an audit.json is judged already"),
        (("--attestations", "x.yaml"), "an audit.json is judged already"),
    ],
)
def test_wrong_usage_is_two(call: Call, tmp_path: Path, flags: tuple[str, ...], words: str) -> None:
    code, out, talk = call("gate", written(result(), tmp_path / "audit.json"), *flags)
    assert (code, out) == (2, "")
    assert words in talk


def test_what_is_neither_a_bundle_nor_an_audit_is_told(call: Call, tmp_path: Path) -> None:
    assert call("gate", tmp_path / "none")[0] == 2
    assert call("gate", tmp_path)[0] == 5
    (tmp_path / "cut.json").write_text('{"schema_version": "1.4", "find', encoding="utf-8")
    code, _, talk = call("gate", tmp_path / "cut.json")
    assert code == 2
    assert "the file seems to be cut off" in talk


def test_evidence_that_does_not_verify_goes_before_any_gate(call: Call, tmp_path: Path) -> None:
    bundle = release(tmp_path / "b", "2026-01-05", uen=False)
    shutil.rmtree(bundle / "objects")
    for flags in ((), ("--exit-zero",), ("--gate", "none")):
        assert call("gate", bundle, *flags)[0] == 5
        assert call("check", bundle, *flags)[0] == 5


@pytest.mark.parametrize(
    "flags", [("--waivers", "bad.yaml"), ("--baseline", "bad.yaml"), ("--gate", "x"), ("--today", "x")]
)
def test_an_audit_reads_its_overlays_before_it_goes_to_the_shop(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text("- not a mapping\n", encoding="utf-8")
    code, _, _ = call("audit", "http://127.0.0.1:9/", "--output", "out", *flags)
    assert code == 2
    assert not (tmp_path / "out").exists()


def test_reports_show_the_overlays_and_never_fail_on_findings(call: Call, tmp_path: Path) -> None:
    bundle = release(tmp_path / "b", "2026-01-05", uen=False)
    (tmp_path / "w.yaml").write_text(
        "waivers:\n  - {rule: idn-uen, subject: all, reason: Soon, owner: Tan, expires: 2026-01-31}\n", encoding="utf-8"
    )
    given = ("--waivers", tmp_path / "w.yaml", "--today", "2026-01-30", "--output", tmp_path / "out")
    assert call("report", bundle, *given)[0] == 0
    assert "Waived until 2026-01-31" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Waived until 2026-01-31" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    code, _, talk = call("check", bundle, *given, "--min-coverage", "0")
    assert code == 0
    assert "idn-uen (waived until 2026-01-31)" in talk
    assert "w.yaml:2 idn-uen: It ends in 1 day." in talk


# diff


def two(tmp_path: Path) -> tuple[Path, Path]:
    then = result(finding("idn-uen", FAIL), finding("prc-x", None, MAJOR, subject("Kaya")))
    now = result(finding("idn-uen", PASS), finding("prc-x", None, MAJOR, subject("Kaya"), subject("Kopi \x1b[31m")))
    return written(then, tmp_path / "old.json"), written(now, tmp_path / "new.json")


def test_a_diff_is_the_same_plain_lines_in_a_pipe_and_in_a_file(call: Call, tmp_path: Path) -> None:
    old, new = two(tmp_path)
    code, out, talk = call("diff", old, new)
    assert (code, talk) == (0, "")
    assert out.splitlines()[0] == (
        "kopi-kaya.example  1 worse, 1 better, 0 no longer seen, 0 newly seen; 0 price changes"
    )
    assert "Worse (1)\n  ✕ prc-x  major, fail → fail\n      Kopi ␛[31m\n" in out
    assert "Better (1)\n  ✓ idn-uen  blocker, fail → pass\n" in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    assert "\x1b" not in out
    assert call("diff", old, new, "--output", tmp_path / "diff.txt") == (0, "", "")
    assert (tmp_path / "diff.txt").read_text(encoding="utf-8") == out


@pytest.mark.parametrize(("form", "start"), [("md", "# Then and now: "), ("html", "<!doctype html>")])
def test_a_diff_for_people(call: Call, tmp_path: Path, form: str, start: str) -> None:
    code, out, _ = call("diff", *two(tmp_path), "--format", form)
    assert code == 0
    assert out.startswith(start)
    assert call("diff", *two(tmp_path), "--format", form, "-o", tmp_path / "x")[1] == ""
    assert (tmp_path / "x").read_text(encoding="utf-8") == out


def test_only_where_asked_does_a_diff_fail_on_what_got_worse(call: Call, tmp_path: Path) -> None:
    old, new = two(tmp_path)
    assert call("diff", old, new, "--exit-code")[0] == 1
    assert call("diff", new, new, "--exit-code")[0] == 0
    better = written(result(finding("idn-uen", PASS), finding("prc-x", PASS, MAJOR)), tmp_path / "better.json")
    assert call("diff", old, better, "--exit-code")[0] == 0


def test_a_diff_of_a_shop_in_full_is_written_in_every_form(call: Call, tmp_path: Path) -> None:
    old, new = written(sample.result(), tmp_path / "a.json"), written(sample.hostile(), tmp_path / "b.json")
    for form in ("text", "md", "html"):
        code, out, _ = call("diff", old, new, "--format", form)
        assert code == 0
        assert not set(out) & set("\x1b\x00\u202e")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("old.json", "none.json"), "none.json: there is no such file"),
        (("old.json", "new.json", "--format", "pdf"), "unknown format 'pdf' Known formats: text, md, html."),
        (("old.json", "new.json", "--output", "no/where.txt"), "cannot be written"),
        (("old.json",), "Missing argument"),
    ],
)
def test_a_wrong_diff_is_two(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    two(tmp_path)
    code, _, talk = call("diff", *arguments)
    assert code == 2
    assert words in talk


@pytest.mark.parametrize("command", ["audit", "check", "gate"])
def test_every_command_with_a_gate_has_all_of_it(call: Call, command: str) -> None:
    code, out, _ = call(command, "--help")
    assert code == 0
    for flag in (
        "--gate", "--min-score", "--min-coverage", "--fail-on-incomplete", "--strict", "--exit-zero", "--waivers",
        "--baseline", "--today",
    ):  # fmt: skip
        assert flag in out
