from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "parvis.understand.readings"
    label = "readings"
