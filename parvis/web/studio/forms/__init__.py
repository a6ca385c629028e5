"""The builder of forms: outline, settings and preview of a draft; each act a small POST."""
