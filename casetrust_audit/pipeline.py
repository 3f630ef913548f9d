"""The whole way: collect → bundle → facts → rules → score → result → reports. Each step also runs alone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casetrust_audit import score
from casetrust_audit.attestation.merge import merged, summary
from casetrust_audit.attestation.read import read_attestations
from casetrust_audit.errors import UsageError
from casetrust_audit.evidence.bundle import Bundle, load, object_path
from casetrust_audit.evidence.crops import Cropper
from casetrust_audit.facts import registry
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.facts import trails
from casetrust_audit.model.attestation import Attestations
from casetrust_audit.model.capture import Collection
from casetrust_audit.model.fact import Absent, EvidenceRef, Facts, FactSchema, Known, Subject, Unknown
from casetrust_audit.model.journey import AS_MEMBER, GIVEN, INSTEAD, Journey
from casetrust_audit.model.result import AuditResult, Finding, Trail
from casetrust_audit.overlay.subjects import with_fingerprints
from casetrust_audit.report.brief import to_brief
from casetrust_audit.report.brief_view import FEWER, FEWEST_LINES, PAGE_LINES, ROOM_TO_TRY
from casetrust_audit.report.config_line import ConfigLine, config_line
from casetrust_audit.report.formats import BRIEF_PDF, FORMATS, PDF, WRITERS, Beside, wanted
from casetrust_audit.report.html import printed_title
from casetrust_audit.report.json_format import SCHEMA_VERSION, plain
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.catalogue import unwritten
from casetrust_audit.ruleset.clause_results import judge_clauses
from casetrust_audit.ruleset.evaluate import judge
from casetrust_audit.ruleset.kept import kept_rules
from casetrust_audit.ruleset.load import RuleSet
from casetrust_audit.ruleset.profiles import DEFAULT_NAME, switched, with_profile


def fact_schema() -> FactSchema:
    """Types of every fact the tool knows."""
    registry.load_all("casetrust_audit.facts", "casetrust_audit.ledger")
    return registry.schema()


def rule_set(extra: Sequence[Path] = (), profile: str = DEFAULT_NAME) -> RuleSet:
    """The shipped rules with those of the extra directories, as the profile (a name or a file) asks.

    Raises RuleFileError, and UsageError for an unknown profile."""
    return with_profile(kept_rules(rules_directory(), fact_schema, extra), rules_directory(), profile)


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle and what judging it gave."""

    bundle: Bundle
    result: AuditResult


_offline = False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    del arguments
    if _offline and event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.exec"):
        raise PermissionError(f"judging a bundle may not use {event}")


sys.addaudithook(_refuse_network)


@contextmanager
def offline() -> Iterator[None]:
    """While it lasts, no socket can be opened and no program (so no browser) started from this process."""
    global _offline  # noqa: PLW0603  an audit hook cannot be taken out again, only told to stand aside
    before, _offline = _offline, True
    try:
        yield
    finally:
        _offline = before


def check(root: Path, rules: RuleSet, attestations: Path | None = None) -> Checked:
    """Judge a bundle: a pure function of bundle, rule set and a person's answers.

    Raises EvidenceError where the bundle does not verify, UsageError where the answers do not fit it."""
    with offline():
        bundle = load(root)
        answers = read_attestations(attestations, rules.questions) if attestations is not None else None
        return Checked(bundle, judge_collection(bundle.collection, bundle.digest, rules, answers))


def judge_collection(
    collection: Collection, digest: str, rules: RuleSet, answers: Attestations | None = None
) -> AuditResult:
    """Facts, findings and figures of one collection, with a person's answers beside them."""
    fact_schema()
    shop = Shop(collection)
    facts = registry.extract(shop)
    findings = [judge(rule, facts, shop.site) for rule in rules.rules]
    findings += unwritten(rules.catalogue, rules.rules, shop.site)
    findings = switched(sorted(findings, key=lambda f: f.rule), rules.switches)
    if answers is not None:
        site, day = collection.run.site, collection.run.started[:10]
        findings = merged(findings, answers, site, day, rules.questions, rules.rules)
    limits = list(_limits(shop, findings))
    covered = score.coverage(findings, rules.weights)
    asked = {f.rule: ", ".join(q.id for q in rules.questions.of_rule(f.rule)) for f in findings}
    readiness, reason = score.readiness(findings, covered, rules.coverage_floor, rules.weights, asked)
    return AuditResult(
        schema_version=SCHEMA_VERSION,
        tool_version=version("casetrust-audit"),
        ruleset_version=rules.version,
        ruleset_digest=rules.digest,
        profile=rules.profile.name,
        bundle_digest=digest,
        run=collection.run,
        readiness=readiness,
        readiness_reason=reason,
        score=score.score(findings, rules.weights, rules.blocker_cap, rules.major_cap),
        coverage=covered,
        areas=score.areas(findings, rules.areas, rules.weights),
        findings=tuple(with_fingerprints(findings, collection.captures)),
        trails=_trails(shop, limits),
        captures=collection.captures,
        journeys=collection.journeys,
        skipped=collection.skipped,
        crawl=collection.crawl,
        limits=tuple(limits),
        facts=facts_as_json(facts),
        attestation=summary(findings, answers, rules.questions) if answers is not None else None,
        profile_detail=rules.profile,
        clauses=judge_clauses(rules.schemes, findings, rules.blocker_cap, rules.major_cap),
    )


