"""A shopper without a browser: opens pages of the demo shop and walks to the payment step."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import httpx
from bs4 import BeautifulSoup, Tag

from casetrust_audit.demo.server import DemoShop

CHEAP, MID, SALE, SOLD_OUT = "kopi-o-trial-pack", "single-origin-toraja", "cold-brew-concentrate", "pineapple-tart-tin"
ADDRESS = {
    "name": "Test Buyer", "phone": "9123 4567", "line": "1 Test Street", "unit": "#02-03", "postcode": "168027",
    "country": "SG", "area": "Central", "nric": "none",
}  # fmt: skip


class Shopper:
    """One visitor with cookies of their own. Pages are parsed; `client` is there for the rest."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def open(self, path: str) -> BeautifulSoup:
        return soup(self.client.get(path))

    def post(self, path: str, **form: str) -> BeautifulSoup:
        return soup(self.client.post(path, data=form))

    def add(self, slug: str = CHEAP, quantity: int = 1, size: str = "") -> BeautifulSoup:
        return self.post("/cart/add", product=slug, quantity=str(quantity), size=size)

    def to_delivery(self, slug: str = CHEAP, quantity: int = 1, size: str = "") -> BeautifulSoup:
        """From an empty cart to the delivery step."""
        self.add(slug, quantity, size)
        self.post("/checkout", email="buyer@mail.example")
        return self.post("/checkout/address", **ADDRESS)

    def to_payment(self, slug: str = CHEAP, quantity: int = 1, size: str = "") -> BeautifulSoup:
        """From an empty cart to the payment step, with the delivery that is preselected."""
        page = self.to_delivery(slug, quantity, size)
        chosen = page.select_one("input[name=delivery][checked]")
        assert isinstance(chosen, Tag)
        return self.post("/checkout/delivery", delivery=str(chosen["value"]))

    def crawl(self, *, sitemap: bool = False) -> dict[str, BeautifulSoup]:
        """Every page reached by links from the home page, by path, and where asked for by the sitemap."""
        waiting, seen = ["/"], dict[str, BeautifulSoup]()
        if sitemap:
            waiting += [loc.text.split("/", 3)[-1] for loc in self.open("/sitemap.xml").select("loc")]
        while waiting:
            path = "/" + waiting.pop(0).lstrip("/")
            if path in seen:
                continue
            page = seen[path] = self.open(path)
            links = (str(a["href"]).partition("#")[0] for a in page.select("a[href^='/']"))
            waiting += [link for link in links if link not in seen]
        return seen


def soup(response: httpx.Response) -> BeautifulSoup:
    kind = "xml" if "xml" in response.headers.get("content-type", "") and "svg" not in response.text[:5] else "lxml"
    return BeautifulSoup(response.text, kind)


def text(page: BeautifulSoup | Tag) -> str:
    return " ".join(page.get_text(" ").split())


def rows(page: BeautifulSoup) -> dict[str, str]:
    """Label and amount of each line of the summary table."""
    return {text(r.select("th")[0]): text(r.select("td")[0]) for r in page.select("table.summary tr")}


def amounts(lines: dict[str, str]) -> Decimal:
    """Sum of the lines but for the subtotal, the total and the GST included."""
    apart = ("Subtotal", "Total", "GST 9 % included")
    return sum((amount(a) for label, a in lines.items() if label not in apart), Decimal(0))


def amount(words: str) -> Decimal:
    """ "S$1,234.50", "US$2.00" or "−S$0.02" as a number."""
    return Decimal(words.replace("US$", "").replace("S$", "").replace(",", "").replace("−", "-"))


@contextmanager
def client_of(shop: DemoShop) -> Iterator[httpx.Client]:
    """An HTTP client that trusts the shop's authority and follows redirects."""
    trust = ssl.create_default_context(cafile=str(shop.ca_file))
    if not shop.defects.isdisjoint({"expired-certificate", "self-signed-certificate", "wrong-host-certificate"}):
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    with httpx.Client(base_url=shop.url, verify=trust, follow_redirects=True, timeout=20) as client:
        yield client


@contextmanager
def visiting(*defects: str, coats: tuple[str, ...] = ()) -> Iterator[tuple[DemoShop, Shopper]]:
    """A running shop with the defects, in the coats, and a shopper in it. The shop must have made no fault itself."""
    with DemoShop(defects, coats=coats) as shop:
        with client_of(shop) as client:
            yield shop, Shopper(client)
        assert shop.errors == []
