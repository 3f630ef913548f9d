"""Coats that an audit does not yet survive, each with what goes wrong. The list shrinks: a test fails where one of them
has begun to pass."""

from __future__ import annotations

from collections.abc import Mapping

NOT_YET: Mapping[str, str] = {}
"""Coats alone."""

NOT_YET_PAIRS: Mapping[tuple[str, str], str] = {}
"""Pairs of coats that are survived alone."""
