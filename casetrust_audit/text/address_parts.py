"""An address taken apart into what may tell pages apart: path, path info, query, hash route. And put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

SHORTEST_RANDOM = 12
LONGEST_WORD = 24
_HASH_ROUTE = re.compile(r"!?/|!")
_RANDOM = re.compile(r"[A-Za-z0-9._~,-]+\Z")
_SWITCHES = re.compile(r"(?<=[0-9])(?=[A-Za-z])|(?<=[A-Za-z])(?=[0-9])")
_HEX = re.compile(r"[0-9a-fA-F-]{16,}\Z")
_WORDS = re.compile(r"[^\W\d_]+(?:[-_. ][^\W\d_]+){0,3}\Z")


@dataclass(frozen=True, slots=True)
class Parts:
    """One web address. `route` is the path of a hash route (`#/a/b`, `#!/a/b`); its query is in `pairs`, as "#name"."""

    origin: str
    segments: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    route: tuple[str, ...]

    @property
    def bare(self) -> bool:
        """Nothing but a host."""
        return not (self.segments or self.pairs or self.route)


@lru_cache(maxsize=16384)
def parts_of(url: str) -> Parts | None:
    """The address in parts; None for what is no web address."""
    try:
        split = urlsplit(url.strip())
        if split.scheme not in ("http", "https") or not split.hostname:
            return None
        host = split.hostname.removeprefix("www.") + (f":{split.port}" if split.port else "")
    except ValueError:
        return None
    pairs = parse_qsl(split.query, keep_blank_values=True)
    hashed = _HASH_ROUTE.match(split.fragment)
    route, _, hash_query = (split.fragment[hashed.end() :] if hashed else "").partition("?")
    if hashed and not route.strip("/"):
        route = ""
    pairs += [(f"#{name}", value) for name, value in parse_qsl(hash_query, keep_blank_values=True)]
    return Parts(host, _segments(split.path), tuple(pairs), _segments(route))


def _segments(path: str) -> tuple[str, ...]:
    return tuple(unquote(s) for s in path.split("/") if s)


def looks_random(value: str) -> bool:
    """Whether a value is what a machine drew (a session, a token) and no word, number or name of a page."""
    if len(value) < SHORTEST_RANDOM or not _RANDOM.match(value):
        return False
    if value.isdigit() or _HEX.match(value):
        return len(value) >= 16 or value.isdigit()
    if len(_SWITCHES.findall(value)) >= 3:
        return True
    mixed = any(c.isupper() for c in value[1:]) and any(c.islower() for c in value) and any(c.isdigit() for c in value)
    return mixed and len(value) >= 20 and "-" not in value


def is_word(value: str) -> bool:
    """Whether a value is one to four words, as the name of a page or an action is: "account-login", "product_info"."""
    return len(value) <= LONGEST_WORD * 2 and bool(_WORDS.match(value))


def is_path(value: str) -> bool:
    """Whether a parameter's value is itself a path: "product/category", "/index/goods/info/id/12.html"."""
    return "/" in value and "//" not in value and all(len(s) <= 80 for s in value.split("/")) and " " not in value
