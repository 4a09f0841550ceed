"""Where the names of the gazetteer stand in an article."""

from __future__ import annotations

from typing import NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.annotate.engine import Engine
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name


class Match(NamedTuple):
    """The tokens `start` to `end` (half-open) are a name that the gazetteer has; others may overlap it."""

    start: int
    end: int
    entry: Name


class Gazetteer:
    """A matcher over the gazetteer's names, case-sensitive, with both kinds of apostrophe, for an engine's Docs."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._matcher = PhraseMatcher(engine.vocab, attr="ORTH")
        patterns: dict[str, list[Doc]] = {}
        for form in lexicon.names:
            for written in {form, form.replace("'", "’")}:
                patterns.setdefault(form, []).append(engine.tokens(written))
        for form, docs in patterns.items():
            self._matcher.add(form, docs)

    def matches(self, doc: Doc) -> list[Match]:
        """Return all names of the gazetteer in a Doc."""
        names, strings = self._lexicon.names, doc.vocab.strings
        return [Match(start, end, names[strings[form]]) for form, start, end in self._matcher(doc)]
