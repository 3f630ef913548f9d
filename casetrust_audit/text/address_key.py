"""Which addresses of a shop are one page: learnt from the shop's own links and from the pages they led to.

Nothing of an address is dropped before something was seen that says so, but for known tracking. What is dropped then:

- a *session*: a parameter that (nearly) all links of one page carry, with one value, drawn by a machine; or that all
  links of every page carry, with a value of each page's own;
- an *idle* parameter (sorting, view, a trail of where one came from): pages whose addresses differ in it alone were
  read and said the same, and none was read where it made a difference.

What is kept is told apart too, so that links made alike are known as a group (`shape`): a *router* is carried by most
addresses and names pages ("?route=account/login", "?main_page=contact"); all else that varies is an id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from casetrust_audit.text.address_parts import Parts, is_path, is_word, looks_random, parts_of
from casetrust_audit.text.urls import canonical_key, same_site

MOST_LINKS = 0.6
"""Share of a page's links that carry a session's id; a menu without it may stand beside."""
FEWEST_LINKS = 3
PAGES_OF_OWN = 3
"""Pages whose links must each have carried a value of their own before it counts as theirs, not as an id."""
SEEN_THE_SAME = 2
"""How often two pages with different values must have said the same before the parameter counts for nothing."""
FEW_VALUES = 5
"""A parameter with more values than this may be an id, whatever two pages say."""
ROUTER_SHARE = 0.4
ROUTER_VALUES = 4
WIDE = 12
"""A segment with more different words than this at one place is the name of a thing, not of a place."""
_DIGITS = re.compile(r"\d")
_TAIL = re.compile(r"\.(?:s?html?|php\d?|aspx?|jspx?|do|action|cfm|cgi)$", re.I)


@dataclass(slots=True)
class _Router:
    addresses: int = 0
    values: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    paths: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class AddressKeys:
    """What is known of one shop's addresses. `version` goes up whenever keys made before may be others now."""

    shop: str
    version: int = 0
    sessions: set[str] = field(default_factory=set)
    idle: set[tuple[str, str]] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _pages: int = 0
    _owned: dict[str, set[str]] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set)
    _routers: dict[str, _Router] = field(default_factory=dict)
    _read: dict[str, int] = field(default_factory=dict)
    _same: Counter[tuple[str, str]] = field(default_factory=Counter)
    _differs: set[tuple[str, str]] = field(default_factory=set)
    _after: dict[tuple[str, ...], set[str]] = field(default_factory=dict)

    def note_links(self, links: Iterable[str]) -> None:
        """The addresses one page leads to, all at once: what they have in common is told only so."""
        fresh = {u for u in links if same_site(u, self.shop)}
        parsed = {url: parts for url in fresh if (parts := parts_of(url)) is not None}
        self._learn_sessions(parsed)
        for url, parts in parsed.items():
            if url not in self._known:
                self._known.add(url)
                self._count(parts)

    def _learn_sessions(self, parsed: dict[str, Parts]) -> None:
        """What all links of the page carry alike: one value, not seen with another on the same page."""
        if len(parsed) < FEWEST_LINKS:
            return
        self._pages += 1
        values: dict[str, set[str]] = {}
        carriers: dict[str, set[tuple[object, ...]]] = {}
        others: set[tuple[object, ...]] = set()
        for parts in parsed.values():
            others.add(_without(parts, set()))
            for name, value in parts.pairs:
                values.setdefault(name, set()).add(value)
                carriers.setdefault(name, set()).add(_without(parts, {name}))
        for name, held in values.items():
            if len(held) > 1:
                self._shared.add(name)
                continue
            (value,) = held
            share = len(carriers[name]) / len(others)
            if len(carriers[name]) < FEWEST_LINKS or share < MOST_LINKS or not value:
                continue
            drawn = looks_random(value)
            if share >= 0.9:
                self._owned.setdefault(name, set()).add(value)
            own = len(self._owned.get(name, ())) >= PAGES_OF_OWN and name not in self._shared
            if (drawn or own) and name not in self.sessions:
                self.sessions |= {name.lstrip("#"), f"#{name.lstrip('#')}"}  # the same in a query and in a hash route
                self.version += 1

    def _count(self, parts: Parts) -> None:
        for name in dict.fromkeys(name for name, _ in parts.pairs):
            router = self._routers.setdefault(name, _Router())
            router.addresses += 1
            router.drawn.update(v for n, v in parts.pairs if n == name)
            router.paths["/" + "/".join(parts.segments)] += 1
            router.values.update(v for n, v in parts.pairs if n == name and (is_word(v) or is_path(v)))
        for words in _paths(parts):
            prefix: tuple[str, ...] = ()
            for word in words:
                self._after.setdefault(prefix, set()).add(word)
                prefix = (*prefix, word)

    def is_router(self, name: str) -> bool:
        """Whether the parameter names pages: most addresses carry it, with several words for a value."""
        router = self._routers.get(name)
        if router is None or name in self.sessions:
            return False
        return len(router.values) >= ROUTER_VALUES and router.addresses >= ROUTER_SHARE * len(self._known)

    @property
    def main_router(self) -> tuple[str, str] | None:
        """Path and name of the parameter that names the shop's pages; None where none does."""
        ranked = sorted((-r.addresses, name) for name, r in self._routers.items() if self.is_router(name))
        return (self._routers[ranked[0][1]].paths.most_common(1)[0][0], ranked[0][1]) if ranked else None

    @property
    def hashed(self) -> str:
        """How hash routes begin, where most of the shop's addresses have one: "/" or "!/"; else ""."""
        routed = [url.partition("#")[2] for url in self._known if (p := parts_of(url)) is not None and p.route]
        if not routed or len(routed) < ROUTER_SHARE * len(self._known):
            return ""
        return "!/" if routed[0].startswith("!/") else "!" if routed[0].startswith("!") else "/"

    def note_page(self, url: str, says: int) -> None:
        """A page was read at the address; `says` is the same number for pages that say the same, 0 for no evidence.

        Pages that ask for a login and errors are no evidence: they say the same whatever was asked for."""
        key = canonical_key(url)
        if not says or parts_of(key) is None:
            return
        for other, said in self._read.items():
            name = _only_difference(key, other)
            if not name or self.is_router(name):
                continue
            at = (self._template(key), name)
            if said != says:
                self._differs.add(at)
                if at in self.idle:
                    self.idle.discard(at)
                    self.version += 1
            else:
                # ids may lead to pages that say the same by chance, or because none of them is there any more; a page
                # with and without the parameter is telling
                both = _carried(key, name) and _carried(other, name)
                self._same[at] += 2 if not both else int(self._values(name) <= FEW_VALUES)
                if self._same[at] >= SEEN_THE_SAME and at not in self._differs and at not in self.idle:
                    self.idle.add(at)
                    self.version += 1
        self._read[key] = says

    def _values(self, name: str) -> int:
        router = self._routers.get(name)
        return len(router.drawn) if router is not None else 0

    def key(self, url: str) -> str:
        """The name of the page behind the address: alike for all addresses that are known to lead to it."""
        plain = canonical_key(url)
        idle = self._idle_at(plain) if self.idle else set()
        return _dropped(plain, frozenset(self.sessions | idle)) if self.sessions or idle else plain

    def _idle_at(self, key: str) -> set[str]:
        here = self._template(key)
        return {name for place, name in self.idle if place == here}

    def _template(self, url: str) -> str:
        """Path, hash route and routers of the address: within these a parameter always means the same."""
        parts = parts_of(url)
        if parts is None:
            return url
        routed = sorted(f"{name}={value}" for name, value in parts.pairs if self.is_router(name))
        path, route = self._shape(_words(parts.segments)), self._shape(_words(parts.route, "#"))
        return f"{path}?{'&'.join(routed)}#{route}"

    def without_sessions(self, url: str) -> str:
        """The address as it is but for session ids: fit to be kept, compared and asked for again."""
        return self.without(url, self.sessions) if self.sessions else url

    def without(self, url: str, names: set[str]) -> str:
        """The address without the parameters of the names; those of a hash route are named with a "#"."""
        before, mark, fragment = url.partition("#")
        return _raw(before, names, "") + (mark + _raw(fragment, names, "#") if mark else "")

    def session_values(self, links: Iterable[str]) -> tuple[str, ...]:
        """The session ids that the links carry: secrets, as a cookie's is."""
        if not self.sessions:
            return ()
        found = {v for url in links if (p := parts_of(url)) is not None for n, v in p.pairs if n in self.sessions}
        return tuple(sorted(v for v in found if v))

    def shape(self, url: str) -> str:
        """What the address has in common with those made alike: places and routers by word, ids and slugs as "*"."""
        parts = parts_of(url)
        if parts is None:
            return url
        path, route = (self._shape(words) for words in (_words(parts.segments), _words(parts.route, "#")))
        said = []
        for name, value in sorted(parts.pairs):
            if name in self.sessions:
                continue
            routed = self.is_router(name)
            said.append(f"{name}={self._shape(_words(value.split('/'), name)) if routed else '*'}")
        return path + ("?" + "&".join(said) if said else "") + ("#" + route if route else "")

    def _shape(self, words: tuple[str, ...]) -> str:
        shown, prefix = [], words[:1]
        for word in words[1:]:
            wide = len(self._after.get(prefix, ())) > WIDE
            shown.append("*" if wide or _DIGITS.search(word) or looks_random(word) else word)
            prefix = (*prefix, word)
        return "/".join(shown)


