"""Workers that act when time passes."""
