"""The conversation in which anybody learns whether a permit is needed."""
