"""Facts about https and TLS, from what the probes recorded."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import transport
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Certainty, Fact, Known, Subject, Unknown
from tests.build import collection, page


def chain(outcome: str, role: str = "shop") -> dict[str, Any]:
    return {"start": "http://shop.test/", "role": role, "hops": [], "problem": "", "outcome": outcome}


def redirect_shop(*chains: dict[str, Any], problem: str = "") -> Shop:
    probe = Probe("probe-https-redirect", "https-redirect", "http://shop.test/", {"chains": list(chains)}, problem)
    return Shop(collection(page("home"), probes=[probe]))


def value(found: Fact | NotFound) -> Any:
    assert isinstance(found, Known), found
    assert found.evidence
    assert found.certainty is Certainty.EXACT
    return found.value


@pytest.mark.parametrize("outcome", transport.OUTCOMES)
def test_the_outcome_of_plain_http_is_told(outcome: str) -> None:
    assert value(transport.https(redirect_shop(chain(outcome)))) == outcome


def test_the_worst_of_several_chains_counts() -> None:
    shop = redirect_shop(chain("redirects"), chain("serves-http", "path"), chain("temporary", "path"))
    assert value(transport.https(shop)) == "serves-http"


@pytest.mark.parametrize("outcome", ["no-host", "closed", "failed", "error-status", "other-page"])
def test_a_twin_that_is_not_in_use_says_nothing(outcome: str) -> None:
    assert value(transport.https(redirect_shop(chain("redirects"), chain(outcome, "twin")))) == "redirects"


def test_a_twin_that_serves_the_shop_in_the_open_counts() -> None:
    assert value(transport.https(redirect_shop(chain("redirects"), chain("serves-http", "twin")))) == "serves-http"


def test_a_chain_without_answer_is_unknown_beside_good_ones() -> None:
    found = transport.https(redirect_shop(chain("redirects"), chain("failed", "path")))
    assert isinstance(found, Unknown)


def test_no_probe_is_unknown() -> None:
    assert isinstance(transport.https(Shop(collection(page("home")))), Unknown)
    found = transport.https(redirect_shop(problem="no complete answer"))
    assert isinstance(found, Unknown)
    assert found.reason == "no complete answer"


def test_one_page_over_http_makes_the_shop_mixed() -> None:
    shop = Shop(collection(page("home"), page("cart", "http://shop.test/cart")))
    assert value(transport.page_schemes(shop)) == "mixed"
    assert value(transport.page_schemes(Shop(collection(page("home"))))) == "all-https"


def test_a_linked_page_of_another_site_does_not_count() -> None:
    shop = Shop(collection(page("home"), page("terms", "http://elsewhere.test/terms")))
    assert value(transport.page_schemes(shop)) == "all-https"


def tls(role: str = "main", host: str = "shop.test", problem: str = "", **data: Any) -> Probe:
    certificate = {
        "subject": "CN=shop.test", "issuer": "CN=Some CA", "not_after": "2026-03-01T00:00:00Z", "key": "RSA",
        "key_bits": 2048, "signature": "sha256", "issuer_link": True, "chain_length": 2,
    }  # fmt: skip
    known: dict[str, Any] = {
        "host": host, "port": 443, "role": role, "reached": True, "trust_store": "system",
        "verify": {"status": "ok", "code": 0, "text": "ok"}, "certificate": certificate | data.pop("certificate", {}),
        "versions": dict.fromkeys(("TLS 1.1", "TLS 1.0", "SSL 3"), "refused")
        | {"TLS 1.2": "accepted", "TLS 1.3": "accepted"},
        "weak_ciphers": {"RC4": "refused", "3DES": "refused"}, "modern": "accepted", "dh_bits": None,
    }  # fmt: skip
    return Probe(f"probe-tls-{host}", "tls", f"{host}:443", known | data, problem)


def tls_shop(*probes: Probe) -> Shop:
    return Shop(collection(page("home"), probes=probes))


def rejected(code: int) -> dict[str, Any]:
    return {"verify": {"status": "rejected", "code": code, "text": "no"}}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({}, "valid"),
        (rejected(10), "expired"),
        (rejected(9), "not-yet-valid"),
        (rejected(62), "wrong-host"),
        (rejected(64), "wrong-host"),
        ({"certificate": {"names": []}}, "wrong-host"),
        ({"certificate": {"names": [], "key_bits": 1024}}, "wrong-host"),
        ({"certificate": {"names": ["shop.test"]}}, "valid"),
        (rejected(18), "self-signed"),
        (rejected(19), "untrusted"),
        (rejected(20), "incomplete-chain"),
        (rejected(21) | {"certificate": {"issuer_link": False}}, "untrusted"),
        (rejected(79), "untrusted"),
        ({"certificate": {"key_bits": 1024}}, "weak"),
        ({"certificate": {"key": "EC", "key_bits": 256}}, "valid"),
        ({"certificate": {"signature": "sha1"}}, "weak"),
        ({"certificate": {"issuer": "CN=Zscaler Root CA"}}, "intercepted"),
        (rejected(20) | {"certificate": {"issuer": "O=Fortinet"}}, "intercepted"),
    ],
)
def test_a_certificate_is_named_by_what_is_wrong_with_it(data: dict[str, Any], kind: str) -> None:
    assert value(transport.certificate(tls_shop(tls(**data)))) == kind


def test_a_failed_handshake_tells_nothing_of_the_certificate() -> None:
    probe = tls(verify={"status": "failed", "code": 0, "text": "timeout"}, problem="no TLS handshake", certificate={})
    found = transport.certificate(tls_shop(probe))
    assert isinstance(found, Unknown)
    assert found.reason == "no TLS handshake"


def test_days_left_are_counted_from_the_end_of_the_run() -> None:
    assert value(transport.days_left(tls_shop(tls()))) == 58  # run ends 2026-01-01T00:05:00Z
    late = tls(certificate={"not_after": "2025-12-31T00:00:00Z"})
    assert value(transport.days_left(tls_shop(late))) == -2


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01T00:00:00Z"])
def test_a_date_that_is_none_gives_no_days(text: str) -> None:
    assert transport.days_between("2026-01-01T00:00:00Z", text) is None


def test_each_host_is_a_subject_but_for_a_twin_that_does_not_answer() -> None:
    shop = tls_shop(tls(), tls("twin", "www.shop.test", certificate={}), Probe("p", "tls", "x:443", {"role": "twin"}))
    subjects = value(transport.hosts(shop))
    assert [s.label for s in subjects] == ["shop.test", "www.shop.test"]
    assert subjects[0].fields["certificate"] == "valid"
    assert subjects[0].fields["days_left"] == 58


def test_a_main_host_without_handshake_has_an_unknown_certificate() -> None:
    failed = Probe("p", "tls", "shop.test:443", {"role": "main", "host": "shop.test"}, "no answer in time")
    (subject,) = value(transport.hosts(tls_shop(failed)))
    assert isinstance(subject, Subject)
    assert isinstance(subject.fields["certificate"], Unknown)


def test_a_shop_met_over_http_alone_has_no_certificate() -> None:
    shop = Shop(collection(page("home", "http://shop.test/"), probes=[]))
    assert value(transport.certificate(shop)) == "none"
    assert value(transport.hosts(shop))[0].fields["certificate"] == "none"


def test_no_page_at_all_proves_no_missing_certificate() -> None:
    assert isinstance(transport.certificate(Shop(collection())), Unknown)


def test_accepted_versions_and_ciphers_are_listed() -> None:
    shop = tls_shop(tls(weak_ciphers={"RC4": "refused", "3DES": "accepted"}))
    assert value(transport.versions(shop)) == ("TLS 1.2", "TLS 1.3")
    assert value(transport.old_versions(shop)) == ()
    assert value(transport.weak_ciphers(shop)) == ("3DES",)
    assert value(transport.current(shop)) is True
    assert value(transport.modern(shop)) is True


def test_an_offer_without_clear_answer_never_counts_as_refused() -> None:
    versions = {
        "TLS 1.3": "accepted",
        "TLS 1.2": "accepted",
        "TLS 1.1": "refused",
        "TLS 1.0": "failed",
        "SSL 3": "refused",
    }
    assert isinstance(transport.old_versions(tls_shop(tls(versions=versions))), Unknown)
    versions["TLS 1.1"] = "accepted"
    assert value(transport.old_versions(tls_shop(tls(versions=versions)))) == ("TLS 1.1",)


def test_a_version_that_was_never_offered_never_counts_as_refused() -> None:
    assert isinstance(transport.old_versions(tls_shop(tls(versions={"TLS 1.2": "accepted"}))), Unknown)
    assert isinstance(transport.weak_ciphers(tls_shop(tls(weak_ciphers={}))), Unknown)


def test_no_current_version_is_known_only_when_both_are_refused() -> None:
    only_old = {"TLS 1.3": "refused", "TLS 1.2": "refused", "TLS 1.0": "accepted"}
    assert value(transport.current(tls_shop(tls(versions=only_old)))) is False
    only_old["TLS 1.2"] = "failed"
    assert isinstance(transport.current(tls_shop(tls(versions=only_old))), Unknown)


def test_the_size_of_the_diffie_hellman_prime_is_told_where_there_is_one() -> None:
    assert value(transport.dh_bits(tls_shop(tls(dh_bits=1024)))) == 1024
    assert isinstance(transport.dh_bits(tls_shop(tls())), NotFound)
    assert isinstance(transport.dh_bits(Shop(collection())), Unknown)
