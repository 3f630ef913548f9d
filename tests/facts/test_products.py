from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.facts.sentences import title_of
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Known, Subject, Unknown
from casetrust_audit.model.reading import Image, Option
from tests.build import SITE, block, field, heading, page
from tests.facts.shop_parts import button, card, fact_of, image, only, product, subjects

LONG = "A stoneware mug glazed inside and out, made for slow mornings and quick rinses alike. " * 3


def test_a_described_product_counts_words_details_and_pictures() -> None:
    fields = only(
        "products.pages",
        product("Mug", LONG, blocks=(block("Volume: 350 ml", tag="li"),), images=(image(), image(box=(0, 0, 20, 20)))),
    )
    assert fields["named"] is True
    assert int(str(fields["words"])) >= 40
    assert (fields["details"], fields["pictures"]) == (1, 1)


def test_name_and_price_are_no_description() -> None:
    fields = only("products.pages", product("Mug", "Mug", "S$18.00", "Add to cart"))
    assert (fields["words"], fields["details"]) == (0, 0)


def test_text_on_every_page_describes_no_product() -> None:
    frame = "We deliver within three working days and wrap every parcel in recycled paper with great care."
    found = subjects("products.pages", product("Mug", frame), product("Lamp", frame, "Brass lamp"))
    assert [s.fields["words"] for s in found] == [0, 2]


SERIES = "Cast in one piece, dipped by hand and fired twice, so that no two have quite the same rim or colour."


def test_what_several_products_of_a_series_say_alike_may_describe_them() -> None:
    goods = [product(name, SERIES) for name in ("Red bowl", "Blue bowl", "Green bowl")]
    found = subjects("products.pages", *goods, product("Lamp", LONG), product("Chair", "Oak chair"))
    assert all(isinstance(s.fields["words"], Unknown) for s in found[:3])
    assert [s.fields["words"] for s in found[4:]] == [2]


def test_what_all_products_say_and_what_is_short_describes_none() -> None:
    goods = [product(name, SERIES, "Free gift wrap") for name in ("Red bowl", "Blue bowl", "Lamp", "Chair")]
    found = subjects("products.pages", *goods[:3], product("Chair", SERIES))
    assert [s.fields["words"] for s in found] == [0, 0, 0, 0]


def _cups(*colours: str, offered: bool = True, name: str = "Cup - {}") -> list[Page]:
    swatches = tuple(button(colour, selector=f"main > button:nth-of-type({n})") for n, colour in enumerate(colours))
    return [
        product(name.format(c), LONG, path=f"/cup/{n}", buttons=swatches if offered else ())
        for n, c in enumerate(colours)
    ]


@pytest.mark.parametrize(
    ("name", "colours"),
    [
        ("Cup - {}", ("White", "Black", "Yellow")), ("{} cup", ("Navy blue", "Sea green")),
        ("Bath salt {}", ("250 g", "1 kg")), ("陶瓷杯{}", ("白色", "黑色")), ("Cup ({}), boxed", ("small", "smoky")),
    ],
)  # fmt: skip
def test_what_the_variants_of_one_product_say_alike_is_theirs(name: str, colours: tuple[str, ...]) -> None:
    found = subjects("products.pages", *_cups(*colours, name=name), product("Lamp", "Brass lamp"))
    assert [int(str(s.fields["words"])) >= 40 for s in found] == [True] * len(colours) + [False]


def test_a_shop_with_the_variants_of_one_product_alone_describes_them() -> None:
    found = subjects("products.pages", *_cups("White", "Black"))
    assert all(int(str(s.fields["words"])) >= 40 for s in found)


def test_names_with_a_part_in_common_are_no_variants_where_none_can_be_chosen() -> None:
    found = subjects("products.pages", *_cups("White", "Black", offered=False), product("Lamp", "Brass lamp"))
    assert all(isinstance(s.fields["words"], Unknown) for s in found[:2])


def test_what_a_product_says_of_its_own_counts_beside_what_its_series_says() -> None:
    goods = [product("Red bowl", SERIES, LONG), product("Blue bowl", SERIES), product("Lamp", "Brass lamp")]
    first = subjects("products.pages", *goods)[0]
    assert int(str(first.fields["words"])) >= 40


def test_one_product_at_two_addresses_is_one_and_keeps_its_description() -> None:
    twice = [product("Mug", LONG, path=f"/index.php?item=1{more}") for more in ("", "&maker=7")]
    found = subjects("products.pages", *twice, product("Lamp", "Brass lamp", path="/index.php?item=2"))
    assert [s.label for s in found] == ["Mug", "Lamp"]
    assert int(str(found[0].fields["words"])) >= 40


def test_text_in_other_products_cards_does_not_count() -> None:
    words = "Another product that is rather nice and has many words"
    shown = product("Mug", blocks=(block(words, box=(10, 2010, 200, 20)),), cards=(card("/p/x", "X", words),))
    assert only("products.pages", shown)["words"] == 0


def test_a_closed_tab_counts() -> None:
    fields = only("products.pages", product("Mug", blocks=(block(LONG, visible=False),)))
    assert int(str(fields["words"])) >= 40


def test_little_text_on_an_unsettled_page_proves_nothing() -> None:
    fields = only("products.pages", product("Mug", settled=False))
    assert isinstance(fields["words"], Unknown)


