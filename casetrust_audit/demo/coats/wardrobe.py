"""Where coats meet the demo shop: requests are made plain on their way in, answers dressed on theirs out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casetrust_audit.demo.coats.address import Address
from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.trees import HtmlElement, etree, html, script, style
from casetrust_audit.demo.web import HTML, JSON, Request, Response

INNER = "/page"
"""Before the plain address of a page that a script fetches and draws."""
PART = "/part"
"""Before the plain address of a page of which a script fetches a part that is not in the page itself at first."""
SHELL = Path(__file__).parent / "static" / "shell.html"
NOWHERE = "/no-such-page"


@dataclass(frozen=True, slots=True)
class Way:
    """How a request came: `prefix` is INNER or PART where a script asks for the page itself, `lost` true where the
    address leads nowhere in this coat. `visitor` is what a session in the address would be told by."""

    prefix: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The coats worn, in the order in which pages are dressed. `sites` are the shop's own addresses as absolute URLs,
    without the slash at their end."""

    coats: tuple[Coat, ...]
    sites: tuple[str, ...] = ()

    @property
    def switches(self) -> frozenset[str]:
        """Switches of the shop that come with the coats."""
        return frozenset(name for coat in self.coats for name in coat.switches)

    @property
    def stock(self) -> int:
        return max((coat.stock for coat in self.coats), default=0)

    @property
    def client(self) -> str:
        return next((coat.client for coat in self.coats if coat.client), "")

    # in

    def route_in(self, request: Request) -> tuple[Request, Way]:
        """The request as the plain shop knows it."""
        if not self.coats:
            return request, Way()
        address = Address.of(request.target)
        if address.is_asset:
            return request, Way()
        prefix = next((p for p in (INNER, PART) if address.path.startswith(f"{p}/")), "")
        plain: Address | None = replace(address, path=address.path.removeprefix(prefix))
        for coat in reversed(self.coats):
            if coat.routing is not None and plain is not None:
                plain = coat.routing.back(plain)
        if self.client == "hash" and not prefix and address.path != "/":
            plain = None
        lost = plain is None
        plain = plain or Address(NOWHERE)
        request = replace(request, target=str(plain), path=plain.path, query=dict(plain.query))
        for coat in self.coats:
            if coat.fields_in is not None:
                request = coat.fields_in(request)
        return request, Way(prefix, lost)

    def answer(self, request: Request) -> Response | None:
        """What a coat answers by itself, None where the shop does."""
        answers = (coat.answer(request) for coat in self.coats if coat.answer is not None)
        return next((response for response in answers if response is not None), None)

    # out

    def address(self, plain: str, *, posted: bool = False, visitor: str = "") -> str:
        """A plain address as links (or forms that are posted) have it; others than the shop's own stay as they are."""
        site = next((site for site in self.sites if plain.startswith(f"{site}/")), "")
        rest = plain.removeprefix(site)
        if not rest.startswith("/") or rest.startswith("//"):
            return plain
        address = Address.of(rest)
        if address.is_asset:
            return plain
        for coat in self.coats:
            if coat.routing is not None:
                address = coat.routing.out(address, posted)
        if visitor and any(coat.visited for coat in self.coats):
            address = replace(address, query=(*address.query, ("ceid", visitor)))
        text = str(address)
        return site + (INNER + text if posted and self.client else text)

    def dress(
        self, response: Response, request: Request, way: Way, scene: Callable[[], Scene], visitor: str
    ) -> Response:
        """The answer to a plain request, in the coats."""
        if not self.coats:
            return response
        for coat in self.coats:
            if coat.after is not None:
                response = coat.after(request, response)
        response = replace(response, headers=tuple(self._header(*h, way, visitor) for h in response.headers))
        asset = Address.of(request.target).is_asset
        if response.content_type == HTML and response.body:
            if self.client and not way.prefix and not asset:
                return self._shell(response, way)
            return replace(response, body=self._page(response.body, way, scene(), visitor))
        if response.content_type == JSON:
            return replace(response, body=json.dumps(self._data(json.loads(response.body), visitor)).encode())
        if request.path == "/sitemap.xml" and response.content_type.startswith("application/xml"):
            return replace(response, body=self._sitemap(response.body))
        if request.path == "/robots.txt":
            return replace(response, body=self._robots(response.body))
        return response

    def _header(self, name: str, value: str, way: Way, visitor: str) -> tuple[str, str]:
        if name != "Location":
            return name, value
        if way.prefix and self.client == "hash":
            return name, way.prefix + value
        target = self.address(value, visitor=visitor)
        return name, way.prefix + target if way.prefix and target.startswith("/") else target

    def _shell(self, response: Response, way: Way) -> Response:
        """The page as a script that draws it has it at first: nothing but the script."""
        lost = way.lost and self.client == "hash"
        status = 404 if self.client == "fallback" or lost else 200
        body = SHELL.read_bytes().replace(b"{mode}", self.client.encode())
        return replace(response, body=body, status=status)

    def _page(self, body: bytes, way: Way, scene: Scene, visitor: str) -> bytes:
        tree = html.document_fromstring(body.decode())
        for coat in self.coats:
            if way.prefix == PART and coat.late:
                continue
            if coat.dress is not None:
                coat.dress(tree, scene)
            if coat.style:
                style(tree, coat.style)
            if coat.script:
                script(tree, coat.script)
        self._addresses(tree, visitor)
        return bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))

    def _addresses(self, tree: HtmlElement, visitor: str) -> None:
        for element in tree.iter("a", "area", "link"):
            if element.get("href") is not None and element.get("rel") not in ("stylesheet", "icon"):
                element.set("href", self.address(element.get("href"), visitor=visitor))
        for element in tree.xpath("//*[@data-go]"):
            element.set("data-go", self.address(element.get("data-go"), visitor=visitor))
        for element in tree.xpath("//*[@data-quote]"):
            element.set("data-quote", self.address(element.get("data-quote"), posted=True, visitor=visitor))
        for element in tree.xpath("//*[@data-part]"):
            element.set(
                "data-part",
                PART + self.address(element.get("data-part"), posted=True, visitor=visitor).removeprefix(INNER),
            )
        for element in tree.xpath("//*[@formaction]"):
            posted = element.get("formmethod", "post") == "post"
            element.set("formaction", self.address(element.get("formaction"), posted=posted, visitor=visitor))
        for form in tree.iter("form"):
            self._form(form, visitor)
        for element in tree.xpath("//script[@type='application/ld+json' or @type='application/json']"):
            # what machines are told is the same for every visitor
            whose = visitor if element.get("type") == "application/json" else ""
            element.text = json.dumps(self._data(json.loads(element.text), whose)).replace("<", "\\u003c")

    def _form(self, form: HtmlElement, visitor: str) -> None:
        """A form that asks sends its fields in place of its address's query, which so becomes fields."""
        posted = form.get("method", "get").lower() == "post"
        if form.get("action") is None:
            return
        target = self.address(form.get("action"), posted=posted, visitor=visitor)
        if not posted and "#" not in target:
            address = Address.of(target)
            for name, value in address.query:
                form.append(html.Element("input", type="hidden", name=name, value=value))
            target = str(replace(address, query=()))
        form.set("action", target)

    def _data(self, data: Any, visitor: str) -> Any:
        """Data with the shop's addresses in it dressed."""
        if isinstance(data, dict):
            return {key: self._data(value, visitor) for key, value in data.items()}
        if isinstance(data, list):
            return [self._data(value, visitor) for value in data]
        is_address = isinstance(data, str) and data.startswith(("/", *(f"{site}/" for site in self.sites)))
        return self.address(data, visitor=visitor) if is_address and " " not in data else data

    def _sitemap(self, body: bytes) -> bytes:
        tree = etree.fromstring(body)
        for place in tree.iter("{*}loc"):
            place.text = self.address(place.text or "")
        return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True))

    def _robots(self, body: bytes) -> bytes:
        lines = []
        for line in body.decode().splitlines():
            name, _, value = line.partition(": ")
            closed = name == "Disallow" and self.client != "hash"
            lines.append(f"{name}: {self.address(value)}" if closed else line)
        return "\n".join(lines).encode() + b"\n"
