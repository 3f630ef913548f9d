"""job-summary.md, for the summary page of a pipeline's job: the most urgent first, cut at whole findings.

GitHub refuses a summary of more than 1 MiB whole, so it is filled block by block, and says what no longer fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.escape import clean, markdown_code, markdown_text
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.spots import Spot
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.view import FindingView, View, build
from casetrust_audit.report.words import VERDICTS

BUDGET = 1_000_000
"""Bytes of UTF-8: under 1 MiB, with room for a line or two of the step's own."""
SPOTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Block:
    """One finding, trail or limit. `section` is its heading, told once before the first."""

    section: str
    text: str


def to_job_summary(result: AuditResult, budget: int = BUDGET, language: Language = ENGLISH) -> str:
    """The summary, at most `budget` bytes (20,000 at least): head and foot always, blocks as long as they fit."""
    view, t = build(result, lambda _: None, language), Translator(language)
    head, foot = _head(view, t), _foot(view, clean(result.bundle_digest, 80), t)
    blocks = tuple(_blocks(view, t))
    left = budget - _size(head) - _size(foot) - _size(_left_out(blocks, t))
    body, taken, section = [], 0, ""
    for block in blocks:
        text = block.text if block.section == section else f"## {block.section}\n\n{block.text}"
        left -= _size(text)
        if left < 0:
            break
        body.append(text)
        taken, section = taken + 1, block.section
    return head + "".join(body) + _left_out(blocks[taken:], t) + foot


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _head(view: View, t: Translator) -> str:
    figures = view.figures
    note = f" ({figures.score_note})" if figures.score_note else ""
    rows = [
        (
            t.say("Score, of 100"),
            t.say("{interval}; shown as {shown}", interval=figures.interval, shown=figures.shown) + note,
        ),
        (t.say("Coverage"), t.say("{share} of the weight that applies", share=figures.coverage)),
        (t.say("Blockers decided"), figures.blockers),
        *((f"{word.sign} {word.text}", str(count)) for word, count in figures.counts),
    ]
    table = "".join(f"| {markdown_text(name)} | {markdown_text(value)} |\n" for name, value in rows)
    about = t.say(
        "CaseTrust readiness assessment of {shop}, audited {date}.",
        shop=markdown_code(view.shop.text), date=markdown_text(view.date),
    )  # fmt: skip
    return (
        f"# {view.verdict.sign} {view.verdict.text}{t.say(': ')}{markdown_text(view.site)}\n\n"
        f"{markdown_text(view.reason)}\n\n"
        f"{about}\n\n"
        f"| | |\n|---|---|\n{table}\n"
    )


def _foot(view: View, digest: str, t: Translator) -> str:
    whole = t.say(
        "The whole report with its pictures is report.html, among the files this job kept. Digest of the evidence: "
        "{digest}.",
        digest=markdown_code(digest),
    )
    return f"\n---\n\n{whole}\n\n{markdown_text(view.disclaimer)}\n"


def _left_out(blocks: tuple[Block, ...], t: Translator) -> str:
    if not blocks:
        return ""
    counts: dict[str, int] = {}
    for block in blocks:
        counts[block.section] = counts.get(block.section, 0) + 1
    listed = t.joined(t.say("{number} of “{section}”", number=n, section=section) for section, n in counts.items())
    told = t.say("{parts}. The report has them all.", parts=listed)
    return f"## {t.say('Left out for length')}\n\n{told}\n\n"


def _blocks(view: View, t: Translator) -> Iterator[Block]:
    for title, findings in (
        (t.say("Open blockers"), view.blockers),
        (t.say("Open major points"), view.majors),
        (t.say("Points of small weight"), view.lesser),
    ):
        yield from (Block(title, _failing(finding, t)) for finding in findings)
    for word, findings in view.undecided:
        shows_question = word.key != VERDICTS[Verdict.ERROR].key
        yield from (Block(f"{word.sign} {word.text}", _undecided(f, shows_question, t)) for f in findings)
    for trail in view.trails:
        end = "" if trail.complete else " " + t.say("This trail ended early: {reason}", reason=trail.end_reason)
        said = f"- **{markdown_text(trail.item)}** ({markdown_text(trail.scenario)}): "
        yield Block(t.say("Price trails"), f"{said}{markdown_text(trail.sentence + end)}\n\n")
    for limit in view.limits:
        yield Block(t.say("What was not looked at"), f"- {markdown_text(limit)}\n")


def _failing(finding: FindingView, t: Translator) -> str:
    badges = "".join(f" ({markdown_text(word.text)})" for word in finding.badges)
    lines = [f"- **{markdown_text(finding.heading)}** {markdown_code(finding.id)}{badges}"]
    if finding.message:
        lines += ["", f"  {markdown_text(finding.message)}"]
    failing = [s for s in finding.subjects if s.verdict.key == VERDICTS[Verdict.FAIL].key]
    if failing:
        lines += ["", *dict.fromkeys(f"  - {_subject(s.label, s.reason)}" for s in failing)]
        if len(failing) == len(finding.subjects) and finding.more_subjects:
            more = t.count(
                "and {number} more subject, in the report", "and {number} more subjects, in the report",
                finding.more_subjects,
            )  # fmt: skip
            lines.append(f"  - {more}")
    if finding.spots:
        lines += ["", *list(dict.fromkeys(f"  - {_seen(spot, t)}" for spot in finding.spots))[:SPOTS_SHOWN]]
    if finding.remediation:
        lines += ["", f"  {t.say('What to do:')} {markdown_text(finding.remediation)}"]
    return "\n".join(lines) + "\n\n"


def _subject(label: str, reason: str) -> str:
    return markdown_text(label) + (f": {markdown_text(reason)}" if reason else "")


def _seen(spot: Spot, t: Translator) -> str:
    said = f": “{markdown_text(spot.quote)}”" if spot.quote else ""
    return t.say("Seen on {address}", address=markdown_code(spot.link.text)) + said


def _undecided(finding: FindingView, shows_question: bool, t: Translator) -> str:
    lines = [f"- {markdown_text(finding.title)} ({finding.severity.text}) {markdown_code(finding.id)}"]
    if finding.message:
        lines += ["", f"  {markdown_text(finding.message)}"]
    if shows_question and finding.question:
        lines += ["", f"  {t.say('To decide it:')} {markdown_text(finding.question)}"]
    return "\n".join(lines) + "\n\n"
