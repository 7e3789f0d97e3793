using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Web;
using Microsoft.AspNetCore.DataProtection;

namespace Commissioning.Testing;

/// <summary>A fresh database file, copied from a template that was migrated once per test run.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> Template = new(MakeTemplate);
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-test").FullName;

    public TestDatabase()
    {
        File.Copy(Template.Value, Path);
        Dialect = Dialect.Sqlite(ConnectionString);
        Clock = new PortalClock();
        Db = new Db(Dialect, Clock);
    }

    public string Folder => folder;
    public string Path => System.IO.Path.Combine(folder, "test.db");
    public string ConnectionString => $"Data Source={Path}";
    public Dialect Dialect { get; }
    public PortalClock Clock { get; init; }
    public Db Db { get; }
    /// <summary>With keys of its own, gone with the test.</summary>
    public Sealed Sealed { get; } = new(new EphemeralDataProtectionProvider());

    public async Task<int> CountAsync(string table, string where = "1 = 1", object? arguments = null) =>
        await Db.ScalarAsync<int>(string.Create(CultureInfo.InvariantCulture, $"select count(*) from {table} where {where}"), arguments);

    /// <summary>Statements run while <paramref name="act"/> does its work.</summary>
    public static async Task<IReadOnlyList<(string Sql, object? Arguments)>> StatementsAsync(Db db, Func<Task> act)
    {
        var statements = new List<(string, object?)>();
        db.Trace = (sql, arguments) => { lock (statements) statements.Add((sql, arguments)); };
        try { await act(); }
        finally { db.Trace = null; }
        return statements;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string MakeTemplate()
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("commissioning-template").FullName, "template.db");
        var dialect = Dialect.Sqlite($"Data Source={path};Pooling=False");
        new Migrator(dialect, TimeProvider.System, Migrator.Embedded()).MigrateAsync().GetAwaiter().GetResult();
        // The write-ahead log is folded in so that copying one file copies everything.
        using var connection = dialect.OpenAsync().GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        command.ExecuteNonQuery();
        return path;
    }
}
