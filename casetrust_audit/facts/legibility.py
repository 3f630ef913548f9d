"""Whether conditions can be read: size and contrast of small print, language and form of policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.language import told_language
from casetrust_audit.text.normalise import fold

PRICE_ROLES = ("home", "listing", "product", "cart", "checkout")
POLICY_ROLES = ("returns", "delivery", "privacy", "terms", "faq")
LANGUAGES = ("same", "other", "english-in-bilingual")
ENOUGH_WORDS = 40

_NOTE = re.compile(r"^\s*(\*|†|‡|¹|\(1\))\s*\S|^\s*[*†]\S")
_CONDITION = re.compile(
    r"\b(terms( (and|&) conditions)? apply|t&cs? apply|conditions apply|subject to|"
    r"excl(uding|usive|\.)|not included|not include|surcharge|"
    r"non-?refundable|no refunds?|final sale|minimum (spend|order|purchase)|"
    r"min\.? (spend|order)|additional (charge|fee|cost)s?|"
    r"(delivery|shipping|handling|service|processing|admin\w*|booking) (fee|"
    r"charge|cost)s?|auto(matically)?[- ]?renew\w*|"
    r"before gst|plus gst|gst applies|while stocks last)\b|\+\s*gst|条款|不含|附加费"
)


@fact(
    "legibility.conditions",
    Kind.SUBJECTS,
    "The hardest to read condition of price or sale on each page.",
    fields={
        "font_px": FieldType(Kind.NUMBER, doc="size of its smallest letters in CSS pixels"),
        "contrast": FieldType(Kind.NUMBER, doc="WCAG contrast ratio of its faintest letters; none on a picture"),
        "measured": FieldType(Kind.BOOL, doc="the contrast could be measured: the text does not stand on a picture"),
    },
)
def conditions(shop: Shop) -> Fact | NotFound:
    pages = [g[0] for g in by_url(p for p in shop.pages if p.capture.layout == "desktop").values()]
    looked = [p for p in pages if p.role in PRICE_ROLES + POLICY_ROLES]
    subjects = [s for page in looked if (s := _worst(shop, page))]
    if not subjects:
        return NotFound(shop.refs(looked), ("terms apply", "excluding", "surcharge", "*"))
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence))


@fact(
    "legibility.policies",
    Kind.SUBJECTS,
    "Policy pages with their language and form.",
    fields={
        "language": FieldType(Kind.CHOICE, LANGUAGES, "against the language of the storefront"),
        "real_text": FieldType(Kind.BOOL, doc="the policy is text, not a picture or a file alone"),
    },
)
def policies(shop: Shop) -> Fact | NotFound:
    groups = by_url(shop.by_role(*POLICY_ROLES, layout="desktop"))
    if not groups:
        return NotFound(shop.refs(shop.crawled), POLICY_ROLES)
    fronts = shop.by_role("home", "listing", "product")
    front = {language for p in fronts if (language := _language(p))}
    if not front:
        return Unknown("the language of the storefront could not be told")
    told = {language for p in fronts if (language := told_language(_text(p)))}
    subjects = tuple(_policy(shop, group[0], front | told, bool(told)) for group in groups.values())
    return Known(subjects, tuple(s.evidence[0] for s in subjects))


def _worst(shop: Shop, page: Page) -> Subject | None:
    """The page's worst condition: below 9 px or 3:1 comes before merely small print."""
    found = list(_conditions(page))
    if not found:
        return None
    block, size, contrast = min(found, key=lambda f: (f[1] >= 9 and (f[2] is None or f[2] >= 3), f[1], f[2] or 21))
    spot = shop.ref(page, block.text, block.selector, block.box)
    return Subject(
        f"“{block.text[:80]}” on {title_of(page) or page.url}",
        {
            "font_px": Decimal(str(size)),
            "contrast": Absent((spot,), ("contrast",)) if contrast is None else Decimal(str(contrast)),
            "measured": contrast is not None,
        },
        (spot,),
    )


def _conditions(page: Page) -> Iterator[tuple[TextBlock, float, float | None]]:
    for block in page.reading.blocks:
        text = fold(block.text)
        if not block.visible or words(text) < 2 or not (_NOTE.search(text) or _CONDITION.search(text)):
            continue
        # Raised marks and single signs are decoration, and a struck-out price states no condition.
        runs = [r for r in block.runs if r.visible and not r.strike and words(r.text) >= 2 and r.font_px > 0]
        if runs:
            contrasts = [r.contrast for r in runs if r.contrast is not None]
            yield block, min(r.font_px for r in runs), min(contrasts, default=None)


def _policy(shop: Shop, page: Page, front: set[str], told: bool) -> Subject:
    own = _language(page)
    text = sum(words(b.text) for b in page.reading.blocks if b.area in ("main", "aside", "dialog"))
    pictured = any(i.visible and i.box[2] >= 300 and i.box[3] >= 300 for i in page.reading.images)
    filed = any(x.area == "main" and x.href.lower().split("?")[0].endswith(".pdf") for x in page.reading.links)
    return Subject(
        title_of(page) or page.url,
        {
            "language": _against(own, front, told or own not in _LATIN),
            "real_text": not (text < ENOUGH_WORDS and (pictured or filed)),
        },
        (shop.ref(page, title_of(page)),),
    )


_LATIN = ("en", "ms", "vi", "de", "fr", "es", "it", "nl", "pt", "tl")


def _against(own: str, front: set[str], told: bool) -> str | Unknown:
    """English policies in a Chinese or Tamil shop are usual in Singapore; the other way round is not. `told` is false
    where the storefront has too few words to tell one language in Latin letters from another."""
    if not own:
        return Unknown("too little text to tell the language")
    if own in front:
        return "same"
    if own == "en":
        return "english-in-bilingual"
    return "other" if told else Unknown("the storefront has too few words to tell its language")


def _language(page: Page) -> str:
    """By script or little words where they tell; else Latin text counts as English only where the page does not claim a
    script it lacks."""
    text = _text(page)
    if words(text) < 20:
        return ""
    return told_language(text) or _latin(page.reading.lang)


def _text(page: Page) -> str:
    return "\n".join(b.text for b in page.reading.blocks if b.area in ("main", "aside"))


def _latin(declared: str) -> str:
    """Latin letters: the declared Latin language, else English. Malay on short text is not told apart."""
    base = declared.split("-", maxsplit=1)[0]
    return "en" if base in ("", "en", "zh", "ta", "ja", "ko", "ms", "id") else base
