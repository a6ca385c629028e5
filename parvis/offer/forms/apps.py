from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "parvis.offer.forms"
    label = "forms"
