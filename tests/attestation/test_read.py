"""A filled-in questionnaire is read strictly: what is wrong is named with its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casetrust_audit.attestation.read import read_attestations
from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.attestation import (
    NO_QUESTIONS,
    Answer,
    Attestations,
    Document,
    Question,
    Questions,
    Wanted,
)

HEAD = """\
shop: shop.example.sg
bundle: abc
signer: {name: Tan Mei Ling, role: Director, entity: Leaf Pte. Ltd., date: "2026-11-20", true_to_best_knowledge: true}
answers:
"""


def read(tmp_path: Path, *lines: str, head: str = HEAD) -> dict[str, Answer]:
    path = tmp_path / "attestations.yaml"
    path.write_text(head + "\n".join(f"  {line}" for line in lines) + "\n", encoding="utf-8")
    found = read_attestations(path)
    assert found.signer.signed
    return dict(found.answers)


def test_an_answer_is_read_with_the_hash_of_its_evidence(tmp_path: Path) -> None:
    (tmp_path / "audit.pdf").write_bytes(b"report")
    (answer,) = read(
        tmp_path,
        "sec-audit-programme:",
        "  answer: met",
        "  evidence: [audit.pdf]",
        "  owner: IT",
        "  date: 2026-02-28",
    ).values()
    digest = hashlib.sha256(b"report").hexdigest()
    assert answer == Answer(
        "sec-audit-programme", "met", "", (Document("audit.pdf", digest),), "IT", "2026-02-28", "2027-02-28"
    )


def test_evidence_may_stay_away_where_its_hash_is_given(tmp_path: Path) -> None:
    stated = "ab" * 32
    (answer,) = read(tmp_path, f"x: {{answer: met, evidence: [{{file: far/away.pdf, sha256: {stated}}}]}}").values()
    assert answer.evidence == (Document("away.pdf", stated),)
    assert answer.expires == ""


def test_an_answer_lasts_as_long_as_it_says_or_twelve_months(tmp_path: Path) -> None:
    one, other = read(
        tmp_path, "x: {answer: do-not-know, date: 2024-02-29}",
        "y: {answer: do-not-know, date: 2026-01-31, expires: 2026-04-30}",
    ).values()  # fmt: skip
    assert (one.expires, other.expires) == ("2025-02-28", "2026-04-30")


def test_an_entry_without_an_answer_is_not_known(tmp_path: Path) -> None:
    assert read(tmp_path, 'x: {owner: "", evidence: []}')["x"].answer == "do-not-know"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x: {answer: yes-we-do}", ":5:7: unknown answer 'yes-we-do'"),
        ("x: {answer: not-met}", "needs a `reason`"),
        ("x: {anwser: met}", "unknown key 'anwser'"),
        ("x: {answer: met, evidence: [gone.pdf]}", "there is no file 'gone.pdf'"),
        ("x: {answer: met, evidence: [{file: gone.pdf, sha256: 12}]}", "64 hexadecimal digits"),
        ("x: {answer: met, evidence: here.pdf}", "`evidence` is a list"),
        ("x: {answer: met, date: last week}", "must be a day such as"),
        ("x: {answer: met, owner: [a]}", "`owner` must be a text"),
        ("x: met", "must hold"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(line: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"attestations\.yaml:5:") as told:
        read(tmp_path, line)
    assert said in str(told.value)


def test_a_changed_piece_of_evidence_is_told(tmp_path: Path) -> None:
    (tmp_path / "audit.pdf").write_bytes(b"changed")
    with pytest.raises(RuleFileError, match="is not the file whose `sha256` is given"):
        read(tmp_path, f"x: {{answer: met, evidence: [{{file: audit.pdf, sha256: {'a' * 64}}}]}}")


def test_a_close_word_is_offered(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as told:
        read(tmp_path, "x: {anwser: met}")
    assert told.value.advice == "Did you mean 'answer'?"


@pytest.mark.parametrize(
    "signer",
    [
        "{}",
        "{name: A, role: B, entity: C, date: 2026-11-20}",
        "{name: A, role: B, date: 2026-11-20, true_to_best_knowledge: true}",
    ],
)
def test_a_signature_needs_all_its_parts(signer: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"shop: s\nsigner: {signer}\nanswers: {{}}\n", encoding="utf-8")
    assert read_attestations(path).signer.signed is False


TABLE = Questions(
    {"report": 12, "training": 12, "policy": 24, "register": 3},
    (
        Question("Q1", "Who sells?", ("idn-uen",), (Wanted("profile", "register"), Wanted("letter", "report"))),
        Question("Q7", "Mediation?", ("cmp-escalation",), (Wanted("clause", "policy"),)),
        Question("Q16", "Audits?", ("sec-audit",), (Wanted("report", "report"),)),
    ),
)


def read_file(tmp_path: Path, text: str, table: Questions = TABLE) -> Attestations:
    path = tmp_path / "a.yaml"
    path.write_text(f"shop: s\n{text}", encoding="utf-8")
    return read_attestations(path, table)


def test_a_question_is_answered_once_and_lasts_as_its_evidence_does(tmp_path: Path) -> None:
    (tmp_path / "p.pdf").write_bytes(b"x")
    found = read_file(
        tmp_path,
        "questions:\n"
        "  Q1: {answer: met, evidence: [p.pdf], owner: A, date: 2026-01-31}\n"
        "  Q7: {answer: met, evidence: [{file: p.pdf, kind: policy}], owner: A, date: 2026-01-31}\n"
        "  Q16: {answer: met, evidence: [{file: p.pdf, kind: register}], owner: A, date: 2026-01-31}\n",
    )
    assert {key: answer.expires for key, answer in found.questions.items()} == {
        "Q1": "2026-04-30", "Q7": "2028-01-31", "Q16": "2026-04-30",
    }  # fmt: skip
    assert found.questions["Q7"].question == "Q7"
    assert found.questions["Q7"].rule == ""
    assert found.questions["Q7"].evidence[0].kind == "policy"
    assert found.answers == {}


def test_an_answer_for_a_requirement_lasts_as_its_question_would(tmp_path: Path) -> None:
    found = read_file(
        tmp_path,
        "answers:\n"
        "  idn-uen: {answer: do-not-know, date: 2026-01-31}\n"
        "  cmp-escalation: {answer: do-not-know, date: 2026-01-31}\n"
        "  other-thing: {answer: do-not-know, date: 2026-01-31}\n"
        "  sec-audit: {answer: do-not-know, date: 2026-01-31, expires: 2026-02-01}\n",
    )
    assert [a.expires for a in found.answers.values()] == ["2026-04-30", "2028-01-31", "2027-01-31", "2026-02-01"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("questions: {Q77: {answer: met}}\n", "there is no question 'Q77'"),
        ("questions: [Q1]\n", "`questions` must hold one entry for each question"),
        (
            "questions: {Q1: {answer: met, evidence: [{file: x, kind: book}]}}\n",
            "unknown kind 'book'; there are report",
        ),
        ("questions: {Q1: {answer: partly}}\n", "needs a `reason`"),
        ("questions: {Q1: {answer: met, file: x}}\n", "unknown key 'file'"),
        ("qestions: {}\n", "unknown key 'qestions'"),
    ],
)
def test_what_is_wrong_with_a_question_is_named_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"a\.yaml:2:") as told:
        read_file(tmp_path, text)
    assert said in str(told.value)


def test_a_file_written_before_there_were_questions_reads_as_ever(tmp_path: Path) -> None:
    found = read_file(tmp_path, "signer: {}\nanswers:\n  idn-uen: {answer: not-met, reason: none}\n", NO_QUESTIONS)
    assert (found.answers["idn-uen"].answer, found.questions) == ("not-met", {})
