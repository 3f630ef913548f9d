"""Postal addresses in text: a street, what belongs to it, and the postal code. Offsets are into `normalise(text)`.

A line break of the page may be given as " | ". Streets are found by their last word ("Road", "Straße") or their first
("Jalan", "Via"); a postal code near them makes them sure, and finds streets that have neither ("1776 Broadway").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from casetrust_audit.text.fillers import is_filler_code, is_filler_street
from casetrust_audit.text.normalise import normalise

_POSTAL = re.compile(
    r"(?:\bSingapore|\bS'?pore|\bSingapura|\bSG|\bS|\bpostal code|\bzip code|新加坡|邮编|邮区|சிங்கப்பூர்)"
    r"\)?[ :,|]{0,3}\(?(?:S ?)?([0-9]{6})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?:#[A-Z]?[0-9]{1,3}[-–][A-Z0-9]{1,6}|\bBlk\b|\bSingapore\b)[^()|]{0,60}\((?P<code>[0-9]{6})\)"
)
"""A postal code in brackets alone, after what is written in Singapore only: a unit "#01-02", a block."""
_SECTORS = frozenset(range(1, 83)) - {74}

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|District of Columbia"
)
_STATE_CODES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|"
    "W[AIVY]"
)
_CITY = r"[A-ZÄÖÜÉ][\w'äöüßéè-]{2,}"
_CODE_FORMS = (
    ("US", rf"(?<!\w)(?:{_STATES}|(?i:{_STATE_CODES}))\.?,?[ |]{{1,3}}(?P<code>[0-9]{{5}}(?:-[0-9]{{4}})?)(?![\w-])"),
    ("GB", r"(?<![\w-])(?P<code>[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2})(?!\w)"),
    ("CA", r"(?<![\w-])(?P<code>[ABCEGHJ-NPRSTVXY][0-9][A-Z][ -]?[0-9][A-Z][0-9])(?!\w)"),
    (
        "AU",
        r"(?<!\w)(?:NSW|N\.S\.W\.?|VIC|QLD|WA|SA|TAS|ACT|NT|Victoria|Queensland|New South Wales),?[ |]{1,3}"
        r"(?P<code>[0-9]{4})(?![\w-])",
    ),
    (
        "MY",
        r"(?<![\w#-])(?P<code>[0-9]{5})[ |]{1,3}"
        r"(?:Kuala Lumpur|Petaling Jaya|Johor|Penang|Shah Alam|Ipoh|Melaka|Kuching|Subang)\b",
    ),
    ("DE", rf"(?<![\w#-])(?:D|DE)-(?P<code>[0-9]{{5}})[ |]{{1,3}}{_CITY}"),
    ("", rf"(?<![\w#,.-])(?P<code>[0-9]{{5}})[ |]{{1,3}}{_CITY}"),
    ("", rf"(?<![\w#-])(?:A|CH|AT|DK|N|NO)-(?P<code>[0-9]{{4}})[ |]{{1,3}}{_CITY}"),
    ("NL", rf"(?<![\w#-])(?P<code>[1-9][0-9]{{3}} ?[A-Z]{{2}})[ |]{{1,3}}{_CITY}"),
    ("JP", r"(?:〒 ?|\b(?:Tokyo|Osaka|Kyoto|Japan)[ ,|]{1,3})(?P<code>[0-9]{3}-[0-9]{4})(?![\w-])"),
    ("PL", r"(?<![\w-])(?P<code>[0-9]{2}-[0-9]{3})[ |]{1,3}[A-ZŁŚŻ][a-ząćęłńóśźż]{2,}"),
)
_CODES = tuple((country, re.compile(form)) for country, form in _CODE_FORMS)

_SUFFIX_WORDS = (
    "Road|Rd|Street|St|Str|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Crescent|Cres|Close|Place|Pl|Way|Walk|Terrace|Ter|Link|Loop|"
    "View|Quay|Boulevard|Blvd|Hill|Rise|Court|Ct|Square|Sq|Highway|Hwy|Parade|Pde|Row|Grove|Gardens|Mews|Yard|Green|"
    "Circle|Cir|Parkway|Pkwy|Freeway|Fwy|Expressway|Turnpike|Pike|Trail|Trl|Plaza|Heights|Vale|Esplanade|Broadway|"
    "Alley|Bypass|Wharf|Gate|Central|Circus|Embankment|Run|Path|Point|Bend|Cove|Ridge|Crossing|Xing|Park"
)
_SUFFIX = re.compile(rf"(?<![\w'-])(?i:{_SUFFIX_WORDS})(?![\w'’])\.?")
_PLAIN_SUFFIX = re.compile(
    r"(?:Road|Rd|Street|St|Str|Avenue|Ave|Lane|Ln|Drive|Dr|Crescent|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Terrace|"
    r"Quay|Broadway)\.?$",
    re.I,
)
"""Words that name a street without a postal code too; the others name much else ("12 Green", "50 Long Run")."""
_WORD = r"(?:[A-ZÄÖÜÉ][\w'’.&-]{0,24}|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|of|the|and|de|la|du|del)"
_NUMBERED = re.compile(
    rf"(?<![\w$£€.,/#-])(?:(?:Blk|BLK|Block|"
    rf"No)\.? ?)?(?:[0-9]{{1,6}}[A-Za-z]?(?: ?[-–&/] ?[0-9]{{1,5}}[A-Za-z]?)?(?: 1/2)?|One|Two|Three|Four|Five|"
    rf"Ten),? (?:{_WORD} ){{0,5}}$"
)
_NAMED = re.compile(r"(?<![\w])(?:(?!LTD|Ltd|Limited|Inc|LLC)[A-Z][\w'’.-]{1,24} ){1,3}$")
_DIRECTION = re.compile(
    r"^ (?:N\.?W|S\.?W|N\.?E|S\.?E|N|S|E|W)\b\.?|^ (?:North|South|East|West)(?= ?(?:[,|]|$|#|Suite\b|Unit\b))"
)
_AFTER_SUFFIX = re.compile(r"^ [0-9]{1,3}(?![0-9\w-])")
_OTHER_STREET = re.compile(
    r"(?:(?<![\w$£€.,-])(?:Blk|Block|No\.?)? ?[0-9]{1,5}[A-Za-z]?,? (?:Jalan|Jln\.?|Lorong|Lor\.?|Bukit|Kampong|"
    r"Upper|Lower|Geylang|Telok|"
    r"Tanjong|Orchard|Persiaran|Lebuh|Lengkok)\b(?: [A-Z0-9][\w'.-]{0,20}){0,4})|"
    r"(?:(?<![\w$£€.,-])[0-9]{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|place|chemin|allée|route|quai|impasse|"
    r"cours)"
    r"(?: (?:de|du|des|la|le|les|l'[\wé]+|d'[\wé]+|[A-ZÉ][\wéèê'-]{1,20})){1,5})|"
    r"(?:\b(?:[0-9]{1,5} )?(?:Via|Viale|Piazza|Corso|Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Rua|Rúa)(?: (?:de|del|"
    r"della|dei|la|las|los|di|[A-ZÁÉ][\wáéíóúñ'.-]{1,20})){1,5},? [0-9]{1,4}[a-z]?\b)|"
    r"(?:\b[A-ZÄÖÜ][\wäöüß-]{1,30}(?:straße|strasse|str\.|weg|platz|gasse|allee|ring|ufer|damm|straat|laan|gracht|"
    r"plein|gatan|vägen|vej|gade) ?[0-9]{1,4} ?[a-z]?\b)|"
    r"(?:\b[A-ZÄÖÜ][\wäöüß-]{2,20}(?:er|-)? (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring|Ufer|"
    r"Damm) [0-9]{1,4} ?[a-z]?\b)|"
    r"(?:\b(?:ул\.|улица|пр\.|проспект|пер\.|ш\.)[ \w.-]{2,40},? (?:д\. ?|дом )?[0-9]{1,4}\b)|"
    r"(?:\b[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,3} [A-Z][a-zō]{2,20}(?:[ ,]{1,2}[A-Z][a-zō]{2,20}-(?:ku|shi|cho))?)|"
    r"(?:\b(?:ul|al|os)\. [A-ZŁŚŻĆ]\w{1,24}(?: [A-ZŁŚŻĆ]\w{1,24}){0,2} [0-9]{1,4}[a-z]?\b)|"
    r"(?:[\u4e00-\u9fff\u3040-\u30ff]{2,16}[0-9]{1,3}(?:丁目|[-−ー])[0-9]{1,3}(?:番地?|[-−ー])[0-9]{1,3}号?)|"
    r"(?:[\u4e00-\u9fff]{1,8}(?:路|街|道|巷|大道)[^,，。;；|]{0,12}?[0-9]{1,5}(?:号|號))"
)
_BOX = re.compile(
    r"(?<!\w)(?:P\.? ?O\.? ?Box|Post Office Box|PO BOX|Postfach|Locked Bag|GPO Box)(?: No\.?)? [0-9]{1,6}\b", re.I
)
_UNIT = (
    r"(?:(?:Unit|Suite|Ste\.?|Apt\.?|Apartment|Flat|Floor|Level|Lvl\.?|Room|Rm\.?|Shop|Bldg\.?|Building|Block|Blk|"
    r"Lot|Studio|Office|Bay|No\.?)"
    r"[ .]?#? ?(?:[A-Z]{0,2}[0-9]{1,5}(?:[-–/&][A-Z]?[0-9]{1,4})?[A-Z]?|[A-Z])(?![\w])(?: (?:North|South|East|"
    r"West)(?= ?(?:[,|]|$)))?|"
    r"[0-9]{1,3}(?:st|nd|rd|th) (?:Floor|Fl\.?)(?![\w])|# ?[A-Z]?[0-9]{1,5}[A-Z]?(?:[-–/][A-Z0-9]{1,6})*(?![\w]))"
)
_BUILDING = (
    r"(?:(?:[A-Z][\w'’&.-]{0,20} ){1,4}(?:House|Court|Building|Bldg|Centre|Center|Plaza|Towers?|Mall|Business Park|"
    r"Park|"
    r"Industrial (?:Park|Estate)|Trading Estate|Chambers|Mill|Arcade|Mansions?|Complex|Square|Hub|Point|Estate|"
    r"Place)(?![\w]))"
)
_SEPARATOR = r"[ ,|;–-]{1,4}"
_AHEAD = re.compile(rf"(?:^|(?<=[ ,|:;(]))(?:{_UNIT}|{_BOX.pattern}|{_BUILDING}){_SEPARATOR}$")
_BEHIND = re.compile(
    rf"^{_SEPARATOR}(?i:{_UNIT})|^{_SEPARATOR}(?:{_BOX.pattern}|{_BUILDING}|[A-Z]\w+ (?:Square|Hay|Industrial Estate))"
)
_ANCHORED = re.compile(
    r"(?:^|[|:,.] ?|[a-z] )(?P<street>[0-9]{1,5}(?:-[0-9]{1,4})?[A-Z]? (?:[NSEW]\.? )?[A-Z][\w'. -]{2,32}?)(?:,? ?\|"
    r"? ?,? ?| )"
    r"(?P<city>(?:[A-Z][\w'.-]+ ?){1,3}),? ?\|? ?$"
)
_TOLD = frozenset({"SG", "US", "GB", "CA", "AU", "JP", "MY"})
"""Countries whose postal codes are seldom anything else, and whose streets end in the words above."""
_STATE_AT_END = re.compile(rf"(?:{_STATES}|(?i:{_STATE_CODES}))\.?,?[ |]{{1,3}}$")
_REACH = 130
"""Characters between a street and its postal code."""
_LIMIT = 6000
_SHORTEST = 5
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address as written. `kind` is "street", "po-box" or "code" (a Singapore postal code without a street).

    `street` is number, street, unit and building; `country` an ISO 3166 code, "" where the code's form does not tell.
    `text` reaches from the street to the postal code, " | " where a line ends. `confidence` is that it is an address.
    """

    text: str
    street: str
    postal_code: str
    country: str
    start: int
    kind: str = "street"
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class _Code:
    code: str
    country: str
    start: int
    end: int


