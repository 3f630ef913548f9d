"""Shop text is hostile: made harmless here, at the edge, for every format.

`clean` shows what cannot be seen (control characters, direction overrides), `safe_url` lets only plain
web addresses become links, `markdown_text` and `markdown_code` leave no Markdown to be read into a text.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_TEXT = 600
LONGEST_PART = 4000
"""Of what Markdown may be asked to show at once; the view has cut long texts before."""
LONGEST_URL = 2000
LONGEST_SHOWN_URL = 160

_SPACES = re.compile(r"[\s\u0085\u2028\u2029]+")
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_DIRECTION = re.compile("[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_URL_REFUSED = re.compile(r"""[\s"'<>\\`]""")

# what forges turn into links after the Markdown is read: mentions, issues, commits, bare addresses, emoji codes
_RISKY_TOKEN = re.compile(r"[@#]|://|www\.|(?<!\w)[!~$%^&*:]\w|\b[0-9a-f]{7,}\b", re.IGNORECASE)
_CODE_PART = re.compile(r"([\\`|]+)")
# an underscore within a word and a sign of money before its amount are text to every reader of Markdown
_ACTIVE = re.compile(r"(?<![^\W_])_|_(?![^\W_])|\$(?!\d)|[\\`*{}\[\]<>#|&~^@]")
_BACKSLASHED = frozenset("*_{}[]#")
"""Every Markdown since the first takes a backslash before these; the rest is written as a number."""
_BEFORE, _BEHIND = "([{\"'“‘", ".,;:!?)]}\"'”’…"
"""Punctuation that stands in front of a word, and behind it."""
_WIDE = re.compile(r"([\u2018-\u201f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff65]+)")
"""Letters and signs of Chinese, Japanese and Korean, which stand beside others without a blank."""
_BLOCK_START = re.compile(r"[-+=]+|\d+[.)]")


def clean(text: str, limit: int = LONGEST_TEXT) -> str:
    """One line of `text` without anything invisible, cut after `limit` characters with the number left out.

    Control characters become their pictures (␛), direction overrides their code points (⟨U+202E⟩).
    """
    # cut before the substitutions: a page of a megabyte must not cost more than its first lines
    head = text[: limit * 4]
    line = _SPACES.sub(" ", _NOT_TEXT.sub("\ufffd", head)).strip()
    line = _INVISIBLE.sub("", line)
    line = _CONTROL.sub(lambda m: "␡" if m[0] == "\x7f" else chr(0x2400 + ord(m[0])), line)
    line = _DIRECTION.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", line)
    if len(line) <= limit and len(head) == len(text):
        return line
    left = max(len(text) - limit, 1)
    return f"{line[:limit].rstrip()}… ({left:,} more characters)"


def safe_url(url: str) -> str:
    """`url` where it may be a link (http or https, a host, no credentials, nothing hidden), else ""."""
    if len(url) > LONGEST_URL or _URL_REFUSED.search(url) or clean(url, LONGEST_URL) != url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    # credentials in an address make it look like another shop's
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""


def markdown_text(text: str) -> str:
    """`text` as Markdown that shows it and does nothing: no link, picture, HTML, mention, table cell or list."""
    first, *rest = clean(text, LONGEST_PART).split(" ")
    # a list, a heading or a quotation begins where a line does, and the text is one line
    head = _numeric(first[-1]) if _BLOCK_START.fullmatch(first) else ""
    shown = (first[:-1] + head if first[0].isdigit() else _numeric(first)) if head else _word(first)
    return " ".join((shown, *map(_word, rest)))


def markdown_code(text: str) -> str:
    """`text` as code spans; characters that would end the span or the table cell stand outside it."""
    return " ".join(_spans(word) for word in clean(text, LONGEST_PART).split(" "))


def _word(word: str) -> str:
    if not _RISKY_TOKEN.search(word):
        return _inert(word)
    return "".join(_token(run) if _RISKY_TOKEN.search(run) else _inert(run) for run in _WIDE.split(word))


def _token(word: str) -> str:
    """A word that a forge might turn into a link, in a code span; its punctuation stays outside."""
    rest = word.lstrip(_BEFORE)
    core = rest.rstrip(_BEHIND)
    if not core:
        return _spans(word)
    return _inert(word[: len(word) - len(rest)]) + _spans(core) + _inert(rest[len(core) :])


def _inert(word: str) -> str:
    # "](" reads as a link even where it is none
    return _ACTIVE.sub(lambda m: _numeric(m[0]), word) if "](" in word else _ACTIVE.sub(_escaped, word)


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}" if sign[0] in _BACKSLASHED else _numeric(sign[0])


def _spans(word: str) -> str:
    """Code spans for a word; backslash, backtick and bar cannot be written inside one in a table."""
    parts = _CODE_PART.split(word)
    return "".join(_numeric(part) if i % 2 else f"`{part}`" for i, part in enumerate(parts) if part)


def _numeric(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)
