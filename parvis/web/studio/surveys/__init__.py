"""Surveys as an administrator sets them up: kind, door, dates, form, invitations."""
