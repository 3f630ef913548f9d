"""Marks and claims of accreditation, security or awards that a shop shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from casetrust_audit.facts.identity import firm_key, legal_names
from casetrust_audit.facts.passages import BODY, FRAME, passages, sightings
from casetrust_audit.facts.policies import searched
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown, UnknownKind
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import host_of

_MARKS: tuple[tuple[str, str, str], ...] = (
    ("CaseTrust", r"case[ _-]?trust", r"(?:^|\.)(?:case|casetrust)\.org\.sg$"),
    ("Trusted Shops", r"trusted[ _-]?shops", r"(?:^|\.)trustedshops\.[a-z.]+$"),
    ("SG Trust / TrustSg", r"trust[ _-]?sg\b|sg[ _-]?trust(?:ed)?\b", r"\.gov\.sg$"),
    ("Data Protection Trustmark", r"data protection trust[ _-]?mark|\bdptm\b", r"\.gov\.sg$"),
    ("Norton Secured", r"norton[ _-]?secured|verisign[ _-]?(?:secured|trusted)", r"(?:norton|digicert|verisign)\.com$"),
    ("McAfee SECURE", r"mcafee[ _-]?secure|trustedsite|hacker[ _-]?safe", r"(?:mcafeesecure|trustedsite)\.com$"),
    ("TRUSTe", r"\btruste\b|trustarc", r"(?:truste|trustarc)\.com$"),
    ("PCI DSS", r"\bpci[ _-]?dss\b", ""),
    ("BBB Accredited", r"\bbbb[ _-]?accredited|better business bureau", r"bbb\.org$"),
    (
        "Award",
        r"\baward[- ]winning|\bwinner of\b|\b(?:best|top) [a-z ]{3,30}award|\bsuperbrands\b|\bsingapore prestige brand",
        "",
    ),
)
_PATTERNS = tuple((name, re.compile(words), host) for name, words, host in _MARKS)
_CLAIM = re.compile(
    r"\b(?:accredited|certified|approved|verified|member|holder|awarded|award|secured?|compliant|recogni[sz]ed|"
    r"winner|trusted|assur(?:ance|ed|es)|seal|trust ?mark|gold|bronze|badge|awardee|certificate|licen[sc]ed)\b|"
    r"[认認][证證]|[获獲]|[认認]可|持有|\bdiiktiraf|\b(?:di)?akreditasi\w*\b|\bbertauliah\b|\bahli\b|\bpensijilan\b|"
    r"\bdisahkan\b"
)
_NOT_A_CLAIM = re.compile(
    r"\bis (?:the|an?) (?:\w+ ){0,2}(?:accreditation|certification|scheme|mark|arm|body|programme?|standard)\b|"
    r"\bnot (?:yet )?(?:a |an )?(?:case ?trust|accredited|certified)|\bappl(?:y|ying|ied|ication)\b|"
    r"\bwork(?:ing)? towards|\bwhat is\b|"
    r"\bplan(?:s|ning)? to|\bour (?:supplier|vendor|partner|courier|payment provider|bank|gateway|manufacturer|"
    r"host)s?\b|\b(?:supplier|"
    r"partner|provider|gateway|vendor|processor|stripe|paypal|shopify)s? (?:is|are|has|have|complies|that)\b|"
    r"\bshould\b|\blook for\b|"
    r"\bstripe\b|\bpaypal\b|\bshopify\b|\bpayment (?:provider|gateway|processor)"
)
LONGEST_BESIDE = 4
"""Letters beside the name of a mark that is a badge in words."""
_BLOG = re.compile(r"/(?:blogs?|news|articles?|stories|journal|press)(?:/|$)")


@fact(
    "identity.trustmarks",
    Kind.SUBJECTS,
    "Marks and claims of accreditation, security or awards, one for each mark.",
    fields={
        "shown_as": FieldType(Kind.CHOICE, ("image", "text"), "a picture, or words that claim it"),
        "verifiable": FieldType(Kind.BOOL, doc="the mark links to the site of the body that awards it"),
        "confirmed": FieldType(Kind.BOOL, doc="the shop is in the list of accredited businesses that was supplied"),
    },
)
def trustmarks(shop: Shop) -> Fact | NotFound:
    found: dict[str, list[tuple[str, bool, EvidenceRef]]] = {}
    for name, shown_as, verifiable, evidence in _sightings(shop):
        found.setdefault(name, []).append((shown_as, verifiable, evidence))
    if not found:
        return NotFound(searched(shop), tuple(name for name, _, _ in _MARKS))
    subjects = tuple(_subject(shop, name, seen) for name, seen in found.items())
    return Known(subjects, tuple(dict.fromkeys(ref for s in subjects for ref in s.evidence)))


def _subject(shop: Shop, name: str, seen: list[tuple[str, bool, EvidenceRef]]) -> Subject:
    refs: dict[str, EvidenceRef] = {}
    for _, _, evidence in seen:
        refs.setdefault(evidence.session, evidence)
    shown_as = "image" if any(kind == "image" for kind, _, _ in seen) else "text"
    fields: dict[str, Scalar | Fact] = {
        "shown_as": shown_as,
        "verifiable": any(verifiable for _, verifiable, _ in seen),
    }
    fields["confirmed"] = _confirmed(shop, name, tuple(refs.values()))
    return Subject(name, fields, tuple(refs.values()))


def _confirmed(shop: Shop, mark: str, refs: tuple[EvidenceRef, ...]) -> Fact:
    """Whether the list of accredited names recorded with the run has the shop; without a list nobody can tell."""
    supplied = shop.collection.run.settings.get("accredited_names")
    if mark != "CaseTrust" or not isinstance(supplied, (list, tuple)) or not supplied:
        return Unknown("no list of those who hold it was supplied", UnknownKind.AMBIGUOUS)
    names = legal_names(shop)
    if not names:
        return Unknown("the legal name to look up in the list was not found", UnknownKind.AMBIGUOUS)
    listed = {firm_key(str(name)) for name in supplied}
    return Known(any(name.key in listed for name in names), refs)


def _sightings(shop: Shop) -> Iterator[tuple[str, str, bool, EvidenceRef]]:
    for page in shop.pages:
        if _BLOG.search(urlsplit(page.url).path):
            continue  # an article about a scheme claims nothing
        yield from _images(shop, page)
        yield from _texts(shop, page)


def _images(shop: Shop, page: Page) -> Iterator[tuple[str, str, bool, EvidenceRef]]:
    for image in page.reading.images:
        if not image.visible:
            continue
        words = fold(image.alt + " " + unquote(urlsplit(image.src).path.rsplit("/", 1)[-1]).replace("_", " "))
        for name, pattern, host in _PATTERNS:
            if pattern.search(words):
                yield (
                    name,
                    "image",
                    _links_to_body(page, host, image.box),
                    shop.ref(page, image.alt or image.src, "", image.box),
                )


def _texts(shop: Shop, page: Page) -> Iterator[tuple[str, str, bool, EvidenceRef]]:
    areas = (*FRAME, *BODY) if page.role not in ("reviews", "other", "terms") else FRAME
    for passage in passages(shop, [page], areas):
        text = passage.folded
        for name, pattern, host in _PATTERNS:
            found = pattern.search(text)
            claims = found is not None and (name == "Award" or _CLAIM.search(text) or _bare(text, found[0]))
            if claims and not _NOT_A_CLAIM.search(text):
                yield name, "text", _links_to_body(page, host, passage.block.box), sightings(shop, passage)[0]


def _bare(text: str, mark: str) -> bool:
    """A mark's name that stands for itself, as on a badge: that is shown to be believed."""
    return len(text) - len(mark) <= LONGEST_BESIDE and not text.endswith("?")


def _links_to_body(page: Page, host: str, box: tuple[float, float, float, float]) -> bool:
    """True where a link at the mark leads to the site of the body behind it."""
    return bool(host) and any(
        re.search(host, host_of(link.href)) is not None and _touch(link.box, box)
        for link in page.reading.links
        if link.visible
    )


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] <= b[0] + b[2] and b[0] <= a[0] + a[2] and a[1] <= b[1] + b[3] and b[1] <= a[1] + a[3]
