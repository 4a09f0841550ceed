"""What a number measures, for whom, when and by whose account, on parses written by hand."""

from __future__ import annotations

import pytest

from pipeline.extract.figures import extract
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, FigureDetail, Mention
from tests.builders import read_parse

GROWTH = """
Le il DET det 2 defp
esportazioni esportazione NOUN nsubj 6 pl
della di ADP case 4 def
Cina Cina PROPN nmod 2 - B-LOC
sono essere AUX aux 6 3p
cresciute crescere VERB ROOT 0 partp
del di ADP case 9 def
7,5 7,5 NUM nummod 9
% % SYM obl 6
. . PUNCT punct 6
"""
PER_CENT = """
L' il DET det 2 def
inflazione inflazione NOUN nsubj 6 sg
in in ADP case 4
Turchia Turchia PROPN nmod 2 - B-LOC
è essere AUX aux 6 3s
scesa scendere VERB ROOT 0 part
al a ADP case 8 def
44 44 NUM obl 6
per per ADP case 10
cento cento NUM nummod 8
nel in ADP case 12 def
2024 2024 NUM obl 6
. . PUNCT punct 6
"""
EURO = """
Il il DET det 2 def
fatturato fatturato NOUN nsubj 6 sg
di di ADP case 4
Eni Eni PROPN nmod 2 - B-ORG
ha avere AUX aux 6 3s
superato superare VERB ROOT 0 part
92 92 NUM nummod 8
miliardi miliardo NOUN obj 6 pl
di di ADP case 10
euro euro NOUN nmod 8
. . PUNCT punct 6
"""
SOLDIERS = """
Sono essere AUX aux 2 3p
morti morire VERB ROOT 0 partp
oltre oltre ADV advmod 4
2000 2000 NUM nummod 5
soldati soldato NOUN nsubj 2 pl
russi russo ADJ amod 5 pl
. . PUNCT punct 2
"""
NONE = """
Il il DET det 2 def
12 12 NUM obl 8
marzo marzo NOUN flat 2 sg
i il DET det 6 defp
due due NUM nummod 6
leader leader NOUN nsubj 8 pl
hanno avere AUX aux 8 3p
parlato parlare VERB ROOT 0 part
per per ADP case 11
tre tre NUM nummod 11
ore ora NOUN obl 8 pl
. . PUNCT punct 8
"""
SOURCE = """
Secondo secondo ADP case 2
Eurostat Eurostat PROPN obl 8
il il DET det 4 def
debito debito NOUN nsubj 8 sg
della di ADP case 6 def
Grecia Grecia PROPN nmod 4 - B-LOC
è essere AUX aux 8 3s
calato calare VERB ROOT 0 part
a a ADP case 12
circa circa ADV advmod 11
356 356 NUM nummod 12
miliardi miliardo NOUN obl 8 pl
di di ADP case 14
euro euro NOUN nmod 12
. . PUNCT punct 8
"""

CUT = """
La il DET det 2 def
banca banca NOUN nsubj 5 sg
centrale centrale ADJ amod 2 sg
ha avere AUX aux 5 3s
tagliato tagliare VERB ROOT 0 part
il il DET det 7 def
tasso tasso NOUN obj 5 sg
di di ADP case 10
25 25 NUM nummod 10
punti punto NOUN obl 5 pl
base base NOUN compound 10 sg
, , PUNCT punct 15
al a ADP case 15 def
2 2 NUM nummod 15
% % SYM obl 5
. . PUNCT punct 5
"""
ASIDE = """
Il il DET det 2 def
titolo titolo NOUN nsubj 4 sg
ha avere AUX aux 4 3s
chiuso chiudere VERB ROOT 0 part
a a ADP case 7
6,12 6,12 NUM nummod 7
euro euro NOUN obl 4 pl
( ( PUNCT punct 10
-2,4 -2,4 NUM nummod 10
% % SYM parataxis 4
) ) PUNCT punct 10
. . PUNCT punct 4
"""
DEED = """
La il DET det 2 def
Norvegia Norvegia PROPN nsubj 3 - B-LOC
produce produrre VERB ROOT 0 3s
85.000 85.000 NUM nummod 5
tonnellate tonnellata NOUN obj 3 pl
di di ADP case 7
nichel nichel NOUN nmod 5 sg
. . PUNCT punct 3
"""
CHANGE = """
Gli il DET det 2 defp
scambi scambio NOUN nsubj 3 pl
passano passare VERB ROOT 0 3p
da da ADP case 5
780 780 NUM obl 3
a a ADP case 8
1.000 1.000 NUM nummod 8
miliardi miliardo NOUN obl 3 pl
di di ADP case 10
dollari dollaro NOUN nmod 8 pl
. . PUNCT punct 3
"""
COUNTED = """
I il DET det 2 defp
dipendenti dipendente NOUN nsubj 4 pl
sono essere AUX cop 4 3p
1.870 1.870 NUM ROOT 0
, , PUNCT punct 8
di di ADP case 7
cui cui PRON nmod 8
1.100 1.100 NUM nummod 4
a a ADP case 10
casa casa NOUN nmod 8 sg
. . PUNCT punct 4
"""
BACKGROUND = """
Con con ADP case 3
l' il DET det 3 def
inflazione inflazione NOUN obl 9 sg
al a ADP case 6 def
5 5 NUM nummod 6
% % SYM obl 9
il il DET det 8 def
governo governo NOUN nsubj 9 sg
taglia tagliare VERB ROOT 0 3s
le il DET det 11 defp
spese spesa NOUN obj 9 pl
. . PUNCT punct 9
"""


