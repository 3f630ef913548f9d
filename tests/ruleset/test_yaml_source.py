from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.errors import RuleFileError
from casetrust_audit.ruleset.yaml_source import SIZE_LIMIT, load_yaml, parse_yaml


def refusal(text: str) -> str:
    with pytest.raises(RuleFileError) as caught:
        parse_yaml(text, "f.yaml")
    return str(caught.value)


def test_values_follow_yaml_1_2_and_numbers_keep_their_digits() -> None:
    source = parse_yaml("country: no\non: true\ntime: 12:30\nold: 010\nprice: 12.10\nnothing: ~\nbrief: none\n", "f")
    assert source.data == {
        "country": "no", "on": True, "time": "12:30", "old": 10, "price": Decimal("12.10"), "nothing": None,
        "brief": "none",
    }  # fmt: skip
    assert str(source.data["price"]) == "12.10"


def test_every_key_and_item_has_its_place() -> None:
    source = parse_yaml("a:\n  - b: 1\n    c: 2\n", "f.yaml")
    assert source.place(("a", 0, "c")) == "f.yaml:2:7" or source.place(("a", 0, "c")) == "f.yaml:3:5"
    assert source.positions[("a", 0, "c")] == (3, 5)
    assert source.place(("a", 0, "missing", "deeper")) == "f.yaml:2:5"


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    assert refusal("a: 1\nb: 2\na: 3\n").startswith("f.yaml:3:1: the key 'a' is given twice (first in line 1)")


def test_a_nested_duplicate_key_is_refused() -> None:
    assert "given twice" in refusal("a:\n  b: 1\n  b: 2\n")


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb).startswith("f.yaml:1:4: anchors and aliases are not allowed")


@pytest.mark.parametrize("text", ["a: !!python/object/apply:os.system ['true']", "a: !x 1", "!!map {a: 1}"])
def test_tags_are_refused(text: str) -> None:
    assert "tags" in refusal(text)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_without_a_traceback(opening: str) -> None:
    assert refusal(opening * 2000).startswith("f.yaml:1:")


@pytest.mark.parametrize(
    "text",
    ["a: 1\n---\nb: 2\n", "", "# only a comment\n", "a: [1", "a: 'x", "\x07", '"\\ud800"', "1: x", "? [a]\n: 1",
     "a: .inf", "a: .nan", "a: 1e999", "a: " + "9" * 5000, "a: *nowhere", "%YAML 9.9\n--- a", "a: b: c", "\t- a"],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_place(text: str) -> None:
    assert refusal(text).startswith("f.yaml:")


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60) | st.text(alphabet="[]{}:-?!&*|>'\"%@ \nab0.~#,", max_size=60))
def test_no_text_gives_anything_but_values_or_a_rule_file_error(text: str) -> None:
    try:
        source = parse_yaml(text, "f")
    except RuleFileError:
        return
    assert source.data is not None


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: " + "x" * SIZE_LIMIT, "utf-8")
    with pytest.raises(RuleFileError, match="larger than 64 kB"):
        load_yaml(path)
    assert load_yaml(path, limit=SIZE_LIMIT * 2).data["a"]


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: café\n".encode("latin-1"))
    with pytest.raises(RuleFileError, match=r"latin\.yaml:2:1: the file is not UTF-8"):
        load_yaml(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load_yaml(path).data == {"a": 1}


def test_a_missing_file_a_directory_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "pipe.yaml"):
        with pytest.raises(RuleFileError, match="is not a file"):
            load_yaml(path)
