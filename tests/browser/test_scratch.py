import pytest


@pytest.mark.parametrize(
    "path", ["/", "/explore", "/ledgers", "/statements", "/targets", "/investment", "/calendar", "/source", "/method"]
)
def test_shot(visit, path):
    page = visit.open(path)
    page.wait_for_timeout(800)
    page.set_viewport_size({"width": 1280, "height": 1900})
    page.wait_for_timeout(400)
    page.screenshot(path=f"/tmp/w{path.replace('/', '_')}.png")
    page.set_viewport_size({"width": 390, "height": 2600})
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(2500)
    page.screenshot(path=f"/tmp/p{path.replace('/', '_')}.png")
