"""Cart and checkout of the demo shop: guest, address, delivery, payment, and the order that is only counted."""

from __future__ import annotations

import re

from casetrust_audit.demo.addresses import AREAS, COUNTRIES, EMPTY, FIELDS, is_email, problems_of
from casetrust_audit.demo.basket import DELIVERIES, MONTHLY, MOST, PLAN_KEY, WRAP_FEE, summarise
from casetrust_audit.demo.browse import find_product, missing
from casetrust_audit.demo.catalogue import Product
from casetrust_audit.demo.routing import Routes, Visit, money, page
from casetrust_audit.demo.tables import table_of
from casetrust_audit.demo.web import Response, as_json, redirect

ROUTES = Routes()


def _quantity(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) and int(text) <= MOST else None


@ROUTES("GET", "/cart")
def cart(visit: Visit) -> Response:
    """The cart, filled or empty."""
    return page(
        visit,
        "cart.html",
        summary=summarise(visit.basket, visit.told, "cart"),
        protected=visit.basket.protection,
        planned=visit.basket.plan,
        wrapped=visit.basket.wrapped,
        wrap_fee=WRAP_FEE,
    )


@ROUTES("POST", "/cart/add")
def add(visit: Visit) -> Response:
    """Put a product into the cart."""
    product = find_product(visit, visit.posted("product"))
    if product is None:
        return missing(visit)
    if "cart-refuses-guests" in visit.told:
        visit.session.notice = "Please log in to add items to your cart."
        return redirect("/account/login")
    refusal = _put(visit, product)
    if visit.request.scripted and "drawer-cart" in visit.told:
        return as_json({"problem": refusal}, 422) if refusal else as_json(_drawer(visit))
    visit.session.notice = refusal or f"{product.title} is in your cart."
    return redirect(product.path if refusal and visit.told.accepted(product) else "/cart")


def _put(visit: Visit, product: Product) -> str:
    """Put the product into the cart as asked; why not, where it cannot be done."""
    quantity, size = _quantity(visit.posted("quantity") or "1"), visit.posted("size")
    if not visit.told.accepted(product):
        return f"Sorry, {product.title} is not available. Nothing was added to your cart."
    if product.sizes and not size and "swatches" in visit.told:
        return f"Please choose a {product.size_label.lower()}."
    if not quantity or (product.sizes and size not in product.sizes):
        return f"Please choose a quantity from 1 to {MOST} and one of the options."
    monthly = visit.posted("purchase") == MONTHLY
    visit.basket.add(product, size, quantity, visit.told, plan=bool(visit.posted(PLAN_KEY)), monthly=monthly)
    return ""


def _drawer(visit: Visit) -> dict[str, object]:
    """What the drawer of the cart shows."""
    summary = summarise(visit.basket, visit.told, "cart")
    rows = [("Subtotal", summary.subtotal), *((line.label, line.amount) for line in summary.charges)]
    return {
        "count": visit.basket.count,
        "lines": [
            {"label": x.label, "path": x.path, "image": x.image, "quantity": x.quantity, "amount": money(x.amount)}
            for x in summary.items
        ],
        "rows": [(label, money(amount)) for label, amount in [*rows, ("Total", summary.total)]],
    }


@ROUTES("POST", "/cart/update")
def update(visit: Visit) -> Response:
    """Set the quantities of the cart."""
    if visit.told.editable:
        for name, value in visit.request.form.items():
            quantity = _quantity(value.strip())
            if name.startswith("quantity-") and quantity is not None:
                visit.basket.change(name.removeprefix("quantity-"), quantity)
    if "preticked-insurance" in visit.told:
        visit.basket.protection = bool(visit.posted("protection"))
    if visit.told.wrapping:
        visit.basket.wrapped = bool(visit.posted("gift_wrap"))
    visit.session.notice = "Your cart is up to date."
    return redirect("/cart")


@ROUTES("POST", "/cart/remove")
def remove(visit: Visit) -> Response:
    """Take one line out of the cart."""
    if visit.told.editable:
        visit.basket.change(visit.posted("line"), 0)
        visit.session.notice = "The item was removed."
    return redirect("/cart")


def _start_missing(visit: Visit) -> Response | None:
    """Where a later step must go back to, if an earlier one is not done."""
    if not visit.basket.quantities:
        return redirect("/cart")
    return None if visit.basket.email else redirect("/checkout")


