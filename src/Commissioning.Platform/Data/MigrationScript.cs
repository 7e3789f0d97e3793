using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Platform.Data;

public sealed record MigrationScript(string Name, string Text)
{
    /// <summary>Over the text with normalised line ends, so that a checkout on Windows is the same script.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
}