def _trails(shop: Shop, limits: list[str]) -> tuple[Trail, ...]:
    try:
        return trails(shop)
    except Exception as error:  # the ledger's door: a fault of ours is said in the report and ends nothing
        limits.insert(
            0,
            f"The price trails could not be worked out, through a fault of the tool ({type(error).__name__}: {error}).",
        )
        return ()


def facts_as_json(facts: Facts) -> dict[str, Any]:
    """Every fact as plain data: state, value, and the ids of the captures or probes it was read from."""
    return {name: _fact_as_json(fact) for name, fact in facts.items()}


def _fact_as_json(fact: Known | Absent | Unknown) -> dict[str, Any]:
    if isinstance(fact, Unknown):
        return {"state": "unknown", "reason": fact.reason, "kind": fact.kind.value}
    if isinstance(fact, Absent):
        return {"state": "absent", "searched": _sources(fact.searched), "words": list(fact.words)}
    value: Any = fact.value
    if isinstance(value, tuple) and value and isinstance(value[0], Subject):
        value = [_subject_as_json(s) for s in value if isinstance(s, Subject)]
    else:
        value = plain(value)
    return {"state": "known", "value": value, "certainty": fact.certainty.value, "evidence": _sources(fact.evidence)}


def _subject_as_json(subject: Subject) -> dict[str, Any]:
    fields = {
        name: _fact_as_json(value) if isinstance(value, Known | Absent | Unknown) else plain(value)
        for name, value in subject.fields.items()
    }
    return {"label": subject.label, "fields": fields, "evidence": _sources(subject.evidence)}


def _sources(refs: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(ref.source for ref in refs))


