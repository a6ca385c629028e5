from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "parvis.web.components"
    label = "components"
