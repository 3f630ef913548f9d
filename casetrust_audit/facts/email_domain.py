"""The domains that customers get mail from, and what DNS says against forged mail in their name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from casetrust_audit.facts.channel_checks import MAIL_HOSTS
from casetrust_audit.facts.contacts import Contact, by_kind
from casetrust_audit.facts.mail_records import MAIL, mail_entries, mail_probe, records_of, takes_mail
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown
from casetrust_audit.text.urls import site_of

POLICIES = ("missing", "invalid", "none", "quarantine", "reject")
"""What DMARC asks receivers to do with forged mail; "missing" and "invalid" ask nothing, "none" only for reports."""
SENDERS = ("none", "several", "open", "one")
"""SPF records: none, more than one (receivers then obey none), one that lets anybody send, one that names senders."""

_OPEN = re.compile(r"(?:^|\s)\+?all\s*$", re.I)
_PERCENT = re.compile(r"\d{1,3}")
_OWN_PAGES = ("contact", "complaint", "about")
FIELDS = {
    "shown": FieldType(Kind.BOOL, doc="the shop gives an e-mail address at the domain"),
    "mx": FieldType(Kind.CHOICE, MAIL, "who takes its mail"),
    "spf": FieldType(Kind.CHOICE, SENDERS, "its record of who may send"),
    "dmarc": FieldType(Kind.CHOICE, POLICIES, "what is to become of forged mail, by its own or its parent's record"),
    "dnssec": FieldType(Kind.BOOL, doc="the registrable domain has DS records, so that answers can be verified"),
    "caa": FieldType(Kind.BOOL, doc="the domain says which authorities may issue certificates"),
}


@fact("email_domain.in_use", Kind.BOOL, "An address at a domain of the shop's own is shown, or its domain takes mail.")
def in_use(shop: Shop) -> Fact | NotFound:
    own, probe = _own(shop), mail_probe(shop)
    if own:
        return Known(True, tuple(c.evidence for c in own.values())[:8])
    entry = next((e for e in mail_entries(probe) if e["role"] == "shop"), None)
    if probe is None or entry is None:
        return Unknown(_why(probe, ""))
    mx = takes_mail(entry)
    if isinstance(mx, Unknown):
        return mx
    return Known(mx == "named", (shop.probe_ref(probe, _quote(entry)),), Certainty.EXACT)


@fact("email_domain.domains", Kind.SUBJECTS, "Domains of the shop's own that customers get mail from.", fields=FIELDS)
def domains(shop: Shop) -> Fact | NotFound:
    own, probe = _own(shop), mail_probe(shop)
    entries = [
        e for e in mail_entries(probe) if e["domain"] in own or (e["role"] == "shop" and takes_mail(e) == "named")
    ]
    if probe is None or not entries:
        return Unknown(_why(probe, next(iter(own), "")))
    subjects = [_subject(shop, probe, entry, own.get(entry["domain"])) for entry in entries]
    asked = {e["domain"] for e in entries}
    subjects += [_not_asked(probe, contact, domain) for domain, contact in own.items() if domain not in asked]
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence)[:12], Certainty.EXACT)


def _own(shop: Shop) -> dict[str, Contact]:
    """Domains of addresses that are the shop's own, each with the first sighting: at its own domain, in the frame of
    every page, or where it tells how to reach it. A courier's address elsewhere, or a mailbox provider, is not."""
    found: dict[str, Contact] = {}
    for contact in by_kind(shop, "email"):
        domain = contact.value.rpartition("@")[2]
        its = site_of(f"//{domain}") == shop.site or contact.framed or contact.page.role in _OWN_PAGES
        if its and not MAIL_HOSTS.match(domain):
            found.setdefault(domain, contact)
    return found


def _why(probe: Probe | None, domain: str) -> str:
    """Why DNS says nothing of the domain, or of the shop where none is given."""
    if probe is None:
        return "DNS was not asked"
    skipped = list(probe.data.get("skipped", ()))
    told = next((s["reason"] for s in skipped if s["domain"] == domain), "") if domain else ""
    return told or probe.problem or (skipped[0]["reason"] if skipped else "DNS was not asked about the mail domain")


def _not_asked(probe: Probe, contact: Contact, domain: str) -> Subject:
    unknown = Unknown(_why(probe, domain))
    return Subject(domain, {"shown": True, **dict.fromkeys(tuple(FIELDS)[1:], unknown)}, (contact.evidence,))


def _subject(shop: Shop, probe: Probe, entry: Mapping[str, Any], contact: Contact | None) -> Subject:
    fields: dict[str, Scalar | Fact] = {
        "shown": contact is not None, "mx": takes_mail(entry), "spf": _spf(entry), "dmarc": _dmarc(entry),
        "dnssec": _present(entry, entry["organisational"], "DS"), "caa": _present(entry, entry["domain"], "CAA"),
    }  # fmt: skip
    refs: list[EvidenceRef] = [shop.probe_ref(probe, _quote(entry))]
    if contact is not None:
        refs.append(contact.evidence)
    return Subject(entry["domain"], fields, tuple(refs))


def _spf(entry: Mapping[str, Any]) -> str | Unknown:
    found = records_of(entry, entry["domain"], "TXT")
    if isinstance(found, Unknown):
        return found
    records = [r for r in found if r.strip().lower().split(" ")[0] == "v=spf1"]
    if len(records) != 1:
        return "several" if records else "none"
    return "open" if _OPEN.search(records[0]) else "one"


def _dmarc(entry: Mapping[str, Any]) -> str | Unknown:
    """By the domain's own record, or else by what its registrable domain says for sub-domains."""
    domain, parent = entry["domain"], entry["organisational"]
    own = records_of(entry, f"_dmarc.{domain}", "TXT")
    policy = own if isinstance(own, Unknown) else dmarc_policy(own)
    if policy != "missing" or domain == parent:
        return policy
    above = records_of(entry, f"_dmarc.{parent}", "TXT")
    return above if isinstance(above, Unknown) else dmarc_policy(above, sub_domain=True)


def dmarc_policy(records: Sequence[str], *, sub_domain: bool = False) -> str:
    """One of POLICIES. Several records count as invalid; a policy for 0 % of the mail as none."""
    read = [tags for r in records if (tags := _tags(r)).get("v", "").upper() == "DMARC1"]
    if len(read) != 1:
        return "invalid" if read else "missing"
    tags = read[0]
    policy = (tags.get("sp") if sub_domain else "") or tags.get("p", "")
    if policy.lower() not in POLICIES[2:]:
        return "invalid"
    share = tags.get("pct", "100")
    return "none" if _PERCENT.fullmatch(share) and not int(share) else policy.lower()


def _tags(record: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in record.split(";") if "=" in piece)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _present(entry: Mapping[str, Any], name: str, kind: str) -> bool | Unknown:
    found = records_of(entry, name, kind)
    return found if isinstance(found, Unknown) else bool(found)


def _quote(entry: Mapping[str, Any]) -> str:
    """What DNS answered, in one line; policies first, for the line is cut."""
    order = {"TXT": 0, "MX": 1, "CAA": 2, "DS": 3, "DNSKEY": 4}
    listed = sorted(entry["answers"], key=lambda a: (not a["name"].startswith("_dmarc."), order.get(a["type"], 9)))
    return "; ".join(f"{a['name']} {a['type']}: {', '.join(a['records']) or a['status']}" for a in listed)
