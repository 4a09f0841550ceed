"""Who holds which office, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.roles import extract
from pipeline.lexicon import Lexicon
from pipeline.model import RoleDetail
from tests.builders import read_parse

TITLE = """
Il il DET det 2 def
ministro ministro NOUN nsubj 9 sg
degli di ADP case 4 defp
Esteri Esteri NOUN nmod 2 pl
russo russo ADJ amod 2 sg
Ivan Ivan PROPN nmod 2 - B-PER
Petrov Petrov PROPN flat:name 6 - I-PER
ha avere AUX aux 9 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 9
"""
APPOSITION = """
Paolo Paolo PROPN nsubj 9 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 1
presidente presidente NOUN appos 1 sg
della di ADP case 6 def
Consob Consob PROPN nmod 4 - B-ORG
, , PUNCT punct 1
ha avere AUX aux 9 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 9
"""
COPULA = """
Marta Marta PROPN nsubj 5 - B-PER
Verdi Verdi PROPN flat:name 1 - I-PER
è essere AUX cop 5 3s
la il DET det 5 def
ministra ministra NOUN ROOT 0 sg
della di ADP case 7 def
Difesa Difesa PROPN nmod 5
della di ADP case 9 def
Norvegia Norvegia PROPN nmod 5 - B-LOC
. . PUNCT punct 5
"""
FORMER = """
L' il DET det 3 def
ex ex ADJ amod 3
presidente presidente NOUN nsubj 8 sg
francese francese ADJ amod 3 sg
Jean Jean PROPN nmod 3 - B-PER
Dupont Dupont PROPN flat:name 5 - I-PER
è essere AUX aux 8 3s
arrivato arrivare VERB ROOT 0 part
. . PUNCT punct 8
"""
PLURAL = """
I il DET det 2 defp
presidenti presidente NOUN nsubj 9 pl
Marta Marta PROPN nmod 2 - B-PER
Verdi Verdi PROPN flat:name 3 - I-PER
e e CCONJ cc 6
Paolo Paolo PROPN conj 3 - B-PER
Neri Neri PROPN flat:name 6 - I-PER
hanno avere AUX aux 9 3p
firmato firmare VERB ROOT 0 part
. . PUNCT punct 9
"""
NOBODY = """
Il il DET det 2 def
presidente presidente NOUN nsubj 6 sg
della di ADP case 4 def
Consob Consob PROPN nmod 2 - B-ORG
è essere AUX cop 6 3s
malato malato ADJ ROOT 0 sg
. . PUNCT punct 6
"""
COUNTERPART = """
Il il DET det 2 def
ministro ministro NOUN nsubj 7 sg
degli di ADP case 4 defp
Esteri Esteri NOUN nmod 2 pl
Ivan Ivan PROPN nmod 2 - B-PER
Petrov Petrov PROPN flat:name 5 - I-PER
vede vedere VERB ROOT 0 3s
l' il DET det 9 def
omologo omologo NOUN obj 7 sg
cinese cinese ADJ amod 9 sg
Wang Wang PROPN nmod 9 - B-PER
Li Li PROPN flat:name 11 - I-PER
. . PUNCT punct 7
"""


def _roles(parse: str, lexicon: Lexicon) -> list[tuple[str, str, str | None, bool]]:
    found = []
    for claim in extract(read_parse(parse, lexicon), lexicon):
        assert isinstance(claim.detail, RoleDetail)
        of = claim.detail.of.name if claim.detail.of else None
        assert claim.object == claim.detail.role
        found.append((claim.subject.name, claim.detail.role, of, claim.detail.former))
    return found


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (TITLE, [("Ivan Petrov", "ministro degli Esteri", "Russia", False)]),
        (APPOSITION, [("Paolo Neri", "presidente", "Consob", False)]),
        (COPULA, [("Marta Verdi", "ministra della Difesa", "Norvegia", False)]),
        (FORMER, [("Jean Dupont", "presidente", "Francia", True)]),
        (PLURAL, [("Marta Verdi", "presidente", None, False), ("Paolo Neri", "presidente", None, False)]),
        (
            COUNTERPART,
            [
                ("Ivan Petrov", "ministro degli Esteri", None, False),
                ("Wang Li", "ministro degli Esteri", "Cina", False),
            ],
        ),
        (NOBODY, []),
    ],
    ids=["title", "apposition", "copula", "former", "plural", "counterpart", "nobody"],
)
def test_role(lexicon: Lexicon, parse: str, expected: list[tuple[str, str, str | None, bool]]) -> None:
    assert _roles(parse, lexicon) == expected


def test_a_role_is_told_once_an_article(lexicon: Lexicon) -> None:
    assert _roles(f"{TITLE.strip()}\n\n{TITLE.strip()}", lexicon) == _roles(TITLE, lexicon)


def test_evidence_is_title_and_name(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(TITLE, lexicon), lexicon)
    assert (claim.evidence.rule, claim.evidence.text) == ("roles/title", "ministro degli Esteri russo Ivan Petrov")
