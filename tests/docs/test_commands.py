"""Every block of commands in the documentation and the README is run, or, where it would walk a shop, parsed.

`UPDATE_GOLDEN=1` writes what the commands say today into the pages.
"""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.source import ROOT
from tests.docs.example import TOOL, Judged, call, furnish, parse, remembering
from tests.docs.pages import README, Block, Said, blocks, matches, pages, renewed, spoken

SHELLS = ("sh", "console", "")
WALKS = ("audit", "collect", "demo", "login", "journey", "doctor", "inspect", "attest ask")
"""Commands that need a browser and a shop, or ask a person. They are parsed; other tests run them."""
ELSEWHERE = {"ci.md": "tests/ci/test_docs.py"}
"""Pages whose marked blocks another test runs."""
SHOWN = 1
"""Blocks that nobody runs: see what their marks say. One more or less is a decision, made here."""
STAND_INS = {"BUNDLE": "audit-demo/honest/bundle"}
README_ENDS = {"check": 0, "report": 0, "attest new": 0}
"""How the README's commands that can run here end."""


def of_shell(page: Path) -> list[Block]:
    return [one for one in blocks(page) if one.language in SHELLS]


def commands_of(block: Block) -> Iterator[str]:
    if block.language == "console":
        yield from (said.command for said in spoken(block.text))
    else:
        yield from (line for line in block.text.replace("\\\n", " ").splitlines() if line.strip())


def read(command: str) -> None:
    """Is a call one that the tool, or make, would understand?"""
    words = shlex.split(re.sub(r"^[A-Z_]+=\S+ +", "", command), comments=True)
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert {word for word in words[1:] if "=" not in word} <= {*targets}, command
    else:
        assert words[0] == TOOL, f"neither {TOOL} nor make: {command}"
        parse(words[1:])


def walks(command: str) -> bool:
    words = shlex.split(command, comments=True)
    return words[0] != TOOL or " ".join(words[1:3]) in WALKS or words[1] in WALKS


@pytest.fixture(scope="module")
def judged() -> Judged:
    return Judged()


@pytest.fixture(scope="module")
def furnished(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reader") / "furnished"
    place.mkdir()
    with remembering(judged):
        furnish(place)
    return place


@pytest.fixture
def place(furnished: Path, judged: Judged, tmp_path: Path) -> Iterator[Path]:
    """Where a reader of one page would be."""
    import shutil

    here = tmp_path / "here"
    shutil.copytree(furnished, here)
    with remembering(judged):
        yield here


@pytest.mark.parametrize("page", [p for p in pages() if p != README and p.name not in ELSEWHERE], ids=lambda p: p.name)
def test_the_blocks_of_a_page_do_what_the_page_says(page: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    for block in blocks(page):
        kind, _, told = block.mark.partition(": ")
        if kind == "file":
            path = place / told
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language not in SHELLS or kind == "shown":
            continue
        elif kind == "help":
            for command in commands_of(block):
                read(command)
        else:
            assert block.language == "console", f"{block.where}: a block to run is a console block"
            assert kind in ("", "run"), f"{block.where}: unknown mark {block.mark!r}"
            runs(block, int(told or 0), place)


def runs(block: Block, last: int, place: Path) -> None:
    """Run the commands of a console block one after the other, and compare what they say."""
    said = spoken(block.text)
    new = []
    for number, one in enumerate(said, 1):
        code, real = call(place, one.command)
        due = last if number == len(said) else 0
        assert code == due, f"{block.where}: `{one.command}` ended with {code}\n{real}"
        new.append(one if matches(one.output, real) else Said(one.command, renewed(one.output, real)))
    if new != list(said):
        text = "".join(f"$ {one.command}\n{one.output}" for one in new)
        if not os.environ.get("UPDATE_GOLDEN"):
            assert text == block.text, f"{block.where}: UPDATE_GOLDEN=1 writes what is said today into the page"
        whole = block.page.read_text(encoding="utf-8")
        old, new_block = (f"```console\n{inner}```\n" for inner in (block.text, text))
        assert whole.count(old) == 1, f"{block.where}: the block is on the page twice"
        block.page.write_text(whole.replace(old, new_block), encoding="utf-8")


def test_the_commands_of_the_readme_run_or_are_read(place: Path) -> None:
    run = Counter[str]()
    for block in of_shell(README):
        for command in commands_of(block):
            if not command.strip().startswith((TOOL, "make")):
                continue
            words = shlex.split(command, comments=True)
            read(command)
            name = " ".join(words[1:3]) if words[1] == "attest" else words[1]
            if not walks(command):
                words = [STAND_INS.get(word, word) for word in words]
                code, said = call(place, shlex.join(words))
                assert code == README_ENDS[name], f"{block.where}: {command}\n{said}"
                run[name] += 1
    assert set(run) == set(README_ENDS), "what the README shows can no longer be run here"


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_every_option_named_in_the_readme_s_and_pages_text_exists(page: Path) -> None:
    known = {name for command in every_command() for p in command.params for name in (*p.opts, *p.secondary_opts)}
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {word for code in re.findall(r"`([^`\n]+)`", text) if not code.startswith(("docker", "podman"))
             for word in re.findall(r"(?<![\w-])--[a-z][\w-]*", code)}  # fmt: skip
    foreign = {"--help", "--volume", "--user", "--env", "--userns", "--network", "--disable-features"}
    assert named - known - foreign == set()


def every_command() -> Iterator[Any]:
    from tests.docs.example import tree

    waiting = [tree()]
    while waiting:
        command = waiting.pop()
        waiting += getattr(command, "commands", {}).values()
        yield command


def test_nothing_that_walks_is_run_and_nothing_else_is_only_read() -> None:
    """A block that could run here must not hide behind `help`."""
    for page in pages():
        for block in of_shell(page):
            if block.mark == "help" and page.name not in ELSEWHERE:
                idle = [c for c in commands_of(block) if not walks(c)]
                assert idle == [], f"{block.where}: these can run here"


def test_a_block_that_nobody_runs_says_why_and_is_counted() -> None:
    shown = [b for p in pages() for b in of_shell(p) if b.mark.startswith("shown")]
    assert all(len(b.mark.partition(": ")[2]) > 10 for b in shown)
    assert len(shown) == SHOWN, [b.where for b in shown]


def test_every_block_of_shell_is_under_one_of_these_tests() -> None:
    for page in pages():
        for block in of_shell(page):
            kind = block.mark.partition(": ")[0]
            known = ("run", "help", "shown", "file") if block.language != "console" else ("", "run", "help", "shown")
            assert page == README or kind in known, f"{block.where}: the block bears no mark that says how it is tested"


def test_an_output_matches_only_what_it_says() -> None:
    assert matches("one\n…\nfour\n", "one\ntwo\nthree\nfour\n")
    assert matches("one\n…\nfour\n", "one\nfour\n")
    assert matches("took … s\n", "took 12 s\n")
    assert not matches("one\n", "one\ntwo\n")
    assert not matches("a.c\n", "abc\n")
    assert renewed("1\n…\n9\n", "a\nb\nc\nd\n") == "a\n…\nd\n"


def test_a_call_the_tool_does_not_know_is_not_read_as_one() -> None:
    for wrong in ("audit https://shop.example.sg --gat major", "journey recor URL", "audit", "audit URL --max-pages 0"):
        with pytest.raises(Exception, match=r"."):
            parse(wrong.split())


def test_the_shell_and_console_blocks_are_many() -> None:
    kinds = Counter(b.mark.partition(": ")[0] or "run" for p in pages() if p != README for b in of_shell(p))
    assert kinds["run"] >= 20
    assert kinds["help"] >= 7
