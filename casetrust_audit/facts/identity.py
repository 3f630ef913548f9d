"""Who runs the shop: the legal name and the registration number (UEN) it displays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casetrust_audit.facts.audience import of_another
from casetrust_audit.facts.locality import OWN_ROLES
from casetrust_audit.facts.passages import BODY, FRAME, Passage, passages, per_shop, seen_again, sightings
from casetrust_audit.facts.policies import clicks, searched, stated
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.registration import find_gst_numbers, find_legal_names, find_uens

NAME_WORDS = ("Pte. Ltd.", "LLP", "Limited", "UEN", "©")
UEN_WORDS = ("UEN", "Co. Reg. No.", "ROC", "ACRA")

_VENDOR_BEFORE = re.compile(
    r"\b(?:powered|theme|template|design(?:ed)?|develop(?:ed|ment)|website|web ?site|site|built|hosted|created|"
    r"maintained|software|"
    r"platform|e-?commerce|solutions?|marketing|photography)(?: \w+){0,3}? by:?$|\b(?:such as|including|via|"
    r"through|using|with)(?: \w+)?$"
)
_VENDOR_NAME = re.compile(
    r"^(?:\w+ )?(?:theme|template|design|development|website|site|platform|software|hosting|shop|store|e-?commerce|"
    r"marketing) by\b"
)
_RELATION_BEFORE = re.compile(
    r"\b(?:subsidiary|member|part|partner|licensee|distributor|affiliate|trademarks?) of(?: the)?$"
)
_OTHERS_HEADING = re.compile(
    r"\b(?:brands?|labels we carry|makers|partners?|suppliers?|sponsors?|stockists?|manufacturers?|distributors?|"
    r"clients?|"
    r"as (?:seen|featured) (?:in|on)|featured|trusted by|payments?(?: methods?)?|couriers?|shipped (?:by|with)|"
    r"marketplaces?)\b|品牌|合作伙伴|合作夥伴|供应商|供應商|赞助"
)
"""Headings under which firms stand that are not the shop's own."""
_VENDORS = re.compile(
    r"^(?:shopify|wix|automattic|woocommerce|bigcommerce|squarespace|google|meta platforms|facebook|instagram|"
    r"whatsapp|paypal|stripe|"
    r"adyen|ninja ?(?:van|logistics)|singapore post|singpost|lalamove|j&t|grab|atome|apple|amazon|visa|mastercard|"
    r"hitpay|2c2p|intuit|"
    r"mailchimp|the rocket science|klaviyo|hotjar|tiktok|bytedance|dhl|fedex|ups\b|qxpress|microsoft|shopline|"
    r"easystore|hoolah|yotpo|"
    r"judge\.?me|cloudflare|dbs|ocbc|uob|network for electronic|salesforce|zendesk|adobe|automattic|omise|razer|"
    r"shopee|lazada|x corp)"
)
_SELF_BEFORE = re.compile(
    r"(?:\bwe are|\b(?:operated|owned|run|managed|provided|offered|sold) (?:and \w+ )?by|\bregistered(?: name|"
    r" company)?(?: is)?:?|"
    r"\blegal (?:name|entity)(?: is)?:?|\bcompany(?: name)?(?: is)?:?|\btrading name of|\bdivision of|\bbrand of|"
    r"\bbelongs to|©|\(c\)|"
    r"\bcopyright|\bbetween you and|\bentity(?: is)?:?|\bseller(?: is)?:?|\bmerchant(?: is)?:?|"
    r"\bbusiness name(?: is)?:?|\bcontract with|"
    r"\bterms of|\bpolicy of|\b(?:web)?site of|\bstore of|\bshop of|\bmeans|\brefers? to)[\s\"'“0-9–-]*(?:the)?$"
)
_SELF_AFTER = re.compile(
    r"^[\s,;]*(?:[\"'“(\[]*(?:uen|co\.?(?:mpany)? reg|reg(?:istration|n)?\.? ?no|roc\b|acra|company no|"
    r"registered in|incorporated)|[(\[]*(?:hereinafter |collectively )?(?:referred to as |the )?[\"'“]*"
    r"(?:we|us|our|company|the company|seller)[\"'”,)]|"
    r"trading as|t/a\b|d/?b/?a\b|operat|owns|is (?:the |a )?(?:operator|owner|company|registered|incorporated)|\(|"
    r"$|[.|•·])"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s0-9©,–-]*(?:copyright )?[\s0-9,–-]*(?:by )?(?P<name>[^|•·]{2,60}?)"
    r"(?=\s*(?:[|•·]|\.? all rights|\.? powered|[0-9]{4}|\.$|$))",
    re.I,
)
_RUN_BY = re.compile(
    r"\b(?:(?:[Oo]perated|[Oo]wned|[Rr]un|[Mm]anaged) (?:and \w+ )?by|(?:(?:[Ss]ole|[Bb]usiness) )?(?:[Pp]roprietor|"
    r"[Oo]wner)(?:ship)?\s*(?:is|[:：])|"
    r"(?:a )?trading name of|[Dd]ikendalikan oleh|[Pp]emilik\s*[:：]?)\s*(?:the )?(?P<name>[A-Z][\w&'’-]*(?: "
    r"[A-Z&][\w&'’-]*){0,5})"
    r"|(?:经营者|經營者|店主|负责人|負責人)\s*[:：]\s*(?P<han>[\u3400-\u9fff]{2,10})"
)
"""Who runs the shop, told without a legal form: it may be a person, or a firm that leaves its form out."""
_NO_NAME = re.compile(r"^(?:all rights reserved|copyright|all right reserved|reserved|[\W\d]*)\.?$", re.I)
_BEFORE_UEN = re.compile(
    r"(?P<name>[A-Z][\w&'’. -]{1,60}?)[\s,(|–:-]*(?:\(|UEN|Business Reg|Co\.? Reg|Reg(?:istration|n)?\.? ?No|ROC\b|"
    r"ACRA)",
    re.I,
)
_SPLIT_UEN = re.compile(
    r"\b(?:UEN|ROC|Reg(?:istration|n)?\.?(?: no\.?)?)(?: no\.?)?[ :.#]*((?:[0-9TSR][ -]?){8,9}[A-Z])(?![0-9A-Za-z])",
    re.I,
)
_COMPANY_UEN = re.compile(r"^(?:19|20)[0-9]{7}[A-Z]$")