def _address_missing(visit: Visit) -> Response | None:
    return _start_missing(visit) or (None if visit.basket.address else redirect("/checkout/address"))


@ROUTES("GET", "/checkout")
def start(visit: Visit) -> Response:
    """First step: guest or login."""
    if not visit.basket.quantities:
        return redirect("/cart")
    return page(visit, "checkout-start.html", email=visit.basket.email, problem="")


@ROUTES("POST", "/checkout")
def start_as_guest(visit: Visit) -> Response:
    """Take the guest's e-mail address."""
    if not visit.basket.quantities:
        return redirect("/cart")
    if not visit.told.guests:
        return redirect("/account/login")
    email = visit.posted("email")
    if not is_email(email):
        return page(visit, "checkout-start.html", 422, email=email, problem="Please enter an e-mail address.")
    visit.basket.email = email[:200]
    return redirect("/checkout/address")


@ROUTES("GET", "/checkout/address")
def address(visit: Visit) -> Response:
    """Second step: where to deliver."""
    return _start_missing(visit) or _address(visit, 200, EMPTY | visit.basket.address, [])


def _address(visit: Visit, status: int, values: dict[str, str], problems: list[str]) -> Response:
    return page(
        visit, "checkout-address.html", status, values=values, problems=problems, countries=COUNTRIES, areas=AREAS
    )


@ROUTES("POST", "/checkout/address")
def give_address(visit: Visit) -> Response:
    """Take the delivery address."""
    early = _start_missing(visit)
    if early:
        return early
    values = {name: visit.posted(name)[:200] for name in FIELDS}
    problems = problems_of(values, visit.told)
    if problems:
        return _address(visit, 422, values, problems)
    visit.basket.address = values
    return redirect("/checkout/delivery")


@ROUTES("GET", "/checkout/delivery")
def delivery(visit: Visit) -> Response:
    """Third step: how to deliver."""
    summary = summarise(visit.basket, visit.told, "delivery")
    return _address_missing(visit) or page(
        visit,
        "checkout-delivery.html",
        chosen=visit.basket.delivery_choice(visit.told),
        free=summary.delivery_free,
        table=table_of(summary, visit.told, "delivery"),
    )


@ROUTES("POST", "/checkout/delivery")
def choose_delivery(visit: Visit) -> Response:
    """Take the delivery method."""
    early = _address_missing(visit)
    if early:
        return early
    if visit.posted("delivery") not in DELIVERIES:
        return redirect("/checkout/delivery")
    visit.basket.delivery = visit.posted("delivery")
    return redirect("/checkout/payment")


@ROUTES("GET", "/checkout/payment")
def payment(visit: Visit) -> Response:
    """Last step: the whole order, and how to pay."""
    early = _address_missing(visit)
    if early:
        return early
    return redirect("/checkout/delivery") if not visit.basket.delivery else _payment(visit, 200, "")


def _payment(visit: Visit, status: int, problem: str) -> Response:
    return page(
        visit,
        "checkout-payment.html",
        status,
        problem=problem,
        address=visit.basket.address,
        email=visit.basket.email,
        delivery=DELIVERIES[visit.basket.delivery],
        table=table_of(summarise(visit.basket, visit.told, "payment"), visit.told, "payment"),
    )


@ROUTES("POST", "/checkout/place")
def place(visit: Visit) -> Response:
    """Take the order. Nothing is ever charged."""
    early = _address_missing(visit)
    if early:
        return early
    if not visit.basket.delivery:
        return redirect("/checkout/delivery")
    if visit.told.terms and not visit.posted("terms"):
        return _payment(visit, 422, "Please agree to the terms of sale to go on.")
    return count_order(visit)


def count_order(visit: Visit) -> Response:
    """Count the order (and a payment, where card details came with it), and thank for it."""
    visit.house.received.count("orders")
    if visit.posted("cardnumber"):
        visit.house.received.count("payments")
    visit.basket.clear()
    return page(visit, "placed.html")


@ROUTES("POST", "/checkout/pay")
def pay(visit: Visit) -> Response:
    """Stands for the payment provider's page: counts a payment."""
    visit.house.received.count("payments")
    visit.session.notice = "This is a demonstration: no money was taken."
    return redirect("/")
