"""`intreccio why` and `why-not`: what the rules saw where a fact was read, and where none was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import (
    DEFAULT_GRAPH,
    EngineOption,
    GraphOption,
    ModelOption,
    OtherOntologyOption,
    StanzaDirOption,
    console,
    error_console,
    visible,
)
from pipeline.errors import UsageError
from pipeline.explain import (
    ClaimTrace,
    Diagnosis,
    EvidenceTrace,
    Link,
    NearMiss,
    Party,
    ReadClaim,
    Trace,
    explain_fact,
    explain_sentence,
    find_fact,
    in_arrows,
)
from pipeline.export.jsonl import read_articles_jsonl, read_facts_jsonl, to_record
from pipeline.ingest import STANDARD_INPUT
from pipeline.model import Article, Claim, Fact, Mention
from pipeline.run import ARTICLES, FACTS, load_tools, make_readings

NOT_FOUND_AGAIN = 1
NEAR = 2
"""A frame that lacks more than so many things is not near."""
JsonOption = Annotated[bool, typer.Option("--json", help="Print the same as JSON.")]


def why(
    fact_id: Annotated[
        str, typer.Argument(help="The fact's id or IRI, or the beginning of either.", metavar="FACT_ID")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
) -> None:
    """Show what a fact rests on: rule, sentence, the way through the parse, and who each party is and how.

    The articles of the graph are read again, so give the engine, model and ontology that it was built with.

    [bold]Examples[/bold]

    intreccio why ce982bdf

    intreccio why ce982bdf --graph grafo --json

    Exit code: 0, 1 where the rules no longer read the fact there, 2 where there is no such fact.
    """
    for name in (FACTS, ARTICLES):
        if not (graph / name).is_file():
            raise UsageError(f"{graph} holds no graph; make one with: intreccio build INPUT… --out {graph}")
    fact = find_fact(read_facts_jsonl(graph / FACTS), fact_id)
    needed = {evidence.article for evidence in fact.evidence}
    articles = [article for article in read_articles_jsonl(graph / ARTICLES) if article.id in needed]
    tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
    readings = {reading.article.id: reading for reading in make_readings(articles, tools)}
    trace = explain_fact(fact, readings, tools.lexicon)
    if as_json:
        print(json.dumps(_trace_record(trace), ensure_ascii=False, indent=1))
    else:
        _print_trace(trace)
    if not any(found.claims for found in trace.evidence):
        error_console.print("the rules no longer read this fact there: another engine, model or ontology?")
        raise typer.Exit(NOT_FOUND_AGAIN)


def why_not(
    sentence: Annotated[
        str, typer.Argument(help="A sentence, a file with one, or - for standard input.", metavar="SENTENCE")
    ],
    all_: Annotated[bool, typer.Option("--all", help="Also the frames that lack a lot.")] = False,
    as_json: JsonOption = False,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
) -> None:
    """Show which rules nearly read a fact in a sentence, and what each of them lacked.

    [bold]Examples[/bold]

    intreccio why-not "Il ministro ha criticato la scelta."

    echo "La Francia sostiene le spese." | intreccio why-not - --all
    """
    text = _text(sentence)
    if not text.strip():
        raise UsageError("no sentence was given")
    tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
    (reading,) = make_readings([Article("sentence", text)], tools)
    diagnosis = explain_sentence(reading, tools.lexicon, tools.vocab)
    near = tuple(miss for miss in diagnosis.near if all_ or len(miss.lacks) <= NEAR)
    if as_json:
        print(json.dumps(_diagnosis_record(diagnosis, near), ensure_ascii=False, indent=1))
    else:
        _print_diagnosis(diagnosis, near, text)


def _text(given: str) -> str:
    try:
        if given == STANDARD_INPUT:
            return sys.stdin.read()
        # a sentence may be longer than a file's name can be, or hold what none may
        path = Path(given)
        return path.read_text(encoding="utf-8") if path.suffix and path.is_file() else given
    except UnicodeDecodeError as error:
        raise UsageError(f"{given}: not UTF-8") from error
    except (OSError, ValueError):
        return given


def _print(*parts: str | Text | tuple[str, str]) -> None:
    console.print(Text.assemble(*parts), soft_wrap=True, highlight=False)


def _print_trace(trace: Trace) -> None:
    fact = trace.fact
    notes = [*(["negated"] if fact.negated else []), *([fact.status] if fact.status != "happened" else [])]
    end = f" ({', '.join(notes)})" if notes else ""
    _print((fact.id, "bold"), f"  {fact.kind}  {visible(_triple(fact))}{end}")
    for number, found in enumerate(trace.evidence, 1):
        _print("")
        _print((f"{number}. {visible(found.evidence.article)}", "bold"), f"  rule {found.evidence.rule}")
        _print("   ", _marked(found))
        for claim in found.claims:
            for party in claim.parties:
                _print_party(claim, party)
        if not found.claims:
            _print("   read again, no rule finds it here")


def _triple(said: Fact | Claim) -> str:
    return " ".join(_name(part) for part in (said.subject, said.predicate, said.object))


def _name(party: object) -> str:
    if isinstance(party, float):
        return f"{party:,.10g}"
    return str(getattr(party, "label", None) or getattr(party, "name", None) or party)


def _marked(found: EvidenceTrace) -> Text:
    """Return the sentence with the evidence underlined."""
    start, end = (offset - found.sentence.start for offset in (found.evidence.span.start, found.evidence.span.end))
    before, words, after = found.text[:start], found.text[start:end], found.text[end:]
    return Text.assemble(
        visible(before),
        " " if before[-1:].isspace() else "",
        (f"[{visible(words)}]", "bold underline"),
        " " if after[:1].isspace() else "",
        visible(after),
    )


def _print_party(claim: ClaimTrace, party: Party) -> None:
    way = "in another sentence" if party.path is None else in_arrows(claim.trigger, party.path)
    who = [f"«{visible(party.mention.text)}»", visible(party.mention.name)]
    if party.entity is not None:
        who.append(f"{visible(party.entity.label)} <{party.entity.iri}>")
    at = f", named at {party.named_at.start}–{party.named_at.end}" if party.named_at else ""
    _print("   ", (party.slot, "cyan"), f": {' → '.join(who)}")
    _print("      ", f"{party.how}{at}; ", (visible(way), "dim"))


def _print_diagnosis(diagnosis: Diagnosis, near: tuple[NearMiss, ...], text: str) -> None:
    for span, role in diagnosis.silent:
        if text[span.start : span.end].strip():
            _print(("states nothing", "yellow"), f", as {role}: {visible(text[span.start : span.end])}")
    for found in diagnosis.read:
        _print(("read", "green"), f"  {_read_line(found)}")
    for miss in near:
        _print(
            ("not", "yellow"), f"   {miss.kind} {miss.rule} at «{visible(miss.word)}»: {visible('; '.join(miss.lacks))}"
        )
    if not diagnosis.read and not near:
        _print("no word of this sentence is one that a rule begins with")


def _read_line(found: ReadClaim) -> str:
    claim = found.claim
    notes = f": {'; '.join(found.notes)}" if found.notes else ""
    return f"{claim.kind} {claim.evidence.rule}  {visible(_triple(claim) + notes)}"


def _trace_record(trace: Trace) -> dict[str, Any]:
    return {"fact": to_record(trace.fact), "evidence": [_evidence_record(found) for found in trace.evidence]}


def _evidence_record(found: EvidenceTrace) -> dict[str, Any]:
    evidence = found.evidence
    return {
        "article": evidence.article,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "rule": evidence.rule,
        "sentence": {"start": found.sentence.start, "end": found.sentence.end, "text": found.text},
        "claims": [
            {"trigger": claim.trigger, "parties": [_party_record(party) for party in claim.parties]}
            for claim in found.claims
        ],
    }


def _party_record(party: Party) -> dict[str, Any]:
    entity = party.entity
    named = party.named_at
    return {
        "slot": party.slot,
        **_mention_record(party.mention),
        "how": party.how,
        "named_at": {"start": named.start, "end": named.end} if named else None,
        "entity": {"id": entity.iri, "label": entity.label, "type": entity.type} if entity else None,
        "path": None if party.path is None else [_link_record(link) for link in party.path],
    }


def _mention_record(mention: Mention) -> dict[str, Any]:
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end, "name": mention.name}


def _link_record(link: Link) -> dict[str, Any]:
    return {"label": link.label, "direction": "up" if link.up else "down", "word": link.word}


def _diagnosis_record(diagnosis: Diagnosis, near: tuple[NearMiss, ...]) -> dict[str, Any]:
    return {
        "read": [
            {
                "kind": found.claim.kind,
                "rule": found.claim.evidence.rule,
                "subject": _name(found.claim.subject),
                "predicate": found.claim.predicate,
                "object": _name(found.claim.object),
                "notes": list(found.notes),
                "dropped": found.dropped,
            }
            for found in diagnosis.read
        ],
        "near": [
            {"kind": m.kind, "rule": m.rule, "word": m.word, "offset": m.offset, "lacks": list(m.lacks)} for m in near
        ],
        "silent": [{"start": span.start, "end": span.end, "role": role} for span, role in diagnosis.silent],
    }
