"""The pages, for a server that speaks WSGI; the event streams are in asgi.py."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
