using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>What is paid to the lead councils of the areas, beside what the areas spend. No payment is in the ledger, so nothing here is
/// counted as expenditure.</summary>
public static class AreaPayments
{
    /// <param name="LeadCouncil">Who is paid; null: nobody is named.</param>
    /// <param name="OwnBasis">The area is not paid like the others.</param>
    public sealed record AreaLine(Guid AreaId, string Area, string? LeadCouncil, bool OwnBasis, AreaMoney Money);

    /// <param name="SetBy">Null: nobody set it, so the portal's default counts.</param>
    public sealed record BasisOfAll(AreaPaymentBasis Basis, string? SetBy, DateTime? SetAt);

    /// <param name="AsAt">The day up to which payments and spending count; null: all.</param>
    public sealed record AreaPaymentsYear(
        FinancialYear Year,
        DateOnly? AsAt,
        DateTime? LockedAt,
        BasisOfAll Basis,
        IReadOnlyList<AreaLine> Lines
    )
    {
        public AreaMoney Total =>
            Lines
                .Select(line => line.Money)
                .Aggregate(
                    new AreaMoney
                    {
                        Basis = Basis.Basis,
                        Allocation = Money.Zero,
                        Returned = Money.Zero,
                        Expenditure = Money.Zero,
                    },
                    (sum, money) => sum + money
                );

        /// <summary>There is something to show: a payment, or a council that can be paid.</summary>
        public bool Any => Lines.Any(line => line.LeadCouncil is not null || line.Money.Requested > Money.Zero);
    }

    /// <summary>A late return without which a person lets the area be paid.</summary>
    public sealed record ReturnException
    {
        public required string BudgetYear { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required string Reason { get; init; }
        public required string GivenByName { get; init; }
        public required DateTime GivenAt { get; init; }
    }

    /// <summary>Money that a lead council paid back.</summary>
    public sealed record Repayment
    {
        public required Money Amount { get; init; }
        public required DateOnly ReceivedOn { get; init; }
        public required string Reference { get; init; }
        public required string RecordedByName { get; init; }
    }

    /// <param name="Account">The lead council's account in use; null: none is confirmed.</param>
    /// <param name="Overdue">Late returns that hold payments to the area.</param>
    /// <param name="WhySpentOnly">Why only what was spent is paid; null: it is paid as its setting says.</param>
    public sealed record AreaPaymentsPage(
        FinancialYear Year,
        AreaLine Line,
        Guid? LeadOrganisationId,
        string? RemittanceEmail,
        BankDetailsQueries.MyBankDetails? Account,
        IReadOnlyList<AwardPayments.Payment> Payments,
        IReadOnlyList<string> Holds,
        IReadOnlyList<OverdueReturn> Overdue,
        IReadOnlyList<ReturnException> Exceptions,
        IReadOnlyList<Repayment> Repayments,
        string? WhySpentOnly
    );

    /// <summary>An area with its payments and what is asked back, for the people who report for it.</summary>
    public sealed record MyAreaPayments(
        AreaLine Line,
        IReadOnlyList<AwardPayments.Payment> Payments,
        IReadOnlyList<RecoveryInvoiceQueries.InvoiceRow> Invoices
    );

    /// <summary>Every area of a year that has been read; on the day of its figures.</summary>
    public static async Task<AreaPaymentsYear> OfYearAsync(Work work, YearOverview.YearOverviewPage year)
    {
        // Only years with payments can leave a council with money in hand.
        var earlier = await work.QueryAsync<string>(
            "select BudgetYear from Payment where BudgetYear < @BudgetYear group by BudgetYear order by BudgetYear",
            new { BudgetYear = year.Year.ToString() }
        );
        IReadOnlyDictionary<Guid, Money> inHand = new Dictionary<Guid, Money>();
        foreach (var before in earlier)
        {
            var lines = (
                await OfYearAsync(work, await YearOverview.GetAsync(work, FinancialYear.Parse(before)!.Value, year.AsAt), inHand)
            ).Lines;
            // On a day, what was on its way was not in hand yet.
            // An area that is not in this year keeps what it had in hand until a year of its own or of its successor.
            inHand = inHand
                .Where(pair => lines.All(line => line.AreaId != pair.Key))
                .Concat(
                    lines.Select(line =>
                        KeyValuePair.Create(line.AreaId, year.AsAt is null ? line.Money.InHandNext : line.Money.HeldForNext)
                    )
                )
                .ToDictionary();
        }
        return await OfYearAsync(work, year, inHand);
    }

