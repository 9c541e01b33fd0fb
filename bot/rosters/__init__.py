"""Lists of employees as files: reading them, the template, and the answer to each row."""
