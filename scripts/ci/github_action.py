"""The steps of action.yml: `python github_action.py install | audit | comment | finish`.

Inputs come as INPUT_* variables and never pass a shell. `audit` always ends with 0 and gives the tool's exit code as an
output, so that the reports are uploaded first; `finish` then ends with that code. Needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from github_comment import comment
from github_runner import FailedError, WrongUseError, announce, flag, give, lines, say, told

ROOT = Path(__file__).resolve().parents[2]
"""The checkout of this action: the tool's own source."""
OLDEST_PYTHON = (3, 11)
FILES = {
    "html": "report.html", "pdf": "report.pdf", "brief": "brief.html", "brief-pdf": "brief.pdf", "md": "report.md",
    "json": "audit.json", "sarif": "audit.sarif", "junit": "junit.xml", "csv": "findings.csv", "earl": "earl.jsonld",
    "job-summary": "job-summary.md", "annotations": "annotations.txt",
}  # fmt: skip
MEANINGS = {
    0: "the gate is met, or none was asked for",
    1: "the gate is not met",
    2: "wrong usage, configuration or rule file",
    3: "nothing trustworthy was audited, or too little could be decided",
    4: "the tool or the browser failed",
    5: "the evidence does not verify",
    130: "interrupted",
}
SUMMARY_LIMIT = 1024 * 1024


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Exit code of a step."""
    steps: dict[str, Callable[[Mapping[str, str]], int]] = {
        "install": install, "audit": audit, "comment": comment, "finish": finish,
    }  # fmt: skip
    if len(arguments) != 1 or arguments[0] not in steps:
        say(f"usage: github_action.py {'|'.join(steps)}")
        return 2
    if sys.version_info < OLDEST_PYTHON:
        announce("error", f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or later is needed; set python-version.")
        return 2
    try:
        return steps[arguments[0]](environment)
    except (WrongUseError, FailedError) as error:
        code = 2 if isinstance(error, WrongUseError) else 4
        announce("error", str(error))
        give(environment, {"exit-code": str(code)})
        return code


# install -------------------------------------------------------------------------------------------------------------


def install(environment: Mapping[str, str]) -> int:
    """The tool in an environment of its own, and a browser for it where a shop is to be walked."""
    target(environment)
    if not flag(environment, "INSTALL"):
        command = shutil.which("casetrust-audit", path=environment.get("PATH"))
        if command is None:
            raise WrongUseError("install is false, but there is no casetrust-audit on the PATH")
        give(environment, {"command": command, "browser": told(environment, "BROWSER")})
        return 0
    wanted = requirement(environment)
    place = Path(environment.get("RUNNER_TEMP") or ".") / "casetrust-audit-venv"
    run([sys.executable, "-m", "venv", str(place)], "no virtual environment could be made")
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python, suffix = programs / "python", ".exe" if os.name == "nt" else ""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, wanted], "pip could not install the tool")
    browser = told(environment, "BROWSER")
    if told(environment, "URL") and not browser:
        browser = run(
            [str(python), "-m", "casetrust_audit.collect.browser_install"], "no Chromium could be found or installed"
        )
    give(environment, {"command": str(programs / f"casetrust-audit{suffix}"), "browser": browser})
    return 0


def requirement(environment: Mapping[str, str]) -> str:
    """What pip is to install: a released version, or the source this action came with."""
    version = told(environment, "VERSION")
    if not version:
        return str(ROOT)
    if not re.fullmatch(r"[0-9][0-9A-Za-z.+!-]{0,60}", version):
        raise WrongUseError(f"version: {version!r} is no version such as 0.2.0")
    return f"casetrust-audit=={version}"


def run(command: list[str], trouble: str) -> str:
    """Run a program of our own choosing; gives the last line of its stdout, "" where it printed none."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise FailedError(f"{trouble}; its own message is above")
    return (done.stdout.strip().splitlines() or [""])[-1]


# audit ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """What is run, where its reports go by their format, and which were there before."""

    command: list[str]
    output: Path
    reports: Mapping[str, Path]
    before: Mapping[Path, int]

    def fresh(self, name: str) -> Path | None:
        """The report of that format, if this run wrote it."""
        path = self.reports.get(name)
        return path if path is not None and changed(path) not in (0, self.before[path]) else None


def audit(environment: Mapping[str, str]) -> int:
    """Run the tool, and tell what came of it: in the log, in the job's summary, and as outputs."""
    made = plan(environment)
    code = run_tool(made.command, environment)
    outputs = {"exit-code": str(code), "output": str(made.output)}
    result = figures(made.fresh("json"))
    outputs |= result
    for name in ("html", "md", "json", "sarif", "junit"):
        found = made.fresh(name)
        outputs[name] = str(found) if found else ""
    give(environment, outputs)
    if flag(environment, "ANNOTATIONS"):
        annotate(made.fresh("annotations"))
    if flag(environment, "JOB_SUMMARY"):
        summarise(environment, made.fresh("job-summary"), code)
    return 0


