"""What the doctor looks at. A check returns findings; each is one sentence, and what to do."""
