"""Whether a clause says that something is so: negation, plans, hearsay, cancelled, hypothesis, question."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.clauses import MAX_DEPTH, clause_root, preposition_of
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token, place
from pipeline.annotate.ud import (
    AUXILIARIES,
    RELATIVE_CLAUSE,
    SUBJECTS,
    feature,
    finite_part,
    is_finite,
    is_relative,
)
from pipeline.lexicon import Lexicon
from pipeline.model import Status, When

PLANNING = frozenset({"promise", "warn", "ask", "announce"})
"""Types of saying whose infinitive is still to come: "minaccia di attaccare", "ha chiesto di incontrare"."""
FUTURE_ENDINGS = ("rà", "ranno", "remo")
"""No other tense of the indicative ends so, whatever the morphology says of a rare verb."""
ASKING = frozenset({"perché", "come", "quando", "che", "cosa", "chi", "quanto", "quale", "quali"})
"""First words of questions that ask for more about what is so."""
COMING_DAYS = frozenset({"domani", "dopodomani"})
GOVERNED = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})
PRESENTING = frozenset({"a", "ad"})
PAST = frozenset({"Imp", "Past"})
EVER = "mai"
NEGATING = frozenset({"advmod", "cc", "det", "det:predet"})


@dataclass(frozen=True, slots=True)
class Polarity:
    """How a clause stands to the facts; `asked` and `supposed` ones are no claim at all."""

    negated: bool = False
    status: Status = "happened"
    asked: bool = False
    supposed: bool = False

    @property
    def is_claim(self) -> bool:
        """Say whether anything is claimed."""
        return not self.asked and not self.supposed


@remembered
def polarity_of(trigger: Token, lexicon: Lexicon) -> Polarity:
    """Return how the clause of a verb or noun stands to the facts.

    A copula or an auxiliary stands as what it hangs on: in "non è a Roma" the negator is the place's.
    """
    while trigger.dep_ in AUXILIARIES and trigger.head != trigger:
        trigger = trigger.head
    predicate = trigger if _is_predicate(trigger) else _governing_verb(trigger)
    negated = is_negated(trigger, lexicon)
    taken_for_granted = (
        predicate is not None and predicate != trigger and not _is_claimed_by(trigger, predicate, lexicon)
    )
    if predicate is not None and predicate != trigger and not taken_for_granted:
        negated = negated != is_negated(predicate, lexicon)
    status: Status = "happened"
    if trigger.pos_ in ("NOUN", "PRON") and predicate != trigger:
        status = _status_of_noun(trigger, predicate, lexicon)
    if status == "happened" and predicate is not None:
        governed_negative, governed_status = _governed(predicate, lexicon)
        negated = negated != (governed_negative and not taken_for_granted)
        status = governed_status or _status_of_mood(predicate, lexicon)
        if status == "alleged" and taken_for_granted:
            status = "happened"
    if _is_called_off(predicate or trigger, lexicon):
        return Polarity(negated=True)
    return Polarity(
        negated, status, _is_asked(trigger), supposed=predicate is not None and _is_supposed(predicate, lexicon)
    )


def _is_asked(trigger: Token) -> bool:
    """Say whether a word stands in a question, and in none that somebody is quoted with."""
    doc, sent = trigger.doc, trigger.sent
    if not any(mark.text == "?" for mark in doc[max(0, sent.end - 3) : sent.end]):
        return False
    first = next((t for t in sent if t.is_alpha), None) if trigger.pos_ == "NOUN" else None
    definite = any(c.dep_ in ("det", "case") for c in trigger.children)
    if first is not None and definite and first.form in ASKING:
        return False  # "Perché si parla del viaggio di X?": that X went is taken for granted
    return not any(t.text in '“«"' for t in sent)


def lies_ahead(trigger: Token, when: When | None, published: str | None) -> bool:
    """Say whether what a noun or a verb in the present names is still to come: "domani incontra", "il vertice del 20".

    It is where its time lies after the article's day, or is a day to come by its word.
    """
    if when is None:
        return False
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else None
    if verb is not None and (feature(finite_part(verb), "Tense") != "Pres" or finite_part(verb) != verb):
        return False
    if when.text.lower() in COMING_DAYS:
        return True
    if when.iso is None or published is None:
        return False
    day = min(len(when.iso), len(published))
    return "/" not in when.iso and when.iso[:day] > published[:day]


def _is_predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children)


def _governing_verb(noun: Token) -> Token | None:
    """The verb of the noun's clause; after a noun that stands alone, the verb without subject that follows it.

    "X, in visita a Roma, sarà ricevuto": what is said of X by the way does not hang on the verb.
    """
    if noun.dep_ in ("nmod", "appos", "acl") and noun.head.pos_ in ("NOUN", "PROPN") and preposition_of(noun) == "in":
        return None
    root = clause_root(noun)
    if root.pos_ in ("VERB", "AUX"):
        return root
    if noun != root:
        return None
    beside = (c for c in noun.children if c.dep_ == "parataxis" and c.pos_ == "VERB" and c.i > noun.i)
    return next((v for v in beside if not any(c.dep_ in SUBJECTS for c in v.children)), None)


def _is_claimed_by(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Say whether denying the verb denies the noun: "non ha tenuto colloqui", not "non ne parlò nei colloqui"."""
    if noun.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp", "conj", "ROOT", "root") or noun.head == noun:
        return True
    if verb.lemma_.lower() in lexicon.words["hold_meeting"]:
        return True
    return any(c.dep_ == "cop" for c in noun.children)


