using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Payments ready for the bank, and the payment runs already made.</summary>
public static class PaymentRunQueries
{
    public const int PageSize = 25;

    public sealed record PaymentRun
    {
        public required Guid Id { get; init; }
        public required string Number { get; init; }

        /// <summary>The control totals: number of payments and their sum.</summary>
        public required int Payments { get; init; }
        public required Money Total { get; init; }
        public required DateOnly PayOn { get; init; }
        public required string MadeBy { get; init; }
        public required DateTime MadeAt { get; init; }
        public string? Sha256 { get; init; }
        public string? SentBy { get; init; }
        public DateTime? SentAt { get; init; }
        public string? ResultBy { get; init; }
        public DateTime? ResultAt { get; init; }
        public required int Version { get; init; }
        public string? ReleasedBy { get; init; }
        public DateTime? ReleasedAt { get; init; }

        /// <summary>Why somebody who took part may release it.</summary>
        public string? ExceptReason { get; init; }
        public Guid? ExceptedById { get; init; }
        public string? ExceptedBy { get; init; }
        public DateTime? ExceptedAt { get; init; }
    }

    /// <param name="Ready">Approved, and nothing holds them.</param>
    /// <param name="OnHold">Approved, with everything that holds each.</param>
    /// <param name="NextDay">The next working day after today.</param>
    public sealed record PaymentRunQueue(
        IReadOnlyList<AwardPayments.Payment> Ready,
        IReadOnlyList<(AwardPayments.Payment Payment, IReadOnlyList<string> Holds)> OnHold,
        IReadOnlyList<PaymentRun> PaymentRuns,
        int Page,
        int Pages,
        DateOnly NextDay
    );

    /// <param name="WhyNoFile">What must be set or corrected before a file can be downloaded; null: it can.</param>
    /// <param name="Blank">A blank result file to fill in, where the bank sends none.</param>
    public sealed record PaymentRunDetail(
        PaymentRun PaymentRun,
        IReadOnlyList<AwardPayments.Payment> Payments,
        string? WhyNoFile,
        string Blank
    );

    /// <summary>The most approved payments on one page, oldest first. Each checks its holds, and larger payment runs are
    /// impractical.</summary>
    public const int MostListed = 100;

    private const string WaitingSql = """
         where    p.Id in (select n.Id from (select x.Id, row_number() over (order by x.DecidedAt, x.Id) as Place from Payment x where x.Status = 'Approved') n where n.Place <= @MostListed)
        order by p.DecidedAt, Reference, p.Id
        """;

    public static async Task<PaymentRunQueue> ListAsync(Work work, Office office, int page)
    {
        var waiting = await work.QueryAsync<AwardPayments.Payment>(AwardPayments.PaymentSql + WaitingSql, new { MostListed });
        var checkedOnes = new List<(AwardPayments.Payment Payment, IReadOnlyList<string> Holds)>();
        foreach (var payment in waiting)
            checkedOnes.Add((payment, await PaymentHolds.GetAsync(work, payment)));
        var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from PaymentRun") + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new PaymentRunQueue(
            checkedOnes.Where(pair => pair.Holds.Count == 0).Select(pair => pair.Payment).ToList(),
            checkedOnes.Where(pair => pair.Holds.Count > 0).ToList(),
            await work.QueryAsync<PaymentRun>(ListSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
            page,
            pages,
            NextDay(office, LondonTime.DateOf(work.Now))
        );
    }

    /// <summary>The next working day after today on which the bank can pay.</summary>
    private static DateOnly NextDay(Office office, DateOnly today) =>
        WorkingDays.After(today, 1) is var next && office.BankFile.FirstPayDay(today) is var first && first > next ? first : next;

    public static async Task<PaymentRunDetail> GetAsync(Work work, Office office, Guid run)
    {
        var found = await FindAsync(work, run);
        var payments = await PaymentsAsync(work, run);
        var blank =
            $"payment run,{found.Number},{found.Total.ToInput()}\n{string.Join(',', ReadBankResult.Columns)}\n"
            + string.Concat(
                payments.Select(payment => $"{payment.BankReference},{payment.Amount.ToInput()},PAID,{found.PayOn:yyyy-MM-dd},\n")
            );
        return new PaymentRunDetail(found, payments, WhyNoFile(found) ?? OriginatorOf(office).WhyNot, blank);
    }

    internal static Task<PaymentRun> FindAsync(Work work, Guid run) => work.FindAsync<PaymentRun>(Sql + " where b.Id = @run", new { run });

    internal static Task<IReadOnlyList<AwardPayments.Payment>> PaymentsAsync(Work work, Guid run) =>
        work.QueryAsync<AwardPayments.Payment>(
            AwardPayments.PaymentSql + " where p.RunId = @run order by p.BankReference, p.Id",
            new { run }
        );

    internal static string? WhyNoFile(PaymentRun run) =>
        run.Payments == 0 ? "Every payment was removed from this payment run, so it has no file"
        : run.ResultAt is { } at ? $"The bank's result was read on {LondonTime.Date(at)}, so you cannot download the file again"
        : null;

    /// <summary>The account that payments come from, or what an administrator must configure.</summary>
    internal static (BankAccount? Account, string? WhyNot) OriginatorOf(Office office)
    {
        var (account, wrong) = BankRules.Read(office.OriginatingName, office.OriginatingSortCode, office.OriginatingAccount);
        return account is not null
            ? (account, null)
            : (
                null,
                $"Set Portal__OriginatingSortCode, Portal__OriginatingAccount and Portal__OriginatingName to the account that grants are paid from. {wrong[0].Sentence}"
            );
    }

    internal const string Sql = """
        select    b.Id, b.Number, b.Payments, b.Total, b.PayOn, m.DisplayName as MadeBy, b.MadeAt, b.Sha256, s.DisplayName as SentBy, b.SentAt, r.DisplayName as ResultBy, b.ResultAt, b.Version, l.DisplayName as ReleasedBy, b.ReleasedAt, b.ExceptReason, b.ExceptedBy as ExceptedById, e.DisplayName as ExceptedBy, b.ExceptedAt
        from      PaymentRun b
        join      Person m on m.Id = b.MadeBy
        left join Person s on s.Id = b.SentBy
        left join Person r on r.Id = b.ResultBy
        left join Person l on l.Id = b.ReleasedBy
        left join Person e on e.Id = b.ExceptedBy
        """;

    private const string ListSql =
        """
            with Numbered as (select Id, row_number() over (order by Number desc) as RowNumber from PaymentRun)
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = b.Id
            where     n.RowNumber between @First and @Last
            order by  n.RowNumber
            """;
}
