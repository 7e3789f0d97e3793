namespace Commissioning.Web;

/// <summary>How large a file may be. One number, said in the page, checked by the rule and held by the server.</summary>
public static class UploadLimit
{
    public const int FileBytes = Domain.Documents.UploadRules.MaximumBytes;

    /// <summary>Room for a few files and the rest of their form; beyond it the server stops reading.</summary>
    public const int RequestBytes = 3 * FileBytes;
}
