from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    name = "parvis.authorities"
    label = "authorities"
