using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Web.Identity;

/// <summary>Some 49,000 of the commonest passwords, from a list that npm brings when the style sheet is built. The file holds the first
/// eight bytes of each one's SHA-256, because nobody needs to read it.</summary>
public sealed class CommonPasswords(IWebHostEnvironment environment)
{
    private readonly Lazy<IReadOnlySet<string>> hashes = new(() =>
        File.ReadLines(Path.Combine(environment.WebRootPath, "assets", "common-passwords.txt")).ToHashSet(StringComparer.Ordinal)
    );

    public bool Contains(string small) =>
        hashes.Value.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(small)).AsSpan(0, 8)));
}