def _limits(shop: Shop, findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was not looked at, in sentences a reader can act on."""
    crawl, said = shop.crawl, []
    if crawl.partial:
        said.append(f"The collection ended early: {crawl.partial}.")
    if lacks := shop.collection.lacks:
        said.append(
            f"The evidence is of an older version of the tool, which may not have kept all: {lacks}. What rests on"
            " these was not seen; collect it again to have it looked at."
        )
    if shop.not_enough:
        said.append(f"“Not found” proves little here: {shop.not_enough}.")
    if not shop.journeys:
        said.append("No item was taken to the checkout, so nothing is known of what is added there.")
    for journey in shop.journeys:
        if journey.scenario != "sold-out" and not journey.reached_end:
            said.append(journey.stopped_sentence)
    said += [_given(journey) for journey in shop.journeys if _gone_on(journey)]
    unusable = [c for c in shop.collection.captures if not c.usable]
    if unusable:
        kinds = Counter(p.kind for c in unusable for p in c.problems)
        listed = ", ".join(f"{n} × {kind}" for kind, n in sorted(kinds.items()))
        said.append(f"{len(unusable)} page(s) could not be used ({listed}); nothing was judged from them.")
    if crawl.frontier_left:
        said.append(f"{crawl.frontier_left} known pages of the shop were not visited.")
    if crawl.session_parameters:
        said.append(
            f"The shop's addresses carry the visitor's session ({', '.join(crawl.session_parameters)}): whoever is sent"
            " such a link gets the session with it. Flags of cookies say nothing of this."
        )
    said += _login_used(shop)
    unwritten_rules = sum(1 for f in findings if "no automatic check" in f.message)
    if unwritten_rules:
        said.append(
            f"{unwritten_rules} requirement(s) have no automatic check in this version and are left to a person."
        )
    by_hand = sum(1 for f in findings if f.mode == "attest")
    said.append(f"{by_hand} requirement(s) can be answered by a person only.")
    said.append("The rules are built from public information, not from the official criteria, which are not public.")
    return tuple(said)


def _login_used(shop: Shop) -> tuple[str, ...]:
    """What was done with a login, and what was not done at all."""
    if not shop.collection.run.settings.get("logged_in"):
        return (
            "No account was used, nothing was ordered or paid, no message was sent; what lies behind these was not"
            " seen.",
        )
    guest = {p.url for p in shop.pages if not p.capture.session.endswith(AS_MEMBER)}
    more = len({p.url for p in shop.pages} - guest)
    return (
        f"{more} page(s) were seen with the login alone; what a guest sees was looked at as a guest.",
        "Nothing was ordered or paid, no message was sent; what lies behind these was not seen.",
    )


def _gone_on(journey: Journey) -> bool:
    """A page was given as a product's that is none, and the walk went on all the same; else its end says so."""
    return journey.end != "no-product" and any(a.strategy == GIVEN for a in journey.attempts)


def _given(journey: Journey) -> str:
    """What the page was that the configuration gave as a product's, and what was made of it."""
    given = next(a for a in journey.attempts if a.strategy == GIVEN)
    walked = any(a.strategy == INSTEAD for a in journey.attempts)
    then = "an item of the tool's own choice was walked instead" if walked else "nothing was judged by it as a product"
    return f"The page given as product, {given.target}, {given.outcome}; {then}."


def write_reports(
    checked: Checked, directory: Path, formats: Sequence[str], config: Path | None = None, language: Language = ENGLISH
) -> tuple[Path, ...]:
    """Write the reports asked for, each a format or `format=file`; gives their paths in the order of `formats`.

    `config` is the configuration file of the audit, where there is one. Raises UsageError on formats nobody knows,
    on a file inside the evidence, and where something cannot be written."""
    asked = wanted(formats)
    beside = _beside(checked, config, language)
    return tuple(
        _write(checked, one.path or directory / FORMATS[one.format], _content(checked, one.format, beside))
        for one in asked
    )


def _content(checked: Checked, name: str, beside: Beside) -> bytes:
    if name == PDF:
        from casetrust_audit.collect.pdf import to_pdf

        return to_pdf(WRITERS["html"](checked.result, beside), printed_title(checked.result, beside.language))
    if name == BRIEF_PDF:
        return brief_pdf(checked.result, beside)
    return WRITERS[name](checked.result, beside).encode()


def brief_pdf(result: AuditResult, beside: Beside) -> bytes:
    """The summary on paper: as many points in full as fill one page in this computer's fonts."""
    from casetrust_audit.collect.pdf import to_one_page

    crops = cache(beside.crops)
    tries = range(PAGE_LINES + ROOM_TO_TRY, FEWEST_LINES - FEWER, -FEWER)
    return to_one_page(to_brief(result, crops, beside.language, lines) for lines in tries)


def report_text(checked: Checked, name: str, language: Language = ENGLISH) -> str:
    """One report as text, for standard output."""
    return WRITERS[name](checked.result, _beside(checked, None, language))


def _write(checked: Checked, path: Path, content: bytes) -> Path:
    if path.resolve().is_relative_to(checked.bundle.root.resolve()):
        raise UsageError(f"{path}: lies inside the evidence bundle", "Evidence is never written to; name another file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})", "Name another place.") from None
    return path


def _beside(checked: Checked, config: Path | None, language: Language) -> Beside:
    line = _config_line(config, checked.result.run.site)
    return Beside(Cropper(checked.bundle), _screenshots(checked.bundle), line, language)


def _screenshots(bundle: Bundle) -> Callable[[EvidenceRef], str]:
    """The screenshot a piece of evidence is on, seen from the current directory; "" where there is none below it."""
    shots = {c.id: c.files["screenshot"] for c in bundle.collection.captures if "screenshot" in c.files}

    def screenshot(ref: EvidenceRef) -> str:
        digest = shots.get(ref.source)
        return _below_here(object_path(bundle.root, digest, "screenshot")) if digest else ""

    return screenshot


def _config_line(config: Path | None, site: str) -> ConfigLine | None:
    """The line of the configuration that names the shop; None where forges could not find the file."""
    place = _below_here(config) if config is not None else ""
    if config is None or not place:
        return None
    try:
        return config_line(place, config.read_text(encoding="utf-8", errors="replace"), site)
    except OSError:  # it was read when the audit began, and may be gone by now
        return None


def _below_here(path: Path) -> str:
    """`path` with slashes, from the current directory (in a pipeline the checkout); "" where it lies elsewhere."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else ""
