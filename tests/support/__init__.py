"""What the tests stand on: a database of their own, a running site, a browser."""
