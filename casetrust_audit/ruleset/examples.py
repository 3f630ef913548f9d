"""The examples a rule carries, run: facts in, verdict out. Those with a person's answer: see `attestation.examples`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casetrust_audit.model.fact import Fact
from casetrust_audit.model.result import Finding, Verdict
from casetrust_audit.model.rule import Rule
from casetrust_audit.ruleset.evaluate import judge
from casetrust_audit.ruleset.shorthand import SHOP


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of one rule: its facts, the verdict they should give, and the finding they gave."""

    rule: str
    name: str
    file: str
    line: int
    facts: Mapping[str, Fact]
    expected: Verdict
    finding: Finding

    @property
    def ok(self) -> bool:
        return self.finding.verdict is self.expected

    def __str__(self) -> str:
        outcome = "as expected" if self.ok else f"gave {self.finding.verdict.value} ({self.finding.message})"
        return f"{self.file}:{self.line}: {self.name}: expected {self.expected.value}, {outcome}"


def run_examples(rule: Rule) -> tuple[ExampleResult, ...]:
    """Every example with facts, judged. Facts an example does not give are unknown."""
    return tuple(
        ExampleResult(rule.id, one.name, rule.file, one.line, one.facts, one.verdict, judge(rule, one.facts, SHOP))
        for one in rule.examples
        if one.answer is None
    )
