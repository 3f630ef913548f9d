"""One comment on a pull request, written anew at each run: the summary of the audit."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from github_runner import announce, say, told

COMMENT_LIMIT = 60_000
"""Characters; GitHub takes 65,536."""
MOST_PAGES = 20
SECONDS = 30


def comment(environment: Mapping[str, str]) -> int:
    """One comment on the pull request, written anew at each run. That it cannot be written fails nothing."""
    number = pull_request(environment)
    text = summary_text(environment)
    if not number or not text:
        say("No pull request, or no summary: no comment.")
        return 0
    name = re.sub(r"[^A-Za-z0-9 ._-]", "", told(environment, "ARTIFACT_NAME"))[:80]
    mark = f"<!-- casetrust-audit: {name} -->"
    body = {"body": f"{mark}\n{shortened(text)}"}
    try:
        api = Api(environment)
        mine = api.comment_with(number, mark)
        if mine:
            api.call("PATCH", f"/issues/comments/{mine}", body)
        else:
            api.call("POST", f"/issues/{number}/comments", body)
    except (OSError, ValueError) as error:  # urllib's errors are OSErrors
        reason = f"HTTP {error.code}" if isinstance(error, urllib.error.HTTPError) else type(error).__name__
        announce("warning", f"No comment could be written ({reason}). It needs `permissions: pull-requests: write`.")
    return 0


def pull_request(environment: Mapping[str, str]) -> int:
    """The number of the pull request this run is for; 0 for none."""
    try:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        return int(event["pull_request"]["number"])
    except (KeyError, OSError, TypeError, ValueError):
        return 0


def summary_text(environment: Mapping[str, str]) -> str:
    """The tool's summary; "" where this run wrote none."""
    try:
        path = Path(told(environment, "OUTPUT")) / "job-summary.md"
        return path.read_text(encoding="utf-8") if told(environment, "READINESS") else ""
    except OSError:
        return ""


def shortened(text: str) -> str:
    """The text as far as a comment can hold it, cut between paragraphs."""
    if len(text) <= COMMENT_LIMIT:
        return text
    return f"{text[:COMMENT_LIMIT].rpartition(chr(10) * 2)[0]}\n\nThe rest stands in the summary of the job.\n"


class Api:
    """GitHub's REST interface, for the repository of this run."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.base = environment.get("GITHUB_API_URL") or "https://api.github.com"
        self.repository = environment["GITHUB_REPOSITORY"] if environment.get("GITHUB_REPOSITORY") else ""
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", self.repository):
            raise ValueError("no repository")
        self.token = told(environment, "TOKEN")

    def call(self, method: str, path: str, body: Any = None, *, whole: bool = False) -> Any:
        """The answer as data. `whole` paths do not lie below the repository. Raises OSError or ValueError."""
        url = self.base + ("" if whole else f"/repos/{self.repository}") + path
        request = urllib.request.Request(  # noqa: S310 - the address is the runner's own
            url, None if body is None else json.dumps(body).encode(), method=method,
            headers={"Authorization": f"Bearer {self.token}", "Accept": "application/vnd.github+json",
                     "Content-Type": "application/json", "User-Agent": "casetrust-audit"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")

    def comment_with(self, number: int, mark: str) -> int:
        """Id of our own comment that begins with the mark; 0 for none. Anybody can write the mark."""
        me = self.whoami()
        for page in range(1, MOST_PAGES + 1):
            found = self.call("GET", f"/issues/{number}/comments?per_page=100&page={page}")
            for one in found:
                if str(one.get("body", "")).startswith(mark) and (one.get("user") or {}).get("login") == me:
                    return int(one["id"])
            if len(found) < 100:
                break
        return 0

    def whoami(self) -> str:
        try:
            return str(self.call("GET", "/user", whole=True)["login"])
        except urllib.error.HTTPError:  # the job's own token is no user
            return "github-actions[bot]"
