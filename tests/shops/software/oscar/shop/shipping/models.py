# mypy: ignore-errors
"""As in the package."""

from oscar.apps.shipping.models import *  # noqa: F403
