"""What of a page is written to the bundle: readings, requests and addresses without secrets and session ids."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.evidence import codec, redact
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_key import AddressKeys


def hiding(written: bytes, secrets: tuple[str, ...]) -> bytes:
    """What is about to be written, without the secrets."""
    return redact.typed_values(written.decode(), secrets).encode()


def public(url: str, keys: AddressKeys) -> str:
    """The address without secrets and session ids: another visit has another, and it is the same page."""
    return redact.url(keys.without_sessions(url))


def reading_bytes(reading: Reading, typed: tuple[str, ...], keys: AddressKeys) -> bytes:
    """The reading as it is kept, without what was `typed` and without secrets in its addresses."""
    shown = replace(reading, url=public(reading.url, keys), canonical=public(reading.canonical, keys))
    plain = codec.to_plain(shown, Reading)
    controls = (button for form in plain["forms"] for button in form["buttons"])
    for listed, key in ((plain["links"], "href"), (plain["forms"], "action"), (plain["frames"], "src"),
                        (plain["buttons"], "formaction"), (controls, "formaction")):  # fmt: skip
        for item in listed:
            item[key] = public(item[key], keys)
    for card in plain["cards"] if keys.sessions else ():
        card["href"] = keys.without_sessions(card["href"])
    return hiding(codec.canonical(plain), typed)
