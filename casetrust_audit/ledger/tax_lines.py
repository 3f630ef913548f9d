"""Tax lines of a bill: the rate a line names, the rate its amount comes to, and whether that is the GST of today.

A false accusation weighs more than a missed one. A rate counts as wrong only where an old one fits and the current one
fits nothing that is on the bill. Where several taxes meet or the bill does not add up nothing is concluded, and outside
Singapore dollars no rate is held against anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from casetrust_audit.facts.prices import GST_RATE, gst_rates
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.ledger.facts import no_journey, not_reached, walks_of
from casetrust_audit.ledger.line_words import tax_inside
from casetrust_audit.ledger.lines import CENT, Sum
from casetrust_audit.ledger.trail import Walked
from casetrust_audit.model.fact import (
    Absent,
    Certainty,
    EvidenceRef,
    Fact,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.phrases import phrases

OLD_RATES = (Decimal(8), Decimal(7))
"""What GST was in Singapore before."""
MOST_LINES = 8
"""Of a longer bill not every choice of lines is tried, and so nothing is held against it."""
HOME = "SGD"

_GST = re.compile(r"\bG\.?S\.?T\b|goods (?:and|&) services tax|消费税|消費稅|cukai barang dan perkhidmatan", re.I)
_RATE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s?%")


@dataclass(frozen=True, slots=True)
class TaxLine:
    """The tax of one step: its lines taken together. `rates` are those that the labels name."""

    step: str
    amount: Decimal
    currency: str
    included: bool
    gst: bool
    rates: tuple[Decimal, ...]
    count: int
    mixed: bool
    """Several taxes, or some added and some not."""
    evidence: tuple[EvidenceRef, ...]

    @property
    def stated(self) -> Decimal | None:
        return self.rates[0] if len(self.rates) == 1 else None


@dataclass(frozen=True, slots=True)
class _Base:
    """An amount that the tax may be on, and how many lines it is made of: each may have been rounded."""

    amount: Decimal
    lines: int


@fact(
    "tax.charged",
    Kind.SUBJECTS,
    "The tax or GST line of each walk that shows one, added to the prices or included in them.",
    fields={
        "included": FieldType(Kind.BOOL, doc="It is part of the prices, not added to them."),
        "gst": FieldType(Kind.BOOL, doc="It is called GST, and the bill is in Singapore dollars."),
        "stated_rate": FieldType(Kind.NUMBER, doc="Per cent, as its label names it."),
        "implied_rate": FieldType(
            Kind.NUMBER, doc="Per cent that its amount comes to, on the goods or on goods and charges."
        ),
        "current": FieldType(Kind.BOOL, doc="Its amount is 9 % within rounding."),
        "wrong": FieldType(Kind.BOOL, doc="A GST line whose amount is 8 % or 7 %, and 9 % of nothing on the bill."),
        "unexplained": FieldType(Kind.BOOL, doc="Its amount is neither a GST rate nor the one it names."),
        "misnamed": FieldType(Kind.BOOL, doc="A GST line that names a rate which its amount is not, beyond rounding."),
    },
)
def tax_charged(shop: Shop) -> Fact | NotFound:
    """One subject a walk, read off the last step that shows a tax line."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    subjects = tuple(_subject(walk, line, one) for walk in found if (told := _tax_of(walk)) for line, one in [told])
    if subjects:
        return Known(subjects, spread(ref for s in subjects for ref in s.evidence))
    if any(walk.trail.complete for walk in found):
        ends = [walk.pages[-1][1] for walk in found if walk.trail.complete and walk.pages]
        return NotFound(shop.refs(ends), ("GST", "tax"), sufficient=True)
    return not_reached(found[0])


@fact(
    "gst.rates_met",
    Kind.SUBJECTS,
    "Each GST rate quoted on the site, and each that a GST line of a walk names or comes to.",
    fields={
        "rate": FieldType(Kind.NUMBER, doc="Per cent."),
        "stale": FieldType(Kind.BOOL, doc="Not the current rate of 9 %."),
        "dated": FieldType(Kind.BOOL, doc="Told as history: a year or “until” stands beside it, or it is news."),
        "misnamed": FieldType(Kind.BOOL, doc="A line of the bill names it, and its amount is another rate."),
    },
)
def gst_rates_met(shop: Shop) -> Fact | NotFound:
    """What `gst.rates` found on pages, and the lines of which a rate is known."""
    quoted, charged = gst_rates(shop), tax_charged(shop)
    subjects = [_quoted(s) for s in _members(quoted)]
    subjects += [met for s in _members(charged) if (met := _charged(s)) is not None]
    if subjects:
        return Known(tuple(subjects), spread(ref for s in subjects for ref in s.evidence))
    if isinstance(quoted, Absent | NotFound):
        return quoted
    return quoted if isinstance(quoted, Unknown) else Unknown("no page was read")


