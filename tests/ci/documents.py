"""The fenced blocks of a page of the documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """`mark` is the comment just before it, "" for none; `name` the file its first line names."""

    language: str
    text: str
    mark: str
    line: int

    @property
    def name(self) -> str:
        first = self.text.partition("\n")[0]
        return first[2:] if first.startswith("# ") else ""


def blocks(page: Path) -> tuple[Block, ...]:
    text = page.read_text(encoding="utf-8")
    return tuple(
        Block(m["language"], m["text"], m["mark"] or "", text.count("\n", 0, m.start("text")))
        for m in _BLOCK.finditer(text)
    )
