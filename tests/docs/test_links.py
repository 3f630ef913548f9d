"""Every link from a page to this repository leads somewhere, and every page is in the site's contents."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from tests.contract.source import ROOT
from tests.docs.pages import DOCS, README, pages

OTHERS = tuple(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"))
_FOREIGN = re.compile(r"[a-z]+:", re.I)


def links(page: Path) -> list[str]:
    """Targets of links and pictures."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        for part in token.children or ():
            target = part.attrs.get("href") or part.attrs.get("src")
            if isinstance(target, str):
                found.append(target)
    return found


def anchors(page: Path) -> set[str]:
    """Anchors of the headings, as forges and the site make them."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    titles = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower().replace("`", "")).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [*pages(), *OTHERS], ids=lambda p: p.name)
def test_every_link_leads_to_a_file_and_its_anchor(page: Path) -> None:
    for link in links(page):
        if _FOREIGN.match(link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert target.is_relative_to(ROOT), f"{page.name}: {link} leads out of the repository"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{page.name}: {link}: there is no such heading"


def test_every_page_is_in_the_contents_of_the_site() -> None:
    listed = re.findall(
        r"^```\{toctree\}\n(?::[^\n]*\n)*\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.M | re.S
    )
    names = " ".join(listed).split()
    assert sorted(names) == sorted(p.stem for p in DOCS.glob("*.md") if p.stem != "index")
    assert len(names) == len(set(names))


def test_the_readme_names_the_first_pages() -> None:
    named = {link.removeprefix("docs/") for link in links(README) if link.startswith("docs/")}
    assert {"quick-start.md", "reading-a-report.md", "ci.md", "writing-rules.md", "never.md", "faq.md"} <= named


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_no_page_claims_what_only_the_scheme_can(page: Path) -> None:
    """ "certified" and "compliant" stand only where it is said that the tool does not say them, or that a shop does."""
    quoted = re.compile(r"“[^”]*”|`accredited_names`|list of accredited names")
    for sentence in re.split(r"(?<=[.:])\s", quoted.sub("", page.read_text(encoding="utf-8"))):
        if re.search(r"\b(?:certified|compliant|accredited)\b", sentence):
            assert re.search(r"\bnever\b", sentence), sentence
