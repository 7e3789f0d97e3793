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
        if (Current(settings) is { } certificate)
            builder.ProtectKeysWithCertificate(certificate);
        if (settings["Keys:OldCertificateFile"] is { } old)
            builder.UnprotectKeysWithAnyCertificate(
                FromFile(old, settings["Keys:OldCertificatePassword"], "Keys__OldCertificateFile", "Keys__OldCertificatePassword")
            );
    }

    private static X509Certificate2? Current(IConfiguration settings)
    {
        var (file, thumbprint) = (settings["Keys:CertificateFile"], settings["Keys:Thumbprint"]);
        if (file is not null && thumbprint is not null)
            throw new SettingException("Set either Keys__CertificateFile or Keys__Thumbprint, not both");
        if (file is not null)
            return FromFile(file, settings["Keys:CertificatePassword"], "Keys__CertificateFile", "Keys__CertificatePassword");
        return thumbprint is null
            ? null
            : KeyCertificate.FromStore(thumbprint)
                ?? throw new SettingException(
                    $"Keys__Thumbprint is {thumbprint}, and neither the machine's nor the account's store \"My\" has that certificate with a private key that this account may read"
                );
    }

    /// <summary>Why the keys would be stored unencrypted, which is allowed only in Development; null when they are not.</summary>
    public static string? WhyUnprotected(IConfiguration settings) =>
        settings["Keys:CertificateFile"] is null && settings["Keys:Thumbprint"] is null
            ? "The portal's keys must be encrypted in the database. Set Keys__CertificateFile and Keys__CertificatePassword to a certificate that all web nodes share; the verb make-key-certificate FILE makes one."
            : null;

    /// <summary>The same certificate signs the end of the audit trail. Null: there is none.</summary>
    /// <param name="ownFolder">Where a portal without a certificate makes one for the audit trail alone; null: it makes none.</param>
    public static CheckpointKey? CheckpointKey(IConfiguration settings, string? ownFolder)
    {
        X509Certificate2[] earlier = settings["Keys:OldCertificateFile"] is { } old
            ? [FromFile(old, settings["Keys:OldCertificatePassword"], "Keys__OldCertificateFile", "Keys__OldCertificatePassword")]
            : [];
        if (Current(settings) is { } certificate)
            return new(() => certificate, earlier);
        return ownFolder is null ? null : new(() => KeyCertificate.Own(ownFolder), earlier);
    }

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
