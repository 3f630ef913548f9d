"""Forms that make an account, log in or send a message: the walk neither fills nor sends them. Pure."""

from __future__ import annotations

from casetrust_audit.collect.deed import speaks_of_account
from casetrust_audit.collect.filling import field_kind
from casetrust_audit.model.reading import Button, Field, Form, Link
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


def sends_message(form: Form) -> bool:
    """A form for a text and who writes it, that asks for no address and leads nowhere by its words. A step of a
    checkout may ask for a note beside the buyer."""
    shown = [f for f in form.fields if f.visible]
    if not any(f.type == "textarea" for f in shown) or any(f.type == "radio" for f in shown):
        return False
    asked = {field_kind(f) for f in shown if f.type in ("text", "email", "tel")}
    texts = {field_kind(f) for f in shown if f.type == "textarea"}
    if not asked & {"email", "name", "first-name", "phone"} or (asked | texts) & {"address", "postal-code", "city"}:
        return False
    words = [b.text for b in form.buttons if b.visible]
    onward = ("continue", "checkout", "guest", "place-order", "pays-by", "save-step", "leads-to-review")
    return not any(phrases(topic).any(w) for topic in onward for w in words)


def untouched(form: Form) -> bool:
    """The walk neither fills nor presses anything of it."""
    return makes_account(form) or sends_message(form)


def passes_by(button: Button | Link) -> bool:
    """It stands in such a form, does not send it to where that goes, and says that no account is needed."""
    away = isinstance(button, Button) and (button.type == "button" or button.formaction)
    return bool(away) and phrases("guest").any(button.text)


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
