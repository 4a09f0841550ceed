"""The IRIs under which Intreccio names things. They are names: nothing has to be served there."""

from __future__ import annotations

NEWS = "https://w3id.org/intreccio/news#"
"""Classes, properties and controlled terms, defined in `ontology/news.ttl`."""

DATA = "https://w3id.org/intreccio/id/"
"""Entities, articles, facts and evidence."""

WIKIDATA = "http://www.wikidata.org/entity/"
