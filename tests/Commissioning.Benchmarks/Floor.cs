using Commissioning.Platform.Data;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Commissioning.Benchmarks;

/// <summary>
/// What the machine can do at best: a bare Kestrel endpoint that runs as many statements as a page does, by Dapper over one
/// connection a request, and writes no page; and one durable insert.
/// </summary>
internal static class Floor
{
    public static async Task<int> ServeAsync(string url, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", url);
        var app = builder.Build();
        var dialect = Dialect.Sqlite(connectionString);
        await using (var connection = await dialect.OpenAsync())
            await connection.ExecuteAsync("create table if not exists FloorRow (Id text not null primary key, Words text not null)");
        app.MapGet("/read/{statements:int}", async (int statements) =>
        {
            await using var connection = await dialect.OpenAsync();
            var words = "";
            for (var i = 0; i < statements; i++) words = await connection.QuerySingleAsync<string>("select Name from Fund where Id = (select min(Id) from Fund)");
            return Results.Text(words);
        });
        app.MapPost("/insert", async () =>
        {
            using var turn = await dialect.WriterTurnAsync();
            await using var connection = await dialect.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("insert into FloorRow (Id, Words) values (@Id, 'words')", new { Id = Guid.NewGuid().ToString() }, transaction);
            await transaction.CommitAsync();
            return Results.Ok();
        });
        await app.RunAsync();
        return 0;
    }
}
