from __future__ import annotations

import pytest

from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return the real words and frames, loaded once."""
    return load_lexicon(ontology_dir())
