"""What the words of an address and of a page's name say of its role: by segment, by language, with a strength.

Addresses are read segment by segment and by what their query routes to; names by the lexicons (English, Chinese, Malay,
Tamil) and by stems of other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from casetrust_audit.collect.role_patterns import ROUTED, SEGMENT, STEMS
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_parts import is_path, is_word
from casetrust_audit.text.amounts import without_amounts
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import same_site

STRONG, MIDDLING, WEAK = 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """A role that words speak for, and how much: STRONG, MIDDLING or WEAK."""

    role: str
    strength: float


_NOTHING = Said("other", 0.0)

# Parameters that say where to go next, or who sent the visitor: their values are other pages' addresses.
_NEXT = re.compile(
    r"^(?:back(?:_?url)?|r|ref(?:errer)?|re?turn(?:_?(?:url|to))?|redirect(?:_?(?:url|to))?|next|from|url|continue|dest"
    r"(?:ination)?|goto|utm_\w+|\w*clid|srsltid|nav)$",
    re.I,
)
_SEGMENTS = tuple((role, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")) for role, pattern in SEGMENT)
_LOGIN = dict(_SEGMENTS)["login"]
_QUERIES = tuple((role, re.compile(pattern, re.I)) for role, pattern in ROUTED)
_POLICIES = frozenset({"complaint", "privacy", "returns", "delivery", "terms", "faq", "contact", "reviews", "about"})
_CARRIED = frozenset({"cart", "checkout", "account", "register", "login", "search", "security", "recovery"}) | _POLICIES
"""Roles a folder gives to what lies in it."""
_ASKED_FOR = frozenset({"recovery", "register", "login"})
"""Pages a shop has one of: their name in an address is theirs, whatever folder it lies in."""
_HELP = re.compile(r"^(?:support|help|help cent(?:er|re)|service)$")
"""Folders of whole libraries of answers: what lies in them may be about anything."""
_WHOLE_SHOP = re.compile(r"^(?:shop|store|web ?shop|e ?shop)$")
"""A folder that holds the whole shop names no kind of page."""

_LOCALE = (  # of languages and countries shops are in: a path of two letters may be a department ("/tv")
    r"(?:a[er]|au|b[ger]|ca|ch|c[nsz]|d[aek]|e[elnstu]|f[ir]|g[br]|h[eikru]|i[delnt]|j[ap]|k[or]|l[tv]|m[sxy]|n[bloz]"
    r"|p[hlt]|r[ou]"
    r"|s[aegikv]|t[ahrw]|u[akrs]|v[in]|zh)(?:[-_][a-z]{2,4})?"
)
_LANGUAGE_ROOT = re.compile(
    rf"^/(?:(?:{_LOCALE}|global|international|intl|worldwide)(?:/|$)){{0,2}}(?:(?:index|default|home)\.(?:php|html?"
    rf"|aspx?|jsp|cfm)/?)?$",
    re.I,
)
_SOLD = re.compile(
    r"/products?/[^/]+/?$|/(?:product|pdp|dp|gp/product|itm|item)/[^/]+(?:/[^/]+)?/?$|/product-page/"
    r"|/product_info\.php|/products_id/|/product/view/|/shop/p/[^/]+|-i\.\d+\.\d+$|-i\d{3,}(?:-s\d+)?\.html$|-p-\d+"
    r"|/site/.+\.p$|/dp/[a-z0-9]{10}\b|/goods/\d+",
    re.I,
)
_PERHAPS_SOLD = re.compile(
    r"/(?:p|prod|detail|details)/[^/]+|/\d{5,}/?$|[-_/]\w*\d{4,}\.html?$|/[^/]+-[^/]+-[^/]+\.html?$", re.I
)
_NUMBERED = re.compile(r"[^/][-_]\d+/?$")
"""An item or a category: "/catalogue/charts_9/" may be either."""
_FRONT = frozenset({"home", "homepage", "startseite", "accueil", "inicio"})
_FRONT_FILE = re.compile(r"^(?:/[^/]+)?/(?:home|homepage|index|default)\.[a-z]{2,6}/?$")
"""A file that is a shop's or its folder's front: "/shop/home.action"; "/shop/home/" sells what is for the home."""
_LISTED = re.compile(
    r"(?:^|/)(?:collections?|categor(?:y|ies|ie|ia)|product-(?:category|tag)|catalogue?|shop(?:ping)?|store|c|browse"
    r"|all-products|products|departments?|sub-?category|brands?|kategori(?:e|en|a)?|rubrique|produits|produkte"
    r"|prodotti|productos|produtos|produkty)(?:/|$|\.)"
    r"|-c\d{3,}(?:\.html)?$|/cat-|index\.php/cca?\b",
    re.I,
)
_WRITTEN = re.compile(
    r"(?:^|/)(?:blogs?|news|posts?|articles?|magazine|journal|stories|docs?|guides?|tutorials?|press|wiki"
    r"|recipes?)(?:/|$)"
    r"|/(?:19|20)\d\d/\d\d?/",
    re.I,
)
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cfm|cgi|pl|do)/?$")
"""A script is asked for: what it shows is said by its query."""
_SEARCHED = re.compile(r"^(?:q|s|query|keywords?|term|search\w*)$", re.I)
_NAMED_ALONE = frozenset({"cart", "checkout", "login", "register", "recovery", "search"})
_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jspx?|do|action|cfm|cgi|pd|jsf)$", re.I)


def is_root(url: str) -> bool:
    """Whether it is a front page's address: no path, a language's, or an index file; no query and no hash route that
    may lead to another page."""
    parts = urlsplit(url)
    at_root = bool(_LANGUAGE_ROOT.match(parts.path or "/"))
    return at_root and not _hash_route(parts.fragment) and not any(True for _ in _leading(parts.query))


def said_by_address(url: str) -> Said:
    """The role an address speaks for; "other" with strength 0 where it says nothing, "home" for a front page's.

    A hash route is read as the path it stands for. A query speaks by what its values name, whatever its parameters are
    called: parameters decide only where their name says what a number is of ("product_id=7")."""
    parts = urlsplit(url)
    if route := _hash_route(parts.fragment):
        path, _, query = route.partition("?")
    else:
        path, query = parts.path, parts.query
    role = _routed(query)
    if role:
        return Said(role, STRONG)
    path = unquote_plus(path).lower()
    if _LANGUAGE_ROOT.match(path or "/"):
        return _said_by_values(query) or (Said("home", STRONG) if is_root(url) and not route else _NOTHING)
    said = _said_by_path(path)
    if _SCRIPT.search(path) and said.strength < STRONG and (named := _said_by_values(query)):
        return named
    return said


def _hash_route(fragment: str) -> str:
    """The path of a hash route, "/a/b?c=d"; "" where the fragment is but a place on the page."""
    if not fragment.startswith(("/", "!")):
        return ""
    route = "/" + fragment.lstrip("!").lstrip("/")
    return route if route != "/" else ""


def _said_by_path(path: str) -> Said:
    if _SOLD.search(path):
        return Said("product", STRONG)
    segments = [_plain(s) for s in path.split("/") if s]
    if _FRONT_FILE.search(path):
        parent = _said_by_path(f"/{segments[0]}/") if len(segments) > 1 else _NOTHING
        return parent if parent.strength == STRONG else Said("home", MIDDLING)
    last = _said_by_last(segments)
    if last.role == "home":
        return last
    if _WRITTEN.search(path) and not (last.strength == STRONG and len(segments) == 1):
        return Said("other", MIDDLING)
    if last.strength == STRONG:
        return last
    inner = next((r for seg in reversed(segments[:-1]) if (r := _said_by_segment(seg)).strength == STRONG), _NOTHING)
    if inner.role in _ASKED_FOR:
        return Said(inner.role, MIDDLING)
    if _LISTED.search(path):
        if "/detail" in path and _PERHAPS_SOLD.search(path):
            return Said("product", WEAK)
        folder = len(segments) > 2 and _WHOLE_SHOP.match(segments[0]) and not _LISTED.search("/".join(segments[1:]))
        return Said("listing", WEAK if folder or _NUMBERED.search(path) else MIDDLING)
    for segment in reversed(segments[:-1]):
        above = _said_by_segment(segment)
        if above.strength == STRONG and above.role in _CARRIED and not _HELP.match(segment):
            return Said(above.role, MIDDLING)
    if last.strength:
        return last
    return Said("product", WEAK) if _PERHAPS_SOLD.search(path) else _NOTHING


def _said_by_values(query: str) -> Said | None:
    """What a script's or a front page's query names by its values: words, or paths of their own; None for nothing.

    What is searched for is a value too: words with spaces between them name no page."""
    said: Said | None = None
    for name, value in _leading(query):
        if _SEARCHED.match(name) and not is_path(value):
            return Said("search", MIDDLING)
        if is_path(value):
            found = _said_by_path("/" + value.strip("/").lower())
            if found.role == "product":  # a part of the program: "product/special" lists, "product/compare" compares
                found = Said("product", WEAK)
        elif is_word(value) and " " not in value:
            found = _said_by_segment(_plain(value.lower()))
            found = found if found.role in _NAMED_ALONE or found.strength < STRONG else Said(found.role, MIDDLING)
        else:
            continue
        if found.strength and (said is None or found.strength > said.strength):
            said = Said(found.role, min(found.strength, STRONG))
    return said


def _said_by_last(segments: Sequence[str]) -> Said:
    """What the last segment names, with the one above where it needs it: "account/create", "isos/home"."""
    if not segments:
        return _NOTHING
    last, above = segments[-1], " ".join(segments[:-1])
    if last in _FRONT and len(segments) <= 2 and not _LISTED.search("/".join(segments[:-1])):
        return Said("home", MIDDLING)
    if last in ("create", "new") and segments[-2:-1] == ["password"]:
        return Said("recovery", STRONG)
    if last in ("create", "createpost", "new", "add") and re.search(
        r"\b(?:accounts?|customers?|users?|members?)\b", above
    ):
        return Said("register", STRONG)
    if last in ("order", "orders") and re.search(r"\b(?:accounts?|customers?|users?|members?|profile)\b", above):
        return Said("account", STRONG)
    if not last.isascii() and (said := said_by_words(last)):
        role = max(said, key=lambda r: said[r])
        return Said(role, said[role])
    return _said_by_segment(last)


def _plain(segment: str) -> str:
    return re.sub(r"[-_+.\s]+", " ", _EXTENSION.sub("", segment)).strip()


@cache
def _said_by_segment(segment: str) -> Said:
    """The role a path segment names; strong where its words are most of the segment."""
    weak = _NOTHING
    for role, pattern in _SEGMENTS:
        if found := pattern.search(segment):
            if role == "register" and (enters := _LOGIN.search(segment)) and enters.start() < found.start():
                return Said("login", STRONG)  # "login-register": one page for both, named after the first
            share = (found.end() - found.start()) / max(1, len(segment))
            if share >= 0.4 or (role in _POLICIES and segment.count(" ") <= 3):
                return Said(role, STRONG)
            weak = weak if weak.strength or role not in _POLICIES else Said(role, WEAK)
    return weak


def _leading(query: str) -> Iterator[tuple[str, str]]:
    """The parameters that may say which page it is: not who sent the visitor, not where to go next."""
    for name, value in parse_qsl(query, keep_blank_values=True):
        if not _NEXT.match(name) and not value.startswith("http"):
            yield name, value


def _routed(query: str) -> str:
    """The role that parameters settle by name and value together: `?id_product=3`, `?route=checkout/cart`."""
    named = ((k, v) for k, v in _leading(query) if not v.startswith("/") and (is_path(v) or not _SEARCHED.match(k)))
    text = "&".join(f"{k}={v}" for k, v in named)
    return next((role for role, pattern in _QUERIES if pattern.search(text)), "")


def addresses(reading: Reading) -> Iterator[str]:
    """The page's addresses, the one that names it best first: a canonical one of the same site, then its own."""
    named = reading.canonical
    if named and not is_root(named) and (same_site(named, reading.url) or is_root(reading.url)):
        yield named
    yield reading.url


