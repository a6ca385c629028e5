from django.apps import AppConfig


class AnswerImportsConfig(AppConfig):
    name = "parvis.capture.answer_imports"
    label = "answer_imports"
