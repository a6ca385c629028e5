"""Who asks a closed department for something and leaves no contact is told what the code does."""

import pytest
from django.test import Client

from tests.integration.portal.report.journey import begin

SAID = "il se dit au téléphone"


@pytest.mark.parametrize(("service", "told"), [("help", True), ("canteen", False)])
def test_what_the_code_does_without_a_contact_is_said_before_it_is_sent(
    resident: Client, service: str, told: bool
) -> None:
    draft = begin(resident, service)
    resident.post(f"{draft}/details/", {"words": "J'ai besoin d'aide."})
    page = resident.get(f"{draft}/nouvelles/")
    assert page.status_code == 200
    assert (SAID in page.content.decode()) is told
