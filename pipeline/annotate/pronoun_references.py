"""Who is meant by a pronoun: "lui", "quest'ultimo", "gli ha detto", "il suo arrivo", "con il quale"."""

from __future__ import annotations

from pipeline.annotate.clauses import clause_root, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.so_far import OBJECTS, OBLIQUES, SoFar
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, feature

MAX_CLAUSES = 6


def pronoun_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "Lui" as a subject is whom the passage is about; after a preposition, another than the subject."""
    form = token.form
    if form in so_far.lexicon.words["last"] and any(c.lemma_.lower() == "questo" for c in token.children):
        return so_far.discourse.last_person("Fem" if form.endswith("a") else "Masc")  # "quest'ultimo"
    if form not in so_far.lexicon.words["personal_pronoun"]:
        return ()
    gender = _pronoun_gender(form, so_far)
    if token.dep_ in SUBJECTS:
        if form in so_far.lexicon.words["latter"]:
            return so_far.discourse.last_person(gender)
        focus = so_far.discourse.speaking_focus("Sing", gender)
        persons = focus if focus and so_far.chains[focus[0]].type == "Person" else ()
        return persons or so_far.discourse.last_person(gender)
    if token.dep_ in OBLIQUES:
        return so_far.discourse.last_person(gender, so_far.subject_chains(token))
    return ()


def _pronoun_gender(form: str, so_far: SoFar) -> str:
    return "Fem" if form in so_far.lexicon.words["feminine_pronoun"] else "Masc"


def clitic_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "gli ha detto", "l'ha ricevuta", "lo ha invitato": somebody other than the subject."""
    if feature(token, "Clitic") != "Yes" or feature(token, "Person") != "3" or token.dep_ not in OBJECTS:
        return ()
    form = token.form
    words = so_far.lexicon.words
    if form in words["clitic_feminine"]:
        wanted = "Fem"
    elif form in words["clitic_masculine"]:
        wanted = "Masc"
    else:
        return ()
    verb = token.head
    if token.dep_ == "obj":
        cue = so_far.lexicon.cues.get((verb.lemma_.lower(), "VERB"))
        if cue is not None and cue.type in ("say", "deny", "think", "announce", "promise"):
            return ()  # "lo ha detto il ministro"
        if form == "lo" and verb.lemma_.lower() in so_far.lexicon.words["clausal_verb"]:
            return ()  # "lo ha reso noto", "lo ha già fatto"
        if feature(verb, "VerbForm") == "Part" and feature(verb, "Gender") and form.startswith("l'"):
            wanted = feature(verb, "Gender")
    subject = subject_of(verb)
    barred = so_far.bearers.chains_of(subject) if subject is not None else so_far.references.get(verb.i, ())
    return _other_person(token, wanted, barred, so_far, sure=token.dep_ == "obj")


def _other_person(token: Token, gender: str, barred: tuple[int, ...], so_far: SoFar, *, sure: bool) -> tuple[int, ...]:
    """Return the person of a gender last spoken of in the sentence, else whom the passage is about, else before.

    "L'ha approvata" may be about a law: who is meant by a direct object must be known to be of the gender.
    """
    before = [(i, c) for i, c in sorted(so_far.mentions) if i < token.i and c not in barred]
    genders = so_far.discourse.genders
    fitting = [(i, c) for i, c in before if (genders[c] == gender if sure else so_far.discourse.fits(c, gender))]
    here = [c for i, c in fitting if i >= token.sent.start]
    if here:
        return (here[-1],)
    focus = so_far.discourse.speaking_focus("Sing", gender)
    if focus and focus[0] in {c for _, c in fitting}:
        return focus
    return (fitting[-1][1],) if fitting else ()


def possessor_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "il suo arrivo": of the clause's subject, or of whom the passage is about."""
    if feature(token, "Poss") != "Yes" or token.form not in so_far.lexicon.words["possessive"]:
        return ()
    subject = subject_of(clause_root(token))
    if subject is not None and subject != token.head and not subject.is_ancestor(token):
        found = so_far.bearers.chains_of(subject)
        return found if len(found) == 1 else ()
    return so_far.discourse.speaking_focus("Sing")


def relative_meant(token: Token, so_far: SoFar) -> tuple[int, ...]:
    """ "il suo omologo Neri, con il quale si è intrattenuto": the word that the clause is about."""
    if token.is_sent_start and token.form == "che" and token.dep_ in SUBJECTS:
        before = [c for i, c in so_far.mentions if i < token.i]  # "… ha inviato Neri. Che, alla fine, ha detto …"
        return (before[-1],) if before else ()
    relative = feature(token, "PronType") == "Rel" or (token.pos_ == "PRON" and token.lemma_.lower() == "quale")
    if not relative or token.dep_ in ("det", "mark"):
        return ()
    current = token
    for _ in range(MAX_CLAUSES):
        if current.dep_ == RELATIVE_CLAUSE:
            return so_far.bearers.chains_of(current.head) if current.head.i < token.i else ()
        if current.head == current:
            return ()
        current = current.head
    return ()
