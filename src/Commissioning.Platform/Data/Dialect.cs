using System.Data.Common;
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
    public bool IsSqlite => Name == "sqlite";

    /// <summary>Of the embedded database; null where the database is a server's.</summary>
    public string? File => IsSqlite ? Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource) : null;

    public static Dialect Sqlite(string connectionString) => new("sqlite", connectionString);
    public static Dialect SqlServer(string connectionString) => new("sqlserver", connectionString);

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(connectionString) : new SqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A transaction in which every question is answered as of one moment, and which keeps nobody from writing. SQL Server needs snapshot isolation to be allowed for that; without it each question has its own moment.</summary>
    public async Task<DbTransaction> BeginReadingAsync(DbConnection connection)
    {
        if (connection is SqliteConnection sqlite) return sqlite.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        command.CommandText = "select snapshot_isolation_state from sys.databases where name = db_name()";
        var allowed = Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 1;
        return await connection.BeginTransactionAsync(allowed ? System.Data.IsolationLevel.Snapshot : System.Data.IsolationLevel.ReadCommitted);
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

    public string Translate(string script) => script.Replace("$text$", IsSqlite ? "text" : "nvarchar(max)");

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
