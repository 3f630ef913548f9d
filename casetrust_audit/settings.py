"""Settings of a run: command line over configuration file over defaults. Unknown keys are errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from difflib import get_close_matches
from ipaddress import ip_address
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from casetrust_audit.errors import UsageError
from casetrust_audit.model.journey import STEPS, VERBS, PlannedStep, PlannedWalk, Selectors

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


NO_SELECTORS = Selectors()


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
    dns_server: str = ""
    """Who is asked about the shop's mail domain, "address" or "address:port"; by default the system's own servers."""
    contact: str = ""
    """Address put into the user agent, so that a shop can reach the auditor."""
    identity: Identity = Identity()
    walks: tuple[PlannedWalk, ...] = ()
    """Products to buy, and how, in place of the tool's own choice."""
    selectors: Selectors = NO_SELECTORS
    login_state: Path | None = None
    """Cookies and storage of a login made by a person (`casetrust-audit login`); never written to the evidence."""
    price_log: Path | None = None
    """The shop's own record of its prices (CSV: url, date, price, currency); written to the evidence."""
    accredited_names: tuple[str, ...] = ()
    """Legal names in the public list of CaseTrust, as the auditor looked them up."""

    def public(self) -> dict[str, Any]:
        """Settings as recorded in the bundle: no path of this machine, no identity."""
        hidden = {"ca_file", "browser", "identity", "resolver_rule", "plain_url", "walks", "selectors", "login_state",
                  "dns_server", "price_log"}  # fmt: skip
        recorded = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in hidden}
        return recorded | {
            "ca_file": self.ca_file is not None, "loopback_only": self.resolver_rule == LOOPBACK_ONLY,
            "walks": [asdict(w) for w in self.walks], "selectors": asdict(self.selectors),
            "logged_in": self.login_state is not None, "price_log": self.price_log is not None,
            "dns_server": bool(self.dns_server),
        }  # fmt: skip


SESSION_STORAGE = "sessionStorage"
"""Key of a saved login beside Playwright's own: session storage by origin."""
CONFIG_KEYS = ("own_site", "ca_file", "browser", "max_pages", "max_seconds", "max_megabytes", "page_seconds",
               "pace_seconds", "journeys", "screenshots", "plain_url", "contact", "identity", "walks", "selectors",
               "login_state", "price_log", "dns_server", "accredited_names")  # fmt: skip
_LARGEST_CONFIG = 64_000
_MISSPELT = re.compile(r"[a-z][a-z0-9+.-]*:/", re.I)
"""A scheme with one slash: "htp:/shop.sg"."""
_DNS_SERVER = re.compile(
    r"\[(?P<six>[0-9a-f:]+)\](?::(?P<port6>[0-9]{1,5}))?|(?P<four>[0-9.]+)(?::(?P<port4>[0-9]{1,5}))?|(?P<bare>[0-9a-f:]+)",
    re.I,
)


def shop_url(text: str) -> str:
    """The address of a shop as a full URL; https where no scheme is given. Raises UsageError.

    Without a scheme the host needs a dot, or is localhost: a mere word is more likely a slip than a shop."""
    candidate = text.strip()
    advice = _meant(candidate)
    if candidate and "://" not in candidate:
        host = re.split(r"[:/?#]", candidate, maxsplit=1)[0]
        if _MISSPELT.match(candidate) or ("." not in host and host.lower() != "localhost" and "@" not in candidate):
            raise UsageError(f"{text!r} is not a web address", advice)
        candidate = "https://" + candidate
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


def _meant(text: str) -> str:
    """What to give in place of `text`: the address that it holds behind a scheme written wrongly, where it has one."""
    rest = re.sub(r"^[a-z][a-z0-9+.-]*:/*|^[:/]+", "", text, flags=re.I)
    if rest != text and re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/?#]\S*)?", rest, re.I):
        return f"Did you mean https://{rest}?"
    return "Give the shop's front page, for example https://shop.example.sg/."


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
        elif key in ("ca_file", "login_state", "price_log"):
            changes[key] = Path(_typed(key, value, str, where))
        elif key == "walks":
            changes[key] = _walks(value, settings.url, where)
        elif key == "accredited_names":
            changes[key] = _names(value, where)
        elif key == "dns_server":
            dns_server_parts(_typed(key, value, str, where), where)
            changes[key] = value
        elif key == "selectors":
            changes[key] = _selectors(value, where)
        else:
            changes[key] = _typed(key, value, type(current), where)
    return replace(settings, **changes)


def dns_server_parts(text: str, where: str = "dns_server") -> tuple[str, int]:
    """IP address and port (53 by default) of a DNS server. Raises UsageError where the text is neither."""
    found = _DNS_SERVER.fullmatch(text)
    try:
        if found is None or not 0 < (port := int(found["port6"] or found["port4"] or 53)) < 65536:
            raise ValueError
        return str(ip_address(found["six"] or found["four"] or found["bare"])), port
    except ValueError:
        raise UsageError(
            f"{where}: {text!r} is no DNS server", "Give an address such as 192.0.2.53 or 127.0.0.1:5353."
        ) from None


def check_login_state(path: Path) -> None:
    """Raises UsageError where the file is not what `casetrust-audit login` writes."""
    advice = "Make one with `casetrust-audit login URL --output FILE`."
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})", advice) from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: is no saved login", advice) from None
    cookies = state.get("cookies") if isinstance(state, dict) else None
    if not isinstance(cookies, list) or not all(isinstance(c, dict) and {"name", "value"} <= set(c) for c in cookies):
        raise UsageError(f"{path}: is no saved login", advice)
    if not _is_stored(state.get(SESSION_STORAGE, [])):
        raise UsageError(f"{path}: its {SESSION_STORAGE} is not origins with items", advice)


