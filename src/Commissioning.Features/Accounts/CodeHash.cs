using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Features.Accounts;

/// <summary>The hash of a code that a person keeps: a recovery code or a set-up code. With 47 bits such a code could be found from a quick
/// hash by whoever has a copy of the database, so the hash is slow, and salted with the person's id.</summary>
public static class CodeHash
{
    /// <summary>Rounds of PBKDF2 with SHA-512, for passwords as well: the least that OWASP's ASVS 5.0 accepts (appendix C).</summary>
    public const int Rounds = 210_000;

    public static string Of(Guid person, string code) =>
        Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), person.ToByteArray(), Rounds, HashAlgorithmName.SHA512, 32)
        );
}
