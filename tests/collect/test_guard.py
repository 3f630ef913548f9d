from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.collect.guard import Mode, decide, is_payment_host, looks_like_order
from casetrust_audit.collect.request import Ask

SHOP = "https://www.shop.test/"
LOOK, SHOPPING, STOP = Mode.LOOK, Mode.SHOP, Mode.STOP


def _url(where: str) -> str:
    return "https://shop.test" + where if where.startswith("/") else where


def _post(where: str, mode: Mode = SHOPPING, body: str = "", resource: str = "document") -> str:
    return decide(Ask(_url(where), "POST", resource, navigation=resource == "document", body=body), mode, SHOP)


def _open(where: str, mode: Mode = LOOK) -> str:
    return decide(Ask(_url(where)), mode, SHOP)


def _fetch(where: str, resource: str = "fetch", mode: Mode = LOOK) -> str:
    return decide(Ask(_url(where), "GET", resource, navigation=False), mode, SHOP)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/orders-of-service",
        "/collections/placemats",
        "/products/charge-cable",
        "/pages/delivery-charges",
        "/charges",
        "/transactions",
        "/pages/how-to-place-an-order",
        "/help/place-order",
        "/pages/order-process",
        "/blog/buy-now-pay-later",
        "/buy-now-pay-later",
        "/order-processing-times",
        "/checkout/payment",
        "/checkout/payment-methods",
        "/checkout/review",
        "/checkout/",
        "/products/buy-now-mug",
        "/payments",
        "/contact",
        "/reviews",
        "/login",
        "/account/register",
        "/newsletter",
        "/orders",
        "/order-confirmation",
        "/search?q=place+order",
    ],
)
def test_pages_of_the_shop_may_be_opened(path: str, mode: Mode) -> None:
    assert _open(path, mode) == ""


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "path",
    [
        "/place-order",
        "/checkout/placeOrder",
        "/PLACE_ORDER",
        "/place%2Dorder",
        "/p%6Cace-order",
        "/order/submit",
        "/checkout/complete",
        "/checkout/confirm?id=7",
        "/cart/buy-now?sku=1",
        "/index.php?route=checkout/process",
        "/submit-order",
        "/order_create",
        "/payment/process",
        "/index.php?route=extension/payment/cod/confirm",
        "/checkout?action=confirm-order",
    ],
)
def test_a_link_that_places_an_order_is_not_followed(path: str, mode: Mode) -> None:
    assert _open(path, mode) == "order by link"


@pytest.mark.parametrize(
    "path",
    [
        "/checkout/place-order",
        "/checkout/placeOrder",
        "/order/place",
        "/orders/place/",
        "/order-submit",
        "/order/create",
        "/checkout/confirm",
        "/checkout/complete/",
        "/checkout/pay",
        "/checkout/process",
        "/checkout/finalise",
        "/checkout/submit_checkout",
        "/CHECKOUT/PLACE%20ORDER/",
        "/cart/buy-now",
        "/buynow",
        "/payment/process",
        "/pay/submit",
        "/payments/charge",
        "/payment/intents",
        "/api/v1/charges",
        "/api/charge?x=1",
        "/transactions/",
        "/api/orders",
        "/orders",
        "/checkout/order",
        "/checkout/order/",
        "/pay",
        "/api/payments",
        "/?wc-ajax=checkout",
        "/wp-json/wc/store/v1/checkout",
        "/rest/default/V1/guest-carts/abc/payment-information",
        "/module/ps_checkpayment/validation",
        "/index.php?route=extension/payment/cod/confirm",
        "/index.php?route=extension/opencart/payment/cod.confirm",
        "/cart?do=place_order",
        "/process_payment",
        "/_api/ecom/v1/checkouts/1/createOrder",
        "/api/carts/3f2a-77/checkout",
        "/store/carts/cart_01/complete",
        "/confirm-purchase",
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("resource", ["document", "fetch", "xhr"])
def test_nothing_that_orders_or_pays_is_sent(path: str, mode: Mode, resource: str) -> None:
    assert _post(path, mode, resource=resource) == "would place an order"


@pytest.mark.parametrize(
    "body",
    [
        "action=place_order",
        "action=place%20order",
        "action=place+order",
        '{"operationName":"placeOrder"}',
        '{"query":"mutation { checkoutCompleteWithCreditCard }"}',
        '{"query":"mutation { submitForCompletion }"}',
        "op=confirm-order",
        "card_number=4111",
        "cardNumber=4111",
        '{"cardNumber": "4111"}',
        'name="card_number"\r\n\r\n4111\r\n--x',
        "payment[card-number]=4111",
        "cvv=123",
        "card[cvc]=123",
        '{"cvv": "123"}',
        'Content-Disposition: form-data; name="cvc"\r\n\r\n123',
        "PLACE_ORDER=1",
    ],
)
def test_an_order_is_known_by_its_body(body: str) -> None:
    assert _post("/checkout", body=body) == "would place an order"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/cart/add", "id=4711&quantity=1"),
        ("/products/charge-cable", "add-to-cart=12"),
        ("/products/charge-cable/add", "quantity=1"),
        ("/product/contact-lens-solution/", "add-to-cart=12&quantity=1"),
        ("/products/message-in-a-bottle", "qty=1"),
        ("/p/preview-notebook", "qty=1"),
        ("/catalogue/quote-mug_12", "qty=1"),
        ("/basket/add/12/", "csrf_token=AbcVvcVC9cvvQ_xCvC0"),
        ("/cart", "gift_card_number=&update=1"),
        ("/shop/checkout/", "step=1&card_name=&card_number=&card_ccv=&city=Singapore"),
        ("/shop/checkout/", '{"card": {"cardNumber": "", "cvv": null}}'),
        ("/shop/checkout/", 'name="card_number"\r\n\r\n\r\n--x'),
        ("/cart/update.js", '{"updates":{"1":2}}'),
        ("/checkout", "email=a%40b.c"),
        ("/checkout/address", "postal=238801"),
        ("/checkout/contact-information", "email=a%40b.c"),
        ("/checkout/shipping-method", "method=standard"),
        ("/checkout/review", "go=1"),
        ("/checkout/preview/", "method=card"),
        ("/checkout/payment", "method=paynow"),
        ("/checkout/payment-method", "method=paynow"),
        ("/checkout/register-guest", "guest=1"),
        ("/cart/reset", ""),
        ("/onepage/review", ""),
        ("/cart/quote-shipping", "postal=238801"),
        ("/?wc-ajax=update_order_review", "security=abc"),
        ("/?wc-ajax=add_to_cart", "product_id=1"),
        ("/rest/V1/guest-carts/abc/set-payment-information", "{}"),
        ("/rest/V1/guest-carts/abc/shipping-information", "{}"),
        ("/login/guest", "email=a"),
        ("/collections/placemats", "size=2"),
        ("/orders-of-service/add", "qty=1"),
    ],
)
def test_cart_and_checkout_steps_may_be_sent_on_a_journey(path: str, body: str) -> None:
    assert _post(path, SHOPPING, body) == ""


