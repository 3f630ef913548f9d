"""Words beside an amount that say what it is: the item's price, a former one, or something else altogether."""

from __future__ import annotations

import re

from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_NOT_ITEM = ("delivery", "delivery-fee", "free-delivery", "shipping", "save", "subtotal", "total", "per-unit", "fee",
             "self-collection", "insurance-addon", "discount")  # fmt: skip
_LABELS = ("shipping", "delivery-fee", "subtotal", "total", "fee", "insurance-addon")
_NAMED = re.compile(
    r"\b(?:total|subtotal|basket|cart|voucher|points?|payments? of"
    r"|min(?:imum)?\.? (?:spend|order)|deposit"
    # other offers of the same thing, and other things
    r"|used|pre-?owned|refurbished|renewed|open[- ]box|other sellers?|warranty|gift ?(?:card|wrap\w*|box)|engraving"
    r"|assembly"
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
_BOUND = re.compile(
    r"(?:\b(?:over|above|under|below|beyond|exceed(?:s|ing)?|at least|up to|(?:more|less|greater|fewer) than|spend"
    r"|orders?(?: of)?"
    r"|worth|valued? (?:at|of)|purchases?(?: of)?|minimum(?: of)?|only if|extra|additional|plus|another|per|über"
    r"|unter|mind\."
    r"|oltre|más de)|[+≥>＋]|以上满|满|滿) ?\Z",
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
    r"|\bpre(?:is|zzo|ço|cio)\b|\bprix\b|\bprijs\b|\bcena\b|\bharga\b|цена|价格|價格|售价|現価|価格|税込|가격|விலை",
    re.I,
)
_REGULAR = re.compile(r"\b(?:regular|normal|usual|retail|harga biasa)(?: price)?(?: is)? ?:? ?\Z", re.I)
_SALE = re.compile(
    r"\b(?:sale|discount\w*|reduced|special|deal|clearance|promo\w*|now(?= ?[A-Z]{0,3}[$€£¥0-9])|was|rrp|jimat"
    r"|diskaun|angebot|sonderpreis|statt|uvp|sconto|offerta|anziché|soldes|remise|au lieu|oferta|descuento|rebaj\w+"
    r"|antes|korting|rabat\w*|sleva|zľava|promocja)\b|[-−] ?[0-9]{1,2} ?%|[0-9]{1,2} ?% (?:off|less|di|de)"
    r"|скидк|акци|折|特价|特價|优惠|原价|セール|할인",
    re.I,
)
_PERCENT = re.compile(r"([0-9]{1,2})(?:[.,][0-9])? ?%")
_NET = re.compile(
    r"\b(?:ex(?:cl(?:uding|usive)?)?\.?(?: of)?|before|without|plus|net(?:to)?|zzgl\.?|ohne|hors|h\.?t|sin|sem|bez"
    r"|\+) ?"
    r"(?:v\.?a\.?t|gst|tax(?:es)?|mwst|ust|iva|tva|btw|dph|ht)?\b|без ндс|税抜|未税|不含税",
    re.I,
)
_GROSS = re.compile(
    r"\b(?:inc(?:l(?:uding|usive)?)?\.?(?: of)?|with|after|gross|brutto|inkl\.?|ttc|con|com|s|vč\.?) ?"
    r"(?:[0-9]{1,2} ?% ?)?(?:v\.?a\.?t|gst|tax(?:es)?|mwst|ust|iva|tva|btw|dph)\b|\bttc\b|с ндс|税込|含税",
    re.I,
)
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
_WORDS = re.compile(r"[^\W\d_]{2,}")


def other_purpose(text: str, amount: Amount, own: str = "", end: int | None = None, item: str = "") -> str:
    """What the amount is for where the words say that it is not the item's price; "" where they do not.

    `own` is the text of its own stretch of type where that has one: a badge beside the price ("Save 23%") speaks for
    itself, not for the price. `end` is how far words behind it may belong to it: not at all where another amount
    follows, for words between two amounts announce the second. `item` is the item's name: a gift card is sold under
    that name.
    """
    high = len(text) if end is None else end
    before, after = text[max(0, amount.start - 40) : amount.start], text[amount.end : amount.end + 40]
    if bound := _BOUND.search(before[-24:]):
        return bound[0].strip() or "bound"
    if _OVER_TIME.match(after):
        return "paid over time"
    around = before + amount.raw + _NOTE.sub(" ", after[: max(0, high - amount.end)])
    near = own if own and find_amounts(own) else around
    label = before if len(text) <= 60 and not any(c.isdigit() for c in before) else ""
    if named := _named(near, item) or _named(label, item):
        return named
    return next((topic for topic in _NOT_ITEM if _told(topic, near, item)), "")


def _named(text: str, item: str) -> str:
    own = fold(item)
    return next((m[0] for m in _NAMED.finditer(text) if fold(m[0]) not in own), "")


def _told(topic: str, text: str, item: str) -> bool:
    folded, own = fold(text), fold(item)
    return any(not own or folded[hit.start : hit.end] not in own for hit in phrases(topic).find(text))


def label_of_other(text: str, item: str = "") -> str:
    """What the text before an amount announces where it is the label of something else ("Shipping:", "RRP")."""
    words = normalise(text)
    if len(words) > 32 or phrases("free-delivery").any(words):
        return ""
    if named := _named(words, item):
        return named
    if not words.endswith(":") and len(words.split()) > 3:
        return ""
    return next((topic for topic in _LABELS if phrases(topic).any(words)), "")


def names_other(text: str) -> bool:
    """True where a text speaks of a cart, a total, a credit, a used copy …"""
    return bool(_NAMED.search(text))


def goes_on_over_time(text: str) -> bool:
    """True where the text after an amount makes it a rate ("/mo.", "per month")."""
    return bool(_OVER_TIME.match(normalise(text)))


def adds_to_price(text: str, amount: Amount) -> bool:
    """True for "+$10", the surcharge of an option."""
    return bool(amount.start and text[: amount.start].rstrip().endswith(("+", "＋")))


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
    """Whole per cents named in the text."""
    return tuple(int(p) for p in _PERCENT.findall(text))


def tax_side(text: str, amount: Amount) -> str:
    """ "net", "gross" or "" as the words right beside an amount say."""
    beside = text[max(0, amount.start - 20) : amount.start], text[amount.end : amount.end + 24]
    for part in (beside[1], beside[0]):
        cut = part.split("(")[0] if part == beside[1] and part.strip()[:1] != "(" else part
        if _GROSS.search(cut):
            return "gross"
        if (
            cut.strip()
            and _NET.search(cut)
            and re.search(r"tax|vat|gst|mwst|ust|iva|tva|btw|dph|\bht\b|ндс|税", cut, re.I)
        ):
            return "net"
    return ""


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
