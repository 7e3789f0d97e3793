using System.Text;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Commissioning.Adapters.Tests.Email;
using Commissioning.Adapters.Tests.Files;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Adapters.Tests;

/// <summary>A token instead of a password, and the scan result stored with a blob.</summary>
public sealed class AccessTokenTests(Azurite azurite) : IClassFixture<Azurite>
{
    private static readonly TokenCredential Identity = DelegatedTokenCredential.Create(
        (asked, _) => new AccessToken($"token for {asked.Scopes.Single()}", DateTimeOffset.MaxValue),
        (asked, _) => new(new AccessToken($"token for {asked.Scopes.Single()}", DateTimeOffset.MaxValue))
    );

    [Fact]
    public async Task A_database_token_is_requested_for_the_databases_own_scope()
    {
        var token = await Dialect.TokenAsync(Identity, "https://database.windows.net/", CancellationToken.None);
        Assert.Equal("token for https://database.windows.net/.default", token.AccessToken);
    }

    [Fact]
    public async Task A_refused_database_token_is_reported_with_the_setting_to_change()
    {
        var nobody = DelegatedTokenCredential.Create(
            (_, _) => throw new CredentialUnavailableException("no identity"),
            (_, _) => throw new CredentialUnavailableException("no identity")
        );
        var refused = await Assert.ThrowsAsync<DatabaseIdentityException>(() =>
            Dialect.TokenAsync(nobody, "https://database.windows.net/", CancellationToken.None)
        );
        Assert.Contains(
            "remove Database__OAuth",
            DatabaseErrors.AtStart(refused, Dialect.SqlServer("Server=db;Database=Grants", nobody)),
            StringComparison.Ordinal
        );
        Assert.NotNull(DatabaseErrors.OnAPage(refused));
    }

    [Fact]
    public async Task An_access_token_signs_in_to_the_mail_server_instead_of_a_password()
    {
        await using var peer = new SmtpPeer(SmtpBehaviour.Takes, offersToken: true);
        var result = await new SmtpTransport(
            new()
            {
                Host = "localhost",
                Port = peer.Port,
                UseTls = false,
                User = "grants@opcc.example",
                From = "grants@opcc.example",
            },
            TimeProvider.System,
            Identity
        ).SendAsync(MailTransportTests.Email());
        Assert.True(result.Outcome == MailOutcome.Accepted, result.Sentence);
        var said = peer.Commands.Single(command => command.StartsWith("AUTH XOAUTH2 ", StringComparison.Ordinal));
        Assert.Equal(
            "user=grants@opcc.example\u0001auth=Bearer token for https://outlook.office365.com/.default\u0001\u0001",
            Encoding.UTF8.GetString(Convert.FromBase64String(said["AUTH XOAUTH2 ".Length..]))
        );
    }

    [Fact]
    public async Task A_blobs_scan_result_is_kept_as_metadata_in_a_private_container()
    {
        var options = new FileStoreOptions
        {
            Provider = "azure",
            ConnectionString = Azurite.Connection(azurite.Port),
            Container = $"test-{Guid.NewGuid():N}",
            CreateContainer = true,
        };
        var files = new AzureFiles(options);
        Assert.Null(await files.WhyUnavailableAsync());
        var id = Guid.CreateVersion7();
        await files.WriteAsync(id, new MemoryStream([1, 2, 3]), ScanState.Awaiting);
        var container = new BlobContainerClient(options.ConnectionString, options.Container);
        var blob = container.GetBlobClient(id.ToString("N"));
        Assert.Equal("Awaiting", (await blob.GetPropertiesAsync()).Value.Metadata["scanstate"]);
        await files.MarkAsync(id, ScanState.Clean);
        Assert.Equal("Clean", (await blob.GetPropertiesAsync()).Value.Metadata["scanstate"]);

        await container.SetAccessPolicyAsync(Azure.Storage.Blobs.Models.PublicAccessType.Blob);
        Assert.Contains("open to the public", await files.WhyUnavailableAsync(), StringComparison.Ordinal);
    }
}
