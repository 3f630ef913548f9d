from __future__ import annotations

import contextlib
import json
import re
import socket
import ssl
import threading
from decimal import Decimal

import httpx
import pytest
from stdnum.sg import uen

from casetrust_audit.demo.catalogue import PRODUCTS, Product
from casetrust_audit.demo.company import COMPANY
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.demo.sessions import KINDS
from tests.demo.shopper import CHEAP, MID, SOLD_OUT, Shopper, amount, client_of, rows, text, visiting

POLICIES = ("/contact", "/complaints", "/delivery", "/returns", "/terms", "/privacy", "/faq", "/about", "/reviews")


@pytest.mark.parametrize(("slug", "quantity"), [(CHEAP, 1), (MID, 2), (MID, 3), ("kopi-starter-set", 1)])
def test_an_honest_order_adds_up_to_the_cent(slug: str, quantity: int) -> None:
    product = next(p for p in PRODUCTS if p.slug == slug)
    with visiting() as (shop, shopper):
        page = shopper.open(product.path)
        assert f"S${product.price}" in text(page.select(".product")[0])
        cart = rows(shopper.add(slug, quantity, product.sizes[0] if product.sizes else ""))
        assert amount(cart["Subtotal"]) == product.price * quantity
        assert amount(cart["Total"]) == amount(cart["Subtotal"]) + amount(cart["Standard delivery"])
        shopper.post("/checkout", email="buyer@mail.example")
        payment = shopper.to_payment(CHEAP)
        lines = rows(payment)
        total, gst = amount(lines.pop("Total")), amount(lines.pop("GST 9 % included"))
        subtotal = amount(lines.pop("Subtotal"))
        assert sum(amount(a) for a in lines.values()) == total
        assert subtotal == product.price * quantity + Decimal("3.90")
        assert gst == (total * 9 / 109).quantize(Decimal("0.01"))
        assert text(payment.select("form button")[-1]) == f"Pay S${total} now"
        assert shop.received.counts() == dict.fromkeys(KINDS, 0)


def test_delivery_is_free_from_sixty_dollars() -> None:
    with visiting() as (_, shopper):
        assert rows(shopper.add("kopi-starter-set", 1))["Standard delivery"] == "S$4.00"
        assert rows(shopper.add("kopi-starter-set", 1))["Standard delivery"] == "S$0.00"


def test_quantities_can_be_changed_and_lines_removed() -> None:
    with visiting() as (_, shopper):
        shopper.add(CHEAP)
        assert rows(shopper.post("/cart/update", **{f"quantity-{CHEAP}": "3"}))["Subtotal"] == "S$11.70"
        assert "Your cart is empty" in text(shopper.post("/cart/remove", line=CHEAP))


def test_visitors_do_not_share_a_cart() -> None:
    with visiting() as (shop, shopper):
        shopper.add(CHEAP)
        with client_of(shop) as other:
            assert "Your cart is empty" in other.get("/cart").text
        assert "Your cart is empty" not in text(shopper.open("/cart"))


def test_a_session_id_the_shop_did_not_give_is_not_taken() -> None:
    with visiting() as (_, shopper):
        answer = shopper.client.get("/", headers={"Cookie": "kk_session=chosen-by-me"})
        assert "chosen-by-me" not in answer.headers["set-cookie"]


def test_the_sold_out_product_is_refused_and_says_so() -> None:
    with visiting() as (_, shopper):
        page = shopper.open(f"/products/{SOLD_OUT}")
        button = page.select(".add-to-cart")[0]
        assert button.has_attr("disabled")
        assert text(button) == "Sold out"
        assert json.loads(page.select("[type='application/ld+json']")[0].text)["offers"]["availability"].endswith(
            "OutOfStock"
        )
        assert "not available" in text(shopper.add(SOLD_OUT))
        assert "Your cart is empty" in text(shopper.open("/cart"))


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.slug)
def test_a_product_is_described_and_its_figures_agree(product: Product) -> None:
    assert sum(len(p.split()) for p in product.description) >= 60
    if product.was:
        assert product.saving == int((1 - product.price / product.was) * 100)
    if product.reviews:
        mean = Decimal(sum(r.stars for r in product.reviews)) / len(product.reviews)
        assert product.rating is not None
        assert abs(product.rating - mean) <= Decimal("0.05")


