"""Which office somebody holds: title before the name, apposition after it, "X è il presidente di Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.annotate.clauses import clause_root, conjuncts, preposition_of, subject_of
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import Polarity, polarity_of
from pipeline.lexicon import Lexicon
from pipeline.model import Claim, Evidence, Mention, RoleDetail, Span
from pipeline.typography import folded

EXTRACTOR = "roles"
TITLE_REACH = 14
APPOSITION_REACH = 18


@dataclass(frozen=True, slots=True)
class _Title:
    """The tokens of a title, without article, and the office noun in it."""

    office: int
    start: int
    end: int
    rule: str


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a claim for each person and office that stand together."""
    finder = PartyFinder(reading, lexicon)
    held: dict[str, tuple[str, Mention | None]] = {}
    seen: set[tuple[str, str, str, bool, str]] = set()
    for sent in reading.sentences():
        for token in sent:
            for person, title in _titles(token, finder):
                claim = _claim(person, title, finder, held)
                if claim is None or not isinstance(claim.detail, RoleDetail):
                    continue
                held.setdefault(person.name, (claim.detail.role, claim.detail.of))
                key = (
                    person.name,
                    claim.detail.role.casefold(),
                    _name(claim.detail.of),
                    claim.detail.former,
                    claim.status,
                )
                if key not in seen:
                    seen.add(key)
                    yield claim


def _name(mention: Mention | None) -> str:
    return mention.name if mention else ""


def _titles(token: Token, finder: PartyFinder) -> Iterator[tuple[Mention, _Title]]:
    """Yield the persons who hold the office that begins at a token."""
    lexicon = finder.lexicon
    if token.pos_ in ("VERB", "AUX", "ADP", "DET") and folded(token.text) not in lexicon.words["counterpart"]:
        return
    size = _office_size(token, lexicon)
    if not size:
        return
    start, end = token.i, token.i + size
    before = finder.reading.doc[start - 1] if start > token.sent.start else None
    if before is not None and folded(before.text) in lexicon.words["deputy"]:
        start -= 1
    yield from _before_names(start, end, finder)
    yield from _after_name(start, end, finder)
    yield from _by_copula(token, start, end, finder)


def _office_size(token: Token, lexicon: Lexicon) -> int:
    """Return how many tokens the office that begins here has; 0 for none, or where it is the tail of a longer one."""
    doc = token.doc
    if folded(token.text) in lexicon.words["counterpart"]:
        return 1
    for size in range(4, 0, -1):
        if tuple(folded(t.text) for t in doc[token.i : token.i + size]) in lexicon.offices:
            for back in (1, 2):
                longer = tuple(folded(t.text) for t in doc[max(0, token.i - back) : token.i + size])
                if token.i >= back and longer in lexicon.offices:
                    return 0
            return size
    return 0


def _before_names(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, _Title]]:
    """ "il viceministro degli Esteri russo Sergei Ryabkov"; after a plural also the names that follow with "e"."""
    doc, reading = finder.reading.doc, finder.reading
    i, limit = end, min(doc[start].sent.end, end + TITLE_REACH)
    while i < limit:
        token = doc[i]
        name = reading.names.get(i)
        if name and reading.chains[name.chain].type == "Person":
            if preposition_of(token) and doc[i - 1].pos_ == "ADP":
                return
            title = _Title(start, start, i if doc[i - 1].text != "," else i - 1, "title")
            for person in _persons(name, finder, plural=_is_plural(start, end, finder)):
                yield person, title
            return
        if token.text == "," and i > end and _only_apposed(i + 1, finder):
            i += 1
            continue
        if token.is_punct and token.text not in ("-", "’", "'"):
            return
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or (token.pos_ == "CCONJ" and not _inside_office(i, finder)):
            return
        i = name.end if name else i + 1


def _inside_office(i: int, finder: PartyFinder) -> bool:
    """ "ministro degli Esteri e della Cooperazione": a coordinated complement with its preposition."""
    doc = finder.reading.doc
    return i + 1 < len(doc) and (doc[i + 1].pos_ == "ADP" or folded(doc[i + 1].text) in finder.lexicon.demonyms)


