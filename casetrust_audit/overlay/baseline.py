"""An earlier audit as baseline: what is new, as it was, fixed, or can no longer be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casetrust_audit.errors import UsageError
from casetrust_audit.model.overlay import BaselineSummary, Gone
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult
from casetrust_audit.overlay.compare import Compared, Pair, compare, is_open
from casetrust_audit.overlay.subjects import OPEN, REVIEW, open_parts, rank
from casetrust_audit.overlay.waivers import settled, unforgiven

NOT_MET_AGAIN = "What it is about was not met in this run."
NO_SUCH_RULE = "The rule set has no such rule now."


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier audit and the file it came from. `digest` is the SHA-256 of the file."""

    file: str
    digest: str
    result: AuditResult


def lay_baseline(result: AuditResult, given: Baseline) -> AuditResult:
    """The result with each open finding held against the baseline, and with no waivers: those are laid on afterwards.

    What only a waiver forgave then is not forgiven by the baseline now: else a waiver would never end where each
    release is the baseline of the next. Raises UsageError where the baseline is another shop's."""
    then = given.result
    if then.run.site != result.run.site:
        raise UsageError(
            f"{given.file}: the baseline is of {then.run.site!r}, and this audit of {result.run.site!r}",
            "What is known of one shop excuses nothing in another: give an earlier audit of this one.",
        )
    bare = unforgiven(unforgiven(result, "waiver"), "baseline")
    compared = compare(then, bare)
    by_rule = {one.rule: one for one in compared}
    findings = tuple(_held_against(f, by_rule[f.rule]) if is_open(f) else f for f in bare.findings)
    summary = BaselineSummary(
        file=given.file,
        digest=given.digest,
        site=then.run.site,
        started=then.run.started,
        tool_version=then.tool_version,
        ruleset_version=then.ruleset_version,
        ruleset_digest=then.ruleset_digest,
        new=sum(f.change == "new" for f in findings),
        unchanged=sum(f.change == "unchanged" for f in findings),
        fixed=tuple(gone for one in compared for gone in fixed(one)),
        untestable=tuple(gone for one in compared for gone in untestable(one)),
    )
    return replace(bare, findings=findings, waivers=None, baseline=summary)


def _held_against(finding: Finding, compared: Compared) -> Finding:
    change = "new" if compared.worse else "unchanged"
    pairs = {pair.now: pair for pair in compared.pairs}
    if not pairs:
        excused = change == "unchanged" and _excuses(compared.then)
        return replace(finding, change=change, forgiven="baseline" if excused else "")
    subjects = tuple(_part(pairs[s]) if s in pairs else s for s in finding.subjects)
    return settled(replace(finding, change=change, subjects=subjects))


def _part(pair: Pair) -> SubjectResult:
    excused = not pair.worse and _excuses(pair.then)
    return replace(pair.now, change="new" if pair.worse else "unchanged", forgiven="baseline" if excused else "")


def _excuses(then: Finding | SubjectResult | None) -> bool:
    """Whether what was so then may be so now: not where a waiver was needed for it."""
    parts = then.subjects if isinstance(then, Finding) else ()
    return then is not None and all(one.forgiven != "waiver" for one in (then, *parts))


def fixed(one: Compared) -> Iterator[Gone]:
    """What failed or was to be reviewed then and is known to be put right."""
    then, now = one.then, one.now
    if then is None or now is None or rank(then.verdict) < REVIEW or rank(now.verdict) == OPEN:
        return
    if open_parts(then):
        yield from (_gone(then, lost.then) for lost in one.lost if lost.seen and not _whole_again(one))
    elif not is_open(now):
        yield _gone(then)


def untestable(one: Compared) -> Iterator[Gone]:
    """What failed or was to be reviewed then and of which nothing can be said now."""
    then, now = one.then, one.now
    if then is None or rank(then.verdict) < REVIEW:
        return
    parts: Sequence[SubjectResult] = [lost.then for lost in one.lost if not lost.seen]
    if now is None:
        yield _gone(then, reason=NO_SUCH_RULE)
    elif rank(now.verdict) == OPEN:
        yield _gone(then, reason=now.message)
    elif not _whole_again(one):
        yield from (_gone(then, part, NOT_MET_AGAIN) for part in parts)
        unsure = [p for p in one.pairs if p.then and rank(p.then.verdict) >= REVIEW and rank(p.now.verdict) == OPEN]
        yield from (_gone(then, p.then, p.now.reason) for p in unsure)


def _whole_again(one: Compared) -> bool:
    """Whether it is still open, but no longer part by part: then no single part can be called fixed."""
    return one.now is not None and is_open(one.now) and not open_parts(one.now)


def _gone(then: Finding, part: SubjectResult | None = None, reason: str = "") -> Gone:
    was = part.verdict if part else then.verdict
    return Gone(then.rule, then.title, then.severity.value, part.label if part else "", was.value, reason)
