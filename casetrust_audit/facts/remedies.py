"""What the terms say where goods are faulty or an order is cancelled: remedies, and clauses that deny them."""

from __future__ import annotations

import re
from collections.abc import Callable

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.passages import Passage, mentions, passages, per_shop, sightings
from casetrust_audit.facts.periods import of_topic, periods, speaks_of_fault
from casetrust_audit.facts.policies import about, policy_pages, searched, stated, yes
from casetrust_audit.facts.reach import for_buyers_here
from casetrust_audit.facts.refund_words import REFUND_OFFERED
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.return_words import LEFT_OPEN
from casetrust_audit.facts.returns import heads, pool, read_pages
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands
from casetrust_audit.model.fact import Certainty, Fact, Kind, Known
from casetrust_audit.text.normalise import fold

_ABSOLUTE = re.compile(
    r"\bno (?:refunds?|returns?|exchanges?)\b|\ball sales (?:are |is )?(?:strictly )?final|"
    r"\bstrictly (?:non-?refundable|no\b)|"
    r"\b(?:do|does|will|can|shall) ?not (?:offer|accept|provide|give|allow|entertain|issue|"
    r"do) (?:any )?(?:returns?|refunds?|"
    r"exchanges?)\b|\b(?:all |any )?(?:goods|items|products|purchases|orders)(?: \w+){0,3} (?:are|is|cannot be|"
    r"will not be|not) "
    r"(?:strictly )?(?:non-?refundable|non-?returnable|not (?:refundable|returnable|exchangeable)|refunded|"
    r"returned|exchanged)|"
    r"概不退|恕不退|一经售出|不退不换|tidak boleh (?:dikembalikan|ditukar)|tiada (?:bayaran balik|pemulangan)"
)
# A denial that holds for some goods or some cases only is no blanket denial.
_SCOPED = re.compile(
    r"\bsale items?|\bon sale\b|\bdiscount|\bclearance|\bcustom|\bpersonali[sz]|\bmade[- ]to|\bbespoke|"
    r"\bperishable|\bfood|"
    r"\bunderwear|\blingerie|\bintimate|\bhygien|\bswimwear|\bearrings?|\bgift ?cards?|\bvouchers?|\bdigital|"
    r"\bdownload|\bdeposit|"
    r"\bpre-?orders?|\b(?:shipping|delivery|handling|service|processing) (?:fees?|charges?|costs?)|\bthese\b|"
    r"\bfollowing|\bafter\b|"
    r"\bopened\b|\bused\b|\bworn\b|\bpromo|\bevent|\btickets?|\bif\b|\bunless|\bwithout\b|\bexcept|\bselected|"
    r"\bcertain|\bsome\b|"
    r"\bonce\b|\bchange of mind|\bchange your mind|\bwrong (?:size|colou?r)|\bexclu|\bpartial|\bchoice|\bbeyond\b|"
    r"\bpast\b|\bcash\b|\bsave (?:as|for|that|where|in)\b|"
    r"\bmiss(?:ed|ing)\b|\boriginal packag|\bonly\b|定制|特价|食品|内衣"
)
_DEFECT_WORD = r"(?:defect\w*|fault\w*|damaged|broken|spoil(?:ed|t)|瑕疵|损坏)"
_DENIES_FAULTY = re.compile(
    rf"\b(?:even|including|also|regardless|whether|irrespective)\b[^.;]{{0,30}}\b{_DEFECT_WORD}|"
    rf"\bno (?:refunds?|returns?|exchanges?|replacements?|remed(?:y|ies))\b[^.;]{{0,60}}\b(?:for|on|"
    rf"of) (?:any )?{_DEFECT_WORD}|"
    rf"\b{_DEFECT_WORD} (?:or \w+ )?(?:goods|items|products|orders)? ?(?:cannot|can not|will not|are not|may not|"
    rf"shall not) (?:be )?"
    r"(?:refunded|returned|exchanged|replaced|accepted|eligible|covered)|"
    rf"\b(?:do|will|shall) not (?:refund|replace|exchange|repair|accept)\b[^.;]{{0,50}}\b{_DEFECT_WORD}|"
    r"(?:[质質]量[问問][题題]|品[质質][问問][题題]|瑕疵|[损損][坏壞])[^。]{0,8}(?:概不|恕不|[也亦]不(?![用必需]|例外)|不予)|"
    r"(?:概不|恕不|不予|不退)[^。]{0,20}(?:[质質]量[问問][题題]|品[质質][问問][题題]|瑕疵|[损損][坏壞])[^。]{0,4}[也亦]不例外"
)
_SOUND = re.compile(
    rf"\b(?:non|not|without|free (?:of|from)|other than)\b[- ]?(?:(?:any|an?|the) )?(?:\w+ )?{_DEFECT_WORD}|"
    r"(?:除(?!了[^。]{0,20}[还還])|非|(?<![即無无论論])[无無](?![论論])|没有|沒有|不存在|不属于?|不屬於?|不是|排除)"
    r"[^。,，;；]{0,12}?(?:质量问题|品质问题|瑕疵|损坏)"
)
"""Goods that are not faulty, or all but those that are."""
_BLAME = re.compile(
    r"\bby (?:you|the (?:customer|buyer|user|recipient|courier))|\bcustomer|\bmisuse|\bmisus|\bimproper|"
    r"\bwear and tear|"
    r"\bmishandl|\bneglect|\baccident|\bafter (?:use|delivery|receipt|purchase|opening)|\bown fault|\byour fault|"
    r"\bwashed|\bworn|"
    r"\bunless\b|\bexcept\b|\bmodif|\babus"
)
_REMEDY = re.compile(
    r"\brefund|\breplac|\bexchang|\brepair|\breturn|\bremed(?:y|ies)|\bcredit\b|\b1[- ]to[- ]1\b|\bmake it right|"
    r"\bmend|\bswap|\breimburs|\b(?:money|dollars?|price|cent) back\b|\b(?:give|get|pay)s? (?:you |it )?back\b|"
    r"\b(?:new|another) one\b|"
    r"退|[换換]|[维維]修|[补補][发發]|"
    r"\bgantian|\bpertukaran|\bganti\b|\bmenggantikan|\b(?:di|mem)?baiki\b|\bperbaiki|\btukar\b|\b(?:pulang|"
    r"kembali)kan\b"
)
_GIVEN = re.compile(
    r"\b(?:we|you|will|shall|may|can|please|entitled|eligible|free|full)\b(?:(?! not?\b|n't\b|cannot)[^.;])*?"
    r"(?:refund|replac|exchang|repair|return|remed|credit|swap|mend\b|reimburs)|"
    r"\b(?:is|are|be) (?:replaced|refunded|repaired|exchanged|"
    r"remedied)"
)
_NEGATED = re.compile(r"\b(?:no|not|cannot|never|non|neither)\b|n't\b|概不|恕不|不予|\btidak\b|\btiada\b")
_POINTER = re.compile(r"\b(?:see|dealt with|described|explained|refer to|read)\b")
_EXCEPTION = re.compile(
    rf"\b(?:unless|except(?:ing|ion)?s?|other than|save|apart from|only)\b[^.;]{{0,60}}\b{_DEFECT_WORD}|"
    rf"除[^。]{{0,12}}(?:质量|瑕疵|损坏)"
)
_SENDING = r"(?:postage|postal|shipping|shipment|delivery|freight|courier|mailing|handling|transport(?:ation)?)"
_COST_OF_SENDING = re.compile(
    rf"\breturn(?:ed|ing)? (?:{_SENDING}|parcel|trip)(?: (?:and|or|&) {_SENDING})*"
    r"(?: (?:costs?|fees?|charges?|expenses?|labels?))?"
    rf"|\b(?:{_SENDING} )?(?:costs?|fees?|charges?|expenses?|postage|shipping)(?: \w+)? (?:of|for|to|on) "
    r"(?:any |all |the |your |such )?(?:returns?|returning|exchanges?|exchanging|repairs?|replacements?|refunds?)\b"
    r"|\b(?:return|exchange|replacement) (?:costs?|fees?|charges?|expenses?)"
    r"|(?:退换货|退換貨|退货|退貨|换货|換貨|退回|寄回|来回|來回|往返)(?:时|時|产生|產生|所)*的?(?:运费|運費|邮费|"
    r"郵費|快递费|快遞費|物流费|物流費|费用|費用)"
)
"""Who bears the cost of sending goods back: that the buyer does unless they are faulty gives him nothing for them."""
_STATUTORY = re.compile(
    r"\b(?:statutory|legal|consumer) rights? (?:are |is |will |shall )?(?:not |un)?(?:affected|excluded|limited)?|"
    r"\blemon law|"
    r"\bconsumer protection \(fair trading\)|\bcpfta\b|\brights under (?:the )?(?:consumer|applicable) "
)
_WAIVED = re.compile(
    r"\b(?:waive|give up|relinquish|renounce|forgo|lose|exclude[sd]?|do(?:es)? not apply)\w*\b(?! not)"
)
_CANCEL = re.compile(r"\bcancel|取消|\bbatal")
_ORDER = re.compile(r"\borders?\b|\bpurchases?\b|\bbookings?\b|\btransactions?\b|订单|訂單|pesanan")
_BY_SHOP = re.compile(
    r"\b(?:we|the (?:shop|store|company|seller|merchant))\b[^.;]{0,80}\b(?:cancel|refuse|reject|decline)\w*|"
    r"\bcancel\w*[^.;]{0,40}\bby us\b|\b(?:reserve|right)[^.;]{0,30}\b(?:cancel|refuse|reject|decline)|"
    r"我们[^。]{0,20}取消|本店[^。]{0,20}取消"
)
_BY_BUYER = re.compile(
    r"\b(?:you|customers?|buyers?|your)\b[^.;]{0,80}\bcancel|\bcancel\w*[^.;]{0,40}\b(?:your order|by (?:you|"
    r"the (?:customer|buyer)))|"
    r"\bto cancel\b|\b(?:orders?|purchases?|bookings?|transactions?) (?:can|may|cannot|can't|could|must|are|"
    r"will)\b[^.;]{0,40}\bcancel|"
    r"\bcancellations?\b[^.;]{0,60}\b(?:within|before|after|accepted|allowed|possible|request|fee|not)|"
    r"您[^。]{0,20}取消|取消订单"
)
_SHOP_DOES = re.compile(
    r"\b(?:we|the (?:shop|store|company|seller|merchant|management)|our (?:team|staff|system))\b|"
    r"我们|我們|本店|本公司|本站|本商城|商家|卖家|賣家|店家|平台|系统|系統"
)
_BUYER_DOES = re.compile(
    r"\b(?:you|customers?|buyers?)(?:'d|'re|'ve)? (?:may|can|could|might|must|should|would|will|shall|want|wish|need|"
    r"like|choose|decide|prefer|have|are|cannot|can't|to|still)\b|\b(?:if|when|should|until|before) you\b|"
    r"(?<![与與向给給跟和对對为為])(?<!通知)(?<!联系)(?<!聯繫)(?<!告知)(?:您|你|顾客|顧客|客户|客戶|买家|買家|"
    r"消费者|消費者|用户|用戶|会员|會員)"
)
_ASKED = re.compile(
    r"\b(?:at|on|upon|by|to) (?:your|the (?:customer|buyer)'?s?) (?:request|wish)|\b(?:if|when|where|unless) (?:you|"
    r"the (?:customer|buyer)) (?:ask|request|tell|contact|write|call|e-?mail|notify|let|inform|want|wish|change)|"
    r"\brequests? (?:to|for|of)\b|申请|申請|[应應]您"
)
_UNABLE = re.compile(
    r"\b(?:cannot|can't|can not|unable|not able|won't|do not|don't|no longer|never)\b|无法|無法|不能|不可|不接受"
)
_CONDITION = re.compile(
    r"\b(?:within|before|after|once|until|unless|if|cannot|can't|not|fee|charge|contact|e-?mail|free|refund|"
    r"shipped|dispatch|paid|"
    r"must|any time|hours?|days?)\b|小时|之前|发货|联系"
)
_KEEPS = re.compile(
    r"\bwithout (?:any )?refund|\bno refund|\bnot (?:be )?(?:entitled to (?:a |any )?refund|refund)|\bforfeit|"
    r"\bnon-?refundable|"
    r"\b(?:keep|retain)\w* (?:the |your |any |all )?(?:payment|money|deposit|amount|sums?)|不退款|概不退"
)
_BUYER_ACTS = re.compile(
    r"\bif you\b[^.;,]{0,30}\bcancel|\bcancell?(?:ed|ation) by (?:you|the (?:customer|buyer))|\byou cancel"
)


