"""Messages tell only what was seen: parts that hang on facts, clauses of conditions, and what the linter refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from casetrust_audit.facts.registry import schema
from casetrust_audit.model import parts
from casetrust_audit.model.fact import Absent, Certainty, Fact, Kind, Known, Scalar, Subject, Unknown
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Verdict
from casetrust_audit.model.rule import Mode, Rule
from casetrust_audit.report.language import language
from casetrust_audit.report.translator import Translator
from casetrust_audit.ruleset.evaluate import judge
from casetrust_audit.ruleset.lint import lint
from casetrust_audit.ruleset.messages import fill, wrong_placeholders
from casetrust_audit.ruleset.wording import loose
from tests.ruleset.make import SCHEMA, refs, spec, write_rule
from tests.ruleset.make import rule as built
from tests.ruleset.make import rules_directory as whole_set
from tests.ruleset.shipped import shipped_rules

DAYS = "returns.window_days"


def known(value: Scalar | tuple[str, ...]) -> Known:
    return Known(value, refs("a"), Certainty.EXACT)


@pytest.mark.parametrize(
    ("text", "fact", "read"),
    [
        ("Returned[ within {returns.window_days} days].", known(14), "Returned within 14 days."),
        ("Returned[ within {returns.window_days} days].", Absent(refs("a")), "Returned."),
        ("Returned[ within {returns.window_days} days].", Unknown("not looked at"), "Returned."),
        ("[In {returns.window_days} days.|No time was found.]", Absent(refs("a")), "No time was found."),
        ("Look.[ In {returns.window_days} days.| No time was found.]", Unknown("not looked at"), "Look."),
        ("In {returns.window_days} day(s).", known(1), "In 1 day."),
        ("In {returns.window_days} working day(s).", known(2), "In 2 working days."),
        ("Look.[{?returns.window_days} There is a time.| There is none.]", known(3), "Look. There is a time."),
        ("Look.[{?returns.window_days} There is a time.| There is none.]", known(0), "Look. There is none."),
        ("Sizes [S, M] of {returns.window_days}.", known(3), "Sizes [S, M] of 3."),
    ],
)  # fmt: skip
def test_a_part_is_said_only_where_its_facts_are_told(text: str, fact: Fact, read: str) -> None:
    assert fill(text, {}, {DAYS: fact}) == read


@pytest.mark.parametrize(
    ("kind", "read"), [("cart", "A shop with a cart."), ("quote", "A shop."), ("", "A shop.")], ids=str
)
def test_a_part_may_hang_on_what_a_fact_is(kind: str, read: str) -> None:
    facts: dict[str, Fact] = {"shop.kind": known(kind)} if kind else {}
    assert fill("A shop[{?shop.kind=cart} with a cart].", {}, facts) == read


def test_words_of_the_shop_are_read_neither_for_gaps_nor_for_parts() -> None:
    read = fill("Named[: {shop.name}].", {}, {"shop.name": known("{reason} [x {shop}] day(s)|")})
    assert read == "Named: {reason} [x {shop}] day(s)|."


def test_a_sentence_of_the_shop_brings_no_second_full_stop() -> None:
    facts = {"shop.name": known("We reply in a day.")}
    assert fill("It says: “{shop.name}”. Look.", {}, facts) == "It says: “We reply in a day”. Look."
    assert fill("It says {shop.name}.", {}, facts) == "It says We reply in a day."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[{?shop.kind=bazaar}x]", "never 'bazaar'"),
        ("[{shop.name}|{shop.kind}]", "nothing is known where the second half is said"),
        ("[{nobody}]", "unknown placeholder {nobody}"),
        ("".join(f"[{{shop.name}}{n}|x]" for n in range(5)), "more than 128 ways"),
    ],
)
def test_a_part_that_could_not_be_said_is_told_at_once(text: str, wrong: str) -> None:
    assert wrong in " ".join(wrong_placeholders(text, SCHEMA, subjects=False))


def _form(label: str, **fields: Scalar) -> Subject:
    return Subject(label, fields, refs("a"))


FORMS = spec(
    subjects={"each": "forms.sensitive"},
    fail={"any": [
        {"field": "target_scheme", "eq": "http", "says": "sent in the clear"},
        {"all": [{"field": "count", "gt": 3}, {"field": "visible", "is": True}], "says": "{field.count} in view"},
    ]},
    passes={"all": [{"field": "visible", "is": True, "lacks": "it is out of sight"}, {"field": "count", "le": 3}]},
    messages={
        "pass": "All is well.", "fail": "Forms: {reason}.", "needs-review": "Look at forms: {reason}.",
        "not-tested": "Could not be tested: {reason}.", "not-applicable": "{reason}",
    },
)  # fmt: skip


def _judged(*forms: Subject) -> str:
    facts: Mapping[str, Fact] = {"forms.sensitive": Known(forms, refs("a"), Certainty.EXACT)}
    return judge(built(**FORMS), facts, "shop.test").message


def test_subjects_of_which_the_same_is_said_are_told_together_and_only_what_holds_is_said() -> None:
    clear: dict[str, Scalar] = {"target_scheme": "http", "count": 1, "visible": True}
    assert _judged(_form("login", **clear), _form("contact", **clear), _form("search", **clear | {"count": 9})) == (
        "Forms: login, contact (sent in the clear); search (sent in the clear, 9 in view)."
    )


def test_what_is_neither_met_nor_failed_is_told_by_what_it_lacks() -> None:
    assert _judged(_form("login", target_scheme="https", count=1, visible=False)) == (
        "Look at forms: login (it is out of sight)."
    )


def test_a_count_names_what_it_counted() -> None:
    some = {"some": "forms.sensitive", "satisfies": {"field": "count", "gt": 3}, "says": "many: {which}"}
    rule = built(**spec(fail={"fact": "a.flag", "is": False}, review=some,
                        messages=FORMS["messages"] | {"needs-review": "Look: {reason}."}))  # fmt: skip
    forms = Known((_form("login", count=1), _form("contact", count=7)), refs("a"), Certainty.EXACT)
    finding = judge(rule, {"a.flag": known(True), "forms.sensitive": forms}, "shop.test")
    assert finding.verdict is Verdict.NEEDS_REVIEW
    assert finding.message == "Look: many: contact."


@pytest.mark.parametrize(
    ("verdict", "text", "wrong"),
    [
        ("needs-review", "Days: {returns.window_days}.", "may be unknown here"),
        ("needs-review", "Look.[ Days: {returns.window_days}.]", ""),
        ("fail", "A box is ticked, or the page was not read.", "two things"),
        ("fail", "No form or number was found, by page or by mail.", ""),
        ("pass", "Returns are taken; or nothing says so, as it is written.", "two things"),
        ("pass", "Days: {returns.window_days}.", "may be unknown here"),
    ],
)  # fmt: skip
def test_the_linter_refuses_what_may_not_have_been_seen(verdict: str, text: str, wrong: str, tmp_path: Path) -> None:
    messages = {"pass": "Fine.", "fail": "Wrong.", "needs-review": "Look.", "not-tested": "No.", "not-applicable": "-"}
    added = spec(id="cmp-mine", messages=messages | {verdict: text})
    place = tmp_path / "mine"
    place.mkdir()
    write_rule(place, added)
    flaws = [str(flaw) for flaw in lint(place, whole_set(tmp_path / "shipped", spec()), SCHEMA).flaws]
    assert [wrong in flaw for flaw in flaws] == ([True] if wrong else []), flaws


def test_a_value_that_decides_is_known() -> None:
    rule = built(**spec(passes={"all": [{"fact": DAYS, "ge": 7}, {"fact": "a.flag", "is": True}]},
                      messages=FORMS["messages"] | {"pass": "Within {returns.window_days} days."}))  # fmt: skip
    assert [text for _, text in loose(rule) if DAYS in text] == []


# --- every message of every rule, as it reads where each of its facts is unknown, absent, empty, one or many ---

BROKEN = re.compile(
    r"unknown|not found(?: days|,|\)|\.)|\{|\}|\[|\]|\.\.|\. \.|\(\)|\( | \)|:\s*[.;,]|,\s*[.,;]| \.|\s{2,}|“”"
)
ALLOWED = re.compile(r"was not found\.|were not found\.")
WAYS: tuple[str, ...] = ("unknown", "absent", "empty", "one", "many")


@cache
def _chinese() -> Translator:
    return Translator(language("zh"))


def _value(kind: Kind, choices: tuple[str, ...], way: str) -> Fact:
    if way == "unknown":
        return Unknown("not looked at")
    if way == "absent":
        return Absent(refs("a"))
    many = way == "many"
    value: object = {
        Kind.BOOL: many, Kind.INT: 7 if many else 1, Kind.NUMBER: 7 if many else 1,
        Kind.MONEY: Money(Decimal("3.50"), "SGD"),
        Kind.CHOICE: choices[-1 if many else 0] if choices else "x", Kind.TEXT: "Blue mug",
        Kind.WORDS: ("red", "blue") if many else ("red",),
        Kind.SUBJECTS: (_form("Mug"), _form("Cup")) if many else (_form("Mug"),),
    }[kind]  # fmt: skip
    if way == "empty":
        value = {Kind.TEXT: "", Kind.WORDS: (), Kind.SUBJECTS: ()}.get(kind, value)
    return Known(value, refs("a"), Certainty.EXACT)  # type: ignore[arg-type]


def _messages() -> Iterator[tuple[Rule, Verdict, str]]:
    for rule in shipped_rules().rules:
        if rule.mode is not Mode.ATTEST:
            yield from ((rule, verdict, text) for verdict, text in rule.messages.items() if text != "{reason}")


def _read_as(rule: Rule, verdict: Verdict, text: str) -> Iterator[str]:
    """The message with its facts in turn of every state, the others being unknown; what must be known is."""
    declared = schema()
    names = {name.removeprefix("?").partition("=")[0] for name in parts.NAMED.findall(text)} & set(declared)
    outside = "".join(piece for piece in parts.split(text) if isinstance(piece, str))
    sure = {name for name in names if f"{{{name}}}" in outside}
    values = dict.fromkeys(("failing", "passing", "undecided"), "Mug") | {"shop": "shop.test", "count": "3"}
    values["reason"] = "the ways to pay were not seen"
    for name in sorted(names) or [""]:
        for way in WAYS:
            facts = {other: _value(declared[other].kind, declared[other].choices, "one") for other in sure}
            if name and (name not in sure or way in ("one", "many")):
                facts[name] = _value(declared[name].kind, declared[name].choices, way)
            yield fill(text, values, facts)
    every = {name: _value(declared[name].kind, declared[name].choices, "many") for name in names}
    yield fill(text, values, every)


def test_every_message_reads_whole_whatever_is_known() -> None:
    wrong = []
    for rule, verdict, text in _messages():
        for read in dict.fromkeys(_read_as(rule, verdict, text)):
            if BROKEN.search(ALLOWED.sub("so.", read)) or not read[:1].strip() or read[:1].islower():
                wrong.append((rule.id, verdict.value, read))
    assert wrong == []


def test_every_message_has_its_chinese_whatever_is_known() -> None:
    chinese = _chinese()
    wrong = []
    for rule, verdict, text in _messages():
        for read in dict.fromkeys(_read_as(rule, verdict, text)):
            shown = chinese.told(read)
            if hasattr(shown, "pieces") or re.search(r"[.;]$|。。|：。|、。|，。|[\[\]{}]", shown):
                wrong.append((rule.id, verdict.value, read, str(shown)))
    assert wrong == []
