# mypy: ignore-errors
"""Entry for the web server, which also serves pictures and style sheets as Mezzanine's own test server does."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
application = get_wsgi_application()

from mezzanine.core.management.commands.runserver import MezzStaticFilesHandler  # noqa: E402

application = MezzStaticFilesHandler(application)
