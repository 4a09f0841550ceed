"""What leaves the program: the forms of a graph, each in a module of its own, and the list of them in `formats`."""
