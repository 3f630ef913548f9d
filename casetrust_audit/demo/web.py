"""Requests, responses and two small threaded HTTP servers for the demo shop; nothing of the shop itself."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

LARGEST_BODY = 65_536
IDLE_SECONDS = 60.0
HANDSHAKE_SECONDS = 10.0
HTML = "text/html; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `target` is as sent, `path` decoded. `form` holds the fields sent, as a form or as a JSON object;
    repeated ones keep the last value. `secure` is false on the plain server, `scripted` true where a script of the
    shop asks for JSON."""

    method: str
    target: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    cookies: Mapping[str, str]
    secure: bool
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = field(default=())


def redirect(target: str, status: int = 303) -> Response:
    """A redirect; 303 unless told otherwise."""
    return Response(status=status, headers=(("Location", target),))


def as_json(data: object, status: int = 200) -> Response:
    """Data for a script of the shop."""
    return Response(json.dumps(data).encode(), status, JSON, (("Cache-Control", "no-store"),))


Answer = Callable[[Request], Response]


class Refused(Exception):
    """A request the server will not read; `status` is the answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """Turns HTTP/1.1 with keep-alive into `Answer(Request)`."""

    protocol_version = "HTTP/1.1"
    server_version = "demo-shop"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    server: Server

    def _serve(self) -> None:
        try:
            response = self.server.answer(self._request())
        except Refused as refusal:
            self.close_connection = True
            response = Response(refusal.status.phrase.encode(), refusal.status, "text/plain; charset=utf-8")
        self._send(response)

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        return Request(
            method="GET" if self.command == "HEAD" else self.command,
            target=self.path if self.path.startswith("/") else "/",
            path=unquote(parts.path) or "/",
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            form=_fields(self.headers.get("Content-Type", ""), self._body().decode("utf-8", "replace")),
            cookies=_cookies(self.headers.get("Cookie", "")),
            secure=self.server.context is not None,
            scripted=self.headers.get("Accept", "").startswith(JSON),
        )

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding"):
            raise Refused(HTTPStatus.LENGTH_REQUIRED)
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            raise Refused(HTTPStatus.BAD_REQUEST)
        if int(length) > LARGEST_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.rfile.read(int(length))

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.body:
            self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


def _fields(kind: str, body: str) -> dict[str, str]:
    if kind.partition(";")[0].strip().lower() != JSON:
        return dict(parse_qsl(body, keep_blank_values=True))
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}


def _cookies(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, separator, value in pairs if separator}


class Server(HTTPServer):
    """A threaded server on 127.0.0.1, any free port, over TLS where `context` is given.

    Connections and their threads are kept count of, so that `stop` ends them all.
    """

    request_queue_size = 64

    def __init__(self, answer: Answer, context: ssl.SSLContext | None = None) -> None:
        self.answer = answer
        self.context = context
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._stopping = False
        super().__init__(("127.0.0.1", 0), Handler)
        self._loop = threading.Thread(target=self.serve_forever, args=(0.05,), name="demo-shop", daemon=True)

    def server_bind(self) -> None:
        """As HTTPServer does, but without asking DNS for a name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """End the loop, every connection and every thread."""
        if self._loop.is_alive():
            self.shutdown()
            self._loop.join()
        self.server_close()
        with self._lock:
            self._stopping = True
            open_now = dict(self._connections)
            for connection in open_now.values():
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in open_now:
            thread.join()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give the connection a daemon thread of its own."""
        thread = threading.Thread(
            target=self._converse, args=(request, client_address), name="demo-shop-connection", daemon=True
        )
        with self._lock:
            self._connections[thread] = request
        thread.start()

    def _converse(self, connection: socket.socket, client_address: Any) -> None:
        try:
            connection = self._secured(connection)
            Handler(connection, client_address, self)
        except (OSError, ValueError):
            pass  # the client went away, or its handshake failed
        finally:
            connection.close()
            with self._lock:
                self._connections.pop(threading.current_thread(), None)

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self.context is None:
            return connection
        with self._lock:
            if self._stopping:
                raise ConnectionAbortedError
            connection.settimeout(HANDSHAKE_SECONDS)
            wrapped = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            self._connections[threading.current_thread()] = wrapped
        try:
            wrapped.do_handshake()
        except OSError:
            wrapped.close()
            raise
        return wrapped
