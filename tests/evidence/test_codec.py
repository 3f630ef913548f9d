from __future__ import annotations

import pytest

from casetrust_audit.errors import EvidenceError
from casetrust_audit.evidence import codec
from casetrust_audit.model.capture import Skip
from casetrust_audit.model.reading import Reading
from tests import build


def test_a_reading_survives_the_way_to_json_and_back() -> None:
    reading = build.reading(blocks=(build.block("海南 S$3.50", strike=True),), forms=(build.form(build.field("q")),))
    assert codec.from_json(codec.canonical(codec.to_plain(reading, Reading)), Reading, "x") == reading


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("{}", "url"),
        ('{"url": 1, "reason": ""}', "url"),
        ("[]", "the whole"),
        ("", "the whole"),
        ("null", "the whole"),
        ("{", "the whole"),
    ],
)
def test_what_does_not_fit_names_the_place_and_the_field(text: str, spot: str) -> None:
    with pytest.raises(EvidenceError, match=f"^entry 3: {spot}: "):
        codec.from_json(text, Skip, "entry 3")


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert codec.canonical({"b": "é", "a": [1, None]}) == codec.canonical({"a": [1, None], "b": "é"})
    assert codec.canonical({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'.encode()
