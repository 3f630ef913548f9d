from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from casetrust_audit.demo.browse import BARE
from casetrust_audit.demo.catalogue import PRODUCTS
from casetrust_audit.demo.company import ACCREDITED, COMPANY
from casetrust_audit.demo.dealings import DEALINGS
from casetrust_audit.demo.server import DemoShop
from tests.demo.shopper import CHEAP, Shopper, client_of, text, visiting

PRODUCT_PAGES = {p.path for p in PRODUCTS}
SELLING = {"/", "/collections/coffee", "/collections/kaya-and-biscuits", "/collections/mugs-and-brewing"}
CLAIM = "A CaseTrust accredited business"
SAYS: Mapping[str, tuple[str, set[str]]] = {
    "mailed-passwords": ("we send you your password", {"/account/forgot"}),
    "slow-answers": ("acknowledge every complaint within 7 working days", {"/complaints"}),
    "parcels-at-buyers-risk": (
        "not responsible for parcels that are lost or damaged after they have been handed to the courier",
        {"/delivery"},
    ),
    "invented-purchases": (
        "Jia Hui from Tampines just bought Pandan Kaya, 30 seconds ago", {*SELLING, *PRODUCT_PAGES}
    ),
    "shaming-decline": ("No thanks, I prefer to pay full price", {"/"}),
    "unfilled-privacy-notice": ("[Your company name] is responsible", {"/privacy"}),
    "denied-trackers": ("We do not use tracking cookies or other trackers.", {"/privacy"}),
    "bare-warranty": ("Enamel mugs come with a warranty.", {"/terms"}),
    "cancels-and-keeps": ("We may cancel an order at any time and keep the payment.", {"/terms", "/returns"}),
    "paid-praise": ("Leave us a 5-star review and get S$5.00 off", {"/reviews"}),
    "only-praise": ("We publish only positive reviews", {"/reviews"}),
    "tiny-conditions": ("* Terms and conditions apply.", PRODUCT_PAGES),
}  # fmt: skip
"""What a switch says, and on which of the pages."""
SILENT_ON: Mapping[str, tuple[str, ...]] = {
    "no-second-factor": ("wo-step verification (2FA)", "asskey", "authenticator app"),
    "mailed-passwords": ("If there is an account for it", "never send passwords", "hash of it"),
    "unverified-accounts": ("We will send a confirmation code",),
    "slow-answers": ("this form within 1 working day", "complaint within 1 working day"),
    "no-status-updates": ("case number", "status updates"),
    "parcels-at-buyers-risk": ("The risk is ours", "send the order again", "when the parcel is handed to you"),
    "no-dispatch-details": ("elf-collection", "Ninja Van in the evening", "before 2 pm"),
    "no-tracking": ("racking number", "track my order"),
    "no-data-protection-officer": ("Data Protection Officer", COMPANY.dpo_email),
    "no-privacy-rights": ("ask for access", "withdraw your consent", "until you unsubscribe"),
    "denied-trackers": ("no analytics or advertising cookies",),
    "bare-warranty": ("12 months",),
    "cancels-and-keeps": ("refund everything you have paid",),
    "vague-refunds": ("original payment method", "payment method within", "vouchers"),
    "paid-praise": ("no rewards for reviews",),
    "only-praise": ("good and bad reviews alike", "2 out of 5 stars", "3 out of 5 stars"),
    "unexplained-verified-badge": ("means that we found an order", "How we check reviews", "used for the order"),
}
"""What the honest shop says somewhere and with the switch says nowhere."""


def texts(shopper: Shopper) -> dict[str, str]:
    return {path: text(page) for path, page in shopper.crawl(sitemap=True).items()}


@pytest.fixture(scope="module")
def honest() -> dict[str, str]:
    with visiting() as (_, shopper):
        return texts(shopper)


@pytest.fixture(scope="module")
def saying() -> dict[str, str]:
    """A shop with all that say something: their words touch each other nowhere."""
    with visiting(*SAYS) as (_, shopper):
        return texts(shopper)


@pytest.fixture(scope="module")
def silent() -> dict[str, str]:
    """A shop with all that hide something."""
    with visiting(*SILENT_ON) as (_, shopper):
        shopper.add()
        return texts(shopper) | {"/checkout": text(shopper.open("/checkout"))}


