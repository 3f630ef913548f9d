"""What the page reader measures on the screen of a phone, in a real browser that stands in for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.browser import VIEWPORTS, context_options
from casetrust_audit.collect.page_reader import COUNT_IN_FLIGHT, reader_script
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DEVICE = "<meta name=viewport content='width=device-width, initial-scale=1'>"


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(**context_options("phone")) as context:
        context.add_init_script(COUNT_IN_FLIGHT)
        yield context.new_page()


def read(phone: Page, body: str, head: str = DEVICE) -> Reading:
    phone.goto("about:blank")  # else what the page before said of its width still holds
    phone.set_content(f"<!doctype html><html><head>{head}</head><body style='margin:0'>{body}</body></html>")
    return codec.from_json(phone.evaluate(reader_script(), {"quiet": 40, "cap": 1500}), Reading, "reading")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (DEVICE, "<table><tr><td style='min-width:900px'>Sizes</td></tr></table>"),
        (DEVICE, "<p style='width:620px'>A banner of a fixed width</p>"),
        ("", "<p>A page made for desks alone</p>"),
        ("<meta name=viewport content='width=1024'>", "<p>A page that says it is wide</p>"),
    ],
)
def test_a_page_wider_than_the_phone_is_held_against_the_phone(phone: Page, head: str, body: str) -> None:
    reading = read(phone, body, head)
    assert reading.viewport == VIEWPORTS["phone"]
    assert reading.document[0] > 1.05 * reading.viewport[0]


def test_a_page_that_fits_fits(phone: Page) -> None:
    reading = read(phone, "<p>Tea</p><img width=300 height=40 alt=Tea style='max-width:100%'>")
    assert reading.viewport == VIEWPORTS["phone"]
    assert reading.document[0] <= reading.viewport[0]


def test_what_is_fixed_at_the_edge_of_a_page_too_wide_is_shown(phone: Page) -> None:
    wide = "<div style='width:900px;height:40px'>Sizes</div>"
    bottom = "<button style='position:fixed;right:0;bottom:0;width:120px;height:44px'>Add to cart</button>"
    reading = read(phone, wide + bottom)
    assert [b.text for b in reading.buttons if b.visible] == ["Add to cart"]
