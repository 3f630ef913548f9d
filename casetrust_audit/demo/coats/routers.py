"""Coats that write addresses in another way."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.demo.coats.address import Address, Routing
from casetrust_audit.demo.coats.coat import Coat
from casetrust_audit.demo.coats.tables import ASPX, MAIN_PAGE, ROUTES, SHOP, Table
from casetrust_audit.demo.stock import NUMBERS, SLUGS, TOPICS

_FRONT = "/index.php"


def _path_info() -> Routing:
    def out(address: Address, _posted: bool) -> Address:
        return replace(address, path=_FRONT + address.path.rstrip("/"))

    def back(address: Address) -> Address | None:
        if address.path == "/":
            return address
        head, _, rest = address.path[1:].partition("/")
        return replace(address, path=f"/{rest}") if f"/{head}" == _FRONT else None

    return Routing(out, back)


def _query_s() -> Routing:
    def out(address: Address, _posted: bool) -> Address:
        return Address("/", (("s", address.path[1:]), *address.query) if address.path != "/" else (), address.fragment)

    def back(address: Address) -> Address | None:
        if address.path != "/":
            return None
        return Address(f"/{address.first('s').lstrip('/')}", address.without("s"), address.fragment)

    return Routing(out, back)


def _table(table: Table) -> Routing:
    return Routing(table.out, table.back)


def _numeric() -> Routing:
    """Numbers for goods, categories and texts alike, as `/p/107`."""

    def out(address: Address, _posted: bool) -> Address:
        kind, _, rest = address.path[1:].partition("/")
        if kind in ("products", "collections") and rest in NUMBERS:
            return replace(address, path=f"/{kind[0]}/{NUMBERS[rest]}")
        number = TOPICS.index(address.path) + 1 if address.path in TOPICS else 0
        return replace(address, path=f"/info/{number}") if number else address

    def back(address: Address) -> Address | None:
        kind, _, rest = address.path[1:].partition("/")
        number = int(rest) if rest.isascii() and rest.isdecimal() else 0
        if kind in ("p", "c"):
            slug = SLUGS.get(number, "")
            return replace(address, path=f"/{'products' if kind == 'p' else 'collections'}/{slug}") if slug else None
        if kind == "info":
            return replace(address, path=TOPICS[number - 1]) if 0 < number <= len(TOPICS) else None
        named = address.path in TOPICS or (kind in ("products", "collections") and rest)
        return None if named else address

    return Routing(out, back)


def _hash() -> Routing:
    def out(address: Address, posted: bool) -> Address:
        if posted:
            return address
        return Address("/", (), str(replace(address, fragment="")))

    def back(address: Address) -> Address | None:
        return address

    return Routing(out, back)


WAYS = ("path-info", "query-route", "query-page", "query-s", "aspx-endings", "cart-by-query", "hash-routes")
"""Ways to write an address, of which a shop has one."""

ROUTERS = (
    Coat(
        "numeric-ids", "Numbers in place of names in addresses",
        "shops whose goods, categories and texts are rows of a database, told by a number",
        ("query-route", "query-page", "aspx-endings", "cart-by-query"),
        routing=_numeric(),
    ),
    Coat(
        "path-info", "Every path follows /index.php", "shops of a framework on a host that rewrites no addresses",
        WAYS, routing=_path_info(),
    ),
    Coat(
        "query-route", "Every page is /index.php?route=…",
        "shops with one entry file, where a route and a number say what is shown, texts and cart included",
        WAYS, routing=_table(ROUTES),
    ),
    Coat(
        "query-page", "Every page is /?main_page=…",
        "shops with one entry file, where a page's name and an action say what is shown and what is done",
        WAYS, routing=_table(MAIN_PAGE),
    ),
    Coat(
        "query-s", "Every page is /?s=path", "shops whose router takes the path from one parameter",
        WAYS, routing=_query_s(),
    ),
    Coat(
        "aspx-endings", "Addresses like /ViewCart.aspx",
        "older shops, one file a page, each word with a capital letter",
        WAYS, routing=_table(ASPX),
    ),
    Coat(
        "cart-by-query", "Listing, cart and checkout differ by query only",
        "shops that are one module of a site: /shop?dept=…, /shop?view=cart, /shop?view=checkout",
        WAYS, routing=_table(SHOP),
    ),
    Coat(
        "hash-routes", "Every address is /#/path and drawn by a script",
        "applications of one page without a server of their own", WAYS, routing=_hash(), client="hash",
    ),
)  # fmt: skip
