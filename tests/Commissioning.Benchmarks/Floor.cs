using System.Globalization;
using System.Text.Json;
using Commissioning.Platform.Data;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Commissioning.Benchmarks;

/// <summary>The machine's best: a bare Kestrel endpoint that runs the page's own statements with Dapper over one connection per request and
/// renders no page; and one durable insert.</summary>
internal static class Floor
{
    /// <summary>A statement as the page ran it, with its values as SQLite stores them, which SQL Server reads too.</summary>
    public sealed record Statement(string Sql, Dictionary<string, JsonElement> Values)
    {
        public static Statement Of(string sql, object? arguments) =>
            new(
                sql,
                arguments is null
                    ? []
                    : arguments
                        .GetType()
                        .GetProperties()
                        .Where(property => sql.Contains("@" + property.Name, StringComparison.Ordinal))
                        .ToDictionary(
                            property => property.Name,
                            property => JsonSerializer.SerializeToElement(Stored(property.GetValue(arguments)))
                        )
            );

        public DynamicParameters Parameters()
        {
            var parameters = new DynamicParameters();
            foreach (var (name, value) in Values)
                parameters.Add(
                    name,
                    value.ValueKind switch
                    {
                        JsonValueKind.Number => value.GetInt64(),
                        JsonValueKind.Null => null,
                        JsonValueKind.True => true,
                        JsonValueKind.False => false,
                        _ => value.GetString(),
                    }
                );
            return parameters;
        }

        private static object? Stored(object? value) =>
            value switch
            {
                Guid guid => guid.ToString("D"),
                DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Enum name => name.ToString(),
                _ => value,
            };
    }

    public static async Task<int> ServeAsync(string url, string provider, string connectionString, string statementsFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", url);
        var app = builder.Build();
        var dialect = provider == "sqlite" ? Dialect.Sqlite(connectionString) : Dialect.SqlServer(connectionString);
        await using (var connection = await dialect.OpenAsync())
            if (await connection.ExecuteScalarAsync<long>(dialect.TableExistsSql, new { Table = "FloorRow" }) == 0)
                await connection.ExecuteAsync("create table FloorRow (Id varchar(36) not null primary key, Words varchar(20) not null)");
        var statements = JsonSerializer
            .Deserialize<Dictionary<string, List<Statement>>>(await File.ReadAllTextAsync(statementsFile))!
            .ToDictionary(page => page.Key, page => page.Value.Select(one => (one.Sql, Values: one.Parameters())).ToList());
        app.MapGet(
            "/read/{page}",
            async (string page) =>
            {
                await using var connection = await dialect.OpenAsync();
                var rows = 0;
                foreach (var (sql, values) in statements[page])
                    rows += (await connection.QueryAsync(sql, values)).AsList().Count;
                return Results.Text(rows.ToString(CultureInfo.InvariantCulture));
            }
        );
        app.MapPost(
            "/insert",
            async () =>
            {
                using var turn = await dialect.WriterTurnAsync();
                await using var connection = await dialect.OpenAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await connection.ExecuteAsync(
                    "insert into FloorRow (Id, Words) values (@Id, 'words')",
                    new { Id = Guid.NewGuid().ToString() },
                    transaction
                );
                await transaction.CommitAsync();
                return Results.Ok();
            }
        );
        await app.RunAsync();
        return 0;
    }
}
