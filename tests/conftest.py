"""Fixtures for all tests: the shared public files, and Hypothesis settings that fit CI."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from .lists.server import Server

settings.register_profile(
    "nostro",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("nostro")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public lists, messages and texts; tests that need it are marked `shared`."""
    folder = Path(os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared").resolve()
    if not (folder / "data").is_dir():
        pytest.skip(f"NOSTRO_SHARED: no folder {folder.name}/data beside the checkout")
    return folder


@pytest.fixture
def server():
    """A server on this machine that does what it is told."""
    started = Server()
    yield started
    started.close()
