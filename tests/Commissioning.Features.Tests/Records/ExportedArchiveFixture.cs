using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Records;

/// <summary>The demonstration with a document, secrets and an awkward text in it, and its whole archive, exported once.</summary>
public sealed class ExportedArchiveFixture : IAsyncLifetime
{
    public DemonstrationHostWithoutPdf Host { get; } = new();
    public Actor Administrator { get; private set; } = null!;
    public FileStore.NewFile Upload { get; private set; } = null!;
    public string Folder => Path.Combine(Host.Folder, "archive");

    /// <summary>Rows of each table before the export.</summary>
    public Dictionary<string, int> RowsBefore { get; } = [];
    public ExportArchive.ExportedArchive Archive { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        Administrator = await Host.Scenario.PersonAsync(Role.Administrator);
        var store = Host.Services.GetRequiredService<FileStore>();
        Upload = await store.WriteAsync(
            Administrator,
            "../plan, \"final\".txt",
            "text/plain",
            "what we plan"u8.ToArray(),
            Host.Clock.UtcNow()
        );
        await Host.Db.ChangeAsync(
            Administrator,
            AuditAction.DocumentUploaded,
            Upload.Id,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, Upload);
                await work.ExecuteAsync(
                    "update Person set PasswordHash = 'SECRET-password', AuthenticatorKey = 'SECRET-key' where Id = @Id",
                    new { Administrator.Id }
                );
                await work.ExecuteAsync(
                    "update Application set Summary = @Summary where Number = 7",
                    new { Summary = "first, \"second\"\r\nthird" }
                );
                return Result.Done;
            }
        );
        foreach (var table in Schema.Embedded)
            RowsBefore[table.Name] = await Host.Database.CountAsync(table.Name);
        Archive = (
            await Host.WithAsync<ExportArchive, Result<ExportArchive.ExportedArchive>>(export =>
                export.RunAsync(Administrator, Folder, null)
            )
        ).Value!;
    }

    public Task DisposeAsync() => Host.DisposeAsync();
}
