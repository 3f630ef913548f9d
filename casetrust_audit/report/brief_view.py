"""The summary of one page for a client: verdict, price story, open points in plain words, what is needed next.

What fits is reckoned in lines of the printed page before it is laid out: a page that is cut off by its paper, or runs
on to a second, is no page to hand over. What does not fit is counted, never left out in silence."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from casetrust_audit.model.result import UNDECIDED, AuditResult, Finding, Severity, Verdict
from casetrust_audit.report import words
from casetrust_audit.report.escape import clean
from casetrust_audit.report.fix import fix
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.partly_view import Hindrance, hindrances
from casetrust_audit.report.spots import Crops, Spotter
from casetrust_audit.report.story import Addition, Story
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.view import View, build
from casetrust_audit.report.words import Word

PICTURES = 300_000
"""Characters of pictures; a picture that would take more than its share is left out for one that does not."""
PAGE_LINES = 64
"""Lines of text that one A4 page holds at the size and margins of brief.css."""
ROOM_TO_TRY = 15
"""Lines more than that, with which printing begins: what is reckoned is on the safe side, and a printer sees."""
FEWER = 5
"""Lines less at each further try."""
FEWEST_LINES = 19
"""Below these nothing but the frame is left, and fewer would not help."""
WIDE, NARROW = 60.0, 38.0
"""Width of a line across the page, and of one beside a picture, in em of its type."""
PICTURE_LINES = 6
"""Lines a picture is high, at most."""
STORIES, HINDRANCES, ADDITIONS = 2, 3, 8
LONG, PART, NAME = 900, 260, 80
"""Characters of a point's text, of a sentence of the frame, and of a name in it, at most."""
WIDTHS = {"W": 1.0, "F": 1.0, "A": 1.0}
"""Width in em by East Asian width; ambiguous ones are wide in a Chinese font."""
COUNTED = 1.2
"""Lines kept for the one that counts what did not fit."""
HEADING = 2.0
"""Lines of a heading with what stands above it."""


@dataclass(frozen=True, slots=True)
class Point:
    """An open point: what is wrong, what was seen of it, what to do. `picture` is a data: URI or ""."""

    heading: str
    severity: Word
    message: str
    action: str
    picture: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """`points` are told whole, `named` without detail, `more` only counted; of what is undecided likewise."""

    whole: View
    reason: str
    """Why the verdict is what it is; "" where that is a list of points, which are told below."""
    points: tuple[Point, ...]
    named: tuple[str, ...]
    more: int
    undecided: tuple[str, ...]
    more_undecided: int
    stories: tuple[Story, ...]
    more_stories: int
    hindered: tuple[Hindrance, ...]
    """What stood in the way; the most telling."""
    steps: tuple[str, ...]
    counts: str
    in_english: int
    """Texts of it that have no translation."""


def brief_view(result: AuditResult, crops: Crops, language: Language = ENGLISH, lines: int = PAGE_LINES) -> BriefView:
    """What the summary of `result` shows on a page of `lines` lines."""
    t = Translator(language)
    whole = _bounded(build(result, lambda _: None, language, 0))
    reason = "" if any(f.rule in result.readiness_reason for f in result.findings) else whole.reason
    met = whole.partly.hindrances if whole.partly else hindrances(result, t)
    hindered = tuple(Hindrance(tuple(_cut(w, PART) for w in h.whats[:2]), h.helps) for h in met[:HINDRANCES])
    stories = tuple(_short(story, t) for story in whole.stories[:STORIES])
    steps = _steps(whole, bool(hindered), result, t)
    left = float(lines) - _lines_of_frame(whole, reason, hindered, stories, steps)
    failing = [f for f in words.in_order(result.findings) if f.verdict is Verdict.FAIL]
    points, left = _whole_points(failing, Spotter(crops, (), PICTURES), t, left)
    named, left = _headings([t.told(f.heading, 300) for f in failing[len(points) :]], left)
    undecided = [] if whole.partly else [t.told(f.title, 300) for f in _undecided(result)]
    open_questions, left = _headings(undecided, left - HEADING)
    return BriefView(
        whole=whole,
        reason=reason,
        points=points,
        named=named,
        more=len(failing) - len(points) - len(named),
        undecided=open_questions,
        more_undecided=len(undecided) - len(open_questions),
        stories=stories,
        more_stories=len(whole.stories) - len(stories),
        hindered=hindered,
        steps=steps,
        counts=_counts(whole, t),
        in_english=len(t.missed),
    )


def _cut(text: str, most: int) -> str:
    """`text` as it is where it has at most `most` characters; what frames a page must not push out what it frames."""
    return text if len(text) <= most else clean(text, most)


