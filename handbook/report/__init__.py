"""Floor 3. Registers, the review calendar, exports: facts across policies, as values."""
