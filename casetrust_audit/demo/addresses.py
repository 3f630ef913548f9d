"""What a delivery address asks for, and what is wrong with one that was given."""

from __future__ import annotations

import re

from casetrust_audit.demo.behaviour import Behaviour

FIELDS = ("name", "phone", "line", "unit", "postcode", "country", "area", "nric")
COUNTRIES = {"BN": "Brunei", "ID": "Indonesia", "MY": "Malaysia", "SG": "Singapore"}
"""What the list of the switch "custom-select" offers; the shop delivers to the last only."""
AREAS = ("Central", "East", "North", "West")
EMPTY = dict.fromkeys(FIELDS, "")


def is_email(text: str) -> bool:
    """Whether it looks like an e-mail address."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def is_postcode(text: str) -> bool:
    """Whether it is a postal code of Singapore by its shape."""
    return re.fullmatch(r"[0-9]{6}", text) is not None


def problems_of(values: dict[str, str], told: Behaviour) -> list[str]:
    """Sentences for the buyer; none where the address will do."""
    problems = []
    if not values["name"]:
        problems.append("Please enter your name.")
    if not re.fullmatch(r"(\+65)?[3689][0-9]{7}", re.sub(r"[\s-]", "", values["phone"])):
        problems.append("Please enter a Singapore phone number with eight digits.")
    if not values["line"]:
        problems.append("Please enter block and street.")
    if not is_postcode(values["postcode"]):
        problems.append("Please enter a postal code with six digits.")
    if "nric-required" in told and not values["nric"]:
        problems.append("Please enter your NRIC number.")
    if "custom-select" in told:
        problems += _place_problems(values)
    return problems


def _place_problems(values: dict[str, str]) -> list[str]:
    if values["country"] not in COUNTRIES:
        return ["Please choose a country."]
    if values["country"] != "SG":
        return ["We deliver to addresses in Singapore only."]
    return [] if values["area"] in AREAS else ["Please choose an area."]
