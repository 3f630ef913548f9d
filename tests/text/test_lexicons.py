"""The word lists that ship: each topic found in each language, and each caution of the domain notes left alone."""

from __future__ import annotations

import pytest

from casetrust_audit.resources import lexicon_directory
from casetrust_audit.text.phrases import LANGUAGES, load_lexicon, phrases, topics

ENGLISH = {
    "accepted": "“Single” has been added to your cart.",
    "refused": "Please choose a size first.",
    "complaint": "Send us your feedback or complaint",
    "contact": "Get in touch with our team",
    "returns": "You may return the item within 14 days",
    "refund": "Refunds are made within 7 working days",
    "exchange": "We offer 1-for-1 exchange",
    "delivery": "Delivered by Ninja Van",
    "delivery-fee": "A delivery fee of S$5 applies",
    "free-delivery": "Free islandwide delivery above S$60",
    "privacy": "Personal Data Protection",
    "terms": "T&Cs apply",
    "reviews": "128 customer reviews",
    "about": "Our story",
    "faq": "FAQs",
    "cart": "View cart (2)",
    "add-to-cart": "ADD TO BAG",
    "checkout": "Proceed to check-out",
    "place-order": "Place order",
    "continue": "Continue to payment",
    "guest": "Check out as a guest",
    "login": "Log in",
    "register": "Create an account",
    "account": "My Account",
    "search": "What are you looking for?",
    "listing": "Shop all products",
    "recovery": "Forgotten your password?",
    "two-factor": "Turn on 2FA",
    "passkey": "Create a passkey",
    "acknowledge": "We will respond to you",
    "resolve": "All complaints are resolved within 21 days",
    "escalate": "The matter is escalated to a senior manager",
    "mediation": "CASE Mediation Centre",
    "arbitration": "settled by arbitration at SIAC",
    "gst": "9% GST",
    "gst-excluded": "Prices exclude GST",
    "gst-included": "Prices are inclusive of 9% GST",
    "subtotal": "Sub-total",
    "total": "Order total",
    "shipping": "Standard shipping",
    "tax": "Estimated taxes",
    "fee": "Small order fee",
    "discount": "Promo code applied",
    "item": "Qty 2",
    "in-stock": "In stock",
    "out-of-stock": "Sold out",
    "low-stock": "Only 2 left in stock",
    "pre-order": "Pre-order now",
    "countdown": "Sale ends in 02:11:09",
    "activity": "17 people are viewing this right now",
    "dpo": "Write to our Data Protection Officer",
    "marketing": "Subscribe to our newsletter",
    "nric": "NRIC / FIN number",
    "birth-date": "Date of birth",
    "insurance-addon": "Add package protection for S$1.98",
    "payment-methods": "PayNow, GrabPay and Visa",
    "payment-step": "Card number",
    "review-step": "Review your order",
    "leads-to-review": "Review order",
    "asks-for-choice": "Select a size",
    "address-step": "Postal code",
    "delivery-step": "Choose a delivery method",
    "self-collection": "Self-collect at Paya Lebar",
    "decline": "No thanks, continue",
    "perhaps-order": "Submit",
    "pays-by": "Pay with mobile money",
    "save-step": "Save address",
    "add-address": "Add a new address",
    "choose-option": "Choose delivery",
    "no-refund": "Goods sold are not refundable",
    "defect": "The item arrived damaged",
    "working-days": "3 working days",
    "return-cost": "Return shipping is borne by the customer",
    "exclusions": "Sale items are not eligible",
    "how-to-return": "How do I return an item?",
    "original-payment": "to the original payment method",
    "store-credit": "refunded as store credit",
    "cancel": "Cancellation policy",
    "warranty": "1-year warranty",
    "coming-soon": "Opening soon",
    "empty-cart": "Your shopping cart is empty",
    "app-only": "Download our app to complete your order",
    "not-found": "Page not found",
    "challenge": "Verify you are human",
    "parked": "This domain is for sale",
    "price-on-request": "Price upon request",
    "save": "You save S$10",
    "was-price": "Usual price S$49",
    "price-now": "Discounted price: S$38",
    "per-unit": "S$3.20 per 100g",
    "announcement": "10% off, use code WELCOME",
    "verified-review": "Verified buyer",
    "leave-review": "Write a review",
    "no-reviews": "No reviews yet",
    "time-limited": "Sale ends tonight",
    "closing-sale": "Closing-down sale: everything must go",
    "offer": "20% off all mugs",
    "offer-conditions": "T&Cs apply, min. spend S$50",
    "price-match": "Found it cheaper? We will match it",
    "lowest-claim": "The lowest prices in Singapore",
    "free-claim": "Free gift with every order",
    "extra-service": "Gift-wrapping",
    "payment-surcharge": "A credit card surcharge of 2%",
    "cost-mention": "at an additional charge",
    "bank-transfer": "PayNow to our UEN",
    "card-secrets": "Send us your card number",
    "order-confirmation": "You receive an order confirmation e-mail",
    "subscription-offer": "Subscribe & save, every 4 weeks",
    "other-products": "You may also like",
    "gift-card": "E-gift card S$50",
    "deposit": "We ask for a deposit of S$50",
    "validity": "Vouchers are valid for 12 months",
    "best-seller-label": "Best-seller",
    "recommended-label": "Editor's choice",
    "cheapest-label": "Cheapest",
    "sponsored-label": "Sponsored",
    "ranking-explained": "How we rank products",
}

