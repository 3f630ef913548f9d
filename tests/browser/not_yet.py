"""Coats that an audit does not yet survive, each with what goes wrong. The list shrinks: a test fails where one of them
has begun to pass."""

from __future__ import annotations

from collections.abc import Mapping

NOT_YET: Mapping[str, str] = {
    "chinese": "amounts with the full-width ￥ are not read",
    "radios-as-lists": "ways to deliver and to pay are not read from a list's entries",
    "remove-links": "a link with an icon and a title is not seen as a way to remove",
    "icon-only": "a button named by aria-label or title is not seen as the one that adds",
    "anchor-buttons": "links with a script are not seen as buttons that send a form",
    "layout-tables": "rows of the outermost table are read as lines of the cart",
    "query-route": "the page to register is not read",
    "query-page": "the page to register is not read",
    "cart-by-query": "goods and the cart are enough variants of the listing",
    "hash-routes": "texts behind a hash route are not found, and no walk is made to its end",
    "client-shell": "the walk does not get through pages that a script draws",
    "fallback-404": "links to pages with status 404 that are drawn count as broken",
}
"""Coats alone."""

NOT_YET_PAIRS: Mapping[tuple[str, str], str] = {}
"""Pairs of coats that are survived alone."""