def firm_key(name: str) -> str:
    """The same firm written in different ways gives one key."""
    plain = re.sub(r"[^\w]+", " ", fold(name)).strip()
    return (
        re.sub(r"\bprivate limited$|\bpte limited$", "pte ltd", plain).replace(" limited", " ltd").removeprefix("the ")
    )


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    page: Page
    evidence: tuple[EvidenceRef, ...]

    @property
    def key(self) -> str:
        return firm_key(self.text)


@dataclass(frozen=True, slots=True)
class Number:
    text: str
    valid: bool
    as_gst: bool
    passage: Passage


@per_shop
def own_passages(shop: Shop) -> tuple[Passage, ...]:
    """Headers and footers of every page, and whole pages where a shop speaks of itself."""
    return tuple(
        p for page in shop.pages for p in passages(shop, [page], (*FRAME, *BODY) if page.role in OWN_ROLES else FRAME)
    )


# names


@per_shop
def legal_names(shop: Shop) -> tuple[Name, ...]:
    """Names of the shop's own firm, distinct, footers first: not the platform's, the courier's or the theme's."""
    found: dict[str, Name] = {}
    for passage in sorted(own_passages(shop), key=lambda p: p.block.area != "footer"):
        for text in find_legal_names(passage.text):
            if is_own_name(passage, text):
                name = Name(text, passage.page, ())
                found.setdefault(name.key, Name(text, passage.page, _name_sightings(shop, passage, text)))
    if not found and (sole := _sole_proprietor(shop)):
        return (sole,)
    return tuple(found.values())


