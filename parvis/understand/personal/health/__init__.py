"""What a text tells of somebody's health: a special category (GDPR, article 9)."""
