"""The pictures of the README: drawn from what the tool prints, asking for nothing, naming no machine, and light."""

from __future__ import annotations

import html
import re
from pathlib import Path

from PIL import Image

from scripts import pictures
from tests.contract.source import ROOT
from tests.contract.test_words import MACHINE

FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)|https?://(?!127\.0\.0\.1|www\.w3\.org|www\.textualize\.io)")


def words(svg: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", svg)).replace("\xa0", " ")


def drawn(printed: str) -> str:
    return pictures.terminal("casetrust-audit check audit-demo/dishonest", printed)


def test_the_terminal_is_drawn_with_its_colours_and_asks_for_nothing() -> None:
    svg = drawn("\x1b[1;31merror: \x1b[0mgate not met at https://127.0.0.1:41234/\n")
    assert "$ casetrust-audit check audit-demo/dishonest" in words(svg)
    assert "gate not met at https://127.0.0.1:8443/" in words(svg)
    assert "font-weight: bold" in svg
    assert not FOREIGN.search(svg)


def test_the_same_output_gives_the_same_picture_and_what_is_long_is_cut() -> None:
    long = "\n".join(f"line {number}" if number % 10 else "" for number in range(200))
    assert drawn(long) == drawn(long)
    shown = [int(number) for number in re.findall(r"line (\d+)", words(drawn(long)))]
    assert shown[-1] % 10 == 9, "a section is cut in two"
    assert pictures.ROWS - 12 < shown[-1] < pictures.ROWS


def test_the_pictures_in_docs_are_light_and_name_no_machine() -> None:
    svg = (pictures.PICTURES / "terminal.svg").read_text(encoding="utf-8")
    assert not FOREIGN.search(svg)
    assert not MACHINE.search(words(svg))
    assert "NOT READY" in words(svg)
    with Image.open(pictures.PICTURES / "report.webp") as picture:
        assert picture.size == pictures.SCREEN
    for name in ("terminal.svg", "report.webp"):
        assert 5_000 < (pictures.PICTURES / name).stat().st_size < pictures.HEAVIEST


def test_the_first_screen_of_the_readme_shows_them() -> None:
    head = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:20])
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", head)
    assert [path for _, path in shown] == ["docs/pictures/terminal.svg", "docs/pictures/report.webp"]
    assert all(len(alternative) > 40 and (ROOT / Path(path)).is_file() for alternative, path in shown)
    assert "make demo" in head
