"""Where the shop is: its postal address, and whether it presents itself as a Singapore business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.audience import of_another
from casetrust_audit.facts.contacts import contacts, evidence_of
from casetrust_audit.facts.passages import BODY, FRAME, per_shop, seen_again
from casetrust_audit.facts.policies import named, searched, stated, yes
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.facts.structured import nodes
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, Kind, Known, Unknown, UnknownKind
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.addresses import find_addresses
from casetrust_audit.text.contacts import find_postal_codes
from casetrust_audit.text.fillers import is_filler_street
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.registration import find_legal_names, find_uens
from casetrust_audit.text.urls import host_of

OWN_ROLES = ("home", "contact", "complaint", "about", "terms", "privacy", "returns", "delivery", "faq", "security")
WORDS = ("street address", "Singapore 123456", "registered office")
_LABEL = 40
"""Letters of a line that names whose the address below it is."""
_KINDS = ("street", "pickup", "po-box", "partial")
_LINES = 4
_WINDOW = 320
_BLOCK = 3000
"""Longer blocks are cut: an address stands near the beginning, and a hostile page must not hold up the audit."""
_ADDRESS = 140
"""An address is at most this long."""

_STREET_WORD = (
    r"(?:road|rd|street|st|avenue|ave|lane|ln|drive|dr|crescent|cres|close|place|pl|way|walk|terrace|link|loop|"
    r"view|park|quay|"
    r"boulevard|blvd|hill|rise|central|court|ct|square|sq|highway|hwy|parade|row|grove|gardens?|mews|yard|green|"
    r"turn|circle|"
    r"plaza|heights|vale|industrial estate|business park|centre|center|building|tower|mall)"
)
_STREET = re.compile(
    rf"(?:\b(?:blk|block|"
    rf"no)\.? ?)?\b[0-9]{{1,5}}[a-z]?(?:[-/][0-9]{{1,4}}[a-z]?)?,? (?:[\w'.&-]{{1,20}} ){{0,5}}{_STREET_WORD}\b|"
    rf"\b(?:house|mill|farm|cottage)\b[^.;]{{0,60}}\b{_STREET_WORD}\b|"
    r"\b[0-9]{1,5}[a-z]?,? (?:jalan|jln|lorong|lor|bukit|kampong|upper|lower|geylang|telok|tanjong|orchard|rue|via|"
    r"calle|avenida)\b|"
    r"# ?[b0-9][0-9]{0,2}-[0-9]{1,4}|\b[a-zäöü][\wäöüß-]{2,30}(?:straße|strasse|str\.|weg|platz|gasse|"
    r"allee) [0-9]{1,4}\b|"
    r"(?:路|街|道|巷)[^,，。]{0,12}[0-9]{1,5}号?"
)
_FOREIGN_CODE = re.compile(
    r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b|\b(?:[A-Z]{2}|[A-Z][a-z]{3,12}),? [0-9]{5}(?:-[0-9]{4})?\b|"
    r"\b[A-Z][0-9][A-Z] [0-9][A-Z][0-9]\b|"
    r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? [0-9]{4}\b|(?<![0-9#-])[0-9]{5},? [A-Z][a-zäöüéè]+|"
    r"(?<![0-9#-])(?:[A-Z]{1,2}-)?\b[0-9]{4}(?: [A-Z]{2})? [A-Z][a-zäöüéè]{3,}|\b(?:Hong Kong|Kowloon|Dubai)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(rf"\b(?:{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}),? $", re.I)
"""A day before a year: "Nov. 24, 2031" holds no postal code."""
_BOX = re.compile(r"\bp\.? ?o\.? ?box (?:no\.? )?[0-9]", re.I)
_NEW_SENTENCE = re.compile(r"[a-z]{4,}[.!?] [A-Z]")
_PICKUP = re.compile(r"\bpick[- ]?up\b|\bself[- ]?collect|\bcollection (?:point|from)|\bcollect (?:at|from)\b|自取")
_FOREIGN_MONEY = re.compile(
    r"(?:£|€|\bUS\$|\bA\$|\bAU\$|\bHK\$|\bRM ?|\bUSD ?\$?|\bGBP ?|\bEUR ?|\bAUD ?\$?|₹|₩|฿) ?[0-9]|[0-9] ?(?:€|kr\b|zł)"
)
_SGD = re.compile(r"\bS\$ ?[0-9]|\bSGD ?\$?[0-9]|[0-9] ?SGD\b")
_FOREIGN_FORM = re.compile(
    r"\b(?:gmbh|llc|inc|sdn\.? bhd|pty\.? ltd|plc|b\.?v|corp|corporation|incorporated|pvt\.? ltd)\b\.?$", re.I
)
_SAYS_SINGAPORE = re.compile(
    r"\b(?:based|located|registered|incorporated|established|founded|headquartered|made|roasted|designed) in singapore|"
    r"\bsingapore[- ](?:based|registered|company|business|brand|shop|store)\b|\bproudly singaporean"
)
_WITH_CODE = re.compile(r"\+ ?\(?65\)?[ -]?[3689]|\(65\) ?[3689]")
_FOREIGN_TLD = re.compile(
    r"\.(?:uk|my|au|us|de|fr|nl|hk|cn|jp|kr|in|id|th|vn|ph|nz|ca|ie|es|it|se|dk|no|ch|at|be|pl|tw)$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as read. `kind`: street, pickup, po-box, or partial (a postal code without a street)."""

    text: str
    kind: str
    singapore: bool
    evidence: EvidenceRef


