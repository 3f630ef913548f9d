"""When, where and how the shop delivers, as it says before checkout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.outline import answered, level_of
from casetrust_audit.facts.reach import for_buyers_here
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import Passage, first, passages, refs, saying
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.text.durations import find_durations
from casetrust_audit.text.phrases import phrases

NEAR = ("product", "cart", "delivery")
"""Pages at most one click from product and cart: every shop links its delivery page there or in the footer."""
SOMEWHERE = ("home", "faq", "listing", "returns", "contact", "about", "other")
FAR = ("terms",)
LONGEST_DAYS = 120
"""Longer spans beside delivery words are warranty or return periods."""

_DELIVERY = re.compile(
    r"\b(deliver(y|ed|ies|s|ing)?|ship(s|ped|ping|ment)?|arriv(e|es|al|ing)|despatch\w*|dispatch\w*|courier|postage|"
    r"transit|reach(es)? you|(?:is|are|be|it's|get|gets|getting)(?: \w+){0,2} (?:with|to) you|"
    r"(?:at|on|to) your (?:door|doorstep)|hantar|penghantaran|dihantar|versand|lieferung|"
    r"livraison)\b|配送|送货|送貨|发货|發貨|送达|விநியோக"
)
_ONLY_PROCESSING = re.compile(
    r"\b(process(ed|ing)?|handling|prepar(e|ed|ation|ing)|pack(ed|ing)?|dispatch\w*|"
    r"despatch\w*|ships? (out )?(with)?in|"
    r"leaves? (our|the) (warehouse|studio|store))\b|[发發][货貨]|[寄发發]出|出[库庫货貨]|[备備][货貨]"
)
_ARRIVES = re.compile(
    r"\b(deliver(y|ed|ies|s)|arriv\w+|receive|with you|your (?:door|doorstep)|reach(es)?|transit|shipping (time|"
    r"takes)|takes?|(postage|shipping) \(?\d)|"
    r"送[达達抵到货貨上]|[配派]送|[到收][货貨达達]|抵[达達]|[签簽]收"
)
_NOT_DELIVERY = re.compile(
    r"\b(return(s|ed|ing)?|refund(s|ed)?|exchange[sd]?|cancel\w*|warranty|guarantee|claim|report|notify|feedback|"
    r"complain\w*|stor(e|age) for|shelf life|best before|valid|cookies?|retain\w*|of (receipt|delivery)|after delivery|"
    r"from (the )?(date of )?(delivery|receipt))\b|"
    r"退[货貨款换換还還]|[换換][货貨]|保修|质保|保固|[签簽]收(?:后|後|之日)|收到?[货貨商](?:[品物])?(?:后|後|之日)|"
    r"[发發]票|增票|保[质質]期"
)
_NOT_ARRIVED = re.compile(
    r"\b(?:deliver(?:y|ies)|attempts?)\b[^.;]{0,24}\b(?:fail(?:s|ed|ure)?|unsuccessful|not (?:be )?(?:possible|"
    r"successful|made|completed))\b|\bfailed (?:first )?(?:deliver|attempt)\w*|\b(?:nobody|no[- ]?one) "
    r"(?:is|was|will be) (?:at )?(?:home|in|there|present|available)\b|"
    r"\b(?:if|when|where) you(?:'re| are| were) (?:out|away|not (?:at )?(?:home|in))\b|"
    r"\bre-?(?:deliver|attempt|schedul)\w*|\b(?:second|third|further|another|next) (?:deliver\w* )?attempts?\b|"
    r"\btr(?:y|ies|ied) again\b|\b(?:un|non)-?(?:delivered|deliverable|collected|claimed)\b|"
    r"\b(?:held|kept|stored) (?:at|by|in|for)\b|\b(?:has|have|is|are|was|were|does|do|did)(?: not|n't) "
    r"(?:yet |been |yet been )?(?:arriv|deliver|reach|show|turn|receiv)\w*|\blost (?:in|parcel|package|item)|"
    r"\bmissing (?:parcel|package|order|item)|\bdelay(?:s|ed)\b|"
    r"\bchang\w* (?:of )?(?:the |your |a |an )?(?:delivery |shipping )?address|"
    r"派送失败|派送失敗|再次派送|无人|無人|未收到|延误|延誤"
)
"""What becomes of goods that did not arrive, and what else is done about a delivery, takes its own time."""
_MONEY_ARRIVES = re.compile(
    r"\b(?:transfers?|payments?|funds|cheques?|deposits?|money)\b[^.;,]{0,40}\b(?:clears?|cleared|arrives?|"
    r"reach(?:es)?|"
    r"takes?|credited|process(?:ed)?|received|shows?)\b|[汇匯]款|[转轉][账帳帐]|到[账帳帐]|付款|入[账帳帐]|款[项項到]"
)
"""How long money is under way."""
_GOODS = re.compile(
    r"\b(?:deliver\w*|ship\w*|dispatch\w*|parcels?|packages?|orders?|goods|items?|products?)\b|"
    r"[发發送到收][货貨]|[配派]送|送[达達]"
)
_CLAUSES = re.compile(r"[,;:()，；：（）]|\b(?:but|although|though|however|except)\b")
_CONDITION = re.compile(r"\W*(?:if|when|where|should|in case|once|unless|after)\b|\W*(?:如|若|当|當)")
MANY_CLAUSES = 4
_HOW_OFTEN = re.compile(
    r"\b(?:twice|(?:\d+|two|three|four|five|many|several) times|on \w+ occasions)\b|[\d一两兩二三几幾多] ?次"
)
_ON_TOP = re.compile(r"\b(?:additional|extra|further|another|more)(?: (?:of|up to|a|about|some))* ?$")
"""What comes on top of a time is no time by itself."""
_DATED = re.compile(
    r"\b(same[- ]day|next[- ](working |business )?day|today|tomorrow|overnight|"
    r"instant(ly)?|every (mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"the (?:very )?(?:day after|same day|(?:next|following) (?:working |business )?day|(?:same|next|following) "
    r"(?:morning|afternoon|evening)))\b"
    r"|当日|次日|隔日|即日"
)
_VAGUE = re.compile(
    r"\b(as soon as possible|asap|shortly|promptly|without (undue )?delay|fast (and reliable )?(delivery|shipping)|"
    r"quick(ly)? (delivery|deliver|shipping)|soonest)\b|尽快|盡快"
)
_LEAVES = re.compile(
    r"\b(?:ships?|shipped|dispatch(?:ed|es)?|despatch(?:ed|es)?) (?:out )?(?:with)?in\b|"
    r"内[^。,，]{0,8}(?:[发發][货貨]|[寄发發]出)(?![^。]{0,20}(?:送[达達到]|[到收][货貨]))"
)
"""Tells when goods leave, not when they arrive."""
_AREAS = {
    "islandwide": re.compile(
        r"\bisland ?-?wide\b|\b(across|throughout|anywhere in|all over|within|in|"
        r"to) (mainland )?singapore\b|全岛|新加坡"
    ),
    "Singapore only": re.compile(
        r"\bsingapore (only|addresses|delivery|orders)\b|\blocal (delivery|orders|shipping)\b"
    ),
    "excluded areas": re.compile(
        r"\b(sentosa|jurong island|tuas|restricted areas?|not deliver to|po box(es)?|except)\b"
    ),
    "overseas": re.compile(
        r"\b(overseas|international(ly)?|worldwide|world-wide|global(ly)?|malaysia|海外|国际)\b|海外|国际"
    ),
    "United Kingdom": re.compile(
        r"\b(uk|united kingdom|great britain|england|scotland|northern ireland|uk mainland)\b"
    ),
    "Europe": re.compile(
        r"\b(eu|europe(an union)?|germany|france|netherlands|ireland|spain|italy|austria|belgium|deutschland)\b"
    ),
    "United States": re.compile(r"\b(usa|u\.s\.|united states|contiguous states|us orders)\b"),
}
_METHODS = {
    "courier": re.compile(
        r"\b(couriers?|ninja ?van|j&t|singpost|speedpost|smartpac|qxpress|lalamove|grabexpress|gogox|dhl|fedex|ups|dpd|"
        r"evri|hermes|gls|aramex|royal mail|parcelforce|registered (post|mail)|uparcel|pickupp|janio)\b|快递"
    ),
    "standard delivery": re.compile(
        r"\b(standard|normal|regular|economy|local|home|doorstep|free|flat[- ]rate) (home )?(delivery|"
        r"shipping|postage)\b|"
        r"\bby (post|mail|van|truck|our own)\b|\bdeliver(ed)? to your (door|doorstep|home|address)\b|送货上门"
    ),
    "express delivery": re.compile(
        r"\b(express|priority|same[- ]day|next[- ]day|urgent|tracked)\b.{0,20}\b(delivery|shipping|post)?\b"
    ),
    "digital delivery": re.compile(
        r"\b(deliver(ed|y|ies)? (\w+ )?by e-?mail|(vouchers?|tickets?|licen[cs]e( key)?s?|codes?|e-?books?|files?|gift "
        r"cards?)\b[^.;]{0,40}\bby e-?mail|download|e-?ticket|e-?voucher|digital delivery)\b"
    ),
}
_DIGITAL = re.compile(
    r"\bno physical (product|item|good)s?\b|\b(digital|instant) downloads?( only)?\b|"
    r"\bdigital (product|item|file|good)s? only\b|"
    r"\be-?tickets?\b.{0,30}\b(e-?mail|download|print)|\bdownload (link|immediately|instantly)\b"
)


@fact("delivery.digital_only", Kind.BOOL, "The shop sells downloads, tickets or vouchers and delivers nothing by hand.")
def digital_only(shop: Shop) -> Fact | NotFound:
    pages = shop.by_role("product")
    if not pages:
        return Unknown("no product page was read")
    digital = [first(passages([p], hidden=False), lambda s: bool(_DIGITAL.search(s.folded)), 1) for p in pages]
    physical = first(_spoken(shop, NEAR + SOMEWHERE), _physical, 1)
    said = [found[0] for found in digital if found]
    if said and len(said) * 2 > len(pages) and not physical:
        return Known(True, refs(shop, said))
    return Known(False, refs(shop, physical) or shop.refs(pages[:1]))


@fact("delivery.time", Kind.TEXT, "The sentence that says how long delivery takes.")
def delivery_time(shop: Shop) -> Fact | NotFound:
    for roles in (NEAR, SOMEWHERE, FAR):
        if found := first(_spoken(shop, roles), is_delivery_time):
            return Known(found[0].text[:200], refs(shop, found))
    return NotFound(_searched(shop), ("delivery", "shipping", "days"))


@fact(
    "delivery.time_place",
    Kind.CHOICE,
    "Where the delivery time stands: near the product (product, cart or delivery "
    "page), elsewhere, or only in the terms.",
    choices=("near", "elsewhere", "terms"),
)
def delivery_time_place(shop: Shop) -> Fact | NotFound:
    for place, roles in (("near", NEAR), ("elsewhere", SOMEWHERE), ("terms", FAR)):
        if found := first(_spoken(shop, roles), is_delivery_time):
            return Known(place, refs(shop, found))
    return NotFound(_searched(shop), ("delivery", "shipping", "days"))


@fact(
    "delivery.vague_time",
    Kind.TEXT,
    "A delivery time that leaves the day open: 'as soon as possible', or only when goods leave: 'ships in two days'.",
)
def vague_time(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop, NEAR + SOMEWHERE + FAR), _is_vague)
    return (
        Known(found[0].text[:200], refs(shop, found)) if found else NotFound(_searched(shop), ("as soon as possible",))
    )


@fact("delivery.areas", Kind.WORDS, "Where the shop says it delivers.")
def areas(shop: Shop) -> Fact | NotFound:
    return _named(shop, {name: saying(pattern) for name, pattern in _AREAS.items()})


@fact("delivery.methods", Kind.WORDS, "How the shop says it delivers.")
def methods(shop: Shop) -> Fact | NotFound:
    collection = phrases("self-collection")
    ways = {name: saying(pattern) for name, pattern in _METHODS.items()}
    return _named(shop, ways | {"self-collection": lambda p: collection.any(p.text)})


def is_delivery_time(passage: Passage) -> bool:
    """True where the sentence says when goods arrive; processing time alone is not that."""
    text = _of_arrival(passage.folded)
    if not text or not stands(passage.folded) or _NOT_DELIVERY.search(passage.folded):
        return False
    if not (_about(passage) or _answers_when(passage)):
        return False
    if _ONLY_PROCESSING.search(text) and not _ARRIVES.search(text):
        return False
    if _DATED.search(text) and _DELIVERY.search(text):
        return True
    return any(
        d.high_days <= LONGEST_DAYS and not _ON_TOP.search(text[: d.start]) and _is_told_of(text, d.start)
        for d in find_durations(text)
    )


def _is_told_of(text: str, place: int) -> bool:
    """Whether the time at `place` is the delivery's. A long sentence speaks of much: there its clause has to name the
    goods' way, or follow one that does. Within what time something happens how often is no delivery time."""
    cuts = [0, *(m.end() for m in _CLAUSES.finditer(text)), len(text)]
    at = max(n for n, cut in enumerate(cuts[:-1]) if cut <= place)
    own = text[cuts[at] : cuts[at + 1]]
    if _HOW_OFTEN.search(own):
        return False
    near = text[cuts[max(0, at - 1)] : cuts[at + 1]]
    return len(cuts) - 1 <= MANY_CLAUSES or bool(_DELIVERY.search(near) or _ARRIVES.search(near))


