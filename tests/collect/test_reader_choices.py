"""What a shop's own widgets are to the page reader: swatches, lists that open, answers, rows without a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.page_reader import COUNT_IN_FLIGHT, reader_script
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(COUNT_IN_FLIGHT)
        yield context.new_page()


@pytest.fixture
def read(tab: Page) -> Read:
    def from_html(html: str) -> Reading:
        tab.goto("data:text/html,<p>new")
        tab.set_content(html)
        return codec.from_json(tab.evaluate(reader_script(), {"quiet": 40, "cap": 1500}), Reading, "reading")

    return from_html


SWATCHES = """<main><h1>Cup</h1><form id=f><div>Colour</div><ul class="variant-option-list">
  <li class="selected"><button type=button>White</button></li><li><button type=button>Black</button></li>
  <li class="un-available"><button type=button>Red</button></li></ul>
  <div class="variant-form"><button type=button>Add to cart</button></div></form></main>"""


def test_swatches_are_choices_with_what_is_chosen_and_what_is_not_to_be_had(read: Read) -> None:
    (group,) = read(SWATCHES).choices
    assert [(c.text, c.chosen, c.disabled) for c in group.choices] == [
        ("White", True, False), ("Black", False, False), ("Red", False, True),
    ]  # fmt: skip
    assert group.label == "Colour"


def test_links_that_lead_elsewhere_and_buttons_that_act_are_no_choices(read: Read) -> None:
    page = read("""<main><ul class="options"><li><a href="/other">Other</a></li><li><a href="#">Blue</a></li></ul>
        <div class="size-box"><button type=button>Apply</button><button type=button>+</button></div></main>""")
    assert [[c.text for c in g.choices] for g in page.choices] == [["Blue"]]


DRAWN = """<main><div role=radiogroup><span role=radio aria-checked=false tabindex=0>
  <button type=button role=radio aria-checked=true>o</button> Standard Shipping S$5.00</span></div></main>"""


def test_a_radio_drawn_inside_another_is_no_choice_of_its_own(read: Read) -> None:
    assert [(f.type, f.checked) for f in read(DRAWN).fields()] == [("radio", False)]


CAPTIONED = """<main><h2>Shirt</h2>
 <div><span>Select Size</span><div class="flex"><button>S</button><button>M</button></div></div>
 <div><span>Filed under</span><div class="flex"><button>New</button><button>Blue</button></div></div>
 <button disabled>Out of stock</button></main>"""


def test_buttons_under_a_caption_that_names_a_size_are_choices(read: Read) -> None:
    found = read(CAPTIONED).choices
    assert [(g.label, [c.text for c in g.choices]) for g in found] == [("Select Size", ["S", "M"])]


def test_a_list_of_the_shops_own_making_is_a_field_that_shows_what_is_chosen(read: Read) -> None:
    page = read("""<form><label id=l>Country</label><button type=button id=c role=combobox aria-haspopup=listbox
        aria-labelledby=l aria-required=true>Choose a country</button></form>""")
    (field,) = page.forms[0].fields
    assert (field.type, field.label, field.value, field.required) == ("combobox", "Country", "Choose a country", True)


def test_whether_a_field_is_filled_is_read_and_what_stands_in_it_is_not(read: Read) -> None:
    page = read("<form><input name=a value='Mei Ling'><input name=b><input name=c class=is-invalid></form>")
    fields = page.forms[0].fields
    assert [(f.filled, f.invalid, f.value) for f in fields] == [
        (True, False, ""),
        (False, False, ""),
        (False, True, ""),
    ]


@pytest.mark.parametrize(
    ("html", "notice"),
    [
        ("<p role=alert>Please choose a size</p>", "alert"),
        ("<p class=woocommerce-message role=alert>“Single” has been added to your cart.</p>", "alert"),
        ("<div class='alert alert-warning'>Only 3 left</div>", "alert"),
        ("<p class=alert>Added</p>", "alert"),
        ("<p role=status class=alert>Added</p>", "notice"),
        ("<p class='success-message' role=alert>Added</p>", "notice"),
        ("<input aria-invalid=true aria-describedby=why><p id=why>A postcode has six digits</p>", "error"),
        ("<p class='alert alert-success'>Added</p>", "notice"),
        ("<p class='form-error'>Wrong postcode</p>", "error"),
        ("<p class='data-[invalid]:text-red aria-invalid:ring'>Country</p>", ""),
        ("<p>Just words</p>", ""),
    ],
)
def test_what_a_shop_answers_is_told_from_what_it_says(html: str, notice: str, read: Read) -> None:
    assert [b.notice for b in read(f"<main>{html}</main>").blocks] == [notice]


def rows(page: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.label, r.amounts) for r in page.rows]


def test_a_bare_dollar_is_an_amount(read: Read) -> None:
    assert rows(read("<table><tr><td>Mug</td><td>$19.00</td></tr></table>")) == [("Mug", ("$19.00",))]


def test_cells_by_their_role_are_a_row_with_its_name(read: Read) -> None:
    cells = "<div role=cell>Total</div><div role=cell>2 products</div>"
    price = "<div role=cell><strong>€84.00</strong><br><small>incl. €13.42 taxes</small></div>"
    page = read(f"<div role=table><div role=row style='display:flex'>{cells}{price}</div></div>")
    assert ("Total 2 products", ("€84.00", "€13.42")) in rows(page)


def test_words_that_only_qualify_an_amount_do_not_name_it(read: Read) -> None:
    page = read("""<div><div>Garden seat</div><div><p>€42.00 <span>incl. 19% VAT</span></p></div></div>
        <section><div><span>Tax</span><span>$0.00</span></div><div><span>Total</span><span>$15.00</span></div></section>""")
    labels = [label for label, _ in rows(page)]
    assert any(label.startswith("Garden seat") for label in labels)
    assert {"Tax", "Total"} <= set(labels)


def test_a_total_in_one_cell_is_named_by_the_words_beside_it(read: Read) -> None:
    page = read(
        "<table><tr><td colspan=4><label>Total:</label> <span style='display:block'>$5.00</span></td></tr></table>"
    )
    assert rows(page) == [("Total:", ("$5.00",))]


@pytest.mark.parametrize(
    ("page", "label", "texts"),
    [
        ("<dl><dt>捐助力度：</dt><dd><div class=item><span>0.1元</span><span>10元</span></div></dd></dl>", "捐助力度",
         ["0.1元", "10元"]),
        ("<div><b>Finish:</b><div><em>Matt</em><em class=current>Gloss</em></div></div>", "Finish", ["Matt", "Gloss"]),
        ("<div><b>Share:</b><div><em>Mail</em><em>Chat</em></div></div>", "", []),
        ("<div><b>Our shops</b><div><em>Bishan</em><em>Bedok</em></div></div>", "", []),
        ("<dl><dt>购买数量：</dt><dd><span>─</span><input value=1><span>+</span></dd></dl>", "", []),
    ],
)  # fmt: skip
def test_plain_words_that_the_pointer_makes_buttons_are_choices_after_a_caption(
    read: Read, page: str, label: str, texts: list[str]
) -> None:
    style = "<style>em,dd span{cursor:pointer;display:inline-block;width:60px}</style>"
    groups = read(f"{style}<main><h1>Cup</h1>{page}</main>").choices
    assert [(g.label, [c.text for c in g.choices]) for g in groups] == ([(label, texts)] if texts else [])
    assert all(c.chosen == (c.text == "Gloss") for g in groups for c in g.choices)
