"""rules/README.md: the rule set to read. Made from the rules, clauses, questions and facts; a pure function of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from casetrust_audit.model.fact import FactSchema, FactType
from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.model.rule import Condition, Mode, Rule
from casetrust_audit.ruleset.build import facts_used
from casetrust_audit.ruleset.catalogue import Requirement
from casetrust_audit.ruleset.condition_words import condition_lines, subjects_line
from casetrust_audit.ruleset.load import RuleSet

HEAD = """\
# The rules

<!-- Made by `casetrust-audit rules docs`. Change the YAML files, not this page. -->

What the tool asks of a shop, how each point is judged, and how to mend it. The rules are built from public information,
not from the official CaseTrust criteria, which are not public. Only CASE can accredit a business.

One file a rule, `<area>/<id>.yaml`. Severity is its effect by default: a blocker that fails means NOT READY whatever
the score; a major is to be put right before an application; a minor is an improvement; info is never scored. Mode says
who judges: automatic, assisted (the tool finds, a person confirms), or attest (only a person can say).

A subject, or the shop, is judged in this order: fails, needs review, passes. What could not be told is never a pass;
what the evidence cannot carry (a blocker seen once, a mere match of words) needs review."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")
_BRIEF = {"explicit": "demanded outright", "implied": "implied", "none": "not demanded"}
_OUTCOMES = (("Fails where", "fail"), ("Needs review where", "review"), ("Passes where", "passes"))


def as_markdown(rules: RuleSet, schema: FactSchema) -> str:
    """The whole page; the same rule set always gives the same text."""
    written = {rule.id: rule for rule in rules.rules}
    blocks = [HEAD, *_index(rules, written)]
    for area, title in rules.areas.items():
        members = [written.get(one.id, one) for one in rules.catalogue if one.area == area]
        members += [r for r in rules.rules if r.area == area and r.id not in {one.id for one in rules.catalogue}]
        if members:
            blocks.append(f"## {_text(title)}")
            blocks += [block for one in members for block in _section(one, rules)]
    blocks += [*_schemes(rules), *_profiles(), *_facts(rules, schema)]
    return "\n\n".join(blocks) + "\n"


def _index(rules: RuleSet, written: dict[str, Rule]) -> Iterator[str]:
    severities = Counter(one.severity for one in rules.catalogue)
    modes = Counter(one.mode for one in rules.catalogue)
    counts = ", ".join(f"{severities[s]} {s.value}" for s in Severity)
    yield (
        f"Rule set {rules.version}: {len(rules.catalogue)} requirements ({counts}; "
        f"{', '.join(f'{modes[m]} {m.value}' for m in Mode)}), {len(written)} rules."
    )
    yield "## Index"
    rows = ["| rule | severity | mode | what is asked |", "|---|---|---|---|"]
    for one in rules.catalogue:
        by_hand = "" if one.id in written else ", no rule yet"
        rows.append(
            f"| [`{one.id}`](#{one.id}) | {one.severity.value} | {one.mode.value}{by_hand} | {_text(one.title)} |"
        )
    yield "\n".join(rows)


def _section(one: Rule | Requirement, rules: RuleSet) -> Iterator[str]:
    yield f'<a id="{one.id}"></a>\n\n### `{one.id}`'
    yield f"**{_text(one.title)}**"
    place = f" · [file]({'/'.join(Path(one.file).parts[-2:])})" if isinstance(one, Rule) else ""
    yield f"{one.severity.value} · {one.mode.value} · by the briefs {_BRIEF.get(one.brief, one.brief)}{place}"
    yield f"Why: {_text(one.why)}"
    if isinstance(one, Rule):
        yield from _judging(one)
        yield f"How to mend it: {_text(one.remediation)}"
        if one.examples:
            yield "Examples:\n\n" + "\n".join(f"- {e.verdict.value}: {_text(e.name)}" for e in one.examples)
    else:
        yield "No rule yet: to be checked by hand."
    yield from _asked(one, rules)
    clauses = [(s.code, c.reference or c.id) for s in rules.schemes for c in s.clauses if one.id in c.rules]
    if clauses:
        yield "Clauses: " + "; ".join(f"{_text(code)} {_text(name)}" for code, name in clauses)
    if one.sources:
        yield f"Sources: {_text(', '.join(one.sources))}"


