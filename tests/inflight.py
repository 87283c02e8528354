"""How many requests the live server is at: a page may still be asking when its test is over."""

import threading

PATIENCE = 30  # seconds; a request that takes longer hangs

_busy = 0
_changed = threading.Condition()


class CountRequests:
    """Middleware: counts a request from its first byte to its answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer, counted."""
        _add(1)
        try:
            return self.get_response(request)
        finally:
            _add(-1)


def wait_until_idle():
    """Return once no request is being answered."""
    with _changed:
        assert _changed.wait_for(lambda: _busy == 0, PATIENCE), f"{_busy} requests hang"


def _add(count):
    global _busy  # noqa: PLW0603  one server, one count
    with _changed:
        _busy += count
        _changed.notify_all()
