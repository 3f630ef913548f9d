from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casetrust_audit.collect.price_log import read_price_log
from casetrust_audit.demo.catalogue import PRODUCTS
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.demo.till import price_log

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("charged", [True, False])
def test_the_till_knows_former_prices_only_where_they_were_charged(charged: bool, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(price_log(TODAY, charged=charged), encoding="utf-8")
    entries = read_price_log(tmp_path / "p.csv", "https://shop.test/").data["entries"]
    for product in PRODUCTS:
        told = {e["price"] for e in entries if e["url"].endswith(product.path)}
        assert told == ({str(product.was), str(product.price)} if charged and product.was else {str(product.price)})


def test_the_running_shop_exports_its_record() -> None:
    with DemoShop(("never-charged-price",), today=TODAY) as shop:
        assert shop.price_log.read_text(encoding="utf-8") == price_log(TODAY, charged=False)
    with pytest.raises(RuntimeError):
        assert shop.price_log
