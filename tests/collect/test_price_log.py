from __future__ import annotations

from pathlib import Path

import pytest

from casetrust_audit.collect.price_log import LARGEST_FILE, read_price_log
from casetrust_audit.errors import UsageError

SHOP = "https://shop.example/"
HEAD = "url,date,price,currency\n"


def written(path: Path, text: str | bytes) -> Path:
    file = path / "prices.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_a_log_becomes_evidence_with_whole_addresses_and_its_hash(tmp_path: Path) -> None:
    log = read_price_log(written(tmp_path, HEAD + "/p/mug,2026-10-01,25.00,SGD\nhttps://shop.example/p/tea,2026-10-02,9,"
                                 "\n"), SHOP)  # fmt: skip
    assert (log.kind, log.target, log.data["file"], len(log.data["sha256"])) == ("price-log", SHOP, "prices.csv", 64)
    assert log.data["entries"] == [
        {"url": "https://shop.example/p/mug", "date": "2026-10-01", "price": "25.00", "currency": "SGD"},
        {"url": "https://shop.example/p/tea", "date": "2026-10-02", "price": "9", "currency": "SGD"},
    ]


def test_columns_may_stand_in_any_order_with_a_byte_order_mark_and_others_beside(tmp_path: Path) -> None:
    text = "\ufeffPrice, Date ,stock,URL\n1.50,2026-10-01T09:00:00Z,4,/p/mug\n"
    assert read_price_log(written(tmp_path, text), SHOP).data["entries"][0]["date"] == "2026-10-01"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1: there is no column 'url'"),
        ("url,date\n", ":1: there is no column 'price'"),
        (HEAD, "holds no price"),
        (HEAD + "/p/mug,2026-10-01,25.00,SGD\n/p/mug,soon,25.00,SGD\n", ":3: 'soon' is no day"),
        (HEAD + "/p/mug,2026-10-01,S$25,SGD\n", ":2: 'S$25' is no price"),
        (HEAD + "/p/mug,2026-10-01,NaN,SGD\n", ":2: 'NaN' is no price"),
        (HEAD + ",2026-10-01,1,SGD\n", ":2: needs an address"),
        (HEAD + "/p/mug,2026-10-01,1,S$\n", ":2: needs an address"),
        (HEAD + '/p/"mug,2026-10-01,"1"x,SGD\n', "is not CSV"),
        (b"\xff\xfe", "is not UTF-8"),
        ("x" * (LARGEST_FILE + 1), "is larger than 5 MB"),
    ],
)
def test_what_is_wrong_with_a_log_is_told_with_its_line(text: str | bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as wrong:
        read_price_log(written(tmp_path, text), SHOP)
    assert told in str(wrong.value)


def test_a_log_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_price_log(tmp_path / "none.csv", SHOP)
