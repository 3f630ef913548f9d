"""What a long collection says while it works; the command line shows it, nothing else depends on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casetrust_audit.model.capture import Capture


@dataclass(frozen=True, slots=True)
class Update:
    """`phase`: "browser", "probes", "crawl", "second-look", "journey", "done".

    Within these, "page" says that `capture` was kept, and "try" what was tried on a journey, and how it went."""

    phase: str
    detail: str
    pages: int = 0
    capture: Capture | None = None


Progress = Callable[[Update], None]


def silent(_: Update) -> None:
    """Progress that nobody watches."""
