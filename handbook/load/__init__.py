"""Floor 1. YAML text -> model, with the position of every problem."""
