from __future__ import annotations

import json
import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.evidence import redact

SECRET = "q7Zx-81aKK_03"
TYPED = "Tan & Lim <Orchard> \"Block\" 'A'"


@pytest.mark.parametrize(
    "tag",
    [
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{SECRET}">',
        f'<input value="{SECRET}" type="hidden" name="authenticity_token">',
        f'<input name="form_key_nonce" value="{SECRET}" type="hidden"/>',
        f"<input type='hidden' name='_token' value='{SECRET}'>",
        f"<INPUT TYPE=hidden NAME=_csrf VALUE={SECRET}>",
        f'<input type="hidden"\n  name="_xsrf"\n  value="{SECRET}"\n>',
        f'<input data-x="a>b" type="hidden" value="{SECRET}" name="csrf_token">',
        f'<input type="hidden" name="sid" id="x" value = "{SECRET}">',
        f'<input type="text" name="otp" value="{SECRET}">',
        f'<input name="session_id" value="{SECRET}">',
        f'<meta name="csrf-token" content="{SECRET}">',
        f'<meta content="{SECRET}" name="csrf-token">',
        f"<meta content='{SECRET}' name='_csrf'>",
        f'<script>window.app = {{"csrfToken":"{SECRET}"}};</script>',
        f"<script>var csrf_token = '{SECRET}';</script>",
        f'<script>{{"state":"{{\\"accessToken\\":\\"{SECRET}\\"}}"}}</script>',
        f'<div data-config="{{&quot;storefrontToken&quot;:&quot;{SECRET}&quot;}}"></div>',
        f'<a href="/logout?token={SECRET}&amp;next=/">out</a>',
        f'<form action="/send?x=1&amp;_csrf={SECRET}">',
        f'<a href="/shop;jsessionid={SECRET}?page=2">shop</a>',
        "<script>auth('eyJhbGciOiJIUzI1NiJ9.q7Zx-81aKK_03abc.q7Zx-81aKK_03')</script>",
    ],
)
def test_tokens_leave_the_page_source(tag: str) -> None:
    redacted = redact.html(f"<p>before</p>{tag}<p>after</p>")
    assert SECRET not in redacted
    assert redact.MARK in redacted
    assert redacted.startswith("<p>before</p>")
    assert redacted.endswith("<p>after</p>")