_ASKS_WHEN = re.compile(
    r"^\W*(?:and )?(?:how (?:fast|soon|long|quick\w*)|when|by when)\b|\b(?:how (?:fast|soon|long)|when) (?:will|do|"
    r"does|can|is|"
    r"are)\b|^\W*(?:(?:lead|transit|working|business|delivery|shipping|estimated) )?(?:times?|days|timing|"
    r"duration)\W*$|"
    r"时效|時效|多久|几天|幾天|何时|何時|送达时间|送達時間|\bberapa (?:lama|hari)\b|\bbila\b|\btempoh\b|\bestimasi\b"
)
"""A question, a heading or the head of a row that asks when goods arrive, on a page about delivery."""


def _answers_when(passage: Passage) -> bool:
    reading = passage.page.reading
    if passage.page.role != "delivery" or level_of(passage.block):
        return False
    return any(_ASKS_WHEN.search(head) for head in answered(reading, passage.block))


@fact(
    "delivery.time_hinted",
    Kind.TEXT,
    "A sentence about delivery that holds a length of time or a day, of whatever it may be.",
)
def time_hinted(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop, NEAR + SOMEWHERE + FAR), _hints_at_time)
    return Known(found[0].text[:200], refs(shop, found)) if found else NotFound(_searched(shop), ("days", "tomorrow"))


