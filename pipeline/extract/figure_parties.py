"""Whose a figure is (`about`) and who gives it (`via`)."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from pipeline.annotate.clauses import MAX_DEPTH, preposition_of, subject_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.ud import RELATIVE_CLAUSE
from pipeline.extract.attributions import Source, find_sources
from pipeline.extract.contenders import contender
from pipeline.extract.directions import top_of
from pipeline.extract.figure_scenes import Measured
from pipeline.extract.parties import PartyFinder
from pipeline.extract.quantity import Quantity
from pipeline.extract.rightful_owners import is_business, main_company, rightful_owner, trade_partners
from pipeline.extract.topics import Named
from pipeline.model import Mention
from pipeline.typography import folded

ABOUT_TYPES = frozenset({"Country", "Organization", "Place"})
OWNERS = ("Country", "Organization")
TELLING = ("say", "announce", "think", "deny", "warn")
"""Types of saying whose subject only tells the figure; who promises or asks for 400 jobs has to do with them."""
WHERE = ("a", "in")
"""After these a capital is also the place where there are so many: "100 mila persone a Tbilisi"."""
ARGUMENTS = ("obj", "iobj", "obl", "obl:agent")


def sources_of(
    quantity: Quantity, sent: TokenSpan, sources: Sequence[Source], finder: PartyFinder
) -> tuple[Mention, ...]:
    """Return whose data the figure is: "secondo l'Istat", "l'Fmi prevede che"; () where the article itself tells it."""
    named = [s for s in sources if s.mentions]
    if named:
        return named[0].mentions
    current = top_of(quantity, sent.doc)
    for _ in range(MAX_DEPTH):
        if current.pos_ == "VERB" and _tells(current, finder):
            found = tuple(m for m in finder.spoken_subjects(current) if m.type in ("Organization", "Person"))
            if found:
                return found
        if current.head == current:
            break
        current = current.head
    return ()


def _tells(verb: Token, finder: PartyFinder) -> bool:
    """Say whether the subject of a verb only tells the figure: it says it, or makes an estimate of it."""
    words = finder.lexicon.words
    lemma = verb.lemma_.lower()
    cue = finder.lexicon.cues.get((lemma, "VERB"))
    measures = finder.lexicon.measures
    does = lemma in measures["verb"] or lemma in measures["level_verb"] or lemma in finder.lexicon.changes
    if (cue is not None and cue.type in TELLING and not does) or lemma in words["estimate_verb"]:
        return True
    return any(c.dep_ == "obj" and c.lemma_.lower() in words["estimate_noun"] for c in verb.children)


def tellers_of(sent: TokenSpan, finder: PartyFinder) -> Iterator[str]:
    """Yield the names of those who give figures in a sentence, as its sources or by their own estimate."""
    for source in find_sources(sent, finder):
        yield from (m.name for m in source.mentions)
    words = finder.lexicon.words
    for token in (t for t in sent if t.pos_ == "VERB"):
        estimates = token.lemma_.lower() in words["estimate_verb"] or any(
            c.dep_ == "obj" and c.lemma_.lower() in words["estimate_noun"] for c in token.children
        )
        if estimates:
            yield from (m.name for m in finder.spoken_subjects(token))


def about_of(
    quantity: Quantity,
    measured: Measured,
    sent: TokenSpan,
    finder: PartyFinder,
    *,
    sources: Sequence[Source],
    via: Sequence[Mention],
    context: Sequence[Mention],
    named: Named,
    tellers: Collection[str],
) -> tuple[Mention, ...]:
    """Return the countries, companies, places and parties that the figure is about, the nearest first.

    These are named with what is measured, or with the number, or take part in its clause. Where none of them owns it
    ("l'export verso la Cina", "400 assunzioni a Crotone"), it is about the `context` too: what the text is about.
    """
    taken = {m.name for m in via} | {m.name for s in sources for m in s.mentions}
    barred = {i for s in sources for i in range(s.start, s.end)}
    top = top_of(quantity, sent.doc)
    found: list[tuple[Mention, bool]] = [(m, True) for m in _in_front(quantity, finder)]
    sharer = contender(quantity, finder)
    found += [(sharer, True)] if sharer is not None else []
    found += _within((t for t in top.subtree if t.i >= quantity.end and _direct(t, top)), finder, barred)
    if measured.noun is not None:
        noun = measured.noun
        found += _within((t for t in noun.subtree if _direct(t, noun)), finder, barred)
        found += [(m, True) for m in finder.owner(noun) if m.type in OWNERS]
    found += [(m, True) for m in measured.about]
    if measured.verb is not None:
        found += _of_clause(measured.verb, finder, barred)
    pair = trade_partners(measured, sent, named, finder)
    found = _kept([*((m, True) for m in pair), *found], taken - {m.name for m in pair}, measured, finder)
    owned = any(owner and m.named for m, owner in found)
    if not found:
        found = _kept(_within(sent, finder, barred), taken, measured, finder)
    own = _is_of_companies(measured, finder)
    found += [(m, True) for m in via if own and is_business(m, finder)]
    if not owned:
        found += [(m, True) for m in via if is_business(m, finder) and m.name not in tellers]  # it tells of itself
        found += _kept(((m, True) for m in context), taken, measured, finder)
    known = {m.name: m for m, _ in reversed(found)}
    about = tuple(known.values())[::-1]
    company = main_company(named, sent.end, tellers, finder)
    first = rightful_owner(about, measured, via=via, context=context, company=company, finder=finder)
    return tuple({m.name: m for m in (*first, *about)}.values())


def _is_of_companies(measured: Measured, finder: PartyFinder) -> bool:
    """ "Nautica Neri ha alzato la stima dei ricavi": what only companies have is of the company that estimates it."""
    words = finder.lexicon.words
    return bool(set(folded(measured.indicator).split()) & (words["company_indicator"] - words["anybodys_indicator"]))


def _kept(
    found: Iterable[tuple[Mention, bool]], taken: Container[str], measured: Measured, finder: PartyFinder
) -> list[tuple[Mention, bool]]:
    """Leave out who only tells the figure, and what is measured."""
    return [(m, owner) for m, owner in found if m.name not in taken and not _is_indicator(m, measured, finder)]


def _is_indicator(mention: Mention, measured: Measured, finder: PartyFinder) -> bool:
    """ "il Pil", "la popolazione della Cina": what is measured is no party, though it be written like one."""
    if mention.name.lower() in finder.lexicon.indicators:
        return True
    return not mention.named and measured.noun is not None and measured.noun.text in mention.name.split()


def _direct(token: Token, noun: Token) -> bool:
    """Say whether a token stands in the noun's own phrase, not in a clause about it."""
    current = token
    for _ in range(MAX_DEPTH):
        if current == noun:
            return True
        if current.dep_ in ("acl", RELATIVE_CLAUSE, "advcl", "ccomp", "parataxis", "appos") or current.dep_.startswith(
            "nsubj"
        ):
            return False
        current = current.head
    return False


