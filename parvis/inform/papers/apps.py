from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "parvis.inform.papers"
    label = "papers"
