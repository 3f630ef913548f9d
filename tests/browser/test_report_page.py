"""The reports as pages: axe-core and a strict HTML parser look at them, and nothing in them reaches out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from html5lib import HTMLParser

from casetrust_audit.collect.accessibility import axe_source
from casetrust_audit.report.html import to_html
from tests.report import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ADDRESS = "http://127.0.0.1/report.html"
LAYOUTS = {"desktop": (1280, 900), "phone": (390, 844)}
REPORTS: dict[str, Callable[[], str]] = {
    "sample": lambda: to_html(sample.result(), sample.crops),
    "attested": lambda: to_html(sample.attested(), sample.crops),
    "overlaid": lambda: to_html(sample.overlaid(), sample.crops),
    "hostile": lambda: to_html(sample.hostile(), sample.crops),
}
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((v) => [v.impact, v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))]);
}"""


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Opens a report's text as a page of its own; with it comes every request that it made."""
    contexts = []

    def shown(text: str, layout: str = "desktop", scheme: str = "light") -> tuple[Page, list[str]]:
        width, height = LAYOUTS[layout]
        # its own policy forbids scripts, and requests before they are made
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        contexts.append(context)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
        page.goto(ADDRESS, wait_until="load")
        return page, [url for url in asked if url != ADDRESS and not url.startswith("data:")]

    yield shown
    for context in contexts:
        context.close()


def faults(page: Page) -> list[Any]:
    """Serious and critical faults that axe finds once everything is unfolded: impact, rule, elements."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    page.evaluate(axe_source())
    found: list[Any] = page.evaluate(RUN)
    return [fault for fault in found if fault[0] in ("serious", "critical")]


@pytest.mark.parametrize(
    ("name", "layout", "scheme"),
    [
        ("overlaid", "desktop", "light"), ("overlaid", "phone", "dark"), ("attested", "phone", "light"),
        ("hostile", "desktop", "dark"),
    ],
)  # fmt: skip
def test_a_report_has_no_serious_fault_of_accessibility(
    name: str, layout: str, scheme: str, show: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = show(REPORTS[name](), layout, scheme)
    assert faults(page) == []


def test_axe_would_tell_of_faint_text_and_of_a_picture_without_words(
    show: Callable[..., tuple[Page, list[str]]],
) -> None:
    spoiled = REPORTS["sample"]().replace(
        "</main>", '<p style="color:#bbb;background:#fff">faint</p><img src=""></main>'
    )
    page, _ = show(spoiled)
    assert {"color-contrast", "image-alt"} <= {rule for _, rule, _ in faults(page)}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_fits_its_window_and_asks_for_nothing(
    name: str, layout: str, show: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, asked = show(REPORTS[name](), layout)
    assert asked == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_read_by_a_strict_parser_without_an_error(name: str) -> None:
    HTMLParser(strict=True).parse(REPORTS[name]())
