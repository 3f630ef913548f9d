"""The identity gate: is this page what was asked for, and may anything be judged from it?

Pure: it sees the status, the URLs and the reading, and names the problems. A page with a hard problem never
becomes a `Page`, so no fact and no rule ever sees it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from casetrust_audit.model.capture import Problem
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import same_site

FEW_WORDS = 120
FEW_LINKS = 12
_LOGIN_PATH = re.compile(r"log-?in|sign-?in|/auth\b|/sso\b", re.I)
# Pages of one's own account, for which a login is asked everywhere: that hides nothing of the shop.
_OWN_PATH = re.compile(
    _LOGIN_PATH.pattern + r"|/(?:my-?)?(?:accounts?|orders?)\b|wish-?list|/(?:profile|customer|dashboard|rewards?)\b",
    re.I,
)
_CHALLENGE_FRAME = re.compile(
    r"challenges\.cloudflare|hcaptcha\.com|recaptcha/(?:api2|enterprise)/bframe|geo\.captcha|datadome", re.I
)


def problems(
    reading: Reading, status: int | None, requested: str, shop: str, *, policy_elsewhere: bool = False
) -> tuple[Problem, ...]:
    """What keeps the page from being judged; empty where nothing does. `shop` is any URL of the shop."""
    found: list[Problem] = []
    text = reading.visible_text()
    words = len(text.split())
    head = " ".join([reading.title, *(h.text for h in reading.headings if h.visible and h.level <= 2)])
    if not same_site(reading.url, shop) and not policy_elsewhere:
        found.append(Problem("off-site", f"led to {urlsplit(reading.url).hostname}"))
    if _is_challenge(reading, status, head, text, words):
        found.append(Problem("challenge", f"a bot challenge or block page (status {status})"))
    elif status is not None and status >= 400:
        found.append(Problem("error-page", f"status {status}"))
    elif words < FEW_WORDS * 2 and phrases("not-found").any(head):
        found.append(Problem("error-page", "says the page does not exist, with status 200"))
    sells = any(c.amounts for c in reading.cards)
    if words < FEW_WORDS and not sells and phrases("parked").any(head + "\n" + text):
        found.append(Problem("parked", "a parked or for-sale domain"))
    if not found and words < 5 and len(reading.links) < 3 and not reading.images:
        found.append(
            Problem("empty-shell", f"{words} words and {len(reading.links)} links after {reading.viewport[0]}px render")
        )
    if _is_login_wall(reading, requested):
        found.append(Problem("login-wall", f"asked for {urlsplit(requested).path}, was led to a login"))
    if not reading.settled:
        found.append(Problem("not-settled", "still changing when it was read"))
    return tuple(found)


def _is_challenge(reading: Reading, status: int | None, head: str, text: str, words: int) -> bool:
    # a page of the shop with its menus may hold a captcha of its own: beside a contact form, at the login
    alone = words < FEW_WORDS and len(reading.links) < FEW_LINKS
    said = phrases("challenge").any(head) or (alone and phrases("challenge").any(text))
    framed = alone and any(_CHALLENGE_FRAME.search(f.src) for f in reading.frames)
    return ((said or framed) and words < FEW_WORDS * 3) or (
        status in (401, 403, 429, 503) and words < FEW_WORDS and said
    )


def _is_login_wall(reading: Reading, requested: str) -> bool:
    """Asked for something else and got a page whose business is a password."""
    asked, got = urlsplit(requested), urlsplit(reading.url)
    if asked.path.rstrip("/") == got.path.rstrip("/") or _OWN_PATH.search(asked.path):
        return False
    password = any(f.type == "password" and f.visible for f in reading.fields())
    return password and bool(_LOGIN_PATH.search(got.path + "?" + got.query.split("&")[0] if got.query else got.path))
