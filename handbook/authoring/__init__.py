"""What helps owners write: schemas for their editor, scaffolds of policies and records, a whole new handbook."""
