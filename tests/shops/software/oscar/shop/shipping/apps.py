# mypy: ignore-errors
"""The forked shipping app."""

import oscar.apps.shipping.apps as original


class ShippingConfig(original.ShippingConfig):
    name = "shop.shipping"
