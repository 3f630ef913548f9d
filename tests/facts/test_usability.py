from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.capture import Page, Probe, Problem
from casetrust_audit.model.fact import Absent, Certainty, Known, Subject, Unknown
from casetrust_audit.model.reading import TextBlock, TextRun
from tests.build import SITE, block, heading, link, page
from tests.facts.shop_parts import button, fact_of, image, only, product, subjects, value


def phone(name: str, *texts: str, **over: Any) -> Page:
    return product(
        name, *texts, layout="phone", session="second-look", viewport=(390, 844), **({"document": (390, 2000)} | over)
    )  # fmt: skip


def test_a_page_that_fits_with_its_button_is_fine() -> None:
    fields = only("mobile.pages", product("Mug", "S$18.00"), phone("Mug", "S$18.00"))
    assert fields == {"overflow": Decimal("1.00"), "can_buy": True, "price": True, "small_targets": 0}


def test_a_page_wider_than_the_screen_is_measured() -> None:
    assert only("mobile.pages", phone("Mug", document=(585, 2000)))["overflow"] == Decimal("1.50")


def test_two_pixels_are_no_overflow() -> None:
    assert only("mobile.pages", phone("Mug", document=(392, 2000)))["overflow"] == Decimal("1.00")


def test_products_without_a_button_on_the_phone_are_blocked() -> None:
    pages = [product("Mug"), product("Lamp"), phone("Mug", buttons=()), phone("Lamp", buttons=())]
    assert value("mobile.blocked", *pages) == 2


def test_a_product_nobody_can_buy_is_not_blocked_by_the_phone() -> None:
    pages = [product("Mug", buttons=(button("Sold out", disabled=True),)), phone("Mug", buttons=())]
    assert isinstance(fact_of("mobile.blocked", *pages), Unknown)
    assert only("mobile.pages", *pages)["can_buy"] is True


def test_what_can_be_bought_without_a_price_shows_none_on_a_phone_either() -> None:
    assert only("mobile.pages", product("Mug"), phone("Mug"))["price"] is False
    assert only("mobile.pages", product("Mug", buttons=()), phone("Mug", buttons=()))["price"] is True


def test_a_page_still_loading_is_not_blocked() -> None:
    assert isinstance(fact_of("mobile.blocked", product("Mug"), phone("Mug", buttons=(), settled=False)), Unknown)


def test_a_tiny_button_and_a_missing_price_are_told() -> None:
    tiny = button("Add to cart", box=(0, 0, 80, 18))
    fields = only("mobile.pages", product("Mug", "S$18.00"), phone("Mug", "A mug", buttons=(tiny,)))
    assert (fields["small_targets"], fields["price"]) == (1, False)


def test_a_front_page_that_sells_is_a_product_page_too() -> None:
    front = page("home", "/", "S$42.00", buttons=(button("Add to cart"),))
    again = page(
        "home", "/", "S$42.00", layout="phone", session="second-look", viewport=(390, 844), document=(390, 900)
    )
    walked = product("Seat", "S$42.00", path="/", session="journey-cheap", step="cheap/product")
    assert value("mobile.blocked", front, again, walked) == 1
    assert only("mobile.pages", front, again, walked)["can_buy"] is False


def test_no_phone_visit_is_unknown() -> None:
    assert isinstance(fact_of("mobile.pages", product("Mug")), Unknown)


# navigation


def answered(path: str, status: int, role: str = "other", **over: Any) -> Page:
    return page(role, path, status=status, problems=(Problem("error-page", str(status)),), **over)


def shop_with(*broken: Page) -> tuple[Any, ...]:
    """Twenty good pages, of which the home page links to the broken ones; those are captures, not pages."""
    names = {"/returns": "Returns policy", "/old-mug": "Old mug", "/help": "Contact us"}
    paths = [p.capture.requested_url.removeprefix(SITE) for p in broken]
    links = tuple(link(path, names.get(path, "More")) for path in paths)
    return page("home", "/", links=links), *(page("other", f"/n{i}") for i in range(19))


def navigation(name: str, *broken: Page, **over: Any) -> Any:
    from casetrust_audit.facts.registry import extract
    from casetrust_audit.facts.shop import Shop
    from casetrust_audit.model.capture import Collection
    from tests.build import collection

    good = shop_with(*broken)
    whole = collection(*good, **over)
    captures = whole.captures + tuple(p.capture for p in broken)
    return extract(
        Shop(Collection(whole.run, captures, whole.pages, whole.probes, whole.journeys, whole.skipped, whole.crawl))
    )[name]


def test_a_missing_policy_is_exact() -> None:
    fact = navigation("navigation.broken", answered("/returns", 404))
    assert isinstance(fact, Known)
    assert fact.certainty is Certainty.EXACT
    assert isinstance(fact.value, tuple)
    (subject,) = fact.value
    assert isinstance(subject, Subject)
    assert (subject.fields["kind"], subject.fields["status"], subject.fields["certain"]) == ("policy", 404, True)
    assert [e.quote for e in subject.evidence] == ["answered 404", "Returns policy"]


def test_the_role_of_the_capture_tells_what_the_link_was_for() -> None:
    (subject,) = navigation("navigation.broken", answered("/x9", 500, "checkout")).value
    assert subject.fields["kind"] == "checkout"


