using System.Data.Common;
using Commissioning.Platform.Email;
using Dapper;

namespace Commissioning.Platform.Data;

/// <summary>One connection (and in a change one transaction) and the SQL that runs on it. Only this class uses the connection, so no
/// statement runs outside the transaction.</summary>
public sealed class Work(Db db, DbConnection connection, DbTransaction? transaction, DateTime now, Guid? change = null)
{
    private readonly List<string> details = [];
    private readonly List<string> faults = [];

    public Db Db => db;

    /// <summary>UTC, the same for the whole change.</summary>
    public DateTime Now => now;

    internal string? Detail => details.Count == 0 ? null : string.Join("; ", details);

    /// <summary>Adds to the audit entry of this change: the reason, or the values before and after.</summary>
    public void Note(string detail) => details.Add(detail);

    /// <summary>Tells the operator, once this work has ended, that something is stored as it must not be.</summary>
    public void Fault(string sentence) => faults.Add(sentence);

    internal IReadOnlyList<string> Faults => faults;

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

    /// <summary>The first row of an ordered query; the rest is not read.</summary>
    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? arguments = null) =>
        connection.QueryFirstOrDefaultAsync<T>(
            Traced(sql, arguments, RowsRead.First, typeof(T)),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );

    /// <summary>Streams the rows one by one, so that a table of any length needs the memory of one row. Run no other query
    /// meanwhile.</summary>
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

    /// <inheritdoc cref="EachAsync(string, Func{DbDataReader, Task}, object?)"/>
    public async Task EachAsync<T>(string sql, Func<T, Task> row, object? arguments = null)
    {
        await foreach (
            var one in connection.QueryUnbufferedAsync<T>(
                Traced(sql, arguments, RowsRead.Many, typeof(T)),
                TypeHandlers.Parameters(sql, arguments),
                transaction
            )
        )
            await row(one);
    }

    /// <summary>Some rows of an ordered query; those before are passed over, and those after are not read.</summary>
    public async Task PageAsync(string sql, int skip, int take, Action<DbDataReader> row, object? arguments = null)
    {
        await using var reader = await connection.ExecuteReaderAsync(
            Traced(sql, arguments),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );
        while (skip-- > 0 && await reader.ReadAsync()) { }
        while (take-- > 0 && await reader.ReadAsync())
            row(reader);
    }

    /// <summary>The one row; throws NotFoundException when there is none.</summary>
    public async Task<T> FindAsync<T>(string sql, object? arguments = null)
        where T : class =>
        await FindOrDefaultAsync<T>(sql, arguments) ?? throw new NotFoundException($"No {typeof(T).Name} for this person");

    public async Task<T?> ScalarAsync<T>(string sql, object? arguments = null)
    {
        var value = await connection.ExecuteScalarAsync<T>(
            Traced(sql, arguments, RowsRead.One, typeof(T)),
            TypeHandlers.Parameters(sql, arguments),
            transaction
        );
        // Dapper asks no type handler about a scalar that has its type already, as an instant of SQL Server has.
        return value is DateTime { Kind: DateTimeKind.Unspecified } instant
            ? (T)(object)DateTime.SpecifyKind(instant, DateTimeKind.Utc)
            : value;
    }

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

    /// <summary>Exactly one row must change; none means that the row was changed by someone else first.</summary>
    public async Task ExecuteOneAsync(string sql, object? arguments = null)
    {
        if (await ExecuteAsync(sql, arguments) != 1)
            throw new ConcurrencyException("Someone else changed this record while you were working on it");
    }

    /// <summary>Locks a row until the end of a housekeeping transaction, which may run in parallel with others. Changes do not need it:
    /// they are serial.</summary>
    public Task HoldAsync(string table, Guid id) => ExecuteAsync($"update {table} set Version = Version where Id = @id", new { id });

    /// <summary>Adds an e-mail to the outbox in this transaction, so it is sent only if the change is committed.</summary>
    public Task EmailAsync(EmailMessage message) => ExecuteAsync(Outbox.InsertSql, Outbox.Row(message, now));

    private string Traced(string sql, object? arguments, RowsRead reads = RowsRead.None, Type? row = null)
    {
        db.Trace?.Invoke(new(sql, arguments, reads, row, change));
        return sql;
    }
}
