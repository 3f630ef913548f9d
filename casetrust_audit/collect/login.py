"""A login that a person has made: kept in a file of its owner's, put back into the browser, never into the evidence.

Cookies, local storage and databases are Playwright's own state. Session storage is not part of it, though baskets and
tokens live there: it is kept beside, by origin, and put back by a script that runs before the shop's own.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetrust_audit.errors import UsageError
from casetrust_audit.evidence import redact
from casetrust_audit.settings import SESSION_STORAGE, check_login_state
from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, StorageState

Stored = dict[str, dict[str, str]]
"""Session storage: name and value of each entry, by origin ("https://shop.example.sg")."""

SHORTEST_NAMED, SHORTEST_SECRET = 8, 12
"""Characters of a secret that is called one, and of one that only looks like it."""
MIXED = 4
"""Turns from letter to digit or back in what is no word with a number."""
_DEEPEST = 8
_TOKEN = re.compile(r"[\w.~+/=%|:-]+", re.ASCII)
_TURNS = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_HEX = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\Z|[0-9a-f]{24,}\Z", re.I)
_ENTRIES = "() => [location.origin, Object.entries(window.sessionStorage).map(([n, v]) => [n, String(v)])]"
_PUT_BACK = """((kept, mark) => {
  try {
    const mine = kept[location.origin], store = window.sessionStorage;
    if (!mine || store.getItem(mark)) return;
    store.setItem(mark, "1");
    for (const name of Object.keys(mine)) if (store.getItem(name) === null) store.setItem(name, mine[name]);
  } catch (none) { /* a frame without storage of its own */ }
})"""
_MARK = "casetrust-audit"
"""Entry that says that a tab has been given the login's entries: what the shop takes out afterwards stays out."""


@dataclass(frozen=True, slots=True)
class Login:
    """What the file holds. `state` is Playwright's storage state, `stored` the session storage by origin."""

    state: StorageState
    stored: Stored

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that looks like a token or an id, or is called one: what must not be written to the evidence."""
        state: dict[str, Any] = dict(self.state)
        named = [(str(c.get("name")), c.get("value")) for c in state.get("cookies", ())]
        for origin in state.get("origins", ()):
            named += [(str(i.get("name")), i.get("value")) for i in origin.get("localStorage", ())]
            named += [("", i) for i in origin.get("indexedDB", ())]
        named += [item for items in self.stored.values() for item in items.items()]
        found = (leaf for name, value in named for leaf in _leaves(name, value, 0))
        return tuple(dict.fromkeys(text for name, text in found if _is_secret(name, text)))

    def put_into(self, context: BrowserContext) -> None:
        """Let each page of the origins begin with their session storage, once a tab; others get nothing."""
        if self.stored:
            context.add_init_script(f"{_PUT_BACK}({json.dumps(self.stored)}, {json.dumps(_MARK)});")


def _is_secret(name: str, text: str) -> bool:
    """A token by its looks (letters and digits in no order, hexadecimal), or by what it is called. Names of goods and
    addresses of pages, which shops store too, are none: without them nothing could be judged."""
    if not _TOKEN.fullmatch(text):
        return False
    called = len(text) >= SHORTEST_NAMED and redact.names_secret(name)
    return called or (len(text) >= SHORTEST_SECRET and (len(_TURNS.findall(text)) >= MIXED or bool(_HEX.match(text))))


def _leaves(name: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    """(name, text) of the texts in a value, those of JSON written as text too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield name, value
        if value[:1] in ("{", "[", '"'):
            try:
                yield from _leaves(name, json.loads(value), depth + 1)
            except (ValueError, RecursionError):
                return
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _leaves(str(key), one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(name, one, depth + 1)


def read_login(path: Path) -> Login:
    """The login of a file. Raises UsageError where it is none."""
    check_login_state(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    stored = {one["origin"]: {i["name"]: i["value"] for i in one["items"]} for one in data.get(SESSION_STORAGE, ())}
    return Login({"cookies": data["cookies"], "origins": data.get("origins", [])}, stored)


def note_stored(page: Page, shop: str, stored: Stored) -> None:
    """Take note of what the shop's origins hold in session storage now, in the page and its frames."""
    from playwright.sync_api import Error

    for frame in page.frames:
        if not same_site(frame.url, shop):
            continue
        try:
            origin, entries = frame.evaluate(_ENTRIES)
        except Error:  # it is about to go elsewhere, or has no storage
            continue
        stored[origin] = {name: value for name, value in entries if name != _MARK}


def state_of(context: BrowserContext) -> dict[str, Any]:
    """Cookies, local storage and, where this Playwright can, databases."""
    more: dict[str, Any] = {"indexed_db": True} if "indexed_db" in signature(context.storage_state).parameters else {}
    return dict(context.storage_state(**more))


def write_login(output: Path, state: Mapping[str, Any], stored: Stored) -> None:
    """Write the file, readable by its owner only. Raises UsageError where it cannot be written."""
    kept = [
        {"origin": origin, "items": [{"name": n, "value": v} for n, v in items.items()]}
        for origin, items in stored.items() if items
    ]  # fmt: skip
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({**state, SESSION_STORAGE: kept}, file)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror or error})", "Give another --output.") from None
