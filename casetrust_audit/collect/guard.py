"""The guard: what the browser may ask of the network. Default deny for everything that acts.

`decide` is pure, so that the whole policy is tested without a browser; `Guard.attach` puts it into a context,
where Playwright's router asks it before any request leaves. A request it stops is kept with its reason.
What a request is, is told in `request`; what none may ever do, in `deed`; here stands who may ask for what, and when.
NOTE: Playwright routes the first hop of a redirect only. Each further hop is asked for over the browser's own protocol.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from casetrust_audit.collect import deed
from casetrust_audit.collect.request import READS, Ask, parts_of
from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Page, Route

ROBOTS = "robots.txt disallows it"
ORDER_LINK = "order by link"
UNANNOUNCED = "the walk has not announced it"

PAYMENT_HOSTS = (
    "stripe.com", "paypal.com", "braintreegateway.com", "braintree-api.com", "adyen.com", "adyenpayments.com",
    "hit-pay.com", "2c2p.com", "enets.sg", "omise.co", "checkout.com", "squareup.com", "klarna.com", "atome.sg",
    "grab.com", "xendit.co", "worldpay.com", "cybersource.com", "reddotpayment.com", "wix-pay.com", "razorpay.com",
    "opn.ooo", "airwallex.com", "fomopay.com", "shopifycs.com", "payments.shopify.com", "nets.com.sg",
)  # fmt: skip
"""Hosts that take payments: nothing is ever sent to them."""


class Intent(Enum):
    """What the walk has announced. No form goes without one, the shopper's address only where one speaks of it. LOOK
    announces nothing: what a page's scripts send by themselves is judged by what it is alone."""

    LOOK = "look"
    ADD_ITEM = "add the item"
    CHANGE_CART = "change the cart"
    EMPTY_CART = "empty the cart"
    GUEST = "go on as a guest"
    ADDRESS = "say who buys and where to"
    DELIVERY = "choose the delivery"
    PAYMENT = "choose a way to pay"
    NEXT_STEP = "go to the next step"
    ANY = "as a person or a plan does"


_WITH_ADDRESS = frozenset((Intent.GUEST, Intent.ADDRESS, Intent.DELIVERY, Intent.PAYMENT, Intent.NEXT_STEP, Intent.ANY))
"""Intents under which the shopper's own values may leave: a checkout on one page sends all of them each time."""
LONGEST_SAID = 200
LONGEST_BODY = 200_000
"""Characters of a body that are looked at."""


class Mode(Enum):
    """LOOK: crawling, nothing is sent. SHOP: on a journey, cart and checkout steps may be sent.
    STOP: at the last step before payment, nothing is sent any more."""

    LOOK = "look"
    SHOP = "shop"
    STOP = "stop"


def is_payment_host(url: str) -> bool:
    """Whether the URL's host is, or lies under, a known payment host."""
    host = (parts_of(url).hostname or "").lower().rstrip(".")
    return any(host == known or host.endswith("." + known) for known in PAYMENT_HOSTS)


def looks_like_order(url: str, body: str = "") -> bool:
    """Whether sending this would, by its routes or body, place an order or pay."""
    return deed.orders(url, body)


def decide(
    ask: Ask,
    mode: Mode,
    shop: str,
    also: frozenset[str] = frozenset(),
    *,
    intent: Intent = Intent.ANY,
    personal: tuple[str, ...] = (),
) -> str:
    """Why the request is stopped; "" where it may go.

    `shop` is any URL of the shop; `also` holds off-site URLs that may be opened to read a policy the shop links.
    `personal` are the invented shopper's own values, which leave only where the walk has announced that.
    """
    scheme = parts_of(ask.url).scheme.lower()
    if scheme in ("data", "blob", "about"):
        return "data navigation" if ask.navigation and ask.main_frame and scheme != "about" else ""
    if scheme not in ("http", "https", "ws", "wss"):
        return f"scheme {scheme or 'missing'}"
    home = same_site(ask.url, shop)
    if ask.navigation and ask.main_frame and not home and ask.url not in also:
        return "payment host" if is_payment_host(ask.url) else "leaves the shop"
    if ask.reads:
        if not home:
            return ""
        return ORDER_LINK if deed.orders_by_reading(ask) else deed.acts_by_reading(ask)
    return _decide_send(ask, mode, home, intent, personal)


