"""The shop as extractors see it: the collection, with the questions every topic asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from casetrust_audit.model.capture import Collection, Page, Probe
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import Box

ENOUGH_PAGES = 20
QUOTE_LIMIT = 240


def spread(refs: Iterable[EvidenceRef], limit: int = 8) -> tuple[EvidenceRef, ...]:
    """A bounded choice of evidence that keeps one piece of every session first: two sessions are two observations."""
    listed = list(dict.fromkeys(refs))
    first = {ref.session: ref for ref in reversed(listed)}
    leading = sorted(first.values(), key=listed.index)
    return tuple(leading + [ref for ref in listed if ref not in leading])[:limit]


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
        """Why "not found" proves nothing here; "" where enough was looked at.

        The absence rule: home usable, every footer and policy-like link fetched, the sitemap asked for,
        no wall met, the collection complete, and 20 pages or all that are known.
        """
        crawl = self.crawl
        if crawl.partial:
            return f"the collection ended early: {crawl.partial}"
        if not crawl.home_usable:
            return "the home page could not be read"
        if crawl.walls:
            return f"{crawl.walls} page(s) were a challenge or a login wall"
        if crawl.sitemap in ("failed", "not-asked"):
            return "the sitemap could not be read"
        if crawl.footer_links_left or crawl.policy_links_left:
            return f"{crawl.footer_links_left + crawl.policy_links_left} footer or policy link(s) were not visited"
        if crawl.pages < ENOUGH_PAGES and crawl.frontier_left:
            return f"only {crawl.pages} pages were looked at and {crawl.frontier_left} links were left"
        if any(not p.reading.settled for p in self.crawled):
            return "some pages were still changing when they were read"
        return ""

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
