"""The switches that leave the demo shop honest: no rule may fail with them."""

from __future__ import annotations

from casetrust_audit.demo.switch import Defect


def _twin(name: str, title: str, explanation: str) -> Defect:
    return Defect(name, title, explanation, (), "", kind="twin")


def _style(name: str, title: str, explanation: str) -> Defect:
    return Defect(name, title, explanation, (), "", kind="style")


TWINS = (
    _twin(
        "told-packing-fee",
        "A packing fee is told from the start",
        "Packing at S$0.30 an order is stated on the product page and is a line of the cart and of every later step.",
    ),
    _twin(
        "told-service-fee",
        "A service fee is told from the start",
        "A service fee of S$1.50 is stated on the product page and is a line of the cart and of every later step.",
    ),
    _twin(
        "offered-plan",
        "A breakage plan is offered, not ticked",
        "The product page offers a breakage plan at S$4.90 that only those who tick it get.",
    ),
    _twin("rounding", "The total is rounded down", "The payment step has a line that lowers the total by S$0.02."),
    _twin(
        "bank-style-total",
        "The total's label holds an amount",
        "The payment step writes “Total (incl. GST S$0.65)” beside S$7.90, with the GST inside the total's label.",
    ),
    _twin(
        "multi-buy",
        "Other prices stand near the price",
        "The product page also shows what two of it cost, which the cart honours, and the price per 100 g.",
    ),
    _twin(
        "gift-card-with-terms",
        "A gift card is sold with its terms",
        "A gift card for S$50.00 is on sale; its page tells how long it is good for, refunds and the receipt.",
    ),
    _twin(
        "explained-labels",
        "Labels are explained and hold",
        "Cards say “Best seller” and, in the right place, “Cheapest”; the FAQ says by what rule.",
    ),
)

STYLES = (
    _style(
        "one-page-checkout",
        "The checkout is one page",
        "E-mail, address, delivery and payment are one form; a script fetches the delivery fee once the postal code is "
        "filled in, and “Place order” shows from the start.",
    ),
    _style(
        "drawer-cart",
        "The cart is a drawer",
        "A script adds to the cart and opens a drawer with the lines; no page is loaded.",
    ),
    _style(
        "swatches",
        "Options are swatches",
        "Sizes are buttons instead of a select, none is chosen at first, and nothing is added without a choice.",
    ),
    _style(
        "custom-select",
        "The country is a list of the shop's own making",
        "The country of the address is a list that opens on a click, and the area can be chosen only after it.",
    ),
)
