"""Errors of the browser in words a person can act on: what Chromium says never reaches a report as it is."""

from __future__ import annotations

import re

MOVED = "the page moved on by itself"
"""What is said where the page before went elsewhere while the next one was asked for."""
_KNOWN: tuple[tuple[str, str], ...] = (
    (r"ERR_CONNECTION_REFUSED", "the server refused the connection"),
    (r"ERR_NAME_NOT_RESOLVED", "the address has no server"),
    (r"ERR_(?:ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_\w+|PROXY_\w+)", "the server cannot be reached"),
    (r"ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)", "the server broke off"),
    (r"ERR_(?:TIMED_OUT|CONNECTION_TIMED_OUT)", "the server did not answer in time"),
    (r"ERR_TOO_MANY_REDIRECTS", "the server redirects without end"),
    (r"ERR_(?:SSL|CERT)\w*", "no secure connection could be made"),
    (r"ERR_INVALID_\w+|ERR_UNSAFE_PORT|invalid URL|ERR_UNKNOWN_URL_SCHEME", "the address cannot be opened"),
    (r"ERR_HTTP2?_\w+|ERR_CONTENT_\w+|ERR_RESPONSE_\w+|ERR_INCOMPLETE\w+", "the server's answer is broken"),
    (r"ERR_BLOCKED_BY_CLIENT", "the request was stopped by the guard"),
    (r"ERR_BLOCKED_BY_\w+", "the browser refused to show it"),
    (r"Download is starting", "it is a file to keep, and no page"),
    (r"ERR_ABORTED|frame was detached", "the page broke off loading"),
    (r"interrupted by another navigation", MOVED),
    (r"intercepts pointer events", "something lies over it"),
    (r"not (?:visible|stable)|outside of the viewport|element is hidden", "it is not to be seen"),
    (r"not enabled|is disabled", "it is disabled"),
    (r"not attached|detached from the DOM|Execution context was destroyed", "the page was drawn anew meanwhile"),
    (r"strict mode|not a valid selector|Unexpected token .* while parsing|is not a <select>", "it is no such element"),
    (r"did not find some options", "there is no such option"),
    (r"Target .{0,30}closed|Browser has been closed|crashed", "the browser closed the page"),
    (r"page hangs|nothing read within", "the page does not answer"),
    (r"kept navigating away", "the page moves on without end"),
    (r"page reading", "what was read of it is no page"),
    (r"no option to choose", "there was no option to choose"),
    (r"Timeout \d+ ?ms exceeded", "it did not answer in time"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.I), words) for pattern, words in _KNOWN)
UNKNOWN = "the browser could not do it"


def in_words(error: BaseException) -> str:
    """What went wrong, in a few plain words; UNKNOWN for what is not known here."""
    said = str(error)
    return next((words for pattern, words in _PATTERNS if pattern.search(said)), UNKNOWN)
