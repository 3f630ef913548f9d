"""A rich result to render: NOT READY, every verdict, two price trails, and a variant with hostile shop text."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from casetrust_audit.model.attestation import Answer, AttestationSummary, Attested, Document, Signer
from casetrust_audit.model.capture import Capture, CrawlSummary, Problem, RunInfo, Skip
from casetrust_audit.model.clause import Clause, Combine, Scheme
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.journey import Attempt, Journey, JourneyStep
from casetrust_audit.model.money import Money
from casetrust_audit.model.overlay import BaselineSummary, Gone, Waiver, WaiverEntry, WaiverSummary
from casetrust_audit.model.profile import Profile, ProfileChange
from casetrust_audit.model.result import (
    UNDECIDED,
    AreaScore,
    AuditResult,
    Charge,
    Confidence,
    Coverage,
    Finding,
    Readiness,
    Score,
    Severity,
    Sighting,
    SubjectResult,
    Trail,
    TrailLine,
    TrailStep,
    Verdict,
)
from casetrust_audit.model.rule import Mode
from casetrust_audit.ruleset.clause_results import judge_clauses

SHOP = "https://kopi-kaya.example"
T = TypeVar("T")


def sgd(amount: str) -> Money:
    return Money(Decimal(amount), "SGD")


def capture(number: int, role: str, path: str, **over: Any) -> Capture:
    url = SHOP + path
    values: dict[str, Any] = dict(
        id=f"c{number:04d}", role=role, role_confidence=0.9, session="crawl", layout="desktop", requested_url=url,
        final_url=url, status=200, time=f"2026-11-22T03:{number:02d}:00Z", title=f"Kopi & Kaya {role}", depth=1,
        found_via="link", files={"html": f"{number:x}" * 64 if number < 16 else "f" * 64, "reading": "0" * 64},
    )  # fmt: skip
    return Capture(**(values | over))


CAPTURES = (
    capture(1, "home", "/", depth=0, found_via="start"),
    capture(2, "listing", "/collections/coffee"),
    capture(3, "product", "/products/kaya-toast-set", depth=2),
    capture(4, "cart", "/cart", session="journey-cheap", step="cheap/cart"),
    capture(5, "checkout", "/checkout", session="journey-cheap", step="cheap/payment"),
    capture(6, "returns", "/policies/returns"),
    capture(7, "login", "/account", status=403, problems=(Problem("challenge", "a puzzle was shown"),), files={}),
    capture(8, "product", "/products/kopi-machine", session="journey-mid", step="mid/product"),
    capture(9, "home", "/", session="second-look", layout="phone", depth=0, found_via="start"),
)


def spot(number: int, quote: str, box: tuple[float, float, float, float] | None = (20, 40, 200, 24)) -> EvidenceRef:
    seen = CAPTURES[number - 1]
    return EvidenceRef(
        seen.id, seen.final_url, quote, "main > p:nth-of-type(2)", box, seen.files.get("html", ""), seen.session
    )


def finding(rule: str, verdict: Verdict, severity: Severity, title: str, message: str, **over: Any) -> Finding:
    values: dict[str, Any] = dict(
        mode="automatic", confidence=Confidence.CONFIRMED, evidence=(), subjects=(), remediation="", question="",
        sources=("CT-EB", "TR76"), brief="explicit", fingerprint=f"{rule}@kopi-kaya.example", why="",
    )  # fmt: skip
    return Finding(rule=rule, title=title, area=rule[:3].upper(), severity=severity, verdict=verdict,
                   message=message, **(values | over))  # fmt: skip


FINDINGS = (
    finding(
        "prc-no-hidden-charges", Verdict.FAIL, Severity.BLOCKER,
        "No mandatory charge appears for the first time at checkout",
        "Handling fee S$3.90: first seen at the payment step, announced nowhere before checkout.",
        evidence=(spot(5, "Handling fee S$3.90"), spot(4, "Subtotal S$12.90")),
        subjects=(
            SubjectResult("Delivery", Verdict.PASS, "amount stated in the cart", (spot(4, "Delivery S$4.00"),)),
            SubjectResult("Handling fee", Verdict.FAIL, "first seen at payment", (spot(5, "Handling fee S$3.90"),)),
        ),
        remediation="Add the handling fee to the price, or state it beside every price. Before: “S$12.90”. "
        "After: “S$16.80, all fees included”.",
        why="The most explicit demand of the scheme’s promise on prices.",
    ),
    finding(
        "idn-uen", Verdict.FAIL, Severity.BLOCKER, "The registration number (UEN) is shown on the site",
        "No UEN was found on 8 pages read, among them footer, contact and terms.",
        searched=(spot(1, ""), spot(6, "")), searched_words=("UEN", "registration no."),
        remediation="Put the company name and UEN in the footer, e.g. “Kopi & Kaya Pte. Ltd., UEN 201912345K”. "
        "Use the same line in the terms.",
    ),
    finding(
        "ret-period-stated", Verdict.FAIL, Severity.MAJOR, "The return period is stated in days",
        "The returns page says “within a reasonable time”.",
        evidence=(spot(6, "Returns are accepted within a reasonable time."),), confidence=Confidence.PROBABLE,
        remediation="Name a number of days and when they begin. Before: “a reasonable time”. "
        "After: “14 days after delivery”.",
    ),
    finding(
        "sec-headers-hsts", Verdict.FAIL, Severity.MINOR, "HSTS is set for at least six months",
        "No Strict-Transport-Security header on the home page.",
        evidence=(EvidenceRef("p0002", SHOP + "/", "HTTP/2 200, no Strict-Transport-Security"),),
        remediation="Send “Strict-Transport-Security: max-age=15552000” with every page.",
    ),
    finding(
        "rev-moderation-stated", Verdict.NEEDS_REVIEW, Severity.MAJOR, "How reviews are collected is explained",
        "Reviews are shown; a sentence on their origin was found, but not whether buyers are verified.",
        mode="assisted", confidence=Confidence.PROBABLE, evidence=(spot(3, "Loved by our community"),),
        question="Are reviews taken from buyers only, and who may remove one? Ask for the written rule.",
    ),
    finding(
        "acc-two-factor", Verdict.NOT_TESTED, Severity.MAJOR, "Customers can secure their account with a second step",
        "Could not be tested: the login page showed a bot check.",
        question="Does the shop offer a one-time code or passkey at login? Ask for a screenshot of the setting.",
    ),
    finding("use-links-work", Verdict.ERROR, Severity.MINOR, "No broken links in menus and policies",
            "The link check stopped half-way."),
    finding(
        "sec-audit-programme", Verdict.ATTEST, Severity.MAJOR, "Regular security audits are done and findings closed",
        "Cannot be seen from outside.", mode="attest",
        question="When was the last security test, by whom, and are its findings closed? Ask for the report’s cover.",
    ),
    finding(
        "sec-https-only", Verdict.PASS, Severity.BLOCKER, "All pages are served over HTTPS",
        "9 of 9 pages came over HTTPS and plain HTTP redirects permanently.",
        evidence=(spot(1, "301 to https://kopi-kaya.example/", None), spot(9, "", None)),
        why="Card and address data must not travel in the clear.",
    ),
    finding(
        "prc-price-visible", Verdict.PASS, Severity.BLOCKER, "Every buyable product shows a legible price",
        "12 of 12 products show one.", evidence=(spot(2, "Kaya toast set S$12.90"), spot(3, "S$12.90")),
        subjects=tuple(SubjectResult(f"Product {i}", Verdict.PASS, "S$12.90") for i in range(1, 15)),
    ),
    finding("rev-incentives", Verdict.NOT_APPLICABLE, Severity.MINOR, "Rewarded reviews are marked",
            "The shop offers no reward for reviews."),
)  # fmt: skip


def line(step: int, label: str, role: str, amount: str, quantity: int | None = None) -> TrailLine:
    return TrailLine(label, role, sgd(amount), quantity, spot(step, f"{label} S${amount}"))


def sighted(step: str, number: int, role: str, raw: str, *amounts: str, **over: Any) -> Sighting:
    """An amount met on the capture of that number; several amounts are the readings of one text."""
    seen = CAPTURES[number - 1]
    readings = tuple(sgd(amount) for amount in amounts)
    values: dict[str, Any] = dict(source="visible", layout=seen.layout, evidence=spot(number, raw))
    return Sighting(role=role, readings=readings, step=step, raw=raw, **(values | over))


COMPLETE = Trail(
    scenario="cheap",
    item="Kaya toast set",
    headline=sgd("12.90"),
    final=sgd("20.80"),
    steps=(
        TrailStep("cart", SHOP + "/cart", "c0004", (
            line(4, "Kaya toast set", "item", "12.90", 1),
            line(4, "Delivery", "shipping", "4.00"),
            line(4, "Subtotal", "subtotal", "12.90"),
        ), sgd("16.90"), sgd("16.90")),
        TrailStep("payment", SHOP + "/checkout", "c0005", (
            line(5, "Kaya toast set", "item", "12.90", 1),
            line(5, "Delivery", "shipping", "4.00"),
            line(5, "Handling fee", "fee", "3.90"),
            line(5, "GST included", "tax-included", "1.72"),
            line(5, "Order total", "total", "20.80"),
        ), sgd("20.80"), sgd("20.80")),
    ),
    charges=(
        Charge("Delivery", "shipping", sgd("4.00"), "mandatory", "cart", "amount", "cart",
               (spot(4, "Delivery S$4.00"),)),
        Charge("Handling fee", "fee", sgd("3.90"), "mandatory", "payment", "none", "",
               (spot(5, "Handling fee S$3.90"),)),
    ),
    reconciled=True,
    gap=sgd("0.00"),
    reached="payment",
    complete=True,
    end_reason="",
    sentence="Shown at S$12.90, the kaya toast set costs S$20.80 to have: S$4.00 delivery is announced in the cart, "
    "S$3.90 handling appears only at payment.",
    sightings=(
        sighted("listing", 2, "item", "S$12.90", "12.90"),
        sighted("listing", 9, "item", "S$12.90", "12.90"),
        sighted("product", 3, "item", "S$12.90", "12.90"),
        sighted("product", 3, "other", "S$1.299", "1299", "1.299"),
        sighted("product", 3, "item", "12.90", "12.90", source="structured-data", evidence=spot(3, "12.90", None)),
        sighted("cart", 4, "shipping", "S$4.00", "4.00"),
        sighted("payment", 5, "fee", "S$3.90", "3.90"),
        sighted("payment", 5, "total", "S$20.80", "20.80"),
    ),
    sightings_left_out=2,
)  # fmt: skip

EARLY = Trail(
    scenario="mid",
    item="Kopi machine",
    headline=sgd("189.00"),
    final=None,
    steps=(),
    charges=(),
    reconciled=None,
    gap=None,
    reached="product",
    complete=False,
    end_reason="The cart refused the item: “only for members”.",
    sentence="The kopi machine is shown at S$189.00; what it costs in the end could not be seen.",
    sightings=(sighted("product", 8, "item", "S$189.00", "189.00"),),
)  # fmt: skip

JOURNEYS = (
    Journey("cheap", "journey-cheap", SHOP + "/products/kaya-toast-set", 1,
            (JourneyStep("product", "c0003", SHOP + "/products/kaya-toast-set"),
             JourneyStep("cart", "c0004", SHOP + "/cart"), JourneyStep("payment", "c0005", SHOP + "/checkout")),
            (Attempt("product", "button-text", "Add to cart", "cart counter went up", True),), "last-step", "",
            ("POST https://kopi-kaya.example/orders (order submit)",), "Kaya toast set"),
    Journey("mid", "journey-mid", SHOP + "/products/kopi-machine", 1,
            (JourneyStep("product", "c0008", SHOP + "/products/kopi-machine"),),
            (Attempt("product", "button-text", "Add to cart", "a notice: only for members", False),),
            "cart-refused", "only for members"),
)  # fmt: skip

AREAS = (
    ("PRC", "Pricing & hidden charges", "50", "50"),
    ("SEC", "Security / TLS", "58.8", "88.2"),
    ("ACC", "Account protection / 2FA", "0", "100"),
    ("REV", "Reviews & feedback", "0", "100"),
    ("RET", "Returns, refunds & exchange", "0", "0"),
    ("IDN", "Business identity", "0", "0"),
    ("USE", "Usability & accessibility", "0", "100"),
)


CLAUSES = judge_clauses(
    (
        Scheme("TR76", "TR 76, guideline on e-commerce transactions", "guideline", "Enterprise Singapore", ("TR76",),
               "2020, revised 2022", "2020-06", "Known from public summaries.", (
            Clause("tr76-price", "", "Fees are known before the purchase.", ("TR76",), "2020-06", "", Mode.AUTOMATIC,
                   Combine.ALL, "blocker", ("prc-price-visible", "prc-no-hidden-charges"), "Our reading."),
            Clause("tr76-organisation", "part 2", "The business says who it is.", ("TR76",), "2020-06", "",
                   Mode.AUTOMATIC, Combine.ALL, "blocker", ("idn-uen",)),
            Clause("tr76-reviews", "", "Rewards are told.", ("TR76",), "2020-06", "", Mode.AUTOMATIC, Combine.ALL,
                   "nothing", ("rev-incentives",)),
        )),
        Scheme("BRIEF-000", "First brief", "brief", "an article", ("000",), "as given", "", "No scheme text.", (
            Clause("brief-000-ssl", "", "SSL encryption protects customers.", ("000",), "", "explicit", Mode.AUTOMATIC,
                   Combine.ALL, "blocker", ("sec-https-only",)),
            Clause("brief-000-audits", "", "Audits are done.", ("000",), "", "explicit", Mode.ATTEST, Combine.ALL,
                   "major", ("sec-audit-programme", "sec-https-only")),
        )),
    ),
    FINDINGS, 49, 89,
)  # fmt: skip
PROFILE = Profile(
    "catalogue-shop", "A shop window", "Landing pages without a cart.", ("default",), "ab" * 32,
    (
        ProfileChange("switch", "rev-incentives", "on", "off-unless-seen", "No reviews here.", "catalogue-shop"),
        ProfileChange("setting", "coverage_floor", "80", "90", "Few requirements are left.", "default"),
    ),
    ("What is agreed in a chat is not seen.",),
)  # fmt: skip


@cache
def result() -> AuditResult:
    """The sample, without hostile text."""
    return AuditResult(
        schema_version="1.5",
        tool_version="0.1.0",
        ruleset_version="2026.1",
        ruleset_digest="sha256:" + "ab" * 32,
        profile="catalogue-shop",
        bundle_digest="sha256:" + "cd" * 32,
        run=RunInfo(
            SHOP + "/",
            "kopi-kaya.example",
            "2026-11-22T03:00:00Z",
            "2026-11-22T03:10:00Z",
            "0.1.0",
            "Chromium 156.0 (headless)",
            {"max_pages": 40, "scenarios": ["cheap", "mid"], "postal_code": "018956"},
            "casetrust-audit/0.1",
        ),
        readiness=Readiness.NOT_READY,
        readiness_reason="2 blockers fail: hidden charges, and no registration number.",
        score=Score(Decimal("33.3"), Decimal("63.2"), Decimal("47.5"), Decimal("47.5"), 49, "a blocker fails", False),
        coverage=Coverage(
            Decimal("70.2"),
            4,
            4,
            dict(Counter(f.verdict.value for f in FINDINGS)),
            {"automatic": 9, "assisted": 1, "attest": 1},
            Decimal("3.4"),
        ),
        areas=tuple(AreaScore(a, t, Decimal(low), Decimal(high), {}) for a, t, low, high in AREAS),
        findings=FINDINGS,
        trails=(COMPLETE, EARLY),
        captures=CAPTURES,
        journeys=JOURNEYS,
        skipped=(
            *(Skip(f"{SHOP}/blog/{i}", "page budget used up") for i in range(1, 12)),
            Skip(SHOP + "/admin", "robots.txt asks not to"),
            Skip("mailto:help@kopi-kaya.example", "not a web page"),
        ),
        crawl=CrawlSummary(8, True, 0, 1, 12, "read", 1),
        limits=(
            "Account pages were not looked at: the login page showed a bot check.",
            "Mails after an order are never seen, since no order is placed.",
        ),
        facts={"site.uen": {"kind": "absent"}, "prices.count": {"kind": "known", "value": 12}},
        profile_detail=PROFILE,
        clauses=CLAUSES,
    )


@cache
def attested() -> AuditResult:
    """The sample with a questionnaire of two answers beside it."""
    signer = Signer("Tan Mei Ling", "Director", "Kopi & Kaya Pte. Ltd.", "201912345K", "2026-11-20", True)
    paper = (Document("ACRA profile.pdf", "ef" * 32, "register"),)
    answers = {
        f.rule: Answer(f.rule, "met", "", paper, "Finance", "2026-10-01", "2027-10-01", "A. Consultant", "Q16")
        for f in FINDINGS
        if f.verdict in UNDECIDED
    }
    findings = tuple(
        replace(f, verdict=Verdict.PASS, attested=Attested(answers[f.rule], f.verdict.value, f.message, "decides"))
        if f.rule in answers
        else f
        for f in FINDINGS
    )
    count = len(answers)
    passes = sum(f.verdict is Verdict.PASS for f in findings)
    told = AttestationSummary(
        "attestations.yaml", "12" * 32, signer, count, count, count, passes,
        (Answer("", "met", "all of it to consumers", question="Q3"),),
    )  # fmt: skip
    return replace(result(), findings=findings, attestation=told)


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](http://evil.example) ![i](http://evil.example/i.png) "
    "| cell | `code` ``two`` \\| \\` @everyone #1 !2 $3 www.evil.example http://evil.example mailto:a@evil.example "
    "\x1b[31mred\x1b[0m \u202egnp.exe\u202c \u2066iso\u2069 {{7*7}} {% raw %} \x00 \u200bzero\ufeff <!-- --> "
    "</style></svg> "
    "\n\n# heading\n- list\n1. one\n---\n> quote\n    code\n***bold*** ~~gone~~ <http://evil.example> &lt;b&gt; \ud800 "
)
HOSTILE_URLS = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://good.example@evil.example/",
                "https://evil.example/\"onmouseover=\"alert(1)", "https://odd.example/a)b|c")  # fmt: skip
_KEPT = frozenset({
    "session", "layout", "sha256", "fingerprint", "rule", "area", "mode", "brief", "schema_version", "time", "started",
    "finished", "sitemap", "currency", "nature", "driver", "step", "level", "files", "found_via", "counts", "modes",
    "source", "change", "forgiven",
    "scheme", "observability", "combine", "demand", "before", "after",
})  # fmt: skip


def hostile(text: str = HOSTILE) -> AuditResult:
    """The sample with `text` in every field that a shop can fill, and addresses that must not become links."""
    return _poisoned(result(), text, HOSTILE_URLS)


def _poisoned(value: T, text: str, urls: tuple[str, ...]) -> T:
    if isinstance(value, Money | Enum):
        return value
    if isinstance(value, tuple):
        return tuple(_poisoned(v, text, urls[i % len(urls) :] or urls) for i, v in enumerate(value))  # type: ignore[return-value]
    if not is_dataclass(value):
        return text if isinstance(value, str) else value  # type: ignore[return-value]
    changes: dict[str, Any] = {}
    for entry in fields(value):
        old = getattr(value, entry.name)
        if entry.name in _KEPT or (entry.name in ("id", "role", "end", "kind") and isinstance(old, str)):
            continue
        if entry.name.endswith("url") or entry.name == "target":
            changes[entry.name] = urls[0]
        elif entry.name == "settings":
            changes[entry.name] = {text: text}
        else:
            changes[entry.name] = _poisoned(old, text, urls)
    return replace(value, **changes)  # type: ignore[type-var]


# a grey frame of 64 by 14 pixels; fixed bytes, since encoders differ between machines
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7"
    "gYKBTmCNl4x9lnN+gXz/wAALCAAOAEABAREA/8QAFwABAQEBAAAAAAAAAAAAAAAAAAECBv/EACQQAAIBAQgCAwAAAAAAAAAAAAEC"
    "AwAEERIUU1SR0lGTIjFh/9oACAEBAAA/AOid52tTxRPGiqit8kLEklv0eKuC168HpPamC168HpPamC168HpPamC168HpPamC168H"
    "pPamC168HpPaojzrakileN1ZGb4oVIIK/p81qSzlpjKk0kTFQpwhbiBfd9g+TUy8u8n4TrTLy7yfhOtMvLvJ+E60y8u8n4TrTLy7"
    "yfhOtMvLvJ+E61Y7OVmErzSSsFKjEFuAN1/0B4Ff/9k="
)


def crops(ref: EvidenceRef) -> bytes | None:
    """A picture for every spot with a box."""
    return JPEG if ref.box else None


def overlaid(text: str = "ACRA renames us", owner: str = "Tan") -> AuditResult:
    """The sample: the UEN waived, one subject of the hidden charges new; both lists of the baseline filled."""
    uen = Waiver("idn-uen", "all", text, owner, "2026-12-31", "waivers.yaml:2")
    half = Waiver("prc-no-hidden-charges", "Delivery", text, owner, "2026-12-05", "waivers.yaml:7")
    past = Waiver("ret-period-stated", "all", text, owner, "2026-11-01", "waivers.yaml:12")
    findings = tuple(
        replace(f, waivers=(uen,), forgiven="waiver", change="unchanged")
        if f.rule == "idn-uen"
        else replace(
            f,
            waivers=(half,),
            change="new",
            subjects=tuple(replace(s, change="new") if s.verdict is Verdict.FAIL else s for s in f.subjects),
        )
        if f.rule == "prc-no-hidden-charges"
        else f
        for f in FINDINGS
    )
    entries = (
        WaiverEntry(uen.place, "applied", uen),
        WaiverEntry(half.place, "applied", half, "It ends in 4 days."),
        WaiverEntry(past.place, "expired", past, "Not applied: it expired on 2026-11-01."),
        WaiverEntry("waivers.yaml:20", "malformed", None, f"Not applied: {text}"),
    )
    baseline = BaselineSummary(
        "old.json", "cd" * 32, "kopi-kaya.example", "2026-10-01T03:00:00Z", "0.0.9", "2025.9", "sha256:x", 1, 6,
        fixed=(Gone("sec-https-only", "All pages are served over HTTPS", "blocker", text, "fail"),),
        untestable=(Gone("use-links-work", "No broken links", "minor", "", "needs-review", text),),
    )  # fmt: skip
    waivers = WaiverSummary("waivers.yaml", "ab" * 32, "2026-12-01", entries)
    return replace(result(), findings=findings, waivers=waivers, baseline=baseline)
