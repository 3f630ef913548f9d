"""Ways to reach the shop that one page shows: phones, faxes, e-mails, addresses, opening hours, messaging channels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import unquote

from casetrust_audit.facts.page_region import page_regions
from casetrust_audit.model.reading import Box, Link, Reading
from casetrust_audit.text.addresses import find_addresses
from casetrust_audit.text.emails import link_emails, read_emails
from casetrust_audit.text.hours import find_hours
from casetrust_audit.text.messaging import chat_provider, messaging_link, messaging_names
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.phones import Phone, read_phones

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"})
_CELLS = frozenset({"td", "th"})
_LONGEST_HEAD = 30
_GROUP = 1500
_OVERLAP = 5
_SHORT = 160
_LINE_BREAK = " | "
_HIDDEN = 0.4
"""What is not displayed is worth so much: a menu may unfold it, or nobody may ever see it."""

_OTHER_SHOWN = 0.5
"""A link that dials another number than it shows: the one shown is what the shop says."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands. `text` is the block's or link's own, normalised; `section` the heading above it."""

    text: str
    selector: str
    area: str
    visible: bool
    box: Box
    section: str = ""


@dataclass(frozen=True, slots=True)
class PhoneSeen:
    """`number` is E.164, or the digits as written where no numbering plan asked knows it (then `e164` is "").

    `kind`: "phone", "fax" or "whatsapp". `start` is its offset in the spot's text."""

    number: str
    e164: str
    raw: str
    kind: str
    extension: str
    coded: bool
    confidence: float
    spot: Spot
    start: int = 0


@dataclass(frozen=True, slots=True)
class EmailSeen:
    """`start` is its offset in the spot's text."""

    address: str
    raw: str
    confidence: float
    spot: Spot
    start: int = 0


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """`street` with number, unit and building; `country` ISO 3166 or ""; `kind` "street", "po-box" or "code"."""

    text: str
    street: str
    postal_code: str
    country: str
    kind: str
    confidence: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class HoursSeen:
    text: str
    confidence: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class Channel:
    """`kind`: "whatsapp", "telegram", "line", "wechat" … or "chat", a widget; `value` its number or name."""

    kind: str
    value: str
    confidence: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class PageContacts:
    """Each thing once, where it was seen first, the surest sighting's confidence with it. `phones` holds no fax.

    Confidence is that the thing is what it is taken for and is shown: from 0.7 it may be relied on."""

    regions: tuple[str, ...]
    phones: tuple[PhoneSeen, ...]
    faxes: tuple[PhoneSeen, ...]
    emails: tuple[EmailSeen, ...]
    addresses: tuple[AddressSeen, ...]
    hours: tuple[HoursSeen, ...]
    channels: tuple[Channel, ...]


def page_contacts(reading: Reading, region: str = "") -> PageContacts:
    """What the page shows. `region` (ISO 3166): where numbers without a country code are; by default the page tells."""
    derived = page_regions(reading)
    regions = tuple(dict.fromkeys((region, *derived))) if region else derived
    numbers = list(phone_sightings(reading, regions))
    phones = _distinct([n for n in numbers if n.kind != "fax"])
    return PageContacts(
        regions=regions,
        phones=tuple(phones),
        faxes=tuple(_distinct([n for n in numbers if n.kind == "fax"])),
        emails=tuple(_distinct(list(email_sightings(reading)))),
        addresses=tuple(_distinct(list(_addresses(reading)))),
        hours=tuple(_distinct(list(_hours(reading)))),
        channels=tuple(_distinct([*channel_sightings(reading), *_as_channels(phones)])),
    )


_Seen = TypeVar("_Seen", PhoneSeen, EmailSeen, AddressSeen, HoursSeen, Channel)


def _distinct(found: list[_Seen]) -> list[_Seen]:
    """The first sighting of each, displayed ones before others, with the highest confidence among its sightings."""
    best: dict[object, _Seen] = {}
    for seen in sorted(found, key=lambda s: not s.spot.visible):
        key = _key(seen)
        first = best.setdefault(key, seen)
        if seen.confidence > first.confidence:  # an address is the surer the more of it stands there
            best[key] = seen if isinstance(seen, AddressSeen) else replace(first, confidence=seen.confidence)
    order = {id(s.spot): i for i, s in enumerate(found)}
    return sorted(best.values(), key=lambda s: order.get(id(s.spot), 0))


