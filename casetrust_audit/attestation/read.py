"""Reads a filled-in questionnaire. Everything wrong is named with file, line and column."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.attestation import ANSWERS, Answer, Attestations, Document, Signer
from casetrust_audit.ruleset.yaml_source import KeyPath, Source, load_yaml

LARGEST_FILE = 256 * 1024
LARGEST_EVIDENCE = 200_000_000
LASTS_MONTHS = 12
"""Months an answer lasts where it names no end: the usual life of a report or a training."""
_TOP = ("shop", "bundle", "signer", "answers")
_SIGNER = ("name", "role", "entity", "uen", "date", "true_to_best_knowledge")
_ANSWER = ("answer", "reason", "evidence", "owner", "date", "expires", "seen_by")
_DOCUMENT = ("file", "sha256")
_NEEDS_REASON = ("partly", "not-met", "not-applicable")


def read_attestations(path: Path) -> Attestations:
    """The answers of a file. Raises RuleFileError, its message starting `file:line:column:`."""
    source = load_yaml(path, LARGEST_FILE)
    top = _mapping(source, (), source.data, _TOP)
    signer = _mapping(source, ("signer",), top.get("signer") or {}, _SIGNER)
    answers = top.get("answers") or {}
    if not isinstance(answers, dict):
        raise _wrong(source, ("answers",), "`answers` must hold one entry for each requirement")
    return Attestations(
        file=path.name,
        digest=source.digest,
        shop=_text(source, ("shop",), top),
        signer=_signer(source, signer),
        answers={rule: _answer(source, rule, given, path.parent) for rule, given in answers.items()},
    )


def _signer(source: Source, given: dict[str, Any]) -> Signer:
    sworn = given.get("true_to_best_knowledge", False)
    if not isinstance(sworn, bool):
        raise _wrong(source, ("signer", "true_to_best_knowledge"), "`true_to_best_knowledge` is true or false")
    words = {key: _text(source, ("signer", key), given) for key in _SIGNER[:-1]}
    _day(source, ("signer", "date"), words["date"])
    return Signer(**words, true_to_best_knowledge=sworn)


def _answer(source: Source, rule: str, given: Any, directory: Path) -> Answer:
    path: KeyPath = ("answers", rule)
    entry = _mapping(source, path, given, _ANSWER)
    words = {key: _text(source, (*path, key), entry) for key in _ANSWER if key != "evidence"}
    said = words.pop("answer") or "do-not-know"
    if said not in ANSWERS:
        raise _wrong(
            source, (*path, "answer"), f"unknown answer {said[:40]!r}; there are {', '.join(ANSWERS)}", ANSWERS
        )
    if said in _NEEDS_REASON and not words["reason"]:
        raise _wrong(source, (*path, "answer"), f"the answer {said!r} needs a `reason`")
    for key in ("date", "expires"):
        _day(source, (*path, key), words[key])
    if words["date"] and not words["expires"]:
        words["expires"] = _later(words["date"], LASTS_MONTHS)
    return Answer(rule, said, evidence=tuple(_documents(source, path, entry, directory)), **words)


def _documents(source: Source, path: KeyPath, entry: dict[str, Any], directory: Path) -> Iterable[Document]:
    given = entry.get("evidence") or []
    if not isinstance(given, list):
        raise _wrong(source, (*path, "evidence"), "`evidence` is a list of files")
    for number, one in enumerate(given):
        place: KeyPath = (*path, "evidence", number)
        document = _mapping(source, place, {"file": one} if isinstance(one, str) else one, _DOCUMENT)
        name = _text(source, (*place, "file"), document)
        stated = _text(source, (*place, "sha256"), document).lower()
        if not name:
            raise _wrong(source, place, "a piece of evidence needs a `file`")
        if stated and (len(stated) != 64 or set(stated) - set("0123456789abcdef")):
            raise _wrong(source, place, "`sha256` is 64 hexadecimal digits")
        found = _digest(directory / name)
        if not found and not stated:
            raise _wrong(source, place, f"there is no file {name[:80]!r} beside the answers, and no `sha256` of it")
        if found and stated and found != stated:
            raise _wrong(source, place, f"{name[:80]!r} is not the file whose `sha256` is given")
        yield Document(Path(name).name, found or stated)


def _digest(path: Path) -> str:
    """SHA-256 of a file; "" where there is none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_EVIDENCE:
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
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


def _later(day: str, months: int) -> str:
    """The same day so many months later, or the last of a shorter month."""
    start = date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()


def _wrong(source: Source, path: KeyPath, message: str, known: tuple[str, ...] = (), given: str = "") -> RuleFileError:
    close = get_close_matches(given, known, 1)
    return RuleFileError(f"{source.place(path)}: {message}", f"Did you mean {close[0]!r}?" if close else "")