    /// <param name="before">What each area had in hand at the end of the year before, by the areas of then.</param>
    private static async Task<AreaPaymentsYear> OfYearAsync(
        Work work,
        YearOverview.YearOverviewPage year,
        IReadOnlyDictionary<Guid, Money> before
    )
    {
        var key = new { BudgetYear = year.Year.ToString(), Until = year.AsAt ?? DateOnly.MaxValue };
        var leads = (await work.QueryAsync<LeadRow>(LeadSql)).ToDictionary(row => row.AreaId);
        var sums = (await work.QueryAsync<SumRow>(SumsSql, key)).ToDictionary(row => row.AreaId);
        var settings = await work.QueryAsync<BasisRow>(BasisSql, key);
        var all = settings.LastOrDefault(row => row.AreaId is null);
        var kept = (await work.QueryAsync<AmountRow>(KeptSql, key)).ToDictionary(row => row.AreaId, row => row.Amount);
        var back = (await work.QueryAsync<AmountRow>(PaidBackSql, key)).ToDictionary(row => row.AreaId, row => row.Amount);
        var writtenOff = (
            await work.QueryAsync<AmountRow>(
                WrittenOffSql,
                new
                {
                    key.BudgetYear,
                    UntilAt = year.AsAt is { } last ? LondonTime.ToUtc(last.AddDays(1), TimeOnly.MinValue) : work.Now.AddDays(1),
                }
            )
        ).ToDictionary(row => row.AreaId, row => row.Amount);
        var inHand = before
            .Where(pair => pair.Value > Money.Zero)
            .GroupBy(pair => InYear(pair.Key), pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.Sum(amount => amount));
        var today = LondonTime.DateOf(work.Now);
        var basis = new BasisOfAll(all?.Basis ?? AreaPaymentRules.DefaultBasis, all?.SetBy, all?.SetAt);
        return new(
            year.Year,
            year.AsAt,
            year.LockedAt,
            basis,
            year.Lines.Select(line =>
                {
                    var own = settings.LastOrDefault(row => row.AreaId == line.AreaId)?.Basis;
                    var sum = sums.GetValueOrDefault(line.AreaId);
                    return new AreaLine(
                        line.AreaId,
                        line.Area,
                        leads[line.AreaId].LeadCouncil,
                        own is not null,
                        new()
                        {
                            Basis = own ?? basis.Basis,
                            Allocation = line.Allocation,
                            Returned = line.Returned,
                            KeptForNext = kept.GetValueOrDefault(line.AreaId),
                            Expenditure = line.Expenditure,
                            SpentOnly = WhySpentOnly(year.Year, year.LockedAt, leads[line.AreaId], today) is not null,
                            InHand = inHand.GetValueOrDefault(line.AreaId),
                            Requested = sum?.Requested ?? Money.Zero,
                            Approved = sum?.Approved ?? Money.Zero,
                            Paid = sum?.Paid ?? Money.Zero,
                            PaidBack = back.GetValueOrDefault(line.AreaId),
                            WrittenOff = writtenOff.GetValueOrDefault(line.AreaId),
                        }
                    );
                })
                .ToList()
        );

        // The area itself, or the one of this year that it became part of.
        Guid InYear(Guid area)
        {
            while (leads[area] is { SuccessorId: { } next, ValidTo: { } last } && last < year.Year.Start)
                area = next;
            return area;
        }
    }

    public static async Task<AreaPaymentsYear> OfYearAsync(Work work, FinancialYear year) =>
        await OfYearAsync(work, await YearOverview.GetAsync(work, year));

    public static async Task<AreaPaymentsPage> GetAsync(Work work, FinancialYear year, Guid area)
    {
        var view = await OfYearAsync(work, year);
        var line = LineOf(view, area);
        var lead = await LeadAsync(work, area);
        var key = new { area, BudgetYear = year.ToString() };
        return new(
            year,
            line,
            lead.LeadOrganisationId,
            lead.RemittanceEmail,
            lead.LeadOrganisationId is { } council
                ? (await BankDetailsQueries.OfAsync(work, council)).FirstOrDefault(one => one.State == BankState.Confirmed)
                : null,
            await PaymentsAsync(work, year, area),
            await HoldsAsync(work, year, area, payee: null),
            await OverdueAsync(work, year, area),
            await work.QueryAsync<ReturnException>(
                ExceptionsSql,
                new
                {
                    area,
                    key.BudgetYear,
                    Before = year.Previous.ToString(),
                }
            ),
            await work.QueryAsync<Repayment>(
                "select r.Amount, r.ReceivedOn, r.Reference, p.DisplayName as RecordedByName from AreaRepayment r join Person p on p.Id = r.RecordedBy where r.AreaId = @area and r.BudgetYear = @BudgetYear order by r.ReceivedOn, r.Id",
                key
            ),
            WhySpentOnly(year, view.LockedAt, lead, LondonTime.DateOf(work.Now))
        );
    }

