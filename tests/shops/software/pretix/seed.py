# mypy: ignore-errors
"""Fill the database of the test shop: one event with clear prices, one with fees and extras that must be taken."""

import shop.configuration  # noqa: F401, I001
import django

django.setup()

from datetime import timedelta  # noqa: E402
from decimal import Decimal  # noqa: E402

from django.utils.timezone import now  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402
from i18nfield.strings import LazyI18nString  # noqa: E402
from pretix.base.models import Event, Item, Organizer  # noqa: E402
from pretix.base.models.items import ItemAddOn  # noqa: E402
from pretix_pages.models import Page  # noqa: E402

ORIGIN = "http://origin.invalid"
"""Stands for the origin in the data; each start puts in the true one."""

YEARS_AHEAD = 5
"""The data is kept, and a past event sells nothing."""

PLUGINS = (
    "pretix.plugins.manualpayment",
    "pretix.plugins.ticketoutputpdf",
    "pretix_servicefees",
    "pretix_pages",
)
PAGES = (
    (
        "imprint",
        "Imprint and complaints",
        "<p>Harbour Hall GmbH, Kaistrasse 1, Hamburg. Complaints: complaints@harbour.test</p>",
    ),
    ("terms", "Terms", "<p>All sales are final.</p>"),
)


def text(english: str) -> LazyI18nString:
    return LazyI18nString({"en": english})


def seed_event(organizer, slug: str, name: str, *, fees: bool) -> None:
    """With `fees`, prices are shown before tax, fees come on top, and each regular seat needs an extra."""
    event = Event.objects.create(
        organizer=organizer,
        slug=slug,
        name=text(name),
        currency="EUR",
        date_from=now() + timedelta(days=365 * YEARS_AHEAD),
        live=True,
        is_public=True,
        location=text("Harbour Hall, Kaistrasse 1, Hamburg"),
        plugins=",".join(PLUGINS),
    )
    seed_items(event, fees=fees)
    seed_payment(event.settings)
    settings = event.settings
    settings.contact_mail = "tickets@harbour.test"
    settings.imprint_url = f"{ORIGIN}/{organizer.slug}/{slug}/page/imprint/"
    settings.attendee_names_asked = True
    settings.invoice_address_asked = True
    settings.presale_start_show_date = True
    settings.display_net_prices = fees
    if fees:
        settings.service_fee_per_ticket = Decimal("2.50")
        settings.service_fee_percent = Decimal("4.00")
        settings.service_fee_abs = Decimal("1.00")
        settings.service_fee_tax_rule = "default"
        settings.payment_manual__fee_abs = Decimal("3.00")
    for page, title, body in PAGES:
        Page.objects.create(event=event, slug=page, title=text(title), text=text(body), link_in_footer=True)


def seed_items(event, *, fees: bool) -> None:
    tax = event.tax_rules.create(name=text("VAT"), rate=Decimal("19"), price_includes_tax=not fees, default=True)
    tickets = event.categories.create(name=text("Tickets"), position=0)
    extras = event.categories.create(name=text("Extras"), is_addon=True, position=2)
    goods = event.categories.create(name=text("Merchandise"), position=3)

    def sell(name: str, category, price: str, *, admission: bool, description: str = ""):
        return event.items.create(
            name=text(name),
            category=category,
            default_price=Decimal(price),
            tax_rule=tax,
            admission=admission,
            description=text(description),
        )

    regular = sell("Regular seat", tickets, "42.00", admission=True, description="Unreserved seat in the hall.")
    student = sell("Student seat", tickets, "29.00", admission=True)
    balcony = sell("Balcony", tickets, "70.00", admission=True)
    rows = (
        balcony.variations.create(value=text("Front row"), default_price=Decimal("85.00")),
        balcony.variations.create(value=text("Back row")),
    )
    shirt = sell("Tour T-shirt", goods, "25.00", admission=False)
    protection = sell("Ticket protection", extras, "6.90", admission=False)
    programme = sell("Printed programme", extras, "4.00", admission=False)
    ItemAddOn.objects.create(base_item=regular, addon_category=extras, min_count=1 if fees else 0, max_count=2)
    ItemAddOn.objects.create(base_item=student, addon_category=extras, min_count=0, max_count=2)
    quota = event.quotas.create(name="All", size=200)
    quota.items.add(regular, student, balcony, shirt, protection, programme)
    quota.variations.add(*rows)


def seed_payment(settings) -> None:
    settings.payment_manual__enabled = True
    settings.payment_manual_public_name = text("Pay at the box office")
    settings.payment_manual_checkout_description = text("Bring this confirmation.")
    settings.payment_manual_email_instructions = text("Bring this confirmation.")
    settings.payment_manual_pending_description = text("Bring this confirmation.")


with scopes_disabled():
    hall = Organizer.objects.create(slug="harbourhall", name="Harbour Hall")
    seed_event(hall, "spring-concert", "Spring Concert", fees=False)
    seed_event(hall, "summer-festival", "Summer Festival", fees=True)
    print(Event.objects.count(), "events,", Item.objects.count(), "items")
