"""The documentation site: `make docs`. Warnings are errors, and no page asks anything of another host."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

project = "casetrust-audit"
copyright = "casetrust-audit contributors, Apache-2.0"
release = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
# Sections of CONTRIBUTING.md become pages of their own, and begin below a heading that is not theirs.
suppress_warnings = ["myst.header"]
# Lexers know neither the … of a shown output nor every language of a forge.
highlight_language = "none"

RULES = ROOT / "rules"
_TO_FILE = re.compile(r"\[[^\]\n]+\]\((?!#|https?:)([^)\s]+)\)")

html_theme = "furo"
html_title = f"casetrust-audit {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}


def _with_rules(app: Any, docname: str, source: list[str]) -> None:
    """The page `rules` is rules/README.md. Its links to rule files become their names: the site has pages only."""
    if docname == "rules":
        app.env.note_dependency(str(RULES / "README.md"))
        source[0] = _TO_FILE.sub(r"`rules/\1`", (RULES / "README.md").read_text("utf-8"))


def setup(app: Any) -> None:
    """Sphinx asks this file for what it adds."""
    app.connect("source-read", _with_rules)
