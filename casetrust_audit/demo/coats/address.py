"""Addresses of the demo shop as written in links, taken apart and put together again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

ASSETS = ("/static/", "/images/", "/robots.txt", "/favicon.ico", "/sitemap.xml", "/.well-known/")
"""What stands at the same address in every coat: files, and what is asked for at an address fixed by a standard."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An address within the shop: decoded path, pairs of the query, and what follows "#"."""

    path: str
    query: Pairs = ()
    fragment: str = ""

    @classmethod
    def of(cls, text: str) -> Address:
        parts = urlsplit(text)
        return cls(unquote(parts.path) or "/", tuple(parse_qsl(parts.query, keep_blank_values=True)), parts.fragment)

    def __str__(self) -> str:
        query = urlencode(self.query, safe="/:")
        return quote(self.path) + (f"?{query}" if query else "") + (f"#{self.fragment}" if self.fragment else "")

    @property
    def is_asset(self) -> bool:
        return self.path.startswith(ASSETS)

    def first(self, name: str) -> str:
        """Value of a parameter, "" where it is not there."""
        return next((value for key, value in self.query if key == name), "")

    def without(self, *names: str) -> Pairs:
        """The query but for some parameters."""
        return tuple((key, value) for key, value in self.query if key not in names)


@dataclass(frozen=True, slots=True)
class Routing:
    """How a coat writes addresses. `out` makes the address of a link, or of a form that is posted, from the plain one;
    `back` undoes it, and gives None for an address that leads nowhere in this coat."""

    out: Callable[[Address, bool], Address]
    back: Callable[[Address], Address | None]
