"""E-mail addresses in text and in links, those hidden from robots too. Offsets are into `normalise(text)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from casetrust_audit.text.normalise import normalise

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+@-])(?<![a-z0-9]')(?P<local>[a-z0-9_][a-z0-9._%+'-]{0,63})@(?P<domain>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,24})"
    r"(?![a-z0-9@]|-[a-z0-9])",
    re.IGNORECASE,
)
_AFTER_SIGNS = re.compile(
    r"(?:(?<![a-z0-9._'-])(?!\.{2,3}[a-z0-9])[._'-]+|\.{4,})(?=[a-z0-9_][a-z0-9._%+'-]{0,63}@)", re.IGNORECASE
)
"""Signs that lead to an address and are none of it: "Email:-help@shop.sg", "......help@shop.sg"."""
_MASKED = re.compile(r"[*•●·…#×∗⁎█▪■○]$|(?<!\.)\.{2,3}$")
_MASKED_INSIDE = re.compile(r"x{3,}|_{3,}|\.\.", re.IGNORECASE)
_AT_WORD = (
    r"(?:at|@|ät|æt|arroba|arobase|aroba|chiocciola|klammeraffe|apenstaartje|snabel-?a|krøllalfa|kukac|małpa|malpa"
    r"|zavin[aá][cč]|собака|アット(?:マーク)?|골뱅이)"
)
"""What the sign "@" is called."""
_AT = rf"(?: ?[\[({{<] ?{_AT_WORD} ?[\])}}>] ?|\(a\)| at | @ ?|@ )"
_DOT_WORD = (
    r"(?: ?[\[({<] ?(?:dot|\.|punkt|point|punto|ponto|punt|kropka|tečka|pont|точка) ?[\])}>] ?| dot | \. "
    r"|(?<=[a-z0-9])\. (?=(?-i:com|net|org)\b))"
)
_SPELT_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+-])(?P<local>[a-z0-9_][a-z0-9._%+-]{{0,63}}(?:{_DOT_WORD}[a-z0-9_-]{{1,40}})?)(?P<at>{_AT}|@)"
    rf"(?P<domain>[a-z0-9-]{{1,63}}(?:(?:{_DOT_WORD}|\.)[a-z0-9-]{{1,63}}){{1,4}})(?![a-z0-9-])",
    re.IGNORECASE,
)
_SOME_AT = re.compile(rf"[@＠﹫]|\(a\)|(?<![a-z]){_AT_WORD}(?![a-z])", re.IGNORECASE)
_BRACKETED_AT = re.compile(rf"[\[({{<] ?(?:{_AT_WORD}|a) ?[\])}}>]", re.IGNORECASE)
_CALLED_MAIL = re.compile(
    r"(?:\be-?mails?(?: address)?|\bmail|\bcorreo|\bcourriel|\bposta|почта|邮箱|郵箱|邮件|電郵|电邮|メール|이메일|emel)"
    r" ?[:：–-] ?\Z",
    re.IGNORECASE,
)
"""What makes "sales at shop.sg" an address: a label right before it."""
_DOT = re.compile(_DOT_WORD, re.IGNORECASE)
_SLIP = re.compile(r"[a-z0-9]\. [a-z]", re.IGNORECASE)
_GLUED = re.compile(r"^[a-z]{2,6}(?=[A-Z][a-z])")
_LABEL = re.compile(r"^(?:E-?[Mm]ail|EMAIL|E-MAIL)(?=[a-z0-9])")
"""A label that stands before an address without a space between: "Emailhelp@shop.sg"."""
_SENTENCE = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,6}(?=\.[A-Z][a-z]+$)")
_FILE_WORDS = (
    "png jpg jpeg gif webp svg avif bmp ico css js mjs json map woff woff2 ttf eot mp4 webm mp3 pdf html htm php"
)
_FILE_ENDINGS = frozenset(_FILE_WORDS.split())
_NOBODYS = (
    "email.com domain.com address.com company.com website.com test.com sample.com mail.com yourdomain.com yourshop.com "
    "yourstore.com yoursite.com yourcompany.com yourwebsite.com mysite.com mydomain.com mystore.com"
)
_PLACEHOLDER_DOMAINS = frozenset(_NOBODYS.split())
_RESERVED = re.compile(r"(?:^|\.)example\.(?:com|org|net)$|^your-?(?:domain|shop|store|site|company)\.")
"""Domains that nobody is reached at, whatever stands before them."""
_PLACEHOLDER_WORDS = (
    "you your yourname your.name your-name youremail your.email name email user username me abc xyz test sample "
    "example info hello mail someone john.doe johndoe jane.doe firstname.lastname"
)
_PLACEHOLDER_NAMES = frozenset(_PLACEHOLDER_WORDS.split())
_PROTECTED = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{6,400})(?![0-9a-f])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Email:
    """An address in lower case, as written, and its offset. `spelt` where "at" or "dot" is written out."""

    address: str
    raw: str
    start: int
    spelt: bool = False
    confidence: float = 0.9


def read_emails(text: str) -> tuple[Email, ...]:
    """Every sighting of an address by position; no file names, no "you@example.com"."""
    if not _SOME_AT.search(text):
        return ()
    plain = normalise(text)
    found = sorted([*_plain(plain), *_spelt_out(plain)], key=lambda e: (e.start, e.spelt))
    kept: list[Email] = []
    for email in found:
        if _is_address(email.address) and not (kept and email.start < kept[-1].start + len(kept[-1].raw)):
            kept.append(email)
    return tuple(kept)


def find_emails(text: str) -> tuple[str, ...]:
    """Distinct addresses in lower case by position; no file names, no "you@example.com".

    "help [at] shop [dot] sg" counts too.
    """
    return tuple(dict.fromkeys(email.address for email in read_emails(text)))


def link_emails(href: str) -> tuple[str, ...]:
    """Distinct addresses that a mailto link writes to, or that Cloudflare has hidden in a link; () for others."""
    if hidden := _PROTECTED.search(href):
        return find_emails(_unhidden(hidden[1]))
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() != "mailto":
        return ()
    target, _, query = rest.partition("?")
    try:
        others = [value for key, value in parse_qsl(query) if key.lower() == "to"]
    except ValueError:
        others = []
    return find_emails(" , ".join((unquote(target).replace(",", " , ").replace(";", " , ").strip("/"), *others)))


def _unhidden(code: str) -> str:
    """Text that Cloudflare's e-mail protection has hidden: hexadecimal bytes, the first of which masks the others."""
    if len(code) % 2:
        return ""
    mask, *masked = bytes.fromhex(code)
    return bytes(byte ^ mask for byte in masked).decode("utf-8", "replace")