@per_shop
def _clauses(shop: Shop) -> tuple[Passage, ...]:
    """Sentences on returns, and every sentence of other policy pages that speaks of faults or denies refunds."""
    known = pool(shop)
    seen = {id(p) for p in known}
    others = (p for p in passages(shop, policy_pages(shop)) if id(p) not in seen and p.page.role != "privacy")
    told = (p for p in others if _ABSOLUTE.search(_text(p)) or speaks_of_fault(_text(p)))
    return (*known, *(p for p in told if for_shoppers(p) and for_buyers_here(shop, p)))


@fact(
    "returns.denial",
    Kind.CHOICE,
    "A clause that refuses every return or refund: without a word on faults, or for faulty goods too.",
    choices=("absolute", "of-faulty-goods"),
)
def denial(shop: Shop) -> Fact | NotFound:
    clauses = _clauses(shop)
    if faulty := [p for p in clauses if denies_faulty(_text(p))]:
        # A clause that says in so many words that faulty goods get nothing cannot be read two ways.
        refs = tuple(r for p in faulty[:3] for r in sightings(shop, p))
        return Known("of-faulty-goods", refs, Certainty.EXACT if _plain_denial(faulty) else Certainty.OBSERVED)
    if absolute := [p for p in clauses if denies_all(p)]:
        return Known("absolute", tuple(r for p in absolute[:3] for r in sightings(shop, p)))
    return NotFound(searched(shop, read_pages(shop)), ("no refund", "all sales final", "概不退换"))


