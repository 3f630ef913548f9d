import json
from dataclasses import replace
from datetime import datetime

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from casetrust_audit.model.result import AuditResult, SubjectResult, Verdict
from casetrust_audit.report.earl import BASE, CONTEXT, OUTCOMES, to_earl
from tests.report import sample

# a warning of the reader's about itself
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

EARL = Namespace("http://www.w3.org/ns/earl#")
PTR = Namespace("http://www.w3.org/2009/pointers#")


@pytest.fixture(autouse=True)
def nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader of the report went to the network")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)


def graph(result: AuditResult) -> Graph:
    return Graph().parse(data=to_earl(result), format="json-ld")


def outcomes(read: Graph) -> dict[str, str]:
    """Rule → outcome of the assertion on the whole rule."""
    found = {}
    for one in read.subjects(RDF.type, EARL.Assertion):
        if read.value(one, DCTERMS.isPartOf) is None:
            rule = str(read.value(one, EARL.test)).removeprefix(BASE + "rule:")
            result = read.value(one, EARL.result)
            found[rule] = str(read.value(result, EARL.outcome)).removeprefix(str(EARL))
    return found


def test_every_finding_is_an_assertion_with_its_outcome() -> None:
    assert outcomes(graph(sample.result())) == {
        "prc-no-hidden-charges": "failed",
        "idn-uen": "failed",
        "ret-period-stated": "failed",
        "sec-headers-hsts": "failed",
        "rev-moderation-stated": "cantTell",
        "acc-two-factor": "untested",
        "use-links-work": "untested",
        "sec-audit-programme": "untested",
        "sec-https-only": "passed",
        "prc-price-visible": "passed",
        "rev-incentives": "inapplicable",
    }


def test_every_verdict_has_an_outcome() -> None:
    assert set(OUTCOMES) == set(Verdict)


@pytest.mark.parametrize("result", [sample.result(), sample.attested(), sample.hostile()])
def test_an_assertion_has_exactly_what_the_standard_asks_for(result: AuditResult) -> None:
    read = graph(result)
    assertions = list(read.subjects(RDF.type, EARL.Assertion))
    assert len(assertions) == len(sample.FINDINGS) + 1
    for one in assertions:
        for part, kind in (
            (EARL.assertedBy, EARL.Assertor),
            (EARL.subject, EARL.TestSubject),
            (EARL.test, EARL.TestCriterion),
            (EARL.result, EARL.TestResult),
        ):
            (value,) = read.objects(one, part)
            assert (value, RDF.type, kind) in read
        (mode,) = read.objects(one, EARL["mode"])
        assert mode in {EARL.automatic, EARL.semiAuto, EARL.manual}
        (outcome,) = read.objects(read.value(one, EARL.result), EARL.outcome)
        assert outcome in {EARL.passed, EARL.failed, EARL.cantTell, EARL.inapplicable, EARL.untested}


def test_no_word_of_the_document_is_lost_for_want_of_a_context() -> None:
    document = json.loads(to_earl(sample.attested()))
    keys: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            keys.update(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(document["@graph"])
    assert keys <= set(CONTEXT)
    assert isinstance(document["@context"], dict)


def test_a_failing_subject_is_an_assertion_of_its_own_within_that_of_the_rule() -> None:
    read = graph(sample.result())
    ((part, whole),) = read.subject_objects(DCTERMS.isPartOf)
    assert read.value(part, EARL.test) == read.value(whole, EARL.test)
    assert read.value(read.value(part, EARL.result), EARL.outcome) == EARL.failed
    assert read.value(read.value(part, EARL.result), DCTERMS.description) == Literal(
        "Handling fee: first seen at payment"
    )


def test_a_pointer_names_page_and_element() -> None:
    read = graph(sample.result())
    pointer = next(read.subjects(PTR.expression, Literal("main > p:nth-of-type(2)")))
    assert isinstance(pointer, BNode)
    assert (pointer, RDF.type, PTR.CSSSelectorPointer) in read
    assert str(read.value(pointer, PTR.reference)).startswith("https://kopi-kaya.example/")


def test_an_answer_that_decides_is_asserted_by_who_signed_it() -> None:
    read = graph(sample.attested())
    signer = next(read.subjects(RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")))
    signed = list(read.subjects(EARL.assertedBy, signer))
    assert len(signed) == 4
    assert {read.value(one, EARL["mode"]) for one in signed} == {EARL.manual}


def test_an_address_that_is_none_is_kept_as_text_only(caplog: pytest.LogCaptureFixture) -> None:
    read = graph(sample.hostile())
    assert read.serialize(format="nt")
    assert caplog.records == []  # the reader warns of names that are none
    for address in {str(o) for o in read.objects() if isinstance(o, URIRef)}:
        assert address.startswith(("http://www.w3.org/", "http://purl.org/", "http://xmlns.com/", BASE))
    assert Literal("javascript:alert(1)") in set(read.objects())


def test_time_is_typed_and_left_out_where_it_is_none() -> None:
    (moment,) = set(graph(sample.result()).objects(None, DCTERMS.date))
    assert isinstance(moment, Literal)
    assert isinstance(moment.toPython(), datetime)
    broken = replace(sample.result(), run=replace(sample.result().run, finished="never"))
    assert list(graph(broken).objects(None, DCTERMS.date)) == []


def test_names_of_subjects_that_differ_in_numbers_only_stay_apart() -> None:
    names = (SubjectResult(f"Product {n}", Verdict.FAIL, "late") for n in range(9))
    many = replace(sample.FINDINGS[0], subjects=tuple(names))
    read = graph(replace(sample.result(), findings=(many,)))
    assert len(set(read.subjects(RDF.type, EARL.Assertion))) == 10
