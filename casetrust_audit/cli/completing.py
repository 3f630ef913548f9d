"""What a shell may complete a value to. Each press of Tab starts the program anew, so nothing heavy is imported here:
words and file names only, which a test holds against what the tool itself takes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from casetrust_audit.resources import rules_directory

GATES = ("blocker", "major", "minor", "none")
FORMATS = (
    "html",
    "pdf",
    "brief",
    "brief-pdf",
    "md",
    "json",
    "sarif",
    "junit",
    "csv",
    "earl",
    "job-summary",
    "annotations",
)
DIFF_FORMATS = ("text", "md", "html")
RULE_FORMATS = ("text", "github")
LAYOUTS = ("desktop", "phone")
_NO_RULES = frozenset({"hosts", "lexicons", "profiles"})
MANIFEST, INNER = "manifest.jsonl", "bundle"
MOST = 500

Completion = Callable[[str], list[str]]


def one_of(words: Sequence[str]) -> Completion:
    """Completes to these words."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return complete


def rule_ids(incomplete: str) -> list[str]:
    """Ids of the shipped rules: a rule's file bears its name."""
    files = (path for path in rules_directory().glob("*/*.yaml") if path.parent.name not in _NO_RULES)
    return sorted(path.stem for path in files if path.stem.startswith(incomplete))


def areas(incomplete: str) -> list[str]:
    """Codes of areas: what the ids of their rules begin with."""
    codes = sorted({rule.partition("-")[0].upper() for rule in rule_ids("")})
    return [code for code in codes if code.startswith(incomplete.upper())]


def profiles(incomplete: str) -> list[str]:
    """Names of the shipped profiles; a file of one's own is left to the shell."""
    names = (path.stem for path in (rules_directory() / "profiles").glob("*.yaml"))
    return sorted(name for name in names if name.startswith(incomplete))


def defects(incomplete: str) -> list[str]:
    """Defects of the demo shop."""
    from casetrust_audit.demo.defects import DEFECTS

    return [name for name in DEFECTS if name.startswith(incomplete)]


def coats(incomplete: str) -> list[str]:
    """Coats of the demo shop."""
    from casetrust_audit.demo.coats.names import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def bundles(incomplete: str) -> list[str]:
    """Directories that are an evidence bundle or hold one; none where there is no such, so that the shell completes."""
    folder, _, begun = incomplete.rpartition("/")
    place = f"{folder}/" if "/" in incomplete else ""
    try:
        with os.scandir(place or ".") as entries:
            found = [entry.name for entry in entries if entry.name.startswith(begun) and entry.is_dir()]
    except OSError:
        return []
    return [f"{place}{name}" for name in sorted(found)[:MOST] if _holds_evidence(Path(f"{place}{name}"))]


def _holds_evidence(path: Path) -> bool:
    return (path / MANIFEST).is_file() or (path / INNER / MANIFEST).is_file()
