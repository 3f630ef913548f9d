"""The blocks of a page of the documentation, and what the comment before each says is done with it.

<!-- run: 1 -->        the block is run; its last command ends with 1 (0 for a console block without a mark)
<!-- help -->          it needs a browser and a shop, or somebody's computer: every command is read, none is run
<!-- file: NAME -->    it is the file NAME, written before the blocks that follow
<!-- shown: WHY -->    it is only shown, and why; these are counted
<!-- made: NAME -->    what follows, up to <!-- end -->, is made by a test
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.contract.source import ROOT

DOCS = ROOT / "docs"
README = ROOT / "README.md"
_MARK = re.compile(r"<!-- ((?:run|help|file|shown)\b.*?) -->\s*\Z", re.DOTALL)
_MADE = re.compile(r"(<!-- made: (?P<name>[\w-]+) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)
PROMPT = "$ "


@dataclass(frozen=True)
class Block:
    """`language` is "" for an indented block; `line` counts from 1 and is that of the block's first line of text."""

    page: Path
    language: str
    text: str
    mark: str
    line: int

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@dataclass(frozen=True)
class Said:
    """A command of a console block, and what is shown below it."""

    command: str
    output: str


def pages() -> tuple[Path, ...]:
    return (README, *sorted(DOCS.glob("*.md")))


def blocks(page: Path) -> tuple[Block, ...]:
    """Fenced and indented blocks in order, those in lists and quotations too."""
    found, mark = [], ""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            told = _MARK.search(token.content)
            mark = told[1] if told else ""
        elif token.type in ("fence", "code_block"):
            line = (token.map or [0])[0] + (2 if token.type == "fence" else 1)
            found.append(Block(page, token.info.strip(), token.content, mark, line))
            mark = ""
        elif token.nesting >= 0 and token.type != "inline":
            mark = ""
    return tuple(found)


def spoken(text: str) -> tuple[Said, ...]:
    """Commands and output of a console block. A command goes on where its line ends with a backslash."""
    said: list[Said] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(PROMPT):
            command = line[len(PROMPT) :]
            while command.endswith("\\"):
                command += "\n" + next(lines)
            said.append(Said(command, ""))
        else:
            assert said, f"output without a command: {line}"
            said[-1] = Said(said[-1].command, said[-1].output + line + "\n")
    return tuple(said)


def made(page: Path) -> dict[str, str]:
    """The parts of a page that a test makes, by name."""
    return {m["name"]: m["text"] for m in _MADE.finditer(page.read_text(encoding="utf-8"))}


def remake(page: Path, name: str, text: str) -> None:
    """Put `text` in the place of a part that is made."""
    whole = page.read_text(encoding="utf-8")
    changed = _MADE.sub(lambda m: m[1] + text + m[4] if m["name"] == name else m[0], whole)
    page.write_text(changed, encoding="utf-8")


def matches(shown: str, real: str) -> bool:
    """Is the output as shown? A line of … alone stands for any lines, … in a line for any words."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == ".*" else line + r"\n" for line in lines)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in real.splitlines())) is not None


def renewed(shown: str, real: str) -> str:
    """The output to be shown now: with as many lines before and after the … as were shown before."""
    lines, old = [line.rstrip() for line in real.splitlines()], shown.splitlines()
    if old.count("…") == 1:
        head = old.index("…")
        tail = len(old) - head - 1
        if head + tail < len(lines):
            lines = [*lines[:head], "…", *lines[len(lines) - tail :]]
    return "".join(line + "\n" for line in lines)