def _key(seen: PhoneSeen | EmailSeen | AddressSeen | HoursSeen | Channel) -> object:
    if isinstance(seen, PhoneSeen):
        return seen.e164 or re.sub(r"[^0-9]", "", seen.number).lstrip("0")
    if isinstance(seen, EmailSeen):
        return seen.address
    if isinstance(seen, AddressSeen):
        return re.sub(r"[^\w]", "", fold(seen.street)) or seen.postal_code
    if isinstance(seen, HoursSeen):
        return re.sub(r"[^\w]", "", fold(seen.text))
    return seen.kind, seen.value


# phones


def phone_sightings(reading: Reading, regions: Sequence[str], *, unfold: bool = False) -> Iterator[PhoneSeen]:
    """Every sighting of a phone or fax number, in text and then in tel: links; those not displayed too.

    With `unfold`, text that is not displayed counts as displayed: it lies in accordions that a click opens."""
    fax: set[str] = set()
    called: set[str] = set()
    for spot, before in _blocks(reading, unfold):
        for phone in read_phones(spot.text, regions, before):
            (fax if phone.kind == "fax" else called).add(phone.number)
            yield _seen(phone, spot)
    for link, spot in _links(reading):
        scheme, _, rest = link.href.partition(":")
        if scheme.lower() not in ("tel", "callto", "fax"):
            continue
        written = unquote(rest).strip("/ ").split(";")[0]
        label = "fax: " if scheme.lower() == "fax" else "tel: "
        for dialled in read_phones(label + written, regions)[:1]:
            phone = dialled
            known = [p for p in read_phones(link.text, regions, "tel:") if p.e164]
            if known and (not phone.e164 or _digits(known[0].raw)[-10:] == _digits(phone.raw)[-10:]):
                phone, known = replace(known[0], coded=phone.coded or known[0].coded), []  # better than in the link
            sure = _OTHER_SHOWN if known else 0.95 if phone.e164 else 0.6
            kind = "fax" if phone.number in fax - called else phone.kind
            yield replace(_seen(replace(phone, confidence=sure), spot), kind=kind, start=0)


def _digits(raw: str) -> str:
    return re.sub(r"[^0-9]", "", raw)


def _seen(phone: Phone, spot: Spot) -> PhoneSeen:
    sure = phone.confidence if spot.visible else min(_HIDDEN, phone.confidence)
    return PhoneSeen(
        phone.number, phone.e164, phone.raw, phone.kind, phone.extension, phone.coded, sure, spot, phone.start
    )


def _blocks(reading: Reading, unfold: bool = False) -> Iterator[tuple[Spot, str]]:
    """Blocks of text, each with what stands before it where that may be its label: "Fax:" in the cell before."""
    spots = _spots(reading)
    return ((replace(s, visible=True), b) if not s.visible else (s, b) for s, b in spots) if unfold else iter(spots)


@once
def _spots(reading: Reading) -> tuple[tuple[Spot, str], ...]:
    return tuple(_told_spots(reading))


def _told_spots(reading: Reading) -> Iterator[tuple[Spot, str]]:
    section, before, last = "", "", ""
    heads: list[tuple[str, Box]] = []
    row: Box = (0.0, 0.0, 0.0, 0.0)
    for block in reading.blocks:
        text = normalise(block.text)
        heading = block.tag.lower() in _HEADINGS
        spot = Spot(text, block.selector, block.area, block.visible, block.box, "" if heading else section)
        beside = before if block.area == last else ""
        if block.tag.lower() in _CELLS:
            if len(text) <= _LONGEST_HEAD and text and not re.search(r"[0-9]", text):
                heads.append((text, block.box))
            elif (not _same_row(row, block.box) or re.search(r"[0-9]", beside)) and (
                above := _head_of(heads, block.box)
            ):
                beside = above  # no cell of the row is its label: the head of the column is
            row = block.box
        yield spot, beside
        if heading:
            section = text[:120]
        if text:
            before, last = (text if len(text) <= 60 else ""), block.area


def _head_of(heads: list[tuple[str, Box]], box: Box) -> str:
    """The text of the nearest cell without figures above a cell, in its column."""
    above = [(h[1] + h[3], text) for text, h in heads if h[1] + h[3] <= box[1] + 1 and _same_column(h, box)]
    return max(above, default=(0.0, ""))[1]


