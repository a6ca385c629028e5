from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "parvis.adapters.queue"
    label = "queue"
