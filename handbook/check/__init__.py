"""Floor 2. Model and history -> diagnostics; one function a rule."""
