"""Phone numbers in running text: what is one, in which country it is read, whether it is a fax, how sure that is.

Offsets are into `normalise(text)`. Regions are ISO 3166 codes: the countries that a number without a country code may
be of, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.phone_labels import BOTH, MARK, PLACES
from casetrust_audit.text.phone_spelling import evened

_PIECE = re.compile(r"(?<![0-9])(?:\+ ?|\(\+?|00(?=[1-9]))?\(?[0-9](?:[ ().\-–/·]{0,3}[0-9]){5,17}")
_SOME_DIGITS = re.compile(r"\d\D{0,6}\d\D{0,6}\d")
_DIGIT_RUN = re.compile(r"[0-9]*")
_NOT_A_NUMBER = re.compile(
    r"^(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}$|"  # IP address
    r"\b(?:[0-3]?[0-9][./-][0-3]?[0-9][./-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9])\b|"
    r"^(?:19|20)[0-9]{2}(?: ?[-–/ ] ?(?:19|20)[0-9]{2})+$|"  # years
    r"^[0-9]{1,4}\.[0-9]{2} ?[-–/] ?[0-9]{1,4}\.[0-9]{2}$|"  # prices or times
    r"[0-9]\.[0-9]{1,2}/[0-9]|"
    r"^97[89][ -]?(?:[0-9][ -]?){9}[0-9]$"  # ISBN
)
_MONEY_BEFORE = re.compile(r"(?:[$£€¥₹฿₫₱]|\b(?:SGD|USD|GBP|EUR|AUD|MYR|RM|Rp))\.? ?$", re.I)
_MONEY_AFTER = re.compile(r"^(?:[.,][0-9]|%|°| ?[$£€¥](?![0-9])| ?(?:SGD|USD|GBP|EUR|kg|g|mm|cm|ml)\b)", re.I)
_EXTENSION = re.compile(r"^,? ?(?:x|ext?n?\.?|extension|#)[ .:]{0,2}([0-9]{1,6})(?![0-9])", re.I)
_NORTH_AMERICAN = re.compile(r"^\(?(?:\+?1[ .-]{1,2})?\(?[2-9][0-9]{2}\)?[ .-]{0,3}[2-9][0-9]{2}[ .-]{1,3}[0-9]{4}$")
_LETTERED = re.compile(
    r"(?<![\w$£€])(?:1[ .-])?\(?(?P<area>[2-9][0-9]{2})\)?[ .-]{1,2}"
    r"(?P<rest>[2-9][0-9]{2}[ .-]{1,2}[A-Z]{4}(?![A-Za-z])(?: ?\([0-9]{4}\))?|"
    r"(?:[A-Z]{3}[ .-])?[A-Z]{4,9}(?![a-z\w])|"
    r"[A-Z]{3,4}[ .-][0-9]{4}(?![0-9]))"
)
_DIALLED_ABROAD = re.compile(r"00([1-9][0-9]{0,3}[ ().\-–·][0-9 ().\-–·]{5,18}[0-9])(?![0-9])")
"""The prefix most of the world dials abroad with (ITU-T E.164); Singapore's plan knows 001, 002 and 008 alone."""
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

