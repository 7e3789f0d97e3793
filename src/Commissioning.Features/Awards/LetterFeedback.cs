using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What stands first on the page of a letter that offers no grant: the reasons, the published figures of the round, and where the
/// answers can be used again.</summary>
public sealed class LetterFeedback(Db db)
{
    /// <param name="Strengths">What was strong: an officer's words, or the highest scores; empty: nothing to say.</param>
    /// <param name="Criteria">What cost most first: that is what would have helped.</param>
    /// <param name="Failed">What every application must pass and this one did not, with the reason.</param>
    /// <param name="Next">An open round of the same fund; null: none is open.</param>
    public sealed record Feedback(
        string Reason,
        string Strengths,
        IReadOnlyList<PanelScores.Line> Criteria,
        IReadOnlyList<string> Failed,
        Figures Round,
        OpenRound? Next
    );

    public sealed record Figures
    {
        public required int Submitted { get; init; }
        public required Money Requested { get; init; }
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
        public required bool Rolling { get; init; }
        public string InWords =>
            $"{Submitted} {(Submitted == 1 ? "application" : "applications")} asked for {Requested.ToShortString()}. {Awards} {(Awards == 1 ? "was" : "were")} funded{(Rolling ? " so far" : "")}, with {Awarded.ToShortString()}.";
    }

    public sealed record OpenRound(Guid Id, string Name, DateTime ClosesAt);

    /// <summary>Null for a letter that has no feedback of this kind.</summary>
    public Task<Feedback?> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var letter = await LetterReader.GetMineAsync(work, actor, application);
            if (letter.Kind is not (LetterKind.Decline or LetterKind.Reserve))
                return null;
            var round = await RoundReader.GetAsync(work, letter.RoundId);
            var tally = await work.FindAsync<TallyRow>(
                "select Submitted, Requested, Awards, Awarded from RoundTally where RoundId = @RoundId",
                new { letter.RoundId }
            );
            var next = await NextRound.AfterAsync(work, letter.RoundId) is { } after && after.OpensAt <= work.Now ? after : null;
            var scores = await PanelScores.OfAsync(work, application);
            return new Feedback(
                await RefusalLetter.WhyAsync(work, letter.RoundId, application),
                await work.FirstOrDefaultAsync<string>(
                    "select Strengths from LetterReason where ApplicationId = @application",
                    new { application }
                ) ?? RefusalLetter.Strongest(scores),
                scores.OrderByDescending(one => one.Cost).ToList(),
                await NotPassed.OfAsync(work, application),
                new()
                {
                    Submitted = tally.Submitted,
                    Requested = tally.Requested,
                    Awards = tally.Awards,
                    Awarded = tally.Awarded,
                    Rolling = round.Policy.Rolling,
                },
                next is null ? null : new(next.Id, $"{next.FundName}, {next.Name}", next.ClosesAt)
            );
        });

    private sealed record TallyRow
    {
        public required int Submitted { get; init; }
        public required Money Requested { get; init; }
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }
}
