"""Where something happens or somebody goes: named places, seats, "la capitale russa", "la città di X"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.annotate.clauses import MAX_DEPTH, complements, conjuncts, preposition_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature, finite_part
from pipeline.extract.inflection import known_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.model import Mention, Span
from pipeline.typography import folded

AT = frozenset({"a", "in", "presso"})
TO = frozenset({"a", "in", "per", "verso", "su", "presso", "alla_volta_di", "in_direzione_di", "insieme_a"})
"""With "insieme a", which the parser sees in "sono andati insieme a Lampedusa"; of a person it gives no place."""
FROM = frozenset({"da"})
PLACE_TYPES = frozenset({"Place", "Country"})
PLACE_LABELS = frozenset({"obl", "nmod", "iobj", "advmod", "appos", "conj", "xcomp"})
APART = frozenset({"dopo", "prima_di"})
"""Where a meeting was says no verb of going that it stands before or after: "dopo l'incontro con X vola a Y"."""
CAPITAL = "capitale"
THERE = frozenset({"ci", "c'", "vi", "v'"})
SENTENCES_BACK = 2


def place_of(trigger: Token, finder: PartyFinder) -> Mention | None:
    """Return the place of a meeting, of its noun or of the verb of its clause: "si sono visti a Ginevra".

    Failing that, the place that a relative clause is about ("a Minsk, dove incontrerà X"), then that of the clause
    above: "è volato a Minsk per incontrare X".
    """
    going = finder.lexicon.visit_verbs
    apart = preposition_of(trigger) in APART and known_lemma(trigger.head, going) in going
    for head in (trigger,) if apart else _heads(trigger):
        found = places(head, finder, prepositions=AT)
        if found:
            return found[0]
        found = relative_place(head, finder, seat=True) or _visited_by(head, finder) or _around(head, finder)
        if found:
            return found[0]
        if head == trigger and trigger.pos_ not in ("VERB", "AUX"):
            found = _of_noun(trigger, finder)
            if found:
                return found[0]
    told = (m for head in ((trigger,) if apart else _heads(trigger)) for m in _untold_place(head, finder))
    return next(told, None)


def _untold_place(head: Token, finder: PartyFinder) -> Iterator[Mention]:
    """ "a Entebbe", "in prefettura", "in municipio, dove …": a town that is no known name, or a house."""
    if _is_where(head) and head.head.form in finder.lexicon.words["meeting_house"]:
        yield finder.phrase_as(head.head, "Place")
    for complement in complements(head):
        token = complement.token
        if complement.label not in ("obl", "nmod") or complement.preposition not in ("a", "in"):
            continue
        town = token.pos_ == "PROPN" and token.i not in finder.reading.names and complement.preposition == "a"
        if token.form in finder.lexicon.words["meeting_house"] or (
            town and not any(c.dep_ == "det" for c in token.children) and token.left_edge.text.lower() in ("a", "ad")
        ):
            yield finder.phrase_as(token, "Place")


def place_of_writing(finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the place of the dateline, where who "came from Rome this morning" has come to."""
    reading = finder.reading
    spans = [p.span for p in reading.passages if p.role == "dateline"]
    if reading.article.dateline is not None:
        spans.append(Span(0, reading.article.dateline.end))
    for token in reading.doc:
        if any(span.start <= token.idx < span.end for span in spans) and token.i in reading.names:
            found = tuple(m for m in finder.at(token, place=True) if m.type == "Place")
            if found:
                return found
    return ()


