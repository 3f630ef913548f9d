"""One bounded request: capped body, hard deadline, no redirect followed unasked, no exception let out.

Certificates are not verified here: whether one is good is for the TLS probe to say, and a shop with a bad
one still has headers to read. Nothing secret is ever sent: no credentials, no environment proxies, no netrc.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from casetrust_audit.text.urls import same_site

MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GZIP_OR_ZLIB = 47  # zlib's window bits for "either, by its header"


NOTHING_LISTENS, NO_NAME = "nothing listens there", "the name does not resolve"
"""Problems of a request that no shop stands behind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought. `status` is 0 where nothing came; `problem` then says why."""

    url: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut: bool = False
    """True where the body went on after the cap."""
    problem: str = ""
    refused: bool = False
    """True where nothing listens there."""
    no_host: bool = False
    """True where the name does not resolve."""

    def header(self, name: str) -> str:
        """All values of a header, joined by ", " as HTTP has it; "" where it was not sent."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def location(self) -> str:
        """Absolute target of a redirect; "" for any other answer."""
        target = self.header("location")
        return urljoin(self.url, target) if self.status in REDIRECTS and target else ""

    def text(self) -> str:
        return self.body.decode("utf-8-sig", "replace")


def new_client(user_agent: str, timeout_s: float) -> httpx.AsyncClient:
    """A client that names itself, keeps its own cookie jar, and accepts any certificate and old versions."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Language": "en", "Accept-Encoding": "gzip"}
    # Connecting and the handshake have to give up by themselves before `fetch` does: httpcore closes a
    # socket whose handshake failed, and loses one whose handshake was cancelled.
    timeout = httpx.Timeout(timeout_s, connect=timeout_s * 0.45)
    return httpx.AsyncClient(verify=context, headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)


async def fetch(client: httpx.AsyncClient, url: str, *, limit: int, timeout_s: float) -> Answer:
    """GET `url`: at most `limit` bytes of (unpacked) body, at most `timeout_s` seconds in all. Never raises."""
    try:
        async with asyncio.timeout(timeout_s), client.stream("GET", url) as response:
            raw, cut = b"", False
            async for chunk in response.aiter_raw():
                raw += chunk
                if len(raw) > limit:
                    raw, cut = raw[:limit], True
                    break
            headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers.raw)
            return _unpacked(Answer(url, response.status_code, headers, raw, cut), limit)
    except (TimeoutError, httpx.TimeoutException):
        return Answer(url, problem=f"no complete answer within {timeout_s:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return _failed(url, error)


def _unpacked(answer: Answer, limit: int) -> Answer:
    encoding = answer.header("content-encoding").strip().lower()
    if encoding in ("", "identity"):
        return answer
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return Answer(answer.url, answer.status, answer.headers, problem=f"sent packed as {encoding[:20]!r}, unasked")
    body, cut = unpack(answer.body, limit)
    return Answer(answer.url, answer.status, answer.headers, body, answer.cut or cut)


def unpack(data: bytes, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of gzip or zlib data, and whether there was more. What is no gzip is given back."""
    worker = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        body = worker.decompress(data, limit)
    except zlib.error:
        return data[:limit], len(data) > limit
    return body, bool(worker.unconsumed_tail)


def _failed(url: str, error: Exception) -> Answer:
    causes = _causes(error)
    refused = any(isinstance(c, ConnectionRefusedError) for c in causes)
    no_host = any(isinstance(c, socket.gaierror) for c in causes)
    words = NOTHING_LISTENS if refused else NO_NAME if no_host else ""
    return Answer(url, problem=words or str(error) or type(error).__name__, refused=refused, no_host=no_host)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < 50:
        one = waiting.pop()
        if one is None or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, *(one.exceptions if isinstance(one, BaseExceptionGroup) else ())]
    return found


async def follow(client: httpx.AsyncClient, url: str, *, site: str, limit: int, timeout_s: float) -> tuple[Answer, ...]:
    """The answer to `url` and to the redirects after it, up to five, none of them off the site of URL `site`."""
    chain = [await fetch(client, url, limit=limit, timeout_s=timeout_s)]
    while len(chain) <= MOST_REDIRECTS and may_follow(chain[-1].location, site):
        chain.append(await fetch(client, chain[-1].location, limit=limit, timeout_s=timeout_s))
    return tuple(chain)


def may_follow(target: str, site: str) -> bool:
    """Whether a redirect's target is http(s) on the site of URL `site`."""
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        return False
    return scheme in ("http", "https") and same_site(target, site)
