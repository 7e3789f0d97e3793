using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Year end: what is done and what is missing before a year is signed off, what was decided on each area's underspend, and how the
/// year was signed, locked and reopened.</summary>
public static class YearEndQueries
{
    public sealed record Event
    {
        public required string Kind { get; init; }
        public required string Reason { get; init; }
        public required string DoneByName { get; init; }
        public required DateTime DoneAt { get; init; }
    }

    /// <param name="Link">Where it is put right.</param>
    /// <param name="Needs">Who may put it right there. Null: everyone who sees the page may open the link.</param>
    public sealed record Missing(string Text, string Link, Permission? Needs = null);

    /// <param name="Sentence">What is missing, as a sentence. Null: it is done.</param>
    /// <param name="Done">What to say when nothing is missing: not "Done" where there was nothing to do.</param>
    public sealed record Check(YearEndItem Item, string? Sentence, IReadOnlyList<Missing> Missing, string Done)
    {
        public bool IsDone => Sentence is null;

        /// <summary>What the reader should know though nothing is missing. Null: nothing.</summary>
        public string? Note { get; init; }
    }

    /// <summary>What was decided on an area's underspend, and posted.</summary>
    public sealed record Decided
    {
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required LedgerRequestKind Kind { get; init; }
        public required string Paper { get; init; }
        public required Money Amount { get; init; }
    }

    /// <summary>Requests for several areas that were made together and wait together.</summary>
    public sealed record Decision(Guid Id, IReadOnlyList<LedgerRequest> Requests)
    {
        public Money Amount => Requests.Sum(request => request.Amount);
    }