@per_shop
def addresses(shop: Shop) -> tuple[Address, ...]:
    """Addresses in headers and footers, and on pages where a shop speaks of itself: never those in reviews."""
    return tuple(a for page in shop.pages for a in _of_page(shop, page))


def _of_page(shop: Shop, page: Page) -> Iterator[Address]:
    own = page.role in OWN_ROLES or (page.role == "other" and named(page, "contact"))
    areas = (*FRAME, *BODY) if own else FRAME
    lines: list[TextBlock] = []
    for block in page.reading.blocks:
        if not block.visible or block.area not in areas:
            continue
        if lines and lines[-1].area != block.area:
            lines = []
        lines = [*lines[-(_LINES - 1) :], block]
        if (found := _address(lines)) and not is_filler_street(found[0]) and not _of_another(lines, found[0]):
            yield Address(*found, shop.ref(page, found[0], block.selector, block.box))


def _of_another(lines: list[TextBlock], address: str) -> bool:
    """Whether what stands before the address, in its own line or as the label above, says that it is not the shop's."""
    last = normalise(lines[-1].text[:_BLOCK])
    at = last.find(address)
    label = lines[-2].text if len(lines) > 1 and len(lines[-2].text) <= _LABEL else ""
    return of_another(fold(last[:at] if at >= 0 else last)) or (at <= 1 and of_another(fold(label)))


def _address(lines: list[TextBlock]) -> tuple[str, str, bool] | None:
    """Text, kind and country of the address that ends in the last line; the lines before may hold its street."""
    last = normalise(lines[-1].text[:_BLOCK])
    found = [at for code in _codes(last) if (at := _before_code(lines, *code))]
    if not found and _BOX.search(last):
        return last[:_ADDRESS], "po-box", "singapore" in last.lower()
    return min(found, key=lambda at: _KINDS.index(at[1]), default=None)


def _before_code(lines: list[TextBlock], start: int, end: int, singapore: bool) -> tuple[str, str, bool] | None:
    last = normalise(lines[-1].text[:_BLOCK])
    before = [normalise(b.text) for b in lines[:-1] if len(b.text) <= 90]
    window = last[:end] if _STREET.search(fold(last[:start])) else " ".join([*before, last[:end]])
    window = window[-_WINDOW:]
    nearby = fold(window + " " + last[end : end + 60])
    if _BOX.search(nearby[-_ADDRESS - 60 :]):
        return last[max(0, start - 100) : end], "po-box", singapore
    street = list(_STREET.finditer(fold(window)))
    if not street:
        return (last[max(0, start - 60) : end], "partial", singapore) if singapore else None
    if not singapore and _NEW_SENTENCE.search(window[street[-1].end() :]):
        return None
    first = next((m.start() for m in street if m.start() >= len(window) - _ADDRESS), street[-1].start())
    kind = "pickup" if _PICKUP.search(nearby) else "street"
    return window[first:][-_ADDRESS:], kind, singapore


