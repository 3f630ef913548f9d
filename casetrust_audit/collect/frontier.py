"""What the crawl knows and has not visited: which link comes next, which are left and why. Pure.

Pages are counted by what they turned out to be: their role and their template, read off the page. What a link will turn
out to be is expected of it by its words, by the card it stands in, and by its group: links made alike that stand in the
same kind of place share a fate.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from casetrust_audit.collect.link_acts import ACTS, FILE, VIEW, is_social, never_read, plain_view
from casetrust_audit.collect.roles import guess_role, is_policy_like, role_of_words
from casetrust_audit.collect.template import Templates
from casetrust_audit.model.capture import Skip
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_key import AddressKeys
from casetrust_audit.text.urls import behind_redirect, same_site

QUOTAS = {
    "home": 1, "listing": 6, "product": 16, "cart": 1, "checkout": 0, "login": 1, "register": 1, "recovery": 1,
    "otp": 0, "account": 2, "contact": 3, "complaint": 3, "returns": 3, "delivery": 3, "privacy": 2, "terms": 3,
    "reviews": 2, "about": 2, "faq": 2, "search": 1, "security": 2, "error": 0, "order_status": 1, "other": 14,
}  # fmt: skip
"""Pages wanted of each role. Footer links are read beyond them: the absence rule asks for all of those."""

FIRST = {
    "contact": 1, "complaint": 1, "returns": 1, "delivery": 1, "privacy": 1, "terms": 1, "faq": 1, "cart": 1,
    "login": 1, "register": 1, "about": 1, "listing": 1, "product": 3,
}  # fmt: skip
"""What is looked for before the rest of a long footer: one page of each kind that requirements ask for."""
TRIES = 2
"""How many links a page that is wanted first may cost, where they turn out to be something else; and how many links
that say nothing of themselves are looked at first, of each kind of place they stand in."""

_ORDER = (
    "home", "contact", "complaint", "returns", "delivery", "privacy", "terms", "faq", "about", "cart", "login",
    "register", "recovery", "security", "account", "reviews", "listing", "product", "search", "other", "checkout",
    "otp", "order_status", "error",
)  # fmt: skip
_RANK = {role: rank for rank, role in enumerate(_ORDER)}
PER_TEMPLATE = 18
VARIANTS = 2
"""Pages of one address with more parameters to it, where they show what the plain address shows in another way."""
FLOOR = 20
"""Quotas do not hold below so many pages: with fewer, and links left, nothing may be called absent."""
OFF_SITE_POLICIES = 4
OFF_SITE = "leads to another site"
WALKED = "a step of buying, for the walk"
NEVER = (OFF_SITE, ACTS, FILE, VIEW, WALKED)
"""Reasons to skip a link that leave nothing of the shop unread."""
_MANY = frozenset({"product", "listing", "other", "login", "error"})
"""Roles that links made alike may all turn out to have; of a policy each page is another."""
_PLACES = {"footer": "footer", "header": "menu", "nav": "menu"}


@dataclass(frozen=True, slots=True)
class Known:
    """A link that may be visited. `carded` where it stands in a card with a price, `worded` where its words, not its
    address alone, say the role."""

    url: str
    text: str
    role: str
    depth: int
    via: str
    footer: bool
    order: int
    place: str = "main"
    carded: bool = False
    worded: bool = False
    plain: str = ""
    """The address without what is called as sorting and views are; "" where it has nothing of the kind."""


@dataclass(frozen=True, slots=True)
class _Turned:
    """What a link that was visited turned out to be."""

    role: str
    template: int


@dataclass(slots=True)
class Frontier:
    """Links by address key; `take` gives the next one, `skipped` has what was left and why."""

    shop: str
    max_pages: int
    keys: AddressKeys = field(default_factory=lambda: AddressKeys(""))
    waiting: dict[str, Known] = field(default_factory=dict)
    skipped: dict[str, Skip] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    feet: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    explored: Counter[str] = field(default_factory=Counter)
    templates: Templates = field(default_factory=Templates)
    visited: int = 0
    elsewhere: int = 0
    _seen: dict[str, str] = field(default_factory=dict)
    _all: dict[str, Known] = field(default_factory=dict)
    _groups: dict[tuple[str, str], list[_Turned]] = field(default_factory=dict)
    _places: dict[str, list[_Turned]] = field(default_factory=dict)
    _begun: Counter[tuple[str, str]] = field(default_factory=Counter)
    _made: dict[str, int] = field(default_factory=dict)
    _variants: Counter[str] = field(default_factory=Counter)
    _shapes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _home: set[str] = field(default_factory=set)
    _version: int = 0
    _given_back: int = 0

    def __post_init__(self) -> None:
        if not self.keys.shop:
            self.keys = AddressKeys(self.shop)

    def saw(self, url: str) -> None:
        """The address leads to a page that was read, or is about to be."""
        key = self.keys.key(url)
        self._seen.setdefault(key, url)
        self.waiting.pop(key, None)

    def add(self, url: str, text: str, *, depth: int, via: str, footer: bool = False, place: str = "main") -> None:
        """Take note of a link. What may never be visited is skipped at once, with the reason."""
        url = behind_redirect(url)
        if urlsplit(url).scheme not in ("http", "https"):
            return
        self._renew()
        key = self.keys.key(url)
        plain = url if "#/" in url or "#!" in url else url.split("#", maxsplit=1)[0]
        known = self.waiting.get(key)
        if known is not None:
            self.waiting[key] = self._all[known.url] = _met_again(known, url, text, depth, via, footer)
        told = plain in self._all or plain in self._made or key in self.skipped
        if key in self._seen and (told or not self.keys.idle):
            return
        role = guess_role(url, text)
        if reason := self._never(url, role):
            self._seen.setdefault(key, plain)
            self.skipped.setdefault(key, Skip(url, reason))
            return
        link = Known(
            plain, text, role, depth, via, footer, len(self._all), place,
            worded=bool(role_of_words(text)), plain=plain_view(url, self.keys),
        )  # fmt: skip
        self._all[plain] = link  # kept where another address leads to the same page too: they may yet be two
        if key not in self._seen:
            self._seen[key] = plain
            self.waiting[key] = link

    def expect_product(self, url: str, *, button: bool = False) -> None:
        """A waiting link is shown as an item for sale (a card with a price), whatever its address looks like.

        Words and a path that name a policy are believed more, unless the card has a `button` for the cart.
        """
        key = self.keys.key(url)
        known = self.waiting.get(key)
        if known is None or known.footer or not same_site(url, self.shop):
            return
        if button or not is_policy_like(guess_role(url, "")):
            self.waiting[key] = self._all[known.url] = replace(known, role="product", carded=True)

    def _never(self, url: str, role: str) -> str:
        if not same_site(url, self.shop):
            if is_policy_like(role) and not is_social(url) and self.elsewhere < OFF_SITE_POLICIES:
                self.elsewhere += 1
                return ""
            return OFF_SITE
        return never_read(url, self.keys)

    def _renew(self) -> None:
        """Keys made before are others now: what was one page may be two, and two may be one."""
        if self._version == self.keys.version:
            return
        self._version = self.keys.version
        self._shapes.clear()
        seen = [url for url in self._seen.values() if url not in self._all]
        self._seen = {self.keys.key(url): url for url in [*seen, *self._made]}
        self.skipped = {self.keys.key(skip.url): skip for skip in self.skipped.values()}
        self.waiting = {}
        for link in self._all.values():
            key = self.keys.key(link.url)
            if key not in self._seen and key not in self.skipped and key not in self.waiting:
                self.waiting[key] = link
        self._seen.update({key: link.url for key, link in self.waiting.items()})

    def take(self) -> Known | None:
        """The next link to visit, the most wanted first; None where none is wanted any more."""
        self._renew()
        if self.visited >= self.max_pages or not self.waiting:
            return None
        open_, spare = [], []
        for key, link in self.waiting.items():
            role = self._role(link)
            if not self._not_now(link, role):
                open_.append((self._wanted(link, role), key))
            elif QUOTAS[role]:
                spare.append((self._wanted(link, role), key))
        few = self.visited < min(FLOOR, self.max_pages)
        if best := min(open_, default=None) or (min(spare, default=None) if few else None):
            return self._counted(best[1])
        self.settle()
        return None

    def settle(self) -> None:
        """Skip what waits and is not wanted any more; what waits after that is left for lack of time or pages."""
        self._renew()
        for key, link in list(self.waiting.items()):
            if reason := self._not_now(link, self._role(link)):
                self.skipped[key] = Skip(link.url, reason)
                del self.waiting[key]

    def _counted(self, key: str) -> Known:
        link = self.waiting.pop(key)
        role = self._role(link)
        self.taken[role] += 1
        self.feet[role] += link.footer
        self.tried[role] += 1
        self.explored[_place(link)] += role == "other"
        self._begun[self._group(link)] += 1
        self.visited += 1
        self._made.setdefault(link.url, -1)
        self._all.pop(link.url, None)
        if base := self._base(link.url):
            self._variants[base] += 1
        return replace(link, role=role)

    def turned_out(self, link: Known, role: str, reading: Reading) -> None:
        """The link was visited and a page read: counted as what it is, and expected of links made alike."""
        template = self.templates.of(reading)
        self._made[link.url] = template
        for counts, number in ((self.taken, 1), (self.feet, int(link.footer))):
            counts[link.role] -= number
            counts[role] += number
        turned = _Turned(role, template)
        self._groups.setdefault(self._group(link), []).append(turned)
        self._places.setdefault(_place(link), []).append(turned)

    def note_home(self, url: str, reading: Reading) -> None:
        """The front page was read. What its address leads to with a query is another page, not a variant of it."""
        self._home = {url, reading.url}
        self._made[url] = self.templates.of(reading)
        self.saw(url)
        self.saw(reading.url)

    def _group(self, link: Known) -> tuple[str, str]:
        shape = self._shapes.get(link.url)
        if shape is None:
            shape = self._shapes[link.url] = (self.keys.shape(link.url), _place(link))
        return shape[0], _place(link)

    def _turned(self, link: Known) -> list[_Turned]:
        return self._groups.get(self._group(link), [])

    def _role(self, link: Known) -> str:
        """What the link is expected to be: its words first, then what links made alike turned out to be."""
        if link.worded and not link.carded:
            return link.role
        turned = self._turned(link)
        if len(turned) < 2 and link.role == "other":
            turned = self._places.get(_place(link), [])
        alike = len(turned) > 1 and all(one.role == turned[0].role for one in turned)
        return turned[0].role if alike and turned[0].role in _MANY else link.role

    def _wanted(self, link: Known, role: str) -> tuple[object, ...]:
        first = self.taken[role] < FIRST.get(role, 0) and self.tried[role] < TRIES * FIRST[role]
        first = first or (role == "other" and not link.footer and self.explored[_place(link)] < TRIES)
        return (
            not first, not (first or link.footer), _RANK[role], bool(self._base(link.url)),
            self._begun[self._group(link)] // 4, "?" in link.url, _far(link), link.order,
        )  # fmt: skip

    def _not_now(self, link: Known, role: str) -> str:
        if link.footer:
            return ""
        if link.plain and not (link.worded or link.carded) and self.keys.key(link.plain) in self._seen:
            return VIEW
        if role == "checkout":
            return WALKED
        if self.taken[role] - (self.feet[role] if role in _MANY else 0) >= QUOTAS[role]:
            return f"enough pages of the role {role}"
        turned = self._turned(link)
        made = {one.template for one in turned}
        if len(turned) > 1 and len(made) == 1 and self.templates.read[turned[0].template] >= PER_TEMPLATE:
            return "enough pages of this template"
        base = self._base(link.url)
        if base and self._variants[base] >= VARIANTS and self._made.get(base) in made:
            return "enough variants of this page"
        return ""

    def _base(self, url: str) -> str:
        """The plain address that was read, of which this is one with more parameters; "" where there is none."""
        plain, query, _ = url.partition("?")
        return plain if query and plain in self._made and plain not in self._home else ""

    def give_back(self) -> None:
        """What was visited led once more to a page read before (orders, wishes and returns to one login): it is not
        counted among the pages that may be read, so that what the shop has to show is not left unread for it."""
        if self._given_back < self.max_pages // 2:
            self._given_back += 1
            self.visited -= 1

    def skip(self, link: Known, reason: str) -> None:
        """Give a link back that was taken and not visited."""
        self.skipped[self.keys.key(link.url)] = Skip(link.url, reason)
        self.visited -= 1

    def drain(self) -> None:
        """Skip everything still waiting: the page budget is used up."""
        for key, link in self.waiting.items():
            self.skipped[key] = Skip(link.url, "page budget used up")
        self.waiting.clear()


def _met_again(known: Known, url: str, text: str, depth: int, via: str, footer: bool) -> Known:
    """A footer link must be read, whatever found it first; clicks from the front page count, not the sitemap."""
    nearer = depth >= 0 and (known.depth < 0 or depth < known.depth)
    named = (
        known if known.text else replace(known, text=text, role=guess_role(url, text), worded=bool(role_of_words(text)))
    )
    return replace(
        named,
        depth=depth if nearer else known.depth,
        via=via if nearer else known.via,
        footer=known.footer or footer,
    )


def _place(link: Known) -> str:
    return "footer" if link.footer else "card" if link.carded else _PLACES.get(link.place, link.via)


def _far(link: Known) -> float:
    """Clicks from the front page. What only the sitemap names comes after what shoppers are led to."""
    return link.depth if link.depth >= 0 else float("inf")
