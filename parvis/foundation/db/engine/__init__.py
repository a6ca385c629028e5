"""Django's PostgreSQL, with moments read by psycopg's compiled code."""
