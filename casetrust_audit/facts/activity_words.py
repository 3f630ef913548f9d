"""Words about what other shoppers do: who, how many, what they did, and when."""

from __future__ import annotations

import re

from casetrust_audit.facts.scarcity_words import is_demand
from casetrust_audit.text.phrases import phrases

KINDS = ("viewers", "purchase", "sold-recently")

_COUNT = (
    r"(?:\d[\d,.]*k?\+?|hundreds of|dozens of|one|two|three|four|five|six|seven|eight|nine|ten|a few|"
    r"a couple of|thousands of|many|several)"
)
_PEOPLE = (
    r"(?:(?:other|more|happy|different|unique|fellow|lucky|registered|recent)\s+)*"
    r"(?:people|persons?|shoppers?|customers?|visitors?|users?|others?|buyers?|members?|guests?|travell?ers?|"
    r"families|fans)"
    r"(?:\s+(?:other than|besides|including|just like|like) you)?(?:\s+(?:in|from|near) [a-z][\w -]{1,25}?)??"
)
_AUX = (
    r"(?:(?:have|has|had|are|is|were|was|also|already|currently|just|recently|been|all|right now|now|'ve|'re|"
    r"in the last [\w ]{1,20})\s+)*"
)
_VIEW = (
    r"(?:view(?:ing|ed|s)?|looking|looked|watch(?:ing|ed)|brows(?:ing|ed)|see(?:ing|n)|saw|check(?:ing|"
    r"ed) (?:(?:this|it|these) )?out|"
    r"ey(?:e?ing|ed)|consider(?:ing|ed)|shopping|wants?|waiting for|visit(?:ing|ed)|wish ?listed|favou?rited|"
    r"saved|interested in)"
)
_BUY = (
    r"(?:started buying|bought|purchased|ordered|booked|reserved|claimed|grabbed|snagged|snapped up|picked up|"
    r"placed an order|checked out with|buying|purchasing|ordering)"
)
_DEED = (
    rf"(?:{_BUY}|added|viewed|is viewing|viewing|signed up|is checking out|is buying|joined|subscribed|"
    rf"saved \$|has this in)"
)
_CART = r"(?:shopping )?(?:carts?|baskets?|bags?|trolleys?|wish ?lists?)"
_AGO = r"(?:\d{1,3}|an?|few|couple of)\s+(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?)\s+ago"
_WHEN = (
    r"(?:(?:in |within |over |during )?(?:the )?(?:last|past)\s+(?:(?:\d{1,3}|few|couple of|several|an?)\s*)?"
    r"(?:h|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|24)\b|"
    r"\bin (?:the )?\d{1,3} (?:hours?|hrs?|minutes?|mins?|days?)\b|\btoday\b|\bthis (?:hour|morning|week|month)\b|"
    r"\bsince (?:yesterday|midnight|this morning)\b|"
    r"\b(?:right )?now\b|\b(?:per|an?|each|every) (?:hour|day|week)\b|\bso far today\b|\brecently\b)"
)
_SOMEONE = (
    r"(?:someone|somebody|(?:an?|one|another) (?:customer|shopper|buyer|visitor|user|person|guest|member|lady|fan))"
)
_VIEWERS = re.compile(
    rf"\b{_COUNT}\s+{_PEOPLE}\s+{_AUX}{_VIEW}\b|"
    rf"\b{_COUNT}\s+{_PEOPLE}\s+{_AUX}(?:added|adding|put|placed|have|has|with|saved)\s+[\w' ]{{0,40}}?\b{_CART}\b|"
    r"(?<!\()\b\d[\d,]*\s+(?:viewing|watching|looking at this|watchers)\b|"
    rf"\b(?:viewed|seen|watched|looked at|visited)\s+(?:by\s+)?{_COUNT}\s+(?:times|{_PEOPLE})\b.{{0,25}}{_WHEN}|"
    rf"\b\d[\d,.]*k?\+?\s+(?:views?|viewed|visits?|visitors?|(?:times )?added to (?:the |"
    rf"their )?{_CART})\b.{{0,25}}{_WHEN}|"
    rf"\b{_COUNT}\s+{_PEOPLE}\s+(?:are |is )?(?:here |online |active |on (?:this|our) (?:page|site|"
    rf"website) )*(?:right now|online now|now online)\b|"
    rf"\b(?:viewed|watched|looked at|seen) by (?:over |more than )?{_COUNT}\s+{_PEOPLE}\b|"
    rf"\badded to (?:the |their |a )?{_CART} (?:\d[\d,]*|several|many) times\b|"
    rf"\bin\s+\d[\d,]*\+?\s+(?:(?:other|more)\s+)?(?:{_CART}\b|(?:people|shoppers?|customers?|"
    rf"others?)'?s?'?\s+{_CART}\b)|"
    rf"\badded to (?:over |more than )?\d[\d,]*\+? (?:(?:people|shoppers?|customers?|others?)'?s?'? )?{_CART}\b|"
    rf"\b(?:viewed|views|visitors)\b.{{0,12}}{_WHEN}\W{{0,3}}\d|\bother (?:people|shoppers|"
    rf"customers) are (?:also )?{_VIEW}\b|"
    rf"\bin\s+(?:the )?{_CART} of \d[\d,]*\+?\s+{_PEOPLE}|"
    r"\d\s*(?:人|位[^\s，。]{0,3}|名[^\s，。]{0,3})(?:正在|在|已)?(?:同[时時])?(?:[观觀]看|看|[浏瀏][览覽]|查看|"
    r"加[购購]|收藏|加入[购購]物[车車])|"
    r"\b\d{1,5}\s+orang\s+(?:sedang|telah)\s+(?:melihat|menonton)"
)
_SOLD = re.compile(
    rf"\b\d[\d,.]{{0,8}}k?\+?\s+(?:(?:units?|items?|pieces|pcs|times)\s+)?"
    rf"(?:sold|bought|purchased|ordered|booked|reserved|orders?|sales|purchases|bookings|"
    rf"{_PEOPLE} {_BUY})\b.{{0,25}}{_WHEN}|"
    rf"\b{_COUNT}\s+{_PEOPLE}\s+(?:who\s+)?{_AUX}{_BUY}\b|"
    rf"\b{_BUY} by (?:over |more than |about )?{_COUNT}\s+{_PEOPLE}|"
    r"\b(?:sold|bought|purchased|ordered|booked|reserved)\s+(?:over |more than |about |another )?\d[\d,]*\+?\s+"
    rf"(?:times\b|(?:[\w']+\s+){{0,4}}?{_WHEN})|"
    rf"(?:^|[.!|:])\W*(?:units |items |pieces )?(?:sold|bought|purchased|ordered|orders|"
    rf"sales)\b.{{0,12}}{_WHEN}\W{{0,3}}\d|"
    rf"{_WHEN}\W{{1,3}}(?:over |more than )?\d[\d,]*\+? (?:(?:units?|items?|pieces) )?(?:sold|bought|purchased|"
    rf"ordered|orders|sales)\b|"
    r"\b\d[\d,]*\+? (?:viewed|bought|purchased|ordered) (?:this|it)\b|"
    r"(?:过去|過去|近|最近)\s*\d{1,3}\s*(?:小时|小時|天|日|分钟|分鐘).{0,6}(?:售|卖|賣|成交)|"
    r"\d+\s*\+?\s*人(?:已经|已經|已|刚刚|剛剛)?(?:[购購][买買]|[买買]了?|下[单單]|付款|[抢搶][购購])|"
    r"(?:月[销銷]量?|今日已售)\s*\d"
)
_PURCHASE = re.compile(
    rf"\b(?:just|recently)\s+{_BUY}\b|\b{_BUY}\b.{{0,120}}\b{_AGO}|\b{_BUY}\b.{{0,80}}\brecently\b|"
    rf"\b{_SOMEONE}(?:\s+(?:else|from|in|near|at)\b[^.!?]{{0,60}}?)?[\s,]+{_AUX}{_DEED}\b|"
    rf"\b(?:sold|placed)\b.{{0,60}}\b{_AGO}|\b{_BUY} by (?:{_SOMEONE}|[a-z][\w.*'-]+(?: [a-z][\w.*'-]*)? (?:from|"
    rf"in))\b|"
    rf"\b(?:recent|latest|new) (?:purchase|order|sale)\s*(?:[:!]|(?:by|from|in)\b)|"
    rf"\b(?:last|latest) (?:purchased?|bought|ordered?|booked|sold|sale|viewed)\b.{{0,20}}\b{_AGO}|"
    r"(?:刚刚|剛剛|刚才|剛才)(?:有人)?(?:成功)?(?:购买|購買|下单|下單|买|買|拍下)|"
    r"\d+\s*(?:分钟|分鐘|小时|小時|秒)前\s*(?:成功)?(?:购买|購買|下单|下單|买了|買了|拍下)|\bbaru (?:sahaja|"
    r"saja) (?:mem)?beli\b"
)
_STOP = (
    r"(?:i|i'?ve|i'?m|we|we'?ve|you|you'?ve|he|she|they|it|who|that|which|whom|my|our|your|his|her|their|this|"
    r"these|those|the|an?|"
    r"and|or|but|if|when|was|were|is|are|be|been|being|have|had|has|not|never|get|got|made|make|can|could|will|"
    r"would|to|by|for|of|on|"
    r"with|at|as|stock|store|cart|bulk|advance|total|addition|fact|case|order|orders|goods|items?|products?|what)"
)
_WORD = rf"(?!{_STOP}\b)[^\W\d_][\w.'’*-]*"
_NAMED = re.compile(
    # "Mei from Jurong West, Singapore purchased a Walnut Tray": a name, a place, a deed, and nothing before them
    rf"^\W*{_WORD}(?:\s+{_WORD}){{0,3}},?\s+(?:from|"
    rf"in)\s+(?:the\s+)?{_WORD}(?:[\s,()/]+(?:(?:the|of|and|upon)\s+)?{_WORD}){{0,6}}"
    rf"[\s,()]+(?:has |have )?(?:just |"
    rf"recently )?{_DEED}\b"
    r"(?!\s+(?:by|with|at|from|online|separately|together|in|before|after|on|between|until)\b)|"
    rf"^\W*{_WORD}(?:\s+{_WORD}){{0,2}}\s+(?:has )?purchased (?:an?|\d+ ?x?)\b"
)
_OF_SELF = re.compile(
    rf"\b(?:i|we|you|he|she|they|my \w+|our \w+|your \w+|husband|wife|friend)(?:'?(?:ve|d))?\s+(?:have |had |"
    rf"has )?(?:only |just |recently )*{_BUY}\b"
)
"""One who tells of his own purchase writes a review, and whoever speaks to "you" tells of nobody else's."""
_EVERYBODY = re.compile(
    r"\b(?:anyone|everyone|anybody|everybody|those|customers|buyers|you|people)\s+(?:who|that)\b|\b(?:if|"
    r"when(?:ever)?|once|after|unless|each time|every time)"
    r" (?:you|someone|somebody|an?)\b|\bwhat (?:you|they)\b|\b(?:write|leave) a review\b"
)
"""A sentence about whoever buys speaks of nobody in particular."""
_OTHERS = re.compile(r"view|look|watch|cart|bought|purchas|sold|order|added|lihat|beli|terjual|人|购|購|浏览")
"""Of the lexicon's phrases only these speak of other shoppers; "3 hours ago" alone may date a review."""


