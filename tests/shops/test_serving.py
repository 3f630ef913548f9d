"""Each shop starts on data of its own and sells at the price that its walk by hand begins with."""

from __future__ import annotations

from dataclasses import dataclass

import httpx
import pytest

from tests.shops import cartridge_shop, oscar_shop, pretix_shop
from tests.shops.cartridge_shop import CartridgeShop
from tests.shops.conftest import needs
from tests.shops.oscar_shop import OscarShop
from tests.shops.pretix_shop import CLEAR, FEES, ORGANISER, PretixShop
from tests.shops.serving import ServedShop, Software


@dataclass(frozen=True)
class Sold:
    """A shop, and what its own pages must say: text by path."""

    software: Software
    shop: type[ServedShop]
    says: tuple[tuple[str, tuple[str, ...]], ...]


SHOPS = (
    Sold(oscar_shop.SOFTWARE, OscarShop, (("catalogue/ropes-and-knots_2/", ("£19.00",)),)),
    Sold(
        cartridge_shop.SOFTWARE,
        CartridgeShop,
        (("shop/", ("$19.00", "$24.00")), ("shop/product/watering-can/", ("$19.00", "$24.00"))),
    ),
    Sold(
        pretix_shop.SOFTWARE,
        PretixShop,
        (
            (f"{ORGANISER}/{CLEAR}/", ("€42.00", "incl. 19% VAT")),
            (f"{ORGANISER}/{FEES}/", ("€42.00", "A service fee of")),
            (f"{ORGANISER}/{FEES}/page/imprint/", ("complaints@harbour.test",)),
        ),
    ),
)


@pytest.fixture(scope="module", params=SHOPS, ids=lambda sold: sold.software.name)
def sold(request: pytest.FixtureRequest) -> Sold:
    found: Sold = request.param
    needs(found.software.prepare)
    return found


def test_a_shop_starts_with_its_prices_and_no_order(sold: Sold) -> None:
    with sold.shop() as shop, httpx.Client(base_url=shop.url, follow_redirects=True, timeout=60) as client:
        assert client.get("").status_code == 200
        for path, texts in sold.says:
            answer = client.get(path)
            assert answer.status_code == 200
            assert [text for text in texts if text not in answer.text] == []
        assert shop.orders() == 0


def test_a_closed_shop_answers_no_more_and_leaves_nothing(sold: Sold) -> None:
    with sold.shop() as shop:
        url, folder = shop.url, shop.folder
    assert not folder.exists()
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)