@pytest.mark.parametrize("name", SAYS)
def test_a_switch_says_it_where_it_is_meant_to_and_the_honest_shop_does_not(
    name: str, honest: dict[str, str], saying: dict[str, str]
) -> None:
    words, where = SAYS[name]
    assert [path for path, said in honest.items() if words in said] == []
    assert {path for path, said in saying.items() if words in said} == where


@pytest.mark.parametrize("name", SILENT_ON)
def test_a_switch_hides_what_the_honest_shop_tells_on_every_page(
    name: str, honest: dict[str, str], silent: dict[str, str]
) -> None:
    assert [w for w in SILENT_ON[name] if not any(w in said for said in honest.values())] == []
    assert [(path, w) for path, said in silent.items() for w in SILENT_ON[name] if w in said] == []


def test_nothing_is_left_of_the_way_of_an_order_but_the_days_it_takes() -> None:
    with visiting("no-dispatch-details") as (_, shopper):
        shown = texts(shopper)
    telling = ("/", "/delivery", "/returns", "/terms", "/faq", *PRODUCT_PAGES)
    assert [(path, w) for path in telling for w in ("working day", "courier", "Ninja Van") if w in shown[path]] == []
    assert "2-3 days" in shown["/delivery"]


def test_links_to_call_lack_a_digit_and_the_number_shown_is_right() -> None:
    with visiting("broken-phone-link") as (_, shopper):
        pages = [shopper.open(path) for path in ("/", "/contact", "/complaints")]
    links = [link for page in pages for link in page.select("a[href^='tel:']")]
    assert {(str(link["href"]), text(link)) for link in links} == {("tel:+656123456", COMPANY.phone)}


def test_casetrust_is_claimed_on_every_page_by_a_business_that_is_not_listed(honest: dict[str, str]) -> None:
    assert not any("CaseTrust" in said for said in honest.values())
    with visiting("false-casetrust-claim") as (_, shopper):
        assert all(CLAIM in said for said in texts(shopper).values())
    assert COMPANY.legal_name not in ACCREDITED


def test_a_tracker_is_loaded_on_every_page_but_cart_and_checkout() -> None:
    with visiting("denied-trackers") as (_, shopper):
        shopper.add()
        scripts = {
            p: shopper.open(p).select("script[src*=google-analytics]") for p in ("/", "/faq", "/cart", "/checkout")
        }
    assert {path for path, found in scripts.items() if found} == {"/", "/faq"}


def test_the_page_of_one_product_is_bare_and_no_other() -> None:
    with visiting("bare-product-page") as (_, shopper):
        told = {p.path: bool(shopper.open(p.path).find(string="About this product")) for p in PRODUCTS}
        bare = shopper.open(f"/products/{BARE}")
    assert [path for path, there in told.items() if not there] == [f"/products/{BARE}"]
    assert not bare.select("p.contents, article.review, .stars")
    assert "No reviews yet." in text(bare)


def test_a_notice_tells_of_repairs_that_are_long_over() -> None:
    with DemoShop(["stale-notice"], today=date(2026, 11, 20)) as shop, client_of(shop) as client:
        told = texts(Shopper(client))
        assert shop.errors == []
    words = "Our shop in Tiong Bahru is closed for repairs until 6 October 2026"
    assert {path for path, said in told.items() if words in said} == {"/"}


def test_there_is_neither_a_review_nor_a_form_to_write_in() -> None:
    with visiting("no-feedback-at-all") as (_, shopper):
        pages = shopper.crawl(sitemap=True)
        assert [path for path, page in pages.items() if page.select("textarea")] == []
        words = ("eedback", "out of 5", "form below", "contact form", "this form")
        assert [(path, w) for path, page in pages.items() for w in words if w in text(page)] == []
        assert COMPANY.email in text(shopper.open("/complaints"))


def test_small_letters_are_small() -> None:
    with visiting("tiny-conditions") as (_, shopper):
        assert ".tiny { font-size: 7px; }" in shopper.client.get("/static/shop.css").text
        assert shopper.open(f"/products/{CHEAP}").select_one("p.tiny")


def test_every_switch_of_the_module_is_tried_here() -> None:
    alone = {"broken-phone-link", "false-casetrust-claim", "bare-product-page", "stale-notice", "no-feedback-at-all"}
    assert {d.name for d in DEALINGS} == {*SAYS, *SILENT_ON, *alone}