def _members(found: Fact | NotFound) -> tuple[Subject, ...]:
    if not isinstance(found, Known) or not isinstance(found.value, tuple):
        return ()
    return tuple(s for s in found.value if isinstance(s, Subject))


def _quoted(subject: Subject) -> Subject:
    """A rate as a page writes it: that cannot be read two ways."""
    exact: dict[str, Scalar | Fact] = {
        name: Known(value, subject.evidence, Certainty.EXACT)
        for name, value in subject.fields.items()
        if not isinstance(value, Known | Absent | Unknown)
    }
    return Subject(subject.label, exact | {"misnamed": False}, subject.evidence)


def _charged(subject: Subject) -> Subject | None:
    """A GST line as a rate that was met; None where no rate of it is known."""
    fields = subject.fields
    stated, implied = fields["stated_rate"], fields["implied_rate"]
    if fields["gst"] is not True:
        return None
    rate = stated if isinstance(stated, Decimal) else None
    if rate is None and True in (fields["current"], fields["wrong"]) and isinstance(implied, Decimal):
        rate = GST_RATE if fields["current"] is True else min(OLD_RATES, key=lambda r: abs(r - implied))
    if rate not in (GST_RATE, *OLD_RATES) or rate is None:
        return None  # the tax of another country, or none that could be told
    met: dict[str, Scalar | Fact] = {
        "rate": rate,
        "stale": rate in OLD_RATES or fields["wrong"] is True,
        "dated": False,
        "misnamed": fields["misnamed"] is True,
    }
    return Subject(subject.label, met, subject.evidence)


# the line and its rates


def _tax_of(walk: Walked) -> tuple[TaxLine, Sum] | None:
    for step, one in reversed(walk.sums):
        if line := tax_line(step, one):
            return line, one
    return None


def tax_line(step: str, one: Sum) -> TaxLine | None:
    """The tax that a step shows: lines of its own, or the part of its total that is told to be tax."""
    lines = [line for line in one.lines if line.role in ("tax", "tax-included") and line.money.amount >= 0]
    if not lines:
        return next((told for line in one.lines if line.role == "total" and (told := _in_total(step, line))), None)
    texts = [line.label for line in lines]
    gst = [bool(_GST.search(text)) for text in texts]
    rates = tuple(dict.fromkeys(rate for text in texts for rate in _rates(text)))
    kinds = {line.role for line in lines} | {line.money.currency for line in lines}
    return TaxLine(
        step, sum((line.money.amount for line in lines), Decimal(0)), lines[0].money.currency,
        lines[0].role == "tax-included", all(gst), rates, len(lines),
        len(kinds) > 2 or len(rates) > 1 or len(set(gst)) > 1, tuple(line.evidence for line in lines),
    )  # fmt: skip


def _in_total(step: str, line: TrailLine) -> TaxLine | None:
    """ "Total S$10.90 (includes S$0.90 GST)"."""
    text = normalise(line.evidence.quote)
    if not tax_inside(text) or not (phrases("tax").any(text) or phrases("gst").any(text)):
        return None
    parts = [
        a.readings[0].amount
        for a in find_amounts(text, line.money.currency, bare=True)
        if len(a.readings) == 1 and a.readings[0].amount != line.money.amount
    ]
    if len(parts) != 1 or parts[0] > line.money.amount:
        return None
    rates = tuple(dict.fromkeys(_rates(text)))
    gst = bool(_GST.search(text))
    return TaxLine(step, parts[0], line.money.currency, True, gst, rates, 1, len(rates) > 1, (line.evidence,))


def _rates(text: str) -> Iterator[Decimal]:
    for found in _RATE.findall(normalise(text)):
        yield Decimal(found).normalize()


