"""Pictures of the demo shop, drawn as small SVG files so that nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from casetrust_audit.demo.stock import BY_SLUG

_CREAM = "#fbf4e6"


def _bag(colour: str) -> str:
    return (
        f'<path d="M120 100h160l14 220q0 16-16 16H122q-16 0-16-16z" fill="{colour}"/>'
        f'<path d="M120 100h160l-6-34H126z" fill="{colour}" opacity=".75"/>'
        f'<rect x="140" y="170" width="120" height="100" rx="6" fill="{_CREAM}"/>'
        f'<ellipse cx="200" cy="212" rx="22" ry="30" fill="{colour}"/>'
        f'<path d="M200 184q-12 28 0 56" stroke="{_CREAM}" stroke-width="5" fill="none"/>'
    )


def _jar(colour: str) -> str:
    return (
        '<rect x="128" y="84" width="144" height="42" rx="8" fill="#c9a24a"/>'
        f'<path d="M118 140q0-14 14-14h136q14 0 14 14v170q0 26-26 26H144q-26 0-26-26z" fill="{colour}"/>'
        f'<rect x="118" y="190" width="164" height="84" fill="{_CREAM}"/>'
        f'<circle cx="200" cy="232" r="26" fill="{colour}"/>'
    )


def _box(colour: str) -> str:
    return (
        f'<rect x="92" y="130" width="216" height="200" rx="6" fill="{colour}"/>'
        f'<path d="M92 136l36-44h144l36 44z" fill="{colour}" opacity=".7"/>'
        f'<rect x="178" y="92" width="44" height="238" fill="{_CREAM}"/>'
        f'<circle cx="200" cy="226" r="34" fill="{_CREAM}"/><circle cx="200" cy="226" r="20" fill="{colour}"/>'
    )


def _bottle(colour: str) -> str:
    return (
        '<rect x="178" y="52" width="44" height="30" rx="4" fill="#c9a24a"/>'
        f'<path d="M180 82h40v52q34 16 34 54v130q0 20-20 20h-68q-20 0-20-20V188q0-38 34-54z" fill="{colour}"/>'
        f'<rect x="146" y="212" width="108" height="76" fill="{_CREAM}"/>'
        f'<path d="M172 250h56M172 232h56M172 268h34" stroke="{colour}" stroke-width="7"/>'
    )


def _tin(colour: str) -> str:
    return (
        f'<path d="M100 130v170q0 36 100 36t100-36V130z" fill="{colour}"/>'
        f'<ellipse cx="200" cy="130" rx="100" ry="36" fill="{_CREAM}" stroke="{colour}" stroke-width="10"/>'
        f'<path d="M100 200q100 44 200 0v54q-100 44-200 0z" fill="{_CREAM}" opacity=".85"/>'
    )


def _mug(colour: str) -> str:
    return (
        f'<path d="M286 178h18q40 0 40 42t-40 42h-24" fill="none" stroke="{colour}" stroke-width="18"/>'
        f'<path d="M106 140h184v120q0 60-60 60h-64q-60 0-60-60z" fill="#fff" stroke="{colour}" stroke-width="8"/>'
        f'<ellipse cx="198" cy="142" rx="92" ry="18" fill="#3b2416" stroke="{colour}" stroke-width="8"/>'
        f'<circle cx="198" cy="232" r="20" fill="{colour}"/><circle cx="160" cy="240" r="11" fill="{colour}"/>'
        f'<circle cx="236" cy="240" r="11" fill="{colour}"/>'
        '<ellipse cx="198" cy="340" rx="120" ry="14" fill="#e6d8bd"/>'
    )


def _sock(colour: str) -> str:
    return (
        '<path d="M250 120h110" stroke="#8a5a2b" stroke-width="16" stroke-linecap="round"/>'
        f'<path d="M120 124h140q-8 130-46 190-24 38-48 0-38-60-46-190z" fill="{colour}"/>'
        '<ellipse cx="190" cy="122" rx="72" ry="20" fill="#6b4a2f" stroke="#9a9a9a" stroke-width="8"/>'
    )


_DRAWINGS: dict[str, Callable[[str], str]] = {
    "bag": _bag, "jar": _jar, "box": _box, "bottle": _bottle, "tin": _tin, "mug": _mug, "sock": _sock,
}  # fmt: skip


def _svg(body: str, title: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" role="img">'
        f'<title>{escape(title)}</title><rect width="400" height="400" fill="#f3e7d0"/>{body}</svg>'
    )


def picture(name: str) -> str | None:
    """The SVG called `name` (a product's slug, "logo" or "hero"); None where there is none."""
    if name in ("logo", "hero"):
        return _svg(_mug("#2e6f57"), "Kopi & Kaya")
    product = BY_SLUG.get(name)
    return None if product is None else _svg(_DRAWINGS[product.drawing](product.colour), product.title)
