"""What browsers and crawlers ask for beside pages: pictures, style, robots.txt, sitemap, well-known files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from casetrust_audit.demo.browse import missing
from casetrust_audit.demo.catalogue import CATEGORIES
from casetrust_audit.demo.company import COMPANY
from casetrust_audit.demo.images import picture
from casetrust_audit.demo.routing import Routes, Visit
from casetrust_audit.demo.service import text_paths
from casetrust_audit.demo.web import Response, redirect

ROUTES = Routes()
_STATIC = Path(__file__).resolve().parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_CACHED = (("Cache-Control", "max-age=300"),)
_PLAIN = "text/plain; charset=utf-8"


@ROUTES("GET", "/static/*")
def static(visit: Visit) -> Response:
    """Style sheet and scripts."""
    known = {file.name: file for file in _STATIC.iterdir() if file.suffix in _TYPES}
    file = known.get(visit.rest)
    if file is None:
        return missing(visit)
    return Response(file.read_bytes(), 200, _TYPES[file.suffix], _CACHED)


@ROUTES("GET", "/images/*")
def image(visit: Visit) -> Response:
    """A picture."""
    svg = picture(visit.rest.removesuffix(".svg"))
    return missing(visit) if svg is None else Response(svg.encode(), 200, "image/svg+xml", _CACHED)


@ROUTES("GET", "/favicon.ico")
def icon(_visit: Visit) -> Response:
    """The icon browsers ask for unbidden."""
    return redirect("/images/logo.svg", 302)


@ROUTES("GET", "/robots.txt")
def robots(visit: Visit) -> Response:
    """robots.txt: all may be read, unless cart and checkout are closed; names the sitemap."""
    rules = "Disallow: /cart\nDisallow: /checkout" if "closed-to-robots" in visit.house.told else "Allow: /"
    text = f"User-agent: *\n{rules}\n\nSitemap: {visit.house.url}sitemap.xml\n"
    return Response(text.encode(), 200, _PLAIN)


@ROUTES("GET", "/sitemap.xml")
def sitemap(visit: Visit) -> Response:
    """Every page a search engine should know."""
    paths = ["/", *(c.path for c in CATEGORIES), *(p.path for p in visit.house.products)]
    paths += [path for path in text_paths(visit) if not path.startswith(("/account/", "/terms/"))]
    paths += ["/reviews"] if visit.told.review_place else []
    entries = "".join(f"<url><loc>{escape(visit.house.url + path[1:])}</loc></url>" for path in paths)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>\n'
    )
    return Response(text.encode(), 200, "application/xml; charset=utf-8")


@ROUTES("GET", "/.well-known/security.txt")
def security(visit: Visit) -> Response:
    """Where to report a security fault (RFC 9116)."""
    if not visit.told.contact_pages:
        return missing(visit)
    expires = visit.house.today + timedelta(days=300)
    text = (
        f"Contact: mailto:{COMPANY.security_email}\nExpires: {expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: en, zh\nCanonical: {visit.house.url}.well-known/security.txt\n"
    )
    return Response(text.encode(), 200, _PLAIN)


@ROUTES("GET", "/.well-known/change-password")
def change_password(_visit: Visit) -> Response:
    """Where password managers send their users."""
    return redirect("/account/security", 302)
