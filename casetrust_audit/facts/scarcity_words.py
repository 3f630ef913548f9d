"""Words of low stock and of high demand: how many are said to be left, or that few are, or that many want it."""

from __future__ import annotations

import re

from casetrust_audit.text.phrases import phrases

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGITS = {word: number for number, word in enumerate(_WORDS, 1)}
_N = rf"(\d{{1,4}}|{'|'.join(_DIGITS)})"
_PUSH = (
    r"(?:only|just|last|final|currently|hurry(?:[ ,!]*up)?)[\s:,!*–—-]+"
    r"(?:(?:there(?: are|'s| is)|we have|the|only|just|our|last)[\s:*]+)*"
)
_GOODS = (
    r"(?:items?|units?|pcs?|pieces?|products?|pairs?|boxes|box|sets?|seats?|rooms?|spots?|places?|slots?|tickets?|"
    r"copies|copy|"
    r"bottles?|packs?|bags?|offers?|coupons?|vouchers?|sizes?|colou?rs?|styles?|of (?:these|this|those|them|"
    r"our \w+|it))"
    r"(?:\(s\)|\(es\))?"
)
_LEFT = (
    r"(?:left|remain(?:s|ing)?)\b(?![- ](?:hand|side|arm|leg|foot|shoe|ear|eye|click|chest|pocket|turn|over|luggage))"
)
_HERE = rf"(?:{_LEFT}|(?:still |now )?(?:in stock|available|to go)\b)"
_FEWER = re.compile(rf"\b(?:less|fewer) than {_N}\b|\bunder {_N} (?:{_GOODS} )?left|\b(?:more than|over) {_N}\b|\d\+")
"""A bound is no number: with "less than 10 left" there may be 7."""
_NUMBER = re.compile(
    rf"^\W*{_N} (?:{_GOODS} )?(?:available|in stock)[ ,!-]+(?:only|hurry\b.*|order (?:now|soon).*|now|today)\W*$|"
    rf"\b{_PUSH}{_N}\s+(?:(?!{_LEFT})[a-z()'’/-]+\s+){{0,5}}{_HERE}|"
    rf"\bdown to (?:the|our|my) (?:very )?(?:last|final)\s+{_N}\b(?! (?:days?|hours?|minutes?|weeks?|months?))|"
    rf"\b{_PUSH}{_N}\s+{_GOODS}(?=$|[\s.,!])(?!\s+(?:off|for|per|of)\b)|"
    rf"\b{_N}\s+(?:{_GOODS}\s+)?{_LEFT}|\b{_N}\s+{_GOODS}\s+{_HERE}|"
    rf"\b(?:(?:{_GOODS}|stock|quantity|qty|inventory)\s+)?(?:left|remaining)(?: in stock| stock| items|"
    rf" quantity)?\s*[:：–-]\s*{_N}\b|"
    r"(?:[仅僅只][剩余餘]|[剩余餘][余餘下]|[还還尚][剩余餘有]|[库庫]存[仅僅只][剩余餘]|"
    r"最[后後])\s*(\d{1,4})\s*[件个個套双雙只台瓶盒份张張本]?|"
    r"\btinggal\s+(\d{1,4})\b|\bhanya\s+(\d{1,4})\s+(?:unit|helai|pasang)?\s*lagi\b"
)
_SAYS_LEFT = re.compile(
    rf"left|remain|down to|stock|available|to go|剩|余|餘|最|tinggal|lagi|(?:last|final) (?:our )?{_N} {_GOODS}"
)
_NOT_STOCK = re.compile(
    r"\b(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?|characters?|attempts?|tries|pages?|"
    r"questions?|"
    r"away|points?|spend|steps?|\$|left to|left[- ](?:over|hand)\w*)\b|\d\s*(?:个|個)?(?:[天日周月年]|"
    r"小[时時]|分[钟鐘])"
)
_NOT_GOODS = re.compile(r"\b(?:characters?|points?|spend|steps?|attempts?|left to)\b")
_LOW_STOCK = re.compile(
    # that it is nearly gone: as a whole clause, or of goods; after other words it is the name of a list
    r"(?:^|[.!,;:|(–—-]\s*|\b(?:is|are|it'?s|they'?re|stocks?|items?|supplies|sizes?(?: \w{1,4})?|hurry)\s+)"
    r"(?:(?:very )?nearly|almost|practically|just about) (?:all )?(?:gone|sold[- ]out|out of stock|fully booked)\b|"
    rf"\b(?:only |just )?(?:an? )?(?:very )?(?:last )?(?:few|limited|handful|couple|"
    rf"small number)(?: of)?(?: (?!{_LEFT})[a-z]+){{0,2}} "
    rf"(?:{_LEFT}|still available|in stock)|"
    r"\b(?:very |extremely )?(?:low|limited)(?: in| on)? (?:stocks?|inventory|supply|supplies|quantit(?:y|ies)|"
    r"availability|numbers)\b"
    r"(?! (?:alerts?|notifications?|photos?|bond|company))|"
    r"\b(?:stocks?|inventory|supply|supplies|quantit(?:y|ies)|availability)(?: (?:is|are))?(?: now)?(?: very|"
    r" extremely| running| strictly)* "
    r"(?:low|limited|scarce)\b|\brunning (?:very )?(?:low|out)\b(?! of (?:ink|power|battery|time|space|ideas|"
    r"memory))|"
    r"\b(?:stocks?|inventory|availability)(?: levels?)?\s*[:：]\s*(?:very )?(?:low|limited|few)\b|\bscarce stock\b|"
    r"\b(?:final|last) (?:few|pieces|pairs|units|items)\b(?=\W*$)|^\W*(?:last|final) \d{1,2}\W*$|"
    r"\b\d{1,3} or (?:less|fewer) (?:left|remaining)\b|\bwe(?:'re| are) (?:almost|nearly) out\b|"
    r"\b(?:limited|last|few) (?:items?|pieces|pairs|units|sizes|seats|spots|places)(?: (?:are|still))? (?:left|"
    r"available|only)\b|"
    r"\bwhile (?:our )?(?:stocks?|supplies|supply|quantities) lasts?\b|"
    r"\blast (?:few|remaining)\b|\b(?:the |our )?(?:very )?last (?:one|piece|pair|unit|item|stock|ones|pieces|"
    r"pairs|units|items)"
    r"(?= (?:left|remaining|in|available|of|at)\b|[!.]|$)|"
    r"\b\d{1,3}\s?%(?: of)?(?: the| our| these| all)?(?: (?!off)[a-z]+){0,2} (?:has been |have been |is |are |"
    r"already )*"
    r"(?:claimed|sold|gone|taken|redeemed|snapped up|booked|reserved)\b|"
    r"\b(?:remaining stock|stock remaining)\b(?=\s*$|\s*[:!])|"
    r"(?:即将|即將|快要?|马上|馬上)[售卖賣抢搶][罄完光]|[库庫]存(?:[紧緊]张|[紧緊]張|[紧緊]缺|不足|告急|有限|不多)|"
    r"所剩(?:不多|无几|無幾)|[数數]量有限|余量[紧緊]|[仅僅只]剩[少数數最]|已[抢搶售领領][购購]?\s?\d{1,3}\s?%"
)
_HIGH_DEMAND = re.compile(
    r"\b(?:sell(?:s|ing)? (?:out )?(?:very |super |so |really |extremely )*(?:fast|quick(?:ly)?)|sell(?:s|"
    r"ing)? out(?: (?:soon|every\w*|again))?"
    r"(?=\s*[!.,]|$|\s+(?:fast|quick|soon|every|again))|(?:likely|about|going|set) to sell out|(?:will|may|might|"
    r"could) (?:soon )?sell out|"
    r"going (?:very |super )?fast|(?:very |extremely |super |so |really )*(?:high|great|huge|strong|"
    r"massive|popular|overwhelming|unprecedented|exceptional|increased)[- ]demand|"
    r"demand is (?:very |extremely )?(?:high|strong|huge)|in (?:such )?(?:great |hot |huge |very )?demand(?! since)|"
    r"(?:these|they|it|this)(?:'ll| will| always)? go(?:es)? (?:very )?(?:fast|quick(?:ly)?)|flying off|"
    r"this(?: \w+){0,2} (?:is|'s) (?:\w+ )?(?:popular|trending|hot)(?: right now)?(?=\W*$|[.!,])|selling like|"
    r"won'?t last(?: long)?(?=\s*[!.,]|$)|"
    r"(?:before|until|till) (?:it'?s|they'?re|it is|they are) (?:all )?(?:gone|too late)|(?:very |"
    r"super )?popular\b.{0,12}\bdon'?t wait|"
    r"once (?:it's|they're|this is|these are) (?:all )?(?:gone|sold)\W+(?:it's|they're|that's|we're)\b|"
    r"(?:won'?t|will not|never) (?:be )?(?:com(?:e|ing) back|back(?! (?:in|on|at|to|by|until|till))|return(?:ing)?"
    r"|re-?stocked|repeated)(?=\s*[!.,]|$)|"
    r"hot (?:item|seller|selling)|fast[- ](?:mover|moving item|selling)|hurry(?= ?[!,.:]| up\b|$)|"
    r"permintaan (?:yang )?tinggi|laris|sebelum (?:ke)?habis\w*)\b|"
    # "热卖中" presses; "热卖排行" is the name of a list
    r"[热熱][销銷卖賣](?:中|爆款)?(?!\s*(?:总|總|本周|周|月)?(?:排行|榜|推[荐薦]|商品|[产產]品|[专專單单][区區品]|新品|[区區类類系]|品牌))|"
    r"[抢搶][购購]中|手慢[无無]|供不[应應]求|[非异異]常抢手|爆[卖賣款]"
)


