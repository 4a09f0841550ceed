"""Which office somebody holds: title before the name, apposition after it, "X è il presidente di Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.annotate.clauses import clause_root, own_subject
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.annotate.titles import office_size
from pipeline.annotate.ud import feature
from pipeline.extract.office_of import last_named, office_of, role_and_owner
from pipeline.extract.parties import PartyFinder
from pipeline.extract.polarity import Polarity, polarity_of
from pipeline.extract.rightful_owners import is_business
from pipeline.extract.tenures import Tenure, role_end, tenure_of
from pipeline.extract.titles import Title, titles_at
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Office
from pipeline.model import Claim, Evidence, Mention, RoleDetail, Span, When
from pipeline.typography import folded

EXTRACTOR = "roles"
STATE_SCOPES = frozenset({"state", "government", "parliament"})
COMPANY_SCOPES = frozenset({"company"})
PARTY_SCOPES = frozenset({"party", "parliament"})
PARTIES = frozenset({"party"})
NO_COMPANIES = frozenset({"media", "parliament", "government", "international"})
"""Kinds of bodies that are only spoken to, or of, beside the one that an office belongs to."""
NO_ACTORS = NO_COMPANIES | PARTIES | {"seat"}
ACTING_REACH = 2
"""Sentences back to which "il presidente Neri" may be of the body that one of them is about."""
NO_ALLIANCES = (NO_COMPANIES | PARTIES) - {"international"}


@dataclass(slots=True)
class _Known:
    """The offices read so far in the article, by the person's name, each with where its person was named."""

    offices: dict[str, list[tuple[str, Mention | None]]] = field(default_factory=dict)
    order: list[tuple[int, str]] = field(default_factory=list)

    def note(self, person: Mention, role: str, of: Mention | None) -> None:
        """Add an office."""
        self.offices.setdefault(person.name, []).append((role, of))
        self.order.append((person.span.start, person.name))


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a claim for each person and office that stand together."""
    finder = PartyFinder(reading, lexicon)
    known = _Known()
    seen: set[tuple[str, str, str, bool, When | None, str]] = set()
    for sent in reading.sentences():
        for token in (t for t in sent if office_size(t, lexicon)):
            for person, title in titles_at(token, finder):
                claim = _claim(person, title, finder, known)
                if claim is None or not isinstance(claim.detail, RoleDetail):
                    continue
                detail = claim.detail
                key = (person.name, detail.role.casefold(), _name(detail.of), detail.former, claim.when, claim.status)
                if key not in seen:
                    seen.add(key)
                    known.note(person, detail.role, detail.of)
                    yield claim


def _name(mention: Mention | None) -> str:
    return mention.name if mention else ""


def _claim(person: Mention, title: Title, finder: PartyFinder, known: _Known) -> Claim | None:
    reading, lexicon = finder.reading, finder.lexicon
    first = reading.doc[title.start]
    counterpart = first.form in lexicon.words["counterpart"]
    title = replace(title, end=role_end(title, finder))
    role, of = role_and_owner(title, finder)
    if counterpart:
        compared = _compared(first, person, finder, known)
        if compared is None:
            return None
        role = compared
    if not role:
        return None
    held = known.offices.get(person.name, ())
    if title.rule == "reference" and any(_same_office(role, other) for other, _ in held):
        return None
    of = of or _implied_owner(person, title, finder, held)
    polarity = _polarity(first, title, lexicon)
    if not polarity.is_claim:
        return None
    former = _is_former(title, finder)
    tenure = Tenure(None, former) if former or polarity.status != "happened" else tenure_of(title, finder)
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
        when=tenure.when,
        detail=RoleDetail(role, of, tenure.former),
        anchor=first.idx,
    )


def _same_office(one: str, other: str) -> bool:
    return one.split()[0].casefold() == other.split()[0].casefold()


def _is_former(title: Title, finder: PartyFinder) -> bool:
    """ "l'ex presidente", "il già potente ministro", "l'allora premier"; not "allora il premier"."""
    doc = finder.reading.doc
    i = title.start - 1
    while i > doc[title.start].sent.start and doc[i].pos_ == "ADJ" and doc[i].form not in _former(finder):
        i -= 1
    return i >= 0 and doc[i].form in _former(finder)


def _former(finder: PartyFinder) -> frozenset[str]:
    return finder.lexicon.words["former"]


def _polarity(first: Token, title: Title, lexicon: Lexicon) -> Polarity:
    """A title before a name is taken as held, but for "il futuro presidente"; "X è il presidente" is a clause."""
    beside = [first.doc[first.i - 1], *first.children] if first.i > first.sent.start else list(first.children)
    if any(token.form in lexicon.words["planned_title"] for token in beside):
        return Polarity(status="planned")
    if title.rule == "post":
        verb = clause_root(first)
        return polarity_of(verb, lexicon) if verb.lemma_.lower() in lexicon.words["taking_post"] else Polarity()
    if title.rule != "copula":
        return Polarity()
    own = any(child.dep_ == "cop" for child in first.children)
    polarity = polarity_of(first if own else clause_root(first), lexicon)
    proposed = not own and clause_root(first).lemma_.lower() in lexicon.words["governs_planned"]
    return replace(polarity, status="planned") if proposed else polarity


def _compared(noun: Token, person: Mention, finder: PartyFinder, known: _Known) -> str | None:
    """ "il suo omologo cinese Wu Lifen" has the office of whom the clause is about, or who was last named with one.

    Offices that only one body has, such as that of a commissioner of the Union, have no like in a state.
    """
    verb = clause_root(noun)
    subjects = finder.subjects(verb) if verb.pos_ in ("VERB", "AUX") else ()
    before = sorted((at, name) for at, name in known.order if name != person.name and at < person.span.start)
    about = (other.name for other in subjects if other.name != person.name and other.name in known.offices)
    name = next(about, before[-1][1] if before else None)
    role = known.offices[name][0][0] if name is not None else None
    unlike = tuple(finder.lexicon.words["without_counterpart"])
    return None if role is not None and folded(role).startswith(unlike) else role


def _implied_owner(
    person: Mention, title: Title, finder: PartyFinder, held: tuple[()] | list[tuple[str, Mention | None]]
) -> Mention | None:
    """Return whose an office is that the title does not say: by "suo" or "cui", a bracket, or what was told before."""
    reading, lexicon = finder.reading, finder.lexicon
    office = office_of(title, finder)
    possessor = _possessor(title, finder)
    if possessor and possessor.type in ("Organization", "Country"):
        return possessor
    scope = office.scope if office else ""
    bracket = _bracketed(person, finder) if scope in PARTY_SCOPES else None
    if bracket:
        return bracket
    if scope in STATE_SCOPES or office is None:
        country = next((of for _, of in held if of is not None and of.type == "Country"), None)
        if country:
            return country
        iso = (possessor.country if possessor else None) or person.country
        entry = lexicon.countries.get(iso) if iso else None
        if entry is not None:
            return finder.known(entry, reading.doc[title.start])
        return _body_before(title, office, finder) if office is not None and not person.wikidata else None
    if scope in COMPANY_SCOPES:
        company = next((of for _, of in held if of is not None and of.type == "Organization"), None)
        return company or (None if _is_indefinite(title, finder) else _company_before(title, finder))
    return _body_before(title, office, finder) if not held else None


def _is_indefinite(title: Title, finder: PartyFinder) -> bool:
    before = finder.reading.doc[title.start - 1] if title.start else None
    return before is not None and feature(before, "Definite") == "Ind"


def _company_before(title: Title, finder: PartyFinder) -> Mention | None:
    """ "L'amministratore delegato Anna Neri …": of the company that was spoken of, if the title names none."""
    doc = finder.reading.doc
    rest = doc[title.start + title.size : title.end]
    if any(t.pos_ == "ADP" for t in rest) and any(t.pos_ == "PROPN" or t.i in finder.reading.names for t in rest):
        return None  # "la direttrice delle risorse umane" is of the company, "il direttore della Rai" of another
    last = last_named(title.start, ("Organization",), finder, sentences=3, barred=NO_COMPANIES)
    return last or _only_company(title, finder)


def _only_company(title: Title, finder: PartyFinder) -> Mention | None:
    """ "Verdelli ha chiuso l'anno con … L'amministratrice delegata Neri": the one company of the article so far."""
    names = finder.reading.names
    firms = {
        names[i].chain: finder.reading.mention_of(names[i])
        for i in sorted(names)
        if i < title.start and finder.reading.chains[names[i].chain].type == "Organization"
    }
    found = [m for m in firms.values() if is_business(m, finder)]
    return found[0] if len(found) == 1 else None


def _body_before(title: Title, office: Office, finder: PartyFinder) -> Mention | None:
    """ "Lascia anche la Lega: il capogruppo Neri …", "Protesta Confcommercio. «…», dice il direttore Neri"."""
    doc = finder.reading.doc
    defined = title.start > 0 and feature(doc[title.start - 1], "Definite") == "Def"
    if title.rule != "title" or not defined or any(t.pos_ == "ADP" for t in doc[title.start : title.end]):
        return None
    if office.scope in PARTY_SCOPES:
        return last_named(title.start, ("Organization",), finder, wanted=PARTIES)
    described = title.end - title.start > title.size  # "il portavoce presidenziale"
    words, lemma = finder.lexicon.words, folded(office.lemma)
    if described:
        return None
    if lemma in words["office_of_bodies_of_states"]:
        return last_named(title.start, ("Organization",), finder, sentences=2, barred=NO_ALLIANCES)
    if lemma in words["office_of_a_body"]:
        return last_named(title.start, ("Organization",), finder, sentences=4, barred=NO_COMPANIES | PARTIES)
    return _acting_body(title, finder) if lemma in words["office_of_whoever"] else None


def _acting_body(title: Title, finder: PartyFinder) -> Mention | None:
    """ "Protesta Confcommercio: il presidente Neri …": the body that the sentence, or the one before, is about."""
    here = finder.reading.doc[title.start].sent
    for _ in range(ACTING_REACH):
        root = next((t for t in here if t.head == t and not t.is_space), None)
        here = here.doc[here.start - 1].sent if here.start else here
        subject = own_subject(root) if root is not None else None
        name = finder.reading.names.get(subject.i) if subject is not None else None
        if name is None or name.start == title.start:
            continue
        if finder.reading.chains[name.chain].type != "Organization" or name.start > title.start:
            return None
        mention = finder.reading.mention_of(name)
        entry = finder.lexicon.names.get(mention.name)
        barred = entry is not None and entry.kind in NO_ACTORS
        return None if barred else mention
    return None


def _possessor(title: Title, finder: PartyFinder) -> Mention | None:
    """ "il suo portavoce", "il proprio presidente": the subject's; "il cui presidente": of whom the clause is."""
    doc = finder.reading.doc
    noun = doc[title.start]
    for token in doc[max(noun.sent.start, title.start - 3) : title.start]:
        found = finder.referred(token)
        if (token.form == "cui" or feature(token, "Poss") == "Yes") and len(found) == 1:
            return found[0]
    return None


def _bracketed(person: Mention, finder: PartyFinder) -> Mention | None:
    """ "la deputata Anna Neri (Pd)": a party or a body in brackets right after the name."""
    reading = finder.reading
    end = next((n.end for i, n in reading.names.items() if reading.doc[i].idx == person.span.start), None)
    if end is None or end + 1 >= len(reading.doc) or reading.doc[end].text != "(":
        return None
    for i in range(end + 1, min(len(reading.doc), end + 7)):
        name = reading.names.get(i)
        if name and reading.chains[name.chain].type == "Organization":
            return reading.mention_of(name)
        if reading.doc[i].text == ")":
            return None
    return None
