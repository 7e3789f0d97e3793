using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>File operations of the embedded database; none applies to a server.</summary>
public static class SqliteFile
{
    /// <summary>A full copy as of one moment, while others read and write. Deleted data is not copied.</summary>
    public static async Task CopyAsync(Dialect dialect, string path)
    {
        await using var connection = await dialect.OpenAsync();
        await connection.ExecuteAsync("vacuum into @path", new { path }, commandTimeout: 0);
    }

    /// <summary>Faults in the file or its foreign keys, as SQLite reports them; empty when there are none.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Dialect dialect)
    {
        await using var connection = await dialect.OpenAsync();
        var faults = (await connection.QueryAsync<string>("pragma integrity_check", commandTimeout: 0))
            .Where(line => line != "ok")
            .ToList();
        var loose = (await connection.QueryAsync("pragma foreign_key_check", commandTimeout: 0)).Count();
        if (loose > 0)
            faults.Add($"{loose} rows refer to rows that are not there");
        return faults;
    }

    /// <summary>True while any process has the file open: the journal mode can only be changed with exclusive access. Otherwise the file
    /// afterwards is complete without its log.</summary>
    public static async Task<bool> IsInUseAsync(string path)
    {
        if (!File.Exists(path))
            return false;
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 1,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync();
            return await connection.ExecuteScalarAsync<string>("pragma journal_mode = delete") != "delete";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
        {
            return true;
        }
    }

    /// <summary>True when the file is damaged or not a database.</summary>
    // SQLITE_CORRUPT, SQLITE_NOTADB
    public static bool IsDamaged(DbException exception) => exception is SqliteException { SqliteErrorCode: 11 or 26 };

    /// <summary>Erases deleted data from free pages and the log, which keep it until the file is rewritten.</summary>
    /// <returns>False when others used the file for too long; the next call tries again.</returns>
    public static async Task<bool> ForgetAsync(Dialect dialect)
    {
        using var turn = await dialect.WriterTurnAsync();
        await using var connection = await dialect.OpenAsync();
        try
        {
            await connection.ExecuteAsync("vacuum", commandTimeout: 60);
            // A reader keeps the log open for a moment, so retry.
            for (var tries = 0; tries < 50; tries++)
            {
                if (await connection.ExecuteScalarAsync<long>("pragma wal_checkpoint(truncate)") == 0)
                    return true;
                await Task.Delay(100);
            }
            return false;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
