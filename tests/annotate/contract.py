"""What every Doc of every engine must be, whatever the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.annotate.engine import HIDDEN, Page
from pipeline.annotate.layout import Passage, Role
from pipeline.annotate.stanza_backend import StanzaEngine
from pipeline.model import Span

MODELS = Path(__file__).resolve().parents[1] / "data/stanza"
"""What `training.stanza_small` made."""
LABELS = frozenset(
    {
        *("ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp"),
        *("compound", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "det:poss", "det:predet", "discourse"),
        *("dislocated", "expl", "expl:impers", "expl:pass", "fixed", "flat", "flat:name", "iobj", "mark", "nmod"),
        *("nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "orphan", "parataxis", "punct", "vocative"),
        "xcomp",
    }
)
"""The labels of UD Italian as the house has them."""
UPOS = frozenset(
    {
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
        *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
    }
)
ENTITIES = frozenset({"PER", "ORG", "LOC"})


@cache
def stanza_engine() -> StanzaEngine:
    """Return the engine on the small models, loaded once."""
    return StanzaEngine(MODELS)


def make_page(*parts: tuple[str, Role, bool]) -> Page:
    """Return a page of (text, role, opens)."""
    passages = []
    text = ""
    for part, role, opens in parts:
        if part.strip():
            passages.append(Passage(Span(len(text), len(text) + len(part)), role, opens))
        text += part
    return Page(text, tuple(passages))


def describe(doc: Doc) -> list[tuple[object, ...]]:
    """Return all annotation of a Doc."""
    return [
        (t.text_with_ws, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def check(doc: Doc, page: Page) -> None:
    """Fail where a Doc is not as the engine's protocol says."""
    assert doc.text == page.text
    assert "".join(token.text_with_ws for token in doc) == page.text
    for token in doc:
        assert page.text[token.idx : token.idx + len(token)] == token.text
        assert token.dep_ in LABELS
        assert all(pair.count("=") == 1 for pair in str(token.morph).split("|") if pair)
        if not token.is_space:
            assert token.pos_ in UPOS
            assert token.lemma_
    _check_trees(doc)
    _check_layout(doc, page)
    for ent in doc.ents:
        assert ent.label_ in ENTITIES
        assert not ent[0].is_space
        assert not ent[-1].is_space


def _check_trees(doc: Doc) -> None:
    assert sum(len(sent) for sent in doc.sents) == len(doc)
    for sent in doc.sents:
        roots = [token for token in sent if token.head.i == token.i]
        assert [token.dep_ for token in sent if token.dep_ == "ROOT"] == [root.dep_ for root in roots] == ["ROOT"]
        for token in sent:
            assert sent.start <= token.head.i < sent.end
            assert _reaches(token, roots[0], len(sent))


def _reaches(token: Token, root: Token, steps: int) -> bool:
    while token.i != root.i and steps:
        token, steps = token.head, steps - 1
    return bool(token.i == root.i)


def _check_layout(doc: Doc, page: Page) -> None:
    hidden = []
    for passage in page.passages:
        inside = [token for token in doc if passage.span.start <= token.idx < passage.span.end]
        if not passage.feeds:
            hidden += [token.i for token in inside]
        first = next((token for token in inside if not token.is_space), None)
        if passage.opens and first is not None:
            assert first.is_sent_start or not doc.text[: first.idx].strip()
    assert doc.user_data[HIDDEN] == hidden