_FEWEST = 7
"""Digits of a whole number."""
_BEFORE = 56
_OTHER_NUMBER = re.compile(
    r"(?:\bu\.?e\.?n|\breg(?:istration|istered|n)?|\broc\b|\brcb|\bacra|\bgst|\bvat|\babn|\bacn|\bein\b|"
    r"\btax(?: id)?|"
    r"\btin\b|\bpostal(?: code)?|\bpost ?code|\bzip(?: code)?|\bsingapore|\bs ?\(|\border|\binvoice|\baccount|"
    r"\bacct?|\ba/c|"
    r"\bisbn|\bissn|\bean|\bupc|\bsku|\bitem|\bmodel|\bpart|\bproduct|\bserial|\blicen[cs]e|\blic|\bcertificate|"
    r"\bcert|"
    r"\bpermit|\bpatent|\btracking|\bref(?:erence)?|\bcase|\bticket|\bbooking|\bmember(?:ship)?|\bcustomer|"
    r"\bp\.? ?o\.? ?box|"
    r"\bid|\bnmls|\bdre|\bnpi|\biban|\bbic|\bbsb|\bbank|\bcharity|\bcompany|\bhrb|\bustid\S*|\bsiret|\bsiren|"
    r"\bp\.? ?iva|"
    r"\bcod(?:ice)?\.? ?fisc(?:ale)?\.?|\bc\.? ?f\.|\brcs|\bcnpj|\bcif|\bnif|\bkvk|\bbtw|\borg\.? ?n[or]|\bcvr|инн|"
    r"огрн|кпп|登録番号|\bco|税号|稅號|注册号|订单号?|邮编|郵編|編號|编号|統編|信用代码|[账帐賬帳卡][号號]|[备備](?:案号?)?|[证証證][号號]?)"
    r"(?: ?(?:no\.?s?|nr\.?|num(?:ber)?|#|code|id|is|reg\.?|registration|authorisation|authorization))*[\s:.#()№-]*$",
    re.I,
)
_NUMBER_IS = re.compile(
    r"(?: ?(?:no\.?|nr\.?|n[º°]|numbers?|nummer|n[uú]mero|nombor|号码?|號碼?|番号|us|at|on|is|:|\.|#|\(|\)|-))* ?", re.I
)
_NEW_SENTENCE = re.compile(r"[a-z]{3}[.!?] [A-Z]|[.!?] [A-Z][a-z']*(?: [a-z']+){2}")
_JOINS = re.compile(r"^[\s,;/|&·•()-]*(?:or|and|oder|ou|to|dan|或)?[\s,;/|&·•()-]*$", re.I)
_AFTER = re.compile(
    r"^ ?(?:[(\[–-]? ?(?P<word>(?:tele ?)?fax|facsimile|whats ?app|tel|phone|office|cell|mobile|"
    r"toll[ -]?free)\b(?P<rest>.{0,4})|"
    r"\((?P<letter>[PTFMOCH])\))",
    re.I,
)
_TAILS = re.compile(
    r"(?<=[0-9])(?: ?/ ?[0-9]{1,6}(?! ?[0-9]|[.,:-][0-9]))+(?![0-9A-Za-z/])|(?<=[0-9]{4})-[0-9](?![0-9A-Za-z/.-])"
)
"""Last digits of further numbers: "6123 4567/8/9" is three."""
_HEAD = re.compile(r"[+(]{0,2}[0-9][0-9 ().-]{5,20}[0-9]$")
_TWO_IN_A_ROW = re.compile(
    r"^\(?(?:\+?1[ .-]{1,2})?\(?[2-9][0-9]{2}\)?[ .-]{0,3}[2-9][0-9]{2}[ .-]{1,3}[0-9]{4}(?= [(+0-9])"
)
_CODE_IN_BRACKETS = re.compile(r"^\([1-9][0-9]{0,2}[- ][0-9]{1,4}\)[ -]?[0-9][0-9 -]{4,12}[0-9](?![0-9])")
_TRAILING = re.compile(r"^ ?[(\[]?(?:voice|phone|tel|(?:tele ?)?fax|facsimile|cell|mobile|office)\b", re.I)
_GROUPED = re.compile(r"[0-9]{2,4}[ .-][0-9]{2,4}[ .-][0-9]{3,4}$")
_ASCENDING = "01234567890123456789"
_GLUED_BEFORE = re.compile(r"(?:tel|phone|fax|call|mobile|ph)$", re.I)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number as written, and its offset in `normalise(text)`.

    `e164` is "+6561234567"; "" where no numbering plan asked knows the number. `kind`: "phone", "fax" or "whatsapp".
    `coded` where it is written with its country code. `confidence` is that it is a number to be reached at.
    """

    raw: str
    e164: str
    start: int
    kind: str = "phone"
    extension: str = ""
    coded: bool = False
    labelled: bool = False
    confidence: float = 1.0

    @property
    def number(self) -> str:
        """E.164 where the number is known; else its digits, with the "+" it is written with."""
        if self.e164:
            return self.e164
        return ("+" if self.raw.lstrip("( ").startswith("+") else "") + re.sub(r"[^0-9]", "", self.raw)


def find_phones(text: str, region: str = "SG") -> tuple[Phone, ...]:
    """Valid numbers by position. `region` (ISO 3166) is where numbers without a country code are taken to be."""
    plain = normalise(text)
    return tuple(Phone(raw, e164, start, coded=coded) for raw, e164, start, coded in _valid(plain, (region,)))


def read_phones(text: str, regions: Sequence[str] = ("SG",), before: str = "") -> tuple[Phone, ...]:
    """Phone and fax numbers by position, with what their labels and their shape say of them.

    `before` is what stands before the text on the page: the cell or term that may hold the label. A number that is
    called a phone number, or is written with "+" and a country code, counts though no numbering plan knows it.
    """
    if not _SOME_DIGITS.search(text):
        return ()
    plain, tails = _without_tails(evened(normalise(text)))
    written = [(raw, e164, start, coded) for raw, e164, start, coded in _valid(plain, (*regions, ""))]
    written += [(raw, e164, start, False) for raw, e164, start in _lettered(plain)]
    taken = [(start, start + len(raw)) for raw, _, start, _ in written]
    written += [w for w in _unknown(plain) if all(w[2] + len(w[0]) <= a or w[2] >= b for a, b in taken)]
    found: list[Phone] = []
    end = 0
    written.sort(key=lambda w: w[2])
    trailing = len(written) > 1 and _labels_trail(plain, written[0][2], written[-1][2] + len(written[-1][0]))
    for raw, e164, start, coded in written:
        if start < end:
            continue
        last = found[-1] if found else None
        if trailing:
            since, stop = start, next((w[2] for w in written if w[2] > start), len(plain))
            phone = _judged(plain[:stop], raw, e164, start, coded, since, None, "")
        else:
            phone = _judged(plain, raw, e164, start, coded, end, last, normalise(before) if not found else "")
        end = start + len(raw)
        if phone is not None and not _is_made_up(phone):
            found.append(phone)
            found += _continued(phone, tails.get(end, ()))
    return tuple(found)


def _without_tails(plain: str) -> tuple[str, dict[int, tuple[tuple[int, str], ...]]]:
    """The text with the last digits of further numbers blotted out; those by the offset that the first number ends at,
    each with its own offset."""
    tails: dict[int, tuple[tuple[int, str], ...]] = {}
    for match in _TAILS.finditer(plain):
        head = _HEAD.search(plain[max(0, match.start() - 26) : match.start()])
        if head and len(re.sub(r"[^0-9]", "", head[0])) >= _FEWEST and not _NOT_A_NUMBER.search(head[0].strip()):
            tails[match.start()] = tuple((match.start() + m.start(), m[0]) for m in re.finditer(r"[0-9]+", match[0]))
    for start, parts in tails.items():
        end = parts[-1][0] + len(parts[-1][1])
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain, tails


def _continued(first: Phone, tails: Sequence[tuple[int, str]]) -> Iterator[Phone]:
    """The further numbers of which the text gives the last digits only."""
    for start, digits in tails:
        number = (first.e164 or first.number)[: -len(digits)] + digits
        e164 = international(number) if first.e164 else ""
        if e164 != first.e164 and (e164 or not first.e164):
            yield replace(first, raw=digits if e164 else number, e164=e164, start=start, extension="")


def _labels_trail(plain: str, first: int, last: int) -> bool:
    """True where every label stands behind its number: "6123 4567 voice 6123 4568 fax"."""
    return not MARK.search(plain[max(0, first - _BEFORE) : first]) and bool(_TRAILING.match(plain[last : last + 16]))


def _is_made_up(phone: Phone) -> bool:
    """True for what fills the place of a number: 1234 5678, 0000 0000."""
    digits = re.sub(r"[^0-9]", "", phone.raw)
    bare = digits.lstrip("0+")
    if len(set(bare[-_FEWEST:])) <= 1 and not phone.e164:
        return True
    runs = (_ASCENDING, _ASCENDING[::-1])
    if phone.e164:
        parts = {bare, *(bare.removeprefix(code) for code in ("1", "44", "1800", "800"))}
        return any(len(part) >= _FEWEST and part in run for run in runs for part in parts)
    return any(digits[i : i + _FEWEST] in run for run in runs for i in range(len(digits) - _FEWEST + 1))


def _valid(plain: str, regions: Sequence[str]) -> Iterator[tuple[str, str, int, bool]]:
    """Numbers that a numbering plan knows: as written, in E.164, where, and whether with country code.

    The region "" stands for numbers grouped as in North America, which are known by their shape.
    """
    position = 0
    while piece := _PIECE.search(plain, position):
        beyond = _DIGIT_RUN.match(plain, piece.end())
        stop = beyond.end() if beyond else piece.end()
        if stop > piece.end() and not re.search(r"[^0-9]", piece[0]):
            position = stop  # one long run of digits
            continue
        hit = _first(plain, piece.start(), stop, regions)
        if hit is None:
            position = stop
            continue
        raw, number, start = hit
        position = start + len(raw)
        coded = (
            raw.lstrip("( ").startswith(("+", "00"))
            or _CODE_IN_BRACKETS.match(raw) is not None
            or plain[max(0, start - 2) : start].endswith("+")
        )
        yield raw, format_number(number, PhoneNumberFormat.E164), start, coded


def _first(plain: str, start: int, stop: int, regions: Sequence[str]) -> tuple[str, PhoneNumber, int] | None:
    """The first number of a piece: read in the likeliest region, unless another reads more of what is written."""
    piece = plain[start:stop]
    if two := _TWO_IN_A_ROW.match(piece):
        piece = two[0]
    if (code := _CODE_IN_BRACKETS.match(piece)) and (e164 := international(code[0])):
        return code[0], parse(e164), start
    if (dialled := _DIALLED_ABROAD.match(piece)) and (e164 := international(f"+{dialled[1]}")):
        return dialled[0], parse(e164), start
    best: tuple[str, PhoneNumber, int] | None = None
    if "" in regions and re.search(r"[0-9)] ?[-.] ?[0-9]|\)[0-9]", piece):
        # by its shape before all: "800-555-0199" is none of Singapore's, "800 555 0199" may be
        regions = ("", *regions)
    for region in dict.fromkeys(regions):
        for match in PhoneNumberMatcher(piece, region or "US", leniency=Leniency.VALID, max_tries=8):
            raw, at = match.raw_string, start + match.start
            if (not region and not _NORTH_AMERICAN.match(raw)) or not _stands_alone(plain, at, at + len(raw)):
                continue
            if best is None or (at <= best[2] and at + len(raw) >= best[2] + len(best[0]) + 2) or at + 2 < best[2]:
                best = raw, match.number, at
            break
    return best


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """False inside words, amounts, dates, and longer codes."""
    before, after = plain[max(0, start - 12) : start], plain[end : end + 12]
    raw = plain[start:end]
    if _NOT_A_NUMBER.search(raw) or _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return False
    if re.search(r"\(\+?[0-9]{1,5}\)[ -]?$", before) and not raw.startswith(("+", "(")):
        return False  # the area code before it is of another country
    if re.search(r"[a-z_@]$", before, re.I) and not _GLUED_BEFORE.search(before):
        return False
    if re.search(r"[a-z0-9]-$|[/=?&][\w-]*$|[0-9][.,:/]$", before, re.I) and not raw.startswith("+"):
        return bool(re.search(r"(?:tel|fax|phone|ph|[0-9] ?/ ?)$|(?<![\w/.])[a-z]-$", before, re.I))
    if re.match(r"[a-z]", after, re.I) and not _EXTENSION.match(after):
        glued = r"[A-Z][a-z]{2}|(?:fax|tel|e-?mail|phone)" + (r"|[a-z]{3}" if _GROUPED.search(raw) else "")
        return bool(re.match(glued, after))
    return not re.match(r"[_@]|[-:/][0-9]", after)


def _lettered(plain: str) -> Iterator[tuple[str, str, int]]:
    """North American numbers with letters for digits ("1-800-FLOWERS"), in E.164 by the keypad."""
    for match in _LETTERED.finditer(plain):
        rest = re.sub(r"\([0-9]{4}\)", "", match["rest"])
        letters = re.sub(r"[^A-Z0-9]", "", rest)
        if not re.match(r"[0-9]", letters) and match["area"] not in _TOLL_FREE:
            continue
        digits = (match["area"] + letters).translate(_KEYPAD)[:10]
        if len(digits) == 10 and (e164 := international(f"1{digits}")):
            yield match[0], e164, match.start()


_LOOSE = re.compile(
    r"(?<![\w+])\+ ?\(?[1-9][0-9 ().·-]{6,20}[0-9](?![0-9A-Za-z])|"
    r"(?<![\w+.,-])\(?[0-9][0-9 ().·-]{5,18}[0-9](?![0-9A-Za-z%])"
)


def _unknown(plain: str) -> list[tuple[str, str, int, bool]]:
    """Texts of a phone number's shape that no numbering plan asked knows: worth something only with a label or "+"."""
    found = []
    for match in _LOOSE.finditer(plain):
        digits = len(re.sub(r"[^0-9]", "", match[0]))
        if 7 <= digits <= 15 and _stands_alone(plain, match.start(), match.end()):
            found.append((match[0], "", match.start(), match[0].startswith("+")))
    return found


