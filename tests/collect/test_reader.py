"""The page reader in a real browser, on pages made of a few lines."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.page_reader import COUNT_IN_FLIGHT, reader_script
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Card, Field, Form, Reading, Row, TextBlock
from tests.collect.serving import Answer, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(COUNT_IN_FLIGHT)
        yield context.new_page()


def _read(tab: Page, *, quiet: int = 40, cap: int = 1500) -> Reading:
    return codec.from_json(tab.evaluate(reader_script(), {"quiet": quiet, "cap": cap}), Reading, "reading")


_numbers = itertools.count()


def _show(tab: Page, html: str) -> None:
    """A new page of the source: what scripts of the one before left behind is gone."""
    tab.goto(f"data:text/html,<p>{next(_numbers)}")
    tab.set_content(html)


@pytest.fixture
def read(tab: Page) -> Read:
    def from_html(html: str) -> Reading:
        _show(tab, html)
        return _read(tab)

    return from_html


def _block(reading: Reading, word: str) -> TextBlock:
    found = [b for b in reading.blocks if word in b.text]
    assert len(found) == 1, [b.text for b in reading.blocks]
    return found[0]


# --- what is seen ---


@pytest.mark.parametrize(
    "html",
    [
        '<p style="display:none">secret</p>',
        "<p hidden>secret</p>",
        '<p style="visibility:hidden">secret</p>',
        '<p style="opacity:0">secret</p>',
        '<div style="opacity:0"><p>secret</p></div>',
        '<p style="font-size:0">secret</p>',
        '<p style="width:0;height:0;overflow:hidden">secret</p>',
        '<div style="max-height:0;overflow:hidden"><p>secret</p></div>',
        '<p style="position:absolute;width:1px;height:1px;overflow:hidden">secret</p>',
        '<p style="position:absolute;clip:rect(0 0 0 0)">secret</p>',
        '<p style="position:absolute;clip:rect(1px,1px,1px,1px)">secret</p>',
        '<p style="clip-path:inset(50%)">secret</p>',
        '<p style="clip-path:inset(100%)">secret</p>',
        '<p style="position:absolute;left:-9999px">secret</p>',
        '<p style="position:absolute;top:-9999px">secret</p>',
        '<p style="position:fixed;left:100%;top:0;width:300px">secret</p>',
        '<p style="position:fixed;top:0;right:0;width:300px;transform:translateX(100%)">secret</p>',
        '<style>body{overflow-x:hidden}</style><p style="position:absolute;left:9000px">secret</p>',
        '<p style="text-indent:-9999px">secret</p>',
        "<details><summary>More</summary>secret</details>",
        "<details><summary>More</summary><p>secret</p></details>",
        '<div style="content-visibility:hidden"><p>secret</p></div>',
        "<template><p>secret</p></template>",
    ],
)
def test_text_nobody_sees_is_not_visible(read: Read, html: str) -> None:
    reading = read(f"<main><p>shown</p>{html}</main>")
    assert "secret" not in reading.visible_text()
    assert "shown" in reading.visible_text()
    assert all(not b.visible for b in reading.blocks if "secret" in b.text)


@pytest.mark.parametrize(
    "html",
    [
        '<p aria-hidden="true">plain</p>',
        '<p style="color:#fff">plain</p>',
        '<p style="opacity:.1">plain</p>',
        '<p style="position:absolute;top:4000px">plain</p>',
        '<p style="margin-left:200px">plain</p>',
        "<details open><summary>More</summary>plain</details>",
        '<div style="overflow:hidden"><p>plain</p></div>',
        '<div style="display:contents">plain</div>',
        '<p style="text-indent:2em">plain</p>',
        '<div style="visibility:hidden"><p style="visibility:visible">plain</p></div>',
        '<div style="position:fixed;bottom:0;left:0;right:0">plain</div>',
        '<p style="clip-path:inset(0 0 0 0)">plain</p>',
        "<noscript>x</noscript><font>plain</font>",
    ],
)
def test_text_that_is_seen_is_visible(read: Read, html: str) -> None:
    assert "plain" in read(f"<main>{html}</main>").visible_text()


def test_hidden_words_inside_a_visible_block_are_left_out_of_its_text(read: Read) -> None:
    block = _block(read('<p>S$12.90 <span style="display:none">S$99.00</span> each</p>'), "12.90")
    assert block.text == "S$12.90 each"
    assert [(r.text, r.visible) for r in block.runs] == [("S$12.90", True), ("S$99.00", False), ("each", True)]


@pytest.mark.parametrize(
    ("style", "contrast"),
    [
        ("color:#000", 21.0),
        ("color:#fff", 1.0),
        ("color:#777;background:#fff", 4.48),
        ("color:transparent", 1.0),
        ("color:#fff;background:#000", 21.0),
        ("color:#000;background:url(x.png)", None),
        ("color:#000;background:rgba(0,0,0,.5)", None),
    ],
)
def test_contrast_is_that_of_the_text_on_its_background(read: Read, style: str, contrast: float | None) -> None:
    (run,) = _block(read(f'<p style="{style}">S$5.00</p>'), "5.00").runs
    assert run.contrast == contrast


# --- how text is joined ---


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>S$<span>12</span><span>.90</span></p>", "S$12.90"),
        ("<p><b>S$</b>12<sup>90</sup></p>", "S$12.90"),
        ('<p>S$12<span style="vertical-align:super;font-size:9px">90</span></p>', "S$12.90"),
        ('<div style="display:flex"><span>S$</span><span>12</span><span>.90</span></div>', "S$12.90"),
        ('<div style="display:flex"> <span>S$</span> <span>12</span> <sup>90</sup> </div>', "S$12.90"),
        ("<p>12<sup>th</sup> May</p>", "12th May"),
        ("<p>one<br>two</p>", "one two"),
        ("<p>one\n   two&nbsp;three</p>", "one two three"),
        ("<p>Free <a href=/x>delivery</a> <em>islandwide</em></p>", "Free delivery islandwide"),
    ],
)
def test_inline_parts_are_joined_as_they_look(read: Read, html: str, text: str) -> None:
    assert [b.text for b in read(html).blocks] == [text]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<div>Tea<p>S$5</p></div>", ["Tea", "S$5"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>One<td>Two</table>", ["One", "Two"]),
        ('<div style="display:flex"><span>Subtotal</span><span>S$5.00</span></div>', ["Subtotal", "S$5.00"]),
        ("<dl><dt>Tax<dd>S$1</dl>", ["Tax", "S$1"]),
        ("<label>Name <input></label><button>Go</button>", ["Name", "Go"]),
    ],
)
def test_blocks_are_kept_apart(read: Read, html: str, texts: list[str]) -> None:
    assert [b.text for b in read(html).blocks] == texts


@pytest.mark.parametrize(
    ("html", "strike"),
    [
        ("<p><del>S$20</del></p>", True),
        ("<p><s>S$20</s></p>", True),
        ('<p style="text-decoration:line-through">S$20</p>', True),
        ('<p style="text-decoration:line-through"><b><i>S$20</i></b></p>', True),
        ('<div style="text-decoration:line-through"><p>S$20</p></div>', True),
        ('<p><del><span style="display:inline-block">S$20</span></del></p>', True),
        ('<p><del style="text-decoration:none">S$20</del></p>', True),
        ('<p style="text-decoration:line-through"><span style="display:inline-block">S$20</span></p>', False),
        ('<p style="text-decoration:underline">S$20</p>', False),
        ("<p><ins>S$20</ins></p>", False),
    ],
)
def test_a_struck_price_is_known_through_its_parents(read: Read, html: str, strike: bool) -> None:
    (run,) = _block(read(html), "S$20").runs
    assert run.strike is strike


def test_struck_and_live_prices_of_one_block_are_runs_of_it(read: Read) -> None:
    block = _block(read('<p><del>S$20.00</del> <b style="font-size:24px">S$15.00</b></p>'), "S$20.00")
    assert block.text == "S$20.00 S$15.00"
    assert [(r.text, r.strike, r.font_px) for r in block.runs] == [("S$20.00", True, 16), ("S$15.00", False, 24)]


def test_text_in_an_open_shadow_root_is_read(read: Read) -> None:
    reading = read(
        "<x-price></x-price><script>customElements.define('x-price', class extends HTMLElement { connectedCallback() {"
        "this.attachShadow({mode:'open'}).innerHTML = '<p>S$42.00</p><a href=/deep>Deep</a>"
        "<button>Add to cart</button>';"
        "this.append('never slotted') }})</script>"
    )
    assert _block(reading, "S$42.00").visible
    assert "never slotted" not in reading.visible_text()
    assert [a.text for a in reading.links] == ["Deep"]
    assert reading.buttons[0].text == "Add to cart"


def test_selectors_find_the_element_again(tab: Page, read: Read) -> None:
    reading = read(
        "<main id=m><div><p>one</p><p>two</p></div><div><p id='a b'>three</p></div>"
        "<p id=dup>four</p><p id=dup>five</p></main>"
        "<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'open'}).innerHTML="
        "'<div>no</div><p>six</p><p>seven</p>'"
        "</script>"
    )
    assert len(reading.blocks) == 8
    for block in reading.blocks:
        assert tab.locator(block.selector).inner_text() == block.text


# --- areas ---


def test_areas_are_told_by_the_landmarks(read: Read) -> None:
    reading = read(
        "<header><p>top</p><nav><p>in header</p></nav></header><nav><p>menu</p></nav>"
        "<main><article><header><p>article head</p></header><footer><p>article foot</p></footer></article>"
        "<aside><p>side</p></aside></main><dialog open><p>box</p></dialog><div role=dialog><p>popup</p></div>"
        "<footer><nav><p>links</p></nav></footer><div class='site-footer'><p>foot</p></div>"
    )
    areas = {b.text: b.area for b in reading.blocks}
    assert areas == {
        "top": "header",
        "in header": "header",
        "menu": "nav",
        "article head": "main",
        "article foot": "main",
        "side": "aside",
        "box": "dialog",
        "popup": "dialog",
        "links": "footer",
        "foot": "footer",
    }


# --- links, headings, frames, data ---


def test_links_have_names_and_full_addresses(tab: Page, read: Read) -> None:
    with serving(lambda _: (200, "text/html", "<p>x")) as origin:
        tab.goto(origin + "/shop/")
        tab.set_content(
            "<a href='tea?x=1'>Tea</a><a href='/cart' aria-label='Your cart'><svg></svg></a>"
            "<a href=/home><img alt=Home></a><a href='mailto:a@b.test'>Mail</a><a name=x>no link</a><a href='http://['>broken</a>"
            "<a href=/n rel=nofollow></a>"
        )
        links = [(a.href.removeprefix(origin), a.text) for a in _read(tab).links]
    assert links == [
        ("/shop/tea?x=1", "Tea"),
        ("/cart", "Your cart"),
        ("/home", "Home"),
        ("mailto:a@b.test", "Mail"),
        ("", "broken"),
        ("/n", ""),
    ]


def test_headings_frames_meta_and_data_are_listed(read: Read) -> None:
    reading = read(
        "<html lang=EN-sg><title> My  shop </title><meta name=Description content='Good tea'>"
        "<meta property='og:type' content=product>"
        "<h1>Tea</h1><h2 hidden>Ghost</h2><h3></h3><iframe src='about:blank#pay' title='Pay here'></iframe>"
        '<script type="application/ld+json">{"@type":"Product"}</script>'
        "<div itemscope itemtype='https://schema.org/Product'><span itemprop=name>Tea</span>"
        "<meta itemprop=sku content=T1></div><img src='data:image/png;base64,AAAA' alt='A cup'>"
    )
    assert (reading.title, reading.lang) == ("My shop", "en-sg")
    assert reading.meta["description"] == "Good tea"
    assert reading.meta["og:type"] == "product"
    assert [(h.level, h.text, h.visible) for h in reading.headings] == [(1, "Tea", True), (2, "Ghost", False)]
    assert [(f.src, f.title, f.visible) for f in reading.frames] == [("about:blank#pay", "Pay here", True)]
    assert reading.json_ld == ('{"@type":"Product"}',)
    assert ("https://schema.org/Product", "name", "Tea") in reading.microdata
    assert ("https://schema.org/Product", "sku", "T1") in reading.microdata
    assert [(i.src, i.alt) for i in reading.images] == [("data:", "A cup")]


# --- forms ---


def _form(reading: Reading) -> Form:
    (form,) = reading.forms
    return form


def _field(reading: Reading, name: str) -> Field:
    return next(f for f in reading.fields() if f.name == name)


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for=f>E-mail <b>*</b></label><input id=f name=n>", "E-mail *"),
        ("<label>E-mail <input name=n></label>", "E-mail"),
        ("<input name=n aria-label='E-mail'>", "E-mail"),
        ("<span id=a>Your</span><span id=b>e-mail</span><input name=n aria-labelledby='a b'>", "Your e-mail"),
        ("<input name=n title='E-mail'>", "E-mail"),
        ("<input name=n placeholder='E-mail'>", ""),
        ("<label>Country <select name=n><option>Singapore</select></label>", "Country"),
        ("<div><label>Card number</label><input name=n><label>Expiry</label><input name=m></div>", "Card number"),
        ("<div><label>Code</label><input name=m><br><label for=gone>Street</label><br><input name=n></div>", "Street"),
        ("<div><label>City</label><p><input name=n></p><label>Zone</label><p><input name=m></p></div>", "City"),
        ("<label for=m>E-mail</label><input id=m name=m><input name=n>", ""),
    ],
)
def test_labels_of_every_kind_are_read(read: Read, html: str, label: str) -> None:
    assert _field(read(f"<form>{html}</form>"), "n").label == label


def test_fields_say_what_they_ask_and_how(read: Read) -> None:
    reading = read(
        "<form><input name=mail type=email required autocomplete='EMAIL' placeholder='you@x' minlength=5"
        " maxlength=50>"
        "<input name=terms type=checkbox checked value=yes><input name=off disabled>"
        "<div role=checkbox aria-checked=true"
        " aria-label='Insure it'></div><fieldset><legend>Delivery</legend><p><label>"
        "<input type=radio name=ship value=std> Standard</label> <b>S$4.00</b></p>"
        "<p><label><input type=radio name=ship value=exp checked> Express</label>"
        " <b>S$9.00</b></p></fieldset><select name=size><option value=''>Choose<option value=s selected>Small"
        "<option value=l disabled>Large</select></form><input name=loose>"
    )
    mail = _field(reading, "mail")
    assert (mail.type, mail.required, mail.autocomplete, mail.placeholder) == ("email", True, "email", "you@x")
    assert (mail.min_length, mail.max_length) == (5, 50)
    assert (_field(reading, "terms").checked, _field(reading, "terms").value) == (True, "yes")
    assert _field(reading, "off").disabled
    widget = next(f for f in reading.fields() if f.tag == "div")
    assert (widget.type, widget.checked, widget.label) == ("checkbox", True, "Insure it")
    radios = [f for f in reading.fields() if f.name == "ship"]
    assert [(f.value, f.checked, f.group, f.context) for f in radios] == [
        ("std", False, "Delivery", "Standard S$4.00"),
        ("exp", True, "Delivery", "Express S$9.00"),
    ]
    options = [(o.text, o.value, o.selected, o.disabled) for o in _field(reading, "size").options]
    assert options == [("Choose", "", False, False), ("Small", "s", True, False), ("Large", "l", False, True)]
    assert [f.name for f in reading.loose_fields] == ["loose"]


def test_where_a_form_sends_to_is_read(tab: Page) -> None:
    with serving(lambda _: (200, "text/html", "<p>x")) as origin:
        tab.goto(origin + "/checkout")
        tab.set_content(
            "<form action=/order method=POST><button name=go formaction='/pay'>Pay</button>"
            "<input type=submit value=Save>"
            "<button type=button>Help</button></form><form></form><form method=dialog></form>"
            "<form action='http://other.test/x' onsubmit='return false'></form><form action='javascript:go()'></form>"
            "<form hx-post=/x></form><button form=none>Out</button>"
        )
        reading = _read(tab)
    first, second, third, fourth, fifth, sixth = reading.forms
    assert (first.action, first.method, first.scripted) == (origin + "/order", "post", False)
    assert [(b.text, b.type, b.formaction.removeprefix(origin), b.name) for b in first.buttons] == [
        ("Pay", "submit", "/pay", "go"),
        ("Save", "submit", "", ""),
        ("Help", "button", "", ""),
    ]
    assert all(b.form == first.selector for b in first.buttons)
    assert (second.action, second.method) == (origin + "/checkout", "get")
    assert third.method == "dialog"
    assert (fourth.action, fourth.scripted) == ("http://other.test/x", True)
    assert fifth.scripted
    assert sixth.scripted
    assert [b.text for b in reading.buttons if not b.form] == ["Out"]


TYPED_FIELDS = "text email tel password search url textarea number date"


def test_what_was_typed_is_never_in_the_reading(tab: Page) -> None:
    fields = "".join(
        "<textarea name=textarea></textarea>"
        if kind == "textarea"
        else f"<label>{kind}<input type={kind} name={kind}></label>"
        for kind in TYPED_FIELDS.split()
    )
    _show(tab, f"<form>{fields}<input type=hidden name=token value=SECRET99><div contenteditable>x</div></form>")
    for kind in TYPED_FIELDS.split():
        tab.locator(f"[name={kind}]").fill({"date": "1990-01-01", "number": "81234567"}.get(kind, "typed99"))
    raw = tab.evaluate(reader_script(), {"quiet": 20, "cap": 500})
    assert not any(secret in raw for secret in ("typed99", "1990-01-01", "81234567", "SECRET99"))


def test_quantities_and_what_a_hidden_field_does_are_kept(read: Read) -> None:
    reading = read(
        "<form><input type=number name=qty value=3><input type=hidden name=action value=place_order>"
        "<input type=hidden name=id value=4711></form>"
    )
    assert [f.value for f in reading.fields()] == ["3", "place_order", ""]


def test_a_styled_checkbox_is_visible_where_its_label_is(read: Read) -> None:
    reading = read(
        "<style>input{position:absolute;opacity:0}</style><label>"
        "<input type=checkbox name=c checked> Add wrapping S$2</label>"
        "<input type=checkbox name=d>"
    )
    assert _field(reading, "c").visible
    assert not _field(reading, "d").visible


# --- rows ---


def _rows(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.label, r.amounts) for r in reading.rows if r.visible]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>Delivery<td>S$8.00</table>", [("Delivery", ("S$8.00",))]),
        ("<table><tr><td>Tea<td>2<td>S$5.00<td>S$10.00</table>", [("Tea", ("S$5.00", "S$10.00"))]),
        ("<table><tr><td>Total<td>12.90</table>", [("Total", ("12.90",))]),
        ("<table><tr><td>Delivery<td>Free</table>", [("Delivery", ("Free",))]),
        (
            "<dl><dt>Subtotal<dd>S$10.00<dt>Total<dd><b>S$18.00</b></dl>",
            [("Subtotal", ("S$10.00",)), ("Total", ("S$18.00",))],
        ),
        (
            "<ul><li><span>Delivery</span> <span>S$8.00</span><li>Total: S$18.00</ul>",
            [("Delivery", ("S$8.00",)), ("Total", ("S$18.00",))],
        ),
        (
            "<div style='display:flex'><span>Handling fee</span><span>S$1.50</span></div>",
            [("Handling fee", ("S$1.50",))],
        ),
        ("<div><div>Delivery</div><div>S$8.00</div></div>", [("Delivery", ("S$8.00",))]),
        ("<table><tr><td>Voucher<td>-S$5.00</table>", [("Voucher", ("-S$5.00",))]),
        ("<table><tr><td>Tea<td>S$12<sup>90</sup></table>", [("Tea", ("S$12.90",))]),
        ("<table><tr><td>Total<td>1 299,00 €</table>", None),
        ("<p>We opened in 1999 in room 12</p>", []),
    ],
)
def test_amounts_are_paired_with_their_labels(
    read: Read, html: str, rows: list[tuple[str, tuple[str, ...]]] | None
) -> None:
    found = _rows(read(f"<main>{html}</main>"))
    if rows is None:
        assert [label for label, _ in found] == ["Total"]
    else:
        assert found == rows


def test_rows_know_their_table_and_their_emphasis(read: Read) -> None:
    reading = read(
        "<main><table id=bill><tr><td>Tea<td>S$5.00<tr><td>Total<td><b>S$5.00</b></table>"
        "<aside><ul><li>Wrap S$2.00</ul></aside></main>"
    )
    tea, total, wrap = reading.rows
    assert (tea.group, total.group, tea.strong, total.strong) == ("#bill", "#bill", False, True)
    assert (wrap.area, wrap.tag) == ("aside", "li")


def test_a_row_with_a_hidden_amount_before_the_shown_one_is_visible(read: Read) -> None:
    (row,) = read("<table><tr><td>Tea<td><i hidden>S$9.00</i><p hidden>S$9.00</p><p>S$5.00</p></table>").rows
    assert isinstance(row, Row)
    assert (row.visible, row.amounts) == (True, ("S$5.00",))


def test_a_hidden_row_is_not_visible(read: Read) -> None:
    assert [r.visible for r in read("<table><tr hidden><td>Fee<td>S$5.00</table>").rows] == [False]


# --- cards ---


def _cards(tab: Page, html: str) -> tuple[Card, ...]:
    with serving(lambda _: (200, "text/html", "<p>x")) as origin:
        tab.goto(origin + "/tea")
        tab.set_content(f"<main>{html}</main>")
        return _read(tab).cards


def _tile(number: int, price: str = "") -> str:
    price = price or f"S${number}.00"
    return (
        f"<li><a href=/p/{number}><img alt=''></a><h3><a href=/p/{number}>Tea {number}</a></h3><p>{price}</p>"
        f"<form action=/cart/add><button>Add to cart</button></form></li>"
    )


@pytest.mark.parametrize("count", [1, 2, 12])
def test_each_product_of_a_listing_is_one_card(tab: Page, count: int) -> None:
    cards = _cards(tab, f"<ul>{''.join(_tile(n) for n in range(1, count + 1))}</ul>")
    assert [c.title for c in cards] == [f"Tea {n}" for n in range(1, count + 1)]
    assert [a.text for c in cards for a in c.amounts] == [f"S${n}.00" for n in range(1, count + 1)]
    assert all(c.button == "Add to cart" and c.href.endswith("/" + c.title.split()[1]) for c in cards)


def test_a_lone_product_does_not_take_the_page_around_it(tab: Page) -> None:
    (card,) = _cards(tab, "<h1>Sale</h1><p>Members pay S$99.00 a year</p><ul>" + _tile(1) + "</ul>")
    assert [a.text for a in card.amounts] == ["S$1.00"]


def test_struck_and_split_amounts_of_a_card_are_told_apart(tab: Page) -> None:
    html = _tile(1, "<del>S$20.00</del> <b>S$15<sup>90</sup></b>") + _tile(2, "S$<span>7</span><span>.50</span>")
    first, second = _cards(tab, f"<ul>{html}</ul>")
    assert [(a.text, a.strike) for a in first.amounts] == [("S$20.00", True), ("S$15.90", False)]
    assert [(a.text, a.strike) for a in second.amounts] == [("S$7.50", False)]


def test_a_struck_price_of_a_card_is_struck(tab: Page) -> None:
    (card, _) = _cards(tab, f"<ul>{_tile(1, '<del>S$20.00</del> S$15.00')}{_tile(2)}</ul>")
    assert [(a.text, a.strike) for a in card.amounts] == [("S$20.00", True), ("S$15.00", False)]


def test_menus_and_cart_links_are_no_cards(tab: Page) -> None:
    html = "<nav><a href=/p/1>Tea S$1.00</a></nav><p><a href=/cart>Cart S$9.00</a></p><p><a href=/login>Log in</a></p>"
    assert _cards(tab, html) == ()


# --- waiting ---


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/price').then(r => r.json()).then(p => { document.querySelector('b').textContent = p })",
        "const x = new XMLHttpRequest(); x.open('GET', '/price'); x.onload = () => {"
        " document.querySelector('b').textContent = JSON.parse(x.responseText) }; x.send()",
        "fetch('/price').then(r => r.text()).then(t => new Promise(d => setTimeout(d, 60, t)))"
        ".then(t => { document.querySelector('b').textContent = JSON.parse(t) })",
    ],
    ids=["fetch", "xhr", "shown a little later"],
)
def test_a_price_that_comes_late_is_waited_for(tab: Page, script: str) -> None:
    asked = threading.Event()

    def answer(path: str) -> Answer:
        if path == "/price":
            asked.wait(0.4)  # nobody sets it: the answer takes its time
            return 200, "application/json", json.dumps("S$42.00")
        return 200, "text/html", f"<p>Price: <b>S$99.00</b></p><script>{script}</script>"

    with serving(answer) as origin:
        tab.goto(origin)
        reading = _read(tab, quiet=150, cap=3000)
    assert reading.settled
    assert reading.visible_text() == "Price: S$42.00"


def test_a_ticking_clock_does_not_keep_a_page_unsettled(read: Read) -> None:
    script = "setInterval(() => { document.querySelector('b').textContent = Math.random() }, 10)"
    assert read(f"<p>Ends in <b>9</b></p><script>{script}</script>").settled


def test_a_page_that_changes_for_ever_is_not_settled(tab: Page) -> None:
    _show(tab, "<p>x</p><script>setInterval(() => document.body.append(document.createElement('p')), 10)</script>")
    reading = _read(tab, quiet=150, cap=600)
    assert not reading.settled
    assert reading.visible_text() == "x"


def test_a_page_that_waits_for_its_data_for_ever_is_not_settled(tab: Page) -> None:
    _show(tab, "<p>x</p><script>window.__ctInFlight = 1</script>")
    assert not _read(tab, quiet=50, cap=300).settled


# --- hostile pages ---


@pytest.mark.parametrize(
    "html",
    [
        "<a href=/{n}>x</a>",
        "<iframe></iframe>",
        "<form></form>",
        "<h2>x</h2>",
        "<input>",
        "<button>x</button>",
        "<img>",
    ],
)
def test_a_page_with_too_much_is_cut_and_says_so(read: Read, html: str) -> None:
    many = 100 if html == "<iframe></iframe>" else 3000
    assert read("".join(html.format(n=n) for n in range(many))).truncated
    assert not read(html.format(n=1)).truncated


def test_more_text_blocks_than_are_kept_are_cut(read: Read) -> None:
    reading = read("<p>word</p>" * 4100)
    assert reading.truncated
    assert len(reading.blocks) == 4000


@pytest.mark.parametrize(
    ("one", "other"), [("Save 1/3", "Was S$14.99"), ("Buy 2", "Now S$9.00"), ("Size 38", "RRP S$80.00")]
)
def test_a_word_that_begins_an_element_stands_apart_from_the_number_before_it(read: Read, one: str, other: str) -> None:
    assert read(f"<main><ul><li><b>{one}</b><i>{other}</i></li></ul></main>").blocks[0].text == f"{one} {other}"


@pytest.mark.parametrize(
    "within",
    [
        "<p>partner</p>",
        "<p>partner <a href=/p/{n}>its policy</a></p><label><input type=checkbox> {n}</label>",
        "<h4>Partner {n}</h4><button>Details</button><img src=/{n}.png>",
    ],
)
def test_a_closed_dialog_full_of_partners_leaves_room_for_the_page(read: Read, within: str) -> None:
    partners = "".join(within.format(n=n) for n in range(4100))
    page = "<main><h1>Kettle</h1><a href=/cart>Cart</a><input name=qty><button>Add</button><p>S$40.00</p></main>"
    reading = read(f'<div role="dialog" style="display:none">{partners}</div>{page}')
    assert not reading.truncated
    assert [b.text for b in reading.blocks if b.area == "main"] == ["Kettle", "Cart", "Add", "S$40.00"]
    assert [f.name for f in reading.fields() if f.name == "qty"] == ["qty"]
    assert read(f'<div role="dialog">{partners}</div>{page}').truncated


def test_a_very_long_text_is_cut(read: Read) -> None:
    reading = read(f"<p>{'S$1.00 ' * 200_000}</p>")
    assert len(reading.blocks[0].text) <= 6000


@pytest.mark.parametrize(
    "html",
    [
        "<p>\\ud83d</p>",
        f"<title>{'x' * 299}😀</title>",
        f"<h1>{'x' * 299}😀😀</h1>",
        f"<a href=/x>{'x' * 299}😀</a>",
    ],
)
def test_half_a_character_pair_does_not_spoil_the_reading(read: Read, html: str) -> None:
    script = "document.querySelector('#t').textContent = 'S$5 \\ud83d'; document.title += '\\udc00'"
    reading = read(f"{html}<p id=t></p><script>{script}</script>")
    assert any(b.text.startswith("S$5") for b in reading.blocks)
    json.dumps(codec.to_plain(reading, Reading), ensure_ascii=False).encode()


def test_an_empty_page_is_read(read: Read) -> None:
    reading = read("<p></p>")
    assert (reading.blocks, reading.links, reading.forms, reading.settled) == ((), (), (), True)


@pytest.mark.parametrize(
    "html", ["<frameset><frame></frameset>", "<svg><text>x</text></svg>", "<p>" * 600, "<math><mi>x"]
)
def test_odd_documents_are_read(read: Read, html: str) -> None:
    assert isinstance(read(html), Reading)


def test_scripts_that_wait_for_consent_are_not_loaded(read: Read) -> None:
    kinds = [
        "",
        "module",
        "text/javascript; charset=utf-8",
        "TEXT/JavaScript",
        "7f3a-text/javascript",
        "text/plain",
        "text/x",
    ]
    tags = "".join(f"<script type='{kind}' src='https://a.example/{n}.js'></script>" for n, kind in enumerate(kinds))
    found = read(f"{tags}<script src='https://a.example/bare.js'></script><script type='text/plain'>later()</script>")
    assert [url.rpartition("/")[2] for url in found.scripts] == ["0.js", "1.js", "2.js", "3.js", "4.js", "bare.js"]


# --- standards that shops lean on ---


@pytest.mark.parametrize(
    "kind",
    ["application/ld+json; charset=utf-8", "Application/LD+JSON", " application/ld+json ", "application/ld+json"],
)
def test_structured_data_is_read_by_its_media_type_alone(read: Read, kind: str) -> None:
    assert read(f'<p>Shop<script type="{kind}">{{"a": 1}}</script>').json_ld == ('{"a": 1}',)


def test_another_script_type_is_no_structured_data(read: Read) -> None:
    assert read('<p>Shop<script type="application/ld+json-x">{}</script><script type>0</script>').json_ld == ()


def test_what_a_fieldset_or_a_group_of_options_disables_is_disabled(read: Read) -> None:
    page = read(
        "<form><fieldset disabled><legend>Pay <input name=inlegend></legend><input name=card><button>Pay</button>"
        "</fieldset><select name=size><optgroup label=Gone disabled><option>S</optgroup><option>M</select></form>"
    )
    (form,) = page.forms
    assert {f.name: f.disabled for f in form.fields} == {"inlegend": False, "card": True, "size": False}
    assert [o.disabled for f in form.fields for o in f.options] == [True, False]
    assert [b.disabled for b in page.buttons] == [True]


def test_microdata_takes_the_value_of_an_element_that_has_one(read: Read) -> None:
    page = read(
        '<div itemscope itemtype="https://schema.org/Product"><data itemprop=sku value=A12>Article</data>'
        "<meter itemprop=ratingValue min=0 max=5 value=4.5>good</meter><data itemprop=name>Mug</data>"
        '<map name=m><area itemprop=url href="/mug" shape=default alt=Mug></map></div>'
    )
    assert [(name, value) for _, name, value in page.microdata] == [
        ("sku", "A12"), ("ratingValue", "4.5"), ("name", "Mug"), ("url", "/mug"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "kind"),
    [("#", "button"), ("javascript:void(0)", "button"), ("", "button"), ("#sizes", "link"), ("/cart", "link")],
)
def test_a_link_that_leads_nowhere_and_is_dressed_as_a_button_is_one(read: Read, target: str, kind: str) -> None:
    page = read(f"<form action=/order><a class=btn href='{target}'>Place order</a></form>")
    assert [(b.text, b.type) for b in page.buttons] == [("Place order", kind)]


def test_a_screen_that_is_fixed_within_a_part_without_height_is_seen(read: Read) -> None:
    screen = "<div style='position:fixed;inset:0;overflow:auto'><p>Blue mug</p></div>"
    shown = read(f"<body style='margin:0'><div id=app>{screen}</div></body>")
    assert [b.visible for b in shown.blocks] == [True]
