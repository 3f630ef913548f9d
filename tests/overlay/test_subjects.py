"""A subject is known again in another run, and two are never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.overlay.subjects import fingerprint, key_of, loose_key, open_parts, thing_of
from tests.overlay.results import ATTEST, BLOCKER, FAIL, PASS, REVIEW, finding, subject


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("form on https://127.0.0.1:33485/contact (it works)", "form on https://shop.sg/contact (it works)"),
        ("newsletter form on https://shop.sg", "newsletter form on https://shop.sg/?utm_source=x"),
        ("“Offer ends in 14:59” on Kaya", "“Offer ends in 09:03” on Kaya"),
        ("“Ends in 1:02:03”", "“Ends in 23:59:59”"),
        ("Kopi  O", "kopi o"),
    ],
)
def test_what_differs_from_run_to_run_is_no_part_of_a_label(then: str, now: str) -> None:
    assert key_of(then) == key_of(now)
    assert fingerprint("prc-x", "home", then) == fingerprint("prc-x", "home", now)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kopi (+ Handling fee S$2.90 (first at review))", "Kopi (+ Handling fee S$5.90 (first at review))"),
        ("8 % on terms page", "7 % on terms page"),
        ("iPhone 15", "iPhone 16"),
        ("form on https://shop.sg/contact", "form on https://shop.sg/complaints"),
        ("“Cover for iPhone 15”", "“Cover for iPhone 16”"),
    ],
)
def test_amounts_names_and_pages_tell_subjects_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Kaya: “only 3 left”", "Kaya: “only 2 left”"),
        ("“12 people look at this” on Kaya", "“9 people look at this” on Kaya"),
        ("form on https://shop.sg/contact", "form on https://shop.sg/pages/contact-us"),
    ],
)
def test_a_loose_key_leaves_out_counts_and_addresses(then: str, now: str) -> None:
    assert key_of(then) != key_of(now)
    assert loose_key(then) == loose_key(now)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Delivery is free from S$60.”", "“Delivery is free from S$80.”"),
        ("“free from SGD 60”", "“free from SGD 80”"),
        ("“save 20 %”", "“save 30 %”"),
        ("iPhone 15", "iPhone 16"),
    ],
)
def test_no_key_leaves_out_an_amount_or_a_name(one: str, other: str) -> None:
    assert loose_key(one) != loose_key(other)


@pytest.mark.parametrize(
    ("label", "thing"),
    [
        ("Kopi O (+ Handling fee S$2.90 (first at review))", "kopi o"),
        ("“Offer ends in 14:59” on Kaya", "kaya"),
        ("Kaya: “only 3 left”", "kaya"),
        ("Kaya", "kaya"),
    ],
)
def test_what_a_label_is_about(label: str, thing: str) -> None:
    assert thing_of(label) == thing


def test_rule_and_role_are_part_of_a_fingerprint() -> None:
    prints = {fingerprint(r, role, "Kaya") for r in ("prc-x", "prc-y") for role in ("home", "product")}
    assert len(prints) == 4


def test_parts_are_open_only_where_they_explain_the_verdict() -> None:
    good, bad, unsure = subject("a", PASS), subject("b", FAIL), subject("c", REVIEW)
    assert open_parts(finding("x-y", None, BLOCKER, good, bad, unsure)) == (bad, unsure)
    assert open_parts(finding("x-y", PASS, BLOCKER, good)) == ()
    assert open_parts(finding("x-y", ATTEST, BLOCKER)) == ()
    # an answer turned the fail into a review: no part explains it
    assert open_parts(finding("x-y", REVIEW, BLOCKER, bad)) == ()


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=80))
def test_any_label_has_its_keys(label: str) -> None:
    assert key_of(label) == key_of(label)
    assert isinstance(loose_key(label) + thing_of(label), str)
    assert len(fingerprint("r", "", label)) == 32
