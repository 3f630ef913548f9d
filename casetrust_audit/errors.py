"""Every error the tool raises on purpose, each with the exit code it ends with.

AuditError
├── UsageError         2  wrong arguments or configuration; raised before a browser starts
│   └── RuleFileError  2  a rule, lexicon or profile file is wrong; names file and line
├── NothingAudited     3  blocked, not a shop, parked, login lost: nothing trustworthy was seen
├── ToolFailure        4  the tool or the browser broke
│   └── BrowserMissing 4  no Chromium could be launched; carries what was tried
└── EvidenceError      5  a bundle does not verify or cannot be read
"""

from __future__ import annotations


class AuditError(Exception):
    """Base of all expected errors. `str(error)` is one line saying what failed and where;
    `advice` says what to do about it (may be empty)."""

    exit_code = 4

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class UsageError(AuditError):
    """Wrong arguments or configuration."""

    exit_code = 2


class RuleFileError(UsageError):
    """A rule, lexicon or profile file is wrong. The message starts `file:line:column:`."""


class NothingAudited(AuditError):
    """Nothing trustworthy was seen: no verdict may be drawn."""

    exit_code = 3


class ToolFailure(AuditError):
    """The tool or the browser broke; a retry may help."""

    exit_code = 4


class BrowserMissing(ToolFailure):
    """No Chromium could be launched."""


class EvidenceError(AuditError):
    """The bundle does not verify: a file is missing, changed, or the chain is broken."""

    exit_code = 5
