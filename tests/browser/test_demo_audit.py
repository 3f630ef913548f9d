"""The whole way on the demo shop in a real Chromium: honest and dishonest, live and offline, and tampered with."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.demo.defects import DEFECTS, DISHONEST
from casetrust_audit.evidence.bundle import load
from casetrust_audit.model.result import AuditResult, Readiness, Verdict
from casetrust_audit.report.json_format import to_json
from casetrust_audit.ruleset.load import RuleSet
from tests.browser.collecting import Collected

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def honest_result(honest: Path, rules: RuleSet) -> AuditResult:
    return pipeline.check(honest, rules).result


@pytest.fixture(scope="module")
def dishonest_result(demo_shops: dict[str, Collected], rules: RuleSet) -> AuditResult:
    return pipeline.check(demo_shops["dishonest"].bundle, rules).result


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "casetrust_audit.cli.app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=300, check=False)


def test_the_honest_shop_has_no_fail_and_no_fault_of_the_tool(honest_result: AuditResult) -> None:
    bad = {f.rule: f.message for f in honest_result.findings if f.verdict in (Verdict.FAIL, Verdict.ERROR)}
    assert bad == {}


def test_what_needs_review_on_the_honest_shop_cannot_be_seen_from_outside(honest_result: AuditResult) -> None:
    """The confirmation needs an order; free delivery from S$60, as much."""
    assert {f.rule for f in honest_result.findings if f.verdict is Verdict.NEEDS_REVIEW} == {
        "chk-order-confirmation", "prc-free-and-lowest-claims",
    }  # fmt: skip


def test_every_requirement_of_the_catalogue_has_a_finding(honest_result: AuditResult, rules: RuleSet) -> None:
    assert {f.rule for f in honest_result.findings} == {r.id for r in rules.catalogue}
    assert len(honest_result.findings) == 90


def test_every_pass_carries_evidence(honest_result: AuditResult) -> None:
    bare = [f.rule for f in honest_result.findings if f.verdict is Verdict.PASS and not (f.evidence or f.searched)]
    assert bare == []


def test_the_honest_trails_reach_the_last_step_and_add_up_to_the_cent(honest_result: AuditResult) -> None:
    assert [t.scenario for t in honest_result.trails] == ["cheap", "mid", "collect"]
    for trail in honest_result.trails:
        assert trail.complete
        assert trail.reconciled is True
        assert trail.headline is not None
        assert trail.final is not None
        delivered = [] if trail.scenario == "collect" else [("Standard delivery", "mandatory", "amount")]
        assert [(c.label, c.nature, c.level) for c in trail.charges] == delivered
        added = sum((c.money.amount for c in trail.charges), Decimal(0))
        assert trail.final.amount - trail.headline.amount == added


def test_the_dishonest_shop_fails_the_rules_of_its_switches_and_no_other(dishonest_result: AuditResult) -> None:
    expected = {rule for name in DISHONEST for rule in DEFECTS[name].rules}
    assert {f.rule for f in dishonest_result.findings if f.verdict is Verdict.FAIL} == expected
    assert dishonest_result.readiness is Readiness.NOT_READY
    assert dishonest_result.score.shown is not None
    assert dishonest_result.score.shown <= 49


def test_the_dishonest_trail_names_the_hidden_fee_and_the_ticked_extra(dishonest_result: AuditResult) -> None:
    for trail in dishonest_result.trails:
        charges = {c.label: (c.nature, c.level) for c in trail.charges}
        assert charges["Handling fee"] == ("mandatory", "none")
        assert charges["Parcel protection"][0] == "preselected"
        assert "First told in checkout: Handling fee" in trail.sentence


def test_neither_shop_receives_anything(demo_shops: dict[str, Collected]) -> None:
    for collected in demo_shops.values():
        assert set(collected.received.values()) == {0}


def test_judging_offline_gives_the_same_bytes_as_the_live_run(
    honest: Path, honest_result: AuditResult, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(honest, moved)
    checked = run("check", moved, "--quiet")
    assert checked.returncode == 0, checked.stderr.decode()
    assert checked.stdout == to_json(honest_result).encode()


def test_judging_opens_no_socket_and_starts_no_program(honest: Path) -> None:
    with pipeline.offline():
        with pytest.raises(PermissionError, match="judging a bundle"), socket.socket() as sock:
            sock.connect(("127.0.0.1", 9))
        with pytest.raises(PermissionError, match="judging a bundle"):
            subprocess.run([sys.executable, "-c", "pass"], check=True)
        assert load(honest).collection.captures


def test_a_changed_byte_is_named_and_ends_with_5(honest: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(honest, copy)
    victim = sorted((copy / "objects").rglob("*.html"))[3]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(bytes(data))
    checked = run("check", copy)
    assert checked.returncode == 5
    assert victim.name in checked.stderr.decode().replace("\n", "")
    assert b"Traceback" not in checked.stderr


def test_nothing_typed_and_no_token_is_in_the_evidence(honest: Path) -> None:
    typed = load_identity()
    for path in [honest / "manifest.jsonl", *(honest / "objects").rglob("*.*")]:
        if path.suffix in (".html", ".json", ".jsonl"):
            text = path.read_text(encoding="utf-8")
            assert not [value for value in typed if value in text], path


def load_identity() -> tuple[str, ...]:
    from casetrust_audit.settings import Identity

    return Identity().typed()


def test_the_reports_are_written_and_hold_together(honest: Path, rules: RuleSet, tmp_path: Path) -> None:
    checked = pipeline.check(honest, rules)
    html, markdown, data = pipeline.write_reports(checked, tmp_path, ("html", "md", "json"))
    text = html.read_text(encoding="utf-8")
    assert "<script" not in text
    assert 'src="http' not in text
    assert "data:image/jpeg;base64," in text
    assert len(markdown.read_bytes()) <= 60_000
    audit = json.loads(data.read_text(encoding="utf-8"))
    assert audit["bundle_digest"] == checked.bundle.digest


def test_audit_json_meets_its_schema(honest_result: AuditResult, dishonest_result: AuditResult) -> None:
    import jsonschema

    from casetrust_audit.report.json_format import schema

    for result in (honest_result, dishonest_result):
        jsonschema.validate(json.loads(to_json(result)), schema())
