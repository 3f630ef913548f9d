"""Money as the shop states it: an exact decimal amount and an ISO 4217 currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency.

    `currency` is the ISO code, or "" where the text gave none. `assumed` is true where the code was
    not written beside the amount but taken from the page or the shop (a bare "$", for instance).
    """

    amount: Decimal
    currency: str
    assumed: bool = False

    def same_currency(self, other: Money) -> bool:
        return self.currency == other.currency

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        exact = abs(self.amount)
        digits = f"{exact:,.2f}" if exact == round(exact, 2) else f"{exact.normalize():,f}"
        symbol = {"SGD": "S$", "GBP": "£", "EUR": "€", "USD": "US$"}.get(self.currency)
        if symbol:
            return f"{sign}{symbol}{digits}"
        return f"{sign}{self.currency} {digits}" if self.currency else f"{sign}{digits}"
