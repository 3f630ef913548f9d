"""What a coat is: another form in which the demo shop is served. It never changes what the shop says or charges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from casetrust_audit.demo.coats.address import Routing
from casetrust_audit.demo.coats.trees import HtmlElement
from casetrust_audit.demo.web import Request, Response


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line of the visitor's cart; `amount` as the shop writes it."""

    label: str
    path: str
    image: str
    quantity: int
    amount: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a coat may know of the page it dresses: its plain path, what lies in the visitor's cart, and its sum."""

    path: str
    lines: tuple[CartLine, ...] = ()
    subtotal: str = "S$0.00"

    @property
    def is_checkout(self) -> bool:
        return f"{self.path}/".startswith("/checkout/")


Dress: TypeAlias = Callable[[HtmlElement, Scene], None]
"""Changes the page's tree, whose addresses are still plain."""


def no_sitemap(request: Request, response: Response) -> Response:
    """No sitemap, for shops whose pages are found by their links or not at all."""
    gone = request.path == "/sitemap.xml"
    return Response(b"Not found", 404, "text/plain; charset=utf-8") if gone else response


@dataclass(frozen=True, slots=True)
class Coat:
    """One coat. `stands_for` says in a line what kind of real shops is built so; `excludes` names the coats it cannot
    be worn with (said once, it holds both ways).

    `routing` writes addresses, `dress` changes pages, `script` and `style` are files of `static` every page loads.
    `fields_in` puts the fields of a request back, `answer` serves pages that only this coat has, `after` changes the
    whole answer. `switches` are styles of the shop that come with the coat. `client` is how a script draws the pages:
    "" (not), "shell", "fallback" or "hash". `stock` is how many products are on sale, 0 for the usual ones. `visited`
    says that links carry the visitor's session, `late` that what the coat takes out of a page is fetched by its script.
    """

    name: str
    title: str
    stands_for: str
    excludes: tuple[str, ...] = ()
    routing: Routing | None = None
    dress: Dress | None = None
    script: str = ""
    style: str = ""
    fields_in: Callable[[Request], Request] | None = None
    answer: Callable[[Request], Response | None] | None = None
    after: Callable[[Request, Response], Response] | None = None
    switches: tuple[str, ...] = ()
    client: str = ""
    stock: int = 0
    visited: bool = False
    late: bool = False