def _same_row(one: Box, other: Box) -> bool:
    return min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1]) > 0.5 * min(one[3], other[3])


def _same_column(one: Box, other: Box) -> bool:
    shared = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    return shared > 0.5 * min(one[2], other[2])


def _links(reading: Reading) -> Iterator[tuple[Link, Spot]]:
    for link in reading.links:
        yield link, Spot(normalise(link.text) or link.href[:200], link.selector, link.area, link.visible, link.box)


# e-mails


def email_sightings(reading: Reading, *, unfold: bool = False) -> Iterator[EmailSeen]:
    """Every sighting of an e-mail address, in text and then in links; those not displayed too."""
    for spot, _ in _blocks(reading, unfold):
        for email in read_emails(spot.text):
            yield EmailSeen(email.address, email.raw, email.confidence if spot.visible else _HIDDEN, spot, email.start)
    for link, spot in _links(reading):
        for address in link_emails(link.href):
            yield EmailSeen(address, address, 0.95 if link.visible else _HIDDEN, spot)


# addresses and hours: they may run over several blocks


@once
def _grouped(reading: Reading) -> tuple[tuple[str, list[tuple[int, Spot]]], ...]:
    return tuple(_groups(reading))


def _groups(reading: Reading) -> Iterator[tuple[str, list[tuple[int, Spot]]]]:
    """Runs of short blocks that stand together as one text, with the offset each begins at; long blocks alone.

    A long run is cut where its parts overlap, so that what stands across a cut is whole in one of them."""
    group: list[Spot] = []
    size = 0
    for spot, _ in _blocks(reading):
        if not spot.text:
            continue
        if group and not _join(group[-1], spot):
            yield _joined(group)
            group, size = [], 0
        group.append(spot)
        size += len(spot.text)
        if len(group) > _OVERLAP and size > _GROUP:
            yield _joined(group)
            group = group[-_OVERLAP:]
            size = sum(len(s.text) for s in group)
    if group:
        yield _joined(group)


def _join(before: Spot, after: Spot) -> bool:
    alike = (before.area, before.visible) == (after.area, after.visible)
    return alike and len(before.text) <= _SHORT and len(after.text) <= _SHORT


def _joined(group: list[Spot]) -> tuple[str, list[tuple[int, Spot]]]:
    text, starts = "", []
    for spot in group:
        text += _LINE_BREAK if text else ""
        starts.append((len(text), spot))
        text += spot.text
    return text, starts


def _at(starts: list[tuple[int, Spot]], offset: int) -> Spot:
    return next((spot for start, spot in reversed(starts) if start <= offset), starts[0][1])


def _addresses(reading: Reading) -> Iterator[AddressSeen]:
    for text, starts in _grouped(reading):
        for found in find_addresses(text):
            spot = _at(starts, found.start)
            sure = found.confidence if spot.visible else min(_HIDDEN, found.confidence)
            yield AddressSeen(found.text, found.street, found.postal_code, found.country, found.kind, sure, spot)


def _hours(reading: Reading) -> Iterator[HoursSeen]:
    for text, starts in _grouped(reading):
        for found in find_hours(text):
            spot = _at(starts, found.start)
            yield HoursSeen(found.raw.replace(_LINE_BREAK, ", "), found.confidence if spot.visible else _HIDDEN, spot)


# messaging


def channel_sightings(reading: Reading) -> Iterator[Channel]:
    """Messaging channels that links lead to or texts name, and live-chat widgets that scripts and frames load."""
    for link, spot in _links(reading):
        kind, value = messaging_link(link.href)
        if kind:
            yield Channel(kind, value, 0.95 if link.visible else 0.5, spot)
    for spot, _ in _blocks(reading):
        for kind, value, _start in messaging_names(spot.text):
            yield Channel(kind, value, 0.75 if spot.visible else _HIDDEN, spot)
    for source in (*reading.scripts, *(frame.src for frame in reading.frames)):
        if provider := chat_provider(source):
            yield Channel("chat", provider, 0.75, Spot(source, "", "main", False, (0.0, 0.0, 0.0, 0.0)))


def _as_channels(phones: list[PhoneSeen]) -> Iterator[Channel]:
    for phone in phones:
        if phone.kind == "whatsapp":
            yield Channel("whatsapp", phone.number, phone.confidence, phone.spot)