# names of pages

_TOPICS = (
    ("complaint", "complaint"), ("returns", "returns"), ("returns", "refund"), ("privacy", "privacy"),
    ("terms", "terms"),
    ("faq", "faq"), ("contact", "contact"), ("delivery", "delivery"), ("reviews", "reviews"), ("about", "about"),
    ("recovery", "recovery"), ("register", "register"), ("login", "login"), ("cart", "cart"), ("cart", "empty-cart"),
    ("checkout", "checkout"), ("checkout", "place-order"), ("security", "two-factor"), ("search", "search"),
    ("account", "account"), ("error", "not-found"),
)  # fmt: skip
_WHOLE_ONLY = frozenset({"cart", "checkout", "search", "account", "login", "register"})
"""Roles whose words stand in many names ("beach bag", "sign up and save"): they must be most of the name."""

_ENDS = frozenset({"contact", "about", "privacy", "terms", "faq"})

_STEM = tuple((role, re.compile(pattern)) for role, pattern in STEMS)
_PARTS = re.compile(
    r"\s+[|–—·»«•:/‹›-]+\s*|\s*[|»•]\s*|(?<=\S):\s+|\s+/(?=\S)"
    r"|(?<=[\u4e00-\u9fff])[·・|_–—-]+(?=[\u4e00-\u9fff])"
)
"""What stands between the parts of a title; Chinese ones have no spaces about it."""
_THANKS = re.compile(
    r"^\W*(?:(?:many|a big) )?(?:thank(?:s|[ -]?you)\b|谢谢|謝謝|感谢|感謝|多谢|多謝|terima kasih|நன்றி"
    r"|(?:vielen )?dank\b|merci\b|grazie\b|(?:muchas )?gracias\b|obrigad[oa]\b|bedankt\b|dzi[ęe]kuj|d[ěe]kuj|спасибо"
    r"|благодарим|дякуємо|ありがとう|감사)"
)
"""A name that thanks for something tells what was done, not what there is to do here."""
LONGEST_NAME = 120
FIRST_BLOCKS = 30
LARGER = 1.25
_LETTERS = re.compile(r"[^\W\d_]")
"""How much larger than the usual text a name without a heading is."""


