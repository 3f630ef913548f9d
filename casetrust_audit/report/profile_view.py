"""The profile a shop was judged by: each change it makes, with the reason, for the report to echo."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.profile import ProfileChange
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import message


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


def profile_view(result: AuditResult, t: Translator) -> ProfileView | None:
    """The profile; None where it changes nothing and has nothing open."""
    profile = result.profile_detail
    if profile is None or not (profile.changes or profile.open):
        return None
    known = {finding.rule for finding in result.findings}
    return ProfileView(
        name=t.clean(profile.name, 80),
        title=t.told(profile.title, 160),
        use=t.told(profile.use),
        based_on=t.clean(", ".join(profile.based_on), 200),
        changes=tuple(_change(change, known, t) for change in profile.changes),
        open=tuple(t.told(text) for text in profile.open),
    )


def _change(change: ProfileChange, known: set[str], t: Translator) -> ChangeView:
    before, after = t.name(change.before, 40), t.name(change.after, 40)
    what = f"{before} → {after}" if change.kind != "switch" else t.say(_SWITCH_WORDS.get(change.after, after))
    return ChangeView(
        anchor=anchor("rule", change.target) if change.target in known else "",
        target=t.clean(change.target, 80),
        what=what,
        reason=t.told(change.reason),
        profile=t.clean(change.profile, 80),
    )


_SWITCH_WORDS = {
    "on": message("judged after all"),
    "off": message("not applicable"),
    "off-unless-seen": message("not applicable, unless seen to fail"),
}
