"""What a shopper is made to do, or to close, before he can buy."""

from __future__ import annotations

import re

from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Button, Link
from casetrust_audit.text.normalise import fold, normalise

FIRST_VIEWS = 3
PAST_GATE = ("address", "delivery", "payment", "review")
_CLOSE = re.compile(
    r"^[×✕✖x✗]$|\b(close|dismiss|no,? thanks?|no thank you|not now|maybe later|"
    r"accept|agree|reject|decline|allow|ok(ay)?|got it|continue|"
    r"skip|cancel|save|confirm|necessary|understand|yes|no)\b|关闭|接受|同意|tutup"
)
_GATE = re.compile(r"\b(18|21|age|years old|legal drinking|of age|born)\b|年龄")
_UNRELATED = re.compile(
    r"\b(subscribe|sign up|share|follow us|like us|download (the|our) app|install (the|our) app|"
    r"(?:enter|give|leave|provide|submit)(?: us)? your (?:e-?mail|mobile|phone)(?: address| number)?)\b.{0,60}"
    r"\b(to (buy|order|checkout|check out|purchase|(?:see|view|access|enter|unlock|browse) (?:the |our |this |"
    r"today'?s )?(?:prices?|sale|shop|store|site|catalogue|products?|collection|checkout)|"
    r"continue shopping|unlock checkout))\b"
)


_SIGN_IN = (
    r"(?:log(?:ged)?[- ]?in|sign(?:ed)?[- ]?(?:in|up)|register(?:ed)?|creat(?:e|ing) (?:an? |"
    r"your )?(?:\w+ )?account)"
)
_JOINS = r"(?:join(?: \w+)?|become an? (?:\w+ )?member)"
_ACCOUNT = re.compile(
    rf"\b(?:must|need(?:ed)?|have|required?|requires?|please|necessary)\b[^.!?]{{0,30}}\b(?:{_SIGN_IN}|"
    r"(?:an? |your )(?:\w+ )?account|be a member|become a member|join)\b[^.!?]{0,30}\b(?:to|before|in order to|"
    r"for)\b[^.!?]{0,25}"
    r"\b(?:check ?(?:ing )?out|buy(?:ing)?|order(?:ing)?|purchas\w+|continue|proceed|see (?:our |the )?prices?|"
    r"view (?:our |the )?prices?|pay(?:ing)?|shop(?:ping)?|place)\b|"
    rf"\b(?:{_SIGN_IN}|{_JOINS})(?: or {_SIGN_IN})? (?:now |first |today |free |for free )?(?:to|for) "
    r"(?:(?:(?:continue|proceed) to )?check ?out|buy|order|purchase|shop\b|(?:see|view|unlock|get|reveal|access|"
    r"check|know) (?:\w+ ){0,3}(?:prices?|pricing|deals?|sales?|cart|basket|stock|availability)|proceed|"
    r"complete your (?:order|purchase))\b|"
    r"\b(?:accounts?|registration|membership|login) (?:is |are )?(?:required|mandatory|needed|compulsory|necessary|"
    r"obligatory|essential|a must)\b(?! for (?:rewards|points|returns))|"
    r"\bto (?:place|make|complete|buy|order|purchase|check ?out|shop)\b[^.!?]{0,30}\byou (?:will |'?ll )?(?:need|"
    rf"must|have to|are required to)\b[^.!?]{{0,20}}\b(?:{_SIGN_IN}|(?:an? |your )(?:\w+ )?account|member)\b|"
    r"\b(?:only )?(?:members|registered (?:users|customers)|account holders) (?:only )?(?:can|may) (?:only )?(?:buy|"
    r"order|shop|purchase|check ?out)\b|\b(?:members|account holders)[- ]only (?:shop|store|check ?out|prices?)\b|"
    r"(?:请|請)?先?(?:登录|登錄|登入|注册|註冊)[后後]?(?:才能|才可|方可|即可|再|以)?(?:购买|購買|下单|下單|结算|結算|"
    r"结账|結帳|查看价格)"
)
_NO_GUEST = re.compile(
    r"\bno guest check ?out\b|\bguest check ?out (?:is )?(?:not |un|currently (?:not |un))(?:available|allowed|"
    r"offered|supported|possible)\b|\b(?:can ?not|can'?t|do not|don'?t) (?:check ?out|order|buy|shop|"
    r"offer check ?out) (?:as an? guest|without (?:an |your )?(?:account|log\w*|regist\w*|sign\w*))\b"
)
_GUEST = re.compile(r"\bguests?\b|\bwithout (?:an )?account\b|\boptional\b|\bfaster\b|游客|訪客")


