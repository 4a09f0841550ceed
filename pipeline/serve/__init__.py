"""A graph folder as a SPARQL 1.1 endpoint: the protocol, the processes that answer, and the query page."""
