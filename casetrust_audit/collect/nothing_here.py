"""Whether a page tells that what was asked for is not there, or shows that it broke: with status 200 as with any other.

Asked by the gate, which lets nothing be judged from such a page, and by the roles."""

from __future__ import annotations

import re

from casetrust_audit.model.reading import Reading, TextBlock
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

FEW_WORDS = 240
"""Words of a page, its menus included, that says in its name that there is nothing."""
FEW_OWN_WORDS = 60
"""Words of a page's own part that is no more than a message."""
LONGEST_NAME = 100

_THING = (
    r"(?:product|item|page|listing|article|collection|category|url|link|address|resource|content|document|file|offer|ad"
    r"|book|title|post|order)s?"
)
_LOST = re.compile(
    rf"\b{_THING}\b(?: \S+){{0,6}}? (?:(?:(?:was|is|were|be|could|can|has|have)(?: not|n't)|not|cannot|can't) (?:be "
    rf"|been |currently )?"
    r"(?:found|located|displayed|loaded|retrieved|recogni[sz]ed)|(?:does|do|did)(?: not|n't) exist|no longer exists?"
    r"|(?:has|have) been (?:removed|deleted|taken down|moved)|(?:was|is) (?:removed|deleted|missing|invalid|gone))\b"
    rf"|\b(?:couldn't|could not|can't|cannot|unable to|did not|didn't|failed to) (?:find|locate|retrieve|load"
    rf"|show)\b(?: \S+){{0,4}}? {_THING}\b"
    rf"|\b(?:no such|invalid|unknown|missing) {_THING}\b|\bnothing (?:to see |was found )?here\b|\b(?:dead|broken) "
    rf"end\b"
    r"|(?:商品|产品|產品|宝贝|頁面|页面|网页|網頁)(?:已)?(?:不存在|未找到|已删除|已刪除|已移除|已失效|已过期"
    r"|已被删除)|找不到(?:该|此|這個|这个|您要的)?(?:商品|产品|產品|页面|頁面)"
    r"|\b(?:produk|halaman|item) (?:ini )?(?:tidak|tak) (?:ditemui|dijumpai|wujud)\b"
)
"""Of one thing that was asked for; a search that finds none ("no products found") is answered."""
_BROKE = re.compile(
    r"\bapplication error\b|\bclient-side exception\b|\bunhandled (?:runtime )?(?:error|exception|rejection)\b"
    r"|\binternal (?:server )?error\b"
    r"|\buncaught\b.{0,30}\berror\b|\b(?:type|reference|syntax|range|chunk ?load)error\b|\bcannot read propert|\bis "
    r"not (?:defined|a function)\b"
    r"|\bsomething (?:went|has gone|is) wrong\b|\ban? (?:unexpected |unknown |fatal |internal |critical )?error "
    r"(?:has |just )?occurred\b"
    r"|\b(?:fatal|parse|database|server|script|runtime) error\b|\berror establishing\b|\bstack ?trace\b|\btraceback "
    r"\(most recent\b"
    r"|\bunexpected application error\b|\bminified react error\b|\b(?:service|site|page|server) (?:is "
    r")?(?:temporarily |currently )?unavailable\b"
    r"|\b(?:bad gateway|gateway time-?out)\b|\btechnical (?:difficult\w+|problems?|error)\b|\bfailed to (?:load|fetch"
    r"|render)\b"
    r"|\bthis page (?:isn't working|crashed|couldn't load)\b|\bplease (?:try again|reload|refresh the page)\b.{0,20}$"
    r"|系统错误|系統錯誤|程序错误|服务器错误|伺服器錯誤|加载失败|載入失敗|出错了|出錯了|\bralat (?:pelayan|sistem"
    r"|berlaku)\b"
)
_OWN = ("main", "aside", "dialog")


def tells_lost(reading: Reading) -> bool:
    """Whether the page says that there is nothing here: in its name, or in the few lines it has of its own."""
    if _sells(reading):
        return False
    few = len(reading.visible_text().split()) < FEW_WORDS
    names = _names(reading)
    if few and phrases("not-found").any(" ".join(names)):
        return True
    own = _own(reading)
    little = sum(len(b.text.split()) for b in own) < FEW_OWN_WORDS
    if any(_LOST.search(fold(n)) for n in names if len(n) <= LONGEST_NAME) and (few or little):
        return True
    return little and any(_LOST.search(fold(b.text)) or _names_lost(b.text) for b in own)


def tells_broken(reading: Reading) -> bool:
    """Whether the page is no more than the message that its script or its server failed."""
    own = _own(reading)
    if _sells(reading) or sum(len(b.text.split()) for b in own) >= FEW_OWN_WORDS:
        return False
    return any(_BROKE.search(fold(text)) for text in (reading.title, *(b.text for b in own)))


def _names_lost(text: str) -> bool:
    """A line that is hardly more than the words for nothing here: "404", "Not found"."""
    folded = fold(text)
    return any(hit.end - hit.start >= 0.6 * len(folded) for hit in phrases("not-found").find(folded))


def _names(reading: Reading) -> list[str]:
    return [reading.title, *(h.text for h in reading.headings if h.visible and h.level <= 2)]


def _own(reading: Reading) -> list[TextBlock]:
    return [b for b in reading.blocks if b.visible and b.area in _OWN]


def _sells(reading: Reading) -> bool:
    """Whether something can be put into the cart, or is listed with its price: then a message is of something else."""
    shown = (b for b in reading.buttons if b.visible and b.area in ("main", "aside"))
    return any(phrases("add-to-cart").any(b.text) for b in shown)
