using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Commissioning.Platform.Security;

namespace Commissioning.Testing;

/// <summary>A certificate for the portal's keys, made once per test run: outside Development a portal does not start without one.</summary>
public static class TestCertificate
{
    public const string Password = "for tests only";

    private static readonly Lazy<string> Shared = new(Make);

    public static string[] Settings => SettingsOf(Shared.Value);

    public static string[] SettingsOf(string file) => [$"--Keys:CertificateFile={file}", $"--Keys:CertificatePassword={Password}"];

    public static string Make()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("commissioning-certificate").FullName, "keys.pfx");
        File.WriteAllBytes(file, KeyCertificate.Make(Password, DateTimeOffset.UtcNow));
        return file;
    }

    /// <summary>For a server on this machine.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(200)
        );
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
