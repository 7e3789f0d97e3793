using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Files;

namespace Commissioning.Web;

/// <summary>What a box for files accepts, for the browser's own dialogue and for the script that checks a file before it is sent. The
/// sentences are the server's, with {name} and {size} for the file's.</summary>
public sealed record UploadLimits(string Accept, long MostBytes, string TooLarge, string WrongKind)
{
    public static readonly UploadLimits Any = Of(null);

    public static UploadLimits Of(DocumentKind? document)
    {
        var endings = document is { Settings.Endings: { Count: > 0 } chosen } ? string.Join(",", chosen) : UploadRules.Accept;
        var takesPhotos = PhonePhotos.CanConvert && endings.Split(',').Contains(".jpg");
        return new(
            takesPhotos ? $"{endings},{string.Join(",", UploadRules.PhonePhotos)}" : endings,
            UploadRules.MostBytes(document),
            UploadRules.TooLarge("{name}", "{size}", document),
            UploadRules.WrongKind("{name}", document)
        );
    }
}