def _decide_send(ask: Ask, mode: Mode, home: bool, intent: Intent, personal: tuple[str, ...]) -> str:
    if is_payment_host(ask.url):
        return "payment host"
    if ask.resource in ("ping", "beacon", "csp_report"):
        return "beacon"
    if not home:
        return "sends to another site"
    if (why := deed.forbidden(ask)) == deed.ORDER:
        return why
    if mode is Mode.STOP:
        return "nothing is sent at the last step"
    if why:
        return why
    if mode is Mode.LOOK and deed.speaks_of_account(ask.url):
        return deed.ACCOUNT
    if mode is Mode.LOOK and ask.resource == "document":
        return "form submit while crawling"
    if mode is Mode.SHOP and intent is Intent.LOOK and ask.resource == "document":
        return UNANNOUNCED
    if intent not in _WITH_ADDRESS and any(p in ask.body or quote_plus(p) in ask.body for p in personal):
        return UNANNOUNCED
    return ""


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
    said: list[str] = field(default_factory=list)
    """What the page has said in dialogs of the browser, in order."""
    bytes_left: int = 400_000_000
    allowed: Callable[[str], bool] | None = None
    """Whether robots.txt allows a page of the shop; None where it is not obeyed."""
    intent: Intent = Intent.LOOK
    """What the walk is about to do; it stays announced until the next is."""
    personal: tuple[str, ...] = ()
    """The invented shopper's values that leave only where the walk has announced it."""

    def attach(self, context: BrowserContext) -> None:
        """Route every request of the context through the policy, and close pages the shop opens by itself."""
        context.route("**/*", self._route)

    def announce(self, intent: Intent) -> None:
        """Say what the next act is for. Once the shop was told who buys, it may be told again with whatever follows."""
        self.intent = intent
        if intent in _WITH_ADDRESS:
            self.personal = ()

    def adopt(self, page: Page) -> None:
        """Answer the page's dialogs, close whatever it opens, and judge where its redirects lead."""
        page.on("dialog", self._answer)
        page.on("popup", lambda popup: popup.close())
        self._watch_redirects(page)

    def _answer(self, dialog: Dialog) -> None:
        """Keep what a dialog of the browser says, and decline it: what is asked back while the cart is emptied alone is
        agreed to. A page that is being left asks nothing that counts."""
        if dialog.type != "beforeunload":
            self.said.append(" ".join(dialog.message.split())[:LONGEST_SAID])
        if dialog.type == "confirm" and self.intent is Intent.EMPTY_CART:
            dialog.accept()
        else:
            dialog.dismiss()

    def has_stopped(self, url: str, method: str) -> bool:
        """Whether such a request was stopped here; the browser tells of it as one that failed."""
        return any(s.url == url and s.method == method for s in self.stopped)

    def judge(self, ask: Ask) -> str:
        """Why a request is stopped; it is kept where it is."""
        reason = decide(ask, self.mode, self.shop, frozenset(self.also), intent=self.intent, personal=self.personal)
        main = ask.navigation and ask.main_frame
        if not reason and main and self.allowed is not None and same_site(ask.url, self.shop):
            reason = "" if self.allowed(ask.url) else ROBOTS
        if not reason and self.bytes_left <= 0:
            reason = "byte budget used up"
        if reason:
            self.stopped.append(Stopped(ask.url, ask.method, reason))
        return reason

    def _route(self, route: Route) -> None:
        request = route.request
        navigation = request.is_navigation_request()
        try:
            main, page = navigation and request.frame.parent_frame is None, request.frame.url
        except Exception:  # Playwright has no frame yet for a page that is just being opened
            main, page = navigation, ""
        body, kind = "", ""
        if request.method.upper() not in READS:
            body = (request.post_data_buffer or b"")[:LONGEST_BODY].decode("utf-8", "replace")
            kind = request.headers.get("content-type", "")
        if self.judge(Ask(request.url, request.method, request.resource_type, main, navigation, body, page, kind)):
            # a navigation that is given up leaves the page as it is; one that is blocked leaves a page of the browser's
            route.abort("aborted" if main else "blockedbyclient")
        else:
            route.continue_()

    def _watch_redirects(self, page: Page) -> None:
        """Ask for each hop of a redirect too: Playwright's router sees the first alone."""
        control = page.context.new_cdp_session(page)
        top = control.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

        def paused(event: dict[str, Any]) -> None:
            from playwright.sync_api import Error

            asked, kind = event["request"], event["resourceType"]
            reason = ""
            if "redirectedRequestId" in event:
                document = kind == "Document"
                ask = Ask(
                    asked["url"], asked["method"], kind.lower(), event.get("frameId") == top, document,
                    asked.get("postData", "")[:LONGEST_BODY], hop=True,
                )  # fmt: skip
                reason = self.judge(ask)
            try:
                if reason:
                    control.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
                else:
                    control.send("Fetch.continueRequest", {"requestId": event["requestId"]})
            except Error:  # the page has moved on, or is closed
                return

        control.on("Fetch.requestPaused", paused)
        patterns = [{"urlPattern": "*", "resourceType": kind} for kind in ("Document", "XHR", "Fetch")]
        control.send("Fetch.enable", {"patterns": patterns})
