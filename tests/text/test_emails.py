from __future__ import annotations

import pytest

from casetrust_audit.text.emails import find_emails, link_emails, read_emails
from tests.text.test_totality import HOSTILE


@pytest.mark.parametrize(
    "text",
    [
        "help@shop.sg", "help [at] shop [dot] sg", "help(at)shop.sg", "help at shop dot sg", "help@shop[dot]sg",
        "help @ shop.sg", "help[@]shop.sg", "help {at} shop {dot} sg", "help@shop.sgCall us", "Mail:help@shop.sg.",
        "Emailhelp@shop.sg", "E-mailhelp@shop.sg", "EMAILhelp@shop.sg",
    ],
)  # fmt: skip
def test_an_address_is_read_however_it_is_hidden(text: str) -> None:
    assert find_emails(text) == ("help@shop.sg",)


def test_what_is_spelt_out_is_less_sure_than_what_is_written() -> None:
    plain, bracketed, words = (read_emails(t)[0] for t in ("help@shop.sg", "help [at] shop.sg", "help at shop dot sg"))
    assert plain.confidence > bracketed.confidence > words.confidence
    assert (plain.spelt, bracketed.spelt) == (False, True)


def test_a_label_without_a_space_is_no_part_of_the_address_and_a_name_is() -> None:
    assert [(e.raw, e.start) for e in read_emails("Write: Emailhelp@shop.sg")] == [("help@shop.sg", 12)]
    assert find_emails("emailteam@shop.sg") == ("emailteam@shop.sg",)


def test_every_sighting_is_told_with_its_place() -> None:
    text = "Write to help@shop.sg or HELP@shop.sg"
    assert [(e.address, e.start) for e in read_emails(text)] == [("help@shop.sg", 9), ("help@shop.sg", 25)]


@pytest.mark.parametrize("text", ["look at shop.sg", "meet @ 5.30", "3 @ 2.50 each", "at dot", "logo@2x.png"])
def test_prose_and_prices_are_no_addresses(text: str) -> None:
    assert find_emails(text) == ()


def hidden(address: str, mask: int = 0x2A) -> str:
    return bytes([mask, *(b ^ mask for b in address.encode())]).hex()


@pytest.mark.parametrize(
    ("href", "addresses"),
    [
        ("mailto:help@shop.sg?subject=Hi%20there", ("help@shop.sg",)),
        ("mailto:help%40shop.sg", ("help@shop.sg",)),
        ("MAILTO:a@shop.sg,b@shop.sg", ("a@shop.sg", "b@shop.sg")),
        ("mailto:?to=help@shop.sg", ("help@shop.sg",)),
        ("https://shop.sg/cdn-cgi/l/email-protection#" + hidden("help@shop.sg"), ("help@shop.sg",)),
        ("https://shop.sg/cdn-cgi/l/email-protection#abc", ()),
        ("https://shop.sg/?mail=help@shop.sg", ()),
        ("mailto:", ()),
    ],
)
def test_a_link_tells_whom_it_writes_to(href: str, addresses: tuple[str, ...]) -> None:
    assert link_emails(href) == addresses


def test_hostile_texts_come_to_an_end() -> None:
    for text in HOSTILE:
        read_emails(text)
        link_emails("mailto:" + text[:5000])


@pytest.mark.parametrize(
    "text",
    [
        "Lovely shop. (***lia@post.test)", "r***t@post.test", "m•••a@post.test", "ha...o@post.test", "ha…o@post.test",
        "jxxxxl@post.test", "k____@post.test", "xxxx@kettles.sg", "sales@example.com", "info@yourstore.com",
    ],
)  # fmt: skip
def test_a_masked_address_or_a_fillers_is_none(text: str) -> None:
    assert find_emails(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Email:-help@kettles.sg", "Email ......help@kettles.sg", "'help@kettles.sg'", "help@kettles.sg- Ann",
        "help@kettles.sg.Write to us", "-help@kettles.sg",
    ],
)  # fmt: skip
def test_signs_around_an_address_are_none_of_it(text: str) -> None:
    assert find_emails(text) == ("help@kettles.sg",)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ventas (arroba) tienda.es", "ventas@tienda.es"), ("salut (arobase) atelier (point) fr", "salut@atelier.fr"),
        ("info(a)kauppa.fi", "info@kauppa.fi"), ("bolt[kukac]aruhaz.hu", "bolt@aruhaz.hu"),
        ("obchod [zavináč] kramek.cz", "obchod@kramek.cz"), ("info[アット]mise.jp", "info@mise.jp"),
        ("E-mail: sales at teashop.sg", "sales@teashop.sg"), ("邮箱：sales at teashop.sg", "sales@teashop.sg"),
        ("Write to sales@teashop. com", "sales@teashop.com"),
    ],
)  # fmt: skip
def test_the_sign_is_spelt_out_in_many_languages(text: str, address: str) -> None:
    assert find_emails(text) == (address,)


@pytest.mark.parametrize(
    "text", ["Look at teashop.sg", "See section 3(a)of.this", "Email us at teashop.sg", "Meet at noon. net weight 5 kg"]
)
def test_prose_that_holds_the_word_is_no_address(text: str) -> None:
    assert not find_emails(text)
