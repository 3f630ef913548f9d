"""Answers taken one after the other, kept after each, gone on with later; and all of it at a real terminal once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import select
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from casetrust_audit.attestation.asking import Asking, ask_all, pick
from casetrust_audit.attestation.questionnaire import EMPTY, as_yaml
from casetrust_audit.attestation.read import Draft, read_attestations, read_draft
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.attestation import Question, Questions, Wanted
from casetrust_audit.model.capture import CrawlSummary, RunInfo
from casetrust_audit.model.result import AuditResult, Finding, Severity, Verdict
from tests.attestation.test_merge import finding
from tests.report.sample import HOSTILE, result

pty = pytest.importorskip("pty", reason="there are no terminals of this kind here")

TODAY = "2026-11-26"
TABLE = Questions(
    {"report": 12, "training": 12, "policy": 24, "register": 3},
    (
        Question("Q1", "One?", ("a-one", "a-two"), (Wanted("list", "report"), Wanted("rule", "policy"))),
        Question("Q3", "Recorded?", (), (Wanted("chart", "report"),)),
    ),
)
SIGNED = {"name": "Tan", "role": "Director", "entity": "Leaf", "date": TODAY, "true_to_best_knowledge": True}


class Scripted:
    """A person who enters these lines and then presses Ctrl-C."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.said, self.asked = list(lines), list[str](), list[str]()

    def show(self, text: str) -> None:
        self.said.append(text)

    def ask(self, what: str, default: str = "") -> str:
        self.asked.append(what)
        if not self.lines:
            raise KeyboardInterrupt
        return self.lines.pop(0) or default


def audit(*rules: str) -> AuditResult:
    found = tuple(finding(Verdict.ATTEST, Severity.MAJOR, rule) for rule in rules)
    return replace(result(), findings=tuple(replace(f, question=f"Is {f.rule} so?", why="It matters.") for f in found))


def answer(
    person: Scripted, directory: Path, *rules: str, draft: Draft = EMPTY, shop: AuditResult | None = None
) -> Draft:
    """The last draft that was kept, whether or not the person went on to the end."""
    kept = [draft]
    with contextlib.suppress(KeyboardInterrupt):
        ask_all(shop or audit(*rules), draft, Asking(person, TABLE, directory, TODAY, kept.append))
    return kept[-1]


def test_a_question_is_answered_with_evidence_owner_date_and_signature(tmp_path: Path) -> None:
    (tmp_path / "log.pdf").write_bytes(b"log")
    digest = hashlib.sha256(b"log").hexdigest()
    person = Scripted(
        "met", "all of it", str(tmp_path / "log.pdf"), "policy", "", "Operations", "", "A. Consultant", "",  # Q1
        "do-not-know", "", "Tan", "Director", "Leaf Pte. Ltd.", "", "", "yes",
    )  # fmt: skip
    draft = answer(person, tmp_path, "a-one", "a-two")
    assert draft.questions["Q1"] == {
        "answer": "met", "reason": "all of it", "evidence": [{"file": "log.pdf", "sha256": digest, "kind": "policy"}],
        "owner": "Operations", "date": TODAY, "seen_by": "A. Consultant",
    }  # fmt: skip
    assert draft.signer["true_to_best_knowledge"] is True
    assert not person.lines
    path = tmp_path / "attestations.yaml"
    path.write_text(as_yaml(audit("a-one", "a-two"), TABLE, draft), encoding="utf-8")
    read = read_attestations(path, TABLE)
    assert read.signer.signed
    assert read.questions["Q1"].expires == "2028-11-26"
    assert read_draft(path, TABLE)[0].questions["Q1"] == draft.questions["Q1"]


def test_the_person_is_told_what_is_asked_why_and_what_was_seen(tmp_path: Path) -> None:
    person = Scripted()
    answer(person, tmp_path, "a-one")
    told = "\n".join(person.said)
    assert "2 questions for kopi-kaya.example, 0 of them answered." in told
    assert "Q1: One?" in told
    assert "To show: list (report, counts 12 months); rule (policy, counts 24 months)" in told
    assert "a-one (major): Title" in told
    assert "Why it is asked: It matters." in told
    assert "What the tool saw: What the tool says." in told
    assert person.asked == ["Answer (1 met, 2 partly, 3 not-met, 4 not-applicable, 5 do-not-know)"]


