from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "parvis.understand.studies"
    label = "studies"
