"""The embedded pipeline as spaCy's users meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.engine import HIDDEN
from pipeline.annotate.spacy_backend import WEIGHTS, load_model

TEXTS = (
    "Il presidente russo Vladimir Putin ha incontrato Xi Jinping a Pechino. I due hanno parlato di commercio.",
    "«La crisi», ha detto la ministra, «è finita».\n\nA Bruxelles se ne discute domani",
    "   ",
    "",
    " \n Spazi  doppi e\ttabulazioni 😀 e\u0301 fine. ",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def _columns(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


@pytest.mark.slow
def test_spacy_loads_it_without_being_told_of_intreccio() -> None:
    assert spacy.load(WEIGHTS).pipe_names == ["intreccio_encoder"]


@pytest.mark.slow
def test_a_plain_sentence(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    met = next(token for token in doc if token.lemma_ == "incontrare")
    assert (met.dep_, met.pos_) == ("ROOT", "VERB")
    assert {(child.text, child.dep_) for child in met.children} >= {("presidente", "nsubj"), ("Xi", "obj")}
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Vladimir Putin", "PER"),
        ("Xi Jinping", "PER"),
        ("Pechino", "LOC"),
    ]
    assert [sent[0].text for sent in doc.sents] == ["Il", "I"]


@pytest.mark.slow
def test_neighbours_order_and_processes_make_no_difference(nlp: Language) -> None:
    alone = [_columns(nlp(text)) for text in TEXTS]
    assert [_columns(doc) for doc in nlp.pipe(TEXTS)] == alone
    assert [_columns(doc) for doc in nlp.pipe(reversed(TEXTS))] == alone[::-1]
    assert [_columns(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=1)] == alone


@pytest.mark.slow
def test_every_sentence_is_one_tree(nlp: Language) -> None:
    for doc in nlp.pipe(TEXTS):
        assert all(token.lemma_ for token in doc)
        for sent in doc.sents:
            assert [token.i for token in sent if token.dep_ == "ROOT"] == [sent.root.i]
            assert all(token.head.i >= sent.start and token.head.i < sent.end for token in sent)


@pytest.mark.slow
def test_hidden_words_in_the_middle_of_a_sentence_do_not_break_it(nlp: Language) -> None:
    plain = nlp("Il ministro ha incontrato a Roma il premier greco.")
    doc = nlp.make_doc("Il ministro ha incontrato LEGGI ANCHE Il gas sale a Roma il premier greco.")
    hidden = range(4, 9)
    doc.user_data[HIDDEN] = list(hidden)
    doc = nlp(doc)
    assert len(list(doc.sents)) == 1
    read = [token for token in doc if token.i not in hidden]
    assert [(t.text, t.dep_, t.head.text) for t in read] == [(t.text, t.dep_, t.head.text) for t in plain]
    assert all(doc[i].pos_ == "X" and doc[i].head == doc[3] for i in hidden)


@pytest.mark.slow
def test_a_hidden_passage_that_opens_is_its_own_sentence(nlp: Language) -> None:
    doc = nlp.make_doc("Il vertice è finito. LEGGI ANCHE Il gas sale. Domani si riparte.")
    doc.user_data[HIDDEN] = list(range(5, 11))
    doc[5].is_sent_start = True
    doc[11].is_sent_start = True
    assert [sent.text for sent in nlp(doc).sents] == [
        "Il vertice è finito.",
        "LEGGI ANCHE Il gas sale.",
        "Domani si riparte.",
    ]


@pytest.mark.slow
def test_a_copy_on_disk_reads_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert _columns(load_model(tmp_path / "copy")(TEXTS[0])) == _columns(nlp(TEXTS[0]))


@pytest.mark.slow
def test_model_and_tokenizer_are_small() -> None:
    size = sum(file.stat().st_size for file in WEIGHTS.rglob("*") if file.is_file())
    assert size <= 45_000_000


@pytest.mark.slow
@pytest.mark.parametrize("number", ["3.", "12.", "3)"])
def test_the_number_of_a_list_is_one_sentence_with_its_text(nlp: Language, number: str) -> None:
    text = f"{number} Il ministro ha incontrato il premier greco."
    (sentence,) = nlp(text).sents
    assert sentence.text == text
    assert sentence.root.lemma_ == "incontrare"


@pytest.mark.slow
def test_the_thread_count_makes_no_difference(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(TEXTS) * 12
    monkeypatch.setattr("pipeline.annotate.encoder.component.count_threads", lambda: 4)
    many = _columns(nlp(text))
    monkeypatch.setattr("pipeline.annotate.encoder.component.count_threads", lambda: 1)
    assert _columns(nlp(text)) == many


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["'", "’", "´", "`", "ʼ", "‘"])
def test_an_article_with_any_apostrophe_is_a_word_by_itself(nlp: Language, sign: str) -> None:
    doc = nlp(f"L{sign}accordo è pronto.")
    assert [token.text for token in doc][:2] == [f"L{sign}", "accordo"]
    assert doc[1].lemma_ == "accordo"


@pytest.mark.slow
def test_accents_written_apart_make_no_other_lemma(nlp: Language) -> None:
    assert [token.lemma_ for token in nlp("La citta\u0300 e\u0300 grande.")] == [
        *("il", "città", "essere", "grande", "."),
    ]


@pytest.mark.slow
def test_characters_of_no_width_do_not_part_a_word(nlp: Language) -> None:
    doc = nlp("Il ministro ha incon\u200btrato il premier.")
    assert [(t.lemma_, t.dep_) for t in doc if t.pos_ == "VERB"] == [("incontrare", "ROOT")]