def _figure(claim: Claim) -> FigureDetail[Mention]:
    assert isinstance(claim.detail, FigureDetail)
    assert claim.object == claim.detail.value
    return claim.detail


@pytest.mark.parametrize(
    ("parse", "indicator", "value", "unit", "comparator", "direction", "about", "period"),
    [
        (GROWTH, "esportazioni della Cina", 7.5, "%", "=", "+", ["Cina"], None),
        (PER_CENT, "inflazione in Turchia", 44, "%", "=", "-", ["Turchia"], "2024"),
        (EURO, "fatturato di Eni", 92e9, "EUR", ">", None, ["Eni"], None),
        (SOLDIERS, "soldati russi", 2000, "soldati", ">", None, ["Russia"], None),
        (SOURCE, "debito della Grecia", 356e9, "EUR", "~", "-", ["Grecia"], None),
    ],
    ids=["growth", "per-cent", "euro", "soldiers", "source"],
)
def test_figure(
    lexicon: Lexicon,
    parse: str,
    indicator: str,
    value: float,
    unit: str,
    comparator: str,
    direction: str | None,
    about: list[str],
    period: str | None,
) -> None:
    (claim,) = extract(read_parse(parse, lexicon), lexicon)
    detail = _figure(claim)
    assert (detail.indicator, detail.value, detail.unit) == (indicator, value, unit)
    assert (detail.comparator, detail.direction) == (comparator, direction)
    assert ([m.name for m in detail.about], detail.period) == (about, period)


def test_dates_durations_and_small_counts_are_no_figures(lexicon: Lexicon) -> None:
    assert list(extract(read_parse(NONE, lexicon), lexicon)) == []


def test_who_gives_the_figure(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(SOURCE, lexicon), lexicon)
    assert [m.name for m in _figure(claim).via] == ["Eurostat"]


def test_evidence_is_what_is_measured_and_the_number_with_its_unit(lexicon: Lexicon) -> None:
    reading = read_parse(SOURCE, lexicon)
    (claim,) = extract(reading, lexicon)
    assert claim.evidence.text == "debito della Grecia è calato a circa 356 miliardi di euro"
    assert claim.anchor == reading.article.text.index("circa")


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (CUT, [("tasso", 25, "punti base", "-"), ("tasso", 2, "%", "-")]),
        (ASIDE, [("titolo", 6.12, "EUR", "-"), ("titolo", 2.4, "%", "-")]),
        (DEED, [("produzione di nichel", 85_000, "tonnellate", None)]),
        (CHANGE, [("scambi", 780e9, "USD", None), ("scambi", 1e12, "USD", "+")]),
        (COUNTED, [("dipendenti", 1870, "dipendenti", None), ("dipendenti", 1100, "dipendenti", None)]),
        (BACKGROUND, [("inflazione", 5, "%", None)]),
    ],
    ids=["cut", "aside", "deed", "change", "counted", "background"],
)
def test_what_is_measured_and_which_way_it_went(
    lexicon: Lexicon, parse: str, expected: list[tuple[str, float, str, str | None]]
) -> None:
    figures = [_figure(claim) for claim in extract(read_parse(parse, lexicon), lexicon)]
    assert [(f.indicator, f.value, f.unit, f.direction) for f in figures] == expected