_WORDS = re.compile(r"\w+")


def said_by_name(reading: Reading) -> dict[str, float]:
    """How much title and main headings speak for each role, 0 to STRONG + 1 where they agree.

    The first part of a title names the page; the others may, or are the shop's name and its promises."""
    parts = [p for p in _PARTS.split(reading.title) if p.strip()]
    main = [h for h in reading.headings if h.level == 1]
    main = [h for h in main if h.area != "dialog"] or main  # what opens over a page is none of its names
    shown = [h for h in main if h.visible] or (main if len(main) == 1 else [])
    titled = _best((part, STRONG if n == 0 else MIDDLING) for n, part in enumerate(parts[:4]))
    if len(shown) > 1:  # boxes of their own may have main headings too: what the title says is the page's
        titles = set(_WORDS.findall(fold(reading.title)))
        shown = [h for h in shown if (w := set(_WORDS.findall(fold(h.text)))) and w <= titles] or shown
    headed = _best((h.text, STRONG) for h in shown[:4])
    if not shown:  # forms and rows tell a login or a cart; a heading of one may stand over a box beside
        stood = _best((name, MIDDLING) for name in stand_ins(reading))
        headed = {role: strength for role, strength in stood.items() if role not in _WHOLE_ONLY}
    return {
        role: max(titled.get(role, 0.0), headed.get(role, 0.0)) + (role in titled and role in headed)
        for role in (titled | headed)  # in order: roles that speak alike must not be told apart by chance
    }