def is_own_name(passage: Passage, name: str) -> bool:
    """True where the text presents the firm as the shop's own."""
    text = passage.text
    start = text.find(name)
    if start < 0 or _VENDORS.match(fold(name)) or _VENDOR_NAME.match(fold(name)):
        return False
    before, after = fold(text[max(0, start - 70) : start]), fold(text[start + len(name) :][:60])
    if _VENDOR_BEFORE.search(before) or _RELATION_BEFORE.search(before) or of_another(fold(text[:start])):
        return False
    if _SELF_BEFORE.search(before):
        return True
    if passage.block.area in FRAME or passage.page.role in ("contact", "complaint"):
        # A row of firms, or one under "Brands" or "Partners", is of those whose goods are sold.
        return not _OTHERS_HEADING.search(fold(passage.section)) and len(find_legal_names(text)) == 1
    return _SELF_AFTER.match(after) is not None


def _name_sightings(shop: Shop, passage: Passage, name: str) -> tuple[EvidenceRef, ...]:
    first = shop.ref(passage.page, passage.text, passage.block.selector, passage.block.box)
    return seen_again(shop, name, first)


def _sole_proprietor(shop: Shop) -> Name | None:
    """A trading name beside the UEN of a business that is not a company: such a firm has no other name."""
    for number in _numbers(shop):
        if not number.valid or _COMPANY_UEN.match(number.text):
            continue
        passage = number.passage
        at = passage.text.upper().find(number.text)
        match = _BEFORE_UEN.search(passage.text[: max(at, 0)])
        text = re.sub(r"^(?:©|copyright|\d{4}|\W)+", "", match["name"], flags=re.I).strip() if match else ""
        text = text or next(iter(_brands(shop)), ("", None))[0]
        if text and not _NO_NAME.match(text):
            return Name(text, passage.page, sightings(shop, passage))
    return None


def _brands(shop: Shop) -> Iterator[tuple[str, Passage]]:
    """Names in copyright lines, without a legal form."""
    for passage in own_passages(shop):
        if passage.block.area not in FRAME:
            continue
        match = _COPYRIGHT.search(passage.text)
        match = match or _RUN_BY.search(normalise(passage.text))
        found = match.groupdict() if match else {}
        name = (found.get("name") or found.get("han") or "").strip(" ,.-–")
        if name and not _NO_NAME.match(name) and not find_legal_names(name) and not _VENDORS.match(fold(name)):
            yield name, passage


@fact(
    "identity.legal_name",
    Kind.TEXT,
    "The legal name of who runs the shop, or the trading name of a sole proprietor with its UEN.",
)
def legal_name(shop: Shop) -> Fact | NotFound:
    return stated(shop, ((n.text, n.evidence) for n in legal_names(shop)[:1]), (), *NAME_WORDS)


@fact(
    "identity.legal_name_clicks", Kind.INT, "Clicks from the home page to the nearest page that shows the legal name."
)
def legal_name_clicks(shop: Shop) -> Fact | NotFound:
    names = legal_names(shop)
    return _nearest(shop, [names[0].text] if names else [], NAME_WORDS)


@fact("identity.names_differ", Kind.TEXT, "Different legal names presented as the shop's own on different pages.")
def names_differ(shop: Shop) -> Fact | NotFound:
    names = legal_names(shop)
    if len(names) < 2:
        return NotFound(searched(shop), NAME_WORDS)
    return Known(" / ".join(n.text for n in names[:4]), tuple(n.evidence[0] for n in names[:4]))


@fact(
    "identity.brand_only",
    Kind.TEXT,
    "A brand in the copyright line where no legal name is shown, and no company number that would prove a company.",
)
def brand_only(shop: Shop) -> Fact | NotFound:
    if legal_names(shop) or any(_COMPANY_UEN.match(n.text) and n.valid for n in _numbers(shop)):
        return NotFound(searched(shop), NAME_WORDS)
    found = ((name, sightings(shop, at)) for name, at in _brands(shop))
    return stated(shop, found, (), *NAME_WORDS)


# registration number


