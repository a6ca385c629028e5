from django.apps import AppConfig


class AnswerFilesConfig(AppConfig):
    name = "parvis.inform.answer_files"
    label = "answer_files"