    /// <summary>The areas for which a person reports.</summary>
    public static async Task<IReadOnlyList<MyAreaPayments>> MineAsync(Work work, Actor actor, YearOverview.YearOverviewPage year)
    {
        var mine = (await work.QueryAsync<Guid>("select AreaId from PersonCspArea where PersonId = @Id", new { actor.Id })).ToHashSet();
        List<MyAreaPayments> found = [];
        foreach (var line in (await OfYearAsync(work, year)).Lines.Where(line => mine.Contains(line.AreaId)))
            found.Add(
                new(
                    line,
                    await PaymentsAsync(work, year.Year, line.AreaId),
                    await RecoveryInvoiceQueries.OfAreaAsync(work, year.Year.ToString(), line.AreaId)
                )
            );
        return found;
    }

    internal static async Task<AreaMoney> MoneyAsync(Work work, FinancialYear year, Guid area) =>
        (await NamedMoneyAsync(work, year, area)).Money;

    internal static async Task<(string Area, AreaMoney Money)> NamedMoneyAsync(Work work, FinancialYear year, Guid area)
    {
        var line = LineOf(await OfYearAsync(work, year), area);
        return (line.Area, line.Money);
    }

    /// <summary>Everything that holds a payment to an area's lead council.</summary>
    /// <param name="payee">The council that the payment names; null: none is requested yet.</param>
    internal static async Task<IReadOnlyList<string>> HoldsAsync(Work work, FinancialYear year, Guid area, Guid? payee)
    {
        var lead = await LeadAsync(work, area);
        List<string> holds = [.. AreaPaymentRules.WhyHeld(lead.Area, lead.LeadOrganisationId, payee, await OverdueAsync(work, year, area))];
        if ((payee ?? lead.LeadOrganisationId) is { } council)
            holds.AddRange(await PaymentHolds.OfPayeeAsync(work, council));
        return holds;
    }

    /// <summary>Why a payment that was requested cannot be approved now; null: it can.</summary>
    /// <param name="again">Of what is approved, what is this payment itself.</param>
    internal static async Task<Refusal?> WhyCannotApproveAsync(Work work, AwardPayments.Payment payment, Money again)
    {
        var view = await OfYearAsync(work, FinancialYear.Parse(payment.BudgetYear)!.Value);
        var line = LineOf(view, payment.AreaId!.Value);
        return AreaPaymentRules.WhyPastCeiling(line.Area, line.Money, payment.Amount, line.Money.Approved - again);
    }

    internal static Task<LeadRow> LeadAsync(Work work, Guid area) => work.FindAsync<LeadRow>(LeadSql + " where c.Id = @area", new { area });

    private static AreaLine LineOf(AreaPaymentsYear year, Guid area) =>
        year.Lines.FirstOrDefault(line => line.AreaId == area) ?? throw new NotFoundException("No such area in this year");

    private static string? WhySpentOnly(FinancialYear year, DateTime? lockedAt, LeadRow lead, DateOnly today) =>
        AreaPaymentRules.WhySpentOnly(lead.Area, year, lockedAt is not null, lead.ValidTo, today);

    private static Task<IReadOnlyList<AwardPayments.Payment>> PaymentsAsync(Work work, FinancialYear year, Guid area) =>
        work.QueryAsync<AwardPayments.Payment>(
            AwardPayments.PaymentSql + " where p.AreaId = @area and p.BudgetYear = @BudgetYear order by p.RequestedAt, p.Id",
            new { area, BudgetYear = year.ToString() }
        );