def _judged(
    plain: str, raw: str, e164: str, start: int, coded: bool, since: int, last: Phone | None, before: str
) -> Phone | None:
    """The number with its kind and confidence; None where it is another number than a phone's."""
    lead = plain[max(since, start - _BEFORE) : start]
    if _OTHER_NUMBER.search(lead) and not coded:
        return None
    kind, labelled = _label(lead)
    joined = not labelled and last is not None and _JOINS.match(lead) is not None and len(lead) <= 8
    if joined and last is not None:
        kind, labelled = last.kind, last.labelled
    elif not labelled and since == 0 and len(plain[:start].strip(" :(")) < 3 and before:
        if _OTHER_NUMBER.search(before[-40:]) and not coded:
            return None
        kind, labelled = _label(before[-_BEFORE:] + " ") if len(before) <= 60 else (kind, labelled)
    tail = plain[start + len(raw) : start + len(raw) + 24]
    extension = _EXTENSION.match(tail)
    if (after := _AFTER.match(tail)) and not re.search(r"[:.0-9]", after["rest"] or ""):
        word = (after["word"] or after["letter"]).lower()
        told = "fax" if word == "f" or "fa" in word else "whatsapp" if word.startswith("what") else "phone"
        bracketed = told != "phone" and bool(re.match(r" ?[(\[]", tail))
        if bracketed or not labelled or after["letter"]:
            kind, labelled = told, True
    if not e164 and not (labelled and (joined or _is_near(lead, before))) and not coded:
        return None
    alone = len(plain) - len(raw) <= max(8, len(raw) // 2)
    sure = _confidence(raw, bool(e164), coded, labelled, alone)
    return Phone(raw, e164, start, kind, extension[1] if extension else "", coded, labelled, sure)


def _label(lead: str) -> tuple[str, bool]:
    """Kind that the last label of the text names, and whether there is one."""
    marks = list(MARK.finditer(lead))
    if not marks:
        return "phone", False
    if _NEW_SENTENCE.search(lead, marks[-1].end()):
        return "phone", False  # the label belongs to the sentence before
    kind = marks[-1].lastgroup or "phone"
    if kind != "whatsapp" and BOTH.search(lead[marks[0].start() :]):
        kind = "phone"
    if kind == "phone" and len(marks) > 1 and marks[-2].lastgroup in ("fax", "whatsapp"):
        between = lead[marks[-2].end() : marks[-1].start()]
        if re.fullmatch(r"[ :.]*", between):  # "Fax number", "WhatsApp mobile"
            kind = marks[-2].lastgroup or kind
    return kind, True


def _is_near(lead: str, before: str) -> bool:
    """True where a label stands directly before: "Tel. no.:"; a number of no known plan needs that."""
    text = lead if lead.strip(" :(") else before
    marks = list(MARK.finditer(text))
    if not marks or re.fullmatch(PLACES, marks[-1][0], re.I):
        return False
    return _NUMBER_IS.fullmatch(text[marks[-1].end() :]) is not None


def _confidence(raw: str, known: bool, coded: bool, labelled: bool, alone: bool) -> float:
    grouped = bool(re.search(r"[0-9][^0-9]+[0-9]", raw))
    if not known:
        return 0.6 if coded and labelled else 0.5
    if labelled:
        return 0.95 if coded or grouped else 0.9
    if coded:
        return 0.9
    if alone:
        return 0.85 if grouped else 0.6
    return 0.75 if grouped else 0.4


def international(digits: str) -> str:
    """E.164 of a number that begins with its country code, with or without "+"; "" where it is none."""
    bare = re.sub(r"[^0-9]", "", digits).lstrip("0")
    if not bare:
        return ""
    try:
        number = parse(f"+{bare}")
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else ""
