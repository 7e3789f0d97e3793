using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Testing.Sql;
using Commissioning.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.SqlClient;

namespace Commissioning.Testing;

/// <summary>A new database: on the SQL Server that COMMISSIONING_TEST_SQLSERVER names (a connection string whose login may create
/// databases), or else a SQLite file, copied from a template that is migrated once per test run. On SQLite it refuses what SQL Server
/// would.</summary>
public sealed partial class TestDatabase : IDisposable
{
    public const string Variable = "COMMISSIONING_TEST_SQLSERVER";
    private static readonly Lazy<string> Template = new(() => MakeTemplate(guarded: true)),
        BareTemplate = new(() => MakeTemplate(guarded: false));
    private static readonly ConcurrentDictionary<(string, RowsRead, Type?), string> Read = new();
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-test").FullName;
    private readonly List<string> refused = [];
    private readonly ConcurrentDictionary<Guid, bool> begun = new();

    /// <summary>Databases of tests that have ended, as a migration leaves them: to make one anew takes the server seconds.</summary>
    private static readonly ConcurrentBag<string> Emptied = [];

    static TestDatabase()
    {
        StrictRows.Demand();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            while (Emptied.TryTake(out var name))
                Drop(Open(name).ConnectionString);
        };
    }

    /// <param name="from">A SQLite file to copy in place of the empty template.</param>
    /// <param name="key">Signs the audit trail. Null: it is only chained.</param>
    public TestDatabase(bool? onSqlServer = null, string? from = null, CheckpointKey? key = null)
    {
        if (!IsMeasured)
            SqliteWithoutFlush.Demand();
        if (onSqlServer ?? (Server is not null && !IsMeasured))
            (Dialect, ConnectionString) = Emptied.TryTake(out var name)
                ? Open(name)
                : OnSqlServer($"commissioning_test_{Guid.NewGuid():N}");
        else
        {
            var path = Path.Combine(folder, "test.db");
            File.Copy(from ?? (IsMeasured ? BareTemplate : Template).Value, path);
            ConnectionString = $"Data Source={path}";
            Dialect = Dialect.Sqlite(ConnectionString);
        }
        Clock = new PortalClock();
        Db = new Db(Dialect, Clock) { CheckpointKey = key };
        Watch(Db);
    }

    /// <summary>Where to create databases on SQL Server; null when the tests run on SQLite.</summary>
    public static string? Server { get; } = System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    /// <summary>Set by benchmarks: no triggers or statement checks, which cost time, and SQL Server only where a benchmark asks for
    /// it.</summary>
    public static bool IsMeasured { get; set; }

    public string Folder => folder;
    public string ConnectionString { get; }
    public Dialect Dialect { get; }
    public PortalClock Clock { get; init; }
    public Db Db { get; }

    /// <summary>With its own keys, which end with the test.</summary>
    public FieldEncryption Encryption { get; } = new(new EphemeralDataProtectionProvider());

    /// <summary>The settings with which a portal uses this database.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["Database:Provider"] = Dialect.Name, ["ConnectionStrings:Commissioning"] = ConnectionString };
    public IEnumerable<string> Arguments => Settings.Select(setting => $"--{setting.Key}={setting.Value}");

    /// <summary>The same database as another process sees it: its own writer lock, and unlimited waiting for a locked SQLite
    /// file.</summary>
    public Db Another()
    {
        var db = new Db(
            Dialect.IsSqlite ? Dialect.Sqlite(ConnectionString + ";Default Timeout=600") : Dialect.SqlServer(ConnectionString),
            Clock
        );
        Watch(db);
        return db;
    }

    public async Task<int> CountAsync(string table, string where = "1 = 1", object? arguments = null) =>
        await Db.ScalarAsync<int>(string.Create(CultureInfo.InvariantCulture, $"select count(*) from {table} where {where}"), arguments);

    /// <summary>Statements run while <paramref name="act"/> does its work.</summary>
    /// <param name="requests">In a running portal: counts only the statements of its requests, not of its jobs.</param>
    public static async Task<IReadOnlyList<Statement>> StatementsAsync(Db db, Func<Task> act, IHttpContextAccessor? requests = null)
    {
        var statements = new List<Statement>();
        void Keep(Statement statement)
        {
            if (requests is { HttpContext: null })
                return;
            lock (statements)
                statements.Add(statement);
        }
        db.Trace += Keep;
        try
        {
            await act();
        }
        finally
        {
            db.Trace -= Keep;
        }
        return statements;
    }

    /// <summary>Checks every statement run through it as SQL Server would, each text once in a run.</summary>
    public void Watch(Db db)
    {
        if (!IsMeasured)
            db.Trace += Check;
    }

    private void Check(Statement statement)
    {
        if (statement.Sql == Dialect.UtcNowSql || statement.Sql == Dialect.SizeInBytesSql || statement.Sql == Dialect.TableExistsSql)
            return; // Each database has its own.
        if (WhyRefused(statement) is not { } faults)
            return;
        lock (refused)
            refused.Add($"{faults}\n{statement.Sql}");
        throw new InvalidOperationException($"SQL Server would not take this: {faults}\n{statement.Sql}");
    }

    internal string? WhyRefused(Statement statement)
    {
        // What a change reads before it has its lock may be out of date when it writes.
        if (
            statement.Change is { } change
            && !begun.ContainsKey(change)
            && !(statement.Sql == Db.LockHeadSql && begun.TryAdd(change, true))
        )
            return "the first statement of a change takes the head of the audit trail";
        var faults = Read.GetOrAdd(
            (statement.Sql, statement.Reads, statement.Row),
            _ => string.Join("; ", SqlCheck.Faults(statement.Sql, reads: statement.Reads, row: statement.Row))
        );
        return faults.Length > 0 ? faults : SqlCheck.WhyRefused(statement.Arguments);
    }

    public void Dispose()
    {
        if (Dialect.IsSqlite)
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        else if (Empty(ConnectionString) is { } emptied)
            Emptied.Add(emptied);
        else
            Drop(ConnectionString);
        Directory.Delete(folder, recursive: true);
        // Reported again here, because a job or a page may have caught it.
        if (refused.Count > 0)
            throw new InvalidOperationException($"SQL Server would not take this: {refused[0]}");
    }

    private static string MakeTemplate(bool guarded)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("commissioning-template").FullName, "template.db");
        var dialect = Dialect.Sqlite($"Data Source={path};Pooling=False");
        new Migrator(dialect, TimeProvider.System, Migrator.Embedded()).MigrateAsync().GetAwaiter().GetResult();
        Fold(dialect, string.Concat((guarded ? SqliteGuards.Triggers(SqlSchema.Current) : []).Select(trigger => trigger + ";\n")));
        return path;
    }

    /// <summary>Makes the SQLite file a template that can be copied; returns its path.</summary>
    public string AsTemplate()
    {
        Fold(Dialect);
        return Path.Combine(folder, "test.db");
    }

    /// <summary>Folds in the write-ahead log, so that copying one file copies everything.</summary>
    private static void Fold(Dialect dialect, string first = "")
    {
        using var connection = dialect.OpenAsync().GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = first + "pragma wal_checkpoint(truncate)";
        command.ExecuteNonQuery();
    }

    private static (Dialect, string) OnSqlServer(string name)
    {
        // Row versions for readers, as in production; commits that need not survive a power cut, unlike production.
        Execute(Server!, $"create database [{name}]");
        Execute(
            Server!,
            $"if exists (select 1 from sys.databases where name = '{name}' and is_read_committed_snapshot_on = 0) exec('alter database [{name}] set read_committed_snapshot on with rollback immediate; alter database [{name}] set recovery simple; alter database [{name}] set allow_snapshot_isolation on; alter database [{name}] set delayed_durability = forced')"
        );
        var database = Open(name);
        new Migrator(database.Dialect, TimeProvider.System, Migrator.Embedded()).MigrateAsync().GetAwaiter().GetResult();
        return database;
    }

    private static (Dialect Dialect, string ConnectionString) Open(string name)
    {
        var connectionString = new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString();
        return (Dialect.SqlServer(connectionString), connectionString);
    }

    /// <summary>Deletes every row and puts back those that the scripts insert. Null when something stands in the way, such as a table that
    /// a test changed or a portal that still runs.</summary>
    private static string? Empty(string connectionString)
    {
        using (var connection = new SqlConnection(connectionString))
            SqlConnection.ClearPool(connection);
        try
        {
            Execute(connectionString, EmptySql.Value);
            return new SqlConnectionStringBuilder(connectionString).InitialCatalog;
        }
        catch (SqlException)
        {
            return null;
        }
    }

    private static readonly Lazy<string> EmptySql = new(() =>
    {
        var tables = SqlSchema.Current.Tables.Select(table => table.Name).Where(name => name != "SchemaJournal").Reverse();
        var seeds = Migrator.Embedded().SelectMany(script => Seed().Matches(script.Text)).Select(match => match.Value);
        return "set xact_abort on; begin transaction; "
            + string.Concat(tables.Select(table => $"delete from [{table}];\n"))
            + string.Join(";\n", seeds)
            + "; commit";
    });

    [GeneratedRegex("^insert into .*$", RegexOptions.Multiline)]
    private static partial Regex Seed();

    private static void Drop(string connectionString)
    {
        using (var connection = new SqlConnection(connectionString))
            SqlConnection.ClearPool(connection);
        var name = new SqlConnectionStringBuilder(connectionString).InitialCatalog;
        // Closed sessions end with a delay, including those of a killed portal.
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(100))
        {
            try
            {
                Execute(Server!, $"drop database [{name}]");
                return;
            }
            catch (SqlException) when (watch.Elapsed < TimeSpan.FromMinutes(1)) { }
        }
    }

    private static void Execute(string connectionString, string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 120);
        command.ExecuteNonQuery();
    }
}