@fact(
    "returns.refuses_returns",
    Kind.TEXT,
    "The sentence by which the shop clearly takes nothing back for a change of mind.",
)
def refuses_returns(shop: Shop) -> Fact | NotFound:
    change = re.compile(
        r"\b(?:do|does|will|can|shall) ?not\b[^.;]{0,60}\bchange of mind|\bno\b[^.;]{0,40}\bchange of mind"
    )
    found = [p for p in _clauses(shop) if denies_all(p) or change.search(_text(p))]
    if any(of_topic(p.text, "window") for p in pool(shop)):
        found = []
    return stated(
        shop, ((p.text[:240], sightings(shop, p)) for p in found), read_pages(shop), "no returns", "no refunds"
    )


@fact(
    "returns.outcome_told",
    Kind.BOOL,
    "It is told what becomes of goods that come back: a time to return, a refund or exchange, a remedy, or nothing.",
)
def outcome_told(shop: Shop) -> Fact | NotFound:
    told = [
        p
        for p in pool(shop)
        if (REFUND_OFFERED.search(p.folded) and stands(p.folded)) or gives_remedy(p.folded) or denies_all(p)
        or (_OUTCOME.search(p.folded) and stands(p.folded) and not _TELLS_LATER.search(p.folded))
    ]  # fmt: skip
    told += [p for p in pool(shop) if of_topic(p.text, "window") and stands(p.folded)]
    if told:
        return yes(r for p in told[:3] for r in sightings(shop, p))
    return NotFound(searched(shop, read_pages(shop)), ("return within", "refund", "exchange"))


