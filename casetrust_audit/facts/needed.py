"""Which pages a question needs: where its answer would stand, so that only those can leave it open.

A shop that hides its customers' orders behind a login hides nothing of its terms; one that hides its terms does.
"""

from __future__ import annotations

from collections.abc import Iterable

STATED = frozenset({
    "home", "contact", "complaint", "returns", "delivery", "privacy", "terms", "faq", "about", "security", "reviews",
    "other",
})  # fmt: skip
"""Roles of pages where a shop says who it is and what it promises."""
SOLD = frozenset({"product", "listing", "home", "search", "reviews"})
BOUGHT = frozenset({"cart", "checkout"})
OWN = frozenset({"account", "login", "register", "recovery", "otp", "security"})
"""Roles of the customer's own pages."""
_KINDS = (STATED, SOLD, BOUGHT, OWN)

STATED_ONLY = (
    "complaints.", "contacts.", "identity.", "returns.", "fulfilment.", "fresh.policies", "fresh.copyright_lag",
    "legibility.policies", "terms.published", "privacy.denies_tracking", "privacy.dpo_contact", "privacy.law",
    "privacy.linked_site_wide", "privacy.notice_", "privacy.other_entity", "privacy.placeholder", "privacy.rights",
    "privacy.topic", "privacy.trackers_mentioned",
)  # fmt: skip
"""How the names of facts begin that only what a shop states can settle."""


def needed(name: str, searched: Iterable[str]) -> frozenset[str] | None:
    """Roles of the pages where the fact of the name would stand; None for all there are.

    What a shop states is stated on pages made for stating. Else those of the kinds that were `searched` (roles), also
    where none of a role was read: it is the page that is missing. What was searched for everywhere may be anywhere."""
    if name.startswith(STATED_ONLY):
        return STATED
    roles = set(searched) - {"home", "other", "reviews", "security"}
    kinds = [kind for kind in _KINDS if kind & roles]
    if not kinds:
        kinds = [STATED, SOLD]
    return frozenset().union(*kinds) if len(kinds) < 3 else None
