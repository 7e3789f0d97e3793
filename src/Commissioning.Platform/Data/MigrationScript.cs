using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Platform.Data;

public sealed record MigrationScript(string Name, string Text)
{
    /// <summary>SHA-256 over the text with normalised line ends, so that a checkout on Windows gives the same hash.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
}
