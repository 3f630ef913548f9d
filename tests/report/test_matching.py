from time import process_time

import pytest

from casetrust_audit.report.language import Language
from casetrust_audit.report.matching import Kind, Matcher
from casetrust_audit.report.translator import PartEnglish, Translator

MESSAGES = {
    "{count} of {all} pages could be read": "{all} 个页面中可读取 {count} 个",
    "No fee is shown. {reason}": "没有显示费用。{reason}",
    "The page is “{title}”.": "页面为“{title}”。",
    "{item}: {reason}": "{item}：{reason}",
    "the walk ended at {step}": "流程止于{step}",
    "cart": "购物车",
    "payment": "付款",
    "no page was found": "没有找到页面",
    "Nothing was seen.": "没有看到任何内容。",
    "named": "名称",
    "yes": "是",
}
MATCHER = Matcher(MESSAGES, {", ": "、", "; ": "；", ": ": "：", " (": "（", ")": "）"})


def said(text: str) -> str:
    return "".join(piece.text for piece in MATCHER.pieces(text))


def english(text: str) -> list[str]:
    return [piece.text.strip() for piece in MATCHER.pieces(text) if piece.kind is Kind.ENGLISH]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no page was found", "没有找到页面"),
        ("No page was found", "没有找到页面"),
        ("3 of 12 pages could be read", "12 个页面中可读取 3 个"),
        ("the walk ended at cart", "流程止于购物车"),
        ("No fee is shown. the walk ended at payment", "没有显示费用。流程止于付款"),
        ("No fee is shown.", "没有显示费用。"),
        ("cart, payment", "购物车、付款"),
        ("Kaya toast (no page was found)", "Kaya toast（没有找到页面）"),
        ("named: yes; cart: 3", "名称：是；购物车：3"),
        ("Nothing was seen. No page was found", "没有看到任何内容。没有找到页面"),
    ],
)
def test_a_text_is_found_by_the_message_it_was_made_from(text: str, shown: str) -> None:
    assert said(text) == shown
    assert english(text) == []


def test_what_the_shop_wrote_goes_in_as_it_is() -> None:
    assert said("The page is “cart”.") == "页面为“cart”。"
    assert said("the walk ended at <b>Kopi</b>") == "流程止于<b>Kopi</b>"


@pytest.mark.parametrize("words", ["“New” means unopened", "We mark it “sold”", "all “new” and “as new” goods"])
def test_the_shops_words_may_hold_quotes_of_their_own(words: str) -> None:
    assert said(f"The page is “{words}”.") == f"页面为“{words}”。"


def test_two_quotes_one_after_the_other_are_not_taken_for_one() -> None:
    assert said("The page is “cart”, “payment”.") != "页面为“cart”, “payment”。"


def test_a_text_nobody_translated_is_marked_and_only_as_far_as_it_goes() -> None:
    assert english("Something new.") == ["Something new."]
    assert english("No fee is shown. The moon was full.") == ["The moon was full."]


@pytest.mark.parametrize(
    "text", ["a: " * 1300, "x, " * 1300, "(“" * 2000, "Ab. " * 900, "the walk ended at " * 200, "; (" * 1300]
)
def test_hostile_text_does_not_make_it_slow(text: str) -> None:
    many = {f"{{a}} number {n} of {{b}} and {{c}}": "{a}{b}{c}" for n in range(1500)}
    matcher = Matcher(MESSAGES | many)
    began = process_time()
    matcher.pieces(text)
    assert process_time() - began < 5


def speaking(messages: dict[str, str]) -> Translator:
    return Translator(Language("xx", messages, matcher=Matcher(messages)))


def test_html_marks_what_stays_english_and_escapes_it() -> None:
    shown = speaking({"Hello.": "Hola."}).told("Hello. A <b>new</b> thing.")
    assert isinstance(shown, PartEnglish)
    assert shown.__html__() == 'Hola.<span lang="en"> A &lt;b&gt;new&lt;/b&gt; thing.</span>'


def test_a_value_is_never_read_for_placeholders() -> None:
    t = speaking({"of {shop} and {day}": "{day} {shop}"})
    assert t.say("of {shop} and {day}", shop="{day}", day="1") == "1 {day}"


def test_a_translator_counts_what_it_left_in_english() -> None:
    t = speaking({"known": "bekannt"})
    assert [t.told("known"), t.told("unheard of"), t.name("Kaya toast"), t.say("neither")] == [
        "bekannt", "unheard of", "Kaya toast", "neither",
    ]  # fmt: skip
    assert list(t.missed) == ["unheard of", "neither"]


def test_a_long_text_of_the_shop_is_cut_in_the_words_of_the_language() -> None:
    t = speaking({"{shown}… ({left} more characters)": "{shown}…（另 {left}）"})
    assert t.clean("x" * 30, 10) == "x" * 10 + "…（另 20）"


def test_english_needs_no_catalogue_and_misses_nothing() -> None:
    t = Translator()
    assert (t.told("As it is."), t.count("{number} page", "{number} pages", 1200)) == ("As it is.", "1,200 pages")
    assert t.missed == {}
