import re
from dataclasses import dataclass, replace

import pytest

from casetrust_audit.model.result import AuditResult, Finding, Severity, Verdict
from casetrust_audit.report.annotations import MOST, to_annotations
from casetrust_audit.report.config_line import ConfigLine
from tests.report import sample


@dataclass(frozen=True)
class Command:
    kind: str
    properties: dict[str, str]
    message: str


def read(text: str) -> list[Command]:
    """As GitHub's runner reads what a step prints: only lines that begin with two colons are commands."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        assert match, line
        pairs = (pair.partition("=") for pair in (match[2] or "").split(",") if pair)
        found.append(Command(match[1], {k: decoded(v, ":,") for k, _, v in pairs}, decoded(match[3], "")))
    return found


def decoded(text: str, more: str) -> str:
    for character in "\r\n" + more:
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")


def with_findings(*findings: Finding) -> AuditResult:
    return replace(sample.result(), findings=findings)


def copies(number: int, verdict: Verdict = Verdict.FAIL, severity: Severity = Severity.BLOCKER) -> list[Finding]:
    first = sample.FINDINGS[0]
    name = f"{verdict.value}-{severity.value}"
    return [replace(first, rule=f"{name}-{n:02}", verdict=verdict, severity=severity) for n in range(number)]


def test_kinds_follow_severity_and_the_most_urgent_come_first() -> None:
    told = [(c.kind, c.properties["title"]) for c in read(to_annotations(sample.result()))]
    assert told == [
        ("error", "CaseTrust, blocker: idn-uen"),
        ("error", "CaseTrust, blocker: prc-no-hidden-charges"),
        ("warning", "CaseTrust, major: ret-period-stated"),
        ("warning", "CaseTrust, tool error: use-links-work"),
        ("notice", "CaseTrust, minor: sec-headers-hsts"),
        ("notice", "CaseTrust, needs review: rev-moderation-stated"),
    ]


def test_an_annotation_tells_what_where_and_what_to_do() -> None:
    assert read(to_annotations(sample.result()))[1].message.splitlines() == [
        "No mandatory charge appears for the first time at checkout",
        "Handling fee S$3.90: first seen at the payment step, announced nowhere before checkout.",
        "Seen on https://kopi-kaya.example/checkout",
        "What to do: Add the handling fee to the price, or state it beside every price.",
    ]


def test_it_lies_at_the_line_of_the_configuration_where_there_is_one() -> None:
    place = ConfigLine("ci/a,b:c 100%.yaml", 3)
    for command in read(to_annotations(sample.result(), place)):
        assert (command.properties["file"], command.properties["line"]) == ("ci/a,b:c 100%.yaml", "3")
    assert all("file" not in c.properties for c in read(to_annotations(sample.result())))


def test_no_more_of_a_kind_than_github_shows_and_one_tells_of_the_rest() -> None:
    findings = (*copies(14), *copies(12, severity=Severity.MAJOR), *copies(25, Verdict.NEEDS_REVIEW))
    commands = read(to_annotations(with_findings(*findings)))
    kinds = [c.kind for c in commands]
    assert [kinds.count(k) for k in ("error", "warning", "notice")] == [MOST, MOST, MOST]
    assert commands[-1].message == "22 more points are not shown here; the report has them all."
    assert commands[0].properties["title"].endswith("fail-blocker-00")


@pytest.mark.parametrize(("errors", "notices", "said"), [(10, 10, 0), (11, 3, 1), (11, 10, 2), (10, 11, 2), (0, 0, 0)])
def test_the_rest_is_counted_to_the_one(errors: int, notices: int, said: int) -> None:
    findings = (*copies(errors), *copies(notices, Verdict.NEEDS_REVIEW))
    commands = read(to_annotations(with_findings(*findings)))
    shown = [c for c in commands if "more in the report" not in c.properties["title"]]
    assert len(shown) + said == errors + notices
    assert (len(commands) > len(shown)) == bool(said)
    assert sum(c.kind == "notice" for c in commands) <= MOST
    if said:
        assert commands[-1].message.startswith(f"{said} more point")


def test_hostile_text_ends_no_command_and_begins_none() -> None:
    attack = "a\r\n::error::forged\n::set-output name=x::y%0A::stop-commands::z,title=q 100%\x1b[31m"
    text = to_annotations(sample.hostile(attack))
    assert len(text.splitlines()) == len(text.split("\n")) - 1 == 6
    for command in read(text):
        assert set(command.properties) == {"title"}
        assert "\x1b" not in command.message
        assert not re.search(r"^\s*::", command.message, re.MULTILINE)
    assert "::set-output name=x::y%250A" in text


def test_passes_and_what_was_not_tested_are_no_annotations() -> None:
    quiet = [f for f in sample.FINDINGS if f.verdict.value in ("pass", "not-tested", "attest", "not-applicable")]
    assert to_annotations(with_findings(*quiet)) == ""


def test_a_run_that_saw_nothing_says_so_first() -> None:
    blind = replace(with_findings(), crawl=replace(sample.result().crawl, pages=0))
    (command,) = read(to_annotations(blind))
    assert (command.kind, command.message.split(",")[0]) == ("warning", "No page of the shop could be used")


def test_what_is_waived_is_a_notice_and_says_why() -> None:
    told = {c.properties["title"]: c for c in read(to_annotations(sample.overlaid()))}
    waived = told["CaseTrust, blocker, waived: idn-uen"]
    assert waived.kind == "notice"
    assert waived.message.endswith("Waived: ACRA renames us (Tan, until 2026-12-31)")
    assert told["CaseTrust, blocker: prc-no-hidden-charges"].kind == "error"
