"""rules/profiles/<name>.yaml: what is judged otherwise for a kind of shop, and why.

    name, title, use       the file's name; a heading; which shops it is for
    based_on: name         a profile whose changes hold too, before these         optional
    changes:               each with a reason, told in the report
      - {rules: [..], severity: blocker|major|minor|info, reason: text}
      - {rules: [..], switch: on|off|off-unless-seen, reason: text}
      - {setting: name, value: number, reason: text}
    open: [text, ..]       what it would need and no fact of the tool can judge   optional

`off` makes a rule not applicable, with the reason. `off-unless-seen` does too, unless what was seen fails it: then a
person looks, for the profile may be the wrong one. `on` undoes either of a profile below. Settings: coverage_floor,
caps.blocker_failed, caps.major_failed, weights.<severity>.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from casetrust_audit.errors import UsageError
from casetrust_audit.model.profile import Profile, ProfileChange
from casetrust_audit.model.result import Confidence, Finding, Severity, Verdict
from casetrust_audit.ruleset.load import RuleSet
from casetrust_audit.ruleset.problems import Problems, did_you_mean, refuse
from casetrust_audit.ruleset.shape import SeverityWord, Shape, Text, read_shape
from casetrust_audit.ruleset.yaml_source import KeyPath, load_yaml

PROFILES_DIRECTORY = "profiles"
DEFAULT_NAME = "default"
HEAVIEST = 1000

_SETTINGS = ("coverage_floor", "caps.blocker_failed", "caps.major_failed", *(f"weights.{s.value}" for s in Severity))


class ChangeShape(Shape):
    rules: Annotated[list[Text], Field(min_length=1)] | None = None
    severity: SeverityWord | None = None
    switch: Literal["on", "off", "off-unless-seen"] | None = None
    setting: str | None = None
    value: int | Decimal | None = None
    reason: Text


class ProfileShape(Shape):
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Text
    use: Text
    based_on: str | None = None
    changes: list[ChangeShape] = Field(default_factory=list)
    open: list[Text] = Field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What holds while the changes are gone through, from the lowest profile up."""

    severities: dict[str, Severity]
    settings: dict[str, Decimal]
    switches: dict[str, ProfileChange] = field(default_factory=dict)


def profile_names(directory: Path) -> tuple[str, ...]:
    """Names of the profiles that a directory of rules ships, sorted."""
    return tuple(sorted(path.stem for path in (directory / PROFILES_DIRECTORY).glob("*.yaml")))


def with_profile(rules: RuleSet, directory: Path, wanted: str = DEFAULT_NAME) -> RuleSet:
    """`rules` as the profile asks; `wanted` is a name that `directory` ships, or the path of a file.

    Raises UsageError for a profile there is none of, RuleFileError for one that is wrong."""
    files = _chain(directory, wanted)
    state = _State(
        {**{r.id: r.severity for r in rules.rules}, **{r.id: r.severity for r in rules.catalogue}}, _settings(rules)
    )
    changes: list[ProfileChange] = []
    lines: list[str] = []
    shapes: list[ProfileShape] = []
    for problems, shape in reversed(files):
        changes += _changes(shape, state, problems)
        shapes.insert(0, shape)
        lines += problems.lines
    refuse(lines)
    top, *below = shapes
    digest = hashlib.sha256(" ".join(problems.source.digest for problems, _ in files).encode()).hexdigest()
    profile = Profile(
        top.name, top.title, top.use, tuple(shape.name for shape in below), digest, tuple(changes),
        tuple(text for shape in reversed(shapes) for text in shape.open),
    )  # fmt: skip
    shipped = not _is_file(directory, wanted)
    return _applied(rules, state, profile, rules.digest if shipped else _digest(rules.digest, digest))


def switched(findings: Iterable[Finding], switches: Mapping[str, ProfileChange]) -> list[Finding]:
    """The findings, those of rules that the profile switched off not applicable with its reason."""
    return [_switched(f, switches[f.rule]) if f.rule in switches else f for f in findings]


def _switched(finding: Finding, change: ProfileChange) -> Finding:
    reason = change.reason.rstrip(".")
    if change.after == "off-unless-seen" and finding.verdict is Verdict.FAIL:
        told = f"The profile {change.profile} says that this does not apply ({reason}), but: {finding.message}"
        return replace(finding, verdict=Verdict.NEEDS_REVIEW, message=told)
    return replace(
        finding,
        verdict=Verdict.NOT_APPLICABLE,
        confidence=Confidence.CONFIRMED,
        message=f"Switched off by the profile {change.profile}: {reason}.",
        evidence=(), subjects=(), searched=(), searched_words=(),
    )  # fmt: skip


