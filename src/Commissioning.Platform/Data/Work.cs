using System.Data.Common;
using Commissioning.Platform.Email;
using Dapper;

namespace Commissioning.Platform.Data;

/// <summary>
/// One connection, and in a change one transaction, with the SQL that runs on it. Only this class touches the connection,
/// so the transaction is never forgotten.
/// </summary>
public sealed class Work(Db db, DbConnection connection, DbTransaction? transaction, DateTime now, Guid? change = null)
{
    private readonly List<string> details = [];

    public Db Db => db;

    /// <summary>UTC, the same for the whole change.</summary>
    public DateTime Now => now;

    internal string? Detail => details.Count == 0 ? null : string.Join("; ", details);

    /// <summary>Adds words to the audit entry of this change: the reason, or the values before and after.</summary>
    public void Note(string detail) => details.Add(detail);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments = null) =>
        (
            await connection.QueryAsync<T>(
                Traced(sql, arguments, RowsRead.Many, typeof(T)),
                TypeHandlers.Parameters(sql, arguments),
                transaction
            )
        ).AsList();

    public Task<T?> FindOrDefaultAsync<T>(string sql, object? arguments = null) =>
        connection.QuerySingleOrDefaultAsync<T>(
            Traced(sql, arguments, RowsRead.One, typeof(T)),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );

    /// <summary>The first row of an ordered question; the rest is not read.</summary>
    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? arguments = null) =>
        connection.QueryFirstOrDefaultAsync<T>(
            Traced(sql, arguments, RowsRead.First, typeof(T)),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );

    /// <summary>Row by row as the database gives them, so that a table of any length needs the memory of one row. No other question may be asked meanwhile.</summary>
    public async Task EachAsync(string sql, Func<DbDataReader, Task> row, object? arguments = null)
    {
        await using var reader = await connection.ExecuteReaderAsync(
            Traced(sql, arguments),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );
        while (await reader.ReadAsync())
            await row(reader);
    }

    /// <summary>The one row; "not found" to the person when there is none.</summary>
    public async Task<T> FindAsync<T>(string sql, object? arguments = null)
        where T : class =>
        await FindOrDefaultAsync<T>(sql, arguments) ?? throw new NotFoundException($"No {typeof(T).Name} for this person");

    public Task<T?> ScalarAsync<T>(string sql, object? arguments = null) =>
        connection.ExecuteScalarAsync<T>(
            Traced(sql, arguments, RowsRead.One, typeof(T)),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );

    public async Task<int> ExecuteAsync(string sql, object? arguments = null)
    {
        try
        {
            return await connection.ExecuteAsync(Traced(sql, arguments), TypeHandlers.Parameters(sql, arguments), transaction);
        }
        catch (DbException exception) when (Dialect.IsUniqueViolation(exception))
        {
            throw new DuplicateException(exception);
        }
    }

    /// <summary>Exactly one row must change; none means that somebody else was first.</summary>
    public async Task ExecuteOneAsync(string sql, object? arguments = null)
    {
        if (await ExecuteAsync(sql, arguments) != 1)
            throw new ConcurrencyException("Someone else changed this record while you were working on it");
    }

    /// <summary>Holds a row until the end of a piece of housekeeping, which others may run beside. A change needs none of this: it has its turn.</summary>
    public Task HoldAsync(string table, Guid id) => ExecuteAsync($"update {table} set Version = Version where Id = @id", new { id });

    /// <summary>Puts an e-mail in the outbox in this transaction: it leaves only if the change is committed.</summary>
    public Task EmailAsync(EmailMessage message) => ExecuteAsync(Outbox.InsertSql, Outbox.Row(message, now));

    private string Traced(string sql, object? arguments, RowsRead reads = RowsRead.None, Type? row = null)
    {
        db.Trace?.Invoke(new(sql, arguments, reads, row, change));
        return sql;
    }
}
