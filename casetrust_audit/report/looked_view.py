"""What of the report tells of looking: how much was read, what was not, the walks, and the index of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.capture import Capture
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report import words
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import Link, anchor, link, short_hash
from casetrust_audit.report.words import moment, plural

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


def looked(result: AuditResult) -> str:
    """How much was read, in one line."""
    crawl = result.crawl
    sitemap = {"read": "sitemap read", "none": "the shop has no sitemap", "failed": "sitemap could not be read"}
    parts = [
        f"{plural(crawl.pages, 'distinct usable page')} read",
        f"{plural(crawl.frontier_left, 'known link')} not followed",
        sitemap.get(crawl.sitemap, "sitemap not asked for"),
    ]
    if crawl.policy_links_left:
        parts.append(f"{plural(crawl.policy_links_left, 'policy-like link')} not read")
    if crawl.walls:
        parts.append(f"{plural(crawl.walls, 'bot check or login wall', 'bot checks or login walls')} met")
    early = f" The collection ended early: {clean(crawl.partial)}." if crawl.partial else ""
    return f"{', '.join(parts)}.{early}"


def skipped(result: AuditResult) -> tuple[Group, ...]:
    """Pages not looked at, by reason, the most frequent first."""
    reasons: dict[str, list[str]] = {}
    for skip in result.skipped:
        reasons.setdefault(clean(skip.reason, 200) or "no reason recorded", []).append(skip.url)
    ranked = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Group(reason, len(urls), tuple(link(url) for url in urls[:SKIPS_SHOWN]), max(0, len(urls) - SKIPS_SHOWN))
        for reason, urls in ranked
    )


def unusable(capture: Capture) -> Unusable:
    """A page that could not be used, and why."""
    reasons = [
        words.PROBLEM_WORDS.get(p.kind, clean(p.kind, 40)) + (f" ({clean(p.detail, 200)})" if p.detail else "")
        for p in capture.problems
    ]
    return Unusable(
        anchor("capture", capture.id),
        clean(capture.id, 60),
        clean(capture.role, 30),
        link(capture.final_url or capture.requested_url),
        "; ".join(reasons) or "it could not be read",
    )


def walk(result: AuditResult, place: int) -> Walk:
    """One walk of the shopper: where it ended, and what was stopped."""
    journey = result.journeys[place]
    end = "reached the last step before payment" if journey.reached_end else f"ended early: {clean(journey.end, 40)}"
    detail = f" ({clean(journey.end_detail)})" if journey.end_detail else ""
    name = words.scenario_words(journey.scenario, journey.collected)
    return Walk(name, end + detail, tuple(clean(b, 300) for b in journey.blocked[:SKIPS_SHOWN]))


def index_row(capture: Capture) -> IndexRow:
    """One piece of evidence, with its hash."""
    sha = capture.files.get("html") or next((capture.files[k] for k in sorted(capture.files)), "")
    return IndexRow(
        anchor("capture", capture.id),
        clean(capture.id, 60),
        clean(capture.role, 30) + (f" ({clean(capture.step, 60)})" if capture.step else ""),
        link(capture.final_url or capture.requested_url),
        moment(capture.time),
        "–" if capture.status is None else str(capture.status),
        clean(capture.session, 60),
        short_hash(sha) or "–",
    )
