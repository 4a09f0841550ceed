"""Parties and unions told with a person: "Anna Rossi (Pd)", "Bruno Neri, della Cgil", "la dem Rossi" → memberOf."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.chains import office_at
from pipeline.annotate.parse import Doc
from pipeline.annotate.quotes import CLOSING_MARKS, OPENING_MARKS
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.ud import is_contraction_of
from pipeline.extract.evidence import evidence_span
from pipeline.extract.partisans import party_told_of, spoken_through
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention

EXTRACTOR = "relations"
PREDICATE = "memberOf"
QUOTES = OPENING_MARKS | CLOSING_MARKS | frozenset("'‘’")
BARE = frozenset({"di", "d'"})
"""Without article and comma it is where somebody works: "Bruno Neri di Radio Uno"."""
ENDS_BRACKET = frozenset({")", ",", "-", "–", "/", ";"})
ENDS_PHRASE = frozenset({",", ".", ";", ":", ")", "–", "—", *CLOSING_MARKS})
BRACKET_REACH = 4
"""Tokens that may follow a name in brackets that is longer than the one that we know: "(Lega Nord)"."""
MEDIA = "media"


def find_affiliations(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a claim for each person whose organisation stands in brackets, or with "di", right after the name."""
    for sent in reading.sentences():
        for i in range(sent.start, sent.end):
            person = reading.names.get(i)
            if person is None or person.start != i:
                continue
            if reading.chains[person.chain].type == "Organization":
                speaker = spoken_through(person, reading, lexicon)
                if speaker is not None:
                    yield _claim(reading, speaker, reading.mention_of(person), i, "speaks-for")
            if reading.chains[person.chain].type != "Person":
                continue
            told = party_told_of(person, reading, lexicon)
            if told is not None:
                word, party = told
                span = reading.span(word.i, word.i + 1)
                named = Mention(span, word.text, party.label, party.type, party.wikidata, country=party.country)
                yield _claim(reading, person, named, word.i, "partisan")
            if reading.doc[i].form in lexicon.words["faction_noun"]:
                continue  # "Partito del Lavoro (Pdl)"
            found = _in_brackets(reading, lexicon, person) or _after_di(reading, lexicon, person)
            if found is not None and found.end <= sent.end and not _is_media(found, reading, lexicon):
                rule = "bracket" if reading.doc[person.end].text == "(" else "name-of"
                yield _claim(reading, person, reading.mention_of(found), found.start, rule)


def _in_brackets(reading: Reading, lexicon: Lexicon, person: NameSpan) -> NameSpan | None:
    """ "Anna Rossi (Pd, Toscana)", "Anna Rossi (gruppo «Domani»)": the first name in the brackets."""
    doc = reading.doc
    i = person.end
    if i + 2 >= len(doc) or doc[i].text != "(":
        return None
    i += 1
    while i < len(doc) - 2 and i not in reading.names:
        if doc[i].text not in QUOTES and doc[i].form not in lexicon.words["faction_noun"]:
            return None
        i += 1
    name = _organisation(reading, i)
    if name is None:
        return None
    for token in doc[name.end : name.end + BRACKET_REACH]:
        if token.text in ENDS_BRACKET:
            return name
        if token.pos_ in ("VERB", "AUX", "NUM"):
            return None
    return None


def _after_di(reading: Reading, lexicon: Lexicon, person: NameSpan) -> NameSpan | None:
    """ "Bruno Neri, della Cgil, ha detto", "Bruno Neri della Cgil"; not the second of two after the same word."""
    doc = reading.doc
    i = person.end
    apart = i < len(doc) and doc[i].text == ","
    i += apart
    if i + 1 >= len(doc) or not is_contraction_of(doc[i].text, "di"):
        return None
    if apart and _of_somebody(doc, person.start):
        return None
    if not apart and (doc[i].form in BARE or office_at(doc[i - 1], lexicon) is not None):
        return None  # "Lord Presidente del Consiglio"
    name = _organisation(reading, i + 1)
    if name is None or name.end >= len(doc):
        return None
    after = doc[name.end]
    if apart:
        return name if after.text in ENDS_PHRASE else None
    return name if after.text in ENDS_PHRASE or after.pos_ in ("VERB", "AUX", "CCONJ", "ADP", "PRON", "ADV") else None


def _of_somebody(doc: Doc, start: int) -> bool:
    """ "le mosse di Rossi, della Nato e di …": what follows may go on a list that the name is part of."""
    return start > 0 and is_contraction_of(doc[start - 1].text, "di")


def _organisation(reading: Reading, i: int) -> NameSpan | None:
    name = reading.names.get(i)
    if name is None or name.start != i or reading.chains[name.chain].type != "Organization" or name.place:
        return None
    return name


def _is_media(name: NameSpan, reading: Reading, lexicon: Lexicon) -> bool:
    """ "Bruno Neri (Reuters)" signs a picture."""
    forms = (reading.doc[name.start : name.end].text, reading.chains[name.chain].name)
    return any(form in lexicon.names and lexicon.names[form].kind == MEDIA for form in forms)


def _claim(reading: Reading, person: NameSpan, organisation: Mention, anchor: int, rule: str) -> Claim:
    subject = reading.mention_of(person)
    token = reading.doc[anchor]
    return Claim(
        kind="relation",
        predicate=PREDICATE,
        subject=subject,
        object=organisation,
        evidence=Evidence.of(
            reading.article,
            evidence_span(token, (subject, organisation)),
            extractor=EXTRACTOR,
            rule=f"{PREDICATE}/{rule}",
        ),
        anchor=token.idx,
    )
