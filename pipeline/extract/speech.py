"""Words of saying and what they govern: which token is a cue, where its content begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import CLOSING_MARKS, DOUBLED, OPENING_MARKS, TYPED_PAIRS
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import SUBJECTS, feature, is_contraction_of, is_finite, preposition_lemma
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Cue
from pipeline.model import Mention, Span

COMPLEMENT_REACH = 24
"""Tokens after a cue within which its "che" or "di" may stand, over addressee and time."""
TRAILING = " \t\n\r.,;:–—-…"
LEADING = " \t\n\r,;:–—-"
GERUND = re.compile(r"(?P<stem>\w+?)(?P<vowel>[ae])ndo(?:mi|ti|si|ci|vi|lo|la|li|le|gli|ne|ndone)?")
PARTICIPLE = re.compile(r"(?P<stem>\w{3,}?)(?P<vowel>[aiu])t[oaie]")
ENDINGS = {"a": ("are",), "i": ("ire",), "u": ("ere", "ire")}
"""Infinitives of a regular participle."""
GROUP_REACH = 4
"""Tokens between a verb and the infinitive of saying that it governs."""
ADJUNCTS = frozenset({"in", "su", "durante", "da", "con"})
"""Prepositions of the place, time or manner in which something is said."""
PROGRESSIVE = frozenset({"andare", "stare", "venire"})
"""Auxiliaries of a gerund: "va ripetendo", "sta dicendo"."""
MIN_IDIOM = 2
MAX_WORDS = 4
"""Words of the longest cue."""
SINGLE_PAIRS = frozenset({("'", "'"), ("‘", "’")})
PURPOSE = frozenset({"perché", "affinché"})
JOINING = frozenset({"cc", "fixed"})
"""What "che" is to its head in "sia di notte che di giorno", "oltre che"."""
MARKS = OPENING_MARKS | CLOSING_MARKS


@dataclass(frozen=True, slots=True)
class CueToken:
    """A word of saying in its place; `first` and `last` are the tokens of the whole verb form ("ha detto")."""

    token: Token
    cue: Cue
    first: int
    last: int
    main: Token
    """The finite verb of the group: "tiene" in "tiene a precisare"; else the cue itself."""
    sent: TokenSpan


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in the making: character offsets of content and evidence, and who spoke."""

    start: int
    end: int
    quoted: bool
    rule: str
    speakers: tuple[Mention, ...]
    cue: CueToken | None = None
    addressees: tuple[Mention, ...] = ()
    via: tuple[Mention, ...] = ()
    where: Span | None = None
    """The characters of the sentences that it rests on."""

    def holds(self, offset: int) -> bool:
        """Say whether a character stands in the words said."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Content:
    """Where the words said stand: character offsets, before trimming."""

    start: int
    end: int
    rule: str


def find_cues(sent: TokenSpan, lexicon: Lexicon) -> Iterator[CueToken]:
    """Yield the verbs of saying of a sentence, in the order of the text."""
    behind = -1
    for token in sent:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "aux:pass", "cop"):
            continue
        if token.i <= behind or _is_idiom(token, lexicon) or _is_to_be_said(token):
            continue
        after = token.i + 1
        found = _multiword(token, after, lexicon)
        if found is None and after < sent.end and sent.doc[after].pos_ == "ADV":
            after += 1  # "fanno invece sapere"
            found = _multiword(token, after, lexicon)
        if found is None:
            found, after = _known_verb(token, lexicon), token.i + 1
        if found is None:
            continue
        main = _main_verb(token)
        last = behind = after + len(found.lemma.split()) - 2
        yield CueToken(token, found, min(_first_of(token), _first_of(main)), last, main, sent)


def _is_idiom(token: Token, lexicon: Lexicon) -> bool:
    """ "vale a dire", "E pensare che …": words of saying that say nothing."""
    if feature(token, "VerbForm") != "Inf" or token.i < MIN_IDIOM:
        return False
    before = [t.lemma_.lower() for t in token.doc[token.i - MIN_IDIOM : token.i]]
    alone = token.dep_ in ("ROOT", "root") and not any(c.dep_ in ("mark", "case", "aux") for c in token.children)
    return " ".join(before) in lexicon.words["saying_idiom"] or (
        alone and token.doc[token.i + 1 : token.i + 2].text.lower() == "che"
    )


def _is_to_be_said(token: Token) -> bool:
    """ "va detto", "andava ricordato": what should be said, by nobody in particular."""
    return feature(token, "VerbForm") == "Part" and token.i > 0 and token.nbor(-1).lemma_.lower() == "andare"


def _known_verb(token: Token, lexicon: Lexicon) -> Cue | None:
    """Look a verb up by its lemma; a gerund with a clitic, whose lemma is often wrong, also by its form."""
    found = lexicon.cues.get((token.lemma_.lower(), "VERB"))
    gerund = GERUND.fullmatch(token.form)
    if found is None and gerund and feature(token, "VerbForm") != "Fin":
        endings = ("are",) if gerund["vowel"] == "a" else ("ire", "ere")
        candidates = (lexicon.cues.get((gerund["stem"] + ending, "VERB")) for ending in endings)
        found = next((cue for cue in candidates if cue is not None), None)
    participle = PARTICIPLE.fullmatch(token.form) if found is None else None
    if participle and feature(token, "VerbForm") == "Part":
        candidates = (lexicon.cues.get((participle["stem"] + e, "VERB")) for e in ENDINGS[participle["vowel"]])
        found = next((cue for cue in candidates if cue is not None), None)
    return found


def _main_verb(token: Token) -> Token:
    """Return what an infinitive of saying hangs on where that adds only a shade: "si è limitato a dire"."""
    current = token
    if feature(token, "VerbForm") == "Ger" and token.i and token.nbor(-1).lemma_ in PROGRESSIVE:
        return token.nbor(-1)
    while feature(current, "VerbForm") == "Inf" and current.dep_ == "xcomp" and current.head.pos_ == "VERB":
        if not 0 < current.i - current.head.i <= GROUP_REACH:
            break
        current = current.head
    return current


def is_cleft_infinitive(cue: CueToken) -> bool:
    """ "A dirlo è il ministro", "ad annunciarlo sono stati i sindacati": the clitic points at what stands before."""
    token = cue.token
    if feature(token, "VerbForm") != "Inf" or not token.form.endswith("rlo") or token.i == 0:
        return False
    before, after = token.nbor(-1), token.doc[token.i + 1 : token.i + 2]
    return before.form in ("a", "ad") and any(t.lemma_ == "essere" for t in after)


def governs_infinitive(cue: CueToken) -> bool:
    """ "accusa il ministro di mentire", "lo ha esortato a unirsi": "di" or "a" and an infinitive of the cue's frame."""
    wanted = ("di", "a") if cue.cue.type != "accuse" else ("di",)
    return any(
        c.i > cue.last and any(m.dep_ in ("mark", "case") and preposition_lemma(m.text) in wanted for m in c.children)
        for c in cue.token.children
        if feature(c, "VerbForm") == "Inf" or any(feature(m, "VerbForm") == "Inf" for m in c.children)
    )


