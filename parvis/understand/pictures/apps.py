from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "parvis.understand.pictures"
    label = "pictures"
