"""Facts → quads, the store that holds them, and the shapes that they must have."""
