from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "parvis.web.answering"
    label = "answering"
