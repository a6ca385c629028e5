"""What the next hours, days, weeks and season will bring, and how far that may be believed."""