def _codes(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where postal codes stand, and whether they are Singaporean."""
    for code in find_postal_codes(text):
        start = text.find(code)
        yield start, start + len(code), True
    for match in _FOREIGN_CODE.finditer(text):
        if not _DAY.search(text[max(0, match.start() - 24) : match.start()]):
            yield match.start(), match.end(), False


@fact("identity.address", Kind.TEXT, "The shop's postal address: street and postal code.")
def address(shop: Shop) -> Fact | NotFound:
    found = [a for a in addresses(shop) if a.kind == "street"]
    first = sorted(found, key=lambda a: not a.singapore)[:1]
    return stated(shop, ((a.text, _sightings(shop, a)) for a in first), (), *WORDS)


@fact(
    "identity.address_doubt",
    Kind.CHOICE,
    "What stands in for a full address: a pick-up point, a PO box, a postal code or a street alone, or structured data "
    "nobody sees.",
    choices=("pickup", "po-box", "partial", "structured-data-only"),
)
def address_doubt(shop: Shop) -> Fact | NotFound:
    for kind in ("pickup", "po-box", "partial"):
        if weak := [a for a in addresses(shop) if a.kind == kind]:
            return Known(kind, _sightings(shop, weak[0]))
    for page in shop.pages:
        for node in nodes(page.reading, "PostalAddress"):
            if node.get("streetAddress") and node.get("postalCode"):
                return Known("structured-data-only", (shop.ref(page, str(node["streetAddress"])),))
    if streets := list(_bare_streets(shop)):
        return Known("partial", spread(streets))
    return NotFound(searched(shop), WORDS)


def _bare_streets(shop: Shop) -> Iterator[EvidenceRef]:
    """Streets without a postal code, where the shop says how to reach it."""
    for page in shop.by_role("contact", "complaint"):
        for block in page.reading.blocks:
            if block.visible and block.area in BODY and any(a.kind == "street" for a in find_addresses(block.text)):
                yield shop.ref(page, block.text, block.selector, block.box)


def _sightings(shop: Shop, at: Address) -> tuple[EvidenceRef, ...]:
    refs = {at.evidence.session: at.evidence}
    for other in addresses(shop):
        if fold(other.text)[-30:] == fold(at.text)[-30:]:
            refs.setdefault(other.evidence.session, other.evidence)
    return tuple(refs.values())


# the country


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for a Singapore shop, strongly or weakly, and what for a foreign one: words and evidence."""

    strong: tuple[tuple[str, tuple[EvidenceRef, ...]], ...]
    weak: tuple[tuple[str, tuple[EvidenceRef, ...]], ...]
    foreign: tuple[tuple[str, tuple[EvidenceRef, ...]], ...]


@per_shop
def clues(shop: Shop) -> Clues:
    """What tells the shop's country, strongest first: addresses and numbers, the domain, its own words, money."""
    strong, weak, foreign = _places(shop)
    host = host_of(shop.pages[0].url) if shop.pages else ""
    home = shop.refs((shop.by_role("home") or shop.pages)[:2])
    if host.endswith(".sg"):
        strong.append((f"the address ends in .sg ({host})", home))
    elif _FOREIGN_TLD.search(host):
        foreign.append((f"the address is {host}", home))
    for seen in (_said(shop), _firm(shop)):
        if seen:
            (strong if seen[2] else foreign).append(seen[:2])
    money = _money(shop, _SGD, "SGD")
    if money:
        weak.append(("prices are in S$", money))
    elif other := _money(shop, _FOREIGN_MONEY, ""):
        foreign.append(("prices are in another currency", other))
    return Clues(tuple(strong), tuple(weak), tuple(foreign))


Seen = list[tuple[str, tuple[EvidenceRef, ...]]]


def _places(shop: Shop) -> tuple[Seen, Seen, Seen]:
    strong: Seen = []
    weak: Seen = []
    foreign: Seen = []
    found = sorted(addresses(shop), key=lambda a: not a.singapore)
    for at in found[:1]:
        (strong if at.singapore else foreign).append((f"address: {at.text}", _sightings(shop, at)))
    numbers = [c for c in contacts(shop) if c.kind in ("phone", "whatsapp") and c.value.startswith("+")]
    for contact in sorted(numbers, key=lambda c: not c.value.startswith("+65"))[:1]:
        said = (f"number: {contact.value}", evidence_of(shop, contact))
        if not contact.value.startswith("+65"):
            foreign.append(said)
        elif contact.kind == "whatsapp" or any(_WITH_CODE.search(c.evidence.quote) for c in numbers):
            strong.append(said)
        else:
            weak.append(said)  # eight digits without +65 are written in other countries too
    return strong, weak, foreign


def _said(shop: Shop) -> tuple[str, tuple[EvidenceRef, ...], bool] | None:
    for page in shop.pages:
        if page.role not in OWN_ROLES:
            continue
        for block in page.reading.blocks:
            if block.visible and (hit := _SAYS_SINGAPORE.search(fold(block.text[:_BLOCK]))):
                ref = shop.ref(page, block.text, block.selector, block.box)
                return f"it says “{hit[0]}”", seen_again(shop, block.text, ref), True
    return None


def _firm(shop: Shop) -> tuple[str, tuple[EvidenceRef, ...], bool] | None:
    """The legal form or registration number in a footer tells the country."""
    for page in shop.pages:
        for block in page.reading.blocks:
            if not block.visible or block.area != "footer" or len(block.text) > _BLOCK:
                continue
            ref = shop.ref(page, block.text, block.selector, block.box)
            if any(u.valid and u.labelled for u in find_uens(block.text)):
                return "a UEN is shown", seen_again(shop, block.text, ref), True
            for name in find_legal_names(block.text):
                if re.search(r"\bpte\b", name, re.I):
                    return f"legal form: {name}", seen_again(shop, block.text, ref), True
                if _FOREIGN_FORM.search(name) and "by" not in block.text.lower().split():
                    return f"legal form: {name}", seen_again(shop, block.text, ref), False
    return None


def _money(shop: Shop, pattern: re.Pattern[str], currency: str) -> tuple[EvidenceRef, ...]:
    """Prices in a currency, one sighting a session; a currency menu names currencies without amounts."""
    refs: dict[str, EvidenceRef] = {}
    for page in shop.pages:
        if page.capture.session in refs or page.role not in (
            "home",
            "listing",
            "product",
            "cart",
            "checkout",
            "delivery",
        ):
            continue
        block = next((b for b in page.reading.blocks if b.visible and pattern.search(b.text)), None)
        if block:
            refs[page.capture.session] = shop.ref(page, block.text, block.selector, block.box)
        elif currency and any(re.search(rf'"priceCurrency"\s*:\s*"{currency}"', raw) for raw in page.reading.json_ld):
            refs[page.capture.session] = shop.ref(page, f"priceCurrency {currency}")
    return tuple(refs.values())


def is_singaporean(shop: Shop) -> bool:
    """True where the shop presents itself as a Singapore business, or sells in S$ and nothing speaks against it."""
    known = clues(shop)
    return bool(known.strong) or (bool(known.weak) and not known.foreign)


@fact(
    "identity.claims_singapore",
    Kind.BOOL,
    "The shop presents itself as a Singapore business: address, +65 number, .sg, legal form, or prices in S$.",
)
def claims_singapore(shop: Shop) -> Fact | NotFound:
    known = clues(shop)
    if known.strong or known.weak:
        domain = any("ends in .sg" in words for words, _ in known.strong)
        return yes(
            (r for _, refs in (*known.strong, *known.weak) for r in refs),
            Certainty.EXACT if domain else Certainty.OBSERVED,
        )
    if known.foreign:
        return Known(False, tuple(dict.fromkeys(r for _, refs in known.foreign for r in refs))[:6])
    return Unknown("nothing seen tells in which country the shop is", UnknownKind.AMBIGUOUS)


@fact(
    "identity.singapore_presence",
    Kind.TEXT,
    "What shows a business in Singapore: address, +65 number, .sg, legal form. Prices in S$ do not.",
)
def singapore_presence(shop: Shop) -> Fact | NotFound:
    return stated(shop, clues(shop).strong[:1], (), "Singapore", "+65", ".sg", "Pte. Ltd.")


@fact(
    "identity.foreign_presence",
    Kind.TEXT,
    "What shows a business in another country: address, number, legal form, currency.",
)
def foreign_presence(shop: Shop) -> Fact | NotFound:
    return stated(shop, clues(shop).foreign[:1], (), "foreign address", "foreign number")
