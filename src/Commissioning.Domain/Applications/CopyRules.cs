namespace Commissioning.Domain.Applications;

/// <summary>How it is shown that the copy of an application is what was received: its SHA-256 is in the audit entry of the day, which
/// nobody can change unnoticed.</summary>
public static class CopyRules
{
    private const string Words = "SHA-256 of the copy ";
    private const int Length = 64;

    /// <summary>What the audit entry of a sending or a change says about the copy.</summary>
    public static string Note(string sha256) => Words + sha256;

    /// <summary>The hash that an audit entry recorded; null: none.</summary>
    public static string? HashIn(string? detail)
    {
        var at = detail?.LastIndexOf(Words, StringComparison.Ordinal) ?? -1;
        return at >= 0 && detail!.Length >= at + Words.Length + Length ? detail.Substring(at + Words.Length, Length) : null;
    }

    /// <summary>Null when the copy is what was received; otherwise the sentence for those who read it.</summary>
    /// <param name="stored">Hash of the stored copy; null: there is no frozen copy, as for an imported or an erased application.</param>
    /// <param name="beside">The hash that is stored beside the copy.</param>
    /// <param name="recorded">The hash in the newest audit entry of a sending or a change; null: none recorded one.</param>
    /// <param name="erased">The copy was erased when its time was over.</param>
    public static string? WhyNotAsReceived(string? stored, string? beside, string? recorded, bool erased = false)
    {
        if (stored is null)
            return recorded is null || erased ? null : $"The copy of what was received is gone: tell an administrator. {HashWas(recorded)}";
        return stored == (recorded ?? beside) && stored == beside
            ? null
            : $"This copy is not what was received: tell an administrator. {HashWas(recorded ?? beside)}";
    }

    private static string HashWas(string? hash) =>
        hash is null ? "No hash was kept when it was sent." : $"Its SHA-256 when it was sent was {hash}.";
}
