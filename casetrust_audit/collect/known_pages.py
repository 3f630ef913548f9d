"""Two pages a shop is known by: its front page, and what it answers to an address that cannot exist."""

from __future__ import annotations

from dataclasses import dataclass, field

from casetrust_audit.collect.template import own_words, says
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_key import AddressKeys

MOSTLY = 0.8
"""Share of words common to two pages from which one is the other with another address in it."""
FEWEST_OWN = 3
HTTP_ERROR = 400


@dataclass(slots=True)
class KnownPages:
    """Shared by all sessions of a run. `answers_with_error` is true of shops whose pages come with status 404 and are
    drawn by a script, as static hosts serve them."""

    keys: AddressKeys
    answers_with_error: bool = False
    home_keys: set[str] = field(default_factory=set)
    _to_login: set[str] = field(default_factory=set)
    _home: Reading | None = None
    _lost: frozenset[str] | None = None

    def note_home(self, start: str, reading: Reading, status: int | None) -> None:
        """The front page was read."""
        self._home = reading
        self.home_keys = {start, reading.url}
        self.answers_with_error = (status or 0) >= HTTP_ERROR

    def note_lost(self, reading: Reading) -> bool:
        """What an address that cannot exist shows; false where that tells nothing (it is the front page again)."""
        words = own_words(reading, self._home)
        told = reading.settled and len(words) >= FEWEST_OWN and not self._again(reading)
        self._lost = words if told else None
        return self._lost is not None

    @property
    def tells_lost(self) -> bool:
        """Whether the shop's answer to what does not exist is known and is its own."""
        return self._lost is not None

    def is_home(self, reading: Reading) -> bool:
        """Whether it is the front page, by its address or by saying the very same."""
        if self._home is None:
            return False
        key = self.keys.key(reading.url)
        return key in {self.keys.key(url) for url in self.home_keys} or self._again(reading)

    def _again(self, reading: Reading) -> bool:
        return self._home is not None and says(reading) == says(self._home) != 0

    def is_lost(self, reading: Reading) -> bool:
        """Whether the page is the shop's answer to what does not exist. Words of the page's own decide, not its frame;
        a page that sells is never one."""
        if self._lost is None or not reading.settled or any(c.amounts and c.visible for c in reading.cards):
            return False
        words = own_words(reading, self._home)
        return len(words & self._lost) >= MOSTLY * len(words | self._lost)

    def led_to_login(self, requested: str) -> int:
        """One more address of no known role led to a login; how many have so far."""
        self._to_login.add(self.keys.key(requested))
        return len(self._to_login)
