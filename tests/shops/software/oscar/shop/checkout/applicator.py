# mypy: ignore-errors
"""Surcharges of the drip profile: none in the basket, two once the tax is known, which is at the preview."""

from decimal import Decimal

from oscar.apps.checkout import applicator, surcharges

from shop.profile import PROFILE


class SurchargeApplicator(applicator.SurchargeApplicator):
    def get_surcharges(self, basket, **kwargs):
        if PROFILE != "drip" or not basket.is_tax_known:  # the basket page fails on surcharges while tax is unknown
            return ()
        handling = surcharges.FlatCharge(excl_tax=Decimal("1.50"), incl_tax=Decimal("1.50"))
        handling.name = "Order handling"
        service = surcharges.PercentageCharge(percentage=Decimal("3.00"))
        service.name = "Service fee"
        return (handling, service)
