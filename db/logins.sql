-- Two logins with only the rights they need. Run as owner of the database after the first migration, and again after a migration that adds
-- a table named here. Names in square brackets are examples.
--   commissioning_migrator     changes the schema; only the pipeline has it, and only while it deploys.
--   commissioning_application  reads and writes rows; the portal runs as it. It cannot change the schema, the posted ledger or the audit trail.
-- With managed identities: create user [name-of-the-app] from external provider.  Without: a login with a password, in master first.
if not exists (select 1 from sys.database_principals where name = 'commissioning_migrator') create role commissioning_migrator;
if not exists (select 1 from sys.database_principals where name = 'commissioning_application') create role commissioning_application;
GO
-- Tables, indexes, keys (references), and the rows that migrations write. Any user may take an application lock (sp_getapplock).
alter role db_ddladmin add member commissioning_migrator;
grant select, insert, update, delete, references on schema::dbo to commissioning_migrator;
GO
grant select, insert, update, delete on schema::dbo to commissioning_application;
GO
-- Written once: a mistake in the ledger is reversed by another transaction, and the audit trail is a chain of hashes.
-- A deny overrides the grant above. The tables must exist, so migrate first.
deny update, delete on object::dbo.AuditEntry to commissioning_application;
deny update, delete on object::dbo.AuditCheckpoint to commissioning_application;
deny update, delete on object::dbo.LedgerTransaction to commissioning_application;
deny update, delete on object::dbo.LedgerEntry to commissioning_application;
deny delete on object::dbo.AuditHead to commissioning_application;
deny delete on object::dbo.LegalHold to commissioning_application;
deny delete on object::dbo.ErasedRecord to commissioning_application;
deny insert, update, delete on object::dbo.SchemaJournal to commissioning_application;
GO
-- The pipeline's identity and the portal's. With SQL logins instead: create user [..] for login [..].
if not exists (select 1 from sys.database_principals where name = 'commissioning-pipeline') create user [commissioning-pipeline] from external provider;
alter role commissioning_migrator add member [commissioning-pipeline];
if not exists (select 1 from sys.database_principals where name = 'commissioning-portal') create user [commissioning-portal] from external provider;
alter role commissioning_application add member [commissioning-portal];
GO
