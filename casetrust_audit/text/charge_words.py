"""What a charge is called in words."""

from __future__ import annotations

from casetrust_audit.model.result import Charge
from casetrust_audit.text.phrases import phrases


def charge_name(charge: Charge) -> str:
    """The charge in words; a rise and a tax without a line of its own are named by the line that holds them."""
    label = charge.label.rstrip(": ")
    if charge.role == "rise":
        return f"{label} dearer by"
    return f"tax on {label}" if charge.role == "tax" and not phrases("tax").any(label) else label
