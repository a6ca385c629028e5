from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "parvis.capture.visits"
    label = "visits"
