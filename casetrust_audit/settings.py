"""Settings of a run: command line over configuration file over defaults. Unknown keys are errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from casetrust_audit.errors import UsageError

LOOPBACK_ONLY = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""Chromium resolver rule that lets nothing but loopback be reached; the demo and the tests use it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The invented Singapore shopper. `postal_code` 238801 is Orchard Road; the e-mail domain cannot receive mail."""

    first_name: str = "Audit"
    last_name: str = "Testperson"
    email: str = "audit.testperson@example.com"
    phone: str = "89998877"
    address: str = "2 Orchard Turn Audit"
    unit: str = "#04-00"
    postal_code: str = "238801"
    city: str = "Singapore"
    country: str = "Singapore"

    def typed(self) -> tuple[str, ...]:
        """Every value the shopper may type; redacted from evidence."""
        return (f"{self.first_name} {self.last_name}", self.last_name, self.email, self.phone, self.address)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a collection depends on. Stored in the bundle but for the paths of this machine."""

    url: str
    own_site: bool = False
    """The auditor answers for the shop: robots.txt is read and recorded, not obeyed."""
    ca_file: Path | None = None
    browser: str = ""
    max_pages: int = 60
    max_seconds: int = 900
    max_megabytes: int = 400
    page_seconds: int = 25
    pace_seconds: float = 0.0
    """Least time between two page loads; robots.txt Crawl-delay and Retry-After may raise it."""
    journeys: bool = True
    screenshots: bool = True
    """Pictures of pages, for the crops in the report; without them a collection takes about half the time."""
    plain_url: str = ""
    """http:// address to probe for the redirect, where it is not the shop's own host at port 80."""
    resolver_rule: str = ""
    contact: str = ""
    """Address put into the user agent, so that a shop can reach the auditor."""
    identity: Identity = Identity()

    def public(self) -> dict[str, Any]:
        """Settings as recorded in the bundle: no path of this machine, no identity."""
        hidden = {"ca_file", "browser", "identity", "resolver_rule", "plain_url"}
        recorded = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in hidden}
        return recorded | {"ca_file": self.ca_file is not None, "loopback_only": self.resolver_rule == LOOPBACK_ONLY}


CONFIG_KEYS = ("own_site", "ca_file", "browser", "max_pages", "max_seconds", "max_megabytes", "page_seconds",
               "pace_seconds", "journeys", "screenshots", "plain_url", "contact", "identity")  # fmt: skip
_LARGEST_CONFIG = 64_000


def shop_url(text: str) -> str:
    """The address of a shop as a full URL; https where no scheme is given. Raises UsageError."""
    candidate = text.strip()
    if candidate and "://" not in candidate:
        candidate = "https://" + candidate
    advice = "Give the shop's front page, for example https://shop.example.sg/."
    try:
        parts = urlsplit(candidate)
        port_ok = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        raise UsageError(f"{text!r} is not a web address", advice) from None
    if (
        parts.scheme not in ("http", "https")
        or not any(c.isalnum() for c in parts.hostname or "")
        or not port_ok
        or any(c.isspace() for c in candidate)
    ):
        raise UsageError(f"{text!r} is not a web address", advice)
    if parts.username or parts.password:
        raise UsageError("the address carries a user name or password", "Leave credentials out of the address.")
    return candidate if parts.path else parts._replace(path="/").geturl()


def read_config(path: Path) -> dict[str, Any]:
    """Settings from a YAML file, keys as in CONFIG_KEYS. Raises UsageError naming file and key."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror or error})", "Check the path given with --config."
        ) from None
    if len(raw) > _LARGEST_CONFIG:
        raise UsageError(f"{path}: larger than {_LARGEST_CONFIG} bytes", "A configuration file is a few lines.")
    try:
        data = yaml.safe_load(raw.decode())
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: bytes, dates and numbers that are none
        raise UsageError(
            f"{path}: is not YAML: {' '.join(str(error).split())[:200]}", "Check its indentation."
        ) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UsageError(f"{path}: must hold keys and values, such as `max_pages: 40`", "")
    return {str(key): value for key, value in data.items()}


def apply(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    """Settings with `values` laid over, each checked for name and type. Raises UsageError."""
    changes: dict[str, Any] = {}
    for key, value in values.items():
        _known(key, CONFIG_KEYS, where)
        current = getattr(settings, key)
        if key == "identity":
            changes[key] = _identity(current, value, where)
        elif key == "ca_file":
            changes[key] = Path(_typed(key, value, str, where))
        else:
            changes[key] = _typed(key, value, type(current), where)
    return replace(settings, **changes)


def _identity(current: Identity, value: Any, where: str) -> Identity:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: identity must hold keys and values", "For example `identity: {first_name: Mei}`.")
    names = tuple(f.name for f in fields(Identity))
    for key in value:
        _known(str(key), names, f"{where}: identity")
    for key, text in value.items():
        if not isinstance(text, str):  # YAML reads 018956 and 81234567 as numbers, and may drop digits
            raise UsageError(
                f"{where}: identity: {key} must be text, not {type(text).__name__}", f'Write it in quotes: {key}: "…".'
            )
    return replace(current, **value)


def _known(key: str, names: tuple[str, ...], where: str) -> None:
    if key not in names:
        close = get_close_matches(key, names, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(names)}"
        raise UsageError(f"{where}: unknown key {key!r}", hint[0].upper() + hint[1:])


def _typed(key: str, value: Any, kind: type, where: str) -> Any:
    good = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value, good = float(value), True
    if not good:
        raise UsageError(f"{where}: {key} must be {kind.__name__}, not {type(value).__name__}", "")
    least = {int: 1, float: 0}.get(kind)  # a limit of nothing would look at nothing, or wait for ever
    if least is not None and not least <= value < inf:
        raise UsageError(f"{where}: {key} must be a number of at least {least}", "")
    return value