    /// <summary>The returns that are late, of this year and of the one before, locked or not, but for those that a person
    /// excepted.</summary>
    internal static async Task<IReadOnlyList<OverdueReturn>> OverdueAsync(Work work, FinancialYear year, Guid area)
    {
        var key = new
        {
            area,
            Before = year.Previous.ToString(),
            BudgetYear = year.ToString(),
        };
        var years = await work.QueryAsync<string>(
            "select BudgetYear from LedgerYear where BudgetYear in (@Before, @BudgetYear) order by BudgetYear",
            key
        );
        var excepted = (await work.QueryAsync<ReturnException>(ExceptionsSql, key)).Select(one => (one.BudgetYear, one.Period)).ToHashSet();
        List<OverdueReturn> late = [];
        foreach (var one in years.Select(text => FinancialYear.Parse(text)!.Value))
        {
            var returns = await QuarterlyReturnQueries.GetAsync(work, Actor.Portal, one, ownOnly: false);
            // A year in which the area was allocated nothing has nothing to report.
            late.AddRange(
                returns
                    .Cells.Where(cell => cell.Line.AreaId == area && cell.Line.Allocation > Money.Zero && cell.DaysOverdue > 0)
                    .Where(cell => !excepted.Contains((one.ToString(), cell.Period)))
                    .Select(cell => new OverdueReturn(one, cell.Period, cell.DueOn))
            );
        }
        return late;
    }

    private const string LeadSql = """
        select    c.Id as AreaId, c.Name as Area, c.ValidTo, c.SuccessorId, c.LeadOrganisationId, c.RemittanceEmail, o.Name as LeadCouncil
        from      CspArea c
        left join Organisation o on o.Id = c.LeadOrganisationId
        """;
    private const string SumsSql = """
        select   p.AreaId,
                 sum(case when p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid') then p.Amount else 0 end) as Requested,
                 sum(case when p.Status in ('Approved', 'Scheduled', 'Paid') then p.Amount else 0 end) as Approved,
                 sum(case when p.Status = 'Paid' and p.PaidOn <= @Until then p.Amount else 0 end) as Paid
        from     Payment p
        where    p.BudgetYear = @BudgetYear
        group by p.AreaId
        """;
    private const string BasisSql = """
        select   b.AreaId, b.Basis, s.DisplayName as SetBy, b.SetAt
        from     AreaPaymentBasis b
        join     Person s on s.Id = b.SetBy
        where    b.BudgetYear = @BudgetYear
        order by b.SetAt, b.Id
        """;

    // What an area keeps goes to its allocation of the next year. A reversal counts against what it reverses.
    private const string KeptSql = """
        select    a.AreaId, -sum(e.Amount) as Amount
        from      LedgerAccount a
        join      LedgerEntry e on e.AccountId = a.Id and e.EffectiveOn <= @Until
        join      LedgerTransaction t on t.Id = e.TransactionId
        left join LedgerTransaction o on o.Id = t.ReversesId
        join      LedgerRequest r on r.Id = coalesce(o.RequestId, t.RequestId)
        where     a.BudgetYear = @BudgetYear and a.Kind = 'Area' and r.Kind = 'Keep' and r.BudgetYear = @BudgetYear
        group by  a.AreaId
        """;
    private const string PaidBackSql = """
        select   r.AreaId, sum(r.Amount) as Amount
        from     AreaRepayment r
        where    r.BudgetYear = @BudgetYear and r.ReceivedOn <= @Until
        group by r.AreaId
        """;
    private const string WrittenOffSql = """
        select   i.AreaId, sum(f.Amount) as Amount
        from     RecoveryInvoice i
        join     RecoveryWriteOff f on f.InvoiceId = i.Id
        where    i.Kind = 'Area' and i.BudgetYear = @BudgetYear and f.State = 'Approved' and f.DecidedAt < @UntilAt
        group by i.AreaId
        """;
    private const string ExceptionsSql = """
        select   e.BudgetYear, e.Period, e.Reason, p.DisplayName as GivenByName, e.GivenAt
        from     AreaReturnException e
        join     Person p on p.Id = e.GivenBy
        where    e.AreaId = @area and e.BudgetYear in (@Before, @BudgetYear)
        order by e.BudgetYear, e.GivenAt, e.Period
        """;

    private sealed record AmountRow
    {
        public required Guid AreaId { get; init; }
        public required Money Amount { get; init; }
    }

    internal sealed record LeadRow
    {
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }

        /// <summary>The area's last day; null: it goes on.</summary>
        public DateOnly? ValidTo { get; init; }
        public Guid? SuccessorId { get; init; }
        public Guid? LeadOrganisationId { get; init; }
        public string? RemittanceEmail { get; init; }
        public string? LeadCouncil { get; init; }
    }

    private sealed record SumRow
    {
        public required Guid AreaId { get; init; }
        public required Money Requested { get; init; }
        public required Money Approved { get; init; }
        public required Money Paid { get; init; }
    }

    private sealed record BasisRow
    {
        public Guid? AreaId { get; init; }
        public AreaPaymentBasis? Basis { get; init; }
        public required string SetBy { get; init; }
        public required DateTime SetAt { get; init; }
    }
}
