from __future__ import annotations

import pytest

from casetrust_audit.text.messaging import chat_provider, messaging_link, messaging_names
from tests.text.test_totality import HOSTILE


@pytest.mark.parametrize(
    ("url", "channel"),
    [
        ("https://wa.me/6591234567", ("whatsapp", "+6591234567")),
        ("https://wa.me/message/ABCDEF", ("whatsapp", "ABCDEF")),
        ("https://t.me/kayahouse", ("telegram", "kayahouse")),
        ("tg://resolve?domain=kayahouse", ("telegram", "kayahouse")),
        ("https://m.me/kayahouse", ("messenger", "kayahouse")),
        ("https://www.facebook.com/messages/t/kayahouse", ("messenger", "kayahouse")),
        ("https://line.me/R/ti/p/%40kaya", ("line", "@kaya")),
        ("https://lin.ee/abc123", ("line", "abc123")),
        ("weixin://dl/chat?kayahouse", ("wechat", "kayahouse")),
        ("viber://chat?number=%2B6591234567", ("viber", "+6591234567")),
        ("sms:+6591234567", ("sms", "+6591234567")),
        ("https://t.me/share/url?url=x", ("", "")),
        ("https://wa.me/?text=look", ("", "")),
        ("https://www.facebook.com/kayahouse", ("", "")),
        ("https://shop.sg/t.me/x", ("", "")),
        ("http://[broken", ("", "")),
    ],
)
def test_a_link_tells_its_channel(url: str, channel: tuple[str, str]) -> None:
    assert messaging_link(url) == channel


def test_names_are_read_from_text() -> None:
    assert list(messaging_names("WeChat ID: kayahouse")) == [("wechat", "kayahouse", 0)]
    assert list(messaging_names("微信号：kayahouse")) == [("wechat", "kayahouse", 0)]
    assert list(messaging_names("Telegram: @kayahouse")) == [("telegram", "@kayahouse", 0)]
    assert list(messaging_names("Pay with WeChat or a credit line: easy")) == []


def test_a_chat_widget_is_known_by_its_script() -> None:
    assert chat_provider("https://embed.tawk.to/abc/default") == "Tawk.to"
    assert chat_provider("https://static.zdassets.com/ekr/snippet.js") == "Zendesk"
    assert chat_provider("https://shop.sg/tawk.to.js") == ""
    assert chat_provider("https://mytawk.town/x.js") == ""


def test_hostile_texts_come_to_an_end() -> None:
    for text in HOSTILE:
        messaging_link(text)
        list(messaging_names(text))
        chat_provider(text[:2000])
