"""Accessibility faults of the key pages, from the records of the look and from the readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.facts import accessibility
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.accessibility import AccessibilityFault, AccessibilityScan, FaultySpot
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, Known, Scalar, Subject, Unknown
from casetrust_audit.model.reading import TextRun
from tests.build import block, button, collection, page


def fault(rule: str, impact: str = "critical", count: int = 1, in_forms: int = 0) -> AccessibilityFault:
    return AccessibilityFault(rule, impact, count, in_forms, (FaultySpot("#mail", "<input id=mail>"),))


def looked(role: str, *faults: AccessibilityFault, problem: str = "", **over: Any) -> Page:
    met = page(role, f"/{role}", **over)
    return replace(met, accessibility=AccessibilityScan("axe-core 4.12.1", 90, 60, faults, problem))


def subjects(*pages: Page) -> tuple[Subject, ...]:
    found = accessibility.pages(Shop(collection(*pages)))
    assert isinstance(found, Known), found
    assert found.evidence
    return tuple(s for s in found.value if isinstance(s, Subject))  # type: ignore[union-attr]


def only(met: Page) -> dict[str, Scalar | Fact]:
    (subject,) = subjects(met)
    assert subject.evidence
    return dict(subject.fields)


def counts(met: Page) -> tuple[object, ...]:
    fields = only(met)
    return tuple(fields[name] for name in ("unnamed", "unreachable", "critical", "serious"))


def test_a_page_without_faults_is_told_with_what_looked_at_it() -> None:
    (subject,) = subjects(looked("product"))
    assert subject.label == "product: Test shop"
    assert dict(subject.fields) == {"kind": "product", "unnamed": 0, "unreachable": 0, "critical": 0, "serious": 0}
    assert "axe-core 4.12.1: 90 elements" in subject.evidence[0].quote


def test_a_field_without_a_name_counts_where_a_form_needs_it() -> None:
    assert counts(looked("product", fault("label", count=3, in_forms=2))) == (2, 0, 3, 0)
    assert counts(looked("home", fault("button-name"))) == (0, 0, 1, 0)


@pytest.mark.parametrize("role", ["cart", "checkout"])
def test_on_the_way_to_payment_a_control_needs_no_form_around_it(role: str) -> None:
    assert counts(looked(role, fault("button-name", count=2))) == (2, 0, 2, 0)


def test_what_no_key_reaches_is_told_apart() -> None:
    assert counts(looked("checkout", fault("keyboard-unreachable", count=2))) == (0, 2, 2, 0)
    assert counts(looked("listing", fault("keyboard-unreachable", count=2))) == (0, 0, 2, 0)


def test_other_faults_count_by_their_impact() -> None:
    faults = (fault("image-alt", count=2), fault("list", "serious", 3), fault("region", "moderate", 9))
    assert counts(looked("cart", *faults)) == (0, 0, 2, 3)


def test_a_page_that_was_not_looked_at_to_the_end_proves_nothing() -> None:
    fields = only(looked("cart", fault("label", in_forms=1), problem="the page did not answer"))
    assert fields["kind"] == "cart"
    for name in ("unnamed", "unreachable", "critical", "serious"):
        found = fields[name]
        assert isinstance(found, Unknown)
        assert found.reason == "the page did not answer"


def test_the_worst_spots_are_the_evidence() -> None:
    (subject,) = subjects(looked("checkout", fault("label", in_forms=1), step="cheap/address"))
    assert subject.label == "checkout address: Test shop"
    assert subject.evidence[0].selector == "#mail"
    assert subject.evidence[0].quote == "label (critical, 1 ×): <input id=mail>"


def test_a_phone_and_a_policy_are_named_so() -> None:
    labels = [s.label for s in subjects(looked("home", layout="phone"), looked("returns"))]
    assert labels == ["home on a phone: Test shop", "policy: Test shop"]


def run(contrast: float | None, px: float = 16, weight: int = 400, text: str = "Delivery is free") -> TextRun:
    return TextRun(text, px, weight, False, True, contrast)


@pytest.mark.parametrize(
    ("part", "faint"),
    [
        (run(4.4), 1),
        (run(4.5), 0),
        (run(3.1, 24), 0),
        (run(2.9, 24), 1),
        (run(3.1, 19, 700), 0),
        (run(3.1, 19, 400), 1),
        (run(None), 0),
        (run(1.2, text="★ ★ ★"), 0),
        (replace(run(1.2), visible=False), 0),
    ],
)
def test_too_faint_texts_are_serious(part: TextRun, faint: int) -> None:
    assert only(looked("product", blocks=(replace(block(part.text), runs=(part,)),)))["serious"] == faint


def test_hidden_texts_and_names_of_dead_buttons_may_be_faint() -> None:
    faint = run(1.5, text="Sold out")
    dead = replace(block("Sold out"), runs=(faint,))
    hidden = replace(block("Menu", visible=False), runs=(run(1.5, text="Menu"),))
    assert only(looked("product", blocks=(dead, hidden), buttons=(button("Sold out", disabled=True),)))["serious"] == 0
    assert only(looked("product", blocks=(dead, hidden)))["serious"] == 1


def test_bundles_of_older_versions_were_not_looked_at() -> None:
    shop = Shop(collection(page("product"), page("cart")))
    for found in (accessibility.pages(shop), accessibility.buying(shop)):
        assert isinstance(found, Unknown)
        assert found.reason == "no page was looked at for its accessibility"


@pytest.mark.parametrize(
    ("pages", "missing"),
    [
        ((looked("home"), looked("product")), "neither cart nor checkout"),
        ((looked("cart"),), "no product page"),
        ((looked("product"), looked("cart", problem="hangs")), "neither cart nor checkout"),
        ((looked("product"), looked("checkout")), ""),
        ((looked("product", layout="phone"), looked("cart")), ""),
    ],
)
def test_product_and_the_way_to_payment_must_both_have_been_looked_at(pages: tuple[Page, ...], missing: str) -> None:
    found = accessibility.buying(Shop(collection(*pages)))
    if missing:
        assert isinstance(found, Unknown)
        assert found.reason.startswith(missing)
    else:
        assert isinstance(found, Known)
        assert found.value is True


def test_the_front_page_of_a_shop_of_one_page_is_its_product_page() -> None:
    front, cart = looked("home"), looked("cart")
    assert isinstance(accessibility.buying(Shop(collection(front, cart))), Unknown)
    sold = page("product", "/home", session="journey-cheap", step="cheap/product")
    assert isinstance(accessibility.buying(Shop(collection(front, cart, sold))), Known)
