from django.apps import AppConfig


class TransmissionsConfig(AppConfig):
    name = "parvis.inform.transmissions"
    label = "transmissions"
