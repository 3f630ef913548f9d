"""What must not reach the disk: session tokens, one-time values in forms, and what the shopper typed.

Redaction happens before hashing, so the bundle verifies as it is and nobody holds the unredacted text.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MARK = "[redacted]"
SHORTEST_TYPED = 5

_SECRET_NAME = re.compile(
    r"csrf|xsrf|token|nonce|authenticity|session|sessid|\bsid\b|_sid$|auth|signature|hmac|secret|password|otp|jwt", re.I
)
_INPUT = re.compile(r"<input\b[^>]*>", re.I)
_META = re.compile(r"<meta\b[^>]*>", re.I)
_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_TYPE_HIDDEN = re.compile(r"""\btype\s*=\s*["']?hidden""", re.I)
_VALUE = re.compile(r"""(\b(?:value|content)\s*=\s*)(?:"[^"]*"|'[^']*')""", re.I)
_JWT = re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}")
_SCRIPT_SECRET = re.compile(
    r"""(["']?\b\w*(?:csrf|xsrf|nonce|token|session_?id)\w*["']?\s*[:=]\s*)(["'])[^"'\n]{8,}?\2""", re.I
)


def url(address: str) -> str:
    """A URL with the values of secret-looking query parameters replaced; the rest as it is."""
    try:
        parts = urlsplit(address)
        if not parts.query and "@" not in parts.netloc:
            return address
        query = [
            (k, MARK if _SECRET_NAME.search(k) and v else v) for k, v in parse_qsl(parts.query, keep_blank_values=True)
        ]
    except ValueError:
        return address.split("?", 1)[0]
    if "@" in parts.netloc:
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    changed = any(v == MARK for _, v in query)
    return urlunsplit(parts._replace(query=urlencode(query, safe="[]") if changed else parts.query))


def _tag(match: re.Match[str]) -> str:
    tag = match.group(0)
    name = _NAME.search(tag)
    if name and _SECRET_NAME.search(next(g for g in name.groups() if g is not None)):
        return _VALUE.sub(rf'\1"{MARK}"', tag)
    return tag


def html(text: str, typed: tuple[str, ...] = ()) -> str:
    """Page source with token fields, token-like script values, JSON web tokens and typed values replaced."""
    text = _INPUT.sub(lambda m: _tag(m) if _TYPE_HIDDEN.search(m.group(0)) else m.group(0), text)
    text = _META.sub(_tag, text)
    text = _SCRIPT_SECRET.sub(rf"\1\2{MARK}\2", text)
    return typed_values(_JWT.sub(MARK, text), typed)


def typed_values(text: str, typed: tuple[str, ...]) -> str:
    """Text with everything the shopper typed replaced. Values under five characters are left: they would
    take other text with them."""
    for value in sorted(set(typed), key=len, reverse=True):
        if len(value) >= SHORTEST_TYPED:
            text = text.replace(value, MARK)
    return text