def find_postal_codes(text: str) -> tuple[str, ...]:
    """Distinct Singapore postal codes that stand after "Singapore", "S" or the like, by position."""
    codes = (m[1] for m in _POSTAL.finditer(normalise(text)))
    return tuple(dict.fromkeys(code for code in codes if int(code[:2]) in _SECTORS and not is_filler_code(code)))


def find_addresses(text: str) -> tuple[PostalAddress, ...]:
    """Addresses by position. A street without a postal code behind it counts too, with less confidence."""
    plain = normalise(text[:_LIMIT])
    # every address has a number (of the house, of the box, or its code) and a name
    if len(plain) < _SHORTEST or not _DIGIT.search(plain):
        return ()
    return _addresses(plain)


@lru_cache(maxsize=4096)
def _addresses(plain: str) -> tuple[PostalAddress, ...]:
    codes = list(_codes(plain))
    streets = _merged([*_by_suffix(plain, codes), *_by_form(plain)])
    found = (a for a in _with_codes(plain, streets, codes) if not is_filler_street(a.text))
    return tuple(sorted(found, key=lambda a: a.start))


def _codes(plain: str) -> Iterator[_Code]:
    taken: list[tuple[int, int]] = []
    for match in _POSTAL.finditer(plain):
        if int(match[1][:2]) in _SECTORS and not is_filler_code(match[1]):
            taken.append(match.span())
            yield _Code(match[1], "SG", match.start(1), match.end(1))
    for country, pattern in (("SG", _IN_BRACKETS), *_CODES):
        for match in pattern.finditer(plain):
            if is_filler_code(match["code"]) or (country == "SG" and int(match["code"][:2]) not in _SECTORS):
                continue
            start, end = match.span("code")
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                yield _Code(match["code"], country, start, end)