def _is_stored(value: Any) -> bool:
    """`[{"origin": …, "items": [{"name": …, "value": …}]}]`, all texts."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("origin"), str) and isinstance(one.get("items"), list)
        and all(isinstance(i, dict) and isinstance(i.get("name"), str) and isinstance(i.get("value"), str)
                for i in one["items"])
        for one in value
    )  # fmt: skip


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


def _names(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise UsageError(
            f"{where}: accredited_names must be a list of texts", 'For example `accredited_names: ["Mug Pte. Ltd."]`.'
        )
    return tuple(value)


MOST_WALKS, MOST_PLANNED_STEPS, MOST_PIECES = 12, 60, 20


def _walks(value: Any, shop: str, where: str) -> tuple[PlannedWalk, ...]:
    """`walks:` a list of products with what to do there. Addresses may be paths of the shop."""
    if not isinstance(value, list) or not value or len(value) > MOST_WALKS:
        raise UsageError(
            f"{where}: walks must be a list of 1 to {MOST_WALKS} products", "For example `walks: [{product: /p/mug}]`."
        )
    return tuple(_walk(item, n, shop, f"{where}: walks[{n}]") for n, item in enumerate(value, 1))


def _walk(item: Any, number: int, shop: str, where: str) -> PlannedWalk:
    if not isinstance(item, dict) or not item.keys() & {"product", "item"}:
        raise UsageError(
            f"{where}: needs a product",
            "Give its address, for example `product: /products/mug`, or its words on a list: `item: Blue mug`.",
        )
    for key in item:
        _known(str(key), tuple(f.name for f in fields(PlannedWalk)), where)
    for key in item.keys() & {"product", "item"}:
        if not isinstance(item[key], str) or not item[key].strip():
            raise UsageError(f"{where}: {key} must be text", f'Write it in quotes: {key}: "…".')
    product = urljoin(shop, item.get("product", shop).strip())
    if urlsplit(product).scheme not in ("http", "https"):
        raise UsageError(f"{where}: {item['product']!r} is no web address", "Give a path, such as /products/mug.")
    if urlsplit(product).hostname != urlsplit(shop).hostname:
        raise UsageError(f"{where}: {product} is not on {urlsplit(shop).hostname}", "A walk stays on the shop's site.")
    quantity = _typed("quantity", item.get("quantity", 1), int, where)
    if quantity > MOST_PIECES:
        raise UsageError(f"{where}: quantity must be at most {MOST_PIECES}", "")
    name = _typed("name", item.get("name", ""), str, where) or {1: "cheap", 2: "mid"}.get(number, f"walk-{number}")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}", name):
        raise UsageError(f"{where}: name must be small letters, digits and hyphens", "For example `name: gift-box`.")
    steps = item.get("steps", [])
    if not isinstance(steps, list) or len(steps) > MOST_PLANNED_STEPS:
        raise UsageError(f"{where}: steps must be a list of at most {MOST_PLANNED_STEPS}", "")
    return PlannedWalk(
        product, name, quantity, _typed("collect", item.get("collect", False), bool, where),
        tuple(_planned_step(step, f"{where}.steps[{n}]") for n, step in enumerate(steps, 1)),
        item.get("item", "").strip(),
    )  # fmt: skip


def _planned_step(step: Any, where: str) -> PlannedStep:
    """`{verb: target}`, for fill and choose with a `value`; `if_present: true` beside where it may be missing."""
    advice = (
        f"A step is one of {', '.join(VERBS)}, for example `press: Add to cart` or `fill: Postcode` with `value: …`."
    )
    if not isinstance(step, dict):
        raise UsageError(f"{where}: must hold a verb and what it acts on, both as text", advice)
    verbs = [str(key) for key in step if key not in ("value", "if_present")]
    if len(verbs) != 1:
        raise UsageError(f"{where}: must hold exactly one verb, not {', '.join(verbs) or 'none'}", advice)
    _known(verbs[0], VERBS, where)
    for key in step.keys() & {verbs[0], "value"}:
        if not isinstance(step[key], str):  # YAML reads 018956 and yes as no text
            raise UsageError(
                f"{where}: {key} must be text, not {type(step[key]).__name__}", f'Write it in quotes: {key}: "…".'
            )
    if_present = _typed("if_present", step.get("if_present", False), bool, where)
    if if_present and verbs[0] in ("open", "mark"):
        raise UsageError(f"{where}: {verbs[0]} acts on nothing that could be missing", "Leave out if_present.")
    if step[verbs[0]].strip() == "css=":
        raise UsageError(f"{where}: {verbs[0]} names no CSS selector", "For example `press: css=#buy`.")
    if verbs[0] == "mark" and step["mark"].strip() not in STEPS:
        raise UsageError(f"{where}: {step['mark']!r} is no step of a journey", f"Mark one of {', '.join(STEPS)}.")
    needs_value = verbs[0] in ("fill", "choose")
    if not step[verbs[0]].strip() or needs_value != bool(step.get("value", "").strip()):
        raise UsageError(
            f"{where}: {verbs[0]} needs a target{' and a value' if needs_value else ', and no value'}", advice
        )
    return PlannedStep(verbs[0], step[verbs[0]].strip(), step.get("value", ""), if_present)


def _selectors(value: Any, where: str) -> Selectors:
    if not isinstance(value, dict):
        raise UsageError(
            f"{where}: selectors must hold keys and values", 'For example `selectors: {add_to_cart: "#buy"}`.'
        )
    for key, css in value.items():
        _known(str(key), tuple(f.name for f in fields(Selectors)), f"{where}: selectors")
        if not isinstance(css, str) or not css.strip():
            raise UsageError(f"{where}: selectors: {key} must be a CSS selector as text", "")
    return Selectors(**value)


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
