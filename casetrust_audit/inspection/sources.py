"""What is to be inspected: files with the address each was saved from, and live pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from casetrust_audit.errors import UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """A saved page with the address it came from ("" where unknown), or a live page where `path` is None."""

    path: Path | None
    url: str

    @property
    def name(self) -> str:
        return self.url if self.path is None else str(self.path)


def sources(given: list[str], url: str = "", labels: Path | None = None) -> tuple[Source, ...]:
    """The sources named on the command line, then those of the labels file.

    Raises UsageError where a file is missing, `url` is given for several, or there is none at all."""
    found = [_source(one) for one in given]
    if url:
        saved = [s for s in found if s.path is not None]
        if len(found) != 1 or not saved:
            raise UsageError("--url says where one saved page came from; give exactly one file with it")
        found = [Source(saved[0].path, url)]
    if labels is not None:
        found += labelled(labels)
    if not found:
        raise UsageError("nothing to inspect", "Name saved HTML files or addresses, or a --labels file.")
    return tuple(found)


def _source(given: str) -> Source:
    if given.lower().startswith(("http://", "https://")):
        return Source(None, given)
    path = Path(given)
    if not path.is_file():
        raise UsageError(f"{given}: no such file", "Addresses start with http:// or https://.")
    return Source(path, "")


def labelled(labels: Path) -> list[Source]:
    """The pages of a labels file: a JSON object a line with `file` (relative to it) and `url`."""
    try:
        lines = labels.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{labels} cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            path, url = labels.parent / str(row["file"]), str(row.get("url") or "")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(f'{labels}, line {number}: not a JSON object with a "file"') from None
        if not path.is_file():
            raise UsageError(f"{labels}, line {number}: {path} does not exist")
        found.append(Source(path, url))
    return found
