using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Commissioning.Platform.Security;

/// <summary>The certificate with which the portal's keys are encrypted in the database. All nodes use the same one.</summary>
public static class KeyCertificate
{
    /// <summary>Makes a self-signed certificate, valid for ten years, as the content of a PFX file. Only the portal itself uses
    /// it.</summary>
    public static byte[] Make(string password, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Commissioning portal keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return certificate.Export(X509ContentType.Pfx, password);
    }

    public static X509Certificate2 FromFile(string path, string? password) => X509CertificateLoader.LoadPkcs12FromFile(path, password);

    /// <summary>The certificate that a portal without one makes for its audit trail alone, as a file beside the database's folder.
    /// Development only: whoever reads the folder can sign.</summary>
    public static X509Certificate2 Own(string folder)
    {
        var path = Path.Combine(folder, "audit-key.pfx");
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=Commissioning portal audit trail", key, HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
            Directory.CreateDirectory(folder);
            // Two portals may start at once: the first one's file stays.
            var own = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(own, certificate.Export(X509ContentType.Pfx, ""));
            try
            {
                File.Move(own, path);
            }
            catch (IOException)
            {
                File.Delete(own);
            }
        }
        return FromFile(path, "");
    }

    /// <summary>From the store of this machine or account; null when neither has it with its private key.</summary>
    public static X509Certificate2? FromStore(string thumbprint)
    {
        foreach (var location in new[] { StoreLocation.LocalMachine, StoreLocation.CurrentUser })
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                continue;
            } // This machine has no such store.
            if (
                store
                    .Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                    .FirstOrDefault(found => found.HasPrivateKey) is
                { } certificate
            )
                return certificate;
        }
        return null;
    }

    /// <summary>Null when every key in the database can be read, including old ones, with which existing data was encrypted. Check before
    /// serving: otherwise a new key would be made and everyone signed out.</summary>
    public static string? WhyCannotRead(IKeyManager keys)
    {
        foreach (var key in keys.GetAllKeys().Where(key => !key.IsRevoked))
        {
            try
            {
                key.CreateEncryptor();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return "The portal's keys in the database are encrypted for another certificate than this node has. Set Keys__CertificateFile to the certificate of the other nodes, and Keys__OldCertificateFile to the one they had before if it was changed.";
            }
        }
        return null;
    }
}