_OUTCOME = re.compile(
    r"\b(?:returns?|exchanges?|refunds?|goods|items?|products?|purchases?|orders?|you|we|it|"
    r"they)\b[^.;?]{0,60}\b(?:can|may|"
    r"cannot|can't|will|must|are|is|do not|don't|accept|take|offer|give)\b[^.;?]{0,40}\b(?:return(?:ed|able)?|"
    r"exchang\w+|"
    r"refund\w*|sent back|taken back|accepted|back|credit(?: note)?|swapped)\b|退|换|換|\bpulang|\btukar|\bkembali"
)
"""That something may come back or not, be exchanged or paid back."""
_TELLS_LATER = re.compile(
    r"\b(?:shows?|tells?|told|see|learn|find out|know|decides?|checks?|informed|advised)\b[^.;]{0,24}\b(?:which|"
    r"whether|what|how|if|"
    r"when|who)\b"
)
"""What is told only to those who ask settles nothing."""


@fact(
    "returns.fault_remedy",
    Kind.TEXT,
    "A sentence that gives a remedy for faulty goods, or keeps the rights the law gives.",
)
def fault_remedy(shop: Shop) -> Fact | NotFound:
    told = _clauses(shop)
    clauses = [p for n, p in enumerate(told) if gives_remedy(_text(p)) or _answers_on_faults(told, n)]
    clauses.sort(key=lambda p: _GIVEN.search(_text(p)) is None)  # a promise says more than an exception
    found = ((p.text[:240], sightings(shop, p)) for p in clauses)
    return stated(shop, found, read_pages(shop), "defective", "faulty", "damaged", "质量问题")


