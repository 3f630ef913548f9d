"""Policies, contact, complaints, newsletter and accounts of the demo shop."""

from __future__ import annotations

from casetrust_audit.demo.browse import missing
from casetrust_audit.demo.routing import Routes, View, Visit, page
from casetrust_audit.demo.web import Response, redirect

ROUTES = Routes()


def text_paths(visit: Visit) -> dict[str, str]:
    """Paths of the text pages that exist under the defects, with their templates."""
    told = visit.told
    wanted = {
        "/about": ("about.html", True),
        "/contact": ("contact.html", told.contact_pages),
        "/complaints": ("complaints.html", told.contact_pages),
        "/delivery": ("delivery.html", True),
        "/returns": ("returns.html", bool(told.returns)),
        "/terms": ("terms.html", told.terms),
        "/terms/annex": ("terms-annex.html", "buried-complaint-channel" in told),
        "/terms/annex/correspondence": ("terms-correspondence.html", "buried-complaint-channel" in told),
        "/privacy": ("privacy.html", told.privacy),
        "/faq": ("faq.html", True),
        "/account/login": ("login.html", True),
        "/account/register": ("register.html", True),
        "/account/forgot": ("forgot.html", True),
        "/account/security": ("account-security.html", True),
    }
    return {path: template for path, (template, there) in wanted.items() if there}


def _text(path: str) -> View:
    def view(visit: Visit) -> Response:
        template = text_paths(visit).get(path)
        return missing(visit) if template is None else page(visit, template, problem="")

    return view


for _path in (
    "/about", "/contact", "/complaints", "/delivery", "/returns", "/terms", "/terms/annex",
    "/terms/annex/correspondence", "/privacy", "/faq", "/account/login", "/account/register", "/account/forgot",
    "/account/security",
):  # fmt: skip
    ROUTES("GET", _path)(_text(_path))


@ROUTES("POST", "/contact")
def message(visit: Visit) -> Response:
    """Take a contact message; it is only counted."""
    if not visit.told.contact_pages:
        return missing(visit)
    visit.house.received.count("messages")
    visit.session.notice = "Thank you, we have your message and will answer within one working day."
    return redirect("/contact")


@ROUTES("POST", "/complaints")
def complaint(visit: Visit) -> Response:
    """Take a complaint; it is only counted."""
    if not visit.told.contact_pages:
        return missing(visit)
    visit.house.received.count("complaints")
    visit.session.notice = "Thank you, we have your complaint. Its case number is on its way to you by e-mail."
    return redirect("/complaints")


@ROUTES("POST", "/newsletter")
def newsletter(visit: Visit) -> Response:
    """Take a subscription; it is only counted."""
    if not visit.posted("consent"):
        visit.session.notice = "Please tick the box if you want to receive the newsletter."
    else:
        visit.house.received.count("newsletter")
        visit.session.notice = "Please confirm the subscription by the link we have sent you."
    return redirect("/")


@ROUTES("POST", "/account/login")
def login(visit: Visit) -> Response:
    """Refuse every login, and count it."""
    visit.house.received.count("logins")
    return page(visit, "login.html", 401, problem="Wrong e-mail or password.")


@ROUTES("POST", "/account/register")
def register(visit: Visit) -> Response:
    """Take a registration; it is only counted."""
    visit.house.received.count("accounts")
    visit.session.notice = "We have sent you a code. The account opens once you have entered it."
    return redirect("/account/login")


@ROUTES("POST", "/account/forgot")
def forgot(visit: Visit) -> Response:
    """Take a password request; it is only counted."""
    visit.house.received.count("messages")
    visit.session.notice = "If there is an account for that address, a reset link is on its way."
    return redirect("/account/login")
