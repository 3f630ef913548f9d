"""Words beside an amount that say what it is: the item's price, a former one, or something else altogether."""

from __future__ import annotations

import re
from decimal import Decimal

from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_NOT_ITEM = ("delivery", "delivery-fee", "free-delivery", "shipping", "save", "subtotal", "total", "per-unit", "fee",
             "self-collection", "insurance-addon", "discount")  # fmt: skip
_LABELS = ("shipping", "delivery-fee", "subtotal", "total", "fee", "insurance-addon", "save", "discount", "tax")
_LONGEST_LABEL = 32
_FILLS = re.compile(
    r"\b(?:from|only|est(?:imated)?|your|our|the|an?|per|order|item|cost|charges?|price|amount|rate"
    r"|standard|one[- ]time|local"
    r"|instant|refundable|optional|required|admin|of|at|is|to|starting|starts|and|for|non)\b",
    re.I,
)
"""Words that may stand in the label of a charge without making it a sentence."""
_SELF_STANDING = re.compile(
    r"earn|rewards?\b|points?\b|cash ?back|instal|interest|financ|afterpay|klarna|clearpay|affirm|sezzle|atome|hoolah"
    r"|warranty|gift|coupon|voucher|store credit|积分|分期|ポイント",
    re.I,
)
"""What a line beside a price may advertise: without a colon that names no amount."""
_TAKEN_OFF = re.compile(r" ?(off|discount|rebate|cash ?back|savings?|saved|less)\b(?! price)", re.I)
_NAMED = re.compile(
    r"\b(?:total|subtotal|basket|cart|voucher|points?|payments? of"
    r"|min(?:imum)?\.? (?:spend|order)|deposit"
    # other offers of the same thing, and other things
    r"|used|pre-?owned|refurbished|renewed|open[- ]box|other sellers?|warranty|gift ?(?:card|wrap\w*|box)|engraving"
    r"|assembly|installation|set-?up|fitting|mounting|disposal|haul[- ]?away|alterations?|hemming|embroidery"
    r"|monogram\w*|personali[sz]ation|(?:protection|service|care|support|maintenance) plan|insurance"
    r"|安装|安裝|刻字|保险|保險"
    # what a shopper may earn or pay over time
    r"|earn|rewards?|cash ?back|store credit|coupon|instal?ments?|afterpay|klarna|clearpay|affirm|sezzle|atome|hoolah"
    r"|interest[- ]free|financ\w+|% apr|lease|monthly|bi-?weekly|weekly|emi"
    # other languages of Europe
    r"|versand\w*|lieferung|raten\w*|monatlich\w*|mindest\w+|warenkorb|gutschein\w*|pfand|gebraucht\w*"
    r"|spedizione|trasporto|consegna|carrello|mensil\w+|usato|livraison|frais|panier|mensualit\w+|acompte"
    r"|env[ií]o|gastos|carrito|cuotas?|mensual\w*|usado|frete|carrinho|parcelas?|verzend\w*|winkelwagen"
    r"|dostaw\w+|koszyk\w*|raty|ratach|doprav\w+|ko[sš][ií]k\w*)\b"
    r"|доставк|корзин|кредит|рассрочк|в месяц|бонус|送料|ポイント|カート|运费|運費|积分|購物車|购物车|分期|배송|적립",
    re.I,
)
_IN_PARTS = re.compile(
    r"\b[0-9]{1,2} ?(?:[x×]|(?:[a-z-]+ ){0,3}(?:payments?|instal?ments?|months?|raten|cuotas|parcelas|mensualit\w+"
    r"|rate|期))(?: (?:of|at|à|de|von|zu|da|only|just|por))*[ :]{0,2}\Z",
    re.I,
)
"""How often what follows is paid: "4 payments of", "3 x"."""
_LOWEST_BEFORE = re.compile(
    r"\b(?:lowest|niedrigst\w+|tiefst\w+|plus bas|più basso|más bajo|mais baixo|laagste|najniższ\w+|nejnižš\w+"
    r"|najnižš\w+|lägst\w*|laveste|alin|cel mai mic|legalacsonyabb)\b.{0,36}\b30\b"
    r"|\b30\b.{0,24}\b(?:lowest|niedrigst\w+|lägst\w*|laveste|alin)\b|30 ?[天日].{0,8}最低",
    re.I,
)
"""The lowest price of the last thirty days, which shops of the European Union tell beside a reduced one (Directive
98/6/EC, article 6a): it is neither the price nor the one it is reduced from."""
_BOUND = re.compile(
    r"(?:\b(?:over|above|under|below|beyond|exceed(?:s|ing)?|at least|up to|(?:more|less|greater|fewer) than|spend"
    r"|orders?(?: of)?"
    r"|worth|valued? (?:at|of)|(?<!time )(?<!-time )(?<!single )purchases?(?: of)?|minimum(?: of)?"
    r"|only if|extra|additional|plus|another|per|über"
    r"|unter|mind\."
    r"|oltre|más de|bis|moins de|plus de|jusqu'à|meno di|fino a|menos de|hasta|até|minder dan|tot|di bawah|kurang dari"
    r"|dưới|trên)|[<+≥>＋]|以上满|满|滿) ?\Z",
    re.I,
)
_OVER_TIME = re.compile(
    r"\W{0,3}(?:/|per|a|al|im|pro|par|por|en)? ?(?:mo\b|mth\b|months?\b|wk\b|week\b|monat\b|mes[ei]?\b|mois\b|мес|"
    r"x ?[0-9]|×|月)",
    re.I,
)
_NOTE = re.compile(
    r"(?:\(|\b|\+ ?)(?:zzgl|exkl|excl(?:uding|usive)?|exc|inkl|incl(?:uding|usive|udes)?|inc|plus|ohne|hors|\+|with"
    r"|free|gratis"
    r"|kostenlos\w*|más|più|escl\w*|senza|без|not including|before)\.?,? (?:[\w%.-]+ ){0,3}?"
    r"(?:versand\w*|liefer\w*|shipping|delivery|postage|p&p|spedizion\w*|livraison|port|env[ií]o|verzend\w*|fees?"
    r"|доставк\w*|送料)"
    r"|\b(?:free|fast|same[- ]day|next[- ]day) (?:standard |local |islandwide )?(?:shipping|delivery)"
    r"|(?:shipping|delivery|livraison|spedizione|env[ií]o) (?:is )?(?:included?|free|inclus[eao]?|incluid[oa]"
    r"|gratuit[ea]|gratis|offerte)"
    r"|versand(?:kosten)?frei|送料(?:無料|別|込)|(?:包|免)(?:邮|運費|运费)|\bor\b.*|[|·•].*",
    re.I,
)
"""What a shop notes behind a price: with or without shipping; and what another clause says."""
_LABEL = re.compile(
    r"\b(?:(?:our|sale|now|special|offer|current|online|final|new|your|member|regular|retail) )?price\b|\bnow\b"
    r"|\bonly\b"
    r"|\bpre(?:is|zzo|ço|cio)\b|\bprix\b|\bprijs\b|\bcena\b|\bharga\b|цена|价格|價格|(?:本店|商城|网店|網店|销售|銷售|会员|會員|促销|促銷|活动|活動|优惠|優惠|现|現|售|单|單|特)[价價]|現価|価格|税込|가격|விலை",
    re.I,
)
_REGULAR = re.compile(
    r"(?:\b(?:(?:regular|normal|usual|retail|harga biasa)(?: price)?(?: is)?|m\.?r\.?p\.?(?: price)?"
    r"|maximum retail price|harga normal|tavahind|normalpreis|(?:precio|preço) (?:normal|habitual|regular)"
    r"|cena (?:regularna|katalogowa))"
    r"|定价|定價|零售价|零售價|标价|標價|日常价|日常價|定価|通常価格|정가) ?[:：]? ?\Z",
    re.I,
)
_SALE = re.compile(
    r"\b(?:sale|discount\w*|reduced|special|deal|clearance|promo\w*|now(?= ?[A-Z]{0,3}[$€£¥0-9])|was|rrp|jimat"
    r"|diskaun|angebot|sonderpreis|statt|uvp|sconto|offerta|anziché|soldes|remise|au lieu|oferta|descuento|rebaj\w+"
    r"|antes|korting|rabat\w*|sleva|zľava|promocja)\b|[-−] ?[0-9]{1,2} ?%|[0-9]{1,2} ?% (?:off|less|di|de)"
    r"|скидк|акци|折|特[价價]|促[销銷]|活[动動]价|优惠|優惠|秒[杀殺]|原[价價]|セール|할인",
    re.I,
)
_SAVES = re.compile(
    r"(?:(?:you|sie|du|vous|je|jy|u|hai|lei|voce|você|ty|вы) )?(?:save|sparen|sparst|(?:é|e)conomisez"
    r"|risparmi(?:a|o|ate)?"
    r"|ahorr(?:as|a|o|e)|poup[ae]s?|economiz[ae]s?|bespaar(?:t|de)?|oszczędzasz|ušetř?[ií]te|spar(?:er|ar)?|экономия"
    r"|экономите|anda jimat|jimat|hemat|anda hemat|tiết kiệm|節省|节省|立省|已省|お得|절약)(?: (?:now|nu|jetzt))?",
    re.I,
)
_TENTHS_LEFT = re.compile(r"(?<![0-9.])([1-9](?:\.[0-9]|[0-9])?) ?折")
"""What is left to pay in tenths or hundredths: "7折" takes off 30 %, "85折" 15 %."""
_PERCENT = re.compile(r"([0-9]{1,2})(?:[.,][0-9])? ?%")
_TAX = (
    r"(?:v\.?a\.?t\.?|gst|sst|hst|sales tax|tax(?:es)?|mwst\.?|ust\.?|mehrwertsteuer|umsatzsteuer|iva|i\.v\.a\.|tva|btw"
    r"|dph|ddv|pdv|p\.?v\.?n|pvm|moms|mva|alv|kdv|áfa|ppn|ht|ндс|ддс|пдв|φπα)"
)
_NET = re.compile(
    rf"\b(?:ex(?:cl(?:uding|usive)?|kl|k)?\.?(?: of)?|ekskl\.?|before|without|plus|net(?:to|tó)?|zzgl\.?|ohne|hors"
    rf"|h\.?t|sin|sem|senza|bez|brez|be|fără|uten|utan|uden|ilman|zonder|без|χωρίς|\+)"
    rf" ?(?:[0-9]{{1,2}} ?% ?)?(?:{_TAX})?\b"
    rf"|{_TAX} (?:excluded|excl\.?|hariç|esclusa|exclue|no incluido)\b|\bplus tax\b|\balv 0 ?%|税抜|未税|不含税",
    re.I,
)
_GROSS = re.compile(
    rf"\b(?:in[ck](?:l(?:uding|usive|udes)?)?\.?(?: of)?|with|after|gross|brutto|bruttó|ttc|con|com|s|vč\.?|včetně|z|sa"
    rf"|cu|avec|mit|med|sis\.?|su|ar|с|з|με) ?(?:[0-9]{{1,2}} ?% ?)?{_TAX}\b|\bttc\b|税込|含税"
    rf"|{_TAX} (?:included|incl\.?|inclus[ae]|incluido|incluído|comprise|dahil)\b",
    re.I,
)
_TAX_NAMED = re.compile(rf"\b{_TAX}\b|税", re.I)
_CONVERTED = re.compile(
    r"(?:\b(?:approx(?:\.|imately)?|circa|about|roughly|around|environ|ungefähr|etwa|ca\.|c\.a\.|okolo)|[≈≅]|大?[约約])"
    r" ?:?\(? ?\Z",
    re.I,
)
"""What is before an amount that only says what another one comes to, in another currency say."""
_GONE = re.compile(
    r"\b(?:no longer (?:available|sold|made|produced|in production|stocked)|(?:has been |is |item )?discontinued"
    r"|permanently unavailable"
    r"|nicht (?:mehr|länger) (?:lieferbar|verfügbar|erhältlich)|plus disponible|non (?:è )?più disponibile"
    r"|ya no está disponible"
    r"|niet meer (?:leverbaar|verkrijgbaar))\b|снят с производства|已下架|販売終了|tidak lagi dijual",
    re.I,
)
_ASKS_FIRST = re.compile(
    r"(?:log|sign)[ -]?in (?:to|for) (?:see|view|check)?.{0,14}pric|(?:see|view|check) (?:the )?price (?:in"
    r"|at) (?:cart|checkout)"
    r"|add to (?:cart|basket|bag) to (?:see|view) (?:the )?price|(?:select|choose|pick) .{0,30}(?:to see|for"
    r"|to view) (?:the |a )?(?:final )?pric"
    r"|price (?:depends|varies|will be (?:shown|calculated))|enter .{0,24}(?:to see|for|to view) (?:the )?pric",
    re.I,
)
_SUBSCRIBED = re.compile(
    r"\bsubscri(?:be|bers?|ption)s?\b|\bauto-? ?(?:ship|deliver\w*|replenish\w*|renew\w*)|\brefill plan"
    r"|\bdeliver(?:ed|y)? every"
    r"|\bevery (?:[0-9]+|two|three|four|six)? ?(?:weeks?|months?)|\brecurring|订阅|訂閱|定期购|定期購"
    r"|\blangganan|\babonn?e|\babo\b|定期便",
    re.I,
)
_TIMES = re.compile(r"\W{0,3}(?:x ?[0-9]|×)", re.I)
_SOLD_BY = re.compile(
    r" ?(?:/|per|a|每) ?(?:1 ?)?(?:kilo(?:gram)?s?|kg|lbs?|litre|liter|l|m|metre|meter|yard|sq ?ft|sqm|ft"
    r"|pcs?|pieces?|units?"
    r"|rolls?|packs?|bottles?|box(?:es)?|sets?|pairs?|nights?|hours?|hr|pax|persons?|pers|guests?"
    r"|tickets?|sessions?)\b"
    r"|每?(?:公斤|件|个|個|晚|人)",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def other_purpose(
    text: str, amount: Amount, own: str = "", end: int | None = None, item: str = "", begin: int = 0
) -> str:
    """What the amount is for where the words say that it is not the item's price; "" where they do not.

    `own` is the text of its own stretch of type where that has words: a badge beside the price ("Save 23%") speaks for
    itself, not for the price. `begin` and `end` are how far words before and behind it may belong to it: words between
    two amounts announce the second. `item` is the item's name: a gift card is sold under that name.
    """
    high = len(text) if end is None else end
    before, after = text[max(begin, amount.start - 40) : amount.start], text[amount.end : amount.end + 40]
    if _BOUND.search(before[-24:]):
        return "a bound"
    if _CONVERTED.search(before[-20:]):
        return "a conversion"
    if _OVER_TIME.match(after) or _IN_PARTS.search(before):
        return "paid over time"
    if _LOWEST_BEFORE.search(before):
        return "the lowest price of some weeks"
    if taken := _TAKEN_OFF.match(after):
        return taken[1]
    around = _without_buying(before) + amount.raw + _NOTE.sub(" ", _without_buying(after[: max(0, high - amount.end)]))
    near = around
    if own and _WORDS.search(own.replace(amount.raw, " ")):
        near = own
    elif own:  # its label may stand in a style of its own; what tells a number of its own speaks for itself
        near = _plain_words(_without_buying(before)) + amount.raw + _plain_words(around.rpartition(amount.raw)[2])
    label = _without_buying(before) if len(text) <= 60 and not any(c.isdigit() for c in before) else ""
    if named := _named(near, item) or _named(label, item):
        return named
    if len(label) <= _LONGEST_LABEL and (told := next((t for t in _LABELS if _told(t, label, item)), "")):
        return told
    return next((topic for topic in _NOT_ITEM if _told(topic, near, item)), "")


def _plain_words(text: str) -> str:
    return "" if any(c.isdigit() for c in text) else text


def _without_buying(text: str) -> str:
    """Without what a button says that buys ("$130 Add to cart"): it names no cart's sum."""
    if not phrases("add-to-cart").any(text):
        return text
    folded = fold(text)
    for hit in sorted(phrases("add-to-cart").find(folded), key=lambda h: -h.start):
        folded = f"{folded[: hit.start]} {folded[hit.end :]}"
    return folded


def _named(text: str, item: str) -> str:
    own = fold(item)
    return next((m[0] for m in _NAMED.finditer(text) if fold(m[0]) not in own), "")


def _told(topic: str, text: str, item: str) -> bool:
    if topic in ("save", "discount") and phrases("price-now").any(text):
        return False  # a discounted price is one
    if topic == "total" and fold(text).strip(" :：") == "you pay":
        return False  # beside an item that is its price
    if topic == "tax" and _names_side(text):
        return False  # a price with or without tax is one
    folded, own = fold(text), fold(item)
    return any(not own or folded[hit.start : hit.end] not in own for hit in phrases(topic).find(text))


def label_of_other(text: str, item: str = "") -> str:
    """What the text before an amount announces where it is the label of something else ("Shipping:", "Booking fee").

    A label is nothing but the name of a charge, or ends with a colon; a line that says something of its own
    ("2-year warranty", "Earn 41 points", "Comes in a gift box") is none."""
    words = normalise(text)
    if len(words) > _LONGEST_LABEL or phrases("free-delivery").any(words):
        return ""
    announces = words.endswith((":", "："))
    if _SAVES.fullmatch(words.rstrip(" :：")):
        return "save"
    if not announces and any(c.isdigit() for c in words):
        return ""
    found = [(m.start(), m.end(), m[0]) for m in _NAMED.finditer(words) if fold(m[0]) not in fold(item)]
    folded = fold(words)
    for topic in _LABELS:
        if _told(topic, words, item):
            found += [(hit.start, hit.end, topic) for hit in phrases(topic).find(folded)]
    if not announces:
        found = [one for one in found if not _SELF_STANDING.match(one[2])]
    if not found or announces:
        return found[0][2] if found else ""
    rest = list(folded)
    for start, end, _ in found:
        rest[start:end] = " " * (min(end, len(rest)) - start)
    return found[0][2] if not _WORDS.search(_FILLS.sub(" ", "".join(rest))) else ""


def names_former(text: str) -> bool:
    """True for a label that is the name of a former price and nothing else ("RRP", "Original price was:")."""
    return _names_was(text) is False


def names_regular(text: str) -> bool:
    """True for a label that calls an amount the usual price ("Retail price"): alone that is simply the price, beside a
    lower one the former."""
    return _names_was(text) is True


def _names_was(text: str) -> bool | None:
    """Whether a label of a former price calls it the regular one; None for any other text."""
    words = normalise(text).rstrip(" :：")
    if not 2 <= len(words) <= _LONGEST_LABEL or any(c.isdigit() for c in words):
        return None
    probe = find_amounts(f"{words} $1.00")
    return is_regular(f"{words} ", probe[-1]) if probe and probe[-1].kind == "was" else None


def names_other(text: str) -> bool:
    """True where a text speaks of a cart, a total, a credit, a used copy …"""
    return bool(_NAMED.search(text))


def goes_on_over_time(text: str, *, in_line: bool = True) -> bool:
    """True where the text after an amount makes it a rate ("/mo.", "per month"); in a line of its own "x 3 months with
    …" says something else."""
    words = normalise(text)
    return bool(_OVER_TIME.match(words)) and (in_line or not _TIMES.match(words))


def is_subscription(text: str) -> bool:
    """True where the words are of a plan that delivers and charges again and again."""
    return bool(_SUBSCRIBED.search(text))


def sold_by(text: str, amount: Amount) -> bool:
    """True where an amount per unit may be how the item is sold: a piece, a kilogram, a night; never per 100 g."""
    return bool(_SOLD_BY.match(text, amount.end))


def adds_to_price(text: str, amount: Amount) -> bool:
    """True for "+$10", the surcharge of an option."""
    return bool(amount.start and text[: amount.start].rstrip().endswith(("+", "＋")))


def is_bound(text: str, amount: Amount) -> bool:
    """True for an amount that something else is below or above ("under S$10")."""
    return bool(_BOUND.search(text[max(0, amount.start - 24) : amount.start]))


def is_price_label(text: str) -> bool:
    """Words that announce the item's price."""
    return bool(_LABEL.search(text))


def is_regular(text: str, amount: Amount) -> bool:
    """True where the words before it call the amount the regular price: alone, that is simply the price."""
    return bool(_REGULAR.search(text[: amount.start]))


def tells_of_sale(text: str) -> bool:
    """Words or a percentage that go with a reduced price."""
    return bool(_SALE.search(text)) or phrases("save").any(text)


def percents(text: str) -> tuple[int, ...]:
    """Whole per cents named in the text, as what is taken off."""
    left = (Decimal(p) * (10 if "." in p or len(p) == 1 else 1) for p in _TENTHS_LEFT.findall(text))
    return (*(int(p) for p in _PERCENT.findall(text)), *(int(100 - p) for p in left))


def tax_side(text: str, amount: Amount) -> str:
    """ "net", "gross" or "" as the words right beside an amount say."""
    beside = text[max(0, amount.start - 20) : amount.start], text[amount.end : amount.end + 24]
    for part in (beside[1], beside[0]):
        cut = part.split("(")[0] if part == beside[1] and part.strip()[:1] != "(" else part
        if _GROSS.search(cut):
            return "gross"
        if cut.strip() and _NET.search(cut) and _TAX_NAMED.search(cut):
            return "net"
    return ""


def _names_side(text: str) -> bool:
    """Whether all that is said of tax is that an amount is with or without it ("Incl. GST:", "税込")."""
    words = fold(text)
    rest = _NET.sub(" ", _GROSS.sub(" ", words))
    return rest != words and not phrases("tax").any(rest)


def says_gone(text: str) -> bool:
    """True where the item is said to be sold no more."""
    return bool(_GONE.search(text))


def asks_first(text: str) -> bool:
    """True where the price is shown only after the shopper does something."""
    return bool(_ASKS_FIRST.search(text)) or phrases("price-on-request").any(text)


def other_words(text: str, amounts: tuple[Amount, ...]) -> int:
    """How many words of a text are neither amounts nor words that go with a price."""
    rest, at = [], 0
    for amount in amounts:
        rest.append(text[at : amount.start])
        at = amount.end
    words = " ".join([*rest, text[at:]])
    return len(_WORDS.findall(_SALE.sub(" ", _LABEL.sub(" ", words))))
