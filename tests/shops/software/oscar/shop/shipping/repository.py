# mypy: ignore-errors
"""Which delivery methods are offered; the basket reckons with the first."""

from oscar.apps.shipping import repository

from shop.profile import PROFILE
from shop.shipping import methods as offered


class Repository(repository.Repository):
    methods = (
        (offered.InsuredParcel(), offered.StandardParcel())
        if PROFILE == "drip"
        else (offered.Standard(), offered.Express())
    )
