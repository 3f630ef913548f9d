"""Switches of the demo shop that are audited together: they turn different rules and do not mask each other.

One audit for each switch takes most of an hour; `make test-switches` does that. In between these groups show the same
of several switches at once: exactly the rules named for them fail, and no other. A switch that ends the walk, or hides
what another shows, stands alone or beside such as cannot be touched by it.
"""

from __future__ import annotations

GROUPS: tuple[tuple[str, ...], ...] = (
    ("hidden-handling-fee", "unclear-pay-button", "slow-complaints", "expired-certificate", "nric-required",
     "card-by-whatsapp", "paid-praise", "cancels-and-keeps"),
    ("small-packing-fee", "no-terms", "no-review-place", "self-signed-certificate", "ended-promotion",
     "no-tracking", "no-data-protection-officer"),
    ("total-over-lines", "late-payment-methods", "foreign-arbitration", "wrong-host-certificate", "no-uen",
     "no-order-confirmation", "only-praise", "bare-product-page"),
    ("price-after-login", "invented-rating-count", "old-tls", "no-mail-policy", "mailed-passwords",
     "no-status-updates"),
    ("gst-on-top", "locked-cart", "thin-returns-policy", "weak-cookies", "invented-purchases",
     "unfilled-privacy-notice"),
    ("preticked-insurance", "sold-out-but-sold", "no-legal-name", "no-hsts", "paynow-to-mobile", "no-privacy-rights",
     "slow-answers"),
    ("cart-price-higher", "no-delivery-time", "preticked-marketing", "mixed-content", "free-wrap-charged",
     "unexplained-verified-badge", "no-second-factor"),
    ("late-delivery-fee", "no-privacy-notice", "http-login-form", "three-left-everywhere", "vague-refunds",
     "broken-phone-link"),
    ("lump-sum-total", "resetting-countdown", "no-address", "no-https-redirect", "denied-trackers",
     "parcels-at-buyers-risk"),
    ("false-discount", "own-card-form", "no-complaint-channel", "tiny-conditions", "bare-warranty"),
    ("currency-switch", "sneaked-item", "no-returns-policy", "random-stock", "unverified-accounts", "shaming-decline"),
    ("stale-gst-rate", "refused-in-stock", "dead-contact-link", "no-refunds-at-all", "false-casetrust-claim"),
    ("dear-delivery-preselected", "quantity-raised", "buried-complaint-channel", "endless-sale",
     "no-dispatch-details"),
    ("fees-may-apply", "no-stock-status", "phone-unusable", "seven-percent-gst"),
    ("preticked-plan", "up-to-discount", "unknown-payment-script", "recycled-reviews", "gift-card-without-terms",
     "false-cheapest-label"),
    ("tax-at-the-end", "preselected-subscription", "unnamed-fields", "stale-notice"),
    ("unlabelled-surcharge", "unexplained-label", "never-charged-price", "no-feedback-at-all"),
    ("forced-account",),
)  # fmt: skip

HONEST_GROUPS: tuple[tuple[str, ...], ...] = (
    ("told-packing-fee", "told-service-fee", "rounding", "multi-buy"),
    ("bank-style-total", "offered-plan", "gift-card-with-terms", "explained-labels"),
    ("one-page-checkout",),
    ("drawer-cart", "swatches", "custom-select"),
)
"""Twins and styles: nothing may fail."""


def name_of(group: tuple[str, ...]) -> str:
    """One name for the group, fit for a directory."""
    return "+".join(group)
