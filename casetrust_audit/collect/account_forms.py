"""Forms that make an account or log in: the walk neither fills nor sends them. Pure."""

from __future__ import annotations

from casetrust_audit.collect.deed import speaks_of_account
from casetrust_audit.model.reading import Field, Form
from casetrust_audit.text.phrases import phrases


def makes_account(form: Form) -> bool:
    """A form that asks for a new password, or logs in: it is neither filled nor pressed. A checkout that offers an
    account beside the address, with a way to go on without one, is none."""
    asked = [f for f in form.fields if f.type == "password" and f.visible]
    if not asked:
        return False
    if any(f.type == "radio" and phrases("guest").any(f"{f.label} {f.value}") for f in form.fields):
        return False
    words = [b.text for b in form.buttons if b.visible]
    if any(phrases(topic).any(w) for topic in ("register", "login") for w in words) or speaks_of_account(form.action):
        return True
    return not account_boxes(form.fields) and (len(asked) >= 2 or any(f.required for f in asked))


def account_boxes(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Boxes that make an account of the purchase, if ticked; a newsletter's ("sign up for news") is none."""
    return tuple(
        f
        for f in fields
        if f.type in ("checkbox", "switch")
        and f.visible
        and not f.disabled
        and phrases("register").any(f.label or f.context)
        and not phrases("marketing").any(f.label or f.context)
    )
