using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Commissioning.Platform.Email;
using Commissioning.Testing;
using Commissioning.Web;
using MimeKit;

namespace Commissioning.Adapters.Tests.Email;

/// <summary>The contract of every mail transport: the e-mail arrives complete, and its result is reported and never guessed.</summary>
public sealed class MailTransportTests : IDisposable
{
    private const string Gujarati = "તમારી અરજી મળી છે";
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    [Theory, InlineData("pickup"), InlineData("smtp")]
    public async Task An_email_arrives_with_the_text_attachment_and_addresses_it_was_written_with(string adapter)
    {
        await using var peer = new SmtpPeer(SmtpBehaviour.Takes);
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
    [InlineData(SmtpBehaviour.RefusesEverything, MailOutcome.ServerUnavailable)]
    [InlineData(SmtpBehaviour.RefusesTheSender, MailOutcome.ServerUnavailable)]
    [InlineData(SmtpBehaviour.GoesAway, MailOutcome.ServerUnavailable)]
    [InlineData(SmtpBehaviour.RefusesTheRecipient, MailOutcome.Refused)]
    [InlineData(SmtpBehaviour.RefusesTheMessage, MailOutcome.Refused)]
    [InlineData(SmtpBehaviour.AsksToWait, MailOutcome.TryLater)]
    [InlineData(SmtpBehaviour.DropsInTheMessage, MailOutcome.Unknown)]
    [InlineData(SmtpBehaviour.DropsAfterTheEnd, MailOutcome.Unknown)]
    public async Task The_mail_servers_answer_decides_the_outcome_of_sending(SmtpBehaviour does, MailOutcome becomes)
    {
        await using var peer = new SmtpPeer(does);
        var result = await Transport("smtp", peer).SendAsync(Email());
        Assert.True(becomes == result.Outcome, $"{result}");
        if (becomes == MailOutcome.Refused)
            Assert.Contains(
                does == SmtpBehaviour.RefusesTheRecipient ? "No one of this name" : "Not with this in it",
                result.Sentence,
                StringComparison.Ordinal
            );
        else
            Assert.NotEmpty(result.Sentence);
    }

    [Theory]
    [InlineData(SmtpBehaviour.HangsAtOnce, 10, MailOutcome.ServerUnavailable)]
    [InlineData(SmtpBehaviour.HangsAtTheRecipient, 60, MailOutcome.ServerUnavailable)]
    [InlineData(SmtpBehaviour.HangsAfterTheEnd, 60, MailOutcome.Unknown)]
    public async Task A_mail_server_that_hangs_leaves_the_outcome_unknown_only_after_it_has_the_whole_email(
        SmtpBehaviour does,
        int seconds,
        MailOutcome becomes
    )
    {
        await using var peer = new SmtpPeer(does);
        var clock = new HandClock();
        var sending = Providers.Mail(Options("smtp", peer.Port) with { TimeoutSeconds = 60 }, clock).SendAsync(Email());
        await peer.Hanging;
        clock.Move(TimeSpan.FromSeconds(seconds));
        Assert.Equal(becomes, (await sending).Outcome);
    }

    [Fact]
    public async Task A_mail_server_that_cannot_be_reached_is_reported_as_unavailable()
    {
        Assert.Equal(
            MailOutcome.ServerUnavailable,
            (await Providers.Mail(Options("smtp", 1), TimeProvider.System).SendAsync(Email())).Outcome
        );
    }

    [Fact]
    public async Task A_mail_server_without_encryption_is_sent_neither_password_nor_email()
    {
        await using var peer = new SmtpPeer(SmtpBehaviour.Takes);
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
    public async Task A_mail_server_with_an_untrusted_certificate_is_sent_no_email()
    {
        using var certificate = Certificate("localhost", out _);
        await using var peer = new SmtpPeer(SmtpBehaviour.Takes, certificate);
        var result = await Providers.Mail(Options("smtp", peer.Port) with { UseTls = true }, TimeProvider.System).SendAsync(Email());
        Assert.Equal(MailOutcome.ServerUnavailable, result.Outcome);
        Assert.Null(peer.Message);
    }

    [Fact]
    public async Task A_mail_server_certified_by_the_offices_own_authority_is_trusted_and_signed_in_to()
    {
        using var certificate = Certificate("localhost", out var authority);
        await using var peer = new SmtpPeer(SmtpBehaviour.Takes, certificate);
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
        await using var stranger = new SmtpPeer(SmtpBehaviour.Takes, other);
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

    /// <summary>A server's certificate, signed by its own authority, which is written to a file.</summary>
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