def test_a_missing_product_is_no_key_link() -> None:
    (subject,) = navigation("navigation.broken", answered("/old-mug", 404)).value
    assert subject.fields["kind"] == "other"
    assert navigation("navigation.broken_percent", answered("/old-mug", 404)).value == Decimal("4.8")


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_bot_protection_says_nothing(status: int) -> None:
    assert isinstance(navigation("navigation.broken", answered("/returns", status)), Absent)
    assert navigation("navigation.checked", answered("/returns", status)).value == 20


def test_a_page_that_a_script_draws_although_its_host_says_404_is_no_broken_link() -> None:
    drawn = page("returns", "/returns", status=404)
    assert isinstance(navigation("navigation.broken", drawn), Absent)


def test_a_guessed_address_is_nobodys_link() -> None:
    assert isinstance(navigation("navigation.broken", answered("/privacy", 404, found_via="guess")), Absent)


def test_a_page_that_only_looks_like_an_error_is_not_certain() -> None:
    (subject,) = navigation("navigation.broken", answered("/returns", 200)).value
    assert subject.fields["certain"] is False


def test_links_asked_without_a_browser_count() -> None:
    probe = Probe("p1", "links", SITE, {SITE + "/privacy-policy": 404, SITE + "/a": 200, SITE + "/b": 503})
    (subject,) = navigation("navigation.broken", probes=(probe,)).value
    assert (subject.fields["kind"], subject.fields["status"]) == ("policy", 404)


def test_a_footer_link_without_a_target_is_not_certain() -> None:
    dead = link("#", "Privacy policy", area="footer")
    assert only("navigation.broken", page("home", links=(dead,)))["certain"] is False


def test_a_footer_link_for_contact_that_leads_to_an_empty_front_page_is_a_dead_end() -> None:
    foot = (link("/", "Contact us", area="footer"), link("/", "New arrivals", area="footer"))
    fields = only("navigation.broken", page("home", "/"), page("about", "/about", links=foot))
    assert fields == {"kind": "contact", "status": 200, "certain": False}


@pytest.mark.parametrize(
    "front",
    [
        page("home", "/", headings=(heading("Contact us", 2),)),
        page("home", "/", links=(link("mailto:hello@shop.test", "hello@shop.test"),)),
    ],
)
def test_a_front_page_that_says_how_to_write_is_none(front: Page) -> None:
    foot = (link("/", "Contact us", area="footer"),)
    assert not isinstance(fact_of("navigation.broken", front, page("about", "/about", links=foot)), Known)


def test_policy_links_left_keep_the_answer_open() -> None:
    assert isinstance(navigation("navigation.broken", policy_links_left=2), Unknown)


# legibility


def printed(text: str, size: float, contrast: float | None = 12.0) -> TextBlock:
    return block(text, runs=(TextRun(text, size, 400, False, True, contrast),))


def test_the_worst_condition_of_a_page_is_told() -> None:
    mug = product("Mug", blocks=(printed("*Terms apply to this sale", 14), printed("Excluding delivery fee", 8)))
    fields = only("legibility.conditions", mug)
    assert (fields["font_px"], fields["contrast"]) == (Decimal("8"), Decimal("12.0"))


def test_faint_letters_come_before_small_ones() -> None:
    mug = product("Mug", blocks=(printed("Terms and conditions apply", 11), printed("Excluding delivery fee", 14, 1.8)))
    assert only("legibility.conditions", mug)["contrast"] == Decimal("1.8")


def test_captions_and_old_prices_are_no_conditions() -> None:
    struck = block("S$20 before GST applies", runs=(TextRun("S$20 before GST applies", 8, 400, True, True, 2.0),))
    mug = product("Mug", blocks=(printed("Photo by the sea", 7), struck, printed("*", 7)))
    assert isinstance(fact_of("legibility.conditions", mug), Absent)


def test_text_on_a_picture_has_no_contrast() -> None:
    fields = only("legibility.conditions", product("Mug", blocks=(printed("Terms apply today", 14, None),)))
    assert fields["measured"] is False
    assert isinstance(fields["contrast"], Absent)


ENGLISH = (
    "Goods may be returned within fourteen days of receipt if unused and in their original packaging with proof. " * 3
)
CHINESE = "商品可在收到后十四天内退换，须保持未使用状态并附上购买凭证和原包装。" * 4


@pytest.mark.parametrize(
    ("front", "terms", "told"),
    [(ENGLISH, ENGLISH, "same"), (ENGLISH, CHINESE, "other"), (CHINESE, ENGLISH, "english-in-bilingual")],
)
def test_the_language_of_policies_is_held_against_the_shop(front: str, terms: str, told: str) -> None:
    pages = page("home", "/", front), page("returns", "/returns", terms)
    assert only("legibility.policies", *pages)["language"] == told


def test_a_policy_as_a_picture_is_not_real_text() -> None:
    pages = page("home", "/", ENGLISH), page("returns", "/returns", "Returns", images=(image(),))
    fields = only("legibility.policies", *pages)
    assert fields["real_text"] is False
    assert isinstance(fields["language"], Unknown)


def test_each_policy_page_is_told_once() -> None:
    pages = page("home", "/", ENGLISH), page("terms", "/terms", ENGLISH), page("terms", "/terms", ENGLISH)
    assert len(subjects("legibility.policies", *pages)) == 1
