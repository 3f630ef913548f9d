"""Addresses of coats that have a name of their own for each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casetrust_audit.demo.coats.address import Address, Pairs
from casetrust_audit.demo.stock import NUMBERS, SLUGS


@dataclass(frozen=True, slots=True)
class Table:
    """`pages` gives the dressed address of each plain path. The address of goods and categories is that of `item` and
    `group` with their number (or their slug, where `numbered` is false) as a parameter more. `sending` is put behind
    the last value of the query, or the path, of an address that a form posts to."""

    pages: Mapping[str, Address]
    item: tuple[Address, str]
    group: tuple[Address, str]
    numbered: bool = True
    sending: str = ""
    _back: dict[tuple[str, Pairs], str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._back.update({(a.path, a.query): plain for plain, a in self.pages.items()})

    def out(self, address: Address, posted: bool) -> Address:
        kind, _, rest = address.path[1:].partition("/")
        if kind in ("products", "collections") and rest in NUMBERS:
            place, name = self.item if kind == "products" else self.group
            own: Pairs = (*place.query, (name, str(NUMBERS[rest]) if self.numbered else rest))
            return Address(place.path, own + address.query, address.fragment)
        known = self.pages.get(address.path)
        if known is None:
            return address
        own = known.query
        if posted and self.sending:
            own = ((own[0][0], own[0][1] + self.sending), *own[1:])
        return Address(known.path, own + address.query, address.fragment)

    def back(self, address: Address) -> Address | None:
        address = self._as_shown(address)
        for (place, name), kind in ((self.item, "products"), (self.group, "collections")):
            fits = address.path == place.path and address.query[: len(place.query)] == place.query
            if fits and address.first(name) and len(address.query) > len(place.query):
                value = address.first(name)
                number = int(value) if value.isascii() and value.isdecimal() else 0
                slug = SLUGS.get(number, "") if self.numbered else value
                rest = tuple(pair for pair in address.query[len(place.query) :] if pair[0] != name)
                return Address(f"/{kind}/{slug}", rest, address.fragment)
        for length in range(len(address.query), -1, -1):
            plain = self._back.get((address.path, address.query[:length]))
            if plain is not None:
                return Address(plain, address.query[length:], address.fragment)
        return address if address.path == "/" and not address.query else None

    def _as_shown(self, address: Address) -> Address:
        """The address without the mark of sending. A form that asks (method GET) puts its own fields wherever they
        stand, so what routes is brought to the front."""
        names = {key for a in (*self.pages.values(), self.item[0], self.group[0]) for key, _ in a.query}
        routing = [pair for pair in address.query if pair[0] in names]
        if self.sending and routing:
            routing[0] = (routing[0][0], routing[0][1].removesuffix(self.sending))
        others = [pair for pair in address.query if pair[0] not in names]
        return Address(address.path, (*routing, *others), address.fragment)


def _query(path: str, pages: Mapping[str, str]) -> dict[str, Address]:
    return {plain: Address.of(f"{path}?{query}") for plain, query in pages.items()}


ROUTES = Table(
    _query(
        "/index.php",
        {
            "/": "route=common/home",
            "/cart": "route=checkout/cart",
            "/cart/add": "route=checkout/cart.add",
            "/cart/update": "route=checkout/cart.edit",
            "/cart/remove": "route=checkout/cart.remove",
            "/checkout": "route=checkout/checkout",
            "/checkout/address": "route=checkout/shipping_address",
            "/checkout/delivery": "route=checkout/shipping_method",
            "/checkout/payment": "route=checkout/confirm",
            "/checkout/place": "route=checkout/confirm.order",
            "/checkout/pay": "route=extension/payment",
            "/checkout/quote": "route=checkout/quote",
            "/about": "route=information/information&information_id=1",
            "/delivery": "route=information/information&information_id=2",
            "/returns": "route=information/information&information_id=3",
            "/terms": "route=information/information&information_id=4",
            "/privacy": "route=information/information&information_id=5",
            "/faq": "route=information/information&information_id=6",
            "/terms/annex": "route=information/information&information_id=7",
            "/terms/annex/correspondence": "route=information/information&information_id=8",
            "/account/security": "route=information/information&information_id=9",
            "/contact": "route=information/contact",
            "/complaints": "route=information/complaint",
            "/account/login": "route=account/login",
            "/account/register": "route=account/register",
            "/account/forgot": "route=account/forgotten",
            "/account/orders": "route=account/order",
            "/newsletter": "route=account/newsletter",
            "/wishlist/add": "route=account/wishlist",
            "/search": "route=product/search",
            "/reviews": "route=product/review",
        },
    ),
    (Address("/index.php", (("route", "product/product"),)), "product_id"),
    (Address("/index.php", (("route", "product/category"),)), "path"),
    sending=".save",
)

MAIN_PAGE = Table(
    _query(
        "/",
        {
            "/": "main_page=index",
            "/cart": "main_page=shopping_cart",
            "/cart/add": "main_page=product_info&action=add_product",
            "/cart/update": "main_page=shopping_cart&action=update_product",
            "/cart/remove": "main_page=shopping_cart&action=remove_product",
            "/checkout": "main_page=checkout_start",
            "/checkout/address": "main_page=checkout_shipping_address",
            "/checkout/delivery": "main_page=checkout_shipping",
            "/checkout/payment": "main_page=checkout_payment",
            "/checkout/place": "main_page=checkout_process",
            "/checkout/pay": "main_page=payment_provider",
            "/checkout/quote": "main_page=checkout_quote",
            "/about": "main_page=page&id=1",
            "/delivery": "main_page=shippinginfo",
            "/returns": "main_page=page&id=2",
            "/terms": "main_page=conditions",
            "/terms/annex": "main_page=page&id=3",
            "/terms/annex/correspondence": "main_page=page&id=4",
            "/privacy": "main_page=privacy",
            "/faq": "main_page=page&id=5",
            "/contact": "main_page=contact_us",
            "/complaints": "main_page=page&id=6",
            "/account/login": "main_page=login",
            "/account/register": "main_page=create_account",
            "/account/forgot": "main_page=password_forgotten",
            "/account/security": "main_page=page&id=7",
            "/account/orders": "main_page=account_history",
            "/newsletter": "main_page=account_newsletters",
            "/wishlist/add": "main_page=wishlist",
            "/search": "main_page=search_result",
            "/reviews": "main_page=reviews",
        },
    ),
    (Address("/", (("main_page", "product_info"),)), "products_id"),
    (Address("/", (("main_page", "index"),)), "cPath"),
)

ASPX = Table(
    {
        "/cart": Address("/ViewCart.aspx"),
        "/cart/add": Address("/AddItem.aspx"),
        "/cart/update": Address("/UpdateCart.aspx"),
        "/cart/remove": Address("/DropItem.aspx"),
        "/checkout": Address("/CheckOut.aspx"),
        "/checkout/address": Address("/ShipTo.aspx"),
        "/checkout/delivery": Address("/ShipVia.aspx"),
        "/checkout/payment": Address("/PayNow.aspx"),
        "/checkout/place": Address("/SubmitOrder.aspx"),
        "/checkout/pay": Address("/Provider.aspx"),
        "/checkout/quote": Address("/Quote.aspx"),
        "/about": Address("/AboutUs.aspx"),
        "/delivery": Address("/Shipping.aspx"),
        "/returns": Address("/ReturnPolicy.aspx"),
        "/terms": Address("/Terms.aspx"),
        "/terms/annex": Address("/TermsAnnex.aspx"),
        "/terms/annex/correspondence": Address("/TermsMail.aspx"),
        "/privacy": Address("/Privacy.aspx"),
        "/faq": Address("/Faq.aspx"),
        "/contact": Address("/ContactUs.aspx"),
        "/complaints": Address("/Complaints.aspx"),
        "/account/login": Address("/Login.aspx"),
        "/account/register": Address("/Register.aspx"),
        "/account/forgot": Address("/LostPassword.aspx"),
        "/account/security": Address("/Security.aspx"),
        "/account/orders": Address("/MyOrders.aspx"),
        "/newsletter": Address("/Subscribe.aspx"),
        "/wishlist/add": Address("/AddWish.aspx"),
        "/search": Address("/Search.aspx"),
        "/reviews": Address("/Reviews.aspx"),
    },
    (Address("/Item.aspx"), "sku"),
    (Address("/Department.aspx"), "dept"),
    numbered=False,
)

_KEPT = (
    "/about", "/delivery", "/returns", "/terms", "/terms/annex", "/terms/annex/correspondence", "/privacy", "/faq",
    "/contact", "/complaints", "/account/login", "/account/register", "/account/forgot", "/account/security",
    "/account/orders", "/newsletter", "/wishlist/add", "/search", "/reviews",
)  # fmt: skip

SHOP = Table(
    _query(
        "/shop",
        {
            "/cart": "view=cart",
            "/cart/add": "view=cart&do=add",
            "/cart/update": "view=cart&do=update",
            "/cart/remove": "view=cart&do=remove",
            "/checkout": "view=checkout",
            "/checkout/address": "view=checkout&step=2",
            "/checkout/delivery": "view=checkout&step=3",
            "/checkout/payment": "view=checkout&step=4",
            "/checkout/place": "view=checkout&do=place",
            "/checkout/pay": "view=pay",
            "/checkout/quote": "view=checkout&do=quote",
        },
    )
    | {path: Address(path) for path in _KEPT},
    (Address("/shop", (("view", "item"),)), "id"),
    (Address("/shop"), "dept"),
)