FEW = 10
"""A stock of so few presses by being told, as "only" would; of more it is a plain figure."""
_STATED = re.compile(
    rf"\W*(?:(?:availability|stock|quantity|qty)\s*[:：]?\s*)?(\d{{1,2}})\s*(?:{_GOODS}\s*)?(?:currently |"
    rf"still )?(?:in stock|available)\W*|"
    r"\W*(?:in stock|stock|[库庫]存)\s*[:：(]?\s*(\d{1,2})\s*(?:pcs|pieces|units|items|件|个|個)?\W*"
)
_ABOVE = re.compile(r"^(?:almost|nearly|while)\b")
"""Phrases of the lexicon that say it only where `_LOW_STOCK` finds them."""


def number_left(text: str) -> int | None:
    """The number a folded text says is left in stock; None where it says none, or only a bound."""
    hit = _NUMBER.search(text)
    if not hit or _NOT_STOCK.search(text) or _FEWER.search(text):
        return None
    if not (_SAYS_LEFT.search(hit.group()) or phrases("low-stock").any(text)):
        return None
    found = next(g for g in hit.groups() if g)
    return _DIGITS.get(found) or int(found)


def few_in_stock(text: str) -> int | None:
    """The number of a folded text that states a stock of few and nothing else: "3 in stock"; None for any other."""
    hit = _STATED.fullmatch(text)
    number = int(next(g for g in hit.groups() if g)) if hit else 0
    return number if 0 < number <= FEW else None


def is_demand(text: str) -> bool:
    """True where a folded text presses with low stock or high demand without a number."""
    return bool(demand_kind(text))


def demand_kind(text: str) -> str:
    """ "low-stock" or "high-demand" where a folded text presses with it without a number, else ""."""
    if not _NOT_STOCK.search(text) and (_LOW_STOCK.search(text) or (_FEWER.search(text) and _NUMBER.search(text))):
        return "low-stock"
    if _HIGH_DEMAND.search(text) and not _NOT_GOODS.search(text):
        return "high-demand"
    told = (hit.phrase for hit in phrases("low-stock").find(text))
    return "low-stock" if not _NOT_STOCK.search(text) and any(not _ABOVE.search(phrase) for phrase in told) else ""