@per_shop
def _numbers(shop: Shop) -> tuple[Number, ...]:
    """Texts of UEN shape that stand where a UEN may stand: labelled, or with the right check letter beside the firm."""
    found: list[Number] = []
    for passage in own_passages(shop):
        text = _closed_up(passage.text)
        gst = find_gst_numbers(text)
        for uen in find_uens(text):
            told = passage.block.area in FRAME or passage.page.role in ("contact", "about", "terms", "privacy")
            if uen.labelled or (uen.valid and told and find_legal_names(text)):
                as_gst = (
                    uen.number in gst and len(re.findall(r"(?i)\buen\b|\bco\.? reg|\broc\b|\bcompany reg", text)) == 0
                )
                found.append(Number(uen.number, uen.valid, as_gst, passage))
    return tuple(found)


def _closed_up(text: str) -> str:
    """The text with a labelled number that is written in groups put together."""
    return _SPLIT_UEN.sub(lambda m: m[0].replace(m[1], re.sub(r"[ -]", "", m[1])), normalise(text))


def _valid(shop: Shop) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for number in _numbers(shop):
        if number.valid:
            found.setdefault(number.text, []).append(number)
    as_uen = {text: those for text, those in found.items() if not all(n.as_gst for n in those)}
    return as_uen or found


@fact("identity.uen", Kind.TEXT, "The one UEN displayed whose check letter is right.")
def uen(shop: Shop) -> Fact | NotFound:
    found = _valid(shop)
    if len(found) != 1:
        return NotFound(searched(shop), UEN_WORDS)
    text, numbers = next(iter(found.items()))
    return Known(text, _number_sightings(shop, numbers))


@fact(
    "identity.uen_doubt",
    Kind.CHOICE,
    "What is doubtful about the registration number: its check letter is wrong, several are shown, or it is named "
    "as a GST number only.",
    choices=("check-letter", "several", "gst-only"),
)
def uen_doubt(shop: Shop) -> Fact | NotFound:
    found = _valid(shop)
    if len(found) > 1:
        return Known("several", tuple(_number_sightings(shop, n)[0] for n in found.values())[:6])
    if found:
        numbers = next(iter(found.values()))
        if all(n.as_gst for n in numbers):
            return Known("gst-only", _number_sightings(shop, numbers))
        return NotFound(searched(shop), UEN_WORDS)
    if wrong := [n for n in _numbers(shop) if not n.valid and not n.as_gst]:
        return Known("check-letter", _number_sightings(shop, [n for n in wrong if n.text == wrong[0].text]))
    return NotFound(searched(shop), UEN_WORDS)


@fact("identity.uen_clicks", Kind.INT, "Clicks from the home page to the nearest page that shows the UEN.")
def uen_clicks(shop: Shop) -> Fact | NotFound:
    found = _valid(shop)
    pages = [n.passage.page for numbers in found.values() for n in numbers]
    return _fewest(shop, pages, UEN_WORDS)


def _number_sightings(shop: Shop, numbers: Iterable[Number]) -> tuple[EvidenceRef, ...]:
    refs: dict[str, EvidenceRef] = {}
    for n in numbers:
        at = n.passage
        refs.setdefault(at.page.capture.session, shop.ref(at.page, at.text, at.block.selector, at.block.box))
    return tuple(refs.values())


def _nearest(shop: Shop, names: list[str], words: tuple[str, ...]) -> Fact | NotFound:
    wanted = [fold(n) for n in names]
    pages = [p.page for p in own_passages(shop) if any(w in p.folded for w in wanted)]
    return _fewest(shop, pages, words)


def _fewest(shop: Shop, pages: list[Page], words: tuple[str, ...]) -> Fact | NotFound:
    if not pages:
        return NotFound(searched(shop), words)
    distinct = {page.url: page for page in pages}
    away = [(n, page) for page in distinct.values() if (n := clicks(shop, page)) is not None]
    if not away:
        return Unknown("no path of links from the home page to it was seen")
    count, page = min(away, key=lambda a: a[0])
    return Known(count, (shop.ref(page),))
