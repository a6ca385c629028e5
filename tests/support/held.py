"""What a page asks for, kept from leaving until the test says so: a slow network, at will."""

from playwright.sync_api import Page, Route


class Held:
    """Holds every request to the addresses that `where` matches, and counts them."""

    def __init__(self, page: Page, where: str) -> None:
        self._waiting: list[Route] = []
        self._open = False
        self.count = 0
        page.route(where, self._come)

    def _come(self, route: Route) -> None:
        self.count += 1
        if self._open:
            route.continue_()
        else:
            self._waiting.append(route)

    def let_go(self) -> None:
        """Let those that wait leave, and those that come from now on."""
        self._open = True
        for route in self._waiting:
            route.continue_()
