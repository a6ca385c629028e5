from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "parvis.web.desk"
    label = "desk"
