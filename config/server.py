"""Entry point of the web processes, served by granian: a request is received whole, then answered.

`config/wsgi.py` is the same application for another server; without a buffering proxy before it,
a slow sender then holds a process.
"""

from config.wsgi import application as django
from parvis.web.bridge import Bridge

application = Bridge(django)
