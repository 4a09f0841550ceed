"""A title → the words of the office, and the country or organisation that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.annotate.parse import Token
from pipeline.annotate.reading import NameSpan
from pipeline.annotate.ud import feature, preposition_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.extract.titles import Title
from pipeline.lexicon.entries import Office
from pipeline.model import EntityType, Mention

OWNING = frozenset({"", "di"})
LODGED = frozenset({"a", "in", "presso"})
"""Prepositions of where an office is, when nothing else says whose it is: "responsabile alla Casa Bianca"."""
BESIDES = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "X", "NUM"})


@dataclass(slots=True)
class _Parts:
    """A title in the course of being read."""

    kept: list[Token] = field(default_factory=list)
    bodies: list[Mention] = field(default_factory=list)
    countries: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    organs: list[Mention] = field(default_factory=list)
    """Parts of a larger body: "commissione Difesa", which belongs to the role's own words."""


def role_and_owner(title: Title, finder: PartyFinder) -> tuple[str, Mention | None]:
    """Return the role without nationality and owner, and the owner: "ministro degli Esteri russo" → …, Russia."""
    parts = _read(title, finder)
    owners = [*parts.bodies, *parts.countries, *parts.places, *parts.organs]
    return _role_text(parts.kept, finder), owners[min(title.rank, len(owners) - 1)] if owners else None


def office_of(title: Title, finder: PartyFinder) -> Office | None:
    """Return the lexicon's entry for the office of a title."""
    doc = finder.reading.doc
    first = title.start
    for start in (first, first + 1):
        office = finder.lexicon.offices.get(tuple(t.form for t in doc[start : first + title.size]))
        if office:
            return office
    return None


def _read(title: Title, finder: PartyFinder) -> _Parts:
    doc = finder.reading.doc
    parts = _Parts()
    i = title.start
    while i < title.end:
        token = doc[i]
        inside = i < title.start + title.size
        target = finder.lexicon.demonyms.get(token.form)
        name = finder.reading.names.get(i)
        if inside and name and name.end > title.start + title.size and i > title.start:
            i = _tail(name, title, parts, finder)
        elif inside and not target:
            parts.kept.append(token)
            i += 1
        elif name and not inside and name.start == i and not target:
            i = _name(name, title, parts, finder)
        elif target and i > title.start and not _is_of_affairs(token, title, finder):
            parts.countries.append(_nationality(token, finder))
            i += 1
        elif not inside and _is_body(token, parts, finder):
            i = _common_noun(i, title, parts, finder)
        elif not inside and name is None and _is_party(token, title, parts, finder):
            parts.bodies.append(_group(token, finder))
            _drop_preposition(parts.kept)
            i += 1
        elif token.form in finder.lexicon.words["passing"] or _is_colour(token, finder):
            i += 1
        else:
            parts.kept.append(token)
            i += 1
    return parts


def _nationality(token: Token, finder: PartyFinder) -> Mention:
    """ "russo" is of Russia; "europeo", of an office, is of the Union."""
    target = finder.lexicon.demonyms[token.form]
    if token.form in finder.lexicon.words["of_the_union"]:
        union = next((finder.lexicon.names[w] for w in sorted(finder.lexicon.words["union"])), target)
        return finder.known(union, token)
    return finder.known(target, token)


def _name(name: NameSpan, title: Title, parts: _Parts, finder: PartyFinder) -> int:
    """Place a name of a title among the owners or the words; return where to go on."""
    reading, lexicon = finder.reading, finder.lexicon
    doc = reading.doc
    end = min(name.end, title.end)
    kind = reading.chains[name.chain].type
    preposition = _preposition(parts)
    mention = reading.mention_of(name)
    known = reading.span(name.start, name.end)
    in_gazetteer = reading.article.text[known.start : known.end] in lexicon.names
    nationality = [t for t in doc[name.start : end] if t.form in lexicon.demonyms]
    organ = doc[name.start].form in lexicon.words["organ"] and not in_gazetteer
    office = office_of(title, finder)
    portfolio = office is not None and _is_portfolio(office, finder) and not in_gazetteer
    sent = _is_sent(title, finder)
    if kind == "Country" and preposition in OWNING:
        parts.countries.append(mention)
    elif kind == "Organization" and organ and (owner := _owner_within(name, end, "Organization", finder)):
        parts.bodies.append(owner)
        parts.kept.extend(t for t in doc[name.start : end] if t.idx < owner.span.start)
    elif kind == "Organization" and nationality and (preposition not in OWNING or organ):
        parts.countries.append(_nationality(nationality[-1], finder))
        parts.kept.extend(t for t in doc[name.start : end] if t not in nationality)
        return end
    elif kind == "Organization" and preposition in OWNING and organ:
        parts.organs.append(mention)
        parts.kept.extend(doc[name.start : end])
        return end
    elif kind == "Organization" and preposition in OWNING and not portfolio:
        parts.bodies.append(mention)
    elif kind == "Place" and preposition == "di" and not portfolio:
        place = reading.mention_of(name, place=True)
        parts.places.append(place)
    elif kind == "Organization" and preposition in LODGED and in_gazetteer and not (portfolio or sent):
        parts.places.append(mention)
        if doc[name.start].form in lexicon.words["chamber"]:  # "capogruppo alla Camera"
            parts.kept.extend(doc[name.start : end])
            return end
    elif owner := _owner_within(name, end, "Country", finder):
        parts.countries.append(owner)
        parts.kept.extend(t for t in doc[name.start : end] if t.idx < owner.span.start)
    else:
        parts.kept.extend(doc[name.start : end])
        return end
    _drop_preposition(parts.kept)
    return end


