from django.apps import AppConfig


class CockpitConfig(AppConfig):
    name = "parvis.web.cockpit"
    label = "cockpit"
