using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Commissioning.Platform.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Commissioning.Web;

/// <summary>The certificate with which the portal's keys are encrypted in the database.</summary>
public static class KeySettings
{
    public static void Protect(IDataProtectionBuilder builder, IConfiguration settings)
    {
        var (file, thumbprint) = (settings["Keys:CertificateFile"], settings["Keys:Thumbprint"]);
        if (file is not null && thumbprint is not null)
            throw new SettingException("Set either Keys__CertificateFile or Keys__Thumbprint, not both");
        if (file is not null)
            builder.ProtectKeysWithCertificate(
                FromFile(file, settings["Keys:CertificatePassword"], "Keys__CertificateFile", "Keys__CertificatePassword")
            );
        if (thumbprint is not null)
            builder.ProtectKeysWithCertificate(
                KeyCertificate.FromStore(thumbprint)
                    ?? throw new SettingException(
                        $"Keys__Thumbprint is {thumbprint}, and neither the machine's nor the account's store \"My\" has that certificate with a private key that this account may read"
                    )
            );
        if (settings["Keys:OldCertificateFile"] is { } old)
            builder.UnprotectKeysWithAnyCertificate(
                FromFile(old, settings["Keys:OldCertificatePassword"], "Keys__OldCertificateFile", "Keys__OldCertificatePassword")
            );
    }

    /// <summary>Why the keys would be stored unencrypted, which is allowed only in Development; null when they are not.</summary>
    public static string? WhyUnprotected(IConfiguration settings) =>
        settings["Keys:CertificateFile"] is null && settings["Keys:Thumbprint"] is null
            ? "The portal's keys must be encrypted in the database. Set Keys__CertificateFile and Keys__CertificatePassword to a certificate that all web nodes share; the verb make-key-certificate FILE makes one."
            : null;

    private static X509Certificate2 FromFile(string path, string? password, string fileSetting, string passwordSetting)
    {
        if (!File.Exists(path))
            throw new SettingException($"{fileSetting} is {path}, and there is no such file");
        try
        {
            var certificate = KeyCertificate.FromFile(path, password);
            return certificate.HasPrivateKey
                ? certificate
                : throw new SettingException($"{path} holds no private key. Set {fileSetting} to a PFX file that has one.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"{path} cannot be opened. Check {passwordSetting}, and that this account may read the file. ({exception.Message})"
            );
        }
    }
}
