"""Finds a Chromium or installs one: `python -m casetrust_audit.collect.browser_install`.

Talk goes to stderr; stdout carries one line, the path of the browser (empty for Playwright's own).
Exit code 0 where a browser launches at the end, else 4.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casetrust_audit.collect.browser import ENVIRONMENT, Found, find_browser
from casetrust_audit.errors import BrowserMissing

DOWNLOAD_SECONDS = 180
PACKAGES_SECONDS = 600

_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")


@dataclass(frozen=True, slots=True)
class Manager:
    """A package manager: how it installs Chromium with one plain font, and what to do first if that fails."""

    program: str
    install: tuple[str, ...]
    refresh: tuple[str, ...] = ()
    rootless: bool = False
    lighter: tuple[str, ...] = ()
    """Installs the build without a window besides, where the system has it: it needs a third less CPU."""


MANAGERS = (
    Manager(
        "apt-get",
        (*_APT, "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"),
        (*_APT, "update"),
        lighter=(*_APT, "install", "-y", "--no-install-recommends", "chromium-headless-shell"),
    ),
    Manager("dnf", ("dnf", "install", "-y", "chromium", "liberation-fonts")),
    Manager("zypper", ("zypper", "--non-interactive", "install", "chromium", "liberation-fonts")),
    Manager("pacman", ("pacman", "-S", "--noconfirm", "--needed", "chromium", "ttf-liberation"), ("pacman", "-Sy")),
    Manager("apk", ("apk", "add", "--no-cache", "chromium", "font-liberation")),
    Manager("brew", ("brew", "install", "--cask", "chromium"), rootless=True),
)

DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
LIBRARIES = (sys.executable, "-m", "playwright", "install-deps", "chromium")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended; `said` is the last line it printed."""

    ok: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """What installing needs from the computer; tests give their own."""

    find: Callable[[], Found]
    which: Callable[[str], str | None]
    run: Callable[[tuple[str, ...], float], Outcome]
    say: Callable[[str], None]
    root: bool
    environment: Mapping[str, str]


def ensure(system: System) -> Found | None:
    """A browser that launches, installed if need be; None where nothing helped."""
    try:
        return system.find()
    except BrowserMissing as error:
        if system.environment.get(ENVIRONMENT):
            system.say(f"{error}. {error.advice}")
            return None
    system.say("No Chromium found on this computer.")
    prefix = _privilege(system)
    manager = next((one for one in MANAGERS if system.which(one.program)), None)
    found = _download(system, prefix) or _from_packages(system, manager, prefix)
    if found is None:
        system.say(_help(manager, prefix))
    return found


def _download(system: System, prefix: tuple[str, ...] | None) -> Found | None:
    system.say(f"Downloading Playwright's Chromium (about 100 MB; given up after {DOWNLOAD_SECONDS} s) ...")
    outcome = system.run(DOWNLOAD, DOWNLOAD_SECONDS)
    if not outcome.ok:
        system.say(f"The download failed: {outcome.said}")
        return None
    found = _look_again(system)
    if found is None and prefix is not None and system.which("apt-get"):
        system.say(f"It lacks system libraries; installing them (given up after {PACKAGES_SECONDS} s) ...")
        system.run(prefix + LIBRARIES, PACKAGES_SECONDS)
        found = _look_again(system)
    return found


def _from_packages(system: System, manager: Manager | None, prefix: tuple[str, ...] | None) -> Found | None:
    if manager is None or (prefix is None and not manager.rootless):
        return None
    before = () if manager.rootless else prefix or ()
    system.say(f"Installing Chromium with {manager.program} (a minute or two; given up after {PACKAGES_SECONDS} s) ...")
    outcome = system.run(before + manager.install, PACKAGES_SECONDS)
    if not outcome.ok and manager.refresh:
        system.say("Refreshing the package lists first ...")
        system.run(before + manager.refresh, PACKAGES_SECONDS)
        outcome = system.run(before + manager.install, PACKAGES_SECONDS)
    if not outcome.ok:
        system.say(f"{manager.program} failed: {outcome.said}")
    elif manager.lighter:  # Ubuntu has none: the full browser does as well
        system.run(before + manager.lighter, PACKAGES_SECONDS)
    return _look_again(system)


def _look_again(system: System) -> Found | None:
    try:
        return system.find()
    except BrowserMissing as error:
        system.say(str(error))
        return None


def _privilege(system: System) -> tuple[str, ...] | None:
    """What to put before a command that needs root; None where root cannot be had without a password."""
    if system.root:
        return ()
    if system.which("sudo") and system.run(("sudo", "-n", "true"), 10).ok:
        return ("sudo", "-n")
    return None


def _help(manager: Manager | None, prefix: tuple[str, ...] | None) -> str:
    """The one command that helps."""
    tail = f"Or name a browser you have: {ENVIRONMENT}=/path/to/chromium"
    if manager is None:
        return f"No browser. With a network, run: {' '.join(DOWNLOAD)}\n{tail}"
    sudo = "" if manager.rootless or prefix == () else "sudo "
    steps = [step for step in (manager.refresh, manager.install) if step]
    command = " && ".join(sudo + " ".join(step).removeprefix("env DEBIAN_FRONTEND=noninteractive ") for step in steps)
    return f"No browser. Run: {command}\n{tail}"


def run_bounded(command: tuple[str, ...], seconds: float) -> Outcome:
    """Run a command quietly, with no input, and end it and its children after `seconds`."""
    # Without a network each mirror is asked in turn: a short wait for a connection keeps that bearable.
    environment = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    try:
        process = subprocess.Popen(  # noqa: S603 - fixed commands of this module
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        return Outcome(ok=False, said=str(error))
    with process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            return Outcome(ok=False, said=f"not done after {seconds:g} s")
        except BaseException:
            _kill_group(process)
            raise
    return Outcome(process.returncode == 0, _last_line(output))


def _kill_group(process: subprocess.Popen[str]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _last_line(output: str) -> str:
    """The last line that says something, of at most 200 characters; an error line before all others."""
    lines = [line.strip() for line in output.splitlines() if any(letter.isalnum() for letter in line)]
    errors = [line for line in lines if line.lower().startswith(("error", "e: "))]
    return (errors or lines or ["it said nothing"])[-1][:200]


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def main() -> int:
    """Find or install a browser; see the module's docstring."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    found = ensure(System(find_browser, shutil.which, run_bounded, _say, root, os.environ))
    if found is None:
        return BrowserMissing.exit_code
    _say(f"Browser: {found}")
    sys.stdout.write(found.candidate.path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
