from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.page_contacts import PageContacts, page_contacts
from casetrust_audit.facts.page_region import page_regions
from casetrust_audit.model.reading import Frame, Reading
from tests.build import block, link, reading


def seen(*texts: str, url: str = "https://shop.test/contact", region: str = "", **over: Any) -> PageContacts:
    blocks = (*over.pop("blocks", ()), *(block(t) for t in texts))
    return page_contacts(reading(url, blocks=blocks, **over), region)


def called(found: PageContacts) -> list[str]:
    return [p.number for p in found.phones]


def test_a_phone_in_text_and_its_link_count_once() -> None:
    found = seen("Call us: 6123 4567", links=(link("tel:+6561234567", "6123 4567"),))
    assert called(found) == ["+6561234567"]
    assert found.phones[0].spot.text == "Call us: 6123 4567"
    assert found.phones[0].confidence >= 0.9


def test_faxes_stand_apart_though_they_are_linked() -> None:
    found = seen("Tel: 6123 4567 Fax: 6123 4568", links=(link("tel:61234568", "6123 4568"),))
    assert (called(found), [p.number for p in found.faxes]) == (["+6561234567"], ["+6561234568"])


def test_a_label_in_the_cell_before_counts() -> None:
    found = seen("Phone", "6123 4567", "Fax", "6123 4568")
    assert (called(found), [p.number for p in found.faxes]) == (["+6561234567"], ["+6561234568"])


def test_the_text_of_a_link_mends_a_link_without_country_code() -> None:
    found = seen("800-555-0199", links=(link("tel:8005550199", "800-555-0199"),))
    assert called(found) == ["+18005550199"]


def test_hidden_text_is_told_but_not_sure() -> None:
    found = seen(blocks=(block("Tel: 6123 4567, help@shop.sg", visible=False),))
    assert [p.confidence < 0.7 for p in found.phones] == [True]
    assert [e.confidence < 0.7 for e in found.emails] == [True]


def test_a_mail_address_in_text_link_and_disguise_counts_once() -> None:
    found = seen("help [at] shop [dot] sg", "help@shop.sg", links=(link("mailto:Help@shop.sg", "Write"),))
    assert [(e.address, e.confidence) for e in found.emails] == [("help@shop.sg", 0.95)]


def test_an_address_over_several_lines_is_one() -> None:
    found = seen("Kaya House Pte Ltd", "61 Kaki Bukit Avenue 1", "#04-12", "Singapore 417943")
    (at,) = found.addresses
    assert (at.street, at.postal_code, at.country) == ("61 Kaki Bukit Avenue 1, #04-12", "417943", "SG")
    assert at.spot.text == "61 Kaki Bukit Avenue 1"


def test_an_address_far_down_a_long_list_is_found() -> None:
    found = seen(*(f"Entry {'word ' * 12}" for _ in range(300)), "10 Anson Road", "Singapore 079903")
    assert [(a.street, a.postal_code) for a in found.addresses] == [("10 Anson Road", "079903")]


def test_hours_over_several_cells_are_one() -> None:
    found = seen("Opening hours", "Monday", "9am - 6pm", "Sunday", "Closed")
    assert [h.text for h in found.hours] == ["Monday, 9am - 6pm, Sunday, Closed"]


def test_channels_come_from_links_texts_and_scripts() -> None:
    found = seen(
        "WhatsApp: +65 8123 4567",
        "WeChat ID: kayahouse",
        links=(link("https://t.me/kayahouse", "Telegram"), link("https://wa.me/6581234567", "Chat")),
        scripts=("https://embed.tawk.to/abc/default",),
        frames=(Frame("https://shop.test/map", "Map", True, (0, 0, 10, 10)),),
    )
    assert {(c.kind, c.value) for c in found.channels} == {
        ("whatsapp", "+6581234567"),
        ("wechat", "kayahouse"),
        ("telegram", "kayahouse"),
        ("chat", "Tawk.to"),
    }


@pytest.mark.parametrize(
    ("over", "first"),
    [
        ({}, "SG"),
        ({"url": "https://shop.co.uk/"}, "GB"),
        ({"lang": "de"}, "DE"),
        ({"lang": "en-us"}, "SG"),
        ({"blocks": (block("12 Oak Street, Springfield, IL 62704"),)}, "US"),
        ({"blocks": (block("Call +60 3-2345 6789"),)}, "MY"),
        ({"blocks": (block("Only £12.90"),)}, "GB"),
        ({"json_ld": ('{"addressCountry":"AU"}',)}, "AU"),
        ({"blocks": (block("地址：杭州路8号 备案号：浙ICP备20990001号"), block("我们为您提供各种茶具"))}, "CN"),
        ({"blocks": (block("公司資訊 統一編號 24536806 電話 02-2345-6789"),)}, "TW"),
        ({"blocks": (block("我们为您提供各种茶具，电话预约，S$12.90"),)}, "SG"),
        ({"url": "https://shop.com.sg/", "blocks": (block("US$12.90"),)}, "SG"),
    ],
)
def test_the_page_tells_its_country(over: dict[str, Any], first: str) -> None:
    page: Reading = reading(**({"url": "https://shop.test/"} | over))
    assert page_regions(page)[0] == first


