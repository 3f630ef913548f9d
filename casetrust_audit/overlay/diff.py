"""Two audits of a shop: what got worse, what got better, what can no longer be told, and how prices moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetrust_audit.model.comparison import Change, Comparison
from casetrust_audit.model.result import AuditResult, Severity, Verdict
from casetrust_audit.overlay.compare import Compared, compare
from casetrust_audit.overlay.price_moves import price_changes, unfollowed
from casetrust_audit.overlay.subjects import OPEN, REVIEW, rank

WORSE, BETTER, UNSEEN, SEEN = "worse", "better", "unseen", "seen"
_ORDER = {severity: place for place, severity in enumerate(Severity)}
_NAMED = 12


def differences(before: AuditResult, after: AuditResult) -> Comparison:
    """The comparison of an earlier and a later result."""
    compared = compare(before, after)
    found: dict[str, list[Change]] = {WORSE: [], BETTER: [], UNSEEN: [], SEEN: []}
    for one in compared:
        for group, change in _changes(one):
            found[group].append(change)
    return Comparison(
        before,
        after,
        worse=_sorted(found[WORSE]),
        better=_sorted(found[BETTER]),
        unseen=_sorted(found[UNSEEN]),
        seen=_sorted(found[SEEN]),
        prices=price_changes(before.trails, after.trails),
        unfollowed=unfollowed(before.trails, after.trails),
        explanations=tuple(_explanations(compared, before, after)),
    )


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (_ORDER[c.severity], c.rule)))


def _changes(one: Compared) -> Iterator[tuple[str, Change]]:
    then, now = one.ranks
    if one.then is None or one.now is None:
        if one.now is None:
            yield UNSEEN, _change(one)
        elif now >= REVIEW:
            yield SEEN, _change(one)
    elif then == now:
        if now >= REVIEW:
            yield from _by_parts(one)
        elif one.then.verdict is not one.now.verdict and now < OPEN:
            yield (SEEN if one.now.verdict is Verdict.PASS else UNSEEN), _change(one)
    elif now > then:
        yield (
            _rising(then, now),
            _change(one, (p.now.label for p in one.pairs if p.worse and rank(p.now.verdict) == now)),
        )
    else:
        yield from _falling(one, then, now)


def _rising(then: int, now: int) -> str:
    """Where a verdict belongs that is more open than it was."""
    if now == OPEN:
        return UNSEEN
    # what was not known and now needs a review is a first sight of it; a fail is a fail, whatever was known
    return SEEN if then == OPEN and now == REVIEW else WORSE


def _falling(one: Compared, then: int, now: int) -> Iterator[tuple[str, Change]]:
    if now == REVIEW and one.pairs:
        unsure = [pair.now.label for pair in one.pairs if pair.then and rank(pair.then.verdict) == then]
        yield from _lost(one)
        if unsure or not one.lost:
            yield UNSEEN, _change(one, unsure)
    elif now >= OPEN:
        yield UNSEEN, _change(one)
    elif then == OPEN:
        yield SEEN, _change(one)
    elif not one.lost:
        yield BETTER, _change(one)
    else:
        yield from _lost(one)


def _by_parts(one: Compared) -> Iterator[tuple[str, Change]]:
    """A requirement as bad as before, in other places."""
    now = one.ranks[1]
    worse = [pair.now.label for pair in one.pairs if pair.worse and rank(pair.now.verdict) == now]
    if worse:
        yield WORSE, _change(one, worse)
    yield from _lost(one)


def _lost(one: Compared) -> Iterator[tuple[str, Change]]:
    for group, seen in ((BETTER, True), (UNSEEN, False)):
        labels = [lost.then.label for lost in one.lost if lost.seen is seen]
        if labels:
            yield group, _change(one, labels)


def _change(one: Compared, subjects: Iterable[str] = ()) -> Change:
    finding = one.either
    return Change(
        finding.rule,
        finding.title,
        finding.severity,
        one.then.verdict if one.then else None,
        one.now.verdict if one.now else None,
        finding.message,
        tuple(dict.fromkeys(subjects)),
    )


def _explanations(compared: Iterable[Compared], before: AuditResult, after: AuditResult) -> Iterator[str]:
    if before.run.site != after.run.site:
        yield (
            f"Two sites are compared: {before.run.site} then, {after.run.site} now. "
            "What differs may be a difference between shops."
        )
    if before.run.started > after.run.started:
        yield f"The audit given as the earlier one is the later: {before.run.started}, against {after.run.started}."
    if before.bundle_digest == after.bundle_digest:
        yield "Both audits judge the same evidence: whatever differs comes from rules, answers or the tool."
    for name, then, now in (
        ("tool", before.tool_version, after.tool_version),
        ("tool that collected", before.run.tool_version, after.run.tool_version),
        ("rule set", before.ruleset_version, after.ruleset_version),
        ("profile", before.profile, after.profile),
    ):
        if then != now:
            yield f"The {name} is another: {then} then, {now} now."
    if before.ruleset_version == after.ruleset_version and before.ruleset_digest != after.ruleset_digest:
        yield "The rule set has the same version and other content: rules of somebody's own, or an unreleased change."
    rules = list(compared)
    yield from _listed("Not in the earlier rule set", [c.rule for c in rules if c.then is None])
    yield from _listed("No longer in the rule set", [c.rule for c in rules if c.now is None])
    for c in rules:
        if c.then and c.now and c.then.severity is not c.now.severity:
            yield f"{c.rule} is {c.now.severity.value} now; it was {c.then.severity.value}."
    if (before.attestation is None) != (after.attestation is None):
        which = "earlier" if before.attestation else "later"
        yield f"Only the {which} audit has people’s answers beside it."


def _listed(head: str, rules: list[str]) -> Iterator[str]:
    if rules:
        more = f" and {len(rules) - _NAMED} more" if len(rules) > _NAMED else ""
        yield f"{head}: {', '.join(rules[:_NAMED])}{more}."
