"""Intreccio: Italian news in, a knowledge graph with the words behind every fact out."""

__version__ = "0.1.0"
