"""Verdicts that a person wrote down from walking a shop as a customer, and how an audit's differ from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from casetrust_audit.model.result import AuditResult

HERE = Path(__file__).parent
SHORT = {"needs-review", "not-tested", "not-applicable"}
"""What the tool may say where it sees less than a person: no pass and no accusation."""


def expected(shop: str) -> dict[str, dict[str, Any]]:
    """What is expected of each rule: verdict, why, perhaps `falls_short`, and a variant of the shop under its name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((HERE / f"{shop}_expected.yaml").read_text(encoding="utf-8"))
    return found


def of_variant(entry: dict[str, Any], variant: str) -> dict[str, Any]:
    """The entry of one variant of the shop: its own, else the common one."""
    own: dict[str, Any] = entry.get(variant, entry)
    return own


def short_verdicts(entries: dict[str, dict[str, Any]]) -> set[str]:
    """Every verdict that a file lets the tool give instead of the true one."""
    every = [part for entry in entries.values() for part in (entry, *entry.values()) if isinstance(part, dict)]
    return {part["falls_short"]["verdict"] for part in every if "falls_short" in part}


def differences(result: AuditResult, entries: dict[str, dict[str, Any]], variant: str = "") -> list[str]:
    """One line a rule that was judged otherwise than by hand, with the tool's own words."""
    got = {finding.rule: finding for finding in result.findings}
    wrong = []
    for rule, entry in entries.items():
        own = of_variant(entry, variant)
        said, finding = own.get("falls_short", own)["verdict"], got[rule]
        if finding.verdict.value != said:
            wrong.append(
                f"{rule}: {finding.verdict.value}, expected {said}\n"
                f"    by hand:  {own['why']}\n    the tool: {finding.message[:500]}"
            )
    return wrong