def _within(tokens: Iterable[Token], finder: PartyFinder, barred: set[int]) -> Iterator[tuple[Mention, bool]]:
    """Yield the named parties, nationalities and references among tokens, each with whether it owns the thing."""
    names = finder.reading.names
    for token in tokens:
        if token.i in barred:
            continue
        name = names.get(token.i)
        demonym = finder.lexicon.demonyms.get(token.form)
        owner = preposition_of(token) not in finder.lexicon.words["partner_preposition"]
        if name is not None:
            if name.start == token.i:
                if name.place and preposition_of(token) in WHERE:
                    yield from ((m, False) for m in finder.at(token, place=True))
                yield from ((m, owner and m.type in OWNERS) for m in finder.at(token) if m.type in ABOUT_TYPES)
        elif demonym is not None:
            yield finder.known(demonym, token), True
        elif token.i in finder.reading.references and token.pos_ not in ("VERB", "AUX"):
            yield from ((m, True) for m in finder.referred(token) if m.type in ABOUT_TYPES)


def _in_front(quantity: Quantity, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Petromarina (60%)", "Intesa Sanpaolo al 5,38%": the name right before the number."""
    doc = finder.reading.doc
    i = quantity.start - 1
    if i > 0 and (doc[i].text in "(:," or doc[i].pos_ == "ADP"):
        i -= 1
    name = finder.reading.names.get(i) if i >= 0 else None
    return finder.at(doc[name.start]) if name is not None else ()


def _of_clause(verb: Token, finder: PartyFinder, barred: set[int]) -> Iterator[tuple[Mention, bool]]:
    """Yield the clause's subject, spoken or dropped, and whose its thing is, then its other named parties."""
    if not _tells(verb, finder):
        subject = subject_of(verb)
        parties = finder.subjects(verb) if verb.pos_ in ("VERB", "AUX") else ()
        yield from ((m, m.type != "Person") for m in parties if m.type in (*ABOUT_TYPES, "Person") or not m.named)
        if subject is not None and subject.i not in barred:
            yield from ((m, True) for m in finder.owner(subject))
            yield from _within((t for t in subject.subtree if _direct(t, subject)), finder, barred)
    for child in verb.children:
        if child.dep_ in ARGUMENTS and child.i not in barred:
            if child.i in finder.reading.names and preposition_of(child) in WHERE:
                yield from ((m, False) for m in finder.at(child, place=True) if m.type == "Place")
            place = preposition_of(child) == "in"
            receives = preposition_of(child) == "a"
            yield from (
                (m, place and m.type == "Country")
                for m in finder.all_at(child)
                if (m.named and m.type in ABOUT_TYPES) or (receives and m.type == "Group")
            )
