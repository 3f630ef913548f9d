"""What of the report tells of looking: how much was read, what was not, the walks, and the index of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.capture import Capture
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report import words
from casetrust_audit.report.spots import Link, anchor, link, short_hash
from casetrust_audit.report.translator import Translator

SKIPS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind with their number; `examples` are the first of them."""

    title: str
    count: int
    examples: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Unusable:
    anchor: str
    id: str
    role: str
    link: Link
    reason: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    anchor: str
    id: str
    role: str
    link: Link
    time: str
    status: str
    session: str
    sha: str


@dataclass(frozen=True, slots=True)
class Walk:
    scenario: str
    end: str
    blocked: tuple[str, ...]


def looked(result: AuditResult, t: Translator) -> str:
    """How much was read, in one line."""
    crawl = result.crawl
    sitemap = {
        "read": t.say("sitemap read"),
        "none": t.say("the shop has no sitemap"),
        "failed": t.say("sitemap could not be read"),
    }
    left = crawl.policy_links_left
    parts = [
        t.count("{number} distinct usable page read", "{number} distinct usable pages read", crawl.pages),
        t.count("{number} known link not followed", "{number} known links not followed", crawl.frontier_left),
        sitemap.get(crawl.sitemap) or t.say("sitemap not asked for"),
    ]
    if left:
        parts.append(t.count("{number} policy-like link not read", "{number} policy-like links not read", left))
    if crawl.walls:
        parts.append(
            t.count("{number} bot check or login wall met", "{number} bot checks or login walls met", crawl.walls)
        )
    said = t.say("{parts}.", parts=t.chained(parts))
    if not crawl.partial:
        return said
    return t.say("{said} The collection ended early: {reason}.", said=said, reason=t.told(crawl.partial))


def skipped(result: AuditResult, t: Translator) -> tuple[Group, ...]:
    """Pages not looked at, by reason, the most frequent first."""
    reasons: dict[str, list[str]] = {}
    for skip in result.skipped:
        reasons.setdefault(t.told(skip.reason, 200) or t.say("no reason recorded"), []).append(skip.url)
    ranked = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Group(reason, len(urls), tuple(link(url) for url in urls[:SKIPS_SHOWN]), max(0, len(urls) - SKIPS_SHOWN))
        for reason, urls in ranked
    )


def unusable(capture: Capture, t: Translator) -> Unusable:
    """A page that could not be used, and why."""
    reasons = [
        (t.say(words.PROBLEM_WORDS[p.kind]) if p.kind in words.PROBLEM_WORDS else t.clean(p.kind, 40))
        + (f" ({t.told(p.detail, 200)})" if p.detail else "")
        for p in capture.problems
    ]
    return Unusable(
        anchor("capture", capture.id),
        t.clean(capture.id, 60),
        t.name(capture.role, 30),
        link(capture.final_url or capture.requested_url),
        t.joined(reasons) or t.say("it could not be read"),
    )


def walk(result: AuditResult, place: int, t: Translator) -> Walk:
    """One walk of the shopper: where it ended, and what was stopped."""
    journey = result.journeys[place]
    end = (
        t.say("reached the last step before payment")
        if journey.reached_end
        else t.say("ended early: {end}", end=t.name(journey.end, 40))
    )
    detail = f" ({t.told(journey.end_detail)})" if journey.end_detail else ""
    name = t.scenario(journey.scenario, journey.collected)
    return Walk(name, end + detail, tuple(t.clean(b, 300) for b in journey.blocked[:SKIPS_SHOWN]))


def index_row(capture: Capture, t: Translator) -> IndexRow:
    """One piece of evidence, with its hash."""
    sha = capture.files.get("html") or next((capture.files[k] for k in sorted(capture.files)), "")
    return IndexRow(
        anchor("capture", capture.id),
        t.clean(capture.id, 60),
        t.name(capture.role, 30) + (f" ({_walked(capture.step, t)})" if capture.step else ""),
        link(capture.final_url or capture.requested_url),
        t.moment(capture.time),
        "–" if capture.status is None else str(capture.status),
        t.clean(capture.session, 60),
        short_hash(sha) or "–",
    )


def _walked(step: str, t: Translator) -> str:
    """ "cheap/cart": the walk and its step."""
    return t.clean("/".join(t.name(part, 60) for part in step.split("/", 1)), 60)
