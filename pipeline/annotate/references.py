"""Who is meant without a name: "il leader russo", "i due", "lui", a dropped subject → chains of the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.annotate.bearers import Bearers
from pipeline.annotate.clauses import clause_root, conjuncts, own_subject, subject_of
from pipeline.annotate.discourse import Discourse, genders, given_genders
from pipeline.annotate.nominal_references import body_named, nominal_meant, pair_meant
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.pronoun_references import clitic_meant, possessor_meant, pronoun_meant, relative_meant
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.so_far import SoFar
from pipeline.annotate.titles import Named
from pipeline.annotate.ud import AUXILIARIES, feature, finite_part, is_finite
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name

PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
MAX_CLAUSES = 6


def resolve_references(
    chains: tuple[Chain, ...],
    names: Mapping[int, NameSpan],
    entries: Mapping[int, Name],
    lexicon: Lexicon,
    sentences: Iterable[TokenSpan],
    quoted: frozenset[int] = frozenset(),
) -> Mapping[int, tuple[int, ...]]:
    """Return, for each token without a name that stands for parties, the chains; read once from left to right.

    `quoted` are the tokens in quotation marks: what is spoken of there does not change whom the article is about.
    """
    so_far: SoFar | None = None
    for sent in sentences:
        if so_far is None:
            references: dict[int, tuple[int, ...]] = {}
            told = genders(sent.doc, names, chains, lexicon)
            discourse = Discourse(chains, told, given_genders(chains, lexicon))
            bearers = Bearers(Named(names, chains, lexicon), references)
            so_far = SoFar(chains, names, entries, lexicon, quoted, discourse, bearers, references)
        _read_sentence(list(sent), so_far)
    return so_far.references if so_far else {}


def _read_sentence(tokens: list[Token], so_far: SoFar) -> None:
    """Resolve the nominals and pronouns, then the dropped subjects, then set the focus for what follows."""
    for token in tokens:
        name = so_far.names.get(token.i)
        if name:
            if name.start == token.i:
                so_far.note(name.chain, token)
            continue
        found = (
            pair_meant(token, so_far)
            or nominal_meant(token, so_far)
            or body_named(token, so_far)
            or pronoun_meant(token, so_far)
        )
        if found:
            so_far.references[token.i] = found
            for chain in found:
                so_far.note(chain, token)
    for token in tokens:
        if token.dep_ not in AUXILIARIES and token.pos_ in PREDICATES and is_finite(token):
            _dropped_subject(token, so_far)
    for token in tokens:
        if token.i not in so_far.references:
            found = clitic_meant(token, so_far) or possessor_meant(token, so_far) or relative_meant(token, so_far)
            if found:
                so_far.references[token.i] = found
    _set_focus(tokens, so_far)


def _dropped_subject(verb: Token, so_far: SoFar) -> None:
    part = finite_part(verb)
    if feature(part, "Person") not in ("3", "") or subject_of(verb) is not None:
        return
    if any(c.dep_ in ("expl:impers", "expl:pass", "csubj") for c in verb.children):
        return
    number = feature(part, "Number") or "Sing"
    gender = feature(verb, "Gender") if part.lemma_.lower() == "essere" and verb.pos_ == "VERB" else ""
    found = _governing(verb, number, gender, so_far) or so_far.discourse.speaking_focus(number, gender)
    if not found and gender and number == "Sing":
        before = [c for c in so_far.discourse.people if so_far.discourse.genders[c] == gender]
        found = (before[-1],) if before else ()
    if found:
        so_far.references[verb.i] = found
        so_far.mentions.extend((verb.i, c) for c in found if so_far.chains[c].type == "Person")


def _governing(verb: Token, number: str, gender: str, so_far: SoFar) -> tuple[int, ...]:
    """ "Neri è volata al Cairo, dove ha incontrato …": the subject of the clause that this one hangs on."""
    current = verb
    for _ in range(MAX_CLAUSES):
        if current.head == current:
            return ()
        above = clause_root(current.head)
        subject = own_subject(above)
        if subject is not None and not subject.is_ancestor(verb) and subject.i < verb.i:
            found = so_far.bearers.chains_of(subject)
            agrees = (len(found) > 1) == (number == "Plur") and all(so_far.discourse.fits(c, gender) for c in found)
            return found if found and agrees else ()
        if above.i in so_far.references:
            return so_far.references[above.i] if number == "Sing" else ()
        if above == current:
            return ()
        current = above
    return ()


def _set_focus(tokens: list[Token], so_far: SoFar) -> None:
    """The subject of the sentence's main clause is what the next sentence goes on about."""
    root = next((t for t in tokens if t.head == t and not t.is_space), None)
    if root is None:
        return
    if root.i not in so_far.quoted:
        _focus_on(root, so_far)
    for token in tokens:  # "«…», ha detto Neri": whoever speaks in the midst of a quotation, or after a colon
        beside = token.dep_ in ("parataxis", "conj", "ccomp", "advcl") and token.pos_ in PREDICATES
        if beside and token.i not in so_far.quoted and (token.head == root or root.i in so_far.quoted):
            _focus_beside(token, root, so_far)


def _focus_beside(verb: Token, root: Token, so_far: SoFar) -> None:
    subject = own_subject(verb)
    if subject is None or not is_finite(verb) or (verb.dep_ in ("ccomp", "advcl") and root.i not in so_far.quoted):
        return
    found = so_far.bearers.chains_of(subject)
    if len(found) == 1 and so_far.chains[found[0]].type == "Person":
        so_far.discourse.focus = found


def _focus_on(root: Token, so_far: SoFar) -> None:
    subject = own_subject(root)
    if subject is None and root.i in so_far.names and any(c.dep_ == "cop" for c in root.children):
        subject = root  # "A guidarla sarà Anna Neri: subentra a …"
    if subject is None:
        inherited = so_far.references.get(root.i)
        if inherited:
            so_far.discourse.focus = inherited
        return
    chains: list[int] = []
    for token in conjuncts(subject):
        chains.extend(so_far.bearers.chains_of(token))
    if chains:
        so_far.discourse.focus = tuple(dict.fromkeys(chains))
    elif _is_somebody(subject, so_far):
        so_far.discourse.focus = ()


def _is_somebody(noun: Token, so_far: SoFar) -> bool:
    """Say whether a noun is a person's who has no name: from here on the passage is about nobody named."""
    person = so_far.lexicon.person_nouns.get(noun.form)
    return noun.pos_ == "NOUN" and (person is not None and person.kind == "person" and person.number == "sg")
