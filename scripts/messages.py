"""Brings the catalogues of a language up to date with what templates, code and rules say: `make messages`.

    python -m scripts.messages            every language there is
    python -m scripts.messages ms         begins Malay: a new folder, and nothing else is to edit

What is translated stays; what nobody says any more is marked as obsolete; what is new waits with an empty translation.
In findings.po only the texts of rule files are looked after: what code composes is written there by hand.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
import yaml
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES, RULES, ROOM = ROOT / "report_templates", ROOT / "rules", ROOT / "casetrust_audit" / "report"
LANGUAGES = TEMPLATES / "languages"
_GAP = re.compile(r"\{[^{}]*\}")
_WORD = re.compile("[a-z]{3}")
"""A source without one is but its sign and a number."""
_ONE, _TWO = ("say", "message"), ("count",)
_RULE_KEYS = frozenset({
    "title", "headline", "scheme_title", "why", "remediation", "question", "note", "use", "reason", "edition", "what",
    "says", "lacks",
})  # fmt: skip


class Message(NamedTuple):
    """What is said, its plural ("" for none), and the files that say it."""

    text: str
    plural: str
    files: tuple[str, ...]


def report_messages() -> tuple[Message, ...]:
    """Everything templates and the report room say, in order of the files."""
    return _gathered(
        (text, plural, path.relative_to(ROOT).as_posix())
        for path in (*_template_files(), *sorted(ROOM.glob("*.py")))
        for text, plural in (_of_code(path) if path.suffix == ".py" else _of_template(path))
    )


def rule_messages() -> tuple[Message, ...]:
    """Texts of the rule files that reach a report."""
    paths = sorted(p for p in RULES.rglob("*.yaml") if p.parent.name not in ("lexicons", "hosts"))
    return _gathered(
        (text, "", path.relative_to(ROOT).as_posix())
        for path in paths
        for text in _of_rules(yaml.safe_load(path.read_text(encoding="utf-8")), "")
    )


def _gathered(found: Iterator[tuple[str, str, str]]) -> tuple[Message, ...]:
    places: dict[tuple[str, str], dict[str, None]] = {}
    for text, plural, where in found:
        places.setdefault((text, plural), {})[where] = None
    return tuple(Message(text, plural, tuple(files)) for (text, plural), files in places.items())


def _template_files() -> list[Path]:
    return sorted(p for p in TEMPLATES.rglob("*") if p.suffix in (".html", ".md"))


def _of_template(path: Path) -> Iterator[tuple[str, str]]:
    tree = Environment().parse(path.read_text(encoding="utf-8"))  # noqa: S701 - nothing is rendered
    for _, name, said in extract_from_ast(tree, ("_", "_n")):
        texts = [text for text in ((said,) if isinstance(said, str) else said or ()) if text is not None]
        if texts:
            yield texts[0], texts[1] if name == "_n" else ""


def _of_code(path: Path) -> Iterator[tuple[str, str]]:
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    for call in sorted(calls, key=lambda n: (n.lineno, n.col_offset)):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
        texts = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else "" for arg in call.args]
        if name in _ONE and texts[:1] != [""]:
            yield texts[0], ""
        elif name in _TWO and len(texts) > 2 and texts[0] and texts[1]:
            yield texts[0], texts[1]
        elif name == "Word":
            yield from ((text, "") for text in texts[2:] if text)


def _of_rules(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("examples", "facts"):
                yield from _of_rules(inner, "said" if key in ("messages", "areas") else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_rules(inner, key)
    elif isinstance(value, str) and (key in _RULE_KEYS or key in ("said", "open")):
        text = value.strip()
        if any(character.islower() for character in _GAP.sub("", text)):
            yield text
    elif isinstance(value, str) and key == "sources" and _WORD.search(value):
        yield value.strip()


def update(folder: Path) -> str:
    """Write both catalogues of a language; says what is left to do."""
    report = _brought_up(folder / "report.po", report_messages(), owns_all=True)
    findings = _brought_up(folder / "findings.po", rule_messages(), owns_all=False)
    return f"{folder.name}: report.po lacks {report}, findings.po {findings}"


def _brought_up(path: Path, messages: tuple[Message, ...], *, owns_all: bool) -> int:
    """The catalogue at `path` with these messages; gives the number without a translation."""
    catalogue = (
        polib.pofile(path.read_text(encoding="utf-8"), wrapwidth=0) if path.is_file() else _begun(path.parent.name)
    )
    known = {(entry.msgid, entry.msgid_plural): entry for entry in catalogue}
    for message in messages:
        entry = known.get((message.text, message.plural))
        if entry is None:
            entry = polib.POEntry(msgid=message.text, msgid_plural=message.plural)
            if message.plural:
                entry.msgstr_plural = dict.fromkeys(range(_forms(catalogue)), "")
            catalogue.append(entry)
        entry.obsolete = False
        if owns_all or not entry.occurrences:
            entry.occurrences = [(file, "") for file in message.files]
    if owns_all:
        said = {(message.text, message.plural) for message in messages}
        for key, entry in known.items():
            entry.obsolete = key not in said
        catalogue.sort(key=lambda e: (e.obsolete, e.occurrences[0][0] if e.occurrences else ""))
    path.write_text(str(catalogue).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
    return sum(not entry.translated() for entry in catalogue if not entry.obsolete)


def _begun(code: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "casetrust-audit",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;" if code.startswith("zh") else "nplurals=2; plural=n != 1;",
    }
    return catalogue


def _forms(catalogue: polib.POFile) -> int:
    told = catalogue.metadata.get("Plural-Forms", "nplurals=2")
    return int(told.partition("nplurals=")[2].partition(";")[0] or 2)


def main(codes: list[str]) -> None:
    """Bring up to date the languages named, or all."""
    folders = [LANGUAGES / code.replace("-", "_") for code in codes] or sorted(LANGUAGES.iterdir())
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(update(folder) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
