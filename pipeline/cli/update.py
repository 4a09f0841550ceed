"""`intreccio add`, `retract`, `merge`: a graph folder with other articles, without reading anew those that it has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from pipeline.annotate.engines import EngineName
from pipeline.cli.console import (
    DEFAULT_GRAPH,
    NOTHING_DONE,
    SOMETHING_SKIPPED,
    GraphOption,
    OntologyOption,
    console,
    error_console,
)
from pipeline.cli.reading import (
    EngineOption,
    InputsArgument,
    ModelOption,
    OtherOntologyOption,
    StanzaDirOption,
    articles_with_progress,
    say_skipped,
)
from pipeline.cli.writing import demand_graph, interruptible, waiting
from pipeline.errors import UsageError
from pipeline.ingest import Skipped
from pipeline.knowledge import load_knowledge
from pipeline.run import load_tools
from pipeline.update import Change, add_articles, merge_graphs, retract_articles

ForceOption: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Mix what another model, version or ontology read with this.")
]


def add(
    inputs: InputsArgument,
    graph: GraphOption = DEFAULT_GRAPH,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where the graph has an article otherwise, take the new one.")
    ] = False,
    force: ForceOption = False,
    engine: EngineOption = EngineName.SPACY,
    model: ModelOption = None,
    stanza_dir: StanzaDirOption = None,
    ontology: OtherOntologyOption = None,
) -> None:
    """Add articles to a graph. Only they are read; the graph is then the one that a build of all would give.

    An article that the graph has already changes nothing. Give the engine, model and ontology of the graph:
    with others it is refused.

    [bold]Examples[/bold]

    intreccio add domani.txt

    intreccio add 'agenzie/*.jsonl' --graph grafo

    intreccio add corretto.txt --replace --graph grafo

    Exit code: 0, 1 where an input was skipped, 2 where nothing could be read.
    """
    skipped: list[Skipped] = []
    demand_graph(graph)
    with interruptible(graph):
        tools = load_tools(model, ontology, engine=engine, stanza_dir=stanza_dir)
        with articles_with_progress(inputs, skipped, tools.ontology) as (articles, advance):
            if not articles:
                error_console.print("nothing to add: no article could be read", highlight=False)
                raise typer.Exit(NOTHING_DONE)
            change = add_articles(graph, articles, tools, replace=replace, force=force, done=advance)
    for item in change.refused:
        say_skipped(item)
    counts = {"added": change.added, "replaced": change.replaced, "there already": change.same}
    _say(graph, ", ".join(f"{len(ids)} {what}" for what, ids in counts.items() if ids) or "none added", change)
    if not (change.added or change.replaced or change.same):
        raise typer.Exit(NOTHING_DONE)
    if skipped or change.refused:
        error_console.print(f"{len(skipped) + len(change.refused)} of the inputs skipped, see above", highlight=False)
        raise typer.Exit(SOMETHING_SKIPPED)


def retract(
    ids: Annotated[list[str], typer.Argument(help="Ids of articles, as in articles.jsonl.", metavar="ARTICLE…")],
    graph: GraphOption = DEFAULT_GRAPH,
    ontology: OntologyOption = None,
) -> None:
    """Take articles out of a graph, and with them what rests on them alone.

    The graph is then the one of a build without them.

    [bold]Examples[/bold]

    intreccio retract 003_9bf14b1226a73061

    intreccio retract agenzia-1 agenzia-2 --graph grafo

    Exit code: 0, 2 where the graph has no such article; then nothing changes.
    """
    demand_graph(graph)
    with interruptible(graph), waiting("putting the graph together"):
        change = retract_articles(graph, ids, load_knowledge(ontology))
    _say(graph, f"{len(set(ids))} retracted", change)


def merge(
    graphs: Annotated[list[Path], typer.Argument(help="Graph folders, two or more.", metavar="GRAPH…")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The graph folder to make; it may be one of the others.")],
    force: ForceOption = False,
    ontology: OntologyOption = None,
) -> None:
    """Make one graph of the articles of several, in whatever order they are named.

    [bold]Examples[/bold]

    intreccio merge gennaio febbraio --out inverno

    intreccio merge archivio oggi --out archivio

    Exit code: 0, 2 where an article is not the same in two of the graphs; then nothing changes.
    """
    if len(graphs) < 2:
        raise UsageError("merge needs two graph folders or more")
    for graph in graphs:
        demand_graph(graph)
    with interruptible(out), waiting("putting the graph together"):
        change = merge_graphs(graphs, out, load_knowledge(ontology), force=force)
    _say(out, f"{len(graphs)} graphs merged", change)


def _say(graph: Path, what: str, change: Change) -> None:
    held = f"{len(change.graph.articles)} articles, {len(change.graph.facts)} facts" if change.graph else "unchanged"
    console.print(f"{what}; {graph}: {held}", highlight=False, markup=False, soft_wrap=True)
