"""The crowd's dialogue, answered by us and by two others, on the same machine in one run."""
