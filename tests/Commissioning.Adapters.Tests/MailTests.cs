using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Commissioning.Platform.Email;
using Commissioning.Testing;
using Commissioning.Web;
using MimeKit;

namespace Commissioning.Adapters.Tests;

/// <summary>What every way of sending an e-mail owes the outbox: it arrives whole, and what became of it is told and never guessed.</summary>
public sealed class MailTests : IDisposable
{
    private const string Gujarati = "તમારી અરજી મળી છે";
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    [Theory, InlineData("pickup"), InlineData("smtp")]
    public async Task An_email_arrives_as_it_was_written(string adapter)
    {
        await using var peer = new SmtpPeer(Does.Takes);
        var email = Email();
        Assert.Equal(MailOutcome.Accepted, (await Transport(adapter, peer).SendAsync(email)).Outcome);
        await using Stream content =
            adapter == "pickup"
                ? File.OpenRead(Directory.GetFiles(folder, "*.eml").Single())
                : new MemoryStream(Encoding.UTF8.GetBytes(peer.Message!));
        using var read = await MimeMessage.LoadAsync(content);

        Assert.Equal(email.Subject, read.Subject);
        Assert.Equal($"{email.Id:N}@opcc.example", read.MessageId);
        Assert.Equal("asha@friends.example", read.To.Mailboxes.Single().Address);
        Assert.Equal(email.Text.TrimEnd('\n'), read.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(email.Html, read.HtmlBody);
        var attached = Assert.IsType<MimePart>(read.Attachments.Single());
        using var bytes = new MemoryStream();
        await attached.Content!.DecodeToAsync(bytes);
        Assert.Equal(email.Attachment, bytes.ToArray());
        Assert.Equal(("application/pdf", "CSF-25-R2-001.pdf"), (attached.ContentType.MimeType, attached.FileName));
    }

    [Theory]
    [InlineData(Does.RefusesEverything, MailOutcome.ServerUnavailable)]
    [InlineData(Does.RefusesTheSender, MailOutcome.ServerUnavailable)]
    [InlineData(Does.GoesAway, MailOutcome.ServerUnavailable)]
    [InlineData(Does.RefusesTheRecipient, MailOutcome.Refused)]
    [InlineData(Does.RefusesTheMessage, MailOutcome.Refused)]
    [InlineData(Does.AsksToWait, MailOutcome.TryLater)]
    [InlineData(Does.DropsInTheMessage, MailOutcome.Unknown)]
    [InlineData(Does.DropsAfterTheEnd, MailOutcome.Unknown)]
    public async Task What_the_server_did_is_told(Does does, MailOutcome becomes)
    {
        await using var peer = new SmtpPeer(does);
        var result = await Transport("smtp", peer).SendAsync(Email());
        Assert.True(becomes == result.Outcome, $"{result}");
        if (becomes == MailOutcome.Refused)
            Assert.Contains(
                does == Does.RefusesTheRecipient ? "No one of this name" : "Not with this in it",
                result.Sentence,
                StringComparison.Ordinal
            );
        else
            Assert.NotEmpty(result.Sentence);
    }

    [Theory]
    [InlineData(Does.HangsAtOnce, MailOutcome.ServerUnavailable)]
    [InlineData(Does.HangsAtTheRecipient, MailOutcome.ServerUnavailable)]
    [InlineData(Does.HangsAfterTheEnd, MailOutcome.Unknown)]
    public async Task A_server_that_hangs_may_have_the_email_only_when_it_was_given_it(Does does, MailOutcome becomes)
    {
        await using var peer = new SmtpPeer(does);
        var clock = new HandClock();
        var sending = Providers.Mail(Options("smtp", peer.Port) with { TimeoutSeconds = 60 }, clock).SendAsync(Email());
        await peer.Hanging;
        clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(becomes, (await sending).Outcome);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_trouble()
    {
        Assert.Equal(
            MailOutcome.ServerUnavailable,
            (await Providers.Mail(Options("smtp", 1), TimeProvider.System).SendAsync(Email())).Outcome
        );
    }

    [Fact]
    public async Task Nothing_is_said_in_the_clear_to_a_server_without_encryption()
    {
        await using var peer = new SmtpPeer(Does.Takes);
        var result = await Providers
            .Mail(Options("smtp", peer.Port) with { UseTls = true, User = "office", Password = "secret" }, TimeProvider.System)
            .SendAsync(Email());
        Assert.Equal(MailOutcome.ServerUnavailable, result.Outcome);
        Assert.DoesNotContain(
            peer.Commands,
            command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var certificate = Certificate("localhost", out _);
        await using var peer = new SmtpPeer(Does.Takes, certificate);
        var result = await Providers.Mail(Options("smtp", peer.Port) with { UseTls = true }, TimeProvider.System).SendAsync(Email());
        Assert.Equal(MailOutcome.ServerUnavailable, result.Outcome);
        Assert.Null(peer.Message);
    }

    [Fact]
    public async Task The_offices_own_authority_opens_an_encrypted_line_and_a_password_the_server()
    {
        using var certificate = Certificate("localhost", out var authority);
        await using var peer = new SmtpPeer(Does.Takes, certificate);
        var result = await Providers
            .Mail(
                Options("smtp", peer.Port) with
                {
                    UseTls = true,
                    Authority = authority,
                    User = "office",
                    Password = "secret",
                },
                TimeProvider.System
            )
            .SendAsync(Email());
        Assert.True(result.Outcome == MailOutcome.Accepted, result.Sentence);
        Assert.Contains("queued as 4711", result.Sentence, StringComparison.Ordinal);
        Assert.True(peer.WasEncrypted);
        Assert.Contains(peer.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));

        using var other = Certificate("elsewhere", out var others);
        await using var stranger = new SmtpPeer(Does.Takes, other);
        Assert.Equal(
            MailOutcome.ServerUnavailable,
            (
                await Providers
                    .Mail(Options("smtp", stranger.Port) with { UseTls = true, Authority = others }, TimeProvider.System)
                    .SendAsync(Email())
            ).Outcome
        );
    }

    public static OutgoingEmail Email() =>
        new(
            Guid.CreateVersion7(),
            "asha@friends.example",
            $"Your application: {Gujarati}, £5,000",
            $"Dear Asha\n.a line that begins with a dot\n{Gujarati}\n{new string('x', 1200)}\n",
            $"<p>Dear Asha, {Gujarati}</p>",
            "CSF-25-R2-001.pdf",
            RandomNumberGenerator.GetBytes(70_000)
        );

    private IMailTransport Transport(string adapter, SmtpPeer peer) => Providers.Mail(Options(adapter, peer.Port), TimeProvider.System);

    private MailOptions Options(string adapter, int port) =>
        new()
        {
            Provider = adapter,
            Host = "localhost",
            Port = port,
            UseTls = false,
            PickupFolder = folder,
            From = "grants@opcc.example",
        };

    /// <summary>A server's certificate with an authority of its own, which is written to a file.</summary>
    private X509Certificate2 Certificate(string host, out string authority)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        using var signer = root.CreateSelfSigned(from, until);
        authority = Path.Combine(folder, $"{host}.pem");
        File.WriteAllText(authority, signer.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(signer, from, until, [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
