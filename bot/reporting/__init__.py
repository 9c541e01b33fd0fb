"""Reports, from the reporter's words to the inspector's order; nobody learns who reported."""
