using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The fraud log. Only the leads for concerns read a case; a fund's page shows counts and sums.</summary>
public static class FraudCases
{
    internal const string Purpose = "fraud-case";

    public sealed record FraudCaseRow
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required Guid FundId { get; init; }
        public required string Fund { get; init; }
        public Guid? ApplicationId { get; init; }
        public string? Reference { get; init; }
        public string? Organisation { get; init; }
        public required FraudState State { get; init; }
        public required DateOnly FoundOn { get; init; }
        public required Money Loss { get; init; }
        public required Money Prevented { get; init; }
        public required bool FromCloseOut { get; init; }

        /// <summary>What came back: of the award's close-out where the case counts that.</summary>
        public required Money Recovered { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Version { get; init; }
    }

    /// <param name="Referrals">To whom it was referred (Action Fraud, police, NFI, auditor), when, and under which reference.</param>
    public sealed record FraudText(string What, string How, string? Referrals, string? Steps, string? Closing);

    /// <summary>Counts and sums of a fund, without names.</summary>
    public sealed record FraudSums
    {
        public required int Cases { get; init; }
        public required int OpenCases { get; init; }
        public required int Proven { get; init; }
        public required Money Loss { get; init; }
        public required Money Prevented { get; init; }
        public required Money Recovered { get; init; }
    }

    public static Task<IReadOnlyList<FraudCaseRow>> ListAsync(Work work) =>
        work.QueryAsync<FraudCaseRow>(Sql + " order by case when c.ClosedAt is null then 0 else 1 end, c.Number desc");

    internal static Task<FraudCaseRow> RowAsync(Work work, Guid id) => work.FindAsync<FraudCaseRow>(Sql + " where c.Id = @id", new { id });

    public static Task<FraudSums> SumsAsync(Work work, Guid fund) =>
        work.FindAsync<FraudSums>(
            $"""
            select count(*) as Cases, coalesce(sum(case when c.ClosedAt is null then 1 else 0 end), 0) as OpenCases, coalesce(sum(case when c.State = 'Proven' then 1 else 0 end), 0) as Proven,
                   coalesce(sum(c.Loss), 0) as Loss, coalesce(sum(c.Prevented), 0) as Prevented, coalesce(sum({RecoveredSql}), 0) as Recovered
            from   FraudCase c
            left join Award w on w.ApplicationId = c.ApplicationId
            left join CloseOut k on k.AwardId = w.Id
            where  c.FundId = @fund and c.State <> 'NotFraud'
            """,
            new { fund }
        );

    public static Task<IReadOnlyList<FraudAssessments.Fund>> FundsAsync(Work work) =>
        work.QueryAsync<FraudAssessments.Fund>("select f.Id, f.Name from Fund f order by f.Name, f.Id");

    // What the close-out received, as the ledger of the award has it.
    private const string RecoveredSql = "case when c.FromCloseOut = 1 then coalesce(k.Received, 0) else c.Recovered end";

    private const string Sql = $"""
        select    c.Id, c.Number, c.FundId, f.Name as Fund, c.ApplicationId, a.Reference, o.Name as Organisation, c.State, c.FoundOn, c.Loss, c.Prevented, c.FromCloseOut, {RecoveredSql} as Recovered, c.ClosedAt, c.Version
        from      FraudCase c
        join      Fund f on f.Id = c.FundId
        left join Application a on a.Id = c.ApplicationId
        left join Organisation o on o.Id = a.OrganisationId
        left join Award w on w.ApplicationId = c.ApplicationId
        left join CloseOut k on k.AwardId = w.Id
        """;
}
