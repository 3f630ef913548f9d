"""Values worked out from something that never changes, kept with it."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class Remembered:
    """Base of frozen data that much is worked out from. What is kept lies beside the fields: it is never compared,
    written or copied with them, and goes when the data goes."""

    __slots__ = ("_values",)
    _values: dict[object, Any]

    def worked_out(self, by: object) -> tuple[Any] | None:
        """What was kept under that name, alone in a tuple; None where nothing was."""
        try:
            return self._values.get(by)
        except AttributeError:
            return None

    def keep(self, by: object, value: T) -> T:
        """Keep a value as long as this lives; gives it back."""
        try:
            values = self._values
        except AttributeError:
            values = {}
            object.__setattr__(self, "_values", values)
        values[by] = (value,)
        return value
