# mypy: ignore-errors
"""The forked checkout app."""

import oscar.apps.checkout.apps as original


class CheckoutConfig(original.CheckoutConfig):
    name = "shop.checkout"
