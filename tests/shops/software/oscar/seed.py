# mypy: ignore-errors
"""Fill the database of the test shop: 12 products, 10 reviews, four pages of information."""

import os
import random
from decimal import Decimal
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.flatpages.models import FlatPage  # noqa: E402
from django.contrib.sites.models import Site  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from oscar.apps.catalogue.categories import create_from_breadcrumbs  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

Product = get_model("catalogue", "Product")
ProductClass = get_model("catalogue", "ProductClass")
ProductImage = get_model("catalogue", "ProductImage")
ProductCategory = get_model("catalogue", "ProductCategory")
ProductAttribute = get_model("catalogue", "ProductAttribute")
StockRecord = get_model("partner", "StockRecord")
Partner = get_model("partner", "Partner")
Review = get_model("reviews", "ProductReview")
Country = get_model("address", "Country")

CHANCE = random.Random(4)
BOOKS = (
    ("The Tide Table", "Fiction", "7.49", 20),
    ("Ropes and Knots", "Non-fiction > Sailing", "15.83", 20),
    ("A Winter in Harbour Street", "Fiction", "8.33", 20),
    ("Lighthouse Keeper's Cookbook", "Non-fiction > Cookery", "20.83", 20),
    ("Birds of the Estuary", "Non-fiction > Nature", "16.66", 20),
    ("Small Boats, Long Voyages", "Non-fiction > Sailing", "12.49", 20),
    ("Salt and Paper", "Fiction > Short stories", "6.66", 20),
    ("The Night Ferry", "Fiction > Crime", "7.91", 20),
    ("Chart Work for Beginners", "Non-fiction > Sailing", "18.33", 0),
    ("Sea Songs", "Fiction > Poetry", "9.16", 20),
)
"""Title, category, price before tax, stock."""

PAGES = (
    (
        "/contact/",
        "Contact and complaints",
        "<p>Harbour Books Ltd, 12 Harbour Street, Whitby YO21 1AA. Phone +44 1947 000000, email"
        " <a href='mailto:help@harbour.test'>help@harbour.test</a>. To complain, write to"
        " <a href='mailto:complaints@harbour.test'>complaints@harbour.test</a>; we answer within 14 days.</p>",
    ),
    (
        "/delivery-returns/",
        "Delivery and returns",
        "<p>Standard delivery 3.95, express 8.50. You may cancel within 14 days of receipt.</p>",
    ),
    ("/terms/", "Terms", "<p>Prices include VAT at 20%.</p>"),
    ("/privacy/", "Privacy", "<p>We use a session cookie and a basket cookie.</p>"),
)


def picture(title: str, name: str) -> ContentFile:
    """A drawn cover, so that nothing is fetched."""
    image = Image.new("RGB", (600, 800), tuple(CHANCE.randint(90, 220) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    draw.rectangle([40, 40, 560, 760], outline="white", width=6)
    draw.multiline_text((80, 200), title.replace(" ", "\n"), fill="white", font_size=52)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return ContentFile(buffer.getvalue(), name=f"{name}.jpg")


def publish(product, category: str, name: str) -> None:
    ProductCategory.objects.create(product=product, category=create_from_breadcrumbs(category))
    ProductImage.objects.create(product=product, original=picture(product.title, name))


def stock(product, partner, sku: str, price: str, number) -> None:
    StockRecord.objects.create(
        product=product, partner=partner, partner_sku=sku, price=Decimal(price), num_in_stock=number
    )


def seed_books(partner) -> None:
    kind = ProductClass.objects.create(name="Book", requires_shipping=True, track_stock=True)
    ProductAttribute.objects.create(product_class=kind, code="pages", name="Pages", type="integer")
    readers = [
        get_user_model().objects.create_user(name, f"{name}@example.com", first_name=name.title())
        for name in ("anna", "ben", "carla")
    ]
    for number, (title, category, price, left) in enumerate(BOOKS):
        pages = 150 + number * 13
        text = f"<p>{title}: a paperback of {pages} pages. Printed in Britain on recycled paper, sewn binding.</p>"
        book = Product(
            structure="standalone", title=title, upc=f"97800000{number:05d}", product_class=kind, description=text
        )
        book.attr.pages = pages
        book.save()
        publish(book, category, f"book{number}")
        stock(book, partner, f"BK{number:03d}", price, left)
        for reader in readers[: (number * 2) % 4]:
            Review.objects.create(
                product=book,
                user=reader,
                score=CHANCE.choice([2, 4, 5, 5]),
                title="A fair read",
                body="It came on time and the print is clear. I would buy it again for a friend.",
                status=Review.APPROVED,
            )


def seed_shirt(partner) -> None:
    """A parent whose variants are chosen on their own pages; size L is sold out."""
    kind = ProductClass.objects.create(name="T-shirt", requires_shipping=True, track_stock=True)
    ProductAttribute.objects.create(product_class=kind, code="size", name="Size", type="text")
    shirt = Product.objects.create(
        structure="parent",
        title="Harbour Street T-shirt",
        product_class=kind,
        description="<p>Organic cotton, printed by hand.</p>",
    )
    publish(shirt, "Clothing", "shirt")
    for size, price, left in (("S", "14.16", 5), ("M", "14.16", 5), ("L", "15.83", 0)):
        variant = Product(
            structure="child", parent=shirt, title=f"Harbour Street T-shirt, {size}", upc=f"TS{size}"
        )
        variant.attr.size = size
        variant.save()
        stock(variant, partner, f"TS{size}", price, left)


def seed_download(partner) -> None:
    kind = ProductClass.objects.create(name="Download", requires_shipping=False, track_stock=False)
    book = Product.objects.create(
        structure="standalone",
        title="Tide Table (audio book)",
        product_class=kind,
        description="<p>MP3 download, 5 hours.</p>",
    )
    publish(book, "Downloads", "audio")
    stock(book, partner, "DL1", "9.99", None)


def seed() -> None:
    Country.objects.update(is_shipping_country=False)
    Country.objects.filter(iso_3166_1_a2__in=["GB", "DE", "FR", "US", "NL", "PL"]).update(is_shipping_country=True)
    Country.objects.filter(iso_3166_1_a2="GB").update(display_order=10)
    site, _ = Site.objects.get_or_create(id=1)
    site.domain, site.name = "127.0.0.1", "Harbour Books"
    site.save()
    partner = Partner.objects.create(name="Harbour warehouse")
    seed_books(partner)
    seed_shirt(partner)
    seed_download(partner)
    for url, title, body in PAGES:
        FlatPage.objects.create(url=url, title=title, content=body).sites.add(site)


seed()
print(Product.objects.count(), "products,", Review.objects.count(), "reviews")
