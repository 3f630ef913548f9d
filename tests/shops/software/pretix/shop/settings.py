# mypy: ignore-errors
"""Settings of the test shop: pretix's own, but for its database and its mail."""

from pretix.settings import *  # noqa: F403
from pretix.settings import DATABASES


class NoMigrations:
    """Tables are made from the models, as in pretix's own tests: its hundreds of migrations take minutes."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
# Writers wait for each other instead of failing where two threads of the server meet.
DATABASES["default"]["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