@fact("returns.fault_report_days", Kind.NUMBER, "Days a buyer has to report faulty goods, as stated (the shortest).")
def fault_report_days(shop: Shop) -> Fact | NotFound:
    hits = [(p.days, at) for at in _clauses(shop) for p in periods(at.text) if p.topic in ("report", "fault")]
    hits.sort(key=lambda hit: hit[0])
    return stated(
        shop, ((days, sightings(shop, at)) for days, at in hits), read_pages(shop), "report within", "notify us within"
    )


def denies_all(passage: Passage) -> bool:
    """A blanket "no refund, no exchange", not limited to some goods by its sentence or its heading."""
    text = _text(passage)
    return (
        _ABSOLUTE.search(_DESCRIBED.sub(" ", text)) is not None
        and not LEFT_OPEN.search(text)
        and not _SCOPED.search(fold(passage.scope))
        and not gives_remedy(text)
        and not text.endswith("?")
    )


_DESCRIBED = re.compile(r"\b(?:that|which) (?:cannot|can't|can not|may not|will not|are not) be \w+")
"""Goods told by what holds for them; it is not said that it holds for all."""


def denies_faulty(text: str) -> bool:
    """A folded sentence that refuses remedies for faulty goods, other than those the buyer broke."""
    text = _SOUND.sub(" ", text)
    if not _DENIES_FAULTY.search(text) or _BLAME.search(text):
        return False
    starts_so = re.search(
        rf"\b(?:even|including|also|regardless|whether|irrespective)\b[^.;]{{0,30}}\b{_DEFECT_WORD}", text
    )
    return not starts_so or _ABSOLUTE.search(text) is not None or re.search(r"概不|恕不|不予", text) is not None


def _plain_denial(found: list[Passage]) -> bool:
    return any(_ABSOLUTE.search(_text(p)) for p in found)


def _answers_on_faults(told: tuple[Passage, ...], at: int) -> bool:
    """What stands under a heading on faults, in its row or after its question, and gives something without a no."""
    passage = told[at]
    text = _text(passage)
    before = told[at - 1] if at else None
    asked = before is not None and before.block is passage.block and before.text.endswith(("?", "？"))
    above = (*heads(passage), before.folded if asked and before is not None else "")
    if passage.is_heading or text.endswith(("?", "？")) or not any(speaks_of_fault(_SOUND.sub(" ", h)) for h in above):
        return False
    return _AMENDS.search(text) is not None and stands(text) and not (_NEGATED.search(text) or LEFT_OPEN.search(text))


