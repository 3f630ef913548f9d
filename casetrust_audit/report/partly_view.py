"""A shop that could be seen only in part: what stood in the way, and what would help. Told before the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import message

LITTLE = Decimal(50)
"""Per cent of the weight that applies; with less decided a score tells more of the looking than of the shop."""
_PERSON = message("A person can walk it in a window, with the same evidence kept: casetrust-audit journey record.")
_ITEM = message("Name an item that can be bought: product, under walks in casetrust.yaml.")
HELPS = {
    "login-wall": message("A login lets the audit go on: casetrust-audit login, then --login with the file it keeps."),
    "challenge": _PERSON,
    "app-only": message("What happens in the shop's app a person has to look at."),
    "no-product": _ITEM,
    "not-buyable": _ITEM,
    "cart-refused": _ITEM,
    "stuck": message(
        "Show the way: selectors or steps of a walk in casetrust.yaml, or casetrust-audit journey record."
    ),
    "error": message("Try it again; where it stays, casetrust-audit journey record lets a person walk it."),
    "budget": message("Give it more time: --max-seconds."),
    "robots": message("If you answer for this shop: --own-site."),
    "guard": _PERSON,
}
"""What would let the rest of a walk be seen, by how it ended."""


Said = tuple[str, str]
"""What stood in the way, and what would help."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What stood in the way, and what would help with all of it; `helps` is "" where nothing is known to."""

    whats: tuple[str, ...]
    helps: str


@dataclass(frozen=True, slots=True)
class PartlyView:
    """`open` of `applicable` requirements could not be decided."""

    open: int
    applicable: int
    hindrances: tuple[Hindrance, ...]


def partly_view(result: AuditResult, t: Translator) -> PartlyView | None:
    """None where at least LITTLE per cent was decided."""
    percent = result.coverage.percent
    if percent is not None and percent >= LITTLE:
        return None
    verdicts = tuple(f.verdict for f in result.findings if f.verdict is not Verdict.NOT_APPLICABLE)
    decided = sum(v in (Verdict.PASS, Verdict.FAIL) for v in verdicts)
    met = (*_walks(result, t), *_pages(result, t), *_questions(verdicts, t))
    return PartlyView(len(verdicts) - decided, len(verdicts), _by_help(met))


def hindrances(result: AuditResult, t: Translator) -> tuple[Hindrance, ...]:
    """What stood in the way of pages and walks, however much was decided."""
    return _by_help((*_walks(result, t), *_pages(result, t)))


def _by_help(met: Iterable[Said]) -> tuple[Hindrance, ...]:
    alike: dict[str, dict[str, None]] = {}
    for what, helps in met:
        alike.setdefault(helps, {})[what] = None
    return tuple(Hindrance(tuple(whats), helps) for helps, whats in alike.items())


def _walks(result: AuditResult, t: Translator) -> list[Said]:
    if not result.journeys:
        return [(t.say("No item was taken to the checkout."), t.say(_ITEM))]
    stopped = [j for j in result.journeys if j.scenario != "sold-out" and not j.reached_end]
    return [(t.told(j.stopped_sentence), t.say(HELPS[j.end]) if j.end in HELPS else "") for j in stopped]


def _pages(result: AuditResult, t: Translator) -> list[Said]:
    crawl = result.crawl
    found: list[Said] = []
    if crawl.partial:
        more = t.say("Give it more time or pages: --max-seconds, --max-pages.")
        found.append((t.say("The collection ended early: {reason}.", reason=t.told(crawl.partial)), more))
    if crawl.walls:
        walls = t.count("{number} bot check or login wall met", "{number} bot checks or login walls met", crawl.walls)
        found.append((t.say("{said}.", said=walls), t.say("Ask the shop to let the audit in.")))
    left = crawl.policy_links_left
    if left:
        said = t.count("{number} policy-like link not read", "{number} policy-like links not read", left)
        found.append((t.say("{said}.", said=said), t.say("Let it read more pages: --max-pages.")))
    return found


def _questions(verdicts: tuple[Verdict, ...], t: Translator) -> list[Said]:
    asked = verdicts.count(Verdict.ATTEST)
    if not asked:
        return []
    said = t.count(
        "{number} point only the merchant can answer.", "{number} points only the merchant can answer.", asked
    )
    return [(said, t.say("Put the questions to the merchant: casetrust-audit attest new."))]