def stand_ins(reading: Reading) -> list[str]:
    """What stands where a main heading would: the first heading of the page's own part, or its largest short text
    that is more than an amount: prices are often larger than the name."""
    own = [h for h in reading.headings if h.visible and h.area == "main" and h.text.strip()]
    if own:
        return [min(own, key=lambda h: (h.box[1], h.level)).text]
    blocks = [b for b in reading.blocks if b.visible and b.area == "main" and 2 < len(b.text) <= LONGEST_NAME]
    sizes = sorted(b.font_px for b in blocks)
    named = (b for b in blocks[:FIRST_BLOCKS] if _LETTERS.search(without_amounts(b.text)))
    largest = max(named, key=lambda b: b.font_px, default=None)
    return [largest.text] if largest and largest.font_px >= LARGER * sizes[len(sizes) // 2] else []


def _best(names: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for name, most in names:
        for role, strength in said_by_words(name).items():
            best[role] = max(best.get(role, 0.0), min(most, strength))
    return best


def said_by_words(name: str) -> dict[str, float]:
    """Roles a name speaks for: STRONG where their words are half of it, less where they are a smaller part."""
    text = fold(name)[:LONGEST_NAME]
    said: dict[str, float] = {}
    if _THANKS.match(text):
        return said
    for role, start, end in _hits(text):
        share = (end - start) / max(1, len(text))
        if role in _WHOLE_ONLY and share < 0.45:
            continue
        at_edge = start == 0 or (end == len(text) and role in _ENDS)
        strength = (
            STRONG if share >= 0.45 else MIDDLING if share >= (0.2 if role in _ENDS else 0.35) or at_edge else WEAK
        )
        said[role] = max(said.get(role, 0.0), strength)
    if "recovery" in said:  # "sign in help: forgotten password" is for the second
        said.pop("login", None)
    if said.keys() & {"recovery", "register", "login", "security"}:  # "create account", "account security"
        said.pop("account", None)
    return said


def _hits(text: str) -> Iterator[tuple[str, int, int]]:
    promised = phrases("free-delivery").any(text)
    for role, topic in _TOPICS:
        for hit in phrases(topic).find(text):
            if not (role == "delivery" and promised):
                yield role, hit.start, hit.end
    for role, pattern in _STEM:
        for found in pattern.finditer(text):
            yield role, found.start(), found.end()
