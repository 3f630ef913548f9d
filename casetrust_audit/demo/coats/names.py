"""Names of the coats, for completion, which must load nothing heavy."""

from __future__ import annotations

NAMES = (
    "account-behind-login", "contact-sum", "ten-products", "two-thousand", "chinese", "tiles-without-links",
    "tiles-to-nowhere", "lightbox-pictures", "off-canvas-cart", "header-decoys", "powered-by-cart", "split-words",
    "add-stays", "cart-suggestions", "labelled-cells", "waiting-buttons", "consent-layer", "one-page",
    "steps-as-tabs", "cart-drawer", "add-on-dialog", "fade-in", "late-cart", "menu-by-script", "radios-as-lists",
    "lists-as-radios", "switch-boxes", "odd-quantities", "remove-links", "icon-only", "image-buttons",
    "anchor-buttons", "div-buttons", "one-big-form", "layout-tables", "no-h1", "no-landmarks", "numeric-ids",
    "path-info", "query-route", "query-page", "query-s", "aspx-endings", "cart-by-query", "hash-routes",
    "session-in-address", "client-shell", "fallback-404", "soft-404",
)  # fmt: skip
"""In the order of the registry."""