_AMENDS = re.compile(
    r"\b(?:refund|replac|exchang|repair|reimburs|mend|swap)\w*|\bmoney back\b|\b(?:give|get|pay)s? (?:you |it )?back\b|"
    r"\b(?:new|another) (?:one|piece|item)\b|退[款货貨]|[换換]|[维維]修|[补補][发發]|\bganti\b|\bmenggantikan\b|"
    r"\bgantian\b|\b(?:paid|money|dollars?|cash|price|cent|payment) back\b|\b(?:fresh|second|working|good) (?:one|"
    r"piece|item|"
    r"unit|pair|set)\b|"
    r"\btukar\b|\b(?:pulang|kembali)kan (?:wang|duit|uang|dana)\b|\bbayaran balik\b"
)
"""What is done about faulty goods."""


def gives_remedy(text: str) -> bool:
    """A folded sentence that promises something for faulty goods or leaves statutory rights alone."""
    if text.endswith(("?", "？")):
        return False
    if _STATUTORY.search(text):
        return not _WAIVED.search(text)
    if not stands(text):
        return False
    plain = _SOUND.sub(" ", text)
    faulty = speaks_of_fault(plain) or mentions(plain, "defect")
    if not faulty or denies_faulty(text):
        return False
    text = _COST_OF_SENDING.sub(" ", text)
    if _EXCEPTION.search(text) and (_REMEDY.search(text) or "final" in text):
        return True
    if not _REMEDY.search(text):
        return False
    return bool(_GIVEN.search(text)) or not (_NEGATED.search(text) or _POINTER.search(text))


# cancellation


@fact("returns.buyer_cancellation", Kind.TEXT, "When and how a buyer can cancel an order, as stated.")
def buyer_cancellation(shop: Shop) -> Fact | NotFound:
    return _on_cancelling(shop, lambda t: buyer_cancels(t) and bool(_CONDITION.search(t)), "cancel your order")


def buyer_cancels(text: str) -> bool:
    """A folded sentence by which the buyer may cancel; not one in which it is the shop that does, whomever it tells."""
    return bool(_BY_BUYER.search(text)) and not all(_shop_acts(text[: m.start()], text) for m in _CANCEL.finditer(text))


def _shop_acts(before: str, text: str) -> bool:
    """Of whom the sentence last spoke as doing something, before it comes to cancelling: the shop, and not because the
    buyer asked."""
    shops = [m.end() for m in _SHOP_DOES.finditer(before)]
    if not shops or any(m.end() > shops[-1] for m in _BUYER_DOES.finditer(before)):
        return False
    return not _ASKED.search(text) and not _UNABLE.search(before[shops[-1] :])


@fact("returns.shop_cancellation", Kind.TEXT, "When the shop may cancel an order, as stated.")
def shop_cancellation(shop: Shop) -> Fact | NotFound:
    return _on_cancelling(shop, lambda t: _BY_SHOP.search(t) is not None, "we may cancel", "right to refuse")


@fact(
    "returns.keeps_money", Kind.TEXT, "A clause by which the shop keeps the buyer's money when the shop itself cancels."
)
def keeps_money(shop: Shop) -> Fact | NotFound:
    return _on_cancelling(
        shop,
        lambda t: bool(_BY_SHOP.search(t)) and bool(_KEEPS.search(t)) and not _BUYER_ACTS.search(t),
        "cancel without refund",
    )


def _on_cancelling(shop: Shop, accept: Callable[[str], bool], *words: str) -> Known | NotFound:
    pages = [p for p in policy_pages(shop) if p.role not in ("privacy", "contact", "about")]
    found = ((p.text[:240], sightings(shop, p)) for p in passages(shop, pages) if _on_orders(p) and accept(_text(p)))
    return stated(shop, found, pages, *words)


def _on_orders(passage: Passage) -> bool:
    """About cancelling orders: not a subscription, an account, or the button of a cookie banner."""
    text, scope = _text(passage), fold(passage.scope)
    if re.search(r"\bsubscri|\bnewsletter|\bmembership|\bcookies?\b|\bconsent\b", text):
        return False
    return (bool(_ORDER.search(scope)) and bool(_CANCEL.search(scope) or _BY_SHOP.search(text))) or about(
        passage.section, "cancel"
    )


def _text(passage: Passage) -> str:
    return passage.folded
