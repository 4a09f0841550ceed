from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.annotate.align import ENTITY_LABELS, Name, Parse, Piece, Token, Word, align, cut
from pipeline.annotate.engine import Page, lay_out
from pipeline.annotate.layout import Role
from pipeline.model import Span
from tests.annotate.contract import LABELS, UPOS, check, make_page
from tests.builders import blank

FEATURES = ("", "_", "Gender=Fem|Number=Sing", "Clitic=Yes|PronType=Prs", "Definite=Def|PronType=Art", "PronType=Rel")
Row = tuple[str, Sequence[tuple[str, str, str, int, str]]]
"""A token as written and its words: lemma, part of speech, features, head, label."""


def _sentence(text: str, rows: Sequence[Row], position: int = 0) -> tuple[Token, ...]:
    tokens = []
    for form, words in rows:
        start = text.index(form, position)
        position = start + len(form)
        tokens.append(Token(Span(start, position), tuple(Word(*word) for word in words)))
    return tuple(tokens)


def _aligned(page: Page, *parses: Parse) -> Doc:
    doc = lay_out(blank().make_doc(page.text), page)
    pieces = tuple(cut(doc))
    given = iter(parses)
    return align(doc, [(piece, next(given) if piece.is_read else Parse()) for piece in pieces])


def _one(text: str, *rows: Row) -> Doc:
    """Return the Doc of one sentence in one passage."""
    page = make_page((text, "body", True))
    doc = _aligned(page, Parse((_sentence(text, rows),)))
    check(doc, page)
    return doc


def _tree(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.dep_, token.head.text) for token in doc]


DELLA: Row = (
    "della",
    [
        ("di", "ADP", "_", 4, "case"),
        ("il", "DET", "Definite=Def|Gender=Fem|Number=Sing|PronType=Art", 4, "det"),
    ],
)


def test_a_contraction_is_one_token_with_the_features_of_the_article() -> None:
    doc = _one("figlia della regina", ("figlia", [("figlia", "NOUN", "", 0, "root")]), DELLA,
               ("regina", [("regina", "NOUN", "", 1, "nmod")]))  # fmt: skip
    assert _tree(doc) == [("figlia", "ROOT", "figlia"), ("della", "case", "regina"), ("regina", "nmod", "figlia")]
    assert (doc[1].lemma_, doc[1].pos_) == ("di", "ADP")
    assert str(doc[1].morph) == "Definite=Def|Gender=Fem|Number=Sing|PronType=Art"


def test_a_verb_with_clitics_is_one_token_and_says_so() -> None:
    doc = _one(
        "dirglielo",
        (
            "dirglielo",
            [
                ("dire", "VERB", "VerbForm=Inf", 0, "root"),
                ("gli", "PRON", "Clitic=Yes|Person=3", 1, "iobj"),
                ("lo", "PRON", "Clitic=Yes|Number=Sing", 1, "obj"),
            ],
        ),
    )
    assert _tree(doc) == [("dirglielo", "ROOT", "dirglielo")]
    assert (doc[0].lemma_, str(doc[0].morph)) == ("dire", "Clitic=Yes|VerbForm=Inf")


def test_the_core_is_the_first_word_whose_head_lies_outside() -> None:
    doc = _one(
        "insieme alla Russia",
        ("insieme", [("insieme", "ADV", "", 4, "case")]),
        ("alla", [("a", "ADP", "", 1, "fixed"), ("il", "DET", "PronType=Art", 4, "det")]),
        ("Russia", [("Russia", "PROPN", "", 0, "root")]),
    )
    assert _tree(doc)[1] == ("alla", "fixed", "insieme")


def test_the_core_is_the_root_where_it_is_in_the_token() -> None:
    doc = _one(
        "dalle via",
        ("dalle", [("le", "PRON", "Clitic=Yes", 3, "obj"), ("dare", "VERB", "", 0, "root")]),
        ("via", [("via", "ADV", "", 2, "advmod")]),
    )
    assert _tree(doc) == [("dalle", "ROOT", "dalle"), ("via", "advmod", "dalle")]