def _chain(directory: Path, wanted: str) -> list[tuple[Problems, ProfileShape]]:
    """The profile asked for and those it is based on, from the top down."""
    found: list[tuple[Problems, ProfileShape]] = []
    path = Path(wanted) if _is_file(directory, wanted) else _shipped(directory, wanted)
    while True:
        problems = Problems(load_yaml(path))
        shape = read_shape(ProfileShape, problems)
        if shape is None:
            refuse(problems.lines)
            raise UsageError(f"{path}: is no profile")
        if shape.name != path.stem:
            problems.add(("name",), f"the name {shape.name} must be the file's name, {path.stem}")
        found.append((problems, shape))
        if shape.based_on is None:
            return found
        names = profile_names(directory)
        if shape.based_on not in names:
            problems.add(("based_on",), f"unknown profile {shape.based_on!r}{did_you_mean(shape.based_on, names)}")
        elif shape.based_on in {one.name for _, one in found}:
            problems.add(("based_on",), f"the profile {shape.based_on} would be based on itself")
        refuse(problems.lines)
        path = _shipped(directory, shape.based_on)


def _is_file(directory: Path, wanted: str) -> bool:
    try:
        return wanted not in profile_names(directory) and Path(wanted).is_file()
    except (OSError, ValueError):  # too long, or with a zero byte in it
        return False


def _shipped(directory: Path, name: str) -> Path:
    names = profile_names(directory)
    if name not in names:
        raise UsageError(
            f"there is no profile {name[:80]!r}{did_you_mean(name[:80], names)}",
            f"Known profiles: {', '.join(names)}; or give the path of a file.",
        )
    return directory / PROFILES_DIRECTORY / f"{name}.yaml"


def _settings(rules: RuleSet) -> dict[str, Decimal]:
    caps = (Decimal(rules.blocker_cap), Decimal(rules.major_cap))
    weights = (rules.weights[severity] for severity in Severity)
    return dict(zip(_SETTINGS, (rules.coverage_floor, *caps, *weights), strict=True))


def _changes(shape: ProfileShape, state: _State, problems: Problems) -> Iterator[ProfileChange]:
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(shape.changes):
        place: KeyPath = ("changes", index)
        given = [key for key in ("severity", "switch", "setting") if getattr(one, key) is not None]
        if (
            len(given) != 1
            or (given == ["setting"]) is not (one.rules is None)
            or (one.rules is None) is not (one.value is not None)
        ):
            problems.add(place, "a change is rules with severity or switch, or setting with value")
            continue
        kind = given[0]
        for number, target in enumerate(one.rules or [one.setting or ""]):
            at = (*place, "rules", number) if one.rules else (*place, "setting")
            if (kind, target) in seen:
                problems.add(at, f"the {kind} of {target} is changed twice")
            seen.add((kind, target))
            change = _change(kind, target, one, state, at, shape.name, problems)
            if change is not None:
                yield change


def _change(
    kind: str, target: str, one: ChangeShape, state: _State, at: KeyPath, profile: str, problems: Problems
) -> ProfileChange | None:
    known: Sequence[str] = list(state.settings) if kind == "setting" else list(state.severities)
    if target not in known:
        what = "setting" if kind == "setting" else "rule"
        problems.add(at, f"unknown {what} {target[:80]!r}{did_you_mean(target[:80], known)}")
        return None
    if kind == "setting":
        value = Decimal(one.value or 0)
        before, after = f"{state.settings[target]:f}", f"{value:f}"
        if wrong := _wrong_value(target, value):
            problems.add(at, wrong)
            return None
        state.settings[target] = value
    elif kind == "severity":
        before, after = state.severities[target].value, one.severity or ""
        state.severities[target] = Severity(after)
    else:
        before = state.switches[target].after if target in state.switches else "on"
        after = one.switch or ""
    if before == after:
        problems.add(at, f"changes nothing: the {kind} of {target} is {before} already")
        return None
    change = ProfileChange(kind, target, before, after, one.reason, profile)
    if kind == "switch":
        state.switches.pop(target, None)
        if after != "on":
            state.switches[target] = change
    return change


def _wrong_value(setting: str, value: Decimal) -> str:
    """Why the setting cannot have that value, "" where it can."""
    if setting.startswith("caps.") and value != value.to_integral_value():
        return f"{setting} is a whole number"
    most = HEAVIEST if setting.startswith("weights.") else 100
    if setting == "weights.info" and value:
        return "weights.info stays 0: info is never scored"
    return "" if 0 <= value <= most else f"{setting} is a number from 0 to {most}"


def _applied(rules: RuleSet, state: _State, profile: Profile, digest: str) -> RuleSet:
    settings = state.settings
    return replace(
        rules,
        digest=digest,
        rules=tuple(replace(rule, severity=state.severities[rule.id]) for rule in rules.rules),
        catalogue=tuple(replace(one, severity=state.severities[one.id]) for one in rules.catalogue),
        weights={severity: settings[f"weights.{severity.value}"] for severity in Severity},
        coverage_floor=settings["coverage_floor"],
        blocker_cap=int(settings["caps.blocker_failed"]),
        major_cap=int(settings["caps.major_failed"]),
        profile=profile,
        switches=dict(state.switches),
    )


def _digest(*digests: str) -> str:
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()
