"""Finds a Chromium that really launches, and launches it; the one place that knows how."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from casetrust_audit.errors import BrowserMissing, ToolFailure

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ENVIRONMENT = "CASETRUST_BROWSER"
LAUNCH_SECONDS = 20.0
VIEWPORTS = {"desktop": (1280, 900), "phone": (390, 844)}
"""Width and height of the window, CSS pixels, by layout."""

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""Builds of Chromium without a window: the same engine for a third less CPU. They cannot show a person anything."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
CHANNELS = ("chrome", "msedge")

# NOTE: Playwright already keeps the browser from background traffic, sync and component updates. Its own
# --disable-features holds HttpsUpgrades, and the last --disable-features wins: giving another one here would
# let Chromium turn http:// into https:// silently, and the audit would miss an insecure link.
ARGUMENTS = ("--disable-quic",)

INTERRUPTED = "interrupted by another navigation"
"""In Playwright's message where the page before went elsewhere while the next one was asked for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A browser that might be there. `path` and `channel` are empty for Playwright's own headless shell."""

    origin: str
    path: str = ""
    channel: str = ""

    def __str__(self) -> str:
        return f"{self.origin} {self.path}".strip()

    @property
    def is_shell(self) -> bool:
        """Whether it is a headless shell, which has no window. A link tells by what it leads to, too."""
        names = (Path(self.path).name, Path(os.path.realpath(self.path)).name)
        return not (self.path or self.channel) or any(re.search(r"headless[-_]?shell", name) for name in names)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of launching a candidate. `sandbox`: it ran with Chromium's own sandbox."""

    candidate: Candidate
    ok: bool
    detail: str
    version: str = ""
    sandbox: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A browser that launched."""

    candidate: Candidate
    version: str
    sandbox: bool

    @property
    def headless(self) -> str:
        """ "headless shell" (the stripped-down build) or "new headless" (the full browser without a window)."""
        return "headless shell" if self.candidate.is_shell else "new headless"

    def __str__(self) -> str:
        return f"Chromium {self.version}, {self.headless}, {self.candidate}"


def candidates(explicit: str | None = None, *, window: bool = False) -> tuple[Candidate, ...]:
    """Where to look, best first; for a `window` only what can show one. A browser that was asked for is the only one:
    nothing else may stand in for it."""
    asked = explicit or os.environ.get(ENVIRONMENT, "")
    if asked:
        path = shutil.which(Path(asked).expanduser()) or asked
        return (Candidate(f"given by {'--browser' if explicit else ENVIRONMENT}:", path),)
    shells = (Candidate("Playwright's headless shell"), *_on_path(SHELLS))
    full = (Candidate("Playwright's Chromium", channel="chromium"), *_on_path(NAMES))
    installed = tuple(Candidate(f"installed {channel}", channel=channel) for channel in CHANNELS)
    every = shells + full + installed
    return tuple(one for one in every if not (window and one.is_shell))


def _on_path(names: tuple[str, ...]) -> tuple[Candidate, ...]:
    there = [spot for name in names if (spot := shutil.which(name))]
    once = {os.path.realpath(path): path for path in reversed(there)}  # one browser may go by two names
    return tuple(Candidate("on the PATH:", path) for path in reversed(once.values()))


def find_browser(explicit: str | None = None, *, window: bool = False) -> Found:
    """The first candidate that launches, remembered for this process; one that can show a `window` where asked.

    `explicit` is a path or a command name. Raises BrowserMissing saying what was tried and what helps.
    """
    wanted = candidates(explicit, window=window)
    if window and wanted[0].is_shell:  # it was asked for by name
        raise BrowserMissing(
            f"{wanted[0]} is a headless shell: it has no window for a person to use",
            f"Give the path of a full Chromium or Chrome, or leave out --browser and {ENVIRONMENT}.",
        )
    return _first(wanted, LAUNCH_SECONDS)


def tried(explicit: str | None = None) -> tuple[Tried, ...]:
    """Every candidate, launched once each: what `doctor` shows."""
    return _walk(candidates(explicit), LAUNCH_SECONDS, to_the_end=True)


def launch(playwright: Playwright, found: Found, *, resolver_rule: str = "", headless: bool = True) -> Browser:
    """A browser, without a window unless a person is to use it. `resolver_rule` goes to --host-resolver-rules (see
    settings.LOOPBACK_ONLY).

    Raises ToolFailure."""
    from playwright.sync_api import Error

    try:
        return _start(playwright, found.candidate, found.sandbox, LAUNCH_SECONDS, resolver_rule, headless)
    except Error as error:
        raise ToolFailure(
            f"the browser ({found}) {_reason(error)}", "Try again, or see casetrust-audit doctor."
        ) from error


def context_options(layout: str) -> dict[str, Any]:
    """What every browser context for the shop's pages is opened with; `layout` is "desktop" or "phone"."""
    width, height = VIEWPORTS[layout]
    return {
        "viewport": {"width": width, "height": height},
        "is_mobile": layout == "phone",
        "has_touch": layout == "phone",
        "locale": "en-SG",
        "timezone_id": "Asia/Singapore",
        "accept_downloads": False,
        "service_workers": "block",
    }