def _bounded(whole: View) -> View:
    return replace(
        whole, site=_cut(whole.site, NAME), profile=_cut(whole.profile, NAME // 2), reason=_cut(whole.reason, PART)
    )


def _short(story: Story, t: Translator) -> Story:
    additions = tuple(
        replace(a, label=_cut(a.label, NAME // 2), step=_cut(a.step, NAME // 2), remark=_cut(a.remark, NAME))
        for a in story.additions[:ADDITIONS]
    )
    left = len(story.additions) - len(additions)
    if left:
        additions += (Addition("", t.count("{number} more charge", "{number} more charges", left), "", ""),)
    return replace(
        story,
        item=_cut(story.item, NAME),
        scenario=_cut(story.scenario, NAME // 2),
        sentence=_cut(story.sentence, PART),
        reached=_cut(story.reached, NAME // 2),
        additions=additions,
    )


def lines_of(text: str, width: float = WIDE) -> int:
    """Lines that `text` takes, at least one; on the safe side, since a reader's font may be wider than ours."""
    return max(1, -int(-sum(map(_em, text)) // width))


def _em(sign: str) -> float:
    east = WIDTHS.get(unicodedata.east_asian_width(sign))
    if east is not None:
        return east
    return 0.75 if sign.isupper() or sign in "@%MW—…" else 0.58


def _counts(whole: View, t: Translator) -> str:
    undecided = sum(len(members) for _, members in whole.undecided)
    return t.listed(
        (
            t.count("{number} blocker open", "{number} blockers open", len(whole.blockers)),
            t.count("{number} major point open", "{number} major points open", len(whole.majors)),
            t.count("{number} point undecided", "{number} points undecided", undecided),
        )
    )


def _steps(whole: View, hindered: bool, result: AuditResult, t: Translator) -> tuple[str, ...]:
    """What is needed next, in the order in which it helps."""
    found = []
    blockers, majors = len(whole.blockers), len(whole.majors)
    if blockers:
        found.append(
            t.count(
                "Put the open blocker right: with one open, an application makes no sense.",
                "Put the {number} open blockers right: with one open, an application makes no sense.",
                blockers,
            )
        )
    if majors and blockers:
        found.append(t.count("Then the major point.", "Then the {number} major points.", majors))
    elif majors:
        found.append(t.count("Put the open major point right.", "Put the {number} open major points right.", majors))
    asked = _undecided(result, Verdict.ATTEST)
    if asked:
        said = t.count(
            "Answer the question that only the merchant can answer:",
            "Answer the {number} questions that only the merchant can answer, first:",
            len(asked),
        )
        found.append(t.say("{said} {what}", said=said, what=_asks(asked[0], t)))
    looked = _undecided(result, Verdict.NEEDS_REVIEW)
    if looked:
        said = t.count(
            "Have a person look at the point that needs judgement:",
            "Have a person look at the {number} points that need judgement, first:",
            len(looked),
        )
        found.append(t.say("{said} {what}", said=said, what=_asks(looked[0], t)))
    if hindered:
        found.append(t.say("Let what could not be seen be seen, as said above, and have the shop looked at again."))
    elif found:
        found.append(t.say("Have the shop looked at again when this is done."))
    return tuple(found)


def _undecided(result: AuditResult, *verdicts: Verdict) -> list[Finding]:
    """The findings of `verdicts`, of all undecided ones where none is named, the weightiest first."""
    order = list(Severity)
    members = [f for f in result.findings if f.verdict in (verdicts or UNDECIDED)]
    return sorted(members, key=lambda f: order.index(f.severity))


def _asks(finding: Finding, t: Translator) -> str:
    """The first sentence of its question."""
    return _cut(t.first_sentence(finding.question or finding.title), PART)


def _lines_of_frame(
    whole: View, reason: str, hindered: tuple[Hindrance, ...], stories: tuple[Story, ...], steps: tuple[str, ...]
) -> float:
    """Lines of all but the open points."""
    taken = 7.0 + 2 * lines_of(whole.site, WIDE / 2) + lines_of(reason) + lines_of(whole.disclaimer, WIDE * 1.1)
    taken += 3.0  # headings of the parts
    for h in hindered:
        taken += sum(lines_of(what) for what in h.whats) + lines_of(h.helps)
    taken += 2 * bool(hindered)
    taken += sum(lines_of(_told(s)) for s in stories) + (len(whole.stories) > len(stories))
    return taken + sum(lines_of(step, WIDE * 0.95) for step in steps)


def _told(story: Story) -> str:
    added = "".join(f"{a.label} {a.amount} ({a.step}; {a.remark}), " for a in story.additions)
    return (
        f"{story.item} {story.scenario} {story.sentence} {story.headline} {story.final} {added} {story.reached}"
        + 30 * "x"
    )


def _whole_points(
    findings: list[Finding], spotter: Spotter, t: Translator, left: float
) -> tuple[tuple[Point, ...], float]:
    """The points that fit in full, and the lines that are left."""
    points: list[Point] = []
    for finding in findings:
        point = _point(finding, spotter, t)
        need = _lines_of_point(point)
        if need + (COUNTED if len(points) + 1 < len(findings) else 0) > left:
            break
        points.append(point)
        left -= need
    return tuple(points), left


def _headings(waiting: list[str], left: float) -> tuple[tuple[str, ...], float]:
    """Those that fit by their heading alone, and the lines that are left."""
    named: list[str] = []
    for heading in waiting:
        need = lines_of(heading)
        if need + COUNTED > left:
            break
        named.append(heading)
        left -= need
    return tuple(named), left - (COUNTED if len(named) < len(waiting) else 0)


def _point(finding: Finding, spotter: Spotter, t: Translator) -> Point:
    told = fix(finding, t, LONG)
    picture = next((uri for ref in finding.evidence[:3] if (uri := spotter.picture(ref))), "")
    return Point(
        heading=t.told(finding.heading, 300),
        severity=t.word(words.SEVERITIES[finding.severity]),
        message=t.told(finding.message, LONG),
        action=told.advice,
        picture=picture,
    )


def _lines_of_point(point: Point) -> float:
    width = NARROW if point.picture else WIDE
    text = lines_of(point.heading + point.severity.text, width * 0.95) + lines_of(point.message, width)
    text += lines_of(point.action + 14 * "x", width) if point.action else 0
    return max(text, PICTURE_LINES if point.picture else 0) + 0.5