def plan(environment: Mapping[str, str]) -> Plan:
    """Raises WrongUseError where the inputs do not fit together."""
    kind, what = target(environment)
    output = Path(told(environment, "OUTPUT") or "casetrust-audit-report")
    formats = wanted_formats(environment)
    options = [f"--output={output}", *(f"--format={one}" for one in formats)]
    config = told(environment, "CONFIG")
    if config and kind == "check":
        raise WrongUseError("config goes with url: a bundle was collected already")
    options += [f"--config={config}"] if config else []
    options += [f"--rules={place}" for place in lines(environment, "RULES")]
    for name in ("gate", "min-score", "min-coverage"):
        value = told(environment, name.upper().replace("-", "_"))
        options += [f"--{name}={value}"] if value else []
    options += lines(environment, "EXTRA_ARGS")
    command = told(environment, "COMMAND") or "casetrust-audit"
    reports = {}
    for one in formats:
        name, _, path = one.partition("=")
        reports[name] = Path(path) if path else output / FILES.get(name, name)
    return Plan([command, kind, *options, "--", what], output, reports, {p: changed(p) for p in reports.values()})


def target(environment: Mapping[str, str]) -> tuple[str, str]:
    """The command and what it works on: a shop's address, or a bundle."""
    url, bundle = told(environment, "URL"), told(environment, "BUNDLE")
    if bool(url) == bool(bundle):
        raise WrongUseError("give either url, the shop's front page, or bundle, evidence collected before")
    return ("audit", url) if url else ("check", bundle)


def wanted_formats(environment: Mapping[str, str]) -> list[str]:
    """The formats asked for, and those this action itself needs."""
    asked = [one for one in re.split(r"[\s,]+", told(environment, "FORMATS")) if one]
    needed = ["json"]
    needed += ["annotations"] if flag(environment, "ANNOTATIONS") else []
    needed += ["job-summary"] if flag(environment, "JOB_SUMMARY") or flag(environment, "COMMENT") else []
    needed += ["sarif"] if flag(environment, "UPLOAD_SARIF") else []
    names = {one.partition("=")[0] for one in asked}
    return list(dict.fromkeys([*asked, *(name for name in needed if name not in names)]))


def run_tool(command: list[str], environment: Mapping[str, str]) -> int:
    """Run it with its talk in the log. What a shop says can give the runner no commands meanwhile."""
    child = {key: value for key, value in environment.items() if not key.startswith("INPUT_")} | {"NO_COLOR": "1"}
    if browser := told(environment, "BROWSER"):
        child["CASETRUST_BROWSER"] = browser
    token = secrets.token_hex(16)
    say(f"::stop-commands::{token}")
    try:
        # One stream for both: else a line could be read after commands count again.
        done = subprocess.run(
            command, env=child, stdin=subprocess.DEVNULL, stdout=sys.stdout.fileno(), stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
    except OSError as error:
        raise FailedError(f"{command[0]} does not start: {error.strerror or error}") from None
    finally:
        say(f"\n::{token}::")
    return done.returncode if done.returncode >= 0 else 4


def figures(report: Path | None) -> dict[str, str]:
    """Verdict and figures of audit.json, empty where it was not written."""
    data: Any = {}
    if report is not None:
        try:
            data = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            announce("warning", f"{report} could not be read")
    score, coverage = data.get("score") or {}, data.get("coverage") or {}
    found = {
        "readiness": data.get("readiness"), "score-low": score.get("low"), "score-high": score.get("high"),
        "coverage": coverage.get("percent"),
    }  # fmt: skip
    return {name: "" if value is None else str(value) for name, value in found.items()}


def annotate(report: Path | None) -> None:
    """Print the annotations: lines the tool made for that, and nothing else."""
    for line in report.read_text(encoding="utf-8").splitlines() if report else ():
        if re.match("::(error|warning|notice) ", line):
            say(line)


def summarise(environment: Mapping[str, str], report: Path | None, code: int) -> None:
    """Add the tool's summary to the job's; where there is none, say how the run ended."""
    place = environment.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    text = report.read_text(encoding="utf-8") if report else f"# No report\n\nExit code {code}: {meaning(code)}.\n"
    path = Path(place)
    there = path.stat().st_size if path.exists() else 0
    if there + len(text.encode()) + 1 > SUMMARY_LIMIT:  # an oversize summary is refused whole
        text = "The summary is too long to be shown here; it is job-summary.md among the files this job kept.\n"
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(f"\n{text}" if there else text)


# finish --------------------------------------------------------------------------------------------------------------


def finish(environment: Mapping[str, str]) -> int:
    """End with the exit code of the audit."""
    given = environment.get("INPUT_EXIT_CODE", "")
    code = int(given) if re.fullmatch("[0-9]{1,3}", given) and int(given) < 256 else 4
    if code:
        announce("error", f"exit code {code}: {meaning(code)}")
    else:
        say(f"Exit code 0: {meaning(0)}.")
    return code


def meaning(code: int) -> str:
    """What an exit code says."""
    return MEANINGS.get(code, "unknown")


def changed(path: Path) -> int:
    """When a file was last written, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _end() -> NoReturn:
    sys.exit(main(sys.argv[1:], os.environ))


if __name__ == "__main__":
    _end()