def test_the_country_says_how_a_local_number_is_read() -> None:
    assert called(seen("Tel: 020 7946 0018", url="https://shop.co.uk/")) == ["+442079460018"]
    assert called(seen("Tel: 020 7946 0018", region="GB")) == ["+442079460018"]
    assert called(seen("Tel: 6123 4567")) == ["+6561234567"]


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("茶具批发，欢迎来电", "预约请找陈小姐 13812345098", "沪ICP备20990002号"), "+8613812345098"),
        (("茶具批发，欢迎来电", "0571-87001234"), "+8657187001234"),
        (("手机号码：13812345098",), "+8613812345098"),
        (("茶具專門店 電話號碼：2866 1234", "我們的產品與運費"), "+85228661234"),
        (("茶具專門店 聯絡電話：02-2345-6789", "統一編號 24536806"), "+886223456789"),
    ],
)
def test_chinese_pages_tell_where_their_numbers_are(texts: tuple[str, ...], number: str) -> None:
    assert called(seen(*texts)) == [number]


def test_a_singapore_shop_in_chinese_has_singapore_numbers() -> None:
    assert called(seen("我们为您提供各种茶具", "联系电话：6123 4567", "S$12.90")) == ["+6561234567"]


def test_numbers_that_are_none_of_these_are_left_alone() -> None:
    found = seen("Order no. 81234567", "UEN 201912345K", "S$6,123.45", "12/03/2026 - 15/03/2026", "SKU 91234567")
    assert (found.phones, found.faxes, found.addresses, found.hours) == ((), (), (), ())


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("Kettle House, 12 Marine Drive, Mumbai 400020, India", "+9118002335858"),
        ("Kettle House, 4 Nehru Road, Pune 411001", "+9118002335858"),
        ("Kettle House, 3 Pitt Street, Sydney NSW 2000, Australia", "+611800233585"),
        ("Kettle House, 3 Sukhumvit Road, Bangkok 10110, Thailand", "+661800233585"),
        ("Kettle House, 3 Pickering Street, Singapore 048660", "+6518002335858"),
    ],
)
def test_a_toll_free_number_is_read_in_the_country_of_the_page(place: str, number: str) -> None:
    written = "1800 233 585" if number.startswith(("+611", "+661")) else "1800 233 5858"
    assert called(seen(place, f"Toll free {written}")) == [number]


def test_the_head_of_a_column_is_a_label() -> None:
    cells = (("Phone", 0, 0), ("Fax", 100, 0), ("6234 5670", 0, 30), ("6234 5671", 100, 30), ("6234 5680", 0, 60),
             ("6234 5681", 100, 60))  # fmt: skip
    blocks = tuple(block(text, tag="td", box=(float(x), float(y), 90.0, 20.0)) for text, x, y in cells)
    found = seen(blocks=blocks)
    assert called(found) == ["+6562345670", "+6562345680"]
    assert [p.number for p in found.faxes] == ["+6562345671", "+6562345681"]


def test_a_customers_masked_address_is_not_the_shops() -> None:
    assert seen("What customers say", "Boils fast. (***lia@post.test)").emails == ()


def test_the_number_of_a_whatsapp_link_tells_the_country() -> None:
    found = seen("0162783480", links=(link("https://wa.me/60162783480", "Chat with us"),))
    assert called(found)[:1] == ["+60162783480"]


@pytest.mark.parametrize(
    ("shown", "dialled"),
    [("+65 6123 4567", "+6591112222"), ("6123 4567", "+6567654321"), ("+60 3-2345 6789", "+6561239999")],
)
def test_a_link_that_dials_another_number_than_it_shows_is_not_sure(shown: str, dialled: str) -> None:
    found = {p.number: p.confidence for p in seen(f"Call us: {shown}", links=(link(f"tel:{dialled}", shown),)).phones}
    assert found[dialled] < 0.7
    assert max(found.values()) >= 0.7
    assert seen("Call us", links=(link(f"tel:{dialled}", "Call us"),)).phones[0].confidence >= 0.7
