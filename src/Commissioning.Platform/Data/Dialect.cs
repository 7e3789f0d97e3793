using System.Data.Common;
using Commissioning.Platform.Watching;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>The few ways in which the two databases differ. Everything else is one SQL text.</summary>
public sealed class Dialect
{
    // SQLite has one writer. Waiting here in turn is fair and quick; its own busy timeout polls with sleeps.
    private readonly SemaphoreSlim? writer;
    private readonly string connectionString;

    private Dialect(string name, string connectionString)
    {
        Name = name;
        this.connectionString = connectionString;
        if (!IsSqlite) return;
        writer = new(1, 1);
        SQLitePCL.Batteries_V2.Init();
        // A commit reaches the disk before it is said to be done: that is SQLite's own default (synchronous = full), which nothing here changes.
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString();
    }

    public string Name { get; }
    /// <summary>Where the embedded database is; null on a server.</summary>
    public string? File => IsSqlite ? Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource) : null;
    public bool IsSqlite => Name == "sqlite";

    public static Dialect Sqlite(string connectionString) => new("sqlite", connectionString);
    public static Dialect SqlServer(string connectionString) => new("sqlserver", connectionString);

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(connectionString) : new SqlConnection(connectionString);
        await connection.OpenAsync();
        Telemetry.Count(connection);
        return connection;
    }

    /// <summary>Write-ahead logging is a property of the file, so it is set once, by the migrator.</summary>
    public void Prepare(DbConnection connection)
    {
        if (IsSqlite) Execute(connection, "pragma journal_mode = wal;");
    }

    /// <summary>Held for the length of a write: a real turnstile on SQLite, nothing on SQL Server.</summary>
    public async Task<IDisposable?> WriterTurnAsync()
    {
        if (writer is null) return null;
        await writer.WaitAsync();
        return new Turn(writer);
    }

    public string TableExistsSql => IsSqlite
        ? "select count(*) from sqlite_master where type = 'table' and name = @Table"
        : "select count(*) from sys.tables where name = @Table";

    /// <summary>The database's own clock. SQLite's is this machine's.</summary>
    public string UtcNowSql => IsSqlite ? "select strftime('%Y-%m-%d %H:%M:%f', 'now')" : "select sysutcdatetime()";

    public string Translate(string script) => script.Replace("$text$", IsSqlite ? "text" : "nvarchar(max)");

    public string SizeInBytesSql => IsSqlite
        ? "select page_count * page_size from pragma_page_count(), pragma_page_size()"
        : "select sum(cast(size as bigint)) * 8192 from sys.database_files";

    /// <summary>One migrator at a time; on SQLite the write transaction is the lock.</summary>
    public string? MigrationLockSql => IsSqlite ? null : "exec sp_getapplock @Resource = 'commissioning-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";

    public static bool IsUniqueViolation(Exception exception) => exception switch
    {
        SqlException { Number: 2627 or 2601 } => true,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        _ => false,
    };

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
