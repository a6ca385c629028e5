"""What the Makefile calls: setting up and checking, nothing that an installation needs."""
