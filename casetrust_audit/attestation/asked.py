"""What is asked of a merchant: open requirements gathered under the questions that decide them; and the way back, from
the answer to a question to each of its requirements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casetrust_audit.model.attestation import NO_QUESTIONS, Answer, Attestations, Question, Questions, Wanted
from casetrust_audit.model.result import UNDECIDED, Finding, Severity

_ORDER = {severity: place for place, severity in enumerate(Severity)}
_BLANK = "do-not-know"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask. `key` is a question's id or, where no question covers it, a requirement's; `findings` are what
    is open, most severe first; none for a question whose answer is recorded only."""

    key: str
    text: str
    findings: tuple[Finding, ...]
    evidence: tuple[Wanted, ...] = ()
    is_question: bool = False

    @property
    def section(self) -> str:
        """Key of the file that it is answered under."""
        return "questions" if self.is_question else "answers"


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to be asked about: undecided ones, blockers first."""
    return sorted((f for f in findings if f.verdict in UNDECIDED), key=lambda f: (_ORDER[f.severity], f.area, f.rule))


def to_ask(findings: Iterable[Finding], table: Questions = NO_QUESTIONS) -> tuple[Asked, ...]:
    """Everything to be asked, that with the most severe open requirement first; nothing where nothing is open."""
    left = open_findings(findings)
    if not left:
        return ()
    asked = [
        Asked(question.id, question.text, members, question.evidence, is_question=True)
        for question in table.questions
        if (members := tuple(f for f in left if f.rule in question.rules))
    ]
    covered = {f.rule for one in asked for f in one.findings}
    asked += [Asked(f.rule, f.question or f.title, (f,)) for f in left if f.rule not in covered]
    asked.sort(key=lambda one: _ORDER[one.findings[0].severity])
    recorded = [Asked(q.id, q.text, (), q.evidence, is_question=True) for q in table.questions if not q.rules]
    return (*asked, *recorded)


def by_requirement(given: Attestations, findings: Iterable[Finding], table: Questions) -> dict[str, Answer]:
    """The answer to each requirement: its own, else that of the questions which decide it.

    The answer to a question reaches only what is open, for only that was asked. A requirement's own "do-not-know"
    without a reason is an entry nobody filled in, and gives way to its question."""
    answers = dict(given.answers)
    for finding in findings:
        own = given.answers.get(finding.rule)
        if own is not None and (own.answer != _BLANK or own.reason):
            continue
        asked = table.of_rule(finding.rule)
        if finding.verdict in UNDECIDED and any(question.id in given.questions for question in asked):
            answers[finding.rule] = _together(finding.rule, asked, given)
    return answers


def recorded(given: Attestations, table: Questions) -> tuple[Answer, ...]:
    """Answers to questions that decide nothing, but for those that say nothing."""
    known = table.by_id()
    return tuple(
        answer
        for key, answer in given.questions.items()
        if key in known and not known[key].rules and (answer.answer != _BLANK or answer.reason)
    )


def _together(rule: str, asked: Sequence[Question], given: Attestations) -> Answer:
    """One answer out of those to all the questions that decide the rule: each of them has to be met."""
    told = [given.questions.get(q.id, Answer("", _BLANK, f"{q.id} is not answered", question=q.id)) for q in asked]
    if len(told) == 1:
        return replace(told[0], rule=rule)
    counting = [one for one in told if one.answer != "not-applicable"] or told
    word = next(w for w in ("not-met", _BLANK, "partly", "met", "not-applicable") if w in [a.answer for a in counting])
    deciding = [one for one in counting if one.answer == word]
    return Answer(
        rule=rule,
        answer=word,
        reason="; ".join(f"{one.question}: {one.reason}" for one in deciding if one.reason),
        # "met" is backed only where each of its parts is
        evidence=tuple(d for one in deciding for d in one.evidence) if all(one.evidence for one in deciding) else (),
        owner=_joined([one.owner for one in deciding]),
        date=min(one.date for one in deciding),
        expires=min((one.expires for one in deciding if one.expires), default=""),
        seen_by=_joined([one.seen_by for one in deciding]),
        question=", ".join(one.question for one in told),
    )


def _joined(words: Sequence[str]) -> str:
    """All of them, each once; "" where one is missing."""
    return ", ".join(dict.fromkeys(words)) if all(words) else ""
