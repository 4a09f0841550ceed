"""Who met or spoke with whom: by verbs ("ha incontrato", "si sono visti") and by nouns ("i colloqui con")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, complements, conjuncts, subject_of
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import feature
from pipeline.extract.dates import nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.parties import PartyFinder
from pipeline.extract.places import place_of
from pipeline.extract.polarity import polarity_of
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Meeting
from pipeline.model import Claim, EncounterDetail, Evidence, Mention
from pipeline.typography import folded

EXTRACTOR = "encounters"
OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "iobj"})
MEETING_TYPES = frozenset({"Person", "Country", "Organization", "Group"})
OBJECT_REACH = 8
CAREFUL = "obj?"
"""A verb that means a meeting only between named persons: "ha visto", "ha sentito"."""


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a claim for each meeting that names two parties."""
    finder = PartyFinder(reading, lexicon)
    for sent in reading.sentences():
        for token in sent:
            meeting = meeting_at(token, lexicon)
            if meeting is None:
                continue
            if token.pos_ in ("VERB", "AUX"):
                participants, rule = _by_verb(token, meeting, finder)
            else:
                participants, rule = _by_noun(token, finder)
            participants = _distinct(participants)
            if len(participants) > 1:
                claim = _claim(token, meeting, participants, rule, finder)
                if claim:
                    yield claim


def meeting_at(token: Token, lexicon: Lexicon) -> Meeting | None:
    """Return the word of meeting that a token is, or begins ("faccia a faccia")."""
    if token.pos_ not in ("VERB", "NOUN", "PROPN"):
        return None
    pos = "VERB" if token.pos_ == "VERB" else "NOUN"
    lemma = token.lemma_.lower()
    for size in (3, 2):
        words = token.doc[token.i : token.i + size]
        if len(words) == size:
            rest = " ".join(folded(t.text) for t in words[1:])
            for head in (lemma, folded(token.text)):
                found = lexicon.meetings.get((f"{head} {rest}", pos))
                if found:
                    return found
    return lexicon.meetings.get((lemma, pos)) or lexicon.meetings.get((folded(token.text), pos))


def _by_verb(verb: Token, meeting: Meeting, finder: PartyFinder) -> tuple[tuple[Mention, ...], str]:
    subjects = finder.subjects(verb)
    objects = [c for c in verb.children if c.dep_ == "obj"]
    if {"obj", CAREFUL} & meeting.frames and subjects:
        for token in objects:
            met = finder.all_at(token)
            careful = "obj" not in meeting.frames
            if careful and (len(objects) > 1 or any(c.dep_ == "xcomp" for c in verb.children)):
                continue  # "chiamando X un vecchio amico" is no call
            if met and (not careful or all(m.named and m.type == "Person" for m in (*subjects, *met))):
                return (*subjects, *met), "object"
    if "obj" in meeting.frames and subjects and not objects:
        met = _named_after(verb, finder)
        if met:
            return (*subjects, *met), "object"
    if "con" in meeting.frames and subjects:
        for complement in complements(verb):
            if complement.preposition == "con" and complement.label in OBLIQUE:
                met = finder.all_at(complement.token)
                if met:
                    return (*subjects, *met), "with"
    if "reciprocal" in meeting.frames and len(subjects) > 1 and not objects and _is_reciprocal(verb):
        return subjects, "reciprocal"
    return (), ""


def _named_after(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """A person named after the verb without a preposition is the object, whatever the parser calls it."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + OBJECT_REACH)]:
        name = finder.reading.names.get(token.i)
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
            return ()
        if name and name.start == token.i and finder.reading.chains[name.chain].type == "Person":
            return () if verb.doc[token.i - 1].pos_ == "ADP" else finder.at(token)
    return ()


def _is_reciprocal(verb: Token) -> bool:
    """ "si sono incontrati": a reflexive pronoun, or a plural verb that has one in its lemma."""
    return any(folded(c.text) in ("si", "s'") or c.dep_ == "expl" for c in verb.children) or (
        feature(verb, "Clitic") == "Yes"
    )


def _by_noun(noun: Token, finder: PartyFinder) -> tuple[tuple[Mention, ...], str]:
    """ "colloqui con X", "vertice tra X e Y", "il suo incontro con X", "X e Y hanno tenuto un vertice"."""
    tied = list(_tied(noun))
    between = [m for t, p in tied if p == "tra" for m in finder.all_at(t)]
    if len(between) > 1:
        return tuple(between), "between"
    others = tuple(m for t, p in tied if p == "con" for m in finder.all_at(t))
    own = tuple(m for t, p in tied if p == "di" for m in finder.all_at(t) if m.named or m.type == "Person")
    if not own and (others or _has_possessive(noun)):
        own = _clause_subjects(noun, finder)
    if others and own:
        return (*own, *others), "with"
    if others and len(others) > 1:
        return others, "with"
    if not others and len(own) > 1:
        return own, "of"
    if not others and not own:
        joint = _clause_subjects(noun, finder)
        if len(joint) > 1 and _is_theirs(noun, finder.lexicon):
            return joint, "joint"
    return (), ""


def _tied(noun: Token) -> Iterator[tuple[Token, str]]:
    """Yield what hangs on the noun, or on the participle that follows it: "la chiamata tenuta oggi con X"."""
    for complement in complements(noun):
        if complement.label in OBLIQUE:
            yield complement.token, complement.preposition
        elif complement.label in ("acl", "amod") and feature(complement.token, "VerbForm") == "Part":
            yield from ((c.token, c.preposition) for c in complements(complement.token) if c.label in OBLIQUE)
    head = noun.head
    if head.pos_ == "VERB" and noun.dep_ in ("obj", "nsubj:pass", "obl", "nsubj"):
        after = (c for c in complements(head) if c.label in OBLIQUE and c.token.i > noun.i)
        yield from ((c.token, c.preposition) for c in after if c.preposition in ("con", "tra"))


def _has_possessive(noun: Token) -> bool:
    return any(c.dep_ == "det:poss" or feature(c, "Poss") == "Yes" for c in noun.children)


def _clause_subjects(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    verb = clause_root(noun)
    if verb.pos_ not in ("VERB", "AUX"):
        return ()
    subject = subject_of(verb)
    if subject is not None and noun in conjuncts(subject):
        return ()
    return finder.subjects(verb)


def _is_theirs(noun: Token, lexicon: Lexicon) -> bool:
    """ "hanno tenuto un vertice", "durante un vertice … hanno dichiarato": the subjects' own meeting."""
    verb = noun.head
    if noun.dep_ == "obj":
        return verb.lemma_.lower() in lexicon.words["hold_meeting"]
    return noun.dep_ == "obl"


def _distinct(participants: Iterable[Mention]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for mention in participants:
        if mention.type in MEETING_TYPES:
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _claim(
    token: Token, meeting: Meeting, participants: tuple[Mention, ...], rule: str, finder: PartyFinder
) -> Claim | None:
    reading, lexicon = finder.reading, finder.lexicon
    polarity = polarity_of(token, lexicon)
    if not polarity.is_claim:
        return None
    status = polarity.status
    if polarity.negated:
        status = "denied"
    sent = token.sent
    span = evidence_span(token, participants)
    return Claim(
        kind="encounter",
        predicate="met",
        subject=participants[0],
        object=participants[1],
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule=f"encounters/{rule}"),
        status=status,
        when=nearest_date(
            sent.text, token.idx - sent.start_char, reading.article.published, future=polarity.status == "planned"
        ),
        anchor=token.idx,
        detail=EncounterDetail(participants, meeting.form, place_of(token, finder)),
    )