def _first_of(verb: Token) -> int:
    """Return where a verb form begins, with auxiliaries and clitics."""
    parts = (c.i for c in verb.children if c.i < verb.i and _is_part(c))
    return min([verb.i, *parts])


def _is_part(child: Token) -> bool:
    clitic = child.dep_ == "obj" and feature(child, "Clitic") == "Yes"
    return child.dep_ in ("aux", "aux:pass", "iobj") or child.dep_.startswith("expl") or clitic


def _multiword(token: Token, after: int, lexicon: Lexicon) -> Cue | None:
    """ "mettere in guardia", "far sapere": the verb's lemma and the words from the token `after`."""
    doc, lemma = token.doc, token.lemma_.lower()
    following = [doc[i].form for i in range(after, min(len(doc), after + MAX_WORDS - 1))]
    for size in range(len(following), 0, -1):
        found = lexicon.cues.get((" ".join((lemma, *following[:size])), "VERB"))
        if found:
            return found
    return None


def clause_content(
    cue: CueToken, limit: int, boundaries: tuple[int, ...], others: frozenset[int] = frozenset()
) -> Content | None:
    """Return the clause that a cue governs (che, di + infinitive, se, come), up to the token `limit` (half-open).

    `boundaries` are tokens at which another saying or an attribution begins, `others` those of other cues: what
    follows one of them is not this one's.
    """
    doc = cue.token.doc
    stop = min(limit, cue.last + 1 + COMPLEMENT_REACH)
    for i in range(cue.last + 1, stop):
        token = doc[i]
        rule = _opens(token, cue, limit)
        if rule:
            start = i + 1
            end = min([b for b in boundaries if b > start] + [limit])
            if start >= end:
                return None
            last = doc[end - 1]
            return Content(doc[start].idx, last.idx + len(last.text), rule)
        if token.i in others or _blocks(token, cue):
            return None
    return None


def _opens(token: Token, cue: CueToken, limit: int) -> str | None:
    form = token.form
    frames = cue.cue.frames
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < limit else None
    if form == "che" and "che" in frames and token.dep_ not in JOINING and not _is_relative(token, cue):
        return "che"
    asking = cue.cue.type == "ask" or "affinché" in frames
    if asking and form in PURPOSE and token.dep_ == "mark" and is_wished(token.head):
        return "che"
    if form == "se" and "se" in frames and not _is_condition(token, cue):
        return "se"
    if form == "come" and "che" in frames and following is not None and following.form != "se":
        clause = token.dep_ == "mark" and token.pos_ == "SCONJ" and is_finite(token.head)
        told = any(is_finite(t) for t in doc[token.i + 1 : limit] if t.sent == token.sent)
        if clause or (token.i == cue.last + 1 and told):
            return "come"
    wanted = next((w for w in ("di", "a", "da") if w in frames and is_contraction_of(token.text, w)), None)
    bare = form in ("di", "d'", "a", "ad") or wanted == "da"
    if wanted and following is not None and bare and not _is_time(token, cue):
        verb = next(
            (doc[j] for j in range(token.i + 1, min(limit, token.i + 4)) if doc[j].pos_ in ("VERB", "AUX")), None
        )
        if verb is not None and feature(verb, "VerbForm") == "Inf":
            return "di" if wanted == "di" else "a"
    return None


