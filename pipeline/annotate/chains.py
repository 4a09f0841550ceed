"""Names of one article → chains: "Vladimir Putin", "Putin" and "Katrin Yu", "Katrina Yu" are one party each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz
from spacy.tokens import Doc, Token

from pipeline.annotate.names import Found
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name, Office
from pipeline.model import EntityType
from pipeline.typography import collapsed, folded, plain, unbroken

TITLE_REACH = 14
SAME_SPELLING = 85.0
"""Similarity, 0 to 100, from which two full names with the same surname or first name are one: Sergey, Sergei."""


@dataclass(slots=True)
class _Draft:
    """A chain in the making."""

    key: str
    type: Counter[EntityType]
    forms: Counter[tuple[str, ...]]
    found: list[Found] = field(default_factory=list)


def build_chains(
    doc: Doc, found: Sequence[Found], lexicon: Lexicon
) -> tuple[tuple[Chain, ...], Mapping[int, NameSpan]]:
    """Return the chains in the order of their first names, and for each token of a name the name with its chain."""
    drafts: list[_Draft] = []
    for name in sorted(found, key=_longest_first):
        words = _words(doc, name)
        draft = _matching(drafts, name, words)
        if draft is None:
            draft = _Draft(key=_key(name, words), type=Counter(), forms=Counter())
            drafts.append(draft)
        draft.type[name.type] += 1
        draft.forms[words] += 1
        draft.found.append(name)
    drafts.sort(key=_first_token)
    entries = entries_by_token(found)
    chains = []
    names: dict[int, NameSpan] = {}
    for index, draft in enumerate(drafts):
        chains.append(_chain(draft, doc, lexicon, entries))
        for name in draft.found:
            entry = name.entry
            span = NameSpan(
                name.start,
                name.end,
                index,
                entry.place if entry else None,
                entry.place_wikidata if entry else None,
            )
            names.update(dict.fromkeys(range(name.start, name.end), span))
    return tuple(chains), names


def _acts(draft: _Draft, doc: Doc) -> bool:
    """Several words that are a subject, and that no gazetteer knows as a place, are somebody."""
    roots = (doc[f.start : f.end].root for f in draft.found if f.end - f.start > 1)
    return any(root.dep_ == "nsubj" and root.head.pos_ == "VERB" for root in roots)


def entries_by_token(found: Sequence[Found]) -> Mapping[int, Name]:
    """Return the gazetteer's entry for each token of a name that has one."""
    return {i: name.entry for name in found if name.entry for i in range(name.start, name.end)}


def _longest_first(name: Found) -> tuple[int, int]:
    return name.start - name.end, name.start


def _first_token(draft: _Draft) -> int:
    return min(name.start for name in draft.found)


def _words(doc: Doc, name: Found) -> tuple[str, ...]:
    return tuple(unbroken(plain(token.text)) for token in doc[name.start : name.end])


def _key(name: Found, words: tuple[str, ...]) -> str:
    return f"{name.entry.type}:{name.entry.label}" if name.entry else " ".join(words).casefold()


def _matching(drafts: list[_Draft], name: Found, words: tuple[str, ...]) -> _Draft | None:
    """Return the chain that a name belongs to: the same item or words, or a person's name in part or misspelt."""
    key = _key(name, words)
    same = [draft for draft in drafts if draft.key == key]
    if same or name.entry:
        return same[0] if same else None
    people = [d for d in drafts if d.type.most_common(1)[0][0] == "Person" and d.found[0].entry is None]
    partial = [d for d in people if any(_is_part(words, form) for form in d.forms)]
    if len(partial) > 1:
        before = [d for d in partial if any(f.start < name.start for f in d.found)]
        partial = [max(before or partial, key=_last_before(name.start))]
    if partial and (name.type == "Person" or len(words) == 1):
        return partial[0]
    if name.type != "Person":
        return None
    return next((d for d in people if any(_same_spelling(words, form) for form in d.forms)), None)


def _last_before(position: int) -> Callable[[_Draft], tuple[int, str]]:
    def last_mention(draft: _Draft) -> tuple[int, str]:
        return max((f.start for f in draft.found if f.start < position), default=-1), draft.key

    return last_mention


def _is_part(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Putin" ends "Vladimir Putin", "Xi" begins "Xi Jinping", "van der Steen" ends "Annika van der Steen"."""
    size = len(words)
    if size >= len(form):
        return False
    short = tuple(word.casefold() for word in words)
    long = tuple(word.casefold() for word in form)
    return long[-size:] == short or long[:size] == short


def _same_spelling(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    if len(words) < 2 or len(words) != len(form):
        return False
    shared = words[-1].casefold() == form[-1].casefold() or words[0].casefold() == form[0].casefold()
    return shared and fuzz.ratio(" ".join(words).casefold(), " ".join(form).casefold()) >= SAME_SPELLING


def _chain(draft: _Draft, doc: Doc, lexicon: Lexicon, entries: Mapping[int, Name]) -> Chain:
    entry = next((name.entry for name in draft.found if name.entry), None)
    if entry:
        return Chain(entry.label, entry.type, entry.wikidata, entry.country)
    entity_type = max(draft.type, key=lambda kind: (draft.type[kind], kind))
    form = max(draft.forms, key=lambda words: (len(words), draft.forms[words], words))
    longest = next(name for name in draft.found if _words(doc, name) == form)
    label = collapsed("".join(unbroken(t.text) + t.whitespace_ for t in doc[longest.start : longest.end]))
    offices = frozenset(office for name in draft.found for office in offices_with(doc, name, lexicon, entries))
    if offices or (entity_type == "Place" and _acts(draft, doc)):
        entity_type = "Person"
    country = Counter(country for _, country in sorted(offices, key=str) if country)
    chain = Chain(label, entity_type, offices=offices)
    return replace(chain, country=country.most_common(1)[0][0]) if country else chain


def offices_with(
    doc: Doc, name: Found, lexicon: Lexicon, entries: Mapping[int, Name]
) -> Iterator[tuple[str, str | None]]:
    """Yield the office that stands before a name: "il presidente russo Vladimir Putin" → (presidente, RU)."""
    country: str | None = None
    for i in range(name.start - 1, max(doc[name.start].sent.start, name.start - TITLE_REACH) - 1, -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ") or (token.is_punct and token.text not in "-,"):
            return
        if i == name.start - 1 and token.pos_ in ("ADP", "DET"):
            return
        office = office_at(token, lexicon)
        if office:
            yield office.lemma, country
            return
        demonym = lexicon.demonyms.get(folded(token.text)) or entries.get(i)
        country = country or (demonym.country if demonym else None)


def office_at(token: Token, lexicon: Lexicon) -> Office | None:
    """Return the office that a noun is, as a word or as the head of a phrase ("primo ministro", "capo di Stato")."""
    doc = token.doc
    for start in range(max(0, token.i - 1), token.i + 1):
        for end in range(min(len(doc), start + 4), token.i, -1):
            office = lexicon.offices.get(tuple(folded(t.text) for t in doc[start:end]))
            if office:
                return office
    return None


def country_of(noun: Token, lexicon: Lexicon, entries: Mapping[int, Name]) -> str | None:
    """Return the ISO code of the country that a noun is said to be of: "russo", "degli Stati Uniti"."""
    for child in noun.children:
        demonym = lexicon.demonyms.get(folded(child.text))
        if demonym and demonym.country:
            return demonym.country
    for child in noun.children:
        entry = entries.get(child.i)
        if entry and entry.country and child.dep_ in ("nmod", "flat", "flat:name", "compound", "obl"):
            return entry.country
    return None
