"""What is laid over findings without touching them: waivers, and how they stand to an earlier audit. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

CHANGES = ("", "new", "unchanged")
"""Of what is open, against a baseline: it was not there then, or less bad; it was as bad then. "" without a baseline,
and for what is not open."""
FORGIVEN = ("", "waiver", "baseline")
"""Why something open does not fail the gate; "" where it does."""
WAIVER_STATES = ("applied", "expired", "unused", "malformed")
EVERY_SUBJECT = "all"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's word that an open requirement may pass the gate for a while."""

    rule: str
    subject: str
    """The subject as the report names it, or EVERY_SUBJECT."""
    reason: str
    owner: str
    expires: str
    """ISO 8601 day: the last on which it counts."""
    place: str
    """"waivers.yaml:3"."""


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """One entry of the file and what became of it. `waiver` is None where it is malformed; `note` is for people."""

    place: str
    state: str
    """One of WAIVER_STATES."""
    waiver: Waiver | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WaiverSummary:
    """A waiver file as it stood on `day` (ISO 8601), by which expiry was judged. `digest` is the file's SHA-256."""

    file: str
    digest: str
    day: str
    entries: tuple[WaiverEntry, ...] = ()

    def of(self, state: str) -> tuple[WaiverEntry, ...]:
        """Entries in one of WAIVER_STATES."""
        return tuple(entry for entry in self.entries if entry.state == state)

    @property
    def warned(self) -> tuple[WaiverEntry, ...]:
        """Entries that a person should look at: not applied, or soon at their end."""
        return tuple(entry for entry in self.entries if entry.note)


@dataclass(frozen=True, slots=True)
class Gone:
    """What was open in the baseline and is not now, or cannot be told now. `subject` "" for the whole shop."""

    rule: str
    title: str
    severity: str
    subject: str
    was: str
    """The verdict then."""
    reason: str = ""
    """Why it can no longer be told; "" for what was fixed."""


@dataclass(frozen=True, slots=True)
class BaselineSummary:
    """The earlier audit that findings were held against. `digest` is the SHA-256 of its file."""

    file: str
    digest: str
    site: str
    started: str
    tool_version: str
    ruleset_version: str
    ruleset_digest: str
    new: int
    """Findings with something new or worse."""
    unchanged: int
    """Open findings without."""
    fixed: tuple[Gone, ...] = ()
    untestable: tuple[Gone, ...] = ()