def _only_apposed(i: int, finder: PartyFinder) -> bool:
    """ "il ministro dell'Ambiente, Pierluigi Casalegno, è …": a name between comma and comma (or verb)."""
    name = finder.reading.names.get(i)
    doc = finder.reading.doc
    if name is None or name.start != i or finder.reading.chains[name.chain].type != "Person" or name.end - i < 2:
        return False
    return (
        name.end >= len(doc) or doc[name.end].text in (",", ".", ";", "(", ")") or doc[name.end].pos_ in ("VERB", "AUX")
    )


def _is_plural(start: int, end: int, finder: PartyFinder) -> bool:
    words = tuple(folded(t.text) for t in finder.reading.doc[start:end])
    office = finder.lexicon.offices.get(words)
    return office is not None and office.number == "pl"


def _persons(name: NameSpan, finder: PartyFinder, *, plural: bool) -> tuple[Mention, ...]:
    reading = finder.reading
    first = reading.mention(name.chain, reading.span(name.start, name.end), name=name)
    if not plural:
        return (first,)
    found = {first.name: first}
    for token in conjuncts(reading.doc[name.start : name.end].root):
        other = reading.names.get(token.i)
        if other and reading.chains[other.chain].type == "Person":
            mention = reading.mention(other.chain, reading.span(other.start, other.end), name=other)
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _after_name(start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, _Title]]:
    """ "Arsen Avakov, ministro dell'Interno dell'Ucraina, ha …": an apposition between commas or brackets."""
    doc, reading = finder.reading.doc, finder.reading
    before = start - 1
    while before >= doc[start].sent.start and (
        doc[before].pos_ == "DET" or folded(doc[before].text) in finder.lexicon.words["former"]
    ):
        before -= 1
    if before < 1 or doc[before].text not in (",", "(", "–"):
        return
    name = reading.names.get(before - 1)
    if name is None or reading.chains[name.chain].type != "Person" or doc[before].sent != doc[start].sent:
        return
    stop = end
    limit = min(doc[start].sent.end, end + APPOSITION_REACH)
    while stop < limit and not _ends_apposition(doc[stop], finder):
        stop += 1
    if any(reading.chains[n.chain].type == "Person" for i in range(end, stop) if (n := reading.names.get(i))):
        return
    yield (
        reading.mention(name.chain, reading.span(name.start, name.end), name=name),
        _Title(start, start, stop, "apposition"),
    )


def _ends_apposition(token: Token, finder: PartyFinder) -> bool:
    if token.is_punct and token.text not in ("-", "'", "’"):
        return True
    if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or token.is_space:
        return True
    return token.pos_ == "CCONJ" and not _inside_office(token.i, finder)


def _by_copula(token: Token, start: int, end: int, finder: PartyFinder) -> Iterator[tuple[Mention, _Title]]:
    """ "X è il presidente di Y", "ha giurato come presidente degli Stati Uniti", "è stato nominato ministro"."""
    children = {c.dep_ for c in token.children}
    verb = token.head
    becomes = token.dep_ in ("xcomp", "obl", "obj") and verb.pos_ == "VERB" and preposition_of(token) == "come"
    if not (("cop" in children and "nsubj" in children) or becomes):
        return
    subject = subject_of(token if "cop" in children else clause_root(token))
    if subject is None:
        return
    doc = finder.reading.doc
    stop = end
    limit = min(doc[start].sent.end, end + APPOSITION_REACH)
    while stop < limit and not _ends_apposition(doc[stop], finder):
        stop += 1
    for person in finder.at(subject):
        if person.type == "Person" and person.named:
            yield person, _Title(start, start, stop, "copula")


def _claim(
    person: Mention, title: _Title, finder: PartyFinder, held: dict[str, tuple[str, Mention | None]]
) -> Claim | None:
    reading, lexicon = finder.reading, finder.lexicon
    doc = reading.doc
    first = doc[title.start]
    counterpart = folded(first.text) in lexicon.words["counterpart"]
    of, kept = _owner_and_words(title, finder)
    if counterpart:
        compared = _compared(first, person, finder, held)
        if compared is None:
            return None
        role = compared
    else:
        role = _role_text(kept, finder)
    if not role:
        return None
    head = doc[max(title.start - 2, first.sent.start) : title.start]
    former = any(folded(t.text) in lexicon.words["former"] for t in head)
    polarity = _polarity(first, title, lexicon)
    if not polarity.is_claim:
        return None
    words = reading.span(title.start, title.end)
    span = Span(min(words.start, person.span.start), max(words.end, person.span.end))
    return Claim(
        kind="role",
        predicate="holdsRole",
        subject=person,
        object=role,
        evidence=Evidence.of(
            reading.article, span, extractor=EXTRACTOR, rule=f"roles/{'counterpart' if counterpart else title.rule}"
        ),
        negated=polarity.negated,
        status=polarity.status,
        detail=RoleDetail(role, of, former),
        anchor=first.idx,
    )


