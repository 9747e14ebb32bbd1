"""Floor 1. Model -> what was in force when, what changed, word by word."""
