from __future__ import annotations

import socket
import ssl
import warnings

import pytest

from casetrust_audit.demo.server import DemoShop


def handshake(shop: DemoShop, context: ssl.SSLContext, host: str = "127.0.0.1") -> str:
    """TLS version agreed on. Raises SSLError as a careful client would."""
    port = int(shop.url.split(":")[2].strip("/"))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
        context.wrap_socket(raw, server_hostname=host) as secured,
    ):
        return secured.version() or ""


def trusting(shop: DemoShop) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(shop.ca_file))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_honest_certificate_is_valid_for_both_names(host: str) -> None:
    with DemoShop() as shop:
        assert handshake(shop, trusting(shop), host) == "TLSv1.3"


def test_the_honest_certificate_satisfies_strict_checking() -> None:
    with DemoShop() as shop:
        context = trusting(shop)
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        assert handshake(shop, context) == "TLSv1.3"


def test_nobody_else_trusts_the_authority() -> None:
    with DemoShop() as shop, pytest.raises(ssl.SSLCertVerificationError):
        handshake(shop, ssl.create_default_context())


@pytest.mark.parametrize(
    ("defect", "complaint"),
    [
        ("expired-certificate", "expired"),
        ("self-signed-certificate", "self-signed"),
        ("wrong-host-certificate", "mismatch"),
    ],
)
def test_a_bad_certificate_is_refused_for_its_own_reason(defect: str, complaint: str) -> None:
    with DemoShop([defect]) as shop, pytest.raises(ssl.SSLCertVerificationError, match=complaint):
        handshake(shop, trusting(shop))


def outdated(version: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_outdated_tls_is_refused_unless_the_defect_is_on(version: ssl.TLSVersion) -> None:
    with DemoShop() as shop, pytest.raises(OSError, match=r"(?i)version|alert|reset|eof"):
        handshake(shop, outdated(version))
    with DemoShop(["old-tls"]) as shop:
        assert handshake(shop, outdated(version)).startswith("TLSv1")
        assert handshake(shop, trusting(shop)) == "TLSv1.3"
