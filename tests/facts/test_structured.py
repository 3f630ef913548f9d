from __future__ import annotations

import json
from decimal import Decimal

import pytest

from casetrust_audit.facts.structured import nodes, problems, products
from tests.build import reading

GOOD = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "Kaya jar",
        "offers": {
            "@type": "Offer",
            "price": "12.90",
            "priceCurrency": "SGD",
            "availability": "https://schema.org/InStock",
        },
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": "12"},
    }
)


def test_a_plain_product_is_read() -> None:
    (product,) = products(reading(json_ld=(GOOD,)))
    assert (product.name, product.price_text, product.currency) == ("Kaya jar", "12.90", "SGD")
    assert (product.availability, product.rating, product.review_count) == ("InStock", Decimal("4.5"), 12)
    assert product.source == "json-ld"


def test_a_number_keeps_its_written_form() -> None:
    raw = '{"@type":"Product","name":"A","offers":{"price":19.90,"priceCurrency":"sgd"}}'
    (product,) = products(reading(json_ld=(raw,)))
    assert (product.price_text, product.currency) == ("19.90", "SGD")


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeff" + GOOD,
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/ {GOOD} /*]]>*/",
        GOOD + ";",
        GOOD.replace('"Kaya jar"', '"Kaya\n jar"').replace("\n ", " "),
        GOOD[:-1] + ",}",
        "/* product */ " + GOOD[:-1] + ", // the end\n}",
        GOOD.replace('"', "&quot;"),
        f"[{GOOD}]",
        '{"@context":"https://schema.org","@graph":[' + GOOD + "]}",
    ],
)
def test_a_block_is_read_in_every_dress_shops_put_it(raw: str) -> None:
    (product,) = products(reading(json_ld=(raw,)))
    assert (product.name, product.price_text) == ("Kaya jar", "12.90")


def test_a_bad_block_is_told_and_loses_no_good_one() -> None:
    page = reading(json_ld=('{"@type": "Product", "name": ', GOOD, "", "null", "7"))
    assert [p.name for p in products(page)] == ["Kaya jar"]
    assert len(problems(page)) == 1
    assert problems(page)[0].startswith("JSON-LD block 1: not valid JSON")


def test_values_before_a_fault_are_kept() -> None:
    page = reading(json_ld=(GOOD + "{oops",))
    assert [p.name for p in products(page)] == ["Kaya jar"]
    assert problems(page)


def test_a_mended_block_is_told_too() -> None:
    assert "mending" in problems(reading(json_ld=(GOOD[:-1] + ",}",)))[0]


def test_an_address_in_a_string_is_no_comment() -> None:
    raw = '{"@type":"Product","name":"A","url":"https://shop.test/a, b",}'
    (product,) = products(reading(json_ld=(raw,)))
    assert product.url == "https://shop.test/a, b"


@pytest.mark.parametrize(
    "raw", ["[" * 100_000, '{"a":' * 50_000, "9" * 10_000, '{"@type": 3, "offers": [[["x"]]]}', "/*" * 500]
)
def test_hostile_blocks_give_nothing_and_do_not_hang(raw: str) -> None:
    assert products(reading(json_ld=(raw,))) == ()


def test_type_lists_prefixes_and_addresses_are_known() -> None:
    raws = (
        '{"@type":["Thing","Product"],"name":"A"}',
        '{"@type":"schema:Product","name":"B"}',
        '{"@type":"http://schema.org/Product/","name":"C"}',
    )
    assert [p.name for p in products(reading(json_ld=raws))] == ["A", "B", "C"]


def test_offers_by_reference_are_looked_up() -> None:
    raw = (
        '{"@graph":[{"@type":"Product","name":"A","offers":{"@id":"#o"}},'
        '{"@type":"Offer","@id":"#o","price":"5.00","priceCurrency":"SGD"}]}'
    )
    (product,) = products(reading(json_ld=(raw,)))
    assert product.price_text == "5.00"


def test_a_list_price_is_not_the_price() -> None:
    raw = (
        '{"@type":"Product","name":"A","offers":[{"priceSpecification":['
        '{"priceType":"https://schema.org/ListPrice","price":"20"},{"price":"15","priceCurrency":"GBP"}]}]}'
    )
    (product,) = products(reading(json_ld=(raw,)))
    assert (product.price_text, product.currency) == ("15", "GBP")


def test_a_range_keeps_both_ends_and_every_offer() -> None:
    raw = (
        '{"@type":"Product","name":"A","offers":{"@type":"AggregateOffer","lowPrice":"5","highPrice":"9",'
        '"offers":[{"price":"5","availability":"OutOfStock"},{"price":"9","availability":"InStock"}]}}'
    )
    (product,) = products(reading(json_ld=(raw,)))
    assert (product.low_price, product.high_price, product.offer_prices) == ("5", "9", ("5", "9"))
    assert product.availabilities == ("OutOfStock", "InStock")


def test_related_products_are_left_out() -> None:
    raw = '{"@type":"Product","name":"A","isRelatedTo":[{"@type":"Product","name":"B"}]}'
    assert [p.name for p in products(reading(json_ld=(raw,)))] == ["A"]


def test_a_rating_on_another_scale_is_told_out_of_five() -> None:
    raw = (
        '{"@type":"Product","name":"A","aggregateRating":{"ratingValue":"86","bestRating":"100","ratingCount":"1,204"}}'
    )
    (product,) = products(reading(json_ld=(raw,)))
    assert (product.rating, product.rating_count) == (Decimal("4.3"), 1204)


@pytest.mark.parametrize("value", ["lots", "9", "-1", "NaN", "Infinity", ""])
def test_an_impossible_rating_is_none(value: str) -> None:
    raw = json.dumps({"@type": "Product", "name": "A", "aggregateRating": {"ratingValue": value}})
    assert products(reading(json_ld=(raw,)))[0].rating is None


def test_single_reviews_give_their_ratings() -> None:
    reviews = [{"reviewRating": {"ratingValue": "2"}}, {"reviewRating": {"ratingValue": 5}}]
    raw = json.dumps({"@type": "Product", "name": "A", "review": reviews})
    assert products(reading(json_ld=(raw,)))[0].listed == (Decimal(2), Decimal(5))


def test_microdata_products_are_told_apart() -> None:
    page = reading(
        microdata=(
            ("https://schema.org/Product", "name", "A"),
            ("https://schema.org/Offer", "price", "5.00"),
            ("https://schema.org/Offer", "priceCurrency", "SGD"),
            ("https://schema.org/Offer", "availability", "http://schema.org/OutOfStock"),
            ("https://schema.org/Rating", "ratingValue", "1"),
            ("https://schema.org/AggregateRating", "ratingValue", "4"),
            ("https://schema.org/Product", "name", "B"),
            ("https://schema.org/Offer", "price", "6.00"),
        )
    )
    first, second = products(page)
    assert (first.name, first.price_text, first.availability, first.rating) == ("A", "5.00", "OutOfStock", Decimal(4))
    assert (second.name, second.price_text, second.source) == ("B", "6.00", "microdata")
    assert first.listed == (Decimal(1),)


def test_a_page_without_markup_has_no_products() -> None:
    assert products(reading()) == ()
    assert problems(reading()) == ()


def test_nodes_can_be_asked_for_by_type() -> None:
    raw = '{"@graph":[{"@type":"Organization","name":"Kopi"},{"@type":"WebSite"}]}'
    assert [n["name"] for n in nodes(reading(json_ld=(raw,)), "Organization")] == ["Kopi"]
