"""Every language under report_templates/languages says everything, says nothing that nobody asks for, and promises
nothing that the tool does not."""

import os
import re
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup

from casetrust_audit.errors import UsageError
from casetrust_audit.report.comparison_view import comparison_html, comparison_markdown
from casetrust_audit.report.formats import WRITERS, Beside
from casetrust_audit.report.html import printed_title, to_html
from casetrust_audit.report.job_summary import to_job_summary
from casetrust_audit.report.language import ENGLISH, folder, known, language
from casetrust_audit.report.markdown import to_markdown
from casetrust_audit.report.message_templates import placeholders
from casetrust_audit.report.translator import Translator
from scripts.messages import report_messages, rule_messages
from tests.report import sample
from tests.report.test_comparison import told

GOLDEN = Path(__file__).parent.parent / "golden" / "report"
FOLDERS = sorted(path.parent for path in folder().glob("*/report.po"))
ZH = language("zh")


def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(path.read_text(encoding="utf-8"))


def catalogues() -> list[Path]:
    return sorted(folder().glob("*/*.po"))


def test_chinese_is_there_under_its_tag_and_its_short_name() -> None:
    assert "zh-Hans" in known()
    assert language("ZH_hans") is ZH
    assert language("en-SG") is ENGLISH


@pytest.mark.parametrize("name", ["xx", "", "zh-Hant", "../zh", "z"])
def test_a_language_nobody_has_written_is_an_error_that_names_those_there_are(name: str) -> None:
    with pytest.raises(UsageError) as error:
        language(name)
    assert "zh-Hans" in error.value.advice


@pytest.mark.parametrize("place", FOLDERS, ids=lambda p: p.name)
def test_the_catalogue_of_a_report_is_whole_and_holds_nothing_stale(place: Path) -> None:
    entries = [e for e in catalogue(place / "report.po") if not e.obsolete]
    assert {(e.msgid, e.msgid_plural) for e in entries} == {(m.text, m.plural) for m in report_messages()}, (
        "run `make messages`"
    )


