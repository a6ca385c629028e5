from django.apps import AppConfig


class TrackingConfig(AppConfig):
    name = "parvis.inform.tracking"
    label = "tracking"
