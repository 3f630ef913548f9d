"""Coats that an audit does not yet survive, each with what goes wrong. The list shrinks: a test fails where one of them
has begun to pass."""

from __future__ import annotations

from collections.abc import Mapping

NOT_YET: Mapping[str, str] = {
    "chinese": "amounts with the full-width ￥ are not read",
    "lightbox-pictures": "a picture inside a link is not counted as a picture of the product",
    "steps-as-tabs": "“Continue” of the first step is taken for the button that orders",
    "fade-in": "what is still fading in is taken as invisible",
    "late-cart": "the cart is read while it is a skeleton",
    "radios-as-lists": "ways to deliver and to pay are not read from a list's entries",
    "remove-links": "a link with an icon and a title is not seen as a way to remove",
    "icon-only": "a button named by aria-label or title is not seen as the one that adds",
    "anchor-buttons": "links with a script are not seen as buttons that send a form",
    "layout-tables": "rows of the outermost table are read as lines of the cart",
    "query-route": "the page to register is not read",
    "query-page": "the page to register is not read",
    "query-s": "every page has the role of the front page",
    "cart-by-query": "goods and the cart are enough variants of the listing",
    "hash-routes": "an empty body is read as a page",
    "session-in-address": "each page is read twice, with the session and without",
    "client-shell": "an empty body is read as a page",
    "fallback-404": "status 404 ends the audit",
    "soft-404": "a page in place of the sitemap voids what was not found",
}
"""Coats alone."""

NOT_YET_PAIRS: Mapping[tuple[str, str], str] = {}
"""Pairs of coats that are survived alone."""