def _subject(walk: Walked, line: TaxLine, one: Sum) -> Subject:
    gst = line.gst and line.currency == HOME
    fields: dict[str, Scalar | Fact] = {"included": line.included, "gst": gst}
    fields["stated_rate"] = line.stated if line.stated is not None else Absent(line.evidence, ("%",))
    name = "GST" if line.gst else "tax"
    told = f"{line.stated:f} % {name}" if line.stated is not None else name
    told = f"{told} at {line.step} ({walk.journey.scenario})"
    bases = _bases(one)
    reason = _no_verdict(line, one, bases)
    if reason:
        doubt = Unknown(reason, UnknownKind.AMBIGUOUS)
        fields |= dict.fromkeys(("implied_rate", "current", "wrong", "unexplained", "misnamed"), doubt)
        return Subject(told, fields, line.evidence)
    old = [rate for rate in OLD_RATES if _fits(line, rate, bases)]
    implied = _implied(line, bases)
    current = _fits(line, GST_RATE, bases)
    named = line.stated is None or _fits_anything(line, line.stated, one)
    fields["implied_rate"], fields["current"] = implied, current
    excused = _fits_anything(line, GST_RATE, one) or (line.stated is not None and line.stated not in old)
    fields["wrong"] = gst and bool(old) and not excused
    fields["misnamed"] = gst and not named
    fields["unexplained"] = not current and not old and (line.stated is None or not named)
    close = GST_RATE if current else line.stated if line.stated is not None and named else next(iter(old), None)
    comes_to = f"which comes to {implied:f} %" if close is None else f"which is {close:f} % within rounding"
    return Subject(f"{told}, {comes_to}", fields, line.evidence)


def _no_verdict(line: TaxLine, one: Sum, bases: list[_Base]) -> str:
    """Why the amount of a tax tells no rate; "" where it does."""
    if line.mixed:
        return "several taxes or rates are charged together"
    if line.amount == 0:
        return "the tax is nought, as for goods that bear none"
    if not bases or one.total is None or one.computed is None or abs(one.total.amount - one.computed.amount) > CENT:
        return "the lines do not give the total, so what the tax is on is not known"
    return ""


def _bases(one: Sum) -> list[_Base]:
    """Goods alone and goods with charges, each with and without the discounts."""
    charges = [x.money.amount for x in one.lines if x.role in ("shipping", "fee", "optional")]
    discounts = [x.money.amount for x in one.lines if x.role == "discount"]
    items = [x.money.amount for x in one.lines if x.role == "item"]
    goods = [[x.money.amount] for x in one.lines if x.role == "subtotal"]
    found = []
    for parts in [items, *goods] if items else goods:
        for more in ([], discounts, charges, [*charges, *discounts]):
            found.append(_Base(sum([*parts, *more], Decimal(0)), len(parts) + len(more)))
    return [base for base in dict.fromkeys(found) if base.amount > 0]


def _fits(line: TaxLine, rate: Decimal, bases: list[_Base]) -> bool:
    """Whether the tax is the rate of one of the bases, to a cent a line."""
    return any(
        abs(line.amount - _tax(base, rate, line.included)) <= CENT * max(base.lines, line.count) for base in bases
    )


def _tax(base: _Base, rate: Decimal, included: bool) -> Decimal:
    return base.amount * rate / (100 + rate if included else Decimal(100))


def _fits_anything(line: TaxLine, rate: Decimal, one: Sum) -> bool:
    """Whether the rate could be meant at all: on any choice of lines (some goods may bear no tax), added or included,
    each piece rounded, and a cent to spare. A long bill is given the benefit of the doubt."""
    taxed = [x for x in one.lines if x.role in ("item", "shipping", "fee", "optional", "discount")]
    if len(taxed) > MOST_LINES:
        return True
    chosen = [
        _Base(sum((x.money.amount for x in some), Decimal(0)), sum(x.quantity or 1 for x in some))
        for size in range(1, len(taxed) + 1)
        for some in combinations(taxed, size)
    ]
    return any(
        abs(line.amount - _tax(base, rate, included)) <= CENT * (max(base.lines, line.count) + 1)
        for base in (*_bases(one), *chosen)
        for included in (True, False)
    )


def _implied(line: TaxLine, bases: list[_Base]) -> Decimal:
    """Per cent to one decimal, on the base that comes nearest to the rate named, or else to that of today."""
    wanted = line.stated if line.stated is not None else GST_RATE
    rates = [
        line.amount * 100 / (base.amount - line.amount if line.included else base.amount)
        for base in bases
        if base.amount > line.amount
    ]
    return min(rates, key=lambda rate: abs(rate - wanted), default=Decimal(0)).quantize(Decimal("0.1"))
