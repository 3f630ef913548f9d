"""A deterministic shop for measuring speed: items, listings and policies with the sizes of real pages.

Every page is made from a seed of its address, so that any page of any run is the same. Words are drawn from a shop's
vocabulary, menus and footers repeat as they do in real shops, policies run to 3,000 words with periods, charges and
conditions in them. A page has 60 to 150 KB of HTML, most of it styles and scripts in the page, as on real ones.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PRODUCTS = 500
PER_LISTING = 48
LISTINGS = -(-PRODUCTS // PER_LISTING)


def _words(text: str) -> list[str]:
    return text.split()


POLICIES = ("terms", "privacy", "returns", "delivery", "about", "contact", "faq")

_GOODS = _words("""
    kettle lamp chair rug teapot blanket mirror basket clock bowl tray vase shelf stool pan knife board towel pillow
    candle frame jar mug plate spoon curtain desk bench ladder hook""")
_LOOKS = _words("""
    copper oak linen woven enamel brass walnut cotton stoneware bamboo marble felt rattan glass slate ash cedar wool
    cast-iron recycled hand-thrown folding stackable round small tall""")
_WORDS = _words("""
    made for the kitchen and living room with a smooth surface that lasts many years of daily use each piece is
    checked by hand before it leaves our workshop wipe clean with a soft damp cloth do not use harsh cleaners suits
    gas induction and ceramic hobs holds enough water for four large cups handle stays cool while pouring fits most
    cupboards packed in card without plastic natural grain varies from piece to piece colour may look different on
    your screen spare parts can be ordered from us at any time designed in singapore by a small team who cook and
    live with what they sell weight and size are given below please measure your space before you choose""")
_CLAUSES = (
    "You may send back an item within {n} days of receiving it, unused and in its original packaging.",
    "We deliver within Singapore in {n} to {m} working days; delivery costs S${m}.90 below an order of S${n}0.",
    "We reply to complaints within {n} working days and aim to settle them within {m} weeks.",
    "Personal data is kept for no longer than {n} years after your last order, unless the law asks us to keep it.",
    "Our liability is limited to the price of the goods, except where the law does not allow such a limit.",
    "If an item arrives damaged, tell us within {n} days with a photograph, and we repair, replace or refund it.",
    "Refunds are paid to the card or account that was charged, within {n} working days of our receiving the goods.",
    "You may withdraw your consent to marketing at any time by writing to our data protection officer.",
    "Prices are in Singapore dollars and include 9% GST; a change of the rate is shown before you pay.",
    "Where a delivery fails because nobody was at home, the courier tries again on the next working day.",
    "We share your address with the courier who brings your order, and with nobody else without your consent.",
    "Cookies that are not needed are set only after you agree; you can change your choice at any time.",
    "These terms are governed by the law of Singapore, and its courts decide where we cannot agree.",
    "Warranty of {n} months covers faults of material and making, and not ordinary wear or wrong use.",
    "To exchange an item for another size, write to us first and wait for the return label before you post it.",
)
_NAMES = ["Wei Ling", "Hafiz", "Priya", "Marcus", "Siti", "Jun Hao", "Rachel", "Kumar", "Mei", "Daniel"]
_STYLE_KB, _SCRIPT_KB = 34, 22


def paths(products: int = PRODUCTS) -> Iterator[str]:
    """Every address of the shop, the ones a shopper meets first in front."""
    yield "/"
    yield from (f"/pages/{name}" for name in POLICIES)
    yield from (f"/collections/{n}" for n in range(1, -(-products // PER_LISTING) + 1))
    yield from (f"/products/{n}" for n in range(1, products + 1))


def price(number: int) -> str:
    """Price of an item, in S$: what a reading of its page must say."""
    return f"{5 + number * 37 % 190}.{(number * 7 % 10)}0"


def name(number: int) -> str:
    """Name of an item."""
    return f"{_LOOKS[number * 5 % len(_LOOKS)]} {_GOODS[number * 3 % len(_GOODS)]} no. {number}".capitalize()


def page(path: str) -> str | None:
    """HTML of an address, None where the shop has no such page."""
    parts = path.strip("/").split("/")
    made = random.Random(f"casetrust {path}")  # noqa: S311  pages that are alike each time, no secret
    if parts == [""]:
        return _whole("Kettle House", _cards(range(1, 41)) + _prose(made, 20), path)
    if len(parts) == 2 and parts[0] == "pages" and parts[1] in POLICIES:
        return _whole(parts[1].capitalize(), _policy(made, parts[1]), path)
    if len(parts) != 2 or not parts[1].isdigit():
        return None
    number = int(parts[1])
    if parts[0] == "collections" and 1 <= number <= LISTINGS:
        first = (number - 1) * PER_LISTING + 1
        return _whole(f"Collection {number}", _cards(range(first, min(first + PER_LISTING, PRODUCTS + 1))), path)
    if parts[0] == "products" and 1 <= number <= PRODUCTS:
        return _whole(name(number), _product(made, number), path)
    return None


def _product(made: random.Random, number: int) -> str:
    options = "".join(f"<option>{size}</option>" for size in ("Small", "Medium", "Large"))
    rows = "".join(f"<tr><th>{_LOOKS[i % 26]}</th><td>{made.randint(4, 90)} cm</td></tr>" for i in range(24))
    said = "".join(
        f'<li class="review"><b>{made.choice(_NAMES)}</b> <span>{made.randint(3, 5)} out of 5 stars</span>'
        f"<p>{_sentence(made, 24)}</p></li>"
        for _ in range(30)
    )
    return (
        f'<div class="item"><img src="/img/{number % 10}.svg" alt="{escape(name(number))}" width="480" height="480">'
        f'<div><p class="price">S${price(number)}</p><p>In stock. Price includes 9% GST.</p>'
        f'<form method="post" action="/cart/add"><input type="hidden" name="id" value="{number}">'
        f'<label>Size <select name="size">{options}</select></label>'
        f'<label>Quantity <input type="number" name="quantity" value="1"></label><button>Add to cart</button></form>'
        f"</div></div><h2>Description</h2>{_prose(made, 30)}<h2>Sizes</h2><table>{rows}</table>"
        f"<h2>Reviews</h2><ul>{said}</ul><h2>You may also like</h2>"
        f"{_cards(range(number % PRODUCTS + 1, min(number % PRODUCTS + 17, PRODUCTS + 1)))}"
    )


def _cards(numbers: range) -> str:
    cards = "".join(
        f'<li class="card"><a href="/products/{n}"><img src="/img/{n % 10}.svg" alt="" width="200" height="200">'
        f"<h3>{escape(name(n))}</h3></a><p>S${price(n)}</p></li>"
        for n in numbers
    )
    return f'<ul class="grid">{cards}</ul>'


def _policy(made: random.Random, kind: str) -> str:
    parts: list[str] = []
    words = 0
    while words < (3000 if kind in ("terms", "privacy", "returns", "delivery") else 400):
        lines = [made.choice(_CLAUSES).format(n=made.randint(2, 30), m=made.randint(3, 9)) for _ in range(4)]
        lines.append(_sentence(made, 30))
        text = " ".join(lines)
        words += len(text.split())
        parts.append(f"<h2>{len(parts) + 1}. {_sentence(made, 4).rstrip('.')}</h2><p>{text}</p>")
    reach = (
        "<p>Kettle House Pte. Ltd., UEN 201912345K, 71 Robinson Road #14-01, Singapore 068895. Call +65 6123 4567 or"
        " write to hello@kettles.example, Monday to Friday, 9am to 6pm.</p>"
    )
    return "".join(parts) + (reach if kind in ("contact", "about", "terms") else "")


def _sentence(made: random.Random, words: int) -> str:
    start = made.randrange(len(_WORDS))
    return " ".join(_WORDS[(start + i) % len(_WORDS)] for i in range(words)).capitalize() + "."


def _prose(made: random.Random, paragraphs: int) -> str:
    return "".join(f"<p>{' '.join(_sentence(made, 18) for _ in range(3))}</p>" for _ in range(paragraphs))


def _whole(title: str, body: str, path: str) -> str:
    menu = "".join(
        f'<li><a href="/collections/{n % LISTINGS + 1}">{_LOOKS[n % 26]} {_GOODS[n % 29]}s</a></li>'
        for n in range(1, 91)
    )
    links = "".join(f'<li><a href="/pages/{p}">{p.capitalize()}</a></li>' for p in POLICIES)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Kettle House</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/site.css">'
        + "".join(f'<script src="/s{n}.js" defer></script>' for n in (1, 2, 3))
        + f"<style>{_rules()}</style></head><body><header><a href='/'>Kettle House</a><form action='/search'>"
        f"<input type='search' name='q' aria-label='Search'><button>Search</button></form><a href='/cart'>Cart (0)</a>"
        f"<nav><ul>{menu}</ul></nav></header><main><h1>{escape(title)}</h1>{body}</main><footer><ul>{links}</ul>"
        "<p>Kettle House Pte. Ltd. UEN 201912345K. Free delivery above S$80. We take Visa, Mastercard and PayNow.</p>"
        "<form method='post' action='/news'><label>E-mail <input type='email' name='email'></label>"
        "<button>Sign up</button></form></footer>"
        f"<script>window.state={_state(path)}</script></body></html>"
    )


def _rules() -> str:
    rule = ".u{n}{{margin:{n}px;padding:{n}px;color:#333;font-size:14px}}"
    return "".join(rule.format(n=n) for n in range(_STYLE_KB * 1024 // 56))


def _state(path: str) -> str:
    made = random.Random(f"state {path}")  # noqa: S311
    rows = ",".join(
        f'{{"key":"{made.getrandbits(64):016x}","rank":{made.random():.6f}}}' for _ in range(_SCRIPT_KB * 21)
    )
    return f"[{rows}]"


_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480"><rect width="480" height="480" fill="#{n}{n}c"/>'
    '<circle cx="240" cy="240" r="{n}0" fill="#fff"/></svg>'
)


def answer(path: str) -> tuple[int, str, str]:
    """Status, media type and body of an address."""
    if path.endswith(".js"):
        return 200, "text/javascript", f"window.part{path.strip('/s.j')}=function(a){{return a+1}};\n" * 400
    if path.endswith(".css"):
        return 200, "text/css", "body{font:16px sans-serif}.grid{display:flex;flex-wrap:wrap}.item{display:flex}"
    if path.endswith(".svg"):
        return 200, "image/svg+xml", _PICTURE.format(n=path.rsplit("/", maxsplit=1)[-1][0])
    if path == "/robots.txt":
        return 200, "text/plain", "User-agent: *\nAllow: /\n"
    if path == "/cart":
        return 200, "text/html; charset=utf-8", _whole("Your cart", "<p>Your cart is empty.</p>", path)
    found = page(path)
    lost = _whole("Not found", "<p>There is no such page.</p>", path)
    return (404 if found is None else 200), "text/html; charset=utf-8", lost if found is None else found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status, media, text = answer(self.path.split("?")[0])
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600" if media.split(";")[0] != "text/html" else "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The shop on loopback while it lasts; gives its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
