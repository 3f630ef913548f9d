"""Takes the answers from a person, one question after the other; how they are prompted for is handed in.

What was answered is kept after each question, so that whoever stops goes on where they stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from casetrust_audit.attestation.asked import Asked, to_ask
from casetrust_audit.attestation.questionnaire import evidence_words
from casetrust_audit.attestation.read import Draft, sha256_of
from casetrust_audit.model.attestation import ANSWERS, EVIDENCE_KINDS, Questions
from casetrust_audit.model.result import AuditResult, Finding
from casetrust_audit.report.escape import clean

NEEDS_REASON = ("partly", "not-met", "not-applicable")
OPEN_ANSWER = "do-not-know"
ANSWER_HELP = (
    "met (all of it is so; with evidence), partly, not-met, not-applicable (these with a reason), or do-not-know, "
    "which leaves it open"
)
_SIGNER = (
    ("name", "Your name"), ("role", "Your role"), ("entity", "Entity, as registered with ACRA"),
    ("uen", "Its UEN (may stay empty)"),
)  # fmt: skip
_MAY_STAY_EMPTY = frozenset({"uen"})


class Person(Protocol):
    """Who answers. All texts are one line without anything that could steer a terminal."""

    def show(self, text: str) -> None:
        """Say something."""

    def ask(self, what: str, default: str = "") -> str:
        """One line of text; `default` where nothing is entered."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What does not change while it is asked. `directory` is where the answers are kept; `today` an ISO 8601 day."""

    person: Person
    table: Questions
    directory: Path
    today: str
    keep: Callable[[Draft], None]


def ask_all(result: AuditResult, draft: Draft, asking: Asking) -> Draft:
    """Ask what is open in `result` and not answered in `draft`, then for the signature. `keep` gets every step."""
    person = asking.person
    asked = to_ask(result.findings, asking.table)
    left = [one for one in asked if not is_answered(draft, one)]
    person.show(f"{len(asked)} questions for {clean(result.run.site, 120)}, {len(asked) - len(left)} of them answered.")
    person.show(f"Answers: {ANSWER_HELP}. Stop at any time; what you answered is kept.")
    for number, one in enumerate(left, 1):
        person.show("")
        person.show(f"Question {number} of {len(left)}")
        draft = _ask_one(one, draft, asking)
    if asked and not _signed(draft.signer):
        draft = _sign(draft, asking)
    return draft


def is_answered(draft: Draft, one: Asked) -> bool:
    """Whether the draft has an answer to it; "do-not-know" is one only with a reason."""
    entry = (draft.questions if one.is_question else draft.answers).get(one.key) or {}
    return bool(entry.get("answer") and (entry["answer"] != OPEN_ANSWER or entry.get("reason")))


def pick(word: str, choices: Sequence[str]) -> str:
    """The choice that is meant by a word, its unmistakable beginning, or its number from 1; "" for none."""
    given = word.strip().lower()
    if given in choices:
        return given
    for number, choice in enumerate(choices, 1):
        if given == str(number):
            return choice
    fitting = [choice for choice in choices if given and choice.startswith(given)]
    return fitting[0] if len(fitting) == 1 else ""


def _ask_one(one: Asked, draft: Draft, asking: Asking) -> Draft:
    person = asking.person
    for line in _introduction(one, asking.table):
        person.show(line)
    draft = _with(draft, one, _entry(one, draft, asking))
    asking.keep(draft)
    ids = [finding.rule for finding in one.findings]
    while one.is_question and len(ids) > 1:
        different = person.ask("Is one of these different? Its name, or nothing to go on").strip()
        if not different:
            break
        rule = pick(different, ids)
        if not rule:
            person.show(f"There are {', '.join(ids)}.")
            continue
        finding = next(f for f in one.findings if f.rule == rule)
        single = Asked(rule, finding.question or finding.title, (finding,))
        draft = _with(draft, single, _entry(single, draft, asking))
        asking.keep(draft)
    return draft


def _introduction(one: Asked, table: Questions) -> Iterator[str]:
    yield f"{one.key}: {clean(one.text)}" if one.is_question else clean(one.text)
    if one.evidence:
        yield f"To show: {clean(evidence_words(one.evidence, table))}"
    if not one.findings:
        yield "The answer is recorded and decides nothing."
    for finding in one.findings:
        yield from _why(finding)


def _why(finding: Finding) -> Iterator[str]:
    yield f"  {finding.rule} ({finding.severity.value}): {clean(finding.title, 300)}"
    if finding.why:
        yield f"    Why it is asked: {clean(finding.why)}"
    yield f"    What the tool saw: {clean(finding.message)}"


