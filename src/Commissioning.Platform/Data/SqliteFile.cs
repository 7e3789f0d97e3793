using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>What can be done with the embedded database as a file, and with no server's.</summary>
public static class SqliteFile
{
    /// <summary>A whole copy as of one moment, while others read and write. It holds nothing of what was deleted.</summary>
    public static async Task CopyAsync(Dialect dialect, string path)
    {
        await using var connection = await dialect.OpenAsync();
        await connection.ExecuteAsync("vacuum into @path", new { path }, commandTimeout: 0);
    }

    /// <summary>What SQLite finds wrong with the file and with its references; empty: nothing.</summary>
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

    /// <summary>True while a portal, or anything else, has the file open: another journal can only be chosen alone. Afterwards the file is whole in itself.</summary>
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

    /// <summary>The file is no database, or a broken one.</summary>
    public static bool IsDamaged(DbException exception) => exception is SqliteException { SqliteErrorCode: 11 or 26 }; // SQLITE_CORRUPT, SQLITE_NOTADB

    /// <summary>What was erased still lies in free pages and in the log until the file is written anew.</summary>
    /// <returns>False when somebody was using the file for too long; the next time does it.</returns>
    public static async Task<bool> ForgetAsync(Dialect dialect)
    {
        using var turn = await dialect.WriterTurnAsync();
        await using var connection = await dialect.OpenAsync();
        try
        {
            await connection.ExecuteAsync("vacuum", commandTimeout: 60);
            // Whoever reads at this moment keeps the log; it is not long.
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
