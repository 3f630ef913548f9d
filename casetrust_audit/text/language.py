"""Which language a page is in, by script share and the page's own word; no guessing between Latin languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7af]"),
    "tamil": re.compile("[\u0b80-\u0bff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
}
_TAG = re.compile(r"[a-z]{2,3}")
_ENOUGH = 0.3
"""Share of letters from which a script counts as the page's own: shops mix brand names in Latin into everything."""


def script_shares(text: str) -> Mapping[str, float]:
    """Share of each script among the letters counted, 0 to 1; empty where there are no letters."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items() if count} if total else {}


def language_of(text: str, html_lang: str = "") -> str:
    """Primary language code: "zh", "ta", "ja", "ko" by script, else the page's `lang`, else ""."""
    shares = script_shares(text)
    if shares.get("kana", 0) >= _ENOUGH / 3 and shares.get("kana", 0) + shares.get("han", 0) >= _ENOUGH:
        return "ja"
    for script, language in (("han", "zh"), ("tamil", "ta"), ("hangul", "ko")):
        if shares.get(script, 0) >= _ENOUGH:
            return language
    return declared_language(html_lang)


def declared_language(html_lang: str) -> str:
    """Primary subtag of an html `lang` ("en" of "en-SG"); "" where it is none. Indonesian reads as Malay does not."""
    match = _TAG.match(html_lang.strip().lower())
    return match.group() if match else ""
