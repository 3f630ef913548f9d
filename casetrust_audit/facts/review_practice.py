"""How the shop handles reviews: checks, rewards, and whether poor ones can appear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.reviews import listed_ratings
from casetrust_audit.facts.sentences import HEADINGS, Passage, by_url, first, passages, refs, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.shown_reviews import shown
from casetrust_audit.facts.standing import stands
from casetrust_audit.facts.structured import products
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

ROLES = ("product", "reviews", "faq", "terms", "about", "home", "other", "complaint", "contact", "cart", "account")
_STATEMENT = re.compile(
    r"\breviews?\b.{0,120}\b(collected|come|comes|written|submitted|invited|"
    r"checked|verified|moderated|authenticated|accepted|"
    r"published) .{0,80}\b(purchas\w*|customers? who|buyers? who|bought|order(s|ed)?|verified (customers|buyers))\b|"
    r"\bonly (customers|buyers|people|shoppers) who (have |has )?(bought|purchased|ordered)\b.{0,60}\breview|"
    r"\bverified\b.{0,60}\b(means|shows|indicates)\b|\bhow (we|reviews are) (check|verif|collect|moderat)\w*\b|"
    r"\bwe (do not|don't|cannot) (check|verify)\b.{0,60}\b(reviews?|reviewers|bought|purchased|customers)\b|"
    r"只有[^。]{0,10}(?:购买|購買|买过|買過|下单|下單)[^。]{0,16}(?:评价|評價|评论|評論)|(?:核对|核實|核实|查核|"
    r"验证|驗證)[^。]{0,12}(?:订单|訂單|评价|評價|评论|評論)|"
    r"\bhanya (?:pelanggan|pembeli) yang (?:telah |sudah )?(?:membeli|beli)\b[^.]{0,40}\b(?:ulasan|menulis|"
    r"mengulas)|\bonly with (?:this|the|that) link\b|\b(check|"
    r"verify|match|compar|hold)\w* (the [\w' -]{1,30} of )?(every|each|all|the) reviews?\b"
)
_BY_ORDER = re.compile(
    r"\b(?:reviews?|reviewing|ratings?|comments?|reviewers?)\b.{0,80}\b(?:order|receipt|invoice|purchase) (?:number|"
    r"no|id|code|"
    r"reference)\b|\b(?:order|receipt|invoice) (?:number|no|id|code)\b.{0,80}\b(?:to|before|can|may|for (?:a|your|"
    r"the)) ?"
    r"(?:write|leave|post|give)? ?(?:a |your |the )?reviews?\b|"
    r"\b(?:reviews?|reviewers?|rate|comment)\b.{0,80}\b(?:without|no) (?:a |an |any )?(?:matching |proven |"
    r"confirmed )?(?:purchase|"
    r"order)\b|\breview (?:box|form|link)\b.{0,60}\b(?:opens?|appears?|is (?:sent|open|shown))\b.{0,40}\b(?:bought|"
    r"purchas\w*|"
    r"order\w*|deliver\w*|buyers?)\b|"
    r"(?:评价|評價|评论|評論)[^。]{0,16}(?:订单号|訂單號|訂單編號|订单编号|购买记录|購買記錄|凭订单|憑訂單|已购|已購)|"
    r"\bulasan\b[^.]{0,60}\b(?:nombor pesanan|pembeli (?:yang )?(?:di)?sahkan|pembelian (?:yang )?(?:di)?sahkan|"
    r"telah membeli|"
    r"sudah membeli)\b"
)
"""A review that goes with an order is one of a buyer."""
_MODERATION = re.compile(
    r"\breviews?\b.{0,100}\b(moderat\w*|remov\w*|reject\w*|publish(ed)? (all|every|both|whether)|policy|guidelines)\b|"
    r"\b(moderat\w*|publish|remove)\b.{0,60}\breviews?\b"
)
_SUPPRESSED = re.compile(
    r"\b(only|just)\b.{0,30}\b([45]|four|five)[- ]?(star)?s?( (and|&|or) (above|"
    r"up|higher|[45]|five)[- ]?(stars?)?)?\b.{0,30}\breviews?\b|"
    r"\b(remove|delete|hide|do not (publish|show|display)|don't (publish|show|"
    r"display)|not (published|shown|displayed))\b.{0,30}"
    r"\b(negative|bad|poor|low|critical|unfavou?rable|[123][- ]star)\b.{0,30}\breviews?\b|"
    r"\b(negative|bad|poor|low|[123][- ]star)\b.{0,20}\breviews?\b.{0,30}\b(removed|"
    r"deleted|hidden|not (published|shown|displayed))\b|"
    r"\bonly (?:the )?(positive|good|favou?rable|nice|kind|happy|best|praising|flattering) (reviews|ratings|"
    r"feedback|comments|"
    r"opinions|voices|words|remarks|testimonials)\b|"
    r"\b(remove|delete|hide|hold back|filter out|reject|withhold|suppress|bury|do not (publish|show|display)|take "
    r"down)\w*\b"
    r".{0,20}\b(reviews?|comments?|feedback|ratings?|remarks?)\b.{0,12}\b(that|which|who|if they|"
    r"where)\b.{0,30}\b(upset|hurts?|harms?|"
    r"criticis\w+|criticiz\w+|complain\w*|unhappy|dissatisf\w+|displeas\w+|unkind|(do not|don't) like|bad light|"
    r"negative|low|"
    r"damag\w+ (our|the) (name|reputation|brand|sales))\b|"
    r"\b(reviews?|feedback|ratings?|comments?)\b.{0,12}\b(below|under|of less than|of fewer than|lower than|with|"
    r"of) ([1234]|one|two|"
    r"three|four)( ?(stars?|★))?(?: or (less|fewer|lower))?.{0,60}\b(not|never|rarely|seldom)\b.{0,12}\b(approved|"
    r"published|shown|"
    r"released|displayed|posted|accepted)\b|"
    r"(?:差|不满意|不滿意|低分|负面|負面|[一二三]星)(?:及以下)?的?(?:评价|評價|评论|評論)[^。]{0,24}(?:删除|刪除|"
    r"隐藏|隱藏|屏蔽|不予|不显示|不顯示|"
    r"改为好评|改為好評|修改为好评)|"
    r"\b(publish|show|display|post|keep|feature|approve|list|appear|shown|published)\b.{0,20}\b(only|just)\b.{0,30}"
    r"\breviews?\b.{0,20}\b([345]|three|four|five)[- ]stars?\b|"
    r"\b(only|just)\b.{0,30}\breviews?\b.{0,30}\b(of|with|from|above|over)\b.{0,12}\b([345]|three|four|five)\b|"
    r"\breviews?\b.{0,40}\b(below|under|less than|fewer than|lower than)\b.{0,12}\b([2345]|two|three|four|five)\b"
    r".{0,40}\b(not (published|shown|displayed|appear)|removed|deleted|hidden|held back|rejected)\b|"
    r"\b(only|just)\b.{0,20}\b(reviews?|feedback|ratings?|comments?|testimonials?)\b.{0,30}\b([345]|three|four|"
    r"five)[- ]stars?\b|"
    r"\b(reviews?|feedback|ratings?|comments?)\b.{0,12}\b(below|under|of less than|of fewer than|lower than) ([345]|"
    r"three|four|five)\b"
    r".{0,40}\b(do(es)? not|never|will not|are not|is not)\b|"
    r"\b(agrees?|undertakes?|promises?|must|shall|may|are|will|do)\b.{0,16}\b(not|never|refrain)\b.{0,16}\b(to )?(post|"
    r"posting|write|writing|leave|"
    r"leaving|publish|publishing|make|making|share|sharing)\b.{0,24}\b(negative|bad|poor|critical|unfavou?rable|"
    r"disparaging|adverse)\b"
    r".{0,12}\b(reviews?|comments?|remarks?|ratings?|feedback|statements?)\b|"
    r"只(显示|展示|发布|保留|公开)(好评|五星|四星)|只(顯示|展示|發布|保留|公開)(好評|五星|四星)|"
    r"(差评|中差评|负评|差評|負評).{0,10}(删除|隐藏|屏蔽|不予?(显示|展示|发布|公开)|刪除|隱藏|屏蔽|不予?(顯示|展示|"
    r"發布|公開))|"
    r"(删除|屏蔽|刪除)(差|负|負)[评評]|"
    r"\b(ulasan|komen) (negatif|buruk)\b.{0,20}\b(dipadam|dibuang|disembunyikan|tidak (akan )?(dipaparkan|diterbitkan))"
)
_NEVER = re.compile(
    r"\b(never|do not|don't|will not|won't) ((remove|delete|hide|edit|suppress|censor|filter)|"
    r"(publish|show|display|keep|feature|pick|select) (only|just))\b"
)
_REWARD = re.compile(
    r"\b(get|receive|earn|enjoy|win|claim|redeem|reward\w*|gift|voucher|discount|"
    r"coupon|cashback|credits?|points|off your next|free)\b|"
    r"[$£€]\s?\d+ off|\d+ ?% off|返现|优惠券|礼券|积分|返現|優惠券|禮券|積分|红包|紅包|\b(?:lucky )?draw\b|"
    r"\bprizes?\b|\bon (?:the house|us)\b|\b(?:hampers?|treats?|freebies?|bonus|complimentary|code|cash)\b|"
    r"(?:s\$|\$|rm|£|€|¥|￥) ?\d|\d+ ?元|[送赠贈返][^。]{0,6}[礼禮品券卡元]|抽[奖獎]|\bmenang\w*\b|"
    r"\bbaucar\b|\bhadiah\b|\bdiskaun\b|\bganjaran\b"
)
_REVIEWING = re.compile(
    r"\b(reviews?|rating|rate us|testimonials?|feedback)\b|\b[45][- ]stars?\b|\bfive[- ]stars?\b|好评|评价|好評|"
    r"評價|\bulasan\b"
)
_ASKING = re.compile(
    r"\b(leav\w+|writ\w+|post\w*|submit\w*|shar\w+|giv\w+|drop\w*|rat(e|ing)|"
    r"for (a|any|your|every|each|an)|in (return|exchange) for|"
    r"show\w*|send|screenshots?|upload\w*|forward|chang\w+|edit\w*|updat\w+|rais\w+|rate|if (?:we|you) (?:like|love|"
    r"enjoy)\w*|when you review|review us|"
    r"review (and|to) (get|earn|receive|win))\b|好评|写评价|好評|寫評價|\b(?:beri|tulis|"
    r"tinggalkan|hantar)\w*\b|\btell us\b|\bwith [45]\b|"
    r"[截晒]图|[领領]|[赠贈送返]|\buntuk (?:ulasan|setiap)\b"
)
_POSITIVE = re.compile(
    r"\b(5|five)[- ]?stars?\b|\b(positive|good|great|glowing|nice|favou?rable|"
    r"happy) (review|rating|feedback|comment)s?\b|五星|好评|好評|\b(?:5|lima) bintang\b|\bulasan (?:positif|baik)\b|"
    r"\blima bintang\b|\bif (?:we|our team|our staff) (?:likes?|loves?|enjoys?|approves?)\b|\b(?:loved|like what) "
    r"(?:it|we)\b|"
    r"\b(?:your|all|the) (?:5|five) stars?\b"
)
_ANY_REVIEW = re.compile(
    r"\b(honest|any (review|rating)|every review|all reviews|whatever|regardless|"
    r"positive or negative|good or bad|labell?ed|"
    r"incentivi[sz]ed|marked as|disclosed?)\b"
)
_FREE_SHIPPING = re.compile(
    r"\b(sugar|gluten|cruelty|bpa|toll|duty|hands)[- ]free\b|\bfree (shipping|delivery|returns?)\b"
)
_LOW_BAR = re.compile(r"^\s*([123]) ?stars?\W*\(?\s*(\d{1,6})(?!\s*%)\)?\s*$|^\s*([123]) ?stars?\W*(\d{1,3}) ?%")


@fact("reviews.verified_badge", Kind.BOOL, "Reviews carry a 'verified buyer' badge.")
def verified_badge(shop: Shop) -> Fact | NotFound:
    verified = phrases("verified-review")
    found = first(
        (p for p in passages(_pages(shop, "product", "reviews", "home"), hidden=False) if len(p.text) < 80),
        lambda p: verified.any(p.text),
    )
    return (
        Known(True, refs(shop, found)) if found else NotFound(_searched(shop), ("verified buyer", "verified purchase"))
    )


@fact("reviews.verification", Kind.TEXT, "The sentence that says whether and how reviews are checked.")
def verification(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), _says_how_checked)
    return (
        Known(found[0].text[:200], refs(shop, found))
        if found
        else NotFound(_searched(shop), ("how reviews are checked",))
    )


def _says_how_checked(passage: Passage) -> bool:
    """A sentence, not the heading or the question over one, and of what is done now."""
    text = passage.folded
    if passage.block.tag in HEADINGS or text.endswith(("?", "？")) or _LATER.search(text):
        return False
    bare = not _WHOLE.search(text) and _NAMED_ONLY.search(text)
    told = _STATEMENT.search(text) is not None or (_BY_ORDER.search(text) is not None and stands(text))
    return told and not bare


_LATER = re.compile(
    r"^\W*(?:soon|shortly|in (?:the )?future|"
    r"from (?:next|20\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b|"
    r"\b(?:plan|intend|hope|are going) to\b|^即将|^即將|\bakan datang\b"
)
_NAMED_ONLY = re.compile(r"^\W*how (?:we|reviews|our reviews)\b")
_WHOLE = re.compile(r"[.!:。]")
"""A title names what a page or a link tells of; it tells nothing itself."""


@fact("reviews.open_form", Kind.BOOL, "Anyone can write a review: a form asks for a name or e-mail, not for an order.")
def open_form(shop: Shop) -> Fact | NotFound:
    for page in _pages(shop, "product", "reviews"):
        for form in page.reading.forms:
            names = fold(" ".join(f"{f.label} {f.name}" for f in form.fields))
            writes = any(f.tag == "textarea" and f.visible for f in form.fields)
            if (
                writes
                and re.search(r"review|rating", names + fold(form.text))
                and not re.search(r"order (no|number|id)", names)
            ):
                return Known(True, (shop.ref(page, form.text[:120], form.selector),))
    return NotFound(shop.refs(_pages(shop, "product", "reviews")), ("review form",))


@fact(
    "reviews.incentives",
    Kind.SUBJECTS,
    "Offers of a reward for reviews.",
    fields={
        "positive_only": FieldType(Kind.BOOL, doc="the reward hangs on five stars or a good review"),
        "neutral": FieldType(Kind.BOOL, doc="it says that any honest review counts, or that such reviews are labelled"),
    },
)
def incentives(shop: Shop) -> Fact | NotFound:
    found: dict[str, Subject] = {}
    for passage in passages(shop.crawled):
        text = passage.folded
        if len(text) > 400 or text in found or not rewards_reviews(text):
            continue
        fields = {
            "positive_only": bool(_POSITIVE.search(text)) and not _ANY_REVIEW.search(text),
            "neutral": bool(_ANY_REVIEW.search(text)),
        }
        found[text] = Subject(passage.text[:120], fields, (passage.ref(shop),))
    if not found:
        return NotFound(_searched(shop), ("reward for a review", "5 stars get"))
    return Known(tuple(found.values()), tuple(s.evidence[0] for s in found.values()))


@fact("reviews.total", Kind.INT, "The largest number of reviews that one product or the shop shows or lists.")
def total(shop: Shop) -> Fact | NotFound:
    best: tuple[int, Page, str] | None = None
    for page in _pages(shop, "product", "reviews", "home"):
        seen = shown(page)
        marked = [n for p in products(page.reading) for n in (p.review_count, p.rating_count) if n]
        number = max([seen.count or 0, len(listed_ratings(page)), *marked])
        if number and (best is None or number > best[0]):
            best = (number, page, seen.quotes[0][0] if seen.quotes else "")
    if best is None:
        return NotFound(_searched(shop), ("reviews", "ratings"))
    return Known(best[0], (shop.ref(best[1], best[2]),))


@fact("reviews.low_seen", Kind.INT, "How many ratings of three stars or fewer can be seen, in lists or histograms.")
def low_seen(shop: Shop) -> Fact | NotFound:
    number, seen_on, looked = 0, list[EvidenceRef](), list[Page]()
    for group in by_url(_pages(shop, "product", "reviews", "home")).values():
        page = group[0]
        single = listed_ratings(page)
        bars = list(_low_bars(page))
        if single or bars:
            looked.append(page)
        low = max(sum(r <= 3 for r in single), sum(bars))
        if low:
            number += low
            seen_on.append(shop.ref(page, title_of(page)))
    if not looked:
        return NotFound(_searched(shop), ("single reviews with their ratings",))
    return Known(number, tuple(seen_on) or shop.refs(looked))


@fact("reviews.moderation", Kind.TEXT, "The sentence that says how reviews are moderated.")
def moderation(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), lambda p: bool(_MODERATION.search(p.folded)) and not _suppresses(p.folded))
    return (
        Known(found[0].text[:200], refs(shop, found))
        if found
        else NotFound(_searched(shop), ("moderation of reviews",))
    )


@fact("reviews.suppression", Kind.TEXT, "The sentence that says only good reviews are shown or poor ones removed.")
def suppression(shop: Shop) -> Fact | NotFound:
    found = first(_spoken(shop), lambda p: _suppresses(p.folded))
    return (
        Known(found[0].text[:200], refs(shop, found))
        if found
        else NotFound(_searched(shop), ("only positive reviews",))
    )


def _suppresses(text: str) -> bool:
    return bool(_SUPPRESSED.search(text)) and not _NEVER.search(text)


_NO_REWARD = re.compile(
    r"\b(?:no|never|not|nor|without|don't|doesn't|cannot|nobody|no[- ]one|none)\b.{0,30}\b(?:reward|pay|paid|"
    r"incentiv|voucher|discount|gift"
    r"|points|credit|compensat)|\b(?:pay|reward|bribe)s? (?:nobody|no[- ]one|none)\b|\bnot for (?:a |any |your "
    r")?(?:reviews?|ratings?|feedback)\b"
)
"""A shop that says it rewards no reviews offers none."""


def rewards_reviews(text: str) -> bool:
    """True where a folded sentence offers something for writing a review."""
    plain = _FREE_SHIPPING.sub(" ", text)
    if _NO_REWARD.search(plain):
        return False
    return bool(_REVIEWING.search(plain) and _REWARD.search(plain) and _ASKING.search(plain) and _trade(plain))


def _trade(text: str) -> bool:
    """The reward and the review belong together: 'a review … and get', 'get … for a review'."""
    reward = (
        r"(get|receive|earn|enjoy|win|claim|redeem|reward\w*|voucher|discount|coupon|"
        r"cashback|credits?|points|gift|\boff\b|draw|prizes?|(?:a|one|your) free (?!shipping|delivery|return)\w+|on "
        r"the house|on us|hampers?|treats?|freebies?|bonus|"
        r"code|cash|"
        r"(?:s\$|\$|rm) ?\d+|menang\w*|[送赠贈返][^。]{0,6}[礼禮品券卡元]|抽[奖獎]|"
        r"baucar|hadiah|diskaun|ganjaran|dapatkan|"
        r"返现|优惠券|礼券|积分|返現|優惠券|禮券|積分|红包|紅包)"
    )
    review = (
        r"(reviews?|ratings?|rate us|testimonials?|feedback|[45][- ]?stars?|five[- ]stars?|好评|评价|好評|評價|"
        r"ulasan|bintang|five stars|review us|changing your review|reviewing)"
    )
    forward = re.search(
        rf"{review}.{{0,50}}(?:\b(?:and|dan|untuk|to|get|gets|receive|for|if|then|we|is|earns?)\b|"
        rf"[&,–—!:;-]).{{0,30}}{reward}",
        text,
    )
    backward = re.search(
        rf"{reward}.{{0,60}}\b(for|untuk|bagi|when you|if you|by|after|in (return|exchange) "
        rf"for)\b.{{0,40}}{review}",
        text,
    )
    direct = re.search(r"([45]|five)[- ]?stars?( reviews?)?( (get|gets|=|earns?))", text) or re.search(
        r"(好[评評]|[评評][价價]).{0,10}([送赠贈返][^。]{0,6}[礼禮品券卡元]|返[现現]|[优優]惠券|[礼禮]券|[积積]分|"
        r"[红紅]包)",
        text,
    )
    return bool(forward or backward or direct)


def _low_bars(page: Page) -> Iterator[int]:
    for block in page.reading.blocks:
        if block.visible and (hit := _LOW_BAR.search(fold(block.text))):
            yield int(hit.group(2) or hit.group(4))


def _pages(shop: Shop, *roles: str) -> tuple[Page, ...]:
    return tuple(p for p in shop.crawled if p.role in roles)


def _spoken(shop: Shop) -> Iterator[Passage]:
    yield from passages(p for p in shop.crawled if p.role in ROLES)


def _searched(shop: Shop) -> tuple[EvidenceRef, ...]:
    return shop.refs(_pages(shop, "product", "reviews", "faq", "terms", "home"))
