from __future__ import annotations

import logging
import shutil
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from spacy.tokens import Doc

from pipeline.annotate.align import Token, Word
from pipeline.annotate.engine import HIDDEN
from pipeline.annotate.read import read_articles
from pipeline.annotate.stanza_backend import StanzaEngine, parse_of
from pipeline.errors import MissingAnnotation
from pipeline.model import Span
from pipeline.run import Tools
from tests.annotate.contract import MODELS, check, describe, make_page, stanza_engine
from tests.builders import make_article

pytestmark = pytest.mark.slow


def _doc(text: str) -> Doc:
    page = make_page((text, "body", True))
    (doc,) = stanza_engine().docs([page])
    check(doc, page)
    return doc


def test_a_contraction_is_one_token() -> None:
    doc = _doc("Il presidente della Repubblica ha parlato dell’accordo.")
    assert [token.text for token in doc] == [
        *("Il", "presidente", "della", "Repubblica", "ha", "parlato", "dell’", "accordo", "."),
    ]
    assert (doc[2].lemma_, doc[2].pos_, doc[2].dep_, doc[2].head.text) == ("di", "ADP", "case", "Repubblica")
    assert str(doc[2].morph) == "Definite=Def|Gender=Fem|Number=Sing|PronType=Art"
    assert (doc[6].lemma_, doc[6].pos_, doc[6].dep_, doc[6].head.text) == ("di", "ADP", "case", "accordo")


def test_a_verb_with_clitics_is_one_token() -> None:
    doc = _doc("Il presidente ha deciso di dirglielo.")
    assert [token.text for token in doc] == ["Il", "presidente", "ha", "deciso", "di", "dirglielo", "."]
    assert doc[5].head.text == "deciso"


def test_a_sentence_has_a_tree() -> None:
    doc = _doc("Il presidente ha firmato la legge.")
    assert [(token.text, token.dep_, token.head.text) for token in doc] == [
        ("Il", "det", "presidente"),
        ("presidente", "nsubj", "firmato"),
        ("ha", "aux", "firmato"),
        ("firmato", "ROOT", "firmato"),
        ("la", "det", "legge"),
        ("legge", "obj", "firmato"),
        (".", "punct", "firmato"),
    ]


def test_a_line_is_divided_into_sentences() -> None:
    doc = _doc("Il ministro ha parlato a lungo.  Il presidente ha ascoltato.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Il ministro ha parlato a lungo.",
        "Il presidente ha ascoltato.",
    ]


# Names beside contractions are what wrappers that expand them lose: explosion/spacy-stanza #70, presidio #2249.
def test_names_beside_contractions_are_found() -> None:
    doc = _doc("Il premier dell'Italia Romano Prodi ha parlato della crisi con José Barroso.")
    assert ("Romano Prodi", "PER") in [(ent.text, ent.label_) for ent in doc.ents]


def test_what_has_been_set_into_a_sentence_is_not_read() -> None:
    page = make_page(
        ("Il presidente ha firmato\n", "body", True),
        ("Leggi anche: Romano Prodi lascia\n", "related", False),
        ("la legge.\n", "body", False),
    )
    (doc,) = stanza_engine().docs([page])
    check(doc, page)
    (sent,) = doc.sents
    hidden = [doc[i] for i in doc.user_data[HIDDEN] if not doc[i].is_space]
    assert {(token.pos_, token.dep_, token.head.text) for token in hidden} == {("X", "dep", "firmato")}
    assert not doc.ents
    words = [token for token in sent if not token.is_space and token not in hidden]
    alone = [token for token in _doc("Il presidente ha firmato la legge.") if not token.is_space]
    assert [(t.text, t.pos_, t.dep_, t.head.text) for t in words] == [
        (t.text, t.pos_, t.dep_, t.head.text) for t in alone
    ]


def test_an_article_is_read_with_the_gazetteer(tools: Tools) -> None:
    article = make_article("Il ministro degli Esteri dell'Ungheria ha incontrato il presidente dell’Ucraina.")
    (reading,) = read_articles([article], stanza_engine(), tools.lexicon)
    assert {chain.country for chain in reading.chains} >= {"HU", "UA"}


def test_threads_make_no_difference() -> None:
    text = "Il presidente della Repubblica ha incontrato Romano Prodi. «Andrò all’assemblea dell’ONU», ha detto. " * 4
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        one = describe(_doc(text))
        torch.set_num_threads(4)
        assert describe(_doc(text)) == one
    finally:
        torch.set_num_threads(before)


def test_nothing_is_fetched_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the engine reaches for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with caplog.at_level(logging.WARNING):
        assert list(StanzaEngine(MODELS).docs([make_page(("Draghi parla.", "body", True))]))
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_without_stanza_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(MissingAnnotation, match=r"^stanza is not installed: pip install 'intreccio\[stanza\]'$"):
        StanzaEngine(MODELS)


def _is_refused(folder: Path) -> None:
    with pytest.raises(MissingAnnotation) as caught:
        StanzaEngine(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert f"python -c \"import stanza; stanza.download('it', model_dir={str(folder)!r})\"" in message


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    _is_refused(tmp_path)
    _is_refused(tmp_path / "missing")


@pytest.mark.parametrize("broken", ["it/ner/small.pt", "it/depparse/small.pt", "it/lemma/small.pt"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "models"
    shutil.copytree(MODELS, folder)
    (folder / broken).unlink()
    _is_refused(folder)


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04"])
def test_a_broken_model_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "models"
    shutil.copytree(MODELS, folder)
    (folder / "it/tokenize/small.pt").write_bytes(content)
    _is_refused(folder)


@pytest.mark.parametrize(
    "listed", ["", "{}", '{"it": {}}', '{"en": {"packages": {}}}', '{"it": {"packages": {"default": {}}}}']
)
def test_a_folder_of_other_models_is_refused(tmp_path: Path, listed: str) -> None:
    (tmp_path / "resources.json").write_text(listed, encoding="utf-8")
    _is_refused(tmp_path)


# stanfordnlp/stanza #1377: the token "dunno" listed two of its three words.
def test_the_words_of_a_token_go_by_number() -> None:
    words = [
        SimpleNamespace(lemma=lemma, upos="X", feats=None, head=head, deprel="dep")
        for lemma, head in (("do", 0), (None, 1), ("know", 1))
    ]
    token = SimpleNamespace(id=(1, 3), start_char=2, end_char=7, words=words[::2])
    names = [SimpleNamespace(start_char=2, end_char=7, type="PER")]
    document: Any = SimpleNamespace(sentences=[SimpleNamespace(tokens=[token], words=words)], ents=names)
    parse = parse_of(document)
    assert parse.sentences == (
        (
            Token(
                Span(2, 7),
                (Word("do", "X", "", 0, "dep"), Word("", "X", "", 1, "dep"), Word("know", "X", "", 1, "dep")),
            ),
        ),
    )
