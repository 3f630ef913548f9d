"""An automated look at the accessibility of the key pages: axe-core, in a world of its own inside the page.

Home, a listing, a product, a policy, the cart and each step of the checkout, once each; home and product on a phone
too. Contrast is left out: the page reader has measured it already, and axe takes ten times as long for it as for the
rest. What the page answers is untrusted, and may never come.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from json import dumps
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

from casetrust_audit.collect.trouble import in_words
from casetrust_audit.errors import EvidenceError
from casetrust_audit.evidence import codec, redact
from casetrust_audit.model.accessibility import IMPACTS, AccessibilityFault, AccessibilityScan, FaultySpot

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

RULES = (
    "label", "select-name", "button-name", "input-button-name", "input-image-alt", "link-name", "image-alt",
    "role-img-alt", "svg-img-alt", "aria-input-field-name", "aria-toggle-field-name", "aria-command-name",
    "aria-required-attr", "aria-roles", "aria-valid-attr", "aria-valid-attr-value", "aria-hidden-body",
    "aria-hidden-focus", "nested-interactive", "scrollable-region-focusable", "html-has-lang", "html-lang-valid",
    "document-title", "list", "listitem", "definition-list", "dlitem", "meta-viewport", "meta-refresh", "bypass",
)  # fmt: skip
"""Of axe-core's rules for WCAG 2 A and AA those on names, labels, keyboard, language and structure."""

KEYBOARD = "keyboard-unreachable"
POLICIES = ("returns", "delivery", "privacy", "terms")
MOST_ELEMENTS = 6000
BUDGET_MS = 4000
PATIENCE_S = 8.0
"""Longest wait for a page's answer; a page that is silent for so long hangs."""
MOST_SPOTS = 5
MOST_FAULTS = 40
SNIPPET = 240
LONGEST_ANSWER = 400_000


@dataclass(slots=True)
class KeyPages:
    """Which pages of a run are looked at: one of each kind, over all its sessions."""

    journeys: bool = True
    """A filled cart is met on a journey; without one the cart that the crawl met has to do."""
    seen: set[tuple[str, str]] = field(default_factory=set)

    def take(self, role: str, layout: str, step: str) -> bool:
        """Whether this page is to be looked at; it then counts as looked at."""
        kind = self._kind(role, step)
        if not kind or (layout == "phone" and kind not in ("home", "product")) or (kind, layout) in self.seen:
            return False
        self.seen.add((kind, layout))
        return True

    def _kind(self, role: str, step: str) -> str:
        if role in ("cart", "checkout"):
            return f"step {step.rpartition('/')[2]}" if step else "" if self.journeys else role
        return "" if step else "policy" if role in POLICIES else role if role in ("home", "listing", "product") else ""


@cache
def axe_source() -> str:
    """axe-core as a script; "" where it cannot be found."""
    try:
        return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return ""


@cache
def engine() -> str:
    """Name and version of axe-core."""
    found = re.search(r"axe v([0-9.]+)", axe_source()[:200])
    return f"axe-core {found[1]}" if found else "axe-core"


@cache
def _script() -> str:
    return resources.files("casetrust_audit.collect").joinpath("accessibility.js").read_text(encoding="utf-8")


def look_at(page: Page, typed: tuple[str, ...], clock: Callable[[], float] = time.monotonic) -> AccessibilityScan:
    """Look at the page as it stands. Never raises for what the page does: the scan says."""
    if not axe_source():
        return _unseen("axe-core is not installed")
    told = {"rules": RULES, "most": MOST_ELEMENTS, "spots": MOST_SPOTS, "budget": BUDGET_MS}
    try:
        raw = _told_aside(page, (axe_source() + ";0", f"({_script()})({dumps(told)})"), clock)
    except Error as error:
        return _unseen(in_words(error))
    return _unseen(SILENT) if raw is None else as_scan(raw, typed)


SILENT = f"the page did not answer within {PATIENCE_S:g} s"


def _unseen(problem: str) -> AccessibilityScan:
    return AccessibilityScan(engine(), 0, 0, (), problem)


def _told_aside(page: Page, scripts: Sequence[str], clock: Callable[[], float]) -> str | None:
    """What the last script gives; None where the page stays silent. Raises Playwright's Error where it fails.

    Playwright waits for an evaluation without end. It runs each event handler in a fiber of its own, though, and one
    that waits holds up nobody else: so the page is asked from within a handler. The event comes of a question to the
    browser, which answers whatever the page does."""
    control = page.context.new_cdp_session(page)
    answers: list[str | Error] = []
    begun: list[object] = []

    def ask(event: object) -> None:
        if begun:
            return
        begun.append(event)
        try:
            answers.append(_in_own_world(control, scripts))
        except Error as error:
            answers.append(error)

    control.on("Target.targetCreated", ask)
    control.send("Target.setDiscoverTargets", {"discover": True})
    deadline, pause = clock() + PATIENCE_S, 10
    while not answers and clock() < deadline:
        page.wait_for_timeout(pause)
        pause = min(2 * pause, 50)
    control.remove_listener("Target.targetCreated", ask)
    if not answers:
        return None
    control.detach()
    if isinstance(answers[0], Error):
        raise answers[0]
    return answers[0]


def _in_own_world(control: CDPSession, scripts: Sequence[str]) -> str:
    """The scripts run beside the page's own, which can neither see nor change what they use."""
    frame = control.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = control.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "casetrust-audit"})
    answer: dict[str, Any] = {}
    for script in scripts:
        answer = control.send("Runtime.evaluate", {
            "expression": script, "contextId": world["executionContextId"], "awaitPromise": True,
            "returnByValue": True, "timeout": PATIENCE_S * 1000,
        })  # fmt: skip
        if failed := answer.get("exceptionDetails"):
            raise Error(str(failed.get("exception", {}).get("description") or failed.get("text"))[:200])
    return str(answer.get("result", {}).get("value", ""))


@dataclass(frozen=True, slots=True)
class _Spot:
    selector: str
    html: str


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: str
    impact: str
    count: int
    in_forms: int
    spots: tuple[_Spot, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    elements: int
    milliseconds: int
    faults: tuple[_Fault, ...]
    problem: str


def as_scan(raw: str, typed: tuple[str, ...]) -> AccessibilityScan:
    """The record of an answer: bounded, redacted, and nothing in it that was not asked for."""
    if len(raw) > LONGEST_ANSWER:
        return _unseen("the page's answer is too long")
    try:
        told = codec.from_json(raw, _Told, "accessibility")
    except EvidenceError as odd:
        return _unseen(f"the page's answer is none: {odd}"[:200])
    faults = [f for f in told.faults if f.rule in (*RULES, KEYBOARD) and f.impact in IMPACTS and f.count > 0]
    faults.sort(key=lambda f: (IMPACTS.index(f.impact), f.rule))
    return AccessibilityScan(
        engine(), max(0, told.elements), max(0, told.milliseconds),
        tuple(_fault(f, typed) for f in faults[:MOST_FAULTS]), told.problem[:200],
    )  # fmt: skip


def _fault(told: _Fault, typed: tuple[str, ...]) -> AccessibilityFault:
    spots = tuple(
        FaultySpot(redact.html(s.selector, typed)[:SNIPPET], redact.html(s.html, typed)[:SNIPPET])
        for s in told.spots[:MOST_SPOTS]
    )
    return AccessibilityFault(told.rule, told.impact, told.count, min(max(0, told.in_forms), told.count), spots)
