"""The reports of the sample, byte for byte, as kept in tests/golden/report.

After a change that is meant, write them anew with

    UPDATE_GOLDEN=1 pytest tests/report/test_golden.py

and read the difference before you commit it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.config_line import ConfigLine
from casetrust_audit.report.formats import FORMATS, WRITERS, Beside
from tests.report import sample

GOLDEN = Path(__file__).parent.parent / "golden" / "report"


BESIDE = Beside(sample.crops, lambda ref: f"bundle/{ref.source}.jpg", ConfigLine("ci/casetrust.yaml", 3))


@pytest.mark.parametrize("format_name", WRITERS)
def test_the_report_is_the_kept_one_byte_for_byte(format_name: str) -> None:
    name = FORMATS[format_name]
    made = WRITERS[format_name](sample.result(), BESIDE).encode("utf-8")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (GOLDEN / name).write_bytes(made)
    assert made == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("write", WRITERS.values())
def test_the_same_result_gives_the_same_bytes_again(write: Callable[[AuditResult, Beside], str]) -> None:
    for result in (sample.result(), sample.hostile()):
        assert write(result, BESIDE) == write(result, BESIDE)
