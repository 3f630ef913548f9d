from __future__ import annotations

import pytest

from casetrust_audit.text.language import declared_language, language_of, script_shares


@pytest.mark.parametrize(
    ("text", "lang", "language"),
    [
        ("Free delivery above S$60", "en-SG", "en"),
        ("Penghantaran percuma", "ms", "ms"),
        ("满六十元免运费 Kopi", "en", "zh"),
        ("இலவச விநியோகம்", "", "ta"),
        ("送料無料です", "", "ja"),
        ("무료 배송", "", "ko"),
        ("Kopi & Kaya 咖啡", "en", "en"),
        ("12345", "", ""),
        ("hello", "", ""),
    ],
)
def test_the_script_decides_and_else_the_page_s_own_word(text: str, lang: str, language: str) -> None:
    assert language_of(text, lang) == language


def test_shares_add_up_to_one_and_are_empty_without_letters() -> None:
    assert sum(script_shares("abc 中文 தமிழ்").values()) == pytest.approx(1)
    assert script_shares("123 !?") == {}


@pytest.mark.parametrize(("lang", "code"), [("en-SG", "en"), (" ZH_cn", "zh"), ("", ""), ("??", "")])
def test_the_declared_language_is_its_first_part(lang: str, code: str) -> None:
    assert declared_language(lang) == code
