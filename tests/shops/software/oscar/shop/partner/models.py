# mypy: ignore-errors
"""As in the package."""

from oscar.apps.partner.models import *  # noqa: F403
