"""CoNLL-U of a reading: one by hand to the letter, and what holds of any, read back with another program's reader."""

from __future__ import annotations

import re
import unicodedata

import conllu
import pytest
from hypothesis import given, settings

from pipeline.annotate.conllu import to_conllu
from pipeline.annotate.parse import parse_of
from pipeline.annotate.reading import Reading
from pipeline.model import Article
from tests.annotate.readings import odd_readings, sample_reading, words_of
from tests.builders import make_doc

FIN = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
SAMPLE = f"""\
# newdoc id = a%201%2Fb
# newpar
# sent_id = a%201%2Fb-1
# text = Xi Jinping ha salutato Putin.
# passage = headline
1 Xi Xi PROPN _ Number=Sing 4 nsubj _ start_char=1|end_char=3|NER=B-PER|Chain=0|SpacesBefore=\\s
2 Jinping Jinping PROPN _ _ 1 flat:name _ start_char=4|end_char=11|NER=I-PER|Chain=0
3 ha avere AUX _ {FIN} 4 aux _ start_char=12|end_char=14
4 salutato salutare VERB _ Number=Sing|Tense=Past|VerbForm=Part 0 root _ start_char=15|end_char=23
5 Putin Putin PROPN _ _ 4 obj _ start_char=24|end_char=29|NER=B-PER|Chain=1|SpaceAfter=No
6 . . PUNCT _ _ 4 punct _ start_char=29|end_char=30|SpacesAfter=\\n\\n

# newpar
# sent_id = a%201%2Fb-2
# text = “Verrà a Roma”, dice
# passage = body
1 “ “ PUNCT _ _ 2 punct _ start_char=32|end_char=33|SpaceAfter=No
2 Verrà venire VERB _ {FIN.replace("Pres", "Fut")} 7 ccomp _ start_char=33|end_char=38|Ref=0,1
3 a a ADP _ _ 4 case _ start_char=39|end_char=40
4 Roma Roma PROPN _ _ 2 obl _ start_char=41|end_char=45|NER=B-LOC|Chain=2|SpaceAfter=No
5 ” ” PUNCT _ _ 2 punct _ start_char=45|end_char=46|SpaceAfter=No
6 , , PUNCT _ _ 2 punct _ start_char=46|end_char=47
7 dice dire VERB _ {FIN} 0 root _ start_char=48|end_char=52|Ref=0|SpacesAfter=\\n

"""
"""The columns are parted by blanks here."""


def _bare(words: list[str], heads: list[int], *, id: str = "a", spaces: list[bool] | None = None) -> Reading:
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    doc = parse_of(make_doc(words, heads=heads, deps=deps, spaces=spaces))
    return Reading(Article(id, doc.text), doc, chains=(), names={}, references={})


def _read_back(reading: Reading) -> list[conllu.TokenList]:
    return list(conllu.parse(to_conllu(reading)))


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1]
        known = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
        return known[code] if code in known else chr(int(code[1:], 16))

    return re.sub(r"\\(U[0-9A-F]{8}|u[0-9A-F]{4}|.)", character, text)


def _text_of(sentences: list[conllu.TokenList]) -> str:
    """Put a text together again, as the conventions of Universal Dependencies and UDPipe have it."""
    parts: list[str] = []
    words = [word for sentence in sentences for word in sentence]
    for word in words:
        misc = word["misc"]
        after = "" if "SpaceAfter" in misc or word is words[-1] else " "
        surface = _unescaped(misc["SpacesInToken"]) if "SpacesInToken" in misc else word["form"]
        spaces = _unescaped(misc["SpacesAfter"]) if "SpacesAfter" in misc else after
        parts += [_unescaped(misc.get("SpacesBefore", "")), surface, spaces]
    return "".join(parts)


def test_a_reading_to_the_letter() -> None:
    rows = [line if line.startswith("#") else line.replace(" ", "\t") for line in SAMPLE.split("\n")]
    assert to_conllu(sample_reading()) == "\n".join(rows)


@given(odd_readings())
@settings(deadline=None)
def test_any_reading_keeps_its_words_and_its_text(reading: Reading) -> None:
    sentences = _read_back(reading)
    text = reading.article.text
    spans = [(int(w["misc"]["start_char"]), int(w["misc"]["end_char"])) for sentence in sentences for w in sentence]
    assert [(start, text[start:end]) for start, end in spans] == words_of(reading.doc)
    assert _text_of(sentences) == text


@given(odd_readings())
@settings(deadline=None)
def test_any_reading_gives_trees_with_one_root(reading: Reading) -> None:
    for sentence in _read_back(reading):
        heads = {word["id"]: word["head"] for word in sentence}
        assert list(heads) == list(range(1, len(sentence) + 1))
        assert [word["deprel"] == "root" for word in sentence] == [head == 0 for head in heads.values()]
        assert list(heads.values()).count(0) == 1
        for word in heads:
            above, steps = word, 0
            while above != 0 and steps <= len(heads):
                above, steps = heads[above], steps + 1
            assert above == 0


