# mypy: ignore-errors
"""As in the package."""

from oscar.apps.shipping.admin import *  # noqa: F403
