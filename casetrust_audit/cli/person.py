"""A person at the browser's window, who says at the terminal that he is done."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from casetrust_audit.cli.console import need_text
from casetrust_audit.errors import UsageError
from casetrust_audit.settings import Identity


def at_the_window(what_to_do: str) -> Callable[[Any], bool]:
    """Tells what to do, and gives what is true of a page once Enter was pressed or the window was closed.

    Raises UsageError where no window can be shown or nobody can press Enter."""
    need_text("a person is told what to do")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise UsageError("there is no screen here to show a browser on", "Run this on a desktop, or with xvfb-run.")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal here to press Enter at", "Run this from a terminal.")
    done = threading.Event()

    def wait() -> None:
        sys.stdin.readline()
        done.set()

    sys.stderr.write(what_to_do + "\n")
    threading.Thread(target=wait, daemon=True).start()
    return lambda page: done.is_set() or page.is_closed()


def what_to_type(identity: Identity) -> str:
    """The invented shopper in one line: what is typed of it is taken out of the evidence."""
    who = f"{identity.first_name} {identity.last_name}, {identity.email}, {identity.phone}"
    return f"{who}, {identity.address} {identity.unit}, {identity.country} {identity.postal_code}"
