"""Whose subject is whose, what complements a word has: on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.annotate.clauses import (
    clause_root,
    complements,
    conjuncts,
    own_subject,
    preposition_of,
    subject_of,
)
from pipeline.annotate.parse import Doc, Token
from tests.builders import parsed

COORDINATED = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
chiamato chiamare VERB ROOT 0 part
e e CCONJ cc 6
ha avere AUX aux 6 3s
detto dire VERB conj 3 part
no no INTJ obj 6
"""
INFINITIVE = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
promesso promettere VERB ROOT 0 part
di di ADP mark 5
venire venire VERB xcomp 3 inf
"""
THAT_CLAUSE = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 5
verrà venire VERB ccomp 3 3sf
"""
OTHER_NUMBER = """
Xi Xi PROPN nsubj 3
ha avere AUX aux 3 3s
detto dire VERB ROOT 0 part
che che SCONJ mark 5
verranno venire VERB ccomp 3 3p
"""
RELATIVE = """
La il DET det 2 def
Cina Cina PROPN nsubj 8
, , PUNCT punct 6
che che PRON nsubj 6 rel
ha avere AUX aux 6 3s
protestato protestare VERB acl:relcl 2 part
, , PUNCT punct 6
resta restare VERB ROOT 0 3s
"""
RELATIVE_OBJECT = """
La il DET det 2 def
legge legge NOUN nsubj 6
che che PRON obj 5 rel
Xi Xi PROPN nsubj 5
vuole volere VERB acl:relcl 2 3s
resta restare VERB ROOT 0 3s
"""
GERUND = """
Xi Xi PROPN nsubj 3
è essere AUX aux 3 3s
partito partire VERB ROOT 0 part
dicendo dire VERB advcl 3 ger
no no INTJ obj 4
"""
PARTICIPLE = """
Xi Xi PROPN nsubj 2
firma firmare VERB ROOT 0 3s
un uno DET det 4 ind
accordo accordo NOUN obj 2 sg
voluto volere VERB acl 4 part
da da ADP case 7
Roma Roma PROPN obl:agent 5
"""
WHERE = """
Xi Xi PROPN nsubj 2
parte partire VERB ROOT 0 3s
per per ADP case 4
casa casa NOUN obl 2 sg
, , PUNCT punct 7
dove dove ADV advmod 7
vedrà vedere VERB acl:relcl 4 3sf
amici amico NOUN obj 7 pl
"""
TWO_OBJECTS = """
Il il DET det 2 def
ministro ministro NOUN nsubj 8 sg
, , PUNCT punct 6
che che PRON obj 6 rel
ha avere AUX aux 6 3s
visto vedere VERB acl:relcl 2 part
Xi Xi PROPN obj 6
tace tacere VERB ROOT 0 3s
"""
PORTFOLIOS = """
Il il DET det 2 def
ministro ministro NOUN nsubj 8 sg
degli di ADP case 4 defp
Esteri Esteri PROPN nmod 2
e e CCONJ cc 7
della di ADP case 7 def
Difesa difesa NOUN conj 2 sg
tace tacere VERB ROOT 0 3s
"""
NOBODY = """
Piove piovere VERB ROOT 0 3s
. . PUNCT punct 1
"""
LIST = """
Francia Francia PROPN nsubj 7
, , PUNCT punct 3
Spagna Spagna PROPN conj 1
e e CCONJ cc 5
Italia Italia PROPN conj 1
hanno avere AUX aux 7 3p
firmato firmare VERB ROOT 0 part
"""
COMPLEX = """
accuse accusa NOUN ROOT 0 pl
nei in ADP case 3 defp
confronti confronto NOUN nmod 1 pl
della di ADP case 5 def
Russia Russia PROPN nmod 3
per per ADP case 8
il il DET det 8 def
gas gas NOUN nmod 1 sg
"""
FIXED = """
Parla parlare VERB ROOT 0 3s
prima prima ADP case 4
di di ADP fixed 2
Xi Xi PROPN obl 1
"""


