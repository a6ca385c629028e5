"""What went beyond what the days let expect, and what rises or falls over months."""
