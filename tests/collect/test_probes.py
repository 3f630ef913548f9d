"""The door of the probes: all of them on one shop, and none of them ending a collection."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.collect import probes
from casetrust_audit.collect.probes import run_probes
from casetrust_audit.demo.name_server import NameServer, zone
from casetrust_audit.model.capture import Probe
from tests.collect import peers
from tests.collect.peers import page, redirect

KINDS = ["robots", "sitemap", "https-redirect", "headers", "cookies", "tls", "well-known", "email-domain"]


def by_kind(found: tuple[Probe, ...]) -> dict[str, Probe]:
    return {probe.kind: probe for probe in found}


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    context = peers.server_context(tmp_path, peers.sign("shop", peers.root()))
    routes: dict[str, peers.Route] = {
        "/": page("Kopi shop", ("Strict-Transport-Security", "max-age=31536000")),
        "/login": page("Login", ("Set-Cookie", "sessionid=1; Secure; HttpOnly; SameSite=Lax")),
        "/robots.txt": (200, (), b"\xef\xbb\xbfUser-agent: *\nDisallow: /cart\n"),
        "/.well-known/passkey-endpoints": (200, (), b'{"enroll": "https://shop.test/passkeys"}'),
        "/.well-known/security.txt": (200, (("Content-Type", "text/plain"),), b"Contact: mailto:a@shop.test"),
    }
    with peers.site(routes, context) as server:
        yield server


def look(shop: peers.Site, folder: Path, *, own_site: bool = False, plain: str = "", **over: Any) -> dict[str, Probe]:
    found = run_probes(
        shop.origin, plain_origin=plain, user_agent="casetrust-audit/1 (test)", ca_file=peers.root_file(folder),
        timeout_s=3, session_paths=("/login", "/cart", "https://elsewhere.test/x"), own_site=own_site, **over,
    )  # fmt: skip
    return by_kind(found)


def test_a_good_shop_is_probed_whole(shop: peers.Site, tmp_path: Path) -> None:
    with peers.site({"/": redirect(shop.origin), "/login": redirect(shop.origin + "login")}) as plain:
        found = look(shop, tmp_path, plain=plain.origin)
    assert list(found) == KINDS
    assert {p.kind for p in found.values() if p.problem} == {"email-domain"}
    assert "no DNS server was named" in found["email-domain"].problem
    assert found["tls"].id == "probe-tls"
    assert found["tls"].data["verify"]["status"] == "ok"
    assert [c["outcome"] for c in found["https-redirect"].data["chains"]] == ["redirects", "redirects"]
    assert found["cookies"].data["cookies"][0]["name"] == "sessionid"
    assert found["well-known"].data["passkey-endpoints"]["endpoints"] == {"enroll": "https://shop.test/passkeys"}
    assert found["well-known"].data["security.txt"]["found"] is True
    assert found["sitemap"].data["state"] == "none"


def test_mail_domains_are_asked_about_where_a_server_is_named(shop: peers.Site, tmp_path: Path) -> None:
    names = NameServer(zone(frozenset()))
    names.start()
    probe = look(shop, tmp_path, mail_domains=("kopikaya.example",), dns_server=names.address)["email-domain"]
    names.stop()
    assert probe.problem == ""
    assert [d["domain"] for d in probe.data["domains"]] == ["kopikaya.example"]


def test_only_get_is_used_under_the_tool_s_name(shop: peers.Site, tmp_path: Path) -> None:
    look(shop, tmp_path)
    assert {method for method, _, _ in shop.asked} == {"GET"}
    assert {h.get("user-agent", h.get("User-Agent")) for _, _, h in shop.asked} == {"casetrust-audit/1 (test)"}


def test_robots_is_obeyed_unless_the_shop_is_one_s_own(shop: peers.Site, tmp_path: Path) -> None:
    look(shop, tmp_path)
    assert "/cart" not in shop.paths()
    look(shop, tmp_path, own_site=True)
    assert "/cart" in shop.paths()


def test_a_shop_whose_robots_cannot_be_read_is_left_alone(shop: peers.Site, tmp_path: Path) -> None:
    shop.routes["/robots.txt"] = (503, (), b"")
    found = look(shop, tmp_path)
    assert "503" in found["robots"].problem
    assert "robots.txt" in found["headers"].problem
    assert "/" not in shop.paths()


def test_a_shop_that_answers_200_to_anything_has_no_change_password_page(shop: peers.Site, tmp_path: Path) -> None:
    for name in ("change-password", "resource-that-should-not-exist-whose-status-code-should-not-be-200"):
        shop.routes[f"/.well-known/{name}"] = page("Not found")
    data = look(shop, tmp_path)["well-known"].data
    assert data["soft_404"] is True
    assert data["change-password"]["found"] is False


def test_without_a_known_http_address_port_80_of_a_loopback_shop_is_not_guessed(
    shop: peers.Site, tmp_path: Path
) -> None:
    assert "not known" in look(shop, tmp_path)["https-redirect"].problem


@pytest.mark.parametrize("serve", [peers.silent, peers.garbage, peers.hangs_up, peers.drip])
def test_a_rude_peer_is_a_recorded_problem_in_bounded_time(serve: peers.Serve) -> None:
    began = time.monotonic()
    with peers.peer(serve) as port:
        found = by_kind(run_probes(f"https://127.0.0.1:{port}", user_agent="test", timeout_s=0.3, own_site=True))
    assert time.monotonic() - began < 60
    assert list(found) == KINDS
    for kind in ("robots", "headers", "cookies", "tls", "sitemap", "well-known"):
        assert found[kind].problem, kind


def test_a_fault_of_ours_is_recorded_and_ends_nothing(
    shop: peers.Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError("oops")

    monkeypatch.setattr(probes, "look_at_headers", broken)
    found = look(shop, tmp_path)
    assert "the tool failed here: RuntimeError: oops" in found["headers"].problem
    assert found["tls"].problem == ""


def test_the_probes_can_be_run_inside_an_event_loop(shop: peers.Site, tmp_path: Path) -> None:
    async def inside() -> dict[str, Probe]:
        return look(shop, tmp_path)

    assert list(asyncio.run(inside())) == KINDS


def test_an_http_shop_on_an_odd_port_has_no_tls_probe() -> None:
    with peers.site({"/": page()}) as server:
        found = by_kind(run_probes(server.origin, user_agent="test", timeout_s=2, own_site=False))
    assert "tls" not in found
    assert found["https-redirect"].data["chains"][0]["outcome"] == "serves-http"
