"""The demo shop: a small Singapore shop on loopback, honest by default, with one switch for each defect."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from casetrust_audit.demo import browse, buying, onepage, plumbing, service
from casetrust_audit.demo.basket import summarise
from casetrust_audit.demo.behaviour import Behaviour
from casetrust_audit.demo.certificates import server_context, write_certificates
from casetrust_audit.demo.coats.coat import CartLine, Scene
from casetrust_audit.demo.coats.files import coat_file
from casetrust_audit.demo.coats.registry import wardrobe_of
from casetrust_audit.demo.defects import chosen
from casetrust_audit.demo.name_server import NameServer, zone
from casetrust_audit.demo.routing import OTHER_HOST, House, Routes, View, Visit, money, page
from casetrust_audit.demo.sessions import COOKIE, Received, Session, Sessions
from casetrust_audit.demo.stock import on_sale
from casetrust_audit.demo.till import price_log
from casetrust_audit.demo.web import HTML, JSON, Request, Response, Server, redirect

_ROOMS: tuple[Routes, ...] = (browse.ROUTES, buying.ROUTES, service.ROUTES, plumbing.ROUTES)
_OPEN = ("/static/", "/images/", "/robots.txt", "/favicon.ico")
"""Paths a wall leaves open."""


class DemoShop(AbstractContextManager["DemoShop"]):
    """The shop over HTTPS at `url`, a plain server at `plain_url` that redirects there, and at `dns` the DNS server
    that knows the domain of its e-mail addresses.

    `ca_file` is the PEM of the throw-away authority that signed its certificate. `received` counts what was
    sent to it; `errors` holds the tracebacks of its own faults. `coats` serve it in another form. Raises UsageError for
    an unknown defect or coat, and for coats that exclude each other.
    """

    def __init__(self, defects: Iterable[str] = (), *, coats: Iterable[str] = (), today: date | None = None) -> None:
        self.wardrobe = wardrobe_of(coats)
        self.defects = chosen(defects) | self.wardrobe.switches
        self.received = Received()
        self.errors: list[str] = []
        self._today = today or datetime.now(UTC).date()
        self._sessions = Sessions()
        self._folder: Path | None = None
        self._house: House | None = None
        self._servers: tuple[Server, ...] = ()
        self._ca_file: Path | None = None
        self._names: NameServer | None = None

    @property
    def url(self) -> str:
        return self._running.url

    @property
    def plain_url(self) -> str:
        return self._running.plain_url

    @property
    def dns(self) -> str:
        if self._names is None:
            raise RuntimeError("the demo shop is not running")
        return self._names.address

    @property
    def ca_file(self) -> Path:
        if self._ca_file is None:
            raise RuntimeError("the demo shop is not running")
        return self._ca_file

    @property
    def price_log(self) -> Path:
        """The shop's record of its prices, as its till keeps it."""
        if self._folder is None:
            raise RuntimeError("the demo shop is not running")
        return self._folder / "prices.csv"

    @property
    def _running(self) -> House:
        if self._house is None:
            raise RuntimeError("the demo shop is not running")
        return self._house

    def start(self) -> DemoShop:
        """Bind both ports and answer. Starting twice does nothing."""
        if self._servers:
            return self
        self._folder = Path(tempfile.mkdtemp(prefix="demo-shop-"))
        self._ca_file, server_file = write_certificates(self._folder, self.defects)
        secure = Server(self._answer, server_context(server_file, old="old-tls" in self.defects))
        plain = Server(self._answer)
        self._servers = (secure, plain)
        self._house = House(
            told=Behaviour(self.defects),
            url=f"https://127.0.0.1:{secure.server_port}/",
            plain_url=f"http://127.0.0.1:{plain.server_port}/",
            received=self.received,
            today=self._today,
            stock=on_sale(self.wardrobe.stock),
        )
        self.wardrobe = replace(self.wardrobe, sites=(self.url.rstrip("/"), self.plain_url.rstrip("/")))
        charged, products = "never-charged-price" not in self.defects, self._house.stock
        log = price_log(self._today, charged=charged, products=products, address=self.wardrobe.address)
        self.price_log.write_text(log)
        self._names = NameServer(zone(self.defects))
        for server in (*self._servers, self._names):
            server.start()
        return self

    def close(self) -> None:
        """End all threads and connections and remove the certificates. Closing twice does nothing."""
        servers, self._servers = self._servers, ()
        for server in servers:
            server.stop()
        if self._names is not None:
            self._names.stop()
            self._names = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> DemoShop:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, request: Request) -> Response:
        house = self._running
        if not request.secure and "no-https-redirect" not in self.defects:
            return redirect(house.url + request.target[1:], 301)
        session, new = self._sessions.find(request.cookies.get(COOKIE, ""))
        with session.lock:
            try:
                response = self._served(request, session, house)
            except Exception:  # a fault of ours: kept for tests, shown as an error page
                self.errors.append(traceback.format_exc())
                response = Response(b"The shop has a fault.", 500, "text/plain; charset=utf-8")
        return _dressed(response, self.defects, session if new else None)

    def _served(self, request: Request, session: Session, house: House) -> Response:
        """The answer to a request as it came, coats off on its way in and on again on its way out."""
        file = coat_file(request.path)
        if file is not None:
            return file
        plain, way = self.wardrobe.route_in(request)
        visit = Visit(plain, session, house)
        response = self.wardrobe.answer(plain) or _respond(visit)
        return self.wardrobe.dress(response, plain, way, lambda: _scene(visit), session.tag)


