"""The switches by which the demo shop deals badly with accounts, complaints, parcels, refunds, reviews and data."""

from __future__ import annotations

from casetrust_audit.demo.switch import Defect

# fmt: off
DEALINGS = (
    Defect(
        "no-second-factor", "A password is all that protects an account",
        "No page speaks of two-step verification or passkeys; whether the account offers them cannot be seen.",
        (), "CT-EB", review=("acc-2fa-available",),
    ),
    Defect(
        "mailed-passwords", "Passwords are sent by e-mail",
        "The page for forgotten passwords says “Enter your e-mail address, and we send you your password”.",
        ("acc-login-hygiene",), "OWASP",
    ),
    Defect(
        "unverified-accounts", "Nobody checks who registers",
        "No page says that a new account is confirmed by a code or a link.",
        (), "TSR", review=("acc-registration-verification",),
    ),
    Defect(
        "slow-answers", "A first answer takes more than a week",
        "The contact and the complaints page promise an answer within 7 working days.",
        (), "CT-EB", review=("cmp-ack-time-stated",),
    ),
    Defect(
        "broken-phone-link", "The phone number to call lacks a digit",
        "Every link to call the shop leads to a number of seven digits; the number beside it is right.",
        ("cmp-channel-works",), "CASE-DMF",
    ),
    Defect(
        "no-status-updates", "Nobody hears how a complaint stands",
        "The complaints page speaks of no case number and of no word on the status.",
        (), "CASE-DMF", review=("cmp-status-updates",),
    ),
    Defect(
        "parcels-at-buyers-risk", "Lost parcels are the buyer's loss",
        "The delivery page refuses responsibility for parcels lost or damaged once the courier has them.",
        ("ful-delivery-problems",), "TR76",
    ),
    Defect(
        "no-dispatch-details", "Nothing is said of how orders are sent",
        "Pages give a delivery time only: no cut-off, no working days, no courier, no self-collection, no packing.",
        ("ful-process-described",), "TR76",
    ),
    Defect(
        "no-tracking", "An order cannot be followed",
        "No page offers or promises a way to see where the parcel is.",
        ("ful-tracking-lookup",), "TR76",
    ),
    Defect(
        "false-casetrust-claim", "CaseTrust is claimed and not held",
        "The footer says “A CaseTrust accredited business”; the list of accredited names supplied does not have it.",
        ("idn-trustmark-truth",), "CPFTA-2S",
    ),
    Defect(
        "invented-purchases", "The same purchase is made on every visit",
        "Front, listing and product pages say “Jia Hui from Tampines just bought Pandan Kaya, 30 seconds ago”, always.",
        ("drk-activity-messages-genuine",), "PRN",
    ),
    Defect(
        "shaming-decline", "Who declines is made to look a fool",
        "Beside the newsletter's button stands another: “No thanks, I prefer to pay full price”.",
        (), "PRN", review=("drk-steering-design",),
    ),
    Defect(
        "no-data-protection-officer", "No contact for data protection is given",
        "Neither the privacy notice nor the FAQ names a Data Protection Officer or an address for such questions.",
        (), "PDPA", review=("prv-dpo-contact",),
    ),
    Defect(
        "unfilled-privacy-notice", "The privacy notice is an unfilled template",
        "The notice says that “[Your company name]” is responsible for the data.",
        ("prv-purposes-and-sharing",), "PDPA", review=("prv-notice-published",),
    ),
    Defect(
        "no-privacy-rights", "The privacy notice grants no rights",
        "Notice and FAQ say nothing of access, correction or withdrawal of consent.",
        ("prv-rights-withdrawal",), "PDPA",
    ),
    Defect(
        "denied-trackers", "Trackers are denied and loaded",
        "The notice says “We do not use tracking cookies or other trackers.”; pages load a script of Google Analytics.",
        ("prv-trackers-vs-notice",), "PDPC",
    ),
    Defect(
        "bare-product-page", "A product is not described",
        "The page of one jam gives its name, one picture and the price, and no more; nobody has reviewed it.",
        ("prd-description",), "CT-WF13",
    ),
    Defect(
        "bare-warranty", "A warranty is promised without length or terms",
        "The terms say “Enamel mugs come with a warranty.” and no more of it.",
        ("prd-warranty",), "CT-WF13",
    ),
    Defect(
        "cancels-and-keeps", "The shop cancels and keeps the money",
        "The terms and the returns page say “We may cancel an order at any time and keep the payment”.",
        ("ret-cancellation",), "PTG",
    ),
    Defect(
        "vague-refunds", "Refunds are promised, not how or when",
        "No page says by what means or within how many days a refund is paid.",
        ("ret-refund-method-time",), "CT-EB",
    ),
    Defect(
        "paid-praise", "Good reviews are paid for",
        "The reviews page says “Leave us a 5-star review and get S$5.00 off your next order”.",
        ("rev-incentive-disclosed",), "FTC-R",
    ),
    Defect(
        "only-praise", "Bad reviews are left out",
        "The reviews page says “We publish only positive reviews”, averages them, and shows none below four stars.",
        ("rev-negative-not-suppressed",), "FTC-R",
    ),
    Defect(
        "unexplained-verified-badge", "“Verified buyer” is not explained",
        "Reviews carry the mark “Verified buyer”, anyone can write one, and no page says how they are checked.",
        ("rev-verification-disclosed",), "CCS-FR",
    ),
    Defect(
        "no-feedback-at-all", "There is no place for reviews or feedback",
        "The shop shows no reviews and has no form of any kind to write to it; the contact page gives addresses only.",
        ("rev-place-exists",), "TR76",
    ),
    Defect(
        "stale-notice", "A notice is long out of date",
        "The front page says that the shop in Tiong Bahru is closed for repairs until a day that was 45 days ago.",
        ("prd-info-fresh",), "CT-EB",
    ),
    Defect(
        "tiny-conditions", "Conditions stand in the smallest print",
        "Product pages say “* Terms and conditions apply.” in letters of 7 px.",
        ("use-terms-legible-language",), "CPFTA-2S",
    ),
)
# fmt: on
