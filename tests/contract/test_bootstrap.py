"""The set-up does what is missing, once."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.contract.source import ROOT


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """scripts/bootstrap.py over an empty project; `steps` lists what it did instead of doing it."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "scripts" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("first")
    (tmp_path / "chromium").touch()
    venv = tmp_path / ".venv"
    monkeypatch.delenv("CASETRUST_BROWSER", raising=False)
    steps: list[str] = []

    def make() -> None:
        steps.append("environment")
        venv.mkdir()
        (venv / "python").touch()

    def browser() -> str:
        steps.append("browser")
        return str(tmp_path / "chromium")

    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "python",
        "STAMP": venv / "bootstrap.json",
        "works": venv.exists,
        "make_environment": make,
        "install_package": lambda: steps.append("package"),
        "ensure_browser": browser,
        "steps": steps,
    }.items():
        setattr(module, name, value)
    return module


def again(bootstrap: ModuleType) -> list[str]:
    """The steps of one more run."""
    bootstrap.steps.clear()
    bootstrap.main()
    return list(bootstrap.steps)


def test_a_fresh_checkout_gets_everything_and_a_second_run_does_nothing(bootstrap: ModuleType) -> None:
    assert again(bootstrap) == ["environment", "package", "browser"]
    assert again(bootstrap) == []


def test_a_changed_project_is_installed_again_into_the_same_environment(bootstrap: ModuleType) -> None:
    again(bootstrap)
    (bootstrap.ROOT / "pyproject.toml").write_text("second")
    assert again(bootstrap) == ["package", "browser"]


def test_a_browser_that_went_away_is_looked_for_again(bootstrap: ModuleType) -> None:
    again(bootstrap)
    (bootstrap.ROOT / "chromium").unlink()
    assert again(bootstrap) == ["browser"]


def test_naming_another_browser_makes_it_look_again(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    again(bootstrap)
    monkeypatch.setenv("CASETRUST_BROWSER", "/other")
    assert again(bootstrap) == ["browser"]


def test_a_missing_browser_does_not_cost_a_second_installation(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "ensure_browser", lambda: bootstrap.stop("no browser"))
        with pytest.raises(SystemExit) as ended:
            bootstrap.main()
    assert ended.value.code == 1
    assert again(bootstrap) == ["browser"]


@pytest.mark.parametrize("stamp", ["", "[]", "{", '"x"'])
def test_a_broken_stamp_is_no_stamp(bootstrap: ModuleType, stamp: str) -> None:
    again(bootstrap)
    bootstrap.STAMP.write_text(stamp)
    assert again(bootstrap) == ["package", "browser"]


def test_an_old_python_is_told_which_is_needed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit):
        bootstrap.main()
    assert "Python 3.11 or later is needed" in capsys.readouterr().err
    assert bootstrap.steps == []
