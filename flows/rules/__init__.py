"""The rules of the permit as pure values and functions."""
