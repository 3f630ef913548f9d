"""`attest`: what only a person can answer, asked for."""

from __future__ import annotations

from pathlib import Path

from casetrust_audit import pipeline
from casetrust_audit.attestation.asked import to_ask
from casetrust_audit.attestation.questionnaire import as_markdown, as_yaml
from casetrust_audit.errors import UsageError

YAML_NAME, SHEET_NAME = "attestations.yaml", "questions.md"


def write_questionnaire(
    bundle: Path, output: Path, rules: tuple[Path, ...], profile: str
) -> tuple[int, tuple[Path, Path]]:
    """How many questions there are, and the two files written. Raises UsageError rather than write over answers."""
    rule_set = pipeline.rule_set(rules, profile)
    result = pipeline.check(bundle, rule_set).result
    filled, sheet = output / YAML_NAME, output / SHEET_NAME
    if filled.exists():
        raise UsageError(f"{filled} is there already", "It may hold answers: name another --output, or move it away.")
    try:
        output.mkdir(parents=True, exist_ok=True)
        filled.write_text(as_yaml(result, rule_set.questions), encoding="utf-8")
        sheet.write_text(as_markdown(result, rule_set.areas, rule_set.questions), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror or error})", "Name another --output.") from None
    return len(to_ask(result.findings, rule_set.questions)), (filled, sheet)
