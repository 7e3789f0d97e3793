namespace Commissioning.Web;

/// <summary>The largest file size. One number, stated on the page, checked by the rule and enforced by the server.</summary>
public static class UploadLimit
{
    public const int FileBytes = Domain.Documents.UploadRules.MaximumBytes;

    /// <summary>Enough for a few files and the rest of their form; above it the server stops reading.</summary>
    public const int RequestBytes = 3 * FileBytes;
}
