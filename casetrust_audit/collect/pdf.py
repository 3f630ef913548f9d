"""The report on paper: its page printed by the browser, which is what knows how to set and cut it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING

from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.errors import ToolFailure

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOWHERE = "MAP * ~NOTFOUND"
"""Resolver rule: a report needs nothing from anywhere, and shop text in it gets nothing."""
PRINT_SECONDS = 120
_CHINESE = re.compile(r"<html[^>]* lang=\"?zh")
_FULL_WIDTH = """() => {
  const probe = document.createElement("span");
  probe.textContent = "通";
  probe.style.cssText = "font-size: 100px; position: absolute";
  document.body.append(probe);
  const width = probe.getBoundingClientRect().width;
  probe.remove();
  return width > 90;
}"""
"""Whether a font shows Chinese: its signs are as wide as high, and the box that stands for a missing one is not."""
_FOOT = (
    '<div style="width: 100%; margin: 0 14mm; font: 8px sans-serif; color: #444; display: flex">'
    '<span style="flex: 1">{title}</span><span class="pageNumber"></span>&nbsp;/&nbsp;<span class="totalPages"></span>'
    "</div>"
)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of `to_pdf` has: the browser writes each page's entry in the open."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def to_pdf(html: str, title: str) -> bytes:
    """`html` as a PDF on A4: tagged for screen readers, with an outline of its headings and numbered pages.

    Raises BrowserMissing where there is no browser, ToolFailure where it cannot print."""
    with _printer() as page:
        _show(page, html)
        return page.pdf(
            format="A4", print_background=True, tagged=True, outline=True, display_header_footer=True,
            header_template="<span></span>", footer_template=_FOOT.format(title=escape(title)),
            margin={"top": "14mm", "bottom": "16mm", "left": "14mm", "right": "14mm"},
        )  # fmt: skip


def to_one_page(tries: Iterable[str]) -> bytes:
    """The first of `tries`, at least one, that its own style sets on a single page, as a PDF; else the last.

    Raises as `to_pdf`."""
    printed = b""
    with _printer() as page:
        for html in tries:
            _show(page, html)
            printed = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            if pages_of(printed) <= 1:
                break
    return printed


@contextmanager
def _printer() -> Iterator[Page]:
    """A page that asks nothing of anywhere and runs no script; errors of the browser are told in words."""
    from playwright.sync_api import Error, sync_playwright

    found = find_browser(None)
    try:
        with sync_playwright() as playwright, launch(playwright, found, resolver_rule=NOWHERE) as browser:
            context = browser.new_context(java_script_enabled=False, offline=True)
            context.set_default_timeout(PRINT_SECONDS * 1000)
            yield context.new_page()
    except Error as error:
        raise ToolFailure(
            f"the browser could not print the report: {in_words(error)}",
            "The other formats need no browser; `casetrust-audit doctor` says what is amiss with it.",
        ) from error


def _show(page: Page, html: str) -> None:
    page.set_content(html, wait_until="load")
    if _CHINESE.search(html[:400]) and not page.evaluate(_FULL_WIDTH):
        raise ToolFailure(
            "no font on this computer shows Chinese: the PDF would be full of boxes",
            "Install one (Debian: fonts-noto-cjk), or write HTML, which is read with the reader's own fonts.",
        )
