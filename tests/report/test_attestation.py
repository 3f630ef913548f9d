"""What people attested, in every format: who signed, what each answer did, and nothing of it as markup."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
from bs4 import BeautifulSoup

from casetrust_audit.model.attestation import Signer
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.html import to_html
from casetrust_audit.report.json_format import schema, to_json
from casetrust_audit.report.markdown import to_markdown
from tests.report import sample


def page(result: AuditResult) -> BeautifulSoup:
    return BeautifulSoup(to_html(result, sample.crops), "html.parser")


def annex(result: AuditResult) -> str:
    (section,) = (s for s in page(result).select("section") if s.get("aria-labelledby") == "attestation")
    return " ".join(section.get_text(" ").split())


def hostile() -> AuditResult:
    told = sample.attested()
    assert told.attestation is not None
    signer = replace(told.attestation.signer, name=sample.HOSTILE, role=sample.HOSTILE)
    findings = tuple(
        replace(f, attested=replace(f.attested, answer=replace(f.attested.answer, reason=sample.HOSTILE, owner="<b>x")))
        if f.attested
        else f
        for f in told.findings
    )
    return replace(told, findings=findings, attestation=replace(told.attestation, signer=signer))


def test_the_annex_names_signer_answers_evidence_and_what_they_did() -> None:
    text = annex(sample.attested())
    assert "Signed by Tan Mei Ling, Director, Kopi & Kaya Pte. Ltd., UEN 201912345K on 2026-11-20" in text
    assert "passes rest on attestation" in text
    assert "ACRA profile.pdf" in text
    assert "efefefefefef" in text
    assert "2026-10-01, counts until 2027-10-01 seen by A. Consultant" in text
    assert "decides it" in text
    assert "met (Q16)" in text
    assert "Recorded, and deciding nothing: Q3: met: all of it to consumers." in text


def test_without_a_signature_that_is_said_first() -> None:
    told = sample.attested()
    assert told.attestation is not None
    text = annex(replace(told, attestation=replace(told.attestation, signer=Signer())))
    assert text.startswith("What people attested Not signed (named: nobody), so that no answer decides anything.")


def test_a_report_without_answers_has_no_annex() -> None:
    assert not page(sample.result()).select("#attestation")
    assert "What people attested" not in to_markdown(sample.result())


def test_links_of_the_annex_lead_somewhere() -> None:
    html = page(sample.attested())
    ids = {tag["id"] for tag in html.select("[id]")}
    assert {a["href"] for a in html.select("section[aria-labelledby=attestation] a")} <= {f"#{i}" for i in ids}


def test_markdown_tells_the_same() -> None:
    text = to_markdown(sample.attested())
    assert "## What people attested" in text
    assert "Signed by Tan Mei Ling" in text
    assert "decides it" in text


def test_hostile_answers_are_shown_as_text() -> None:
    html = page(hostile())
    assert not html.select("script, img[onerror], section[aria-labelledby=attestation] b > x")
    assert "<script>" not in to_markdown(hostile())
    assert "\x1b" not in to_html(hostile(), sample.crops)


def test_the_json_meets_the_schema() -> None:
    for result in (sample.attested(), hostile()):
        jsonschema.validate(json.loads(to_json(result)), schema())
