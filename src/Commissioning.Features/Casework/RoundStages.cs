using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>How far a round has come in each of its stages.</summary>
public sealed record RoundStages
{
    public required int Drafts { get; init; }
    public required int Submitted { get; init; }
    public required int Withdrawn { get; init; }
    public required Money Requested { get; init; }

    /// <summary>Score sheets to submit, without those of people with a conflict.</summary>
    public required int Sheets { get; init; }
    public required int SheetsSubmitted { get; init; }

    /// <summary>Applications whose checks are finished.</summary>
    public required int Checked { get; init; }

    /// <summary>Applications that the panel has moderated.</summary>
    public required int Moderated { get; init; }
    public required int Awards { get; init; }
    public required Money Awarded { get; init; }

    /// <summary>Null: there is no such round.</summary>
    public static async Task<(Round Round, RoundStages Stages)?> FindAsync(Work work, Guid round) =>
        await work.FindOrDefaultAsync<RoundStages>(StagesSql + " where t.RoundId = @round", new { round }) is { } stages
            ? (await RoundReader.GetAsync(work, round), stages)
            : null;

    public IReadOnlyList<RoundProgress.Stage> LineOf(Round round, Money paid, int accepted, int closed, DateTime now) =>
        RoundProgress.Of(
            round,
            new(Drafts, Submitted, Submitted - Checked, Sheets, SheetsSubmitted, Moderated, Awards, Awarded, paid, accepted, closed),
            now
        );

    internal const string StagesSql = """
        select t.Drafts, t.Submitted, t.Withdrawn, t.Requested, t.Checked, t.Moderated, t.Awards, t.Awarded,
               (select coalesce(sum(m.Assigned - m.Conflicted), 0) from PanelMember m where m.RoundId = t.RoundId) as Sheets,
               (select coalesce(sum(m.Submitted), 0) from PanelMember m where m.RoundId = t.RoundId) as SheetsSubmitted
        from   RoundTally t
        """;
}
