"""What a request is, taken apart: the routes its address names, the fields its body sends, the acts its words name.

A shop may route by path, by a path behind a script (/index.php/a/b), by values of a query (?route=account/register),
by a hash (#/contact) or by a GraphQL operation. Whoever judges a request asks `routes` and `sent_fields` and never the
path alone. Pure; nothing here decides.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote_plus, urlsplit

READS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_FIELDS = 400
DEEPEST = 8
_WORD = re.compile(r"[A-Za-z]+|[^\W\d_A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROUTE = re.compile(r"[\w./|:!-]{2,80}")
_TOKEN = re.compile(r"[0-9a-f]{16,}|(?=\w*\d)(?=\w*[a-z])\w{24,}", re.I)
_MUTATION = re.compile(r"\bmutation\b[^{]*\{(.*)", re.S)
_ACTION_NAME = re.compile(
    r"^(?:.*[\[._-])?(?:action|act|do|op|operation|operation_?name|route|event|cmd|command|task|method|mode|step|submit"
    r"|form_?(?:type|name|id|action)|fn|func|function|handler|__EVENTTARGET)\]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request about to leave the browser."""

    url: str
    method: str = "GET"
    resource: str = "document"
    main_frame: bool = True
    navigation: bool = True
    body: str = ""
    page: str = ""
    """URL of the page that asks; "" where it is not known."""
    content_type: str = ""
    hop: bool = False
    """A redirect leads there: not what was asked for, but what the shop answers with."""

    @property
    def reads(self) -> bool:
        """Whether the method is one that only reads."""
        return self.method.upper() in READS


def parts_of(url: str) -> SplitResult:
    """The parts of a URL; none of what is no URL."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def path_of(url: str) -> str:
    """The decoded path."""
    return unquote_plus(parts_of(url).path)


@lru_cache(maxsize=2000)
def query_routes(url: str) -> tuple[str, ...]:
    """Paths that the query and the hash name, each beginning with "/": every value that reads like a route, and all of
    them one after the other; the path of the address itself is not among them.

    A value that is a number, a sentence, a token or another page's address names no route."""
    parts = parts_of(url)
    values = [v if v else k for k, v in parse_qsl(parts.query, keep_blank_values=True)]
    named = [v for v in values if _is_route(v)]
    routes = [_as_path(v) for v in named]
    if len(named) > 1:
        routes.append("/" + "/".join(v.strip("/") for v in named))
    fragment = parts.fragment.lstrip("!")
    if fragment.startswith("/"):
        routes.append(_as_path(unquote_plus(fragment.split("?", maxsplit=1)[0])))
        routes += query_routes("?" + fragment.partition("?")[2]) if "?" in fragment else ()
    return tuple(dict.fromkeys(routes))


def page_routes(url: str) -> tuple[str, ...]:
    """The paths that name the page itself: not where it would lead on ("?next=/checkout"), nor what is searched for."""
    parts = parts_of(url)
    route, asks, query = parts.fragment.partition("?")
    fragment = f"{route}{asks}{_own(query)}"
    return routes(parts._replace(query=_own(parts.query), fragment=fragment).geturl())


def _own(query: str) -> str:
    return "&".join(f"{k}={v}" for k, v in parse_qsl(query, keep_blank_values=True) if not _LEADS.match(k))


_LEADS = re.compile(
    r"^(?:back(?:_?url)?|ref(?:errer)?|re?turn(?:_?(?:url|to))?|redirect(?:_?(?:url|to))?|next|from|url|continue|dest"
    r"(?:ination)?|goto|q|query|search(?:_?query)?|keywords?|term)$",
    re.I,
)


def _is_route(value: str) -> bool:
    return bool(_ROUTE.fullmatch(value)) and any(c.isalpha() for c in value) and not _TOKEN.fullmatch(value)


def _as_path(value: str) -> str:
    return "/" + value.strip("/")