def _polarity(first: Token, title: _Title, lexicon: Lexicon) -> Polarity:
    """A title before a name is taken as held, but for "il futuro presidente"; "X è il presidente" is a clause."""
    beside = [first.doc[first.i - 1], *first.children] if first.i > first.sent.start else list(first.children)
    if any(folded(token.text) in lexicon.words["planned_title"] for token in beside):
        return Polarity(status="planned")
    if title.rule != "copula":
        return Polarity()
    own = any(child.dep_ == "cop" for child in first.children)
    polarity = polarity_of(first if own else clause_root(first), lexicon)
    proposed = not own and clause_root(first).lemma_.lower() in lexicon.words["governs_planned"]
    return replace(polarity, status="planned") if proposed else polarity


def _compared(
    noun: Token, person: Mention, finder: PartyFinder, held: dict[str, tuple[str, Mention | None]]
) -> str | None:
    """ "il suo omologo cinese Wang Yi" has the office of whoever the clause is about."""
    verb = clause_root(noun)
    for other in finder.subjects(verb) if verb.pos_ in ("VERB", "AUX") else ():
        if other.name != person.name and other.name in held:
            return held[other.name][0]
    known = [role for name, (role, _) in held.items() if name != person.name]
    return known[-1] if known else None


def _owner_and_words(title: _Title, finder: PartyFinder) -> tuple[Mention | None, list[Token]]:
    """Part a title into the country or organisation it belongs to and the words of the office."""
    reading, lexicon = finder.reading, finder.lexicon
    doc = reading.doc
    of: Mention | None = None
    kept: list[Token] = []
    has_country = any(_is_country(token, finder) for token in doc[title.start : title.end])
    i = title.start
    while i < title.end:
        token = doc[i]
        target = lexicon.demonyms.get(folded(token.text))
        name = reading.names.get(i)
        if target and i > title.start:
            of = of or finder.known(target, token)
        elif name and reading.chains[name.chain].type in ("Country", "Organization") and i > title.start:
            chain = reading.chains[name.chain]
            mention = reading.mention(name.chain, reading.span(name.start, name.end), name=name)
            if chain.type == "Country" or (not has_country and preposition_lemma(doc[i - 1].text) == "di"):
                of = of or mention
                _drop_preposition(kept)
                i = name.end
                continue
            kept.extend(doc[name.start : name.end])
            i = name.end
            continue
        else:
            kept.append(token)
        i += 1
    return of, kept


def _is_country(token: Token, finder: PartyFinder) -> bool:
    name = finder.reading.names.get(token.i)
    is_country = name is not None and finder.reading.chains[name.chain].type == "Country"
    return is_country or folded(token.text) in finder.lexicon.demonyms


def _drop_preposition(kept: list[Token]) -> None:
    while kept and kept[-1].pos_ in ("ADP", "DET"):
        kept.pop()


def _role_text(kept: list[Token], finder: PartyFinder) -> str:
    while kept and (kept[-1].pos_ in ("ADP", "DET", "PUNCT", "CCONJ") or kept[-1].is_space):
        kept.pop()
    if not kept:
        return ""
    text = "".join(t.text_with_ws for t in kept)
    words = text.split()
    lemma = _lemma_of_office(kept, finder)
    return " ".join(lemma.split() + words[len(lemma.split()) :]) if lemma else " ".join(words)


def _lemma_of_office(kept: list[Token], finder: PartyFinder) -> str:
    """A plural office is given in the singular: "i presidenti X e Y" → presidente."""
    for size in range(min(4, len(kept)), 0, -1):
        office = finder.lexicon.offices.get(tuple(folded(t.text) for t in kept[:size]))
        if office:
            return office.lemma if office.number == "pl" else ""
    return ""
