"""A small schema, facts and rules for the tests of the ruleset room."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from casetrust_audit.model.fact import (
    Absent,
    Certainty,
    EvidenceRef,
    Fact,
    FactSchema,
    FactType,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.rule import Rule
from casetrust_audit.ruleset.build import build_rule
from casetrust_audit.ruleset.problems import Problems
from casetrust_audit.ruleset.yaml_source import parse_yaml

FORM_FIELDS = {
    "visible": FieldType(Kind.BOOL),
    "scripted": FieldType(Kind.BOOL),
    "target_scheme": FieldType(Kind.CHOICE, ("http", "https", "other")),
    "count": FieldType(Kind.INT),
    "price": FieldType(Kind.MONEY),
    "tags": FieldType(Kind.WORDS),
}
SCHEMA: FactSchema = {
    t.name: t
    for t in (
        FactType("accounts.offered", Kind.BOOL, "Whether there are accounts."),
        FactType("a.flag", Kind.BOOL, "A yes or no."),
        FactType("b.flag", Kind.BOOL, "Another."),
        FactType("returns.window_days", Kind.INT, "Days to return goods."),
        FactType("score.ratio", Kind.NUMBER, "A ratio."),
        FactType("price.total", Kind.MONEY, "The total."),
        FactType("shop.kind", Kind.CHOICE, "What it is.", ("cart", "catalogue", "quote")),
        FactType("shop.name", Kind.TEXT, "The name."),
        FactType("reviews.words", Kind.WORDS, "Words found."),
        FactType("forms.sensitive", Kind.SUBJECTS, "Forms.", fields=FORM_FIELDS),
    )
}


def refs(*sessions: str, quote: str = "") -> tuple[EvidenceRef, ...]:
    return tuple(EvidenceRef(f"c-{s}", "https://shop.test/", quote=quote, session=s) for s in sessions)


TWICE = refs("crawl", "second-look")
ONCE = refs("crawl")


def known(value: Any, certainty: Certainty = Certainty.OBSERVED, seen: tuple[EvidenceRef, ...] = TWICE) -> Known:
    return Known(value, seen, certainty)


def absent() -> Absent:
    return Absent(refs("crawl", quote="searched"), ("word",))


def unknown(reason: str = "not reached", kind: UnknownKind = UnknownKind.NOT_LOOKED) -> Unknown:
    return Unknown(reason, kind)


BROKEN = unknown("the tool failed here", UnknownKind.BROKEN)


def subject(label: str, seen: tuple[EvidenceRef, ...] = TWICE, **fields: Scalar | Fact) -> Subject:
    return Subject(label, fields, tuple(EvidenceRef(r.source, r.url, label, session=r.session) for r in seen))


BASE: dict[str, Any] = {
    "id": "cmp-thing", "title": "A thing is so.", "area": "CMP", "severity": "major", "mode": "automatic",
    "brief": "none", "sources": ["X"], "why": "Because.", "fail": {"fact": "a.flag", "is": False},
    "pass": {"fact": "a.flag", "is": True},
    "messages": {"pass": "Good.", "fail": "Bad.", "needs-review": "Look.", "not-tested": "Not tested: {reason}.",
                 "not-applicable": "{reason}"},
    "remediation": "Mend it.", "question": "Is it so?",
    "examples": [
        {"name": "yes", "facts": {"a.flag": True}, "verdict": "pass"},
        {"name": "no", "facts": {"a.flag": False}, "verdict": "fail"},
        {"name": "hm", "facts": {}, "verdict": "needs-review"},
    ],
}  # fmt: skip
ATTEST: dict[str, Any] = {
    "mode": "attest", "fail": None, "passes": None, "documents": ["a list", "a letter"],
    "messages": {"attest": "Only a person can say.", "pass": "Shown.", "fail": "Not there: {reason}.",
                 "needs-review": "In part."},
    "examples": [
        {"name": "shown", "verdict": "pass",
         "answer": {"answer": "met", "evidence": ["a.pdf"], "owner": "IT", "date": "2026-03-01"}},
        {"name": "no", "verdict": "fail", "answer": {"answer": "not-met", "reason": "no time"}},
        {"name": "half", "verdict": "needs-review", "answer": {"answer": "partly", "reason": "half"}},
        {"name": "unanswered", "verdict": "attest", "answer": {"answer": "do-not-know"}},
    ],
}  # fmt: skip
"""What makes the base rule one that only a person can answer."""
FILE = "rules/complaints/cmp-thing.yaml"


def spec(**changes: Any) -> dict[str, Any]:
    """The base rule as data, with keys replaced (`passes` for pass; None leaves a key out)."""
    data = copy.deepcopy(BASE)
    for key, value in changes.items():
        name = "pass" if key == "passes" else key
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return data


def text(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True)


def problems_of(**changes: Any) -> list[str]:
    found = Problems(parse_yaml(text(spec(**changes)), FILE))
    build_rule(found, SCHEMA)
    return found.lines


def rule(**changes: Any) -> Rule:
    """A rule that must load without a problem."""
    found = Problems(parse_yaml(text(spec(**changes)), FILE))
    built = build_rule(found, SCHEMA)
    assert built is not None, found.lines
    assert not found.lines, found.lines
    return built


CATALOGUE: dict[str, Any] = {
    "areas": {"CMP": "Complaints", "RET": "Returns"},
    "requirements": [
        {"id": "cmp-thing", "area": "CMP", "title": "A thing.", "severity": "major", "mode": "automatic",
         "brief": "none", "sources": [], "why": "Because.", "question": "Is it so?"},
        {"id": "cmp-people", "area": "CMP", "title": "People.", "severity": "major", "mode": "attest",
         "brief": "explicit", "sources": [], "why": "Because.", "question": "Who are they?"},
        {"id": "ret-other", "area": "RET", "title": "Other.", "severity": "blocker", "mode": "assisted",
         "brief": "implied", "sources": [], "why": "Because.", "question": "What else?"},
    ],
}  # fmt: skip
CLAUSES: dict[str, Any] = {
    "schemes": [
        {"code": "XS", "title": "A scheme", "kind": "guideline", "issuer": "Somebody", "sources": ["X"],
         "edition": "first", "clauses": [
            {"id": "xs-all", "title": "All is well.", "observability": "attest", "combine": "all", "caps": "blocker",
             "rules": ["cmp-thing", "cmp-people", "ret-other"]},
            {"id": "xs-one", "title": "One is well.", "observability": "attest", "combine": "any", "caps": "major",
             "rules": ["cmp-thing", "cmp-people"]},
        ]},
    ],
}  # fmt: skip
QUESTIONS: dict[str, Any] = {
    "months": {"report": 12, "training": 12, "policy": 24, "register": 3},
    "questions": [
        {"id": "Q1", "question": "Who is it?", "rules": ["cmp-people"],
         "evidence": [{"what": "list", "kind": "report"}]},
    ],
}  # fmt: skip
SETTINGS: dict[str, Any] = {
    "version": "0.1.0",
    "weights": {"blocker": 10, "major": 5, "minor": 2, "info": 0},
    "coverage_floor": 80,
    "caps": {"blocker_failed": 49, "major_failed": 89},
}


def rules_directory(place: Path, *rules: Mapping[str, Any]) -> Path:
    """A directory of rules with its catalogue and settings."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "catalogue.yaml").write_text(text(CATALOGUE), "utf-8")
    (place / "clauses.yaml").write_text(text(CLAUSES), "utf-8")
    (place / "questions.yaml").write_text(text(QUESTIONS), "utf-8")
    (place / "ruleset.yaml").write_text(text(SETTINGS), "utf-8")
    for data in rules:
        write_rule(place, data)
    return place


def write_rule(place: Path, data: Mapping[str, Any]) -> Path:
    path = place / "some" / f"{data['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(data), "utf-8")
    return path