_STEMS = (
    "view", "look", "watch", "see", "saw", "brows", "visit", "eye", "cart", "bag", "basket", "trolley", "wish",
    "bought", "buy", "purchas", "order", "sold", "sale", "book", "reserv", "claim", "grab", "snag", "snap",
    "pick", "check", "shop", "want", "wait", "consider", "interest", "fav", "save", "add", "sign", "join",
    "subscrib", "here", "now", "online", "人", "位", "名", "售", "卖", "賣", "销", "銷", "买", "買", "购", "購",
    "单", "單", "拍", "orang", "beli", "terjual",
)  # fmt: skip
"""Without one of these nothing is said of other shoppers: most texts of a page are told at once."""


_PORTION = re.compile(
    r"\b(?:serves?|seats?|feeds?|fits?|enough for|ideal for) (?:up to |about )?"
    r"\d{1,3}(?:[-–]\d{1,3})? (?:people|persons|guests)\b"
)
_OF_A_YEAR = re.compile(r"\b(?:in|since|back in) (?:19|20)\d\d\b|\byears? ago\b")
"""Who bought something years ago is told of in a story."""


def kind_of(text: str) -> str:
    """What a folded text says of other shoppers: one of KINDS, or "" for nothing."""
    if not any(stem in text for stem in _STEMS):
        return ""
    text = _PORTION.sub(" ", text)
    if _VIEWERS.search(text):
        return "viewers"
    if _SOLD.search(text) and not _EVERYBODY.search(text):
        return "sold-recently"
    if _OF_A_YEAR.search(text):
        return ""
    bought = (bool(_PURCHASE.search(text)) and not _OF_SELF.search(text)) or bool(_NAMED.search(text))
    told = bought or any(_OTHERS.search(hit.phrase) for hit in phrases("activity").find(text))
    if not told or _EVERYBODY.search(text):
        return ""
    if bought:
        return "purchase"
    return "" if is_demand(text) or _OF_SELF.search(text) else "viewers"
