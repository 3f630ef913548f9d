"""Reads a filled-in questionnaire. Everything wrong is named with file, line and column.

shop, bundle, signer
questions: {Q7: {answer, reason, evidence, owner, date, expires, seen_by}, ..}     one answer for all a question decides
answers: {requirement: the same, ..}                                               for a single one; goes before
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.attestation import (
    ANSWERS,
    EVIDENCE_KINDS,
    NO_QUESTIONS,
    Answer,
    Attestations,
    Document,
    Questions,
    Signer,
)
from casetrust_audit.ruleset.yaml_source import KeyPath, Source, load_yaml

LARGEST_FILE = 256 * 1024
LARGEST_EVIDENCE = 200_000_000
_TOP = ("shop", "bundle", "signer", "questions", "answers")
_SIGNER = ("name", "role", "entity", "uen", "date", "true_to_best_knowledge")
_ANSWER = ("answer", "reason", "evidence", "owner", "date", "expires", "seen_by")
_DOCUMENT = ("file", "sha256", "kind")
_NEEDS_REASON = ("partly", "not-met", "not-applicable")


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire as it is written, to be filled in further: entries by question and by requirement."""

    signer: Mapping[str, Any] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_draft(path: Path, table: Questions = NO_QUESTIONS) -> tuple[Draft, Attestations]:
    """The entries of a file as they are written, and as they are read. Raises as `read_attestations` does."""
    read = read_attestations(path, table)
    data = load_yaml(path, LARGEST_FILE).data
    return Draft(*(data.get(key) or {} for key in ("signer", "questions", "answers"))), read


def read_attestations(path: Path, table: Questions = NO_QUESTIONS) -> Attestations:
    """The answers of a file. Raises RuleFileError, its message starting `file:line:column:`."""
    source = load_yaml(path, LARGEST_FILE)
    top = _mapping(source, (), source.data, _TOP)
    signer = _mapping(source, ("signer",), top.get("signer") or {}, _SIGNER)
    known = tuple(table.by_id())
    for key in _entries(source, top, "questions", "question"):
        if key not in known:
            raise _wrong(source, ("questions", key), f"there is no question {str(key)[:40]!r}", known, str(key))
    reader = _Reader(source, path.parent, table)
    return Attestations(
        file=path.name,
        digest=source.digest,
        shop=_text(source, ("shop",), top),
        signer=_signer(source, signer),
        answers={
            key: reader.answer("answers", key, given)
            for key, given in _entries(source, top, "answers", "requirement").items()
        },
        questions={
            key: reader.answer("questions", key, given)
            for key, given in _entries(source, top, "questions", "question").items()
        },
    )


def _signer(source: Source, given: dict[str, Any]) -> Signer:
    sworn = given.get("true_to_best_knowledge", False)
    if not isinstance(sworn, bool):
        raise _wrong(source, ("signer", "true_to_best_knowledge"), "`true_to_best_knowledge` is true or false")
    words = {key: _text(source, ("signer", key), given) for key in _SIGNER[:-1]}
    _day(source, ("signer", "date"), words["date"])
    return Signer(**words, true_to_best_knowledge=sworn)