def test_heads_of_two_contractions_in_one_another_make_no_circle() -> None:
    doc = _one(
        "nel del re",
        ("nel", [("in", "ADP", "", 3, "case"), ("il", "DET", "", 5, "det")]),
        ("del", [("di", "ADP", "", 2, "case"), ("il", "DET", "", 2, "det")]),
        ("re", [("re", "NOUN", "", 0, "root")]),
    )
    assert _tree(doc) == [("nel", "det", "re"), ("del", "case", "nel"), ("re", "ROOT", "re")]


def test_a_circle_in_the_tagger_is_cut() -> None:
    doc = _one("a b c", *((form, [(form, "X", "", head, "dep")]) for form, head in (("a", 2), ("b", 3), ("c", 1))))
    assert sum(token.head == token for token in doc) == 1


def test_what_the_tagger_leaves_together_is_cut_as_elsewhere() -> None:
    doc = _one("a L'Aquila", ("a", [("a", "ADP", "", 2, "case")]), ("L'Aquila", [("L'Aquila", "PROPN", "", 0, "root")]))
    assert _tree(doc) == [("a", "case", "Aquila"), ("L'", "flat:name", "Aquila"), ("Aquila", "ROOT", "Aquila")]
    assert [token.lemma_ for token in doc] == ["a", "L'", "Aquila"]


def test_what_the_tagger_cuts_and_spacy_does_not_is_one_token() -> None:
    doc = _one(
        "legge 92/42 ecc.",
        ("legge", [("legge", "NOUN", "", 0, "root")]),
        ("92", [("92", "NUM", "NumType=Card", 1, "nummod")]),
        ("/", [("/", "PUNCT", "", 4, "punct")]),
        ("42", [("42", "NUM", "", 2, "flat")]),
        ("ecc", [("eccetera", "X", "", 2, "conj")]),
        (".", [(".", "PUNCT", "", 1, "punct")]),
    )
    assert _tree(doc) == [("legge", "ROOT", "legge"), ("92/42", "nummod", "legge"), ("ecc.", "conj", "92/42")]
    assert [token.pos_ for token in doc] == ["NOUN", "NUM", "X"]


def test_a_sentence_that_ends_inside_a_token_ends_after_it() -> None:
    text = "Dice 92/42 ieri"
    first = _sentence(text, [("Dice", [("dire", "VERB", "", 0, "root")]), ("92", [("92", "NUM", "", 1, "obj")])])
    second = _sentence(text, [("/42", [("42", "NUM", "", 0, "root")]), ("ieri", [("ieri", "ADV", "", 1, "advmod")])], 6)
    page = make_page((text, "body", True))
    doc = _aligned(page, Parse((first, second)))
    check(doc, page)
    assert [sent.text for sent in doc.sents] == ["Dice 92/42", "ieri"]


@pytest.mark.parametrize(
    ("deprel", "label"),
    [
        ("obl:tmod", "obl"),
        ("parataxis:hashtag", "parataxis"),
        ("flat:foreign", "flat:name"),
        ("goeswith", "flat:name"),
        ("nsubj:outer", "nsubj"),
        ("flat", "flat:name"),
        ("root", "parataxis"),
        ("", "dep"),
        ("_", "dep"),
    ],
)
def test_labels_are_those_of_the_house(deprel: str, label: str) -> None:
    doc = _one(
        "Anna Bassi", ("Anna", [("Anna", "PROPN", "", 0, "root")]), ("Bassi", [("Bassi", "PROPN", "", 1, deprel)])
    )
    assert doc[1].dep_ == label


@pytest.mark.parametrize(
    ("upos", "feats", "deprel", "label"),
    [("DET", "Poss=Yes|PronType=Prs", "det", "det:poss"), ("DET", "PronType=Art", "det", "det")],
)
def test_labels_get_their_subtypes(upos: str, feats: str, deprel: str, label: str) -> None:
    doc = _one("sua casa", ("sua", [("suo", upos, feats, 2, deprel)]), ("casa", [("casa", "NOUN", "", 0, "root")]))
    assert doc[0].dep_ == label


def test_a_clause_with_a_relative_pronoun_is_a_relative_clause() -> None:
    doc = _one(
        "chi che parla",
        ("chi", [("chi", "PRON", "", 0, "root")]),
        ("che", [("che", "PRON", "PronType=Rel", 3, "nsubj")]),
        ("parla", [("parlare", "VERB", "", 1, "acl")]),
    )
    assert doc[2].dep_ == "acl:relcl"


