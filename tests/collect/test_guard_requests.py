"""What real shop systems send, on every kind of routing, and what the guard says of it while the walk goes on.

Addresses and field names are those of the systems' public source code; no row is a recording."""

from __future__ import annotations

import json

import pytest

from casetrust_audit.collect.guard import UNANNOUNCED, Intent, Mode, decide
from casetrust_audit.collect.request import Ask, graphql_names, query_routes, routes, sent_fields, words_of

SHOP = "https://shop.test/"
ORDER, MESSAGE, ACCOUNT = "would place an order", "would send a message", "would log in or register"
FORM = "application/x-www-form-urlencoded"


def ask(where: str, body: str = "", *, kind: str = FORM, resource: str = "document", page: str = "") -> Ask:
    return Ask("https://shop.test" + where, "POST", resource, True, resource == "document", body, page, kind)


def graphql(query: str, **more: object) -> str:
    return json.dumps({"query": query, **more})


BUYER = "email=ann%40shop.test&firstname=Ann&address_1=1+Road&city=Singapore&postcode=238801"

ALLOWED = [
    # by path
    ("/cart/add", "id=4711&quantity=1"),
    ("/cart/change.js", '{"id":"1","quantity":0}'),
    ("/checkouts/cn/abc/information", "checkout[email]=a%40b.c&checkout[shipping_address][zip]=238801"),
    ("/checkout/cart/updatePost/", "form_key=x&cart[12][qty]=2&update_cart_action=update_qty"),
    ("/checkout/cart/delete/", "id=3"),
    ("/rest/default/V1/guest-carts/abc/shipping-information", '{"addressInformation":{"shipping_method_code":"flat"}}'),
    ("/rest/default/V1/guest-carts/abc/estimate-shipping-methods", "{}"),
    ("/rest/basket/6/coupon/abc", ""),
    ("/api/BasketItems/", '{"ProductId":1,"BasketId":"6","quantity":1}'),
    ("/api/Addresss/", '{"fullName":"Ann","streetAddress":"1 Road","zipCode":"238801","city":"Singapore"}'),
    ("/store/carts/cart_01/line-items", '{"variant_id":"v","quantity":1}'),
    ("/store/carts/cart_01/shipping-methods", '{"option_id":"so_1"}'),
    ("/store/carts/cart_01/payment-sessions", "{}"),
    ("/wp-json/wc/store/v1/cart/add-item", '{"id":12,"quantity":1}'),
    ("/wp-json/wc/store/v1/batch", '{"requests":[{"path":"/wc/store/v1/cart/update-customer"}]}'),
    ("/wp-admin/admin-ajax.php", "action=add_to_cart&product_id=12"),
    ("/?wc-ajax=update_order_review", BUYER + "&payment_method=cod&createaccount=&account_password="),
    ("/product/message-in-a-bottle/", "add-to-cart=12&quantity=1"),
    ("/en/ajax/checkout_customer.html", BUYER),
    ("/en/checkout", "select_shipping=flat%3A1"),
    # by query
    ("/index.php?route=checkout/cart.add&language=en-gb", "product_id=40&quantity=1"),
    ("/index.php?route=checkout/cart/add", "product_id=40&quantity=1"),
    ("/index.php?route=checkout/cart.edit", "key=3&quantity=2"),
    ("/index.php?route=checkout/register.save", "account=0&" + BUYER + "&password="),
    ("/index.php?route=checkout/guest/save", BUYER + "&comment="),
    ("/index.php?route=checkout/shipping_method.save", "shipping_method=flat.flat"),
    ("/index.php?route=checkout/payment_method.save", "payment_method=cod.cod"),
    ("/index.php?route=checkout/payment_method.comment", "comment="),
    ("/index.php?route=extension/opencart/total/shipping.quote", "country_id=188&postcode=238801"),
    ("/index.php?main_page=product_info&products_id=3&action=add_product", "cart_quantity=1&products_id=3"),
    ("/index.php?main_page=shopping_cart&action=update_product", "cart_quantity[]=0&products_id[]=3"),
    ("/index.php?main_page=checkout_shipping", "action=process&shipping=flat_flat&comments="),
    ("/index.php?main_page=checkout_confirmation", "payment=cod&comments="),
    ("/index.php?main_page=checkout_guest&action=process", BUYER),
    ("/index.php?_a=basket", "quan[a1]=2"),
    ("/index.php?_a=checkout", BUYER + "&shipping=flat"),
    ("/?s=/cart/save", "goods_id=1&stock=1"),
    ("/index.php?dispatch=checkout.add", "product_data[1][amount]=1"),
    ("/index.php?controller=cart", "add=1&id_product=3&qty=1"),
    # behind a script, by hash, by GraphQL
    ("/index.php/cart/item/add", "sku=tea&qty=1"),
    ("/index.php/checkout/onepage/saveShippingMethod/", "shipping_method=flatrate"),
    ("/index.php/checkout/onepage/saveBilling/", "billing[customer_password]=&billing[email]=a&billing[postcode]=1"),
    ("/graphql", graphql("mutation { addProductsToCart(cartId: \"1\") { cart { id } } }")),
    ("/graphql", graphql("mutation M($a: X!) { setShippingAddressesOnCart(input: $a) { cart { id } } }")),
    ("/graphql", graphql("mutation { setPaymentMethodOnCart(input: {code: \"cod\"}) { cart { id } } }")),
    ("/graphql", graphql("mutation { checkoutShippingAddressUpdate(id: 1) { checkout { id } } }")),
    ("/graphql", graphql("query { products { reviews { comment } customer { email } } }", operationName="contact")),
    ("/graphql", graphql("{ cart { total } }")),
]  # fmt: skip

