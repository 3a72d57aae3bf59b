"""Who may do what on the server, past what an office needs; anybody who works here can look."""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
from dataclasses import dataclass

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.keys import KEEPER, LOGIN
from mcsys_desktop.models.rules_postgres import OWNER
from mcsys_desktop.models.server import BACKUP, ITERATIONS
from mcsys_desktop.services.servers.findings import Finding, Run

_MEMBER = (
    "EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid"
    f" AND m.roleid = '{LOGIN}'::regrole AND r.rolname <> '{KEEPER}')"  # it only hands it out
)

_COLLECTS = (  # for backups everything is read; by a login that is nothing else, and nobody's
    f"'{BACKUP}' = ANY (ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g"
    " ON g.oid = m.roleid WHERE m.member = r.oid)) AND NOT EXISTS (SELECT 1 FROM pg_auth_members m"
    " JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid"
    f" AND g.rolname NOT IN ('{BACKUP}', '{LOGIN}'))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A question whose answer should be empty; what it gives is named in the sentence."""

    key: str
    sql: str
    sentence: str
    superuser: bool = False


RULES = (
    Rule(
        "public_database",
        "SELECT d.datname FROM pg_database d WHERE d.datname = current_database() AND"
        " (d.datacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(d.datacl) WHERE grantee = 0))",
        N_("Everybody with any login may enter the database {names}."),
    ),
    Rule(
        "public_schema",
        "SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN ('app', 'keys', 'public') AND"
        " EXISTS (SELECT 1 FROM aclexplode(n.nspacl) WHERE grantee = 0)",
        N_("Everybody has rights in {names}."),
    ),
    Rule(
        "public_objects",
        "SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = 0"
        " AND c.relnamespace = 'app'::regnamespace"
        " UNION SELECT p.proname FROM pg_proc p, aclexplode(p.proacl) a WHERE a.grantee = 0"
        " AND p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname = 'keys')",
        N_("Everybody has rights on {names}."),
    ),
    Rule(
        "attributes",
        f"SELECT r.rolname FROM pg_roles r WHERE {_MEMBER} AND (r.rolsuper OR r.rolcreaterole"
        " OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)",
        N_("These logins of the office may do things to the whole server: {names}."),
    ),
    Rule(
        "createrole",
        f"SELECT r.rolname FROM pg_roles r WHERE r.rolcreaterole AND NOT r.rolsuper"
        f" AND r.rolname <> '{KEEPER}' AND NOT {_MEMBER}",
        N_("These roles can make themselves anybody (CREATEROLE): {names}."),
    ),
    Rule(
        "keeper_members",
        "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        f" WHERE m.roleid = (SELECT oid FROM pg_roles WHERE rolname = '{KEEPER}')"
        " AND NOT r.rolsuper",
        N_("These can act as the keeper of logins: {names}."),
    ),
    Rule(
        "owners",
        "SELECT DISTINCT r.rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid"
        " WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype = 'o' AND r.rolcanlogin"
        " AND NOT r.rolsuper",
        N_("These logins own something and so are above its rules: {names}."),
    ),
    Rule(
        "memberships",
        f"SELECT DISTINCT r.rolname FROM pg_roles r, pg_roles p WHERE {_MEMBER} AND NOT r.rolsuper"
        r" AND r.rolname !~ '^mcsys_'"
        rf" AND (p.rolname ~ '^pg_' OR p.rolname IN ('{OWNER}', '{KEEPER}'))"
        " AND p.rolname <> 'pg_database_owner' AND pg_has_role(r.oid, p.oid, 'USAGE')"
        f" AND NOT (p.rolname = 'pg_read_all_data' AND {_COLLECTS})",
        N_("These logins of the office hold rights on the whole server: {names}."),
    ),
    Rule(
        "strangers",
        "SELECT r.rolname FROM pg_roles r WHERE r.rolcanlogin AND NOT r.rolsuper"
        f" AND NOT {_MEMBER}",
        N_("These logins are nobody's of the office: {names}."),
    ),
    Rule(
        "superusers",
        "SELECT r.rolname FROM pg_roles r WHERE r.rolsuper AND r.rolcanlogin AND r.oid <> 10",
        N_("The server has more administrators than one: {names}."),
    ),
    Rule(
        "loose_functions",
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname IN ('app', 'keys')"
        " AND NOT coalesce(p.proconfig::text ~ 'search_path=pg_catalog, ?pg_temp', false)",
        N_("These functions of the owner can be led astray (search_path): {names}."),
    ),
    Rule(
        "weak_passwords",
        f"SELECT r.rolname FROM pg_authid r WHERE {_MEMBER} AND r.rolpassword IS NOT NULL AND"
        " (r.rolpassword !~ '^SCRAM-SHA-256' OR"
        f" substring(r.rolpassword from '[$]([0-9]+):')::integer < {ITERATIONS})",
        N_(
            "The passwords of these logins are kept in a form that is guessed too fast; have them"
            " changed: {names}."
        ),
        superuser=True,
    ),
)


def check(run: Run, *, superuser: bool) -> list[Finding]:
    """What is wrong with the rights of this database and this server."""
    found = []
    for rule in RULES:
        if rule.superuser and not superuser:
            continue
        names = sorted(str(name) for (name,) in run(rule.sql, ()))
        if names:
            sentence = _(rule.sentence).format(names=", ".join(names[:10]))
            if rule.key != "weak_passwords":
                sentence += " " + _("Take that away, as the administrator of the server.")
            found.append(Finding(rule.key, sentence))
    return found
