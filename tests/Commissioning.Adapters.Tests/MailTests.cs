using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Commissioning.Platform.Email;

namespace Commissioning.Adapters.Tests;

/// <summary>What every way of sending an e-mail owes the outbox: it arrives whole, and what became of it is told and never guessed.</summary>
public sealed class MailTests : IDisposable
{
    private const string Gujarati = "તમારી અરજી મળી છે";
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    public static readonly (Does Does, MailOutcome Becomes)[] Ends =
    [
        (Does.RefusesEverything, MailOutcome.ServerTrouble), (Does.RefusesTheSender, MailOutcome.ServerTrouble), (Does.GoesAway, MailOutcome.ServerTrouble),
        (Does.RefusesTheRecipient, MailOutcome.Refused), (Does.RefusesTheMessage, MailOutcome.Refused), (Does.AsksToWait, MailOutcome.TryLater),
        (Does.DropsInTheMessage, MailOutcome.Unknown), (Does.DropsAfterTheEnd, MailOutcome.Unknown),
    ];

    [Theory, Over("pickup"), Over("smtp"), Over("mailkit")]
    public async Task An_email_arrives_as_it_was_written(string adapter)
    {
        await using var peer = new SmtpPeer(Does.Takes);
        var email = Email();
        Assert.Equal(MailOutcome.Accepted, (await Transport(adapter, peer).SendAsync(email)).Outcome);
        var read = Mime.Read(adapter == "pickup" ? await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.eml").Single()) : peer.Message!);

        Assert.Equal(email.Subject, read.Subject);
        Assert.Equal($"<{email.Id:N}@opcc.example>", read.Headers["message-id"]);
        Assert.Contains("asha@friends.example", read.Headers["to"], StringComparison.Ordinal);
        Assert.Equal(email.Text.TrimEnd('\n'), read.Leaves.First(part => part.Kind == "text/plain").Text);
        Assert.Equal(email.Html, read.Leaves.Single(part => part.Kind == "text/html").Text);
        var attached = read.Leaves.Single(part => part.Kind == "application/pdf");
        Assert.Equal(email.Attachment, attached.Content);
        Assert.Contains("CSF-25-R2-001.pdf", attached.Headers["content-type"] + attached.Headers.GetValueOrDefault("content-disposition"), StringComparison.Ordinal);
    }

    [Theory, Ends("smtp"), Ends("mailkit")]
    public async Task What_the_server_did_is_told(string adapter, Does does, MailOutcome becomes)
    {
        await using var peer = new SmtpPeer(does);
        var result = await Transport(adapter, peer).SendAsync(Email());
        Assert.True(becomes == result.Outcome, $"{result}");
        if (becomes == MailOutcome.Refused) Assert.Contains(does == Does.RefusesTheRecipient ? "Nobody of this name" : "Not with this in it", result.Sentence, StringComparison.Ordinal);
        else Assert.NotEmpty(result.Sentence);
    }

    [Theory, Over("smtp"), Over("mailkit")]
    public async Task A_server_that_hangs_may_have_the_email_only_when_it_was_given_it(string adapter)
    {
        // At once, so that they wait together.
        (Does Does, MailOutcome Becomes)[] hangs = [(Does.HangsAtOnce, MailOutcome.ServerTrouble), (Does.HangsAtTheRecipient, MailOutcome.ServerTrouble), (Does.HangsAfterTheEnd, MailOutcome.Unknown)];
        await Task.WhenAll(hangs.Select(async hang =>
        {
            await using var peer = new SmtpPeer(hang.Does);
            var result = await ThisBuild.Mail(Options(adapter, peer.Port) with { TimeoutSeconds = 4 }).SendAsync(Email());
            Assert.True(hang.Becomes == result.Outcome, $"{hang.Does}: {result}");
        }));
    }

    [Theory, Over("smtp"), Over("mailkit")]
    public async Task A_server_that_is_not_there_is_trouble(string adapter)
    {
        Assert.Equal(MailOutcome.ServerTrouble, (await ThisBuild.Mail(Options(adapter, 1)).SendAsync(Email())).Outcome);
    }

    [Theory, Over("smtp"), Over("mailkit")]
    public async Task Nothing_is_said_in_the_clear_to_a_server_without_encryption(string adapter)
    {
        await using var peer = new SmtpPeer(Does.Takes);
        var result = await ThisBuild.Mail(Options(adapter, peer.Port) with { UseTls = true, User = "office", Password = "secret" }).SendAsync(Email());
        Assert.Equal(MailOutcome.ServerTrouble, result.Outcome);
        Assert.DoesNotContain(peer.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory, Over("smtp"), Over("mailkit")]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted(string adapter)
    {
        using var certificate = Certificate("localhost", out _);
        await using var peer = new SmtpPeer(Does.Takes, certificate);
        var result = await ThisBuild.Mail(Options(adapter, peer.Port) with { UseTls = true }).SendAsync(Email());
        Assert.Equal(MailOutcome.ServerTrouble, result.Outcome);
        Assert.Null(peer.Message);
    }

    [Theory, Over("mailkit")]
    public async Task The_offices_own_authority_opens_an_encrypted_line_and_a_password_the_server(string adapter)
    {
        using var certificate = Certificate("localhost", out var authority);
        await using var peer = new SmtpPeer(Does.Takes, certificate);
        var result = await ThisBuild.Mail(Options(adapter, peer.Port) with { UseTls = true, Authority = authority, User = "office", Password = "secret" }).SendAsync(Email());
        Assert.True(result.Outcome == MailOutcome.Accepted, result.Sentence);
        Assert.Contains("queued as 4711", result.Sentence, StringComparison.Ordinal);
        Assert.True(peer.WasEncrypted);
        Assert.Contains(peer.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));

        using var other = Certificate("elsewhere", out var others);
        await using var stranger = new SmtpPeer(Does.Takes, other);
        Assert.Equal(MailOutcome.ServerTrouble, (await ThisBuild.Mail(Options(adapter, stranger.Port) with { UseTls = true, Authority = others }).SendAsync(Email())).Outcome);
    }

    public static OutgoingEmail Email() => new(Guid.CreateVersion7(), "asha@friends.example", $"Your application: {Gujarati}, £5,000",
        $"Dear Asha\n.a line that begins with a dot\n{Gujarati}\n{new string('x', 1200)}\n", $"<p>Dear Asha, {Gujarati}</p>", "CSF-25-R2-001.pdf", RandomNumberGenerator.GetBytes(70_000));

    private IMailTransport Transport(string adapter, SmtpPeer peer) => ThisBuild.Mail(Options(adapter, peer.Port));

    private MailOptions Options(string adapter, int port) => new() { Provider = adapter, Host = "localhost", Port = port, UseTls = false, PickupFolder = folder, From = "grants@opcc.example" };

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
