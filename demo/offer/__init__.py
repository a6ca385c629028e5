"""What the made-up town offers: who works there, and what one can report."""
