using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>The amendments of a round: those that wait for a second person, and those that were made or refused.</summary>
public static class AmendmentQueries
{
    public static Task<IReadOnlyList<RoundAmendment>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<RoundAmendment>(Sql + " where m.RoundId = @round order by m.RequestedAt desc, m.Id", new { round });

    /// <summary>What applicants and the public read, in the order in which it was decided.</summary>
    public static async Task<IReadOnlyList<RoundAmendment>> PublicAsync(Work work, Guid round) =>
        (
            await work.QueryAsync<RoundAmendment>(
                Sql + " where m.RoundId = @round and m.Approved = 1 order by m.AnsweredAt, m.Id",
                new { round }
            )
        )
            .Where(amendment => amendment.InPublic is not null)
            .ToList();

    /// <summary>What was decided about the time of one application.</summary>
    public static Task<IReadOnlyList<RoundAmendment>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<RoundAmendment>(Sql + " where m.ApplicationId = @application order by m.RequestedAt, m.Id", new { application });

    /// <summary>Names of the sources of the round's year, from which money can be added to its pot.</summary>
    public static async Task<IReadOnlyList<string>> SourcesAsync(Work work, string budgetYear) =>
        FinancialYear.Parse(budgetYear) is null
            ? []
            : await work.QueryAsync<string>(
                "select distinct s.Name from FundingSource s where s.BudgetYear = @budgetYear order by s.Name",
                new { budgetYear }
            );

    internal static Task<RoundAmendment> FindAsync(Work work, Guid amendment) =>
        work.FindAsync<RoundAmendment>(Sql + " where m.Id = @amendment", new { amendment });

    /// <summary>Every reason why the amendment cannot be made now. Asked when it is requested and again when it is approved.</summary>
    internal static async Task<IReadOnlyList<Refusal>> WhyNotAsync(Work work, Round round, RoundAmendment amendment)
    {
        if (AmendmentRules.WhyCannotAmend(round) is { } closed)
            return [closed];
        switch (amendment.Kind)
        {
            case AmendmentKind.LaterDates:
                return AmendmentRules.WhyDatesAreWrong(
                    round,
                    amendment.ClosesAt,
                    amendment.ScoringClosesAt,
                    await work.ScalarAsync<int>(
                        "select coalesce(sum(Submitted), 0) from PanelMember where RoundId = @Id",
                        new { round.Id }
                    ),
                    work.Now
                );
            case AmendmentKind.Assessor:
                var panel = await Moderation.Attendance.PanelAsync(work, round.Id);
                return
                    AmendmentRules.WhyCannotJoin(
                        round,
                        amendment.ScoringClosesAt,
                        await work.ScalarAsync<int>(
                            "select count(*) from PersonRole where PersonId = @AssessorId and Role = 'PanelMember'",
                            new { amendment.AssessorId }
                        ) > 0,
                        panel.Any(member => member.Id == amendment.AssessorId),
                        amendment.ReplacesId is { } replaced
                            ? panel.Any(member => member.Id == replaced) && panel.All(member => member.Replaces != replaced)
                            : null,
                        work.Now
                    )
                        is { } joins
                    ? [joins]
                    : [];
            case AmendmentKind.Pot:
                var sources = await SourcesAsync(work, round.BudgetYear);
                return sources.Count == 0 || sources.Contains(amendment.FundingSource!)
                    ? []
                    :
                    [
                        new(
                            $"The ledger of {round.BudgetYear} has these funding sources: {string.Join(", ", sources)}. Choose one of them.",
                            nameof(RoundAmendment.FundingSource)
                        ),
                    ];
            case AmendmentKind.Priorities:
                return
                    AmendmentRules.WhyPrioritiesAreWrong(
                        round,
                        amendment.MostPriorities,
                        await work.ScalarAsync<int>("select count(*) from RoundPriority where RoundId = @Id", new { round.Id }),
                        work.Now
                    )
                        is { } few
                    ? [few]
                    : [];
            case AmendmentKind.Withdrawal:
                return
                    AmendmentRules.WhyCannotWithdraw(
                        await work.ScalarAsync<int>("select Awards from RoundTally where RoundId = @Id", new { round.Id })
                    )
                        is { } awarded
                    ? [awarded]
                    : [];
            case AmendmentKind.LateApplication:
                var application = await work.FindAsync<LateDraft>(
                    "select Status, ClosesAt from Application where Id = @ApplicationId",
                    new { amendment.ApplicationId }
                );
                return
                    AmendmentRules.WhyCannotAcceptLate(round, application.Status, application.ClosesAt, amendment.ClosesAt!.Value, work.Now)
                        is { } late
                    ? [late]
                    : [];
            default:
                return [];
        }
    }

    private const string Sql = """
        select    m.Id, m.RoundId, m.Kind, m.Reason, m.ClosesAt, m.ScoringClosesAt, m.ClosedAtBefore, m.ScoringBefore, m.AssessorId, p.DisplayName as Assessor,
                  m.ReplacesId, q.DisplayName as Replaces, m.Amount, m.FundingSource, m.MostPriorities, m.ApplicationId, o.Name as Applicant, a.Reference,
                  m.RequestedBy, b.DisplayName as RequestedByName, m.RequestedAt, m.Approved, d.DisplayName as AnsweredByName, m.AnsweredAt, m.Answer
        from      RoundAmendment m
        left join Person p on p.Id = m.AssessorId
        left join Person q on q.Id = m.ReplacesId
        left join Application a on a.Id = m.ApplicationId
        left join Organisation o on o.Id = a.OrganisationId
        left join Person b on b.Id = m.RequestedBy
        left join Person d on d.Id = m.AnsweredBy
        """;

    private sealed record LateDraft
    {
        public required Domain.Applications.ApplicationStatus Status { get; init; }
        public DateTime? ClosesAt { get; init; }
    }
}