REFUSED = [
    # an order, a payment
    ("/index.php?route=extension/opencart/payment/cod.confirm", "", ORDER),
    ("/index.php?route=extension/payment/bank_transfer/confirm", "", ORDER),
    ("/index.php?main_page=checkout_process", "", ORDER),
    ("/index.php?main_page=checkout_process&lang=en", "securityToken=x", ORDER),
    ("/index.php?rt=checkout/process", "", ORDER),
    ("/index.php?mod=order&act=submit", "", ORDER),
    ("/?s=/order/submit", "payment_id=1", ORDER),
    ("/index.php/checkout/onepage/saveOrder/", "payment[method]=cashondelivery", ORDER),
    ("/en/order_process", "confirm_order=true", ORDER),
    ("/rest/basket/6/checkout", '{"orderDetails":{"paymentId":"wallet"}}', ORDER),
    ("/store/carts/cart_01/complete", "", ORDER),
    ("/api/v2/orders", "{}", ORDER),
    ("/api/Cards/", '{"fullName":"Ann","cardNum":4111111111111111}', ORDER),
    ("/index.php?dispatch=checkout.place_order", "", ORDER),
    ("/graphql", graphql("mutation { placeOrder(input: {cart_id: \"1\"}) { order { number } } }"), ORDER),
    ("/graphql", graphql("mutation P { checkoutComplete(checkoutId: 1) { order { id } } }"), ORDER),
    ("/graphql", graphql("mutation { createPayment(input: {}) { id } }"), ORDER),
    # an account, a login, a lost password
    ("/index.php?route=account/register.register", BUYER + "&password=x", ACCOUNT),
    ("/index.php?route=account/register", BUYER, ACCOUNT),
    ("/index.php?route=account/forgotten.confirm", "email=a%40b.c", ACCOUNT),
    ("/index.php?main_page=create_account", BUYER + "&action=process", ACCOUNT),
    ("/index.php?main_page=password_forgotten&action=process", "email_address=a", ACCOUNT),
    ("/index.php?route=checkout/register.save", BUYER + "&account=1&password=secret", ACCOUNT),
    ("/index.php?_a=register", BUYER, ACCOUNT),
    ("/index.php/customer/account/createpost/", "firstname=Ann", ACCOUNT),
    ("/?s=/user/reg", "username=ann&password=secret1", ACCOUNT),
    ("/en/create_account", BUYER, ACCOUNT),
    ("/api/Users/", '{"email":"a@b.c","password":"secret1","passwordRepeat":"secret1"}', ACCOUNT),
    ("/store/customers", '{"email":"a@b.c"}', ACCOUNT),
    ("/my-account/", "username=ann&password=secret&login=Log+in", ACCOUNT),
    ("/wp-admin/admin-ajax.php", "action=create_account&username=ann", ACCOUNT),
    ("/graphql", graphql("mutation { createCustomerV2(input: {}) { customer { id } } }"), ACCOUNT),
    ("/graphql", graphql("mutation { customerCreate(input: {}) { customer { id } } }"), ACCOUNT),
    # a message, a review, a newsletter, goods sent back
    ("/index.php?route=information/contact.send", "name=Ann&email=a&enquiry=Hello", MESSAGE),
    ("/index.php?route=information/contact", "name=Ann", MESSAGE),
    ("/index.php?main_page=contact_us&action=send", "contactname=Ann", MESSAGE),
    ("/index.php?route=product/review.write&product_id=40", "name=Ann&text=Good&rating=5", MESSAGE),
    ("/index.php?route=product/product/write&product_id=40", "name=Ann&text=Good&rating=5", MESSAGE),
    ("/index.php?main_page=product_reviews_write&action=process", "rating=5&review_text=Good", MESSAGE),
    ("/index.php?_a=newsletter", "subscribe=a%40b.c", MESSAGE),
    ("/index.php?_a=contact", "", MESSAGE),
    ("/index.php?route=account/returns.add", "firstname=Ann", MESSAGE),
    ("/index.php/contacts/index/post/", "name=Ann", MESSAGE),
    ("/index.php/newsletter/subscriber/new/", "email=a", MESSAGE),
    ("/?s=/feedback/save", "content=Hello", MESSAGE),
    ("/wp-comments-post.php", "comment=Good&rating=5&comment_post_ID=12", MESSAGE),
    ("/wp-admin/admin-ajax.php", "action=newsletter_subscribe&ne=a%40b.c", MESSAGE),
    ("/wp-admin/admin-ajax.php", "action=send_message&name=Ann", MESSAGE),
    ("/api/Feedbacks/", '{"comment":"Hello","rating":5}', MESSAGE),
    ("/anything", "name=Ann&your-email=a%40b.c&your-message=Hello", MESSAGE),
    ("/anything", "stars=5&review=Good", MESSAGE),
    ("/graphql", graphql("mutation { createProductReview(input: {}) { review { id } } }"), MESSAGE),
    ("/graphql", graphql("mutation { subscribeEmailToNewsletter(email: \"a\") { status } }"), MESSAGE),
    ("/graphql", graphql("mutation { contactUs(input: {comment: \"x\"}) { status } }"), MESSAGE),
]  # fmt: skip


