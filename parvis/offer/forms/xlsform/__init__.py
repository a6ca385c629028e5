"""A definition as an XLSForm, the sheets that ODK and Kobo read, and back."""
