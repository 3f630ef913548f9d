"""The switches of the demo shop: each makes it dishonest or broken in one way and leaves the rest honest.

Promises it does not keep, its dealings with buyers, walls, and switches that leave it honest, are in modules of their
own.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from casetrust_audit.demo.dealings import DEALINGS
from casetrust_audit.demo.honest import STYLES, TWINS
from casetrust_audit.demo.promises import PROMISES
from casetrust_audit.demo.switch import Defect
from casetrust_audit.demo.walls import WALLS
from casetrust_audit.errors import UsageError

# fmt: off
_PRICING = (
    Defect(
        "hidden-handling-fee", "A handling fee appears at the last step",
        "The payment step adds a handling fee of S$2.90 that no earlier page mentions.",
        ("prc-no-hidden-charges",), "PTG",
    ),
    Defect(
        "small-packing-fee", "A few cents for packing appear at the last step",
        "The payment step adds S$0.30 for packing that no earlier page mentions.",
        ("prc-no-hidden-charges",), "PTG",
    ),
    Defect(
        "total-over-lines", "The total is more than its lines",
        "The total at the payment step is S$1.00 above the sum of the lines shown.",
        ("prc-no-hidden-charges",), "CT-EB",
    ),
    Defect(
        "fees-may-apply", "A fee is hinted at and comes later",
        "Product page and cart say “Additional fees may apply.”; the payment step adds a service fee of S$1.50.",
        (), "PTG", review=("prc-no-hidden-charges",),
    ),
    Defect(
        "price-after-login", "Prices are shown only after login",
        "Listings and product pages say “Log in to see price”, yet goods can be put into the cart.",
        ("prc-price-visible",), "CT-WF13",
    ),
    Defect(
        "gst-on-top", "Prices leave GST out",
        "Prices read “+GST” and the checkout adds 9 % to them.",
        ("prc-gst-inclusive",), "IRAS",
    ),
    Defect(
        "tax-at-the-end", "GST appears at the last step",
        "Prices look final and nothing is said of GST, but the payment step adds 9 % of the goods.",
        ("prc-gst-inclusive", "prc-no-hidden-charges"), "IRAS",
    ),
    Defect(
        "preticked-insurance", "Parcel insurance is ticked in advance",
        "The cart has a ticked box for parcel protection at S$1.90, which is in the total.",
        ("prc-addons-opt-in",), "CASE-PT",
    ),
    Defect(
        "preticked-plan", "A breakage plan is ticked in advance",
        "Every product page has a ticked box for a breakage plan at S$4.90, which goes into the cart with the product.",
        ("prc-addons-opt-in",), "CASE-PT",
    ),
    Defect(
        "cart-price-higher", "The cart charges more than the product page",
        "Each item costs S$1.00 more in the cart than on its page.",
        ("prc-price-consistent",), "CT-EB",
    ),
    Defect(
        "late-delivery-fee", "The delivery fee appears only at checkout",
        "No page before the delivery step says that delivery costs anything.",
        ("prc-delivery-fee-early", "prc-no-hidden-charges"), "PTG",
    ),
    Defect(
        "lump-sum-total", "The checkout shows one sum only",
        "The delivery and payment steps show a total without the lines it is made of.",
        ("prc-itemised-total",), "TR76",
    ),
    Defect(
        "false-discount", "A discount is overstated",
        "One product claims “Save 67%” while its two prices give 38 %.",
        ("prc-discount-arithmetic",), "CCS-CP",
    ),
    Defect(
        "currency-switch", "The currency changes at payment",
        "Amounts are in S$ up to the delivery step and in US$ at the payment step.",
        ("prc-currency-stated",), "CT-WF13",
    ),
    Defect(
        "stale-gst-rate", "An old GST rate is quoted",
        "The FAQ and the terms say that GST is 8 %.",
        ("prc-gst-rate-current",), "IRAS",
    ),
    Defect(
        "dear-delivery-preselected", "The dearer delivery is chosen in advance",
        "Express delivery at S$9.00 is selected although standard delivery at S$4.00 exists.",
        (), "PTG", review=("prc-addons-opt-in",),
    ),
)

_BUYING = (
    Defect(
        "sneaked-item", "An item nobody chose is in the cart",
        "Adding anything also adds a greeting card at S$5.00.",
        ("chk-no-sneak-into-basket",), "PRN",
    ),
    Defect(
        "quantity-raised", "The cart holds more than was chosen",
        "Adding one of a product puts two into the cart.",
        ("chk-no-sneak-into-basket",), "PRN",
    ),
    Defect(
        "no-terms", "There are no terms of sale",
        "No page states terms, and the checkout asks for no agreement.",
        ("chk-terms-before-order",), "TR76",
    ),
    Defect(
        "late-payment-methods", "Payment methods are named only at payment",
        "No page before the payment step says how one can pay.",
        ("chk-payment-methods-early",), "CT-WF13",
    ),
    Defect(
        "unclear-pay-button", "The last button does not say that it costs money",
        "The button that places the order reads “Continue”.",
        ("chk-pay-button-clear",), "CRD",
    ),
    Defect(
        "own-card-form", "The shop asks for card numbers itself",
        "The payment step has card fields that post to the shop instead of a payment provider.",
        ("chk-secure-gateway",), "CT-EB",
    ),
    Defect(
        "locked-cart", "The order cannot be changed",
        "Neither the cart nor the checkout lets the buyer change quantities, remove items or go back to edit.",
        ("chk-review-and-edit",), "TR76",
    ),
    Defect(
        "sold-out-but-sold", "Sold-out goods are sold",
        "Cheaper products are marked sold out, in text and data, and the cart still takes them.",
        ("prd-availability-true",), "CPFTA-2S",
    ),
    Defect(
        "refused-in-stock", "Goods in stock are refused",
        "Cheaper products are marked in stock, but the cart answers that they are not available.",
        ("prd-availability-true",), "CPFTA-2S",
    ),
    Defect(
        "no-stock-status", "Stock is not stated",
        "No page says what is in stock, and what the page's data marks as out of stock can be ordered without a word.",
        ("prd-availability-shown", "prd-availability-true"), "TR76",
    ),
    Defect(
        "no-delivery-time", "Delivery time and area are not stated",
        "No page says how long delivery takes or where it goes; only the fee is stated.",
        ("prd-delivery-time-scope",), "TR76",
    ),
    Defect(
        "forced-account", "Buying needs an account",
        "The checkout offers no way on but login or registration.",
        (), "BAY", review=("drk-forced-action-nagging",),
    ),
)

_SERVICE = (
    Defect(
        "no-complaint-channel", "There is no way to reach the shop",
        "No page gives a form, an e-mail address, a phone number or WhatsApp.",
        ("cmp-channel-exists", "idn-contact-details"), "CT-EB",
    ),
    Defect(
        "buried-complaint-channel", "The complaint channel is hidden",
        "The contact page is linked only from an annex of an annex of the terms.",
        ("cmp-channel-findable",), "CT-EB",
    ),
    Defect(
        "slow-complaints", "Complaints take two months",
        "The complaints page promises an outcome within 60 days and nothing in between.",
        ("cmp-resolution-time-stated",), "CT-EB",
    ),
    Defect(
        "foreign-arbitration", "Disputes are sent abroad",
        "The terms force arbitration in Delaware and waive every court and tribunal.",
        ("cmp-escalation-mediation",), "CPFTA-2S",
    ),
    Defect(
        "no-review-place", "There is no place for reviews",
        "The shop shows no reviews and has no form or address for them.",
        (), "CT-EB", review=("rev-place-exists",),
    ),
    Defect(
        "invented-rating-count", "The rating is invented",
        "Every product claims 4.9 from more than 300 reviews above the words “No reviews yet”.",
        ("rev-rating-consistent",), "CPFTA-2S",
    ),
    Defect(
        "no-returns-policy", "There is no returns policy",
        "No page says anything about returns, exchanges or refunds.",
        ("ret-policy-published",), "CT-EB",
    ),
    Defect(
        "thin-returns-policy", "The returns policy says nothing firm",
        "The policy allows returns where the shop agrees, without a time limit or a way to start one.",
        ("ret-conditions-complete",), "CT-EB",
    ),
    Defect(
        "no-refunds-at-all", "Remedies for defective goods are denied",
        "The policy says “Strictly no refund and no exchange, even for defective goods”.",
        ("ret-defect-rights",), "CPFTA-2S",
    ),
    Defect(
        "resetting-countdown", "The countdown starts again on each visit",
        "“Offer ends in 14:59” restarts on every load, and the offer never ends.",
        ("drk-countdown-genuine",), "CCS-CP",
    ),
    Defect(
        "no-uen", "The registration number is missing",
        "No page shows the UEN.",
        ("idn-uen",), "CT-WF13",
    ),
    Defect(
        "no-legal-name", "The legal entity is not named",
        "Pages show the brand only.",
        ("idn-legal-name",), "CT-WF13",
    ),
    Defect(
        "no-address", "There is no address",
        "No page gives a street address or a postal code.",
        ("idn-address",), "CT-WF13",
    ),
    Defect(
        "no-privacy-notice", "There is no privacy notice",
        "The notice and all links to it are gone while forms collect personal data.",
        ("prv-notice-published",), "PDPA",
    ),
    Defect(
        "nric-required", "NRIC numbers are demanded",
        "Registration and checkout require the NRIC number.",
        ("prv-data-minimisation",), "PDPC-NRIC",
    ),
    Defect(
        "preticked-marketing", "Marketing consent is ticked in advance",
        "The newsletter box is ticked at checkout and registration.",
        ("prv-marketing-opt-in",), "PDPA",
    ),
)

_TECHNICAL = (
    Defect(
        "expired-certificate", "The certificate has expired",
        "The certificate ran out yesterday.",
        ("sec-cert-valid",), "CT-EB",
    ),
    Defect(
        "self-signed-certificate", "The certificate is self-signed",
        "No authority has signed the certificate.",
        ("sec-cert-valid",), "CT-EB",
    ),
    Defect(
        "wrong-host-certificate", "The certificate is for another host",
        "The certificate names only shop.example.",
        ("sec-cert-valid",), "CT-EB",
    ),
    Defect(
        "old-tls", "Outdated TLS is accepted",
        "The server also accepts TLS 1.0 and 1.1.",
        ("sec-tls-version",), "CT-EB",
    ),
    Defect(
        "no-https-redirect", "The shop is also served over plain HTTP",
        "Plain HTTP serves the pages instead of redirecting to HTTPS.",
        ("sec-https-only",), "CT-EB",
    ),
    Defect(
        "http-login-form", "Forms post over plain HTTP",
        "The login and contact forms post to an http:// address.",
        ("sec-sensitive-forms-https",), "CT-EB",
    ),
    Defect(
        "weak-cookies", "The session cookie is unprotected",
        "The session cookie lacks Secure, HttpOnly and SameSite.",
        ("sec-cookie-flags",), "CT-EB",
    ),
    Defect(
        "no-hsts", "HSTS is missing",
        "Responses carry no HSTS header.",
        ("sec-headers-hsts",), "CT-EB",
    ),
    Defect(
        "no-mail-policy", "Anyone can send mail in the shop's name",
        "The domain of the shop's e-mail addresses has neither SPF nor DMARC.",
        ("sec-email-domain-auth",), "IHP",
    ),
    Defect(
        "mixed-content", "A script is loaded over plain HTTP",
        "The home page and product pages load a script from an http:// address.",
        ("sec-mixed-content",), "CT-EB",
    ),
    Defect(
        "unknown-payment-script", "A script of nobody known runs at payment",
        "The payment step loads a script from another host, which is in no list of known services.",
        ("sec-payment-page-scripts",), "PCI",
    ),
    Defect(
        "dead-contact-link", "The contact link is dead",
        "“Contact” in the footer leads to a page that does not exist.",
        ("use-navigation-integrity",), "TR76",
    ),
    Defect(
        "phone-unusable", "The shop cannot be used on a phone",
        "On narrow screens the add-to-cart button is hidden and pages are 900 px wide.",
        ("use-mobile-usable",), "TR76",
    ),
    Defect(
        "unnamed-fields", "Fields have no name",
        "The e-mail fields of newsletter and checkout have a text beside them that is no label.",
        ("use-accessibility-baseline",), "WCAG",
    ),
)
# fmt: on

DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {d.name: d for d in _PRICING + _BUYING + _SERVICE + _TECHNICAL + PROMISES + DEALINGS + WALLS + TWINS + STYLES}
)
"""Every switch by name."""

DISHONEST = (
    "hidden-handling-fee",
    "preticked-insurance",
    "false-discount",
    "stale-gst-rate",
    "resetting-countdown",
    "invented-rating-count",
    "no-uen",
    "weak-cookies",
)
"""The dishonest demo shop: switches that do not mask each other."""


def chosen(names: Iterable[str]) -> frozenset[str]:
    """The names as a set. Raises UsageError, with the nearest name, where one is not a switch."""
    wanted = frozenset(names)
    for name in sorted(wanted):
        if name not in DEFECTS:
            near = difflib.get_close_matches(name, DEFECTS, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Known defects: " + ", ".join(DEFECTS) + "."
            raise UsageError(f"the demo shop has no defect named {name!r}. {hint}", advice=hint)
    return wanted
