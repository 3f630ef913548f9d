"""Everything wrong with a directory of rules, in one go, each at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetrust_audit.errors import RuleFileError
from casetrust_audit.facts.registry import schema
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.lint import Linted, lint
from casetrust_audit.ruleset.load import load_rules
from tests.ruleset.make import SCHEMA, spec, text, write_rule
from tests.ruleset.make import rules_directory as whole_set
from tests.ruleset.shipped import shipped_rules

RULE = "some/cmp-thing.yaml"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A whole rule set with one rule, to add rules to."""
    return whole_set(tmp_path / "shipped", spec())


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    place = tmp_path / "mine"
    place.mkdir()
    return place


def flaws(place: Path, shipped: Path) -> list[str]:
    """Flaws below `place` with paths from there."""
    return [str(flaw).removeprefix(f"{place}/") for flaw in lint(place, shipped, SCHEMA).flaws]


def write(place: Path, name: str, content: str) -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(content, "utf-8")


def test_the_shipped_rules_have_no_flaw_and_all_of_them_are_looked_at() -> None:
    rules = shipped_rules().rules
    found = lint(rules_directory(), rules_directory(), schema())
    assert (found.flaws, found.rules) == ((), len(rules))
    assert found.lexicons >= 4


def test_added_rules_need_no_catalogue_of_their_own(mine: Path, shipped: Path) -> None:
    write_rule(mine, spec(id="cmp-other"))
    assert lint(mine, shipped, SCHEMA) == Linted(1, 0, ())


def test_the_problems_of_all_files_are_told_and_not_only_the_first(mine: Path, shipped: Path) -> None:
    write_rule(mine, spec(id="cmp-one", severity="majr", fail={"fact": "a.flg", "is": False}))
    write_rule(mine, spec(id="cmp-two", area="CPM"))
    write(mine, "some/cmp-three.yaml", "a: [1\n")
    found = flaws(mine, shipped)
    assert [line.partition(":")[0] for line in found] == [
        "some/cmp-one.yaml", "some/cmp-one.yaml", "some/cmp-three.yaml", "some/cmp-two.yaml", "some/cmp-two.yaml",
    ]  # fmt: skip
    assert "did you mean 'a.flag'" in "".join(found)
    assert "unknown area 'CPM' — did you mean 'CMP'?" in "".join(found)


def test_a_wrong_shape_hides_neither_conditions_nor_messages_nor_examples(mine: Path, shipped: Path) -> None:
    broken = spec(why=None, fail={"fact": "a.flag", "eq": 1}, passes={"all": []}, sauces=["X"])
    broken["messages"]["pass"] = "Good, {nobody}."
    broken["examples"][0]["facts"] = {"a.flag": "yes"}
    broken["examples"][1]["verdict"] = "fial"
    write_rule(mine, broken)
    told = "\n".join(flaws(mine, shipped))
    for part in (
        "the key 'why' is missing",
        "unknown key 'sauces' — did you mean 'sources'?",
        "eq does not fit a.flag",
        "all needs a list of at least one condition",
        "unknown placeholder {nobody}",
        "'yes' is not a",
        "verdict: input should be",
    ):
        assert part in told, part
    assert len(told.splitlines()) == 7


@pytest.mark.parametrize(
    ("changes", "only"),
    [
        ({"mode": "atest"}, "mode: input should be"),
        ({"subjects": 5}, "subjects: input should be"),
        ({"title": None}, "the key 'title' is missing"),
        ({"messages": "Good."}, "messages: input should be"),
        ({"examples": [7]}, "0: input should be"),
    ],
)
def test_what_only_follows_from_a_wrong_shape_is_not_told(
    mine: Path, shipped: Path, changes: dict[str, Any], only: str
) -> None:
    write_rule(mine, spec(**changes))
    found = flaws(mine, shipped)
    assert len(found) == 1, found
    assert only in found[0]


def test_keys_given_twice_are_all_told_beside_what_else_is_wrong(mine: Path, shipped: Path) -> None:
    write(mine, RULE, text(spec(severity="majr")) + "why: Again.\ntitle: Again.\n")
    found = flaws(mine, shipped)
    assert sum("given twice" in line for line in found) == 2
    assert sum("severity" in line for line in found) == 1
    assert len(found) == 3


def test_a_value_that_cannot_be_read_is_told_once(mine: Path, shipped: Path) -> None:
    write(mine, RULE, text(spec(title=None)) + "title: .nan\n")
    found = flaws(mine, shipped)
    assert len(found) == 1, found
    assert ".nan is not a usable number" in found[0]


