"""`intreccio why`: what the rules saw where a fact was read."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.text import Text

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import DEFAULT_GRAPH, GraphOption, error_console, visible
from pipeline.cli.printed import JsonOption, print_line, triple_of
from pipeline.cli.reading import EngineOption, ModelOption, OtherOntologyOption, StanzaDirOption
from pipeline.explain import (
    ClaimTrace,
    EvidenceTrace,
    Party,
    Trace,
    explain_fact,
    find_fact,
    in_arrows,
    trace_record,
)
from pipeline.export.jsonl import ARTICLES, FACTS, read_articles_jsonl, read_facts_jsonl
from pipeline.export.links import links_in
from pipeline.folder import open_together
from pipeline.model import EntityLink
from pipeline.namespaces import WIKIDATA
from pipeline.run import load_tools, make_readings

NOT_FOUND_AGAIN = 1


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
    linked = links_in(graph)
    with open_together(graph, FACTS, ARTICLES) as (facts, stored):
        fact = find_fact(read_facts_jsonl(facts), fact_id)
        needed = {evidence.article for evidence in fact.evidence}
        articles = [article for article in read_articles_jsonl(stored) if article.id in needed]
    tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
    readings = {reading.article.id: reading for reading in make_readings(articles, tools)}
    trace = explain_fact(fact, readings, tools.lexicon, linked)
    if as_json:
        print(json.dumps(trace_record(trace), ensure_ascii=False, indent=1))
    else:
        _print_trace(trace)
    if not any(found.claims for found in trace.evidence):
        error_console.print("the rules no longer read this fact there: another engine, model or ontology?")
        raise typer.Exit(NOT_FOUND_AGAIN)


def _print_trace(trace: Trace) -> None:
    fact = trace.fact
    notes = [*(["negated"] if fact.negated else []), *([fact.status] if fact.status != "happened" else [])]
    end = f" ({', '.join(notes)})" if notes else ""
    print_line((fact.id, "bold"), f"  {fact.kind}  {visible(triple_of(fact))}{end}")
    for number, found in enumerate(trace.evidence, 1):
        print_line("")
        print_line((f"{number}. {visible(found.evidence.article)}", "bold"), f"  rule {found.evidence.rule}")
        print_line("   ", _marked(found))
        for claim in found.claims:
            for party in claim.parties:
                _print_party(claim, party)
        if not found.claims:
            print_line("   read again, no rule finds it here")
    for link in trace.links:
        _print_link(link)


def _print_link(link: EntityLink) -> None:
    by = f", role {' '.join(link.facts)} agrees ({link.office_score:g})" if link.facts else ""
    print_line("")
    print_line((visible(link.label), "cyan"), f" is {WIKIDATA}{link.wikidata}")
    print_line(
        f"   score {link.score:g} (threshold {link.threshold:g}): "
        f"in the table «{visible(link.name)}» ({link.name_score:g}){by}"
    )


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
    print_line("   ", (party.slot, "cyan"), f": {' → '.join(who)}")
    print_line("      ", f"{party.how}{at}; ", (visible(way), "dim"))
