"""How shops write currencies, and the ISO code each spelling stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

DOLLARS = frozenset({
    "SGD", "USD", "AUD", "NZD", "CAD", "HKD", "TWD", "BND", "MXN", "ARS", "CLP", "COP", "FJD", "JMD", "XCD", "TTD",
    "BBD", "BZD", "BSD", "GYD", "NAD", "LRD", "SRD", "KYD", "DOP", "SBD", "WST", "UYU",
})  # fmt: skip
YEN = frozenset({"JPY", "CNY"})
KRONE = frozenset({"SEK", "NOK", "DKK", "ISK"})
YUAN = frozenset({"CNY", "SGD", "TWD", "HKD", "MYR"})
RUPEES = frozenset({"INR", "PKR", "LKR", "NPR", "MUR"})
DIRHAMS = frozenset({"AED", "MAD"})

NO_CENTS = frozenset({"JPY", "KRW", "IDR", "VND", "CLP", "HUF"})
THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "JOD", "TND"})

AMBIGUOUS: Mapping[str, frozenset[str]] = {
    "$": DOLLARS, "dollars": DOLLARS, "dollar": DOLLARS,
    "¥": YEN, "kr": KRONE, "kr.": KRONE, ":-": KRONE,
    "元": YUAN, "块": YUAN, "圆": YUAN, "圓": YUAN,
    "rs": RUPEES, "rs.": RUPEES, "re": RUPEES, "rupees": RUPEES, "रु": RUPEES, "रु.": RUPEES,
    "kronor": KRONE, "kroner": KRONE,
    "dh": DIRHAMS, "dhs": DIRHAMS, "dhs.": DIRHAMS, "درهم": DIRHAMS,
}  # fmt: skip
"""Spellings that several currencies share: only the page can say which."""

# ISO codes that are no English word; a code like "ALL" or "TOP" would read prose as prices.
_CODE_WORDS = (
    "SGD USD EUR GBP AUD NZD CAD HKD MYR IDR THB PHP VND JPY CNY RMB KRW TWD INR CHF SEK NOK DKK PLN CZK HUF RUB "
    "UAH BRL MXN ZAR AED SAR QAR KWD BHD OMR ILS EGP BND LKR PKR BDT NPR MMK KHR MOP NGN KES ARS CLP COP FJD RON BGN "
    "ISK RSD MKD AZN KZT UZS KGS MNT LAK XAF XOF XPF XCD TTD BBD BZD BSD GYD NAD SRD KYD SBD WST JMD DOP UYU PYG CRC "
    "GTQ HNL NIO DZD LBP JOD IQD TZS UGX GHS ZMW BWP MZN RWF MWK MVR AFN PGK VUV BYN HRK TND ETB"
)
_LOWER_WORDS = "SGD USD EUR GBP AUD NZD HKD MYR IDR THB JPY CNY RMB KRW TWD INR CHF"
_CODES = _CODE_WORDS.split()
_LOWER_CODES = _LOWER_WORDS.split()

_SYMBOLS = {
    "S$": "SGD", "SG$": "SGD", "SG $": "SGD", "US$": "USD", "US $": "USD", "A$": "AUD", "AU$": "AUD", "AU $": "AUD",
    "C$": "CAD", "CA$": "CAD", "CA $": "CAD", "NZ$": "NZD", "NZ $": "NZD", "HK$": "HKD", "HK $": "HKD",
    "NT$": "TWD", "NT $": "TWD", "TW$": "TWD", "R$": "BRL", "MX$": "MXN", "MOP$": "MOP", "B$": "BND", "FJ$": "FJD",
    "RM": "MYR", "Rp": "IDR", "Rp.": "IDR", "£": "GBP", "₤": "GBP", "€": "EUR", "₹": "INR", "₩": "KRW", "฿": "THB",
    "₱": "PHP", "₫": "VND", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₦": "NGN", "₡": "CRC", "₼": "AZN",
    "₸": "KZT", "₭": "LAK", "৳": "BDT", "؋": "AFN", "₲": "PYG", "₾": "GEL", "៛": "KHR", "$": "", "¥": "", "元": "",
    "CN¥": "CNY", "JP¥": "JPY", "RMB¥": "CNY", "EC$": "XCD", "J$": "JMD", "JA$": "JMD", "TT$": "TTD", "RD$": "DOP",
    "BZ$": "BZD", "BS$": "BSD", "Bds$": "BBD", "BDS$": "BBD", "GY$": "GYD", "N$": "NAD", "L$": "LRD", "LD$": "LRD",
    "SR$": "SRD", "CI$": "KYD", "SI$": "SBD", "WS$": "WST", "AR$": "ARS", "CL$": "CLP", "COL$": "COP", "CO$": "COP",
    "Mex$": "MXN", "UY$": "UYU", "$U": "UYU", "SFr.": "CHF", "FCFA": "XAF", "CFA": "XOF", "CFPF": "XPF", "F CFA": "XOF",
    "C $": "CAD", "CDN$": "CAD", "U$S": "USD", "U$D": "USD", "GH₵": "GHS", "GH¢": "GHS", "₵": "GHS", "₮": "MNT",
    "֏": "AMD", "Php": "PHP", "PhP": "PHP", "NTD": "TWD", "NIS": "ILS", "NRs": "NPR", "NRs.": "NPR", "sFr.": "CHF",
    "SFr": "CHF", "S/.": "PEN", "E£": "EGP", "B/.": "PAB", "Gs.": "PYG", "L.E.": "EGP",
    "Rs.": "", "Rs": "", "kr": "", "kr.": "", "रु.": "", "रु": "", "Dhs.": "", "Dhs": "",
}  # fmt: skip

_AFTER = {
    "zł": "PLN", "zl": "PLN", "Kč": "CZK", "kč": "CZK", "forint": "HUF", "грн": "UAH", "грн.": "UAH",
    ":-": "", "сом": "KGS",
    "гривень": "UAH", "руб": "RUB", "руб.": "RUB", "р.": "RUB", "Р": "RUB", "рублей": "RUB", "б.р.": "BYN",
    "бел.руб.": "BYN", "бел. руб.": "BYN", "Br": "BYN", "тг": "KZT", "тг.": "KZT", "тенге": "KZT", "сум": "UZS",
    "so'm": "UZS", "лв": "BGN", "лв.": "BGN", "lei": "RON", "Lei": "RON", "LEI": "RON", "leu": "RON", "kn": "HRK",
    "Kn": "HRK", "din.": "RSD", "дин": "RSD", "дин.": "RSD", "ден": "MKD", "ден.": "MKD", "Lek": "ALL",
    "lekë": "ALL", "TL": "TRY", "TRY": "TRY", "₾": "GEL", "ლარი": "GEL", "դր.": "AMD", "төг": "MNT", "원": "KRW",
    "円": "JPY", "yen": "JPY", "บาท": "THB", "baht": "THB", "Baht": "THB", "đ": "VND", "Đ": "VND", "vnđ": "VND",
    "VNĐ": "VND", "vnd": "VND", "đồng": "VND", "rupiah": "IDR", "kronor": "", "kroner": "", "টাকা": "BDT",
    "රු": "LKR", "रू": "NPR", "ر.س": "SAR", "ر.س.": "SAR", "ريال سعودي": "SAR", "ريال": "SAR", "د.إ": "AED",
    "درهم": "", "Dh": "", "DH": "", "ر.ق": "QAR", "ر.ع.": "OMR", "ر.ع": "OMR", "د.ج": "DZD", "ج.م": "EGP",
    "جنيه": "EGP", "د.ب": "BHD", ".د.ب": "BHD", "د.ك": "KWD", "دينار أردني": "JOD", "د.أ": "JOD", "د.ا": "JOD",
    "د.ع": "IQD", "د.ت": "TND", "د.م.": "MAD", "د.م": "MAD", "MAD": "MAD", "ل.ل": "LBP", "تومان": "IRT",
    "ש\"ח": "ILS", "ש״ח": "ILS", "שח": "ILS", "ብር": "ETB", "Birr": "ETB", "KSh": "KES", "KShs": "KES", "Ksh": "KES",
    "Kshs": "KES", "KSH": "KES", "TSh": "TZS", "TSH": "TZS", "Tsh": "TZS", "USh": "UGX", "Ush": "UGX", "USH": "UGX",
    "UShs": "UGX", "TShs": "TZS", "KSh.": "KES", "Ksh.": "KES", "Tk": "BDT", "Tk.": "BDT", "taka": "BDT",
    "新元": "SGD", "新币": "SGD", "新幣": "SGD", "坡币": "SGD", "美元": "USD", "美金": "USD", "人民币": "CNY",
    "港币": "HKD", "港元": "HKD", "令吉": "MYR", "马币": "MYR", "台币": "TWD", "日元": "JPY", "澳元": "AUD",
    "块": "", "圆": "", "圓": "", "dollars": "", "dollar": "", "rupees": "", "Re": "", "Singapore dollars": "SGD",
    "US dollars": "USD", "ringgit": "MYR", "euro": "EUR", "euros": "EUR", "Euro": "EUR", "Euros": "EUR",
    "EURO": "EUR", "евро": "EUR", "ευρώ": "EUR", "reais": "BRL", "新臺幣": "TWD", "新台幣": "TWD", "台幣": "TWD",
    "港幣": "HKD", "人民幣": "CNY", "葡幣": "MOP", "新台币": "TWD", "வெள்ளி": "SGD", "சிங்கப்பூர் வெள்ளி": "SGD",
    "ரிங்கிட்": "MYR",
}  # fmt: skip

_ISO = (
    {code: code for code in _CODES}
    | {code.lower(): code for code in _LOWER_CODES}
    | {code.title(): code for code in _LOWER_CODES}
    | dict.fromkeys(("RMB", "rmb", "Rmb"), "CNY")
    | _SYMBOLS
    | _AFTER
)


def iso_of(spelling: str) -> str:
    """ISO code of one spelling as written in a shop; "" where several currencies share it or it is unknown."""
    return _ISO.get(spelling, "")


def resolve(spellings: tuple[str, ...], page_currency: str) -> tuple[tuple[str, bool], ...]:
    """Currencies that spellings beside one number may mean, as (ISO code, assumed).

    None at all takes the page's currency. A definite spelling wins over a shared one ("$12 SGD"). A shared one
    takes the page's currency where that is among those it may mean, else "¥" stays two readings and the rest
    is ("", False).
    """
    if not spellings:
        return ((page_currency, bool(page_currency)),)
    definite = [iso_of(s) for s in spellings if iso_of(s)]
    if definite:
        return ((definite[-1], False),)
    shared = next((AMBIGUOUS[s.lower()] for s in spellings if s.lower() in AMBIGUOUS), frozenset[str]())
    if page_currency in shared:
        return ((page_currency, True),)
    if shared == YEN:
        return (("JPY", True), ("CNY", True))
    return (("", False),)


def _alternation(spellings: list[str]) -> str:
    return "|".join(_bounded(s) for s in sorted(spellings, key=lambda s: (-len(s), s)))


def _bounded(spelling: str) -> str:
    """Letters of a currency must not be the rest of a word; "NowS$12" is a joined text, so case may part them."""
    before = ""
    if spelling[0].isalpha() and spelling[0].isupper():
        before = r"(?<![A-Z])"
    elif spelling[0].isalpha() and spelling[0].isascii():
        before = r"(?<![A-Za-z])"
    after = r"(?![A-Za-z])" if spelling[-1].isalpha() and spelling[-1].isascii() else ""
    if spelling[-1].isalpha() and not spelling[-1].isascii() and not _joins(spelling[-1]):
        after = r"(?!\w)"
    return before + re.escape(spelling) + after


def _joins(letter: str) -> bool:
    """True for scripts written without spaces between words."""
    return "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"


_CODE_FORMS = [*_CODES, *(c.lower() for c in _LOWER_CODES), *(c.title() for c in _LOWER_CODES)]
_OTHER_SIGNS = "[\u00a4\u20a0-\u20cf\ufdfc]"

_SHILLINGS = [s for s, code in _AFTER.items() if code in ("KES", "TZS", "UGX", "BDT") and s[0].isupper()]
_ARABIC = [s for s in _AFTER if "\u0600" <= s.lstrip(".")[0] <= "\u06ff" and "." in s]
_HAN = [s for s in _AFTER if len(s) > 1 and "\u4e00" <= s[0] <= "\u9fff"]
_BEFORE_TOO = ["грн.", "грн", "TL", "Kč", "රු", "रू", *_SHILLINGS, *_ARABIC, *_HAN]

BEFORE = f"(?:{_alternation([*_SYMBOLS, *_CODE_FORMS, *_BEFORE_TOO])}|{_OTHER_SIGNS})"
"""Pattern of a currency written before the number, without groups."""
AFTER = f"(?:{_alternation([*_SYMBOLS, *_CODE_FORMS, *_AFTER])}|{_OTHER_SIGNS})"
"""Pattern of a currency written after the number, without groups."""

BEHIND = f"(?:{_alternation(['€', 'zł', 'Kč', 'kr', 'kr.', '₫', '฿', '元', '円', '원', *_CODE_FORMS])})"
"""Pattern of those that are written after their number even where another number follows ("12,00 € 15,00 €")."""

_ENDS = frozenset(spelling[-2:] for spelling in [*_SYMBOLS, *_CODE_FORMS, *_BEFORE_TOO])


def may_end(text: str) -> bool:
    """True where a currency written before a number can end as the text does: a cheap first look."""
    last = text[-1:]
    return text[-2:] in _ENDS or last in _ENDS or "\u20a0" <= last <= "\u20cf" or last in ("\u00a4", "\ufdfc")


def spellings_before() -> tuple[str, ...]:
    """Every spelling that may stand before a number."""
    return (*_SYMBOLS, *_CODE_FORMS, *_BEFORE_TOO)


def spellings_after() -> tuple[str, ...]:
    """Every spelling that may stand after a number."""
    return (*_SYMBOLS, *_CODE_FORMS, *_AFTER)
