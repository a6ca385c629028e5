from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "parvis.act.wording"
    label = "wording"
