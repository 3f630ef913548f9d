"""The guard: what the browser may ask of the network. Default deny for everything that acts.

`decide` is pure, so that the whole policy is tested without a browser; `Guard.attach` puts it into a context,
where Playwright's router asks it before any request leaves. A request it stops is kept with its reason.
NOTE: Playwright routes the first hop of a redirect only. What a redirect leads to is checked afterwards, by the
final URL of the capture (`session`), and a redirected order submit is prevented by stopping its first hop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote_plus, urlsplit

from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

ROBOTS = "robots.txt disallows it"
READS = frozenset({"GET", "HEAD", "OPTIONS"})

PAYMENT_HOSTS = (
    "stripe.com", "paypal.com", "braintreegateway.com", "braintree-api.com", "adyen.com", "adyenpayments.com",
    "hit-pay.com", "2c2p.com", "enets.sg", "omise.co", "checkout.com", "squareup.com", "klarna.com", "atome.sg",
    "grab.com", "xendit.co", "worldpay.com", "cybersource.com", "reddotpayment.com", "wix-pay.com", "razorpay.com",
    "opn.ooo", "airwallex.com", "fomopay.com", "shopifycs.com", "payments.shopify.com", "nets.com.sg",
)  # fmt: skip
"""Hosts that take payments: nothing is ever sent to them."""

_END = r"(?!(?:t?ted|d|ed|t?ting|ing|s|ation|ments?)\b)"  # "order-processing" and "checkout/payment" do nothing
_ORDERS = (
    rf"place[-_/]?orders?\b|orders?[-_/](?:place|submit|confirm|complete|create|process){_END}"
    r"|(?:submit|confirm|complete|create|process)[-_/]?(?:order|purchase|payment)"
    rf"|checkout/(?:place|complete|confirm|pay|process|submit|finali[sz]e){_END}|buy[-_]?(?:it[-_]?)?now(?![-_]?pay)"
    rf"|/pay(?:ments?)?/(?:process|submit|charge|confirm|capture|execute){_END}"
    r"|/payment/\w+[./|](?:confirm|send|process)\b"
)
# An order sent by a form or a script.
_ORDER_PATH = re.compile(
    _ORDERS + r"|/checkout/orders?(?=[/?]|$)|/payments?/intents?\b|/(?:charges?|transactions?)(?=[/?]|$)"
    r"|/(?:orders|payments|pay)/?(?=\?|$)|(?<!set-)payment-information/?(?=\?|$)|/module/\w+/validation\b"
    r"|/carts?/[\w-]+/(?:checkout|complete|orders?|payments?)/?(?=\?|$)"
    r"|[?&]wc-ajax=checkout(?:&|$)|/wc/store(?:/v\d+)?/checkout/?(?=\?|$)",
    re.I,
)
# An order placed by merely opening a link; a page may well bear the name of a charge.
_ORDER_LINK = re.compile(_ORDERS, re.I)
_ORDER_FETCH = re.compile(
    r"(?:place|submit)[-_/]?order\b|/payment/\w+[./|](?:confirm|send|process)\b|[?&]wc-ajax=checkout(?:&|$)", re.I
)
_TELLS = re.compile(
    r"/(?:pages?|blogs?|posts?|help|support|faqs?|articles?|news|guides?|policies|products?|collections?|categor(?:y|ies))/"
    r"|how[-_]?to|how[-_]?do",
    re.I,
)
_ORDER_BODY = re.compile(
    r"place[-_ ]?order|submit[-_]?order|complete[-_]?(?:purchase|order)|confirm[-_]?order|process[-_]?payment"
    r"|checkoutComplete|orderCreate|submitForCompletion",
    re.I,
)
# A card that is sent, not the empty field of one: some checkouts carry it hidden through every step.
_CARD_SENT = re.compile(
    r"(?:(?<!gift)(?<!gift[-_ ])card[-_ ]?number|(?<![a-z0-9])(?:cvv|cvc|ccv)2?)"
    r"(?:[\"'\]]*\s*[:=]\s*[\"']?(?![\"'&\s,}]|null\b|$)|[\"']\s*\r?\n\r?\n(?!\r?\n|--))",
    re.I,
)
_NEWSLETTER = re.compile(r"newsletter|subscri", re.I)
_MESSAGE = re.compile(
    r"contact|feedback|complain|enquir|inquir|message|comment|(?<!p)review|testimonial|appointment|quote|quotation",
    re.I,
)
_BUYING = re.compile(r"(?:one-?page-?)?check-?out|(?:shopping-?)?cart|basket|bag|trolley|one-?page", re.I)
_ITEM = re.compile(
    r"products?|items?|product-page|p|dp|shop|store|catalogue|catalog|collections?|categor(?:y|ies)", re.I
)
_ACCOUNT_PATH = re.compile(
    r"log-?in|sign-?in|register|sign-?up|password|forgot|\breset\b|account/create|create-account", re.I
)
_NEW_ACCOUNT = re.compile(r"register|sign-?up|password|forgot|account/create|create-account|createpost", re.I)


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


def _parts(url: str) -> SplitResult:
    """The parts of a URL; none of what is no URL."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _target(url: str) -> str:
    parts = _parts(url)
    return unquote_plus(parts.path + ("?" + parts.query if parts.query else ""))


