"""Relations between two parties, by the frames of `ontology/relations/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.annotate.clauses import clause_root, is_cleft, is_passive, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.extract.affiliations import find_affiliations
from pipeline.extract.dates import nearest_date
from pipeline.extract.evidence import evidence_span
from pipeline.extract.parties import PartyFinder
from pipeline.extract.paths import Slots
from pipeline.extract.polarity import Polarity, is_negated, polarity_of
from pipeline.extract.slots import Filled
from pipeline.extract.voices import Voices
from pipeline.lexicon import Lexicon
from pipeline.lexicon.frames import Frame
from pipeline.model import STATUSES, Claim, Evidence, Mention
from pipeline.typography import folded

EXTRACTOR = "relations"
MAX_SENTENCES = 1
"""How far back may be told whom a clause without subject is about."""
FEMININE, MASCULINE = "trice", "tore"
"""Endings: frames of "fornitore" hold for "fornitrice"."""
REMOTE = frozenset({"nmod", "obl", "conj", "appos", "parataxis"})


def extract(reading: Reading, lexicon: Lexicon, said: Sequence[Claim] = ()) -> Iterator[Claim]:
    """Yield a claim for each pair of parties that a frame finds, and for each affiliation.

    `said` are the statements, for who "io" and "noi" are.
    """
    yield from find_affiliations(reading, lexicon)
    symmetric = {relation.id for relation in lexicon.relations if relation.symmetric}
    finder = PartyFinder(reading, lexicon, Voices(said))
    recent: dict[str, tuple[int, Mention]] = {}
    for number, sent in enumerate(reading.sentences()):
        told: dict[tuple[str, str, str], tuple[Token, str]] = {}
        for token in (t for t in sent if t.pos_ in lexicon.frame_pos):
            seen: set[tuple[str, str, str]] = set()
            verb = _unrecognised_verb(token, lexicon)
            frames = lexicon.frames_of.get(verb or _lemma(token, lexicon), ())
            if not frames:
                continue
            slots, pos, passive = Slots(token, finder), "VERB" if verb else token.pos_, is_passive(token)
            for frame in frames:
                if pos not in frame.pos or (pos == "VERB" and frame.passive not in (None, passive)):
                    continue
                topic = _topic(token, frame, recent, number)
                for claim in _claims(slots, frame, topic, symmetric=frame.relation in symmetric):
                    key = (claim.predicate, claim.subject.name, claim.object.name)  # type: ignore[union-attr]
                    clause = clause_root(token)
                    before = told.setdefault(key, (clause, claim.status))
                    if key not in seen and (before[0] != clause or before[1] == claim.status):
                        seen.add(key)
                        yield claim
                        recent[claim.predicate] = number, claim.object  # type: ignore[assignment]


def _topic(trigger: Token, frame: Frame, recent: Mapping[str, tuple[int, Mention]], number: int) -> Mention | None:
    """Return whom a clause without subject is about, where the sentence before tells: "Ha nominato X. Subentra a Y"."""
    if frame.subject_after is None or trigger.pos_ != "VERB" or subject_of(trigger) is not None:
        return None
    said, mention = recent.get(frame.subject_after, (number - MAX_SENTENCES - 1, None))
    return mention if number - said <= MAX_SENTENCES else None


def _lemma(token: Token, lexicon: Lexicon) -> str:
    """Return the lemma; of a verb whose lemma no frame knows, the infinitive of one that its irregular form may be."""
    lemma = token.lemma_.lower()
    if lemma in lexicon.frames_of or token.pos_ != "VERB":
        masculine = f"{lemma.removesuffix(FEMININE)}{MASCULINE}" if lemma.endswith(FEMININE) else lemma
        return lemma if lemma in lexicon.frames_of else masculine
    return _infinitive(token, lexicon) or lemma


def _unrecognised_verb(token: Token, lexicon: Lexicon) -> str | None:
    """ "la Georgia esporta vino in Russia", "Oslo critica Riga": a noun with a subject and no copula is a verb."""
    if token.pos_ != "NOUN" or not any(c.dep_ == "nsubj" and c.i < token.i for c in token.children):
        return None
    nominal = any(c.dep_ in ("cop", "case", "det", "amod", "aux") for c in token.children)
    lemma, form = token.lemma_.lower(), token.text.lower()
    regular = f"{form}re" if form.endswith("a") else ""
    read = (lemma if lemma.endswith("re") else "", regular, _infinitive(token, lexicon))
    return None if nominal else next((verb for verb in read if verb and verb in lexicon.frames_of), None)


def _infinitive(token: Token, lexicon: Lexicon) -> str | None:
    """Return the infinitive of a verb of some frame that a form may be of."""
    form = token.text.lower()
    if form in lexicon.demonyms:
        return None  # "la presidente moldava", taken for a verb
    for start in range(1, len(form) - 1):
        for infinitive in lexicon.verb_endings.get(form[start:], ()):
            if form[:start] + infinitive in lexicon.frames_of:
                return form[:start] + infinitive
    return None


def _claims(slots: Slots, frame: Frame, topic: Mention | None, *, symmetric: bool) -> Iterator[Claim]:
    if not all(map(slots.exists, frame.required)) or any(map(slots.exists, frame.excluded)):
        return
    trigger, finder = slots.trigger, slots.finder
    polarity: Polarity | None = None
    for subject, object_ in _pairs(slots, frame):
        subject = topic or subject
        if frame.of_states:
            subject, object_ = _states(subject, object_, finder.lexicon, leaders=frame.of_leaders)
        if frame.of_leaders and "Person" in (subject.type, object_.type):
            continue  # trade is between states and firms
        if subject.name == object_.name or any(_is_bare(party, finder.lexicon) for party in (subject, object_)):
            continue
        if frame.named and not (subject.named and object_.named):
            continue
        if _is_part_of(object_, subject):
            continue
        if _types_fit(frame, subject, object_) and not (symmetric and _is_own_country(subject, object_)):
            polarity = polarity or _polarity(trigger, finder.lexicon, negating=frame.negated)
            if not polarity.is_claim:
                return
            yield _claim(trigger, frame, finder, polarity, subject, object_)


def _polarity(trigger: Token, lexicon: Lexicon, *, negating: bool) -> Polarity:
    """What the verb's negation, tense and mood say reaches its subject and object, not what lies deep in its clause.

    With `negating`, the frame ends a relation: what may end or will end still holds ("potrebbe uscire dalla Nato").
    """
    polarity = polarity_of(trigger.head if is_cleft(trigger) else trigger, lexicon)
    if negating and polarity.status in ("planned", "alleged"):
        return replace(polarity, negated=True, status="happened")
    if trigger.pos_ == "NOUN" and trigger.dep_ in REMOTE and not any(c.dep_ == "cop" for c in trigger.children):
        of_verb = polarity_of(clause_root(trigger), lexicon).status == polarity.status
        status = "happened" if of_verb else polarity.status
        return replace(polarity, negated=is_negated(trigger, lexicon), status=status)
    if polarity.negated and _is_taken_for_granted(trigger, lexicon):
        return replace(polarity, negated=is_negated(trigger, lexicon))
    return polarity


def _is_taken_for_granted(noun: Token, lexicon: Lexicon) -> bool:
    """ "non ha gradito l'intesa": there is one; "non ha firmato l'intesa": there is none."""
    definite = any(c.dep_ == "det" and c.lemma_.lower() == "il" for c in noun.lefts)
    lemma = noun.head.lemma_.lower()
    judged = noun.dep_ == "obj" and lemma in lexicon.words["judging_verb"]
    return noun.pos_ == "NOUN" and definite and judged


def _states(subject: Mention, object_: Mention, lexicon: Lexicon, *, leaders: bool) -> tuple[Mention, Mention]:
    """Between states a person is the country whose office they hold, with `leaders` also two of them."""
    if "Country" not in (subject.type, object_.type) and not (leaders and subject.country and object_.country):
        return subject, object_
    return _state(subject, lexicon), _state(object_, lexicon)


def _state(party: Mention, lexicon: Lexicon) -> Mention:
    country = lexicon.countries.get(party.country or "") if party.type == "Person" else None
    if country is None:
        return party
    return Mention(party.span, party.text, country.label, country.type, country.wikidata, country=country.country)


def _is_bare(party: Mention, lexicon: Lexicon) -> bool:
    """ "il Paese", "altri paesi": nobody can tell who that is."""
    return not party.named and folded(party.text) in lexicon.words["bare_country"]


def _is_part_of(one: Mention, other: Mention) -> bool:
    """ "il re di Giordania" does nothing to Giordania because it stands in what he is called."""
    return not other.named and other.span.start <= one.span.start and one.span.end <= other.span.end


def _is_own_country(one: Mention, other: Mention) -> bool:
    """A minister who signs with somebody else signs for their country, not with it."""
    pairs = ((one, other), (other, one))
    return any(a.type == "Person" and b.type == "Country" and a.country and a.country == b.country for a, b in pairs)


def _types_fit(frame: Frame, subject: Mention, object_: Mention) -> bool:
    """ "attacca il premier" is criticism, "attacca la Siria" is war."""
    return (not frame.subject_types or subject.type in frame.subject_types) and (
        not frame.object_types or object_.type in frame.object_types
    )


def _pairs(slots: Slots, frame: Frame) -> Iterator[tuple[Mention, Mention]]:
    for path in frame.parties:
        filled = slots.fill(path, owner=False)
        if filled and len(filled.mentions) > 1:
            yield from combinations(filled.mentions, 2)
            return
    subject = _best(slots.fill(path, owner=False) for path in frame.subject)
    if subject is None:
        return
    candidates = (slots.fill(path, owner=frame.owner) for path in frame.object)
    object_ = _best(f for f in candidates if f and (f.token is None or f.token != subject.token))
    if object_ is not None and not _is_unclear(object_, subject, slots.finder.lexicon):
        yield from ((s, o) for s in subject.mentions for o in object_.mentions)


def _is_unclear(object_: Filled, subject: Filled, lexicon: Lexicon) -> bool:
    """ "ha esortato le parti": which they are is a guess; nor is it one of several that do it."""
    sides = object_.token is not None and object_.token.form in lexicon.words["sides"]
    names = {mention.name for mention in subject.mentions}
    return sides or (len(names) > 1 and any(mention.name in names for mention in object_.mentions))


def _best(found: Iterable[Filled | None]) -> Filled | None:
    """Return the first with a name, else the first: "sanzioni contro l'Iran a sette banche" are against Iran."""
    first: Filled | None = None
    for filled in found:
        if filled and any(mention.named for mention in filled.mentions):
            return filled
        first = first or filled
    return first


def _claim(
    trigger: Token, frame: Frame, finder: PartyFinder, polarity: Polarity, subject: Mention, object_: Mention
) -> Claim:
    reading = finder.reading
    sent = trigger.sent
    span = evidence_span(trigger, (subject, object_))
    status = frame.status if frame.status in STATUSES else polarity.status
    return Claim(
        kind="relation",
        predicate=frame.relation,
        subject=subject,
        object=object_,
        evidence=Evidence.of(reading.article, span, extractor=EXTRACTOR, rule=frame.rule),
        negated=polarity.negated != frame.negated,
        status=status,
        when=nearest_date(
            sent.text, trigger.idx - sent.start_char, reading.article.published, future=polarity.status == "planned"
        ),
        anchor=trigger.idx,
    )
