from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "parvis.web.trust"
    label = "trust"
