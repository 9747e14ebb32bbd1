"""Floor 2. Freeze, chain, seal and verify versions."""
