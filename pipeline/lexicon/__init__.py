"""Words and frames of `ontology/` → one frozen `Lexicon`. With `vocab`, the only place that knows where data lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import DataError
from pipeline.lexicon.entries import (
    MAGNITUDES,
    Attribution,
    Cue,
    LayoutCue,
    Meeting,
    Name,
    NumberWord,
    Office,
    Partisan,
    PersonNoun,
    Unit,
)
from pipeline.lexicon.frames import Frame, LightVerbs, Relation, read_relation
from pipeline.lexicon.linking import Linking, read_linking
from pipeline.lexicon.location import ontology_dir
from pipeline.lexicon.tables import listed, read_rows
from pipeline.lexicon.world import (
    read_countries,
    read_demonym_prefixes,
    read_demonyms,
    read_organisations,
    read_partisans,
    read_regions,
    read_seats,
)
from pipeline.model import KINDS, Direction
from pipeline.typography import folded

__all__ = ["Lexicon", "load_lexicon", "ontology_dir"]

SINGLE_WORD = "word"
"""The scope in `layout.tsv` of what is no cue, but a word that the shapes of a text are read by."""
FIXED = 3
"""Words from which on an attribution's second stands right after its first: only the last may stand further on."""
CONTRACTING = frozenset({"a", "con", "da", "di", "in", "su", "tra"})
"""Prepositions that an article may be one with: as the last word of an attribution they stand for these, too."""
GENDERS = {"m": "Masc", "f": "Fem"}
THINK = "think"
"""The type in `cues.tsv` of what says that somebody thinks so."""
_SHARE = re.compile(r"0?\.\d+")
_FIRST_WORD = re.compile(r"©|[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that the rules know of Italian and of the world; keys are lower case with straight apostrophes.

    It equals only itself, so that what a rule has found with it can be remembered.
    """

    names: Mapping[str, Name]
    """Surface form, case kept → what it denotes."""
    countries: Mapping[str, Name]
    """ISO code → the country."""
    demonyms: Mapping[str, Name]
    """Form of an adjective of nationality → country or region."""
    offices: Mapping[tuple[str, ...], Office]
    person_nouns: Mapping[str, PersonNoun]
    organisation_words: Mapping[str, str]
    common_surnames: frozenset[str]
    given_names: Mapping[str, str]
    """Given name → Masc or Fem, for those that newspapers have of one gender nearly always."""
    cues: Mapping[tuple[str, str], Cue]
    """(lemma, UPOS) → cue."""
    attributions: Mapping[str, Mapping[str, tuple[Attribution, ...]]]
    """First word → second word ("" for any other) → the phrases that may begin with them, the longest first."""
    meetings: Mapping[tuple[str, str], Meeting]
    visits: Mapping[tuple[str, str], frozenset[str]]
    units: tuple[Unit, ...]
    numbers: tuple[NumberWord, ...]
    changes: Mapping[str, Direction]
    indicators: Mapping[str, str]
    """Lemma of a noun that is measured → in what: money, count, many (only many of them are a figure), rate …"""
    measures: Mapping[str, Mapping[str, str]]
    """What tells what a number measures, by kind (verb, type, share, level …): form → value."""
    relations: tuple[Relation, ...]
    priors: Mapping[str, float]
    """Kind of fact, or rule → how often one reading of it is right."""
    verb_endings: Mapping[str, tuple[str, ...]]
    """End of an irregular form → ends of the infinitives that it may be of: "vaso" → "vadere"."""
    words: Mapping[str, frozenset[str]]
    """Small closed lists by name: "former", "deputy", "modal_planned" …"""
    layout_cues: Mapping[str, tuple[LayoutCue, ...]]
    """First word → the phrases that begin with it and tell the parts of an article, the longest first."""
    layout_words: Mapping[str, frozenset[str]]
    """Words that the shapes of a text are read by: "opens" a sentence, "abbreviation", "domain" …"""
    demonym_prefixes: Mapping[str, Name] = field(default_factory=dict)
    """First half of a compound of nationalities ("italo", "sino") → country or region."""
    partisans: Mapping[str, tuple[Partisan, ...]] = field(default_factory=dict)
    """Form of an adjective of a party's people ("leghista") → the parties that it may mean."""
    capitals: Mapping[str, Name] = field(default_factory=dict)
    """ISO code → the country's capital."""
    linking: Linking = field(default_factory=Linking)
    frames_of: Mapping[str, tuple[Frame, ...]] = field(init=False)
    frame_pos: frozenset[str] = field(init=False)
    """Parts of speech of which there are frames at all."""
    """Lemma → the frames that it triggers, in the order of their files."""
    office_starts: frozenset[str] = field(init=False)
    """First words of the offices."""
    unit_of: Mapping[tuple[str, ...], Unit] = field(init=False)
    """Words in lower case → the unit that they are."""
    number_words: Mapping[tuple[str, ...], tuple[NumberWord, ...]] = field(init=False)
    tentative_cues: frozenset[str] = field(init=False)
    """Lemmas of the cues whose speaker thinks so and no more: "ritenere"."""
    magnitudes: frozenset[str] = field(init=False)
    """Words that multiply a number: "milioni", "ventina"."""
    comparators: tuple[NumberWord, ...] = field(init=False)
    """The numbers' words that compare, the longest first: "più di"."""
    meeting_starts: frozenset[str] = field(init=False)
    """First words of the meetings that are phrases: "faccia" of "faccia a faccia"."""
    visit_starts: frozenset[str] = field(init=False)
    """First words of the visits that are phrases: "fare" of "fare tappa"."""
    meeting_verbs: frozenset[str] = field(init=False)
    meeting_verb_starts: frozenset[str] = field(init=False)
    """First words of the meetings that are phrases of a verb: "stringere" of "stringere la mano"."""
    visit_verbs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index what the rules look up at every word."""
        frames: dict[str, list[Frame]] = {}
        for frame in (frame for relation in self.relations for frame in relation.frames):
            for lemma in frame.lemmas:
                frames.setdefault(lemma, []).append(frame)
        numbers: dict[tuple[str, ...], list[NumberWord]] = {}
        for number in self.numbers:
            numbers.setdefault(number.words, []).append(number)
        units = {tuple(word.lower() for word in unit.words): unit for unit in reversed(self.units)}
        # a frozen dataclass has no other way to set what it makes of its own fields
        object.__setattr__(self, "frames_of", {lemma: tuple(found) for lemma, found in frames.items()})
        object.__setattr__(self, "frame_pos", frozenset().union(*(f.pos for found in frames.values() for f in found)))
        object.__setattr__(self, "office_starts", frozenset(words[0] for words in self.offices))
        object.__setattr__(self, "tentative_cues", frozenset(c.lemma for c in self.cues.values() if c.type == THINK))
        object.__setattr__(self, "unit_of", units)
        object.__setattr__(self, "number_words", {words: tuple(found) for words, found in numbers.items()})
        object.__setattr__(self, "magnitudes", frozenset(n.words[0] for n in self.numbers if n.kind in MAGNITUDES))
        object.__setattr__(self, "comparators", tuple(n for n in self.numbers if n.kind == "comparator"))
        object.__setattr__(self, "meeting_starts", _phrase_starts(self.meetings))
        object.__setattr__(self, "visit_starts", _phrase_starts(self.visits))
        verbs = [lemma for lemma, pos in self.meetings if pos == "VERB"]
        object.__setattr__(self, "meeting_verbs", frozenset(verbs))
        object.__setattr__(self, "meeting_verb_starts", frozenset(v.split()[0] for v in verbs if " " in v))
        object.__setattr__(self, "visit_verbs", frozenset(lemma for lemma, pos in self.visits if pos == "VERB"))

    def is_body(self, form: str) -> bool:
        """Say whether a word, as `folded` writes it, is a common noun for a body: "gruppo", "quotidiano"."""
        return form in self.words["body"] or form in self.organisation_words


def _phrase_starts(entries: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(lemma.split()[0] for lemma, _ in entries if " " in lemma)


def load_lexicon(ontology: Path) -> Lexicon:
    """Read all tables and frames below `ontology`; raises DataError at the first fault."""
    folder = ontology / "lexicon"
    countries, names = read_countries(folder)
    capitals = {name.country: name for name in names.values() if name.kind == "capital" and name.country}
    names |= read_regions(folder)
    names |= read_organisations(folder)
    names |= read_seats(folder, names)
    layout_cues, layout_words = _layout(folder)
    words = _words(folder)
    none: frozenset[str] = frozenset()
    light = LightVerbs(words.get("light_verb", none), words.get("arriving_verb", none))
    return Lexicon(
        names=names,
        countries=countries,
        demonyms=read_demonyms(folder, countries, names),
        offices=_offices(folder),
        person_nouns=_person_nouns(folder),
        organisation_words=_organisation_words(folder),
        common_surnames=frozenset(row["form"] for row in read_rows(folder / "common_surnames.tsv", ("form", "source"))),
        given_names=_given_names(folder),
        cues=_cues(folder),
        attributions=_attributions(folder),
        meetings=_meetings(folder),
        visits=_visits(folder),
        units=_units(folder),
        numbers=_numbers(folder),
        changes=_changes(folder),
        indicators=_indicators(folder),
        measures=_measures(folder),
        relations=tuple(read_relation(path, light) for path in sorted((ontology / "relations").glob("*.toml"))),
        priors=_priors(folder),
        verb_endings=_verb_endings(folder),
        words=words,
        layout_cues=layout_cues,
        layout_words=layout_words,
        demonym_prefixes=read_demonym_prefixes(folder, countries, names),
        partisans=read_partisans(folder, names),
        capitals=capitals,
        linking=read_linking(ontology / "linking"),
    )


def _given_names(folder: Path) -> dict[str, str]:
    rows = read_rows(folder / "given_names.tsv", ("name", "gender", "source"))
    return {folded(row["name"]): GENDERS[row["gender"]] for row in rows}


def _offices(folder: Path) -> dict[tuple[str, ...], Office]:
    columns = ("form", "lemma", "gender", "number", "scope", "english", "source")
    return {
        tuple(row["form"].replace("'", "' ").split()): Office(row["lemma"], row["gender"], row["number"], row["scope"])
        for row in read_rows(folder / "offices.tsv", columns)
    }


def _person_nouns(folder: Path) -> dict[str, PersonNoun]:
    return {
        row["form"]: PersonNoun(row["lemma"], row["gender"], row["number"], row["kind"])
        for row in read_rows(folder / "person_nouns.tsv", ("form", "lemma", "gender", "number", "kind", "source"))
    }


def _organisation_words(folder: Path) -> dict[str, str]:
    return {row["form"]: row["type"] for row in read_rows(folder / "company_hints.tsv", ("form", "type", "source"))}


def _cues(folder: Path) -> dict[tuple[str, str], Cue]:
    return {
        (row["lemma"], row["pos"]): Cue(row["lemma"], row["type"], frozenset(listed(row["frames"])))
        for row in read_rows(folder / "cues.tsv", ("lemma", "pos", "type", "frames", "english", "source"))
    }


def _meetings(folder: Path) -> dict[tuple[str, str], Meeting]:
    return {
        (row["lemma"], row["pos"]): Meeting(row["lemma"], row["form"], frozenset(listed(row["frame"])))
        for row in read_rows(folder / "meetings.tsv", ("lemma", "pos", "form", "frame", "english", "source"))
    }


def _visits(folder: Path) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (row["lemma"], row["pos"]): frozenset(listed(row["frame"]))
        for row in read_rows(folder / "visits.tsv", ("lemma", "pos", "frame", "source"))
    }


def _units(folder: Path) -> tuple[Unit, ...]:
    rows = read_rows(folder / "units.tsv", ("form", "unit", "kind", "source"))
    units = (Unit(tuple(row["form"].split()), row["unit"], row["kind"]) for row in rows)
    return tuple(sorted(units, key=_longest_first))


def _numbers(folder: Path) -> tuple[NumberWord, ...]:
    rows = read_rows(folder / "numbers.tsv", ("form", "value", "kind", "source"))
    numbers = (NumberWord(tuple(row["form"].split()), row["value"], row["kind"]) for row in rows)
    return tuple(sorted(numbers, key=_longest_first))


def _changes(folder: Path) -> dict[str, Direction]:
    return {
        row["lemma"]: "-" if row["direction"] == "-" else "+"
        for row in read_rows(folder / "changes.tsv", ("lemma", "pos", "direction", "source"))
    }


def _indicators(folder: Path) -> dict[str, str]:
    columns = ("lemma", "measure", "english", "source")
    return {row["lemma"]: row["measure"] for row in read_rows(folder / "indicators.tsv", columns)}


def _priors(folder: Path) -> dict[str, float]:
    path = folder / "priors.tsv"
    priors = {}
    for row in read_rows(path, ("kind", "prior", "source")):
        key, prior = row["kind"], row["prior"]
        if not _SHARE.fullmatch(prior) or not 0 < float(prior) < 1:
            raise DataError(path, key, f"the prior {prior!r} is no number between 0 and 1")
        if key in priors:
            raise DataError(path, key, "stands there twice")
        priors[key] = float(prior)
    missing = sorted(set(KINDS) - priors.keys())
    if missing:
        raise DataError(path, missing[0], "this kind of fact has no prior")
    return priors


def _longest_first(entry: Unit | NumberWord) -> tuple[int, tuple[str, ...]]:
    return (-len(entry.words), entry.words)


def _attributions(folder: Path) -> dict[str, dict[str, tuple[Attribution, ...]]]:
    entries = (
        Attribution(tuple(row["phrase"].split()), row["position"] == "any")
        for row in read_rows(folder / "attributions.tsv", ("phrase", "position", "source"))
    )
    by_first: dict[str, list[Attribution]] = {}
    for entry in sorted(entries, key=_attribution_order):
        by_first.setdefault(entry.words[0], []).append(entry)
    return {word: _by_second(found) for word, found in by_first.items()}


def _by_second(sharing: Sequence[Attribution]) -> dict[str, tuple[Attribution, ...]]:
    """Index phrases of one first word by the second, of which some may have any: few with "a" or "come" fit."""
    fixed = [a for a in sharing if len(a.words) >= FIXED or (len(a.words) > 1 and a.words[1] not in CONTRACTING)]
    seconds = {"", *(a.words[1] for a in fixed)}
    return {second: tuple(a for a in sharing if a not in fixed or a.words[1] == second) for second in seconds}


def _attribution_order(entry: Attribution) -> tuple[int, tuple[str, ...]]:
    return (-len(entry.words), entry.words)


def _verb_endings(folder: Path) -> dict[str, tuple[str, ...]]:
    endings: dict[str, list[str]] = {}
    for row in read_rows(folder / "verb_endings.tsv", ("form", "infinitive", "source")):
        endings.setdefault(row["form"], []).append(row["infinitive"])
    return {form: tuple(infinitives) for form, infinitives in endings.items()}


def _words(folder: Path) -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in read_rows(folder / "words.tsv", ("list", "word", "source")):
        lists.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in lists.items()}


def _measures(folder: Path) -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    for row in read_rows(folder / "measures.tsv", ("form", "kind", "value", "source")):
        kinds.setdefault(row["kind"], {})[row["form"]] = row["value"]
    return kinds


def _layout(folder: Path) -> tuple[dict[str, tuple[LayoutCue, ...]], dict[str, frozenset[str]]]:
    """Cues by their first word, the longest first, and the single words by their position ("opens", "abbreviation")."""
    path = folder / "layout.tsv"
    cues: dict[str, list[LayoutCue]] = {}
    words: dict[str, set[str]] = {}
    for row in read_rows(path, ("role", "cue", "position", "scope", "source")):
        cue, position, scope = row["cue"], row["position"], row["scope"]
        if scope == SINGLE_WORD:
            words.setdefault(position, set()).add(cue)
            continue
        first = _FIRST_WORD.match(cue)
        if first is None:
            raise DataError(path, cue, "does not begin with a word")
        cues.setdefault(first.group(), []).append(LayoutCue(tuple(cue.split()), row["role"], position, scope))
    ordered = {first: tuple(sorted(found, key=_layout_order)) for first, found in cues.items()}
    return ordered, {name: frozenset(found) for name, found in words.items()}


def _layout_order(cue: LayoutCue) -> tuple[int, tuple[str, ...], str, str]:
    return (-len(cue.words), cue.words, cue.role, cue.position)
