from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "parvis.inform.releases"
    label = "releases"
