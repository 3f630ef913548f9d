"""`rules lint` and `rules test` as a user meets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.cli.app import app, run
from tests.ruleset.make import text, write_rule

RULE: dict[str, Any] = {
    "id": "cmp-mine", "title": "A channel for complaints is shown.", "area": "CMP", "severity": "major",
    "mode": "automatic", "brief": "none", "sources": ["X"], "why": "Because.",
    "fail": {"fact": "shop.has_accounts", "is": False}, "pass": {"fact": "shop.has_accounts", "is": True},
    "messages": {"pass": "Good.", "fail": "Bad.", "needs-review": "Look.", "not-tested": "Not tested: {reason}."},
    "remediation": "Mend it.",
    "examples": [
        {"name": "there", "facts": {"shop.has_accounts": True}, "verdict": "pass"},
        {"name": "not there", "facts": {"shop.has_accounts": False}, "verdict": "fail"},
    ],
}  # fmt: skip


def command(*arguments: str | Path) -> int:
    return run(lambda: app([str(a) for a in arguments], standalone_mode=False))


@pytest.fixture
def fact() -> str:
    """Some yes-or-no fact of the tool."""
    from casetrust_audit import pipeline
    from casetrust_audit.model.fact import Kind

    return next(name for name, declared in sorted(pipeline.fact_schema().items()) if declared.kind is Kind.BOOL)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fact: str) -> Path:
    """The current directory's `mine`, with one good rule."""
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "mine"
    path = write_rule(place, RULE)
    path.write_text(path.read_text("utf-8").replace("shop.has_accounts", fact), "utf-8")
    return Path("mine")


def change(mine: Path, old: str, new: str) -> None:
    path = mine / "some" / "cmp-mine.yaml"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_good_rules_pass_both_and_the_sum_is_talk(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("rules", "lint", mine) == 0
    assert command("rules", "test", mine) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "1 rule file: nothing wrong\n2 examples of 1 rule: all as they say\n"


@pytest.mark.parametrize("name", ["lint", "test"])
def test_without_a_directory_the_shipped_rules_are_meant(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("rules", name) == 0
    assert int(capsys.readouterr().err.split()[0]) > 50


def test_lint_ends_with_2_and_one_line_a_problem(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mine, "severity: major", "severity: majr")
    change(mine, "is: true", "is: 7")
    assert command("rules", "lint", mine) == 2
    said = capsys.readouterr()
    assert [line.split(": ")[0] for line in said.out.splitlines()] == [
        "mine/some/cmp-mine.yaml:4:1", "mine/some/cmp-mine.yaml:15:3",
    ]  # fmt: skip
    assert said.err == "1 rule file: 2 problems in 1 file\n"


def test_for_github_a_problem_is_an_annotation_at_its_line(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mine, "severity: major", "severity: majr")
    assert command("rules", "lint", mine, "--format", "github") == 2
    line = capsys.readouterr().out
    assert line.startswith("::error file=mine/some/cmp-mine.yaml,line=4,col=1,title=rules lint::severity: input should")


def test_no_more_annotations_than_github_shows_and_the_rest_as_lines(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(mine, "remediation: Mend it.", "remediation: Mend it.\n" + "".join(f"k{n}: 1\n" for n in range(14)))
    command("rules", "lint", mine, "-f", "github")
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith("::") for line in lines] == [True] * 10 + [False] * 4


def test_a_failing_example_is_told_with_facts_expected_and_got(
    mine: Path, capsys: pytest.CaptureFixture[str], fact: str
) -> None:
    change(mine, "verdict: fail", "verdict: pass")
    change(mine, "- name: not there", "- name: wrongly")
    change(mine, "verdict: pass\n- name: wrongly", "verdict: fail\n- name: wrongly")
    assert command("rules", "test", mine) == 1
    said = capsys.readouterr()
    assert said.err == "2 examples of 1 rule: 2 failed\n"
    first = said.out.split("mine/some/")[1].splitlines()
    assert first == [
        "cmp-mine.yaml:23: cmp-mine: example “there”", "  expected  fail", "  got       pass: Good.", "  facts     ",
        f"    {fact}: true",
    ]  # fmt: skip


def test_for_github_a_failing_example_is_one_annotation(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mine, "verdict: fail", "verdict: needs-review")
    change(mine, "- name: there", "- {name: stays, facts: {}, verdict: fail}\n- name: there")
    assert command("rules", "test", mine, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("::error file=mine/some/cmp-mine.yaml,line=") for line in lines)
    assert "title=rules test%3A cmp-mine::example “stays”%0Aexpected  fail%0Agot       not-tested" in lines[0]


def test_examples_of_rules_that_do_not_load_are_not_run(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mine, "severity: major", "severity: majr")
    assert command("rules", "test", mine) == 2
    assert "severity" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["lint", "test"])
def test_a_directory_without_rules_is_wrong_usage(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert command("rules", name, tmp_path / "empty") == 2
    assert command("rules", name, tmp_path / "nowhere") == 2
    assert "holds no rule file" in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["lint", "test"])
def test_an_unknown_format_is_wrong_usage(name: str, mine: Path) -> None:
    assert command("rules", name, mine, "--format", "sarif") == 2


def test_neither_file_names_nor_values_can_give_a_forge_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    hostile = dict(RULE, id="::error::x", severity="a\n::stop-commands::x", area="\x1b[31m")
    Path("::error title=a::b.yaml").write_text(text(hostile), "utf-8")
    for form in ("text", "github"):
        assert command("rules", "lint", ".", "--format", form) == 2
        out = capsys.readouterr().out
        assert "\x1b" not in out
        starts = [line for line in out.splitlines() if line.lstrip().startswith("::")]
        assert all(line.startswith("::error file=") for line in starts)
        assert not any("::stop-commands" in line[:3] for line in out.splitlines())
        assert bool(starts) is (form == "github")


def test_the_help_names_both_commands(capsys: pytest.CaptureFixture[str]) -> None:
    command("rules", "--help")
    out = capsys.readouterr().out
    assert "lint" in out
    assert "test" in out
