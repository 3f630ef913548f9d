"""The TLS probe against real and scripted servers."""

from __future__ import annotations

import ssl
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from casetrust_audit.collect import client_hello as hello
from casetrust_audit.collect.probe_tls import describe, look_at_tls
from tests.collect import peers

V = ssl.TLSVersion


def look(folder: Path, serve: peers.Serve, *, timeout_s: float = 6, trust: bool = True) -> tuple[dict[str, Any], str]:
    data: dict[str, Any] = {}
    with peers.peer(serve) as port:
        ca_file = peers.root_file(folder) if trust else None
        problem = look_at_tls("127.0.0.1", port, ca_file=ca_file, timeout_s=timeout_s, data=data)
    return data, problem


def serving(folder: Path, leaf: peers.Signed, *chain: peers.Signed, **how: Any) -> peers.Serve:
    return peers.handshake_only(peers.server_context(folder, leaf, chain, **how))


def good() -> peers.Signed:
    return peers.sign("good", peers.root())


def test_a_good_server_verifies_and_offers_only_current_versions(tmp_path: Path) -> None:
    data, problem = look(tmp_path, serving(tmp_path, good()))
    assert problem == ""
    assert data["verify"]["status"] == "ok"
    assert data["versions"] == {
        "TLS 1.3": "accepted", "TLS 1.2": "accepted", "TLS 1.1": "refused", "TLS 1.0": "refused", "SSL 3": "refused",
    }  # fmt: skip
    assert set(data["weak_ciphers"].values()) == {"refused"}
    assert data["modern"] == "accepted"
    assert data["trust_store"].endswith("+ root.pem")
    assert data["certificate"]["names"] == ["127.0.0.1"]
    assert data["certificate"]["key"] == "EC"
    assert data["certificate"]["chain_length"] in (1, None)


@pytest.mark.parametrize(
    ("leaf", "code"),
    [
        (lambda: peers.sign("old", peers.root(), days=(-90, -1)), 10),
        (lambda: peers.sign("early", peers.root(), days=(3, 90)), 9),
        (lambda: peers.sign("other", peers.root(), names=("other.test",)), 64),
        (lambda: peers.sign("self", None), 18),
        (lambda: peers.sign("foreign", peers.sign("Other root", None, ca=True)), 20),
    ],
)
def test_a_bad_certificate_is_rejected_with_openssl_s_code(tmp_path: Path, leaf: Any, code: int) -> None:
    data, problem = look(tmp_path, serving(tmp_path, leaf()))
    assert problem == ""
    assert (data["verify"]["status"], data["verify"]["code"]) == ("rejected", code)
    assert data["certificate"]["not_after"].endswith("Z")
    assert data["versions"]["TLS 1.2"] == "accepted"


def test_a_foreign_root_that_is_sent_along_is_told_from_a_missing_one(tmp_path: Path) -> None:
    other = peers.sign("Other root", None, ca=True)
    data, _ = look(tmp_path, serving(tmp_path, peers.sign("leaf", other), other))
    assert data["verify"]["code"] == 19


def test_a_missing_intermediate_is_seen_with_the_link_to_its_issuer(tmp_path: Path) -> None:
    middle = peers.sign("Middle", peers.root(), ca=True)
    leaf = peers.sign("leaf", middle, issuer_link=True)
    data, _ = look(tmp_path, serving(tmp_path, leaf))
    assert data["verify"]["code"] in (20, 21)
    assert data["certificate"]["issuer_link"] is True
    data, _ = look(tmp_path, serving(tmp_path, leaf, middle))
    assert data["verify"]["status"] == "ok"


def test_an_old_version_is_found_whatever_the_local_policy(tmp_path: Path) -> None:
    data, _ = look(tmp_path, peers.pretends({hello.TLS_1_0: (0x002F,), hello.SSL_3: (0x0005,)}))
    assert data["versions"]["TLS 1.0"] == "accepted"
    assert data["versions"]["SSL 3"] == "accepted"
    assert data["versions"]["TLS 1.2"] == "refused"
    assert data["weak_ciphers"]["RC4"] == "accepted"
    assert data["weak_ciphers"]["3DES"] == "refused"
    assert data["modern"] == "refused"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_a_real_server_with_tls_1_0_switched_on_is_found(tmp_path: Path) -> None:
    context = peers.server_context(tmp_path, good(), ciphers="ALL:@SECLEVEL=0", minimum_version=V.TLSv1)
    data, _ = look(tmp_path, peers.handshake_only(context))
    assert data["versions"]["TLS 1.0"] == "accepted"
    assert data["versions"]["TLS 1.1"] == "accepted"
    assert data["versions"]["SSL 3"] == "refused"


def test_a_real_server_with_null_ciphers_is_found(tmp_path: Path) -> None:
    data, _ = look(tmp_path, serving(tmp_path, good(), ciphers="ALL:eNULL:@SECLEVEL=0", maximum_version=V.TLSv1_2))
    assert data["weak_ciphers"]["NULL"] == "accepted"
    assert data["weak_ciphers"]["anonymous"] == "accepted"
    assert data["modern"] == "accepted"


