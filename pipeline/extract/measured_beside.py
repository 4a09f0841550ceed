"""What a number measures by what stands right beside it: a bracket, a colon, "di cui", what is given to so many."""

from __future__ import annotations

from itertools import pairwise

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.counting import COUNTED
from pipeline.extract.figure_scenes import Measured, Scene
from pipeline.extract.indicator_phrases import bare_phrase, counted_phrase, is_temporal
from pipeline.extract.measured_of_clause import is_somebody, kind_of, says_nothing, subject_noun
from pipeline.extract.party_measures import party_measure
from pipeline.extract.quantity import Quantity
from pipeline.model import Mention

PART_REACH = 4
"""Within how many tokens before a number "di cui" stands."""


def counted_with(quantity: Quantity, top: Token, scene: Scene) -> str:
    """ "dà lavoro a 2.300 persone": what is given to so many, or lost by them, says more than that they are persons."""
    counted = counted_phrase(quantity, scene)
    if top.dep_ not in ("obl", "iobj") or preposition_of(top) != "a":
        return counted
    given = next((c for c in top.head.children if c.dep_ == "obj" and c.pos_ == "NOUN" and c.i < quantity.start), None)
    if given is None or scene.is_number(given):
        return counted
    lexicon, lemma = scene.finder.lexicon, top.head.lemma_.lower()
    if lemma in lexicon.changes or lemma in lexicon.measures["level_verb"]:
        return bare_phrase(given, scene)  # "ha portato la popolazione a 6,5 miliardi di persone"
    return f"{bare_phrase(given, scene)} a {counted}"


def before_bracket(quantity: Quantity, scene: Scene) -> Token | None:
    """ "le plusvalenze (61,3 milioni)", "le vendite di auto (+3%)": the noun before the bracket, or what it is of.

    A number in brackets stands beside many a noun that it is not of: the noun must be one that is measured.
    """
    doc, lexicon = scene.sent.doc, scene.finder.lexicon
    if quantity.start < scene.sent.start + 2 or not is_aside(quantity, doc):
        return None
    noun = doc[quantity.start - 2]
    while noun.pos_ in ("ADJ", "NOUN", "PROPN") and noun.dep_ in ("amod", "nmod", "flat:name") and noun.head.i < noun.i:
        noun = noun.head
    if noun.pos_ != "NOUN" or scene.is_number(noun) or noun.i in scene.finder.reading.names:
        return None
    known = kind_of(noun, lexicon)
    if not known or known in COUNTED or says_nothing(noun, lexicon) or is_somebody(noun, lexicon):
        return None
    return noun


def share_price(quantity: Quantity, owners: tuple[Mention, ...], scene: Scene) -> Measured | None:
    """ "Bene Altamare (+2,7%), che ha alzato le stime": what moves of a company by itself, nothing measured before."""
    if not (owners and quantity.sign and quantity.kind == "percent" and is_aside(quantity, scene.sent.doc)):
        return None
    lexicon, owner = scene.finder.lexicon, owners[0]
    ahead = scene.sent.doc[scene.sent.start : quantity.start]
    if owner.type != "Organization" or scene.earlier or any(kind_of(t, lexicon) for t in ahead if t.pos_ == "NOUN"):
        return None
    last = scene.before.indicator if scene.before is not None else ""
    return Measured(f"{party_measure(owner, scene.sent, scene.finder, last)} {owner.name}", None, None, owners)


def is_part_of_those(quantity: Quantity, doc: Doc) -> bool:
    """ "9 milioni di tonnellate, di cui l'85% in Cina", "dei quali il 30% all'estero": of what was measured before."""
    ahead = [t.form for t in doc[max(0, quantity.start - PART_REACH) : quantity.start]]
    return any(preposition_lemma(of) == "di" and those in ("cui", "quali") for of, those in pairwise(ahead))


def announced(scene: Scene) -> Token | None:
    """ "Rallentano i finanziamenti: +0,6%": after a colon a bare number is of what was said before it."""
    first = scene.sent.start
    if first == 0 or scene.sent.doc[first - 1].text != ":" or scene.earlier:
        return None
    root = next((t for t in scene.sent.doc[first - 1].sent if t.head == t), None)
    if root is None or any(t.pos_ in ("VERB", "NOUN") and t.head == t for t in scene.sent):
        return None
    lexicon = scene.finder.lexicon
    noun = root if root.pos_ == "NOUN" else subject_noun(root, lexicon)
    if root.lemma_.lower() not in lexicon.changes and not any(q.sign for q in scene.quantities):
        return None
    unfit = noun is None or noun.pos_ != "NOUN" or is_somebody(noun, lexicon) or is_temporal(noun, lexicon)
    return None if unfit else noun


def value_word(quantity: Quantity, top: Token, scene: Scene) -> Token | None:
    """ "manterrà una quota dell'11%": where nothing tells of what, the word for the amount itself."""
    noun = top.head
    beside = (
        top.dep_ == "nmod" and noun.pos_ == "NOUN" and noun.i < quantity.start and preposition_of(top) in ("di", "da")
    )
    known = noun.lemma_.lower() in scene.finder.lexicon.words["amount_of_something"]
    return noun if beside and known else None


def is_aside(quantity: Quantity, doc: Doc) -> bool:
    """ "a 6,12 euro (-2,4%)": in brackets by itself."""
    return quantity.start > 0 and doc[quantity.start - 1].text == "("
