"""Lists of known hosts: what a host stands for, and what is refused in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from casetrust_audit.errors import RuleFileError
from casetrust_audit.resources import hosts_directory
from casetrust_audit.text.known_hosts import kind_of, load_hosts

KINDS = {"provider", "platform", "service", "marketing", "shared", "flagged"}


def test_the_shipped_list_has_every_kind_and_each_host_once() -> None:
    known = load_hosts(hosts_directory() / "scripts.yaml")
    assert set(known.values()) == KINDS
    assert len(known) > 300


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://stripe.com", "provider"),
        ("https://JS.STRIPE.COM/v3", "provider"),
        ("https://xstripe.com/v3", ""),
        ("https://google.com/recaptcha", "service"),
        ("https://www.google.com/recaptcha/api.js", "service"),
        ("https://www.google.com/recaptchas/api.js", "marketing"),
        ("https://com", ""),
        ("https://127.0.0.1/a.js", ""),
        ("http://[::1/", ""),
        ("no address", ""),
        ("", ""),
    ],
)
def test_a_host_stands_for_all_below_it_and_a_path_for_what_lies_under_it(url: str, kind: str) -> None:
    assert kind_of(url, "scripts") == kind


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a.example", "must be a mapping of lists"),
        ("good: a.example", "must be a mapping of lists"),
        ("good: [1]", "'1' is no host"),
        ("good: [https://a.example]", "is no host"),
        ("good: [com]", "'com' is no host"),
        ("good: [a.example]\nbad: [a.example]", "a.example stands twice"),
        ("good: [", "is not YAML"),
    ],
)
def test_what_is_no_list_is_refused_with_its_file(text: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text)
    with pytest.raises(RuleFileError, match=r"x\.yaml:1:1: ") as caught:
        load_hosts(file)
    assert problem in str(caught.value)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="cannot be read"):
        load_hosts(tmp_path / "none.yaml")
