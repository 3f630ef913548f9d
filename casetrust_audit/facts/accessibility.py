"""Automated accessibility faults on the key pages: what axe-core found there, and texts too faint for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.accessibility import AccessibilityFault, AccessibilityScan
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown
from casetrust_audit.model.reading import TextRun

KINDS = ("home", "listing", "product", "cart", "checkout", "policy")
NOT_LOOKED = "no page was looked at for its accessibility"
UNNAMED = frozenset({
    "label", "select-name", "button-name", "input-button-name", "input-image-alt", "aria-input-field-name",
    "aria-toggle-field-name", "aria-command-name",
})  # fmt: skip
"""Rules of axe-core by which a control says nothing to those who cannot see it."""
UNREACHABLE = "keyboard-unreachable"
LARGE_PX, LARGE_BOLD_PX, BOLD = 24, 18.66, 700
"""WCAG's large text, which 3:1 suffices for; other text needs 4.5:1."""


@fact(
    "accessibility.pages",
    Kind.SUBJECTS,
    "Key pages that were looked at by axe-core, with their faults.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what kind of page"),
        "unnamed": FieldType(Kind.INT, doc="controls of forms, cart and checkout without a name"),
        "unreachable": FieldType(Kind.INT, doc="such controls that a mouse can use and a keyboard cannot"),
        "critical": FieldType(Kind.INT, doc="elements with a critical fault, those controls among them"),
        "serious": FieldType(Kind.INT, doc="elements with a serious fault, too faint texts among them"),
    },
)
def pages(shop: Shop) -> Fact | NotFound:
    subjects = tuple(_subject(shop, page, scan) for page, scan in _scanned(shop))
    if not subjects:
        return Unknown(NOT_LOOKED)
    return Known(subjects, tuple(e for s in subjects for e in s.evidence)[:20])


@fact("accessibility.buying", Kind.BOOL, "Both a product page and the cart or a step of the checkout were looked at.")
def buying(shop: Shop) -> Fact | NotFound:
    sold = {page.url for page in shop.by_role("product")}  # a shop of one page sells on its front page
    seen = [(page, "product" if page.url in sold else _kind(page)) for page, scan in _scanned(shop) if not scan.problem]
    product = next((p for p, kind in seen if kind == "product"), None)
    after = next((p for p, kind in seen if kind in ("cart", "checkout")), None)
    if product is None or after is None:
        missing = "no product page" if product is None else "neither cart nor checkout"
        return Unknown(f"{missing} was looked at for its accessibility" if seen else NOT_LOOKED)
    return Known(True, shop.refs((product, after)))


def _scanned(shop: Shop) -> tuple[tuple[Page, AccessibilityScan], ...]:
    return tuple((p, p.accessibility) for p in shop.pages if p.accessibility is not None)


def _kind(page: Page) -> str:
    return page.role if page.role in KINDS else "policy"


def _subject(shop: Shop, page: Page, scan: AccessibilityScan) -> Subject:
    kind = _kind(page)
    if scan.problem:
        unknown = Unknown(scan.problem)
        open_now: dict[str, Scalar | Fact] = dict.fromkeys(("unnamed", "unreachable", "critical", "serious"), unknown)
        return Subject(_label(page, kind), {"kind": kind, **open_now}, (shop.ref(page, scan.problem),))
    faint = tuple(_faint(shop, page))
    fields: dict[str, Scalar | Fact] = {
        "kind": kind,
        "unnamed": _controls(kind, (f for f in scan.faults if f.rule in UNNAMED)),
        "unreachable": _controls(kind, (f for f in scan.faults if f.rule == UNREACHABLE)),
        "critical": sum(f.count for f in scan.faults if f.impact == "critical"),
        "serious": sum(f.count for f in scan.faults if f.impact == "serious") + len(faint),
    }
    return Subject(_label(page, kind), fields, (*_told(shop, page, scan), *faint[:2]))


def _label(page: Page, kind: str) -> str:
    step = page.capture.step.rpartition("/")[2] if kind == "checkout" else ""
    phone = "on a phone" if page.capture.layout == "phone" else ""
    return f"{' '.join(filter(None, (kind, step, phone)))}: {title_of(page) or page.url}"


def _controls(kind: str, faults: Iterable[AccessibilityFault]) -> int:
    """Those in forms; on the way to the payment a control needs no form around it."""
    return sum(f.count if kind in ("cart", "checkout") else f.in_forms for f in faults)


def _told(shop: Shop, page: Page, scan: AccessibilityScan) -> tuple[EvidenceRef, ...]:
    """Where the faults are, the worst first; the page and how it was looked at where there is none."""
    bad = [f for f in scan.faults if f.impact in ("critical", "serious")]
    refs = tuple(
        shop.ref(page, f"{f.rule} ({f.impact}, {f.count} ×): {spot.html}", spot.selector)
        for f in bad
        for spot in f.spots[:2]
    )
    return refs[:6] or (shop.ref(page, f"{scan.engine}: {scan.elements} elements, no critical or serious fault"),)


def _faint(shop: Shop, page: Page) -> Iterator[EvidenceRef]:
    """Texts with too little contrast. Names of controls that are switched off may be faint."""
    buttons = (*page.reading.buttons, *(b for form in page.reading.forms for b in form.buttons))
    off = {b.text for b in buttons if b.disabled}
    for block in page.reading.blocks:
        if block.visible and block.text not in off and (run := next(filter(_is_faint, block.runs), None)):
            yield shop.ref(
                page, f"contrast {run.contrast}:1, {run.font_px:g} px: {block.text}", block.selector, block.box
            )


def _is_faint(run: TextRun) -> bool:
    large = run.font_px >= LARGE_PX or (run.font_px >= LARGE_BOLD_PX and run.weight >= BOLD)
    readable = run.visible and run.contrast is not None and any(map(str.isalnum, run.text))
    return readable and (run.contrast or 0) < (3 if large else 4.5)