def demands_account(text: str) -> bool:
    """True where a folded text says that one needs an account to buy, and names no way without."""
    return bool(_NO_GUEST.search(text)) or (bool(_ACCOUNT.search(text)) and not _GUEST.search(text))


_APP = r"(?:(?:mobile |phone |own )?app(?:lication)?|mini ?programme?)"
_BUY = r"(?:orders?|ordering|buy(?:ing)?|purchas\w+|shop(?:ping)?|check(?:ing)? ?out)"
_UNRELATED_TOO = re.compile(
    rf"\b{_BUY}\b[^.!?]{{0,40}}\b(?:only|exclusively|solely)\b[^.!?]{{0,12}}\b(?:in|via|through|on|by|"
    rf"with)\b[^.!?]{{0,16}}\b{_APP}\b|"
    rf"\b{_BUY}\b[^.!?]{{0,30}}\b(?:in|via|through|on|by|with) (?:our|the) {_APP} (?:only|alone|exclusively)\b|"
    rf"\b{_APP}\b[^.!?]{{0,20}}\bonly (?:place|way|channel|means|spot)\b[^.!?]{{0,30}}\b{_BUY}\b|"
    rf"\bonly (?:place|way|channel|means)\b[^.!?]{{0,20}}\b{_BUY}\b[^.!?]{{0,20}}\b{_APP}\b|"
    rf"\b(?:install|download|get|use)\b[^.!?]{{0,20}}\b{_APP}\b[^.!?]{{0,20}}\b(?:to|before you can|in order to|and "
    rf"then)\b"
    rf"[^.!?]{{0,24}}\b{_BUY}\b|"
    rf"\b(?:to (?:place an order|order|buy|purchase|check ?out|shop)|before (?:you (?:can "
    rf")?)?{_BUY})\b[^.!?]{{0,40}}\b(?:must|need|"
    rf"have|required|please)\b[^.!?]{{0,24}}\b(?:follow|like|share|subscribe|install|download|join|tag|invite|refer)\b|"
    rf"\b{_BUY}\b[^.!?]{{0,24}}\b(?:requires?|needs?)\b[^.!?]{{0,24}}\b(?:subscription|{_APP}|share|follow\w*|"
    rf"referral|invitation)\b|"
    r"(?:下[载載]|安[装裝])[^。！]{0,8}(?:app|应用|應用|软件|軟件)[^。！]{0,8}(?:下[单單]|[购購][买買])|"
    r"[仅僅只](?:能|可|限)?(?:在|通过|"
    r"通過|于|於)[^。！]{0,8}(?:app|小程序)[^。！]{0,8}(?:下[单單]|[购購])|(?:[网網][页頁站])[^。！]{0,4}(?:不支持|"
    r"不能|无法|無法)(?:下[单單]|[购購])|"
    r"\b(?:pembelian|pesanan|tempahan) hanya (?:boleh )?(?:dibuat )?(?:melalui|di|dalam|menerusi) aplikasi\b"
)
_FREELY = re.compile(
    r"\b(?:no need|not (?:need|required|necessary)|without|optional|don't (?:need|have)|do not (?:need|have)|never|"
    r"faster|easier|"
    r"get \d+ ?%|also|or (?:on|in|via) (?:our|this|the) (?:web)?site)\b|[?？]$|无需|無需|不需要|也可|\btidak perlu\b"
)


def demands_unrelated(text: str) -> bool:
    """True where a folded text makes something that is no part of buying a condition of it."""
    return bool(_UNRELATED.search(text)) or bool(_UNRELATED_TOO.search(text) and not _FREELY.search(text))


