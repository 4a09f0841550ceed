"""The plain objects that the rules read answer as spaCy's own do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc as SpacyDoc

from pipeline.annotate.parse import parse_of
from tests.annotate.readings import odd_docs
from tests.builders import blank, make_doc

PLAIN = ("i", "idx", "text", "whitespace_", "text_with_ws", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_")
FLAGS = ("is_alpha", "is_punct", "is_space", "is_sent_start")
LISTS = ("children", "lefts", "rights", "ancestors")


@given(odd_docs())
@settings(deadline=None)
def test_tokens_are_as_spacy_has_them(read: SpacyDoc) -> None:
    doc = parse_of(read)
    assert (doc.text, len(doc)) == (read.text, len(read))
    for token, word in zip(doc, read, strict=True):
        assert [getattr(token, name) for name in PLAIN] == [getattr(word, name) for name in PLAIN]
        assert [getattr(token, name) for name in FLAGS] == [bool(getattr(word, name)) for name in FLAGS]
        assert token.head.i == word.head.i
        for name in LISTS:
            assert [t.i for t in getattr(token, name)] == [t.i for t in getattr(word, name)]
        below = sorted(t.i for t in word.subtree)
        assert [t.i for t in token.subtree] == below
        assert (token.left_edge.i, token.right_edge.i) == (below[0], below[-1])  # spaCy's are nearer where arcs cross
        assert [token.is_ancestor(other) for other in doc] == [word.is_ancestor(other) for other in read]
        assert (token.morph, len(token), str(token)) == (str(word.morph), len(word), str(word))
        assert (token.sent.start, token.sent.end) == (word.sent.start, word.sent.end)


@given(odd_docs(), st.data())
@settings(deadline=None)
def test_stretches_are_as_spacy_has_them(read: SpacyDoc, data: st.DataObject) -> None:
    doc = parse_of(read)
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    assert names == [(ent.start, ent.end, ent.label_) for ent in read.ents]
    assert [(sent.start, sent.end) for sent in doc.sents] == [(sent.start, sent.end) for sent in read.sents]
    places = st.integers(-len(read) - 2, len(read) + 2)
    start, end = data.draw(places), data.draw(places)
    ours, theirs = doc[start:end], read[start:end]
    assert ([t.i for t in ours], ours.text, len(ours)) == ([t.i for t in theirs], theirs.text, len(theirs))
    assert [t.i for t in ours[start:end]] == [t.i for t in theirs[start:end]]
    if len(ours):
        assert ours == doc[ours.start : ours.end]
        assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)
        assert (ours.root.i, ours.sent.start, ours[-1].i) == (theirs.root.i, theirs.sent.start, theirs[-1].i)
        assert [t.i for t in reversed(ours)] == list(reversed(range(ours.start, ours.end)))


@pytest.mark.parametrize("distance", [-2, 3])
def test_beyond_the_ends_there_is_no_token(distance: int) -> None:
    doc = parse_of(make_doc(["Piove", "a", "Roma"]))
    with pytest.raises(IndexError):
        doc[1].nbor(distance)
    assert [doc[1].nbor(step).text for step in (-1, 1)] == ["Piove", "Roma"]


def test_of_several_values_of_a_feature_the_first_counts() -> None:
    (token,) = parse_of(make_doc(["che"], morphs=["Number=Plur|PronType=Int,Rel"]))
    assert token.features == {"Number": "Plur", "PronType": "Int"}


def test_the_same_words_of_two_articles_are_not_the_same() -> None:
    first, second = (parse_of(make_doc(["Piove"])) for _ in range(2))
    assert first[0] != second[0]
    assert first[:] != second[:]
    assert {first[0]: 1}.get(second[0]) is None


def test_a_sentence_may_be_as_deep_as_it_is_long() -> None:
    size = 5000
    doc = parse_of(
        make_doc(["che"] * size, heads=[max(i - 1, 0) for i in range(size)], deps=["ROOT"] + ["dep"] * (size - 1))
    )
    assert len(doc[0].subtree) == size
    assert sum(1 for _ in doc[size - 1].ancestors) == size - 1


def test_what_is_no_tree_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        parse_of(make_doc(["a", "b", "c"], heads=[1, 0, 2]))
    with pytest.raises(ValueError, match=r"[Ss]entence"):
        parse_of(SpacyDoc(blank().vocab, ["a", "b"]))


def test_a_token_has_the_form_of_word_lists() -> None:
    (token,) = parse_of(make_doc(["DELL’"]))
    assert token.form == "dell'"


def test_a_stretch_has_no_gaps() -> None:
    doc = parse_of(make_doc(["Piove", "a", "Roma"]))
    for stretch in (doc, doc[:]):
        with pytest.raises(ValueError, match="gaps"):
            stretch[::2]
