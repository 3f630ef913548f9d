import json
from dataclasses import replace
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.cli.app import app, run
from casetrust_audit.cli.options import printed_of
from casetrust_audit.errors import UsageError
from casetrust_audit.evidence.bundle import Bundle, object_path, sha256
from casetrust_audit.model.capture import Collection
from casetrust_audit.report.formats import DEFAULT_FORMATS, FORMATS, PRINTED, WRITERS, Wanted, wanted
from tests.report import sample


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pipeline.Checked:
    """The sample as though it had been judged from a bundle in the current directory."""
    monkeypatch.chdir(tmp_path)
    result = sample.result()
    shots = tuple(replace(c, files={**c.files, "screenshot": sha256(sample.JPEG)}) for c in sample.CAPTURES)
    root = tmp_path / "audit" / "bundle"
    picture = object_path(root, sha256(sample.JPEG), "screenshot")
    picture.parent.mkdir(parents=True)
    picture.write_bytes(sample.JPEG)
    (root / "manifest.jsonl").write_text("kept", encoding="utf-8")
    return pipeline.Checked(
        Bundle(root, result.bundle_digest, Collection(result.run, shots, (), (), (), (), result.crawl)), result
    )


@pytest.fixture
def judged(checked: pipeline.Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands with the judging taken out of them."""
    monkeypatch.setattr(pipeline, "rule_set", lambda *_: None)
    monkeypatch.setattr(pipeline, "check", lambda *_: checked)


def command(*arguments: str) -> int:
    return run(lambda: app(list(arguments), standalone_mode=False))


def test_every_format_has_a_file_of_its_own_and_a_writer() -> None:
    assert set(FORMATS) == {*WRITERS, *PRINTED}
    assert set(PRINTED.values()) <= set(WRITERS)
    assert len(set(FORMATS.values())) == len(FORMATS)


def test_without_a_wish_the_usual_three_are_written() -> None:
    assert wanted(()) == tuple(Wanted(name) for name in ("html", "md", "json"))
    assert DEFAULT_FORMATS == ("html", "md", "json")


def test_pairs_and_names_may_be_mixed_and_repeated() -> None:
    asked = wanted(["sarif", "sarif=a=b/x.sarif", "junit", "sarif"])
    assert asked == (Wanted("sarif"), Wanted("sarif", Path("a=b/x.sarif")), Wanted("junit"))


@pytest.mark.parametrize("text", ["docx", "", "SARIF", "sarif=", "sarif= ", "sarif=..", "sarif=/", "=x", "html,md"])
def test_a_wish_that_cannot_be_met_is_wrong_usage_with_advice(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        wanted([text])
    assert caught.value.advice


def test_one_file_for_two_formats_is_refused() -> None:
    with pytest.raises(UsageError, match=r"x\.out is asked for twice"):
        wanted(["sarif=x.out", "csv=x.out"])


def test_all_formats_are_written_to_the_directory_and_a_pair_to_its_own_place(checked: pipeline.Checked) -> None:
    paths = pipeline.write_reports(checked, Path("out"), (*WRITERS, "sarif=deep/er/x.sarif"))
    assert [p.as_posix() for p in paths] == [*(f"out/{FORMATS[name]}" for name in WRITERS), "deep/er/x.sarif"]
    assert all(path.stat().st_size for path in paths)
    assert paths[-1].read_bytes() == Path("out/audit.sarif").read_bytes()


def test_only_pairs_leave_the_directory_unmade(checked: pipeline.Checked) -> None:
    pipeline.write_reports(checked, Path("out"), ("csv=x.csv",))
    assert not Path("out").exists()


@pytest.mark.parametrize("place", ["audit/bundle/manifest.jsonl", "audit/bundle/../bundle/objects/new.json"])
def test_evidence_is_never_written_to(checked: pipeline.Checked, place: str) -> None:
    with pytest.raises(UsageError, match="inside the evidence bundle"):
        pipeline.write_reports(checked, Path("out"), (f"json={place}",))
    assert Path("audit/bundle/manifest.jsonl").read_text(encoding="utf-8") == "kept"


def test_a_place_that_cannot_be_written_to_is_wrong_usage(checked: pipeline.Checked) -> None:
    Path("taken").write_text("", encoding="utf-8")
    Path("folder").mkdir()
    for place in ("taken/x.csv", "folder"):
        with pytest.raises(UsageError, match="cannot be written"):
            pipeline.write_reports(checked, Path("out"), (f"csv={place}",))


def test_screenshots_are_attached_by_their_place_in_the_checkout(checked: pipeline.Checked) -> None:
    (path,) = pipeline.write_reports(checked, Path("out"), ("junit",))
    digest = sha256(sample.JPEG)
    place = f"audit/bundle/objects/{digest[:2]}/{digest}.jpg"
    assert Path(place).is_file()
    assert f"[[ATTACHMENT|{place}]]" in path.read_text(encoding="utf-8")


def test_screenshots_elsewhere_on_the_machine_are_not_named(
    checked: pipeline.Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("other").mkdir()
    monkeypatch.chdir("other")
    (path,) = pipeline.write_reports(checked, Path("out"), ("junit",))
    assert "ATTACHMENT" not in path.read_text(encoding="utf-8")
    assert str(checked.bundle.root) not in path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[tuple[str, int]]:
    results = json.loads(path.read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [r["locations"][0]["physicalLocation"] for r in results]
    return {(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in places}


def test_findings_lie_at_the_line_of_the_configuration_that_names_the_shop(checked: pipeline.Checked) -> None:
    Path("ci").mkdir()
    config = Path("ci/shop.yaml")
    config.write_text("max_pages: 3\n# kopi-kaya.example\nurl: https://kopi-kaya.example/\n", encoding="utf-8")
    sarif, annotations = pipeline.write_reports(checked, Path("out"), ("sarif", "annotations"), config.resolve())
    assert anchors(sarif) == {("ci/shop.yaml", 3)}
    assert annotations.read_text(encoding="utf-8").startswith("::error file=ci/shop.yaml,line=3,title=")


def test_a_configuration_outside_the_checkout_or_gone_is_not_named(
    checked: pipeline.Checked, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "shop.yaml"
    outside.write_text("url: https://kopi-kaya.example/\n", encoding="utf-8")
    for config in (outside, Path("gone.yaml"), None):
        (sarif,) = pipeline.write_reports(checked, Path("out"), ("sarif",), config)
        assert anchors(sarif) == {("casetrust.yaml", 1)}


@pytest.mark.usefixtures("judged")
def test_check_prints_the_json_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("check", "audit", "-q") == 1
    assert json.loads(capsys.readouterr().out)["readiness"] == "NOT READY"
    assert sorted(path.name for path in Path().iterdir()) == ["audit"]


@pytest.mark.usefixtures("judged")
def test_check_prints_the_one_format_without_a_file_beside_those_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("check", "audit", "-q", "--format", "csv", "--format", "sarif=x.sarif") == 1
    assert capsys.readouterr().out.startswith('"shop","audited"')
    assert anchors(Path("x.sarif"))


@pytest.mark.usefixtures("judged")
def test_check_prints_nothing_where_every_format_has_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("check", "audit", "-q", "--format", "sarif=x.sarif") == 1
    assert capsys.readouterr().out == ""
    assert Path("x.sarif").is_file()


@pytest.mark.usefixtures("judged")
def test_check_cannot_print_two_formats_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("check", "audit", "--format", "csv", "--format", "sarif") == 2
    assert "csv and sarif cannot both go to standard output" in " ".join(capsys.readouterr().err.split())


@pytest.mark.usefixtures("judged")
def test_check_with_a_directory_writes_the_usual_three_there() -> None:
    assert command("check", "audit", "-q", "--output", "out") == 1
    assert sorted(path.name for path in Path("out").iterdir()) == ["audit.json", "report.html", "report.md"]


@pytest.mark.usefixtures("judged")
def test_report_writes_each_format_to_its_place_and_prints_the_paths(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("report", "audit", "-o", "out", "-f", "junit", "-f", "earl", "-f", "job-summary=sum.md") == 0
    assert capsys.readouterr().out.split() == ["out/junit.xml", "out/earl.jsonld", "sum.md"]


@pytest.mark.usefixtures("judged")
def test_an_unknown_format_is_told_before_the_bundle_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "check", lambda *_: pytest.fail("the work had begun"))
    for name in ("check", "report"):
        assert command(name, "audit", "--format", "sarf=x") == 2
        assert "annotations" in capsys.readouterr().err


def test_a_pdf_is_not_printed_to_a_terminal(checked: pipeline.Checked) -> None:
    with pytest.raises(UsageError, match="pdf is no text"):
        printed_of(("pdf",))
