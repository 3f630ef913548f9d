"""A profile: what is judged otherwise for a kind of shop, each change with its reason. Only the loader builds one."""

from __future__ import annotations

from dataclasses import dataclass

SWITCHES = ("on", "off", "off-unless-seen")
"""Judged; not applicable; not applicable unless what was seen fails it, which a person then looks at."""
CHANGES = ("severity", "switch", "setting")


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """One thing that the profile judges otherwise. `kind` is one of CHANGES."""

    kind: str
    target: str
    """Id of a rule, or name of a setting."""
    before: str
    after: str
    reason: str
    profile: str
    """The profile that asks for it: this one, or one that it is based on."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`based_on` are the profiles below it, nearest first; `open` what it would need and the tool cannot judge."""

    name: str
    title: str
    use: str
    based_on: tuple[str, ...] = ()
    digest: str = ""
    changes: tuple[ProfileChange, ...] = ()
    open: tuple[str, ...] = ()


DEFAULT = Profile("default", "The rule set as it is", "Any online shop with a cart.")
