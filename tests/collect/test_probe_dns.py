"""What DNS says of mail domains, asked of a DNS server on loopback; and what is never asked."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from casetrust_audit.collect import probe_dns
from casetrust_audit.collect.probe_dns import look_at_mail_domains, mail_domains, why_not_asked
from casetrust_audit.demo.name_server import NameServer, Zone, answer_to, zone
from tests.build import block, link, reading

ZONE: Zone = {
    ("shop.sg", "MX"): ("10 mx.shop.sg.", "20 mx2.shop.sg."),
    ("shop.sg", "TXT"): ('"google-site-verification=secret"', '"v=spf1 include:" "_spf.shop.sg -all"'),
    ("shop.sg", "DS"): ("12345 13 2 " + "ab" * 32,),
    ("_dmarc.shop.sg", "TXT"): ('"v = DMARC1; p=reject"',),
    ("news.shop.sg", "TXT"): ('"v=spf1 -all"',),
}


@pytest.fixture
def server() -> Iterator[NameServer]:
    names = NameServer(ZONE)
    names.start()
    yield names
    names.stop()


def ask(origin: str, *shown: str, server: str = "", **over: Any) -> tuple[dict[str, Any], str]:
    data: dict[str, Any] = {}
    return data, asyncio.run(look_at_mail_domains(origin, shown, server=server, data=data, **over))


def answers(data: dict[str, Any], domain: str) -> dict[tuple[str, str], tuple[str, list[str]]]:
    (entry,) = (e for e in data["domains"] if e["domain"] == domain)
    return {(a["name"], a["type"]): (a["status"], a["records"]) for a in entry["answers"]}


def test_a_domain_is_asked_about_mail_policies_dnssec_and_caa(server: NameServer) -> None:
    data, problem = ask("https://www.shop.sg/", server=server.address)
    assert problem == ""
    assert [(e["domain"], e["role"]) for e in data["domains"]] == [("shop.sg", "shop")]
    found = answers(data, "shop.sg")
    assert found["shop.sg", "MX"] == ("ok", ["10 mx.shop.sg.", "20 mx2.shop.sg."])
    assert found["shop.sg", "TXT"] == ("ok", ["v=spf1 include:_spf.shop.sg -all"])
    assert found["_dmarc.shop.sg", "TXT"] == ("ok", ["v = DMARC1; p=reject"])
    assert found["shop.sg", "DS"][0] == "ok"
    assert found["shop.sg", "DNSKEY"] == ("none", [])
    assert found["shop.sg", "CAA"] == ("none", [])


def test_text_that_is_no_mail_policy_is_not_kept(server: NameServer) -> None:
    assert "secret" not in str(ask("https://shop.sg/", server=server.address)[0])


def test_a_sub_domain_is_asked_about_with_the_policy_of_its_parent(server: NameServer) -> None:
    data, _ = ask("https://shop.sg/", "news.shop.sg", server=server.address)
    found = answers(data, "news.shop.sg")
    assert found["news.shop.sg", "TXT"] == ("ok", ["v=spf1 -all"])
    assert found["_dmarc.news.shop.sg", "TXT"] == ("nxdomain", [])
    assert found["_dmarc.shop.sg", "TXT"] == ("ok", ["v = DMARC1; p=reject"])
    assert found["shop.sg", "DS"][0] == "ok"


def test_a_shop_at_an_address_is_asked_about_by_its_mail_domain_where_a_server_is_named(server: NameServer) -> None:
    data, problem = ask("https://127.0.0.1:8443/", "shop.sg", server=server.address)
    assert problem == ""
    assert [(e["domain"], e["role"]) for e in data["domains"]] == [("shop.sg", "address")]
    assert "no domain name" in data["skipped"][0]["reason"]


@pytest.mark.parametrize("origin", ["https://127.0.0.1:8443/", "http://10.0.0.7/", "https://[::1]/", "http://shop.localhost/",
                                    "http://localhost/", "https://shop.test/", "https://nas.local/"])  # fmt: skip
def test_nobody_is_asked_about_a_shop_on_this_machine(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_dns, "_resolver", lambda server: pytest.fail("DNS was asked"))
    data, problem = ask(origin, "shop.sg")
    assert "no DNS server was named" in problem
    assert data["domains"] == []


@pytest.mark.parametrize(
    "domain", ["shop.example", "a.test", "mail.example.com", "x.localhost", "192.0.2.1", "::1", "nas", ""]
)
def test_names_that_dns_cannot_know_are_not_asked_about(domain: str) -> None:
    assert why_not_asked(domain, named_server=False)


def test_a_named_server_may_know_reserved_names_but_no_addresses() -> None:
    assert why_not_asked("shop.example", named_server=True) == ""
    assert why_not_asked("127.0.0.1", named_server=True)
    assert why_not_asked("shop.localhost", named_server=True)
    assert why_not_asked("shop.sg", named_server=False) == ""


def test_only_so_many_domains_are_asked_about(server: NameServer) -> None:
    data, _ = ask("https://shop.sg/", *(f"d{n}.sg" for n in range(40)), server=server.address)
    assert len(data["domains"]) == probe_dns.MOST_DOMAINS
    assert len(data["skipped"]) == 41 - probe_dns.MOST_DOMAINS


def test_a_server_that_never_answers_is_a_reason_in_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_dns, "QUERY_SECONDS", 0.1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        began = time.monotonic()
        data, problem = ask("https://shop.sg/", server=f"127.0.0.1:{silent.getsockname()[1]}")
    assert time.monotonic() - began < 60
    assert problem == "no DNS server answered"
    assert {status for status, _ in answers(data, "shop.sg").values()} <= {"timeout", "failed"}


def test_all_of_it_has_a_bound_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        data, problem = ask("https://shop.sg/", server=address, total_s=0.2)
    assert "within 0.2 s" in problem
    assert {status for status, _ in answers(data, "shop.sg").values()} == {"timeout"}


def test_a_machine_without_dns_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from dns.resolver import NoResolverConfiguration

    def none(server: str) -> None:
        raise NoResolverConfiguration

    monkeypatch.setattr(probe_dns, "_resolver", none)
    assert "no DNS server is known" in ask("https://shop.sg/")[1]


@pytest.mark.parametrize("name", ["a" * 70 + ".sg", "..sg", "\udce4.sg", "xn--a.sg", "a b.sg"])
def test_names_that_are_none_end_nothing(name: str, server: NameServer) -> None:
    data, problem = ask("https://shop.sg/", name, server=server.address)
    assert problem == ""
    assert answers(data, "shop.sg")["shop.sg", "MX"][0] == "ok"


def test_mail_domains_are_read_from_text_and_links_the_most_frequent_first() -> None:
    first = reading(blocks=(block("Write to help@shop.sg"),), links=(link("mailto:dpo@legal.sg", "DPO"),))
    second = reading(blocks=(block("help@shop.sg"), block("hidden@other.sg", visible=False)))
    assert mail_domains([first, second]) == ("shop.sg", "legal.sg")


@pytest.mark.parametrize("packet", [b"", b"\x00", b"\xff" * 40, b"\x12\x34\x01\x00" + b"\x00" * 8])
def test_the_demo_server_does_not_answer_what_is_no_question(packet: bytes) -> None:
    assert answer_to(packet, zone(frozenset())) == b""


def test_the_demo_server_ends_its_thread() -> None:
    names = NameServer(ZONE)
    names.start()
    names.stop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", int(names.address.rpartition(":")[2])))
