# mypy: ignore-errors
"""Deferred tax, as the package's documentation describes it: told once address and delivery are known."""

from decimal import Decimal

from oscar.apps.checkout import session
from oscar.core.loading import get_class

from shop.profile import PROFILE

RATE = Decimal("0.085")
CENT = Decimal("0.01")


class CheckoutSessionMixin(session.CheckoutSessionMixin):
    def build_submission(self, **kwargs):
        submission = super().build_submission(**kwargs)
        known = submission["shipping_address"] and submission["shipping_method"]
        if PROFILE == "drip" and known and submission["shipping_charge"] is not None:
            self._add_tax(submission)
        return submission

    def _add_tax(self, submission):
        for line in submission["basket"].all_lines():
            paid = line.line_price_excl_tax_incl_discounts
            line.purchase_info.price.tax = (paid / line.quantity * RATE).quantize(CENT)
        delivery = submission["shipping_charge"]
        delivery.tax = (delivery.excl_tax * RATE).quantize(CENT)
        applicator = get_class("checkout.applicator", "SurchargeApplicator")(self.request)
        submission["surcharges"] = applicator.get_applicable_surcharges(submission["basket"], shipping_charge=delivery)
        submission["order_total"] = self.get_order_totals(submission["basket"], delivery, submission["surcharges"])
