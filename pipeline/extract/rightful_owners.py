"""Whose a figure must be by what it measures: trade is of two states, a turnover of a company, a product of a state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.extract.compounds import paired
from pipeline.extract.figure_scenes import Measured
from pipeline.extract.parties import PartyFinder
from pipeline.extract.topics import LEAD, Named
from pipeline.lexicon.entries import FIRMS
from pipeline.model import Mention
from pipeline.typography import folded

PAIR = 2


def trade_partners(measured: Measured, sent: TokenSpan, named: Named, finder: PartyFinder) -> tuple[Mention, ...]:
    """Return the two states that trade with one another: "l'interscambio italo-tedesco", "gli scambi tra i due Paesi".

    Where only one or none is named with it they are those of the sentence, or else the two that the article is about.
    """
    noun, words = measured.noun, finder.lexicon.words
    said = set(folded(measured.indicator).split())
    if noun is None or words["bilateral_indicator"].isdisjoint(said) or words["unilateral"] & said:
        return ()
    two = _states(paired(noun, finder))
    if len(two) == PAIR:
        return two
    owner = _states(finder.owner(noun))
    own = _states(
        [*owner, *(m for t in noun.subtree if preposition_of(t) in ("tra", "fra", "con") for m in finder.all_at(t))]
    )
    alone = owner and not any(preposition_of(t) in ("tra", "fra", "con") for t in noun.children)
    if len(own) >= PAIR or (alone and noun.lemma_.lower() in words["trade_of_one"]):
        return own
    here = [m for i, m in named.all if sent.start <= i < sent.end and not _is_told_by(finder.reading.doc[i], finder)]
    beside = _states([*own, *here])
    if len(beside) == PAIR:
        return beside
    counts = Counter(m.name for i, m in named.all if i < sent.end)
    counts.update({m.name: LEAD for m in named.opening})
    known = {m.name: m for _, m in reversed(named.all)} | {m.name: m for m in named.opening}
    ranked = sorted(known.values(), key=lambda m: -counts[m.name])
    both = _states([*own, *(beside if len(beside) < PAIR else ()), *ranked])[:PAIR]
    return both if len(both) == PAIR else ()


def _states(mentions: Collection[Mention]) -> tuple[Mention, ...]:
    return tuple({m.name: m for m in reversed(list(mentions)) if m.type == "Country"}.values())[::-1]


def _is_told_by(token: Token, finder: PartyFinder) -> bool:
    """ "secondo le statistiche cinesi": whose count it is."""
    return token.head.lemma_.lower() in finder.lexicon.words["data_noun"]


def rightful_owner(
    about: Sequence[Mention],
    measured: Measured,
    *,
    via: Sequence[Mention],
    context: Sequence[Mention],
    company: Mention | None,
    finder: PartyFinder,
) -> tuple[Mention, ...]:
    """Return who must own what only a state or only a company has, where nobody of that kind is among `about`."""
    words = finder.lexicon.words
    said = set(folded(measured.indicator).split())
    if words["national_indicator"] & said:
        return _nation(about, via, context, finder)
    if words["company_indicator"] & said and not any(is_business(m, finder) for m in about):
        if (
            any(m.type in ("Person", "Country") or not m.named for m in about)
            and words["company_indicator"] & said <= words["anybodys_indicator"]
        ):
            return ()
        told = next((m for m in via if m.named and is_business(m, finder)), None)
        found = company or told
        return (found,) if found is not None else ()
    return ()


def _nation(
    about: Sequence[Mention], via: Sequence[Mention], context: Sequence[Mention], finder: PartyFinder
) -> tuple[Mention, ...]:
    """ "La Banca centrale ha alzato le stime: il Pil crescerà del 2%": what only states have is the state's."""
    unions = {finder.lexicon.names[word].label for word in finder.lexicon.words["union"]}
    if any(m.type in ("Country", "Place") or m.name in unions for m in about):
        return ()
    found = tuple(m for m in context if m.type == "Country")[:1]
    if found:
        return found
    for teller in (*about, *via):
        country = finder.lexicon.countries.get(teller.country or "")
        if country is not None and teller.type == "Organization":
            return (
                Mention(
                    teller.span, teller.text, country.label, country.type, country.wikidata, country=country.country
                ),
            )
    return ()


def is_business(mention: Mention, finder: PartyFinder) -> bool:
    """Say whether a mention is a company by name, or may be one for all that is known."""
    if mention.type != "Organization" or not mention.name[:1].isupper():
        return False
    known = finder.lexicon.names.get(mention.name)
    kind = known.kind if known is not None else finder.lexicon.organisation_words.get(folded(mention.name.split()[0]))
    return kind is None or kind in FIRMS


def main_company(named: Named, end: int, tellers: Collection[str], finder: PartyFinder) -> Mention | None:
    """Return the company most spoken of up to the token `end`, or the first after it; the headline's counts more."""
    firms = [(i, m) for i, m in named.all if m.name not in tellers and is_business(m, finder)]
    before = [m for i, m in firms if i < end]
    counts = Counter(m.name for m in before)
    counts.update({m.name: LEAD for m in named.opening if m.name in counts})
    return max(before or [m for _, m in firms[:1]], key=lambda m: counts[m.name], default=None)
