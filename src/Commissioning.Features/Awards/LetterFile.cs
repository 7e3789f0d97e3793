using System.Globalization;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

internal static class LetterFile
{
    /// <summary>The name of a letter's PDF: what it is, about what, of which day, such as offer-PZ-24-R2-010-2027-03-03.pdf.</summary>
    /// <param name="size">Such as -large-print; empty for the usual size.</param>
    public static string Name(LetterDocument document, LetterKind kind, string size = "") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Name().ToLowerInvariant().Replace(' ', '-')}-{document.Reference}-{document.Date:yyyy-MM-dd}{size}.pdf"
        );
}
