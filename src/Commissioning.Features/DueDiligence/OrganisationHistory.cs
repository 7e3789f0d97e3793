using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What happened before with the organisation of an application, on all records that are one organisation: its other applications
/// with each check, condition and return, its accounts, and what of it matters now.</summary>
public static class OrganisationHistory
{
    public sealed record Earlier
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Fund { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required DateTime SubmittedAt { get; init; }
        public required int IsDecided { get; init; }

        /// <summary>Null: no award.</summary>
        public Money? Awarded { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public DateOnly? EndsOn { get; init; }
        public AwardEnd? EndedHow { get; init; }
        public DateTime? EndedAt { get; init; }

        /// <summary>Of what is to be paid back, what has not come. Null: its close-out is not begun.</summary>
        public Money? Owed { get; init; }
        public DateOnly? PayBy { get; init; }

        public IReadOnlyList<Check> Checks { get; init; } = [];
        public IReadOnlyList<Condition> Conditions { get; init; } = [];

        public string Outcome =>
            Status == ApplicationStatus.Withdrawn ? "Withdrawn"
            : Awarded is { } sum ? $"{sum} awarded{(EndedHow is { } how ? $", {AwardRules.InWords(how)}" : "")}"
            : IsDecided > 0 ? "Not funded"
            : "Waiting for a decision";

        public bool IsOwedAt(DateOnly today) => Owed > Money.Zero && PayBy < today;
    }

    public sealed record Check
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }
        public required CheckKind Kind { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public DateTime? SecondAt { get; init; }
        public string Result =>
            DueDiligenceRules.Name(Status) + (Status == CheckStatus.Fail && SecondAt is null ? ", not checked a second time" : "");
    }

