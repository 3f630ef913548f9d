"""Addresses as storefronts make them, and the role each speaks for."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.role_words import is_root, said_by_address
from casetrust_audit.collect.roles import guess_role
from tests.build import SITE

ADDRESSES = [
    # front pages
    ("/", "home"),
    ("/?utm_source=x&srsltid=AfmB", "home"),
    ("/en-sg/", "home"),
    ("/eu/en", "home"),
    ("/index.php", "home"),
    ("/de/index.html", "home"),
    ("/home", "home"),
    # Magento
    ("/customer/account/login/", "login"),
    ("/customer/account/create/", "register"),
    ("/customer/account/forgotpassword/", "recovery"),
    ("/checkout/cart/", "cart"),
    ("/checkout/onepage/", "checkout"),
    ("/catalogsearch/result/?q=tea", "search"),
    ("/catalog/product/view/id/12", "product"),
    ("/red-tea-pot.html", "product"),
    # Shopify
    ("/account/login?checkout_url=%2Fcart", "login"),
    ("/account/register", "register"),
    ("/collections/mugs", "listing"),
    ("/collections/mugs/products/blue-mug", "product"),
    ("/products/contact-grill", "product"),
    ("/pages/contact", "contact"),
    ("/policies/refund-policy", "returns"),
    ("/policies/terms-of-service", "terms"),
    ("/blogs/news/our-refund-story", "other"),
    ("/checkouts/cn/abc123", "checkout"),
    # WooCommerce
    ("/my-account/", "account"),
    ("/my-account/lost-password/", "recovery"),
    ("/product/green-tea/", "product"),
    ("/product-category/teas/", "listing"),
    ("/shop/", "listing"),
    ("/?add=1&product=green-tea", "product"),
    # PrestaShop
    ("/index.php?controller=authentication&back=my-account", "login"),
    ("/index.php?controller=authentication&create_account=1", "register"),
    ("/index.php?id_product=12&controller=product", "product"),
    ("/index.php?controller=contact", "contact"),
    ("/content/4-about-us", "about"),
    # OpenCart, osCommerce, Zen Cart, BigCommerce
    ("/index.php?route=product/product&product_id=3", "product"),
    ("/index.php?route=product/category&path=20", "listing"),
    ("/index.php?route=checkout/cart", "cart"),
    ("/index.php?route=account/login", "login"),
    ("/product_info.php?products_id=7", "product"),
    ("/product_info.php/Travel-Mug_943001.html", "product"),
    ("/password_forgotten.php", "recovery"),
    ("/create_account.php", "register"),
    ("/shopping_cart.php", "cart"),
    ("/checkout_shipping.php", "checkout"),
    ("/index.php?main_page=contact_us", "contact"),
    ("/login.php?action=create_account", "register"),
    ("/login.php?action=reset_password", "recovery"),
    # SHOPLINE, Lazada, Shopee, Wix, Salesforce, Bitrix, Squarespace, marketplaces
    ("/users/sign_in", "login"),
    ("/users/sign_up", "register"),
    ("/users/password/new", "recovery"),
    ("/categories/mugs", "listing"),
    ("/products/travel-mug-i123456.html", "product"),
    ("/Travel-Mug-i.123.456", "product"),
    ("/product-page/travel-mug", "product"),
    ("/s/Sites-Shop-Site/en_US/Account-Show", "account"),
    ("/auth/?forgot_password=yes", "recovery"),
    ("/login/?register=yes&backurl=%2Fcontact%2F", "register"),
    ("/shop/p/travel-mug", "product"),
    ("/dp/B00ABCDEFG", "product"),
    ("/itm/123456", "product"),
    # other languages
    ("/passwort-vergessen", "recovery"),
    ("/kontakt.html", "contact"),
    ("/warenkorb", "cart"),
    ("/connexion", "login"),
    ("/contatti/", "contact"),
    ("/%D0%92%D0%BE%D0%B9%D1%82%D0%B8", "login"),
    ("/chi-sono", "about"),
    ("/ueber-mich.html", "about"),
    ("/quem-somos/", "about"),
    # Chinese words in Latin letters
    ("/lianxi.html", "contact"),
    ("/lian-xi-wo-men.html", "contact"),
    ("/guanyuwomen/", "about"),
    ("/gouwuche", "cart"),
    ("/denglu.html", "login"),
    ("/user/zhuce", "register"),
    ("/wangjimima.html", "recovery"),
    ("/tuihuanhuo.html", "returns"),
    # orders that are followed, and addresses that lead nowhere
    ("/track-my-order", "order_status"),
    ("/order-tracking.html", "order_status"),
    ("/track", "order_status"),
    ("/pages/parcel-tracking", "order_status"),
    ("/account/order-status", "order_status"),
    ("/sendungsverfolgung", "order_status"),
    ("/suivi-de-commande", "order_status"),
    ("/jejak-pesanan", "order_status"),
    ("/login-register.html", "login"),
    ("/signin-signup", "login"),
    ("/register-login", "register"),
    ("/404.html", "error"),
    ("/error-404", "error"),
    ("/page-not-found", "error"),
    # addresses that hold a word and are about something else
    ("/collections/track-pants", "listing"),
    ("/collections/tracking-collars", "listing"),
    ("/products/404-denim-jacket", "product"),
    ("/blog/corporate-company-vs-moving-company", "other"),
    ("/2024/05/how-to-return-a-gift", "other"),
    ("/category/customer-service/contact+us.do", "contact"),
    ("/shop/home/", "listing"),
    ("/tv", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "role"), ADDRESSES)
def test_an_address_speaks_for_a_role(path: str, role: str) -> None:
    assert said_by_address(SITE + path).role == role


def test_where_to_go_next_is_no_word_of_the_page() -> None:
    assert said_by_address(SITE + "/login?back=%2Fcart&returnUrl=/contact").role == "login"


@pytest.mark.parametrize(("path", "root"), [("/", True), ("/zh-hant/", True), ("/?p=12", False), ("/page", False)])
def test_a_front_page_has_no_path_of_its_own(path: str, root: bool) -> None:
    assert is_root(SITE + path) is root


def test_a_numbered_page_in_a_catalogue_may_be_an_item() -> None:
    folder, numbered = (said_by_address(f"{SITE}/catalogue/{p}") for p in ("mugs/", "mugs_12/"))
    assert (folder.role, numbered.role) == ("listing", "listing")
    assert numbered.strength < folder.strength


@pytest.mark.parametrize("query", ["route=product/special", "route=product/compare", "s=/item/brands"])
def test_a_part_of_a_program_that_deals_with_products_is_hardly_a_product(query: str) -> None:
    weak, sure = (
        said_by_address(f"{SITE}/index.php?{query}"),
        said_by_address(f"{SITE}/index.php?route=product/product"),
    )
    assert weak.strength < sure.strength / 2


@pytest.mark.parametrize(
    ("path", "text", "role"),
    [
        ("/a1", "Forgot password?", "recovery"),
        ("/a1", "Delivery & returns", "returns"),
        ("/products/blue-mug", "Blue mug", "product"),
        ("/account/security", "Account security", "security"),
        ("/xyz", "", "other"),
    ],
)
def test_a_link_is_guessed_by_its_words_then_its_address(path: str, text: str, role: str) -> None:
    assert guess_role(SITE + path, text) == role