@pytest.mark.parametrize("resource", ["document", "xhr"])
@pytest.mark.parametrize(("where", "body"), ALLOWED)
def test_what_fills_a_cart_and_leads_to_the_payment_may_be_sent(where: str, body: str, resource: str) -> None:
    kind = "application/json" if body[:1] in ("{", "[") else FORM
    assert decide(ask(where, body, kind=kind, resource=resource), Mode.SHOP, SHOP, intent=Intent.NEXT_STEP) == ""


@pytest.mark.parametrize("intent", [Intent.ADD_ITEM, Intent.NEXT_STEP, Intent.ANY])
@pytest.mark.parametrize("resource", ["document", "fetch"])
@pytest.mark.parametrize(("where", "body", "reason"), REFUSED)
def test_nothing_is_ordered_registered_or_sent_on_any_routing(
    where: str, body: str, reason: str, resource: str, intent: Intent
) -> None:
    kind = "application/json" if body[:1] in ("{", "[") else FORM
    assert decide(ask(where, body, kind=kind, resource=resource), Mode.SHOP, SHOP, intent=intent) == reason


def test_the_table_has_sixty_requests_and_more() -> None:
    assert len(ALLOWED) + len(REFUSED) >= 60


@pytest.mark.parametrize(
    "where",
    ["/index.php?main_page=checkout_process", "/index.php?route=extension/payment/cod/confirm", "/#/place-order"],
)
def test_a_link_that_orders_is_not_followed_on_any_routing(where: str) -> None:
    assert decide(Ask("https://shop.test" + where), Mode.SHOP, SHOP) == "order by link"


@pytest.mark.parametrize(
    "where",
    [
        "/index.php?main_page=checkout_confirmation", "/index.php?main_page=checkout_success", "/?s=/help/place-order",
        "/index.php?route=information/contact", "/#/contact", "/index.php?main_page=create_account",
        "/index.php?route=product/search&search=place+order",
    ],
)  # fmt: skip
def test_pages_may_be_opened_on_any_routing(where: str) -> None:
    assert decide(Ask("https://shop.test" + where), Mode.LOOK, SHOP) == ""


@pytest.mark.parametrize(
    "page", ["https://shop.test/contact", "https://shop.test/index.php?_a=contact", "https://shop.test/#/contact"]
)
def test_from_a_page_for_messages_nothing_is_sent_wherever_it_goes(page: str) -> None:
    assert decide(ask("/ajax/7f3a", "a=1", page=page), Mode.SHOP, SHOP) == MESSAGE


