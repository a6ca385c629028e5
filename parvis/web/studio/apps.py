from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "parvis.web.studio"
    label = "studio"
