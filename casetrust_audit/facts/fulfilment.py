"""What the shop says of the way from order to door: steps, tracking, and what happens when it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.navigation import leads_home
from casetrust_audit.facts.outline import answered, level_of
from casetrust_audit.facts.prose import unfilled
from casetrust_audit.facts.reach import for_buyers_here
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import Passage, first, passages, refs
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known
from casetrust_audit.text.durations import find_durations
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

ROLES = ("delivery", "faq", "returns", "terms", "product", "cart", "home", "about", "contact", "complaint", "other")
_COURIERS = (
    r"ninja ?van|j ?& ?t|singpost|speedpost|smartpac|qxpress|lalamove|grab ?express|gogox|dhl|fedex|ups|dpd|evri|gls|"
    r"aramex|royal mail|parcelforce|uparcel|pickupp|janio|couriers?|delivery partners?|postal service"
)
_STEPS: Mapping[str, re.Pattern[str]] = {
    "cut-off": re.compile(
        r"\b(cut[- ]?off|before \d{1,2}([:.]\d\d)? ?(am|pm|noon|hrs)|(before|by|after) (noon|midday))\b|截单|下单|"
        # "your order before you check out" names no time
        r"\borders? ((placed|received|made|confirmed|in) )?(before|by|after) (the |our |this |that |these )*"
        r"(\d|times?\b|hours\b|midnight|mon|tue|wed|thu|fri|sat|sun|(public )?holidays|weekdays?|weekends?|working|"
        r"business|office|opening|closing)"
    ),
    "working days": re.compile(
        r"\b(working|business)[ -]days?\b|\bmon(day)?s?\b.{0,12}\b(fri|sat)(urday|day)?s?\b|\bweekdays?\b|"
        r"\bexcluding (weekends|public holidays|sundays)\b|工作日|hari bekerja"
    ),
    "courier": re.compile(rf"\b({_COURIERS})\b|\bour own (delivery team|drivers?|van)\b|快递"),
}
_PROCESSING = re.compile(
    r"\b((orders?|items?|parcels?|packages?|goods) (is|are|will be|get|gets)? ?(\w+ )?(process\w*|pack\w*|prepar\w*|"
    r"dispatch\w*|despatch\w*|ship\w*)|process(ing)? (time|orders?)|handling time|order processing|we (pack|process|"
    r"prepare|ship|dispatch|send out) |(dispatch|despatch|ship)(ed|es|s)? (out )?(within|"
    r"in|on|from|the same|the next))\b"
    r"|发货|备货|出货|diproses"
)
_BUYING = re.compile(r"\b(order|ordering|checkout|purchase) process\b")
"""What the buyer goes through, not what becomes of the order."""
_MARKETING = re.compile(r"^(super |very )?(fast|quick|speedy|swift|rapid)( and \w+)? (delivery|shipping|dispatch)\W*$")
_TRACK_PAGE = re.compile(
    r"\b(track|trace|check|find|look up|view)( the status of)? (my |your |an |"
    r"the )?(orders?|parcels?|packages?|deliver(y|ies)|"
    r"shipments?)\b|\border (status|tracking|lookup)\b|\bparcel tracking\b|订单查询|查询订单|物流查询|jejak pesanan"
)
_TRACK_URL = re.compile(
    r"ninjavan\.co|jtexpress\.sg|singpost\.com/track|speedpost\.com\.sg/track|dhl\.com/.*track|fedex\.com/.*track|"
    r"royalmail\.com/track|17track\.net|aftership\.com|parcelsapp\.com|track\.|/track|/order-?status|/orders?/lookup"
)
_PARCEL_ZH = "(?:[订訂][单單]|物流|包裹|快[递遞件]|配送|[运運][单單]|[货貨]物|[货貨]件|[发發][货貨]|商品)"
_TRACK_PROMISE = re.compile(
    r"\btracking (number|code|link|id|details|information|e-?mail|updates?)\b|\b(track|follow) (your|the) "
    r"(order|parcel|package|delivery|shipment)\b|"
    r"\b(see|check|view|follow|know)\b[^.;]{0,30}\bstatus\b[^.;]{0,25}\bof (the|your|an) (order|parcel|delivery)\b"
    r"[^.;]{0,40}\b(link|page|number|code)\b|\b(tracked (delivery|shipping|"
    r"parcel|mail))\b|\b(e-?mail|sms|notif)\w*\b"
    r".{0,40}\b(shipped|dispatched|on its way|out for delivery)\b|"
    rf"{_PARCEL_ZH}[^。；，,\s]{{0,8}}[追跟][踪蹤]|[追跟][踪蹤][^。；，,\s]{{0,6}}{_PARCEL_ZH}|"
    r"(?:快[递遞]|[运運]|物流)[单單][号號]|"
    r"物流(?:信息|[资資][讯訊]|状态|狀態|[进進]度)|"
    r"\b(?:see|watch|follow)\b[^.;]{0,24}\bon (?:the|a) (?:live )?map\b|\blive map\b|"
    r"(?:查[询詢看]|掌握)[^。]{0,6}(?:物流|包裹|配送)|\b(?:nombor|nomor|kod|pautan) (?:penjejakan|jejak|resi)\b|"
    r"\bjejak(?:i|kan)? (?:\w+ )?(?:pesanan|bungkusan|penghantaran|parsel|kiriman)\b|"
    r"\b(?:menjejak|pautan jejak|kod jejak)|"
    r"(?:看|知道|查)[^。]{0,10}(?:在哪|到哪|位置)|\blink\b[^.;]{0,60}\b(?:where|follow|map|status|track\w*|progress|"
    r"on its way|rider|van|driver)\b|"
    r"\b(?:see|watch|know|shows?|follow)\b[^.;]{0,12}\b(?:where|how far)\b[^.;]{0,20}\b(?:parcel|order|rider|van|"
    r"driver|package|"
    r"courier|box|delivery|it|your)\b"
)
_ORDER_LIST = re.compile(r"\b(order history|my orders|your orders|past orders|previous orders)\b|我的订单")
_ASK = re.compile(
    r"\b(whatsapp|telegram|message|call|contact|dm|chat)\b.{0,60}\b(order status|"
    r"status of your order|where is (my|your) order)\b"
)
_NOT_TRACKING = re.compile(
    r"\b(sound ?track|track ?suit|track pants|race ?track|track record|tracks? your (steps|heart|sleep)|cookies?)\b"
)

_TOPICS: Mapping[str, re.Pattern[str]] = {
    "failed delivery": re.compile(
        r"\b((failed|missed|unsuccessful|attempted|second|re-?)[- ]?(delivery|attempt)s?|"
        r"delivery attempts?|not (at )?home|no ?(one|body) (is )?"
        r"(at home|available|there|in)|unattended|undeliver\w+|re-?deliver\w*|recipient is (not|"
        r"un)\w*|wrong address)\b|派送失败"
    ),
    "loss": re.compile(
        r"\b(lost|missing|stolen|never (arrive\w*|received)|non-?(receipt|delivery)|"
        r"not (yet )?(been )?(received|arrived|turned up)|goes? missing|has(n't|"
        r" not) arrived)\b|丢失|遗失"
    ),
    "damage": re.compile(
        r"\b(damage[sd]?|broken|crushed|leak(ed|ing|s)?|breakage|faulty|defect\w*|" r"dented)\b|损坏|破损|rosak"
    ),
    "wrong item": re.compile(
        r"\b((wrong|incorrect|mistaken|different) (item|product|goods|order|size|"
        r"colour|color|parcel)s?|missing items?|incomplete|not what you ordered|"
        r"short[- ]?(shipped|delivered))\b|发错|漏发"
    ),
    "delay": re.compile(
        r"\b(delay(s|ed)?|late (delivery|parcel|order|arrival)|arrives? late|longer than|"
        r"not arrived within|overdue|(parcel|order|delivery|package|shipment|it) (is|are|comes?|runs?|running) late|"
        r"(has|have)(n't| not) (yet )?(come|arrived|reached you|turned up) (after|within|by|in))\b|延误|延迟"
    ),
}
_REMEDY = re.compile(
    r"\b(refund\w*|replace\w*|exchange\w*|re-?send|resent|re-?deliver\w*|re-?ship\w*|"
    r"re-?schedul\w*|credit|compensat\w*|contact|"
    r"(e-?mail|whatsapp|call|tell|inform|notify|let) (us|our|me)|report|claim|"
    r"make it right|put it right|send (you )?(a|the|another)|"
    r"second attempt|tr(y|ies) (again|once more|(\w+ )?a second time)|comes? back to us|"
    r"we (call|ring|phone|write to) you|write to us|at (our|the shop's) (own )?(cost|expense)|"
    r"we pay (it|for it|(for )?the (return )?(postage|shipping|delivery|courier))|"
    r"rearrange|collect(ed)? (it )?(from|at)|investigat\w*|cancel)\b|退款|补发|更换|重新|联系"
)
_DELIVERED_THING = re.compile(
    r"\b(deliver\w*|parcels?|packages?|ship\w*|orders?|items?|products?|goods|"
    r"courier|arriv\w*|transit|received?)\b|包裹|货|商品|订单"
)
_DISCLAIMS = re.compile(
    r"\b(not|no longer|never|cannot|can't) (be )?(held )?(responsib\w+|liab\w+|"
    r"accountab\w+)\b|\b(bear|accept|assume|take)s? no "
    r"(responsib\w+|liab\w+)\b|\bno (responsib\w+|liab\w+)\b|\bat (the )?(buyer|"
    r"customer|your) ?'?s? own risk\b|概不负责|不承担"
)
_AFTER_DISPATCH = re.compile(
    r"\b(once|after|upon|when) .{0,40}\b(dispatch\w*|despatch\w*|ship(ped|ment)|"
    r"hand(ed)? (over|to)|left (our|the)|leaves (our|the|us)|post(ed|ing)|sent( out)?|collected by|"
    r"(passed|given|entrusted|transferred|released) (on |over )?to (the|our|a) (carrier|courier|post|driver|rider)|"
    r"with (the|our) (carrier|courier))\b"
    r"|\b(lost|missing|stolen)\b.{0,60}\b(damage\w*|parcel|transit|mail|order)|"
    r"\b(lost|damage\w*)\b.{0,30}\b(in|during) (transit|delivery|shipping)\b|"
    r"发货后"
)


@fact("fulfilment.steps", Kind.WORDS, "Which of cut-off, working days, courier and self-collection the shop describes.")
def steps(shop: Shop) -> Fact | NotFound:
    hits = _steps(shop)
    return (
        Known(tuple(hits), refs(shop, hits.values()))
        if hits
        else NotFound(_searched(shop), (*_STEPS, "self-collection"))
    )


@fact(
    "fulfilment.step_count", Kind.INT, "How many of cut-off, working days, courier and self-collection are described."
)
def step_count(shop: Shop) -> Fact | NotFound:
    hits = _steps(shop)
    return (
        Known(len(hits), refs(shop, hits.values())) if hits else NotFound(_searched(shop), (*_STEPS, "self-collection"))
    )


@fact("fulfilment.processing", Kind.TEXT, "The sentence that says how orders are processed, packed or dispatched.")
def processing(shop: Shop) -> Fact | NotFound:
    found = first(
        _spoken(shop),
        lambda p: (
            bool(_PROCESSING.search(_BUYING.sub(" ", p.folded)))
            and not _MARKETING.search(p.folded)
            and len(p.text) < 600
        ),
    )
    return (
        Known(found[0].text[:200], refs(shop, found)) if found else NotFound(_searched(shop), ("dispatch", "processed"))
    )


@fact(
    "fulfilment.tracking",
    Kind.CHOICE,
    "How a buyer can follow an order: the best route found.",
    choices=("page", "promise", "order-list", "ask-only"),
)
def tracking(shop: Shop) -> Fact | NotFound:
    for page in shop.crawled:
        for link in page.reading.links:
            said, href = fold(link.text), link.href.lower()
            if (
                link.visible
                and not leads_home(shop, link)
                and (_tracks(_TRACK_PAGE, said) or _TRACK_URL.search(href))
                and not _NOT_TRACKING.search(said)
            ):
                return Known("page", (shop.ref(page, link.text or link.href, link.selector, link.box),))
        for form in page.reading.forms:
            if form.visible and _tracks(_TRACK_PAGE, fold(form.text)):
                return Known("page", (shop.ref(page, form.text[:120], form.selector),))
    ways = (("promise", _TRACK_PROMISE), ("order-list", _ORDER_LIST), ("ask-only", _ASK))
    for way, pattern in ways:
        if found := first(_spoken(shop), _following(pattern)):
            return Known(way, refs(shop, found))
        if way == "promise" and (found := first(_spoken(shop), _answers_where)):
            return Known(way, refs(shop, found))
        for page in shop.crawled if way == "order-list" else ():
            for link in page.reading.links:
                if _ORDER_LIST.search(fold(link.text)) and not leads_home(shop, link):
                    return Known(way, (shop.ref(page, link.text, link.selector, link.box),))
    if (promised := _for_members(shop)) is not None:
        return promised
    return NotFound(_searched(shop), ("track your order", "tracking number", "order status"))


def _for_members(shop: Shop) -> Known | None:
    """Tracking as what an account is good for."""
    for page in shop.by_role("login", "register"):
        for block in page.reading.blocks:
            if block.visible and block.area == "main" and _tracks(_TRACK_PAGE, fold(block.text)):
                return Known("order-list", (shop.ref(page, block.text, block.selector, block.box),))
    return None


@fact(
    "fulfilment.problem_topics",
    Kind.WORDS,
    "Which delivery problems the policies cover together with what the shop does then.",
)
def problem_topics(shop: Shop) -> Fact | NotFound:
    hits = _problems(shop)
    return Known(tuple(hits), refs(shop, hits.values())) if hits else NotFound(_searched(shop), tuple(_TOPICS))


@fact(
    "fulfilment.problem_count",
    Kind.INT,
    "How many of failed delivery, loss, damage, wrong item and delay are covered with a remedy.",
)
def problem_count(shop: Shop) -> Fact | NotFound:
    hits = _problems(shop)
    return Known(len(hits), refs(shop, hits.values())) if hits else NotFound(_searched(shop), tuple(_TOPICS))


@fact(
    "fulfilment.disclaims", Kind.TEXT, "A sentence that refuses all responsibility once the parcel has left the shop."
)
def disclaims(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), _refuses_all)
    return (
        Known(found[0].text[:200], refs(shop, found))
        if found
        else NotFound(_searched(shop), ("not responsible after dispatch",))
    )


def _steps(shop: Shop) -> dict[str, Passage]:
    """First sentence that describes each step; only sentences about orders or delivery count."""
    hits: dict[str, Passage] = {}
    collect, delivery, days = phrases("self-collection"), phrases("delivery"), phrases("working-days")
    for passage in _spoken(shop):
        text = passage.folded
        about = delivery.any(passage.whole) or _DELIVERED_THING.search(passage.whole)
        if not about or _MARKETING.search(text):
            continue
        for name, pattern in _STEPS.items():
            if name not in hits and (pattern.search(text) or (name == "working days" and days.any(text))):
                hits[name] = passage
        if "self-collection" not in hits and collect.any(text):
            hits["self-collection"] = passage
    return hits


def _problems(shop: Shop) -> dict[str, Passage]:
    """Topics with a remedy in the same sentence or under a heading of the topic."""
    hits: dict[str, Passage] = {}
    for passage in passages(p for p in shop.by_role(*ROLES) if not p.capture.step):
        text = passage.folded
        if _DISCLAIMS.search(text) or not _DELIVERED_THING.search(passage.whole) or not for_shoppers(passage):
            continue
        if not (stands(text) and for_buyers_here(shop, passage)):
            continue
        if not (_REMEDY.search(text) or any(d.high_days <= 60 for d in find_durations(text))):
            continue
        for name, pattern in _TOPICS.items():
            if name not in hits and pattern.search(passage.whole) and _REMEDY.search(passage.whole):
                hits[name] = passage
    return hits


def _refuses_all(passage: Passage) -> bool:
    """Only loss or damage on the way, refused without exception; a general liability clause is not it."""
    text = passage.folded
    if not (_DISCLAIMS.search(text) and _DELIVERED_THING.search(text) and _AFTER_DISPATCH.search(text)):
        return False
    excepted = re.search(
        r"\b(unless|except|however|but|incorrect address|wrong address|address (you|provided|given))\b", text
    )
    return not excepted


def _following(pattern: re.Pattern[str]) -> Callable[[Passage], bool]:
    return lambda passage: stands(passage.folded) and not unfilled(passage.text) and _tracks(pattern, passage.folded)


_ASKS_WHERE = re.compile(
    r"\bwhere(?:'s| is| are)\b[^?]{0,30}\b(?:my|the|it|they|things|stuff|order|parcel|package|goods)\b|\b(?:see|"
    r"know|check|tell)"
    r"\b[^?]{0,16}\bwhere\b|\b(?:track|follow|trace)\w*\b|在哪里|在哪裡|到哪|查询|查詢|\bdi mana\b|\bjejak"
)
_MEANS = re.compile(
    r"\b(?:links?|pages?|buttons?|sms|text message|app|number|code|map|e-?mail|my orders|portal|whats ?app)\b|链接|"
    r"鏈接|連結|短信|"
    r"簡訊|单号|單號|\bpautan\b|\bnombor\b|\bresi\b"
)
_CONTACTS_ONLY = re.compile(r"\b(?:ask|call|ring|contact|message|write to|e-?mail|whats ?app) us\b")


def _answers_where(passage: Passage) -> bool:
    """What answers the question where an order is, and names a means to see it."""
    heads, text = answered(passage.page.reading, passage.block), passage.folded
    if level_of(passage.block) or not any(_ASKS_WHERE.search(h) for h in heads) or not stands(text):
        return False
    return bool(_MEANS.search(text)) and not (_CONTACTS_ONLY.search(text) or re.match(r"^\W*(?:no|not)\b", text))


def _tracks(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.search(text)
    return found is not None and not _NOT_TRACKING.search(text) and not _untracked(text, found)


def _untracked(text: str, found: re.Match[str]) -> bool:
    """The clause says that there is none: "no tracking number is given"."""
    before = re.split(r"[.;:!?,()，。；]|\b(?:but|and then)\b", text[: found.start()])[-1]
    return _NONE.search(before) is not None or _NOT_GIVEN.match(text[found.end() :]) is not None


_NONE = re.compile(
    r"\b(?:no|not|without|cannot|never|nor|neither|unable to|tiada|tanpa|tidak)\b(?!\W*(?:only|just|later|matter|"
    r"need|problem|"
    r"worries|wait))|n't\b|[没沒][有]?|无法|無法|不(?:提供|支持|能|含)"
)
_NOT_GIVEN = re.compile(
    r"^(?: \w+){0,2} (?:is|are|will be|can be) (?:not|never|unavailable)\b|^(?: \w+){0,2} (?:cannot|isn't|aren't)\b"
)


def _spoken(shop: Shop) -> Iterator[Passage]:
    yield from (p for p in passages(_pages(shop)) if for_shoppers(p) and for_buyers_here(shop, p))


def _pages(shop: Shop) -> Iterator[Page]:
    order = {role: number for number, role in enumerate(ROLES)}
    pages = [p for p in shop.crawled if p.role in order]
    yield from sorted(pages, key=lambda p: order[p.role])


def _searched(shop: Shop) -> tuple[EvidenceRef, ...]:
    return shop.refs(_pages(shop))
