import re
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import Verdict
from casetrust_audit.report.html import to_html
from tests.report import sample

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "section", "article", "nav",
    "footer", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd",
    "span", "strong", "b", "br", "code", "blockquote", "img", "details", "summary", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "desc", "defs", "pattern", "rect", "path",
    "circle", "g", "text", "form", "fieldset", "legend", "label", "input", "button",
}  # fmt: skip


def page(hostile: bool = False) -> BeautifulSoup:
    result = sample.hostile() if hostile else sample.result()
    return BeautifulSoup(to_html(result, sample.crops), "html.parser")


def section(soup: BeautifulSoup, name: str) -> str:
    heading = soup.find(id=name)
    assert heading is not None
    found = heading.find_parent(["section", "article"])
    assert found is not None
    return found.get_text(" ", strip=True)


def summary(soup: BeautifulSoup) -> str:
    return section(soup, "verdict-title")


def tags(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.find_all(True))


def test_the_first_screen_says_what_matters() -> None:
    soup = page()
    text = summary(soup)
    assert soup.select("h1")[0].get_text() == "kopi-kaya.example"
    assert "22 Nov 2026, 03:10 UTC" in soup.select("header")[0].get_text()
    assert "Not ready 2 blockers fail" in text
    assert "33.3–63.2" in text
    assert "shown as 47.5 (capped at 49: a blocker fails)" in text
    assert "70.2 %" in text
    assert "Blockers decided 4 of 4 2 open." in text
    assert "9 of 11 judged automatically 1 of 11 found by the tool" in text
    assert "What to do: Add the handling fee to the price, or state it beside every price." in text
    assert "Only CASE (the Consumers Association of Singapore) can accredit a business" in text


def test_a_reader_sees_when_a_score_is_provisional_and_when_there_is_none() -> None:
    base = sample.result()
    score = replace(base.score, provisional=True, cap=100, cap_reason="")
    soup = BeautifulSoup(to_html(replace(base, score=score), sample.crops), "html.parser")
    assert "shown as 47.5 (provisional: a blocker is undecided)" in summary(soup)
    none = replace(score, low=None, high=None, point=None, shown=None)
    soup = BeautifulSoup(to_html(replace(base, score=none), sample.crops), "html.parser")
    assert "shown as – (No score: nothing that weighs was decided.)" in summary(soup)


def test_every_undecided_requirement_comes_with_its_question() -> None:
    text = section(page(), "undecided")
    for finding in sample.FINDINGS:
        if finding.verdict in (Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED, Verdict.ATTEST):
            assert finding.title in text
            assert finding.question in text


def test_every_finding_is_in_its_area_with_a_word_for_its_verdict() -> None:
    soup = page()
    for finding in sample.FINDINGS:
        row = soup.find(id=f"rule-{finding.rule}")
        assert isinstance(row, Tag)
        assert row.get_text(" ", strip=True).split(" ")[0] in "✕?○!✎✓–"
        assert finding.message in row.get_text()
    row = soup.find(id="rule-prc-price-visible")
    assert isinstance(row, Tag)
    assert "… and 2 more, in audit.json." in row.get_text()


def test_a_finding_of_an_area_without_a_score_is_not_lost() -> None:
    base = sample.result()
    soup = BeautifulSoup(to_html(replace(base, areas=()), sample.crops), "html.parser")
    assert len(soup.select("table.findings tbody tr")) == len(sample.FINDINGS)


def test_evidence_shows_quote_address_selector_picture_and_hash() -> None:
    row = page().find(id="rule-prc-no-hidden-charges")
    assert isinstance(row, Tag)
    spot = row.select(".spot")[0]
    assert spot.select("blockquote")[0].get_text() == "Handling fee S$3.90"
    assert spot.select("a")[0]["href"] == "https://kopi-kaya.example/checkout"
    assert spot.select("a")[1]["href"] == "#capture-c0005"
    assert str(spot.select("img")[0]["src"]).startswith("data:image/jpeg;base64,/9j/")
    assert "main > p:nth-of-type(2)" in spot.get_text()
    assert "sha256 555555555555…" in spot.get_text()


def test_a_picture_that_is_no_jpeg_is_left_out() -> None:
    def svg(_: EvidenceRef) -> bytes:
        return b"<svg onload=alert(1)>"

    assert not BeautifulSoup(to_html(sample.result(), svg), "html.parser").select("img")


def test_a_trail_that_ended_early_says_why_and_claims_no_amount_to_pay() -> None:
    text = section(page(), "trail-2")
    assert "This trail ended early , at: product page. The cart refused the item" in text
    assert "Seen so far; not the amount to pay" in text
    assert not re.search(r"(?<!the )amount to pay", text, re.IGNORECASE)


def test_the_waterfall_is_told_in_words_and_drawn_with_patterns() -> None:
    svg = page().select(".waterfall svg[role=img]")[0]
    assert svg.get("aria-labelledby") == "trail-1-title trail-1-desc"
    assert svg.select("title")[0].get_text() == "Price waterfall for Kaya toast set (Cheap item)"
    assert svg.select("desc")[0].get_text() == (
        "Price first shown: S$12.90; Delivery: +S$4.00, first seen at: cart; Handling fee: +S$3.90, first seen at: "
        "payment — not announced before; Amount to pay: S$20.80."
    )
    assert [r["fill"] for r in svg.select("g > rect")] == [
        "currentColor", "url(#trail-1-disclosed)", "url(#trail-1-hidden)", "currentColor",
    ]  # fmt: skip