def _of_noun(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "il vertice di Parigi", "il vertice a tre di Larnaca": the town that a meeting is called after."""
    for head in (noun, *(c for c in noun.children if c.pos_ == "NUM" and c.i > noun.i)):
        for complement in complements(head):
            if complement.preposition == "di" and complement.label == "nmod" and _is_city(complement.token, finder):
                return places_at(complement.token, finder)
    return ()


def _around(head: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "a margine dell'assemblea a New York", "il colloquio che ha avuto a Roma": where what it belongs to is held."""
    events = finder.lexicon.words["attended_event"] | finder.lexicon.words["around_event"]
    holding = finder.lexicon.words["hold_meeting"]
    for child in head.children:
        if child.i < head.i and child.dep_ not in ("obl", "nmod"):
            continue
        if child.dep_ == RELATIVE_CLAUSE and head.pos_ == "NOUN" and known_lemma(child, holding) in holding:
            found = places(child, finder, prepositions=AT)
            if found:
                return found
        if child.dep_ not in ("obl", "nmod") or child.lemma_.lower() not in events:
            continue
        inner = (child, *(c for c in child.children if c.dep_ in ("nmod", "obl")))
        for noun in inner:
            towns = (c.token for c in complements(noun) if c.preposition in AT or c.preposition == "di")
            found = tuple(m for t in towns if _is_city(t, finder) for m in places_at(t, finder))
            if found:
                return found
    return ()


def _visited_by(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha visitato Pechino e ha incontrato X": the object of a verb of visiting."""
    if "obj" not in finder.lexicon.visits.get((verb.lemma_.lower(), "VERB"), frozenset()):
        return ()
    return tuple(m for c in verb.children if c.dep_ == "obj" for m in places_at(c, finder))


def _heads(trigger: Token) -> Iterator[Token]:
    """Yield the trigger, what stands between it and its verb, the verb, and the verbs that govern that one."""
    yield trigger
    current = trigger
    while current.pos_ not in ("VERB", "AUX") and current.head != current:
        current = current.head
        yield current
    for _ in range(MAX_DEPTH):
        if current.dep_ not in ("xcomp", "advcl", "conj") or current.head == current:
            return
        current = current.head
        yield current


def relative_place(verb: Token, finder: PartyFinder, *, seat: bool = False) -> tuple[Mention, ...]:
    """Return what "dove" stands for in a relative clause: "a Minsk, dove incontrerà X"; with `seat` any named house."""
    if not _is_where(verb):
        return ()
    if verb.head.pos_ in ("VERB", "AUX"):
        return places(verb.head, finder, prepositions=AT)[:1]
    return places_at(verb.head, finder) or (finder.at(verb.head, place=True) if seat else ())


def _is_where(verb: Token) -> bool:
    """Say whether a verb is that of a relative clause on where something was: "a Minsk, dove incontrerà X"."""
    if verb.dep_ not in (RELATIVE_CLAUSE, "acl", "advcl"):
        return False
    return any(c.form == "dove" and preposition_of(c) not in FROM for c in verb.children)


def place_there(verb: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Ci arriverà il 3 marzo", "vi è stato ieri": the place named last before, where something is or goes.

    "Ci siamo andati" is no place of its own: the pronoun of the first and second person is written alike.
    """
    there = any(c.i < verb.i and c.pos_ in ("PRON", "ADV") and c.form in THERE for c in verb.children)
    if not there or feature(finite_part(verb), "Person") in ("1", "2"):
        return ()
    doc, start = verb.doc, verb.sent.start
    for _ in range(SENTENCES_BACK):
        start = doc[start - 1].sent.start if start > 0 else start
    for i in range(verb.i - 1, start - 1, -1):
        name = finder.reading.names.get(i)
        if name is None or name.start != i:
            continue
        head = doc[name.start : name.end].root
        where = preposition_of(head) in TO | FROM or (
            head.dep_ == "obj" and (head.head.lemma_.lower(), "VERB") in finder.lexicon.visits
        )
        found = tuple(m for m in _at(head, finder) if m.type in PLACE_TYPES) if where else ()
        if found:
            return found
    return ()


def _is_city(token: Token, finder: PartyFinder) -> bool:
    name = finder.reading.names.get(token.i)
    if name is None or any(c.dep_ == "det" for c in token.children):
        return False
    return bool(name.place) or finder.reading.chains[name.chain].type == "Place"


def places(head: Token, finder: PartyFinder, *, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    """Return the named places that hang on a token with one of the prepositions."""
    wanted = frozenset(prepositions)
    found: list[Mention] = []
    for complement in complements(head):
        if complement.label in PLACE_LABELS and complement.preposition in wanted:
            found += places_at(complement.token, finder)
    return tuple(found)


def places_at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the places of a noun phrase: its name, or the name set beside a noun for a place."""
    found = [m for part in conjuncts(token) for m in _at(part, finder)]
    if found:
        return tuple(found)
    if token.form not in finder.lexicon.words["place_noun"]:
        return _named_house(token, finder) or _in_town(token, finder)
    if token.form == CAPITAL:
        capital = _capital(token, finder)
        if capital:
            return capital
    if token.form in finder.lexicon.words["known_place"]:
        spoken_of = _place_before(token, finder)
        if spoken_of:
            return spoken_of
    for child in token.subtree:
        if child != token and child.dep_ in ("nmod", "appos", "flat", "flat:name", "compound", "conj", "obl"):
            beside = [m for m in _at(child, finder) if m.type == "Place"]
            if beside and preposition_of(child) in ("", "di", "a"):
                return tuple(beside)
    return ()


def house_at(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "ha visitato l'ospedale pediatrico": a place that has no name."""
    if noun.pos_ != "NOUN" or noun.form not in finder.lexicon.words["visited_place"]:
        return ()
    return (finder.phrase_as(noun, "Place"),)


def house_visited(head: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "un sopralluogo nel cantiere": a place without a name, with an article, that one goes to see."""
    for complement in complements(head):
        noun = complement.token
        there = complement.preposition in AT and complement.label in PLACE_LABELS and noun.i > head.i
        if there and any(feature(c, "Definite") == "Def" for c in noun.children):
            return house_at(noun, finder)
    return ()


def _named_house(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "al campo profughi di Zaatari", "nello stabilimento di Pomigliano": the town that a house is called after."""
    if noun.form not in finder.lexicon.words["visited_place"]:
        return ()
    towns = (c.token for c in complements(noun) if c.preposition == "di" and _is_city(c.token, finder))
    return tuple(m for t in towns for m in _at(t, finder) if m.type == "Place")


def _in_town(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "in procura a Firenze", "nello stabilimento a Melfi", "in un albergo di Ginevra": the town where a house is."""
    words = finder.lexicon.words
    form = noun.form
    if noun.pos_ != "NOUN" or not any(form in words[kind] for kind in ("meeting_house", "visited_place", "building")):
        return ()
    held = (c for c in noun.children if c.dep_ in ("nmod", "obl", "appos") and preposition_of(c) in ("a", "di"))
    towns = (c for c in held if _is_city(c, finder) and (preposition_of(c) == "a" or form in words["meeting_house"]))
    return tuple(m for t in towns for m in _at(t, finder) if m.type == "Place")


def _at(token: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the named place at a token; a palace or a ministry's seat is one too, whatever the model calls it."""
    buildings = finder.lexicon.words["building"]
    return tuple(
        m
        for m in finder.at(token, place=True)
        if m.type in PLACE_TYPES or (m.type != "Person" and folded(m.text).split()[0] in buildings)
    )


def _capital(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "la capitale russa", "la capitale dell'Iraq" → the capital of that country."""
    demonym = finder.demonym_of(noun)
    countries = [demonym] if demonym else []
    for complement in complements(noun):
        if complement.preposition == "di":
            countries += [m for m in finder.at(complement.token) if m.type == "Country"]
    if not countries and not any(c.dep_ == "amod" or preposition_of(c) == "di" for c in noun.children):
        countries = _country_before(noun, finder)
    for country in countries:
        entry = finder.lexicon.capitals.get(country.country or "")
        if entry is not None and entry.place:
            span = finder.reading.span(noun.i, noun.i + 1)
            return (Mention(span, noun.text, entry.place, "Place", entry.place_wikidata, country=entry.country),)
    return ()


def _place_before(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "sull'isola", "in città": with nothing beside it, the place named most often before."""
    if any(c.dep_ not in ("case", "det") and not c.is_punct for c in noun.children):
        return ()
    before = {n.start: n for i in range(noun.i) if (n := finder.reading.names.get(i)) is not None}
    counts = Counter(n.chain for n in before.values() if finder.reading.chains[n.chain].type == "Place")
    if not counts:
        return ()
    return (finder.reading.mention(counts.most_common(1)[0][0], finder.reading.span(noun.i, noun.i + 1)),)


def _country_before(noun: Token, finder: PartyFinder) -> list[Mention]:
    """ "nella capitale" alone is that of the country named last before."""
    for i in range(noun.i - 1, -1, -1):
        name = finder.reading.names.get(i)
        if name is not None and finder.reading.chains[name.chain].type == "Country":
            return [finder.reading.mention_of(name)]
    return []
