using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Commissioning.Platform.Email;

/// <summary>Trust in a mail server inside the office's network, whose certificate the office's own authority signed.</summary>
internal static class MailAuthority
{
    /// <summary>The name matches, and the chain ends at the office's own authority.</summary>
    /// <param name="authority">PEM file of the authority.</param>
    public static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, string authority)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            return false;
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authority);
        using var shown = new X509Certificate2(certificate);
        return chain.Build(shown);
    }
}