def test_reviews_listed_agree_with_the_structured_data() -> None:
    with visiting() as (_, shopper):
        page = shopper.open("/products/nanyang-house-blend")
        data = json.loads(page.select("[type='application/ld+json']")[0].text)
        stars = [int(text(s).split()[0]) for s in page.select(".review .stars")]
        assert data["aggregateRating"]["reviewCount"] == len(stars) == 4
        assert Decimal(data["aggregateRating"]["ratingValue"]) == Decimal(sum(stars)) / len(stars)
        assert data["offers"]["price"] == "16.90"


def test_every_link_of_the_honest_shop_works_and_leads_nowhere_else() -> None:
    with visiting() as (shop, shopper):
        pages = shopper.crawl()
        assert len(pages) >= 30
        for path in pages:
            assert shopper.client.get(path).status_code == 200, path
        for path, page in pages.items():
            sources = [str(tag.get("src") or tag.get("href")) for tag in page.select("[src], link[href]")]
            assert all(s.startswith("/") for s in sources), path
        assert shop.received.total == 0


def test_every_page_even_of_the_checkout_has_the_whole_footer() -> None:
    with visiting() as (_, shopper):
        for page in (shopper.open("/"), shopper.to_payment(), shopper.open("/no-such-page")):
            footer = page.select("footer")[0]
            links = {str(a["href"]) for a in footer.select("a")}
            assert links >= set(POLICIES)
            for words in (COMPANY.legal_name, COMPANY.uen, COMPANY.address, COMPANY.email, "PayNow", "+65 6"):
                assert words in text(footer)


@pytest.mark.parametrize("path", POLICIES)
def test_policies_are_real_texts(path: str) -> None:
    with visiting() as (_, shopper):
        assert len(text(shopper.open(path).select("main")[0]).split()) >= 150


def test_the_uen_is_well_formed() -> None:
    assert uen.is_valid(COMPANY.uen)


def test_a_missing_page_answers_404_and_helps_on() -> None:
    with visiting() as (_, shopper):
        answer = shopper.client.get("/no-such-page")
        assert answer.status_code == 404
        assert "/collections/coffee" in answer.text


def test_search_finds_a_known_product_and_says_when_it_finds_none() -> None:
    with visiting() as (_, shopper):
        assert "Pandan Kaya" in text(shopper.open("/search?q=pandan+kaya").select("main")[0])
        assert "Nothing found" in text(shopper.open("/search?q=<b>bicycle"))


def test_a_step_cannot_be_reached_before_the_one_before_it() -> None:
    with visiting() as (_, shopper):
        assert shopper.client.get("/checkout/payment").url.path == "/cart"
        shopper.add()
        assert shopper.client.get("/checkout/payment").url.path == "/checkout"
        shopper.post("/checkout", email="a@mail.example")
        assert shopper.client.get("/checkout/payment").url.path == "/checkout/address"
        assert "six digits" in text(shopper.post("/checkout/address", name="A", phone="91234567", line="1 B"))


def test_an_order_needs_the_terms_and_is_counted() -> None:
    with visiting() as (shop, shopper):
        shopper.to_payment()
        assert "agree to the terms" in text(shopper.post("/checkout/place", payment="paynow"))
        assert shop.received.orders == 0
        shopper.post("/checkout/place", payment="paynow", terms="yes")
        shopper.post("/checkout/pay")
        assert (shop.received.orders, shop.received.payments) == (1, 1)


@pytest.mark.parametrize(
    ("path", "form", "kind"),
    [
        ("/contact", {"message": "hello"}, "messages"),
        ("/complaints", {"text": "broken"}, "complaints"),
        ("/reviews", {"text": "nice"}, "messages"),
        ("/newsletter", {"email": "a@mail.example", "consent": "yes"}, "newsletter"),
        ("/account/login", {"email": "a@mail.example", "password": "x"}, "logins"),
        ("/account/register", {"email": "a@mail.example"}, "accounts"),
        ("/account/forgot", {"email": "a@mail.example"}, "messages"),
        ("/wishlist/add", {"product": CHEAP}, "wishlist"),
    ],
)
def test_what_is_sent_is_counted(path: str, form: dict[str, str], kind: str) -> None:
    with visiting() as (shop, shopper):
        shopper.post(path, **form)
        assert shop.received.counts() == dict.fromkeys(KINDS, 0) | {kind: 1}
        assert getattr(shop.received, kind) == 1


