import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from casetrust_audit.report.escape import clean, markdown_code, markdown_text, safe_url
from tests.report.sample import HOSTILE, HOSTILE_URLS

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
INERT = {"paragraph_open", "paragraph_close", "inline"}


def active(markdown: str) -> set[str]:
    """Kinds of token in `markdown` that are more than a paragraph of text and code spans."""
    tokens = GFM.parse(markdown)
    inside = {child.type for token in tokens for child in token.children or ()}
    return ({token.type for token in tokens} - INERT) | (inside - {"text", "code_inline", "text_special"})


def shown(markdown: str) -> str:
    """What a reader sees."""
    return "".join(c.content for t in GFM.parse(markdown) for c in t.children or ())


def test_control_characters_are_shown_and_never_passed_on() -> None:
    assert clean("\x1b[31mred\x00\x7f") == "␛[31mred␀␡"


def test_direction_overrides_are_shown_as_code_points() -> None:
    assert clean("safe\u202egpj.exe") == "safe⟨U+202E⟩gpj.exe"


def test_newlines_and_zero_width_characters_leave_no_trace() -> None:
    assert clean(" a\r\n\tb\u2028c\u200bd\ufeff ") == "a b cd"


def test_a_lone_surrogate_can_be_written_as_utf_8() -> None:
    assert clean("a\ud800b").encode() == "a\ufffdb".encode()


def test_a_long_text_is_cut_and_says_how_much_is_missing() -> None:
    text = clean("x" * 10_000, 100)
    assert text == "x" * 100 + "… (9,900 more characters)"


def test_scripts_of_singapore_stay_as_they_are() -> None:
    assert (
        clean("退货政策 · திரும்பப் பெறும் கொள்கை · dasar pemulangan")
        == "退货政策 · திரும்பப் பெறும் கொள்கை · dasar pemulangan"
    )


@pytest.mark.parametrize("url", HOSTILE_URLS[:4])
def test_a_dangerous_address_is_no_link(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize(
    "url",
    ["", "//evil.example/", "ftp://a.example/", "http://", "https://a.example/\nb", "https://a.example/" + "x" * 3000,
     "https://[::1", "java\tscript:alert(1)", "https://a.example/\u202e", " https://a.example/", "https://a.example\\@b/"],
)  # fmt: skip
def test_what_is_not_a_plain_web_address_is_no_link(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize(
    "url", ["https://shop.example/a?b=c&d=1#e", "http://127.0.0.1:8080/", "https://商店.example/退货"]
)
def test_a_plain_web_address_stays_a_link(url: str) -> None:
    assert safe_url(url) == url


def test_hostile_text_does_nothing_in_markdown() -> None:
    assert active(markdown_text(HOSTILE)) == set()
    assert active(markdown_code(HOSTILE)) == set()


def test_markdown_shows_the_text_as_it_was() -> None:
    text = "Kopi & Kaya *S$12.90* | [a](b) `c` \\ _d_ <e> 1. -"
    assert shown(markdown_text(text)) == text
    assert shown(markdown_code(text)) == text


def test_mentions_and_bare_addresses_stand_in_code_spans() -> None:
    text = markdown_text("ask @admin or see https://evil.example/x, www.evil.example, #12 and a@b.example")
    assert text == "ask `@admin` or see `https://evil.example/x`, `www.evil.example`, `#12` and `a@b.example`"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("from S$3.90 to US$4", "from S$3.90 to US$4"),
        ("the cookie kk_session", "the cookie kk_session"),
        ("at #01-05, Block 12", "at `#01-05`, Block 12"),
        ("电邮hello@shop.example，每天回复", "电邮`hello@shop.example`，每天回复"),
        ("(see www.shop.example)", "(see `www.shop.example`)"),
        ("_so_ and *so* [x]", "\\_so\\_ and `*so*` \\[x\\]"),
        ("see [this](where)", "see &#91;this&#93;(where)"),
        ("at $x$ a|b <i>", "at `$x$` a&#124;b &#60;i&#62;"),
    ],
)
def test_the_raw_text_reads_well_where_nothing_could_come_of_it(text: str, raw: str) -> None:
    assert markdown_text(text) == raw
    assert shown(raw) == text
    assert active(raw) == set()


def test_a_cell_of_hostile_text_keeps_the_table_whole() -> None:
    table = f"| a | b |\n|---|---|\n| {markdown_text(HOSTILE)} | {markdown_code(HOSTILE)} |\n"
    assert [t.type for t in GFM.parse(table)].count("td_open") == 2


@given(st.text(max_size=80))
def test_no_text_at_all_gets_out_of_its_paragraph(text: str) -> None:
    assert active(f"Found: {markdown_text(text)}") == set()
    in_list = {token.type for token in GFM.parse(f"- {markdown_text(text)}")}
    assert in_list <= INERT | {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


@given(st.text(alphabet=st.sampled_from("`|\\@# a1.-=+~*_<>[]()!&;:\n"), max_size=40))
def test_no_mix_of_markdown_signs_breaks_a_table_or_makes_a_link(text: str) -> None:
    table = f"| a |\n|---|\n| {markdown_text(text)} |\n| {markdown_code(text)} |\n"
    tokens = GFM.parse(table)
    assert [t.type for t in tokens].count("td_open") == 2
    inside = {child.type for token in tokens for child in token.children or ()}
    assert inside <= {"text", "code_inline", "text_special"}


@given(st.text(max_size=200))
def test_cleaned_text_holds_nothing_invisible(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", clean(text))


@pytest.mark.parametrize("text", ["(301 or 308) to the same", "size 2. then 3) and - so on", "10 = 5 + 5"])
def test_a_number_or_a_dash_within_a_line_begins_no_list_and_reads_as_it_is(text: str) -> None:
    assert markdown_text(text) == text


@pytest.mark.parametrize("text", ["1. first", "- item", "+ more", "2) second", "== head"])
def test_what_begins_a_list_or_a_heading_is_shown_as_text(text: str) -> None:
    assert markdown_text(text).startswith(("1&#46;", "&#45;", "&#43;", "2&#41;", "&#61;&#61;"))