OTHERS = [
    ("complaint", "如有投诉请联系我们"),
    ("refund", "七天内可申请退款"),
    ("refund", "可申請退款"),
    ("delivery", "全岛配送"),
    ("free-delivery", "满60元免运费"),
    ("checkout", "去结算"),
    ("gst-excluded", "价格不含消费税"),
    ("gst-included", "价格已含消费税"),
    ("low-stock", "仅剩3件"),
    ("activity", "12人正在浏览"),
    ("no-refund", "货物出门，概不退换"),
    ("recovery", "忘记密码"),
    ("two-factor", "双重验证"),
    ("complaint", "Hantar aduan anda"),
    ("refund", "Dasar bayaran balik"),
    ("cart", "Troli saya"),
    ("add-to-cart", "Tambah ke troli"),
    ("gst-excluded", "Harga tidak termasuk GST"),
    ("out-of-stock", "Kehabisan stok"),
    ("complaint", "உங்கள் புகார்களை அனுப்பவும்"),
    ("delivery", "இலவச விநியோகம்"),
    ("privacy", "தனியுரிமைக் கொள்கை"),
    ("warranty", "ஒரு ஆண்டு உத்தரவாதம்"),
    ("gst-included", "பொருள் சேவை வரி உட்பட"),
    ("empty-cart", "您的购物车是空的"),
    ("empty-cart", "Troli anda kosong"),
    ("empty-cart", "உங்கள் வண்டி காலியாக உள்ளது"),
    ("app-only", "请下载应用完成订单"),
    ("other-products", "猜你喜欢"),
    ("other-products", "Produk berkaitan"),
    ("gift-card", "礼品卡"),
    ("gift-card", "Kad hadiah RM50"),
    ("deposit", "需支付订金"),
    ("deposit", "Wang pendahuluan 20%"),
    ("validity", "有效期十二个月"),
    ("best-seller-label", "热销"),
    ("cheapest-label", "最便宜"),
    ("recommended-label", "Disyorkan"),
    ("sponsored-label", "விளம்பரம்"),
]

