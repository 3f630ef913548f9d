"""The site builds without a warning, and its pages ask nothing of another host (`make docs`)."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.docs.pages import DOCS

pytest.importorskip("sphinx", reason="make docs installs the generator")
pytest.importorskip("furo", reason="make docs installs the generator")

_LOADED = (("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"))
_LEADS = {"canonical", "next", "prev", "search", "index", "author"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", str(place / "trees"), str(DOCS),
         str(place / "html")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return place / "html"


@cache
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def test_every_page_is_built(site: Path) -> None:
    assert {p.stem for p in DOCS.glob("*.md")} <= {p.stem for p in site.glob("*.html")}


def test_no_page_and_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.glob("*.html"):
        for tag, attribute in _LOADED:
            for element in soup(path).find_all(tag):
                target = str(element.get(attribute) or "")
                if tag == "link" and set(element.get("rel") or ()) & _LEADS:
                    continue
                assert not re.match(r"(?:[a-z]+:)?//", target), f"{path.name}: {target}"
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8")), path.name


def test_links_between_the_pages_lead_to_a_page_and_its_anchor(site: Path) -> None:
    made = {path.name: {str(e["id"]) for e in soup(path).find_all(id=True)} for path in site.glob("*.html")}
    for path in site.glob("*.html"):
        for link in soup(path).select("main a[href], article a[href]"):
            name, _, anchor = str(link["href"]).partition("#")
            if name.endswith(".html") and "/" not in name:
                assert name in made, f"{path.name}: {name}"
                assert not anchor or anchor in made[name], f"{path.name}: {link['href']}"


def test_no_mark_of_the_tests_is_seen_on_a_page(site: Path) -> None:
    for path in site.glob("*.html"):
        assert "<!-- run" not in soup(path).get_text()
