"""Logins of people, made and closed by administrators of the office without CREATEROLE.

On PostgreSQL 15 whoever has CREATEROLE can become anybody, so nobody has it: the right belongs to
``mcsys_userkeeper``, a role that cannot log in and that nobody is a member of. It owns a handful of
functions that ask ``session_user`` who is there and do one narrow thing each. They lie in a schema
of their own, ``keys``: an upgrade drops and makes again every function in ``app``
(``rules_postgres.DROP``), as the owner of the tables, who may not make these. ``server.prepare``
makes them again, whole, each time that it runs.

What they do stands in the log, whoever calls them with whatever program: ``keys.tell`` writes it in
the same transaction, so that there is no change of a login without its link, nor the reverse.

The server never sees a password, only a SCRAM verifier that the program made. A text that is not
exactly a verifier is refused, because PostgreSQL would store it as a password that everybody in
the log can read. From PostgreSQL 16 on a role is its maker's to change, so logins are made as
``mcsys_userkeeper`` also by the server's administrator (``server.create_login``).
"""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
from mcsys_desktop.models.address import NAME_OF_LOGIN
from mcsys_desktop.models.base import Group

KEEPER = "mcsys_userkeeper"
LOGIN = "mcsys_login"  # pg_hba.conf lets in who is one of these
NOTE = "app.note(text,bigint,text)"  # what writes in the log, as to_regprocedure spells it
CONNECTION_LIMIT = 20
CODE_DAYS = 7  # how long a first password counts that somebody else has made

TAKEN, NO_PERSON, LAST_ADMIN, NO_VERIFIER, NOT_OURS = "MK001", "MK002", "MK003", "MK004", "MK005"
_GROUPS = ", ".join(f"'{group}'" for group in Group)
_CODED = f"VALID UNTIL %L', who, verifier, clock_timestamp() + interval '{CODE_DAYS} days'"
_DEFINER = (
    "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO'"
)
_PART = (  # base64 without its end: 16, 32 and 32 bytes
    r"^SCRAM-SHA-256\$[1-9][0-9]{5,6}:"
    r"[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$"
)

# Each is made as written and then given to the keeper. The first few are for the others alone.
_INNER = {
    "require_admin()": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF NOT pg_has_role(session_user, '{Group.ADMIN}', 'MEMBER') THEN
    RAISE EXCEPTION 'only an administrator of the office' USING ERRCODE = '42501';
  END IF;
  PERFORM pg_advisory_xact_lock(1296257881);  -- two who close each other's login: one after another
END $$""",
    # A login that may more than a group may is not an administrator's to take over.
    "require_person(who text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM pg_roles r WHERE r.rolname = who AND who ~ '^{NAME_OF_LOGIN}$'
      AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
      AND '{LOGIN}' = ANY (keys.memberships(r.oid))
      AND keys.memberships(r.oid) <@ ARRAY['{LOGIN}', {_GROUPS}]
      AND keys.memberships(r.oid) && ARRAY[{_GROUPS}]
  ) THEN
    RAISE EXCEPTION 'no login of the office' USING ERRCODE = '{NO_PERSON}';
  END IF;
END $$""",
    "require_verifier(verifier text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF verifier IS NULL OR verifier !~ '{_PART}' THEN
    RAISE EXCEPTION 'no verifier of 100000 iterations or more' USING ERRCODE = '{NO_VERIFIER}';
  END IF;
END $$""",
    "require_group(grp text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF grp IS NULL OR NOT grp = ANY (ARRAY[{_GROUPS}]) THEN
    RAISE EXCEPTION 'no group of the office' USING ERRCODE = '{NO_PERSON}';
  END IF;
END $$""",
    # An administrator who can still sign in when the code that he was given has run out.
    "require_other_admin(who text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF '{Group.ADMIN}' = ANY (keys.memberships(who::regrole)) AND NOT EXISTS (
    SELECT 1 FROM pg_roles r WHERE r.rolname <> who AND r.rolcanlogin
      AND ARRAY['{LOGIN}', '{Group.ADMIN}'] <@ keys.memberships(r.oid)
      AND coalesce(r.rolvaliduntil, 'infinity') = 'infinity'
  ) THEN
    RAISE EXCEPTION 'the last administrator' USING ERRCODE = '{LAST_ADMIN}';
  END IF;