def _owner_within(name: NameSpan, end: int, kind: EntityType, finder: PartyFinder) -> Mention | None:
    """Return who stands at the end of a longer name: "Allevamento del Brasile", "Commissione dell'Unione africana"."""
    doc = finder.reading.doc
    for start in range(name.start + 2, end):
        entry = finder.lexicon.names.get(doc[start:end].text)
        if entry and entry.type == kind and preposition_lemma(doc[start - 1].text) == "di":
            return replace(finder.known(entry, doc[start]), span=finder.reading.span(start, end))
    return None


def _tail(name: NameSpan, title: Title, parts: _Parts, finder: PartyFinder) -> int:
    """ "presidente del Consiglio Ue": the office ends within a name, and the rest of that is whose it is.

    Of a body that is known it is the whole: "presidente del Consiglio europeo".
    """
    doc = finder.reading.doc
    office_end = title.start + title.size
    end = min(name.end, title.end)
    whole = finder.lexicon.names.get(doc[name.start : end].text)
    if whole and whole.type == "Organization" and preposition_lemma(doc[name.start - 1].text) == "di":
        parts.bodies.append(finder.known(whole, doc[name.start]))
        _drop_preposition(parts.kept)
        return end
    parts.kept.extend(doc[name.start : office_end])
    if doc[office_end].pos_ == "ADP":
        office_end += 1
    entry = finder.lexicon.names.get(doc[office_end:end].text)
    if entry:
        parts.bodies.append(finder.known(entry, doc[office_end]))
    elif doc[office_end].form in finder.lexicon.demonyms:
        return office_end
    else:
        begin = title.start + title.size
        if begin < office_end:
            return begin
        parts.kept.extend(doc[office_end:end])
    return end


def _preposition(parts: _Parts) -> str:
    """Return the preposition that the words read so far end in."""
    for token in reversed(parts.kept):
        if token.pos_ == "ADP":
            return preposition_lemma(token.text)
        if token.pos_ != "DET":
            return ""
    return ""


def _is_portfolio(office: Office, finder: PartyFinder) -> bool:
    """What a minister is of is a field of affairs: "ministro dell'Ambiente", whatever a recogniser makes of it."""
    return office.lemma.split()[0].casefold() in finder.lexicon.words["portfolio"] or "ministro" in office.lemma


def _is_sent(title: Title, finder: PartyFinder) -> bool:
    """ "l'ambasciatore all'Onu", "il nunzio presso la Ue": where somebody is sent is not whose he is."""
    return finder.reading.doc[title.start].form in finder.lexicon.words["sent_abroad"]


def _is_body(token: Token, parts: _Parts, finder: PartyFinder) -> bool:
    form = token.form
    body = finder.lexicon.is_body(form)
    return body and token.pos_ in ("NOUN", "PROPN") and _preposition(parts) == "di"


def _is_of_affairs(token: Token, title: Title, finder: PartyFinder) -> bool:
    """ "ministro per gli Affari europei": the adjective belongs to the affairs, not to the minister."""
    office = office_of(title, finder)
    if office is None or not _is_portfolio(office, finder) or feature(token, "Number") != "Plur":
        return False
    return token.form in finder.lexicon.words["of_the_union"] and token.i > title.start + title.size


def _is_colour(token: Token, finder: PartyFinder) -> bool:
    """ "il sindaco leghista di Altavalle": of which party somebody is, is no part of the office."""
    return token.form in finder.lexicon.words["partisan"] and not token.text[:1].isupper()


def _is_party(token: Token, title: Title, parts: _Parts, finder: PartyFinder) -> bool:
    """ "il capogruppo dei Popolari", "la segretaria dei Verdi": what party people are of is a party, known or not."""
    office = office_of(title, finder)
    named = token.pos_ in ("PROPN", "NOUN") and token.text[:1].isupper() and not token.is_sent_start
    return office is not None and office.scope in ("party", "parliament") and named and _preposition(parts) == "di"


