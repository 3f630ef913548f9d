"""How the report looks, as far as its text tells: colours, budget of bytes, and the frame of a style sheet."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from casetrust_audit.model.capture import Capture
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Severity, SubjectResult, Verdict
from casetrust_audit.report.html import LIGHT, to_html
from casetrust_audit.resources import template_directory
from tests.report import sample

CSS = (template_directory() / "style.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "soft", "bad-soft", "open-soft", "good-soft", "linked")
TEXTS = ("ink", "quiet", "link", "bad", "open", "good")
DRAWN = ("bar", "told", "focus", "joint")


def colours() -> dict[str, dict[str, str]]:
    """The custom properties of the light and of the dark scheme."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks)
    return {"light": light, "dark": dark}


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_stands_out_from_every_ground(scheme: str) -> None:
    known = colours()[scheme]
    for ground in GROUNDS:
        for name in TEXTS:
            assert contrast(known[name], known[ground]) >= 4.5, (name, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_the_page(scheme: str) -> None:
    known = colours()[scheme]
    for name in DRAWN:
        assert contrast(known[name], known["paper"]) >= 3, name


def test_both_schemes_name_the_same_colours_and_dark_is_dark() -> None:
    light, dark = colours().values()
    assert light.keys() == dark.keys()
    assert luminance(light["paper"]) > 0.9
    assert luminance(dark["paper"]) < 0.02


def test_no_colour_stands_outside_the_custom_properties_but_the_ground_of_a_screenshot() -> None:
    rest = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b", rest) == ["#fff"]
    templates = [p.read_text(encoding="utf-8") for p in (template_directory() / "parts").glob("*.html")]
    assert not re.findall(r"(?:fill|stroke|color)=\"#", "".join(templates))


def test_paper_never_becomes_dark() -> None:
    assert CSS.count("prefers-color-scheme") == CSS.count("@media screen and (prefers-color-scheme: dark)") == 1


# light


PAGES, SPOTS, PICTURE = 60, 8, sample.JPEG[:3] + b"\xa7" * 9000


def large(message: str = "Seen on many pages.") -> AuditResult:
    """An audit of sixty pages: ninety requirements, each with evidence and subjects on every kind of page."""
    captures = tuple(sample.capture(i, "product", f"/products/{i}") for i in range(1, PAGES + 1))
    findings = tuple(
        sample.finding(
            f"prc-rule-{i:02}", Verdict.FAIL if i % 3 == 0 else Verdict.PASS,
            Severity.BLOCKER if i % 9 == 0 else Severity.MINOR, f"Requirement {i}", message,
            evidence=tuple(_spot(captures, i, j) for j in range(SPOTS)),
            subjects=tuple(SubjectResult(f"Thing {j}", Verdict.PASS, "told", (_spot(captures, i, j + SPOTS),))
                           for j in range(SPOTS)),
        )
        for i in range(90)
    )  # fmt: skip
    return replace(sample.result(), captures=captures, findings=findings, clauses=())


def _spot(captures: tuple[Capture, ...], rule: int, place: int) -> EvidenceRef:
    seen = captures[(rule * 7 + place) % PAGES]
    return EvidenceRef(
        seen.id, seen.final_url, f"Text {rule} {place}", "main > p", (rule, place, 200, 24), "a" * 64, "s"
    )


def pictures(ref: EvidenceRef) -> bytes | None:
    """A picture of its own for every spot, of a usual size."""
    return PICTURE + repr(ref.box).encode() if ref.box else None


@pytest.mark.parametrize("message", ["Seen on many pages.", '<&"中' * 150])
def test_an_audit_of_sixty_pages_stays_light_and_says_which_pictures_it_left_out(message: str) -> None:
    html = to_html(large(message), pictures)
    assert 0.8 * LIGHT < len(html.encode("utf-8")) <= LIGHT == 3_000_000
    soup = BeautifulSoup(html, "html.parser")
    notes = [p for p in soup.select(".spot p") if "in the evidence bundle only" in p.get_text()]
    told = re.search(r"(\d+) pictures were left out to keep this file small", soup.get_text())
    assert told is not None
    assert int(told[1]) >= len(notes) > 100


def test_what_fails_keeps_its_pictures_before_what_passes() -> None:
    soup = BeautifulSoup(to_html(large(), pictures), "html.parser")
    assert soup.select("table.steps a.amount")
    shown = {row["id"]: bool(row.select("img.crop")) for row in soup.select("tr.fail, tr.pass")}
    blockers = [row for row in soup.select("tr.fail.of-blocker") if isinstance(row, Tag)]
    assert blockers
    assert all(shown[row["id"]] for row in blockers)
    assert not all(shown.values())


def test_words_alone_that_fill_the_file_leave_room_for_no_picture() -> None:
    base = large()
    wordy = replace(base, findings=tuple(replace(f, message="中" * 590, why="中" * 590, question="中" * 2900,
                                                 verdict=Verdict.NEEDS_REVIEW) for f in base.findings * 3))  # fmt: skip
    assert not BeautifulSoup(to_html(wordy, pictures), "html.parser").select("img")


def test_the_same_picture_is_shown_once_in_a_finding() -> None:
    base = sample.result()
    twice = replace(base.findings[0], evidence=(sample.spot(5, "Fee"), sample.spot(4, "Fee")), subjects=())
    soup = BeautifulSoup(to_html(replace(base, findings=(twice,), trails=()), sample.crops), "html.parser")
    assert len(soup.select(".spot")) == 2
    assert len(soup.select(".spot img")) == 1
    assert "evidence bundle only" not in soup.get_text()
