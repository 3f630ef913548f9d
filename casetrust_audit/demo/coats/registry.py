"""All coats by name, and which may be worn together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from casetrust_audit.demo.coats.around import AROUND
from casetrust_audit.demo.coats.coat import Coat
from casetrust_audit.demo.coats.content import CONTENT
from casetrust_audit.demo.coats.controls import CONTROLS
from casetrust_audit.demo.coats.delivery import DELIVERED
from casetrust_audit.demo.coats.flow import FLOW
from casetrust_audit.demo.coats.layout import LAYOUT
from casetrust_audit.demo.coats.routers import ROUTERS
from casetrust_audit.demo.coats.tiles import TILES
from casetrust_audit.demo.coats.wardrobe import Wardrobe
from casetrust_audit.errors import UsageError

COATS: Mapping[str, Coat] = MappingProxyType(
    {coat.name: coat for coat in (*CONTENT, *TILES, *AROUND, *FLOW, *CONTROLS, *LAYOUT, *ROUTERS, *DELIVERED)}
)
"""Every coat by name, in the order in which they are put on."""


def excluded(one: str, other: str) -> bool:
    """Whether the two cannot be worn together."""
    return one == other or other in COATS[one].excludes or one in COATS[other].excludes


def wardrobe_of(names: Iterable[str]) -> Wardrobe:
    """The coats of those names. Raises UsageError, with the nearest name, where one is not a coat, and where two
    exclude each other."""
    wanted = frozenset(names)
    for name in sorted(wanted):
        if name not in COATS:
            near = difflib.get_close_matches(name, COATS, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Known coats: " + ", ".join(COATS) + "."
            raise UsageError(f"the demo shop has no coat named {name!r}. {hint}", advice=hint)
    worn = tuple(coat for name, coat in COATS.items() if name in wanted)
    for number, coat in enumerate(worn):
        for other in worn[number + 1 :]:
            if excluded(coat.name, other.name):
                fault = f"the coats {coat.name!r} and {other.name!r} exclude each other"
                raise UsageError(fault, advice="Leave one of the two away.")
    return Wardrobe(worn)
