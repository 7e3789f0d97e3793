using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of the letter about the review of a decision.</summary>
internal sealed class ReviewLetter(Office office)
{
    public async Task<LetterContent> ContentAsync(Work work, Guid application, Guid review)
    {
        var row = await DecisionReviews.FindAsync(work, review);
        return await new AwardLetters(office).ContentAsync(
            work,
            application,
            new()
            {
                ["received-on"] = LondonTime.Date(row.ReceivedOn),
                ["kind"] = ReviewRules.About(row.Kind),
                ["decision"] = row.Subject,
                ["reasons"] = row.Reasons ?? "",
            },
            new() { ["signature"] = [new Signature(row.ReviewedByName ?? "Commissioning team", $"for the {office.GrantorName}")] },
            [
                row.Outcome switch
                {
                    ReviewOutcome.Upheld => "upheld",
                    ReviewOutcome.PartlyUpheld => "partly-upheld",
                    _ => "not-upheld",
                },
            ]
        );
    }
}
