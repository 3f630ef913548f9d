"""One rule in two audits: which open parts are known, which are new, which are gone, and whether those were fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casetrust_audit.model.result import AuditResult, Finding, Severity, SubjectResult
from casetrust_audit.overlay.subjects import (
    OPEN,
    REVIEW,
    key_of,
    loose_key,
    open_parts,
    page_roles,
    path_of,
    rank,
    role_of,
    thing_of,
)

_MANY_PAGES = frozenset({"", "product", "listing", "search", "other"})
"""Roles of which a shop has many pages: that one of them was met does not mean that this one was."""
_HEAVY = {severity: weight for weight, severity in enumerate(reversed(Severity))}


@dataclass(frozen=True, slots=True)
class Pair:
    """An open part of today with the one it was then, None where it was not open then."""

    now: SubjectResult
    then: SubjectResult | None
    worse: bool
    """Not open then, or less bad, or of less weight."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part that was open then and is not among the open ones now."""

    then: SubjectResult
    seen: bool
    """Whether what it is about was met again; else nothing can be said of it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One rule then and now; one of both is None where that audit did not have it."""

    rule: str
    then: Finding | None
    now: Finding | None
    pairs: tuple[Pair, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def either(self) -> Finding:
        """The finding of today, or else of then."""
        found = self.now or self.then
        if found is None:
            raise ValueError(f"{self.rule} is in neither audit")
        return found

    @property
    def ranks(self) -> tuple[int, int]:
        """How bad then and now; 0 where the audit did not have the rule."""
        return (rank(self.then.verdict) if self.then else 0, rank(self.now.verdict) if self.now else 0)

    @property
    def worse(self) -> bool:
        """Whether something in it is new or worse."""
        if self.now is None or not rank(self.now.verdict):
            return False
        if self.then is None or heavier(self.now, self.then):
            return True
        if self.pairs:
            return any(pair.worse for pair in self.pairs if rank(pair.now.verdict) == rank(self.now.verdict))
        return rank(self.now.verdict) > rank(self.then.verdict)


def compare(then: AuditResult, now: AuditResult) -> tuple[Compared, ...]:
    """Every rule of either audit, in the order of its id."""
    old, new = ({f.rule: f for f in result.findings} for result in (then, now))
    places = _Places(then, now)
    return tuple(_compare(rule, old.get(rule), new.get(rule), places) for rule in sorted({*old, *new}))


class _Places:
    """Where parts were met, then and now."""

    def __init__(self, then: AuditResult, now: AuditResult) -> None:
        self.then, self.now = page_roles(then.captures), page_roles(now.captures)
        met = [c for c in now.captures if c.usable]
        self.roles = {c.role for c in met}
        self.paths = {path_of(c.final_url) for c in met}

    def met_again(self, part: SubjectResult, finding: Finding) -> bool:
        """Whether what an old part is about was looked at in this audit: by name, or by its page."""
        things = {thing_of(s.label) for s in finding.subjects}
        role = role_of(part, self.then)
        if thing_of(part.label) in things:
            return True
        if not part.evidence or part.evidence[0].source not in self.then:
            return True  # read by a probe, which looks at the same thing each time
        return role in self.roles if role not in _MANY_PAGES else path_of(part.evidence[0].url) in self.paths


def heavier(now: Finding, then: Finding) -> bool:
    """Whether the rule has more weight than it had."""
    return _HEAVY[now.severity] > _HEAVY[then.severity]


def _compare(rule: str, then: Finding | None, now: Finding | None, places: _Places) -> Compared:
    if then is None or now is None:
        parts = open_parts(now) if now else ()
        return Compared(rule, then, now, tuple(Pair(part, None, True) for part in parts))
    old, new = _distinct(then, places.then), open_parts(now)
    partners = _partners(new, old, places)
    taken = {id(part) for part in partners.values()}
    raised = heavier(now, then)
    both = tuple((part, partners.get(i)) for i, part in enumerate(new))
    pairs = tuple(Pair(part, was, raised or _worse(part, was, then)) for part, was in both)
    lost = tuple(Lost(part, places.met_again(part, now)) for part in old if id(part) not in taken)
    return Compared(rule, then, now, pairs, tuple(one for one in lost if rank(one.then.verdict) >= REVIEW))


def _distinct(finding: Finding, roles: Mapping[str, str]) -> tuple[SubjectResult, ...]:
    """Open parts of then, of several with one key the worst."""
    worst: dict[tuple[str, str], SubjectResult] = {}
    for part in open_parts(finding):
        key = (role_of(part, roles), key_of(part.label))
        if key not in worst or rank(part.verdict) > rank(worst[key].verdict):
            worst[key] = part
    return tuple(worst.values())


def _worse(now: SubjectResult, then: SubjectResult | None, finding: Finding) -> bool:
    return then is None or min(rank(then.verdict), rank(finding.verdict)) < rank(now.verdict)


def _partners(
    new: tuple[SubjectResult, ...], old: tuple[SubjectResult, ...], places: _Places
) -> dict[int, SubjectResult]:
    """For parts of today, by their place, the part each was then: by key first, the rest one to one, loosely."""
    known = {(role_of(p, places.then), key_of(p.label)): p for p in old}
    found = {i: p for i, part in enumerate(new) if (p := known.get((role_of(part, places.now), key_of(part.label))))}
    taken = {id(p) for p in found.values()}
    left: dict[str, list[SubjectResult]] = {}
    for part in old:
        if id(part) not in taken:
            left.setdefault(loose_key(part.label), []).append(part)
    met: dict[tuple[str, str], SubjectResult] = {}
    for i, part in enumerate(new):
        if i in found:
            continue
        key = (role_of(part, places.now), key_of(part.label))
        if key not in met:
            rest = left.get(loose_key(part.label))
            if not rest:
                continue
            met[key] = rest.pop(0)
        found[i] = met[key]
    return found


def standing(finding: Finding, forgiven: Callable[[Finding | SubjectResult], bool]) -> int:
    """How bad what is left of a finding is, once what is forgiven is left out: 0 to 3, as `rank`."""
    if forgiven(finding):
        return 0
    parts = open_parts(finding)
    if not parts:
        return rank(finding.verdict)
    return max((rank(part.verdict) for part in parts if not forgiven(part)), default=0)


def is_open(finding: Finding) -> bool:
    """Whether it is neither passed nor not applicable."""
    return rank(finding.verdict) >= OPEN
