"""The three reports of the sample, byte for byte, as kept in tests/golden/report.

After a change that is meant, write them anew with

    UPDATE_GOLDEN=1 pytest tests/report/test_golden.py

and read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from casetrust_audit.report.html import to_html
from casetrust_audit.report.json_format import to_json
from casetrust_audit.report.markdown import to_markdown
from tests.report import sample

GOLDEN = Path(__file__).parent.parent / "golden" / "report"


@pytest.mark.parametrize("name", ["report.html", "report.md", "audit.json"])
def test_the_report_is_the_kept_one_byte_for_byte(name: str) -> None:
    result = sample.result()
    texts = {
        "report.html": to_html(result, sample.crops),
        "report.md": to_markdown(result),
        "audit.json": to_json(result),
    }
    made = texts[name].encode("utf-8")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (GOLDEN / name).write_bytes(made)
    assert made == (GOLDEN / name).read_bytes()


def test_the_same_result_gives_the_same_bytes_again() -> None:
    for result in (sample.result(), sample.hostile()):
        assert to_html(result, sample.crops) == to_html(result, sample.crops)
        assert to_markdown(result) == to_markdown(result)
        assert to_json(result) == to_json(result)