@pytest.mark.parametrize(
    "path",
    [
        "/contact",
        "/contact-us/send",
        "/pages/contact#form",
        "/feedback",
        "/complaints/new",
        "/enquiry",
        "/api/messages",
        "/blogs/news/tea/comments",
        "/product/12/review",
        "/products/reviews",
        "/reviews/create",
        "/newsletter/subscribe",
        "/cart/newsletter",
        "/CONTACT",
        "/cont%61ct",
        "/request-a-quote",
        "/testimonials",
        "/appointments/book",
        "/subscriptions",
        "/review",
    ],
)
@pytest.mark.parametrize("mode", [LOOK, SHOPPING])
def test_no_message_is_sent(path: str, mode: Mode) -> None:
    assert _post(path, mode) == "would send a message"


@pytest.mark.parametrize("path", ["/login", "/account/sign-in", "/register", "/signup", "/forgot-password", "/LOGIN"])
@pytest.mark.parametrize("resource", ["document", "xhr"])
def test_no_login_is_tried_while_crawling(path: str, resource: str) -> None:
    assert _post(path, LOOK, resource=resource) == "would log in or register"


@pytest.mark.parametrize("path", ["/register", "/account/sign-up", "/customer/account/createpost", "/forgot-password"])
def test_no_account_is_made_on_a_journey(path: str) -> None:
    assert _post(path, SHOPPING) == "would log in or register"


def test_forms_are_not_sent_while_crawling_but_a_script_may_load_its_data() -> None:
    assert _post("/cart/add", LOOK) == "form submit while crawling"
    assert _post("/api/graphql", LOOK, '{"query":"{ products }"}', "fetch") == ""


@pytest.mark.parametrize("path", ["/cart/add", "/checkout/address", "/api/graphql"])
@pytest.mark.parametrize("resource", ["document", "fetch", "xhr"])
def test_at_the_last_step_nothing_is_sent(path: str, resource: str) -> None:
    assert _post(path, STOP, resource=resource) == "nothing is sent at the last step"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "post", "CUSTOM"])
def test_every_method_but_reading_is_judged_as_sending(method: str) -> None:
    assert decide(Ask(_url("/contact"), method), SHOPPING, SHOP) == "would send a message"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "get"])
def test_reading_methods_may_go(method: str) -> None:
    assert decide(Ask(_url("/contact"), method), STOP, SHOP) == ""


