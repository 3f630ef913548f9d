"""Home, listings, product pages, search, reviews and wish list of the demo shop."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from casetrust_audit.demo.banners import banners
from casetrust_audit.demo.basket import PLAN_FEE
from casetrust_audit.demo.catalogue import CATEGORIES, Product, mean_stars
from casetrust_audit.demo.company import COMPANY
from casetrust_audit.demo.offers import monthly_price, pair_price, price_of_100_g
from casetrust_audit.demo.reviews import Review, recycled
from casetrust_audit.demo.routing import House, Routes, Visit, page
from casetrust_audit.demo.stock import BY_SLUG
from casetrust_audit.demo.web import Response, redirect

ROUTES = Routes()
PER_PAGE = 24
"""Products on one page of a listing."""
BARE = "pandan-kaya"
"""What the bare page of "bare-product-page" sells."""
FEWEST_PRAISED = 4
"""Fewest stars that "only-praise" publishes."""
INVENTED_RATING, INVENTED_COUNT = "4.9", 300
"""Each product claims another number: one number for all would be a rating of the shop."""


def missing(visit: Visit) -> Response:
    """The page for an address that leads nowhere, with status 404."""
    return page(visit, "not-found.html", 404)


def find_product(visit: Visit, slug: str) -> Product | None:
    """The product on sale under that slug."""
    product = BY_SLUG.get(slug)
    return product if product in visit.house.products else None


def invented_count(product: Product) -> int:
    """The number of reviews made up for a product; no two products have the same."""
    return INVENTED_COUNT + sum(product.slug.encode()) % 97


def rating(house: House, product: Product) -> dict[str, Any] | None:
    """Average and number of reviews as the shop claims them."""
    if not house.told.review_place:
        return None
    if "invented-rating-count" in house.told:
        return {"ratingValue": INVENTED_RATING, "reviewCount": invented_count(product)}
    listed = reviews_of(house, product)
    mean = mean_stars(listed)
    return None if mean is None else {"ratingValue": str(mean), "reviewCount": len(listed)}


def reviews_of(house: House, product: Product) -> tuple[Review, ...]:
    """The reviews shown at a product: its own, and those that are used again everywhere."""
    again = recycled(house.products.index(product)) if "recycled-reviews" in house.told else ()
    listed = () if is_bare(house, product) else product.reviews + again
    return listed if house.told.all_reviews else tuple(r for r in listed if r.stars >= FEWEST_PRAISED)


def described(house: House, product: Product) -> tuple[str, ...]:
    """What the product's page says of it: contents first, then paragraphs; nothing where the page is bare."""
    return () if is_bare(house, product) else (product.contents, *product.description)


def is_bare(house: House, product: Product) -> bool:
    """Whether nothing is said of the product, and nobody has reviewed it."""
    return "bare-product-page" in house.told and product.slug == BARE


def product_data(house: House, product: Product) -> dict[str, Any]:
    """JSON-LD of a product, as the defects leave it."""
    offer: dict[str, Any] = {"@type": "Offer", "url": house.url + product.path[1:]}
    if house.told.prices:
        offer |= {"price": f"{product.price:.2f}", "priceCurrency": "SGD"}
    if house.told.stock or not product.in_stock:
        state = "InStock" if house.told.said_in_stock(product) else "OutOfStock"
        offer["availability"] = f"https://schema.org/{state}"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "sku": product.slug,
        "image": f"{house.url}images/{product.slug}.svg",
        "description": " ".join(described(house, product)[1:]),
        "brand": {"@type": "Brand", "name": COMPANY.brand},
        "itemCondition": "https://schema.org/NewCondition",
        "offers": offer,
    }
    rated = rating(house, product)
    if rated:
        data["aggregateRating"] = {"@type": "AggregateRating", **rated}
    listed = reviews_of(house, product)
    if house.told.reviews_listed and listed:
        data["review"] = [
            {
                "@type": "Review",
                "author": {"@type": "Person", "name": review.name},
                "datePublished": review.dated(house.today).isoformat(),
                "reviewRating": {"@type": "Rating", "ratingValue": review.stars},
                "reviewBody": review.text,
            }
            for review in listed
        ]
    return data


def shop_data(house: House) -> dict[str, Any]:
    """JSON-LD of the shop itself."""
    told = house.told
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": COMPANY.brand,
        "url": house.url,
        "logo": f"{house.url}images/logo.svg",
    }
    if told.legal_name:
        data["legalName"] = COMPANY.legal_name
    if told.uen:
        data["taxID"] = COMPANY.uen
    if told.reachable:
        data |= {"telephone": COMPANY.phone, "email": COMPANY.email}
    if told.address:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": COMPANY.street,
            "postalCode": COMPANY.postal_code,
            "addressCountry": "SG",
        }
    return data


