"""What DNS says of the domains that customers get mail from: who takes it, who may send it, what becomes of forgeries.

Data of the "email-domain" probe:

    {"server": "system" | address of the DNS server named in the settings,
     "domains": [{"domain", "organisational": its registrable domain, "role": "shop" | "address",
                  "answers": [{"name", "type", "status", "records": [text, ..]}]}],
     "skipped": [{"domain", "reason"}]}

`status`: "ok", "none" (the name exists, not with this type), "nxdomain", "timeout", "failed" (refused, broken, or no
server). Records are in presentation format; of TXT only those that may be SPF or DMARC are kept. Nothing is concluded
here. Reserved names and shops on this machine are not asked about, unless a server was named for them.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from casetrust_audit.collect.client_hello import is_address
from casetrust_audit.model.reading import Reading
from casetrust_audit.settings import dns_server_parts
from casetrust_audit.text.emails import find_emails, link_emails
from casetrust_audit.text.urls import host_of, site_of

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

MOST_DOMAINS = 4
MOST_RECORDS = 20
LONGEST_RECORD = 600
QUERY_SECONDS = 2.0
"""Longest wait for one server; a question as a whole may take twice that."""
TOTAL_SECONDS = 12.0

_RESERVED = frozenset({"localhost", "test", "example", "invalid", "local", "internal", "onion", "lan", "home", "corp"})
_RESERVED_DOMAINS = frozenset({"example.com", "example.org", "example.net", "home.arpa"})
_KEPT_TEXT = ("v=spf1", "v=dmarc1")


def mail_domains(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Domains of the e-mail addresses that the pages show, the most frequent first."""
    seen: Counter[str] = Counter()
    for reading in readings:
        found = {a for link in reading.links for a in link_emails(link.href)}
        found |= {a for block in reading.blocks if block.visible for a in find_emails(block.text)}
        seen.update({address.rpartition("@")[2] for address in found})
    return tuple(sorted(seen, key=lambda domain: (-seen[domain], domain)))


def why_not_asked(domain: str, *, named_server: bool) -> str:
    """Why DNS can say nothing of the domain; "" where it may. A server that was named may know reserved names."""
    if not domain or is_address(domain) or "." not in domain or domain.endswith(".localhost"):
        return f"{domain or 'the shop'} is no domain name that could have mail"
    reserved = domain.rpartition(".")[2] in _RESERVED or site_of(f"//{domain}") in _RESERVED_DOMAINS
    return f"{domain} is a reserved name, which DNS does not know" if reserved and not named_server else ""


def is_private(host: str) -> bool:
    """Whether the host is this machine or one of a private network, by its name or address."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host or host.rpartition(".")[2] in _RESERVED


async def look_at_mail_domains(
    origin: str, shown: Sequence[str], *, server: str, data: dict[str, Any], total_s: float = TOTAL_SECONDS
) -> str:
    """Ask about the shop's own domain and the domains `shown` in its addresses; fill `data`; return a problem or "".

    `server` is the DNS server to ask ("" for those of the system). Takes `total_s` seconds at most."""
    data |= {"server": server or "system", "domains": [], "skipped": []}
    host, own = host_of(origin), site_of(origin)
    if is_private(host) and not server:
        return "the shop stands on this machine or in a private network, and no DNS server was named for it"
    wanted = [(d, "shop" if d == own else "address") for d in dict.fromkeys((own, *shown))]
    for domain, role in wanted:
        reason = why_not_asked(domain, named_server=bool(server))
        if not reason and len(data["domains"]) == MOST_DOMAINS:
            reason = f"only {MOST_DOMAINS} domains are asked about"
        if reason:
            data["skipped"].append({"domain": domain[:253], "reason": reason})
        else:
            parent = site_of(f"//{domain}")
            data["domains"].append({"domain": domain, "organisational": parent, "role": role, "answers": []})
    if not data["domains"]:
        return data["skipped"][0]["reason"] if data["skipped"] else "no domain to ask about is known"
    return await _ask_all(data["domains"], server, total_s)


async def _ask_all(domains: list[dict[str, Any]], server: str, total_s: float) -> str:
    from dns.exception import DNSException

    try:
        resolver = _resolver(server)
    except (DNSException, OSError, ValueError) as error:
        return f"no DNS server is known: {error}"[:240]
    try:
        async with asyncio.timeout(total_s):
            await asyncio.gather(*(_ask(resolver, *question) for d in domains for question in _questions(d)))
    except TimeoutError:
        return f"DNS did not answer everything within {total_s:g} s"
    if not any(a["status"] in ("ok", "none", "nxdomain") for d in domains for a in d["answers"]):
        return "no DNS server answered"
    return ""


def _resolver(server: str) -> Resolver:
    from dns.asyncresolver import Resolver

    resolver = Resolver(configure=not server)
    if server:
        address, port = dns_server_parts(server)
        resolver.nameservers, resolver.port = [address], port
    resolver.timeout, resolver.lifetime = QUERY_SECONDS, 2 * QUERY_SECONDS
    return resolver


def _questions(entry: dict[str, Any]) -> list[tuple[list[dict[str, Any]], str, str]]:
    """Where the answer goes, name, and type of all that is asked about one domain."""
    domain, parent, answers = entry["domain"], entry["organisational"], entry["answers"]
    names = [(domain, "MX"), (domain, "TXT"), (f"_dmarc.{domain}", "TXT"), (parent, "DS"), (parent, "DNSKEY"),
             (domain, "CAA")]  # fmt: skip
    if parent != domain:
        names.insert(3, (f"_dmarc.{parent}", "TXT"))
    return [(answers, name, kind) for name, kind in names]


async def _ask(resolver: Resolver, answers: list[dict[str, Any]], name: str, kind: str) -> None:
    """One question, its answer appended. A name that cannot be asked about is a failed one."""
    import dns.resolver
    from dns.exception import DNSException

    entry: dict[str, Any] = {"name": name, "type": kind, "status": "timeout", "records": []}
    answers.append(entry)
    try:
        found = await resolver.resolve(name, kind, search=False)
    except dns.resolver.NXDOMAIN:
        entry["status"] = "nxdomain"
    except dns.resolver.NoAnswer:
        entry["status"] = "none"
    except dns.resolver.LifetimeTimeout:
        entry["status"] = "timeout"
    except (DNSException, OSError, ValueError):
        entry["status"] = "failed"
    else:
        entry["status"] = "ok"
        entry["records"] = _records(found, kind)


def _records(found: Any, kind: str) -> list[str]:
    if kind == "TXT":
        texts = [b"".join(record.strings).decode("utf-8", "replace") for record in found]
        listed = [t for t in texts if "".join(t[:40].split()).lower().startswith(_KEPT_TEXT)]
    elif kind == "DNSKEY":  # the key itself says nothing to a reader
        listed = [f"flags {record.flags} algorithm {int(record.algorithm)}" for record in found]
    else:
        listed = [record.to_text() for record in found]
    return sorted(text[:LONGEST_RECORD] for text in listed)[:MOST_RECORDS]
