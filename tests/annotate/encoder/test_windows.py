"""Windows of text: every word in one of them, in order, cut where sentences end."""

from __future__ import annotations

from functools import cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.annotate.encoder.pieces import PieceTable
from pipeline.annotate.encoder.windows import FILLED, LONGEST, make_windows
from pipeline.annotate.spacy_backend import WEIGHTS

SENTENCE = "Il ministro degli Esteri ha detto che la trattativa continuerà anche nelle prossime settimane a Ginevra. "


@cache
def table() -> PieceTable:
    return PieceTable.read(WEIGHTS / "intreccio_encoder" / "tokenizer.json")


@cache
def blank() -> Language:
    return spacy.blank("it")


@settings(deadline=None)  # the first call loads the tokenizer
@given(st.text(max_size=200))
def test_every_word_is_read_once_and_in_order(text: str) -> None:
    doc = blank()(text)
    read = [token for window in make_windows(doc, table(), ()) for token in window.tokens]
    assert read == [token.i for token in doc if not token.is_space]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    doc = blank()(SENTENCE * 60)
    windows = list(make_windows(doc, table(), ()))
    assert len(windows) > 1
    assert all(len(window.pieces) <= FILLED + 2 for window in windows)
    assert all(doc[window.tokens[0]].text == "Il" for window in windows)


def test_what_has_no_full_stop_is_cut_all_the_same() -> None:
    doc = blank()("parola " * 2000)
    assert all(len(window.pieces) <= LONGEST + 2 for window in make_windows(doc, table(), ()))


def test_hidden_words_are_not_read() -> None:
    doc = blank()("Uno due tre quattro.")
    assert [t for w in make_windows(doc, table(), (1, 2)) for t in w.tokens] == [0, 3, 4]


def test_a_known_start_is_marked_for_the_network() -> None:
    doc = blank()("Titolo senza punto\nIl testo comincia qui.")
    first = next(token.i for token in doc if token.text == "Il")
    doc[first].is_sent_start = True
    (window,) = make_windows(doc, table(), ())
    before = window.firsts[window.tokens.index(first)] - 1
    assert window.starts[window.tokens.index(first)]
    assert window.pieces[before] == table().end