def _plain(text: str) -> Iterator[Email]:
    text = _AFTER_SIGNS.sub(lambda m: " " * len(m[0]), text)
    for match in _EMAIL.finditer(text):
        if _MASKED.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        domain, raw, local = match["domain"], match[0], match["local"]
        start = match.start()
        if label := _LABEL.match(local):
            raw, local, start = raw[label.end() :], local[label.end() :], start + label.end()
        if sentence := _SENTENCE.match(domain):  # "help@shop.sg.Call us": the next sentence without a space
            raw, domain = raw[: len(raw) - len(domain) + sentence.end()], sentence[0]
        name, _, ending = domain.rpartition(".")
        if glued := _GLUED.match(ending):  # "help@shop.sgCall us": two elements without a space between
            raw = raw[: len(raw) - len(ending) + glued.end()]
            domain = f"{name}.{glued[0]}"
        yield Email(f"{local.rstrip('.')}@{domain}".lower(), raw, start)


def _spelt_out(text: str) -> Iterator[Email]:
    """Addresses with "at" spelt out: bracketed, or as words where "dot" is a word too ("look at shop.sg" is prose)."""
    for match in _SPELT_EMAIL.finditer(text):
        local, domain = _DOT.sub(".", match["local"]), _DOT.sub(".", match["domain"])
        bracketed = bool(_BRACKETED_AT.search(match["at"])) or "@" in match["at"]
        dotted = bool(_DOT.search(match["domain"]))
        if match["at"] == "@" and not dotted:
            continue  # written plainly
        if match["at"].lower() == "(a)" and not (len(local) > 1 and local[0].isalpha()):
            continue  # "section 3(a)"
        if "@" not in match["at"] and _SLIP.search(match["domain"]):
            continue  # "meet at noon. net weight"
        called = not (bracketed or dotted) and bool(
            _CALLED_MAIL.search(text[max(0, match.start() - 24) : match.start()])
        )
        if (bracketed or dotted or called) and re.fullmatch(r"[a-z]{2,24}", domain.rpartition(".")[2], re.IGNORECASE):
            sure = 0.8 if bracketed else 0.6
            yield Email(f"{local}@{domain}".lower(), match[0], match.start(), True, sure)


def _is_address(address: str) -> bool:
    local, _, domain = address.partition("@")
    if domain.rpartition(".")[2] in _FILE_ENDINGS or _MASKED_INSIDE.search(local) or _RESERVED.search(domain):
        return False
    return not (domain in _PLACEHOLDER_DOMAINS and local in _PLACEHOLDER_NAMES)
