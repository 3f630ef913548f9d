"""`inspect` as a person runs it: one JSON line a page, each value with its evidence."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TEA = """<!doctype html><html lang=en-SG><title>Oolong tea | Leaf</title>
<main><h1>Oolong tea</h1><p><s>S$15.00</s> <b>S$12.90</b></p><p>In stock</p><button>Add to cart</button>
<p>Rated 4.5 out of 5 from 12 reviews</p>
<p>Only 3 left in stock - order soon!</p></main>
<footer><p>Leaf &amp; Cup Pte. Ltd., UEN 201912345K</p><p>Call +65 6123 4567 or write to tea@leaf.example.sg</p>
<form action=/login method=post><input name=email type=email><input name=password type=password>
<button>Log in</button></form>
</footer></html>"""


def run(*arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    command = [sys.executable, "-m", "casetrust_audit.cli.app", "inspect", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    talk = done.stderr.decode()
    assert "Traceback" not in talk, talk
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], " ".join(talk.split())


def test_a_product_page_is_told_with_its_evidence(tmp_path: Path) -> None:
    page, packed = tmp_path / "tea.html", tmp_path / "tea.html.gz"
    page.write_text(TEA, encoding="utf-8")
    packed.write_bytes(gzip.compress(TEA.encode()))
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"file": "tea.html.gz", "url": "https://leaf.example.sg/products/oolong"}\n', encoding="utf-8")
    code, (bare, record), _ = run(page, "--labels", labels, "--why")
    assert code == 0
    assert (bare["source"], record["source"]) == (str(page), str(packed))
    assert record["url"] == "https://leaf.example.sg/products/oolong"
    assert record["role"]["value"] == "product"
    price = record["item"]["price"]
    assert price["value"] == {"amount": "12.90", "currency": "SGD"}
    assert price["list_price"] == {"amount": "15.00", "currency": "SGD"}
    assert price["kind"] == "single"
    assert price["confidence"] >= 0.7
    assert "12.90" in price["evidence"][0]["quote"]
    assert price["why"]
    assert record["item"]["availability"]["value"] in ("in_stock", "low_stock")
    assert record["item"]["reviews"]["value"] == "shown"
    assert record["item"]["reviews"]["rating"] == "4.5"
    assert [p["value"] for p in record["contacts"]["phones"]] == ["+6561234567"]
    assert [e["value"] for e in record["contacts"]["emails"]] == ["tea@leaf.example.sg"]
    assert [f["kind"] for f in record["forms"]] == ["login"]
    assert [f["kind"] for f in record["forms"][0]["fields"]] == ["email", "password"]
    assert record["persuasion"][0]["type"] == "low-stock"
    assert "why" not in run(page)[1][0]["item"]["price"]


def test_a_policy_page_gives_its_numbers(tmp_path: Path) -> None:
    page = tmp_path / "returns.html"
    page.write_text(
        "<title>Returns</title><h1>Returns and refunds</h1><p>You may return goods within 14 days of delivery.</p>"
        "<p>We refund you within 7 days of getting them back.</p>",
        encoding="utf-8",
    )
    code, (record,), _ = run(page, "--url", "https://leaf.example.sg/policies/returns")
    assert code == 0
    assert (record["role"]["value"], record["item"]) == ("returns", None)
    assert record["policies"]["return_window_days"]["value"] == 14
    assert "14 days" in record["policies"]["return_window_days"]["evidence"][0]["quote"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken, page = tmp_path / "broken.html.gz", tmp_path / "tea.html"
    broken.write_bytes(b"\x1f\x8bno")
    page.write_text(TEA, encoding="utf-8")
    code, (first, second), talk = run(broken, page)
    assert code == 3
    assert first["problems"][0]["kind"] == "unread"
    assert "broken.html.gz" in talk
    assert second["item"]["price"]["value"]["amount"] == "12.90"


def test_wrong_use_is_told(tmp_path: Path) -> None:
    assert run()[0] == 2
    code, records, talk = run(tmp_path / "none.html")
    assert (code, records) == (2, [])
    assert "no such file" in talk
    assert run(tmp_path / "none.html", "--layout", "tablet")[0] == 2
