"""The package's source as the contract tests read it: modules, their rooms, their imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "casetrust_audit"


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package. `room` is its folder, or its own name where it lies at the top."""

    path: Path
    room: str
    text: str
    tree: ast.Module

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module by its full dotted name; `late` where it is inside a function or for types only."""

    name: str
    line: int
    late: bool


@cache
def modules() -> tuple[Module, ...]:
    """Every module but the `__init__` files."""
    return tuple(read(path) for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py")


def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    first = path.relative_to(PACKAGE).parts[0]
    return Module(path, first.removesuffix(".py"), text, ast.parse(text, str(path)))


def imports(tree: ast.Module) -> Iterator[Import]:
    """All imports, at whatever depth. `from casetrust_audit import score` counts as casetrust_audit.score."""
    late = {id(node) for outer in ast.walk(tree) if _defers(outer) for node in ast.walk(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, id(node) in late)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import on line {node.lineno}"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "casetrust_audit" else [base]
            for name in names:
                yield Import(name, node.lineno, id(node) in late)


def _defers(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
