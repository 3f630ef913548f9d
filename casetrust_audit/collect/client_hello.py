"""A TLS ClientHello of our own: asks a server for a version or a cipher the local OpenSSL could not even offer.

Only the first flight is exchanged and nothing is ever decrypted, so what the server accepts is read off the
wire, whatever the local security policy says. `read_reply` is pure; `ask` is the one function with a socket.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
import struct
import time
from dataclasses import dataclass

SSL_3, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3 = 0x0300, 0x0301, 0x0302, 0x0303, 0x0304

VERSION_NAMES = {SSL_3: "SSL 3", TLS_1_0: "TLS 1.0", TLS_1_1: "TLS 1.1", TLS_1_2: "TLS 1.2", TLS_1_3: "TLS 1.3"}

TLS_1_3_SUITES = (0x1301, 0x1302, 0x1303)
MODERN_SUITES = (0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0xCCAA, 0x009E, 0x009F, 0xC0AC, 0xC0AD, 0xC09E)
"""Forward secrecy and authenticated encryption, for TLS 1.2."""

DHE_SUITES = (0x009E, 0x009F, 0x0067, 0x006B, 0x0033, 0x0039, 0x0016, 0x0045, 0x0088, 0x0032, 0x0038, 0x0013)

WEAK_SUITES = {
    "RC4": (0x0005, 0x0004, 0xC011, 0xC007, 0xC00C, 0xC002),
    "3DES": (0x000A, 0x0016, 0x0013, 0xC012, 0xC008, 0xC00D, 0xC003),
    "DES": (0x0009, 0x0015, 0x0012, 0x000C, 0x000F),
    "NULL": (0x0002, 0x0001, 0x003B, 0xC010, 0xC006, 0xC00B, 0xC001),
    "EXPORT": (0x0003, 0x0006, 0x0008, 0x000B, 0x000E, 0x0011, 0x0014, 0x0062, 0x0064),
    "anonymous": (0x0034, 0x003A, 0x006C, 0x006D, 0x00A6, 0x00A7, 0xC018, 0xC019, 0xC017, 0xC016, 0x0018, 0x001B),
}
"""Cipher suites known to be broken, by the name a report gives them."""

_CBC_SUITES = (
    0xC014, 0xC00A, 0xC013, 0xC009, 0x0039, 0x0033, 0x0038, 0x0032, 0x0035, 0x002F, 0x0084, 0x0041, 0x0096,
    0xC028, 0xC024, 0xC027, 0xC023, 0x006B, 0x0067, 0x003D, 0x003C, 0x009D, 0x009C,
)  # fmt: skip
EVERY_OLD_SUITE = _CBC_SUITES + WEAK_SUITES["3DES"] + WEAK_SUITES["RC4"] + WEAK_SUITES["DES"] + (0x0003, 0x0006, 0x0008)
"""Anything a server of the old versions may have, so that "refused" means the version."""

_RENEGOTIATION_SCSV = 0x00FF
_GROUPS = (0x001D, 0x0017, 0x0018, 0x0019, 0x0100, 0x0101)
_X25519 = 0x001D
_SIGNATURES = (0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601, 0x0807, 0x0203, 0x0201, 0x0402, 0x0202)

_ALERT, _HANDSHAKE, _CHANGE_CIPHER = 21, 22, 20
_SERVER_HELLO, _SERVER_KEY_EXCHANGE, _SERVER_DONE = 2, 12, 14
_SUPPORTED_VERSIONS = 0x002B
_MOST_BYTES = 100_000
_LONGEST_RECORD = 16_384 + 2_048


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `outcome`: "hello", "alert", "closed", "silent", "garbage" or "unreachable"."""

    outcome: str
    version: int = 0
    suite: int = 0
    alert: int = -1
    dh_bits: int | None = None
    """Size of the Diffie-Hellman prime, where the server sent one."""
    detail: str = ""


def client_hello(version: int, suites: tuple[int, ...], server_name: str) -> bytes:
    """One record holding a ClientHello that offers `version` at most and exactly `suites`."""
    session = secrets.token_bytes(32) if version == TLS_1_3 else b""
    offered = suites if version == TLS_1_3 else (*suites, _RENEGOTIATION_SCSV)
    body = struct.pack("!H", min(version, TLS_1_2)) + secrets.token_bytes(32)
    body += _short(session) + _long(_numbers(offered)) + b"\x01\x00"
    if version != SSL_3:  # SSL 3 knows no extensions
        body += _long(_extensions(version, server_name))
    message = b"\x01" + len(body).to_bytes(3, "big") + body
    return struct.pack("!BHH", _HANDSHAKE, SSL_3 if version == SSL_3 else TLS_1_0, len(message)) + message