def _is_condition(mark: Token, cue: CueToken) -> bool:
    """ "valuta una legge che, se approvata, vieterebbe …": it goes with another clause than the cue's."""
    clause = mark.head
    return clause.dep_ == "advcl" and clause.head not in (cue.token, cue.main) and mark.i > cue.last + 1


def is_wished(verb: Token) -> bool:
    """ "ha chiesto perché si tagli": a subjunctive is asked for; an indicative gives a reason."""
    parts = [t for t in (verb, *verb.children) if t == verb or t.dep_.startswith(("aux", "cop"))]
    return any(feature(t, "Mood") == "Sub" for t in parts) or _has_other_vowel(verb)


def _has_other_vowel(verb: Token) -> bool:
    """ "depongano", "cessino": a subjunctive by its ending, which the tagger takes for an indicative."""
    form, lemma = verb.form, verb.lemma_.lower()
    if feature(verb, "Tense") != "Pres" or form.endswith(("va", "vano")):
        return False
    return form.endswith(("a", "ano") if lemma.endswith(("ere", "ire")) else ("ino",) if lemma.endswith("are") else ())


def _is_time(token: Token, cue: CueToken) -> bool:
    """ "lo indica prima ancora di sedersi": the preposition belongs to the adverb before it."""
    before = [t.form for t in token.doc[max(cue.last + 1, token.i - 2) : token.i]]
    return before[-1:] in (["prima"], ["invece"]) or before == ["prima", "ancora"]


def _is_relative(token: Token, cue: CueToken) -> bool:
    """ "ha negato a un uomo che ha aiutato": a pronoun right after its noun, no conjunction."""
    if _needs_clause(token, cue):
        return False
    if feature(token, "PronType") == "Rel" and token.head.dep_ == "acl:relcl":
        return True
    before = token.doc[token.i - 1]
    if token.pos_ != "PRON" or before.i <= cue.last:
        return False
    return before.pos_ in ("NOUN", "PROPN") or before.text in (",", ")")


def _needs_clause(token: Token, cue: CueToken) -> bool:
    """ "ha sostenuto in un discorso che il Paese non cederà": the verb has nothing else to govern, the clause has all.

    The noun before "che" must be an adjunct of place or time, and the clause must have a subject of its own.
    """
    noun = token.head.head
    adjunct = any(c.dep_ == "case" and preposition_lemma(c.text) in ADJUNCTS for c in noun.children)
    governed = any(c.dep_ in ("obj", "ccomp", "xcomp") for c in cue.token.children)
    own = any(c.dep_ in SUBJECTS and c.i > token.i for c in token.head.children)
    return cue.cue.type != "think" and adjunct and not governed and own and noun.head == cue.token


def _blocks(token: Token, cue: CueToken) -> bool:
    """Another finite verb, a colon or a quotation ends the search for a cue's complement."""
    if token.text in (":", ";") or token.text in MARKS:
        return True
    return token.pos_ in ("VERB", "AUX") and feature(token, "VerbForm") == "Fin" and token.i > cue.last


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int, bool] | None:
    """Cut white space, outer marks and closing punctuation off; return start, end, and whether marks stand inside."""
    text = reading.article.text
    marked = any(mark in text[start:end] for mark in MARKS if mark != DOUBLED)  # "3'' di vantaggio"
    quoted = marked or any(start <= quote.outer.start < end for quote in reading.quotes)
    while start < end and text[start] in LEADING + "”»":
        start += 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    for opening, closing in TYPED_PAIRS:
        if text.startswith(opening, start, end) and text.endswith(closing, start + len(opening), end):
            start, end, quoted = start + len(opening), end - len(closing), True
    if end - start > 2 and (text[start], text[end - 1]) in SINGLE_PAIRS:
        start, end, quoted = start + 1, end - 1, True
    if start < end and text[start] in '“«"' and _closes_at(text, start, end):
        start, end = start + 1, end - 1
    elif start < end and text[start] in '“«"' and not any(c in '”»"' for c in text[start + 1 : end]):
        start += 1
    elif end > start and text[end - 1] in "”»" and not any(c in "“«" for c in text[start : end - 1]):
        end -= 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return (start, end, quoted) if start < end else None


def _closes_at(text: str, start: int, end: int) -> bool:
    closer = {"“": "”", "«": "»", '"': '"'}[text[start]]
    return text[end - 1] == closer and closer not in text[start + 1 : end - 1]
