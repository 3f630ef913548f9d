"""The story of a pipeline, through the real command line: a release is stopped, waived, stopped again, and mended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.overlay.conftest import Call
from tests.overlay.releases import release

WAIVERS = """\
waivers:
  - rule: idn-uen
    subject: all
    reason: ACRA is renaming the company; the number follows with the new footer.
    owner: Tan Mei Ling, operations
    expires: 2026-01-31
"""
LAX = ("--min-coverage", "10")


def verdict(document: dict[str, Any], rule: str) -> str:
    return next(str(f["verdict"]) for f in document["findings"] if f["rule"] == rule)


def test_a_release_is_stopped_waived_for_a_while_stopped_again_and_mended(call: Call, tmp_path: Path) -> None:
    first = release(tmp_path / "first", "2026-01-05", uen=False)
    mended = release(tmp_path / "mended", "2026-02-02", uen=True)
    broken = release(tmp_path / "broken", "2026-02-09", uen=True, plain_login=True)
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(WAIVERS, encoding="utf-8")

    # the first release fails the gate
    code, bare, talk = call("check", first, *LAX)
    assert code == 1
    assert "gate not met: 1 blocker failed: idn-uen" in talk

    # a waiver lets it through, on its last day too, and changes neither verdict nor score
    for day in ("2026-01-06", "2026-01-31"):
        code, out, talk = call("check", first, *LAX, "--waivers", waivers, "--today", day)
        assert code == 0, talk
        assert "1 blocker forgiven: idn-uen (waived until 2026-01-31)" in talk
        waived = json.loads(out)
        assert verdict(waived, "idn-uen") == "fail"
        assert waived["readiness"] == "NOT READY"
        assert waived["score"] == json.loads(bare)["score"]
        assert waived["waivers"]["day"] == day
    one = tmp_path / "one.json"
    one.write_text(out, encoding="utf-8")

    # the day after, it fails again: judged anew from the bundle, or from the audit.json of the day before
    for source in (("check", first, "--waivers", waivers), ("gate", first, "--waivers", waivers), ("gate", one)):
        code, _, talk = call(*source, *LAX, "--today", "2026-02-01")
        assert code == 1
        assert "idn-uen (waiver waivers.yaml:2 expired on 2026-01-31)" in talk

    # a release that is no better cannot hide behind the one that was waived
    code, _, talk = call("check", first, *LAX, "--baseline", one, "--waivers", waivers, "--today", "2026-02-01")
    assert code == 1
    assert "idn-uen (unchanged; waiver waivers.yaml:2 expired on 2026-01-31)" in talk

    # the fix passes the gate and shows as fixed; the waiver is no longer needed, and that is said
    code, out, talk = call("check", mended, *LAX, "--baseline", one, "--waivers", waivers, "--today", "2026-01-31",
                           "--output", tmp_path / "x")  # fmt: skip
    assert code == 2
    assert "the audit is of 2026-02-02" in talk
    code, out, talk = call("check", mended, *LAX, "--baseline", one, "--waivers", waivers, "--today", "2026-02-02")
    assert code == 0, talk
    two = tmp_path / "two.json"
    two.write_text(out, encoding="utf-8")
    assert [g["rule"] for g in json.loads(out)["baseline"]["fixed"]] == ["idn-uen"]
    assert [e["state"] for e in json.loads(out)["waivers"]["entries"]] == ["expired"]
    code, out, _ = call("diff", one, two, "--exit-code")
    assert code == 0
    assert "Better (1)\n  ✓ idn-uen  blocker, fail → pass\n" in out
    assert "Worse" not in out

    # a new defect is new to the baseline, worse in the diff, and stops the release
    code, out, talk = call("check", broken, *LAX, "--baseline", two)
    assert code == 1
    assert "gate not met: 1 blocker failed: sec-sensitive-forms-https (new)" in talk
    three = tmp_path / "three.json"
    three.write_text(out, encoding="utf-8")
    assert call("diff", two, three)[0] == 0
    code, out, _ = call("diff", two, three, "--exit-code")
    assert code == 1
    assert "Worse (1)\n  ✕ sec-sensitive-forms-https  blocker, pass → fail\n      login form on /login\n" in out


def test_the_same_day_gives_the_same_bytes_and_without_waivers_no_day_is_written(call: Call, tmp_path: Path) -> None:
    bundle = release(tmp_path / "b", "2026-01-05", uen=False)
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(WAIVERS, encoding="utf-8")
    given = ("check", bundle, "--waivers", waivers, "--today", "2026-01-06", "--quiet")
    assert call(*given)[1] == call(*given)[1]
    bare = call("check", bundle, "--quiet")[1]
    assert bare == call("check", bundle, "--quiet")[1]
    assert json.loads(bare)["waivers"] is None
    assert json.loads(bare)["baseline"] is None


def test_known_defects_pass_with_a_baseline_and_a_second_one_does_not(call: Call, tmp_path: Path) -> None:
    bundle = release(tmp_path / "b", "2026-01-05", uen=False)
    known = tmp_path / "known.json"
    known.write_text(call("check", bundle, *LAX)[1], encoding="utf-8")
    code, _, talk = call("check", bundle, *LAX, "--baseline", known)
    assert code == 0
    assert "idn-uen (unchanged since the baseline)" in talk
    worse = release(tmp_path / "w", "2026-01-06", uen=False, plain_login=True)
    code, _, talk = call("gate", worse, *LAX, "--baseline", known)
    assert code == 1
    assert "gate not met: 1 blocker failed: sec-sensitive-forms-https (new)" in talk
