"""How far a collection is: at most one line in fifteen seconds where nobody watches, and each page as an event."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from casetrust_audit.cli import voice
from casetrust_audit.cli.progress import EVERY_SECONDS, EventLog, Heartbeat, Lines, keep_beating, standing, watched
from casetrust_audit.collect.progress import Update, silent
from casetrust_audit.model.capture import Capture, Problem


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Said:
    clock: Clock = field(default_factory=Clock)
    lines: list[str] = field(default_factory=list)

    def heart(self) -> Heartbeat:
        return Heartbeat(lambda at, kept, seconds: self.lines.append(standing(at, kept, seconds)), self.clock)


def capture(number: int = 1, step: str = "", problems: tuple[Problem, ...] = ()) -> Capture:
    return Capture(
        f"c{number:04d}", "product", 1.0, "crawl", "desktop", "https://shop.test/tea", "https://shop.test/tea", 200,
        "2026-01-01T00:00:00Z", "Tea", 1, "link", step, problems,
    )  # fmt: skip


def page(number: int = 1, step: str = "", problems: tuple[Problem, ...] = ()) -> Update:
    return Update("page", "https://shop.test/tea", number, capture(number, step, problems))


def test_at_most_one_line_in_fifteen_seconds_however_much_happens() -> None:
    said = Said()
    told = Lines(said.heart(), 0, said.lines.append)
    for second in range(61):
        said.clock.now = 100.0 + second
        told(Update("crawl", f"https://shop.test/{second}", second))
        told(page(second + 1))
    assert [line.split(" s ")[0].strip() for line in said.lines] == ["0", "15", "30", "45", "60"]
    assert said.lines[1] == "   15 s  Reading the shop, 15 pages kept: https://shop.test/15"


def test_while_nothing_happens_the_line_comes_all_the_same() -> None:
    said = Said()
    heart = said.heart()
    heart.heard(Update("journey", "cheap: cart"))
    ticks = iter(range(40))

    def over() -> bool:
        said.clock.now += 1
        return next(ticks, None) is None

    keep_beating(heart, over)
    assert said.lines == [
        "    1 s  Shopping: cheap: cart",
        "   16 s  Shopping: cheap: cart",
        "   31 s  Shopping: cheap: cart",
    ]


def test_with_verbose_every_page_is_told_and_the_heartbeat_keeps_still_meanwhile() -> None:
    said = Said()
    told = Lines(said.heart(), 1, said.lines.append)
    said.clock.now += 2
    told(Update("crawl", "https://shop.test/tea", 3))
    told(page(4, problems=(Problem("challenge", "are you human\x1b[2J"),)))
    told(Update("try", "cart: press Add: no cart"))
    assert said.lines == [
        "    2.0 s  Reading the shop (3): https://shop.test/tea",
        "    2.0 s    challenge at https://shop.test/tea: are you human[2J",
    ]


def test_twice_verbose_tells_what_was_tried() -> None:
    said = Said()
    Lines(said.heart(), 2, said.lines.append)(Update("try", "cart: press Add: no cart"))
    assert said.lines == ["    0.0 s      tried cart: press Add: no cart"]


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_as_events_each_phase_page_step_and_problem_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    voice.begin()
    monkeypatch.setenv("CASETRUST_LOG_FORMAT", "json")
    clock = Clock()
    beats: list[float] = []
    log = EventLog(Heartbeat(lambda at, kept, seconds: beats.append(seconds), clock), 0)
    log(Update("crawl", "https://shop.test/"))
    log(Update("crawl", "https://shop.test/tea"))
    log(page(2, problems=(Problem("not-settled", "still changing"),)))
    log(page(3, step="cheap/cart"))
    log(Update("try", "what was tried"))
    told = events(capsys)
    assert [one["event"] for one in told] == ["phase", "page", "problem", "step"]
    assert told[1] | {"time": ""} == {
        "time": "", "level": "info", "event": "page", "capture": "c0002", "role": "product", "status": 200,
        "url": "https://shop.test/tea", "session": "crawl", "layout": "desktop", "captures": 2,
    }  # fmt: skip
    assert (told[2]["level"], told[2]["kind"], told[2]["capture"]) == ("warning", "not-settled", "c0002")
    assert (told[3]["scenario"], told[3]["step"]) == ("cheap", "cart")
    assert beats == []
    clock.now += EVERY_SECONDS
    log.heart.beat()
    assert beats == [EVERY_SECONDS]


def test_quiet_says_nothing_at_all() -> None:
    with watched(True, 2) as progress:
        assert progress is silent


def test_where_there_is_no_terminal_the_first_line_comes_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    voice.begin()
    monkeypatch.delenv("CASETRUST_LOG_FORMAT", raising=False)
    with watched(False, 0) as progress:
        progress(Update("browser", "Chromium"))
        progress(Update("crawl", "https://shop.test/"))
    assert capsys.readouterr().err == "    0 s  Browser: Chromium\n"
