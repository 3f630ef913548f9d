"""Ways to reach a shop, read off its text: phones, e-mail addresses, WhatsApp numbers, postal codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

from casetrust_audit.text.normalise import normalise

_PHONE_PIECE = re.compile(r"[(+]{0,2}[0-9](?:[ ().\-–/]{0,3}[0-9]){5,17}")
_PIECE_CONTEXT = 12
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+'@-])(?P<local>[a-z0-9_][a-z0-9._%+'-]{0,63})@(?P<domain>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,24})"
    r"(?![a-z0-9@-])",
    re.IGNORECASE,
)
_SPELT_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])(?P<local>[a-z0-9_][a-z0-9._%+-]{0,63})(?: ?[\[({<] ?(?:at|@) ?[\])}>] ?| at )"
    r"(?P<domain>[a-z0-9-]{1,63}(?:(?: ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot |\.)[a-z0-9-]{1,63}){1,4})(?![a-z0-9-])",
    re.IGNORECASE,
)
_BRACKETED_AT = re.compile(r"[\[({<] ?(?:at|@) ?[\])}>]", re.IGNORECASE)
_DOT = re.compile(r" ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot ", re.IGNORECASE)
_FILE_WORDS = (
    "png jpg jpeg gif webp svg avif bmp ico css js mjs json map woff woff2 ttf eot mp4 webm mp3 pdf html htm php"
)
_FILE_ENDINGS = frozenset(_FILE_WORDS.split())
_PLACEHOLDER_DOMAINS = frozenset(
    {"example.com", "example.org", "example.net", "email.com", "domain.com", "yourdomain.com"}
)
_PLACEHOLDER_WORDS = "you your yourname your.name your-name youremail your.email name email user username me abc xyz"
_PLACEHOLDER_NAMES = frozenset(_PLACEHOLDER_WORDS.split())
_WHATSAPP_HOSTS = frozenset(
    {"wa.me", "www.wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "www.whatsapp.com"}
)
_POSTAL = re.compile(
    r"(?:\bSingapore|\bS'?pore|\bSingapura|\bSG|\bS|\bpostal code|\bzip code|新加坡|邮编|邮区|சிங்கப்பூர்)"
    r"[ :,]{0,2}\(?(?:S ?)?([0-9]{6})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_SECTORS = frozenset(range(1, 83)) - {74}


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid phone number as written, in E.164 ("+6561234567"), and its offset in `normalise(text)`."""

    raw: str
    e164: str
    start: int


def find_phones(text: str, region: str = "SG") -> tuple[Phone, ...]:
    """Valid numbers by position. `region` (ISO 3166) is where numbers without a country code are taken to be."""
    plain = normalise(text)
    found: list[Phone] = []
    done = 0
    for piece in _PHONE_PIECE.finditer(plain):
        # phonenumbers looks at the characters around a number, and retries a long text too often to be given all.
        low, high = max(done, piece.start() - _PIECE_CONTEXT), min(len(plain), piece.end() + _PIECE_CONTEXT)
        for match in PhoneNumberMatcher(plain[low:high], region, leniency=Leniency.VALID):
            found.append(
                Phone(match.raw_string, format_number(match.number, PhoneNumberFormat.E164), low + match.start)
            )
            done = low + match.end
    return tuple(found)


def find_emails(text: str) -> tuple[str, ...]:
    """Distinct addresses in lower case by position; no file names, no "you@example.com".

    "help [at] shop [dot] sg" counts too.
    """
    plain = normalise(text)
    found = [(m.start(), f"{m['local'].rstrip('.')}@{m['domain']}".lower()) for m in _EMAIL.finditer(plain)]
    found += list(_spelt_out(plain))
    return tuple(dict.fromkeys(address for _, address in sorted(found) if _is_address(address)))


def _spelt_out(text: str) -> Iterator[tuple[int, str]]:
    """Addresses with "at" spelt out: bracketed, or as words where "dot" is a word too ("look at shop.sg" is prose)."""
    for match in _SPELT_EMAIL.finditer(text):
        domain = _DOT.sub(".", match["domain"])
        hidden = bool(_BRACKETED_AT.search(match[0])) or bool(_DOT.search(match["domain"]))
        if hidden and re.fullmatch(r"[a-z]{2,24}", domain.rpartition(".")[2], re.IGNORECASE):
            yield match.start(), f"{match['local']}@{domain}".lower()


def _is_address(address: str) -> bool:
    local, _, domain = address.partition("@")
    if domain.rpartition(".")[2] in _FILE_ENDINGS or ".." in local:
        return False
    return not (domain in _PLACEHOLDER_DOMAINS and local in _PLACEHOLDER_NAMES)


def find_postal_codes(text: str) -> tuple[str, ...]:
    """Distinct Singapore postal codes that stand after "Singapore", "S" or the like, by position."""
    codes = (m[1] for m in _POSTAL.finditer(normalise(text)))
    return tuple(dict.fromkeys(code for code in codes if int(code[:2]) in _SECTORS))


def whatsapp_number(url: str) -> str:
    """Number in E.164 of a WhatsApp link; "" where it is none or only shares a text."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    if parts.scheme == "whatsapp":
        written = query.get("phone", [""])[0]
    elif host in _WHATSAPP_HOSTS:
        path = parts.path.strip("/").split("/")[0] if host.endswith("wa.me") else ""
        written = query.get("phone", [path])[0]
    else:
        return ""
    return _international(written)


def _international(written: str) -> str:
    digits = re.sub(r"[^0-9]", "", written) if re.fullmatch(r"\+?[0-9 ().-]{6,24}", written.strip()) else ""
    if not digits:
        return ""
    try:
        number = parse(f"+{digits.lstrip('0')}")
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else ""
