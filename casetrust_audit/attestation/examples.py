"""The examples of rules that only a person can answer, run: an answer in, the verdict it leads to out."""

from __future__ import annotations

from casetrust_audit.attestation.merge import merged
from casetrust_audit.model.attestation import Attestations, Signer
from casetrust_audit.model.rule import Rule
from casetrust_audit.ruleset.evaluate import judge
from casetrust_audit.ruleset.examples import ExampleResult, run_examples
from casetrust_audit.ruleset.shorthand import SHOP

DAY = "2026-12-01"
"""The day of the audit in every example: answers whose `expires` lies before it have run out."""
SIGNER = Signer("A. Person", "Director", "Example Pte. Ltd.", "", DAY, true_to_best_knowledge=True)


def run_all(rule: Rule) -> tuple[ExampleResult, ...]:
    """Every example of the rule: facts are judged, answers are put beside what the tool says without any facts."""
    return run_examples(rule) + run_answers(rule)


def run_answers(rule: Rule) -> tuple[ExampleResult, ...]:
    """Every example with an answer, as if it stood in a signed questionnaire."""
    found = []
    for one in rule.examples:
        if one.answer is not None:
            given = Attestations("answers.yaml", "0" * 64, SHOP, SIGNER, {rule.id: one.answer})
            (finding,) = merged([judge(rule, {}, SHOP)], given, SHOP, DAY, rules=[rule])
            found.append(ExampleResult(rule.id, one.name, rule.file, one.line, {}, one.verdict, finding))
    return tuple(found)