def test_chinese_words_are_counted() -> None:
    assert only("products.pages", product("Mug", "这个杯子容量三百五十毫升"))["words"] == 6


def test_a_choice_without_a_label_is_told() -> None:
    options = (Option("S", "s", True, False), Option("M", "m", False, False))
    bare = field("o1", label="", tag="select", type="select", options=options)
    assert only("products.pages", product("Shirt", loose_fields=(bare,)))["unlabelled_choices"] == 1


def test_a_quantity_is_no_choice() -> None:
    options = (Option("1", "1", True, False), Option("2", "2", False, False))
    quantity = field("qty", label="", tag="select", type="select", options=options)
    assert only("products.pages", product("Shirt", loose_fields=(quantity,)))["unlabelled_choices"] == 0


def test_no_product_page_is_unknown() -> None:
    assert isinstance(fact_of("products.pages"), Unknown)


def test_what_a_list_repeats_of_a_product_still_describes_it() -> None:
    said = "Printed by hand on cotton paper and signed by the maker"
    tiles = tuple(card(f"/p/{name}", name, f"{name} {said}") for name in ("mug", "lamp"))
    shown = page("listing", "/all", said, cards=tiles)
    found = subjects("products.pages", shown, product("Mug", said), product("Lamp", "Brass lamp with a shade"))
    assert [s.fields["words"] for s in found] == [11, 5]


def test_one_product_at_two_addresses_is_described_at_both() -> None:
    said = "Printed by hand on cotton paper and signed by the maker"
    again = page("product", "/prints/mug", said, headings=(heading("Mug"),), buttons=(button("Add to cart"),))
    found = subjects("products.pages", product("Mug", said), again, product("Lamp", "Brass lamp with a shade"))
    assert [s.fields["words"] for s in found][:2] == [11, 11]


def test_a_page_of_an_items_reviews_is_no_page_of_the_product() -> None:
    item = product("Mug", LONG, buttons=(button("Add to cart"),))
    its_reviews = page("product", "/review/list/mug", "You are reviewing", headings=(heading("Mug"),),
                       buttons=(button("Add to cart"),))  # fmt: skip
    assert [s.label for s in subjects("products.pages", item, its_reviews)] == ["Mug"]
    assert [s.fields["words"] for s in subjects("products.pages", product("Mug"), its_reviews)] == [0, 3]


def test_a_box_around_the_item_and_its_button_is_no_other_product() -> None:
    said = "Milk oolong from our own gardens packed by hand"
    around = card("/catalogue/oolong", "Oolong", f"Milk oolong {said} S$24.00", box=(0, 50, 800, 900))
    add = button("Add to cart", box=(10, 700, 160, 44))
    shown = product("Milk oolong", blocks=(block(said, box=(10, 300, 400, 20)),), cards=(around,), buttons=(add,))
    assert only("products.pages", shown)["words"] == 9
    beside = card("/p/x", "Milk oolong tin", f"Milk oolong tin {said}", box=(0, 250, 800, 100))
    assert only("products.pages", product("Milk oolong", cards=(beside,), buttons=(add,),
                                          blocks=(block(said, box=(10, 300, 400, 20)),)))["words"] == 0  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Blue mug | Shop", "Blue mug"), ("Blue mug - Shop", "Blue mug"), ("Blue mug|Shop", "Blue mug"),
        ("Wi-Fi_6 router", "Wi-Fi_6 router"), ("手工茶杯 250毫升_茶具_小店 - 网店", "手工茶杯 250毫升"),
        ("茶壶（大）_小店", "茶壶(大)"), ("Blue mug · Small Shop", "Blue mug"), ("X-9 茶壶", "X-9 茶壶"), ("", ""),
    ],
)  # fmt: skip
def test_without_a_heading_the_titles_first_part_names_the_item(title: str, name: str) -> None:
    bare = page("product", "/p/1", headings=())
    assert title_of(replace(bare, reading=replace(bare.reading, title=title))) == name


def _pictured(src: str, *, path: str = "/mug", name: str = "Mug") -> Page:
    shown = Image(f"{SITE}{src}", name, True, (10.0, 10.0, 400.0, 400.0))
    return page("product", path, DESCRIBED, headings=(heading(name),), images=(shown,))


DESCRIBED = "Stoneware, 350 ml, 9 cm high, glazed inside and out, dishwasher-safe, made in Portugal."


def _pictures(*pages: Page) -> list[object]:
    found = fact_of("products.pages", *pages)
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    return [s.fields["pictures"] for s in found.value if isinstance(s, Subject)]


def test_one_drawing_in_place_of_every_picture_shows_no_product() -> None:
    same = [_pictured("/cache/d8bac_480.png?v=1", path=f"/p{n}", name=f"Thing {n}") for n in "abc"]
    assert _pictures(*same) == [0, 0, 0]
    own = [_pictured(f"/cache/{n}_480.png?v=1", path=f"/p{n}", name=f"Thing {n}") for n in "abc"]
    assert _pictures(*own) == [1, 1, 1]


@pytest.mark.parametrize("src", ["/images/noimage.500.png", "/img/no-photo.jpg", "/s/placeholder_large.webp"])
def test_a_file_named_as_none_shows_no_product(src: str) -> None:
    assert _pictures(_pictured(src)) == [0]
    assert _pictures(_pictured("/images/casino-imager.png")) == [1]
