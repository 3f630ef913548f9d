"""The action's own steps, run as the runner would: its shell, variables and files. `uses:` steps are only noted."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.contract.source import ROOT

ACTION = ROOT / "action.yml"
TOKEN = "t0ken"
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


@cache
def action() -> dict[str, Any]:
    """action.yml as data."""
    data: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return data


@dataclass
class Ran:
    """What came of running the action."""

    code: int = 0
    """Exit code of the first step that failed; 0 where none did."""
    log: str = ""
    summary: str = ""
    steps: dict[str, dict[str, str]] = field(default_factory=dict)
    """Outputs by the id of the step."""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    """What actions of others would have been given, by their names."""
    outputs: dict[str, str] = field(default_factory=dict)


class Job:
    """A job in a workspace with one action step in it."""

    def __init__(self, place: Path, **environment: str) -> None:
        self.place = place
        self.workspace = place / "workspace"
        self.workspace.mkdir(parents=True, exist_ok=True)
        self.environment = environment
        self.inputs: dict[str, str] = {}
        self.ran = Ran()

    def run(self, **inputs: str) -> Ran:
        """Every step in its turn; names of inputs with _ for -."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        declared = action()["inputs"]
        assert set(given) <= set(declared)
        self.inputs = {name: self._text(str(one.get("default", ""))) for name, one in declared.items()} | given
        self.ran = Ran()
        for step in action()["runs"]["steps"]:
            # Without a condition, a step runs where none before it failed.
            if self._holds(step["if"]) if "if" in step else self.ran.code == 0:
                self._step(step)
        self.ran.outputs = {name: self._text(one["value"]) for name, one in action()["outputs"].items()}
        return self.ran

    def _step(self, step: dict[str, Any]) -> None:
        if "uses" in step:
            self.ran.used[step["uses"]] = {key: self._text(str(value)) for key, value in step["with"].items()}
            return
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "what stands in a command can be more than a word"
        files = {name: self.place / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        script = self.place / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=self._environment(step, files), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=300, check=False,
        )  # fmt: skip
        self.ran.log += done.stdout + done.stderr
        assert "Traceback" not in self.ran.log, self.ran.log
        self.ran.code = self.ran.code or done.returncode
        self.ran.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        pairs = [
            (name, value)
            for name, _, value in (
                line.partition("=") for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
            )
        ]
        self.ran.steps.setdefault(step.get("id", step["name"]), {}).update(dict(pairs))

    def _environment(self, step: dict[str, Any], files: dict[str, Path]) -> dict[str, str]:
        programs = Path(sys.executable).parent
        return {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.place),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_REPOSITORY": "shop/site",
            "RUNNER_TEMP": str(self.place / "temp"),
            **{name: str(path) for name, path in files.items()},
            **self.environment,
            **{name: self._text(str(value)) for name, value in step.get("env", {}).items()},
        }

    def _text(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: str(self._value(found[1])), text)

    def _holds(self, text: str) -> bool:
        found = _EXPRESSION.fullmatch(text)
        assert found, text
        return bool(self._value(found[1]))

    def _value(self, expression: str) -> Any:
        """An expression of the few forms action.yml has."""
        words = re.sub(
            r"(inputs|steps\.[\w-]+\.outputs|github)\.([\w-]+)", lambda m: repr(self._name(m[1], m[2])), expression
        )
        words = words.replace("!cancelled()", "True").replace("&&", " and ").replace("||", " or ").strip()
        tree = ast.parse(words, mode="eval")
        allowed = (ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.Compare, ast.Eq, ast.NotEq, ast.Constant)
        assert all(isinstance(node, allowed) for node in ast.walk(tree)), expression
        return eval(compile(tree, "action.yml", "eval"))

    def _name(self, context: str, name: str) -> str:
        if context == "inputs":
            return self.inputs[name]
        if context == "github":
            return {"token": TOKEN}[name]
        return self.ran.steps.get(context.split(".")[1], {}).get(name, "")


def only_python(place: Path) -> str:
    """A PATH with Python and the system's own programs, and no casetrust-audit."""
    place.mkdir(exist_ok=True)
    (place / "python").symlink_to(sys.executable)
    return f"{place}{os.pathsep}/usr/bin{os.pathsep}/bin"
