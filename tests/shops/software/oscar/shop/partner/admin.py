# mypy: ignore-errors
"""As in the package."""

from oscar.apps.partner.admin import *  # noqa: F403
