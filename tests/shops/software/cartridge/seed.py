# mypy: ignore-errors
"""Fill the database of the test shop: seven products beside the demo pages and the pony that Cartridge ships."""

import os
import random
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django.setup()

from cartridge.shop.models import Category, Product, ProductImage, ProductVariation  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from mezzanine.core.models import CONTENT_STATUS_PUBLISHED  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

CHANCE = random.Random(3)
PRODUCTS = (
    ("Garden trowel", "Garden", "12.50", None),
    ("Watering can", "Garden", "24.00", "19.00"),
    ("Seed box", "Garden", "8.75", None),
    ("Oak stool", "Furniture", "89.00", None),
    ("Pine shelf", "Furniture", "64.00", "54.00"),
    ("Wool blanket", "Home", "49.90", None),
    ("Tea towel set", "Home", "14.20", None),
)
"""Title, category, price, price in the sale."""

SALE_YEARS = 20
"""The data is kept, so the sale must not end."""


def picture(name: str) -> str:
    """A drawn picture, so that nothing is fetched."""
    image = Image.new("RGB", (500, 500), tuple(CHANCE.randint(80, 210) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    draw.ellipse([90, 60, 410, 380], fill="white")
    draw.text((30, 420), name, fill="white", font_size=34)
    file = f"uploads/product/{name.lower().replace(' ', '-')}.jpg"
    target = Path(settings.MEDIA_ROOT, file)
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target)
    return file


def seed_product(shop, title: str, category: str, price: str, sale: str | None) -> None:
    found, _ = Category.objects.get_or_create(
        title=category, parent=shop, defaults={"status": CONTENT_STATUS_PUBLISHED}
    )
    product = Product.objects.create(
        title=title,
        status=CONTENT_STATUS_PUBLISHED,
        available=True,
        content=f"<p>{title}, made by a small workshop. Ships in two days.</p>",
        unit_price=Decimal(price),
    )
    product.categories.add(found, shop)
    image = ProductImage.objects.create(product=product, file=picture(title), description=title)
    variation = ProductVariation(
        product=product,
        default=True,
        sku=f"SKU{product.pk:04d}",
        unit_price=Decimal(price),
        num_in_stock=50,
        image=image,
    )
    if sale:
        variation.sale_price = Decimal(sale)
        variation.sale_from = now() - timedelta(days=2)
        variation.sale_to = now() + timedelta(days=365 * SALE_YEARS)
    variation.save()
    product.variations.set_default_images([])
    product.copy_default_variation()
    product.image = image.file.name
    product.save()


def seed() -> None:
    shop = Category.objects.first()
    for row in PRODUCTS:
        seed_product(shop, *row)


seed()
print(Product.objects.count(), "products")
