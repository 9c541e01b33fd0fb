"""How the store of reports grew, step by step."""
