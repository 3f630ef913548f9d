from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.gate import problems
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.model.reading import Card, CardAmount, Frame, Image, Reading
from casetrust_audit.text.address_key import AddressKeys
from tests import build

SHOP = build.SITE + "/"
PROSE = "Fresh tea from the hills of Cameron Highlands, packed by hand in Singapore and sent the same day. " * 12
BOX = (10.0, 10.0, 200.0, 200.0)


def _reading(*texts: str, path: str = "/", links: int = 20, **over: Any) -> Reading:
    listed = tuple(build.link(f"/l{n}", f"Link {n}") for n in range(links))
    url = path if path.startswith("http") else build.SITE + path
    return build.reading(url, blocks=tuple(build.block(t) for t in texts), links=listed, **over)


def _kinds(reading: Reading, status: int | None = 200, asked: str = "", **over: Any) -> list[str]:
    return [p.kind for p in problems(reading, status, asked or reading.url, SHOP, **over)]


def _password() -> tuple[Any, ...]:
    return (build.form(build.field("email"), build.field("password", type="password")),)


def test_an_ordinary_page_has_no_problem() -> None:
    assert _kinds(_reading(PROSE)) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_an_error_status_is_an_error_page(status: int) -> None:
    assert _kinds(_reading(PROSE), status) == ["error-page"]


@pytest.mark.parametrize("status", [None, 200, 201, 204, 304])
def test_other_statuses_are_not(status: int | None) -> None:
    assert _kinds(_reading(PROSE), status) == []


@pytest.mark.parametrize("title", ["Page not found", "404", "Oops! That page does not exist"])
def test_an_error_page_with_status_200_is_known_by_its_words(title: str) -> None:
    assert _kinds(_reading("Sorry.", title=title)) == ["error-page"]


def test_a_long_page_may_speak_of_things_not_found() -> None:
    assert _kinds(_reading(PROSE * 2, title="Items not found in your parcel?")) == []


@pytest.mark.parametrize("words", ["Verify you are human", "Checking your browser", "Access denied"])
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_block_page_is_a_challenge(words: str, status: int) -> None:
    assert _kinds(_reading(words, links=1), status)[:1] == ["challenge"]


@pytest.mark.parametrize("src", ["https://challenges.cloudflare.com/x", "https://newassets.hcaptcha.com/captcha/v1/"])
def test_a_page_that_is_but_a_captcha_is_a_challenge(src: str) -> None:
    frame = Frame(src, "", True, BOX)
    assert _kinds(_reading("One moment", links=0, frames=(frame,)))[:1] == ["challenge"]
    assert _kinds(_reading("Write to us. Name, e-mail, message.", frames=(frame,))) == []


def test_a_contact_form_with_a_captcha_is_no_challenge() -> None:
    assert (
        _kinds(_reading("Contact us", "Please complete the captcha", forms=(build.form(build.field("email")),))) == []
    )


@pytest.mark.parametrize("words", ["This domain is for sale", "Welcome to nginx!", "Buy this domain"])
def test_a_parked_domain_is_known(words: str) -> None:
    assert _kinds(_reading(words, links=4)) == ["parked"]


def test_a_small_shop_that_tells_how_it_works_is_not_parked() -> None:
    card = Card("/p/1", "Tea", "Tea S$5", (CardAmount("S$5", False, True, 16, BOX),), "li", "main", True, BOX)
    assert _kinds(_reading("See how it works", cards=(card,))) == []


def test_an_empty_page_is_a_shell_unless_it_shows_something() -> None:
    assert _kinds(_reading(links=0)) == ["empty-shell"]
    assert _kinds(_reading("Loading", links=2)) == ["empty-shell"]
    assert _kinds(_reading(links=3)) == []
    assert _kinds(_reading(links=0, images=(Image("a.jpg", "", True, BOX),))) == []
    assert _kinds(_reading(links=0), 404) == ["error-page"]


@pytest.mark.parametrize("asked", ["/", "/products/tea", "/cart", "/pages/returns"])
@pytest.mark.parametrize("got", ["/login", "/account/login?next=/", "/sign-in", "/customer/auth", "/?page=login&x=1"])
def test_a_page_that_becomes_a_login_is_a_wall(asked: str, got: str) -> None:
    walled = _kinds(_reading(PROSE, path=got, forms=_password()), asked=build.SITE + asked)
    assert walled == ["login-wall"]


@pytest.mark.parametrize("asked", ["/login", "/account", "/my-account/", "/account/orders", "/wishlist", "/orders/7"])
def test_a_login_asked_for_ones_own_account_is_no_wall(asked: str) -> None:
    assert _kinds(_reading(PROSE, path="/account/login", forms=_password()), asked=build.SITE + asked) == []


def test_a_page_drawn_by_a_script_although_its_host_says_404_is_judged_where_the_shop_is_made_so() -> None:
    home = _reading("Welcome", cards=(build.card("/a", "A", "S$5"), build.card("/b", "B", "S$6")))
    nothing = _reading("Oh dear, the kettle is cold", path="/nowhere")
    faq = _reading(PROSE * 2, path="/faq", headings=(build.heading("Parcel not found?", 2),))
    assert _kinds(home, 404, start=True) == []
    assert _kinds(faq, 404) == ["error-page"]
    pages = KnownPages(AddressKeys(SHOP))
    pages.note_home(SHOP, home, 404)
    assert pages.note_lost(nothing)
    assert _kinds(faq, 404, pages=pages) == []
    assert _kinds(nothing, 404, pages=pages) == ["error-page"]
    assert _kinds(_reading("Page not found", path="/x", title="Page not found"), 404, pages=pages) == ["error-page"]
    assert _kinds(faq, 500, pages=pages) == ["error-page"]


@pytest.mark.parametrize("words", ["Page not found", "404"])
def test_a_front_page_that_says_it_is_not_there_is_an_error_whatever_it_recommends(words: str) -> None:
    cards = (build.card("/a", "A", "S$5"), build.card("/b", "B", "S$6"))
    assert _kinds(_reading("Try these", title=words, cards=cards), 404, start=True) == ["error-page"]


def test_a_login_box_on_another_page_is_no_wall() -> None:
    assert _kinds(_reading(PROSE, path="/welcome", forms=_password()), asked=SHOP) == []
    assert _kinds(_reading(PROSE, path="/login"), asked=SHOP) == []


def test_a_page_of_another_site_is_off_site_but_for_a_policy_that_was_asked_for() -> None:
    away = _reading(PROSE, path="https://policies.test/privacy")
    assert _kinds(away) == ["off-site"]
    assert _kinds(away, policy_elsewhere=True) == []
    assert _kinds(_reading(PROSE, path="https://www.shop.test/")) == []


def test_a_page_that_still_changes_is_kept_with_a_note() -> None:
    assert _kinds(_reading(PROSE, settled=False)) == ["not-settled"]
