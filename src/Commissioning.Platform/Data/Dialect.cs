using System.Data.Common;
using System.Diagnostics;
using Azure.Core;
using Azure.Identity;
using Commissioning.Platform.Watching;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>The few differences between the two databases. Everything else is one SQL text.</summary>
public sealed class Dialect
{
    // SQLite has one writer. This semaphore queues writers fairly; SQLite's busy timeout polls with sleeps.
    private readonly SemaphoreSlim? writer;
    private readonly int patience;

    // Somebody outside this process held the file for longer than anybody here waits.
    private volatile bool lockedOut;
    private readonly string connectionString;

    // One delegate for all connections, because connections with different delegates are pooled separately.
    private readonly Func<SqlAuthenticationParameters, CancellationToken, Task<SqlAuthenticationToken>>? token;

    private Dialect(string name, string connectionString, TokenCredential? identity = null)
    {
        Name = name;
        this.connectionString = connectionString;
        if (identity is not null)
            token = (asked, stopping) => TokenAsync(identity, asked.Resource, stopping);
        if (!IsSqlite)
            return;
        writer = new(1, 1);
        SQLitePCL.Batteries_V2.Init();
        // SQLite's default (synchronous = full) flushes a commit to disk before reporting it; do not change it here.
        var file = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        if (file.DefaultTimeout == new SqliteConnectionStringBuilder().DefaultTimeout)
            file.DefaultTimeout = UsualPatience;
        patience = file.DefaultTimeout;
        this.connectionString = file.ToString();
    }

    /// <summary>Seconds that a request waits for a file that another process holds. With the one second of a last attempt, and with what
    /// else it does, whoever saves is told within 5 seconds.</summary>
    private const int UsualPatience = 3;

    public string Name { get; }