def test_what_was_answered_before_an_interruption_is_kept_and_not_asked_again(tmp_path: Path) -> None:
    first = answer(Scripted("3", "nobody does it", "Ops", ""), tmp_path, "a-one", "z-other")
    assert list(first.questions) == ["Q1"]
    again = Scripted("na", "not-applicable", "no such thing", "", "")
    second = answer(again, tmp_path, "a-one", "z-other", draft=first)
    assert second.questions == first.questions
    assert second.answers["z-other"] == {
        "answer": "not-applicable", "reason": "no such thing", "owner": "Ops", "date": TODAY,
    }  # fmt: skip
    assert "3 questions for kopi-kaya.example, 1 of them answered." in again.said
    assert "One of met, partly, not-met, not-applicable, do-not-know, please." in again.said


def test_one_of_several_can_be_answered_by_itself(tmp_path: Path) -> None:
    person = Scripted("met", "", "", "Ops", "", "a-three", "a-two", "not-met", "not there", "", "", "")
    draft = answer(person, tmp_path, "a-one", "a-two")
    assert draft.questions["Q1"]["answer"] == "met"
    assert draft.answers["a-two"]["answer"] == "not-met"
    assert "There are a-one, a-two." in person.said
    assert "Without evidence and an owner this decides nothing yet; the file can be completed later." in person.said


def test_what_makes_no_sense_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"x")
    person = Scripted(
        "perhaps", "partly", "", "half of it", "gone.pdf", "\0", str(tmp_path), str(tmp_path / "x.pdf"), "book", "1",
        "", "Ops", "yesterday", "2026-11-01", "", "",
    )  # fmt: skip
    draft = answer(person, tmp_path, "a-one")
    assert draft.questions["Q1"]["date"] == "2026-11-01"
    assert draft.questions["Q1"]["evidence"][0]["kind"] == "report"
    assert person.said.count("There is no file there that can be read.") == 3
    assert "The answer partly needs a reason." in person.said
    assert "A day such as 2026-11-26, please." in person.said


def test_a_signature_is_not_asked_for_twice_and_never_assumed(tmp_path: Path) -> None:
    answered = Draft(SIGNED, {"Q1": {"answer": "not-met", "reason": "no"}, "Q3": {"answer": "met"}})
    person = Scripted()
    answer(person, tmp_path, "a-one", draft=answered)
    assert person.asked == []
    person = Scripted("", "", "", "", "", "")
    unsigned = replace(answered, signer=SIGNED | {"true_to_best_knowledge": False})
    assert answer(person, tmp_path, "a-one", draft=unsigned).signer["true_to_best_knowledge"] is False


def test_a_shop_with_nothing_open_is_not_asked_to_sign(tmp_path: Path) -> None:
    person = Scripted()
    shop = replace(audit(), findings=(finding(Verdict.PASS),))
    assert answer(person, tmp_path, shop=shop) == EMPTY
    assert person.asked == []


def test_nothing_hostile_reaches_the_terminal(tmp_path: Path) -> None:
    found: tuple[Finding, ...] = tuple(
        replace(f, message=HOSTILE, title=HOSTILE, why=HOSTILE, question=HOSTILE) for f in audit("a-one", "z").findings
    )
    person = Scripted("do-not-know", "")
    answer(person, tmp_path, shop=replace(audit(), findings=found))
    assert not set("".join((*person.said, *person.asked))) & set("\x1b\u202e\n\r\x00\u2066")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("met", "met"), ("M", "met"), ("1", "met"), ("p", "partly"), ("not", ""), ("not-m", "not-met"), ("", ""),
     ("0", ""), ("6", ""), ("²", ""), ("9" * 5000, ""), ("do", "do-not-know")],
)  # fmt: skip
def test_a_choice_is_meant_by_word_beginning_or_number(word: str, meant: str) -> None:
    assert pick(word, ("met", "partly", "not-met", "not-applicable", "do-not-know")) == meant


# At a terminal

