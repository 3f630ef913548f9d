"""Switches of the demo shop that are audited together: they turn different rules and do not mask each other.

One audit for each switch takes most of an hour; `make test-switches` does that. In between these groups show the same
of several switches at once: exactly the rules named for them fail, and no other. A switch that ends the walk, or hides
what another shows, stands alone or beside such as cannot be touched by it.
"""

from __future__ import annotations

GROUPS: tuple[tuple[str, ...], ...] = (
    ("hidden-handling-fee", "unclear-pay-button", "slow-complaints", "expired-certificate", "nric-required",
     "card-by-whatsapp", "paid-praise", "cancels-and-keeps", "dear-delivery-preselected", "quantity-raised",
     "buried-complaint-channel", "endless-sale", "no-dispatch-details", "bare-warranty"),
    ("price-after-login", "invented-rating-count", "old-tls", "no-mail-policy", "mailed-passwords",
     "no-status-updates", "fees-may-apply", "no-stock-status", "phone-unusable", "seven-percent-gst",
     "late-delivery-fee", "no-privacy-notice", "http-login-form", "vague-refunds",
     "broken-phone-link"),
    ("gst-on-top", "locked-cart", "thin-returns-policy", "weak-cookies", "invented-purchases",
     "unfilled-privacy-notice", "preticked-plan", "up-to-discount", "unknown-payment-script", "recycled-reviews",
     "gift-card-without-terms", "false-cheapest-label", "lump-sum-total", "resetting-countdown", "no-address",
     "no-https-redirect", "denied-trackers", "parcels-at-buyers-risk"),
    ("preticked-insurance", "sold-out-but-sold", "no-legal-name", "no-hsts", "paynow-to-mobile", "no-privacy-rights",
     "slow-answers", "currency-switch", "sneaked-item", "no-returns-policy", "random-stock", "unverified-accounts",
     "shaming-decline", "tax-at-the-end", "preselected-subscription", "unnamed-fields", "stale-notice",
     "no-feedback-at-all"),
    ("cart-price-higher", "no-delivery-time", "preticked-marketing", "mixed-content", "free-wrap-charged",
     "unexplained-verified-badge", "no-second-factor", "stale-gst-rate", "refused-in-stock", "dead-contact-link",
     "no-refunds-at-all", "false-casetrust-claim"),
    ("small-packing-fee", "no-terms", "self-signed-certificate", "ended-promotion", "no-tracking",
     "no-data-protection-officer", "false-discount", "own-card-form", "no-review-place", "tiny-conditions",
     "three-left-everywhere"),
    ("total-over-lines", "late-payment-methods", "foreign-arbitration", "wrong-host-certificate", "no-uen",
     "no-order-confirmation", "only-praise", "bare-product-page", "unlabelled-surcharge", "unexplained-label",
     "never-charged-price", "no-complaint-channel"),
    ("forced-account",),
)  # fmt: skip

HONEST_GROUPS: tuple[tuple[str, ...], ...] = (
    ("told-packing-fee", "told-service-fee", "rounding", "multi-buy", "bank-style-total", "offered-plan",
     "gift-card-with-terms", "explained-labels"),
    ("one-page-checkout", "drawer-cart", "swatches", "custom-select"),
)  # fmt: skip
"""Twins and styles: nothing may fail."""


def name_of(group: tuple[str, ...]) -> str:
    """One name for the group, fit for a directory: its first switch stands in no other."""
    return group[0] if len(group) == 1 else f"{group[0]}-and-{len(group) - 1}-more"
