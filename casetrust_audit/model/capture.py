"""What collect puts on disk, as typed values: captures, probes, and the whole of one collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casetrust_audit.model.accessibility import AccessibilityScan
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Reading
from casetrust_audit.model.remembered import Remembered

ROLES = (
    "home", "listing", "product", "cart", "checkout", "login", "register", "recovery", "otp", "account", "contact",
    "complaint", "returns", "delivery", "privacy", "terms", "reviews", "about", "faq", "search", "security", "error",
    "order_status", "other",
)  # fmt: skip
"""Page roles. "complaint" covers feedback pages; "security" covers account-security and 2FA help pages.
"recovery" is for a forgotten password, "otp" asks for a one-time code, "error" tells that there is nothing here,
"order_status" looks up an order by its number."""

LAYOUTS = ("desktop", "phone")

PROBLEMS = (
    "challenge", "parked", "error-page", "login-wall", "empty-shell", "not-a-shop", "off-site",
    "not-settled", "timeout", "load-failed", "certificate",
)  # fmt: skip
"""Why a capture may not be usable. "not-settled" and "certificate" leave it usable."""

SOFT_PROBLEMS = frozenset({"not-settled", "certificate"})


@dataclass(frozen=True, slots=True)
class Problem:
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Request:
    """One network request a page made, without bodies. Query values are redacted."""

    url: str
    method: str
    resource: str
    status: int | None
    failure: str = ""
    blocked: str = ""
    """The guard's reason where it stopped the request."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as met. `files` maps "html", "reading", "screenshot", "requests", "accessibility" to their sha256."""

    id: str
    role: str
    role_confidence: float
    session: str
    """Browser context it was met in ("crawl", "second-look", "journey-cheap"…): two captures of
    different sessions are two observations."""
    layout: str
    requested_url: str
    final_url: str
    status: int | None
    time: str
    """UTC, ISO 8601, seconds."""
    title: str
    depth: int
    """Clicks from the home page; 0 for home, -1 where it was not reached by links."""
    found_via: str
    """"start", "link", "sitemap", "guess", "journey"."""
    step: str = ""
    """"<scenario>/<step>" for a page met on a journey."""
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    scale: float = 1.0
    """Screenshot pixels per CSS pixel."""
    content_policy: str | None = None
    """The Content-Security-Policy header of a page met on a journey, "" where it sent none; None where it is not known,
    and of all other pages."""

    @property
    def usable(self) -> bool:
        """False for a challenge page, a login wall, an error page …: nothing may be judged from it."""
        return all(p.kind in SOFT_PROBLEMS for p in self.problems) and "reading" in self.files


@dataclass(frozen=True, slots=True)
class Page(Remembered):
    """A capture with its reading loaded; what facts are made from. Only usable captures become pages."""

    capture: Capture
    reading: Reading
    requests: tuple[Request, ...] = ()
    accessibility: AccessibilityScan | None = None
    """What the automated look gave; None where the page was not looked at, as in bundles of older versions."""

    @property
    def role(self) -> str:
        return self.capture.role

    @property
    def url(self) -> str:
        return self.capture.final_url


@dataclass(frozen=True, slots=True)
class Probe:
    """One look without a browser. `data` is JSON; its shape is in the docstring of the prober."""

    id: str
    kind: str
    target: str
    data: Mapping[str, Any]
    problem: str = ""
    """Why it could not be done; `data` is then empty or partial."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A URL that was known and not visited, and why."""

    url: str
    reason: str
    role: str = ""
    """What the link seemed to lead to, where it should have been read and was not: a footer link, a policy."""


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How much was looked at: what the absence rule asks."""

    pages: int
    """Distinct usable pages of the shop."""
    home_usable: bool
    footer_links_left: int
    policy_links_left: int
    """Policy-like links (returns, privacy, contact …) known and not fetched."""
    frontier_left: int
    """Same-site links known and not fetched, for whatever reason."""
    sitemap: str
    """"read", "none" (asked for, not there), "failed", or "not-asked"."""
    walls: int
    """Captures that were a challenge or a login wall."""
    partial: str = ""
    """Why the collection ended early; "" where it ran to its end."""
    session_parameters: tuple[str, ...] = ()
    """Names of the parameters by which the shop's addresses carry a visitor's session; their values are never kept."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What was used to collect, and with which settings."""

    target: str
    site: str
    """Registrable domain (or host) of the shop."""
    started: str
    finished: str
    tool_version: str
    browser: str
    settings: Mapping[str, Any]
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything in a bundle, read-only: the only input of facts and ledger."""

    run: RunInfo
    captures: tuple[Capture, ...]
    pages: tuple[Page, ...]
    probes: tuple[Probe, ...]
    journeys: tuple[Journey, ...]
    skipped: tuple[Skip, ...]
    crawl: CrawlSummary
    lacks: str = ""
    """What evidence of an older format may lack, in words; "" for today's."""

    def by_role(self, *roles: str) -> tuple[Page, ...]:
        return tuple(p for p in self.pages if p.capture.role in roles)

    def probe(self, kind: str) -> tuple[Probe, ...]:
        return tuple(p for p in self.probes if p.kind == kind)

    def page(self, capture_id: str) -> Page | None:
        return next((p for p in self.pages if p.capture.id == capture_id), None)
