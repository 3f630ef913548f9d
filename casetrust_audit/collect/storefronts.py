"""Hints on known storefront platforms, as data: how a page of theirs is told, and where its cart is.

A hint saves attempts and never takes the place of looking: what it leads to is checked by the cart itself, and the
generic strategies are tried where it leads nowhere. Signs and addresses are those of each platform's public theme
documentation and default themes (as of November 2026); a merchant may have changed them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Storefront:
    """`signs` are looked for in script addresses, meta values and form actions of a page."""

    name: str
    signs: re.Pattern[str]
    carts: tuple[str, ...] = ()
    """Paths of the cart, likeliest first."""


def _storefront(name: str, signs: str, carts: str) -> Storefront:
    return Storefront(name, re.compile(signs, re.I), tuple(carts.split()))


STOREFRONTS = (
    _storefront("Shopify", r"cdn\.shopify\.com|shopify-digital-wallet|/cart/add\.js|shopify-checkout", "/cart"),
    _storefront("WooCommerce", r"woocommerce|wc-ajax|wp-content/plugins/woo", "/cart/ /basket/"),
    _storefront("Magento", r"/static/version\d+/frontend/|/mage/|/checkout/cart/add", "/checkout/cart/"),
    _storefront("PrestaShop", r"prestashop|/modules/ps_|themes/[\w-]+/assets/.*theme\.(?:js|css)", "/cart?action=show"),
    _storefront("OpenCart", r"catalog/view/(?:javascript|theme)|route=(?:common|product|checkout)/",
                "/index.php?route=checkout/cart"),
    _storefront("BigCommerce", r"cdn\d*\.bigcommerce\.com|/stencil/", "/cart.php"),
    _storefront("Wix", r"static\.parastorage\.com|wixstatic\.com|wix-ecommerce", "/cart-page"),
    _storefront("Squarespace", r"static1?\.squarespace\.com|squarespace-cdn", "/cart"),
    _storefront("EasyStore", r"easystore\.(?:co|blue)|cdn\.store-assets\.com", "/cart"),
    _storefront("SHOPLINE", r"shoplineapp\.com|cdn\.myshopline\.com|shopline", "/cart"),
    _storefront("Ecwid", r"app\.ecwid\.com", "/cart"),
    _storefront("nopCommerce", r"nopcommerce|public\.ajaxcart\.js", "/cart"),
    _storefront("Odoo", r"/web/assets/.*(?:frontend|website_sale)|odoo", "/shop/cart"),
    _storefront("Shopware", r"shopware|/bundles/storefront/", "/checkout/cart"),
    _storefront("Sylius", r"sylius", "/en_US/cart/ /cart/"),
    _storefront("CS-Cart", r"cs-cart|dispatch=checkout", "/index.php?dispatch=checkout.cart"),
    _storefront("Zen Cart", r"main_page=|zen-?cart", "/index.php?main_page=shopping_cart"),
)  # fmt: skip

ANYWHERE = ("/cart", "/cart/", "/basket/", "/checkout/cart/", "/shop/cart/", "/shopping-cart", "/bag")
"""Cart addresses that shops of all kinds use; guessed where no link and no hint leads to one."""


def storefront_of(reading: Reading) -> Storefront | None:
    """The platform a page shows the signs of; None where it shows none."""
    said = " ".join(
        (*reading.scripts, *reading.meta.keys(), *reading.meta.values(), *(f.action for f in reading.forms))
    )
    return next((s for s in STOREFRONTS if s.signs.search(said)), None)


def cart_paths(reading: Reading) -> tuple[tuple[str, str], ...]:
    """(strategy, path) of carts to try where no link leads to one, likeliest first."""
    known = storefront_of(reading)
    hinted = tuple((f"{known.name} address", path) for path in known.carts) if known else ()
    return hinted + tuple(("usual address", path) for path in ANYWHERE)