def _entry(one: Asked, draft: Draft, asking: Asking) -> dict[str, Any]:
    answer = _choose("Answer", ANSWERS, OPEN_ANSWER, asking.person)
    if answer == OPEN_ANSWER:
        reason = asking.person.ask("Who could say, or what is missing (may stay empty)").strip()
        return {"answer": answer, "reason": reason}
    entry: dict[str, Any] = {"answer": answer, "reason": _reason(answer, asking.person)}
    if answer in ("met", "partly"):
        entry["evidence"] = _evidence(one, asking)
    entry["owner"] = asking.person.ask("Who answers for it", _last_owner(draft)).strip()
    entry["date"] = _day("As of which day", asking.today, asking.person)
    if entry.get("evidence"):
        entry["seen_by"] = asking.person.ask("Who else has seen the evidence (may stay empty)").strip()
    if answer == "met" and not (entry["evidence"] and entry["owner"]):
        asking.person.show("Without evidence and an owner this decides nothing yet; the file can be completed later.")
    return entry


def _reason(answer: str, person: Person) -> str:
    needed = answer in NEEDS_REASON
    while True:
        reason = person.ask("Reason" if needed else "Remark (may stay empty)").strip()
        if reason or not needed:
            return reason
        person.show(f"The answer {answer} needs a reason.")


def _evidence(one: Asked, asking: Asking) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    while True:
        given = asking.person.ask("Another file" if found else "Evidence file (nothing: no more)").strip()
        if not given:
            return found
        path = _path(given)
        digest = sha256_of(path)
        if not digest:
            asking.person.show("There is no file there that can be read.")
            continue
        asking.person.show(f"SHA-256 {digest}")
        found.append({"file": _beside(path, asking.directory), "sha256": digest, "kind": _kind(one, asking.person)})


def _path(given: str) -> Path:
    try:
        return Path(given.strip("\"'")).expanduser()
    except RuntimeError:  # no home to expand to
        return Path(given)


def _kind(one: Asked, person: Person) -> str:
    """The kind of evidence: what the question wants, where that is one kind only."""
    kinds = tuple(dict.fromkeys(wanted.kind for wanted in one.evidence)) or EVIDENCE_KINDS
    return kinds[0] if len(kinds) == 1 else _choose("Kind of evidence", kinds, kinds[0], person)


def _beside(path: Path, directory: Path) -> str:
    """The file as seen from the answers; its name alone where there is no way from there."""
    try:
        return Path(os.path.relpath(path.resolve(), directory.resolve())).as_posix()
    except (OSError, ValueError):  # another drive
        return path.name


def _choose(what: str, choices: Sequence[str], default: str, person: Person) -> str:
    numbered = ", ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1))
    while True:
        chosen = pick(person.ask(f"{what} ({numbered})", default), choices)
        if chosen:
            return chosen
        person.show(f"One of {', '.join(choices)}, please.")


def _day(what: str, default: str, person: Person) -> str:
    while True:
        given = person.ask(what, default).strip()
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            person.show("A day such as 2026-11-26, please.")


def _sign(draft: Draft, asking: Asking) -> Draft:
    person = asking.person
    person.show("")
    person.show("Signature. Without it no answer decides anything.")
    signer: dict[str, Any] = dict(draft.signer)
    for key, what in _SIGNER:
        signer[key] = _filled(what, str(signer.get(key) or ""), person, needed=key not in _MAY_STAY_EMPTY)
    signer["date"] = _day("Date of signature", str(signer.get("date") or asking.today), person)
    said = _choose("Are the answers true to the best of your knowledge?", ("yes", "no"), "no", person)
    signer["true_to_best_knowledge"] = said == "yes"
    signed = replace(draft, signer=signer)
    asking.keep(signed)
    return signed


def _filled(what: str, default: str, person: Person, *, needed: bool) -> str:
    while True:
        given = person.ask(what, default).strip()
        if given or not needed:
            return given
        person.show("That is needed for a signature.")


def _signed(signer: Mapping[str, Any]) -> bool:
    needed = ("date", *(key for key, _ in _SIGNER if key not in _MAY_STAY_EMPTY))
    return signer.get("true_to_best_knowledge") is True and all(signer.get(key) for key in needed)


def _with(draft: Draft, one: Asked, entry: Mapping[str, Any]) -> Draft:
    if one.is_question:
        return replace(draft, questions={**draft.questions, one.key: entry})
    return replace(draft, answers={**draft.answers, one.key: entry})


def _last_owner(draft: Draft) -> str:
    """Who answered for the latest entry that names somebody: mostly the same person again."""
    owners = [entry.get("owner") for section in (draft.answers, draft.questions) for entry in section.values()]
    return next((str(owner) for owner in reversed(owners) if owner), "")
