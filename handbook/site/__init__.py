"""Floor 4. Shells, assembly, search index, swap; the only floor that knows MkDocs."""
