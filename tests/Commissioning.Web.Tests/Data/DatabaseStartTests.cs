using System.Net;
using System.Net.Sockets;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;

namespace Commissioning.Web.Tests.Data;

/// <summary>A database that is not as it should be: one sentence that says what to do, without a password.</summary>
public sealed class DatabaseStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("start").FullName;

    [Fact]
    public async Task A_database_server_that_does_not_answer_stops_the_start_with_its_setting()
    {
        // Bound but never listening: nothing answers, and no other test can get the port meanwhile.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var sentence = await WhyAsync(
            "sqlserver",
            $"Server=tcp:127.0.0.1,{port};Database=Grants;User ID=portal;Password=Secret-1;Connect Timeout=5;ConnectRetryCount=0"
        );
        Assert.Equal(
            $"SQL Server cannot be reached for Grants on tcp:127.0.0.1,{port}. Check Server in ConnectionStrings__Commissioning, that SQL Server runs, and that the network lets this machine through.",
            sentence
        );
    }

    [Theory]
    [InlineData("sqlserver", "Server=db;Database=Grants;Password=Secret-1;23", "ConnectionStrings__Commissioning cannot be read.")]
    [InlineData("sqlserver", "Server=db;Datenbank=Grants;Password=Secret-1", "ConnectionStrings__Commissioning cannot be read.")]
    [InlineData(
        "sqlserver",
        "Server=db;Password=Secret-1",
        "ConnectionStrings__Commissioning needs both Server and Database for SQL Server"
    )]
    [InlineData(
        "sqlserver",
        "Server=sql01;Database=Grants;Encrypt=False",
        "ConnectionStrings__Commissioning has Encrypt=False, which would send everything to the database readable. Remove it."
    )]
    [InlineData("sqlserver", " ", "Set ConnectionStrings__Commissioning to the SQL Server connection string")]
    [InlineData("sqlite", "Server=db;Password=Secret-1", "ConnectionStrings__Commissioning cannot be read.")]
    [InlineData("oracle", "Data Source=x", "Database__Provider is \"oracle\". Set it to sqlite or sqlserver.")]
    public async Task A_database_setting_that_cannot_be_used_is_refused_without_the_password(
        string provider,
        string connection,
        string start
    )
    {
        var sentence = await WhyAsync(provider, connection);
        Assert.StartsWith(start, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_stops_the_start_with_what_to_do()
    {
        var file = Path.Combine(folder, "notes.txt");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("These are notes, and no database.\n", 200)));
        Assert.Equal(
            $"{file} is not a SQLite database. Point Data Source in ConnectionStrings__Commissioning at the portal's own file, or move this file away.",
            await WhyAsync("sqlite", $"Data Source={file}")
        );
    }

    [Fact]
    public async Task A_database_file_in_a_missing_folder_stops_the_start_with_what_to_do()
    {
        var file = Path.Combine(folder, "none", "commissioning.db");
        Assert.StartsWith(
            $"{file} cannot be opened or made. Check that its folder exists",
            await WhyAsync("sqlite", $"Data Source={file}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_database_with_pending_migrations_or_a_newer_schema_stops_the_start()
    {
        var connection = $"Data Source={Path.Combine(folder, "young.db")}";
        Assert.Contains(
            "database migrations are pending, first 0001-platform. Run the portal with the verb migrate",
            await WhyAsync("sqlite", connection),
            StringComparison.Ordinal
        );
        var dialect = Dialect.Sqlite(connection);
        await new Migrator(
            dialect,
            TimeProvider.System,
            [.. Migrator.Embedded(), new("9999-later", "create table Later (X int not null)")]
        ).MigrateAsync();
        Assert.Equal(
            "The database has migration 9999-later, which this version of the portal does not know. Deploy the newer version.",
            await WhyAsync("sqlite", connection)
        );
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("verify-audit")]
    public async Task A_command_without_a_database_exits_with_code_2_and_no_stack_trace(string verb)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Portal).Assembly.Location, verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Commissioning"] = $"Data Source={Path.Combine(folder, "none", "commissioning.db")}";
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((2, ""), (process.ExitCode, await output));
        Assert.Contains("cannot be opened or made", await error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    private static async Task<string?> WhyAsync(string provider, string connection)
    {
        try
        {
            await using var app = Portal.Build([
                $"--Database:Provider={provider}",
                $"--ConnectionStrings:Commissioning={connection}",
                "--environment=Production",
                "--Portal:BaseUrl=https://grants.example",
                $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
                "--Logging:LogLevel:Default=None",
            ]);
            return await Portal.WhyCannotServeAsync(app);
        }
        catch (SettingException exception)
        {
            return exception.Message;
        } // Program prints it, as it does the other sentences.
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
