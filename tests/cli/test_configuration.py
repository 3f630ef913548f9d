"""The configuration file under the command line: what goes before what, and what is wrong told before work begins."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from casetrust_audit import settings
from casetrust_audit.attestation.read import read_attestations
from casetrust_audit.cli.app import app, run
from casetrust_audit.cli.config_commands import as_schema
from casetrust_audit.cli.configuration import JUDGING, env_name
from casetrust_audit.overlay.waivers import read_waivers
from casetrust_audit.report.json_format import to_json
from casetrust_audit.ruleset.yaml_source import load_yaml
from tests.report import sample

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command in a directory of its own: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    for key in (*JUDGING, *settings.CONFIG_KEYS, "config"):
        monkeypatch.delenv(env_name(key), raising=False)
    (tmp_path / "audit.json").write_text(to_json(sample.result()), encoding="utf-8")

    def call(*words: str) -> tuple[int, str, str]:
        code = run(lambda: app(list(words), standalone_mode=False))
        out, error = capsys.readouterr()
        return code, out, " ".join(error.split())

    return call


def written(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told("gate", "audit.json")[0] == 1  # by default a blocker that failed closes it
    written("casetrust.yaml", "gate: none\n")
    assert told("gate", "audit.json")[0] == 0
    monkeypatch.setenv("CASETRUST_GATE", "major")
    assert told("gate", "audit.json")[0] == 1
    assert told("gate", "audit.json", "--gate", "none")[0] == 0


def test_a_table_of_pyproject_does_as_well_and_somebody_elses_file_is_left_alone(told: Told) -> None:
    written("pyproject.toml", "[tool.ruff]\nthis is no TOML")
    assert told("gate", "audit.json")[0] == 1
    written("pyproject.toml", '[tool.casetrust-audit]\ngate = "none"\n')
    assert told("gate", "audit.json")[0] == 0
    written("pyproject.toml", "[tool.casetrust-audit]\ngate = \n")
    code, _, error = told("gate", "audit.json")
    assert (code, "pyproject.toml: is not TOML" in error) == (2, True)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("gait: none", "unknown key 'gait' Did you mean gate?"),
        ("quux: 1", "unknown key 'quux' `casetrust-audit config show` names all keys."),
        ("gate: [none]", "gate must be text"),
        ("min_score: high", "min_score must be a whole number"),
        ("min_score: true", "min_score must be a whole number"),
        ("strict: 1", "strict must be true or false"),
        ("rules: my-rules", "rules must be a list of texts"),
        ("gate: nothing", "unknown gate 'nothing'"),
        ("- gate", "must hold keys and values"),
        ("gate: none: x", "is not YAML"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_and_ends_with_2(text: str, wrong: str, told: Told) -> None:
    written("casetrust.yaml", text)
    code, _, error = told("gate", "audit.json")
    assert (code, wrong in error) == (2, True), error


def test_paths_in_the_file_are_seen_from_where_it_lies(told: Told, tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    written("ci/shop.yaml", "waivers: w.yaml\ngate: none\n")
    code, _, error = told("gate", "audit.json", "--config", "ci/shop.yaml")
    assert (code, "w.yaml" in error) == (2, True)
    written("ci/w.yaml", "waivers: []\n")
    assert told("gate", "audit.json", "--config", "ci/shop.yaml")[0] == 0


def test_a_file_named_and_not_there_is_wrong_usage(told: Told) -> None:
    assert told("gate", "audit.json", "--config", "none.yaml")[0] == 2
    written("casetrust.yaml", "waivers: none.yaml\n")
    code, _, error = told("config", "check")
    assert (code, "waivers: there is no none.yaml" in error) == (2, True)


def test_show_names_where_each_value_comes_from(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    written("casetrust.yaml", "max_pages: 7\n")
    monkeypatch.setenv("CASETRUST_MIN_SCORE", "70")
    code, out, _ = told("config", "show")
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert code == 0
    assert lines["max_pages"].endswith("7  (casetrust.yaml)")
    assert lines["min_score"].endswith("70  (CASETRUST_MIN_SCORE)")
    assert lines["gate"].endswith('"blocker"  (default)')
    assert set(lines) == {*JUDGING, *settings.CONFIG_KEYS}


def test_the_schema_takes_what_the_tool_takes(told: Told) -> None:
    schema = json.loads(told("config", "schema")[1])
    assert schema == as_schema()
    assert set(schema["properties"]) == {*JUDGING, *settings.CONFIG_KEYS}
    check = jsonschema.Draft202012Validator(schema)
    good = {"url": "https://x.sg/", "gate": "major", "max_pages": 5, "identity": {"first_name": "Mei"},
            "walks": [{"product": "/p/mug", "steps": [{"press": "Buy"}]}], "format": ["html"]}  # fmt: skip
    assert list(check.iter_errors(good)) == []
    wrong: tuple[dict[str, object], ...] = (
        {"gait": "x"}, {"gate": "x"}, {"max_pages": "5"}, {"walks": [{}]}, {"identity": {"name": "x"}},
    )  # fmt: skip
    for bad in wrong:
        assert list(check.iter_errors(bad)), bad


def test_init_writes_files_that_the_tool_takes(told: Told, tmp_path: Path) -> None:
    code, out, error = told("init", "--url", "www.shop.example.sg", "--gate", "major", "--own-site")
    assert (code, out.split()) == (0, ["casetrust.yaml", "waivers.yaml", "attestations.yaml"]), error
    assert told("config", "check")[0] == 0
    lines = {line.split()[0]: line for line in told("config", "show")[1].splitlines()}
    assert lines["gate"].endswith('"major"  (casetrust.yaml)')
    assert lines["own_site"].endswith("true  (casetrust.yaml)")
    assert read_waivers(tmp_path / "waivers.yaml").waivers == ()
    assert read_attestations(tmp_path / "attestations.yaml").answers == {}
    jsonschema.validate(load_yaml(tmp_path / "casetrust.yaml", 10_000).data, as_schema())


def test_init_writes_over_nothing_and_asks_nobody_who_is_not_there(told: Told) -> None:
    code, _, error = told("init")
    assert (code, "--url" in error) == (2, True)
    written("waivers.yaml", "waivers: []\n")
    code, _, error = told("init", "--url", "shop.example.sg")
    assert (code, "waivers.yaml is there already" in error) == (2, True)
    assert not Path("casetrust.yaml").exists()
    for wrong in (("--gate", "x"), ("--profile", "x"), ("--url", "no address")):
        assert told("init", "--url", "shop.example.sg", "--directory", "new", *wrong)[0] == 2


def test_answers_that_cannot_be_read_are_told_before_an_audit_begins(told: Told) -> None:
    written("answers.yaml", "answers: 7\n")
    code, _, error = told("audit", "http://127.0.0.1:9/", "--attestations", "answers.yaml", "--output", "out")
    assert (code, "answers.yaml" in error) == (2, True), error
    assert not Path("out").exists()
