"""Writes of accounts, agents and their doors."""

from parvis.people.operations.accounts import (
    confirm_account,
    create_account,
    note_warning,
    set_language,
    set_password,
)
from parvis.people.operations.agents import (
    appoint_agent,
    change_agent,
    deactivate_agent,
    free_locked_out,
    invite_agent,
    reactivate_agent,
    set_letter_keys,
)
from parvis.people.operations.demands import (
    demand_to_answer,
    end_demand,
    extend_demand,
    note_demand,
)
from parvis.people.operations.factors import (
    activate_totp,
    add_passkey,
    new_recovery_codes,
    pass_code,
    pass_passkey,
    remove_factor,
    reset_factors,
)
from parvis.people.operations.identity import audit_identity_reading
from parvis.people.operations.links import ask_for_link, issue_token, use_link
from parvis.people.operations.providers import (
    account_of_agent_identity,
    account_of_resident_identity,
    link_identity,
    set_provider,
)
from parvis.people.operations.sessions import (
    clear_refusals,
    end_every_session,
    end_session,
    note_log_in,
    note_refusal,
)

__all__ = [
    "account_of_agent_identity",
    "account_of_resident_identity",
    "activate_totp",
    "add_passkey",
    "appoint_agent",
    "ask_for_link",
    "audit_identity_reading",
    "change_agent",
    "clear_refusals",
    "confirm_account",
    "create_account",
    "deactivate_agent",
    "demand_to_answer",
    "end_demand",
    "end_every_session",
    "end_session",
    "extend_demand",
    "free_locked_out",
    "invite_agent",
    "issue_token",
    "link_identity",
    "new_recovery_codes",
    "note_demand",
    "note_log_in",
    "note_refusal",
    "note_warning",
    "pass_code",
    "pass_passkey",
    "reactivate_agent",
    "remove_factor",
    "reset_factors",
    "set_language",
    "set_letter_keys",
    "set_password",
    "set_provider",
    "use_link",
]