@pytest.mark.parametrize(
    "page",
    [
        "https://shop.test/products/contact-lens-case",
        "https://shop.test/?product=contact-lens-case",
        "https://shop.test/",
    ],
)
def test_an_item_whose_name_holds_such_a_word_can_be_bought(page: str) -> None:
    assert decide(ask("/ajax/add", "id=1", page=page), Mode.SHOP, SHOP, intent=Intent.ADD_ITEM) == ""


def test_a_form_is_sent_only_where_the_walk_has_announced_something() -> None:
    assert decide(ask("/cart/add", "id=1"), Mode.SHOP, SHOP, intent=Intent.LOOK) == UNANNOUNCED
    assert decide(ask("/api/search", "{}", resource="xhr"), Mode.SHOP, SHOP, intent=Intent.LOOK) == ""


@pytest.mark.parametrize("body", ["mail=ann%40shop.test", '{"mail":"ann@shop.test"}'])
@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        (Intent.ADD_ITEM, UNANNOUNCED),
        (Intent.LOOK, UNANNOUNCED),
        (Intent.EMPTY_CART, UNANNOUNCED),
        (Intent.ADDRESS, ""),
    ],
)
def test_the_shoppers_own_values_leave_only_where_that_is_announced(body: str, intent: Intent, reason: str) -> None:
    asked = ask("/step", body, resource="xhr")
    assert decide(asked, Mode.SHOP, SHOP, intent=intent, personal=("ann@shop.test",)) == reason


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://x.test/index.php?route=account/register", ("/index.php", "/account/register")),
        ("https://x.test/?s=/order/submit", ("/", "/order/submit")),
        ("https://x.test/?mod=order&act=submit", ("/", "/order", "/submit", "/order/submit")),
        ("https://x.test/#/cart?step=two", ("/", "/cart", "/two")),
        ("https://x.test/#!/cart", ("/", "/cart")),
        ("https://x.test/#reviews", ("/",)),
        ("https://x.test/p?id=12&sid=7f0a7f0a7f0a7f0a7f0a&q=two words&u=https://y.test/a?b", ("/p",)),
        ("https://x.test/index.php?checkout", ("/index.php", "/checkout")),
        ("http://[broken", ("",)),
    ],
)
def test_the_routes_an_address_names(url: str, named: tuple[str, ...]) -> None:
    assert routes(url) == named
    assert set(query_routes(url)) <= set(named)


def test_words_are_told_apart_however_they_are_joined() -> None:
    assert words_of("checkout/placeOrder") == words_of("Checkout_place-order") == ("checkout", "place", "order")
    assert words_of("用户/register") == ("用户", "register")


def test_the_fields_of_a_body_are_read_in_every_form() -> None:
    parts = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nHello\r\n--x--\r\n'
    assert sent_fields("a=1&b=", FORM) == (("a", "1"), ("b", ""))
    assert sent_fields('{"a":{"b":[1,null]},"c":true}') == (("a.b", "1"), ("a.b", ""), ("c", "True"))
    assert sent_fields(parts, "multipart/form-data; boundary=x") == sent_fields(parts) == (("text", "Hello"),)
    assert sent_fields("{broken") == sent_fields("") == ()


def test_what_a_graphql_request_changes_is_told_from_what_it_reads() -> None:
    two = "mutation Two($a: In!) { first(a: $a) { x { y } } second { z } }"
    assert graphql_names((("query", two),)) == ("first", "second")
    assert graphql_names((("query", "query Q { cart { id } }"), ("operationName", "Q"))) == ()
    assert graphql_names((("query", "blue shoes"),)) is None


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("/org/event/checkout/confirm/", ""), ("/checkout/confirm?id=7", ""), ("/order/confirm", ""),
        ("/checkout/complete", ""), ("/checkout/payment/", ""), ("/index.php?main_page=checkout_confirmation", ""),
        ("/index.php?main_page=checkout_process", "order by link"), ("/checkout/process", "order by link"),
        ("/place-order", "order by link"), ("/index.php?_a=gateway", "order by link"),
        ("/index.php?route=extension/payment/cod/confirm", "order by link"),
    ],
)  # fmt: skip
def test_a_redirect_may_lead_to_the_page_to_confirm_on_and_not_to_what_processes_an_order(
    where: str, reason: str
) -> None:
    assert decide(Ask("https://shop.test" + where, hop=True), Mode.SHOP, SHOP, intent=Intent.NEXT_STEP) == reason
