"""Registries for the tests of the importer."""

from pathlib import Path

import pytest

from bulletin.content import registry_file
from bulletin.content.registry import Registries

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def registries() -> Registries:
    return registry_file.load(ROOT / "content" / "registry")


@pytest.fixture(scope="session")
def project() -> Path:
    """The small content folder that the golden cases start from."""
    return Path(__file__).resolve().parent / "project"
