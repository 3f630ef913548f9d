"""What the crawl knows and has not visited: which link comes next, which are left and why. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from casetrust_audit.collect.roles import guess_role, is_policy_like
from casetrust_audit.model.capture import Skip
from casetrust_audit.text.urls import behind_redirect, canonical_key, same_site

QUOTAS = {
    "home": 1, "listing": 6, "product": 16, "cart": 1, "checkout": 0, "login": 1, "register": 1, "recovery": 1,
    "otp": 0, "account": 2, "contact": 3, "complaint": 3, "returns": 3, "delivery": 3, "privacy": 2, "terms": 3,
    "reviews": 2, "about": 2, "faq": 2, "search": 1, "security": 2, "error": 0, "other": 14,
}  # fmt: skip
"""Pages wanted of each role. Footer links are read beyond them: the absence rule asks for all of those."""

_ORDER = (
    "home", "contact", "complaint", "returns", "delivery", "privacy", "terms", "faq", "about", "cart", "login",
    "register", "recovery", "security", "account", "reviews", "listing", "product", "search", "other", "checkout",
    "otp", "error",
)  # fmt: skip
_RANK = {role: rank for rank, role in enumerate(_ORDER)}
PER_TEMPLATE = 18
PER_PATH = 3
FLOOR = 20
"""Quotas do not hold below so many pages: with fewer, and links left, nothing may be called absent."""
_FILE = re.compile(
    r"\.(?:pdf|zip|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|svg|mp4|mp3|avi|mov|csv|xml|json|rss|atom|ics|apk|dmg|exe)$",
    re.I,
)
_ACTS = re.compile(
    r"log-?out|sign-?out|add[-_]?to[-_]?(?:cart|basket|bag|wish)|[?&/](?:add|remove|delete|empty)(?:=|/|$)|/(?:cart|basket|wishlist|compare)/"
    r"(?:add|remove|update|clear|change)|unsubscribe|[?&](?:currency|setcurrency|action|do|ajax|sort(?:_by|by)?|order(?:by)?|dir|filter[^=]*"
    r"|min_price|max_price|view|limit|replytocom|share)=|/i18n/|/admin\b|wp-admin|/feed/?$|cdn-cgi",
    re.I,
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|tiktok|youtube|twitter|x|linkedin|pinterest|wa|whatsapp|t|telegram|google|apple|goo|shopee|lazada)\.",
    re.I,
)
OFF_SITE_POLICIES = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A link that may be visited."""

    url: str
    text: str
    role: str
    depth: int
    via: str
    footer: bool
    order: int


@dataclass(slots=True)
class Frontier:
    """Links by canonical key; `take` gives the next one, `skips` what was left and why."""

    shop: str
    max_pages: int
    waiting: dict[str, Known] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    skipped: dict[str, Skip] = field(default_factory=dict)
    spare: dict[str, Known] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    templates: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)
    visited: int = 0
    elsewhere: int = 0

    def add(self, url: str, text: str, *, depth: int, via: str, footer: bool = False) -> None:
        """Take note of a link. What may never be visited is skipped at once, with the reason."""
        url = behind_redirect(url)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return
        key = canonical_key(url)
        known = self.waiting.get(key)
        if known is not None:
            # a footer link must be read, whatever found it first; clicks from the front page count, not the sitemap
            nearer = depth >= 0 and (known.depth < 0 or depth < known.depth)
            self.waiting[key] = replace(
                known,
                text=known.text or text,
                role=known.role if known.text else guess_role(url, text),
                depth=depth if nearer else known.depth,
                via=via if nearer else known.via,
                footer=known.footer or footer,
            )
            return
        if key in self.seen:
            return
        role = guess_role(url, text)
        reason = self._never(url, role)
        self.seen.add(key)
        if reason:
            self.skipped[key] = Skip(url, reason)
            return
        self.waiting[key] = Known(
            url.split("#", maxsplit=1)[0] if "#/" not in url else url, text, role, depth, via, footer, len(self.seen)
        )

    def expect_product(self, url: str, *, button: bool = False) -> None:
        """A waiting link is shown as an item for sale (a card with a price), whatever its address looks like.

        A path that names a policy is believed more, unless the card has a `button` to put the item into the cart.
        """
        key = canonical_key(url)
        known = self.waiting.get(key)
        if known is None or known.footer or not same_site(url, self.shop):
            return
        if button or not is_policy_like(guess_role(url, "")):
            self.waiting[key] = replace(known, role="product")

    def _never(self, url: str, role: str) -> str:
        parts = urlsplit(url)
        if not same_site(url, self.shop):
            if is_policy_like(role) and not _SOCIAL.search(parts.hostname or "") and self.elsewhere < OFF_SITE_POLICIES:
                self.elsewhere += 1
                return ""
            return "leads to another site"
        if _ACTS.search(parts.path + ("?" + parts.query if parts.query else "")):
            return "would act, not read"
        if _FILE.search(parts.path):
            return "a file, not a page"
        return ""

    def take(self) -> Known | None:
        """The next link to visit, best role first; None where none is wanted any more."""
        while self.waiting and self.visited < self.max_pages:
            key, link = min(
                self.waiting.items(),
                key=lambda kv: (not kv[1].footer, _RANK[kv[1].role], "?" in kv[1].url, _far(kv[1]), kv[1].order),
            )
            del self.waiting[key]
            if reason := self._not_now(link):
                self.skipped[key] = Skip(link.url, reason)
                if QUOTAS[link.role]:
                    self.spare[key] = link
                continue
            return self._counted(link)
        if self.spare and self.visited < min(FLOOR, self.max_pages):
            key = next(iter(self.spare))
            del self.skipped[key]
            return self._counted(self.spare.pop(key))
        return None

    def _counted(self, link: Known) -> Known:
        self.taken[link.role] += 1
        self.templates[_template(link.url)] += 1
        self.paths[urlsplit(link.url).path] += 1
        self.visited += 1
        return link

    def _not_now(self, link: Known) -> str:
        if link.footer:
            return ""
        if self.taken[link.role] >= QUOTAS[link.role]:
            return f"enough pages of the role {link.role}"
        if self.templates[_template(link.url)] >= PER_TEMPLATE:
            return "enough pages of this template"
        if self.paths[urlsplit(link.url).path] >= PER_PATH:
            return "enough variants of this page"
        return ""

    def skip(self, link: Known, reason: str) -> None:
        """Give a link back that was taken and not visited."""
        self.skipped[canonical_key(link.url)] = Skip(link.url, reason)
        self.visited -= 1

    def drain(self) -> None:
        """Skip everything still waiting: the page budget is used up."""
        for key, link in self.waiting.items():
            self.skipped[key] = Skip(link.url, "page budget used up")
        self.waiting.clear()


def _far(link: Known) -> float:
    """Clicks from the front page. What only the sitemap names comes after what shoppers are led to."""
    return link.depth if link.depth >= 0 else float("inf")


def _template(url: str) -> str:
    """Path with its last part and all digits blanked: pages made by one template share it."""
    segments = [re.sub(r"\d+", "0", s) for s in urlsplit(url).path.strip("/").split("/")]
    return "/".join([*segments[:-1], "*"]) if len(segments) > 1 else "/".join(segments)