@pytest.mark.parametrize(
    "text",
    [
        '<meta name="author" content="Kopi and Kaya Pte. Ltd.">',
        '<meta name="description" content="A token of thanks: gifts">',
        '<input type="hidden" name="product_id" value="4711-4711-4711">',
        '<input type="radio" name="session" value="morning-tea">',
        '<input type="submit" name="authorize" value="Pay S$12.90 now">',
        '<input type="text" name="quantity" value="1">',
        "<p>Use the token within 14 days. Session: two hours. Password: at least 12 characters</p>",
        '<a href="/collections/all?page=2&amp;sort=price">next</a>',
        '<a href="/p?author=mei-ling-tan">more</a>',
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact.html(text) == text


def test_a_value_in_one_field_does_not_take_the_next_with_it() -> None:
    text = f'<input type="hidden" name="csrf" value="{SECRET}"><input type="hidden" name="sku" value="KOPI-1">'
    assert 'value="KOPI-1"' in redact.html(text)


@pytest.mark.parametrize(
    "written",
    [
        TYPED,
        escape(TYPED),
        escape(TYPED, quote=False),
        json.dumps(TYPED),
        json.dumps(TYPED, ensure_ascii=False),
        "Tan+%26+Lim+%3COrchard%3E+%22Block%22+%27A%27",
        "Tan%20%26%20Lim%20%3COrchard%3E%20%22Block%22%20%27A%27",
    ],
)
def test_what_was_typed_leaves_the_page_however_it_is_written(written: str) -> None:
    for redacted in (redact.html(f"<p>{written}</p>", (TYPED,)), redact.typed_values(f"x {written} y", (TYPED,))):
        assert "Orchard" not in redacted
        assert redact.MARK in redacted


def test_letters_beyond_ascii_are_redacted_in_json_escapes_too() -> None:
    assert "9648" not in redact.html(json.dumps({"name": "陈美玲小姐"}), ("陈美玲小姐",))


def test_short_values_are_left_as_they_would_take_other_words_along() -> None:
    assert redact.typed_values("an ordinary order", ("or",)) == "an ordinary order"


def test_longer_values_go_before_the_shorter_ones_they_hold() -> None:
    assert redact.typed_values("Audit Testperson", ("Testperson", "Audit Testperson")) == redact.MARK


@pytest.mark.parametrize(
    ("address", "redacted"),
    [
        ("https://shop.test/a?token=abc&page=2", "https://shop.test/a?token=[redacted]&page=2"),
        ("https://shop.test/a?X-Auth=abc", "https://shop.test/a?X-Auth=[redacted]"),
        ("https://shop.test/a?PHPSESSID=abc", "https://shop.test/a?PHPSESSID=[redacted]"),
        ("https://shop.test/a?sid=1&password=x&q=tea", "https://shop.test/a?sid=[redacted]&password=[redacted]&q=tea"),
        ("https://me:secret@shop.test/a", "https://shop.test/a"),
        ("https://me:secret@shop.test:8443/a?page=2", "https://shop.test:8443/a?page=2"),
        ("https://shop.test/a;jsessionid=AB12?page=2", "https://shop.test/a;jsessionid=[redacted]?page=2"),
        ("https://shop.test/cb#access_token=abc&x=1", "https://shop.test/cb#access_token=[redacted]&x=1"),
        ("https://shop.test/a?page=2&sort=price%20up", "https://shop.test/a?page=2&sort=price%20up"),
        ("https://shop.test/a?author=tan", "https://shop.test/a?author=tan"),
        ("https://shop.test/a?token=", "https://shop.test/a?token="),
        ("https://shop.test/#/cart", "https://shop.test/#/cart"),
        ("/relative?page=2", "/relative?page=2"),
        ("", ""),
    ],
)
def test_addresses_lose_their_secrets_and_keep_the_rest(address: str, redacted: str) -> None:
    assert redact.url(address) == redacted
    assert redact.url(redacted) == redacted


def test_an_address_that_is_none_loses_query_and_credentials() -> None:
    assert redact.url("http://me:secret@[bad/?token=x") == "http://[bad/"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_redacting_never_fails(text: str, typed: list[str]) -> None:
    assert isinstance(redact.html(text, tuple(typed)), str)
    assert isinstance(redact.url(text), str)


_FRAGMENTS = [
    "<input ",
    "<meta ",
    "type=hidden",
    'name="',
    "csrf",
    "value=",
    "'",
    '"',
    ">",
    "=",
    " ",
    "token",
    ":",
    "&quot;",
    "eyJ",
    ".",
    "?",
    "&",
    "sid=",
    "\\",
    "abcdefghijkl",
    ";",
]


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=60).map("".join))
def test_redacting_broken_markup_never_fails_and_is_stable(text: str) -> None:
    once = redact.html(text)
    assert isinstance(redact.html(once), str)


@pytest.mark.parametrize(
    "part",
    [
        "<input ",
        '<meta name="',
        "<input type='hidden",
        "<input =",
        "token",
        "&token",
        "token='",
        'token="\\',
        "eyJ",
        "eyJabcdefghijkl.",
        ";sid=",
        "<",
        "token ",
        "&quot;",
        '<input a="b" ',
        "?a.",
        "'\"",
        "csrf=\n",
    ],
)
def test_a_page_made_to_be_slow_is_redacted_in_linear_time(part: str) -> None:
    text = part * (2_000_000 // len(part))
    started = time.process_time()
    redact.html(text, ("Audit Testperson",))
    assert time.process_time() - started < 8  # a quadratic pattern takes minutes
