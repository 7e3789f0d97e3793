using Commissioning.Platform.Data;
using Xunit;

namespace Commissioning.Testing;

/// <summary>Checks that the running counts of a round equal a recount of its rows.</summary>
public static class TallyAssert
{
    public static async Task MatchesAsync(Db db, Guid round)
    {
        var kept = await db.FindAsync<RoundCounts>(
            "select Drafts, Submitted, Withdrawn, Requested, Checked, Awards, Awarded from RoundTally where RoundId = @round",
            new { round }
        );
        var counted = await db.FindAsync<RoundCounts>(
            """
            select (select count(*) from Application where RoundId = @round and Status = 'Draft') as Drafts,
                   (select count(*) from Application where RoundId = @round and Status = 'Submitted') as Submitted,
                   (select count(*) from Application where RoundId = @round and Status = 'Withdrawn') as Withdrawn,
                   (select coalesce(sum(AmountRequested), 0) from Application where RoundId = @round and Status = 'Submitted') as Requested,
                   (select count(*) from Application where RoundId = @round and Status = 'Submitted' and DueDiligence not in ('NotStarted', 'InProgress')) as Checked,
                   (select count(*) from Award where RoundId = @round) as Awards,
                   (select coalesce(sum(Amount - GivenBack), 0) from Award where RoundId = @round) as Awarded
            """,
            new { round }
        );
        Assert.Equal(counted, kept);
        var panel = await db.QueryAsync<Panel>(
            "select PersonId, Assigned, Conflicted, Submitted from PanelMember where RoundId = @round",
            new { round }
        );
        foreach (var member in panel)
        {
            var rows = await db.FindAsync<Panel>(
                """
                select @PersonId as PersonId, count(s.Id) as Assigned, coalesce(sum(case when s.Conflict in ('Declared', 'Recused') then 1 else 0 end), 0) as Conflicted,
                       coalesce(sum(case when s.SubmittedAt is not null then 1 else 0 end), 0) as Submitted
                from   ScoringAssignment s
                join   Application a on a.Id = s.ApplicationId
                where  s.RoundId = @round and s.AssessorId = @PersonId and a.Status = 'Submitted'
                """,
                new { round, member.PersonId }
            );
            Assert.Equal(rows, member);
        }
    }

    private sealed record RoundCounts
    {
        public required int Drafts { get; init; }
        public required int Submitted { get; init; }
        public required int Withdrawn { get; init; }
        public required long Requested { get; init; }
        public required int Checked { get; init; }
        public required int Awards { get; init; }
        public required long Awarded { get; init; }
    }

    private sealed record Panel
    {
        public required Guid PersonId { get; init; }
        public required int Assigned { get; init; }
        public required int Conflicted { get; init; }
        public required int Submitted { get; init; }
    }
}
