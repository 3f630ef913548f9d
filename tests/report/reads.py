"""What must stand in no report, whatever was audited: errors of the browser, gaps, unknown values, broken sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.language import language
from casetrust_audit.report.markdown import to_markdown
from casetrust_audit.report.translator import Translator

RAW = re.compile(r"net::|Locator\.|Page\.\w+:|Timeout \d|[(:,] None\b|\bNone[).,;]|unknown words|not found days")
_BROKEN = re.compile(
    r"(?<!\.)\.\.(?!\.)|\. \.| \.(?![\w.])|\(\)|: *[.;](?!\w)|, *[.;](?!\w)|\{[a-z?][\w.=-]*\}|。。|：。|、。|，。"
)
_IN_QUOTES = re.compile("“[^”]*”")
"""The shop's own words."""


def badly(texts: Iterable[str]) -> list[str]:
    """Those of `texts` that hold a raw error, a gap or a broken sentence."""
    return [text for text in texts if RAW.search(text) or _BROKEN.search(_IN_QUOTES.sub("x", text))]


def said_badly(result: AuditResult) -> list[str]:
    """Sentences of an audit, in English and Chinese, and lines of its Markdown, that no client should read."""
    chinese = Translator(language("zh"))
    texts = list(_texts(result))
    found = badly(texts)
    found += [shown for text in texts if _BROKEN.search(_IN_QUOTES.sub("x", shown := str(chinese.told(text))))]
    for tongue in ("en", "zh"):
        found += [line for line in to_markdown(result, language(tongue)).split("\n") if RAW.search(line)]
    return found


def _texts(result: AuditResult) -> Iterator[str]:
    for finding in result.findings:
        yield finding.message
        yield from (f"{subject.reason}." for subject in finding.subjects if subject.reason)
    yield from result.limits