def _hints_at_time(passage: Passage) -> bool:
    """Weaker than a statement, and so no more than a reason to look: any time on a delivery page."""
    text = passage.folded
    if not (_about(passage) or passage.page.role == "delivery") or _NOT_DELIVERY.search(text) or not stands(text):
        return False
    timed = bool(find_durations(text)) or _DATED.search(text) is not None
    return timed or (passage.page.role == "delivery" and _TIME_WORD.search(text) is not None)


_TIME_WORD = re.compile(
    r"\b(?:(?:working|business|calendar) days|weekdays|tomorrow|overnight|(?:the )?(?:day|morning|evening) after|"
    r"\d+ ?[-–] ?\d+ "
    r"(?:days|hours)|sameday)\b|[次隔当當即]日[达達送]|[天日]内?[到送]|\b(?:hari|jam) (?:bekerja|kerja)\b|\besok\b|"
    r"\bkeesokan\b"
)


def _of_arrival(text: str) -> str:
    """A folded sentence without its clauses on goods that did not arrive, and on money to come; "" where goods
    that did not arrive are its condition."""
    if not _NOT_ARRIVED.search(text) and not _MONEY_ARRIVES.search(text):
        return text
    kept = []
    for clause in _CLAUSES.split(text):
        if _NOT_ARRIVED.search(clause):
            if _CONDITION.match(clause):
                return ""
        elif not _MONEY_ARRIVES.search(clause) or _GOODS.search(clause):
            kept.append(clause)
    return " , ".join(kept).strip(" ,")


