"""Readings made by hand: one that shows all that a reading holds, and any number of odd ones."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume
from hypothesis import strategies as st
from spacy.tokens import Doc as SpacyDoc

from pipeline.annotate.layout import Passage
from pipeline.annotate.parse import Doc, parse_of
from pipeline.annotate.quotes import find_quotes
from pipeline.annotate.reading import Chain, NameSpan, Reading
from pipeline.model import Article, Span
from tests.builders import FEATURES, make_doc

# form, lemma, part of speech, head from 0, relation, features, entity, whether a blank follows
SAMPLE = (
    (" ", " ", "SPACE", 4, "dep", "-", "O", False),
    ("Xi", "Xi", "PROPN", 4, "nsubj", "sg", "B-PER", True),
    ("Jinping", "Jinping", "PROPN", 1, "flat:name", "-", "I-PER", True),
    ("ha", "avere", "AUX", 4, "aux", "3s", "O", True),
    ("salutato", "salutare", "VERB", 4, "ROOT", "part", "O", True),
    ("Putin", "Putin", "PROPN", 4, "obj", "-", "B-PER", False),
    (".", ".", "PUNCT", 4, "punct", "-", "O", False),
    ("\n\n", "\n\n", "SPACE", 6, "dep", "-", "O", False),
    ("“", "“", "PUNCT", 9, "punct", "-", "O", False),
    ("Verrà", "venire", "VERB", 14, "ccomp", "3sf", "O", True),
    ("a", "a", "ADP", 11, "case", "-", "O", True),
    ("Roma", "Roma", "PROPN", 9, "obl", "-", "B-LOC", False),
    ("”", "”", "PUNCT", 9, "punct", "-", "O", False),
    (",", ",", "PUNCT", 9, "punct", "-", "O", True),
    ("dice", "dire", "VERB", 14, "ROOT", "3s", "O", False),
    ("\n", "", "SPACE", 14, "dep", "-", "O", False),
)
ODD_CHARACTERS = "aB1_#|=\\%/\"'<>&{} \t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u2029\u3000\x07\x1b\x9b\u202eèé\u0301\u212b😀"
ODD_WORDS = ("<script>", "</script>", "&lt;", "{0}", "_", "-", "\n", "\t", " ", "\u2028", "e\u0301", "a\tb", "\x07")


def sample_reading() -> Reading:
    """Return " Xi Jinping ha salutato Putin.", and in a second paragraph "“Verrà a Roma”, dice"."""
    words, lemmas, pos, heads, deps, morphs, ents, spaces = zip(*SAMPLE, strict=True)
    doc = parse_of(
        make_doc(
            words,
            lemmas=lemmas,
            pos=pos,
            heads=heads,
            deps=deps,
            morphs=[FEATURES[name] for name in morphs],
            ents=ents,
            spaces=spaces,
        )
    )
    xi, putin = NameSpan(1, 3, 0), NameSpan(5, 6, 1)
    text: str = doc.text
    return Reading(
        Article("a 1/b", text, title="Il <saluto>"),
        doc,
        chains=(
            Chain("Xi Jinping", "Person", "Q15031", "CN", frozenset({("presidente", "CN"), ("leader", None)})),
            Chain("Vladimir Putin", "Person", country="RU"),
            Chain("Italia", "Country", "Q38", "IT"),
        ),
        names={1: xi, 2: xi, 5: putin, 11: NameSpan(11, 12, 2, "Roma", "Q220")},
        references={14: (0,), 9: (0, 1)},
        quotes=find_quotes(text, [Span(32, len(text))]),
        passages=(Passage(Span(0, 31), "headline"), Passage(Span(32, len(text)), "body")),
    )


@st.composite
def odd_docs(draw: st.DrawFn, labels: Sequence[str] = ("nsubj", "obl:agent", "ROOT", "root")) -> SpacyDoc:
    """Return what an engine might read in words that no text should hold: any trees, any entities."""
    sentence = st.lists(st.sampled_from(ODD_WORDS) | st.text(ODD_CHARACTERS, min_size=1, max_size=6), max_size=7)
    sentences = [words for words in draw(st.lists(sentence, min_size=1, max_size=4)) if words]
    words = [word for sentence in sentences for word in sentence]
    assume(any(not word.isspace() for word in words))
    heads: list[int] = []
    for sentence_words in sentences:
        heads.extend(_tree(draw, len(sentence_words), len(heads)))
    count = len(words)
    drawn = draw(st.lists(st.sampled_from(labels), min_size=count, max_size=count))
    deps = ["ROOT" if head == i else label for i, (head, label) in enumerate(zip(heads, drawn, strict=True))]
    return make_doc(
        words,
        heads=heads,
        deps=deps,
        pos=draw(st.lists(st.sampled_from(["NOUN", "PUNCT", "SPACE", ""]), min_size=count, max_size=count)),
        lemmas=draw(st.lists(st.text(ODD_CHARACTERS, max_size=3), min_size=count, max_size=count)),
        ents=draw(st.lists(st.sampled_from(["O", "B-PER", "B-LOC"]), min_size=count, max_size=count)),
        spaces=draw(st.lists(st.booleans(), min_size=count, max_size=count)),
    )


@st.composite
def odd_readings(draw: st.DrawFn) -> Reading:
    """Return a reading of words that no text should hold, with any trees, entities and chains."""
    doc = parse_of(draw(odd_docs(("nsubj", "obl:agent", "ROOT", "root", ""))))
    count = len(doc)
    name, marked = draw(st.text(ODD_CHARACTERS, min_size=1)), st.sets(st.integers(0, count - 1))
    named = draw(marked)
    return Reading(
        Article(draw(st.text(ODD_CHARACTERS, min_size=1)), doc.text, draw(st.none() | st.text(ODD_CHARACTERS))),
        doc,
        chains=(Chain(name, "Person", offices=frozenset({(name, None), (name, name)})),),
        names={i: NameSpan(i, i + 1, 0) for i in named},
        references=dict.fromkeys(draw(marked) - named, (0,)),
        quotes=find_quotes(doc.text, [Span(0, len(doc.text))] if doc.text else []),
        passages=(Passage(Span(0, len(doc.text)), "body"),) if draw(st.booleans()) else (),
    )


def _tree(draw: st.DrawFn, size: int, begin: int) -> list[int]:
    """Return the heads of a tree of any shape; each word but the first in some order hangs on an earlier one."""
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    heads[order[0]] = begin + order[0]
    for n, position in enumerate(order[1:], start=1):
        heads[position] = begin + order[draw(st.integers(0, n - 1))]
    return heads


def words_of(doc: Doc) -> list[tuple[int, str]]:
    """Return offset and text of the tokens that are not white space."""
    return [(token.idx, token.text) for token in doc if not token.text.isspace()]