def _paths(parts: Parts) -> Iterable[tuple[str, ...]]:
    yield _words(parts.segments)
    if parts.route:
        yield _words(parts.route, "#")
    for name, value in parts.pairs:
        if value:
            yield _words(value.split("/"), name)


def _words(segments: Iterable[str], place: str = "/") -> tuple[str, ...]:
    """Where a path begins, then its pieces."""
    return (place, *(_TAIL.sub("", s).lower() for s in segments if s))


def _without(parts: Parts, names: set[str]) -> tuple[object, ...]:
    return parts.segments, parts.route, tuple(sorted(p for p in parts.pairs if p[0] not in names))


def _carried(key: str, name: str) -> bool:
    parts = parts_of(key)
    return parts is not None and any(n == name for n, _ in parts.pairs)


def _only_difference(a: str, b: str) -> str:
    """The one parameter in which two addresses differ, by value or by being there; "" where it is not so."""
    one, other = parts_of(a), parts_of(b)
    if one is None or other is None or (one.segments, one.route) != (other.segments, other.route):
        return ""
    differing = {name for name, _ in set(one.pairs) ^ set(other.pairs)}
    return differing.pop() if len(differing) == 1 else ""


@lru_cache(maxsize=32768)
def _dropped(key: str, names: frozenset[str]) -> str:
    """A canonical key without the parameters of the names; those of a hash route are named with a "#"."""
    split = urlsplit(key)
    query = _kept(split.query, names, "")
    route, mark, hash_query = split.fragment.partition("?")
    kept = _kept(hash_query, names, "#") if mark else ""
    fragment = route + (f"?{kept}" if kept else "")
    return urlunsplit((split.scheme, split.netloc, split.path, query, fragment))


def _raw(text: str, names: set[str], mark: str) -> str:
    path, asked, query = text.partition("?")
    if not asked:
        return text
    kept = "&".join(p for p in query.split("&") if mark + unquote_plus(p.partition("=")[0]) not in names)
    return path + ("?" + kept if kept else "")


def _kept(query: str, names: frozenset[str], mark: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(mark + name in names for name, _ in pairs):
        return query
    return urlencode([(n, v) for n, v in pairs if mark + n not in names])
