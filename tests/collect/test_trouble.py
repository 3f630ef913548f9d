"""Errors of the browser are told in words a person can act on, and never as they are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.collect import trouble
from casetrust_audit.collect.trouble import UNKNOWN, in_words

TOLD = frozenset(words for _, words in trouble._KNOWN) | {UNKNOWN}
RAW = re.compile(r"Error:|exceeded|net::|ERR_|Locator|Page\.|Call log|ms\b|<[a-z]|https?://|selector", re.I)

SAID = (
    # what Chromium and Playwright say, as of Playwright 1.5x, and what a person is told
    ("Page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:9/\nCall log:\n", "the server refused the connection"),
    ("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://x.test/", "the address has no server"),
    ("Page.goto: net::ERR_CONNECTION_RESET at https://x.test/", "the server broke off"),
    ("Page.goto: net::ERR_CONNECTION_CLOSED at https://x.test/", "the server broke off"),
    ("Page.goto: net::ERR_EMPTY_RESPONSE at https://x.test/", "the server broke off"),
    ("Page.goto: net::ERR_SOCKET_NOT_CONNECTED at https://x.test/", "the server broke off"),
    ("Page.goto: net::ERR_TIMED_OUT at https://x.test/", "the server did not answer in time"),
    ("Page.goto: net::ERR_CONNECTION_TIMED_OUT at https://x.test/", "the server did not answer in time"),
    ("Page.goto: net::ERR_TOO_MANY_REDIRECTS at https://x.test/", "the server redirects without end"),
    ("Page.goto: net::ERR_SSL_PROTOCOL_ERROR at https://x.test/", "no secure connection could be made"),
    ("Page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://x.test/", "no secure connection could be made"),
    ("Page.goto: Protocol error (Page.navigate): Cannot navigate to invalid URL", "the address cannot be opened"),
    ("Page.goto: net::ERR_UNSAFE_PORT at http://x.test:1/", "the address cannot be opened"),
    ("Page.goto: net::ERR_UNKNOWN_URL_SCHEME at foo:bar", "the address cannot be opened"),
    ("Page.goto: net::ERR_HTTP_RESPONSE_CODE_FAILURE at https://x.test/", "the server's answer is broken"),
    ("Page.goto: net::ERR_HTTP2_PROTOCOL_ERROR at https://x.test/", "the server's answer is broken"),
    ("Page.goto: net::ERR_INCOMPLETE_CHUNKED_ENCODING at https://x.test/", "the server's answer is broken"),
    ("Page.goto: net::ERR_CONTENT_LENGTH_MISMATCH at https://x.test/", "the server's answer is broken"),
    ("Page.goto: net::ERR_BLOCKED_BY_CLIENT at https://x.test/", "the request was stopped by the guard"),
    ("Page.goto: net::ERR_BLOCKED_BY_RESPONSE at https://x.test/", "the browser refused to show it"),
    ("Page.goto: net::ERR_INTERNET_DISCONNECTED at https://x.test/", "the server cannot be reached"),
    ("Page.goto: Download is starting\nCall log:\n", "it is a file to keep, and no page"),
    ("page reading: 'url' is missing", "what was read of it is no page"),
    ("Page.goto: net::ERR_ABORTED at https://x.test/", "the page broke off loading"),
    ("Page.goto: Navigation failed because frame was detached!", "the page broke off loading"),
    ('Page.goto: Navigation to "https://x.test/a" is interrupted by another navigation to "https://x.test/b"',
     "the page moved on by itself"),
    ("Locator.click: Timeout 4000ms exceeded.\nCall log:\n  - waiting for locator(\"#x\").first\n    - <div></div>"
     " intercepts pointer events\n", "something lies over it"),
    ("Locator.click: Timeout 4000ms exceeded.\nCall log:\n - element is not visible\n", "it is not to be seen"),
    ("Locator.click: Timeout 4000ms exceeded.\nCall log:\n - element is not stable\n", "it is not to be seen"),
    ("Locator.click: Element is outside of the viewport", "it is not to be seen"),
    ("Locator.fill: Timeout 4000ms exceeded.\nCall log:\n - element is not enabled\n", "it is disabled"),
    ("Locator.click: Element is not attached to the DOM", "the page was drawn anew meanwhile"),
    ("Locator.evaluate: Execution context was destroyed, most likely because of a navigation",
     "the page was drawn anew meanwhile"),
    ("Locator.click: Error: strict mode violation: locator(\"a\") resolved to 3 elements", "it is no such element"),
    ("Locator.select_option: Error: Element is not a <select> element", "it is no such element"),
    ("Page.query_selector: SyntaxError: Failed to execute 'querySelector': '##' is not a valid selector.",
     "it is no such element"),
    ("Locator.select_option: Timeout 4000ms exceeded.\nCall log:\n  - did not find some options\n",
     "there is no such option"),
    ("Page.evaluate: Target page, context or browser has been closed", "the browser closed the page"),
    ("Page.goto: Page crashed", "the browser closed the page"),
    ("no option to choose among A, B", "there was no option to choose"),
    ("Locator.dispatch_event: Timeout 15000ms exceeded.\nCall log:\n  - waiting for locator(\"#x\").first\n",
     "it did not answer in time"),
    ("Page.wait_for_load_state: Timeout 25000ms exceeded.", "it did not answer in time"),
    ("Page.goto: Something nobody has seen: <html> at https://x.test/", UNKNOWN),
    ("", UNKNOWN),
)  # fmt: skip


@pytest.mark.parametrize(("said", "told"), SAID, ids=[f"{n}" for n in range(len(SAID))])
def test_what_the_browser_says_is_told_in_plain_words(said: str, told: str) -> None:
    assert in_words(Exception(said)) == told


def test_every_kind_of_trouble_is_among_the_examples() -> None:
    examples = {told for _, told in SAID}
    untried = TOLD - examples
    assert untried == {
        "the page does not answer",
        "the page moves on without end",
    }  # said by the page reader's own words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the page hangs", "the page does not answer"),
        ("nothing read within 20 s", "the page does not answer"),
        ("the page kept navigating away", "the page moves on without end"),
    ],
)
def test_so_is_what_the_page_reader_says(said: str, told: str) -> None:
    assert in_words(Exception(said)) == told


def test_nothing_of_the_browsers_own_words_is_in_any_answer() -> None:
    assert [words for words in TOLD if RAW.search(words) or not words] == []


@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from([said for said, _ in SAID])), max_size=4))
def test_whatever_is_said_one_of_the_known_answers_is_given(parts: list[str]) -> None:
    assert in_words(Exception("\n".join(parts))) in TOLD


def _told_as_it_is(handler: ast.ExceptHandler) -> list[int]:
    """Lines of a handler of the browser's errors in which the error is made text, other than to compare it."""
    compared = {id(n) for c in ast.walk(handler) if isinstance(c, ast.Compare) for n in ast.walk(c)}
    lines = []
    for node in ast.walk(handler):
        made = node.args if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("str", "repr") else []
        made = [node.value] if isinstance(node, ast.FormattedValue) else made
        if id(node) not in compared and any(isinstance(m, ast.Name) and m.id == handler.name for m in made):
            lines.append(getattr(node, "lineno", 0))
    return lines


def test_no_handler_of_the_browsers_errors_makes_them_text_as_they_are() -> None:
    raw = [
        f"{path.name}:{line}"
        for path in sorted((Path(trouble.__file__).parents[1]).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and node.name and node.type is not None
        and {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} & {"Error", "PlaywrightTimeout"}
        for line in _told_as_it_is(node)
    ]  # fmt: skip
    assert raw == []


@given(st.binary(max_size=40))
def test_so_it_is_for_errors_of_other_kinds(raw: bytes) -> None:
    for error in (ValueError(raw), KeyError(raw), OSError(2, raw.hex()), Exception(), KeyboardInterrupt()):
        assert in_words(error) in TOLD
