"""What a step of the action says to GitHub's runner, and hears from it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path


class WrongUseError(Exception):
    """An input is wrong; ends with 2."""


class FailedError(Exception):
    """Something this step needs failed; ends with 4."""


def told(environment: Mapping[str, str], name: str) -> str:
    """An input of one line. Raises WrongUseError on control characters: they are never meant."""
    value = environment.get(f"INPUT_{name}", "").strip()
    if name not in ("FORMATS",) and re.search(r"[\x00-\x1f\x7f]", value):
        raise WrongUseError(f"{name.lower().replace('_', '-')} must be one line, without control characters")
    return value


def lines(environment: Mapping[str, str], name: str) -> list[str]:
    """An input with one value a line."""
    return [line.strip() for line in environment.get(f"INPUT_{name}", "").splitlines() if line.strip()]


def flag(environment: Mapping[str, str], name: str) -> bool:
    """An input that is true or false."""
    value = told(environment, name).lower()
    if value not in ("true", "false", ""):
        raise WrongUseError(f"{name.lower().replace('_', '-')}: write true or false, not {value!r}")
    return value == "true"


def give(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Outputs of the step. A value of several lines could name outputs of its own, and is refused."""
    place = environment.get("GITHUB_OUTPUT")
    if not place:
        return
    for name, value in outputs.items():
        if "\n" in value or "\r" in value:
            raise WrongUseError(f"the output {name} would have several lines")
    with Path(place).open("a", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in outputs.items())


def announce(kind: str, text: str) -> None:
    """An annotation of our own."""
    clean = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    say(f"::{kind} title=CaseTrust audit::{clean}")


def say(text: str) -> None:
    """A line of the log, there before what a program prints next."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
