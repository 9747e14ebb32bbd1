"""Floor 4. Shells, stamping, search index, swap; the only floor that knows MkDocs."""