@pytest.mark.parametrize("path", catalogues(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_message_has_a_translation_with_the_same_placeholders(path: Path) -> None:
    wrong = []
    for entry in catalogue(path):
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        source = entry.msgid_plural or entry.msgid
        if entry.fuzzy or not all(texts) or any(set(placeholders(t)) != set(placeholders(source)) for t in texts):
            wrong.append(entry.msgid)
    assert wrong == []


@pytest.mark.parametrize("path", catalogues(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_translation_has_the_markup_of_its_message(path: Path) -> None:
    def markup(text: str) -> list[str]:
        return sorted(re.findall(r"</?[a-z]+[^>]*>|\*\*", text))

    wrong = [e.msgid for e in catalogue(path) if not e.msgid_plural and markup(e.msgid) != markup(e.msgstr)]
    assert wrong == []


def test_every_text_of_a_rule_has_a_chinese_one() -> None:
    path = folder() / "zh_Hans" / "findings.po"
    missing = {m.text for m in rule_messages()} - {e.msgid for e in catalogue(path) if e.translated()}
    assert missing == set()


def test_no_translation_says_that_a_shop_is_certified_or_compliant() -> None:
    for path in catalogues():
        said = " ".join(e.msgstr for e in catalogue(path) if e.msgstr and "certif" not in e.msgid.lower())
        assert not re.search(r"认证通过|已获认证|通过认证|合规", said)


def reports() -> dict[str, str]:
    results = {
        "sample": sample.result(), "attested": sample.attested(), "overlaid": sample.overlaid(),
        "nothing": sample.hostile("1"),
    }  # fmt: skip
    made = {f"{n} html": to_html(r, sample.crops, ZH) for n, r in results.items()}
    made |= {f"{n} md": to_markdown(r, ZH) for n, r in results.items()}
    made |= {f"{n} summary": to_job_summary(r, language=ZH) for n, r in results.items()}
    return made | {"diff html": comparison_html(told(), ZH), "diff md": comparison_markdown(told(), ZH)}


PLAIN = {
    "CaseTrust", "CASE", "report", "html", "audit", "json", "SHA", "sha", "HTML", "UTC", "UEN", "casetrust",
    "crawl", "journey", "second", "look", "cheap", "mid", "default", "catalogue", "shop",
}  # fmt: skip
"""Names, files, sessions and profiles, which no language translates."""


def test_nothing_of_our_own_is_left_in_english_where_the_shop_says_nothing() -> None:
    """The sample with every text of shop and audit turned into a figure: what is left in words is ours."""
    result = sample._poisoned(sample.result(), "1", ("https://a.example/",))
    soup = BeautifulSoup(to_html(result, sample.crops, ZH), "html.parser")
    for part in soup(["style", "code", "script"]):
        part.decompose()
    seen = [soup.get_text(" ")]
    for name in ("aria-label", "alt", "title"):
        seen += [str(tag[name]) for tag in soup.find_all(attrs={name: True})]
    ids = {f.rule for f in result.findings} | {s.scheme for s in result.clauses}
    text = " ".join(seen)
    for name in sorted(ids, key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"https?://\S+|[\w-]+\.example\S*", "", text)
    assert set(re.findall(r"[A-Za-z]{3,}", text)) - PLAIN == set()


def test_the_pages_say_which_language_they_are_in() -> None:
    for page in (to_html(sample.result(), sample.crops, ZH), comparison_html(told(), ZH)):
        assert BeautifulSoup(page, "html.parser").html["lang"] == "zh-Hans"  # type: ignore[index]
    assert BeautifulSoup(to_html(sample.result(), sample.crops), "html.parser").html["lang"] == "en"  # type: ignore[index]


def test_what_has_no_translation_is_marked_as_english_and_counted() -> None:
    soup = BeautifulSoup(to_html(sample.overlaid("An answer in nobody's catalogue"), sample.crops, ZH), "html.parser")
    marked = {tag.get_text(strip=True) for tag in soup.select('span[lang="en"]')}
    assert "The link check stopped half-way." in marked
    assert "没有译文" in soup.footer.get_text() or "尚无译文" in soup.footer.get_text()  # type: ignore[union-attr]
    assert not soup.select("title span, svg span, [alt*='<span']")


def test_hostile_text_in_another_language_gives_no_markup_either() -> None:
    for text in (to_html(sample.hostile(), sample.crops, ZH), comparison_html(told("<script>alert(1)</script>"), ZH)):
        soup = BeautifulSoup(text, "html.parser")
        assert not soup.select("script, [onerror], [onmouseover]")


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "csv", "earl", "annotations"])
def test_formats_for_machines_stay_english(name: str) -> None:
    beside = Beside(sample.crops, lambda _: "")
    spoken = Beside(sample.crops, lambda _: "", language=ZH)
    assert WRITERS[name](sample.result(), spoken) == WRITERS[name](sample.result(), beside)


def test_times_and_numbers_have_the_form_of_the_language() -> None:
    t = Translator(ZH)
    assert t.moment("2026-11-22T03:10:00Z") == "2026 年 11 月 22 日 03:10（UTC）"
    assert t.count("{number} clause: {tally}", "{number} clauses: {tally}", 1, tally="x") == "1 项条款：x"
    assert printed_title(sample.result(), ZH) == "kopi-kaya.example 的 CaseTrust 准备情况"


def test_the_chinese_report_is_the_kept_one_byte_for_byte() -> None:
    made = to_markdown(sample.result(), ZH).encode("utf-8")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (GOLDEN / "report.zh-Hans.md").write_bytes(made)
    assert made == (GOLDEN / "report.zh-Hans.md").read_bytes()


def test_the_same_result_gives_the_same_bytes_again_in_every_language() -> None:
    assert reports() == reports()


def test_a_language_that_is_begun_is_found_and_is_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from casetrust_audit.report import language as room
    from scripts.messages import update

    (tmp_path / "ms").mkdir()
    assert "lacks" in update(tmp_path / "ms")
    monkeypatch.setattr(room, "folder", lambda: tmp_path)
    for cached in (room.known, room._loaded):
        cached.cache_clear()
        monkeypatch.setattr(room, cached.__name__, cached.__wrapped__)
    assert room.known() == ("en", "ms")
    assert Translator(room.language("ms")).say("Fail") == "Fail"


def test_bringing_a_catalogue_up_to_date_keeps_what_is_translated(tmp_path: Path) -> None:
    from scripts.messages import update

    place = tmp_path / "zh_Hans"
    place.mkdir()
    kept = (folder() / "zh_Hans" / "report.po").read_text(encoding="utf-8")
    (place / "report.po").write_text(kept + '\nmsgid "nobody says this"\nmsgstr "无人"\n', encoding="utf-8")
    update(place)
    after = (place / "report.po").read_text(encoding="utf-8")
    assert '#~ msgid "nobody says this"' in after
    assert after.partition("#~")[0].strip() == kept.strip()
