"""Floor 0. Frozen dataclasses: what a handbook is. Standard library only."""
