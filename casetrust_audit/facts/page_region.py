"""The country a page speaks from: where a phone number without a country code is taken to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from phonenumbers import NumberParseException, parse, region_code_for_number

from casetrust_audit.model.reading import Reading
from casetrust_audit.text.addresses import find_addresses
from casetrust_audit.text.countries import COUNTRIES, named_countries
from casetrust_audit.text.language import language_of
from casetrust_audit.text.messaging import messaging_link
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.phones import international
from casetrust_audit.text.urls import host_of

HOME = "SG"
"""Where a page is taken to be that does not say."""

_ENOUGH = 1.5
_WEAK = 0.5
_MOST = 6.0
_SAME_CODES = (
    "sg my au nz us ca de at ch fr be nl it es pt ie dk se no fi pl cz ru ua gr tr jp kr cn hk tw id th vn ph in br mx "
    "za ae il ar cl hu ro"
)
_ONE_COUNTRY = "de fr it ru nl fi pl th id tr hu"
_COUNTRY_DOMAINS = {"uk": "GB"} | {code: code.upper() for code in _SAME_CODES.split()}
"""Top-level domains of countries, without those that all the world uses (io, co, me, tv)."""
_LANGUAGES = {code: code.upper() for code in _ONE_COUNTRY.split()} | {
    "ja": "JP", "ko": "KR", "sv": "SE", "da": "DK", "nb": "NO", "cs": "CZ", "vi": "VN", "el": "GR", "uk": "UA"
}  # fmt: skip
"""Languages spoken in one country above all."""
_MONEY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (region, re.compile(pattern))
    for region, pattern in (
        ("SG", r"(?<![A-Z])S\$ ?[0-9]|\bSGD ?\$?[0-9]|[0-9] ?SGD\b"),
        ("GB", r"£ ?[0-9]|\bGBP ?[0-9]"),
        ("AU", r"(?<![A-Z])AU?\$ ?[0-9]|\bAUD ?\$?[0-9]|[0-9] ?AUD\b"),
        ("MY", r"\bRM ?[0-9]|\bMYR ?[0-9]"),
        ("US", r"\bUSD ?\$?[0-9]|\bUS\$ ?[0-9]|[0-9] ?USD\b"),
        ("CA", r"\bC(?:AD?)?\$ ?[0-9]|[0-9] ?CAD\b"),
        ("HK", r"\bHK\$ ?[0-9]"),
        ("IN", r"₹ ?[0-9]|\bINR ?[0-9]|\bRs\.? ?[0-9]"),
        ("TH", r"฿ ?[0-9]"),
        ("ID", r"\bRp\.? ?[0-9]"),
        ("PH", r"₱ ?[0-9]"),
        ("KR", r"₩ ?[0-9]"),
        ("VN", r"[0-9] ?₫"),
    )
)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (region, re.compile(pattern, re.I))
    for region, pattern in (
        ("SG", r"\bPte\.? ?Ltd\b|\bSingapore\b|\bUEN\b"),
        ("MY", r"\bSdn\.? ?Bhd\b"),
        ("AU", r"\bPty\.? ?Ltd\b|\bABN\b ?:?[ 0-9]{11}|\bAustralia\b"),
        ("DE", r"\bGmbH\b|\bImpressum\b|\bDeutschland\b"),
        ("GB", r"\bUnited Kingdom\b|\bEngland\b|\bVAT (?:no|reg)|, UK\b"),
        ("US", r"\bUnited States\b|\bU\.?S\.?A\b|\bLLC\b"),
        ("CA", r"\bCanada\b"),
        ("NZ", r"\bNew Zealand\b"),
        ("FR", r"\bSIRET\b|\bSARL\b"),
        ("IT", r"\bP\.? ?IVA\b|\bS\.?r\.?l\b"),
        ("IN", r"\bGSTIN\b|\bPvt\.? ?Ltd\b|\bPin ?code\b"),
        ("HK", r"\bHong Kong\b"),
        ("PH", r"\bPhilippines\b"),
        ("ID", r"\bPT\.? [A-Z][a-z]+ |\bNPWP\b"),
        ("CN", r"ICP ?[备備]|公网安备|社会信用代码"),
        ("TW", r"統一編號|統編"),
        ("JP", r"株式会社|有限会社|特定商取引"),
        ("KR", r"사업자 ?등록 ?번호|통신판매업"),
    )
)
_SIMPLIFIED = re.compile("[们这为电话联系务业产网页关于时间点单货运费购买车应数码乡镇邮热线经营]")
_TRADITIONAL = re.compile("[們這為電話聯繫務業產網頁關於時間點單貨運費購買車應數碼鄉鎮郵熱線經營]")
_CURRENCY = re.compile(r'"priceCurrency" ?: ?"(?P<code>[A-Z]{3})"')
_COUNTRY = re.compile(r'"addressCountry" ?: ?(?:\{[^{}]{0,80}?"name" ?: ?)?"(?P<name>[^"]{2,30})"')
_CURRENCIES = {
    "SGD": "SG",
    "GBP": "GB",
    "AUD": "AU",
    "MYR": "MY",
    "USD": "US",
    "CAD": "CA",
    "HKD": "HK",
    "JPY": "JP",
    "NZD": "NZ",
}
_DIGIT = re.compile(r"[0-9]")
_CODED = re.compile(r"(?:\+ ?\(?|\b00)[1-9][0-9 ().-]{6,20}[0-9]")
_NORTH_AMERICAN = re.compile(r"(?<![\w+.-])(?:1[ .-])?\(?[2-9][0-9]{2}\)?[ .-]{1,2}[2-9][0-9]{2}[.-][0-9]{4}(?![\w-])")
_TEXT_LIMIT = 3000


def page_regions(reading: Reading) -> tuple[str, ...]:
    """Countries (ISO 3166) the page gives reason to read its numbers in, the likeliest first; Singapore where none."""
    return ranked(region_votes(reading))


def ranked(votes: Mapping[str, float]) -> tuple[str, ...]:
    """Countries by their votes, those with too few to matter after Singapore."""
    listed = sorted(((r, w) for r, w in votes.items() if w >= _WEAK), key=lambda v: (-v[1], v[0]))
    strong = [region for region, weight in listed if weight >= _ENOUGH]
    return tuple(dict.fromkeys((*(strong or [HOME]), *(region for region, _ in listed))))[:5]


@once
def region_votes(reading: Reading) -> dict[str, float]:
    """What speaks for which country, weighed: addresses, country codes, domains, legal forms, money, language."""
    votes: dict[str, float] = {}
    texts = [normalise(b.text[:_TEXT_LIMIT]) for b in reading.blocks if b.visible and b.text]
    for region, weight, most in (
        *_hosts(reading), *_markup(reading), *_language(reading.lang), *_script(texts), *_numbers(reading, texts),
        *_written(texts)
    ):  # fmt: skip
        votes[region] = votes.get(region, 0.0) + min(weight, most)
    return votes


_Vote = tuple[str, float, float]


def _hosts(reading: Reading) -> Iterator[_Vote]:
    hosts = {host_of(url) for url in (reading.url, reading.canonical, reading.meta.get("og:url", ""))}
    for host in hosts:
        if region := _COUNTRY_DOMAINS.get(host.rpartition(".")[2]):
            yield region, 4.0, _MOST
    mails = {
        link.href.rpartition("@")[2].partition("?")[0] for link in reading.links if link.href.startswith("mailto:")
    }
    for region in {_COUNTRY_DOMAINS.get(mail.rpartition(".")[2].lower(), "") for mail in mails} - {""}:
        yield region, 1.5, _MOST


def _markup(reading: Reading) -> Iterator[_Vote]:
    countries: set[str] = set()
    currencies: set[str] = set()
    for raw in reading.json_ld:
        countries |= {m["name"].strip() for m in _COUNTRY.finditer(raw[:50_000])}
        currencies |= {m["code"] for m in _CURRENCY.finditer(raw[:50_000])}
    for _, name, content in reading.microdata:
        if name == "addressCountry":
            countries.add(content.strip())
        elif name == "priceCurrency":
            currencies.add(content.strip())
    for country in countries:
        region = COUNTRIES.get(fold(country), country.upper() if re.fullmatch(r"[A-Za-z]{2}", country) else "")
        if region:
            yield ("GB" if region == "UK" else region), 3.0, _MOST
    for region in {_CURRENCIES.get(code, "") for code in currencies} - {""}:
        yield region, 1.0 if region == "US" else 2.0, _MOST


def _language(lang: str) -> Iterator[_Vote]:
    language, _, place = lang.replace("_", "-").partition("-")
    if re.fullmatch(r"[a-z]{2}", place) and (language, place) != ("en", "us"):
        yield ("GB" if place == "uk" else place.upper()), 1.5, _MOST
    elif place == "us":
        yield "US", 0.5, _MOST
    elif language in _LANGUAGES:
        yield _LANGUAGES[language], 1.5, _MOST


def _script(texts: Sequence[str]) -> Iterator[_Vote]:
    """Chinese is read in several countries: how it is written speaks for the mainland or for the others, and little."""
    text = "\n".join(texts)
    if language_of(text) == "zh":
        simple, full = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
        for region in ("CN",) if simple >= full else ("HK", "TW"):
            yield region, 1.0 if simple >= full else 0.5, _MOST


def _numbers(reading: Reading, texts: Iterable[str]) -> Iterator[_Vote]:
    coded: set[str] = set()
    shaped: set[str] = set()
    links = [link.href[4:40].replace("%20", " ") for link in reading.links if link.href[:4].lower() == "tel:"]
    links += [f"+{number}" for kind, number in map(messaging_link, _hrefs(reading)) if kind == "whatsapp"]
    for text in (*links, *texts):
        coded |= {e164 for m in _CODED.finditer(text) if (e164 := international(m[0].lstrip("+( ").removeprefix("00")))}
        shaped |= {m[0] for m in _NORTH_AMERICAN.finditer(text)}
    counts = Counter(_region_of(number) for number in coded)
    for region, count in counts.items():
        if region:
            yield region, 2.5 * count, 5.0
    if shaped:
        yield "US", 1.0 * len(shaped), 2.0


def _hrefs(reading: Reading) -> set[str]:
    return {link.href for link in reading.links if "wa" in link.href.lower()}


def _region_of(e164: str) -> str:
    try:
        return str(region_code_for_number(parse(e164)) or "")
    except NumberParseException:
        return ""


def _written(texts: Sequence[str]) -> Iterator[_Vote]:
    numbered = [text for text in texts if _DIGIT.search(text)]
    places: Counter[str] = Counter()
    for text in numbered:
        if len(text) <= 400:
            places.update({a.country for a in find_addresses(text) if a.country and a.postal_code} - {""})
    named = Counter(region for text in numbered if len(text) <= 400 for region in named_countries(text))
    # no pattern reaches over the end of a line
    sums, lines = "\n".join(numbered), "\n".join(texts)
    money = [region for region, pattern in _MONEY if pattern.search(sums)]
    forms = [region for region, pattern in _FORMS if pattern.search(lines)]
    for region, count in places.items():
        yield region, 3.0 * count, 5.0
    for region, count in named.items():
        yield region, 1.5 * count, 4.0
    for region in money:
        yield region, 1.5, _MOST
    for region in forms:
        yield region, 1.0, _MOST
