"""Real servers on loopback for the probes to look at: good ones, bad ones and rude ones."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Signed:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def sign(
    name: str,
    issuer: Signed | None,
    *,
    ca: bool = False,
    names: Sequence[str] = ("127.0.0.1",),
    days: tuple[int, int] = (-10, 90),
    issuer_link: bool = False,
    key: Key | None = None,
) -> Signed:
    """A certificate valid from and until so many days from now; self-signed without an issuer."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + dt.timedelta(days=days[0]))
        .not_valid_after(NOW + dt.timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not ca:
        builder = builder.add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
    if issuer_link:
        where = x509.UniformResourceIdentifier("http://ca.test/issuer.crt")
        access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, where)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    return Signed(builder.sign(signer, hashes.SHA256()), key)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


@cache
def root() -> Signed:
    return sign("Test root", None, ca=True, days=(-900, 900))


def root_file(folder: Path) -> Path:
    path = folder / "root.pem"
    path.write_bytes(root().pem())
    return path


def server_context(
    folder: Path, leaf: Signed, chain: Sequence[Signed] = (), *, ciphers: str = "", **limits: ssl.TLSVersion
) -> ssl.SSLContext:
    """A server's context; `limits` are minimum_version and maximum_version."""
    (folder / "chain.pem").write_bytes(leaf.pem() + b"".join(c.pem() for c in chain))
    (folder / "key.pem").write_bytes(leaf.key_pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if ciphers:
        context.set_ciphers(ciphers)
    for name, value in limits.items():
        setattr(context, name, value)
    context.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    return context


Serve = Callable[[socket.socket, threading.Event], None]


@contextlib.contextmanager
def peer(serve: Serve) -> Iterator[int]:
    """A raw TCP server that hands each connection to `serve` in a thread; yields its port."""
    stop = threading.Event()
    threads: list[threading.Thread] = []

    def handle(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, ValueError):
            connection.settimeout(5)
            serve(connection, stop)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=handle, args=(connection,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            stop.set()
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join()
            for thread in threads:
                thread.join()


def handshake_only(context: ssl.SSLContext) -> Serve:
    def serve(connection: socket.socket, _: threading.Event) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1)

    return serve


def silent(_: socket.socket, stop: threading.Event) -> None:
    """Accepts, swallows, says nothing."""
    stop.wait(30)


def garbage(connection: socket.socket, _: threading.Event) -> None:
    connection.recv(1)
    connection.sendall(b"SSH-2.0-not-a-shop\r\n" * 10)


def hangs_up(connection: socket.socket, _: threading.Event) -> None:
    connection.recv(1)


def drip(connection: socket.socket, stop: threading.Event) -> None:
    """A byte now and then, for ever."""
    connection.recv(1)
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 10_000:
        if stop.wait(0.02):
            return
        connection.sendall(bytes([byte]))


def endless(connection: socket.socket, stop: threading.Event) -> None:
    connection.recv(1)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while not stop.is_set():
        connection.sendall(b"User-agent: *\nDisallow:\n" * 500)


def pretends(versions: Mapping[int, Sequence[int]], dh_bits: int = 0) -> Serve:
    """Answers a ClientHello as a server that has these cipher suites for these versions, and stops after that."""

    def serve(connection: socket.socket, _: threading.Event) -> None:
        header = _exactly(connection, 5)
        body = _exactly(connection, int.from_bytes(header[3:5], "big"))
        version, suites = read_hello(body)
        for mine, ours in sorted(versions.items(), reverse=True):
            common = [s for s in suites if s in ours]
            if mine <= version and common:
                connection.sendall(_server_flight(mine, common[0], dh_bits))
                connection.recv(1)
                return
        connection.sendall(b"\x15\x03\x01\x00\x02\x02\x28")

    return serve


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        chunk = connection.recv(count - len(data))
        if not chunk:
            raise OSError("gone")
        data += chunk
    return data


def read_hello(body: bytes) -> tuple[int, list[int]]:
    """Version and suites of a ClientHello message of at most TLS 1.2."""
    version = int.from_bytes(body[4:6], "big")
    at = 39 + body[38]
    length = int.from_bytes(body[at : at + 2], "big")
    offered = body[at + 2 : at + 2 + length]
    return version, [int.from_bytes(offered[i : i + 2], "big") for i in range(0, length, 2)]


def _server_flight(version: int, suite: int, dh_bits: int) -> bytes:
    hello = version.to_bytes(2, "big") + bytes(32) + b"\x00" + suite.to_bytes(2, "big") + b"\x00"
    messages = b"\x02" + len(hello).to_bytes(3, "big") + hello
    if dh_bits:
        prime = (1 << (dh_bits - 1) | 1).to_bytes((dh_bits + 7) // 8, "big")
        exchange = len(prime).to_bytes(2, "big") + prime + b"\x00\x01\x02\x00\x01\x02"
        messages += b"\x0c" + len(exchange).to_bytes(3, "big") + exchange
    messages += b"\x0e\x00\x00\x00"
    return b"\x16" + version.to_bytes(2, "big") + len(messages).to_bytes(2, "big") + messages


Headers = Sequence[tuple[str, str]]
Route = tuple[int, Headers, bytes]


class Site(ThreadingHTTPServer):
    """An http(s) server of fixed answers that remembers what it was asked."""

    daemon_threads = False

    def __init__(self, routes: Mapping[str, Route], context: ssl.SSLContext | None = None) -> None:
        self.routes = dict(routes)
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []
        super().__init__(("127.0.0.1", 0), _Handler)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "https" if context else "http"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up, or a handshake that fails, is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    timeout = 5

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        status, headers, body = self.server.routes.get(self.path, (404, (), b"not here"))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on stderr."""


@contextlib.contextmanager
def site(routes: Mapping[str, Route], context: ssl.SSLContext | None = None) -> Iterator[Site]:
    server = Site(routes, context)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(title: str = "Kopi shop", *headers: tuple[str, str]) -> Route:
    body = f"<!doctype html><title>{title}</title><p>Hello".encode()
    return 200, (("Content-Type", "text/html; charset=utf-8"), *headers), body


def redirect(to: str, status: int = 301) -> Route:
    return status, (("Location", to),), b""