def _group(token: Token, finder: PartyFinder) -> Mention:
    return Mention(finder.reading.span(token.i, token.i + 1), token.text, token.text, "Organization")


def _common_noun(i: int, title: Title, parts: _Parts, finder: PartyFinder) -> int:
    """ "della compagnia", "dell'istituto Meridiana Sud", "del ministero del Commercio": return where to go on."""
    reading, lexicon = finder.reading, finder.lexicon
    doc = reading.doc
    organ = doc[i].form in lexicon.words["organ"]
    end = i + 1
    while end < title.end and doc[end].pos_ in (*BESIDES, "DET"):
        end += 1
    named = next(
        (
            name
            for k in range(i, end)
            if (name := reading.names.get(k)) and reading.chains[name.chain].type in ("Organization", "Place")
        ),
        None,
    )
    if named and named.start == i:
        return _name(named, title, parts, finder)
    countries = [t for t in doc[i + 1 : end] if t.form in lexicon.demonyms]
    parts.countries.extend(_nationality(t, finder) for t in countries)
    if organ:
        words = [t for t in doc[i:end] if t not in countries]
        if named:
            parts.bodies.append(finder.reading.mention_of(named))
            words = [t for t in words if not named.start <= t.i < named.end]
        parts.organs.append(_unnamed(i, end, finder))
        parts.kept.extend(words)
        return end
    if named:
        parts.bodies.append(finder.reading.mention_of(named))
    elif len(countries) < end - i - 1 or not _is_anaphor(doc[i], finder):
        parts.bodies.append(_unnamed(i, end, finder))
    elif owner := last_named(i, ("Organization",), finder):
        parts.bodies.append(owner)
    _drop_preposition(parts.kept)
    return end


def _is_anaphor(noun: Token, finder: PartyFinder) -> bool:
    return noun.form in finder.lexicon.words["body"]


def _unnamed(start: int, end: int, finder: PartyFinder) -> Mention:
    doc = finder.reading.doc
    while end - 1 > start and doc[end - 1].pos_ in ("ADP", "DET"):
        end -= 1
    span = finder.reading.span(start, end)
    text = finder.reading.article.text[span.start : span.end]
    return Mention(span, text, " ".join(text.split()), "Organization", named=False)


def last_named(
    before: int,
    kinds: tuple[str, ...],
    finder: PartyFinder,
    *,
    sentences: int = 2,
    barred: frozenset[str] = frozenset(),
    wanted: frozenset[str] = frozenset(),
) -> Mention | None:
    """Return the party of some type that was last named before a token, in its sentence or those right before it.

    `barred` and `wanted` are the kinds of bodies of the gazetteer that it may not, or must, be of.
    """
    reading = finder.reading
    for i in _backwards(reading.doc[before], sentences):
        name = reading.names.get(i)
        if name and name.end - 1 == i and reading.chains[name.chain].type in kinds:
            mention = reading.mention_of(name)
            entry = finder.lexicon.names.get(mention.name)
            kind = entry.kind if entry is not None else ""
            if _is_only_quoted(i, before, finder):
                continue
            if kind not in barred and (not wanted or kind in wanted):
                return mention
    return None


def _is_only_quoted(i: int, before: int, finder: PartyFinder) -> bool:
    """Say whether a name stands in a quotation that is over where the office is read."""
    doc = finder.reading.doc
    return any(q.outer.start <= doc[i].idx < q.outer.end <= doc[before].idx for q in finder.reading.quotes)


def _backwards(token: Token, sentences: int) -> Iterator[int]:
    begin = token.sent.start
    for _ in range(sentences - 1):
        if begin == 0:
            break
        begin = token.doc[begin - 1].sent.start
    yield from range(token.i - 1, begin - 1, -1)


def _drop_preposition(kept: list[Token]) -> None:
    while kept and kept[-1].pos_ in ("ADP", "DET"):
        kept.pop()


def _role_text(kept: list[Token], finder: PartyFinder) -> str:
    while kept and (kept[-1].pos_ in ("ADP", "DET", "PUNCT", "CCONJ") or kept[-1].is_space) and len(kept) > 1:
        kept.pop()
    words = "".join(t.text_with_ws for t in kept).split()
    lemma = _lemma_of_plural(kept, finder)
    return " ".join([*lemma.split(), *words[len(lemma.split()) :]])


def _lemma_of_plural(kept: list[Token], finder: PartyFinder) -> str:
    """A plural office is given in the singular: "i presidenti X e Y" → presidente."""
    for size in range(min(4, len(kept)), 0, -1):
        office = finder.lexicon.offices.get(tuple(t.form for t in kept[:size]))
        if office:
            return office.lemma if office.number == "pl" else ""
    return ""
