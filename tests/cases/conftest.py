"""A report of the sample case, made up but of the shapes and sizes that a run gives."""

from pathlib import Path

import msgspec
import pytest

from nostro.cases.report import Report

SAMPLE = Path(__file__).with_name("sample_report.json")


@pytest.fixture(scope="session")
def sample_report() -> Report:
    return msgspec.json.decode(SAMPLE.read_bytes(), type=Report)
