"""Trackers the pages load, against what the privacy notice says of them."""

from __future__ import annotations

import re
from decimal import Decimal

from casetrust_audit.facts.passages import passages, per_shop, sightings
from casetrust_audit.facts.policies import policy_pages, searched, stated
from casetrust_audit.facts.privacy import notice, pool
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import host_of

# Content networks, fonts, maps, tag-less videos and payment scripts against fraud are no trackers.
_TRACKERS: tuple[tuple[str, str, str], ...] = (
    (
        "Google Analytics or Tag Manager",
        "analytics",
        r"google-analytics\.com|googletagmanager\.com|analytics\.google\.com",
    ),
    ("Google Ads", "advertising", r"doubleclick\.net|googleadservices\.com|googlesyndication\.com"),
    ("Meta Pixel", "advertising", r"connect\.facebook\.net|(?:^|\.)facebook\.com"),
    ("TikTok Pixel", "advertising", r"analytics\.tiktok\.com"),
    ("Microsoft Ads", "advertising", r"bat\.bing\.com"),
    ("Criteo", "advertising", r"criteo\.(?:com|net)"),
    ("Pinterest", "advertising", r"ct\.pinterest\.com|s\.pinimg\.com"),
    ("Snapchat", "advertising", r"sc-static\.net|tr\.snapchat\.com"),
    ("LinkedIn Insight", "advertising", r"snap\.licdn\.com|px\.ads\.linkedin\.com"),
    ("X (Twitter) Ads", "advertising", r"static\.ads-twitter\.com|analytics\.twitter\.com"),
    ("Hotjar", "session recording", r"hotjar\.(?:com|io)"),
    ("Microsoft Clarity", "session recording", r"clarity\.ms"),
    ("FullStory", "session recording", r"fullstory\.com"),
    ("Mouseflow", "session recording", r"mouseflow\.com"),
    ("Klaviyo", "marketing mail", r"klaviyo\.com"),
    ("Mailchimp", "marketing mail", r"chimpstatic\.com|list-manage\.com"),
    ("HubSpot", "marketing mail", r"hs-scripts\.com|hs-analytics\.net|hubspot\.com"),
    ("Matomo Cloud", "analytics", r"matomo\.cloud"),
    ("Segment", "analytics", r"cdn\.segment\.com"),
    ("Mixpanel", "analytics", r"mixpanel\.com|mxpnl\.com"),
    ("Amplitude", "analytics", r"amplitude\.com"),
    ("Yandex Metrica", "analytics", r"mc\.yandex\.ru"),
)
_HOSTS = tuple((name, category, re.compile(rf"(?:^|\.)(?:{host})$")) for name, category, host in _TRACKERS)
_MENTIONED = {
    "analytics": re.compile(r"\banalytics?\b|\bstatistic|\bmeasure\w* (?:traffic|visits|usage)|\bhow (?:visitors|"
                            r"you|people) use|分析|统计|analitik"),
    "advertising": re.compile(r"\badvertis|\bretarget|\bremarket|\btargeted\b|\bpixels?\b|\bad (?:partners|"
                              r"networks)|\btailored ads|广告|iklan"),
    "session recording": re.compile(r"\bsession (?:record|replay)|\bheat ?maps?|\brecord\w* (?:your )?(?:visit|"
                                    r"session|mouse|clicks)|\bhotjar|"
                                    r"\bclarity\b|\bfullstory|\bmouseflow"),
    "marketing mail": re.compile(r"\bnewsletter|\bmarketing (?:e-?mails?|communication|messages)|"
                                 r"\be-?mail marketing|\bmailing list|邮件|surat berita"),
}  # fmt: skip
_DENIES = re.compile(
    r"\b(?:do|does) not (?:use|set|place|employ) (?:any )?(?:tracking |third[- ]party )?(?:cookies|trackers|"
    r"tracking)|\bno (?:tracking |third[- ]"
    r"party )?(?:cookies|trackers) (?:are|is|on)\b|\b(?:do|does|will|shall) not (?:track|share (?:any |"
    r"your )?(?:personal )?(?:data|information|"
    r"details) with (?:any )?(?:third part|anyone|any other))|不使用(?:cookie|追踪)"
)
_EXCEPT = re.compile(r"\bexcept|\bunless|\bother than|\bwithout (?:your )?consent|\bsave (?:for|as)|\bto identify|"
                     r"\bpersonally|\bfor (?:their|direct) (?:own )?"
                     r"marketing|\bcredit card|\bpayment|\bsensitive")  # fmt: skip


