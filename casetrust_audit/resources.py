"""Where the rule set and the report templates are, from a wheel and from a checkout alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """Path of the shipped directory `name` ("rules" or "report_templates").

    In a wheel it lies inside the package, in a checkout beside it. Raises FileNotFoundError where the
    installation is broken.
    """
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation lacks its {name}/ directory (looked in {PACKAGE} and {PACKAGE.parent})")


def rules_directory() -> Path:
    """The rule set that ships with the tool."""
    return directory("rules")


def lexicon_directory() -> Path:
    """The word lists, one YAML file a language."""
    return directory("rules") / "lexicons"


def hosts_directory() -> Path:
    """The lists of known hosts."""
    return directory("rules") / "hosts"


def template_directory() -> Path:
    """The report templates that ship with the tool."""
    return directory("report_templates")
