"""The words that name what a number measures: "ritenuta", "scambio di prigionieri", "produzione di nichel"."""

from __future__ import annotations

from collections.abc import Container

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token
from pipeline.extract.counting import is_lasting
from pipeline.extract.figure_scenes import Scene
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon

BETWEEN = frozenset({"tra", "fra"})
TRAILING = ("ADP", "DET", "CCONJ", "AUX", "SCONJ", "NUM", "PRON", "ADV")
"""Words that a phrase does not end with once its number is taken out."""


def is_temporal(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a noun is a stretch of time or a month's or day's name."""
    if lexicon.indicators.get(token.lemma_.lower()) == "money":
        return False  # a "piano" of 18 milioni is no floor
    return is_lasting(token, lexicon)


def deed_phrase(deed: str, quantity: Quantity, verb: Token, complement: Token | None, scene: Scene) -> str:
    """Return the name of the deed and what it is done to: "produzione di nichel", "taglio alla cassa integrazione"."""
    if complement is not None:
        return f"{deed} {with_preposition(complement, scene.finder)}"
    inside = range(quantity.start, quantity.end)
    for child in verb.children:
        if child.i in inside or scene.is_number(child) or child.pos_ not in ("NOUN", "PROPN"):
            continue
        if child.dep_ == "obj":
            return f"{deed} di {bare_phrase(child, scene)}"
        if preposition_of(child) == "con":
            continue  # "ha movimentato 841 mila container, con una crescita del 10%"
        if child.dep_ in ("obl", "iobj") and child.i > verb.i and not is_temporal(child, scene.finder.lexicon):
            return f"{deed} {with_preposition(child, scene.finder)}"
    return deed


def counted_phrase(quantity: Quantity, scene: Scene) -> str:
    """Return the words of what is counted, with the noun it hangs on: "scambio di 1.200 prigionieri"."""
    noun = quantity.noun
    assert noun is not None
    head = noun.head
    inside = quantity.start <= noun.i < quantity.end
    above = inside and noun.dep_ == "nmod" and preposition_of(noun) == "di" and head.pos_ == "NOUN"
    if above and head.i < quantity.start and not is_temporal(head, scene.finder.lexicon):
        return bare_phrase(head, scene)
    return bare_phrase(noun, scene, least=quantity.noun_end)


def bare_phrase(token: Token, scene: Scene, *, least: int = 0) -> str:
    """Return the noun's phrase without numbers ("ritenuta" of "ritenuta del 12%"), reaching at `least` to a token."""
    start, end = scene.finder.phrase(token)
    doc = scene.finder.reading.doc
    tokens: list[Token] = []
    for t in doc[start : max(end, least)]:
        if tokens and t.form in BETWEEN and t.head.i in scene.finder.reading.names:
            break  # "il commercio tra Cina e Russia": whose it is stands elsewhere
        if not scene.is_number(t):
            tokens.append(t)
        elif not any(q.start <= t.i < q.end and q.noun is not None for q in scene.quantities):
            break  # "riduzione del 5% da giugno" is "riduzione", but "scambio di 1.200 prigionieri" goes on
    empty = scene.finder.lexicon.measures["empty"]
    while len(tokens) > 1 and (tokens[-1].pos_ in TRAILING or _is_value_of(tokens, empty)):
        tokens.pop()
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _is_value_of(tokens: list[Token], empty: Container[str]) -> bool:
    """ "il programma del valore di 2 milioni" is of the programme."""
    return len(tokens) > 2 and tokens[-1].lemma_.lower() in empty and tokens[-2].pos_ == "ADP"


def with_preposition(token: Token, finder: PartyFinder) -> str:
    """Return a complement with its preposition: "di nichel", "dei votanti"."""
    start, end = finder.phrase(token)
    case = [c.i for c in token.lefts if c.dep_ == "case"]
    return " ".join(finder.reading.doc[min([start, *case]) : end].text.split())