MOST_PRESSES = 60
"""Of the last key, and pieces of the screen read after it."""
COMMAND = [sys.executable, "-m", "casetrust_audit.cli.app", "attest", "ask"]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Evidence of a shop that nobody could look at: everything is open."""
    run = RunInfo("https://shop.test/", "shop.test", "2026-01-01T00:00:00Z", "", "0.1", "Chromium 1", {}, "x")
    with BundleWriter(tmp_path / "bundle", run) as writer:
        writer.finish("2026-01-01T00:05:00Z", CrawlSummary(0, False, 0, 0, 0, "read", 0))
    return tmp_path / "bundle"


def at_terminal(bundle: Path, *turns: tuple[str, str]) -> tuple[int, str]:
    """Exit code and screen of `attest ask`; a turn is what to wait for and what to type then."""
    master, slave = pty.openpty()
    # Ctrl-C reaches a program only from the terminal that is its own, and only where it is not ignored: a test run that
    # is a job in the background hands on that it is
    own = (
        "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        "signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = [sys.executable, "-c", own, *COMMAND, str(bundle)]
    environment = os.environ | {"TERM": "dumb", "NO_COLOR": "1"}
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    ) as process:
        os.close(slave)
        screen, told = "", 0
        try:
            for wanted, typed in turns:
                screen, told = _until(master, screen, told, wanted)
                os.write(master, typed.encode())
            for _ in range(MOST_PRESSES):
                chunk = _read(master, 2) or (process.poll() is None and _again(master, turns[-1][1]))
                if not chunk:
                    break
                screen += chunk if isinstance(chunk, str) else ""
            code = process.wait(60)
        finally:
            process.kill()
            os.close(master)
    return code, screen


def _again(master: int, typed: str) -> bool:
    """Press the key once more, as a person would: an interrupt between a program's last look for one and its waiting
    for a line is not noticed before the line."""
    os.write(master, typed.encode())
    return True


def _read(master: int, seconds: float = 60) -> str:
    """What came; "" at the end, and where nothing comes for so long."""
    if not select.select([master], [], [], seconds)[0]:
        return ""
    try:
        return os.read(master, 65536).decode(errors="replace")
    except OSError:  # how Linux tells that the other end is closed
        return ""


def _until(master: int, screen: str, told: int, wanted: str) -> tuple[str, int]:
    """The screen once `wanted` stands after the first `told` characters, and where that ends: one piece of what comes
    may hold several prompts."""
    end = time.monotonic() + 60
    while wanted not in screen[told:]:
        chunk = _read(master)
        assert chunk, f"ended without {wanted!r}: {screen[-2000:]}"
        assert time.monotonic() < end, screen[-2000:]
        screen += chunk
    return screen, screen.index(wanted, told) + len(wanted)


def test_answers_at_a_terminal_survive_ctrl_c_and_are_gone_on_with(bundle: Path) -> None:
    answers = bundle.parent / "attestations" / "attestations.yaml"
    code, screen = at_terminal(
        bundle,
        ("Answer (1 met", "not-met\n"), ("Reason", "nothing of it\n"), ("Who answers", "Ops\n"), ("which day", "\n"),
        ("different?", "\x03"),
    )  # fmt: skip
    assert code == 130, screen
    assert "the same command goes on" in screen
    first = read_attestations(answers, shipped())
    told = [a for a in (*first.questions.values(), *first.answers.values()) if a.answer == "not-met"]
    assert [(a.reason, a.owner) for a in told] == [("nothing of it", "Ops")]
    # the whole prompt: an end typed before the program reads its terminal is lost
    code, screen = at_terminal(bundle, ("1 of them answered", ""), ("[do-not-know]: ", "\x04"))
    assert code == 130
    assert read_attestations(answers, shipped()).questions == first.questions


def shipped() -> Questions:
    from tests.ruleset.shipped import shipped_rules

    return shipped_rules().questions


def test_without_a_terminal_it_says_what_to_do_instead(bundle: Path) -> None:
    done = subprocess.run([*COMMAND, str(bundle)], input=b"met\n", capture_output=True, timeout=120, check=False)
    told = b" ".join(done.stderr.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there is no terminal here to answer at" in told
    assert b"attest new" in told
    assert not (bundle.parent / "attestations").exists()
