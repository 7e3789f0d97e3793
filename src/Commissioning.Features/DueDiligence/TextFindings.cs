using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Text of the application that is also in others.</summary>
internal static class TextFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await TextOverlapQueries.OfAsync(work, context.Application))
            .Where(text => text.Percent >= Shown)
            .Select(text => new Found(
                FindingKind.CopiedText,
                text.ApplicationId.ToString("N"),
                text.Percent >= Strong && !text.IsOwn ? FindingLevel.Against : FindingLevel.Review,
                $"{text.Percent}% of its text is also in {text.Reference}, {(text.IsOwn ? "the organisation's own application" : text.Organisation)}"
            )
            {
                SubjectId = text.ApplicationId,
            });

    /// <summary>Per cent of the text from which it is a finding, and a strong one. Defaults, not OPCC policy.</summary>
    private const int Shown = 15,
        Strong = 50;
}
