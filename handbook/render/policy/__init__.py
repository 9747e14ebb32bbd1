"""The pages of one policy: what is in force, each version, each redline, the history."""