@pytest.mark.parametrize(
    ("url", "payment"),
    [
        ("https://api.stripe.com/v1/tokens", True),
        ("https://STRIPE.com/", True),
        ("https://www.paypal.com.", True),
        ("https://checkout.com/pay", True),
        ("https://secure.enets.sg/", True),
        ("https://my-checkout.com/", False),
        ("https://stripe.com.shop.test/", False),
        ("https://shop.test/stripe.com", False),
        ("https://notpaypal.com/", False),
        ("http://[broken", False),
        ("", False),
        ("about:blank", False),
    ],
)
def test_payment_hosts_are_known_by_their_name_and_no_other(url: str, payment: bool) -> None:
    assert is_payment_host(url) is payment


@pytest.mark.parametrize("mode", list(Mode))
def test_nothing_is_sent_to_payment_hosts_or_other_sites(mode: Mode) -> None:
    assert _post("https://api.stripe.com/v1/tokens", mode, resource="fetch") == "payment host"
    assert _post("https://search.other.test/query", mode, resource="fetch") == "sends to another site"
    assert _post("https://shop.test.evil.test/cart/add", mode, resource="fetch") == "sends to another site"


@pytest.mark.parametrize("resource", ["ping", "beacon", "csp_report"])
def test_beacons_are_stopped(resource: str) -> None:
    assert _post("/collect", SHOPPING, resource=resource) == "beacon"


@pytest.mark.parametrize("mode", list(Mode))
def test_the_browser_does_not_leave_the_shop(mode: Mode) -> None:
    assert _open("https://www.facebook.test/shop", mode) == "leaves the shop"
    assert _open("https://checkout.stripe.com/c/pay", mode) == "payment host"
    assert _open("https://pay.shop.test/", mode) == ""
    assert _open("http://shop.test/", mode) == ""


def test_a_policy_the_shop_links_may_be_opened_elsewhere_and_nothing_be_sent_there() -> None:
    policy = "https://policies.test/shop/privacy"
    assert decide(Ask(policy), LOOK, SHOP, frozenset({policy})) == ""
    assert decide(Ask(policy + "/2"), LOOK, SHOP, frozenset({policy})) == "leaves the shop"
    assert decide(Ask(policy, "POST"), LOOK, SHOP, frozenset({policy})) == "sends to another site"


@pytest.mark.parametrize(
    "url", ["https://cdn.test/app.js", "https://js.stripe.com/v3/", "https://shop.test/place-order.js"]
)
def test_scripts_styles_and_frames_of_others_may_be_loaded(url: str) -> None:
    assert decide(Ask(url, resource="script", navigation=False), STOP, SHOP) == ""
    assert decide(Ask(url, main_frame=False), STOP, SHOP) == ""


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("/api/products?page=2", ""),
        ("/api/delivery/charges", ""),
        ("/api/orders", ""),
        ("/place-order.json", "order by link"),
        ("/index.php?route=extension/payment/cod/confirm", "order by link"),
        ("/?wc-ajax=checkout", "order by link"),
        ("/index.php?route=checkout/confirm", ""),
        ("/help/place-order.json", ""),
    ],
)
def test_a_script_may_read_but_not_order_by_reading(where: str, reason: str) -> None:
    assert _fetch(where, mode=SHOPPING) == reason
    assert _fetch(where, "script") == ""


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "scheme javascript"),
        ("JavaScript:alert(1)", "scheme javascript"),
        ("file:///etc/passwd", "scheme file"),
        ("FILE:///etc/passwd", "scheme file"),
        ("ftp://shop.test/", "scheme ftp"),
        ("data:text/html,<p>hi", "data navigation"),
        ("blob:https://shop.test/1", "data navigation"),
        ("about:blank", ""),
        ("mailto:a@b.test", "scheme mailto"),
        ("chrome://settings", "scheme chrome"),
        ("//shop.test/", "scheme missing"),
        ("", "scheme missing"),
        ("http://[broken", "scheme missing"),
        ("HTTPS://SHOP.TEST/Tea", ""),
        ("HTTPS://SHOP.TEST/Place-Order", "order by link"),
    ],
)
def test_only_web_pages_are_opened(url: str, reason: str) -> None:
    assert decide(Ask(url), SHOPPING, SHOP) == reason


def test_pictures_in_data_urls_are_fine() -> None:
    assert decide(Ask("data:image/png;base64,AA", resource="image", navigation=False), LOOK, SHOP) == ""
    assert decide(Ask("blob:https://shop.test/1", resource="media", navigation=False), LOOK, SHOP) == ""


@given(st.text(), st.text(), st.sampled_from(list(Mode)), st.sampled_from(["GET", "POST", "PUT"]))
def test_deciding_never_fails(url: str, body: str, mode: Mode, method: str) -> None:
    assert isinstance(decide(Ask("https://shop.test/" + url, method, body=body), mode, SHOP), str)
    assert isinstance(decide(Ask(url, method, body=body), mode, SHOP), str)
    assert isinstance(looks_like_order(url, body), bool)


@given(st.text(alphabet="abc/-_?=&%0", max_size=30))
def test_whatever_is_sent_at_the_last_step_is_stopped(path: str) -> None:
    assert _post("/" + path, STOP) != ""
