using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The checks of one application: what each found, on what evidence, who checked and when (R28), and the tier with its reasons
/// (R29).</summary>
public static class ApplicationChecks
{
    public sealed record CheckedApplication
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required Money AmountRequested { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public required bool IsOnPaper { get; init; }
        public DateTime? DecidedAt { get; init; }
    }

    public sealed record Check
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required int Position { get; init; }
        public required string Name { get; init; }
        public required string Guidance { get; init; }
        public required CheckKind Kind { get; init; }
        public required CheckTier Tier { get; init; }
        public required int ValidMonths { get; init; }
        public required CheckHold Holds { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
        public string? Source { get; init; }
        public Guid? EvidenceFileId { get; init; }
        public string? EvidenceName { get; init; }
        public Guid? CheckedById { get; init; }
        public string? CheckedBy { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public DateOnly? ExpiresOn { get; init; }

        /// <summary>The application from whose check this result was carried over.</summary>
        public string? CarriedFrom { get; init; }
        public string? SecondBy { get; init; }
        public DateTime? SecondAt { get; init; }
        public string? SecondNote { get; init; }
        public required int Version { get; init; }

        /// <summary>What was found and belongs to this check.</summary>
        public IReadOnlyList<Findings.Finding> Findings { get; init; } = [];

        public CheckState State =>
            new(Status, SecondAt is not null, Holds, ExpiresOn)
            {
                WaitsForFindings =
                    Status != CheckStatus.NotApplicable
                    && FindingRules.WhyCannotRecord(Status, Findings.Select(finding => finding.State).ToList()) is not null,
            };
    }

    public sealed record Tiering
    {
        public required CheckTier Tier { get; init; }
        public required string Reasons { get; init; }
        public Guid? OwnerId { get; init; }
        public string? Owner { get; init; }
        public string? OverriddenBy { get; init; }
        public required int Version { get; init; }
    }

    /// <param name="Tiering">Null until the tier is determined, a few seconds after submission.</param>
    /// <param name="OtherFindings">Those that belong to no check of the round and hold only the payment.</param>
    /// <param name="Today">The date in the UK.</param>
    public sealed record ChecksPage(
        CheckedApplication Application,
        Tiering? Tiering,
        IReadOnlyList<Check> Checks,
        IReadOnlyList<Findings.Finding> OtherFindings,
        DateOnly Today
    )
    {
        public IEnumerable<Findings.Finding> Findings => Checks.SelectMany(check => check.Findings).Concat(OtherFindings);

        /// <summary>What was found and belongs to any check of the same kind: where a round has two cross-checks, neither is clean while
        /// one of them has an open finding.</summary>
        internal IReadOnlyCollection<FindingState> StatesFor(Check check) => DueDiligence.Findings.StatesFor(check, Checks);

        public IEnumerable<Check> Open(CheckHold holds) => Checks.Where(check => check.Holds == holds && !check.State.IsDone(Today));
    }

    public static async Task<ChecksPage> GetAsync(Work work, Guid application)
    {
        var (checks, others) = await WithFindingsAsync(work, application);
        return new(
            await ApplicationAsync(work, application),
            await work.FindOrDefaultAsync<Tiering>(TieringSql, new { application }),
            checks,
            others,
            Today(work)
        );
    }

    public static async Task<(CheckedApplication Application, Check Check)> OneAsync(Work work, Guid check)
    {
        var application = (await work.FindAsync<Check>(CheckSql + " where c.Id = @check", new { check })).ApplicationId;
        var (checks, _) = await WithFindingsAsync(work, application);
        return (await ApplicationAsync(work, application), checks.Single(one => one.Id == check));
    }

    private static async Task<(IReadOnlyList<Check> Checks, IReadOnlyList<Findings.Finding> Others)> WithFindingsAsync(
        Work work,
        Guid application
    )
    {
        var checks = await work.QueryAsync<Check>(
            CheckSql + " where c.ApplicationId = @application order by c.Position",
            new { application }
        );
        return Owned(checks, await DueDiligence.Findings.OfAsync(work, application));
    }

    /// <summary>Gives each finding to the check that waits for it.</summary>
    internal static (IReadOnlyList<Check> Checks, IReadOnlyList<Findings.Finding> Others) Owned(
        IReadOnlyList<Check> checks,
        IReadOnlyList<Findings.Finding> findings
    )
    {
        var owners = checks
            .Where(check => check.Status != CheckStatus.NotApplicable)
            .Select(check => (check.Id, check.Kind, check.Holds))
            .ToList();
        var owned = findings.ToLookup(finding => FindingRules.OwnerOf(finding.Kind, owners));
        return (checks.Select(check => check with { Findings = owned[check.Id].ToList() }).ToList(), owned[null].ToList());
    }

    internal static DateOnly Today(Work work) => DateOnly.FromDateTime(LondonTime.ToLondon(work.Now));

    /// <summary>Recomputes the application's due diligence result from its checks.</summary>
    internal static async Task RefreshAsync(Work work, Guid application)
    {
        // What is found after the decision holds the payment, and leaves the result that was decided on.
        var decided = (await ApplicationAsync(work, application)).DecidedAt is not null;
        var (checks, _) = await WithFindingsAsync(work, application);
        if (decided)
            checks = checks.Select(check => check with { Findings = [] }).ToList();
        var result = DueDiligenceRules.ResultOf(checks.Select(check => check.State).ToList(), Today(work));
        var before = await work.FindAsync<Counted>(
            "select RoundId, Status, DueDiligence from Application where Id = @application",
            new { application }
        );
        await work.ExecuteOneAsync("update Application set DueDiligence = @result where Id = @application", new { application, result });
        var more = (IsFinished(result) ? 1 : 0) - (IsFinished(before.DueDiligence) ? 1 : 0);
        if (more != 0 && before.Status == ApplicationStatus.Submitted)
            await work.ExecuteOneAsync(
                "update RoundTally set Checked = Checked + @more where RoundId = @RoundId",
                new { more, before.RoundId }
            );
    }

    private static bool IsFinished(CheckResult result) => result is not (CheckResult.NotStarted or CheckResult.InProgress);

    private sealed record Counted
    {
        public required Guid RoundId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required CheckResult DueDiligence { get; init; }
    }

    internal static Task<CheckedApplication> ApplicationAsync(Work work, Guid application) =>
        work.FindAsync<CheckedApplication>(
            """
            select a.Id, a.RoundId, a.OrganisationId, a.Reference, a.ProjectName, o.Name as Organisation, a.AmountRequested, a.DueDiligence, case when a.Channel = 'Online' then 0 else 1 end as IsOnPaper, (select max(d.DecidedAt) from Decision d join DecisionLine l on l.DecisionId = d.Id where l.ApplicationId = a.Id) as DecidedAt
            from   Application a
            join   Organisation o on o.Id = a.OrganisationId
            where  a.Id = @application and a.Number is not null
            """,
            new { application }
        );

    internal const string CheckSql = """
        select    c.Id, c.ApplicationId, c.Position, c.Name, c.Guidance, c.Kind, c.Tier, c.ValidMonths, c.Holds, c.Status, c.Note, c.Source, c.EvidenceFileId, s.Name as EvidenceName, c.CheckedBy as CheckedById, p.DisplayName as CheckedBy, c.CheckedOn,
                  c.ExpiresOn, e.Reference as CarriedFrom, q.DisplayName as SecondBy, c.SecondAt, c.SecondNote, c.Version
        from      DueDiligenceCheck c
        left join StoredFile s on s.Id = c.EvidenceFileId
        left join Person p on p.Id = c.CheckedBy
        left join Person q on q.Id = c.SecondBy
        left join DueDiligenceCheck f on f.Id = c.CarriedFrom
        left join Application e on e.Id = f.ApplicationId
        """;
    private const string TieringSql = """
        select    t.Tier, t.Reasons, t.OwnerId, o.DisplayName as Owner, b.DisplayName as OverriddenBy, t.Version
        from      CheckPlan t
        left join Person o on o.Id = t.OwnerId
        left join Person b on b.Id = t.OverriddenBy
        where     t.ApplicationId = @application
        """;
}