def _by_suffix(plain: str, codes: list[_Code]) -> Iterator[tuple[int, int]]:
    for suffix in _SUFFIX.finditer(plain):
        if not suffix[0][0].isupper() and not suffix[0].islower():
            continue
        low = max(0, suffix.start() - 70)
        lead = plain[low : suffix.start()]
        match = _NUMBERED.search(lead)
        near = any(c.country in _TOLD and 0 <= c.start - suffix.end() <= _REACH for c in codes)
        if match is None and near and suffix[0][0].isupper():
            match = _NAMED.search(lead)
        if match is None or not (near or (_PLAIN_SUFFIX.match(suffix[0]) and re.search(r"[A-Za-z]{2}", match[0]))):
            continue
        end = suffix.end()
        if number := _AFTER_SUFFIX.match(plain[end : end + 6]):
            end += number.end()
        if direction := _DIRECTION.match(plain[end : end + 20]):
            end += direction.end()
        yield low + match.start(), end


def _by_form(plain: str) -> Iterator[tuple[int, int]]:
    for match in _OTHER_STREET.finditer(plain):
        yield match.span()


def _with_codes(plain: str, streets: list[tuple[int, int]], codes: list[_Code]) -> Iterator[PostalAddress]:
    used: set[int] = set()
    spans = _merged(_widened(plain, *span) for span in streets)
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(plain)
        code = next((c for c in codes if end - 1 <= c.start <= min(end + _REACH, following)), None)
        if code is not None and _ends_before(plain[end : code.start]):
            code = None
        if code is not None or re.search(r"[0-9]", plain[start:end]):  # else a name like "Hyde Park"
            yield _made(plain, start, end, code)
            used |= {code.start} if code else set()
    for start, end in (m.span() for m in _BOX.finditer(plain)):
        if all(end <= a or start >= b for a, b in spans):
            code = next((c for c in codes if 0 <= c.start - end <= _REACH), None)
            yield replace(_made(plain, start, end, code), kind="po-box", confidence=0.9 if code else 0.75)
            used |= {code.start} if code else set()
    for code in codes:
        if code.start in used:
            continue
        if code.country == "US" and (anchored := _anchored(plain, code)):
            yield _made(plain, *anchored, code)
        elif code.country == "SG":
            start = max(0, code.start - 60)
            yield PostalAddress(plain[start : code.end].strip(" ,|"), "", code.code, "SG", start, "code", 0.6)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap put together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _ends_before(between: str) -> bool:
    """True where a sentence ends between a street and a code: they are not of one address."""
    return bool(re.search(r"[a-z]{4,}[.!?] [A-Z]|\|[^|:]{2,30}:(?!//)|@|\b[0-9]{4}[ -][0-9]{4}\b", between))