def _entries(source: Source, top: dict[str, Any], section: str, what: str) -> dict[str, Any]:
    found = top.get(section) or {}
    if not isinstance(found, dict):
        raise _wrong(source, (section,), f"`{section}` must hold one entry for each {what}")
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    directory: Path
    table: Questions

    def answer(self, section: str, key: str, given: Any) -> Answer:
        path: KeyPath = (section, key)
        entry = _mapping(self.source, path, given, _ANSWER)
        words = {name: _text(self.source, (*path, name), entry) for name in _ANSWER if name != "evidence"}
        said = words.pop("answer") or "do-not-know"
        if said not in ANSWERS:
            told = f"unknown answer {said[:40]!r}; there are {', '.join(ANSWERS)}"
            raise _wrong(self.source, (*path, "answer"), told, ANSWERS, said)
        if said in _NEEDS_REASON and not words["reason"]:
            raise _wrong(self.source, (*path, "answer"), f"the answer {said!r} needs a `reason`")
        for name in ("date", "expires"):
            _day(self.source, (*path, name), words[name])
        documents = tuple(self._documents(path, entry))
        if words["date"] and not words["expires"]:
            words["expires"] = later(words["date"], self._months(section, key, documents))
        if section == "questions":
            return Answer("", said, evidence=documents, question=key, **words)
        return Answer(key, said, evidence=documents, **words)

    def _months(self, section: str, key: str, documents: Iterable[Document]) -> int:
        """How long it counts: by the kinds of evidence that are stated, else by those its questions ask for."""
        stated = [document.kind for document in documents if document.kind]
        if stated:
            return self.table.lasts(stated)
        asked = [self.table.by_id()[key]] if section == "questions" else self.table.of_rule(key)
        return self.table.lasts(wanted.kind for question in asked for wanted in question.evidence)

    def _documents(self, path: KeyPath, entry: dict[str, Any]) -> Iterable[Document]:
        given = entry.get("evidence") or []
        if not isinstance(given, list):
            raise _wrong(self.source, (*path, "evidence"), "`evidence` is a list of files")
        for number, one in enumerate(given):
            yield self._document((*path, "evidence", number), {"file": one} if isinstance(one, str) else one)

    def _document(self, place: KeyPath, one: Any) -> Document:
        given = _mapping(self.source, place, one, _DOCUMENT)
        name, stated, kind = (_text(self.source, (*place, key), given) for key in _DOCUMENT)
        stated = stated.lower()
        if not name:
            raise _wrong(self.source, place, "a piece of evidence needs a `file`")
        if kind and kind not in EVIDENCE_KINDS:
            told = f"unknown kind {kind[:40]!r}; there are {', '.join(EVIDENCE_KINDS)}"
            raise _wrong(self.source, (*place, "kind"), told, EVIDENCE_KINDS, kind)
        if stated and (len(stated) != 64 or set(stated) - set("0123456789abcdef")):
            raise _wrong(self.source, place, "`sha256` is 64 hexadecimal digits")
        found = sha256_of(self.directory / name)
        if not found and not stated:
            told = f"there is no file {name[:80]!r} beside the answers, and no `sha256` of it"
            raise _wrong(self.source, place, told)
        if found and stated and found != stated:
            raise _wrong(self.source, place, f"{name[:80]!r} is not the file whose `sha256` is given")
        return Document(Path(name).name, found or stated, kind)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file; "" where there is none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_EVIDENCE:
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):  # gone, unreadable, or no path at all
        return ""


def _mapping(source: Source, path: KeyPath, given: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _wrong(source, path, f"must hold {', '.join(f'`{k}`' for k in keys)}")
    for key in given:
        if key not in keys:
            raise _wrong(source, (*path, key), f"unknown key {str(key)[:40]!r}", keys, str(key))
    return given


def _text(source: Source, path: KeyPath, entry: dict[str, Any]) -> str:
    value = entry.get(str(path[-1]))
    if value is None:
        return ""
    if isinstance(value, (dict, list, bool)):
        raise _wrong(source, path, f"`{path[-1]}` must be a text")
    return " ".join(str(value).split())


def _day(source: Source, path: KeyPath, given: str) -> None:
    try:
        if given:
            date.fromisoformat(given)
    except ValueError:
        raise _wrong(source, path, f"`{path[-1]}` must be a day such as 2026-11-26, not {given[:40]!r}") from None


def later(day: str, months: int) -> str:
    """The same day so many months later, or the last of a shorter month."""
    start = date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()


def _wrong(source: Source, path: KeyPath, message: str, known: tuple[str, ...] = (), given: str = "") -> RuleFileError:
    close = get_close_matches(given, known, 1)
    return RuleFileError(f"{source.place(path)}: {message}", f"Did you mean {close[0]!r}?" if close else "")
