"""What the shop answers to an address that cannot exist, asked for once: many answer 200 and a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from casetrust_audit.text.address_key import AddressKeys

if TYPE_CHECKING:
    from casetrust_audit.collect.session import Session

NOWHERE = "no-such-page-casetrust-audit"


def lost_address(start: str, keys: AddressKeys) -> str:
    """An address made as the shop makes its own, of a page that cannot exist."""
    if router := keys.main_router:
        path, name = router
        mark = "#/?" if name.startswith("#") else "?"
        return f"{urljoin(start, path)}{mark}{name.lstrip('#')}={NOWHERE}"
    if keys.hashed:
        return f"{start.partition('#')[0]}#{keys.hashed}{NOWHERE}"
    parts = urlsplit(start)
    folder = parts.path if parts.path.endswith("/") else parts.path.rpartition("/")[0] + "/"
    return f"{parts.scheme}://{parts.netloc}{folder}{NOWHERE}"


def ask_for_nothing(session: Session, start: str) -> None:
    """Look once at a page that cannot exist, and tell the session's known pages. Leaves no capture: it is no page of
    the shop. Where it is not answered, or with an error as it should be, nothing is learnt and nothing is needed."""
    from playwright.sync_api import Error

    pages = session.pages
    try:
        session.begin()
        session.page.wait_for_timeout(session.settings.pace_seconds * 1000)
        session.page.goto("about:blank")  # nothing of the page before may be read for the answer
        response = session.page.goto(lost_address(start, pages.keys), wait_until="load")
        if response is not None and response.status >= 400 and not pages.answers_with_error:
            return
        pages.note_lost(session.read())
    except Error:
        return
    finally:
        session.begin()
