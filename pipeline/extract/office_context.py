"""Whose an office is by what the article is about: "il premier Zupan" in Slovenia, "la sindaca Neri" in Genoa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.annotate.parse import Token
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon.entries import Office
from pipeline.model import Mention
from pipeline.typography import folded

ITALY = "IT"
GOVERNMENT = "government"
LEAD = 2
"""How much more often what the opening names counts as named, for it is what the article is about."""
OPENING = 45
"""How many tokens the opening has: a headline or dateline, and the first sentence."""
OFTEN = 3
"""How often at least a country must count as named."""
HERE = 100
"""A place of the mayor's own sentence goes before all others."""
VOWELS = "aeio"


def country_in_question(person: Mention, noun: Token, office: Office, finder: PartyFinder) -> Mention | None:
    """Return the state of whom a bare office of government is: the one that the article is about up to there.

    A minister without a nationality is of the country spoken of; but one with an Italian name only of Italy, and of
    Italy no other.
    """
    if office.scope != GOVERNMENT and folded(office.lemma) not in finder.lexicon.words["head_of_state"]:
        return None
    resumed = _resumed(noun, finder)
    counts = Counter(_countries(noun.i, finder))
    if not counts:
        return None
    iso = resumed or max(counts, key=lambda country: counts[country])  # the first named of those named as often
    if resumed is None and (counts[iso] < OFTEN or _is_rivalled(iso, counts, noun, finder)):
        return None
    italian = _has_italian_name(person, finder)
    if resumed is None and (iso == ITALY) != italian:
        return None
    if office.scope != GOVERNMENT and (iso == ITALY or _bodies(noun, finder)):
        return None
    entry = finder.lexicon.countries.get(iso)
    return finder.known(entry, noun) if entry is not None else None


def town_in_question(noun: Token, office: Office, finder: PartyFinder) -> Mention | None:
    """Return the town of whom a bare mayor is: the one place that the article has named most often before."""
    if folded(office.lemma) not in finder.lexicon.words["head_of_town"]:
        return None
    reading, known = finder.reading, finder.lexicon.names
    places: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for i, name in sorted(reading.names.items()):
        chain = reading.chains[name.chain]
        town = chain.type == "Place" or (name.place is not None and chain.type == "Country")
        if i == name.start and i < noun.i and town:
            mention = reading.mention_of(name, place=True)
            entry = known.get(mention.name)
            if mention.type != "Place" or (entry is not None and entry.kind == "region"):
                continue
            places[mention.name] += 1 + HERE * (i >= noun.sent.start)
            first.setdefault(mention.name, mention)
    return first[max(places, key=lambda place: places[place])] if places else None


def _countries(end: int, finder: PartyFinder) -> Iterator[str]:
    """Yield the country of each name and adjective of nationality up to a token, the opening's more often."""
    reading, demonyms = finder.reading, finder.lexicon.demonyms
    for token in reading.doc[:end]:
        name = reading.names.get(token.i)
        iso = None
        if name is not None and name.start == token.i:
            chain = reading.chains[name.chain]
            iso = chain.country if chain.type == "Country" else None
        elif name is None and token.form in demonyms and token.pos_ in ("ADJ", "NOUN"):
            iso = demonyms[token.form].country
        if iso is not None:
            yield from [iso] * (1 + LEAD * (token.i < OPENING))


def _is_rivalled(iso: str, counts: Counter[str], noun: Token, finder: PartyFinder) -> bool:
    """Say whether another country was named last, in the sentence or the one before, and about as often."""
    reading = finder.reading
    begin = reading.doc[max(0, noun.sent.start - 1)].sent.start
    last = next(
        (
            country
            for i in range(noun.i - 1, begin - 1, -1)
            if (name := reading.names.get(i)) is not None
            and reading.chains[name.chain].type == "Country"
            and (country := reading.chains[name.chain].country)
        ),
        iso,
    )
    return last != iso and counts[iso] < LEAD * counts[last]


def _resumed(noun: Token, finder: PartyFinder) -> str | None:
    """ "L'Austria resta contraria: per il cancelliere …": the subject of what stands before the colon."""
    sent, reading = noun.sent, finder.reading
    if sent.start == 0 or reading.doc[sent.start - 1].text != ":":
        return None
    before = reading.doc[sent.start - 1].sent
    subject = next((t for t in before if t.dep_ == "nsubj" and t.head.head == t.head), None)
    name = reading.names.get(subject.i) if subject is not None else None
    chain = reading.chains[name.chain] if name is not None else None
    return chain.country if chain is not None and chain.type == "Country" else None


def _bodies(noun: Token, finder: PartyFinder) -> bool:
    """Say whether a body is named in the sentence or the one before, which "il presidente" may be of."""
    reading = finder.reading
    begin = reading.doc[max(0, noun.sent.start - 1)].sent.start
    named = (reading.names.get(i) for i in range(begin, noun.i))
    return any(name is not None and reading.chains[name.chain].type == "Organization" for name in named)


def _has_italian_name(person: Mention, finder: PartyFinder) -> bool:
    words = person.name.split()
    return folded(words[0]) in finder.lexicon.given_names and all(word[-1] in VOWELS for word in words)