    /// <summary>Path of the embedded database; null on a server.</summary>
    public string? File => IsSqlite ? Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource) : null;
    public bool IsSqlite => Name == "sqlite";

    public static Dialect Sqlite(string connectionString) => new("sqlite", connectionString);

    /// <param name="identity">The identity that signs in to the database when neither a password nor Windows does.</param>
    public static Dialect SqlServer(string connectionString, TokenCredential? identity = null) =>
        new("sqlserver", connectionString, identity);

    /// <summary>Null when these settings can reach SQL Server; otherwise which one to correct.</summary>
    /// <param name="oauth">The setting Database__OAuth.</param>
    public static string? WhyUnusable(string connectionString, string? oauth)
    {
        var server = new SqlConnectionStringBuilder(connectionString);
        if (server.DataSource.Length == 0 || server.InitialCatalog.Length == 0)
            return "ConnectionStrings__Commissioning needs both Server and Database for SQL Server";
        if (server.Encrypt == SqlConnectionEncryptOption.Optional)
            return "ConnectionStrings__Commissioning has Encrypt=False, which would send everything to the database readable. Remove it.";
        // The driver's own Entra ID authentication is in a package that this build does not include.
        if (server.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
            return "Remove Authentication from ConnectionStrings__Commissioning, and set Database__OAuth to azure to sign in with this machine's managed identity";
        if (oauth is not (null or "azure"))
            return $"Database__OAuth is \"{oauth}\". Set it to azure, or remove it to sign in as ConnectionStrings__Commissioning says.";
        return oauth is not null && (server.UserID.Length > 0 || server.Password.Length > 0 || server.IntegratedSecurity)
            ? "Database__OAuth is azure, so remove User ID, Password and Integrated Security from ConnectionStrings__Commissioning"
            : null;
    }

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(connectionString)
            : new SqlConnection(connectionString) { AccessTokenCallback = token };
        // SQLite may answer "busy" once while a file is opened, before any patience of the connection counts.
        for (var attempt = 1; ; attempt++)
            try
            {
                await connection.OpenAsync();
                break;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == Busy && attempt < MostOpenings)
            {
                await Task.Delay(OpeningPause);
            }
        Telemetry.Count(connection);
        return connection;
    }

    private const int MostOpenings = 10;
    private static readonly TimeSpan OpeningPause = TimeSpan.FromMilliseconds(50);

    /// <summary>A token for a database resource, such as https://database.windows.net/; the scope adds /.default.</summary>
    /// <exception cref="DatabaseIdentityException">This machine has no identity, or the directory does not know it.</exception>
    public static async Task<SqlAuthenticationToken> TokenAsync(TokenCredential identity, string resource, CancellationToken stopping)
    {
        try
        {
            var token = await identity.GetTokenAsync(new TokenRequestContext([$"{resource.TrimEnd('/')}/.default"]), stopping);
            return new(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new DatabaseIdentityException(exception);
        }
    }

    /// <summary>Begins a transaction whose queries all see the same moment and that blocks no writer. On SQL Server this needs snapshot
    /// isolation; without it each query has its own moment.</summary>
    public async Task<DbTransaction> BeginReadingAsync(DbConnection connection)
    {
        if (connection is SqliteConnection sqlite)
            return sqlite.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        command.CommandText = "select snapshot_isolation_state from sys.databases where name = db_name()";
        var allowed = Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 1;
        return await connection.BeginTransactionAsync(
            allowed ? System.Data.IsolationLevel.Snapshot : System.Data.IsolationLevel.ReadCommitted
        );
    }

    /// <summary>Write-ahead logging is a property of the file, so the migrator sets it once.</summary>
    public void Prepare(DbConnection connection)
    {
        if (IsSqlite)
            Execute(connection, "pragma journal_mode = wal;");
    }

    /// <summary>The writer lock, to be kept for the length of a write: a semaphore on SQLite, null on SQL Server.</summary>
    /// <exception cref="SqliteException">Another process holds the file: who waits here gives up with those before.</exception>
    public async Task<IDisposable?> WriterTurnAsync()
    {
        if (writer is null)
            return null;
        var began = Stopwatch.GetTimestamp();
        bool IsOver() => lockedOut && Left <= Stopwatch.GetElapsedTime(began);
        while (!IsOver())
        {
            // While nobody is locked out, those before are at work, and each of them ends.
            var left = Left - Stopwatch.GetElapsedTime(began);
            if (!await writer.WaitAsync(left > Shortest ? left : Shortest))
                continue;
            if (!IsOver())
            {
                if (lockedOut)
                    Waited(began);
                return new SqliteTurn(writer);
            }
            writer.Release();
        }
        Waited(began);
        throw new SqliteException("Another process holds the database", Busy);
    }

    /// <summary>Begins a transaction that writes, in the caller's turn.</summary>
    public async Task<DbTransaction> BeginWritingAsync(DbConnection connection)
    {
        if (connection is not SqliteConnection file)
            return await connection.BeginTransactionAsync();
        // After the first has waited in vain, the others need not wait as long each.
        file.DefaultTimeout = (int)(lockedOut || Left < Shortest ? Shortest : Left).TotalSeconds;
        var began = Stopwatch.GetTimestamp();
        try
        {
            var transaction = file.BeginTransaction();
            lockedOut = false;
            return transaction;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Busy)
        {
            lockedOut = true;
            Waited(began);
            throw;
        }
    }

    /// <summary>SQLite takes whole seconds, and 0 for ever.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private TimeSpan Left => TimeSpan.FromSeconds(patience) - (Patience.Current?.Waited ?? TimeSpan.Zero);

    private static void Waited(long began)
    {
        if (Patience.Current is { } request)
            request.Waited += Stopwatch.GetElapsedTime(began);
    }

    private const int Busy = 5;

    public string TableExistsSql =>
        IsSqlite
            ? "select count(*) from sqlite_master where type = 'table' and name = @Table"
            : "select count(*) from sys.tables where name = @Table";

    public string UtcNowSql => $"select {UtcNow}";

    /// <summary>The database's clock. With SQLite it is this machine's.</summary>
    internal string UtcNow => IsSqlite ? "strftime('%Y-%m-%d %H:%M:%f', 'now')" : "sysutcdatetime()";

    public string Translate(string script) => script.Replace("$text$", IsSqlite ? "text" : "nvarchar(max)");

    public string SizeInBytesSql =>
        IsSqlite
            ? "select page_count * page_size from pragma_page_count(), pragma_page_size()"
            : "select sum(cast(size as bigint)) * 8192 from sys.database_files";

    /// <summary>Lets one migrator run at a time. Null on SQLite, whose write transaction is the lock.</summary>
    public string? MigrationLockSql =>
        IsSqlite
            ? null
            : "declare @taken int; exec @taken = sp_getapplock @Resource = 'commissioning-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 25000; if @taken < 0 raiserror('Another migration is running. Wait for it.', 16, 1)";

    public static bool IsUniqueViolation(Exception exception) =>
        exception switch
        {
            SqlException { Number: 2627 or 2601 } => true,
            SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
            _ => false,
        };

    /// <summary>True when this transaction was rolled back as the deadlock victim. On SQLite it is a snapshot too old to write (517); a
    /// busy file was already waited for.</summary>
    public static bool IsDeadlock(Exception exception) =>
        exception is SqlException { Number: 1205 } or SqliteException { SqliteExtendedErrorCode: 517 };

    public static bool IsFull(Exception exception) =>
        exception is SqlException { Number: 1101 or 1105 or 9002 } or SqliteException { SqliteErrorCode: 13 };

    /// <summary>True when the database cannot be reached or the connection broke. Errors of class 20 and above end the
    /// connection.</summary>
    public static bool IsLost(Exception exception) =>
        exception
            is DatabaseIdentityException
                or SqlException
                {
                    Number: -2
                        or -1
                        or 2
                        or 53
                        or 64
                        or 121
                        or 233
                        or 4060
                        or 10053
                        or 10054
                        or 10060
                        or 10061
                        or 11001
                        or 18456
                        or 40197
                        or 40501
                        or 40613
                }
                or SqlException { Class: >= 20 }
                or SqliteException { SqliteErrorCode: 5 or 8 or 10 or 14 };

    /// <summary>True when a text was too long for its column; SQLite accepts any length.</summary>
    public static bool IsTooLong(Exception exception) => exception is SqlException { Number: 2628 or 8152 };

    /// <summary>Null when the server is suitable: version 2017 or later (Azure always reports 12), read committed snapshot on, and
    /// case-insensitive names.</summary>
    public async Task<string?> WhyUnsuitableAsync()
    {
        if (IsSqlite)
            return null;
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select cast(serverproperty('EngineEdition') as int), cast(serverproperty('ProductMajorVersion') as int), (select cast(is_read_committed_snapshot_on as int) from sys.databases where name = db_name()), case when 'a' = 'A' collate database_default then 1 else 0 end";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        // Without permission to read the setting, assume that it is right.
        var (edition, version, snapshot) = (reader.GetInt32(0), reader.GetInt32(1), await reader.IsDBNullAsync(2) ? 1 : reader.GetInt32(2));
        if (edition is not (5 or 8) && version < 14)
            return $"This SQL Server is version {version}. The portal needs SQL Server 2017 (version 14) or later, or Azure SQL.";
        // A binary collation is case-sensitive too.
        if (reader.GetInt32(3) == 0)
            return $"The collation of {connection.Database} tells capitals from small letters. Create the database with one that does not, such as Latin1_General_100_CI_AS, and run migrate.";
        return snapshot == 1
            ? null
            : $"Run alter database [{connection.Database}] set read_committed_snapshot on with rollback immediate, so that people who read do not wait for people who write.";
    }

    /// <summary>Names the database, without its password.</summary>
    public string Place =>
        IsSqlite ? new SqliteConnectionStringBuilder(connectionString).DataSource
        : new SqlConnectionStringBuilder(connectionString) is var server ? $"{server.InitialCatalog} on {server.DataSource}"
        : "";

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class SqliteTurn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