def calls_off(verb: Token, lexicon: Lexicon) -> bool:
    """ "saltare", "annullato": a word that says of its subject or object that nothing came of it."""
    told = (lexicon.words["cancelled"], lexicon.words["cancelled_participle"])
    forms = (verb.lemma_.lower(), verb.form)
    return any(form in words for words in told for form in forms)


def _is_called_off(predicate: Token, lexicon: Lexicon) -> bool:
    """ "era attesa a Singapore, ma la tappa è saltata": a clause after "ma" says that it came to nothing."""
    for child in predicate.children:
        if child.dep_ not in ("conj", "parataxis") or child.i < predicate.i:
            continue
        if not calls_off(child, lexicon):
            continue
        subjects = [c.lemma_.lower() for c in child.children if c.dep_ in SUBJECTS]
        if any((s, "NOUN") in lexicon.visits or (s, "NOUN") in lexicon.meetings for s in subjects):
            return True
    return False


@remembered
def is_negated(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a negator stands with the token or with its auxiliary."""
    negators = lexicon.words["negator"]
    for child in token.children:
        label = child.dep_
        if label in NEGATING and child.form in negators and child.i < token.i:
            return not _is_ever(child, token)
        if label in AUXILIARIES and any(g.form in negators and not _is_ever(g, token) for g in child.children):
            return True
    return False


def _is_ever(negator: Token, verb: Token) -> bool:
    """ "nega di aver mai cenato con X": with an infinitive "mai" by itself denies nothing."""
    return (
        negator.form == EVER
        and not is_finite(verb)
        and feature(verb, "VerbForm") in ("Inf", "Part")
        and any(feature(t, "VerbForm") == "Inf" for t in (verb, *verb.children))
    )


def _governed(verb: Token, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """Say whether what governs a clause turns it round, and what it makes of it.

    "ha rifiutato di condannare", "senza incontrare" and "ha negato che sia" are negative; "intende visitare",
    "per discutere" and "minaccia di attaccare" are plans; "potrebbe incontrare", "teme che attacchi" are not known.
    """
    current, negative = verb, False
    for _ in range(MAX_DEPTH):
        if current.dep_ == "conj" and _is_predicate(current.head):
            current = current.head
            continue
        if current.dep_ == RELATIVE_CLAUSE and _is_denied_news(current.head, lexicon) and not _is_aside(current):
            return not negative, None
        if current.dep_ not in GOVERNED or current.head == current or _is_about_whose(current):
            return negative, None
        if current.dep_ == "advcl":
            return _adverbial(current, negative, lexicon)
        negative = negative != is_negated(current.head, lexicon)
        turned, status = _by_governor(current, lexicon)
        negative = negative != (turned or _is_denied_news(current.head, lexicon))
        if status or current.dep_ == "ccomp":
            return negative, status
        current = current.head
    return negative, None


def _is_about_whose(clause: Token) -> bool:
    """ "la proposta di una società, il cui presidente era stato a X": a relative clause, whatever its label."""
    return clause.dep_ == "acl" and any(
        is_relative(d) for c in clause.children if c.dep_ in SUBJECTS for d in c.children
    )


def _is_aside(clause: Token) -> bool:
    """ "ha respinto la richiesta dei Verdi, che ricorreranno": what comes after a comma is not what is denied."""
    start = clause.left_edge.i
    return clause.doc[start].is_punct or (start > 0 and clause.doc[start - 1].is_punct)


def _is_denied_news(noun: Token, lexicon: Lexicon) -> bool:
    """ "ha respinto le notizie che i due si vedranno": the noun that a clause hangs on is what is denied."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    lemma = noun.head.lemma_.lower()
    cue = lexicon.cues.get((lemma, "VERB"))
    return lemma in lexicon.words["denies_news"] or (cue is not None and cue.type == "deny")


def _by_governor(clause: Token, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """Return what the governing word does to its clause: turn it round, and give it another status."""
    words = lexicon.words
    lemma = clause.head.lemma_.lower()
    cue = lexicon.cues.get((lemma, "VERB"))
    if lemma in words["governs_negative"] or (cue is not None and cue.type == "deny"):
        return True, None
    if lemma in words["governs_planned"] or lemma in words["planned_noun"]:
        return False, "planned"
    if cue is not None and cue.type in PLANNING and feature(clause, "VerbForm") == "Inf":
        return False, "planned"
    if lemma in words["governs_alleged"] or (cue is not None and cue.type == "think"):
        return False, "alleged"
    if cue is None and lemma in words["factive"] and feature(finite_part(clause.head), "Tense") == "Fut":
        return False, "planned"  # "torneranno a incontrarsi"
    if cue is not None or lemma in words["factive"] or clause.dep_ == "acl":
        return False, None
    unreal = feature(finite_part(clause), "Mood") == "Sub" or feature(clause, "VerbForm") == "Inf"
    return False, "alleged" if unreal else None


def _adverbial(clause: Token, negative: bool, lexicon: Lexicon) -> tuple[bool, Status | None]:
    """ "senza incontrare" did not happen, "per discutere" is a purpose; "dopo aver incontrato" happened."""
    marks = {child.form for child in clause.children if child.dep_ in ("mark", "case")}
    if marks & lexicon.words["mark_negative"]:
        return not negative, None
    cleft = clause.head.lemma_ == "essere" or any(c.dep_ == "cop" for c in clause.head.children)
    if marks <= PRESENTING and clause.i < clause.head.i and cleft:
        return negative, _status_of_mood(clause.head, lexicon)  # "ad attenderlo c'era il ministro"
    perfect = any(child.dep_ == "aux" for child in clause.children)
    unreal = feature(finite_part(clause), "Mood") == "Sub" and not marks & lexicon.words["mark_factive"]
    purpose = feature(clause, "VerbForm") == "Inf" and not perfect and marks & lexicon.words["mark_purpose"]
    return negative, "planned" if purpose or (unreal and not perfect) else None


def _status_of_mood(verb: Token, lexicon: Lexicon) -> Status:
    """Future and "dovrebbe" are plans; a conditional or "potrebbe" is hearsay."""
    form = feature(verb, "VerbForm")
    waited = form == "Inf" or (form == "Fin" and feature(verb, "Tense") in PAST)
    expecting = lexicon.words["expecting"]
    # "dove lo attendeva il ministro" is past
    if not waited and (verb.lemma_.lower() in expecting or verb.form in expecting):
        return "planned"
    helpers = [c for c in verb.children if c.dep_ == "aux" and c.pos_ == "AUX"]
    if any(c.lemma_.lower() in lexicon.words["governs_planned"] for c in helpers):
        return "planned"  # "avrebbe dovuto incontrare"
    if any(c.lemma_.lower() in lexicon.words["governs_alleged"] or feature(c, "Mood") == "Cnd" for c in helpers):
        return "alleged"
    part = finite_part(verb)
    if feature(part, "Mood") == "Cnd":
        return "alleged"
    if feature(part, "Tense") == "Fut" or part.form.endswith(FUTURE_ENDINGS):
        return "planned"
    return "happened"


def _status_of_noun(noun: Token, verb: Token | None, lexicon: Lexicon) -> Status:
    """ "il viaggio previsto per maggio", "l'incontro è stato annullato", "ha proposto colloqui"."""
    words = lexicon.words
    if verb is not None and _is_direct(noun, verb):
        if calls_off(verb, lexicon):
            return "denied"  # "l'incontro, previsto per oggi, è stato annullato"
        if noun.dep_ in SUBJECTS and verb.lemma_.lower() in words["postponed"]:
            return "planned"  # "il viaggio slitta a settembre"
    children = list(noun.children)
    for child in sorted((*children, *(g for c in children for g in c.children)), key=place):
        form = child.form
        if form in words["cancelled_participle"]:
            return "denied"
        if form in words["planned_participle"]:
            return "planned"
        if child.head == noun and preposition_of(child) == "in" and form in words["agenda"]:
            return "planned"
    if noun.dep_ in SUBJECTS and noun.head.pos_ == "ADJ" and noun.head.form in words["planned_participle"]:
        return "planned"  # "Possibile un incontro"
    if verb is None:
        return "happened"
    lemma = verb.lemma_.lower()
    direct = _is_direct(noun, verb)
    if noun.dep_ == "obl" and noun.head == verb and lemma in words["renounces"] and preposition_of(noun) == "a":
        return "denied" if not is_negated(verb, lexicon) else "planned"
    if direct and lemma in words["governs_planned"] and noun.dep_ == "obj":
        return "planned"
    if direct and noun.dep_ in SUBJECTS and verb.form in words["planned_participle"] and verb.dep_ != "acl":
        return "planned"
    if direct and any(preposition_of(c) == "in" and c.form in words["agenda"] for c in verb.children):
        return "planned"
    if noun.dep_ == "obl" and preposition_of(noun) == "per":
        wishes = (c.lemma_.lower() for c in verb.children if c.dep_ in ("obj", "nsubj:pass"))
        if any(w in words["planned_noun"] for w in wishes):
            return "planned"
    above = noun.head.lemma_.lower() if noun.dep_ in ("nmod", "obl") else ""
    if above in words["planned_noun"]:
        return "planned"
    if above in words["feared_noun"]:
        return "alleged"
    return "happened"


def _is_direct(noun: Token, verb: Token) -> bool:
    return noun.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp") and noun.head == verb


def _is_supposed(verb: Token, lexicon: Lexicon) -> bool:
    """Say whether the clause is a condition: "se Putin visitasse Pechino e incontrasse Xi"."""
    current = verb
    for _ in range(MAX_DEPTH):
        if any(c.dep_ == "mark" and c.form in lexicon.words["mark_condition"] for c in current.children):
            return not _is_concessive(current, lexicon)
        if current.dep_ != "conj" or current.head == current:
            return False
        current = current.head
    return False


def _is_concessive(verb: Token, lexicon: Lexicon) -> bool:
    """ "anche se la Cina non ha condannato": with the indicative it is so all the same."""
    marks = [c for c in verb.children if c.form in lexicon.words["mark_condition"] and c.i > 0]
    return feature(finite_part(verb), "Mood") != "Sub" and any(
        mark.nbor(-1).form in lexicon.words["concessive"] for mark in marks
    )
