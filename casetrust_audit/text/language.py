"""Which language a text is in: by script, by the little words that a language cannot do without, or by the page's own
word."""

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


_LITTLE: Mapping[str, str] = {
    "en": (
        "the of and to in is are be for with you we our your or that this from by not on it as any will may "
        "have has an a at if which all can must shall do does they their us who when after before until "
        "within"
    ),
    "ms": (
        "dan yang di ke dari untuk dengan dalam adalah ini itu tidak akan anda kami oleh atau pada boleh "
        "telah kepada jika sebelum selepas semua bagi dapat daripada kerana juga sahaja hingga setelah kita "
        "mereka sudah belum kecuali lebih serta antara sila sekiranya apabila hari barang pesanan"
    ),
    "vi": (
        "và của là có được trong cho với các không này những một để khi bạn chúng tôi hoặc từ đã sẽ sau trước "
        "theo quý khách mà nếu hàng đến do tại về"
    ),
    "de": (
        "der die das und ist sind nicht mit von zu den dem ein eine für auf wird werden sie wir oder bei nach "
        "aus als auch an im des innerhalb kann können"
    ),
    "fr": (
        "le la les des et est sont une dans pour avec vous nous votre notre ou que qui sur par ne pas au aux "
        "du ce cette à être peut sera"
    ),
    "es": (
        "el los las y es son en para con por que una usted su sus no se del al nuestra nuestro o como más puede será"
    ),
    "it": ("il gli di e è sono per con che una non si del della nel o al alla dei le da può essere"),
    "nl": ("de het een en van is zijn voor met niet op aan wij u of te dat bij na door uw onze kan worden"),
    "pt": ("os as de e é são para com que uma não do da em no na por ou se seu sua pelo pode será"),
    "tl": ("ang mga ng sa at ay na hindi para ito kung o may namin inyong iyong po nito kami"),
}
"""Words without which nobody writes a paragraph; Malay and Indonesian have them in common."""
_SETS = {language: frozenset(words.split()) for language, words in _LITTLE.items()}
_OTHER_SCRIPTS = (("thai", "th"), ("cyrillic", "ru"), ("arabic", "ar"))
_WORD = re.compile(r"[^\W\d_]+")
LEAST_WORDS = 30
_CLEAR_SHARE = 0.14
_CLEAR_LEAD = 2.0
"""How many times as many little words a language must have as the next, to be told from it."""


def told_language(text: str) -> str:
    """Primary code of the language that the words themselves tell; "" for short texts and for those in two."""
    if by_script := language_of(text):
        return by_script
    shares = script_shares(text)
    for script, language in _OTHER_SCRIPTS:
        if shares.get(script, 0) >= _ENOUGH:
            return language
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS:
        return ""
    found = sorted(((sum(w in known for w in words), language) for language, known in _SETS.items()), reverse=True)
    (most, language), (second, _) = found[0], found[1]
    return language if most >= _CLEAR_SHARE * len(words) and most >= _CLEAR_LEAD * second else ""
