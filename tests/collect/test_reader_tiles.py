"""Items as a shopper finds them, with a link or not, and controls that are no tags for controls."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.page_reader import COUNT_IN_FLIGHT, NOTE_LISTENERS, reader_script
from casetrust_audit.collect.role_signals import lone_adders
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Card, Reading
from tests.collect.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Read = Callable[..., Reading]
_numbers = itertools.count()
PICTURE = "<img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=80 height=80>"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(COUNT_IN_FLIGHT)
        context.add_init_script(NOTE_LISTENERS)
        yield context.new_page()


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serving(lambda _: (200, "text/html", "<p>x")) as address:
        yield address


@pytest.fixture
def read(tab: Page, origin: str) -> Read:
    def from_html(html: str, path: str = "/tea") -> Reading:
        tab.goto(f"{origin}{path}{'' if '#' in path else f'#{next(_numbers)}'}")
        tab.set_content(f"<!doctype html><title>Shop</title><body>{html}")
        return codec.from_json(tab.evaluate(reader_script(), {"quiet": 20, "cap": 500}), Reading, "reading")

    return from_html


def shelf(tile: str, count: int = 3) -> str:
    """A list of tiles alike; {n} is the number of each."""
    return f"<main><h1>Teas</h1><div>{''.join(tile.replace('{n}', str(n)) for n in range(1, count + 1))}</div></main>"


def told(cards: tuple[Card, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.href, c.title, tuple(a.text for a in c.amounts)) for c in cards]


EXPECTED = [("", f"Tea {n}", (f"S${n}.00",)) for n in (1, 2, 3)]
BODY = f"{PICTURE}<h3>Tea {{n}}</h3><p>S${{n}}.00</p>"


@pytest.mark.parametrize(
    ("tile", "pressed"),
    [
        (f"<div class=tile onclick='open_({{n}})'>{BODY}<button>Add to cart</button></div>", "DIV"),
        (f"<div class=tile data-href='/p/{{n}}'>{BODY}</div>", "DIV"),
        (f"<div class=tile tabindex=0>{BODY}<button>Add</button></div>", "DIV"),
        (f"<div class=tile role=link>{BODY}</div>", "DIV"),
        (f"<div class=tile style='cursor:pointer'>{BODY}</div>", "DIV"),
        (
            f"<div class=tile><a href='#'>{PICTURE}</a><h3>Tea {{n}}</h3><p>S${{n}}.00</p><button>Add</button></div>",
            "A",
        ),
        (f"<div class=tile><a href='/'>{PICTURE}</a><h3>Tea {{n}}</h3><p>S${{n}}.00</p></div>", "A"),
        (f"<div class=tile><a href='javascript:void(0)'><h3>Tea {{n}}</h3></a>{PICTURE}<p>S${{n}}.00</p></div>", "A"),
        (f"<div class='tile t{{n}}'>{BODY}<div role=button tabindex=0>Add to cart</div></div>", "IMG"),
        ("<div class=tile><b class=name>Tea {n}</b><span>S${n}.00</span><button>Buy</button></div>", "B"),
    ],
)
def test_a_tile_without_a_link_is_a_card_with_what_to_press(tab: Page, read: Read, tile: str, pressed: str) -> None:
    cards = read(shelf(tile)).cards
    assert told(cards) == EXPECTED
    assert [tab.eval_on_selector(c.press, "e => e.tagName") for c in cards] == [pressed] * 3


LISTENS = "<script>document.querySelectorAll('{}').forEach((e) => e.addEventListener('click', () => 0))</script>"


@pytest.mark.parametrize(
    ("tile", "listening", "pressed"),
    [
        (f"<div class=tile>{BODY}</div>", ".tile", "DIV"),
        (f"<li class=tile><div class=pic>{PICTURE}</div><p>Tea {{n}}</p><p>S${{n}}.00</p></li>", ".pic img", "IMG"),
        (f"<section><div class=in>{BODY}</div></section>", "section", "SECTION"),
    ],
)
def test_a_tile_that_only_a_script_listens_to_is_a_card(
    tab: Page, read: Read, tile: str, listening: str, pressed: str
) -> None:
    cards = read(shelf(tile) + LISTENS.format(listening)).cards
    assert told(cards) == EXPECTED
    assert [tab.eval_on_selector(c.press, "e => e.tagName") for c in cards] == [pressed] * 3


@pytest.mark.parametrize("listens", ["", LISTENS.format("main > div"), LISTENS.format("h1")])
def test_pictures_with_prices_that_nothing_listens_to_are_no_cards(read: Read, listens: str) -> None:
    assert read(shelf(f"<div class=tile>{BODY}</div>") + listens).cards == ()


@pytest.mark.parametrize("link", ["/?item={n}", "/index.php?r=item/{n}", "/#/item/{n}", "/tea#!/item/{n}"])
def test_routes_of_every_kind_lead_to_items(read: Read, link: str) -> None:
    tile = (
        f"<div class=tile><a href='{link}'>{PICTURE}</a><h3><a href='{link}'>Tea {{n}}</a></h3><p>S${{n}}.00</p></div>"
    )
    cards = read(shelf(tile)).cards
    assert [(c.title, c.href.endswith(link.replace("{n}", str(n)))) for n, c in enumerate(cards, 1)] == [
        (f"Tea {n}", True) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Tea 1<td><input name=qty value=1><td>S$1.00"
        "<tr><td>Tea 2<td><input name=qty value=1><td>S$2.00</table>",
        f"<div class=line>{PICTURE}<b class=name>Tea 1</b><i>S$1.00</i><button>Remove</button></div>" * 2,
        f"<div class=line>{PICTURE}<b>Tea</b><i>S$1.00</i><a href='#'><i class='fa fa-trash'></i></a></div>" * 2,
        "<label class=way><input type=radio name=ship> Parcel S$5.00</label>" * 2,
        "<div class=way><div role=radio tabindex=0>Parcel</div><b>S$5.00</b></div>" * 2,
        "<div class=sum><span>Delivery</span><span>S$5.00</span></div>" * 2,
        "<button class=size>Small S$5.00</button><button class=size>Large S$7.00</button>",
    ],
    ids=["table", "lines", "lines, icon", "radios", "drawn radios", "sums", "sizes"],
)
def test_lines_of_a_cart_and_choices_are_no_tiles(read: Read, html: str) -> None:
    assert read(f"<main><h1>Cart</h1>{html}</main>").cards == ()


# --- a page of one item ---

ITEM = "<h2>Blue tea</h2><p>S$9.00</p><form><input name=qty value=1><button>Add to cart</button></form>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div><a href='/big.jpg'>{PICTURE}</a>{ITEM}</div>",
        f"<div><a href='/pictures/big.JPEG?v=2'>{PICTURE}</a>{ITEM}</div>",
        f"<div><div style='display:none'><a href='/p/2'>Green tea</a> S$3.00</div>{ITEM}</div>",
        f"<div>{ITEM}<div style='position:fixed;left:100%;top:0;width:300px'><a href='/p/2'>Green</a> S$3</div></div>",
        f"<div><a href='/teas'>All teas</a>{ITEM}</div>",
        f"<div><a href='/brand/leaf'>Leaf</a><div class=name>Blue tea</div>{PICTURE}<b>S$9</b>"
        "<button>Add to cart</button></div>",
        f"<div><a href='/brand/leaf'>{PICTURE}</a>{ITEM}</div>",
    ],
    ids=["picture", "picture with a query", "hidden cart", "drawer", "list", "brand", "brand's picture"],
)
def test_the_pages_own_button_is_in_no_card(read: Read, html: str) -> None:
    reading = read(html)
    assert [b.text for b in lone_adders(reading)] == ["Add to cart"]


# --- controls ---


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<div role=button tabindex=0>Add to cart</div>", "Add to cart"),
        ("<a href='#'>Add to cart</a>", "Add to cart"),
        ("<a onclick='f()'>Add to cart</a>", "Add to cart"),
        ("<a style='cursor:pointer'>Add to cart</a>", "Add to cart"),
        ("<span onclick='f()'>Add to cart</span>", "Add to cart"),
        ("<div style='cursor:pointer'>Add to cart</div>", "Add to cart"),
        ("<input type=image alt='Add to cart'>", "Add to cart"),
        ("<img onclick='f()' alt='Add to cart' src='data:,' width=20 height=20>", "Add to cart"),
        ("<a href='/add'><img alt='Add to cart'></a>", "Add to cart"),
        ("<button aria-label='Add to cart'><svg></svg></button>", "Add to cart"),
        ("<button><svg><title>Add to cart</title></svg></button>", "Add to cart"),
        ("<button><i title='Add to cart'></i></button>", "Add to cart"),
        ("<button><img alt=''><span title='Add to cart'></span></button>", "Add to cart"),
        ("<button><svg><use href='#icon-cart'/></svg></button>", "cart"),
        ("<a href='/c'><i class='fa fa-shopping-cart'></i></a>", "cart"),
        ("<a href='/x?id=3'><span class='icon-trash'></span></a>", "remove"),
        ("<a href='/x?id=3'><img src='/i/delete.png'></a>", "remove"),
        ("<button><i class='material-icons'>shopping_cart</i></button>", "cart"),
    ],
)
def test_what_acts_has_a_name_whatever_it_is_made_of(read: Read, html: str, name: str) -> None:
    reading = read(f"<main><p>Tea</p>{html}</main>")
    assert name in [p.text for p in reading.pressable()]


@pytest.mark.parametrize(
    "html", ["<a name=top>Top</a>", "<p>Words</p>", "<img alt=Tea src='data:,'>", "<label>Name <input></label>"]
)
def test_what_does_not_act_is_nothing_to_press(read: Read, html: str) -> None:
    assert read(f"<main>{html}</main>").pressable() == ()


@pytest.mark.parametrize("role", ["radio", "switch", "checkbox"])
def test_drawn_choices_are_fields_by_their_own_words(read: Read, role: str) -> None:
    (found,) = read(f"<main><div role={role} tabindex=0 aria-checked=true>Parcel €8.56</div></main>").fields()
    assert (found.type, found.label, found.checked) == (role, "Parcel €8.56", True)


# --- where a page has no landmarks ---

MENU = "<a href=/a>Teas</a> <a href=/b>Cups</a> <a href=/c>Cart</a>"
END = "<a href=/t>Terms</a> <a href=/r>Returns</a> © 2026 Leaf Pte Ltd"


@pytest.mark.parametrize(
    "html",
    [
        f"<div>{MENU}</div><div><h1>Blue tea</h1><p>S$9.00</p></div><div class=bottom>{END}</div>",
        f"<div id=page><div class=top>{MENU}</div><div>{{wide}}<p>S$9.00</p></div><div>{END}</div></div>",
        f"<table width=100%><tr><td>{MENU}<tr><td>{{wide}}<p>S$9.00</p><tr><td>{END}</table>",
        f"<center><div class=navbar>{MENU}</div><div><h2>Blue tea</h2>S$9.00</div><div id=footer>{END}</div></center>",
    ],
    ids=["strips", "in a wrapper", "layout table", "by class"],
)
def test_head_and_foot_are_told_by_their_place(read: Read, html: str) -> None:
    reading = read(html.replace("{wide}", "<h2>Blue tea</h2><p style='height:300px'>Leaves</p>"))
    areas = {b.text.split()[0]: b.area for b in reading.blocks if b.visible}
    assert (areas["Teas"], areas["Blue"], areas["Terms"]) == ("header", "main", "footer")


def test_landmarks_are_believed_where_there_are_any(read: Read) -> None:
    reading = read(f"<main><div>{MENU}</div><h1>x</h1><div class=bottom>{END}</div></main>")
    assert {b.area for b in reading.blocks} == {"main"}


def test_a_page_of_nothing_but_a_list_keeps_it(read: Read) -> None:
    reading = read(f"<div><h2>Tea 1</h2>S$1.00</div><div><h2>Tea 2</h2>S$2.00</div><div>{END}</div>")
    assert {b.area for b in reading.blocks if "Tea" in b.text} == {"main"}


@pytest.mark.parametrize(
    ("name", "prices", "amounts"),
    [
        ("Tea {n} for $120, 10% less", "<del>$130.80</del> $98.10", ("$130.80", "$98.10")),
        ("Gift card $10", "$10", ("$10",)),
        ("Gift card $10", "<del>$12</del> $10", ("$10", "$12")),
    ],
)
def test_a_sum_in_the_name_of_goods_is_no_price_where_there_is_one(
    read: Read, name: str, prices: str, amounts: tuple[str, ...]
) -> None:
    page = read(shelf(f"<div class=tile><a href='/p/{{n}}'>{PICTURE}<h3>{name}</h3></a><p>{prices}</p></div>"))
    assert {tuple(dict.fromkeys(a.text for a in c.amounts)) for c in page.cards} == {amounts}


def test_the_button_of_a_tile_is_what_buys_not_what_opens_the_item(read: Read) -> None:
    opens = f"<section role=button tabindex=0 aria-label='More'>{PICTURE}<b class=name>Tea {{n}}</b></section>"
    page = read(shelf(f"<div class=tile>{opens}<p>S${{n}}.00</p><button>Add to basket</button></div>"))
    assert {c.button for c in page.cards} == {"Add to basket"}


def test_the_foot_of_a_dialog_is_no_footer_of_the_page(read: Read) -> None:
    box = "<div role=dialog><p>Welcome</p><div class=footer><button>Close</button></div></div>"
    page = read(f"<main><h1>Teas</h1><p>All kinds of tea.</p></main>{box}")
    assert [(b.text, b.area) for b in page.buttons] == [("Close", "dialog")]
