"""Who runs the demo shop. The company, its numbers and its address are made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Company:
    brand: str = "Kopi & Kaya"
    legal_name: str = "Kopi & Kaya Pte. Ltd."
    uen: str = "201998765D"
    gst_number: str = "M9-0998765-4"
    street: str = "27 Eng Kopi Street, #01-05"
    postal_code: str = "168027"
    phone: str = "+65 6123 4567"
    phone_link: str = "tel:+6561234567"
    whatsapp: str = "+65 8123 4567"
    whatsapp_link: str = "https://wa.me/6581234567"
    email: str = "hello@kopikaya.example"
    dpo_email: str = "dpo@kopikaya.example"
    security_email: str = "security@kopikaya.example"

    @property
    def address(self) -> str:
        return f"{self.street}, Singapore {self.postal_code}"


COMPANY = Company()

ACCREDITED = ("Merlion Pantry Pte. Ltd.", "Straits Lantern Books Pte. Ltd.")
"""Made-up names that stand for the list of accredited businesses; the demo shop is not among them."""