def _scene(visit: Visit) -> Scene:
    """What coats may know of the visit."""
    summary = summarise(visit.basket, visit.told, "cart")
    lines = (CartLine(x.label, x.path, x.image, x.quantity, money(x.amount)) for x in summary.items)
    return Scene(visit.request.path, tuple(lines), money(summary.subtotal))


def _respond(visit: Visit) -> Response:
    path = visit.request.path
    wall = None if path.startswith(_OPEN) else _wall(visit)
    if wall is not None:
        return wall
    rooms = (onepage.ROUTES, *_ROOMS) if "one-page-checkout" in visit.told else _ROOMS
    for routes in rooms:
        found = routes.find(visit.request.method, path)
        if found is not None:
            view: View = found[0]
            return view(Visit(visit.request, visit.session, visit.house, found[1]))
    return browse.missing(visit)


def _wall(visit: Visit) -> Response | None:
    """What stands before every page, if anything."""
    if "challenge-page" in visit.told:
        return page(visit, "challenge.html", 403)
    if "parked" in visit.told:
        return page(visit, "parked.html")
    if "login-wall" in visit.told and visit.request.path != "/account/login":
        return redirect("/account/login", 302)
    return _checkout_wall(visit) if f"{visit.request.path}/".startswith("/checkout/") else None


def _checkout_wall(visit: Visit) -> Response | None:
    """What stands before every step of the checkout, if anything."""
    if "checkout-captcha" in visit.told:
        return page(visit, "challenge.html", 403)
    if "app-only-checkout" in visit.told:
        return page(visit, "checkout-app.html")
    if "empty-checkout" in visit.told:
        return page(visit, "checkout-shell.html")
    if "checkout-login" in visit.told:
        return redirect("/account/login?next=/checkout", 302)
    return None


def _dressed(response: Response, defects: frozenset[str], new_session: Session | None) -> Response:
    """The response with the headers every answer carries, and the cookie on a visitor's first page."""
    headers = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]
    if "no-hsts" not in defects:
        headers.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
    if "mixed-content" not in defects:
        targets = "'self' http:" if "http-login-form" in defects else "'self'"
        scripts = f"; script-src 'self' https://{OTHER_HOST}:*" if "unknown-payment-script" in defects else ""
        policy = (
            f"default-src 'self'; base-uri 'self'; form-action {targets}; frame-ancestors 'none'; object-src 'none'"
            f"{scripts}"
        )
        headers.append(("Content-Security-Policy", policy))
    if new_session is not None and (response.content_type in (HTML, JSON) or not response.body):
        flags = "" if "weak-cookies" in defects else "; Secure; HttpOnly; SameSite=Lax"
        headers.append(("Set-Cookie", f"{COOKIE}={new_session.id}; Path=/{flags}"))
    if response.content_type == HTML:
        headers.append(("Cache-Control", "no-store"))
    return Response(response.body, response.status, response.content_type, (*response.headers, *headers))
