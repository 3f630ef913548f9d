"""Wrong use, dead hosts, pages that are no shop: the documented exit code and one clear message, never a traceback."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from casetrust_audit.demo.server import DemoShop

pytestmark = pytest.mark.browser


def run(*arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "casetrust_audit.cli.app", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    talk = done.stderr.decode()
    assert "Traceback" not in talk, talk
    return done.returncode, " ".join(talk.split())


class _Diary(BaseHTTPRequestHandler):
    """A page that sells nothing."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        words = "Notes on birds seen from the kitchen window. " * 30
        body = f"<html><title>Diary</title><h1>Diary</h1><p>{words}</p><a href='/more'>More</a></html>".encode()
        self.send_response(200 if self.path in ("/", "/more") else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def diary() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Diary) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "address",
    ["", "not a url", "ftp://shop.test/", "https://", "http://user:secret@shop.test/", "http://shop.test:99999/"],
)
def test_a_wrong_address_is_wrong_usage(address: str, tmp_path: Path) -> None:
    code, talk = run("audit", address, "--output", tmp_path / "out")
    assert code == 2
    assert "error:" in talk
    assert "secret" not in talk
    assert not (tmp_path / "out").exists()


def test_a_dead_host_means_nothing_was_audited(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        code, talk = run("audit", f"http://127.0.0.1:{taken.getsockname()[1]}/", "--output", tmp_path / "out")
    assert code == 3
    assert "nothing audited" in talk


def test_a_page_that_is_no_shop_means_nothing_was_audited(tmp_path: Path) -> None:
    with diary() as url:
        code, talk = run("audit", url, "--output", tmp_path / "out")
    assert code == 3
    assert "nothing is sold here" in talk


@pytest.mark.parametrize(
    ("switch", "words"), [("login-wall", "login"), ("challenge-page", "challenge"), ("parked", "parked")]
)
def test_a_wall_means_nothing_was_audited(switch: str, words: str, tmp_path: Path) -> None:
    with DemoShop([switch]) as shop:
        code, talk = run("audit", shop.url, "--ca-file", shop.ca_file, "--output", tmp_path / "out")
    assert code == 3
    assert words in talk.casefold()


def test_a_broken_rule_file_stops_the_run_before_the_browser_starts(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own-rule.yaml").write_text("id: own-rule\ntitel: Typo\n", encoding="utf-8")
    code, talk = run("audit", "http://127.0.0.1:9/", "--rules", tmp_path / "rules", "--output", tmp_path / "out")
    assert code == 2
    assert "own-rule.yaml:2:1" in talk.replace(" ", "")
    assert "title" in talk
    assert not (tmp_path / "out").exists()


def test_evidence_is_never_overwritten(tmp_path: Path) -> None:
    taken = tmp_path / "out" / "bundle"
    taken.mkdir(parents=True)
    (taken / "manifest.jsonl").write_text("{}\n", encoding="utf-8")
    code, talk = run("audit", "http://127.0.0.1:9/", "--output", tmp_path / "out")
    assert code == 2
    assert "not an empty directory" in talk


def test_what_is_no_bundle_does_not_verify(tmp_path: Path) -> None:
    code, talk = run("check", tmp_path)
    assert code == 5
    assert "manifest.jsonl" in talk


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "x", "--gate", "severe"),
        ("report", "x", "--format", "docx"),
        ("rules", "show", "prc-no-hiden-charges"),
    ],
)
def test_a_wrong_word_is_wrong_usage_with_what_is_right(arguments: tuple[str, ...]) -> None:
    code, talk = run(*arguments)
    assert code == 2
    assert any(word in talk for word in ("blocker", "html", "prc-no-hidden-charges"))


def test_help_prints_the_exit_codes() -> None:
    command = [sys.executable, "-m", "casetrust_audit.cli.app", "--help"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    text = " ".join(done.stdout.decode().split())
    assert done.returncode == 0
    for meaning in (
        "0 gate met",
        "1 gate not met",
        "2 wrong usage",
        "3 nothing trustworthy",
        "4 tool or browser",
        "5 evidence",
        "130 interrupted",
    ):
        assert meaning in text