def _is_vague(passage: Passage) -> bool:
    leaves = _LEAVES.search(passage.folded) and find_durations(passage.folded)
    return bool((_VAGUE.search(passage.folded) or leaves) and _about(passage))


def about_delivery(text: str) -> bool:
    """True where a folded text speaks of delivery."""
    return bool(_DELIVERY.search(text)) or phrases("delivery").any(text)


def _about(passage: Passage) -> bool:
    return about_delivery(passage.whole)


def _physical(passage: Passage) -> bool:
    return bool(
        re.search(
            r"\b(deliver|ship)\w*\b.{0,60}\b(working days|business days|islandwide|address|courier)\b", passage.folded
        )
    )


def _named(shop: Shop, ways: Mapping[str, Callable[[Passage], bool]]) -> Fact | NotFound:
    hits: dict[str, Passage] = {}
    for passage in _spoken(shop, NEAR + SOMEWHERE + FAR):
        if not _about(passage):
            continue
        for name, matches in ways.items():
            if name not in hits and matches(passage):
                hits[name] = passage
    if not hits:
        return NotFound(_searched(shop), tuple(ways))
    return Known(tuple(hits), refs(shop, hits.values()))


def _spoken(shop: Shop, roles: tuple[str, ...]) -> Iterator[Passage]:
    yield from (p for p in passages(_pages(shop, roles)) if for_shoppers(p) and for_buyers_here(shop, p))


def _pages(shop: Shop, roles: tuple[str, ...]) -> Iterator[Page]:
    """Pages of the roles, in the order of the roles, each address once, and the cart with an item in it as well.

    Steps of the checkout do not count.
    """
    seen: set[tuple[str, str]] = set()
    for role in roles:
        for page in shop.by_role(role):
            key = (page.url, page.capture.step if role == "cart" else "")
            if key not in seen:
                seen.add(key)
                yield page


def _searched(shop: Shop) -> tuple[EvidenceRef, ...]:
    return shop.refs(_pages(shop, NEAR + SOMEWHERE + FAR))
