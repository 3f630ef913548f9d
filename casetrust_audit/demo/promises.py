"""The switches by which the demo shop promises, claims or asks for what no honest shop would."""

from __future__ import annotations

from casetrust_audit.demo.switch import Defect

# fmt: off
PROMISES = (
    Defect(
        "ended-promotion", "A promotion is past its last day",
        "Front, listing and product pages offer 20 % off all mugs until a day that was ten days ago.",
        ("prc-promo-period",), "CPFTA-2S", review=("prd-info-fresh",),
    ),
    Defect(
        "endless-sale", "A flash sale never ends",
        "Front page and listings say “Flash sale ends tonight”, today and on every other day.",
        (), "CCS-CT", review=("prc-promo-period",),
    ),
    Defect(
        "up-to-discount", "Savings of up to more than there are",
        "Front page and listings say “Up to 67% off”, and the largest saving on any product is 38 %.",
        ("prc-discount-arithmetic",), "CCS-CP",
    ),
    Defect(
        "free-wrap-charged", "Something free is charged for",
        "Pages say “Free gift wrapping with every order”; the cart offers gift wrapping for S$3.00.",
        ("prc-free-and-lowest-claims",), "PTG",
    ),
    Defect(
        "unlabelled-surcharge", "A way to pay costs more without a word",
        "Cart and FAQ say “A payment surcharge may apply.”; the payment step adds S$0.60, and no way to pay tells it.",
        ("prc-extra-and-payment-fees",), "CT-WF13", review=("prc-no-hidden-charges",),
    ),
    Defect(
        "seven-percent-gst", "The GST rate before last is quoted",
        "The FAQ and the terms say that GST is 7 %.",
        ("prc-gst-rate-current",), "IRAS",
    ),
    Defect(
        "card-by-whatsapp", "Card numbers are to be sent by WhatsApp",
        "The FAQ asks those who pay by card for card number and expiry date by WhatsApp.",
        ("chk-no-unsafe-payment-request",), "PCI",
    ),
    Defect(
        "paynow-to-mobile", "Payments go to a mobile number",
        "The FAQ says “Please PayNow to 9123 4567.”, which is no number of the shop's.",
        (), "TSR", review=("chk-no-unsafe-payment-request",),
    ),
    Defect(
        "no-order-confirmation", "Orders are not confirmed",
        "The FAQ says “We do not send order confirmations.”, and no page promises one.",
        ("chk-order-confirmation",), "CT-EB",
    ),
    Defect(
        "preselected-subscription", "A subscription is chosen in advance",
        "Product pages let one buy once or every month at a tenth less, and every month is chosen.",
        ("chk-subscription-consent",), "CPFTA-OO",
    ),
    Defect(
        "random-stock", "The number left is drawn by lot",
        "Product pages say “Only 4 left”, with another number from 2 to 12 on each load.",
        ("drk-scarcity-genuine",), "CCS-CP",
    ),
    Defect(
        "three-left-everywhere", "Three are left of everything",
        "The page of every product that can be had says “Only 3 left”.",
        ("drk-scarcity-genuine",), "CCS-CP",
    ),
    Defect(
        "never-charged-price", "A usual price was never charged",
        "The shop's own record shows reduced products at today's price in every week of the last ten.",
        ("prc-reference-price-genuine",), "CCS-ST",
    ),
    Defect(
        "recycled-reviews", "The same praise stands at every product",
        "Every product has five reviews in the same words, each time under other names.",
        (), "CCS-FR", review=("rev-fabrication-signals",),
    ),
    Defect(
        "gift-card-without-terms", "A gift card is sold without terms",
        "A gift card for S$50.00 is on sale, and no page says how long it is good for or whether it is refunded.",
        ("ret-deposit-prepayment",), "CT-SF",
    ),
    Defect(
        "false-cheapest-label", "A product is called the cheapest and is not",
        "The card of a coffee at S$16.90 says “Cheapest” in a list with coffees from S$3.90.",
        ("drk-labels-and-ranking",), "CCS-AG",
    ),
    Defect(
        "unexplained-label", "Best sellers are named without a rule",
        "The cards of three products say “Best seller”, and no page says by what rule.",
        (), "CCS-AG", review=("drk-labels-and-ranking",),
    ),
)
# fmt: on
