"""Who a shop says it is: UENs, legal names, GST registration numbers. Offsets are into `normalise(text)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.sg import uen

from casetrust_audit.text.fillers import is_filler_firm
from casetrust_audit.text.normalise import normalise

_UEN_SHAPE = r"(?:(?:19|20)[0-9]{7}[A-Z]|[0-9]{8}[A-Z]|[TSR][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z])"
_UEN = re.compile(rf"(?<![A-Za-z0-9])(?:{_UEN_SHAPE})(?![A-Za-z0-9])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?<![a-z])(?:u\.?e\.?n\.?|r\.?o\.?[cb]\.?|rcb|acra|unique entity|"
    r"(?:company|co\.?|business|biz|corporate|firm|entity) (?:reg(?:istration|istered|n)?|identification)|"
    r"reg(?:istration|n)?\.? ?no|business id|gst|"
    r"nombor pendaftaran|no\. pendaftaran|பதிவு எண்)|公司注册|商业注册|注册号|注册编号",
    re.IGNORECASE,
)
_LABEL_BEFORE = 48
_LABEL_AFTER = 12

_SUFFIX = re.compile(
    r"(?<![\w])(?P<suffix>\(?Pte\.?\)?,? ?\(?Ltd\b\.?\)?|\(?Pte\.?\)? Limited\b|\(?Private\)? Limited\b|"
    r"\(?Pvt\.?\)? ?Ltd\b\.?|Pty\.? ?Ltd\b\.?|Sdn\.? ?Bhd\b\.?|Co\.?,? ?Ltd\b\.?|Ltd\b\.?|Limited\b|"
    r"L\.?L\.?P\b\.?|L\.?L\.?C\b\.?|Inc\b\.?|"
    r"Incorporated\b|Corp\b\.?|Corporation\b|GmbH\b|PLC\b|B\.?V\b\.?)(?P<place> \((?:Singapore|S|SG)\))?",
    re.IGNORECASE,
)
_LOOSE_SUFFIXES = frozenset(
    {"limited", "inc", "ltd", "corp", "corporation", "incorporated", "plc", "bv", "llc", "co ltd"}
)
_NOT_A_FIRM = re.compile(
    r"[ -](?:edition|time|stocks?|quantit(?:y|ies)|offers?|warranty|liability|release|series|supply|sale|deals?|access|"
    r"space|seats?|slots?|run|drop|collection|only|to|gst|vat|tax|shipping|delivery)\b",
    re.IGNORECASE,
)
_NAME_WINDOW = 100
_MAX_WORDS = 9
_NAME_WORD = re.compile(r"[A-Z0-9\u00c0-\u00de][\w'’.&/+@-]*|\((?:[A-Z][\w.&' -]{0,24})\)|&|\+|and|of|the|for|de|by")
_CONNECTORS = frozenset({"&", "+", "and", "of", "the", "for", "de", "by"})
_BREAK = re.compile(r"[.:;!?|•·©®™)\]}]\Z|,\Z")
_ABBREVIATION = re.compile(r"(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Co|Bros|No)\.\Z|(?:[A-Z]\.)+\Z|\)\Z")
_LEADING_WORDS = (
    "copyright copyrights by and of the for & + de at from in our we is are operated owned managed powered provided "
    "company seller merchant vendor retailer supplier name address contact about welcome to all imported distributed "
    "marketed manufactured sold business registered legal entity operator website brand under proudly a this © "
    "uen"
)
_LEADING = frozenset(_LEADING_WORDS.split())
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[-–](?:(?:19|20)?[0-9]{2}))?\Z")
_HAN_FIRM = re.compile(r"[\u4e00-\u9fff（）()]{2,20}?(?:私人)?有限公司")
_HAN_LEADING = re.compile(r"^.*(?:公司名称|名称|版权所有|由|归|是|与|和|经营者|卖家)")

_GST_CONTEXT = re.compile(
    r"\bGST\b[ .:#(]{0,3}(?:reg(?:istration|istered|n)?\b[ .:]{0,3})?(?:(?:no|num(?:ber)?|id|#)\b[ .:]{0,3})?"
    rf"(?:is )?[ :.#(]{{0,3}}(?P<number>M[0-9R]?[0-9]?-?[0-9]{{7}}-?[0-9A-Z]|{_UEN_SHAPE})(?![A-Za-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Uen:
    """A text of UEN shape: `valid` by its check letter, `labelled` where a word beside it says what it is.

    An order code can have the shape and even the letter: only a number that is both is a UEN.
    """

    number: str
    valid: bool
    start: int
    labelled: bool


def find_uens(text: str) -> tuple[Uen, ...]:
    """Texts of UEN shape by position, upper case."""
    plain = normalise(text)
    return tuple(
        Uen(m[0].upper(), bool(uen.is_valid(m[0].upper())), m.start(), _labelled(plain, m))
        for m in _UEN.finditer(plain)
    )


def _labelled(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LABEL_BEFORE) : match.start()]
    after = text[match.end() : match.end() + _LABEL_AFTER]
    return bool(_LABEL.search(before)) or bool(_LABEL.search(after) and after.lstrip().startswith(("(", "-", ",")))


def find_gst_numbers(text: str) -> tuple[str, ...]:
    """Distinct GST registration numbers, named as such beside them, upper case, as written otherwise."""
    return tuple(dict.fromkeys(m["number"].upper() for m in _GST_CONTEXT.finditer(normalise(text))))


def find_legal_names(text: str) -> tuple[str, ...]:
    """Distinct names of firms with their legal form ("Kopi & Kaya Pte. Ltd."), by position; a template's are none."""
    plain = normalise(text)
    found: list[tuple[int, str]] = []
    done = 0
    for match in _SUFFIX.finditer(plain):
        suffix = match["suffix"]
        if match.start() < done or not _is_firm(plain, match):
            continue
        start = _name_start(plain, match.start(), done)
        if start is None:
            continue
        found.append(
            (start, plain[start : match.end()] if match["place"] else plain[start : match.start()] + _trim(suffix))
        )
        done = match.end()
    if not plain.isascii():
        found.extend((m.start(), _HAN_LEADING.sub("", m[0])) for m in _HAN_FIRM.finditer(plain))
    return tuple(dict.fromkeys(name for _, name in sorted(found) if name and not is_filler_firm(name)))


