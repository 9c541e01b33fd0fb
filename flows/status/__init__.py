"""The conversation about what became of an application."""