def cards(house: House, products: tuple[Product, ...]) -> list[dict[str, Any]]:
    """What a listing shows of each product."""
    return [
        {
            "product": product,
            "saving": house.told.claimed_saving(product),
            "rating": rating(house, product),
            "available": house.told.said_in_stock(product),
            "label": house.told.label(product),
        }
        for product in products
    ]


@ROUTES("GET", "/")
def home(visit: Visit) -> Response:
    """Home page with the featured products."""
    house = visit.house
    featured = tuple(p for p in house.products if p.featured)
    return page(
        visit, "home.html", cards=cards(house, featured), data=shop_data(house), banners=banners(house, featured)
    )


@ROUTES("GET", "/collections/*")
def listing(visit: Visit) -> Response:
    """One category."""
    category = next((c for c in CATEGORIES if c.slug == visit.rest), None)
    if category is None:
        return missing(visit)
    house = visit.house
    products = tuple(p for p in house.products if p.category == category.slug)
    pages = -(-len(products) // PER_PAGE) or 1
    asked = visit.request.query.get("page", "1")
    number = min(int(asked), pages) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    shown = products[(max(number, 1) - 1) * PER_PAGE :][:PER_PAGE]
    return page(
        visit,
        "listing.html",
        category=category,
        cards=cards(house, shown),
        banners=banners(house, products),
        number=number,
        pages=pages,
    )


@ROUTES("GET", "/products/*")
def product_page(visit: Visit) -> Response:
    """One product."""
    product = find_product(visit, visit.rest)
    if product is None:
        return missing(visit)
    house = visit.house
    return page(
        visit,
        "product.html",
        product=product,
        described=described(house, product),
        category=next(c for c in CATEGORIES if c.slug == product.category),
        saving=house.told.claimed_saving(product),
        rating=rating(house, product),
        reviews=reviews_of(house, product),
        available=house.told.said_in_stock(product),
        stock=stock_words(house, product) if house.told.stock else "",
        choosable=house.told.can_be_chosen(product),
        offers=offers(product) if "multi-buy" in house.told else None,
        plan_fee=PLAN_FEE,
        monthly=monthly_price(product.price) if house.told.monthly else None,
        banners=banners(house),
        data=product_data(house, product),
    )


def stock_words(house: House, product: Product) -> str:
    """What the page says of the product's stock."""
    if not house.told.said_in_stock(product):
        return "Sold out"
    if "three-left-everywhere" in house.told:
        return "Only 3 left"
    return f"Only {house.left.draw(product.slug)} left" if "random-stock" in house.told else "In stock"


def offers(product: Product) -> dict[str, Decimal | None]:
    """Other prices that the page shows beside the price."""
    return {"pair": pair_price(product.price), "per_100_g": price_of_100_g(product)}


@ROUTES("GET", "/search")
def search(visit: Visit) -> Response:
    """Products whose texts hold every word asked for."""
    query = visit.request.query.get("q", "").strip()[:80]
    words = query.casefold().split()
    found = tuple(
        p
        for p in visit.house.products
        if words and all(word in json.dumps([p.title, p.category, *p.description]).casefold() for word in words)
    )
    return page(visit, "search.html", query=query, cards=cards(visit.house, found))


@ROUTES("GET", "/reviews")
def reviews(visit: Visit) -> Response:
    """How reviews are handled, and the latest ones."""
    if not visit.told.review_place:
        return missing(visit)
    listed = visit.house.products if visit.told.reviews_listed else ()
    entries = sorted(((r, p) for p in listed for r in reviews_of(visit.house, p)), key=lambda pair: pair[0].days_ago)
    whole = mean_stars([review for review, _ in entries])
    return page(
        visit,
        "reviews.html",
        entries=entries[:12],
        overall=None if visit.told.all_reviews else {"ratingValue": str(whole), "reviewCount": len(entries)},
    )


@ROUTES("POST", "/reviews")
def leave_review(visit: Visit) -> Response:
    """Take a review; it is only counted."""
    if not visit.told.review_place:
        return missing(visit)
    visit.house.received.count("messages")
    visit.session.notice = "Thank you. We check that the review comes from a buyer and publish it within two days."
    return redirect("/reviews")


@ROUTES("POST", "/wishlist/add")
def wish(visit: Visit) -> Response:
    """Put a product on the wish list; it is only counted."""
    product = find_product(visit, visit.posted("product"))
    if product is None:
        return missing(visit)
    visit.house.received.count("wishlist")
    visit.session.notice = f"{product.title} is on your wish list."
    return redirect(product.path)
