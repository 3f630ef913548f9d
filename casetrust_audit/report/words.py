"""The words of a report: verdicts, severities, levels of disclosure, the disclaimer; and how figures are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.result import Confidence, Finding, Readiness, Severity, Verdict
from casetrust_audit.report.escape import clean


def message(text: str) -> str:
    """The text itself. Marks it for the catalogues of other languages, where `make messages` puts it."""
    return text


DISCLAIMER = message(
    "This is a readiness assessment made from public information. The rules behind it are not the official CaseTrust "
    "criteria, which are not public. Only CASE (the Consumers Association of Singapore) can accredit a business. "
    "Nothing in this report is legal advice."
)


NOTHING_SEEN = message("No page of the shop could be used, so nothing here says that it is in order.")


@dataclass(frozen=True, slots=True)
class Word:
    """A verdict or severity as shown: `key` for the style sheet, a sign and a word, so that colour is never alone."""

    key: str
    sign: str
    text: str
    meaning: str


VERDICTS = {
    Verdict.FAIL: Word("fail", "✕", "Fail", "Looked at, and the requirement is not met. The evidence is shown."),
    Verdict.NEEDS_REVIEW: Word(
        "needs-review", "?", "Needs review", "Something was found that a person has to judge; the question is given."
    ),
    Verdict.NOT_TESTED: Word(
        "not-tested", "○", "Not tested", "Could not be looked at in this run. It says nothing about the shop."
    ),
    Verdict.ERROR: Word("error", "!", "Tool error", "The tool failed here. It says nothing about the shop."),
    Verdict.ATTEST: Word(
        "attest", "✎", "Merchant to attest", "Cannot be seen from outside: only the merchant can say, with proof."
    ),
    Verdict.PASS: Word("pass", "✓", "Pass", "Looked at, and the requirement is met on what was seen."),
    Verdict.NOT_APPLICABLE: Word(
        "not-applicable", "–", "Not applicable", "The requirement does not concern this shop, for the reason given."
    ),
}
"""In the order of a report: what to do first, first."""

SEVERITIES = {
    Severity.BLOCKER: Word("blocker", "", "Blocker", "Must be met before an application makes sense."),
    Severity.MAJOR: Word("major", "", "Major", "Should be put right before an application."),
    Severity.MINOR: Word("minor", "", "Minor", "An improvement of small weight."),
    Severity.INFO: Word("info", "", "Info", "Worth knowing; carries no weight in the score."),
}

CONFIDENCES = {
    Confidence.CONFIRMED: message("confirmed (exact, or seen in two separate sessions)"),
    Confidence.PROBABLE: message("probable (seen once)"),
    Confidence.HINT: message("hint (a match of words only)"),
}

READINESS = {
    Readiness.NOT_READY: Word("not-ready", "✕", "Not ready", "At least one blocker fails."),
    Readiness.INCOMPLETE: Word(
        "incomplete", "?", "Incomplete", "No blocker fails, but too much is undecided or unanswered to say more."
    ),
    Readiness.READY_WITH_ACTIONS: Word(
        "actions", "→", "Ready with actions", "All blockers are decided and met; major points remain open."
    ),
    Readiness.READY_FOR_SUBMISSION: Word(
        "ready", "✓", "Ready for submission", "No blocker or major point is open on what was seen."
    ),
}

MODES = {
    "automatic": message("judged automatically"),
    "assisted": message("found by the tool, confirmed by a person"),
    "attest": message("attested by the merchant only"),
}

LEVELS = {
    "amount": message("amount stated before checkout"),
    "formula": message("rule for the amount stated before checkout"),
    "mention": message("mentioned before checkout, without an amount"),
    "none": message("not announced before checkout"),
}

SCENARIOS = {
    "cheap": message("Cheap item"),
    "mid": message("Item of middling price"),
    "again": message("The same item once more"),
    "collect": message("Collected by the buyer"),
    "sold-out": message("Item that is sold out"),
    "recorded": message("Walked by a person"),
}
"""Walks that the tool plans by itself; others bear the name the auditor gave them."""

STEPS = {
    "listing": message("List of products"),
    "product": message("Product page"),
    "cart": message("Cart"),
    "given": message("Page given as product"),
    "gateway": message("Start of checkout"),
    "address": message("Address"),
    "delivery": message("Delivery"),
    "payment": message("Payment"),
    "review": message("Review before payment"),
}

PROBLEM_WORDS = {
    "challenge": message("a bot check was shown instead of the page"),
    "parked": message("a parked domain"),
    "error-page": message("an error page"),
    "login-wall": message("a login was asked for"),
    "empty-shell": message("the page stayed empty"),
    "not-a-shop": message("not a page of a shop"),
    "off-site": message("led off the shop's site"),
    "not-settled": message("still changing when it was read"),
    "timeout": message("took too long"),
    "load-failed": message("could not be loaded"),
    "certificate": message("certificate problem"),
}

MONTHS = (
    message("Jan"), message("Feb"), message("Mar"), message("Apr"), message("May"), message("Jun"),
    message("Jul"), message("Aug"), message("Sep"), message("Oct"), message("Nov"), message("Dec"),
)  # fmt: skip
MARKS = (message(" ("), message(")"))
"""Of a remark behind a name."""
NAMES = (
    message("home"), message("listing"), message("product"), message("cart"), message("checkout"), message("login"),
    message("register"), message("recovery"), message("otp"), message("account"), message("contact"),
    message("complaint"), message("returns"), message("privacy"), message("terms"), message("reviews"),
    message("about"), message("faq"), message("search"), message("security"), message("error"), message("other"),
    message("order_status"),
    message("cheap"), message("mid"), message("again"), message("collect"), message("sold-out"), message("recorded"),
    message("gateway"), message("address"), message("payment"), message("review"),
    message("login-wall"), message("challenge"), message("app-only"), message("no-product"), message("not-buyable"),
    message("cart-refused"), message("stuck"), message("budget"), message("robots"), message("guard"),
)  # fmt: skip
"""Roles of pages, steps and ends of a walk where they stand by their own names."""
CHARGES = (message("tax on {label}"), message("{label} dearer by"))
"""What `text.charge_words` makes of a label."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])|(?<=[。！？])(?=.)")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|incl|excl|no|approx|Pte|Ltd|vs|art|s)\.)$", re.IGNORECASE)
_SEVERITY_ORDER = {severity: place for place, severity in enumerate(Severity)}
_VERDICT_ORDER = {verdict: place for place, verdict in enumerate(VERDICTS)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Fails first, then what is undecided, then passes; within a verdict by severity, then id."""
    return tuple(sorted(findings, key=lambda f: (_VERDICT_ORDER[f.verdict], _SEVERITY_ORDER[f.severity], f.rule)))


def figure(value: Decimal | None) -> str:
    """A figure of 0-100 with one decimal, ".0" dropped; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def interval(low: Decimal | None, high: Decimal | None) -> str:
    """ "38.2–61.5", "90" where both ends meet, a dash where there is none."""
    if low is None or high is None:
        return "–"
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"


def first_sentence(text: str) -> str:
    """The first sentence of `text`; abbreviations do not end one."""
    line = clean(text)
    for match in _SENTENCE_END.finditer(line):
        if not _ABBREVIATION.search(line[: match.start()]):
            return line[: match.start()]
    return line


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 page", "3 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
