"""rules/questions.yaml: what is asked of a merchant, which rules each answer decides, and how long evidence counts."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from casetrust_audit.model.attestation import EVIDENCE_KINDS, Question, Questions, Wanted
from casetrust_audit.ruleset.problems import Problems, did_you_mean
from casetrust_audit.ruleset.shape import Shape, Text, read_shape
from casetrust_audit.ruleset.yaml_source import load_yaml

QUESTIONS_FILE = "questions.yaml"
LONGEST_MONTHS = 120

KindWord = Literal["report", "training", "policy", "register"]
Months = Annotated[int, Field(ge=1, le=LONGEST_MONTHS)]


class WantedShape(Shape):
    what: Text
    kind: KindWord


class QuestionShape(Shape):
    id: Annotated[str, Field(pattern=r"^Q[1-9]\d{0,2}$")]
    question: Text
    rules: list[Text]
    evidence: Annotated[list[WantedShape], Field(min_length=1)]


class QuestionsShape(Shape):
    months: dict[KindWord, Months]
    questions: Annotated[list[QuestionShape], Field(min_length=1)]


def read_questions(directory: Path, known: Collection[str], lines: list[str]) -> Questions:
    """The questions of `directory`; `known` are the ids of all rules. What is wrong is added to `lines`."""
    problems = Problems(load_yaml(directory / QUESTIONS_FILE, 128 * 1024))
    shape = read_shape(QuestionsShape, problems)
    seen: set[str] = set()
    made = []
    for index, one in enumerate(shape.questions if shape else ()):
        if one.id in seen:
            problems.add(("questions", index, "id"), f"the question {one.id} is listed twice")
        seen.add(one.id)
        for number, rule in enumerate(one.rules):
            if rule not in known:
                hint = did_you_mean(rule, known)
                problems.add(("questions", index, "rules", number), f"unknown rule {rule!r}{hint}")
        wanted = tuple(Wanted(w.what, w.kind) for w in one.evidence)
        made.append(Question(one.id, one.question, tuple(one.rules), wanted))
    for kind in EVIDENCE_KINDS:
        if shape and kind not in shape.months:
            problems.add(("months",), f"the months of {kind!r} are missing")
    lines.extend(problems.lines)
    months = {str(kind): months for kind, months in shape.months.items()} if shape else {}
    return Questions(months, tuple(made))