def routes(url: str) -> tuple[str, ...]:
    """Every path an address names: its own, and those of its query and hash."""
    return (path_of(url), *query_routes(url))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, no single letters: "checkout/placeOrder" gives checkout, place, order."""
    return tuple(w.lower() for w in _WORD.findall(_CAMEL.sub(" ", name)) if len(w) > 1)


@lru_cache(maxsize=500)
def sent_fields(body: str, content_type: str = "") -> tuple[tuple[str, str], ...]:
    """(name, value) of what a body sends, as a form, in parts, or as JSON (names joined by "."); at most MOST_FIELDS.

    What cannot be read so has no fields; the body as a whole is judged besides."""
    text = body.strip()
    if not text:
        return ()
    if text[:1] in "{[":
        try:
            return tuple(_flat("", json.loads(text), 0))[:MOST_FIELDS]
        except (ValueError, RecursionError):
            return ()
    if "multipart/" in content_type.lower() or text.startswith("--"):
        return _multipart(body, content_type)[:MOST_FIELDS]
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=4 * MOST_FIELDS))[:MOST_FIELDS]
    except ValueError:
        return ()


def _flat(name: str, value: object, depth: int) -> list[tuple[str, str]]:
    if depth > DEEPEST:
        return []
    if isinstance(value, dict):
        return [f for k, v in value.items() for f in _flat(f"{name}.{k}" if name else str(k), v, depth + 1)]
    if isinstance(value, list):
        return [f for v in value[:100] for f in _flat(name, v, depth + 1)]
    return [(name, "" if value is None or value is False else str(value))]


def _multipart(body: str, content_type: str) -> tuple[tuple[str, str], ...]:
    kind = content_type if "boundary=" in content_type else ""
    if not kind:
        first = body.strip().split("\n", 1)[0].strip()
        kind = f'multipart/form-data; boundary="{first[2:]}"'
    raw = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n{body}".encode("utf-8", "replace")
    found = []
    try:
        for part in message_from_bytes(raw, policy=policy.HTTP).walk():
            name = part.get_param("name", header="content-disposition")
            if isinstance(name, str):
                data = part.get_payload(decode=True)
                found.append((name, data.decode("utf-8", "replace").strip() if isinstance(data, bytes) else ""))
    except (ValueError, LookupError, TypeError, AttributeError):  # the parser of the standard library on odd headers
        return ()
    return tuple(found)


def graphql_names(fields: tuple[tuple[str, str], ...]) -> tuple[str, ...] | None:
    """Names of what a GraphQL request changes: empty for one that only reads, None for a request of another kind."""
    queries = [v for k, v in fields if k.rpartition(".")[2] == "query" and "{" in v]
    if not queries:
        return None
    names: list[str] = []
    for query in queries:
        found = _MUTATION.search(query)
        if found:
            names += _top_fields(found[1])
    if names:
        names += [v for k, v in fields if k.rpartition(".")[2] == "operationName" and v]
    return tuple(dict.fromkeys(names))


def _top_fields(selection: str) -> list[str]:
    """Names in the outermost selection of a mutation."""
    depth, names, brackets = 0, [], 0
    for piece in re.finditer(r"[{}()]|[A-Za-z_]\w*", selection):
        text = piece[0]
        if text in "()":
            brackets += 1 if text == "(" else -1
        elif text == "{":
            depth += brackets == 0
        elif text == "}":
            depth -= brackets == 0
        elif depth == 0 and brackets == 0:
            names.append(text)
        if depth < 0:
            break
    return names


def action_names(fields: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What the fields of a body say is to be done: values of fields that name an action, and the names of those sent
    with a value (a pressed button's name is one of them)."""
    named = []
    for name, value in fields:
        if _ACTION_NAME.match(name) and value and _is_route(value):
            named.append(value)
        if value.strip().lower() not in _NOT_MEANT and not _ACTION_NAME.match(name):
            named.append(name)
    return tuple(dict.fromkeys(named))


_NOT_MEANT = frozenset({"", "0", "false", "no", "off", "null", "none", "guest"})
