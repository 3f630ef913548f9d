# mypy: ignore-errors
"""Tell pretix where its data is and under which origin it is browsed: links and redirects are built from that origin."""

import os
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
os.environ["PRETIX_CONFIG_FILE"] = str(Path(__file__).parent.with_name("pretix.cfg"))
os.environ["PRETIX_PRETIX_DATADIR"] = os.environ["SHOP_DATA"]
os.environ["PRETIX_PRETIX_URL"] = os.environ["SHOP_ORIGIN"]
