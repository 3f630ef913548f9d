"""What a page's own prose is about: told by the words of its kind, where no name and no address say it.

A shop's terms, however they are called, speak of "we" and "you" and of what either may do; each kind of policy has
words of its own beside that, in every sentence or two."""

from __future__ import annotations

import re
from collections import Counter

from casetrust_audit.collect.role_lists import own_cards
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

_FAMILIES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("privacy", r"\bpersonal (?:data|information|details)\b|\bpersonally[- ]identif\w+|\bcookies?\b|\bprivacy\b"
                    r"|\bdata (?:protection|subjects?|controller|processing)\b|\bgdpr\b|\bpdpa\b|\bccpa\b|\bthird "
                    r"part(?:y|ies)\b"
                    r"|\b(?:collect|disclose|process|store|share)(?:s|d|ing)? (?:your|the|any|personal|this|such"
                    r"|information|data)\b"
                    r"|\bopt[- ](?:out|in)\b|\bweb beacons?\b|\bip address(?:es)?\b|\bretain(?:ed)?\b|\bwithdraw "
                    r"(?:your )?consent\b"
                    r"|个人(?:信息|资料|数据)|個人(?:資料|資訊|信息)|隐私|隱私|\bdata peribadi\b|\bprivasi\b"),
        ("terms", r"\bterms\b|\bagreements?\b|\bagree(?:s|d|ing)?\b|\bliab(?:le|ility|ilities)\b|\bindemnif\w+"
                  r"|\bgovern(?:ing law|ed by)\b|\bjurisdiction\b|\bintellectual property\b|\bcopyrights?\b|\btrade "
                  r"?marks?\b"
                  r"|\blicen[cs]ed?\b|\bwarrant(?:y|ies|s)\b|\bdisclaim\w*|\bterminat\w+|\bbreach\b|\bprohibit\w*"
                  r"|\bhere(?:by|in|to|under|of)\b"
                  r"|\bthereof\b|\bentitled\b|\bobligations?\b|\bapplicable laws?\b|\breserve the right\b|条款|條款"
                  r"|协议|協議"
                  r"|责任|責任|\bterma\b"),
        ("returns", r"\breturn(?:s|ed|ing|able)?\b|\brefund\w*|\bexchanges?\b|\bexchanged\b|\bcancel\w*"
                    r"|\bwithdrawal\b|\bfaulty\b"
                    r"|\bdefective\b|\bdamaged\b|\boriginal (?:packaging|condition)\b|\bmoney[- ]back\b"
                    r"|\brestocking\b|\bstore credit\b"
                    r"|退货|退貨|退款|换货|換貨|\bpemulangan\b|\bbayaran balik\b"),
        ("delivery", r"\bship(?:s|ped|ping|ments?)?\b|\bdeliver(?:y|ies|ed|s|ing)?\b|\bdispatch\w*|\bcouriers?\b"
                     r"|\bpostage\b|\bposted\b"
                     r"|\bcarriers?\b|\btracking\b|\bparcels?\b|\bcustoms\b|\btransit\b|配送|发货|發貨|运费|運費"
                     r"|\bpenghantaran\b"),
    )
)  # fmt: skip
_ADDRESSED = re.compile(r"\b(?:we|us|our|you|your|yours|customers?|buyers?|users?|kami|anda)\b|我们|我們|您|你")
_NAMES = (
    ("privacy", "privacy"), ("terms", "terms"), ("returns", "returns"), ("returns", "refund"), ("delivery", "delivery"),
    ("returns", "cancel"),
)  # fmt: skip
_WARRANTS = re.compile(r"^(?:\w+ )?(?:limited )?(?:warranty|guarantee) ?(?:policy|terms|conditions|statement)?$")
SHORTEST = 30
"""Characters of a sentence: menus, labels and buttons are shorter."""
FEWEST_WORDS = 60
MOST_WORDS = 3_000
OFTEN = 0.022
"""Mentions a word of text from which the text is about the topic: one in forty-five."""
SPOKEN = 0.015
"""How often a policy speaks of either side, a word of text."""
FEWEST = 4
FEWEST_FORMS = 3
"""Different words of a kind: one word that comes back is a name; two are enough in a short text."""
SHORT = 250
AHEAD = 1.4
"""How much oftener than the next kind. Terms speak of all the others, and are told by their own words too."""
WEIGHT = 2.0
MANY_FIELDS = 8
_TYPED = frozenset({"text", "email", "tel", "password", "date", "textarea", "select"})
LONGEST_NAME = 48
OPENING = 40


def said_by_prose(reading: Reading) -> dict[str, float]:
    """The policy that the page's own text is, with WEIGHT; nothing where it is none, or of no kind."""
    if any(c.amounts and c.visible for c in own_cards(reading)):
        return {}
    asked = (f for form in reading.forms if form.visible and form.area == "main" for f in form.fields)
    if sum(f.visible and f.type in _TYPED for f in asked) >= MANY_FIELDS:
        return {}  # what is said beside so much to fill in is about filling it in
    blocks = [b for b in reading.blocks if b.visible and b.area == "main"]
    texts = [fold(b.text) for b in blocks if len(b.text) >= SHORTEST]
    words = sum(len(t.split()) for t in texts)
    if words < FEWEST_WORDS:
        return {}
    role = _about(texts, words)
    if role:
        return {role: WEIGHT}
    named = _named([fold(b.text) for b in blocks])
    return {named: WEIGHT} if named and _speaks(texts) >= SPOKEN * min(words, MOST_WORDS) else {}


def _about(texts: list[str], words: int) -> str:
    """The kind whose words come often enough, and oftener than those of the others; "" for none."""
    counts: Counter[str] = Counter()
    forms: dict[str, set[str]] = {role: set() for role, _ in _FAMILIES}
    left = MOST_WORDS
    for text in texts:
        left -= len(text.split())
        for role, pattern in _FAMILIES:
            hits = pattern.findall(text)
            counts[role] += len(hits)
            forms[role].update(hits)
        if left < 0:
            break
    ranked = counts.most_common(2)
    (role, most), (_, next_most) = ranked[0], ranked[1]
    seen = min(words, MOST_WORDS)
    if (
        most < FEWEST
        or most < OFTEN * seen
        or len(forms[role]) < FEWEST_FORMS - (words < SHORT)
        or _speaks(texts) < SPOKEN * seen
    ):
        return ""
    if most >= AHEAD * next_most:
        return role
    # terms speak of all the rest, and have their own words beside
    return "terms" if counts["terms"] >= FEWEST and len(forms["terms"]) >= FEWEST_FORMS else ""


def _speaks(texts: list[str]) -> int:
    return sum(len(_ADDRESSED.findall(text)) for text in texts)


def _named(texts: list[str]) -> str:
    """The policy that a line of its own names, or with whose name a text begins; "" where there is none."""
    for text in texts:
        if _WARRANTS.match(text):
            return "terms"
        for role, topic in _NAMES:
            for hit in phrases(topic).find(text[:LONGEST_NAME]):
                whole = len(text) <= LONGEST_NAME and hit.end - hit.start >= 0.6 * len(text)
                opens = hit.start == 0 and " " in hit.phrase and len(text) > LONGEST_NAME and hit.end <= OPENING
                if whole or opens:
                    return role
    return ""