def test_what_the_tagger_leaves_out_takes_the_form_and_x() -> None:
    doc = _one("boh", ("boh", [("_", "", "_", 0, "root")]))
    assert (doc[0].lemma_, doc[0].pos_) == ("boh", "X")


def test_what_the_tagger_passes_over_hangs_from_the_word_before() -> None:
    doc = _one("😀 sì 😀", ("sì", [("sì", "INTJ", "", 0, "root")]))
    assert _tree(doc) == [("😀", "dep", "sì"), ("sì", "ROOT", "sì"), ("😀", "dep", "sì")]


def test_white_space_hangs_from_the_word_before_and_at_the_beginning_from_the_first() -> None:
    doc = _one("\n sì,  no", ("sì", [("sì", "INTJ", "", 0, "root")]), (",", [(",", "PUNCT", "", 3, "punct")]),
               ("no", [("no", "INTJ", "", 1, "conj")]))  # fmt: skip
    assert [(token.text, token.pos_, token.head.text) for token in doc if token.is_space] == [
        ("\n ", "SPACE", "sì"),
        (" ", "SPACE", ","),
    ]


def test_a_page_of_white_space_is_a_sentence() -> None:
    page = Page(" \n\n", ())
    doc = _aligned(page)
    check(doc, page)
    assert len(list(doc.sents)) == 1


SET_IN = make_page(
    ("Il premier ha\n", "body", True),
    ("Leggi anche: Grano\n", "related", False),
    ("detto no.\n", "body", False),
    ("Foto Ansa\n", "caption", True),
    ("Poi tace.", "body", True),
)


def _pieces(page: Page) -> list[Piece]:
    return list(cut(lay_out(blank().make_doc(page.text), page)))


def test_a_piece_is_an_opening_passage_and_what_goes_on_with_it() -> None:
    assert [piece.text.split() for piece in _pieces(SET_IN)] == [
        ["Il", "premier", "ha", "detto", "no."],
        [],
        ["Poi", "tace."],
    ]


def test_the_offsets_of_a_piece_differ_from_those_of_the_page_by_its_start_only() -> None:
    for piece in _pieces(SET_IN):
        for i, character in enumerate(piece.text):
            assert character in (" ", SET_IN.text[piece.start + i])


def test_line_breaks_and_controls_are_blank_in_a_piece() -> None:
    (piece,) = _pieces(Page("Uno\n\ndue\x07tre\x85quattro.", ()))
    assert piece.text == "Uno  due tre quattro."


def test_what_has_been_set_into_a_sentence_is_passed_over() -> None:
    (first, _, last) = (piece.text for piece in _pieces(SET_IN))
    said = _sentence(
        first,
        [
            ("Il", [("il", "DET", "", 2, "det")]),
            ("premier", [("premier", "NOUN", "", 4, "nsubj")]),
            ("ha", [("avere", "AUX", "", 4, "aux")]),
            ("detto", [("dire", "VERB", "", 0, "root")]),
            ("no", [("no", "INTJ", "", 4, "obj")]),
            (".", [(".", "PUNCT", "", 4, "punct")]),
        ],
    )
    silent = _sentence(
        last,
        [
            ("Poi", [("poi", "ADV", "", 2, "advmod")]),
            ("tace", [("tacere", "VERB", "", 0, "root")]),
            (".", [(".", "PUNCT", "", 2, "punct")]),
        ],
    )
    doc = _aligned(SET_IN, Parse((said,)), Parse((silent,)))
    check(doc, SET_IN)
    assert [" ".join(sent.text.split()) for sent in doc.sents] == [
        "Il premier ha Leggi anche: Grano detto no.",
        "Foto Ansa",
        "Poi tace.",
    ]
    words = {token.text: token for token in doc}
    assert (words["Grano"].pos_, words["Grano"].dep_, words["Grano"].head.text) == ("X", "dep", "ha")
    assert (words["Ansa"].pos_, words["Ansa"].dep_, words["Ansa"].head.text) == ("X", "dep", "Foto")
    assert words["ha"].head.text == "detto"


