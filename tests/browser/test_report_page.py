"""The reports as pages: axe-core and a strict HTML parser look at them, and nothing in them reaches out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from html5lib import HTMLParser

from casetrust_audit.collect.accessibility import axe_source
from casetrust_audit.overlay.diff import differences
from casetrust_audit.report.brief import to_brief
from casetrust_audit.report.comparison_view import comparison_html
from casetrust_audit.report.html import to_html
from casetrust_audit.report.language import language
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
    "brief": lambda: to_brief(sample.result(), sample.crops),
    "brief in Chinese": lambda: to_brief(sample.hostile(), sample.crops, language("zh")),
    "compared": lambda: comparison_html(differences(sample.attested(), sample.result())),
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


def dark(page: Page) -> bool:
    """Whether the page has light text on a dark ground, as the browser computed them."""
    ground, ink = (
        page.evaluate("name => getComputedStyle(document.body)[name].match(/\\d+/g).map(Number)", name)
        for name in ("backgroundColor", "color")
    )
    return bool(sum(ground) < sum(ink))


def shown(page: Page) -> list[str]:
    """Ids of the requirements that are to be seen in the list."""
    rows = "rows => rows.filter((row) => row.offsetHeight > 0).map((row) => row.id)"
    found: list[str] = page.locator(".findings tbody tr").evaluate_all(rows)
    return found


def hint(page: Page) -> str:
    """How many are shown, as a screen reader is told; "" where it says nothing."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    texts = [n["name"]["value"] for n in tree if not n["ignored"] and n["role"]["value"] == "StaticText"]
    said = [f"{texts[i - 1]}{text}" for i, text in enumerate(texts) if "requirements shown" in text]
    return " ".join(said)


@pytest.mark.parametrize(
    ("name", "layout", "scheme"),
    [
        ("overlaid", "desktop", "light"), ("overlaid", "phone", "dark"), ("attested", "phone", "light"),
        ("attested", "desktop", "dark"), ("hostile", "desktop", "dark"), ("compared", "desktop", "dark"),
        ("compared", "phone", "light"),
    ],
)  # fmt: skip
def test_a_report_has_no_serious_fault_of_accessibility(
    name: str, layout: str, scheme: str, show: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = show(REPORTS[name](), layout, scheme)
    assert dark(page) is (scheme == "dark")
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


def test_the_list_is_narrowed_without_any_script(show: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = show(REPORTS["sample"]())
    everything = shown(page)
    assert len(everything) == len(sample.FINDINGS)
    assert hint(page) == ""
    page.get_by_role("radio", name="Fail 4").check()
    assert shown(page) == [
        "rule-prc-no-hidden-charges", "rule-sec-headers-hsts", "rule-ret-period-stated", "rule-idn-uen",
    ]  # fmt: skip
    assert page.locator(".area:visible").count() == 4
    page.get_by_role("radio", name="Blocker 4").check()
    assert shown(page) == ["rule-prc-no-hidden-charges", "rule-idn-uen"]
    assert page.locator(".area:visible").count() == 2
    assert hint(page) == "2 of 11 requirements shown"
    page.get_by_role("radio", name="Business identity 1").check()
    assert shown(page) == ["rule-idn-uen"]
    page.locator(".narrowed").get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert hint(page) == ""


def test_the_filters_are_reached_and_pressed_by_keyboard_and_enter_leads_nowhere(
    show: Callable[..., tuple[Page, list[str]]],
) -> None:
    page, _ = show(REPORTS["sample"]())
    page.get_by_role("radio", name="All 11").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.url == ADDRESS
    assert page.get_by_role("radio", name="Fail 4").is_checked()
    assert len(shown(page)) == 4
    page.keyboard.press("Tab")
    focused = "() => document.activeElement.name"
    assert page.evaluate(focused) == "severity"


def test_a_choice_has_an_address_that_opens_the_report_narrowed(show: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = show(REPORTS["sample"]())
    page.get_by_role("radio", name="Blocker 4").check()
    narrowed = shown(page)
    page.get_by_role("link", name="Address that opens it at: Blocker").click()
    address = page.url
    assert address != ADDRESS
    page.goto("about:blank")
    page.goto(address)
    assert page.get_by_role("radio", name="All 11").nth(1).is_checked()
    assert shown(page) == narrowed
    assert hint(page) == f"{len(narrowed)} of 11 requirements shown"
    page.locator(".narrowed").get_by_role("link", name="Show all").click()
    assert len(shown(page)) == len(sample.FINDINGS)
    assert hint(page) == ""


def test_what_a_link_leads_to_is_shown_whatever_is_filtered_out(
    show: Callable[..., tuple[Page, list[str]]],
) -> None:
    page, _ = show(REPORTS["sample"]())
    page.get_by_role("radio", name="Fail 4").check()
    page.get_by_role("radio", name="Business identity 1").check()
    page.goto(f"{ADDRESS}#rule-sec-https-only")
    assert shown(page) == ["rule-sec-https-only", "rule-idn-uen"]


def test_paper_shows_everything_on_white_whatever_is_chosen(show: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = show(REPORTS["sample"](), scheme="dark")
    page.get_by_role("radio", name="Fail 4").check()
    page.emulate_media(media="print", color_scheme="dark")
    assert len(shown(page)) == len(sample.FINDINGS)
    assert not dark(page)
    assert page.locator(".filters:visible, .narrowed:visible, .here:visible").count() == 0


def test_the_first_screen_holds_verdict_figures_blockers_and_price_story(
    show: Callable[..., tuple[Page, list[str]]],
) -> None:
    page, _ = show(REPORTS["sample"]())
    for part in (".verdict", ".figures", "svg.bar", ".glance"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part


def test_the_list_is_a_table_to_a_screen_reader_on_a_phone_too(show: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = show(REPORTS["sample"](), "phone")
    table = page.get_by_role("table", name="Requirements of the area Pricing & hidden charges")
    assert table.get_by_role("row").count() == 3
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    assert roles.count("rowheader") >= len(sample.FINDINGS)
