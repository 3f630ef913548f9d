"""The kept audits of the demo shop read right: no broken sentence, and in Chinese nothing of ours stays English."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from casetrust_audit import pipeline
from casetrust_audit.report.html import to_html
from casetrust_audit.report.language import language
from tests.docs.record import HELD, SHOPS, unpack
from tests.report.reads import said_badly


@pytest.mark.parametrize("shop", SHOPS)
def test_a_whole_audit_leaves_nothing_in_english(shop: str, tmp_path: Path) -> None:
    unpack(HELD / f"{shop}.tar.xz", tmp_path / "audit")
    (manifest,) = (tmp_path / "audit").rglob("manifest.jsonl")
    result = pipeline.check(manifest.parent, pipeline.rule_set()).result
    page = BeautifulSoup(to_html(result, lambda _: None, language("zh")), "lxml")
    assert [left.get_text() for left in page.find_all("span", attrs={"lang": "en"})] == []
    assert page.select('html[lang="zh-Hans"]')
    assert said_badly(result) == []
    assert "(of the home page)" not in page.get_text()