NAMED = "Ieri la Banca d'Italia e Vladimir\n Putin."


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("Banca d'Italia", "ORG")], [("Banca d'Italia", "ORG")]),
        ([("Italia", "GPE")], [("Italia", "LOC")]),
        ([("Vladimir\n Putin", "PERSON")], [("Vladimir\n Putin", "PER")]),
        ([("Putin.", "PER")], [("Putin.", "PER")]),
        ([("anca d'Ital", "ORG")], [("Banca d'Italia", "ORG")]),
        ([("Ieri", "DATE"), ("Italia", "MISC")], []),
        (
            [("Banca d'Italia", "ORG"), ("Italia", "LOC"), ("Putin", "PER")],
            [("Banca d'Italia", "ORG"), ("Putin", "PER")],
        ),
    ],
)
def test_names(names: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    spans = (Name(Span(NAMED.index(name), NAMED.index(name) + len(name)), label) for name, label in names)
    page = make_page((NAMED, "body", True))
    doc = _aligned(page, Parse(names=tuple(spans)))
    assert [(ent.text, ent.label_) for ent in doc.ents] == expected


def test_a_name_does_not_go_on_after_what_has_been_set_into_it() -> None:
    page = make_page(("Vladimir\n", "body", True), ("Video\n", "related", False), ("Putin tace.", "body", False))
    doc = _aligned(page, Parse(names=(Name(Span(0, page.text.index("Putin") + 5), "PER"),)))
    assert [ent.text for ent in doc.ents] == ["Vladimir"]


def test_a_parse_without_order_is_refused() -> None:
    word = Word("a", "X", "", 0, "root")
    with pytest.raises(ValueError, match="out of order"):
        Parse(((Token(Span(2, 4), (word,)),), (Token(Span(0, 2), (word,)),)))
    with pytest.raises(ValueError, match="out of order"):
        Parse(((Token(Span(0, 3), (word,)), Token(Span(2, 4), (word,))),))


def test_a_token_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        Parse(((Token(Span(0, 1), ()),),))


SCRAPS = [
    *("della ", "dell'", "dirglielo", "Putin ", "L’", "acqua", "«", "» ", "“", ".", ", ", "...", "\n", "  ", "\n\n"),
    *(
        "\x07",
        "\x85",
        "\u2028",
        "\xa0",
        "😀",
        "👩\u200d👧",
        "e\u0301",
        "92/42 ",
        "fine”.Poi ",
        "AP.Putin ",
        "https://a.it/b ",
    ),
]
ROLES: tuple[Role, ...] = ("body", "standfirst", "related", "headline")
TEXTS = st.lists(st.sampled_from(SCRAPS), max_size=10).map("".join)
PAGES = st.lists(st.tuples(TEXTS, st.sampled_from(ROLES), st.booleans()), max_size=5)
WORDS = st.builds(
    Word,
    st.sampled_from(["", "_", "di"]),
    st.sampled_from(["", "_", "PUNCT", "ADP", *sorted(UPOS)]),
    st.sampled_from(FEATURES),
    st.integers(-1, 12),
    st.sampled_from(["", "root", "obl:tmod", "list", *sorted(LABELS - {"ROOT"})]),
)


@st.composite
def _parses(draw: st.DrawFn, piece: Piece) -> Parse:
    """Return what an unreliable tagger says of a piece: it cuts anywhere, leaves out, and hangs words at will."""
    size = len(piece.text)
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=12)) | {0, size})
    spans = [Span(a, b) for a, b in pairwise(cuts) if a < b and draw(st.integers(0, 5))]
    sentences: list[list[Token]] = [[]]
    for span in spans:
        if draw(st.integers(0, 3)) == 0:
            sentences.append([])
        sentences[-1].append(Token(span, tuple(draw(st.lists(WORDS, min_size=1, max_size=3)))))
    ends = st.lists(st.integers(0, size), min_size=2, max_size=2, unique=True).map(sorted)
    labels = st.sampled_from([*ENTITY_LABELS, "MISC"])
    names = draw(st.lists(st.builds(lambda ends, label: Name(Span(*ends), label), ends, labels), max_size=3))
    return Parse(tuple(tuple(sentence) for sentence in sentences), tuple(names))


@given(st.data())
def test_whatever_the_tagger_says_the_doc_is_sound(data: st.DataObject) -> None:
    page = make_page(*data.draw(PAGES))
    doc = lay_out(blank().make_doc(page.text), page)
    parsed = [(piece, data.draw(_parses(piece)) if piece.is_read else Parse()) for piece in cut(doc)]
    check(align(doc, parsed), page)
