"""How the shop's https is set up: certificate, versions, ciphers. Ordinary handshakes, a dozen in all.

`look_at_tls` gives the data of a "tls" probe:

    {"host", "port", "role": "main" | "twin" | "linked", "reached": bool,
     "trust_store": "system" | "certifi", with "+ NAME" where a CA file was added,
     "verify": {"status": "ok" | "rejected" | "failed", "code": int, "text": str},
     "negotiated": {"version", "cipher"},
     "certificate": {"subject", "issuer", "names": [..], "not_before", "not_after" (UTC, ISO 8601), "key": "RSA",
                     "key_bits", "signature": "sha256", "sha256", "chain_length": int | null,
                     "issuer_link": bool (the last certificate sent says where its issuer is to be had)},
     "versions": {"TLS 1.2": "accepted" | "refused" | "failed", ..}, "weak_ciphers": {"RC4": .., ..},
     "modern": "accepted" | "refused" | "failed" (forward secrecy with authenticated encryption),
     "dh_bits": int | null}

Nothing here asks what time it is but the handshake itself: days left are worked out from the bundle.
"""

from __future__ import annotations

import socket
import ssl
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID

from casetrust_audit.collect import client_hello as hello

_SURE_REFUSALS = frozenset({40, 70, 71, 86})
"""Alerts that say the offer itself is refused: handshake_failure, protocol_version, insufficient_security,
inappropriate_fallback."""

_MOST_NAMES = 50
_OPENSSL_NAMES = {
    "SSLv3": "SSL 3",
    "TLSv1": "TLS 1.0",
    "TLSv1.1": "TLS 1.1",
    "TLSv1.2": "TLS 1.2",
    "TLSv1.3": "TLS 1.3",
}


def look_at_tls(
    host: str, port: int, *, ca_file: Path | None, timeout_s: float, data: dict[str, Any], versions: bool = True
) -> str:
    """Fill `data` (see the module) for host:port within `timeout_s` seconds; return a problem or "".

    `versions` False leaves out the offers of old versions and ciphers. Never raises for what the peer does.
    """
    end = time.monotonic() + timeout_s
    data.update(host=host, port=port, reached=False, trust_store=_trust_store(ca_file))
    problem = _reach(host, port, end, timeout_s)
    if problem:
        return problem
    data["reached"] = True
    try:
        data["verify"] = _verify(host, port, ca_file, _slice(end, timeout_s))
        _read_peer(host, port, _slice(end, timeout_s), data)
    except OSError as error:
        data.setdefault("verify", {"status": "failed", "code": 0, "text": _words(error)})
    if versions:
        offer_old(host, port, end, timeout_s, data)
    if data["verify"]["status"] == "failed" and "accepted" not in data.get("versions", {}).values():
        return f"no TLS handshake with {host}:{port}: {data['verify']['text']}"
    return ""


def _slice(end: float, timeout_s: float) -> float:
    """Deadline of one connection: a third of the whole, so that one silent peer does not use it all up."""
    return min(end, time.monotonic() + timeout_s / 3)


def _reach(host: str, port: int, end: float, timeout_s: float) -> str:
    try:
        socket.create_connection((host, port), timeout=max(0.01, _slice(end, timeout_s) - time.monotonic())).close()
    except ConnectionRefusedError:
        return f"nothing listens on {host}:{port}"
    except (OSError, UnicodeError) as error:
        return f"{host}:{port} could not be reached: {_words(error)}"
    return ""


@cache
def _system_store_is_empty() -> bool:
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    folder = Path(paths.capath) if paths.capath else None
    return not context.cert_store_stats()["x509_ca"] and not (folder and folder.is_dir() and any(folder.iterdir()))


def _trust_store(ca_file: Path | None) -> str:
    base = "certifi" if _system_store_is_empty() else "system"
    return f"{base} + {ca_file.name}" if ca_file else base


