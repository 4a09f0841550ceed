"""Who went where: "si è recato a Mosca", "ha visitato la Cina", "il viaggio di X a Pechino", "sarà a Roma"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, complements, conjuncts, is_passive, preposition_of, subject_of
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import SUBJECTS, feature, finite_part, is_relative, preposition_lemma
from pipeline.extract.dates import is_day, nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.inflection import known_lemma
from pipeline.extract.participants import (
    agents,
    clitic_party,
    distinct,
    is_reflexive,
    parties_at,
    person_spoken_of,
    speaks_for_another,
)
from pipeline.extract.parties import PartyFinder
from pipeline.extract.places import AT, PLACE_TYPES, TO, places, places_at, relative_place
from pipeline.extract.polarity import lies_ahead, polarity_of
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention
from pipeline.typography import folded

EXTRACTOR = "visits"
TRAVELLERS = frozenset({"Person", "Group"})
BEING = "essere"
REACH = 4
MAX_CLIMB = 4


class _Verbs:
    """The verbs of the table of visits, to look an infinitive up in."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __contains__(self, lemma: object) -> bool:
        return (lemma, "VERB") in self._lexicon.visits


def extract(reading: Reading, lexicon: Lexicon, said: Sequence[Claim] = ()) -> Iterator[Claim]:
    """Yield a claim for each traveller and place. `said` are the statements, for who "io" is."""
    finder = PartyFinder(reading, lexicon)
    voices = Voices(said)
    for sent in reading.sentences():
        for token in sent:
            travellers, destinations, rule = _visit_at(token, finder, voices)
            for traveller in distinct(travellers):
                for destination in distinct(destinations):
                    if traveller.type in TRAVELLERS and traveller.name != destination.name:
                        yield from _claim(token, traveller, destination, rule, finder)


def _visit_at(
    token: Token, finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], str]:
    """Return who goes, where to, and by which rule, as far as a token tells; () where it is no word of going."""
    frames = frames_at(token, finder.lexicon)
    if frames is None:
        if token.pos_ in ("AUX", "VERB") and token.lemma_.lower() == BEING:
            return (*_by_being(token, finder, voices), "being")
        return (), (), ""
    if token.pos_ in ("VERB", "AUX") or "participle" in frames:
        return (*_by_verb(token, frames, finder, voices), "verbal")
    return (*_by_noun(token, finder, voices), "nominal")


def frames_at(token: Token, lexicon: Lexicon) -> frozenset[str] | None:
    """Return the frames of a word of going; "fare tappa" is one verb, "ripartito" taken for a noun is a verb too."""
    if token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ") or token.dep_ in ("aux", "aux:pass", "cop"):
        return None
    if token.pos_ == "NOUN":
        found = lexicon.visits.get((token.lemma_.lower(), "NOUN"))
        if found:
            return found
        if token.dep_ not in ("acl", "advcl"):
            return None
    lemma = known_lemma(token, _Verbs(lexicon))
    for size in (3, 2):
        words = token.doc[token.i + 1 : token.i + size]
        found = lexicon.visits.get((" ".join((lemma, *(folded(t.text) for t in words))), "VERB"))
        if found:
            return found
    found = lexicon.visits.get((lemma, "VERB")) or lexicon.visits.get((folded(token.text), "VERB"))
    return found | {"participle"} if found and token.pos_ in ("NOUN", "ADJ") else found


