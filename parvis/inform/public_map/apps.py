from django.apps import AppConfig


class PublicMapConfig(AppConfig):
    name = "parvis.inform.public_map"
    label = "public_map"
