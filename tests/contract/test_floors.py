"""The house rules that a machine can keep: floors, third-party rooms, small documented modules."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.contract.source import PACKAGE, ROOT, Import, Module, imports, modules

FLOORS = (
    ("model", "errors"),
    ("resources",),
    ("text", "evidence", "settings"),
    ("collect", "facts", "ruleset", "score", "report", "demo"),
    ("ledger", "inspection", "attestation", "overlay"),
    ("pipeline",),
    ("cli",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

ROOMS_OF = {
    "playwright": {"collect"},
    "httpx": {"collect"},
    "typer": {"cli"},
    "rich": {"cli"},
    "jinja2": {"report", "demo"},
    "bs4": {"text", "facts"},
    "yaml": {"ruleset", "text", "settings"},
    "yamlcore": {"ruleset", "text", "settings"},
    "PIL": {"evidence"},
    "polib": {"report"},
    "dns": {"collect", "demo"},
    "lxml": {"collect", "demo"},  # sitemaps; coats of the demo shop, which change pages as trees
}
"""Which rooms may import a third-party package. One not listed may be imported anywhere."""

STARTED_LIGHT = ("casetrust_audit.collect.browser", "casetrust_audit.cli.app")
LONGEST = 400


def wrong_room(module: Module, found: Import) -> str:
    """Why this module may not import this, "" where it may."""
    top, _, rest = found.name.partition(".")
    if top == "casetrust_audit":
        other = rest.partition(".")[0]
        if other not in FLOOR:
            return f"imports {found.name}, which is in no known room" if other else "imports the package itself"
        below = FLOOR[other] < FLOOR[module.room]
        return "" if below or other == module.room else f"imports {found.name}, which is not on a floor below"
    allowed = ROOMS_OF.get(top)
    return f"imports {top}, which belongs to {sorted(allowed)}" if allowed and module.room not in allowed else ""


def test_every_room_has_a_floor() -> None:
    assert {module.where for module in modules() if module.room not in FLOOR} == set()


def test_imports_go_down_only_and_packages_stay_in_their_rooms() -> None:
    wrong = [
        f"{module.where}:{found.line} {why}"
        for module in modules()
        for found in imports(module.tree)
        if (why := wrong_room(module, found))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "line", "why"),
    [
        ("facts", "import playwright.sync_api", "belongs to"),
        ("facts", "from casetrust_audit.collect.guard import Guard", "floor below"),
        ("model", "from casetrust_audit import errors", "floor below"),
        ("collect", "from casetrust_audit import pipeline", "floor below"),
        ("collect", "def f():\n    from casetrust_audit.ledger.trail import x", "floor below"),
        ("report", "from casetrust_audit.nowhere import x", "no known room"),
    ],
)
def test_a_wrong_import_would_be_seen(room: str, line: str, why: str) -> None:
    tree = ast.parse(line)
    module = Module(PACKAGE / room / "x.py", room, line, tree)
    assert why in "".join(wrong_room(module, found) for found in imports(tree))


def test_every_third_party_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_bare(line) for line in project["dependencies"]}
    distributions = packages_distributions()
    wrong = [
        f"{module.where}:{found.line} {top}"
        for module in modules()
        for found in imports(module.tree)
        if (top := found.name.partition(".")[0]) not in sys.stdlib_module_names
        and top != "casetrust_audit"
        and not declared & {_bare(name) for name in distributions.get(top, [])}
    ]
    assert wrong == []


def _bare(requirement: str) -> str:
    """Name of a requirement, in the one spelling."""
    name = requirement
    for mark in "[<>=!~; ":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-")


@pytest.mark.parametrize("name", STARTED_LIGHT)
def test_playwright_is_loaded_only_when_a_browser_is_needed(name: str) -> None:
    script = f"import sys, {name}; sys.exit('playwright' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_package_init_files_are_empty() -> None:
    found = list(PACKAGE.rglob("__init__.py"))
    assert len(found) > 5
    assert [path for path in found if path.stat().st_size] == []


def test_every_folder_of_modules_is_a_package() -> None:
    assert {m.where for m in modules() if not m.path.with_name("__init__.py").exists()} == set()


def test_no_module_is_long() -> None:
    assert {m.where: n for m in modules() if (n := len(m.text.splitlines())) > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    assert [m.where for m in modules() if not ast.get_docstring(m.tree)] == []


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{module.where}:{node.lineno}"
        for module in modules()
        if module.room != "cli"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
