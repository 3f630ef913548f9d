"""The switches behind which the demo shop cannot be judged, or cannot be walked to the payment."""

from __future__ import annotations

from casetrust_audit.demo.switch import Defect


def _wall(name: str, title: str, explanation: str, *rules: str) -> Defect:
    return Defect(name, title, explanation, rules, "", kind="wall")


WALLS = (
    _wall("login-wall", "Everything is behind a login", "Every page but the login page redirects to it."),
    _wall(
        "challenge-page",
        "A bot check stands before every page",
        "Every page is a browser check answered with status 403.",
    ),
    _wall("parked", "The domain is parked", "Every page says that the domain is for sale."),
    _wall(
        "closed-to-robots",
        "robots.txt closes cart and checkout",
        "robots.txt disallows the cart and the checkout, as many shops do.",
    ),
    _wall("empty-shop", "The shop has no products", "Listings are empty."),
    _wall(
        "checkout-captcha",
        "A bot check stands before the checkout",
        "The step after the cart is a browser check answered with status 403.",
    ),
    _wall(
        "app-only-checkout",
        "Orders are taken in an app only",
        "The first page of the checkout sends the buyer to a mobile app and offers no other way.",
        "drk-forced-action-nagging",
    ),
    _wall(
        "empty-checkout",
        "The checkout is an empty page",
        "The checkout answers 200 with the shell of an application that never draws anything.",
    ),
    _wall(
        "cart-refuses-guests",
        "The cart is for members only",
        "Adding to the cart leads to the login page, and the cart stays empty.",
    ),
    _wall(
        "checkout-login",
        "The checkout asks for a login",
        "After the cart the shop redirects to its login page, which offers no way for guests.",
    ),
)
