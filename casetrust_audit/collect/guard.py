"""The guard: what the browser may ask of the network. Default deny for everything that acts.

`decide` is pure, so that the whole policy is tested without a browser; `Guard.attach` puts it into a context,
where Playwright's router asks it before any request leaves. A request it stops is kept with its reason.
NOTE: Playwright routes the first hop of a redirect only. What a redirect leads to is checked afterwards, by the
final URL of the capture (`session`), and a redirected order submit is prevented by stopping its first hop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

READS = frozenset({"GET", "HEAD", "OPTIONS"})

PAYMENT_HOSTS = (
    "stripe.com", "paypal.com", "braintreegateway.com", "braintree-api.com", "adyen.com", "adyenpayments.com",
    "hit-pay.com", "2c2p.com", "enets.sg", "omise.co", "checkout.com", "squareup.com", "klarna.com", "atome.sg",
    "grab.com", "xendit.co", "worldpay.com", "cybersource.com", "reddotpayment.com", "wix-pay.com", "razorpay.com",
    "opn.ooo", "airwallex.com", "fomopay.com", "shopifycs.com", "payments.shopify.com", "nets.com.sg",
)  # fmt: skip
"""Hosts that take payments: nothing is ever sent to them."""

_ORDER_PATH = re.compile(
    r"place[-_/]?order|order[-_/](?:place|submit|confirm|complete|create|process)|(?:submit|confirm|complete|create|process)"
    r"[-_/]?(?:order|purchase|payment)|checkout/(?:place|complete|confirm|pay|process|submit|finali[sz]e)\b|buy[-_]?now"
    r"|/pay(?:ments?)?/(?:process|submit|charge|confirm|capture|execute|intents?)|/charges?\b|/transactions?\b",
    re.I,
)
_ORDER_BODY = re.compile(
    r"place[-_ ]?order|placeOrder|submit[-_]?order|complete[-_]?(?:purchase|order)|confirm[-_]?order|process[-_]?payment"
    r"|checkoutComplete|orderCreate|card[-_]?number|cardNumber|card[-_]?cv[vc]|(?<![0-9a-z])cv[vc]2?(?![0-9a-z])",
    re.I,
)
"""Short words count as whole words only: three letters stand in every few hundredth random form token."""
_MESSAGE_PATH = re.compile(
    r"newsletter|subscri|contact|feedback|complain|enquir|inquir|message|comment|review|testimonial|appointment|quote",
    re.I,
)
_ACCOUNT_PATH = re.compile(
    r"log-?in|sign-?in|register|sign-?up|password|forgot|reset|account/create|create-account", re.I
)


class Mode(Enum):
    """LOOK: crawling, nothing is sent. SHOP: on a journey, cart and checkout steps may be sent.
    STOP: at the last step before payment, nothing is sent any more."""

    LOOK = "look"
    SHOP = "shop"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request about to leave the browser."""

    url: str
    method: str = "GET"
    resource: str = "document"
    main_frame: bool = True
    navigation: bool = True
    body: str = ""
    page: str = ""
    """URL of the page that asks."""


def is_payment_host(url: str) -> bool:
    """Whether the URL's host is, or lies under, a known payment host."""
    host = (urlsplit(url).hostname or "").lower()
    return any(host == known or host.endswith("." + known) for known in PAYMENT_HOSTS)


def looks_like_order(url: str, body: str = "") -> bool:
    """Whether sending this would, by its path or body, place an order or pay."""
    parts = urlsplit(url)
    return bool(_ORDER_PATH.search(unquote_plus(parts.path + "?" + parts.query)) or _ORDER_BODY.search(body))


def decide(ask: Ask, mode: Mode, shop: str, also: frozenset[str] = frozenset()) -> str:
    """Why the request is stopped; "" where it may go.

    `shop` is any URL of the shop; `also` holds off-site URLs that may be opened to read a policy the shop links.
    """
    scheme = urlsplit(ask.url).scheme.lower()
    if scheme in ("data", "blob", "about"):
        return "data navigation" if ask.navigation and ask.main_frame and scheme != "about" else ""
    if scheme not in ("http", "https", "ws", "wss"):
        return f"scheme {scheme or 'missing'}"
    home = same_site(ask.url, shop)
    if ask.navigation and ask.main_frame and not home and ask.url not in also:
        return "payment host" if is_payment_host(ask.url) else "leaves the shop"
    if ask.method.upper() in READS:
        return "order by link" if ask.navigation and ask.main_frame and looks_like_order(ask.url) else ""
    return _decide_send(ask, mode, home)


def _decide_send(ask: Ask, mode: Mode, home: bool) -> str:
    path = unquote_plus(urlsplit(ask.url).path)
    if is_payment_host(ask.url):
        return "payment host"
    if ask.resource in ("ping", "beacon", "csp_report"):
        return "beacon"
    if not home:
        return "sends to another site"
    if looks_like_order(ask.url, ask.body):
        return "would place an order"
    if mode is Mode.STOP:
        return "nothing is sent at the last step"
    if _MESSAGE_PATH.search(path):
        return "would send a message"
    if _ACCOUNT_PATH.search(path) and mode is Mode.LOOK:
        return "would log in or register"
    if mode is Mode.LOOK and ask.resource == "document":
        return "form submit while crawling"
    return ""


@dataclass(slots=True)
class Stopped:
    """A request the guard stopped."""

    url: str
    method: str
    reason: str


@dataclass
class Guard:
    """The policy of one browser context and what it has stopped so far. (No slots: Playwright marks handlers' owners.)"""

    shop: str
    mode: Mode = Mode.LOOK
    also: set[str] = field(default_factory=set)
    stopped: list[Stopped] = field(default_factory=list)
    bytes_left: int = 400_000_000

    def attach(self, context: BrowserContext) -> None:
        """Route every request of the context through the policy, and close pages the shop opens by itself."""
        context.route("**/*", self._route)

    def adopt(self, page: Page) -> None:
        """Dismiss the page's dialogs, and close whatever it opens."""
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("popup", lambda popup: popup.close())

    def _route(self, route: Route) -> None:
        request = route.request
        navigation = request.is_navigation_request()
        try:
            main = navigation and request.frame.parent_frame is None
        except Exception:  # Playwright has no frame yet for a page that is just being opened
            main = navigation
        body = ""
        if request.method.upper() not in READS:
            body = (request.post_data_buffer or b"")[:20_000].decode("utf-8", "replace")
        ask = Ask(request.url, request.method, request.resource_type, main, navigation, body)
        reason = decide(ask, self.mode, self.shop, frozenset(self.also))
        if not reason and self.bytes_left <= 0:
            reason = "byte budget used up"
        if reason:
            self.stopped.append(Stopped(request.url, request.method, reason))
            route.abort("blockedbyclient")
        else:
            route.continue_()