def test_a_login_is_always_refused() -> None:
    with visiting() as (_, shopper):
        assert "Wrong e-mail or password" in text(shopper.post("/account/login", email="a@b.example", password="x"))


def test_plain_http_redirects_for_good_to_the_same_page() -> None:
    with visiting() as (shop, _):
        answer = httpx.get(shop.plain_url + "products/pandan-kaya?a=%0d%0aX:1")
        assert answer.status_code == 301
        assert answer.headers["location"] == shop.url + "products/pandan-kaya?a=%0d%0aX:1"


def test_headers_and_cookies_of_the_honest_shop_are_in_order() -> None:
    with visiting() as (_, shopper):
        headers = shopper.client.get("/").headers
        assert headers["strict-transport-security"].startswith("max-age=31536000")
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "referrer-policy" in headers
        cookie = headers["set-cookie"]
        assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax"))
        assert "set-cookie" not in shopper.client.get("/").headers


def test_crawlers_and_password_managers_are_served() -> None:
    with visiting() as (shop, shopper):
        assert f"Sitemap: {shop.url}sitemap.xml" in shopper.client.get("/robots.txt").text
        locations = [loc.text for loc in shopper.open("/sitemap.xml").select("loc")]
        assert len(locations) >= 25
        assert all(shopper.client.get(url).status_code == 200 for url in locations)
        assert "Contact: mailto:" in shopper.client.get("/.well-known/security.txt").text
        assert shopper.client.get("/.well-known/change-password").url.path == "/account/security"


def test_head_answers_like_get_without_a_body() -> None:
    with visiting() as (_, shopper):
        answer = shopper.client.head("/faq")
        assert answer.status_code == 200
        assert int(answer.headers["content-length"]) > 1000
        assert answer.content == b""


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Content-Length": "99999999"}, 413), ({"Content-Length": "-4"}, 400), ({"Transfer-Encoding": "chunked"}, 411)],
)
def test_bodies_that_cannot_be_read_are_refused(headers: dict[str, str], status: int) -> None:
    with visiting() as (shop, _):
        host, port = shop.plain_url.split("/")[2].split(":")
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with socket.create_connection((host, int(port)), timeout=10) as raw:
            raw.sendall(f"POST /contact HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
            assert str(status).encode() in raw.recv(4096).split(b"\r\n")[0]


def test_a_client_that_does_not_speak_tls_disturbs_nobody() -> None:
    with visiting() as (shop, shopper):
        port = int(shop.url.split(":")[2].strip("/"))
        with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
            with contextlib.suppress(ConnectionResetError):
                raw.recv(100)
        assert shopper.client.get("/").status_code == 200


def test_many_visitors_at_once_each_get_their_own_total() -> None:
    with DemoShop() as shop:
        totals: list[str] = []

        def visit(quantity: int) -> None:
            with client_of(shop) as client:
                totals.append(rows(Shopper(client).to_payment(CHEAP, quantity))["Subtotal"])

        threads = [threading.Thread(target=visit, args=(n,)) for n in range(1, 9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(totals) == sorted(f"S${Decimal('3.90') * n}" for n in range(1, 9))


def test_closing_leaves_no_thread_no_port_and_no_file() -> None:
    before = set(threading.enumerate())
    shop = DemoShop().start()
    port, folder = int(shop.url.split(":")[2].strip("/")), shop.ca_file.parent
    context = ssl.create_default_context(cafile=str(shop.ca_file))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as idle,
        socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
        context.wrap_socket(raw, server_hostname="127.0.0.1") as kept_alive,
    ):
        kept_alive.sendall(b"GET /faq HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept_alive.recv(15).startswith(b"HTTP/1.1 200")
        shop.close()
        shop.close()
        assert idle.fileno() >= 0
    assert set(threading.enumerate()) == before
    assert not folder.exists()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=10)


def test_an_address_is_known_only_while_the_shop_runs() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        _ = DemoShop().url


def test_files_outside_the_static_folder_are_not_served() -> None:
    with visiting() as (_, shopper):
        for path in ("/static/../server.py", "/static/%2e%2e/server.py", "/images/..%2fca.pem"):
            assert shopper.client.get(path).status_code == 404


def test_what_a_visitor_types_is_shown_as_text() -> None:
    with visiting() as (_, shopper):
        answer = shopper.client.get("/search", params={"q": "<script>alert(1)</script>"})
        assert "<script>alert" not in answer.text
        assert re.search(r"&lt;script&gt;alert", answer.text)