def _made(plain: str, start: int, end: int, code: _Code | None) -> PostalAddress:
    street = re.sub(r"[ ,|;]*\|[ ,|;]*", ", ", plain[start:end]).strip(" ,.;|-–")
    if code is not None:
        sure = 0.9 if code.country else 0.75
    else:
        sure = 0.7 if re.search(r"\b(?:suite|unit|floor|ste)\b|#", street, re.I) else 0.55
    if not re.search(r"[0-9]", street):
        sure -= 0.15
    text = plain[start : code.end if code else end].strip(" ,|")
    text += ")" if text.count("(") > text.count(")") else ""
    known = (code.code, code.country) if code else ("", "")
    return PostalAddress(text, street, *known, start, "street", round(sure, 2))


def _widened(plain: str, start: int, end: int) -> tuple[int, int]:
    """The street with the unit and building before and after it."""
    for _ in range(3):
        low = max(0, start - 70)
        match = _AHEAD.search(plain[low:start])
        if match is None:
            break
        start = low + match.start()
    for _ in range(3):
        match = _BEHIND.match(plain[end : end + 70])
        if match is None:
            break
        end += match.end()
    return start, end


def _anchored(plain: str, code: _Code) -> tuple[int, int] | None:
    """A street without a word for it, before a city, a state and a code."""
    state = _STATE_AT_END.search(plain[max(0, code.start - 30) : code.start])
    if state is None:
        return None
    stop = max(0, code.start - 30) + state.start()
    low = max(0, stop - 90)
    match = _ANCHORED.search(plain[low:stop])
    if match and re.search(r" [0-9]{5}(?![0-9])", match["street"]):
        return None  # the end of the address before
    return (low + match.start("street"), low + match.end("street")) if match else None