def _extensions(version: int, server_name: str) -> bytes:
    parts = []
    if server_name and not is_address(server_name):
        parts.append((0x0000, _long(b"\x00" + _long(server_name.encode("ascii", "ignore")))))
    parts.append((0x000A, _long(_numbers(_GROUPS))))
    parts.append((0x000B, b"\x01\x00"))
    if version >= TLS_1_2:
        parts.append((0x000D, _long(_numbers(_SIGNATURES))))
    if version == TLS_1_3:
        parts.append((_SUPPORTED_VERSIONS, _short(_numbers((TLS_1_3,)))))
        parts.append((0x0033, _long(struct.pack("!H", _X25519) + _long(secrets.token_bytes(32)))))
        parts.append((0x002D, b"\x01\x01"))
    return b"".join(struct.pack("!H", kind) + _long(data) for kind, data in parts)


def _numbers(values: tuple[int, ...]) -> bytes:
    return b"".join(struct.pack("!H", value) for value in values)


def _short(data: bytes) -> bytes:
    return bytes([len(data)]) + data


def _long(data: bytes) -> bytes:
    return struct.pack("!H", len(data)) + data


def is_address(host: str) -> bool:
    """Whether the host is an IP address: such a name may not be sent as server name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def read_reply(data: bytes, *, want_key_exchange: bool = False) -> Reply | None:
    """The server's answer in the bytes received so far; None where more bytes are needed.

    A warning alert (an unknown server name, say) is passed over, as browsers do.
    """
    stream = b""
    while len(data) >= 5:
        kind, version, length = struct.unpack("!BHH", data[:5])
        if kind not in (_ALERT, _HANDSHAKE, _CHANGE_CIPHER, 23) or version >> 8 != 3 or length > _LONGEST_RECORD:
            return Reply("garbage", detail="the answer is not TLS")
        if len(data) < 5 + length:
            break
        payload, data = data[5 : 5 + length], data[5 + length :]
        if kind == _ALERT and len(payload) >= 2 and payload[0] == 2:
            done = _read_messages(stream, want_key_exchange, ended=True)
            return done or Reply("alert", alert=payload[1])
        if kind == _HANDSHAKE:
            stream += payload
    if data and data[0] not in (_ALERT, _HANDSHAKE, _CHANGE_CIPHER, 23):
        return Reply("garbage", detail="the answer is not TLS")
    return _read_messages(stream, want_key_exchange, ended=False)


def _read_messages(stream: bytes, want_key_exchange: bool, *, ended: bool) -> Reply | None:
    hello: Reply | None = None
    while len(stream) >= 4:
        kind, length = stream[0], int.from_bytes(stream[1:4], "big")
        body, rest = stream[4 : 4 + length], stream[4 + length :]
        if len(body) < length:
            break
        if kind == _SERVER_HELLO:
            hello = _read_server_hello(body)
            if hello.outcome != "hello" or not want_key_exchange:
                return hello
        elif hello is None:
            return Reply("garbage", detail="the answer does not begin with a server hello")
        elif kind == _SERVER_KEY_EXCHANGE:
            bits = int.from_bytes(body[2 : 2 + int.from_bytes(body[:2], "big")], "big").bit_length()
            return Reply("hello", hello.version, hello.suite, dh_bits=bits)
        elif kind == _SERVER_DONE:
            return hello
        stream = rest
    return hello if ended else None


def _read_server_hello(body: bytes) -> Reply:
    if len(body) < 38 or len(body) < 38 + body[34]:
        return Reply("garbage", detail="a server hello that is too short")
    version = int.from_bytes(body[:2], "big")
    after = 35 + body[34]
    suite = int.from_bytes(body[after : after + 2], "big")
    rest = body[after + 5 :]
    while len(rest) >= 4:
        kind, length = struct.unpack("!HH", rest[:4])
        if kind == _SUPPORTED_VERSIONS and length == 2:
            version = int.from_bytes(rest[4:6], "big")
        rest = rest[4 + length :]
    return Reply("hello", version, suite)


def ask(host: str, port: int, hello: bytes, deadline: float, *, want_key_exchange: bool = False) -> Reply:
    """Send the hello and read the answer. Never raises, never outlasts `deadline` (of time.monotonic) by much."""
    try:
        with socket.create_connection((host, port), timeout=_left(deadline)) as sock:
            sock.sendall(hello)
            return _receive(sock, deadline, want_key_exchange)
    except TimeoutError:
        return Reply("silent", detail="no answer in time")
    except (ConnectionResetError, BrokenPipeError, ConnectionAbortedError):
        return Reply("closed", detail="the connection was closed without an answer")
    except (OSError, UnicodeError) as error:
        return Reply("unreachable", detail=str(error) or type(error).__name__)


def _receive(sock: socket.socket, deadline: float, want_key_exchange: bool) -> Reply:
    data = b""
    while len(data) < _MOST_BYTES:
        sock.settimeout(_left(deadline))
        chunk = sock.recv(16_384)
        data += chunk
        reply = read_reply(data, want_key_exchange=want_key_exchange)
        if reply is not None:
            return reply
        if not chunk:
            return Reply("closed", detail="the connection was closed without an answer")
    return Reply("garbage", detail="an endless answer")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
