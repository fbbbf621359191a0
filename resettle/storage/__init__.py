"""How files come to the disk: written whole or not at all, one writer at a time, and checked when they are read."""
