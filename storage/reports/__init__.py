"""What is kept of reports: sealed, dated to the day, and in a store of its own.

Nothing here shares a table, a key or a database with the registration of companies, so that no
look-up can ever join the two.
"""
