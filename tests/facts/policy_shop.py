"""An honest Singapore shop in a few pages, to be changed by a test in one respect, and a short way to ask for facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casetrust_audit.facts import registry
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Collection, Page
from casetrust_audit.model.fact import Absent, Fact, Known, Unknown
from casetrust_audit.model.reading import Button, Link, TextBlock
from tests.build import block, collection, field, form, link, page

registry.load_all("casetrust_audit.facts")

FOOTER_LINE = "© 2026 Kopi & Kaya Pte. Ltd. (UEN 201998765D), 27 Eng Kopi Street, #01-05, Singapore 168027"
LINKS = (
    ("/contact", "Contact and complaints"),
    ("/returns", "Returns and refunds"),
    ("/privacy", "Privacy notice"),
    ("/terms", "Terms of sale"),
)
CONTACT = (
    "Complaints and feedback",
    "Tell us what went wrong with your order and we will put it right.",
    "Email us at hello@kopikaya.sg or call +65 6123 4567.",
    "We acknowledge every complaint within 1 working day and give you our final decision within 14 days.",
    "You receive a case number by e-mail and can reply to it at any time.",
    "If you are not satisfied with our reply, ask for our manager at manager@kopikaya.sg.",
    "You may also turn to the Consumers Association of Singapore (CASE) for mediation, or to the Small Claims "
    "Tribunals.",
)
RETURNS = (
    "Returns, refunds and exchanges",
    "You may return unused goods in their original packaging within 14 days of delivery.",
    "Opened food and gift cards cannot be returned.",
    "You pay the return postage unless the goods are faulty.",
    "To start a return, e-mail hello@kopikaya.sg with your order number and we will send you the address.",
    "Refunds are made to your original payment method within 7 working days of receiving your return.",
    "Your bank may take a further 5 to 10 days to show the refund.",
    "Faulty, damaged or wrong goods are replaced or refunded in full, postage included; please tell us within 14 days.",
    "Nothing in this policy takes away your rights under the Consumer Protection (Fair Trading) Act.",
)
TERMS = (
    "Terms of sale",
    "These terms apply between you and Kopi & Kaya Pte. Ltd.",
    "You can cancel your order free of charge until we dispatch it.",
    "We may cancel an order if an item is out of stock; we then refund you in full within 5 days.",
    "Singapore law applies and the courts of Singapore have jurisdiction.",
)
PRIVACY = (
    "Privacy notice",
    "Kopi & Kaya Pte. Ltd. (“we”, “us”) follows the Personal Data Protection Act 2012 (PDPA).",
    "We collect your name, e-mail address, phone number and delivery address when you order.",
    "We use your personal data for these purposes: to deliver your order and to answer you.",
    "We share your address with our couriers and payment service providers.",
    "Our mail provider stores data outside Singapore under comparable protection.",
    "We keep order records for five years and then delete them.",
    "We protect your data with reasonable security measures such as encryption.",
    "We use Google Analytics to count visits.",
    "You may ask for access to your personal data, have it corrected, or withdraw consent at any time.",
    "Every newsletter has a link to unsubscribe.",
    "Our Data Protection Officer can be reached at dpo@kopikaya.sg.",
)


def furniture(line: str = FOOTER_LINE, links: Sequence[tuple[str, str]] = LINKS) -> dict[str, Any]:
    """The footer that every page repeats."""
    blocks: tuple[TextBlock, ...] = (block(line, area="footer", tag="div"),) if line else ()
    return {"blocks": blocks, "links": tuple(link(href, text, area="footer") for href, text in links)}


def contact_form(privacy: bool = True) -> dict[str, Any]:
    """A message form, and a link to the notice beside it."""
    send = Button("Send", "form > button", "submit", "form", "main", True, False, (10, 300, 80, 30))
    fields = (
        field("name", label="Your name"),
        field("email", type="email", label="E-mail"),
        field("message", tag="textarea", type="textarea", label="Your message", box=(10, 200, 300, 90)),
    )
    links: tuple[Link, ...] = (link("/privacy", "Privacy notice", box=(10, 340, 80, 20)),) if privacy else ()
    return {"forms": (form(*fields, buttons=(send,), text="Send us a message"),), "links": links}


def policy(role: str, path: str, texts: Sequence[str], **over: Any) -> Page:
    """A policy page: its first text is the heading."""
    frame = furniture(over.pop("line", FOOTER_LINE), over.pop("footer_links", LINKS))
    heading = (block(texts[0], tag="h1"),) if texts else ()
    body = tuple(block(t) for t in texts[1:])
    extra = over.pop("extra", {})
    merged = {key: tuple(frame.get(key, ())) + tuple(extra.get(key, ())) for key in {*frame, *extra}}
    merged["blocks"] = heading + body + merged.get("blocks", ())
    over.setdefault("title", f"{texts[0]} | Kopi & Kaya" if texts else "Kopi & Kaya")
    return page(role, path, **(merged | over))


def home(*texts: str, **over: Any) -> Page:
    """The home page, with a price in S$."""
    over.setdefault("depth", 0)
    return policy("home", "/", ("Kopi & Kaya", "Kaya jam S$8.90", *texts), **over)


def pages(**replaced: Page | None) -> tuple[Page, ...]:
    """The honest shop; `contact=None` leaves a page out, `contact=page` takes its place."""
    parts: dict[str, Page | None] = {
        "home": home(),
        "contact": policy("complaint", "/contact", CONTACT, extra=contact_form()),
        "returns": policy("returns", "/returns", RETURNS),
        "terms": policy("terms", "/terms", TERMS),
        "privacy": policy("privacy", "/privacy", PRIVACY),
        "second": home(session="second-look", layout="phone"),
    }
    parts.update(replaced)
    return tuple(p for p in parts.values() if p is not None)


def shop(*found: Page, **crawl: Any) -> Shop:
    return Shop(collection(*found, **crawl))


def honest(**replaced: Page | None) -> Shop:
    return shop(*pages(**replaced))


def ask(at: Shop | Collection, name: str) -> Fact:
    """One fact, decided by the registry as in an audit."""
    view = at if isinstance(at, Shop) else Shop(at)
    fact = registry.extract(view)[name]
    assert not (isinstance(fact, Unknown) and fact.kind.value == "broken"), fact
    return fact


def value(at: Shop, name: str) -> Any:
    """The value of a known fact."""
    fact = ask(at, name)
    assert isinstance(fact, Known), (name, fact)
    return fact.value


def absent(at: Shop, name: str) -> bool:
    return isinstance(ask(at, name), Absent)


def unknown(at: Shop, name: str) -> bool:
    return isinstance(ask(at, name), Unknown)