def _by_verb(
    verb: Token, frames: frozenset[str], finder: PartyFinder, voices: Voices
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if "passive" in frames and not (is_passive(verb) or feature(verb, "VerbForm") == "Part"):
        return (), ()
    if "si" in frames and not is_reflexive(verb):
        return (), ()
    if "obj" in frames:
        found = _visited(verb, finder)
    else:
        found = places(verb, finder, prepositions=TO)[:1] or relative_place(verb, finder)
        found = _with_conjuncts(verb, finder, found)
        if not found and frames & {"place_noun"}:
            found = _of_object(verb, finder)
    return (_travellers(verb, finder, voices) if found else ()), found


def _with_conjuncts(verb: Token, finder: PartyFinder, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Several places of one journey, joined to each other: "a Berlino, Parigi e poi a Londra"."""
    if not found:
        return ()
    for complement in complements(verb):
        if complement.preposition in TO:
            here = places_at(complement.token, finder)
            if here and here[0].span == found[0].span:
                return here
    return found


def _visited(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """The object of "visitare" and its like, or the name right after the verb."""
    objects = [c for c in verb.children if c.dep_ == "obj" or (c.dep_ in SUBJECTS and c.i > verb.i)]
    beside = [verb.doc[i] for i in range(verb.i + 1, min(verb.sent.end, verb.i + REACH))]
    near = [t for t in beside if verb.doc[t.i - 1] == verb or verb.doc[t.i - 1].pos_ == "DET"]
    for token in (*objects, *near):
        found = places_at(token, finder)
        if found:
            return found
    return ()


def _of_object(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "raggiungerà la città di X"."""
    return tuple(m for c in verb.children if c.dep_ == "obj" for m in places_at(c, finder))


def _travellers(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    if feature(finite_part(verb), "Person") == "1":
        return voices.speaker(verb)
    if verb.dep_ == "acl" and feature(verb, "VerbForm") not in ("Inf", "Fin") and verb.head.pos_ in ("NOUN", "PROPN"):
        return tuple(m for m in parties_at(verb.head, finder) if m.type in TRAVELLERS)
    if _is_bare_conjunct(verb):
        return _last_named(verb, finder)
    subject = subject_of(verb)
    found = agents(verb, finder)
    companions = _companions(verb, finder)
    if subject is not None and (found or companions):
        return (*found, *companions)
    if subject is None and not found and feature(finite_part(verb), "Person") in ("3", ""):
        found = person_spoken_of(verb, finder)
    return (*found, *companions)


def _is_bare_conjunct(verb: Token) -> bool:
    """ "ha ricevuto il vicepremier, giunto ieri e atteso a Trieste": a participle that cannot share the "ha" before."""
    if (
        verb.dep_ != "conj"
        or feature(verb, "VerbForm") != "Part"
        or any(c.dep_.startswith("aux") for c in verb.children)
    ):
        return False
    return any(c.dep_ == "aux" and c.lemma_.lower() == "avere" for c in verb.head.children)


def _last_named(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the person named last before a verb of its sentence."""
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        name = finder.reading.names.get(i)
        if name is not None and finder.reading.chains[name.chain].type == "Person":
            return finder.at(verb.doc[i])
    return ()


def _companions(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "con il ministro sono sbarcate 64 imprese": persons who come along."""
    return tuple(
        m
        for c in complements(verb)
        if c.label in ("obl", "nmod") and c.preposition in ("con", "insieme_a") and c.token.i < verb.i
        for m in parties_at(c.token, finder)
        if m.type == "Person" and m.named
    )


def _by_being(verb: Token, finder: PartyFinder, voices: Voices) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """ "sarà a Roma", "è a Kiev il ministro", "era stato al Cairo": to be in a town or country is to have gone there.

    The place has to follow the verb at once, as it does where being there is the news.
    """
    place = _place_after(verb)
    if place is None:
        return (), ()
    found = tuple(m for m in places_at(place, finder) if m.type in PLACE_TYPES)
    if not found:
        return (), ()
    if feature(verb, "Person") == "1":
        return voices.speaker(verb), found
    tokens = [t for head in (verb, place, verb.head, place.head) for t in head.children if t.dep_ in SUBJECTS]
    subject = next((t for t in tokens if not is_day(t.text)), None)
    if subject is None and verb.dep_ == "cop" and verb.head != place and verb.head.pos_ in ("NOUN", "PROPN"):
        subject = verb.head
    if subject is not None:
        if is_relative(subject) or subject.i > verb.i + REACH + 2:
            travellers = agents(place if verb.dep_ == "cop" else verb, finder)
        else:
            travellers = parties_at(subject, finder)
    else:
        travellers = agents(verb.head if verb.dep_ in ("cop", "aux") else verb, finder)
    return tuple(m for m in travellers if m.type == "Person"), found


def _place_after(verb: Token) -> Token | None:
    """Return the noun right after a form of being, with "a" or "in": "sarà domani a Roma"."""
    doc = verb.doc
    i = verb.i + 1
    while i < min(verb.sent.end, verb.i + REACH) and (
        doc[i].pos_ == "ADV" or doc[i].lemma_.lower() == BEING or doc[i].ent_type_ == "DATE"
    ):
        i += 1
    if i + 1 >= verb.sent.end or preposition_lemma(doc[i].text) not in AT:
        return None
    after = doc[i + 1] if doc[i + 1].pos_ != "DET" else doc[min(i + 2, verb.sent.end - 1)]
    return after if after.pos_ in ("PROPN", "NOUN") else None


def _by_noun(noun: Token, finder: PartyFinder, voices: Voices) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    found = _destinations(noun, finder)
    if not found:
        return (), ()
    travellers = tuple(m for t in _owners(noun) for m in parties_at(t, finder) if m.type in TRAVELLERS)
    return travellers or _borrowed(noun, finder, voices), found


def _destinations(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Of the noun, or of a short complement between ("di due giorni in Cina", "ufficiale in Cina")."""
    for head in (noun, *(c for c in noun.children if c.i > noun.i and c.dep_ in ("nmod", "amod", "acl", "appos"))):
        for complement in complements(head):
            if complement.preposition in TO and complement.token.i > noun.i:
                found = places_at(complement.token, finder)
                if found:
                    return found
    verb = noun.head
    if verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("obj", "obl"):
        after = [c.token for c in complements(verb) if c.preposition in TO and c.token.i > noun.i]
        near = [t for t in after if 0 < t.left_edge.i - noun.i <= REACH]
        return tuple(m for t in near for m in places_at(t, finder))
    return ()


def _owners(noun: Token) -> Iterator[Token]:
    """ "il viaggio di X", "la visita di due giorni di X", "la visita compiuta da X"."""
    for complement in complements(noun):
        if complement.label in ("nmod", "obl") and complement.preposition == "di":
            yield complement.token
            yield from (c.token for c in complements(complement.token) if c.preposition == "di" and c.label == "nmod")
        elif complement.label in ("acl", "amod"):
            yield from (c.token for c in complements(complement.token) if c.preposition == "da")
    if noun.head.pos_ == "VERB" and noun.dep_ in ("obj", "nsubj", "nsubj:pass"):
        after = (c for c in complements(noun.head) if c.preposition == "di" and c.token.i > noun.i)
        yield from (c.token for c in after)


def _borrowed(noun: Token, finder: PartyFinder, voices: Voices) -> tuple[Mention, ...]:
    """Whose journey it is where no complement tells: the subject of the clause, or whoever the passage is about."""
    current = noun
    for _ in range(MAX_CLIMB):
        head = current.head
        if head.lemma_.lower() in finder.lexicon.words["invitation"]:
            return ()
        if head == current or head.pos_ in ("VERB", "AUX"):
            break
        if current.dep_ in ("nmod", "acl", "appos") and (preposition_of(current) == "in" or _is_possessed(current)):
            held = tuple(m for m in parties_at(head, finder) if m.type in TRAVELLERS)
            if held:
                return held
        if head.lemma_.lower() not in finder.lexicon.words["around_event"] and head.pos_ == "NOUN":
            return ()
        current = head
    verb = clause_root(noun)
    if verb.pos_ == "VERB":
        inviting = (verb, *(c for c in verb.children if c.dep_ == "obj"))
        if any(t.lemma_.lower() in finder.lexicon.words["invitation"] for t in inviting):
            return _invited(verb, finder)
    if verb.pos_ not in ("VERB", "AUX"):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if not subjects:
            return person_spoken_of(noun, finder)
        return tuple(m for c in subjects for m in parties_at(c, finder))
    if feature(finite_part(verb), "Person") == "1":
        return voices.speaker(verb)
    subject = subject_of(verb)
    if subject is not None and (noun in conjuncts(subject) or noun in subject.subtree):
        return person_spoken_of(noun, finder)
    if subject is not None and speaks_for_another(subject, finder):
        return ()
    found = tuple(m for m in agents(verb, finder) if m.type in TRAVELLERS)
    return found or (person_spoken_of(noun, finder) if subject is None else ())


def _is_possessed(noun: Token) -> bool:
    return any(c.dep_ == "det:poss" or feature(c, "Poss") == "Yes" for c in noun.children)


def _invited(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "gli ha consegnato l'invito per una visita a X", "ha invitato Y in visita a X"."""
    found = tuple(
        m
        for c in complements(verb)
        if (c.label == "obj" and not c.preposition) or (c.label in ("obl", "iobj") and c.preposition == "a")
        for m in parties_at(c.token, finder)
        if m.type == "Person"
    )
    besides = agents(verb, finder)
    return (
        found
        or clitic_party(verb, finder, dative=True, besides=besides)
        or clitic_party(verb, finder, dative=False, besides=besides)
    )


def _claim(token: Token, traveller: Mention, destination: Mention, rule: str, finder: PartyFinder) -> Iterator[Claim]:
    polarity = polarity_of(token, finder.lexicon)
    if not polarity.is_claim:
        return
    reading = finder.reading
    sent = token.sent
    span = evidence_span(token, (traveller, destination))
    published = reading.article.published
    when = nearest_date(sent.text, token.idx - sent.start_char, published, future=polarity.status == "planned")
    ahead = polarity.status == "happened" and lies_ahead(token, when, published)
    yield Claim(
        kind="visit",
        predicate="visited",
        subject=traveller,
        object=destination,
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule=f"visits/{rule}"),
        status="denied" if polarity.negated else "planned" if ahead else polarity.status,
        when=when,
        anchor=token.idx,
    )
