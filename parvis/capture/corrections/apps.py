from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "parvis.capture.corrections"
    label = "corrections"
