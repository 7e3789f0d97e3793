using Commissioning.Domain.Accounts;
using Commissioning.Platform.Security;
using Commissioning.Testing;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commissioning.Web.Tests.Security;

/// <summary>The keys that sign people in and encrypt private data: one set for all nodes, encrypted in the database.</summary>
public sealed class EncryptionKeyTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task Nodes_with_one_certificate_read_each_others_cookies_and_secrets_and_keep_the_key_encrypted()
    {
        await using var first = Build(TestCertificate.Settings);
        Assert.Null(await Portal.WhyCannotServeAsync(first));
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Applicant);
        var cookie = await Sessions.CookieAsync(first.Services, person);
        var secret = first.Services.GetRequiredService<FieldEncryption>().Encrypt("a purpose", "a secret");

        await using var second = Build(TestCertificate.Settings);
        Assert.Null(await Portal.WhyCannotServeAsync(second));
        Assert.Equal("a secret", second.Services.GetRequiredService<FieldEncryption>().Decrypt<string>("a purpose", secret));
        var ticket = second
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme)
            .TicketDataFormat.Unprotect(cookie.Split('=', 2)[1]);
        Assert.Equal(person.Id.ToString(), ticket?.Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value);

        var stored = Assert.Single(await database.Db.QueryAsync<string>("select Xml from DataProtectionKey"));
        Assert.Contains("<encryptedSecret", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", stored, StringComparison.Ordinal);
        Assert.Contains("AES_256_GCM", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_certificate_does_not_start_and_names_the_setting()
    {
        await using (var first = Build(TestCertificate.Settings))
            first.Services.GetRequiredService<FieldEncryption>().Encrypt("a purpose", "a secret");
        var other = TestCertificate.Make();
        await using (var stranger = Build(TestCertificate.SettingsOf(other)))
            Assert.Contains(
                "Set Keys__CertificateFile to the certificate of the other nodes",
                await Portal.WhyCannotServeAsync(stranger),
                StringComparison.Ordinal
            );
        Assert.Equal(1, await database.CountAsync("DataProtectionKey"));
        // During a rotation the old key and the new one can both be read.
        await using var rotated = Build([
            .. TestCertificate.SettingsOf(other),
            .. TestCertificate.Settings.Select(setting => setting.Replace(":Certificate", ":OldCertificate", StringComparison.Ordinal)),
        ]);
        Assert.Null(await Portal.WhyCannotServeAsync(rotated));
    }

    [Fact]
    public async Task Encryption_keys_from_before_the_certificate_are_still_read()
    {
        string secret;
        await using (var before = Build(["--environment=Development"]))
            secret = before.Services.GetRequiredService<FieldEncryption>().Encrypt("a purpose", "a secret");
        await using var after = Build(TestCertificate.Settings);
        Assert.Null(await Portal.WhyCannotServeAsync(after));
        Assert.Equal("a secret", after.Services.GetRequiredService<FieldEncryption>().Decrypt<string>("a purpose", secret));
    }

    [Fact]
    public async Task A_missing_or_wrong_key_setting_is_refused_with_what_to_change()
    {
        await using (var without = Build([]))
            Assert.Contains(
                "Set Keys__CertificateFile and Keys__CertificatePassword",
                await Portal.WhyCannotServeAsync(without),
                StringComparison.Ordinal
            );
        Assert.StartsWith(
            "Keys__CertificateFile is /nowhere.pfx, and there is no such file",
            Assert.Throws<SettingException>(() => Build(["--Keys:CertificateFile=/nowhere.pfx"])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Check Keys__CertificatePassword",
            Assert.Throws<SettingException>(() => Build([TestCertificate.Settings[0], "--Keys:CertificatePassword=wrong"])).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Keys__Thumbprint is 00AA, and neither",
            Assert.Throws<SettingException>(() => Build(["--Keys:Thumbprint=00AA"])).Message,
            StringComparison.Ordinal
        );
    }

    private WebApplication Build(string[] settings) =>
        Portal.Build([
            "--environment=Production",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
            "--Portal:BaseUrl=https://grants.example.org",
            "--Demonstration:Load=false",
            "--Clamd:Off=true",
            "--Logging:LogLevel:Default=None",
            .. settings,
        ]);

    public void Dispose() => database.Dispose();
}
