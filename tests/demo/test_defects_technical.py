from __future__ import annotations

import dns.message
import dns.query
import httpx
import pytest

from casetrust_audit.demo.server import DemoShop
from tests.demo.shopper import CHEAP, text, visiting


def test_plain_http_serves_the_shop() -> None:
    with visiting("no-https-redirect") as (shop, _):
        answer = httpx.get(shop.plain_url)
        assert answer.status_code == 200
        assert "Kopi &amp; Kaya" in answer.text


def test_login_and_contact_post_over_plain_http() -> None:
    with visiting("http-login-form") as (shop, shopper):
        for path in ("/account/login", "/contact"):
            actions = [form["action"] for form in shopper.open(path).select("main form")]
            assert actions == [shop.plain_url + path.lstrip("/")]
        assert shopper.open("/complaints").select("main form")[0]["action"] == "/complaints"
        assert "form-action 'self' http:" in shopper.client.get("/contact").headers["content-security-policy"]


def test_the_cookie_is_unprotected() -> None:
    with visiting("weak-cookies") as (_, shopper):
        cookie = shopper.client.get("/").headers["set-cookie"]
        assert cookie.startswith("kk_session=")
        assert not any(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite"))


def test_hsts_is_missing() -> None:
    with visiting("no-hsts") as (_, shopper):
        headers = shopper.client.get("/").headers
        assert "strict-transport-security" not in headers
        assert "content-security-policy" in headers


def dns_says(shop: DemoShop, name: str, kind: str) -> list[str]:
    host, _, port = shop.dns.partition(":")
    answer = dns.query.udp(dns.message.make_query(name, kind), host, timeout=5, port=int(port))
    return [record.to_text() for found in answer.answer for record in found]


def test_the_mail_domain_has_no_policy() -> None:
    for switches, lengths in (((), (1, 1, 1)), (("no-mail-policy",), (1, 0, 0))):
        with DemoShop(switches) as shop:
            found = [dns_says(shop, "kopikaya.example", "MX"), dns_says(shop, "kopikaya.example", "TXT"),
                     dns_says(shop, "_dmarc.kopikaya.example", "TXT")]  # fmt: skip
            assert tuple(map(len, found)) == lengths
            assert dns_says(shop, "elsewhere.example", "MX") == []


def test_a_script_comes_over_plain_http() -> None:
    with visiting("mixed-content") as (shop, shopper):
        for path in ("/", f"/products/{CHEAP}"):
            sources = [s["src"] for s in shopper.open(path).select("script[src]")]
            assert sources == [f"{shop.plain_url}static/visits.js"]
        assert "content-security-policy" not in shopper.client.get("/").headers
        assert httpx.get(f"{shop.plain_url}static/visits.js").status_code == 301


def test_a_script_of_another_host_comes_at_the_payment_step_only() -> None:
    with visiting("unknown-payment-script") as (shop, shopper):
        other = shop.url.replace("127.0.0.1", "localhost")
        assert shopper.open("/").select("script[src]") == []
        assert shopper.add().select("script[src]") == []
        assert [s["src"] for s in shopper.to_payment().select("script[src]")] == [f"{other}static/visits.js"]
        policy = shopper.client.get("/checkout/payment").headers["content-security-policy"]
        assert "script-src 'self' https://localhost:*" in policy
    with visiting() as (_, shopper):
        assert shopper.to_payment().select("script[src]") == []


def test_the_contact_link_is_dead_while_complaints_work() -> None:
    with visiting("dead-contact-link") as (_, shopper):
        footer = shopper.open("/").select("footer")[0]
        link = next(a for a in footer.select("a") if text(a) == "Contact")
        assert shopper.client.get(str(link["href"])).status_code == 404
        assert shopper.client.get("/complaints").status_code == 200


def test_the_phone_layout_hides_the_button() -> None:
    with visiting("phone-unusable") as (_, shopper):
        assert "wide-on-phone" in shopper.open(f"/products/{CHEAP}").select("body")[0]["class"]
        style = shopper.client.get("/static/shop.css").text
        assert "@media (max-width: 480px) {\n  .wide-on-phone { width: 900px; }" in style
        assert ".wide-on-phone .add-to-cart { display: none; }" in style
    with visiting() as (_, shopper):
        assert not shopper.open("/").select("body[class]")


@pytest.mark.parametrize(("switches", "labels"), [((), 1), (("unnamed-fields",), 0)])
def test_e_mail_fields_have_no_label(switches: tuple[str, ...], labels: int) -> None:
    with visiting(*switches) as (_, shopper):
        shopper.add(CHEAP)
        for path, field in (("/", "newsletter-email"), ("/checkout", "email")):
            found = shopper.open(path)
            assert len(found.select(f"#{field}")) == 1
            assert len(found.select(f"label[for={field}]")) == labels


def test_everything_is_behind_a_login() -> None:
    with visiting("login-wall") as (_, shopper):
        for path in ("/", f"/products/{CHEAP}", "/returns", "/sitemap.xml"):
            assert shopper.client.get(path).url.path == "/account/login"


@pytest.mark.parametrize(
    ("wall", "status", "words"),
    [("challenge-page", 403, "Checking your browser before accessing"), ("parked", 200, "This domain is for sale")],
)
def test_a_wall_stands_before_every_page(wall: str, status: int, words: str) -> None:
    with visiting(wall) as (_, shopper):
        for path in ("/", f"/products/{CHEAP}", "/no-such-page"):
            answer = shopper.client.get(path)
            assert answer.status_code == status
            assert words in answer.text
            assert "S$" not in answer.text


def test_the_shop_is_empty() -> None:
    with visiting("empty-shop") as (_, shopper):
        pages = shopper.crawl(sitemap=True)
        assert not any(path.startswith("/products/") for path in pages)
        assert "There is nothing here" in text(pages["/collections/coffee"])
        assert shopper.client.get(f"/products/{CHEAP}").status_code == 404


def test_robots_txt_closes_cart_and_checkout() -> None:
    with visiting("closed-to-robots") as (_, shopper):
        assert "Disallow: /cart\nDisallow: /checkout\n" in shopper.client.get("/robots.txt").text
        assert shopper.client.get("/cart").status_code == 200
