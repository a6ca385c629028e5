from django.apps import AppConfig


class AttentionConfig(AppConfig):
    name = "parvis.act.attention"
    label = "attention"
