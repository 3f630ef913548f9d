"""Which links are never followed by a crawl: what they lead to is no page, or asking for it does something.

A shop may send anything by an address: in its path, its path info, a parameter or a hash route. All are looked at.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from casetrust_audit.text.address_key import AddressKeys
from casetrust_audit.text.address_parts import is_path, parts_of

ACTS = "would act, not read"
FILE = "a file, not a page"
VIEW = "another view of a page"

_FILE = re.compile(
    r"\.(?:pdf|zip|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|svg|mp4|mp3|avi|mov|csv|xml|json|rss|atom|ics|apk|dmg|exe)$",
    re.I,
)
_ACTS = re.compile(
    r"log-?_?out|sign-?_?out|log-?_?off|sign-?_?off|add[-_]?to[-_]?(?:cart|basket|bag|wish)|[?&/](?:add|remove|delete|empty)(?:=|/|$)"
    r"|/(?:cart|basket|wishlist|compare)/(?:add|remove|update|clear|change|process|insert|delete|empty|save|increase|decrease|plus|minus)\b|unsubscribe"
    r"|[?&](?:currency|setcurrency|ajax|replytocom|share)=|/i18n/|/admin\b|wp-admin|/feed/?$|cdn-cgi",
    re.I,
)
_ACTION = re.compile(
    r"add|remove|delete|empty|clear|update|insert|save|send|submit|subscribe|unsubscribe|vote|process|buy[-_]?now"
    r"|(?:add|remove|delete|update|clear|empty)[-_](?:to|from|item|product|cart|all|wish\w*|compare)\w*"
    r"|(?:add|remove|delete|buy|update|send|clear|empty)[A-Z]\w*",
)
"""What the last piece of a path or a router's value is called where it does something."""
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|tiktok|youtube|twitter|x|linkedin|pinterest|wa|whatsapp|t|telegram|google|apple|goo|shopee|lazada)\.",
    re.I,
)
_ACTS_BY_NAME = frozenset({"action", "do", "act", "task", "cmd", "op"})
_SHOWS = re.compile(
    r"(?:(?:view|show|display|list|browse|get)[-_]?)?(?:products?|items?|goods|details?|categor(?:y|ies)|pages?|info|index|lists?|show|view"
    r"|search|cart|basket|contact|about|faq|terms|privacy|delivery|shipping|returns|login|register|account|home)",
    re.I,
)
"""What a parameter that is called as actions are may hold and yet only show something."""
_VIEWS_BY_NAME = re.compile(
    r"(?:sort(?:_?by)?|order(?:_?by)?|dir(?:ection)?|filter.*|min_price|max_price|view|limit|per_?page|display|mode)",
    re.I,
)


def is_social(url: str) -> bool:
    """Whether it is a page of a social network, a marketplace or a messenger: its policies are not the shop's."""
    return bool(_SOCIAL.search(urlsplit(url).hostname or ""))


def never_read(url: str, keys: AddressKeys) -> str:
    """Why the link is never followed; "" where it may be."""
    try:
        split = urlsplit(url)
    except ValueError:
        return FILE
    if _acts(url, keys):
        return ACTS
    return FILE if _FILE.search(split.path) else ""


def plain_view(url: str, keys: AddressKeys) -> str:
    """The address without what is called as sorting, filters and views are; "" where it has nothing of the kind.

    A name alone says little: only where the plain address is known too is the other a view of it."""
    parts = parts_of(url)
    named = set() if parts is None else {name for name, _ in parts.pairs}
    views = {name for name in named if _VIEWS_BY_NAME.fullmatch(name.lstrip("#")) and not keys.is_router(name)}
    return keys.without(url, views) if views else ""


def _acts(url: str, keys: AddressKeys) -> bool:
    split = urlsplit(url)
    hashed = split.fragment if split.fragment.startswith(("/", "!")) else ""
    for text in (split.path + ("?" + split.query if split.query else ""), hashed):
        if _ACTS.search(text) or _ACTS.search(unquote(text)):
            return True
    parts = parts_of(url)
    if parts is None:
        return False
    if len(parts.route) > 1 and _ACTION.fullmatch(parts.route[-1]):
        return True
    for name, value in parts.pairs:
        routes = keys.is_router(name)
        if name.lower().lstrip("#") in _ACTS_BY_NAME and not routes and not _SHOWS.fullmatch(value):
            return True
        last = value.rsplit("/", 1)[-1]
        if _ACTION.fullmatch(last) and (routes or is_path(value)):
            return True
        if routes and _ACTION.fullmatch(re.split(r"[._-]", last)[-1]) and len(re.split(r"[._]", last)) > 1:
            return True
    return False