@per_shop
def _loaded(shop: Shop) -> dict[str, tuple[str, tuple[EvidenceRef, ...]]]:
    """Trackers by name: category and where they were loaded, one page a session."""
    found: dict[str, tuple[str, dict[str, EvidenceRef]]] = {}
    for page in shop.pages:
        hosts = {
            host_of(url): url
            for url in (*(r.url for r in page.requests), *page.reading.scripts, *(f.src for f in page.reading.frames))
        }
        for name, category, pattern in _HOSTS:
            url = next((u for h, u in hosts.items() if h and pattern.search(h)), "")
            if url:
                refs = found.setdefault(name, (category, {}))[1]
                refs.setdefault(page.capture.session, shop.ref(page, url))
    return {name: (category, tuple(refs.values())) for name, (category, refs) in found.items()}


@fact(
    "privacy.trackers",
    Kind.SUBJECTS,
    "Known trackers that pages load, and whether the notice speaks of such trackers.",
    fields={
        "category": FieldType(
            Kind.CHOICE, ("analytics", "advertising", "session recording", "marketing mail"), "what it is for"
        ),
        "mentioned": FieldType(Kind.BOOL, doc="the notice names it or its category"),
    },
)
def trackers(shop: Shop) -> Fact | NotFound:
    loaded = _loaded(shop)
    if not loaded:
        return NotFound(searched(shop), tuple(name for name, _, _ in _TRACKERS))
    text = _notice_text(shop)
    subjects = tuple(
        Subject(name, {"category": category, "mentioned": _speaks_of(text, name, category)}, refs)
        for name, (category, refs) in loaded.items()
    )
    return Known(subjects, tuple(r for s in subjects for r in s.evidence), Certainty.EXACT)


@fact(
    "privacy.trackers_mentioned",
    Kind.NUMBER,
    "Share of the loaded tracker categories that the notice mentions, in percent.",
)
def trackers_mentioned(shop: Shop) -> Fact | NotFound:
    loaded = _loaded(shop)
    if not loaded:
        return NotFound(searched(shop), ("trackers",))
    text = _notice_text(shop)
    categories = {category for category, _ in loaded.values()}
    named = {c for n, (c, _) in loaded.items() if _speaks_of(text, n, c)}
    refs = tuple(r for _, refs in loaded.values() for r in refs)[:6]
    return Known(Decimal(100 * len(named)) / len(categories), (*refs, *shop.refs([p.page for p in notice(shop)[:1]])))


def _notice_text(shop: Shop) -> str:
    cookie_pages = [p for p in policy_pages(shop) if "cookie" in p.url.lower()]
    return fold(" ".join(p.text for p in (*pool(shop), *passages(shop, cookie_pages))))


def _speaks_of(text: str, name: str, category: str) -> bool:
    brand = fold(name.split(" or ", maxsplit=1)[0])
    return brand in text or _MENTIONED[category].search(text) is not None


@fact(
    "privacy.denies_tracking",
    Kind.TEXT,
    "A sentence of the notice that denies cookies, tracking, or any sharing with others.",
)
def denies_tracking(shop: Shop) -> Fact | NotFound:
    found = (
        (p.text[:240], sightings(shop, p))
        for p in pool(shop)
        if _DENIES.search(p.folded) and not _EXCEPT.search(p.folded)
    )
    return stated(shop, found, [p.page for p in notice(shop)], "do not use cookies", "do not share")