def test_the_picture_of_a_trail_has_a_table_that_says_the_same() -> None:
    table = page().select("details.twin table")[0]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["What", "Amount", "Sum so far", "First seen at", "Announced"],
        ["Price first shown", "S$12.90", "S$12.90", "–", "–"],
        ["Delivery", "+S$4.00", "S$16.90", "cart", "amount stated before checkout"],
        ["Handling fee", "+S$3.90", "S$20.80", "payment", "not announced before checkout"],
        ["Amount to pay", "S$20.80", "S$20.80", "–", "–"],
    ]


def test_the_bars_of_the_picture_differ_without_any_colour() -> None:
    for svg in page().select(".waterfall svg[role=img]"):
        bars = {str(rect["fill"]) for rect in svg.select("g > rect")}
        patterns = [p for p in svg.select("pattern") if f"url(#{p['id']})" in bars]
        shapes = {re.sub(r'class="\w+"', "", "".join(map(str, p.find_all(True)))) for p in patterns}
        assert len(shapes) == len(patterns)


def test_each_amount_of_the_table_leads_to_its_picture() -> None:
    soup = page()
    cells = soup.select("table.steps a.amount")
    assert cells
    for cell in cells:
        target = soup.find(id=str(cell["href"])[1:])
        assert isinstance(target, Tag)
        assert target.select("img")
        assert cell.get_text() in target.get_text()


def test_a_walk_is_headed_in_words_and_not_by_the_name_it_has_in_the_tool() -> None:
    base = sample.result()
    names = {"cheap": "Cheap item", "mid": "Item of middling price", "again": "The same item once more",
             "collect": "Collected by the buyer", "recorded": "Walked by a person", "Gift": "Gift"}  # fmt: skip
    trails = tuple(replace(sample.COMPLETE, scenario=name) for name in names)
    soup = BeautifulSoup(to_html(replace(base, trails=trails), sample.crops), "html.parser")
    assert [h.get_text() for h in soup.select(".trail h3")] == [f"{n}: Kaya toast set" for n in names.values()]


def test_a_planned_walk_says_that_the_buyer_fetches_the_goods() -> None:
    base = sample.result()
    walk = replace(base.journeys[0], scenario="Gift", collected=True)
    trail = replace(sample.COMPLETE, scenario="Gift")
    soup = BeautifulSoup(to_html(replace(base, trails=(trail,), journeys=(walk,)), sample.crops), "html.parser")
    assert soup.select(".trail h3")[0].get_text() == "Gift, collected by the buyer: Kaya toast set"
    assert "Gift, collected by the buyer: reached the last step before payment" in section(soup, "limits")


def test_what_was_not_looked_at_is_counted_by_reason() -> None:
    text = section(page(), "limits")
    assert "page budget used up (11)" in text
    assert "a bot check was shown instead of the page (a puzzle was shown)" in text
    assert "1 policy-like link not read" in text
    assert "POST https://kopi-kaya.example/orders (order submit)" in text


def test_the_page_asks_nothing_of_a_network_and_runs_nothing() -> None:
    for hostile in (False, True):
        soup = page(hostile)
        assert {tag.name for tag in tags(soup)} <= ALLOWED
        for tag in tags(soup):
            assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "srcset", "action")]
            assert str(tag.get("src", "data:image/jpeg;base64,")).startswith("data:image/jpeg;base64,")
            assert re.match(r"https?://|#[a-z]", str(tag.get("href", "#a")))
        assert "url(http" not in str(soup)
        policy = soup.select('meta[http-equiv="Content-Security-Policy"]')[0]["content"]
        assert str(policy).startswith("default-src 'none'; img-src data:;")


def test_hostile_addresses_are_shown_and_not_linked() -> None:
    soup = page(hostile=True)
    assert not [a for a in soup.select("a") if "evil" in str(a["href"]) or "alert" in str(a["href"])]
    assert "javascript:alert(1)" in soup.get_text()


def test_a_long_address_is_shown_cut_and_linked_whole() -> None:
    url = "https://kopi-kaya.example/" + "a" * 300
    base = sample.result()
    soup = BeautifulSoup(to_html(replace(base, run=replace(base.run, target=url)), sample.crops), "html.parser")
    shown = soup.select("header a")[0]
    assert shown["href"] == url
    assert "more characters)" in shown.get_text()


def test_hostile_text_is_shown_as_text() -> None:
    soup = page(hostile=True)
    text = soup.get_text()
    assert "<script>alert(1)</script>" in text
    assert "{{7*7}}" in text
    assert "⟨U+202E⟩gnp.exe" in text
    assert not set(str(soup)) & set("\x00\x1b\u202e\u2066\u200b\ufeff\ud800")
    # the same elements as in the harmless report: nothing of the text became markup
    assert {tag.name for tag in tags(soup)} <= {tag.name for tag in tags(page())}


def test_long_texts_do_not_make_a_huge_page() -> None:
    html = to_html(sample.hostile("x" * 10_000), lambda _: None)
    assert len(html) < 250_000
    assert "more characters)" in html


def test_the_page_can_be_read_without_eyes_and_without_a_mouse() -> None:
    soup = page()
    assert len(soup.select("h1")) == 1
    assert [len(soup.select(name)) for name in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    assert soup.select("body > a")[0]["href"] == "#main"
    assert all(table.find("caption") for table in soup.select("table"))
    assert all(th.get("scope") for th in soup.select("th"))
    assert all(img.get("alt") for img in soup.select("img"))
    assert all(box.get("tabindex") == "0" and box.get("aria-label") for box in soup.select(".scroll"))


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique() -> None:
    soup = page()
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for a in soup.select('a[href^="#"]')}
    assert targets <= set(ids)


def test_the_report_never_promises_what_only_the_scheme_can() -> None:
    text = page().get_text().lower()
    assert not re.search(r"certified|compliant|guarantee", text)
