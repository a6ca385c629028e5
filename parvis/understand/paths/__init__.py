"""The real paths of requests between stages and teams, and where they wait."""
