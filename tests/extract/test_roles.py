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
SECOND_TITLE = """
Il il DET det 2 def
capo capo NOUN nsubj 11 sg
della di ADP case 4 def
delegazione delegazione NOUN nmod 2 sg
russa russo ADJ amod 4 sg
, , PUNCT punct 9
l' il DET det 9 def
ex ex ADJ amod 9
rettore rettore NOUN appos 2 sg
Ivan Ivan PROPN nmod 9 - B-PER
tace tacere VERB ROOT 0 3s
. . PUNCT punct 11
"""
BODY = """
Anna Anna PROPN nsubj 10 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 4
direttrice direttrice NOUN appos 1 sg
dell' di ADP case 6 def
istituto istituto NOUN nmod 4 sg
Meridiana Meridiana PROPN nmod 6 - B-ORG
Sud Sud PROPN flat:name 7 - I-ORG
, , PUNCT punct 4
tace tacere VERB ROOT 0 3s
"""
ORGAN = """
Il il DET det 2 def
presidente presidente NOUN nsubj 9 sg
della di ADP case 4 def
commissione commissione NOUN nmod 2 sg
Difesa Difesa PROPN nmod 4
, , PUNCT punct 7
Paolo Paolo PROPN appos 2 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
tace tacere VERB ROOT 0 3s
"""
BOTH = """
La il DET det 2 def
vicepremier vicepremier NOUN nsubj 9 sg
e e CCONJ cc 4
ministra ministra NOUN conj 2 sg
delle di ADP case 6 defp
Finanze Finanze NOUN nmod 4 pl
Anna Anna PROPN nmod 4 - B-PER
Neri Neri PROPN flat:name 7 - I-PER
tace tacere VERB ROOT 0 3s
"""
POST = """
Paolo Paolo PROPN nsubj 4 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
ha avere AUX aux 4 3s
lasciato lasciare VERB ROOT 0 part
l' il DET det 6 def
incarico incarico NOUN obj 4 sg
di di ADP case 8
ministro ministro NOUN nmod 6 sg
della di ADP case 10 def
Difesa Difesa PROPN nmod 8
"""
BECAME = """
Anna Anna PROPN nsubj:pass 5 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
è essere AUX aux 5 3s
stata essere AUX aux:pass 5
eletta eleggere VERB ROOT 0 part
sindaca sindaca NOUN xcomp 5 sg
di di ADP case 8
Torino Torino PROPN nmod 6 - B-LOC
"""
BRACKET = """
La il DET det 2 def
deputata deputata NOUN nsubj 8 sg
Anna Anna PROPN nmod 2 - B-PER
Neri Neri PROPN flat:name 3 - I-PER
( ( PUNCT punct 6
Alleanza Alleanza PROPN appos 3 - B-ORG
) ) PUNCT punct 6
tace tacere VERB ROOT 0 3s
"""
SINCE = """
Anna Anna PROPN nsubj 11 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
, , PUNCT punct 7
da da ADP case 6
otto otto NUM nummod 6
mesi mese NOUN obl 7 pl
ministra ministra NOUN appos 1 sg
del di ADP case 9 def
Lavoro Lavoro PROPN nmod 7
, , PUNCT punct 7
tace tacere VERB ROOT 0 3s
"""
OTHERS_NAME = """
Il il DET det 2 def
segretario segretario NOUN nsubj 7 sg
del di ADP case 4 def
papa papa NOUN nmod 2 sg
, , PUNCT punct 6
Georg Georg PROPN appos 2 - B-PER
tace tacere VERB ROOT 0 3s
"""
ADJECTIVE = """
Anna Anna PROPN nsubj 3 - B-PER
Neri Neri PROPN flat:name 1 - I-PER
difende difendere VERB ROOT 0 3s
la il DET det 5 def
decisione decisione NOUN obj 3 sg
storica storico ADJ amod 5 sg
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
        (SECOND_TITLE, [("Ivan", "capo della delegazione", "Russia", False), ("Ivan", "rettore", None, True)]),
        (BODY, [("Anna Neri", "direttrice", "Meridiana Sud", False)]),
        (ORGAN, [("Paolo Neri", "presidente della commissione Difesa", "commissione Difesa", False)]),
        (BOTH, [("Anna Neri", "vicepremier", None, False), ("Anna Neri", "ministra delle Finanze", None, False)]),
        (POST, [("Paolo Neri", "ministro della Difesa", None, False)]),
        (BECAME, [("Anna Neri", "sindaca", "Torino", False)]),
        (BRACKET, [("Anna Neri", "deputata", "Alleanza", False)]),
        (SINCE, [("Anna Neri", "ministra del Lavoro", None, False)]),
        (OTHERS_NAME, [("Georg", "segretario del papa", None, False)]),
        (ADJECTIVE, []),
    ],
    ids=[
        "title",
        "apposition",
        "copula",
        "former",
        "plural",
        "counterpart",
        "nobody",
        "second-title",
        "body",
        "organ",
        "both",
        "post",
        "became",
        "bracket",
        "since",
        "others-name",
        "adjective",
    ],
)
def test_role(lexicon: Lexicon, parse: str, expected: list[tuple[str, str, str | None, bool]]) -> None:
    assert _roles(parse, lexicon) == expected


def test_a_role_is_told_once_an_article(lexicon: Lexicon) -> None:
    assert _roles(f"{TITLE.strip()}\n\n{TITLE.strip()}", lexicon) == _roles(TITLE, lexicon)


def test_evidence_is_title_and_name(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(TITLE, lexicon), lexicon)
    assert (claim.evidence.rule, claim.evidence.text) == ("roles/title", "ministro degli Esteri russo Ivan Petrov")