def test_flaws_stand_in_the_order_of_lines_as_numbers(mine: Path, shipped: Path) -> None:
    write_rule(mine, spec(severity="majr", zz=1, remediation=None))
    lines = [flaw.line for flaw in lint(mine, shipped, SCHEMA).flaws]
    assert lines == sorted(lines)
    assert max(lines) >= 10


def test_a_broken_catalogue_hides_neither_rules_nor_settings(tmp_path: Path) -> None:
    place = whole_set(tmp_path / "set", spec(severity="majr"))
    write(place, "catalogue.yaml", "areas: 3\n")
    write(place, "ruleset.yaml", "version: 1\n")
    told = {line.partition(":")[0] for line in flaws(place, place)}
    assert told == {"catalogue.yaml", "ruleset.yaml", RULE}


def test_a_rule_that_differs_from_the_catalogue_is_told(tmp_path: Path) -> None:
    place = whole_set(tmp_path / "set", spec(severity="minor"))
    assert flaws(place, place) == [f"{RULE}:1:1: severity is 'minor', but 'major' in catalogue.yaml"]


def test_all_that_is_wrong_with_word_lists_is_told(tmp_path: Path) -> None:
    place = whole_set(tmp_path / "set", spec())
    write(place, "lexicons/en.yaml", 'a: []\nb: [x, x, "!"]\nb: [y]\n"": [z]\n')
    for language in ("zh", "ms"):
        write(place, f"lexicons/{language}.yaml", "a: [x]\n")
    assert flaws(place, place) == [
        "lexicons/en.yaml:1:4: topic 'a' must have a list of phrases",
        "lexicons/en.yaml:2:8: phrase 'x' stands twice in 'b'",
        "lexicons/en.yaml:2:11: a phrase of 'b' must be a word or phrase",
        "lexicons/en.yaml:3:1: topic 'b' stands twice",
        "lexicons/en.yaml:4:1: a topic must be a word or phrase",
        "lexicons/ta.yaml:1:1: is missing",
    ]


def test_word_lists_nobody_reads_are_told_and_are_no_problem(mine: Path, shipped: Path) -> None:
    write_rule(mine, spec(id="cmp-other"))
    write(mine, "lexicons/en.yaml", "complaint: [grumble]\n")
    found = lint(mine, shipped, SCHEMA)
    assert found.wrong == ()
    assert [str(flaw).rpartition("note: ")[2] for flaw in found.flaws] == [
        "is not read: word lists come with the tool, not with added rules"
    ]


def test_profiles_are_looked_at(mine: Path, shipped: Path) -> None:
    write_rule(mine, spec(id="cmp-other"))
    write(mine, "profiles/small.yaml", "name: small\nname: other\n")
    assert any("profiles/small.yaml:2:1: the key 'name' is given twice" in line for line in flaws(mine, shipped))


def test_a_directory_without_a_rule_is_no_success(mine: Path, shipped: Path) -> None:
    assert [flaw.text for flaw in lint(mine, shipped, SCHEMA).wrong] == ["holds no rule file"]
    with pytest.raises(RuleFileError):
        lint(mine / "nowhere", shipped, SCHEMA)


def test_an_unreadable_link_is_told(mine: Path, shipped: Path) -> None:
    (mine / "gone.yaml").symlink_to(mine / "nowhere.yaml")
    assert flaws(mine, shipped) == ["gone.yaml:1:1: is not a file"]


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.sampled_from(["pass", "fail", "a.flag", "attest", "x", "{"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["fact", "is", "all", "each", "name", "facts", "verdict", "pass", "x"]), inner,
                      max_size=3),
    max_leaves=6,
)  # fmt: skip
_keys = ["id", "area", "mode", "applies", "subjects", "fail", "pass", "review", "messages", "examples", "sources",
         "unknown", "question", "nonsense"]  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(_keys), _values, max_size=4))
def test_no_rule_file_makes_it_stumble_and_what_loading_refuses_it_refuses(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    place = tmp_path_factory.mktemp("any")
    shipped = whole_set(place / "shipped")
    write(place / "mine", RULE, text(spec() | changes))
    try:
        load_rules(shipped, SCHEMA, (place / "mine",))
        refused = False
    except RuleFileError:
        refused = True
    assert bool(lint(place / "mine", shipped, SCHEMA).wrong) is refused
