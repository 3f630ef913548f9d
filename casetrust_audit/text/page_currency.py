"""The currency of a page's prices: as the page states it, or as its address and language suggest."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from casetrust_audit.model.reading import Reading
from casetrust_audit.text import currencies
from casetrust_audit.text.language import language_of
from casetrust_audit.text.once import once

_META = ("og:price:currency", "product:price:currency", "pricecurrency", "currency")
_CODE = re.compile(r"[A-Z]{3}")
_IN_DATA = re.compile(r'"priceCurrency"\s*:\s*"([A-Z]{3})"', re.I)
_SINGAPORE = re.compile(r"(?<![A-Za-z])SG?\$\s?\d|\bSGD\b")
_YEN_SIGN = re.compile(r"[¥￥]\s?\d")
_SHARED_SIGN = re.compile(r"[¥￥]\s?\d|\d\s?[元¥￥]")
_NAMED = re.compile(r"(?<![A-Za-z])(US|AU|A|CA|C|NZ|HK|NT)\$ ?[0-9]|\b(USD|AUD|CAD|NZD|HKD|TWD)\b")
_OF_DOLLAR = {"US": "USD", "AU": "AUD", "A": "AUD", "CA": "CAD", "C": "CAD", "NZ": "NZD", "HK": "HKD", "NT": "TWD"}

_OF_COUNTRY = {
    "sg": "SGD", "us": "USD", "au": "AUD", "nz": "NZD", "ca": "CAD", "hk": "HKD", "tw": "TWD", "my": "MYR", "mx": "MXN",
    "ar": "ARS", "cl": "CLP", "co": "COP", "gb": "GBP", "uk": "GBP", "jp": "JPY", "cn": "CNY", "in": "INR", "pk": "PKR",
    "lk": "LKR", "np": "NPR", "se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK", "bn": "BND", "fj": "FJD", "jm": "JMD",
    "mu": "MUR", "kr": "KRW", "id": "IDR", "th": "THB", "ph": "PHP", "vn": "VND", "ch": "CHF", "pl": "PLN", "cz": "CZK",
}  # fmt: skip
_OF_LANGUAGE = {"ja": "JPY", "sv": "SEK", "nb": "NOK", "no": "NOK", "nn": "NOK", "da": "DKK", "is": "ISK", "ko": "KRW",
                "hi": "INR", "ta": "SGD"}  # fmt: skip
_NO_COUNTRY = frozenset({"co", "is", "in", "no"})
"""Country names that shops of other countries like for their address."""


@once
def page_currency(reading: Reading) -> str:
    """ISO code the page states for its prices; "" where nothing does."""
    for key in _META:
        if _CODE.fullmatch(code := reading.meta.get(key, "").strip().upper()):
            return code
    for source in reading.json_ld:
        if found := _IN_DATA.search(source):
            return found[1].upper()
    for _, prop, content in reading.microdata:
        if prop.lower() == "pricecurrency" and _CODE.fullmatch(code := content.strip().upper()):
            return code
    text = reading.visible_text()
    if _SINGAPORE.search(text):
        return "SGD"
    return _of_script(text, reading) if _SHARED_SIGN.search(text) else ""


def _of_script(text: str, reading: Reading) -> str:
    """What "¥" and "元" mean on a page in Chinese or Japanese; the script tells that where the page does not, and on a
    page in another language the script of the lines that hold such a sign."""
    language = language_of(text, reading.lang)
    if language not in ("ja", "zh"):
        language = language_of(" ".join(b.text for b in reading.blocks if b.visible and _SHARED_SIGN.search(b.text)))
    if language == "ja":
        return "JPY"
    if language != "zh":
        return ""
    country = _OF_COUNTRY.get((urlsplit(reading.url).hostname or "").lower().rpartition(".")[2], "")
    return country if country in currencies.YUAN and not _YEN_SIGN.search(text) else "CNY"


def likely_currency(reading: Reading) -> str:
    """ISO code that a sign shared by several currencies most likely means on the page; never certain.

    A currency named elsewhere on it, the country of its address or of its language, and last the United States
    dollar, which an English or unmarked page without a country most often means.
    """
    if named := _NAMED.search(reading.visible_text()):
        return named[2] or _OF_DOLLAR[named[1]]
    labels = (urlsplit(reading.url).hostname or "").lower().split(".")
    ending = labels[-1]
    if ending in _OF_COUNTRY and (ending not in _NO_COUNTRY or (len(labels) > 2 and labels[-2] in ("com", "co"))):
        return _OF_COUNTRY[ending]
    parts = re.split(r"[-_]", reading.lang.lower() or reading.meta.get("og:locale", "").lower())
    if not parts[0]:
        parts = [language_of(reading.visible_text())]
    if len(parts) > 1 and parts[-1] in _OF_COUNTRY:
        return _OF_COUNTRY[parts[-1]]
    if parts[0] in _OF_LANGUAGE:
        return _OF_LANGUAGE[parts[0]]
    if ending in _OF_COUNTRY and ending not in ("co",):
        return _OF_COUNTRY[ending]
    return "CNY" if parts[0] == "zh" else "USD"
