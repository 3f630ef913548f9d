"""What is measured on texts, snippets and rules, without whole pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from bench.folders import rows
from bench.measure import Line, Tally
from casetrust_audit.collect.page_reader import reader_script
from casetrust_audit.collect.robots import RobotsPolicy
from casetrust_audit.facts.page_persuasion import page_persuasion
from casetrust_audit.model.reading import Reading, TextBlock, TextRun
from casetrust_audit.text.currencies import iso_of
from casetrust_audit.text.price_field import price_of
from casetrust_audit.text.ratings import find_rating

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def price_strings(folder: Path, half: str = "") -> Iterator[Line]:
    """Amount and currency of short texts."""
    tally = Tally()
    for row in rows(folder / "price_strings.jsonl", half):
        hint, currency = row["currency_hint"] or "", row["expected_currency"]
        got = price_of(row["text"] or "", hint)
        want = None if row["expected_amount"] is None else Decimal(str(row["expected_amount"]))
        code = iso_of(currency) if currency else ""
        right = (got is None) == (want is None) and (
            got is None or (got.amount == want and (not code or got.currency == code))
        )
        tally.add(right, f"{row['id']} {row['text']!r}: {got}")
    value = f"{tally.right}/{tally.total} = {tally.share:.3f}"
    yield Line("price_strings", "price text exact", value, "≥ 0.95", tally.share >= 0.95, tally.misses)


def rating_snippets(folder: Path, half: str = "") -> Iterator[Line]:
    """Star ratings in pieces of HTML."""
    tally = Tally()
    for row in rows(folder / "ratings.jsonl", half):
        found = find_rating(row["html"], row["parent_html"] or "")
        right = found is not None and float(found.value) == row["rating"]
        tally.add(right, f"{row['id']}: {found}, not {row['rating']}")
    value = f"{tally.right}/{tally.total} = {tally.share:.3f}"
    yield Line("rating_snippets", "rating exact", value, "≥ 0.9", tally.share >= 0.9, tally.misses)


def dark_patterns(folder: Path, half: str = "") -> Iterator[Line]:
    """Ordinary sentences taken for messages that press."""
    sentences = rows(folder / "negatives.jsonl", half)
    alarms = [f"{row['id']}: {m.type} {m.text}" for row in sentences for m in page_persuasion(_alone(row["text"]))]
    yield Line(
        "dark_patterns", "false alarms on ordinary sentences", f"{len(alarms)}/{len(sentences)}", "≤ 3",
        len(alarms) <= 3, alarms,
    )  # fmt: skip


_PRESSING = {
    "Countdown Timer": {"countdown", "time-limited"}, "Limited-time Message": {"countdown", "time-limited"},
    "Low-stock Message": {"low-stock"}, "High-demand Message": {"high-demand"}, "Activity Notification": {"activity"},
    "Confirmshaming": {"shaming"}, "Pressured Selling": {"upsell"}, "Hard to Cancel": {"contact-only"},
    "Trick Questions": {"double-negative", "opt-out"}, "Hidden Subscription": {"subscription"},
    "Forced Enrollment": {"account-required", "forced-action"},
}  # fmt: skip
"""The kinds of message that answer a label; other labels are no messages: what looks different, or costs more."""


def dark_positives(folder: Path, half: str = "") -> Iterator[Line]:
    """Messages that press a shopper, each found with its kind."""
    tallies: dict[str, Tally] = {}
    for row in rows(folder / "positives.jsonl", half):
        kinds = {m.type for m in page_persuasion(_alone(row["text"]))}
        if wanted := _PRESSING.get(row["type"]):
            for name in ("all", row["type"]):
                tally = tallies.setdefault(name, Tally())
                tally.add(bool(kinds & wanted), f"{row['id']} {row['text']!r}: {sorted(kinds)}")
    for name, tally in tallies.items():
        value, target = f"{tally.right}/{tally.total} = {tally.share:.3f}", name == "all"
        yield Line(
            "dark_positives", f"pressing messages, {name.lower()}", value, "≥ 0.9" if target else "",
            tally.share >= 0.9 if target else None, tally.misses if not target else [],
        )  # fmt: skip


def _alone(text: str) -> Reading:
    """A product page with this one line of text on it."""
    run = TextRun(text, 16.0, 400, False, True, None)
    line = TextBlock(text, "p", "main > p", "main", True, (0.0, 0.0, 400.0, 20.0), (run,))
    return Reading("https://shop.example/products/a", "", "en", (1280, 900), (1280, 900), True, False, blocks=(line,))


def robots(folder: Path, half: str = "") -> Iterator[Line]:
    """Cases of what robots.txt allows."""
    tally = Tally()
    for row in rows(folder / "google_robots_cases.jsonl", half):
        allowed = RobotsPolicy(row["robots"], agent=row["user_agent"]).allowed(row["url"])
        tally.add(allowed == row["allowed"], f"{row['test']}: {row['user_agent']} {row['url']}")
    yield Line(
        "robots", "conformance cases", f"{tally.right}/{tally.total}", "all but documented", tally.right >= 130,
        tally.misses,
    )  # fmt: skip


TEXTS: dict[str, Callable[[Path, str], Iterator[Line]]] = {
    "price_strings": price_strings, "rating_snippets": rating_snippets, "dark_patterns": dark_patterns,
    "dark_positives": dark_positives,
    "robots": robots,
}  # fmt: skip


def visibility(folder: Path, browser: Browser) -> Line:
    """Whether the reader finds an element shown just where it is."""
    tally = Tally()
    page = browser.new_page()
    try:
        for number, row in enumerate(rows(folder / "jest_dom_visible.jsonl")):
            page.set_content(row["html"])
            shown = page.evaluate(reader_script(), {"quiet": 0, "cap": 500, "shown": row["selector"]}) == "true"
            tally.add(shown == row["visible"], f"case {number} {row['selector']}: shown {shown}")
    finally:
        page.close()
    value = f"{tally.right}/{tally.total}"
    return Line("visibility", "element shown or not", value, "all", tally.right == tally.total, tally.misses)