def is_payment_host(url: str) -> bool:
    """Whether the URL's host is, or lies under, a known payment host."""
    host = (_parts(url).hostname or "").lower().rstrip(".")
    return any(host == known or host.endswith("." + known) for known in PAYMENT_HOSTS)


def looks_like_order(url: str, body: str = "") -> bool:
    """Whether sending this would, by its path or body, place an order or pay."""
    said = unquote_plus(body)
    return bool(_ORDER_PATH.search(_target(url)) or _ORDER_BODY.search(said) or _CARD_SENT.search(said))


def decide(ask: Ask, mode: Mode, shop: str, also: frozenset[str] = frozenset()) -> str:
    """Why the request is stopped; "" where it may go.

    `shop` is any URL of the shop; `also` holds off-site URLs that may be opened to read a policy the shop links.
    """
    scheme = _parts(ask.url).scheme.lower()
    if scheme in ("data", "blob", "about"):
        return "data navigation" if ask.navigation and ask.main_frame and scheme != "about" else ""
    if scheme not in ("http", "https", "ws", "wss"):
        return f"scheme {scheme or 'missing'}"
    home = same_site(ask.url, shop)
    if ask.navigation and ask.main_frame and not home and ask.url not in also:
        return "payment host" if is_payment_host(ask.url) else "leaves the shop"
    if ask.method.upper() in READS:
        return "order by link" if home and _orders_by_reading(ask) else ""
    return _decide_send(ask, mode, home)


def _orders_by_reading(ask: Ask) -> bool:
    """Some shops place an order on a plain GET. A page that tells of ordering is no order."""
    target = _target(ask.url)
    if ask.navigation and ask.main_frame:
        return bool(_ORDER_LINK.search(target)) and not _TELLS.search(target)
    return ask.resource in ("xhr", "fetch") and bool(_ORDER_FETCH.search(target)) and not _TELLS.search(target)


def _decide_send(ask: Ask, mode: Mode, home: bool) -> str:
    path = unquote_plus(_parts(ask.url).path)
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
    if _sends_message(path):
        return "would send a message"
    buying = any(_BUYING.fullmatch(part) for part in path.split("/"))
    if (mode is Mode.LOOK and _ACCOUNT_PATH.search(path)) or (_NEW_ACCOUNT.search(path) and not buying):
        return "would log in or register"
    if mode is Mode.LOOK and ask.resource == "document":
        return "form submit while crawling"
    return ""


def _sends_message(path: str) -> bool:
    """Whether the path is that of a contact form, a review, a newsletter. Not so the steps of a checkout ("review",
    "contact information") and an item whose name holds such a word."""
    parts = [part for part in path.split("/") if part]
    if any(_NEWSLETTER.search(part) for part in parts):
        return True
    if any(_BUYING.fullmatch(part) for part in parts):
        return False
    if len(parts) > 1 and _ITEM.fullmatch(parts[-2]) and not _MESSAGE.fullmatch(parts[-1].rstrip("s")):
        parts = parts[:-1]
    return any(_MESSAGE.search(part) for part in parts)


@dataclass(slots=True)
class Stopped:
    """A request the guard stopped."""

    url: str
    method: str
    reason: str


@dataclass
class Guard:
    """The policy of one browser context and what it has stopped. (No slots: Playwright marks handlers' owners.)"""

    shop: str
    mode: Mode = Mode.LOOK
    also: set[str] = field(default_factory=set)
    stopped: list[Stopped] = field(default_factory=list)
    bytes_left: int = 400_000_000
    allowed: Callable[[str], bool] | None = None
    """Whether robots.txt allows a page of the shop; None where it is not obeyed."""

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
        if not reason and main and self.allowed is not None and same_site(request.url, self.shop):
            reason = "" if self.allowed(request.url) else ROBOTS
        if not reason and self.bytes_left <= 0:
            reason = "byte budget used up"
        if reason:
            self.stopped.append(Stopped(request.url, request.method, reason))
            route.abort("blockedbyclient")
        else:
            route.continue_()
