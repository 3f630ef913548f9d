"""What the shop tells and does under the chosen defects, as plain names that pages can ask for.

A defect that hides something must hide it everywhere; pages therefore ask `told.delivery_fee`, never
for the name of a defect that happens to hide it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.demo.catalogue import Product

_CHEAP = Decimal("12.00")
"""Below this price a product is touched by the defects that lie about stock."""
_BEST_SELLERS = ("nanyang-house-blend", "pandan-kaya", "kopitiam-cup-and-saucer")
_DEAR, _CHEAPEST = "nanyang-house-blend", "kopi-o-trial-pack"
"""Of one category: others in it cost less than the one, and none less than the other."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    on: frozenset[str]

    def __contains__(self, name: str) -> bool:
        return name in self.on

    def without(self, *names: str) -> bool:
        """True where none of the defects is on."""
        return self.on.isdisjoint(names)

    # what pages tell

    @property
    def prices(self) -> bool:
        return self.without("price-after-login")

    @property
    def delivery_fee(self) -> bool:
        return self.without("late-delivery-fee")

    @property
    def delivery_time(self) -> bool:
        return self.without("no-delivery-time")

    @property
    def reachable(self) -> bool:
        """Contact means are given across the site, not only on the contact pages."""
        return self.without("no-complaint-channel", "buried-complaint-channel")

    @property
    def contact_pages(self) -> bool:
        return self.without("no-complaint-channel")

    @property
    def payment_methods(self) -> bool:
        return self.without("late-payment-methods")

    @property
    def cards_at_provider(self) -> bool:
        """Card details are said to go to the payment provider only."""
        return self.without("card-by-whatsapp")

    @property
    def same_to_pay(self) -> bool:
        """Every way to pay is said to cost the same."""
        return self.without("unlabelled-surcharge")

    @property
    def confirmation(self) -> bool:
        """A confirmation of the order is spoken of."""
        return self.without("no-order-confirmation")

    @property
    def terms(self) -> bool:
        return self.without("no-terms")

    @property
    def privacy(self) -> bool:
        return self.without("no-privacy-notice")

    @property
    def returns(self) -> str:
        """ "full", "thin", "denied", or "" where returns are not spoken of at all."""
        if "no-returns-policy" in self:
            return ""
        if "no-refunds-at-all" in self:
            return "denied"
        return "thin" if "thin-returns-policy" in self else "full"

    @property
    def review_place(self) -> bool:
        return self.without("no-review-place", "no-feedback-at-all")

    @property
    def reviews_listed(self) -> bool:
        return self.review_place and self.without("invented-rating-count")

    @property
    def legal_name(self) -> bool:
        return self.without("no-legal-name")

    @property
    def uen(self) -> bool:
        return self.without("no-uen")

    @property
    def address(self) -> bool:
        return self.without("no-address")

    @property
    def stock(self) -> bool:
        return self.without("no-stock-status")

    @property
    def recourse(self) -> bool:
        """CASE and the Small Claims Tribunals are named."""
        return self.without("foreign-arbitration")

    @property
    def contact_forms(self) -> bool:
        """Contact and complaints page have a form to write in."""
        return self.without("no-feedback-at-all")

    @property
    def second_factor(self) -> bool:
        """Two-step verification and passkeys are spoken of."""
        return self.without("no-second-factor")

    @property
    def accounts_verified(self) -> bool:
        """New accounts are said to be confirmed by a code."""
        return self.without("unverified-accounts")

    @property
    def password_links(self) -> bool:
        """Who has forgotten the password gets a link, not the password."""
        return self.without("mailed-passwords")

    @property
    def answer_time(self) -> str:
        return "7 working days" if "slow-answers" in self else "1 working day"

    @property
    def status_updates(self) -> bool:
        return self.without("no-status-updates")

    @property
    def dispatch(self) -> bool:
        """The way of an order is described: cut-off, working days, packing, courier, self-collection."""
        return self.without("no-dispatch-details")

    @property
    def day(self) -> str:
        """How texts about orders and parcels name a day."""
        return "working day" if self.dispatch else "day"

    @property
    def courier(self) -> str:
        return "courier" if self.dispatch else "driver"

    @property
    def tracking(self) -> bool:
        return self.without("no-tracking")

    @property
    def data_officer(self) -> bool:
        return self.without("no-data-protection-officer")

    @property
    def data_rights(self) -> bool:
        """Access, correction and withdrawal of consent are explained."""
        return self.without("no-privacy-rights")

    @property
    def refund_terms(self) -> bool:
        """How and when refunds are paid is told."""
        return self.without("vague-refunds")

    @property
    def refunds_cancelled(self) -> bool:
        """Whose order the shop cancels gets the money back."""
        return self.without("cancels-and-keeps")

    @property
    def reviews_explained(self) -> bool:
        """How reviews are checked is told."""
        return self.without("unexplained-verified-badge")

    @property
    def all_reviews(self) -> bool:
        """Bad reviews are published as good ones are."""
        return self.without("only-praise")

    @property
    def editable(self) -> bool:
        return self.without("locked-cart")

    @property
    def itemised(self) -> bool:
        return self.without("lump-sum-total")

    @property
    def guests(self) -> bool:
        return self.without("forced-account", "cart-refuses-guests", "checkout-login", "app-only-checkout")

    @property
    def plan(self) -> bool:
        """Product pages have a box for the breakage plan."""
        return not self.without("offered-plan", "preticked-plan")

    @property
    def monthly(self) -> bool:
        """Product pages sell by the month as well."""
        return "preselected-subscription" in self

    @property
    def wrapping(self) -> bool:
        """The cart has a box for gift wrapping."""
        return "free-wrap-charged" in self

    @property
    def gst(self) -> str:
        """How prices stand to GST by the shop's own words: "included", "excluded", or "" where it says nothing."""
        if "gst-on-top" in self:
            return "excluded"
        return "" if "tax-at-the-end" in self else "included"

    @property
    def gst_rate(self) -> str:
        """Rate quoted in texts; the checkout always reckons with 9 %."""
        if "seven-percent-gst" in self:
            return "7 %"
        return "8 %" if "stale-gst-rate" in self else "9 %"

    @property
    def labels_explained(self) -> bool:
        """The FAQ says by what rule labels are given."""
        return "explained-labels" in self

    # what the shop does with a product

    def label(self, product: Product) -> str:
        """The label on the product's card, "" for none."""
        if "false-cheapest-label" in self and product.slug == _DEAR:
            return "Cheapest"
        if "explained-labels" in self and product.slug == _CHEAPEST:
            return "Cheapest"
        labelled = not self.without("unexplained-label", "explained-labels")
        return "Best seller" if labelled and product.slug in _BEST_SELLERS else ""

    def said_in_stock(self, product: Product) -> bool:
        """What text and data say of the product's stock."""
        return product.in_stock and not ("sold-out-but-sold" in self and product.price < _CHEAP)

    def can_be_chosen(self, product: Product) -> bool:
        """True where the add-to-cart button is enabled."""
        return product.in_stock or not self.without("no-stock-status", "sold-out-but-sold")

    def accepted(self, product: Product) -> bool:
        """True where the cart takes the product."""
        return self.can_be_chosen(product) and not ("refused-in-stock" in self and product.price < _CHEAP)

    def claimed_saving(self, product: Product) -> int | None:
        """Per cent the badge claims; None for a product that is not reduced."""
        if product.saving is not None and product.overstated and "false-discount" in self:
            return 67
        return product.saving
