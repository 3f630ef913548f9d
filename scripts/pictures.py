"""Makes the pictures of the README from a real audit of the demo shop: `make pictures`.

    python scripts/pictures.py [AUDIT_DEMO]

AUDIT_DEMO is what `casetrust-audit demo` wrote; where it is not there, the demo is run first (a minute or two).
`docs/pictures/terminal.svg` is what `casetrust-audit check` prints of the dishonest shop, as rich draws it, and
`docs/pictures/report.webp` the first screen of its report in a browser. Only the port of the demo shop, which
changes, is written as 8443.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.collect.pdf import NOWHERE

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
COLUMNS, ROWS = 92, 54
SCREEN = (1280, 800)
QUALITY = 80
HEAVIEST = 200_000
"""Bytes of one picture."""
TOOL = (sys.executable, "-m", "casetrust_audit.cli.app")
_PORT = re.compile(r"127\.0\.0\.1:\d+")
_HEARTBEAT = re.compile(r"^ *\d+ s  .*\n", re.MULTILINE)
"""What a slow machine says meanwhile."""
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Write both pictures."""
    demo = Path(sys.argv[1] if len(sys.argv) > 1 else "audit-demo").resolve()
    shop = demo / "dishonest"
    if not (shop / "bundle").is_dir():
        subprocess.run([*TOOL, "demo", "--output", str(demo)], cwd=ROOT, check=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    command, printed = checked(shop)
    _write("terminal.svg", terminal(command, printed).encode())
    _write("report.webp", report((shop / "report.html").read_text(encoding="utf-8")))


def checked(shop: Path) -> tuple[str, str]:
    """The command as a reader would type it, and what it prints, in colour; writes the reports anew as well."""
    name = f"audit-demo/{shop.name}"
    words = ("check", str(shop), "--output", str(shop))
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    environment.pop("COLORTERM", None)
    done = subprocess.run(
        [*TOOL, *words, "--color", "always"],
        cwd=shop, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    printed = _HEARTBEAT.sub("", done.stderr).replace(str(shop), name)
    return f"casetrust-audit check {name} --output {name}", printed


def terminal(command: str, printed: str) -> str:
    """An SVG of the first sections of what a command printed. It asks for nothing from anywhere, fonts neither."""
    text = Text.assemble(("$ ", "bold green"), (command, "bold"), "\n")
    text.append_text(Text.from_ansi(_PORT.sub("127.0.0.1:8443", printed)))
    lines = text.split("\n")
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    shown = len(lines)
    if shown > ROWS:
        shown = max((row for row in range(ROWS) if not lines[row].plain.strip()), default=ROWS - 1)
    for line in lines[:shown]:
        console.print(line, overflow="crop", no_wrap=True)
    if len(lines) > shown:
        console.print(Text("\n…", style="dim"))
    return _FONT_FACE.sub("", console.export_svg(title="casetrust-audit", unique_id="casetrust-audit"))


def report(html: str) -> bytes:
    """The first screen of a report as WebP."""
    found = find_browser(None)
    with sync_playwright() as playwright, launch(playwright, found, resolver_rule=NOWHERE) as browser:
        context = browser.new_context(
            viewport={"width": SCREEN[0], "height": SCREEN[1]}, java_script_enabled=False, offline=True,
            color_scheme="light",
        )  # fmt: skip
        page = context.new_page()
        page.set_content(_PORT.sub("127.0.0.1:8443", html), wait_until="load")
        shot = page.screenshot(type="png")
    written = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").save(written, "WEBP", quality=QUALITY, method=6)
    return written.getvalue()


def _write(name: str, content: bytes) -> None:
    if len(content) > HEAVIEST:
        sys.exit(f"{name} would have {len(content):,} bytes, more than {HEAVIEST:,}")
    path = PICTURES / name
    path.write_bytes(content)
    sys.stderr.write(f"{path.relative_to(ROOT)}: {len(content):,} bytes\n")


if __name__ == "__main__":
    main()
