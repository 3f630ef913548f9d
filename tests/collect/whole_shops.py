"""Whole shops as a dictionary of readings, walked by the real crawl with a session that opens no browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from casetrust_audit.collect import gate
from casetrust_audit.collect.crawl import Crawled, crawl
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.progress import silent
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.collect.session import Met
from casetrust_audit.collect.walls import asked_role
from casetrust_audit.model.capture import SOFT_PROBLEMS, Capture
from casetrust_audit.model.reading import Link, Reading, TextBlock
from casetrust_audit.text.address_key import AddressKeys
from tests.build import SITE, block, button, card, heading, link, reading
from tests.build import field as build_field
from tests.build import form as build_form

START = SITE + "/"
POLICIES = {
    "contact": "Contact us", "returns": "Returns and refunds", "delivery": "Delivery information",
    "privacy": "Privacy policy", "terms": "Terms of service", "about": "About us",
}  # fmt: skip
Route = Callable[[str, str], str]
"""Kind of a page ("product", "listing", "policy", "login", "cart", "account", "home") and its name, to its address."""


def by_path(kind: str, name: str) -> str:
    places = {"home": "/", "product": f"/p/{name}", "listing": f"/c/{name}", "policy": f"/info/{name}"}
    return SITE + places.get(kind, f"/{kind}")


def by_route(kind: str, name: str) -> str:
    number = _number(name)
    places = {
        "home": "common/home",
        "product": f"product/product&product_id={number}",
        "listing": f"product/category&path={number}",
        "policy": f"information/information&information_id={number}",
        "login": "account/login",
        "cart": "checkout/cart",
        "account": "account/account",
    }
    return f"{SITE}/index.php?route={places[kind]}"


def by_main_page(kind: str, name: str) -> str:
    number = _number(name)
    places = {
        "home": "index",
        "product": f"product_info&products_id={number}",
        "listing": f"index&cPath={number}",
        "policy": f"page_{name}",
        "login": "login",
        "cart": "shopping_cart",
        "account": "account",
    }
    return f"{SITE}/index.php?main_page={places[kind]}"


def by_path_info(kind: str, name: str) -> str:
    places = {"home": "", "product": f"/goods/info/id/{_number(name)}", "listing": f"/goods/list/cid/{_number(name)}",
              "policy": f"/page/{name}"}  # fmt: skip
    return f"{SITE}/index.php{places.get(kind, f'/user/{kind}')}"


def by_value_path(kind: str, name: str) -> str:
    return by_path_info(kind, name).replace("/index.php", "/?s=", 1) if kind != "home" else START


def by_hash(kind: str, name: str) -> str:
    return START if kind == "home" else SITE + "/#" + by_path(kind, name).removeprefix(SITE)


def by_bang(kind: str, name: str) -> str:
    return START if kind == "home" else SITE + "/#!" + by_path(kind, name).removeprefix(SITE)


def by_page_id(kind: str, name: str) -> str:
    if kind in ("product", "listing"):
        return f"{SITE}/?{'product' if kind == 'product' else 'product_cat'}={name}"
    pages = ["login", "cart", "account", *POLICIES, *(f"more-{n}" for n in range(99))]
    return START if kind == "home" else f"{SITE}/?page_id={20 + pages.index(name if kind == 'policy' else kind)}"


ROUTES: dict[str, Route] = {
    "path": by_path, "route=": by_route, "main_page=": by_main_page, "path info": by_path_info, "?s=": by_value_path,
    "hash": by_hash, "hash bang": by_bang, "page_id": by_page_id,
}  # fmt: skip


def _number(name: str) -> int:
    last = name.rsplit("-", maxsplit=1)[-1]
    return int(last) if last.isdigit() else sum((n + 1) * ord(c) for n, c in enumerate(name))


def at(text: str, place: str, **over: Any) -> TextBlock:
    return block(text, selector=place, **over)


WORDS = "tea from the hills packed by hand and sent the same day " * 4


def tile(number: int) -> str:
    return f"ul > li:nth-of-type({number})"


@dataclass
class SimShop:
    """A shop of `products` items, its addresses made by `route`. `extra` adds a query to all addresses, by how many
    pages were asked for. `overrides` are pages by address, in place of what the shop has there or beside it; `missing`
    is what it shows for all others, with `status`, and `found` the status of what there is."""

    route: Route = by_path
    products: int = 30
    listings: int = 6
    footer_links: int = 0
    carded: bool = True
    extra: Callable[[int], str] = lambda number: ""
    overrides: dict[str, Callable[[str], Reading]] = field(default_factory=dict)
    more_links: tuple[Link, ...] = ()
    status: int = 404
    found: int = 200
    missing: Callable[[str], Reading] = lambda url: reading(
        url, title="Not found", blocks=(at("No page is here", "p"),)
    )
    asked: list[str] = field(default_factory=list)

    def url(self, kind: str, name: str = "") -> str:
        return self.route(kind, name)

    def href(self, kind: str, name: str = "") -> str:
        url, extra = self.url(kind, name), self.extra(len(self.asked))
        return url + (("&" if "?" in url else "?") + extra if extra else "")

    def pages(self) -> dict[str, tuple[str, str]]:
        """Kind and name by address, without what `extra` adds."""
        found = [("home", ""), ("login", ""), ("cart", ""), ("account", "")]
        found += [("listing", f"c-{n}") for n in range(1, self.listings + 1)]
        found += [("product", f"item-{n}") for n in range(1, self.products + 1)]
        found += [("policy", name) for name in (*POLICIES, *(f"more-{n}" for n in range(self.footer_links)))]
        return {self.url(kind, name): (kind, name) for kind, name in found} | {START: ("home", "")}

    def links(self) -> tuple[Link, ...]:
        menu = [("home", "Home"), ("login", "Log in"), ("cart", "Cart"), ("account", "My account")]
        feet = list(POLICIES.items()) + [(f"more-{n}", f"Thing {n}") for n in range(self.footer_links)]
        return (
            *(link(self.href(kind), text, area="header") for kind, text in menu),
            *(link(self.href("listing", f"c-{n}"), f"Kind {n}", area="nav") for n in range(1, self.listings + 1)),
            *(link(self.href("policy", name), text, area="footer") for name, text in feet),
            *self.more_links,
        )

    def reading(self, url: str, kind: str, name: str) -> Reading:
        made = {"home": self.listed, "listing": self.listed, "product": self.item, "login": self.login}
        made |= {"account": self.login, "cart": self.cart, "policy": self.policy}
        return made[kind](url, name)

    def listed(self, url: str, name: str) -> Reading:
        first = int(name.split("-")[1]) if name else 0
        names = [f"item-{1 + (first * 8 + k) % self.products}" for k in range(min(12, self.products))]
        price = ("S$9.90",) if self.carded else ()
        tiles = list(enumerate(names, 1))
        return reading(
            url,
            title=f"Tea House {name}",
            links=self.links() + tuple(link(self.href("product", n), n, selector=f"{tile(k)} > a") for k, n in tiles),
            cards=tuple(card(_without_hash(self.href("product", n)), n, *price, selector=tile(k)) for k, n in tiles),
            blocks=(at(f"{WORDS} {name}", "main > p"), *(at(f"{n} S$9.90", f"{tile(k)} > a") for k, n in tiles)),
            headings=(heading(f"Kind {name}" if name else "Tea House"),),
        )

    def item(self, url: str, name: str) -> Reading:
        buying = build_form(build_field("quantity", type="number"), action=SITE + "/cart/add")
        told = (at("S$9.90", "div > b", font_px=24.0), at(f"{name}: {WORDS}", "section > p"), at("In stock", "div > i"))
        return reading(
            url, title=f"{name} | Tea House", links=self.links(), headings=(heading(name),), blocks=told,
            buttons=(button("Add to cart"),), forms=(buying,),
        )  # fmt: skip

    def login(self, url: str, _name: str) -> Reading:
        fields = (build_field("email", type="email"), build_field("password", type="password"))
        return reading(
            self.url("login"), title="Log in", links=self.links(), headings=(heading("Log in"),),
            forms=(build_form(*fields, action=SITE + "/login"),), blocks=(at(WORDS, "form > p"),),
        )  # fmt: skip

    def cart(self, url: str, _name: str) -> Reading:
        empty = at("Your cart is empty. Go on and find something you like in the shop.", "main > div > p")
        return reading(url, title="Your cart", links=self.links(), headings=(heading("Your cart"),), blocks=(empty,))

    def policy(self, url: str, name: str) -> Reading:
        said = POLICIES.get(name, name)
        told = tuple(at(f"{said} {n} {WORDS}", "article > p") for n in range(4))
        return reading(url, title="Tea House", links=self.links(), headings=(heading(said),), blocks=told)


def _without_hash(url: str) -> str:
    return url.partition("#")[0]


class SimSession:
    """What the crawl asks of a session, answered from a SimShop."""

    def __init__(self, shop: SimShop) -> None:
        self.shop, self._pages = shop, shop.pages()
        self.settings = SimpleNamespace(url=START, pace_seconds=0.0)
        self.guard = SimpleNamespace(bytes_left=10**9, also=set())
        self.pages = KnownPages(AddressKeys(START))
        self.page = SimpleNamespace(goto=self._goto, wait_for_timeout=lambda ms: None)
        self.retry_after = ""
        self._at = ""

    def begin(self) -> None: ...

    def _goto(self, url: str, wait_until: str = "") -> SimpleNamespace:
        self._at = url
        return SimpleNamespace(status=self.answer(url)[1])

    def read(self) -> Reading:
        return self.answer(self._at)[0]

    def answer(self, url: str) -> tuple[Reading, int]:
        plain = self._plain(url)
        if plain in self.shop.overrides:
            return self.shop.overrides[plain](url), self.shop.found
        if plain not in self._pages:
            return self.shop.missing(url), self.shop.status
        kind, name = self._pages[plain]
        return self.shop.reading(url, kind, name), self.shop.found

    def _plain(self, url: str) -> str:
        extra = self.shop.extra(0).partition("=")[0]
        base, _, query = url.partition("?")
        kept = "&".join(p for p in query.split("&") if not extra or not p.startswith(extra))
        return base + (f"?{kept}" if kept else "")

    def visit(
        self, url: str, *, depth: int, via: str, link_text: str = "", expected: str = "", start: bool = False
    ) -> Met:
        found, status = self.answer(url)
        self.shop.asked.append(url)
        self.pages.keys.note_links([a.href for a in found.links])
        start = start or self.pages.is_home(found)
        problems = gate.problems(found, status, url, START, link_text=link_text, start=start, pages=self.pages)
        role, sure = decide_role(found, link_text, start=start)
        if any(p.kind not in SOFT_PROBLEMS for p in problems) and not start:
            role, sure = expected or asked_role(url, link_text), 0.3
        capture = Capture(
            f"c{len(self.shop.asked):04d}", role, sure, "crawl", "desktop", url, found.url, status,
            "2026-01-01T00:00:00Z", found.title, depth, via, problems=problems, files={"reading": "r", "html": "h"},
        )  # fmt: skip
        return Met(capture, found)


def walked(shop: SimShop, *, max_pages: int = 60, sitemap: tuple[str, ...] = ()) -> Crawled:
    """The real crawl over the shop."""
    session: Any = SimSession(shop)
    return crawl(session, START, sitemap, None, max_pages=max_pages, deadline=10**9, progress=silent, clock=lambda: 0.0)


def roles_read(crawled: Crawled) -> dict[str, int]:
    """How many pages of each role were read."""
    counts: dict[str, int] = {}
    for met in crawled.usable():
        counts[met.capture.role] = counts.get(met.capture.role, 0) + 1
    return counts