@fact("buying.account_required", Kind.BOOL, "Nobody can buy without an account.")
def account_required(shop: Shop) -> Fact | NotFound:
    guests = [j for j in shop.journeys if not j.as_member]  # a customer who is logged in has the account already
    through = [j for j in guests if j.reached_end or (j.step_named(*PAST_GATE) and j.end != "login-wall")]
    if through:
        return Known(False, _refs(shop, through))
    walls = [j for j in guests if j.end == "login-wall"]
    if walls:
        refs = _refs(shop, walls)
        return Known(True, refs) if refs else Unknown("the page that asks for a login was not read")
    ends = ", ".join(sorted({j.end for j in guests})) or "no journey was made"
    return Unknown(f"the checkout was not reached ({ends})")


@fact(
    "buying.forced_action",
    Kind.TEXT,
    "Something unrelated that has to be done before buying: installing an app, sharing, subscribing.",
)
def forced_action(shop: Shop) -> Fact | NotFound:
    through = any(j.reached_end for j in shop.journeys)
    apps = [j for j in shop.journeys if j.end == "app-only"]
    if apps and not through and (refs := _refs(shop, apps)):
        return Known("installing an app", refs)
    for page in shop.by_role("product", "cart", "checkout"):
        for block in page.reading.blocks:
            if block.visible and demands_unrelated(fold(block.text)):
                return Known(block.text[:120], (shop.ref(page, block.text, block.selector),))
    return NotFound(
        shop.refs(shop.by_role("product", "cart", "checkout")), ("install the app to buy", "share to buy"), through
    )


@fact("buying.forced_action_told", Kind.TEXT, "A page away from buying says that something unrelated is asked first.")
def forced_action_told(shop: Shop) -> Fact | NotFound:
    looked = shop.by_role("home", "listing", "faq", "terms", "delivery", "about", "contact")
    for page in looked:
        for block in page.reading.blocks:
            for sentence in sentences(normalise(block.text)) if block.visible else ():
                if demands_unrelated(fold(sentence)):
                    return Known(sentence[:120], (shop.ref(page, sentence, block.selector, block.box),))
    return NotFound(shop.refs(looked), ("in the app only", "follow us to order"))


@fact("overlays.most", Kind.INT, "On how many of the first three page views an overlay stood over the page.")
def overlays(shop: Shop) -> Fact | NotFound:
    views = shop.crawled[:FIRST_VIEWS]
    if not views:
        return Unknown("no page was read")
    covered = [p for p in views if _overlay(p)]
    return Known(len(covered), shop.refs(covered or views))


@fact("overlays.unclosable", Kind.TEXT, "An overlay that shows no way to close it.")
def unclosable(shop: Shop) -> Fact | NotFound:
    looked: list[EvidenceRef] = []
    for page in shop.crawled:
        text = _overlay(page)
        looked.append(shop.ref(page))
        if text and not _GATE.search(fold(text)) and not _closes(page):
            return Known(text[:120], (shop.ref(page, text),))
    return NotFound(tuple(looked), ("overlay without a close button",), len(looked) >= FIRST_VIEWS)


def _overlay(page: Page) -> str:
    """Words of a dialog over the page; "" where there is none. A small chat bubble or cookie bar is none."""
    blocks = [b for b in page.reading.blocks if b.area == "dialog" and b.visible and b.text]
    if not blocks:
        return ""
    left, top = min(b.box[0] for b in blocks), min(b.box[1] for b in blocks)
    right, bottom = max(b.box[0] + b.box[2] for b in blocks), max(b.box[1] + b.box[3] for b in blocks)
    width, height = page.reading.viewport
    large = (right - left) * (bottom - top) > 0.05 * width * height
    return " ".join(b.text for b in blocks)[:300] if large else ""


def _closes(page: Page) -> bool:
    pressable: tuple[Button | Link, ...] = (*page.reading.buttons, *page.reading.links)
    return any(i.area == "dialog" and i.visible and (not i.text or _CLOSE.search(fold(i.text))) for i in pressable)


def _refs(shop: Shop, journeys: list[Journey]) -> tuple[EvidenceRef, ...]:
    refs: list[EvidenceRef] = []
    for journey in journeys:
        pages = [p for s in journey.steps if (p := shop.collection.page(s.capture))]
        refs.extend(shop.ref(p, journey.end_detail) for p in pages[-1:])
    return tuple(refs)