CAUTIONS = [
    ("complaint", "No complaints, great service!"),
    ("complaint", "Phone case in three colours"),
    ("returns", "Return to homepage"),
    ("returns", "Return to shop"),
    ("returns", "Returning customer? Click here to log in"),
    ("delivery", "Ingredients that deliver results"),
    ("delivery", "Track 4 of the album"),
    ("free-delivery", "Sugar-free drink"),
    ("free-delivery", "Toll free number"),
    ("gst-excluded", "GST absorbed by us"),
    ("gst-excluded", "incl. GST"),
    ("gst-included", "Prices are not inclusive of GST"),
    ("gst-included", "价格不含消费税"),
    ("gst-included", "Harga tidak termasuk GST"),
    ("warranty", "Satisfaction guaranteed"),
    ("warranty", "without warranties of any kind"),
    ("reviews", "Review your order"),
    ("cart", "Add to cart"),
    ("cart", "加入购物车"),
    ("cart", "Canvas tote bag"),
    ("checkout", "Check out our new arrivals"),
    ("continue", "Continue shopping"),
    ("continue", "Next-day"),
    ("total", "Subtotal"),
    ("total", "You are in total control"),
    ("in-stock", "Currently not available"),
    ("in-stock", "Notify me when available"),
    ("in-stock", "没有库存"),
    ("out-of-stock", "Almost sold out"),
    ("countdown", "No hurry"),
    ("low-stock", "3 days left"),
    ("activity", "Sit back and relax, someone will call you"),
    ("cancel", "Active noise-cancelling headphones"),
    ("resolve", "High resolution display"),
    ("mediation", "Leather case"),
    ("mediation", "in case you need us"),
    ("birth-date", "Happy birthday cake topper"),
    ("nric", "Passport holder in leather"),
    ("contact", "Daily contact lenses"),
    ("register", "Company registration no. 201912345K"),
    ("save", "Save my details for next time"),
    ("was-price", "Shake well before use"),
    ("acknowledge", "By submitting, you acknowledge our terms"),
    ("exclusions", "Prices exclude GST"),
    ("exchange", "Exchange rate"),
    ("tax", "மின்னஞ்சல் முகவரி"),
    ("add-to-cart", "Buyers may order by phone"),
    ("empty-cart", "Empty cart"),
    ("empty-cart", "10 items in your cart"),
    ("app-only", "Download our app for news"),
    ("gift-card", "Leather gift card holder"),
    ("gift-card", "Enter your voucher code"),
    ("gift-card", "A S$5 welcome voucher for new members"),
    ("gift-card", "Greeting card"),
    ("deposit", "Removes limescale deposits"),
    ("deposit", "No deposit is needed"),
    ("recommended-label", "Recommended retail price S$20"),
    ("recommended-label", "Recommended for ages 3 and up"),
    ("cheapest-label", "Lowest price in the last 30 days"),
    ("cheapest-label", "Lowest price guarantee"),
    ("sponsored-label", "Adjustable strap"),
]


def test_every_topic_has_an_english_sentence_here() -> None:
    assert set(ENGLISH) == set(topics())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_topic(language: str) -> None:
    assert set(load_lexicon(lexicon_directory() / f"{language}.yaml")) == set(ENGLISH)


@pytest.mark.parametrize(("topic", "sentence"), sorted(ENGLISH.items()))
def test_a_topic_is_found_in_english(topic: str, sentence: str) -> None:
    assert any(hit.language == "en" for hit in phrases(topic).find(sentence))


@pytest.mark.parametrize(("topic", "sentence"), OTHERS)
def test_a_topic_is_found_in_another_language(topic: str, sentence: str) -> None:
    assert any(hit.language != "en" for hit in phrases(topic).find(sentence))


@pytest.mark.parametrize(("topic", "sentence"), CAUTIONS)
def test_words_that_only_look_like_a_topic_are_left_alone(topic: str, sentence: str) -> None:
    assert phrases(topic).find(sentence) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_swallowed_by_an_exception_of_its_own_topic(language: str) -> None:
    for topic, words in load_lexicon(lexicon_directory() / f"{language}.yaml").items():
        for word in words:
            if not word.startswith("!"):
                text = word.removeprefix("=").replace("<n>", "3").replace("(", "").replace(")", "")
                assert phrases(topic).any(text), f"{topic}: {word}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exception_hides_its_words(language: str) -> None:
    for topic, words in load_lexicon(lexicon_directory() / f"{language}.yaml").items():
        for word in words:
            if word.startswith("!"):
                text = word.lstrip("!").replace("<n>", "3").replace("(", "").replace(")", "")
                hits = [hit for hit in phrases(topic).find(text) if hit.language == language]
                assert not hits, f"{topic}: {word} leaves {hits}"


@pytest.mark.parametrize("language", ["zh", "ms", "ta"])
def test_a_lexicon_without_a_native_reader_says_so(language: str) -> None:
    assert "native review" in (lexicon_directory() / f"{language}.yaml").read_text(encoding="utf-8")
