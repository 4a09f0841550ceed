"""What the tests of exports share: an engine for Cypher, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.export.cypher_engine import CypherEngine


@pytest.fixture(scope="session")
def started_engine() -> Iterator[CypherEngine]:
    engine = CypherEngine()
    yield engine
    engine.close()


@pytest.fixture
def engine(started_engine: CypherEngine) -> CypherEngine:
    """Return an engine with an empty database."""
    started_engine.renew()
    return started_engine
