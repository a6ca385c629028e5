"""Puts the made-up town into an installation, through the rooms' own operations."""
