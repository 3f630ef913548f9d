"""A tiny shop on loopback: a dictionary of pages, a cart on the server, and a count of what must never be done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NEVER = ("order", "register", "contact", "newsletter", "addon", "checkout")
"""First part of the paths that order, register, send a message, subscribe, or sell something besides. What is sent to
"/checkout" orders, as in shops whose checkout is one page with a form of its own address."""

HEAD = "<nav><a href=/p/mug>Blue mug</a> <a href=/about>About</a> <a href=/cart>Cart</a></nav>"
ITEM = (
    "<h1>Blue mug</h1><p>S$12.00</p><form method=post action=/add><input type=number name=qty value=1>"
    "<button>Add to cart</button></form>"
)
LINE = (
    "<h1>Your cart</h1><table><tr><td>Blue mug<td><input type=number name=qty value=1><td>S$12.00"
    "<td><form method=post action=/remove><button>Remove</button></form></tr>"
    "<tr id=sent hidden><td>Delivery<td><td id=fee></tr>"
    "<tr><td>Total<td><td id=total>S$12.00</tr></table>"
)
"""The cart's only line, a line of delivery that is not shown yet, and the total."""
EMPTY = "<h1>Your cart</h1><p>Your cart is empty.</p>"
SENT = "function sent(fee, total){document.querySelector('#sent').hidden=false;" + (
    "document.querySelector('#fee').textContent=fee;document.querySelector('#total').textContent=total}"
)
BUYER = (
    "<input name=first_name placeholder='First name' required><input name=last_name placeholder='Last name' required>"
    "<input name=email type=email placeholder=Email required><input name=address placeholder=Address required>"
    "<input name=postcode placeholder=Postcode required>"
)


class SmallShop:
    """Pages by path; `items` lie in the cart; `done` counts what must never be done, by the first part of its path."""

    def __init__(self, pages: dict[str, str], *, head: str = HEAD) -> None:
        self.pages: dict[str, str] = {"/": ITEM, "/p/mug": ITEM, "/about": "<h1>About us</h1>"} | pages
        self.head, self.origin, self.items = head, "", 0
        self.done = dict.fromkeys(NEVER, 0)
        self.posted: list[tuple[str, str]] = []
        self.hosts: set[str] = set()

    def answer(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        """Status, place to go to, page."""
        first = path.strip("/").split("/")[0]
        if method == "POST":
            self.posted.append((path, body))
            if first in self.done:
                self.done[first] += 1
            if path in ("/add", "/remove"):
                self.items = int(path == "/add")
            goes = {"/add": "/cart", "/remove": "/cart", "/address": "/review"}.get(path, "")
            return (303, goes, "") if goes else (200, "", "{}")
        found = self.pages.get(path)
        if found is None:
            return 404, "", "<h1>Page not found</h1>"
        shown = EMPTY if found.startswith(LINE) and not self.items else found
        return (
            200,
            "",
            f"<!doctype html><html lang=en><title>Small shop</title><header>{self.head}</header>"
            + (f"<main>{shown}</main><footer>Mugs, made by hand in Singapore.</footer>"),
        )


@contextmanager
def serving_shop(shop: SmallShop) -> Iterator[SmallShop]:
    """The shop on a port of loopback; its origin is kept in it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.hosts.add(self.headers.get("Host", "").split(":")[0])
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode("utf-8", "replace")
            status, goes, page = shop.answer(self.command, self.path.split("?")[0], body)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page.encode())))
            if goes:
                self.send_header("Location", goes)
            self.end_headers()
            with suppress(ConnectionError):  # the browser may have gone on
                self.wfile.write(page.encode())

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    shop.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