    /// <summary>Spending above the limit that has no evidence.</summary>
    public sealed record NoEvidence
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required string Reason { get; init; }
        public required Money Amount { get; init; }
    }

    /// <summary>Evidence that came after the year was signed off.</summary>
    public sealed record LateEvidence
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required int About { get; init; }
        public required string Area { get; init; }
        public required Money Amount { get; init; }
        public required string PostedByName { get; init; }
        public required DateTime PostedAt { get; init; }
    }

    /// <param name="Waiting">The sign-off or reopening that waits for a second person. Null: none.</param>
    /// <param name="AfterLock">Evidence since the newest sheet was signed, while the year is locked.</param>
    public sealed record YearEndPage(
        YearOverview.YearOverviewPage Year,
        IReadOnlyList<Check> Checks,
        IReadOnlyList<Decision> Decisions,
        IReadOnlyList<Decided> Decided,
        IReadOnlyList<(Guid Id, string Name)> WithoutReturns,
        YearRequests.YearRequest? Waiting,
        IReadOnlyList<YearRequests.YearRequest> Requests,
        IReadOnlyList<YearSheets.YearSheet> Sheets,
        IReadOnlyList<LateEvidence> AfterLock,
        IReadOnlyList<Event> Events
    )
    {
        /// <summary>Areas with money left that nobody has decided on.</summary>
        public IReadOnlyList<YearOverview.AreaLine> Undecided => Year.Lines.Where(line => line.Remaining > Money.Zero).ToList();
    }

    public static async Task<YearEndPage> GetAsync(Work work, FinancialYear year)
    {
        var key = new { BudgetYear = year.ToString() };
        var overview = await YearOverview.GetAsync(work, year);
        var requests = await YearRequests.ListAsync(work, year);
        var sheets = await YearSheets.ListAsync(work, year);
        return new(
            overview,
            await ChecksAsync(work, year, overview),
            await DecisionsAsync(work, year),
            await DecidedAsync(work, year),
            WithoutReturns(await ReturnsAsync(work, year, overview)),
            requests.FirstOrDefault(request => request.Status == YearRequestStatus.Waiting),
            requests,
            sheets,
            overview.LockedAt is not null && sheets.Count > 0
                ? await work.QueryAsync<LateEvidence>(LateSql, new { key.BudgetYear, sheets[0].LastNumber })
                : [],
            await work.QueryAsync<Event>(
                "select e.Kind, e.Reason, p.DisplayName as DoneByName, e.DoneAt from LedgerYearEvent e join Person p on p.Id = e.DoneBy where e.BudgetYear = @BudgetYear order by e.DoneAt, e.Id",
                key
            )
        );
    }

    /// <summary>What was posted of the decisions on underspends and not reversed.</summary>
    /// <param name="known">Only transactions up to this number count. Null: all.</param>
    internal static Task<IReadOnlyList<Decided>> DecidedAsync(Work work, FinancialYear year, int? known = null) =>
        work.QueryAsync<Decided>(DecidedSql, new { BudgetYear = year.ToString(), Known = known ?? int.MaxValue });

    /// <summary>Areas that have not certified all the returns that they owe.</summary>
    internal static IReadOnlyList<(Guid Id, string Name)> WithoutReturns(IEnumerable<OwedReturn> returns) =>
        returns.Where(one => !one.IsCertified).Select(one => (one.AreaId, one.Area)).Distinct().ToList();

    /// <summary>Which returns were not certified by their date and raised no alarm. Null: none.</summary>
    internal static string? WithoutAlarm(
        FinancialYear year,
        IEnumerable<OwedReturn> returns,
        IReadOnlyList<CspAlarms.CspAlarm> alarms,
        DateOnly today
    )
    {
        var late = returns
            .Where(one =>
                AlarmRules.IsLate(ReturnRules.DueOn(year, one.Period), one.FirstCertifiedAt is { } at ? LondonTime.DateOf(at) : null, today)
                && !alarms.Any(alarm => alarm.Kind == CspAlarmKind.NoReturn && alarm.AreaId == one.AreaId && alarm.Period == one.Period)
            )
            .ToList();
        return late.Count == 0
            ? null
            : $"{Count(late.Count, "return was", "returns were")} not certified by {(late.Count == 1 ? "its date" : "their dates")} and raised no alarm: {string.Join("; ", late.GroupBy(one => one.Area).Select(area => $"{area.Key}, {string.Join(", ", area.Select(one => one.Period.Name()))}"))}.";
    }

    /// <summary>Year-end decisions that wait for approval.</summary>
    internal static async Task<IReadOnlyList<Decision>> DecisionsAsync(Work work, FinancialYear year)
    {
        var decisions = new List<Decision>();
        foreach (
            var id in await work.QueryAsync<Guid>(
                "select DecisionId from LedgerRequest where BudgetYear = @BudgetYear and Status = 'Waiting' and DecisionId is not null group by DecisionId order by min(RequestedAt), DecisionId",
                new { BudgetYear = year.ToString() }
            )
        )
            decisions.Add(
                new(
                    id,
                    (await LedgerRequestQueries.OfDecisionAsync(work, id))
                        .Where(request => request.Status == LedgerRequestStatus.Waiting)
                        .ToList()
                )
            );
        return decisions;
    }

    /// <summary>What is looked at before the year is signed off, in the order of the list.</summary>
    internal static async Task<IReadOnlyList<Check>> ChecksAsync(Work work, FinancialYear year, YearOverview.YearOverviewPage overview)
    {
        var typed = year.ToString();
        var returns = await ReturnsAsync(work, year, overview);
        var without = await NoEvidenceAsync(work, year);
        var waiting = await work.QueryAsync<LedgerRequest>(LedgerRequestQueries.WaitingSql, new { BudgetYear = typed });
        var promised = await work.QueryAsync<Promise>(PromisedSql, new { BudgetYear = typed });
        var raised = await CspAlarms.OfYearAsync(work, year);
        var alarms = raised.Where(alarm => alarm.IsOpen).ToList();
        var payments = await work.ScalarAsync<int>(PaymentsSql, new { BudgetYear = typed, Limit = LedgerRules.EvidenceLimit });
        var before = YearEndRules.WhyYearBeforeOpen(
            year,
            await work.ScalarAsync<int>(BeforeOpenSql, new { Previous = year.Previous.ToString() }) > 0
        );
        var uncertified = returns.Where(one => !one.IsCertified).ToList();
        var unaccepted = returns.Where(one => one.Status == CspReturnStatus.Certified).ToList();
        var undecided = overview.Lines.Where(line => line.Remaining > Money.Zero).ToList();
        return
        [
            Of(
                YearEndItem.Over,
                YearEndRules.WhyNotOver(year, LondonTime.DateOf(work.Now)) is { } early
                    ? [new(early.Sentence, Links.CspBudgets.Year(typed))]
                    : [],
                YearEndRules.WhyNotOver(year, LondonTime.DateOf(work.Now))?.Sentence ?? ""
            ),
            Of(
                YearEndItem.YearBefore,
                before is null ? [] : [new($"Year end {year.Previous}", Links.CspBudgets.YearEnd(year.Previous.ToString()))],
                before?.Sentence ?? ""
            ),
            Of(
                YearEndItem.ReturnsCertified,
                uncertified.Select(one => new Missing(
                    $"{one.Area}, {one.Period.Name()}",
                    one.Status == CspReturnStatus.Queried ? Links.CspBudgets.ReviewReturn(one.Id!.Value) : Links.CspBudgets.Returns(typed)
                )),
                $"{Count(uncertified.Count, "return is", "returns are")} not certified.",
                returns.Count == 0 ? "None was owed" : "Done"
            ),
            Of(
                YearEndItem.ReturnsAccepted,
                unaccepted.Select(one => new Missing($"{one.Area}, {one.Period.Name()}", Links.CspBudgets.ReviewReturn(one.Id!.Value))),
                $"{Count(unaccepted.Count, "certified return waits", "certified returns wait")} to be accepted or queried.",
                returns.Any(one => one.Status == CspReturnStatus.Accepted) ? "Done" : "None was certified"
            ),
            Of(
                YearEndItem.Evidence,
                without.Select(one => new Missing(
                    $"Number {one.Number}, {one.Area}, {one.Amount}: {one.Reason}",
                    Links.CspBudgets.AddEvidence(one.Id, Links.CspBudgets.YearEnd(typed)),
                    Permission.PostToLedger
                )),
                $"{Count(without.Count, "payment", "payments")} of areas above {LedgerRules.EvidenceLimit}, {without.Sum(one => one.Amount)} in all, {(without.Count == 1 ? "has" : "have")} no evidence.",
                payments == 0 ? "None was so large" : "Done"
            ) with
            {
                Note = await NotLookedAtAsync(work, year),
            },
            Of(
                YearEndItem.Requests,
                waiting.Select(one => new Missing($"{one.Title}, {one.Amount}", Links.CspBudgets.Request(one.Id))),
                $"{waiting.Count} {(waiting.Count == 1 ? "request of this year waits" : "requests of this year wait")} for approval. Approve, refuse or withdraw {(waiting.Count == 1 ? "it" : "them")} first.",
                "None waits"
            ),
            Of(
                YearEndItem.Projects,
                promised.Select(one => new Missing(
                    $"{one.Area}, {one.Name}: {one.Amount}",
                    one.IsProject ? Links.CspBudgets.Project(one.Id) : Links.CspBudgets.Area(typed, one.AreaId)
                )),
                $"{promised.Sum(one => one.Amount)} is committed or earmarked. Finish the projects, and spend or release the earmarks, first.",
                "Nothing is"
            ),
            Of(
                YearEndItem.Alarms,
                alarms.Select(one => new Missing($"{one.Area}, {one.Period.Name()}: {one.Kind.Name()}", Links.CspBudgets.Alarm(one.Id))),
                $"{Count(alarms.Count, "alarm is", "alarms are")} open. Close {(alarms.Count == 1 ? "it" : "them")} first.",
                raised.Count == 0 ? "None was raised" : "Done"
            ) with
            {
                Note = WithoutAlarm(year, returns, raised, LondonTime.DateOf(work.Now)),
            },
            Of(
                YearEndItem.Pools,
                Pools(overview),
                LedgerRules.WhyNotLockedYet(year, overview.Across.PoolLeft, overview.Across.CentralLeft, overview.NotGivenOut)?.Sentence
                    ?? ""
            ),
            Of(
                YearEndItem.Underspends,
                undecided.Select(line =>
                    line.Free > Money.Zero
                        ? new Missing($"{line.Area}, {line.Remaining}", Links.CspBudgets.YearEndDecisions(typed), Permission.PostToLedger)
                        : new Missing($"{line.Area}, {line.Remaining}", Links.CspBudgets.Area(typed, line.AreaId))
                ),
                $"First decide what happens to the underspend of {string.Join(", ", undecided.Select(line => line.Area))}",
                overview.Total.Returned == Money.Zero ? "Nothing is left" : "Done"
            ),
            await PaymentsAsync(work, overview),
        ];
    }

    /// <summary>Whose payments the check of evidence does not look at. Null: there were none.</summary>
    internal static async Task<string?> NotLookedAtAsync(Work work, FinancialYear year, int? known = null)
    {
        var other = await work.FindAsync<OtherRow>(
            OtherPaymentsSql,
            new
            {
                BudgetYear = year.ToString(),
                Limit = LedgerRules.EvidenceLimit,
                Known = known ?? int.MaxValue,
            }
        );
        return other.Payments == 0
            ? null
            : $"Only what areas paid themselves was looked at. The ledger keeps no evidence for payments out of the central pot and contributions to hosted schemes: {Count(other.Payments, "was", "were")} above {LedgerRules.EvidenceLimit}, {other.Amount} in all.";
    }

    /// <summary>Whether money is on its way to a lead council, and whether one holds what its area may not keep.</summary>
    private static async Task<Check> PaymentsAsync(Work work, YearOverview.YearOverviewPage overview)
    {
        var lines = (await AreaPayments.OfYearAsync(work, overview)).Lines;
        var coming = lines.Where(line => line.Money.Requested > line.Money.Paid).ToList();
        var over = lines.Where(line => line.Money.PaidOver > Money.Zero).ToList();
        Missing At(AreaPayments.AreaLine line, string text) =>
            new($"{line.Area}: {text}", Links.Payments.Area(overview.Year.ToString(), line.AreaId));
        List<string> sentences = [];
        if (coming.Count > 0)
            sentences.Add($"{coming.Sum(line => line.Money.Requested - line.Money.Paid)} is requested or on its way to lead councils.");
        if (over.Count > 0)
            sentences.Add($"Lead councils were paid {over.Sum(line => line.Money.PaidOver)} more than they may keep.");
        return Of(
            YearEndItem.Payments,
            [
                .. coming.Select(line => At(line, $"{line.Money.Requested - line.Money.Paid} is requested or on its way")),
                .. over.Select(line =>
                    At(line, $"paid {line.Money.PaidOver} more than it may keep. Recover it, or set it against {overview.Year.Next}")
                ),
            ],
            string.Join(" ", sentences)
        );
    }

    private static Check Of(YearEndItem item, IEnumerable<Missing> missing, string sentence, string done = "Done")
    {
        var list = missing.ToList();
        return new(item, list.Count == 0 ? null : sentence, list, done);
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static IEnumerable<Missing> Pools(YearOverview.YearOverviewPage overview)
    {
        var typed = overview.Year.ToString();
        if (overview.Across.PoolLeft > Money.Zero)
            yield return new(
                $"In the pooled underspend: {overview.Across.PoolLeft}",
                Links.CspBudgets.NewRequest(typed, LedgerRequestKind.PoolToNextYear)
            );
        if (overview.Across.CentralLeft > Money.Zero)
            yield return new(
                $"In the central pot: {overview.Across.CentralLeft}",
                Links.CspBudgets.NewRequest(typed, LedgerRequestKind.CentralPayment)
            );
        if (overview.NotGivenOut > Money.Zero)
            yield return new(
                $"Not allocated from the underspend of {overview.Year.Previous}: {overview.NotGivenOut}",
                Links.CspBudgets.ShareOut(typed)
            );
    }

    internal static Task<IReadOnlyList<NoEvidence>> NoEvidenceAsync(Work work, FinancialYear year) =>
        work.QueryAsync<NoEvidence>(NoEvidenceSql, new { BudgetYear = year.ToString(), Limit = LedgerRules.EvidenceLimit });

    /// <summary>A return that an area with an allocation owes. Status null: nobody has prepared it.</summary>
    public sealed record OwedReturn(
        Guid AreaId,
        string Area,
        ReturnPeriod Period,
        Guid? Id,
        CspReturnStatus? Status,
        DateTime? CertifiedAt,
        DateTime? DecidedAt,
        DateTime? FirstCertifiedAt
    )
    {
        public bool IsCertified => Status is CspReturnStatus.Certified or CspReturnStatus.Accepted;
    }

    internal static async Task<IReadOnlyList<OwedReturn>> ReturnsAsync(
        Work work,
        FinancialYear year,
        YearOverview.YearOverviewPage overview
    )
    {
        var sent = (
            await work.QueryAsync<ReturnRow>(
                "select t.Id, t.AreaId, t.Period, t.Status, t.CertifiedAt, t.DecidedAt, coalesce((select min(v.CertifiedAt) from CspReturnVersion v where v.ReturnId = t.Id), t.CertifiedAt) as FirstCertifiedAt from CspReturn t where t.BudgetYear = @BudgetYear",
                new { BudgetYear = year.ToString() }
            )
        ).ToDictionary(row => (row.AreaId, row.Period));
        var periods = await QuarterlyReturnQueries.PeriodsAsync(work, year);
        return (
            from line in overview.Lines
            where line.Allocation > Money.Zero
            from period in periods
            let row = sent.GetValueOrDefault((line.AreaId, period))
            select new OwedReturn(
                line.AreaId,
                line.Area,
                period,
                row?.Id,
                row?.Status,
                row?.CertifiedAt,
                row?.DecidedAt,
                row?.FirstCertifiedAt
            )
        ).ToList();
    }

    private const string NoEvidenceSql = """
        select   t.Id, t.Number, t.EffectiveOn, a.AreaId, a.Name as Area, t.Reason, e.Amount
        from     LedgerTransaction t
        join     LedgerEntry e on e.TransactionId = t.Id
        join     LedgerAccount a on a.Id = e.AccountId and a.Kind = 'Spent'
        where    t.BudgetYear = @BudgetYear and t.Kind = 'Expenditure' and e.Amount > @Limit
                 and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id)
                 and not exists (select 1 from LedgerTransaction v where v.EvidencesId = t.Id and not exists (select 1 from LedgerTransaction r where r.ReversesId = v.Id))
        order by t.Number
        """;
    private const string PaymentsSql = """
        select count(*)
        from   LedgerTransaction t
        join   LedgerEntry e on e.TransactionId = t.Id
        join   LedgerAccount a on a.Id = e.AccountId and a.Kind in ('Spent', 'Evidenced')
        where  t.BudgetYear = @BudgetYear and t.Kind = 'Expenditure' and e.Amount > @Limit
               and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id)
        """;
    private const string OtherPaymentsSql = """
        select count(*) as Payments, coalesce(sum(e.Amount), 0) as Amount
        from   LedgerTransaction t
        join   LedgerEntry e on e.TransactionId = t.Id
        join   LedgerAccount a on a.Id = e.AccountId and a.Kind in ('Payee', 'HostedScheme')
        where  t.BudgetYear = @BudgetYear and t.Kind <> 'Reversal' and e.Amount > @Limit and t.Number <= @Known
               and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id and r.Number <= @Known)
        """;

    /// <summary>The year before is open, and an area had money in it.</summary>
    private const string BeforeOpenSql = """
        select count(*)
        from   LedgerYear y
        where  y.BudgetYear = @Previous and y.LockedAt is null
               and exists (select 1 from LedgerAccount a where a.BudgetYear = y.BudgetYear and a.Kind = 'Area' and a.Entries > 0)
        """;
    private const string DecidedSql = """
        select   a.AreaId, c.Name as Area, r.Kind, r.Paper, -sum(e.Amount) as Amount
        from     LedgerTransaction t
        join     LedgerRequest r on r.Id = t.RequestId and r.Kind in ('Return', 'CarryForward', 'Keep')
        join     LedgerEntry e on e.TransactionId = t.Id and e.Amount < 0
        join     LedgerAccount a on a.Id = e.AccountId and a.Kind = 'Area'
        join     CspArea c on c.Id = a.AreaId
        where    t.BudgetYear = @BudgetYear and t.Number <= @Known
                 and not exists (select 1 from LedgerTransaction x where x.ReversesId = t.Id and x.Number <= @Known)
        group by c.Position, a.AreaId, c.Name, r.Kind, r.Paper
        order by c.Position, c.Name, r.Kind, r.Paper
        """;
    private const string PromisedSql = """
        select   p.Id, 1 as IsProject, p.AreaId, a.Name as Area, p.Name, p.Committed as Amount
        from     CspProject p
        join     CspArea a on a.Id = p.AreaId
        where    p.BudgetYear = @BudgetYear and p.Committed > 0
        union all
        select   k.Id, 0, k.AreaId, a.Name, k.Purpose, k.Remaining
        from     LedgerEarmark k
        join     CspArea a on a.Id = k.AreaId
        where    k.BudgetYear = @BudgetYear and k.Remaining > 0
        order by Area, IsProject desc, Name
        """;
    private const string LateSql = """
        select   t.Id, t.Number, x.Number as About, a.Name as Area, e.Amount, p.DisplayName as PostedByName, t.PostedAt
        from     LedgerTransaction t
        join     LedgerTransaction x on x.Id = t.EvidencesId
        join     LedgerEntry e on e.TransactionId = t.Id and e.Amount > 0
        join     LedgerAccount a on a.Id = e.AccountId
        join     Person p on p.Id = t.PostedBy
        where    t.BudgetYear = @BudgetYear and t.Kind = 'Evidence' and t.Number > @LastNumber
        order by t.Number
        """;

    private sealed record OtherRow
    {
        public required int Payments { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record Promise
    {
        public required Guid Id { get; init; }
        public required bool IsProject { get; init; }
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required string Name { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record ReturnRow
    {
        public required Guid Id { get; init; }
        public required Guid AreaId { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required CspReturnStatus Status { get; init; }
        public DateTime? CertifiedAt { get; init; }
        public DateTime? DecidedAt { get; init; }
        public DateTime? FirstCertifiedAt { get; init; }
    }
}