def test_a_server_of_tls_1_3_alone_is_current(tmp_path: Path) -> None:
    data, problem = look(tmp_path, serving(tmp_path, good(), minimum_version=V.TLSv1_3))
    assert problem == ""
    assert data["versions"]["TLS 1.3"] == "accepted"
    assert data["versions"]["TLS 1.2"] == "refused"
    assert data["modern"] == "accepted"


def test_a_server_without_tls_1_3_refuses_it(tmp_path: Path) -> None:
    data, _ = look(tmp_path, serving(tmp_path, good(), maximum_version=V.TLSv1_2))
    assert data["versions"]["TLS 1.3"] == "refused"
    assert data["versions"]["TLS 1.2"] == "accepted"


def test_the_size_of_a_weak_diffie_hellman_prime_is_read(tmp_path: Path) -> None:
    data, _ = look(tmp_path, peers.pretends({hello.TLS_1_2: (0x0033,)}, dh_bits=512))
    assert data["dh_bits"] == 512


def test_a_short_rsa_key_is_measured_whatever_the_local_policy(tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    leaf = peers.sign("short", peers.root(), key=key)
    data, _ = look(tmp_path, serving(tmp_path, leaf, ciphers="DEFAULT:@SECLEVEL=0"))
    assert (data["certificate"]["key"], data["certificate"]["key_bits"]) == ("RSA", 1024)
    assert data["verify"]["status"] == "ok"


def test_a_silent_server_costs_no_more_than_the_time_given_and_refuses_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    data, problem = look(tmp_path, peers.silent, timeout_s=0.6)
    assert time.monotonic() - began < 60
    assert "no TLS handshake" in problem
    assert set(data["versions"].values()) == {"failed"}
    assert set(data["weak_ciphers"].values()) == {"failed"}


@pytest.mark.parametrize("serve", [peers.garbage, peers.hangs_up])
def test_a_server_that_speaks_no_tls_is_a_problem_and_not_a_refusal(tmp_path: Path, serve: peers.Serve) -> None:
    data, problem = look(tmp_path, serve)
    assert "no TLS handshake" in problem
    assert "refused" not in data["versions"].values()


def test_a_closed_port_is_a_problem(tmp_path: Path) -> None:
    with peers.peer(peers.hangs_up) as port:
        pass
    data: dict[str, Any] = {}
    problem = look_at_tls("127.0.0.1", port, ca_file=None, timeout_s=2, data=data)
    assert "nothing listens" in problem
    assert data["reached"] is False


def test_a_certificate_that_cannot_be_parsed_is_said_to_be_unreadable() -> None:
    assert "unreadable" in describe(b"\x30\x03\x02\x01\x00", None)


def test_a_hello_is_well_formed_for_every_version() -> None:
    for version in (hello.SSL_3, hello.TLS_1_0, hello.TLS_1_1, hello.TLS_1_2):
        record = hello.client_hello(version, hello.EVERY_OLD_SUITE, "shop.test")
        assert int.from_bytes(record[3:5], "big") == len(record) - 5
        assert peers.read_hello(record[5:]) == (version, [*hello.EVERY_OLD_SUITE, 0x00FF])


def test_the_name_is_sent_for_hosts_and_not_for_addresses() -> None:
    assert b"shop.test" in hello.client_hello(hello.TLS_1_2, (0x002F,), "shop.test")
    assert b"127.0.0.1" not in hello.client_hello(hello.TLS_1_2, (0x002F,), "127.0.0.1")


def test_a_warning_alert_before_the_server_hello_is_passed_over() -> None:
    warning = b"\x15\x03\x03\x00\x02\x01\x70"
    flight = peers._server_flight(hello.TLS_1_2, 0xC02F, 0)
    reply = hello.read_reply(warning + flight)
    assert reply is not None
    assert (reply.outcome, reply.version, reply.suite) == ("hello", hello.TLS_1_2, 0xC02F)


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_half_an_answer_is_no_answer_yet(cut: int) -> None:
    flight = peers._server_flight(hello.TLS_1_2, 0xC02F, 0)
    assert hello.read_reply(flight[: min(cut, 40)]) is None


@pytest.mark.parametrize(
    "data", [b"HTTP/1.1 400 Bad", b"\x16\x03\x01\xff\xff" + b"x" * 9, b"\x16\x02\x00\x00\x05aaaaa"]
)
def test_what_is_not_tls_is_garbage(data: bytes) -> None:
    reply = hello.read_reply(data)
    assert reply is not None
    assert reply.outcome == "garbage"


def test_a_server_hello_with_lying_lengths_is_garbage() -> None:
    body = b"\x03\x03" + bytes(32) + b"\xff" + b"\x00" * 5
    message = b"\x02" + len(body).to_bytes(3, "big") + body
    reply = hello.read_reply(b"\x16\x03\x03" + len(message).to_bytes(2, "big") + message)
    assert reply is not None
    assert reply.outcome == "garbage"
