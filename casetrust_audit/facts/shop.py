"""The shop as extractors see it: the collection, with the questions every topic asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from casetrust_audit.facts.needed import OWN, SOLD, STATED
from casetrust_audit.model.capture import Capture, Collection, Page, Probe
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import Box
from casetrust_audit.text.urls import canonical_key, without_query_values

ENOUGH_PAGES = 20
QUOTE_LIMIT = 240
WALLS = frozenset({"challenge", "login-wall"})
PLACES_SHOWN = 3
ALIKE = 0.95
"""Share of the words that two looks at a page have in common, where it says the same."""


def spread(refs: Iterable[EvidenceRef], limit: int = 8) -> tuple[EvidenceRef, ...]:
    """A bounded choice of evidence that keeps one piece of every session first: two sessions are two observations."""
    listed = list(dict.fromkeys(refs))
    first = {ref.session: ref for ref in reversed(listed)}
    leading = sorted(first.values(), key=listed.index)
    return tuple(leading + [ref for ref in listed if ref not in leading])[:limit]


def _asked_for(capture: Capture) -> str:
    """Role of what a wall stood before; "" where that is not told. A login has no page behind it of its own kind."""
    walled = any(p.kind == "login-wall" for p in capture.problems)
    return "" if capture.role in ("other", "error") or (walled and capture.role in OWN) else capture.role


def _words(page: Page) -> frozenset[str]:
    """Words of all that the page says, seen or not: a phone hides some of it. Numbers may count."""
    return frozenset(w for b in page.reading.blocks for w in b.text.casefold().split() if not any(map(str.isdigit, w)))


def _told(role: str, url: str) -> str:
    return f"{role or 'other'} ({without_query_values(url)})"


def _listed(places: list[str]) -> str:
    more = len(places) - PLACES_SHOWN
    return "; ".join(places[:PLACES_SHOWN]) + (f" +{more}" if more > 0 else "")


class Shop:
    """Read-only view of one collection. Holds no state but what it has already worked out."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.pages = collection.pages
        self.journeys = collection.journeys
        self.crawl = collection.crawl
        self.site = collection.run.site

    def by_role(self, *roles: str, session: str = "", layout: str = "") -> tuple[Page, ...]:
        """Usable pages of the roles, journey pages too, in order of capture."""
        return tuple(
            p
            for p in self.pages
            if p.capture.role in roles
            and (not session or p.capture.session == session)
            and (not layout or p.capture.layout == layout)
        )

    def probes(self, kind: str) -> tuple[Probe, ...]:
        return self.collection.probe(kind)

    @cached_property
    def crawled(self) -> tuple[Page, ...]:
        """Pages met by following links, one per URL (the first, desktop, capture)."""
        seen: dict[str, Page] = {}
        for page in self.pages:
            if not page.capture.step and page.capture.layout == "desktop":
                seen.setdefault(page.url, page)
        return tuple(seen.values())

    @cached_property
    def not_enough(self) -> str:
        """Why "not found" proves nothing of what the shop states or sells; "" where enough was looked at."""
        return self.not_enough_for(STATED | SOLD)

    def not_enough_for(self, roles: frozenset[str] | None) -> str:
        """Why "not found" proves nothing of what would stand on pages of the roles (None: on any); "" where enough
        was looked at.

        The absence rule: home usable, the sitemap asked for, the collection complete, 20 pages or all that are known,
        every footer and policy-like link fetched, and no page that would be needed was behind a wall, left, or still
        changing. A page that is none of those leaves nothing open."""
        if (known := self._not_enough.get(roles)) is None:
            known = self._not_enough[roles] = self._whole or self._missing(roles)
        return known

    @cached_property
    def _not_enough(self) -> dict[frozenset[str] | None, str]:
        return {}

    @cached_property
    def _whole(self) -> str:
        """Why nothing at all is proven by "not found"."""
        crawl = self.crawl
        if crawl.partial:
            return f"the collection ended early: {crawl.partial}"
        if not crawl.home_usable:
            return "the home page could not be read"
        if crawl.walls > len(self._walled):
            return f"{crawl.walls - len(self._walled)} page(s) were a challenge or a login wall"
        if crawl.sitemap in ("failed", "not-asked"):
            return "the sitemap could not be read"
        left = crawl.footer_links_left + crawl.policy_links_left - sum(1 for s in self.collection.skipped if s.role)
        if left > 0:
            return f"{left} footer or policy link(s) were not visited"
        if crawl.pages < ENOUGH_PAGES and crawl.frontier_left:
            return f"only {crawl.pages} pages were looked at and {crawl.frontier_left} links were left"
        return ""

    def _missing(self, roles: frozenset[str] | None) -> str:
        def touched(role: str) -> bool:
            return roles is None or not role or role in roles

        walled = [_told(c.role, c.requested_url) for c in self._walled_off if touched(_asked_for(c))]
        if walled:
            return f"a challenge or a login stood before {len(walled)} page(s) that may say it: {_listed(walled)}"
        left = [_told(s.role, s.url) for s in self.collection.skipped if s.role and touched(s.role)]
        if left:
            return f"{len(left)} page(s) that may say it were not visited: {_listed(left)}"
        if any(not p.reading.settled and touched(p.role) and not self._says_again(p) for p in self.crawled):
            return "some pages were still changing when they were read"
        return ""

    def _says_again(self, page: Page) -> bool:
        """The page was looked at again later and said the same: what changes on it all the time is no word of it."""
        words = _words(page)
        later = (
            _words(p) for p in self.pages
            if p.url == page.url and p.capture.session != page.capture.session and not p.capture.step
        )  # fmt: skip
        return bool(words) and any(len(words & again) >= ALIKE * len(words | again) for again in later)

    @cached_property
    def _walled(self) -> tuple[Capture, ...]:
        """Captures of the crawl and the second look that were a challenge or a login in place of a page."""
        return tuple(c for c in self.collection.captures if not c.step and any(p.kind in WALLS for p in c.problems))

    @cached_property
    def _walled_off(self) -> tuple[Capture, ...]:
        """Those whose page was not read another time either."""
        read = {canonical_key(u) for p in self.pages for u in (p.capture.requested_url, p.url)}
        return tuple(c for c in self._walled if canonical_key(c.requested_url) not in read)

    def ref(self, page: Page, quote: str = "", selector: str = "", box: Box | None = None) -> EvidenceRef:
        """Evidence on a page: the page, the words, the spot."""
        capture = page.capture
        return EvidenceRef(
            source=capture.id,
            url=capture.final_url,
            quote=quote[:QUOTE_LIMIT],
            selector=selector,
            box=box,
            sha256=capture.files.get("html", ""),
            session=capture.session,
        )

    def refs(self, pages: Iterable[Page]) -> tuple[EvidenceRef, ...]:
        return tuple(self.ref(p) for p in pages)

    def probe_ref(self, probe: Probe, quote: str = "") -> EvidenceRef:
        """Evidence from a look without a browser. Protocol facts need no second session."""
        return EvidenceRef(source=probe.id, url=probe.target, quote=quote[:QUOTE_LIMIT], session=probe.id)