    public sealed record Condition
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }

        /// <summary>Wanted, Given, Accepted or NotNeeded.</summary>
        public required string State { get; init; }
        public string InWords =>
            State switch
            {
                "Wanted" => "not given",
                "Given" => "given, not looked at",
                _ => "met",
            };
    }

    public sealed record Account
    {
        public required string Organisation { get; init; }
        public required string LastFour { get; init; }
        public required BankState State { get; init; }
        public required DateTime GivenAt { get; init; }
        public string? DecidedNote { get; init; }
        public string InWords =>
            State switch
            {
                BankState.Given => "Waits for finance",
                BankState.Refused => "Refused",
                BankState.Replaced => "Replaced",
                _ => "Confirmed",
            };
    }

    /// <param name="Applications">All others of the organisation, the newest first.</param>
    /// <param name="Matters">What of it matters for the next application.</param>
    public sealed record Page(
        IReadOnlyList<Earlier> Applications,
        IReadOnlyList<Account> Accounts,
        IReadOnlyList<PastMatter> Matters,
        IReadOnlyList<ReturnLateness> Returns,
        DateOnly Today
    )
    {
        /// <summary>Its applications in rounds of before the portal, newest first.</summary>
        public IReadOnlyList<Funds.PastRounds.PastApplication> BroughtIn { get; init; } = [];

        /// <summary>What there is to say of the returns of the grant of this application itself.</summary>
        public IEnumerable<string> OwnReturns =>
            Returns.Where(one => Applications.All(row => row.Reference != one.Reference)).Select(one => one.InWords(Today)!);

        /// <summary>What there is to say of the returns of one application.</summary>
        public IEnumerable<string> ReturnsOf(Earlier row) =>
            Returns
                .Where(one => one.Reference == row.Reference)
                .Select(one => one.InWords(Today)!)
                .Concat(
                    Matters
                        .Where(matter => matter.Kind is PastKind.SentBack or PastKind.CorrectedDown && matter.SubjectId == row.Id)
                        .Select(matter => matter.Sentence)
                );
    }

    public static async Task<Page> GetAsync(Work work, ApplicationChecks.CheckedApplication application)
    {
        var keys = new { application.OrganisationId, Application = application.Id };
        var today = ApplicationChecks.Today(work);
        var checks = (await work.QueryAsync<Check>(ChecksSql, keys)).ToLookup(row => row.ApplicationId);
        var conditions = (await work.QueryAsync<Condition>(ConditionsSql, keys)).ToLookup(row => row.ApplicationId);
        var applications = (await work.QueryAsync<Earlier>(ApplicationsSql, keys))
            .Select(row => row with { Checks = checks[row.Id].ToList(), Conditions = conditions[row.Id].ToList() })
            .ToList();
        var accounts = await work.QueryAsync<Account>(AccountsSql, keys);
        List<PastMatter> matters =
        [
            .. applications.SelectMany(row => OfApplication(row, applications, today)),
            .. await ReturnsAsync(work, keys),
            .. (await work.QueryAsync<ClosedRow>(ConcernsSql, keys)).Select(row => new PastMatter(
                PastKind.ConcernClosed,
                row.Id.ToString("N"),
                "",
                $"A concern about this organisation was closed on {LondonTime.Date(row.ClosedAt)}. Ask the lead for concerns"
            )),
            .. accounts
                .Where(row => row.State == BankState.Refused)
                .Select(row => new PastMatter(
                    PastKind.AccountRefused,
                    row.LastFour,
                    "",
                    $"Finance refused the account ending {row.LastFour} of {row.Organisation}"
                )),
        ];
        return new(applications, accounts, matters, await CrossCheckQueries.LatenessAsync(work, application.OrganisationId), today)
        {
            BroughtIn = await Funds.PastRounds.OfOrganisationAsync(work, application.OrganisationId),
        };
    }

    private static IEnumerable<PastMatter> OfApplication(Earlier row, IReadOnlyList<Earlier> all, DateOnly today)
    {
        foreach (var check in row.Checks.Where(check => check.CheckedOn is not null))
        {
            var on = check.CheckedOn!.Value;
            if (check is { Status: CheckStatus.Fail, SecondAt: not null })
                yield return new(
                    PastKind.Failed,
                    check.Id.ToString("N"),
                    row.Reference,
                    PastRules.Failed(row.Reference, check.Name, check.Kind, on, check.Note),
                    row.Id
                );
            // One that was met since is a pass of the same check, here or later.
            if (
                check.Status == CheckStatus.Condition
                && row.IsDecided > 0
                && !all.SelectMany(one => one.Checks)
                    .Any(later =>
                        later.Id != check.Id
                        && (later.Kind, later.Name, later.Status) == (check.Kind, check.Name, CheckStatus.Pass)
                        && later.CheckedOn >= on
                    )
            )
                yield return new(
                    PastKind.ConditionNotMet,
                    check.Id.ToString("N"),
                    row.Reference,
                    PastRules.ConditionNotMet(row.Reference, check.Name, check.Kind, on, check.Note),
                    row.Id
                );
        }
        if (row.AcceptedAt is not null && (row.EndedAt is not null || row.EndsOn < today))
            foreach (var condition in row.Conditions.Where(condition => condition.State == "Wanted"))
                yield return new(
                    PastKind.ConditionNotMet,
                    condition.Id.ToString("N"),
                    row.Reference,
                    $"{row.Reference} never met the condition of its grant: {condition.Name}",
                    row.Id
                );
        if (row.EndedHow is { } how && KindOf(how) is { } ended)
            yield return new(
                ended,
                $"{row.Id:N}|{how}",
                row.Reference,
                $"The grant {row.Reference} {AwardRules.InWords(how)} on {LondonTime.Date(row.EndedAt!.Value)}. The reason stands with the grant",
                row.Id
            );
        if (row.IsOwedAt(today))
            yield return new(
                PastKind.Owes,
                $"{row.Id:N}|owes",
                row.Reference,
                $"{row.Reference} has not paid back {row.Owed}, which was due by {LondonTime.Date(row.PayBy!.Value)}",
                row.Id
            );
    }

    private static PastKind? KindOf(AwardEnd how) =>
        how switch
        {
            AwardEnd.Terminated => PastKind.Terminated,
            AwardEnd.GivenUp => PastKind.GivenUp,
            AwardEnd.OfferWithdrawn => PastKind.OfferWithdrawn,
            _ => null,
        };

    /// <summary>Returns that were sent more than twice, and those in which a figure fell.</summary>
    private static async Task<IEnumerable<PastMatter>> ReturnsAsync(Work work, object keys)
    {
        List<PastMatter> matters = [];
        foreach (var sent in (await work.QueryAsync<SentRow>(SentSql, keys)).GroupBy(row => row.Id))
        {
            var row = sent.First();
            var which = $"{row.Reference}: its {CrossCheckQueries.Which(row.Kind, row.PeriodFrom, row.PeriodTo)}";
            if (sent.Count() > 2)
                matters.Add(
                    new(
                        PastKind.SentBack,
                        $"{row.Id:N}|back",
                        row.Reference,
                        $"{which} was sent back {sent.Count() - 1} times",
                        row.ApplicationId
                    )
                );
            if (PastRules.CorrectedDown(sent.Select(one => (one.Content.Spent, one.Content.PeopleNew)).ToList()) is { } fell)
                matters.Add(
                    new(
                        PastKind.CorrectedDown,
                        $"{row.Id:N}|down",
                        row.Reference,
                        $"{which} was sent again with lower figures: {fell}",
                        row.ApplicationId
                    )
                );
        }
        return matters;
    }

    private sealed record ClosedRow
    {
        public required Guid Id { get; init; }
        public required DateTime ClosedAt { get; init; }
    }

    private sealed record SentRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required ReturnCopy Content { get; init; }
    }

    private const string ApplicationsSql =
        LinkedOrganisations.Sql
        + """
            select    a.Id, a.Reference, f.Name as Fund, a.ProjectName, o.Name as Organisation, a.Status, a.SubmittedAt,
                      (select count(*) from DecisionLine l where l.ApplicationId = a.Id and l.SupersededBy is null and l.DeferredUntil is null) as IsDecided,
                      w.Amount as Awarded, w.AcceptedAt, coalesce(w.EndsOn, a.EndsOn) as EndsOn, w.EndedHow, w.EndedAt,
                      c.ToReturn - coalesce(c.ReuseSpent, c.Reused) - c.Received as Owed, c.PayBy
            from      Body y
            join      Organisation o on o.Id = y.Id
            join      Application a on a.OrganisationId = o.Id
            join      Round r on r.Id = a.RoundId
            join      Fund f on f.Id = r.FundId
            left join Award w on w.ApplicationId = a.Id
            left join CloseOut c on c.AwardId = w.Id
            where     a.Id <> @Application and a.Number is not null and a.SubmittedAt is not null
            order by  a.SubmittedAt desc, a.Id
            """;

    private const string ChecksSql =
        LinkedOrganisations.Sql
        + """
            select   c.Id, c.ApplicationId, c.Name, c.Kind, c.Status, c.Note, c.CheckedOn, c.SecondAt
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     DueDiligenceCheck c on c.ApplicationId = a.Id
            where    a.Id <> @Application and c.Status <> 'NotApplicable'
            order by a.SubmittedAt desc, a.Id, c.Position
            """;

    private const string ConditionsSql =
        LinkedOrganisations.Sql
        + """
            select   n.Id, w.ApplicationId, n.Name, n.State
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     AwardCondition n on n.AwardId = w.Id
            where    a.Id <> @Application and n.State <> 'NotNeeded'
            order by a.SubmittedAt desc, a.Id, n.Position
            """;

    private const string AccountsSql =
        LinkedOrganisations.Sql
        + """
            select   o.Name as Organisation, b.LastFour, b.State, b.GivenAt, b.DecidedNote
            from     Body y
            join     Organisation o on o.Id = y.Id
            join     BankDetails b on b.OrganisationId = o.Id
            order by b.GivenAt desc, b.Id
            """;

    private const string SentSql =
        LinkedOrganisations.Sql
        + """
            select   m.Id, a.Id as ApplicationId, a.Reference, m.Kind, m.PeriodFrom, m.PeriodTo, v.Content
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     MonitoringReturn m on m.AwardId = w.Id
            join     ReturnVersion v on v.ReturnId = m.Id
            where    a.Id <> @Application and exists (select 1 from ReturnVersion s where s.ReturnId = m.Id and s.Number = 2)
            order by m.DueOn desc, m.Id, v.Number
            """;

    private const string ConcernsSql =
        LinkedOrganisations.Sql
        + """
            select   c.Id, c.ClosedAt
            from     Body y
            join     Concern c on c.OrganisationId = y.Id
            where    c.ClosedAt is not null
            order by c.ClosedAt desc, c.Id
            """;
}
