# mypy: ignore-errors
"""What the shop is told by its environment.

PROFILE=honest: prices with VAT, delivery priced in the basket.
PROFILE=drip: prices before tax; 8.5 % tax, order handling and a service fee appear at the preview only, and the dearer
of two parcels is the one the basket reckons with.
ANON=0: nobody checks out without an account.
"""

import os

PROFILE = os.environ.get("PROFILE", "honest")
ANON = os.environ.get("ANON", "1") == "1"
DATA = os.environ["SHOP_DATA"]
