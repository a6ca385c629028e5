"""WSGI entry point. Refuses to serve with a database role that row-level security does not bind."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from parvis.adapters.postgres import check_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
check_role(connection)
connection.close()
