using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Commissioning.Domain.Audit;

namespace Commissioning.Platform.Security;

/// <summary>Signs the end of the audit trail with the certificate of the portal's keys, which is never in the database.</summary>
/// <param name="current">Signs; with its private key.</param>
/// <param name="earlier">Certificates that signed before it.</param>
public sealed class CheckpointKey(Func<X509Certificate2> current, params IReadOnlyList<X509Certificate2> earlier)
{
    private readonly Lazy<X509Certificate2> key = new(current);

    /// <summary>The certificate's SHA-256, of which 32 digits tell it from any other.</summary>
    public string Name => NameOf(key.Value);

    public AuditCheckpoint Sign(AuditHead head, DateTime now)
    {
        var checkpoint = new AuditCheckpoint
        {
            Sequence = head.Sequence,
            Hash = head.Hash,
            At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)),
            KeyName = Name,
            Signature = "",
        };
        var text = Encoding.UTF8.GetBytes(checkpoint.Text);
        using var curve = key.Value.GetECDsaPrivateKey();
        using var rsa = curve is null ? key.Value.GetRSAPrivateKey() : null;
        var signature =
            curve?.SignData(text, HashAlgorithmName.SHA256) ?? rsa!.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return checkpoint with { Signature = Convert.ToBase64String(signature) };
    }

    /// <summary>Whether one of the portal's keys has it.</summary>
    public bool Knows(string name) => Of(name) is not null;

    /// <summary>Whether the key that it names signed exactly this.</summary>
    public bool Made(AuditCheckpoint checkpoint)
    {
        if (Of(checkpoint.KeyName) is not { } certificate)
            return false;
        var text = Encoding.UTF8.GetBytes(checkpoint.Text);
        var signature = new byte[checkpoint.Signature.Length];
        if (!Convert.TryFromBase64String(checkpoint.Signature, signature, out var length))
            return false;
        using var curve = certificate.GetECDsaPublicKey();
        using var rsa = curve is null ? certificate.GetRSAPublicKey() : null;
        return curve?.VerifyData(text, signature.AsSpan(0, length), HashAlgorithmName.SHA256)
            ?? rsa!.VerifyData(text, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private X509Certificate2? Of(string name) => earlier.Prepend(key.Value).FirstOrDefault(one => NameOf(one) == name);

    private static string NameOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256)[..32];
}
