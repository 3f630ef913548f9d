"""Installing a browser: what is tried, in which order, and the one command that helps where nothing did."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import pytest

from casetrust_audit.collect.browser import ENVIRONMENT, Candidate, Found
from casetrust_audit.collect.browser_install import DOWNLOAD, LIBRARIES, Outcome, System, ensure, run_bounded
from casetrust_audit.errors import BrowserMissing

FOUND = Found(Candidate("test", "/usr/bin/chromium"), "150.0", sandbox=True)


class Computer:
    """A computer on which `works_after` is the command that brings a browser."""

    def __init__(
        self,
        *programs: str,
        works_after: str = "",
        failing: tuple[str, ...] = (),
        root: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.programs, self.works_after, self.failing = programs, works_after, list(failing)
        self.ran: list[str] = []
        self.said: list[str] = []
        self.system = System(
            self.find,
            lambda name: f"/usr/bin/{name}" if name in programs else None,
            self.run,
            self.said.append,
            root,
            environment or {},
        )

    def find(self) -> Found:
        if self.works_after == "nothing" or (self.works_after and any(self.works_after in one for one in self.ran)):
            return FOUND
        raise BrowserMissing("no Chromium could be launched", "Run: something")

    def run(self, command: tuple[str, ...], seconds: float) -> Outcome:
        assert 0 < seconds <= 600
        line = " ".join(command)
        for failure in self.failing:
            if failure in line:
                self.failing.remove(failure)
                return Outcome(ok=False, said="E: it did not work")
        self.ran.append(line)
        return Outcome(ok=True)


def test_where_a_browser_launches_nothing_is_installed() -> None:
    computer = Computer("apt-get", works_after="nothing")
    assert ensure(computer.system) == FOUND
    assert computer.ran == []


def test_a_browser_that_was_asked_for_and_fails_is_not_replaced() -> None:
    computer = Computer("apt-get", environment={ENVIRONMENT: "/bad"})
    assert ensure(computer.system) is None
    assert computer.ran == []


def test_playwright_s_download_comes_before_the_package_manager() -> None:
    computer = Computer("apt-get", works_after="--only-shell")
    assert ensure(computer.system) == FOUND
    assert computer.ran == [" ".join(DOWNLOAD)]


def test_a_downloaded_browser_that_lacks_libraries_gets_them() -> None:
    computer = Computer("apt-get", works_after="install-deps")
    assert ensure(computer.system) == FOUND
    assert computer.ran == [" ".join(DOWNLOAD), " ".join(LIBRARIES)]


def test_without_a_download_the_package_manager_installs() -> None:
    computer = Computer("apt-get", works_after="chromium fonts", failing=("playwright",))
    assert ensure(computer.system) == FOUND
    assert "apt-get install -y --no-install-recommends chromium fonts" in computer.ran[0]


@pytest.mark.parametrize("there", [True, False], ids=["there", "not there"])
def test_the_build_without_a_window_is_installed_besides_where_the_system_has_it(there: bool) -> None:
    failing = ("playwright",) if there else ("playwright", "chromium-headless-shell")
    computer = Computer("apt-get", works_after="chromium fonts", failing=failing)
    assert ensure(computer.system) == FOUND
    assert [line.split()[-1] for line in computer.ran] == ["fonts-liberation", "chromium-headless-shell"][: 1 + there]


@pytest.mark.parametrize("program", ["dnf", "brew"])
def test_nothing_is_installed_besides_where_no_such_package_is_known(program: str) -> None:
    computer = Computer(program, works_after=f"{program} install", failing=("playwright",))
    assert ensure(computer.system) == FOUND
    assert len(computer.ran) == 1


def test_package_lists_are_refreshed_only_where_the_installation_failed() -> None:
    computer = Computer("apt-get", works_after="chromium fonts", failing=("playwright", "apt-get install"))
    assert ensure(computer.system) == FOUND
    assert [one.split("apt-get ")[1].split()[0] for one in computer.ran] == ["update", "install", "install"]


def test_without_root_or_sudo_nothing_is_installed_and_the_one_command_is_named() -> None:
    computer = Computer("apt-get", failing=("playwright",), root=False)
    assert ensure(computer.system) is None
    assert computer.ran == []
    assert "sudo apt-get update && sudo apt-get install -y" in computer.said[-1]


def test_sudo_is_used_only_where_it_asks_for_no_password() -> None:
    asks = Computer("apt-get", "sudo", failing=("playwright", "sudo -n true"), root=False)
    assert ensure(asks.system) is None
    free = Computer("apt-get", "sudo", works_after="apt-get install", failing=("playwright",), root=False)
    assert ensure(free.system) == FOUND
    assert free.ran[1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")


def test_where_all_fails_the_last_word_is_a_command() -> None:
    computer = Computer("dnf", failing=("playwright", "dnf"))
    assert ensure(computer.system) is None
    assert "Run: dnf install -y chromium" in computer.said[-1]


def test_a_command_that_does_not_end_is_ended() -> None:
    outcome = run_bounded((sys.executable, "-c", "input() if False else __import__('signal').pause()"), 0.5)
    assert outcome == Outcome(ok=False, said="not done after 0.5 s")


def test_the_error_line_of_a_command_is_kept() -> None:
    script = "print('Reading lists'); print('E: Unable to locate package'); print('done'); raise SystemExit(3)"
    assert run_bounded((sys.executable, "-c", script), 60) == Outcome(ok=False, said="E: Unable to locate package")


def test_a_program_that_is_not_there_is_a_failure_not_a_crash() -> None:
    assert not run_bounded(("no-such-program-here",), 5).ok
