"""Shapes of the YAML files: which keys there are and of what type. Conditions are read by `conditions`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casetrust_audit.ruleset.problems import Problems, did_you_mean

Text = Annotated[str, Field(min_length=1, max_length=2000)]
SeverityWord = Literal["blocker", "major", "minor", "info"]
ModeWord = Literal["automatic", "assisted", "attest"]
BriefWord = Literal["explicit", "implied", "none"]
VerdictWord = Literal["pass", "fail", "needs-review", "not-applicable", "not-tested", "error", "attest"]


class Shape(BaseModel):
    """Strict: no unknown keys, no conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AppliesShape(Shape):
    when: Any
    reason: Text


class SubjectsShape(Shape):
    each: str | None = None
    any: str | None = None
    at_least: str | None = None
    number: int | None = Field(default=None, ge=1)
    where: Any = None
    when_none: Literal["not-tested", "needs-review", "not-applicable", "fail"] = "not-tested"
    lacks: str = ""


class MessagesShape(Shape):
    passes: Text | None = Field(default=None, alias="pass")
    fail: Text | None = None
    needs_review: Text | None = Field(default=None, alias="needs-review")
    not_tested: Text | None = Field(default=None, alias="not-tested")
    not_applicable: Text | None = Field(default=None, alias="not-applicable")
    error: Text | None = None
    attest: Text | None = None

    def given(self) -> dict[str, str]:
        """Messages by verdict word."""
        return self.model_dump(by_alias=True, exclude_none=True)


class AnswerShape(Shape):
    answer: Literal["met", "partly", "not-met", "not-applicable", "do-not-know"]
    reason: str = ""
    evidence: list[Text] = []
    owner: str = ""
    date: str = ""
    expires: str = ""


class ExampleShape(Shape):
    name: Text
    facts: dict[str, Any] = {}
    answer: AnswerShape | None = None
    verdict: VerdictWord


class RuleShape(Shape):
    id: Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]
    title: Text
    headline: str = ""
    area: str
    severity: SeverityWord
    mode: ModeWord
    brief: BriefWord
    sources: list[Text]
    why: Text
    applies: AppliesShape | None = None
    subjects: SubjectsShape | None = None
    fail: Any = None
    review: Any = None
    passes: Any = Field(default=None, alias="pass")
    unknown: Literal["not-tested", "needs-review"] = "not-tested"
    messages: MessagesShape = MessagesShape()
    remediation: Text
    question: str = ""
    documents: list[Text] = []
    examples: list[ExampleShape] = []


class RequirementShape(Shape):
    id: Text
    area: str
    title: Text
    severity: SeverityWord
    mode: ModeWord
    brief: BriefWord
    sources: list[Text]
    why: Text
    question: Text


class CatalogueShape(Shape):
    areas: dict[str, Text]
    requirements: Annotated[list[RequirementShape], Field(min_length=1)]


class WeightsShape(Shape):
    blocker: int | Decimal = Field(ge=0)
    major: int | Decimal = Field(ge=0)
    minor: int | Decimal = Field(ge=0)
    info: int | Decimal = Field(ge=0)


class CapsShape(Shape):
    blocker_failed: int = Field(ge=0, le=100)
    major_failed: int = Field(ge=0, le=100)


class SettingsShape(Shape):
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    weights: WeightsShape
    coverage_floor: int | Decimal = Field(ge=0, le=100)
    caps: CapsShape


S = TypeVar("S", bound=Shape)


def read_shape(shape: type[S], problems: Problems) -> S | None:
    """The file's data as that shape, or None with every problem recorded at its place."""
    if not isinstance(problems.source.data, dict):
        problems.add((), "the file must be a mapping of keys to values")
        return None
    try:
        return shape.model_validate(problems.source.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            path = tuple(detail["loc"])
            problems.add(path, _in_words(shape, path, str(detail["type"]), str(detail["msg"])))
        return None


def _in_words(shape: type[Shape], path: tuple[str | int, ...], kind: str, message: str) -> str:
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return f"unknown key {name[:80]!r}{did_you_mean(name[:80], _keys(shape, path[:-1]))}"
    if kind == "missing":
        return f"the key {name!r} is missing"
    return f"{name}: {message[:1].lower()}{message[1:]}"


def _keys(shape: type[Shape], path: tuple[str | int, ...]) -> list[str]:
    """Keys the file may have at that path."""
    current: type[Shape] | None = shape
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        found = [f.annotation for n, f in current.model_fields.items() if (f.alias or n) == step]
        current = _shape_in(found[0]) if found else None
    return [f.alias or n for n, f in current.model_fields.items()] if current else []


def _shape_in(annotation: Any) -> type[Shape] | None:
    """The Shape inside `X`, `X | None` or `list[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next((s for a in getattr(annotation, "__args__", ()) if (s := _shape_in(a)) is not None), None)
