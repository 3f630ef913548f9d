"""What DNS answered about mail domains, as the probe of kind "email-domain" recorded it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Unknown

MAIL = ("none", "refused", "named")
"""Who takes the domain's mail: nobody is named, mail is refused (a null MX), a host is named.

Where nobody is named and the domain exists, mail goes to its own address (RFC 5321, 5.1), which may take it or not."""
_NULL_MX = re.compile(r"^\d+\s+\.$")


def mail_probe(shop: Shop) -> Probe | None:
    """The look at the mail domains; None where there was none."""
    return next(iter(shop.probes("email-domain")), None)


def mail_entries(probe: Probe | None) -> Sequence[Mapping[str, Any]]:
    """What was asked and answered, one a domain."""
    return tuple(probe.data.get("domains", ())) if probe is not None else ()


def records_of(entry: Mapping[str, Any], name: str, kind: str) -> tuple[str, ...] | Unknown:
    """Records of that name and type; unknown where DNS gave no answer."""
    for answer in entry["answers"]:
        if (answer["name"], answer["type"]) == (name, kind):
            if answer["status"] in ("ok", "none", "nxdomain"):
                return tuple(answer["records"])
            return Unknown(f"DNS gave no answer for {kind} of {name} ({answer['status']})")
    return Unknown(f"DNS was not asked for {kind} of {name}")


def takes_mail(entry: Mapping[str, Any]) -> str | Unknown:
    """One of MAIL for the entry's domain."""
    found = records_of(entry, entry["domain"], "MX")
    if isinstance(found, Unknown):
        return found
    return "none" if not found else "refused" if all(_NULL_MX.match(r) for r in found) else "named"


def is_no_domain(entry: Mapping[str, Any]) -> bool:
    """True where DNS says that there is no such domain."""
    asked = (a for a in entry["answers"] if (a["name"], a["type"]) == (entry["domain"], "MX"))
    return any(a["status"] == "nxdomain" for a in asked)
