"""Which template made a page, and whether two pages say the same."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.collect.template import SAME, Templates, alike, own_words, says, signature
from casetrust_audit.model.reading import Reading
from tests.build import SITE, block, heading, reading
from tests.collect.whole_shops import SimShop, by_path

SHOP = SimShop()


def made(kind: str, name: str = "") -> Reading:
    return SHOP.reading(by_path(kind, name), kind, name)


def test_two_items_have_one_template_and_so_have_two_lists_and_two_policies() -> None:
    for kind, one, other in (
        ("product", "item-1", "item-2"),
        ("listing", "c-1", "c-5"),
        ("policy", "terms", "privacy"),
    ):
        assert alike(signature(made(kind, one)), signature(made(kind, other))) >= SAME


def test_an_item_a_list_a_policy_and_a_login_have_four() -> None:
    templates = Templates()
    kinds = [("product", "item-1"), ("listing", "c-1"), ("policy", "terms"), ("login", "")]
    assert len({templates.of(made(*kind)) for kind in kinds}) == 4


def test_a_longer_list_and_a_longer_text_are_of_the_same_template() -> None:
    text = made("policy", "terms")
    longer = replace(text, blocks=text.blocks * 12)
    assert alike(signature(text), signature(longer)) == 1.0


def test_pages_of_a_template_are_counted() -> None:
    templates = Templates()
    first = templates.of(made("product", "item-1"))
    templates.of(made("policy", "terms"))
    assert templates.of(made("product", "item-2")) == first
    assert templates.read[first] == 2


def test_a_sorted_list_says_what_the_unsorted_says() -> None:
    page = made("listing", "c-1")
    assert says(page) == says(replace(page, blocks=tuple(reversed(page.blocks)))) != 0
    assert says(page) != says(made("listing", "c-2"))


def test_two_items_whose_names_differ_by_a_number_do_not_say_the_same() -> None:
    assert says(made("product", "item-1")) != says(made("product", "item-2"))


def test_a_shell_and_a_page_that_still_changes_say_nothing() -> None:
    assert says(reading(SITE, blocks=(block("Loading"),))) == 0
    assert says(replace(made("product", "item-1"), settled=False)) == 0


def test_menus_are_no_words_of_the_page_whether_they_are_marked_or_not() -> None:
    menu = (block("Home Tea Cups Cart"), block("© Tea House", area="footer"))
    home = reading(SITE, blocks=(*menu, block("Welcome")))
    page = reading(SITE, blocks=(*menu, block("Nothing is here")), headings=(heading("Nothing is here"),))
    assert own_words(page, home) == {"nothing", "is", "here"}
