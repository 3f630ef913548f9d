"""robots.txt: fetched once, recorded as sent, and asked by the crawler (RFC 9309).

Data of the "robots" probe:

    {"url", "status": int (0 where nothing came), "body": str (at most 500 kB), "cut": bool,
     "state": "rules" | "none" | "unreachable", "reason": str, "sitemaps": [absolute URL, ..]}

"none" allows everything (no file, or a page in its place); "unreachable" (5xx, 429, no answer) forbids it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import httpx
from protego import Protego

from casetrust_audit.collect.probe_fetch import Answer, follow

AGENT = "casetrust-audit"
"""The product token shops may name in their robots.txt."""

NOBODY = "the address does not answer"
"""How the reason begins where no server was there to ask, which nobody's answering for the shop would change."""
MOST_BYTES = 500_000
MOST_DELAY_S = 60.0
_KNOWN = re.compile(r"\s*(user-?\s?agent|dis+al+l?[oa]w|diasllow|allow|site-?maps?|crawl-?\s?delay|request-?\s?rate|"
                    r"visit-?\s?time|host)\b", re.I)  # fmt: skip
_AGENT_LINE = re.compile(r"(\s*user-?\s?agent\s*:\s*[^\s#/]+)[^\n]*", re.I)
_RULE_LINE = re.compile(r"\s*(?:dis+al+l?[oa]w|diasllow|allow)\b", re.I)
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.I)


class RobotsPolicy:
    """What robots.txt lets one agent fetch. `reason` says why where nothing or everything is allowed."""

    def __init__(self, body: str, *, agent: str = AGENT, forbid_all: bool = False, reason: str = "") -> None:
        self._rules = Protego.parse(_tidy(body))
        self._agent = agent
        self._forbid_all = forbid_all
        self.reason = reason

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, agent: str = AGENT) -> RobotsPolicy:
        """The policy a "robots" probe recorded; forbids everything where the probe brought nothing."""
        state, reason = data.get("state", "unreachable"), str(data.get("reason", ""))
        if state == "rules":
            return cls(str(data.get("body", "")), agent=agent)
        reason = reason or "robots.txt was not read"
        return cls("", agent=agent, forbid_all=state != "none", reason=reason)

    def allowed(self, url: str) -> bool:
        """Whether the agent may fetch the URL."""
        return not self._forbid_all and bool(self._rules.can_fetch(url, self._agent))

    @property
    def crawl_delay(self) -> float | None:
        """Seconds to wait between two fetches, at most 60; None where the file asks for none."""
        delay = self._rules.crawl_delay(self._agent)
        return min(max(float(delay), 0.0), MOST_DELAY_S) if delay is not None else None


def _tidy(body: str) -> str:
    """The lines a robots parser knows, each agent by its product token alone.

    Protego ends a group at a line that is no rule and keeps "Foo/1.0 Bar" as one name; RFC 9309 has neither: a group is
    every agent up to the first rule, and other records between them ("Crawl-delay", "Host") come after the agents here.
    A byte order mark would hide the first group.
    """
    lines: list[str] = []
    held: list[str] = []
    agents_open = False
    for line in body.lstrip("\ufeff").splitlines():
        if not _KNOWN.match(line):
            continue
        if _AGENT_LINE.match(line):
            if not agents_open:
                lines, held = lines + held, []
            lines.append(_AGENT_LINE.sub(r"\1", line))
            agents_open = True
        elif _RULE_LINE.match(line):
            lines, held = [*lines, *held, line], []
            agents_open = False
        else:
            held.append(line)
    return "\n".join(lines + held)


def sitemaps(body: str, base: str) -> list[str]:
    """Absolute addresses of the sitemaps a robots.txt names, in order, without doubles."""
    found = []
    for address in Protego.parse(_tidy(body)).sitemaps:
        try:
            found.append(urljoin(base, address.strip()))
        except ValueError:
            continue
    return list(dict.fromkeys(found))[:50]


async def look_at_robots(client: httpx.AsyncClient, origin: str, *, timeout_s: float, data: dict[str, Any]) -> str:
    """Fill `data` (see the module) from the robots.txt of `origin`; return a problem or ""."""
    url = urljoin(origin, "/robots.txt")
    chain = await follow(client, url, site=origin, limit=MOST_BYTES, timeout_s=timeout_s)
    data.update(judge(chain[-1]))
    return data["reason"] if data["state"] == "unreachable" else ""


def judge(answer: Answer) -> dict[str, Any]:
    """What an answer to the request for robots.txt means."""
    body = answer.text() if answer.status == 200 else ""
    if answer.cut:
        body = body.rpartition("\n")[0]  # a rule cut in half would say something else
    state, reason = _state(answer, body)
    body = body if state == "rules" else ""
    return {
        "url": answer.url, "status": answer.status, "body": body, "cut": answer.cut, "state": state, "reason": reason,
        "sitemaps": sitemaps(body, answer.url),
    }  # fmt: skip


def _state(answer: Answer, body: str) -> tuple[str, str]:
    if answer.refused or answer.no_host:
        return "unreachable", f"{NOBODY}: {answer.problem}"
    if not answer.status or answer.problem:
        return "unreachable", f"robots.txt could not be read: {answer.problem or 'no answer'}"
    if answer.status >= 500 or answer.status == 429:
        return "unreachable", f"robots.txt answers with status {answer.status}"
    if answer.status != 200:
        return "none", f"robots.txt answers with status {answer.status}"
    if _HTML.match(body):
        return "none", "a web page stands in the place of robots.txt"
    return "rules", ""
