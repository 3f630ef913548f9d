"""The checkout on one page, for the switch "one-page-checkout": a script asks for the sums, one button orders."""

from __future__ import annotations

from dataclasses import asdict

from casetrust_audit.demo.addresses import AREAS, COUNTRIES, EMPTY, FIELDS, is_email, is_postcode, problems_of
from casetrust_audit.demo.basket import DELIVERIES, summarise
from casetrust_audit.demo.buying import count_order
from casetrust_audit.demo.routing import Routes, Visit, page
from casetrust_audit.demo.tables import table_of
from casetrust_audit.demo.web import Response, as_json, redirect

ROUTES = Routes()
"""They take the place of the step-by-step checkout."""


@ROUTES("GET", "/checkout")
def start(visit: Visit) -> Response:
    """The empty form beside the goods and their sum."""
    if not visit.basket.quantities:
        return redirect("/cart")
    return _form(visit, 200, EMPTY, "", [])


def _form(visit: Visit, status: int, values: dict[str, str], email: str, problems: list[str]) -> Response:
    stage = "payment" if is_postcode(values["postcode"]) else "start"
    summary = summarise(visit.basket, visit.told, stage)
    return page(
        visit,
        "checkout-onepage.html",
        status,
        values=values,
        email=email,
        problems=problems,
        countries=COUNTRIES,
        areas=AREAS,
        chosen=visit.basket.delivery_choice(visit.told),
        free=summary.delivery_free,
        reckoned=stage == "payment",
        table=table_of(summary, visit.told, stage),
    )


@ROUTES("POST", "/checkout/quote")
def quote(visit: Visit) -> Response:
    """The sums for a postal code and a delivery method, as JSON."""
    if not visit.basket.quantities:
        return as_json({"problem": "Your cart is empty."}, 409)
    if not is_postcode(visit.posted("postcode")):
        return as_json({"problem": "Please enter a postal code with six digits."}, 422)
    if visit.posted("delivery") in DELIVERIES:
        visit.basket.delivery = visit.posted("delivery")
    return as_json(asdict(table_of(summarise(visit.basket, visit.told, "payment"), visit.told, "payment")))


@ROUTES("POST", "/checkout/place")
def place(visit: Visit) -> Response:
    """Take the order. Nothing is ever charged."""
    if not visit.basket.quantities:
        return redirect("/cart")
    if not visit.told.guests:
        return redirect("/account/login")
    values, email = {name: visit.posted(name)[:200] for name in FIELDS}, visit.posted("email")[:200]
    problems = [] if is_email(email) else ["Please enter an e-mail address."]
    problems += problems_of(values, visit.told)
    if visit.posted("delivery") in DELIVERIES:
        visit.basket.delivery = visit.posted("delivery")
    else:
        problems.append("Please choose a delivery method.")
    if visit.told.terms and not visit.posted("terms"):
        problems.append("Please agree to the terms of sale to go on.")
    return _form(visit, 422, values, email, problems) if problems else count_order(visit)


@ROUTES("GET", "/checkout/*")
def no_step(_visit: Visit) -> Response:
    """There are no steps but the one."""
    return redirect("/checkout")