END $$""",
    # What is executed holds a verifier, and the context of an error would repeat it: to the
    # screen, and to the server's log.
    "silently(command text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  EXECUTE command;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    RAISE EXCEPTION 'there is such a login already' USING ERRCODE = '{TAKEN}';
  WHEN OTHERS THEN
    RAISE EXCEPTION 'the login could not be changed' USING ERRCODE = '{NOT_OURS}';
END $$""",
    # An office of before there was a log has nothing to write it in.
    "tell(what text, said text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  IF to_regprocedure('{NOTE}') IS NOT NULL THEN
    PERFORM app.note(what, NULL, said);
  END IF;
END $$""",
    "terminate(who text)": f"""
RETURNS integer {_DEFINER} AS $$
DECLARE ended integer;
BEGIN
  SELECT count(pg_terminate_backend(pid)) INTO ended FROM pg_stat_activity
    WHERE usename = who AND pid <> pg_backend_pid();
  RETURN ended;
END $$""",
}
_MEMBERSHIPS = """
CREATE FUNCTION keys.memberships(who oid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(g.rolname::text), '{}') FROM pg_auth_members m
    JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = who
$$"""
_FOR_ADMINS = {
    "create_login(who text, verifier text, grp text, must_change boolean)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  IF who IS NULL OR who !~ '^{NAME_OF_LOGIN}$' OR who ~ '^(pg_|mcsys_|postgres)' THEN
    RAISE EXCEPTION 'no name for a login' USING ERRCODE = '{NO_PERSON}';
  END IF;
  PERFORM keys.require_verifier(verifier);
  PERFORM keys.require_group(grp);
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = who) THEN
    RAISE EXCEPTION 'there is such a login already' USING ERRCODE = '{TAKEN}';
  END IF;
  PERFORM keys.silently(format('CREATE ROLE %I LOGIN CONNECTION LIMIT {CONNECTION_LIMIT}'
    ' IN ROLE {LOGIN}, %I PASSWORD %L VALID UNTIL %L', who, grp, verifier,
    CASE WHEN must_change THEN clock_timestamp() + interval '{CODE_DAYS} days'
      ELSE 'infinity' END));
  PERFORM keys.tell('login_made', who || ' ' || grp);
END $$""",
    "set_login_group(who text, grp text)": f"""
RETURNS void {_DEFINER} AS $$
DECLARE held text;
BEGIN
  PERFORM keys.require_admin();
  PERFORM keys.require_person(who);
  PERFORM keys.require_group(grp);
  IF grp <> '{Group.ADMIN}' THEN
    PERFORM keys.require_other_admin(who);
  END IF;
  FOREACH held IN ARRAY ARRAY[{_GROUPS}] LOOP
    IF held = ANY (keys.memberships(who::regrole)) THEN
      PERFORM keys.silently(format('REVOKE %I FROM %I', held, who));
    END IF;
  END LOOP;
  PERFORM keys.silently(format('GRANT %I TO %I', grp, who));
  IF NOT keys.memberships(who::regrole) <@ ARRAY['{LOGIN}', grp] THEN  -- somebody else gave it
    RAISE EXCEPTION 'a group that is not ours to take' USING ERRCODE = '{NOT_OURS}';
  END IF;
  PERFORM keys.tell('login_group', who || ' ' || grp);
END $$""",
    "disable_login(who text)": f"""
RETURNS integer {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  PERFORM keys.require_person(who);
  PERFORM keys.require_other_admin(who);
  PERFORM keys.silently(format('ALTER ROLE %I NOLOGIN PASSWORD NULL', who));
  PERFORM keys.tell('login_closed', who);
  RETURN keys.terminate(who);
END $$""",
    # Again after the commit: somebody may have signed in while it was not visible yet.
    "end_sessions(who text)": f"""
RETURNS integer {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  PERFORM keys.require_person(who);
  RETURN keys.terminate(who);
END $$""",
    "enable_login(who text, verifier text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  PERFORM keys.require_person(who);
  PERFORM keys.require_verifier(verifier);
  PERFORM keys.silently(format('ALTER ROLE %I LOGIN PASSWORD %L {_CODED}));
  PERFORM keys.tell('login_opened', who);
END $$""",
    "reset_login(who text, verifier text)": f"""
RETURNS integer {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  PERFORM keys.require_person(who);
  PERFORM keys.require_verifier(verifier);
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN  -- server recover
    PERFORM keys.require_other_admin(who);
  END IF;
  PERFORM keys.silently(format('ALTER ROLE %I PASSWORD %L {_CODED}));
  PERFORM keys.tell('code', who);
  RETURN keys.terminate(who);
END $$""",
    "list_logins()": f"""
RETURNS TABLE (login text, grp text, enabled boolean, valid_until timestamptz, sessions integer)
{_DEFINER} AS $$
BEGIN
  PERFORM keys.require_admin();
  RETURN QUERY SELECT r.rolname::text,
    (SELECT g FROM unnest(ARRAY[{_GROUPS}]) WITH ORDINALITY AS o(g, place)
      WHERE g = ANY (keys.memberships(r.oid)) ORDER BY place DESC LIMIT 1),
    r.rolcanlogin, nullif(r.rolvaliduntil, 'infinity'),
    (SELECT count(*)::integer FROM pg_stat_activity a WHERE a.usename = r.rolname)
  FROM pg_roles r WHERE '{LOGIN}' = ANY (keys.memberships(r.oid))
    AND keys.memberships(r.oid) && ARRAY[{_GROUPS}] AND r.rolname !~ '^mcsys_' ORDER BY r.rolname;
END $$""",
}
_FOR_ALL = {
    "set_own_password(verifier text)": f"""
RETURNS void {_DEFINER} AS $$
BEGIN
  PERFORM keys.require_person(session_user::text);
  PERFORM keys.require_verifier(verifier);
  PERFORM keys.silently(format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L',
    session_user, verifier, 'infinity'));
  PERFORM keys.tell('password', '');
END $$""",
}
_DROP = """
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'keys'::regnamespace
  LOOP
    EXECUTE format('DROP FUNCTION %s', found.name);
  END LOOP;
END $$"""


# Where the log is older than the keeper, and, in ``rules_audit_postgres``, the reverse.
MAY_TELL = f"""
DO $$ BEGIN
  IF to_regprocedure('{NOTE}') IS NOT NULL AND to_regrole('{KEEPER}') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION app.note(text, bigint, text) TO {KEEPER};
  END IF;
END $$"""


def statements() -> list[str]:
    """Make the functions, or make them again; the server's administrator runs these."""
    made = [
        "CREATE SCHEMA IF NOT EXISTS keys",
        "REVOKE ALL ON SCHEMA keys FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA keys TO {LOGIN}, {KEEPER}",
        f"GRANT USAGE ON SCHEMA app TO {KEEPER}",
        MAY_TELL,
        _DROP,
        _MEMBERSHIPS,
    ]
    made += [f"CREATE FUNCTION keys.{head} {body}" for head, body in _functions().items()]
    for head in ["memberships(who oid)", *_functions()]:
        made.append(f"ALTER FUNCTION keys.{head} OWNER TO {KEEPER}")
        made.append(f"REVOKE ALL ON FUNCTION keys.{head} FROM PUBLIC")
    made += [f"GRANT EXECUTE ON FUNCTION keys.{head} TO {Group.ADMIN}" for head in _FOR_ADMINS]
    made += [f"GRANT EXECUTE ON FUNCTION keys.{head} TO {LOGIN}" for head in _FOR_ALL]
    return made


def _functions() -> dict[str, str]:
    return _INNER | _FOR_ADMINS | _FOR_ALL
