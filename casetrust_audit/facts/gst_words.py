"""Words of the goods and services tax: that it is not in a price, that it comes on top, and whose prices are meant."""

from __future__ import annotations

import re

NOT_ADDED = re.compile(
    r"\b(?:no|nothing|never|without|not|n't)\b[^.;]{0,24}\b(?:added|add|on top|extra|additional|more)\b|\bwe never "
    r"do\b|"
    r"\b(?:already|is|are) (?:all )?(?:in(?:side|cluded|clusive)|part of)\b"
)
"""Says that nothing comes on top."""
ASKS_IF_INSIDE = re.compile(
    r"\b(?:gst|tax(?:es)?)\b[^?]{0,24}\b(?:in|inside|included|inclusive|part of|within)\b|\b(?:include|contain|"
    r"inclusive of|with)\b"
    r"[^?]{0,24}\b(?:gst|tax(?:es)?)\b|含税|含稅|含消费税|\btermasuk (?:gst|cukai)\b"
)
"""A question whether the tax is in the price."""
ANSWERS_NO = re.compile(
    r"^\W*(?:no\b|nope|not (?:yet|included|in)|it (?:isn't|is not|doesn't|does not)|they (?:aren't|are not|don't|do "
    r"not)|"
    r"不含|没有|沒有|不包|tidak\b|belum\b)"
)
OF_OTHERS = re.compile(
    r"\b(?:overseas|abroad|international|outside singapore|export\w*|foreign|wholesale|trade|corporate|business|b2b|"
    r"resellers?|duty[- ]free|customs|import\w*|dut(?:y|ies)|zero[- ]rated|used to|previously|until)\b"
)
LONG_NAME = re.compile(r"\bgoods\s+(?:and|&)\s+services?\s+tax(?:es)?(?:\s*\(\s*GST\s*\))?", re.I)
_TAX = r"(?:gst|sales tax|tax(?:es)?)"
TAX_ON_TOP = re.compile(
    r"\b(?:add|plus|with) (?:another |a further |an extra )?(?:\d{1,2}(?:\.\d)? ?%|\w+ per ?cent) (?:of )?gst (?:to|"
    r"on)\b|"
    rf"\b{_TAX}(?: (?:is|are|has|have))? ?(?:(?:not|n't|never)(?: yet)?|yet to be) (?:been )?(?:included|contained|"
    rf"covered|"
    r"reflected|factored|built|added|part|inside|in)\b(?! (?:on|at|to) (?:top|checkout|the (?:price|bill)))|"
    rf"\b(?:do|does|did|will)(?: not|n't)(?: yet)? (?:include|contain|comprise|cover|reflect|have|carry|take "
    rf"in)\b[^.;]{{0,24}}"
    rf"\b{_TAX}\b|\b(?:net|nett|exclusive|free|clear|without) (?:of )?(?:any |the )?{_TAX}\b(?! (?:invoice|number))|"
    rf"\b{_TAX}(?: \(?\d{{1,2}} ?%\)?)? (?:is |are |comes? |goes )?(?:extra|additional|separate(?:ly)?|on top|not "
    rf"in(?:side)?)\b|"
    rf"\b{_TAX}\b[^.;]{{0,16}}\b(?:is|are|will be|gets?|to be)\b[^.;]{{0,8}}\b(?:added|reckoned|worked out|computed|"
    rf"imposed|"
    rf"applied|billed|charged|levied)\b[^.;]{{0,20}}\b(?:in the cart|at (?:the )?(?:checkout|till|end|payment)|when "
    rf"you (?:pay|check "
    rf"out)|on payment|later|afterwards|on top|separately)\b|(?:(?<!never )(?<!not )(?<!don't )(?<!n't )\b(?:we|you) "
    rf"(?:then |will |"
    rf"shall |must |need to )?(?:add|pay|charge)s? (?:the |another |a further )?(?:\d{{1,2}} ?% "
    rf")?{_TAX}\b[^.;]{{0,24}}\b(?:when you "
    rf"pay|at (?:the )?checkout|on top|later|to (?:the|that|this|these|it|them)|separately|in addition)\b)|"
    r"[税稅][费費金]?(?:另[计計算付收加]|自理|需另付|额外|額外)|"
    r"\bgst (?:of \d{1,2} ?% )?(?:comes|goes|is (?:charged|payable|billed|levied|collected)|will be (?:charged|"
    r"payable|billed|"
    r"levied|collected)) (?:on top|extra|separately|in addition|additionally)\b|"
    r"(?:不含|未含|不包括|不包含)[^。，,]{0,6}(?:消费税|消費稅|gst)|(?:消费税|消費稅|"
    r"gst)[）)]?[^。]{0,8}(?:另[加计計收付]|额外|額外)|"
    r"\b(?:belum|tidak|tanpa) (?:termasuk )?(?:gst|cukai)\b|\b(?:gst|cukai)\b[^.;]{0,20}\b(?:ditambah|dikenakan "
    r"(?:di|semasa)|"
    r"tambahan)\b"
)
"""Tells that the tax is added to what is shown."""
TAX_NAMED = re.compile(r"gst|消费税|cukai|வரி|ஜிஎஸ்டி", re.I)
OF_PRICES = re.compile(
    r"\b(?:all|our|these|the|listed|displayed|quoted|stated|shown)\b[^.;!?]{0,20}\b(?:prices?|rates|amounts)\b|"
    r"^prices?\b"
    r"|(?:所有|全部|全站|以上|本店|本站|商品|产品|產品|标示|標示|显示|顯示|所列|列出|标价|標價)[^。]{0,6}[价價]格?|"
    r"^[价價]格|\bsemua "
    r"harga\b|"
    r"\bharga (?:yang )?(?:dipaparkan|ditunjukkan|tertera|di atas|produk|barang|semua|kami)\b|^harga\b|"
    r"\b(?:the|each|every|our) (?:\w+ )?prices? (?:shown|listed|displayed|quoted|stated|marked|you see)\b|\bwhat "
    r"you see\b"
)
"""What speaks of the shop's prices, not of one sum."""

_NUMBERS = {
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "lima": "5", "enam": "6",
    "tujuh": "7", "lapan": "8", "sembilan": "9", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10",
}  # fmt: skip
_PER_CENT = re.compile(
    r"\b(\d{1,2}(?:\.\d)?|five|six|seven|eight|nine|ten|lima|enam|tujuh|lapan|sembilan)[ -](?:per ?cent|peratus)\b|"
    r"百分之([五六七八九十]|\d{1,2})",
    re.I,
)


def as_percent(text: str) -> str:
    """The text with its rates in figures: "eight per cent" is "8%"."""
    return _PER_CENT.sub(lambda m: f"{_NUMBERS.get(word := (m[1] or m[2]).lower(), word)}%", text)
