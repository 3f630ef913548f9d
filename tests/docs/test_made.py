"""What the pages say of commands, keys, formats, words and weights is made from the program (`UPDATE_GOLDEN=1`)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from casetrust_audit.cli.app import EXIT_CODES
from tests.docs.pages import DOCS, made, pages, remake
from tests.docs.reference import MADE

PARTS = [(page, name) for page in pages() for name in made(page)]


@pytest.mark.parametrize(("page", "name"), PARTS, ids=[f"{p.name}: {n}" for p, n in PARTS])
def test_a_part_that_is_made_is_what_the_program_says(page: Path, name: str) -> None:
    text = "\n" + MADE[name]() + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        remake(page, name, text)
    assert made(page)[name] == text


def test_every_part_that_can_be_made_is_on_a_page() -> None:
    assert {name for _, name in PARTS} == set(MADE)


@pytest.mark.parametrize("page", [DOCS / "commands.md", DOCS / "gates.md", DOCS / "ci.md", DOCS.parent / "README.md"])
def test_the_exit_codes_are_the_tools_own(page: Path) -> None:
    table = re.findall(r"^\| (\d+) \| [^|]+ \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert table == re.findall(r"(?<![\w.])(\d+) [a-z]", EXIT_CODES.replace("Exit codes: ", ""))
