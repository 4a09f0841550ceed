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


def test_evidence_is_number_and_unit(lexicon: Lexicon) -> None:
    (claim,) = extract(read_parse(SOURCE, lexicon), lexicon)
    assert claim.evidence.text == "circa 356 miliardi di euro"
