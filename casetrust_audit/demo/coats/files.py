"""Files that pages in coats load: scripts, style, and pictures of words."""

from __future__ import annotations

from html import escape
from pathlib import Path

from casetrust_audit.demo.coats.trees import STATIC
from casetrust_audit.demo.web import Response

_FOLDER = Path(__file__).resolve().parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
WORDS = f"{STATIC}words/"
"""Before the words (and ".svg") of a picture that shows them."""
ICONS = f"{STATIC}icons/"
_SHAPES = {
    "cart": '<path d="M4 6h4l4 16h14l4-11H10" fill="none" stroke="currentColor" stroke-width="3"/>'
    '<circle cx="14" cy="27" r="2.5"/><circle cx="24" cy="27" r="2.5"/>',
    "bin": '<path d="M8 10h16l-2 18H10zM6 7h20M13 4h6" fill="none" stroke="currentColor" stroke-width="3"/>',
    "lens": '<circle cx="14" cy="14" r="8" fill="none" stroke="currentColor" stroke-width="3"/>'
    '<path d="M20 20l9 9" stroke="currentColor" stroke-width="3"/>',
    "arrow": '<path d="M4 16h22M18 8l8 8-8 8" fill="none" stroke="currentColor" stroke-width="3"/>',
    "turn": '<path d="M26 16a10 10 0 1 1-4-8M22 2v7h-7" fill="none" stroke="currentColor" stroke-width="3"/>',
    "heart": '<path d="M16 28L4 15a7 7 0 0 1 12-7 7 7 0 0 1 12 7z"/>',
}


def coat_file(path: str) -> Response | None:
    """The file at that path; None where it is none of the coats'."""
    name = path.removeprefix(STATIC)
    if name == path:
        return None
    if path.startswith(WORDS):
        return _svg(_words(path.removeprefix(WORDS).removesuffix(".svg")))
    if path.startswith(ICONS):
        shape = _SHAPES.get(path.removeprefix(ICONS).removesuffix(".svg"), "")
        return _svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28">{shape}</svg>')
    known = {file.name: file for file in _FOLDER.iterdir() if file.suffix in _TYPES}
    file = known.get(name)
    return None if file is None else Response(file.read_bytes(), 200, _TYPES[file.suffix])


def _svg(text: str) -> Response:
    return Response(text.encode(), 200, "image/svg+xml")


def _words(text: str) -> str:
    """A button's face with these words on it."""
    width = 30 + 10 * len(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 44" width="{width}" height="44">'
        f'<rect width="{width}" height="44" rx="6" fill="#1f5c45"/><text x="{width / 2}" y="28" text-anchor="middle" '
        f'font-family="Arial, sans-serif" font-size="17" fill="#fff">{escape(text)}</text></svg>'
    )
