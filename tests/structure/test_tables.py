"""Every table belongs to one authority, is locked to it, and points to its own rows alone."""

import pytest

from tests.support import database

# Tables without an authority, each with why.
WITHOUT_AUTHORITY = {
    "authorities_authority": "the authority itself: its policy is on its own id",
    "authorities_host": "resolves the host name before any authority is known; holds nothing else",
    "journal_epoch": "one row a database cluster",
    "journal_checkpoint": "one row a reader: positions in the journal of all authorities",
    "journal_trouble": "what a reader could not handle: ids and a code; only the reader reads it",
    "procrastinate_jobs": "the queue: ids only",
    "procrastinate_events": "the queue: ids only",
    "procrastinate_periodic_defers": "the queue: ids only",
    "procrastinate_workers": "the queue: one row a worker",
    "django_migrations": "which migrations ran",
    "django_content_type": "the framework's list of models; the app cannot read it",
    "auth_permission": "the framework's; the app cannot read it",
    "auth_group": "the framework's; the app cannot read it",
    "auth_group_permissions": "the framework's; the app cannot read it",
    "socialaccount_socialapp_sites": "the library's; the app cannot read it",
}
AT_HAND = "(NULLIF(current_setting('parvis.authority'::text, true), ''::text))::bigint"
# Policies that see every authority: of a table, for a role ("-": any), each with why.
ACROSS_AUTHORITIES = {
    ("authorities_host", "-"): "resolves the host name before any authority is known",
    ("journal_entry", "parvis_reader"): "readers go through the journal of all authorities",
    ("journal_trouble", "parvis_reader"): "what a reader could not handle: ids and a code",
    ("journal_seal", "parvis_owner"): "the function that drops past months looks at all seals",
    ("cases_case", "parvis_search"): "the search functions filter by authority and lock themselves",
    ("reports_follower", "parvis_search"): "the search functions, the same way",
}
OUT_OF_REACH = {
    "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(django_db_setup):
    with database.admin_connection(database.NAME) as admin:
        yield lambda statement, *values: admin.execute(statement, values or None).fetchall()


@pytest.fixture(scope="module")
def tables(ask) -> set[str]:
    found = ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition"
    )
    return {name for (name,) in found}


@pytest.fixture(scope="module")
def tenant_tables(tables) -> set[str]:
    return tables - set(WITHOUT_AUTHORITY)


def test_every_table_has_its_authority(ask, tenant_tables):
    having = {
        name
        for (name,) in ask(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'authority_id' AND is_nullable = 'NO'"
        )
    }
    assert tenant_tables - having == set()


def test_every_table_forces_its_policy(ask, tenant_tables):
    locked = {
        name
        for (name,) in ask(
            "SELECT relname FROM pg_class c WHERE relrowsecurity AND relforcerowsecurity"
            " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid"
            "   AND pg_get_expr(p.polqual, p.polrelid) LIKE '%parvis.authority%'"
            "   AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%parvis.authority%')"
        )
    }
    assert tenant_tables - locked == set()


def test_no_policy_lets_everybody_through(ask, tenant_tables):
    """Each begins with the authority; what follows narrows it further. The roles that read across
    authorities are named one by one."""
    policies = ask(
        "SELECT polrelid::regclass::text, polroles::regrole[]::text[],"
        " pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy"
    )
    loose = {
        (table, *roles)
        for table, roles, seen, written in policies
        if not is_of_authority(seen) or not (written is None or is_of_authority(written))
    }
    assert loose == set(ACROSS_AUTHORITIES)


def is_of_authority(condition: str) -> bool:
    """Whether a policy lets only rows of the authority at hand through, or fewer."""
    ours = (f"({column} = {AT_HAND})" for column in ("authority_id", "id"))
    return any(condition == one or condition.startswith(f"({one} AND ") for one in ours)


def test_every_unique_constraint_holds_the_authority(ask, tenant_tables):
    loose = ask(
        "SELECT t.relname, i.relname FROM pg_index x"
        " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        " WHERE x.indisunique AND t.relname = ANY(%s) AND NOT EXISTS ("
        "   SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid"
        "   AND a.attname = 'authority_id' AND a.attnum = ANY(x.indkey::int2[]))",
        list(tenant_tables),
    )
    assert loose == []


def test_every_foreign_key_between_tenants_is_composite(ask, tenant_tables):
    single = ask(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"
        " AND conrelid::regclass::text = ANY(%s) AND confrelid::regclass::text = ANY(%s)"
        " AND cardinality(conkey) < 2",
        list(tenant_tables),
        list(tenant_tables),
    )
    assert single == []


def test_every_relation_of_the_models_is_a_constraint_of_the_database(ask):
    from django.apps import apps

    from parvis.foundation.db.tenant_tables import tenant_foreign_keys

    held = {
        (table, column)
        for (table, column) in ask(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)"
            " WHERE c.contype = 'f' AND cardinality(c.conkey) = 2"
        )
    }
    missing = [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model.__module__.startswith("parvis.")
        for field in tenant_foreign_keys(model)
        if (model._meta.db_table, field.column) not in held
    ]
    assert missing == []


def test_every_index_begins_with_the_authority(ask, tenant_tables):
    others = ask(
        "SELECT i.relname FROM pg_index x"
        " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'authority_id'"
        " JOIN pg_am m ON m.oid = i.relam"
        " WHERE t.relname = ANY(%s) AND m.amname = 'btree' AND x.indkey[0] <> a.attnum",
        list(tenant_tables),
    )
    allowed = {
        "journal_entry_order",  # the readers' order across authorities
    }
    library = ("account_", "mfa_", "socialaccount_")
    assert {n for (n,) in others if not n.startswith(library)} - allowed == set()


def test_the_app_owns_nothing_and_passes_no_policy(ask):
    assert ask(
        "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles"
        " WHERE rolname = 'parvis_app'"
    ) == [(False,)]
    assert ask("SELECT tablename FROM pg_tables WHERE tableowner = 'parvis_app'") == []


def test_what_the_app_need_not_read_it_cannot(ask):
    for table in OUT_OF_REACH:
        assert ask("SELECT has_table_privilege('parvis_app', %s, 'SELECT')", table) == [(False,)]
