using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Dapper;

namespace Commissioning.Platform.Data;

/// <summary>Brings a database to the newest schema with numbered scripts, each run once, in order, and recorded in a journal with its hash.
/// A script changed after it ran, or inserted below the last one, stops the migration with a sentence. Forward only.</summary>
public sealed partial class Migrator(Dialect dialect, TimeProvider clock, IReadOnlyList<MigrationScript> scripts)
{
    public static IReadOnlyList<MigrationScript> Embedded()
    {
        var assembly = typeof(Migrator).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MigrationScript(Path.GetFileNameWithoutExtension(name), Read(assembly, name)))
            .ToList();
    }

    /// <summary>The scripts to run; throws when the journal and the scripts disagree.</summary>
    public async Task<IReadOnlyList<MigrationScript>> PendingAsync()
    {
        await using var connection = await dialect.OpenAsync();
        return await PendingAsync(connection, null);
    }

    /// <summary>The last script that ran, such as 0014-records; null before the first.</summary>
    public async Task<string?> LastAppliedAsync()
    {
        await using var connection = await dialect.OpenAsync();
        return await connection.ExecuteScalarAsync<string?>("select max(Script) from SchemaJournal");
    }

    /// <summary>How many of this version's scripts the database lacks. Extra scripts are not a fault: while nodes are updated one by one,
    /// the previous version keeps running.</summary>
    public async Task<int> MissingAsync()
    {
        await using var connection = await dialect.OpenAsync();
        if (!await JournalExistsAsync(connection, null))
            return scripts.Count;
        var applied = (await connection.QueryAsync<string>("select Script from SchemaJournal")).ToHashSet();
        return scripts.Count(script => !applied.Contains(script.Name));
    }

    public async Task<IReadOnlyList<MigrationScript>> MigrateAsync()
    {
        await using var connection = await dialect.OpenAsync();
        dialect.Prepare(connection);
        var ran = new List<MigrationScript>();
        while (await RunNextAsync(connection) is { } script)
            ran.Add(script);
        return ran;
    }

    private async Task<MigrationScript?> RunNextAsync(DbConnection connection)
    {
        var watch = Stopwatch.StartNew();
        using var turn = await dialect.WriterTurnAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (dialect.MigrationLockSql is { } lockSql)
            await connection.ExecuteAsync(lockSql, transaction: transaction);
        if (!await JournalExistsAsync(connection, transaction))
            await connection.ExecuteAsync(CreateJournalSql, transaction: transaction);
        var script = (await PendingAsync(connection, transaction)).FirstOrDefault();
        if (script is not null)
        {
            foreach (var batch in GoLine().Split(dialect.Translate(script.Text)).Where(batch => !string.IsNullOrWhiteSpace(batch)))
                await RunBatchAsync(connection, transaction, script, batch);
            await connection.ExecuteAsync(
                InsertJournalSql,
                new
                {
                    Script = script.Name,
                    script.Hash,
                    AppliedAt = clock.UtcNow(),
                    DurationMs = watch.ElapsedMilliseconds,
                },
                transaction
            );
        }
        await transaction.CommitAsync();
        return script;
    }

    private static async Task RunBatchAsync(DbConnection connection, DbTransaction transaction, MigrationScript script, string batch)
    {
        try
        {
            await connection.ExecuteAsync(batch, transaction: transaction);
        }
        catch (DbException exception)
        {
            throw new MigrationException($"Migration {script.Name} failed and was rolled back: {exception.Message}");
        }
    }

    private async Task<IReadOnlyList<MigrationScript>> PendingAsync(DbConnection connection, DbTransaction? transaction)
    {
        if (!await JournalExistsAsync(connection, transaction))
            return scripts;
        var applied = (
            await connection.QueryAsync<JournalRow>("select Script, Hash from SchemaJournal order by Script", transaction: transaction)
        ).ToDictionary(row => row.Script, row => row.Hash);
        foreach (var script in scripts)
            if (applied.TryGetValue(script.Name, out var hash) && hash != script.Hash)
                throw new MigrationException(
                    $"Migration {script.Name} was changed after it was applied. Put it back as it was and add a new script instead."
                );
        if (applied.Keys.Except(scripts.Select(script => script.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new MigrationException(
                $"The database has migration {unknown}, which this version of the portal does not know. Deploy the newer version."
            );
        var pending = scripts.Where(script => !applied.ContainsKey(script.Name)).ToList();
        var last = applied.Keys.Order(StringComparer.Ordinal).LastOrDefault();
        if (last is not null && pending.FirstOrDefault(script => string.CompareOrdinal(script.Name, last) < 0) is { } late)
            throw new MigrationException(
                $"Migration {late.Name} comes before {last}, which is already applied. Give it the next free number."
            );
        return pending;
    }

    private async Task<bool> JournalExistsAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<long>(dialect.TableExistsSql, new { Table = "SchemaJournal" }, transaction) > 0;

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex GoLine();

    /// <summary>The journal of scripts that have run, created before the first.</summary>
    public const string CreateJournalSql = """
        create table SchemaJournal (
            Script      nvarchar(200) not null constraint PK_SchemaJournal primary key,
            Hash        nvarchar(64)  not null,
            AppliedAt   datetime2(3)  not null,
            DurationMs  bigint        not null
        )
        """;

    private const string InsertJournalSql =
        "insert into SchemaJournal (Script, Hash, AppliedAt, DurationMs) values (@Script, @Hash, @AppliedAt, @DurationMs)";

    private sealed record JournalRow
    {
        public required string Script { get; init; }
        public required string Hash { get; init; }
    }
}