def _token(doc: Doc, form: str) -> Token:
    return next(token for token in doc if token.text == form)


@pytest.mark.parametrize(
    ("parse", "verb", "subject"),
    [
        (COORDINATED, "chiamato", "Xi"),
        (COORDINATED, "detto", "Xi"),
        (INFINITIVE, "venire", "Xi"),
        (THAT_CLAUSE, "verrà", "Xi"),
        (OTHER_NUMBER, "verranno", None),
        (RELATIVE, "protestato", "Cina"),
        (RELATIVE, "resta", "Cina"),
        (RELATIVE_OBJECT, "vuole", "Xi"),
        (GERUND, "dicendo", "Xi"),
        (PARTICIPLE, "voluto", None),
        (WHERE, "vedrà", "Xi"),
        (TWO_OBJECTS, "visto", "ministro"),
        (NOBODY, "Piove", None),
    ],
    ids=[
        "own",
        "coordinated",
        "infinitive",
        "that-clause",
        "other-number",
        "relative",
        "main",
        "relative-object",
        "gerund",
        "participle",
        "where",
        "two-objects",
        "nobody",
    ],
)
def test_subject_of(parse: str, verb: str, subject: str | None) -> None:
    found = subject_of(_token(parsed(parse), verb))
    assert (found.text if found else None) == subject


@pytest.mark.parametrize(("verb", "subject"), [("chiamato", "Xi"), ("detto", None)])
def test_own_subject_is_not_inherited(verb: str, subject: str | None) -> None:
    found = own_subject(_token(parsed(COORDINATED), verb))
    assert (found.text if found else None) == subject


@pytest.mark.parametrize(
    ("parse", "noun", "preposition"),
    [
        (COMPLEX, "confronti", "in"),
        (COMPLEX, "Russia", "di"),
        (COMPLEX, "gas", "per"),
        (COMPLEX, "accuse", ""),
        (FIXED, "Xi", "prima_di"),
    ],
)
def test_preposition_of(parse: str, noun: str, preposition: str) -> None:
    assert preposition_of(_token(parsed(parse), noun)) == preposition


def test_complements_look_through_complex_prepositions() -> None:
    found = [(c.token.text, c.label, c.preposition) for c in complements(_token(parsed(COMPLEX), "accuse"))]
    assert found == [("Russia", "nmod", "nei_confronti_di"), ("gas", "nmod", "per")]


@pytest.mark.parametrize("first", ["Francia"])
def test_conjuncts_come_in_the_order_of_the_text(first: str) -> None:
    assert [t.text for t in conjuncts(_token(parsed(LIST), first))] == ["Francia", "Spagna", "Italia"]


def test_what_follows_with_di_is_no_conjunct_of_a_noun_without() -> None:
    assert [t.text for t in conjuncts(_token(parsed(PORTFOLIOS), "ministro"))] == ["ministro"]


def test_a_coordinated_verb_is_no_conjunct() -> None:
    assert [t.text for t in conjuncts(_token(parsed(COORDINATED), "chiamato"))] == ["chiamato"]


@pytest.mark.parametrize(
    ("parse", "form", "root"),
    [
        (PARTICIPLE, "Roma", "voluto"),
        (PARTICIPLE, "accordo", "firma"),
        (COMPLEX, "Russia", "accuse"),
        (COORDINATED, "ha", "chiamato"),
    ],
)
def test_clause_root(parse: str, form: str, root: str) -> None:
    assert clause_root(_token(parsed(parse), form)).text == root


def test_a_name_with_a_copula_lends_its_subject() -> None:
    doc = parsed(
        """
Il il DET det 2 def
ministro ministro NOUN nsubj 5 sg
sarà essere AUX cop 5 3sf
a a ADP case 5
Livorno Livorno PROPN ROOT 0
per per ADP mark 7
vedere vedere VERB advcl 5 inf
Anna Anna PROPN obj 7
"""
    )
    subject = subject_of(doc[6])
    assert subject is not None
    assert subject.text == "ministro"
