"""The looks at a shop that need no browser: one door, every probe bounded in time, a failure a recorded reason.

Only GET requests and handshakes, under a user agent that names the tool. robots.txt is read first; unless the
shop is the auditor's own, what it forbids is not asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from casetrust_audit.collect.client_hello import is_address
from casetrust_audit.collect.probe_dns import look_at_mail_domains
from casetrust_audit.collect.probe_fetch import new_client
from casetrust_audit.collect.probe_http import look_at_cookies, look_at_headers, look_at_redirect, twin_host
from casetrust_audit.collect.probe_tls import look_at_tls
from casetrust_audit.collect.robots import RobotsPolicy, look_at_robots
from casetrust_audit.collect.sitemap import look_at_sitemap
from casetrust_audit.collect.well_known import look_at_well_known
from casetrust_audit.model.capture import Probe
from casetrust_audit.text.urls import host_of, same_site, site_of

PATIENCE = 3
"""A probe of several requests may take this many times the time of one."""

Work = Callable[[dict[str, Any]], Awaitable[str]]


def run_probes(
    origin: str,
    *,
    plain_origin: str = "",
    user_agent: str,
    ca_file: Path | None = None,
    timeout_s: float = 10,
    session_paths: Sequence[str] = (),
    mail_domains: Sequence[str] = (),
    dns_server: str = "",
    own_site: bool,
    known: Sequence[Probe] = (),
) -> tuple[Probe, ...]:
    """Probes of the shop at `origin` (scheme and host): robots, sitemap, https-redirect, headers, cookies, tls,
    well-known, email-domain, in this order. Never raises for what a peer does; takes about four times `timeout_s` at
    most.

    `plain_origin` is the http address to try, by default the host at port 80; `session_paths` are paths (or
    addresses on the site) of product, cart, login and account pages; `mail_domains` are those of the e-mail addresses
    shown, `dns_server` is who is asked about them ("" for the system's own). `known` are probes of `first_probes`: they
    are given back as they are, not asked again.
    """
    look = _Look(
        _base(origin), plain=plain_origin, user_agent=user_agent, ca_file=ca_file, timeout_s=timeout_s,
        paths=tuple(session_paths), own_site=own_site, mail_domains=tuple(mail_domains), dns_server=dns_server,
    )  # fmt: skip
    return _in_loop(lambda: look.all(known))


def first_probes(origin: str, *, user_agent: str, timeout_s: float = 10, own_site: bool) -> tuple[Probe, ...]:
    """What a crawl must know before it begins: robots and sitemap."""
    look = _Look(
        origin=_base(origin),
        plain="",
        user_agent=user_agent,
        ca_file=None,
        timeout_s=timeout_s,
        paths=(),
        own_site=own_site,
    )
    return _in_loop(look.first)


def _in_loop(work: Callable[[], Coroutine[Any, Any, tuple[Probe, ...]]]) -> tuple[Probe, ...]:
    with ThreadPoolExecutor(1, thread_name_prefix="probes") as pool:  # the caller may have a loop of its own
        return pool.submit(lambda: asyncio.run(work())).result()


def _base(origin: str) -> str:
    parts = urlsplit(origin if "//" in origin else f"https://{origin}")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


class _Look:
    """The settings of one call, shared by its probes."""

    def __init__(
        self, origin: str, *, plain: str, user_agent: str, ca_file: Path | None, timeout_s: float,
        paths: tuple[str, ...], own_site: bool, mail_domains: tuple[str, ...] = (), dns_server: str = "",
    ) -> None:  # fmt: skip
        self.origin, self.user_agent, self.ca_file = origin, user_agent, ca_file
        self.timeout_s, self.own_site = timeout_s, own_site
        self.mail_domains, self.dns_server = mail_domains, dns_server
        self.paths = tuple(p for p in paths if same_site(urljoin(origin, p), origin))
        self.host = host_of(origin)
        self.plain = plain or self._plain_by_default()
        self.policy = RobotsPolicy("")

    def _plain_by_default(self) -> str:
        parts = urlsplit(self.origin)
        if parts.scheme == "http":
            return self.origin
        return f"http://{parts.hostname}/" if parts.port in (None, 443) and not is_address(self.host) else ""

    def allowed(self, url: str) -> bool:
        return self.own_site or self.policy.allowed(url)

    async def first(self) -> tuple[Probe, ...]:
        robots = await self._probe("robots", urljoin(self.origin, "/robots.txt"), self._robots)
        self.policy = RobotsPolicy.from_data(robots.data)
        named = tuple(robots.data.get("sitemaps", ()))
        return robots, await self._probe("sitemap", self.origin, lambda data: self._sitemap(named, data))

    async def all(self, known: Sequence[Probe] = ()) -> tuple[Probe, ...]:
        robots, sitemap = known or await self.first()
        self.policy = RobotsPolicy.from_data(robots.data)
        rest = await asyncio.gather(
            self._probe("https-redirect", self.plain or self.origin, self._redirect),
            self._probe("headers", self.origin, self._headers),
            self._probe("cookies", self.origin, self._cookies),
            *self._tls_probes(),
            self._probe("well-known", urljoin(self.origin, "/.well-known/"), self._well_known),
            self._probe("email-domain", site_of(self.origin), self._mail_domains),
        )
        return (robots, sitemap, *rest)

    async def _probe(self, kind: str, target: str, work: Work, suffix: str = "") -> Probe:
        """Run one probe within its time; what it had gathered when it failed is kept."""
        data: dict[str, Any] = {}
        limit = self.timeout_s * PATIENCE
        try:
            async with asyncio.timeout(limit):
                problem = await work(data)
        except TimeoutError:
            problem = f"not finished within {limit:g} s"
        except Exception as error:  # a door for faults of ours: one probe never ends a collection
            problem = f"the tool failed here: {type(error).__name__}: {error}"
        return Probe(f"probe-{kind}{suffix}", kind, target, data, problem)

    async def _robots(self, data: dict[str, Any]) -> str:
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_robots(client, self.origin, timeout_s=self.timeout_s, data=data)

    async def _redirect(self, data: dict[str, Any]) -> str:
        if not self.plain:
            return "the shop is not on the standard port, so its plain http address is not known"
        paths = [p for p in map(self._path, self.paths) if self.allowed(urljoin(self.origin, p))]
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_redirect(client, self.origin, self.plain, paths, timeout_s=self.timeout_s, data=data)

    def _path(self, path: str) -> str:
        parts = urlsplit(urljoin(self.origin, path))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    async def _headers(self, data: dict[str, Any]) -> str:
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_headers(
                client, self.origin, self.paths, allowed=self.allowed, timeout_s=self.timeout_s, data=data
            )

    async def _cookies(self, data: dict[str, Any]) -> str:
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_cookies(
                client, self.origin, self.paths, allowed=self.allowed, timeout_s=self.timeout_s, data=data
            )

    async def _sitemap(self, named: Sequence[str], data: dict[str, Any]) -> str:
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_sitemap(
                client, self.origin, named, allowed=self.allowed, timeout_s=self.timeout_s, data=data
            )

    async def _well_known(self, data: dict[str, Any]) -> str:
        async with new_client(self.user_agent, self.timeout_s) as client:
            return await look_at_well_known(
                client, self.origin, allowed=self.allowed, timeout_s=self.timeout_s, data=data
            )

    async def _mail_domains(self, data: dict[str, Any]) -> str:
        return await look_at_mail_domains(self.origin, self.mail_domains, server=self.dns_server, data=data)

    def _tls_probes(self) -> list[Awaitable[Probe]]:
        """One for the shop; for the www twin and for other hosts of `session_paths` the certificate only."""
        parts = urlsplit(self.origin)
        if parts.scheme == "http" and parts.port not in (None, 80):
            return []  # nobody can say at which port its https would be
        port = 443 if parts.scheme == "http" else parts.port or 443
        hosts = [(self.host, port, "main")]
        twin = twin_host(self.host) if port == 443 else ""
        if twin:
            hosts.append((twin, port, "twin"))
        for path in self.paths:
            other = urlsplit(urljoin(self.origin, path))
            if other.scheme == "https" and other.hostname and other.hostname not in [h for h, _, _ in hosts]:
                hosts.append((other.hostname, other.port or 443, "linked"))
        return [self._tls(n, *host) for n, host in enumerate(hosts[:4], 1)]

    def _tls(self, number: int, host: str, port: int, role: str) -> Awaitable[Probe]:
        async def work(data: dict[str, Any]) -> str:
            data["role"] = role
            return await asyncio.to_thread(
                look_at_tls, host, port, ca_file=self.ca_file, timeout_s=self.timeout_s * 2, data=data,
                versions=role == "main",
            )  # fmt: skip

        return self._probe("tls", f"{host}:{port}", work, suffix="" if number == 1 else f"-{number}")
