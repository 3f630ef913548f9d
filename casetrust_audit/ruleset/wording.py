"""Whether messages tell only what was seen: no value that may be unknown, no list of what may be the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.model import parts
from casetrust_audit.model.result import Verdict
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Mode, Rule
from casetrust_audit.ruleset.messages import GENERAL, OF_SUBJECTS
from casetrust_audit.ruleset.yaml_source import KeyPath

_ALTERNATIVE = re.compile(
    r"(?:, or|; or)\b[^.,;:“”]{0,80}?\b"
    r"(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|may|will|stands?|lacks?|needs?|moves?|says?)\b"
)
"""A second statement in place of the first; "a page or a file" is one statement."""
_JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW)


def loose(rule: Rule) -> Iterator[tuple[KeyPath, str]]:
    """What in the messages of a rule could be said without having been seen, with its place."""
    if rule.mode is Mode.ATTEST:
        return
    for verdict, text in rule.messages.items():
        place: KeyPath = ("messages", verdict.value)
        outside = "".join(piece for piece in parts.split(text) if isinstance(piece, str))
        if _condition(rule, verdict) is None and verdict in (Verdict.PASS, Verdict.FAIL):
            continue  # there is none, or it could not be read: that is told by itself
        for name in parts.NAMED.findall(outside):
            if name not in (*GENERAL, *OF_SUBJECTS) and name not in _sure(rule, verdict):
                yield place, f"{{{name}}} may be unknown here: put what is said of it in brackets, [… {{{name}}} …]"
        if verdict in _JUDGED and (found := _ALTERNATIVE.search(outside)):
            yield (
                place,
                f"says two things of which one may not be so (“{found[0]}”): let conditions say which, {{reason}}",
            )


def _condition(rule: Rule, verdict: Verdict) -> Condition | None:
    return {Verdict.PASS: rule.passes, Verdict.FAIL: rule.fail}.get(verdict)


def _sure(rule: Rule, verdict: Verdict) -> frozenset[str]:
    """Facts that are known wherever the rule ends with the verdict."""
    condition = _condition(rule, verdict)
    if verdict is Verdict.FAIL and rule.subjects is not None and rule.subjects.when_none is Verdict.FAIL:
        return frozenset()
    applies = _told_by(rule.precondition.when) if rule.precondition else frozenset()
    # in a rule with subjects a condition holds of one of them; its facts are the shop's all the same
    return applies | _told_by(condition) if condition is not None else applies


def _told_by(condition: Condition) -> frozenset[str]:
    """Facts that are known where the condition holds."""
    if isinstance(condition, Compare):
        none = condition.local or (condition.op, condition.operand) in (("exists", False), ("empty", True))
        return frozenset() if none else frozenset({condition.path})
    if isinstance(condition, (AllOf, AnyOf)):
        each = [_told_by(part) for part in condition.parts]
        return frozenset.union(*each) if isinstance(condition, AllOf) else frozenset.intersection(*each)
    return frozenset() if condition.quantifier in ("none", "at_most") else frozenset({condition.path})