@given(odd_readings())
@settings(deadline=None)
def test_any_reading_gives_lines_of_ten_clean_columns(reading: Reading) -> None:
    text = to_conllu(reading)
    assert text.splitlines() == text.split("\n")[:-1]
    assert not [c for c in text if c not in "\t\n" and unicodedata.category(c) in {"Cc", "Zl", "Zp"}]
    *blocks, rest = text.split("\n\n")
    assert rest == ""
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        (said,) = [line.removeprefix("# text = ") for line in block.split("\n") if line.startswith("# text = ")]
        for row in rows:
            assert len(row) == 10
            assert all(column and column == " ".join(column.split()) for column in row)
            assert all(unicodedata.is_normalized("NFC", column) for column in row)
            assert not [column for column in (*row[3:9], row[9]) if " " in column]
        blanks = ["" if "SpaceAfter=No" in row[9].split("|") else " " for row in rows]
        assert said == "".join(row[1] + blank for row, blank in zip(rows, blanks, strict=True)).strip()


@given(odd_readings())
@settings(deadline=None)
def test_every_sentence_has_an_id_of_its_own(reading: Reading) -> None:
    sentences = _read_back(reading)
    ids = [sentence.metadata["sent_id"] for sentence in sentences]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[^\s/]+-\d+", id) for id in ids)
    assert [("newdoc id" in sentence.metadata) for sentence in sentences] == [i == 0 for i in range(len(sentences))]


@pytest.mark.parametrize(
    ("words", "heads", "expected"),
    [
        # the white space was the root: the first word is it now, and the other hangs on it
        (["\n", "uno", "due"], [0, 0, 0], [0, 1]),
        # a mark is no root where a word could be
        (["\n", ".", "due"], [0, 0, 0], [2, 0]),
        # a word that hung on white space goes where that hung
        (["uno", "\n", "due"], [0, 0, 1], [0, 1]),
        # through two
        (["\n", "\t", "uno", "due"], [3, 0, 1, 3], [2, 0]),
        (["uno", "\n", "due"], [2, 0, 2], [2, 0]),
    ],
)
def test_heads_count_words_only(words: list[str], heads: list[int], expected: list[int]) -> None:
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    pos = ["PUNCT" if word == "." else "NOUN" for word in words]
    doc = parse_of(make_doc(words, heads=heads, deps=deps, pos=pos))
    reading = Reading(Article("a", doc.text), doc, chains=(), names={}, references={})
    (sentence,) = _read_back(reading)
    assert [word["head"] for word in sentence] == expected


@pytest.mark.parametrize(
    ("word", "form", "surface"),
    [
        ("a\tb", "a b", r"SpacesInToken=a\tb"),
        ("a\u2028|\\=b", r"a |\=b", r"SpacesInToken=a\u2028\p\\\u003Db"),
        ("\x1b[31m", "[31m", r"SpacesInToken=\u001B[31m"),
        ("\x07", "_", r"SpacesInToken=\u0007"),
        ("perche\u0301", "perché", r"SpacesInToken=perche\u0301"),
        ("😀\xa0", "😀", r"SpacesInToken=\U0001F600\u00A0"),
        ("😀", "😀", None),
        ("a|b=c", "a|b=c", None),
    ],
)
def test_a_word_that_a_column_cannot_hold_stands_in_misc(word: str, form: str, surface: str | None) -> None:
    row = to_conllu(_bare([word], [0], spaces=[False])).split("\n")[4].split("\t")
    assert row[1] == form
    assert row[9] == "|".join(["start_char=0", f"end_char={len(word)}", *([surface] if surface else [])])


@pytest.mark.parametrize(
    ("gap", "said", "paragraphs"),
    [
        ("", ["SpaceAfter=No"], 1),
        (" ", [], 1),
        ("  ", [r"SpacesAfter=\s\s"], 1),
        ("\xa0", [r"SpacesAfter=\u00A0"], 1),
        ("\r\n", [r"SpacesAfter=\r\n"], 2),
        ("\n \t\n", [r"SpacesAfter=\n\s\t\n"], 2),
        ("\u2029", [r"SpacesAfter=\u2029"], 2),
    ],
)
def test_white_space_between_sentences(gap: str, said: list[str], paragraphs: int) -> None:
    words = ["uno", *([gap] if gap else []), "due"]
    reading = _bare(words, [*[0] * (len(words) - 1), len(words) - 1], spaces=[False] * len(words))
    text = to_conllu(reading)
    first = text.split("\n")[4].split("\t")
    assert first[9].split("|")[2:] == said
    assert text.split("\n").count("# newpar") == paragraphs


def test_different_articles_have_different_sentence_ids() -> None:
    ids = ["a", "a b", "a%20b", "a/b", "a_b", "perche\u0301", "perché", "perche%CC%81"]
    assert len({to_conllu(_bare(["uno"], [0], id=id)).split("\n")[0] for id in ids}) == len(ids)
