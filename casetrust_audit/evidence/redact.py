"""What must not reach the disk: session tokens, one-time values in forms, and what the shopper typed.

Redaction happens before hashing, so the bundle verifies as it is and nobody holds the unredacted text.
Patterns are linear in the length of a page: repeats that could be tried from many places have a bound.
"""

from __future__ import annotations

import re
from html import escape
from json import dumps
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit, urlunsplit

MARK = "[redacted]"
SHORTEST_TYPED = 5

_SECRET_NAME = re.compile(
    r"csrf|xsrf|token|nonce|authenticity|session|sessid|\bsid\b|_sid$|auth(?!or(?!i))|signature|hmac|secret|password"
    r"|\botp\b|jwt|api[-_]?key",
    re.I,
)
# A tag that never ends runs to the end of the text: what is matched is never scanned again.
_TAG = re.compile(
    r"""<(?:input|meta)\b(?:=\s*(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)""",
    re.I,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(\s*=\s*)("[^"]*+"?|'[^']*+'?|[^\s>]++)""")
_NAMING = ("name", "id", "property", "itemprop", "http-equiv")
_KEPT_TYPES = ("radio", "checkbox", "submit", "button", "reset", "image")
_JWT = re.compile(r"\beyJ[\w-]{10,}+\.[\w-]{10,}+\.[\w-]{5,}+")
_QUOTE = r"""\\?["']|&quot;|&\#0?39;|&\#34;"""
_SCRIPT_SECRET = re.compile(
    rf"""(\b\w{{0,40}}(?:csrf|xsrf|nonce|token|session_?id|secret|jwt|api_?key)\w{{0,40}}(?:{_QUOTE})?\s{{0,20}}[:=]\s{{0,20}})"""
    rf"""({_QUOTE})(?!\[redacted\])[^"'\n<>\\&]{{8,4000}}+\2""",
    re.I,
)
_QUERY_SECRET = re.compile(
    r"([?&#](?:amp;)?[\w.\[\]-]{0,40}(?:csrf|xsrf|nonce|token|session_?id|secret|jwt|signature|hmac|api_?key)[\w.\[\]-]{0,40}=)"
    r"[^&\"'\s<>#\\]{6,4000}+",
    re.I,
)
_PATH_SESSION = re.compile(r"(;(?:jsessionid|phpsessid|sid)=)[^/?#;\"'\s<>&]+", re.I)
_CREDENTIALS = re.compile(r"//[^/?#@\s]*@")


def names_secret(name: str) -> bool:
    """Whether what is called so holds a secret: a token, a session, a password."""
    return bool(_SECRET_NAME.search(name))


def url(address: str) -> str:
    """A URL with the values of secret-looking parameters and any credentials taken out; the rest as it is."""
    address = _PATH_SESSION.sub(rf"\1{MARK}", address)
    try:
        parts = urlsplit(address)
        if "@" in parts.netloc:
            parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
            address = urlunsplit(parts)
        if not parts.query and "=" not in parts.fragment:
            return address
        query, fragment = _parameters(parts.query), _parameters(parts.fragment)
    except ValueError:
        return _CREDENTIALS.sub("//", address.split("?", 1)[0])
    changed = (query, fragment) != (parts.query, parts.fragment)
    return urlunsplit(parts._replace(query=query, fragment=fragment)) if changed else address


def _parameters(text: str) -> str:
    """A query with secret-looking values replaced; the very text where there are none."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(_SECRET_NAME.search(k) and v and v != MARK for k, v in pairs):
        return text
    return urlencode([(k, MARK if _SECRET_NAME.search(k) and v else v) for k, v in pairs], safe="[]")


def _tag(match: re.Match[str]) -> str:
    tag = match.group(0)
    found = {m[1].lower(): m[3].strip("\"'") for m in reversed(list(_ATTRIBUTE.finditer(tag)))}
    named = any(_SECRET_NAME.search(found.get(key, "")) for key in _NAMING)
    kept = tag[1:6].lower() == "input" and found.get("type", "").lower() in _KEPT_TYPES
    if not named or kept:
        return tag
    return _ATTRIBUTE.sub(lambda m: f'{m[1]}{m[2]}"{MARK}"' if m[1].lower() in ("value", "content") else m[0], tag)


def html(text: str, typed: tuple[str, ...] = ()) -> str:
    """Page source with token fields, token-like script values, JSON web tokens and typed values replaced."""
    text = _TAG.sub(_tag, text)
    text = _SCRIPT_SECRET.sub(rf"\1\2{MARK}\2", text)
    text = _PATH_SESSION.sub(rf"\1{MARK}", _QUERY_SECRET.sub(rf"\1{MARK}", text))
    return typed_values(_JWT.sub(MARK, text), typed)


def typed_values(text: str, typed: tuple[str, ...]) -> str:
    """Text with everything the shopper typed replaced, as it is and as HTML, JSON and URLs write it. Values under
    five characters are left: they would take other text with them."""
    written = {form for value in typed if len(value) >= SHORTEST_TYPED for form in _written(value)}
    for value in sorted(written, key=lambda form: (-len(form), form)):
        text = text.replace(value, MARK)
    return text


def _written(value: str) -> tuple[str, ...]:
    json_text, ascii_text = dumps(value, ensure_ascii=False)[1:-1], dumps(value)[1:-1]
    try:
        in_url = (quote(value, safe=""), quote_plus(value))
    except UnicodeEncodeError:  # half of a character pair cannot stand in a URL
        in_url = (value, value)
    return (value, escape(value), escape(value, quote=False), json_text, ascii_text, *in_url)
