"""The embedded reader: one small transformer with heads for sentences, tags, lemmas, dependencies and names."""
