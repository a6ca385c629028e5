"""Appointing agents, changing what they may do, and the administrator who must stay."""

import pytest

from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import SYSTEM
from parvis.people import operations, queries
from tests.factories import Town, agent, small_town
from tests.factories.log_in import give_app


def test_an_unknown_role_is_refused_before_anything_is_written(town: Town) -> None:
    with town.open():
        account = operations.create_account(email="a@essai.example", by=SYSTEM)
        with pytest.raises(Refusal, match="unknown_role"):
            operations.appoint_agent(account=account, display_name="A", roles=["king"], by=SYSTEM)
        assert queries.agent_of(account) is None


def test_somebody_is_an_agent_once(town: Town) -> None:
    with town.open():
        made = agent(town)
        with pytest.raises(Refusal, match="already_agent"):
            operations.appoint_agent(
                account=made.account, display_name="B", roles=["lead"], by=SYSTEM
            )


def test_the_last_administrator_stays(town: Town) -> None:
    with town.open():
        first = agent(town, "admin")
        for leave in (
            lambda: operations.deactivate_agent(agent=first, by=SYSTEM),
            lambda: operations.change_agent(agent=first, roles=["lead"], by=SYSTEM),
        ):
            with pytest.raises(Refusal, match="last_administrator"):
                leave()
        agent(town, "admin")
        operations.deactivate_agent(agent=first, by=SYSTEM)
        assert not queries.works_here(first.account)


def test_the_last_factor_of_an_agent_stays(town: Town) -> None:
    with town.open():
        made = agent(town)
        give_app(made)
        app = queries.factors(made.account).app
        assert app is not None
        with pytest.raises(Refusal, match="last_factor"):
            operations.remove_factor(account=made.account, factor=app.pk, by=SYSTEM)
        operations.reset_factors(account=made.account, by=SYSTEM)
        assert not queries.factors(made.account).enrolled


def test_another_towns_accounts_are_out_of_sight(town: Town) -> None:
    with town.open():
        made = agent(town)
        email, number = made.account.email, made.account_id
    other = small_town()
    with other.open():
        assert queries.account_by_email(email) is None
        assert queries.active_account(number) is None
        twin = operations.create_account(email=email, by=SYSTEM)
    assert twin.pk != number