def _trim(suffix: str) -> str:
    """The legal form without a bracket that is not its own."""
    return suffix.rstrip(")") if suffix.count(")") > suffix.count("(") else suffix


def _is_firm(text: str, match: re.Match[str]) -> bool:
    """False for "Limited Edition", "Inc GST" and forms that are not written as part of a name."""
    plain = re.sub(r"[.,()]", "", match["suffix"]).lower()
    if plain not in _LOOSE_SUFFIXES:
        return True
    return match["suffix"][0].isupper() and not _NOT_A_FIRM.match(text, match.end())


def _is_leading(word: str) -> bool:
    """True for words before a name that are not of it; "The" with a capital may well be."""
    return word != "The" and (word.lower().strip(".,") in _LEADING or bool(_YEARS.match(word)))


def _name_start(text: str, end: int, done: int) -> int | None:
    """Where the name before a legal form begins: back over capitalised words and the small words between them."""
    low = max(done, end - _NAME_WINDOW)
    words = list(re.finditer(r"\([^() ]{1,25}(?: [^() ]{1,25}){0,2}\)|[^ ()]+", text[low:end]))
    taken: list[re.Match[str]] = []
    for word in reversed(words):
        token = word[0].rstrip(",") if not taken else word[0]
        if len(taken) == _MAX_WORDS or not _NAME_WORD.fullmatch(token):
            break
        if taken and _BREAK.search(token) and not _ABBREVIATION.search(token):
            break
        taken.append(word)
    while taken and _is_leading(taken[-1][0]):
        taken.pop()
    return low + taken[-1].start() if taken else None
