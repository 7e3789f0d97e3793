using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Text of the application that is also in others, of any round; what is a finding, and what a strong one:
/// <see cref="CopiedTextRules"/>.</summary>
internal static class TextFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await TextOverlapQueries.OfAsync(work, context.Application))
            .Where(text => text.IsFinding)
            .Select(text => new Found(
                FindingKind.CopiedText,
                text.ApplicationId.ToString("N"),
                CopiedTextRules.LevelOf(text.Percent, text.IsOwn),
                $"{text.Percent}% of its text is also in {text.Reference}, {(text.IsOwn ? "the organisation's own application" : text.Organisation)}. "
                    + $"The longest passage has {text.Longest} words. It is in the answers to {string.Join(", ", text.Questions.Take(5).Select(question => $"\"{question}\""))}"
            )
            {
                SubjectId = text.ApplicationId,
            });
}
