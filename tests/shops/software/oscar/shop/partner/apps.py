# mypy: ignore-errors
"""The forked partner app."""

import oscar.apps.partner.apps as original


class PartnerConfig(original.PartnerConfig):
    name = "shop.partner"
