"""Floor 5. Arguments, the clock, exit codes, progress."""
