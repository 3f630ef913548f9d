"""Ways to reach a shop, read off its text: phones, e-mail addresses, WhatsApp numbers, postal codes."""

from __future__ import annotations

from casetrust_audit.text.addresses import find_postal_codes
from casetrust_audit.text.emails import find_emails
from casetrust_audit.text.messaging import whatsapp_number
from casetrust_audit.text.phones import Phone, find_phones

__all__ = ["Phone", "find_emails", "find_phones", "find_postal_codes", "whatsapp_number"]
