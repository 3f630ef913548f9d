"""Words by which a shop says that it charges in another currency than the one its prices are in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_NAMES: Mapping[str, str] = {
    "USD": r"usd|us\$|u\.?s\.? dollars?|american dollars?|美元|美金|dolar amerika",
    "MYR": r"myr|rm|(?:malaysian )?ringgits?|马币|馬幣|令吉|林吉特|ringgit",
    "CNY": r"cny|rmb|(?:chinese )?yuan|renminbi|人民[币幣]",
    "EUR": r"eur|euros?|欧元|歐元",
    "GBP": r"gbp|(?:british )?pounds?(?: sterling)?|英[镑鎊]",
    "AUD": r"aud|australian dollars?|澳元|澳[币幣]",
    "HKD": r"hkd|hk\$|hong kong dollars?|港[币幣元]",
    "JPY": r"jpy|(?:japanese )?yen|日[元圆圓]",
    "IDR": r"idr|(?:indonesian )?rupiah|印尼盾",
    "THB": r"thb|(?:thai )?baht|泰[铢銖]",
    "SGD": r"sgd|s\$|singapore dollars?|新[元币幣]|dolar singapura",
}
_CHARGED = (
    r"\b(?:charg|bill|debit|process|settl|collect|invoic)\w*\b(?:(?! at )[^.;,]){0,40}?\b(?:in|using)|"
    r"\bcheck(?:ing)? ?out (?:in|using|with)|\bdi(?:caj|kenakan|proses)\w*\b[^.;,]{0,24}\bdalam"
)
_PRICED = (
    r"\b(?:prices?|amounts?|payments?|orders?|transactions?|harga)\b(?: \w+){0,3}? (?:is|are|in|dalam)(?: all)?(?: in)?"
)
_HAN_CHARGED = r"(?:以|用|按)"
_HAN_AFTER = r"(?:[结結]算|扣款|收[费費取款]|[计計][价價]|支付)"
_MAYBE = re.compile(rf"{_CHARGED}|{_PRICED}|{_HAN_CHARGED}[^。]{{1,6}}{_HAN_AFTER}")
"""Most sentences are told by this at once."""
_FOR_SOME = re.compile(
    r"\b(?:overseas|international|outside|abroad|foreign|(?:malaysian?|american|chinese|us|european) (?:customers?|"
    r"buyers?|orders?|cards?|"
    r"addresses)|customers in|buyers in|if you|"
    r"approximate\w*|"
    r"estimate\w*|for reference|convert\w*er|may be)\b|海外|国外|國外"
)
"""A currency for some buyers only, or shown as a help, is not the one a buyer here is charged in."""


def charged_otherwise(folded: str, shown: str) -> bool:
    """True where a folded sentence says that all are charged in another currency than `shown` (ISO)."""
    if not _MAYBE.search(folded) or _FOR_SOME.search(folded):
        return False
    for code in _NAMES:
        if code == shown:
            continue
        charged, priced = _says(code)
        if charged.search(folded) or (priced.search(folded) and not _names(shown).search(folded)):
            return True
    return False


@cache
def _says(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that the currency is charged, and what says that prices are in it."""
    names = _NAMES[code]
    charged = rf"(?:{_CHARGED}) (?:the )?(?:{names})(?![a-z])|{_HAN_CHARGED}(?:{names}){_HAN_AFTER}"
    return re.compile(charged), re.compile(rf"{_PRICED} (?:{names})(?![a-z])")


@cache
def _names(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_NAMES.get(code, 'sgd')})(?![a-z])")
