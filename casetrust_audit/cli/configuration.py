"""The configuration file: found, read, checked, and laid under the command line.

Command line over environment over file over defaults. The file is `casetrust.yaml` in the current directory, or the
table [tool.casetrust-audit] of its pyproject.toml; `--config` names another. It holds the settings of a collection and
what a command may be told by options of the same name. Paths in it are seen from where it lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer

from casetrust_audit.errors import UsageError

NAMES = ("casetrust.yaml", "casetrust.yml")
PYPROJECT, TABLE = "pyproject.toml", "casetrust-audit"
_LARGEST = 1_000_000
_PRINTS = frozenset({"check"})
"""Commands that print where nothing else is asked for at the command line, whatever the file says of an audit."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a key of the file tells a command: the option's parameter, its kind, its default, and what it is for."""

    param: str
    kind: type
    default: Any
    doc: str
    path: bool = False


JUDGING: Mapping[str, Told] = {
    "url": Told("url", str, None, "The shop's front page."),
    "output": Told("output", str, None, "Directory to write to."),
    "format": Told("formats", list, ["html", "md", "json"], "Reports to write, each NAME or NAME=FILE."),
    "language": Told("language", str, "en", "Language of the reports that people read, such as zh."),
    "rules": Told("rules", list, [], "Directories with rules of your own.", path=True),
    "profile": Told("profile", str, "default", "Profile to judge by: its name, or a file.", path=True),
    "attestations": Told("attestations", str, None, "Answers to the questions of `attest new`.", path=True),
    "gate": Told("gate", str, "blocker", "blocker, major, minor or none."),
    "min_score": Told("min_score", int, None, "Least score the gate asks for, 0 to 100."),
    "min_coverage": Told("min_coverage", int, 50, "Least coverage the gate asks for, in per cent."),
    "fail_on_incomplete": Told(
        "fail_on_incomplete", bool, False, "The gate asks for a verdict better than INCOMPLETE."
    ),
    "strict": Told("strict", bool, False, "A blocker or major that needs a review counts as failed."),
    "exit_zero": Told("exit_zero", bool, False, "Findings never give an exit code."),
    "waivers": Told("waivers", str, None, "What may pass the gate for a while.", path=True),
    "baseline": Told("baseline", str, None, "audit.json of an earlier audit.", path=True),
    "color": Told("color", str, "auto", "Colour: auto, always or never; NO_COLOR goes before it."),
    "log_format": Told("log_format", str, "text", "What is told on stderr: text, or json."),
}
"""Keys that are no settings of a collection."""
_SETTING_PATHS = ("ca_file", "login_state", "price_log")
_IS = {str: "text", int: "a whole number", bool: "true or false", list: "a list of texts"}


def env_name(key: str) -> str:
    """The environment variable that goes before the file."""
    return f"CASETRUST_{'LOGIN' if key == 'login_state' else key.upper()}"


def found() -> Path | None:
    """The configuration of the current directory; None where it has none."""
    for name in NAMES:
        if Path(name).is_file():
            return Path(name)
    project = Path(PYPROJECT)
    try:  # somebody else's file is nobody's concern until it speaks of this tool
        mine = project.is_file() and f"tool.{TABLE}" in project.read_text(encoding="utf-8", errors="replace")[:_LARGEST]
    except OSError:
        return None
    return project if mine else None


def read(path: Path) -> dict[str, Any]:
    """Keys and values of a file, each key known and each of its kind. Raises UsageError naming file and key."""
    from casetrust_audit import settings as s

    values = _toml(path) if path.name == PYPROJECT else s.read_config(path)
    for key, value in values.items():
        told = JUDGING.get(key)
        if told is not None:
            _of_kind(key, value, told.kind, str(path))
        elif key not in s.CONFIG_KEYS:
            close = get_close_matches(key, (*JUDGING, *s.CONFIG_KEYS), n=1)
            hint = f"Did you mean {close[0]}?" if close else "`casetrust-audit config show` names all keys."
            raise UsageError(f"{path}: unknown key {key!r}", hint)
    return {key: _from_here(key, value, path.parent) for key, value in values.items()}


def collection_part(values: Mapping[str, Any]) -> dict[str, Any]:
    """What of the file `settings.apply` takes."""
    return {key: value for key, value in values.items() if key not in JUDGING}


def laid_under(context: typer.Context, given: Path | None) -> Path | None:
    """Callback of --config: what the file says becomes the default of the command's options. Gives the file in use."""
    if context.resilient_parsing:
        return given
    path = given or found()
    if path is not None:
        values = read(path)
        told = {JUDGING[key].param: value for key, value in values.items() if key in JUDGING}
        if context.info_name in _PRINTS:
            told = {param: value for param, value in told.items() if param not in ("output", "formats")}
        context.default_map = {**(context.default_map or {}), **told}
    return path


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})", "Check --config.") from None
    except (ValueError, RecursionError) as error:  # what is no TOML, and what is no UTF-8
        raise UsageError(f"{path}: is not TOML: {str(error)[:200]}", "Check the line it names.") from None
    tool = data.get("tool", {})
    table = tool.get(TABLE, {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.{TABLE} must be a table", f"Write [tool.{TABLE}].")
    return dict(table)


def _of_kind(key: str, value: Any, kind: type, where: str) -> None:
    if kind is list:
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    else:
        good = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not good:
        raise UsageError(f"{where}: {key} must be {_IS[kind]}, not {str(value)[:60]!r}", JUDGING[key].doc)


def _from_here(key: str, value: Any, folder: Path) -> Any:
    """A path seen from the file; a profile's name is none."""
    told = JUDGING.get(key)
    if key not in _SETTING_PATHS and (told is None or not told.path):
        return value
    if isinstance(value, list):
        return [str(folder / item) for item in value]
    if not isinstance(value, str) or (key == "profile" and not value.endswith((".yaml", ".yml"))):
        return value
    return str(folder / value)