def _judging(rule: Rule) -> Iterator[str]:
    if rule.mode is Mode.ATTEST:
        yield "Only a person can say; nothing is judged from outside."
        return
    if rule.precondition is not None:
        yield from _listed("Applies where", rule.precondition.when)
        yield f"Else it does not apply: {_text(rule.precondition.reason)}"
    if rule.subjects is not None:
        when_none = rule.subjects.when_none.value
        yield f"Judged one by one: {subjects_line(rule.subjects)}; over none of them the verdict is {when_none}."
        if rule.subjects.where is not None:
            yield from _listed("Of them, those where", rule.subjects.where)
    for words, name in _OUTCOMES:
        condition: Condition | None = getattr(rule, name)
        if condition is not None:
            yield from _listed(words, condition)
    untold = "needs-review" if rule.unknown is Verdict.NEEDS_REVIEW else rule.unknown.value
    yield f"Where that cannot be told: {untold}. Where none of it holds: needs-review."


def _listed(words: str, condition: Condition) -> Iterator[str]:
    yield f"{words}:\n\n" + "\n".join(condition_lines(condition))


def _asked(one: Rule | Requirement, rules: RuleSet) -> Iterator[str]:
    questions = rules.questions.of_rule(one.id)
    for question in questions:
        wanted = "; ".join(f"{w.what} ({w.kind})" for w in question.evidence)
        yield f"{question.id} decides it: {_text(question.text)} To show: {_text(wanted)}."
    if one.question:
        yield f"To ask: {_text(one.question)}"


def _schemes(rules: RuleSet) -> Iterator[str]:
    if not rules.schemes:
        return
    yield "## Schemes and clauses"
    yield (
        "Every clause is in our words, after public sources. How the verdicts of its rules make one: `all`, the worst "
        "counts (fail, then undecided, then pass); `any`, one pass is enough. What does not apply drops out."
    )
    for scheme in rules.schemes:
        dated = f", {scheme.date}" if scheme.date else ""
        yield f"### {_text(scheme.title)}"
        yield f"{scheme.kind} · {_text(scheme.issuer)} · {_text(scheme.edition)}{dated}"
        if scheme.note:
            yield _text(scheme.note)
        rows = ["| clause | what it asks | seen | caps | combined | rests on |", "|---|---|---|---|---|---|"]
        rows += [
            f"| {_text(c.reference or c.id)} | {_text(c.title)} | {c.observability.value} | {c.caps} "
            f"| {c.combine.value} | {_links(c.rules)} |"
            for c in scheme.clauses
        ]
        yield "\n".join(rows)


def _profiles() -> Iterator[str]:
    yield "## Profiles"
    yield (
        "What is judged otherwise for a kind of shop stands in [profiles/](profiles/), each change with its reason: "
        "`casetrust-audit rules list --profile NAME`."
    )


def _facts(rules: RuleSet, schema: FactSchema) -> Iterator[str]:
    used: dict[str, list[str]] = {}
    for rule in rules.rules:
        for name in facts_used(rule):
            used.setdefault(name, []).append(rule.id)
    yield "## Facts"
    yield (
        f"{len(schema)} facts that conditions may name. Each is known, absent (looked for in enough places), or "
        "unknown; fields are those of its subjects."
    )
    for name in sorted(schema):
        yield "\n".join(_fact(schema[name], used.get(name, ())))


def _fact(fact: FactType, rules: Sequence[str]) -> Iterator[str]:
    yield f"- **`{fact.name}`** ({fact.kind.value}{_choices(fact.choices)}): {_text(fact.doc)}"
    for name in sorted(fact.fields):
        one = fact.fields[name]
        told = f": {_text(one.doc)}" if one.doc else ""
        yield f"  - `{name}` ({one.kind.value}{_choices(one.choices)}){told}"
    if rules:
        yield f"  - used by {_links(rules)}"


def _choices(choices: Sequence[str]) -> str:
    return ": " + ", ".join(f"`{choice}`" for choice in choices) if choices else ""


def _links(rules: Iterable[str]) -> str:
    return ", ".join(f"[`{rule}`](#{rule})" for rule in rules)


def _text(text: str) -> str:
    """Text as Markdown that shows it, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
