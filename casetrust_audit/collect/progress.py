"""What a long collection says while it works; the command line shows it, nothing else depends on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Update:
    """`phase`: "browser", "probes", "crawl", "second-look", "journey", "done"."""

    phase: str
    detail: str
    pages: int = 0


Progress = Callable[[Update], None]


def silent(_: Update) -> None:
    """Progress that nobody watches."""
