from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.errors import RuleFileError
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import LANGUAGES, finder_of, load_lexicon, load_sets, pattern_of, phrases, topics


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "en.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def directory(folder: Path, english: str) -> Path:
    for language in LANGUAGES:
        (folder / f"{language}.yaml").write_text("other: [zzz]\n", encoding="utf-8")
    lexicon(folder, english)
    return folder


def test_a_hit_says_where_it_stands_in_the_folded_text() -> None:
    text = "Our  REFUND policy"
    (hit,) = phrases("refund").find(text)
    assert fold(text)[hit.start : hit.end] == "refund policy"
    assert (hit.phrase, hit.language) == ("refund policy", "en")


def test_latin_phrases_match_whole_words_only() -> None:
    assert phrases("nric").any("FIN no: F1234567X")
    assert not phrases("nric").any("dolfin north")
    assert not phrases("total").any("totally free")


FORMS = (
    "in stock",
    "left",
    "only <n> left",
    "<n> days",
    "买<n>件",
    "立即购买",
    "buy now",
    "é-mail",
    "cash - on - delivery",
    "(s)",
)
PARTS = st.sampled_from(
    ["in", "stock", "left", "only", "12", "3.50", "days", "买", "件", "立即购买", "buy", "now", "é", "mail", "cash",
     "on",
     "delivery",
     " ", "-", " - ", "x", ".", "1234567890", "(s)"]
)  # fmt: skip


@given(text=st.lists(PARTS, max_size=14).map("".join), form=st.sampled_from(FORMS), start=st.integers(0, 6))
def test_a_form_is_found_where_its_pattern_says(text: str, form: str, start: int) -> None:
    folded = fold(text)
    match = pattern_of(fold(form)).search(folded, start)
    assert finder_of(fold(form))(folded, start) == (match.span() if match else None)


def test_a_phrase_marked_as_whole_is_the_whole_text_or_nothing(tmp_path: Path) -> None:
    adds = load_sets(directory(tmp_path, 'adds: [add to cart, "=buy", "=get ticket(s)"]\nonly: ["=go"]\n'))
    assert [adds["adds"].any(t) for t in ("Buy", " BUY! ", "+ Buy", "Get tickets", "Get ticket", "Add to cart")] == [
        True
    ] * 6
    assert not adds["adds"].any("Where to buy flowers")
    assert (adds["only"].any("Go"), adds["only"].any("Go on")) == (True, False)
    (hit,) = adds["adds"].find("Buy")
    assert (hit.phrase, hit.start, hit.end, hit.language) == ("=buy", 0, 3, "en")


def test_latin_words_are_found_inside_chinese_text() -> None:
    assert phrases("gst").any("价格已含GST哦")


def test_spaces_hyphens_and_case_are_interchangeable() -> None:
    for text in ("Self-Collection", "self  collection", "SELF – collection".replace("–", "-")):
        assert phrases("self-collection").any(text)


def test_the_longest_phrase_at_a_spot_wins_and_hits_do_not_overlap(tmp_path: Path) -> None:
    sets = load_sets(directory(tmp_path, "gst: [gst, gst included]\n"))
    assert [h.phrase for h in sets["gst"].find("GST included, GST")] == ["gst included", "gst"]


def test_an_exception_hides_the_phrase_inside_it(tmp_path: Path) -> None:
    found = load_sets(directory(tmp_path, 'returns: [return, "!return to home"]\n'))["returns"]
    assert not found.any("Return to home")
    assert [h.start for h in found.find("return to home or return it")] == [18]


def test_an_exception_does_not_hide_what_begins_before_it_ends_elsewhere(tmp_path: Path) -> None:
    found = load_sets(directory(tmp_path, 'a: [red shoe, "!shoe box"]\n'))["a"]
    assert found.any("red shoe box")


def test_a_number_and_an_optional_part_stand_for_what_they_say(tmp_path: Path) -> None:
    found = load_sets(directory(tmp_path, "a: [only <n> item(s) left]\n"))["a"]
    for text in ("only 3 items left", "Only 1 item left", "only 1,000 items left"):
        assert found.any(text), text
    assert not found.any("only few items left")


def test_symbols_at_the_edge_of_a_phrase_need_no_word_edge() -> None:
    for text in ("S$88++", "$100+GST", "S$12.90 + 9% GST"):
        assert phrases("gst-excluded").any(text), text
    assert not phrases("gst-excluded").any("C++ for beginners")


def test_hits_of_all_languages_come_in_order_of_position() -> None:
    hits = phrases("refund").find("退款 / refund / bayaran balik")
    assert [h.language for h in hits] == ["zh", "en", "ms"]


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(RuleFileError, match="no-such-topic"):
        phrases("no-such-topic")
    assert "refund" in topics()


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("refund: [a, b\n", "en.yaml:2:1:", "not YAML"),
        ("- a\n", "en.yaml:1:1:", "mapping"),
        ("", "en.yaml:1:1:", "mapping"),
        ("refund: money back\n", "en.yaml:1:9:", "list"),
        ("refund: []\n", "en.yaml:1:9:", "list"),
        ("refund:\n  - [a]\n", "en.yaml:2:5:", "word or phrase"),
        ("refund:\n  - ''\n", "en.yaml:2:5:", "word or phrase"),
        ("refund: ['!']\n", "en.yaml:1:10:", "word or phrase"),
        ("refund: [a, A]\n", "en.yaml:1:13:", "twice"),
        ("a: [x]\na: [y]\n", "en.yaml:2:1:", "twice"),
        ("a: ['(s)']\n", "en.yaml:1:5:", "optional"),
        ("a: ['a(b)(c)(d)(e)(f)']\n", "en.yaml:1:5:", "optional"),
    ],
)
def test_a_bad_lexicon_is_refused_with_its_place(tmp_path: Path, text: str, where: str, words: str) -> None:
    with pytest.raises(RuleFileError) as raised:
        load_lexicon(lexicon(tmp_path, text))
    assert where in str(raised.value)
    assert words in str(raised.value)
    assert raised.value.advice


def test_a_lexicon_that_is_missing_or_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="cannot be read"):
        load_lexicon(tmp_path / "en.yaml")
    (tmp_path / "en.yaml").write_bytes(b"a: [\xff\xfe]\n")
    with pytest.raises(RuleFileError, match="UTF-8"):
        load_lexicon(tmp_path / "en.yaml")


def test_words_that_yaml_might_take_for_something_else_stay_words(tmp_path: Path) -> None:
    assert load_lexicon(lexicon(tmp_path, "a: [no, on, 404, 2fa, null]\n")) == {"a": ("no", "on", "404", "2fa", "null")}


def test_a_text_is_asked_only_for_forms_whose_mark_stands_in_it() -> None:
    """Every form is found in itself, in other words, and beside what is no word: no mark hides one."""
    for topic in topics():
        for matcher in phrases(topic).matchers:
            for form in matcher.forms:
                written = form.replace("<n>", "12")
                for text in (written, f"so, {written}.", f"({written})", written.upper()):
                    hits = phrases(topic).look(fold(text))
                    known = {p.removeprefix("!") for p in matcher.phrases if p.startswith("!")}
                    assert hits or known or not text.strip(), (topic, matcher.language, text)
