"""What the shipped texts may not say: that a shop holds an accreditation, or where the project was built."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.source import ROOT, modules

CLAIM = re.compile(r"\b(?:certified|compliant|accredited)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|nothing|claims?|claimed|whether|if|says?|shows?|states?|calls?)\b"
    r"|n't\b|\?",
    re.IGNORECASE,
)
"""A sentence with such a word denies, asks, or reports what a shop says; it does not itself vouch for the shop."""

OF_OTHERS = ("rules/lexicons/", "casetrust_audit/demo/")
"""Words looked for in shops, and the pages of an invented shop."""

ALLOWED = (
    ("casetrust_audit/facts/trustmarks.py", "BBB Accredited"),
    ("casetrust_audit/facts/trustmarks.py", "in the list of accredited businesses that was supplied"),
    ("rules/README.md", "in the list of accredited businesses that was supplied"),
)
"""(file, part of the sentence) of other places where the words are right: a mark's name, the scheme's own list."""

MACHINE = re.compile(
    r"(?<![\w.:/])/(?:root|work|Users|builds?)/[\w.]|(?<![\w.:/])/home/\w+/[\w.]|\bfile:///(?:home|root|work|opt|srv|mnt)/|\b[A-Z]:\\Users\\"
    r"|files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|registry\.yarnpkg\.com"
    r"|repo\.packagist\.org|--(?:extra-)?index-url[ =]http|--find-links[ =]/"
)
NO_TEXT = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".gz", ".woff2", ".ico", ".pem", ".pdf"}


def sentences(text: str) -> Iterator[str]:
    """Sentences, and lines of lists, headings and YAML values."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-#*|]|\w[\w-]*:\s))", text):
        yield from re.split(r"(?<=[.!?])\s+(?=[A-Z\"'])", " ".join(paragraph.split()))


def claims(where: str, text: str) -> list[str]:
    """Sentences that call something certified, compliant or accredited without denying or asking it."""
    return [
        f"{where}: {sentence[:200]}"
        for sentence in sentences(text)
        if CLAIM.search(sentence)
        and not NEGATED.search(sentence)
        and not any(where == file and part in sentence for file, part in ALLOWED)
    ]


def shipped() -> Iterator[tuple[str, str]]:
    """(file, text) of everything a user may read: rules, templates, strings of the program, the README."""
    for folder in ("rules", "report_templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    yield "README.md", (ROOT / "README.md").read_text(encoding="utf-8")
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield module.where, node.value


def tracked() -> list[Path]:
    """Files of the repository, those not yet committed too; from a source archive, all but what tools left."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0 and listed.stdout:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        names = [
            path for path in ROOT.rglob("*") if not any(p.startswith(".") for p in path.relative_to(ROOT).parts[:-1])
        ]
    return [path for path in names if path.is_file() and path.suffix.lower() not in NO_TEXT]


def test_no_shipped_text_vouches_for_a_shop() -> None:
    texts = [(where, text) for where, text in shipped() if not where.startswith(OF_OTHERS)]
    assert len(texts) > 100
    assert [claim for where, text in texts for claim in claims(where, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The shop is certified.",
        "Your shop is now fully compliant",
        "Nothing to do.\n\nA CaseTrust-accredited shop.",
        "It was not tested. The shop is compliant with all requirements.",
    ],
)
def test_a_claim_would_be_seen(text: str) -> None:
    assert claims("x", text)


@pytest.mark.parametrize(
    "text",
    [
        "The tool never says that a shop is certified.",
        "Is the shop CaseTrust accredited now?",
        "It shows the logo as if accredited.",
    ],
)
def test_denying_and_asking_are_no_claims(text: str) -> None:
    assert not claims("x", text)


def test_no_file_names_a_machine_or_a_registry() -> None:
    files = tracked()
    assert len(files) > 50
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "parts", [("", "root", "x"), ("", "home", "me", "x"), ("", "work", "x"), ("file:", "", "", "opt", "x")]
)
def test_a_path_of_a_machine_would_be_seen(parts: tuple[str, ...]) -> None:
    assert MACHINE.search("see " + "/".join(parts))
    assert not MACHINE.search("https://shop.test" + "/".join(["", *parts[1:]]))


def test_the_tool_knows_nothing_of_the_shops_it_is_proven_on() -> None:
    """A shop nobody here has seen must be reached with the same strategies."""
    proven_on = re.compile(r"oscar|evershop|pretix|cartridge|mezzanine", re.I)
    shipped_code = [p for room in ("casetrust_audit", "rules", "report_templates") for p in (ROOT / room).rglob("*")]
    texts = [p for p in shipped_code if p.suffix in (".py", ".js", ".yaml", ".html", ".md", ".css", ".json")]
    assert len(texts) > 200
    assert [str(p.relative_to(ROOT)) for p in texts if proven_on.search(p.read_text(encoding="utf-8"))] == []
