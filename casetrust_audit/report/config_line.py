"""The line of a configuration file that names the shop: where forges show a finding, since they know files only."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMING_KEY = re.compile(r"\s*[\"']?(?:url|target|shop)[\"']?\s*[:=]")


@dataclass(frozen=True, slots=True)
class ConfigLine:
    """`path` with slashes, relative to the root of the repository; `line` counts from 1."""

    path: str
    line: int


def config_line(path: str, text: str, site: str) -> ConfigLine:
    """The first line of `text` that names the shop by its host, else its `url:`, else the first line."""
    lines = text.splitlines()
    named = (n for n, line in enumerate(lines, 1) if site and site in line and not line.lstrip().startswith("#"))
    keyed = (n for n, line in enumerate(lines, 1) if _NAMING_KEY.match(line))
    return ConfigLine(path, next(named, 0) or next(keyed, 0) or 1)
