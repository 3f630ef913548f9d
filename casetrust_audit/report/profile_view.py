"""The profile a shop was judged by: each change it makes, with the reason, for the report to echo."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.profile import ProfileChange
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import anchor


@dataclass(frozen=True, slots=True)
class ChangeView:
    anchor: str
    """Of the requirement; "" for a setting."""
    target: str
    what: str
    reason: str
    profile: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    name: str
    title: str
    use: str
    based_on: str
    changes: tuple[ChangeView, ...]
    open: tuple[str, ...]


def profile_view(result: AuditResult) -> ProfileView | None:
    """The profile; None where it changes nothing and has nothing open."""
    profile = result.profile_detail
    if profile is None or not (profile.changes or profile.open):
        return None
    known = {finding.rule for finding in result.findings}
    return ProfileView(
        name=clean(profile.name, 80),
        title=clean(profile.title, 160),
        use=clean(profile.use),
        based_on=clean(", ".join(profile.based_on), 200),
        changes=tuple(_change(change, known) for change in profile.changes),
        open=tuple(clean(text) for text in profile.open),
    )


def _change(change: ProfileChange, known: set[str]) -> ChangeView:
    before, after = clean(change.before, 40), clean(change.after, 40)
    what = f"{before} → {after}" if change.kind != "switch" else _SWITCH_WORDS.get(change.after, after)
    return ChangeView(
        anchor=anchor("rule", change.target) if change.target in known else "",
        target=clean(change.target, 80),
        what=what,
        reason=clean(change.reason),
        profile=clean(change.profile, 80),
    )


_SWITCH_WORDS = {
    "on": "judged after all",
    "off": "not applicable",
    "off-unless-seen": "not applicable, unless seen to fail",
}
