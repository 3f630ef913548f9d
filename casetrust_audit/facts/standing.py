"""Whether a sentence says that something holds here and now: not that it is to come, that nobody is bound to it, that
others have it, or that it is untrue."""

from __future__ import annotations

import re

from casetrust_audit.text.once import per_text

_TO_COME = re.compile(
    r"\bcoming soon\b|(?<!as )\bsoon\b(?! as)|\bin (?:the )?(?:near |not too distant )?future\b|"
    r"\b(?:will|shall) be (?:introduced|launched|added)\b|\b(?:is|are) (?:still |being |only )?planned\b|\b(?:in "
    r"preparation|under "
    r"development|in the (?:works|pipeline|making))\b|\b(?:hope|hopes|wish|dream)\w* (?:to )?(?:one day|some ?day|"
    r"eventually)\b|"
    r"\b(?:some ?day|eventually)\b|"
    r"\b(?:we|it|which|that)(?:'re| are| is)? (?:still )?plan(?:s|ning)? (?:to|on|for)\b|"
    r"\bwe (?:will|shall|may),? (?:from|in|later|one day|some day|next) (?:next|the new|spring|summer|autumn|winter|"
    r"20\d\d|"
    r"year|month|january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"\b(?:once|when|as soon as|until|after) (?:our|the|this) (?:new [\w' -]{1,30}?\b(?:opens?|stands|is (?:ready|open|"
    r"running|finished))|[\w' -]{1,30}?\b(?:launch(?:es)?|goes live|is (?:live|built|launched|installed|set up)))\b|"
    r"\bfrom (?:next (?:year|month|spring|summer|autumn|winter|quarter)|(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december) 20\d\d|20\d\d) (?:on(?:wards)?\b|we\b|you\b)|"
    r"\bbeing (?:drawn up|written|worked (?:on|out)|finali[sz]ed)\b|\bto be (?:finali[sz]ed|confirmed|advised|"
    r"announced|"
    r"decided)\b|"
    r"即将|即將|敬请期待|敬請期待|筹备中|籌備中|待定|\bakan datang\b|\bdalam perancangan\b"
)
_SHOP = r"(?:we|(?:the |our )?(?:company|shop|store|management|seller|merchant))"
_NOT_BOUND = re.compile(
    rf"^\W*{_SHOP} (?:cannot|can't|can not|do not|don't|does not|"
    r"doesn't|will not|won't|are unable to|never) (?:promise|guarantee|undertake|commit|"
    r"pledge)s?(?: you)? (?:to|that)\b|"
    r"^\W*(?:我们|我們|本店)(?:不能|无法|無法|不)(?:保[证證]|承[诺諾])|"
    r"^\W*kami tidak (?:dapat |boleh )?(?:menjamin|menjanjikan|berjanji)\b|"
    r"\b(?:no|not|never|neither|nor|without)\b[^.;]{0,16}\b(?:oblig(?:ed|ation|ations|ated)|bound|duty)\b|"
    r"\b(?:may|might) (?:or|and) (?:may|might) not\b|\bmay\b[^.;]{0,24}\bneed not\b|"
    rf"\b{_SHOP} (?:may|might|can) choose (?:to|not to|whether)\b|"
    rf"\b{_SHOP} (?:may|might|could) (?:perhaps|possibly|consider|look into|sometimes|exceptionally)\b|"
    rf"\b{_SHOP} (?:may|might) (?:think (?:about|of|over)|try to|be (?:able|willing|open|inclined) to|"
    r"see (?:if|whether))\b|"
    rf"\bif {_SHOP} (?:agrees?|feels? like|chooses?|decides?|sees? fit|thinks? (?:it )?fit|so wish(?:es)?)\b|"
    r"\b(?:absolute|sole|own|full|entire) discretion\b|"
    r"不作(?:任何)?保证|不作(?:任何)?保證|看情况|看情況|酌情|最终解释权|最終解釋權|\bbudi bicara\b|"
    r"(?:我们|我們|本店)[^。,，;；]{0,6}(?:可能|或)[会會]?考[虑慮]|"
    r"\bkami mungkin (?:akan )?(?:mempertimbangkan|meng?gantikan|mengganti)\b"
)
_UNTRUE = re.compile(
    r"\b(?:is|are|was|were) (?:just |only |merely |all |sheer |pure )?(?:an? |the )(?:\w+ )?(?:rumou?rs?|myths?|"
    r"legends?|"
    r"jokes?|fairy ?tales?|exaggerations?|misunderstandings?|lie|hoax)\b|"
    r"\b(?:is|are) (?:simply |just |all |plainly |quite )(?:untrue|false|nonsense)\b|"
    r"\b(?:is|are) (?:simply |just )?not (?:true|the case|what we (?:do|offer))\b|"
    r"\bwe (?:find|think|believe)\b[^.;]{0,20}\b(?:too much (?:trouble|work)|unnecessary|not worth)\b"
)
_OF_OTHER_SHOPS = re.compile(
    r"^\W*(?:(?:most|many|some|other|good|big|bigger|certain|all other) (?:other )?(?:shops?|stores?|sellers?|"
    r"companies|"
    r"merchants?|retailers?)|our (?:competitors?|rivals?|neighbours?)|competitors?|others (?:promise|offer|say|let|"
    r"give|do))\b|"
    r"\b(?:an?|any|every|each|good|all) (?:\w+ )?(?:shops?|stores?|sellers?|merchants?|retailers?|business(?:es)?) "
    r"(?:should|ought to|must|has to|have to)\b|"
    r"^\W*(?:your|the|an?|any|most) (?:[\w'-]+ ){0,3}(?:insurers?|insurance(?: (?:company|provider|policy))?|"
    r"employers?|card (?:issuer|company)|issuing bank)\b|"
    r"\b(?:is|are) what (?:our |the )?(?:competitors?|rivals?|others?|everybody|everyone|people|most|other \w+)\b|"
    r"^\W*(?:别的|別的|其他|其它|大多数|大多數|同行)(?:店|商家|商店|卖家|賣家)|^\W*(?:kedai|penjual) lain\b"
)
_SUPPLIER = r"(?:suppliers?|manufacturers?|wholesalers?|importers?|distributors?|vendors?|factory|factories|makers?)"
_OWED_TO_THE_SHOP = re.compile(
    rf"^\W*(?:our|the|each|every) {_SUPPLIER}\b(?![^.;]*\byou(?:r|rs)?\b)[^.;]*\b(?:to|for|refunds?|repays?|pays?|"
    r"gives?|sends?|credits?|owes?|reimburses?) us\b|"
    rf"\bby (?:our|the) {_SUPPLIER},? (?:to|for) us\b|"
    r"(?:供应商|供應商|厂家|廠家|厂商|廠商|批发商|批發商)[^。,，;；您你客]{0,8}[为為给給向与與][我本]|"
    r"\b(?:pembekal|pengilang|pemasok)\b(?![^.;]*\b(?:anda|pelanggan|pembeli)\b)[^.;]*\b(?:kepada|untuk) kami\b"
)
"""What those the shop buys from do for the shop is nothing the shop does for its buyers."""
_DENIED_OUTRIGHT = re.compile(
    r"[:–—-] ?(?:not (?:offered|available|provided|possible|applicable|served|given)|none|no|nil|n/?a|deleted|tba|"
    r"tbc|tbd|"
    r"to be \w+|ask us|please ask|on request|不适用|不適用|无|無|没有|沒有|tiada)\W*$"
)
"""A label, and after it that there is nothing."""


@per_text
def to_come(folded: str) -> bool:
    """True where a folded sentence speaks of what is planned or not settled yet."""
    return _TO_COME.search(folded) is not None


@per_text
def not_bound(folded: str) -> bool:
    """True where a folded sentence leaves it to the shop whether it does what it names."""
    return _NOT_BOUND.search(folded) is not None


@per_text
def stands(folded: str) -> bool:
    """True where nothing in a folded sentence takes back what it names: it is told of this shop, now, and for sure."""
    if folded.endswith(("?", "？")):
        return False
    return not (
        to_come(folded)
        or not_bound(folded)
        or _UNTRUE.search(folded)
        or _OF_OTHER_SHOPS.search(folded)
        or _OWED_TO_THE_SHOP.search(folded)
        or _DENIED_OUTRIGHT.search(folded)
    )
