# mypy: ignore-errors
"""Delivery methods: two with VAT for the honest shop, two before tax for the dripping one."""

from decimal import Decimal

from oscar.apps.shipping.methods import *  # noqa: F403
from oscar.apps.shipping.methods import FixedPrice


class Standard(FixedPrice):
    code, name = "standard", "Standard delivery (3-5 days)"
    charge_excl_tax, charge_incl_tax = Decimal("3.29"), Decimal("3.95")


class Express(FixedPrice):
    code, name = "express", "Express delivery (next day)"
    charge_excl_tax, charge_incl_tax = Decimal("7.08"), Decimal("8.50")


class InsuredParcel(FixedPrice):
    code, name, charge_excl_tax = "insured", "Insured priority parcel", Decimal("14.90")


class StandardParcel(FixedPrice):
    code, name, charge_excl_tax = "standard", "Standard parcel", Decimal("6.90")
