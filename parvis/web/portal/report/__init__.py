"""The report form: one question a screen, each kept under the draft's own address."""
