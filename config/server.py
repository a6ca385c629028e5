"""Entry point of the web processes, served by granian: a request is received whole, then answered.

`config/wsgi.py` is the same application for another server; without a buffering proxy before it,
a slow sender then holds a process.
"""

import gc
from importlib import import_module

from django.urls import get_resolver

from config.wsgi import application as django
from parvis.web.bridge import Bridge

application = Bridge(django)

# Every page's code is loaded before the first answer. What is loaded stays: the collector need not
# go over it again at each turn, nor take several turns a request.
_ = get_resolver().url_patterns
# The calendar of public holidays reads the whole world's at its first question: a second.
import_module("holidays.countries")
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
