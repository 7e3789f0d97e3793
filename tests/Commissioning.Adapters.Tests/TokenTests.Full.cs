using System.Text;
using Azure.Core;
using Azure.Storage.Blobs;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;

namespace Commissioning.Adapters.Tests;

/// <summary>What only the full set's adapters have: a token in place of a password, and what the scanner said kept beside a blob.</summary>
public sealed class TokenTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Theory, Over("mailkit")]
    public async Task A_token_takes_a_passwords_place(string adapter)
    {
        await using var peer = new SmtpPeer(Does.Takes, offersToken: true);
        var identity = DelegatedTokenCredential.Create((asked, _) => new AccessToken($"token for {asked.Scopes.Single()}", DateTimeOffset.MaxValue), (asked, _) => new(new AccessToken($"token for {asked.Scopes.Single()}", DateTimeOffset.MaxValue)));
        var result = await new MailKitTransport(new() { Provider = adapter, Host = "localhost", Port = peer.Port, UseTls = false, User = "grants@opcc.example", From = "grants@opcc.example" }, identity).SendAsync(MailTests.Email());
        Assert.True(result.Outcome == MailOutcome.Accepted, result.Sentence);
        var said = peer.Commands.Single(command => command.StartsWith("AUTH XOAUTH2 ", StringComparison.Ordinal));
        Assert.Equal("user=grants@opcc.example\u0001auth=Bearer token for https://outlook.office365.com/.default\u0001\u0001", Encoding.UTF8.GetString(Convert.FromBase64String(said["AUTH XOAUTH2 ".Length..])));
    }

    [Theory, Over("azure")]
    public async Task What_the_scanner_said_stands_beside_the_blob_in_a_private_container(string adapter)
    {
        var options = new FileStoreOptions { Provider = adapter, ConnectionString = Azurite.Connection(azurite.Port), Container = $"test-{Guid.NewGuid():N}", CreateContainer = true };
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
