"""Visitors of the demo shop: one basket each, found again by a cookie; and the count of what the shop receives."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from casetrust_audit.demo.basket import Basket

COOKIE = "kk_session"
MOST_SESSIONS = 5_000


@dataclass(slots=True)
class Session:
    """One visitor. Whoever answers a request of the visitor holds `lock` meanwhile."""

    id: str
    basket: Basket = field(default_factory=Basket)
    notice: str = ""
    """A sentence to show on the next page."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    tag: str = field(default_factory=lambda: secrets.token_hex(8))
    """What tells the visitor in an address; it opens nothing."""

    def take_notice(self) -> str:
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """All visitors; thread-safe. The oldest is forgotten when there are too many."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Session] = {}

    def find(self, identity: str) -> tuple[Session, bool]:
        """The visitor of that id, or a new one under an id of the shop's own; and whether it is new."""
        with self._lock:
            known = self._known.get(identity)
            if known is not None:
                return known, False
            session = Session(secrets.token_urlsafe(24))
            self._known[session.id] = session
            if len(self._known) > MOST_SESSIONS:
                del self._known[next(iter(self._known))]
            return session, True


KINDS = ("orders", "payments", "messages", "newsletter", "accounts", "logins", "complaints", "wishlist")


class Received:
    """How often each thing that matters was sent to the shop; an audit must leave all at nought."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = dict.fromkeys(KINDS, 0)

    def count(self, kind: str) -> None:
        """Add one. Raises KeyError for a kind not in KINDS."""
        with self._lock:
            self._counts[kind] += 1

    def counts(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counts)

    @property
    def total(self) -> int:
        return sum(self.counts().values())

    @property
    def orders(self) -> int:
        return self.counts()["orders"]

    @property
    def payments(self) -> int:
        return self.counts()["payments"]

    @property
    def messages(self) -> int:
        """Contact messages, reviews and password requests."""
        return self.counts()["messages"]

    @property
    def newsletter(self) -> int:
        return self.counts()["newsletter"]

    @property
    def accounts(self) -> int:
        return self.counts()["accounts"]

    @property
    def logins(self) -> int:
        return self.counts()["logins"]

    @property
    def complaints(self) -> int:
        return self.counts()["complaints"]

    @property
    def wishlist(self) -> int:
        return self.counts()["wishlist"]
