"""One spelling for text that looks the same: what every other module of this room reads."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
# NFKC would turn "12⁹⁰" and the footnote mark of "S$12.90¹" into other amounts: keep them apart.
_RAISED = re.compile(
    "(?<=[0-9])(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u215f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793])"
)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "‒": "-"})
_CACHED_LENGTH = 2000
_CACHED_TEXTS = 16_384
"""Texts of a few pages: the same lines are asked after by many facts, one after the other."""


def normalise(text: str) -> str:
    """NFKC without invisible characters, every run of white space one space, stripped. Idempotent."""
    if text.isascii():
        # Printable: the space is the only white space, and there are no control characters.
        return " ".join(text.split()) if text.isprintable() else _SPACES.sub(" ", text).strip()
    return _normalised(text) if len(text) <= _CACHED_LENGTH else _normalise(text)


def _normalise(text: str) -> str:
    apart = _RAISED.sub(" ", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", apart))).strip()


def fold(text: str) -> str:
    """`normalise`, case folded, with one kind of apostrophe and hyphen: for matching, not for showing."""
    return _fold_cached(text) if len(text) <= _CACHED_LENGTH else _fold(text)


def _fold(text: str) -> str:
    return normalise(normalise(text).casefold()).translate(_SAME)


@lru_cache(maxsize=_CACHED_TEXTS)
def _normalised(text: str) -> str:
    return _normalise(text)


@lru_cache(maxsize=_CACHED_TEXTS)
def _fold_cached(text: str) -> str:
    return _fold(text)
