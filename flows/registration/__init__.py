"""The conversation in which a company asks for its employees' permits."""
