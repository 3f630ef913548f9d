import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from junitparser import JUnitXml
from lxml import etree  # type: ignore[import-untyped]

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, SubjectResult, Verdict
from casetrust_audit.report.junit import to_junit
from tests.report import sample

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "junit-10.xsd"
EVERY_CHARACTER = "".join(map(chr, range(0x3000))) + "\ud800\udfff\ufffe\uffff\U0001ffff ]]> <&\"'"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def tree(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"), etree.XMLParser(huge_tree=True))


def picture(ref: EvidenceRef) -> str:
    return f"audit/bundle/{ref.source}.jpg"


@pytest.mark.parametrize(
    "result",
    [
        sample.result(),
        sample.attested(),
        sample.hostile(),
        sample.hostile(EVERY_CHARACTER),
        replace(sample.result(), findings=(), areas=()),
    ],
)
def test_it_meets_the_schema_of_jenkins(result: AuditResult) -> None:
    schema().assertValid(tree(to_junit(result, picture)))


def test_the_schema_would_catch_a_mistake() -> None:
    assert not schema().validate(
        tree(to_junit(sample.result()).replace("<failure ", "<failed ").replace("/failure>", "/failed>"))
    )
    assert not schema().validate(tree(to_junit(sample.result()).replace("classname=", "class=")))


def test_an_independent_reader_finds_every_verdict() -> None:
    read = JUnitXml.fromstring(to_junit(sample.result()).encode("utf-8"))
    kinds = {case.name: [type(r).__name__ for r in case.result] for suite in read for case in suite}
    assert kinds == {
        "a-page-could-be-used": [],
        "prc-no-hidden-charges": ["Failure"],
        "prc-price-visible": [],
        "idn-uen": ["Failure"],
        "ret-period-stated": ["Failure"],
        "sec-headers-hsts": ["Failure"],
        "sec-https-only": [],
        "sec-audit-programme": ["Skipped"],
        "rev-moderation-stated": ["Skipped"],
        "rev-incentives": ["Skipped"],
        "acc-two-factor": ["Skipped"],
        "use-links-work": ["Error"],
    }
    assert (read.tests, read.failures, read.errors) == (12, 4, 1)


def test_a_suite_per_area_counts_its_own_cases() -> None:
    read = JUnitXml.fromstring(to_junit(sample.result()).encode("utf-8"))
    suites = {suite.name: suite for suite in read}
    assert list(suites)[:3] == ["The audit itself", "Pricing & hidden charges", "Security / TLS"]
    told = {name: (s.tests, s.failures, s.skipped, s.errors) for name, s in suites.items()}
    for suite in suites.values():
        suite.update_statistics()  # type: ignore[no-untyped-call]
    assert told == {name: (s.tests, s.failures, s.skipped, s.errors) for name, s in suites.items()}
    assert sum(s.skipped for s in suites.values()) == 4


def test_an_area_that_the_catalogue_does_not_know_is_not_lost() -> None:
    stray = replace(sample.FINDINGS[0], area="OWN", rule="own-rule")
    read = JUnitXml.fromstring(to_junit(replace(sample.result(), findings=(stray,))).encode("utf-8"))
    assert [(suite.name, suite.tests) for suite in read] == [("The audit itself", 1), ("OWN", 1)]


def test_skipped_cases_say_why() -> None:
    text = to_junit(sample.result())
    assert 'message="Needs review: Reviews are shown;' in text
    assert 'message="Not tested: Could not be tested: the login page showed a bot check."' in text
    assert 'message="Not applicable: The shop offers no reward for reviews."' in text
    assert "To decide it: Does the shop offer a one-time code" in text


def test_a_failure_tells_subject_place_and_what_to_do() -> None:
    failure = tree(to_junit(sample.result())).find(".//testcase[@name='prc-no-hidden-charges']/failure")
    assert failure is not None
    assert failure.get("type") == "blocker"
    assert (failure.text or "").splitlines()[:3] == [
        "Blocker: No mandatory charge appears for the first time at checkout",
        "- Handling fee: first seen at payment",
        "Seen on https://kopi-kaya.example/checkout at main > p:nth-of-type(2): “Handling fee S$3.90”",
    ]


def test_names_are_unique_whatever_subjects_there_are() -> None:
    many = replace(
        sample.FINDINGS[0], subjects=tuple(SubjectResult(f"P{n}", Verdict.FAIL, "late") for n in range(60))
    )  # fmt: skip
    root = tree(to_junit(replace(sample.result(), findings=(many, *sample.FINDINGS[1:]))))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == len(sample.FINDINGS) + 1
    assert "- and 35 more" in (root.findtext(".//failure") or "")


def test_screenshots_are_attached_each_once_and_only_where_something_is_wrong() -> None:
    root = tree(to_junit(sample.result(), picture))
    lines = {c.get("name"): (c.findtext("system-out") or "").splitlines() for c in root.iter("testcase")}
    assert lines["prc-no-hidden-charges"] == [
        "[[ATTACHMENT|audit/bundle/c0005.jpg]]", "[[ATTACHMENT|audit/bundle/c0004.jpg]]",
    ]  # fmt: skip
    assert lines["sec-https-only"] == []


@pytest.mark.parametrize("path", ["", "a|b.jpg", "a]].jpg", "a\nb.jpg", "a\x1b.jpg"])
def test_a_path_that_cannot_be_named_in_such_a_line_is_left_out(path: str) -> None:
    assert "ATTACHMENT" not in to_junit(sample.result(), lambda _: path)


def test_characters_that_xml_forbids_are_gone() -> None:
    text = to_junit(sample.hostile(EVERY_CHARACTER), picture)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)
    assert JUnitXml.fromstring(text.encode("utf-8")).tests == len(sample.FINDINGS) + 1


def test_an_answer_of_the_merchant_stands_beside_the_verdict_of_the_tool() -> None:
    text = to_junit(sample.attested())
    assert "Answered by the merchant: met (decides it). The tool’s own verdict: attest." in text


def test_a_case_stays_small_however_many_subjects_there_are() -> None:
    subjects = tuple(SubjectResult(f"{n}" + "x" * 5000, Verdict.FAIL, "y" * 5000) for n in range(199))
    many = tuple(replace(f, subjects=subjects) for f in sample.hostile("漢" * 9000).findings)
    # GitLab takes 30 MB: room for hundreds of such requirements
    assert len(to_junit(replace(sample.result(), findings=many)).encode()) < 50_000 * len(many)


def test_a_shop_that_could_not_be_read_is_an_error_and_not_a_row_of_skipped_cases() -> None:
    blind = replace(sample.result(), findings=(), crawl=replace(sample.result().crawl, pages=0))
    read = JUnitXml.fromstring(to_junit(blind).encode("utf-8"))
    assert (read.tests, read.errors) == (1, 1)
    assert "Account pages were not looked at" in to_junit(blind)
    schema().assertValid(tree(to_junit(blind)))


def test_what_is_wholly_waived_is_skipped_and_says_why() -> None:
    suites = tree(to_junit(sample.overlaid()))
    (uen,) = suites.xpath("//testcase[@name='idn-uen']/*")
    assert (uen.tag, uen.get("type")) == ("skipped", "waived")
    assert uen.get("message").startswith("Waived: ACRA renames us (Tan, until 2026-12-31). Fail: ")
    assert suites.xpath("//testcase[@name='prc-no-hidden-charges']/failure")
    fails = len(tree(to_junit(sample.result())).xpath("//failure"))
    assert int(suites.get("failures")) == len(suites.xpath("//failure")) == fails - 1
    assert schema().validate(suites), schema().error_log