@functools.cache  # an exception is not remembered: after an installation the walk is made again
def _first(wanted: tuple[Candidate, ...], seconds: float) -> Found:
    walked = _walk(wanted, seconds, to_the_end=False)
    last = walked[-1]
    if last.ok:
        return Found(last.candidate, last.version, last.sandbox)
    listed = "; ".join(f"{one.candidate} {one.detail}" for one in walked)
    raise BrowserMissing(f"no Chromium could be launched: {listed}", _advice(wanted))


def _advice(wanted: tuple[Candidate, ...]) -> str:
    if wanted[0].origin.startswith("given"):
        return (
            f"Give the path of a Chromium or Chrome, or leave out --browser and {ENVIRONMENT} to have one looked for."
        )
    return f"Run: {sys.executable} -m casetrust_audit.collect.browser_install"


def _walk(wanted: tuple[Candidate, ...], seconds: float, *, to_the_end: bool) -> tuple[Tried, ...]:
    """Launch one candidate after the other, up to the first that works or `to_the_end`."""

    def walk() -> tuple[Tried, ...]:
        from playwright.sync_api import sync_playwright

        seen: list[Tried] = []
        with sync_playwright() as playwright:
            for candidate in wanted:
                seen.append(_try(playwright, candidate, seconds))
                if seen[-1].ok and not to_the_end:
                    break
        return tuple(seen)

    return _in_thread(walk)


def _in_thread(work: Callable[[], T]) -> T:
    """Run `work` in a thread of its own: a thread can hold only one Playwright, and the caller's may have one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            return pool.submit(work).result()
        except OSError as error:
            raise BrowserMissing(
                f"Playwright itself does not start: {error}", "Reinstall it: pip install --force-reinstall playwright"
            ) from error


def _try(playwright: Playwright, candidate: Candidate, seconds: float) -> Tried:
    from playwright.sync_api import Error

    if candidate.path and not Path(candidate.path).is_file():
        return Tried(candidate, ok=False, detail="is not there")
    # Root cannot use the sandbox. Others get it where their system allows it.
    for sandbox in (False,) if _is_root() else (True, False):
        try:
            with _start(playwright, candidate, sandbox, seconds) as browser:
                return Tried(candidate, ok=True, detail="launches", version=browser.version, sandbox=sandbox)
        except Error as error:
            reason = _reason(error, seconds)
            if "sandbox" not in reason:
                break
    return Tried(candidate, ok=False, detail=reason)


def _start(
    playwright: Playwright, candidate: Candidate, sandbox: bool, seconds: float, resolver_rule: str = "",
    headless: bool = True,
) -> Browser:  # fmt: skip
    arguments = [*ARGUMENTS, *([f"--host-resolver-rules={resolver_rule}"] if resolver_rule else [])]
    return playwright.chromium.launch(
        executable_path=candidate.path or None,
        channel=candidate.channel or None,
        headless=headless,
        chromium_sandbox=sandbox,
        timeout=seconds * 1000,
        args=arguments,
    )


def _reason(error: Exception, seconds: float = LAUNCH_SECONDS) -> str:
    """A few words from Playwright's long launch message."""
    text = str(error)
    if "Executable doesn't exist" in text or "is not found at" in text:
        return "is not installed"
    if "No usable sandbox" in text or "--no-sandbox is not supported" in text:
        return "has no usable sandbox"
    if type(error).__name__ == "TimeoutError":
        return f"did not start within {seconds:g} s"
    said = re.findall(r"\[err\] (.+)", text)
    telling = [line for line in said if re.search("error|fatal|cannot|denied", line, re.IGNORECASE)]
    ended = re.findall(r"exitCode=\d+", text)
    why = (telling or said or ended or text.removeprefix("BrowserType.launch: ").splitlines())[0]
    return f"does not launch ({why[:160]})"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
