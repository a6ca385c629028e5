from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "parvis.capture.answers"
    label = "answers"
