"""The identity gate: is this page what was asked for, and may anything be judged from it?

Pure: it sees the status, the URLs and the reading, and names the problems. A page with a hard problem never
becomes a `Page`, so no fact and no rule ever sees it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from casetrust_audit.collect import walls
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.nothing_here import tells_broken, tells_lost
from casetrust_audit.collect.role_forms import is_asked
from casetrust_audit.model.capture import Problem
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_key import AddressKeys
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import same_site

FEW_WORDS = 120
FEW_LINKS = 12
_CHALLENGE_FRAME = re.compile(
    r"challenges\.cloudflare|hcaptcha\.com|recaptcha/(?:api2|enterprise)/bframe|geo\.captcha|datadome", re.I
)


def problems(
    reading: Reading,
    status: int | None,
    requested: str,
    shop: str,
    *,
    policy_elsewhere: bool = False,
    link_text: str = "",
    start: bool = False,
    pages: KnownPages | None = None,
) -> tuple[Problem, ...]:
    """What keeps the page from being judged; empty where nothing does. `shop` is any URL of the shop.

    `link_text` is what the link that was followed says, `start` true of the front page, `pages` what is known of the
    shop so far."""
    pages = pages or KnownPages(AddressKeys(shop))
    found: list[Problem] = []
    text = reading.visible_text()
    words = len(text.split())
    head = " ".join([reading.title, *(h.text for h in reading.headings if h.visible and h.level <= 2)])
    lost = tells_lost(reading)
    if not same_site(reading.url, shop) and not policy_elsewhere:
        found.append(Problem("off-site", f"led to {urlsplit(reading.url).hostname}"))
    if _is_challenge(reading, status, head, text, words):
        found.append(Problem("challenge", f"a bot challenge or block page (status {status})"))
    elif status is not None and status >= 400 and not _drawn_after_all(reading, status, lost, start, pages):
        found.append(Problem("error-page", f"status {status}"))
    elif lost:
        found.append(Problem("error-page", "says the page does not exist, with status 200"))
    elif tells_broken(reading):
        found.append(Problem("error-page", "says that it broke, with status 200"))
    elif not start and pages.is_lost(reading):
        found.append(Problem("error-page", "shows what the shop shows for an address that does not exist"))
    sells = any(c.amounts for c in reading.cards)
    if words < FEW_WORDS and not sells and phrases("parked").any(head + "\n" + text):
        found.append(Problem("parked", "a parked or for-sale domain"))
    shown = reading.images or any(f.visible for f in reading.fields())
    if not found and words < 5 and len(reading.links) < 3 and not shown:
        found.append(
            Problem("empty-shell", f"{words} words and {len(reading.links)} links after {reading.viewport[0]}px render")
        )
    if walls.is_login_wall(reading, requested, link_text, start=start, pages=pages):
        asked = urlsplit(requested)
        found.append(Problem("login-wall", f"asked for {asked.path}{_hash(asked.fragment)}, was led to a login"))
    if not reading.settled:
        found.append(Problem("not-settled", "still changing when it was read"))
    return tuple(found)


def _hash(fragment: str) -> str:
    return f"#{fragment.partition('?')[0]}" if fragment.startswith(("/", "!")) else ""


def _is_challenge(reading: Reading, status: int | None, head: str, text: str, words: int) -> bool:
    # a page of the shop with its menus may hold a captcha of its own: beside a contact form, at the login
    alone = words < FEW_WORDS and len(reading.links) < FEW_LINKS
    if _asks_more(reading):
        # whoever asks for a name or a message is no bot check, whatever it says of a captcha or a sum beside that
        head, text = " ".join([reading.title, *(h.text for h in reading.headings if h.visible and h.level == 1)]), ""
    said = phrases("challenge").any(head) or (alone and phrases("challenge").any(text))
    framed = alone and not _asks_more(reading) and any(_CHALLENGE_FRAME.search(f.src) for f in reading.frames)
    return ((said or framed) and words < FEW_WORDS * 3) or (
        status in (401, 403, 429, 503) and words < FEW_WORDS and said
    )


def _asks_more(reading: Reading) -> bool:
    """Whether a form asks for more than the answer to a check."""
    return any(f.visible and is_asked(f) for form in reading.forms for f in form.fields) or any(
        f.visible and is_asked(f) for f in reading.loose_fields
    )


def _drawn_after_all(reading: Reading, status: int, lost: bool, start: bool, pages: KnownPages) -> bool:
    """A static host answers 404 with the shop's one page, whose script draws what was asked for. It is believed of the
    front page where that plainly sells, and of others where the front page came so."""
    if status != 404 or lost:
        return False
    if start:
        return walls.sells(reading)
    return pages.answers_with_error and pages.tells_lost and not pages.is_lost(reading)
