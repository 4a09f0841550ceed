"""Who has a share of votes where no name of the gazetteer tells: "i Democratici al 21,7", "Neri, fermo al 35"."""

from __future__ import annotations

from pipeline.annotate.clauses import subject_of
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import feature
from pipeline.extract.directions import top_of
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantity import Quantity
from pipeline.model import Mention

SHARES = ("percent", "points", "votes")
CONTENDERS = ("Person", "Organization")
BESIDE = ("acl", "amod", "appos", "parataxis", "advcl")
UP = 3
VOTES = ("voti", "sondaggio")
"""What topics of the lexicon are of votes: "elezione", "urna", "sondaggio"."""
NEAR = 60
"""Within how many tokens votes or polls are spoken of where a share is one of votes."""


def contender(quantity: Quantity, finder: PartyFinder) -> Mention | None:
    """Return who has the share: named after "di", or what the number stands beside, or the subject that is at it."""
    if quantity.kind not in SHARES:
        return None
    doc = finder.reading.doc
    top = top_of(quantity, doc)
    for child in top.children:
        if child.i == quantity.end + 1 and child.dep_ == "nmod" and doc[quantity.end].pos_ == "ADP":
            return group_at(child, finder)
    current = top
    for _ in range(UP):
        if current.head == current:
            break
        beside = current.dep_ in BESIDE
        current = current.head
        if current.pos_ == "VERB" and current.dep_ not in BESIDE:
            break
        if current.i in finder.reading.names and current.i < quantity.start:
            found = finder.at(current)
            return found[0] if beside and len(found) == 1 and found[0].type in CONTENDERS else None
    subject = subject_of(current)
    if subject is None or subject.i > quantity.start:
        return None
    group = group_at(subject, finder)
    if group is not None or current != top:
        return group
    found = finder.at(subject)  # "la presidente Anna Neri è al 47,5%"
    return found[0] if len(found) == 1 and found[0].named and found[0].type == "Person" else None


def is_of_votes(i: int, finder: PartyFinder) -> bool:
    """Say whether votes or polls are spoken of near a token, so that a share there is one of votes."""
    topics, doc = finder.lexicon.measures["topic"], finder.reading.doc
    told = (topics.get(t.lemma_.lower(), "") for t in doc[max(0, i - NEAR) : i + NEAR])
    return any(topic.endswith(VOTES) for topic in told)


def group_at(noun: Token, finder: PartyFinder) -> Mention | None:
    """ "i Democratici", "dei Socialisti", "ai leghisti": a party by its people; None where no votes are told of."""
    doc: Doc = finder.reading.doc
    if noun.i in finder.reading.names or noun.pos_ not in ("NOUN", "PROPN", "ADJ") or noun.i == noun.sent.start:
        return None
    before = doc[noun.i - 1]
    plural = feature(before, "PronType") == "Art" and feature(before, "Number") == "Plur"
    state = noun.form in finder.lexicon.words["bare_country"]  # "degli Stati membri"
    if not plural or noun.text.isupper() or state:
        return None
    if noun.form not in finder.lexicon.partisans and not (noun.text[:1].isupper() and is_of_votes(noun.i, finder)):
        return None
    return Mention(finder.reading.span(noun.i, noun.i + 1), noun.text, noun.text, "Organization")
