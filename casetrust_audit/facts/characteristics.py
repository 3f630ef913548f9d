"""Main characteristics that a description tells in a sentence: measures, material, origin, contents, care."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casetrust_audit.text.normalise import fold

_NUMBER = r"(?<![\w.$])(?<!\d,)\d[\d.,]*\s?"
_KINDS: dict[str, re.Pattern[str]] = {
    "length": re.compile(
        rf"{_NUMBER}(?:(?:x|×|by)\s?\d[\d.,]*\s?)*(?:mm|cm|m|inch(?:es)?|in\.|ft|feet|centimet\w+|millimet\w+|"
        r"met(?:re|er)s?|厘米|毫米|公分|米)(?!\w)"
    ),
    "volume": re.compile(rf"{_NUMBER}(?:ml|cl|l|lit(?:re|er)s?|oz|fl oz|gallons?|毫升|升)(?!\w)"),
    "weight": re.compile(rf"{_NUMBER}(?:mg|g|gsm|kg|lbs?|gram(?:me)?s?|kilo(?:gram(?:me)?)?s?|克|公斤|千克)(?!\w)"),
    "power": re.compile(rf"{_NUMBER}(?:w|kw|watts?|v|volts?|mah|ah|hz|瓦|伏)(?!\w)"),
    "data": re.compile(rf"{_NUMBER}(?:gb|tb|mb|mp|ghz|dpi|fps|k)(?!\w)"),
    "count": re.compile(
        r"\b(?:set|pack|box|bundle|pair) of (?:\d+|two|three|four|five|six|ten|twelve)\b|"
        rf"{_NUMBER}(?:pages|pieces|sheets|tablets|capsules|servings|slots|pockets|buttons|sachets|页|片|粒|件装)(?!\w)"
    ),
    "material": re.compile(
        r"\b(?:cotton|linen|wool|silk|polyester|nylon|leather|cowhide|suede|canvas|denim|stoneware|porcelain|ceramic|"
        r"earthenware|glass|crystal|steel|iron|brass|copper|bronze|alumini?um|titanium|silver|gold|wood|oak|teak|beech|"
        r"walnut|bamboo|rattan|cork|paper|cardboard|plastic|silicone|rubber|resin|acrylic|wax|beeswax|marble|granite|"
        r"concrete|kulit|kayu|kapas|keluli|buluh)\b|纯棉|純棉|真丝|亚麻|皮革|牛皮|不锈钢|不鏽鋼|陶瓷|玻璃|实木|實木|竹"
    ),
    "origin": re.compile(
        r"\b(?:made|sewn|woven|grown|packed|produced|brewed|roasted|turned|crafted|assembled|printed|handmade) in "
        r"(?:our |the |a )?[a-z]|\bproduct of [a-z]|\bcountry of origin\b|产地|產地|原产|\bbuatan [a-z]"
    ),
    "contents": re.compile(
        r"\bingredients?\b|\bcontains?\b|\bwhat'?s in the box\b|\bincludes? (?:an? |one |two |\d)|配料|成分|\bramuan\b"
    ),
    "care": re.compile(
        r"\bdishwasher\b|\bmachine[- ]wash\w*|\bhand[- ]wash\w*|\bwash(?:es|able)? (?:at|in|by)\b|"
        r"\bwipe (?:clean|dry)\b|\bkeep (?:dry|cool|refrigerated)\b|\bbest before\b|\bshelf life\b|机洗|手洗|保质期"
    ),
    "condition": re.compile(
        r"\b(?:brand[- ]new|refurbished|second[- ]hand|pre-?owned|parallel[- ]import\w*)\b|全新|二手"
    ),
}  # fmt: skip


def characteristics(texts: Iterable[str]) -> int:
    """How many kinds of characteristics the texts tell, each kind once."""
    told = [fold(text) for text in texts]
    return sum(any(pattern.search(text) for text in told) for pattern in _KINDS.values())
