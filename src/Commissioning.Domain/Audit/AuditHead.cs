using System.Globalization;

namespace Commissioning.Domain.Audit;

/// <summary>The end of the audit trail, to be kept outside the portal: the number of an entry and its hash, written 3877:acf4....</summary>
public sealed record AuditHead(long Sequence, string Hash)
{
    private const int HashLength = 64;

    /// <param name="typed">As an e-mail, a manifest or a notice prints it; spaces do not matter.</param>
    public static Result<AuditHead> Of(string? typed, string field = "Head")
    {
        var parts = new string((typed ?? "").Where(letter => !char.IsWhiteSpace(letter)).ToArray()).ToLowerInvariant().Split(':');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && parts[1].Length == HashLength
            && parts[1].All(char.IsAsciiHexDigitLower)
            ? Result.Made(new AuditHead(sequence, parts[1]))
            : new Refusal($"Enter the number of an entry, a colon and its hash of {HashLength} letters and digits", field);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