def _context(ca_file: Path | None, *, verify: bool) -> ssl.SSLContext:
    """A context as lenient as the build allows: weak keys and old versions are for the rules to judge."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.hostname_checks_common_name = False  # as browsers do
    if verify:
        if _system_store_is_empty():
            context.load_verify_locations(cafile=certifi.where())
        else:
            context.load_default_certs()
        if ca_file:
            context.load_verify_locations(cafile=str(ca_file))
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:eNULL:!aNULL:@SECLEVEL=0")
    return context


def _connect(host: str, port: int, context: ssl.SSLContext, deadline: float) -> ssl.SSLSocket:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("out of time")
    sock = socket.create_connection((host, port), timeout=left)
    try:
        return context.wrap_socket(sock, server_hostname=host)
    except BaseException:
        sock.close()
        raise


def _verify(host: str, port: int, ca_file: Path | None, deadline: float) -> dict[str, Any]:
    try:
        context = _context(ca_file, verify=True)
    except (OSError, ssl.SSLError) as error:
        return {"status": "failed", "code": 0, "text": f"the trust store could not be read: {_words(error)}"}
    try:
        _connect(host, port, context, deadline).close()
    except ssl.SSLCertVerificationError as error:
        return {"status": "rejected", "code": error.verify_code, "text": error.verify_message}
    except (OSError, ValueError) as error:
        return {"status": "failed", "code": 0, "text": _words(error)}
    return {"status": "ok", "code": 0, "text": "ok"}


def _read_peer(host: str, port: int, deadline: float, data: dict[str, Any]) -> None:
    with _connect(host, port, _context(None, verify=False), deadline) as sock:
        cipher = sock.cipher()
        data["negotiated"] = {"version": sock.version() or "", "cipher": cipher[0] if cipher else ""}
        leaf = sock.getpeercert(binary_form=True)
        chain = _sent_chain(sock)
    if leaf:
        data["certificate"] = describe(leaf, chain)


def _sent_chain(sock: ssl.SSLSocket) -> list[bytes] | None:
    """The certificates as sent; None where this Python has no way to tell (public only from 3.13)."""
    source = sock if hasattr(sock, "get_unverified_chain") else getattr(sock, "_sslobj", None)
    get = getattr(source, "get_unverified_chain", None)
    if get is None:
        return None
    der = 2  # _ssl.ENCODING_DER
    return [c if isinstance(c, bytes) else c.public_bytes(der) for c in get() or ()]


def describe(leaf: bytes, chain: list[bytes] | None) -> dict[str, Any]:
    """What a report needs of a certificate in DER form; {"unreadable": reason} where it cannot be parsed."""
    try:
        certificate = x509.load_der_x509_certificate(leaf)
        last = x509.load_der_x509_certificate(chain[-1]) if chain else certificate
        kind, bits = _key(certificate)
        return {
            "subject": certificate.subject.rfc4514_string(),
            "issuer": certificate.issuer.rfc4514_string(),
            "names": _names(certificate)[:_MOST_NAMES],
            "not_before": _iso(certificate.not_valid_before_utc),
            "not_after": _iso(certificate.not_valid_after_utc),
            "key": kind,
            "key_bits": bits,
            "signature": _signature(certificate),
            "sha256": certificate.fingerprint(hashes.SHA256()).hex(),
            "chain_length": len(chain) if chain else None,
            "issuer_link": _issuer_link(last),
        }
    except (ValueError, x509.InvalidVersion, x509.DuplicateExtension) as error:
        return {"unreadable": f"{type(error).__name__}: {error}"}


def _key(certificate: x509.Certificate) -> tuple[str, int]:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return "RSA", key.key_size
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "EC", key.key_size
    if isinstance(key, dsa.DSAPublicKey):
        return "DSA", key.key_size
    return "EdDSA" if isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) else "other", 0


def _signature(certificate: x509.Certificate) -> str:
    algorithm = certificate.signature_hash_algorithm
    return algorithm.name if algorithm else certificate.signature_algorithm_oid.dotted_string


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return names.get_values_for_type(x509.DNSName) + [str(a) for a in names.get_values_for_type(x509.IPAddress)]


def _issuer_link(certificate: x509.Certificate) -> bool:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return False
    return any(a.access_method == AuthorityInformationAccessOID.CA_ISSUERS for a in access)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def offer_old(host: str, port: int, end: float, timeout_s: float, data: dict[str, Any]) -> None:
    """Offer every version and every broken cipher group by raw hello; fill versions, weak_ciphers, modern, dh_bits.

    An answer that is no clear refusal (closed without a word, an odd alert) counts as one only where the same
    server accepted something else, so that a prober that is turned away never reads as a strict server.
    """

    def offer(version: int, suites: tuple[int, ...], key_exchange: bool = False) -> hello.Reply:
        message = hello.client_hello(version, suites, host)
        reply = hello.ask(host, port, message, _slice(end, timeout_s), want_key_exchange=key_exchange)
        if reply.outcome == "closed":  # some servers drop one connection of many; ask again before believing it
            reply = hello.ask(host, port, message, _slice(end, timeout_s), want_key_exchange=key_exchange)
        return reply

    versions = {
        hello.TLS_1_3: offer(hello.TLS_1_3, hello.TLS_1_3_SUITES),
        hello.TLS_1_2: offer(hello.TLS_1_2, hello.MODERN_SUITES + hello.EVERY_OLD_SUITE),
    }
    for version in (hello.TLS_1_1, hello.TLS_1_0, hello.SSL_3):
        versions[version] = offer(version, hello.EVERY_OLD_SUITE)
    named = {hello.VERSION_NAMES[version]: _version_answer(reply, version) for version, reply in versions.items()}
    negotiated = _OPENSSL_NAMES.get(data.get("negotiated", {}).get("version", ""))
    if negotiated in named:
        named[negotiated] = "accepted"  # a whole handshake is better proof than half of one
    control = "accepted" in named.values()
    modern = _suite_answer(offer(hello.TLS_1_2, hello.MODERN_SUITES), hello.MODERN_SUITES)
    weak = {name: _suite_answer(offer(hello.TLS_1_2, suites), suites) for name, suites in hello.WEAK_SUITES.items()}
    data["versions"] = {name: _settle(answer, control) for name, answer in named.items()}
    data["weak_ciphers"] = {name: _settle(answer, control) for name, answer in weak.items()}
    data["modern"] = "accepted" if named["TLS 1.3"] == "accepted" else _settle(modern, control)
    data["dh_bits"] = offer(hello.TLS_1_2, hello.DHE_SUITES, key_exchange=True).dh_bits


def _version_answer(reply: hello.Reply, version: int) -> str:
    if reply.outcome == "hello":
        return "accepted" if reply.version == version else "refused"
    return _refusal(reply)


def _suite_answer(reply: hello.Reply, suites: tuple[int, ...]) -> str:
    if reply.outcome == "hello":
        return "accepted" if reply.suite in suites else "failed"
    return _refusal(reply)


def _refusal(reply: hello.Reply) -> str:
    if reply.outcome == "alert" and reply.alert in _SURE_REFUSALS:
        return "refused"
    return "perhaps" if reply.outcome in ("alert", "closed") else "failed"


def _settle(answer: str, control: bool) -> str:
    if answer == "accepted":
        return answer
    return "refused" if control and answer in ("refused", "perhaps") else "failed"


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(getattr(error, "strerror", "") or error) or type(error).__name__
