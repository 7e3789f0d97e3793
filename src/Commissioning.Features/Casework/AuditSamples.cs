using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>Samples for audit: those that were drawn, and what a new one is drawn from.</summary>
public static class AuditSamples
{
    public sealed record Sample
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required SampleSource Source { get; init; }
        public required SampleMethod Method { get; init; }
        public required DateOnly FromDay { get; init; }
        public required DateOnly ToDay { get; init; }
        public required string Seed { get; init; }
        public required int Size { get; init; }
        public required int PopulationCount { get; init; }
        public required Money PopulationTotal { get; init; }
        public required string PopulationSha256 { get; init; }
        public required string DrawnByName { get; init; }
        public required DateTime DrawnAt { get; init; }
        public required int Items { get; init; }
        public required Money ItemsTotal { get; init; }
    }

    public sealed record Item
    {
        public required int Position { get; init; }
        public Guid? PaymentId { get; init; }
        public Guid? TransactionId { get; init; }

        /// <summary>Of the payment. Null: it is paid to an area, or a posting.</summary>
        public Guid? AwardId { get; init; }
        public required string Stratum { get; init; }
        public required DateOnly OnDay { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public required Money Amount { get; init; }

        /// <summary>Of a posting, for its page.</summary>
        public string? BudgetYear { get; init; }

        public string Page => PaymentId is { } payment ? Links.Payments.One(payment) : Links.CspBudgets.Ledger(BudgetYear!);
    }

    /// <param name="IsSame">Whether the period holds the same payments and postings as when the sample was drawn.</param>
    public sealed record SampleDetail(Sample Sample, IReadOnlyList<Item> Items, bool IsSame);

    /// <summary>A payment or posting of a period with what the sample keeps of it.</summary>
    public sealed record Candidate
    {
        public required Guid Id { get; init; }
        public required bool IsPayment { get; init; }
        public required string Fund { get; init; }
        public required DateOnly OnDay { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public required Money Amount { get; init; }

        public SampleUnit Unit => new(Id, Fund, Amount);
    }

    public static Task<IReadOnlyList<Sample>> ListAsync(Work work) => work.QueryAsync<Sample>(SampleSql + " order by s.Number desc");

    public static async Task<SampleDetail> GetAsync(Work work, Guid sample)
    {
        var found = await work.FindAsync<Sample>(SampleSql + " where s.Id = @sample", new { sample });
        var now = await PopulationAsync(work, found.Source, found.FromDay, found.ToDay);
        return new(
            found,
            await work.QueryAsync<Item>(ItemsSql, new { sample }),
            SampleRules.Fingerprint(now.Select(one => one.Unit)) == found.PopulationSha256
        );
    }

    public static async Task<IReadOnlyList<Candidate>> PopulationAsync(Work work, SampleSource source, DateOnly from, DateOnly to)
    {
        var population = new List<Candidate>();
        var period = new { from, to };
        if (source != SampleSource.AreaSpending)
            population.AddRange(await work.QueryAsync<Candidate>(PaymentsSql, period));
        if (source != SampleSource.Payments)
            population.AddRange(await work.QueryAsync<Candidate>(PostingsSql, period));
        return population.Where(one => one.Amount > Money.Zero).ToList();
    }

    /// <summary>The sample and its items as two tables: the index of its evidence.</summary>
    public static IReadOnlyList<Figures> Index(SampleDetail view) =>
        [
            new(
                "Sample",
                [new("What"), new("Value")],
                [
                    ["Number", $"{view.Sample.Number}"],
                    ["Drawn from", view.Sample.Source.Name()],
                    ["Period", $"{LondonTime.Date(view.Sample.FromDay)} to {LondonTime.Date(view.Sample.ToDay)}"],
                    ["Method", view.Sample.Method.Name()],
                    ["Seed", view.Sample.Seed],
                    ["Asked for", $"{view.Sample.Size}"],
                    ["Drawn", $"{view.Items.Count}"],
                    ["Population", $"{view.Sample.PopulationCount}"],
                    ["Population in pounds", view.Sample.PopulationTotal.ToInput()],
                    ["SHA-256 of the population", view.Sample.PopulationSha256],
                    ["Drawn by", view.Sample.DrawnByName],
                    ["Drawn at", LondonTime.DateAndTime(view.Sample.DrawnAt)],
                ]
            ),
            Table(view),
        ];

    public static byte[] Xlsx(SampleDetail view) => FiguresWorkbook.Write(Index(view));

    public static Figures Table(SampleDetail view) =>
        new(
            "Items",
            [new("Number"), new("Reference"), new("Paid to"), new("Day"), new("Amount", true), new("Stratum"), new("Folder")],
            view.Items.Select(item =>
                    (IReadOnlyList<string>)
                        [
                            $"{item.Position}",
                            item.Reference,
                            item.Payee,
                            LondonTime.Date(item.OnDay),
                            item.Amount.ToString(),
                            item.Stratum,
                            FolderOf(item),
                        ]
                )
                .ToList(),
            ["Total", "", "", "", view.Items.Sum(item => item.Amount).ToString(), "", ""]
        )
        {
            Links = view.Items.Select(item => (IReadOnlyList<string?>)[item.Page]).ToList(),
        };

    /// <summary>Where the evidence of an item stands in the ZIP.</summary>
    public static string FolderOf(Item item) => $"{item.Position:000} {DownloadProjectFile.SafeName(item.Reference)}";

    private const string SampleSql = """
        select s.Id, s.Number, s.Source, s.Method, s.FromDay, s.ToDay, s.Seed, s.Size, s.PopulationCount, s.PopulationTotal, s.PopulationSha256, p.DisplayName as DrawnByName, s.DrawnAt,
               (select count(*) from AuditSampleItem i where i.SampleId = s.Id) as Items, (select coalesce(sum(i.Amount), 0) from AuditSampleItem i where i.SampleId = s.Id) as ItemsTotal
        from   AuditSample s
        join   Person p on p.Id = s.DrawnBy
        """;
    private const string ItemsSql = """
        select    i.Position, i.PaymentId, i.TransactionId, p.AwardId, i.Stratum, i.OnDay, i.Reference, i.Payee, i.Amount, t.BudgetYear
        from      AuditSampleItem i
        left join Payment p on p.Id = i.PaymentId
        left join LedgerTransaction t on t.Id = i.TransactionId
        where     i.SampleId = @sample
        order by  i.Position
        """;
    private const string PaymentsSql = $"""
        select    p.Id, 1 as IsPayment, coalesce(f.Name, 'Areas') as Fund, p.PaidOn as OnDay, {PaymentSubject.ReferenceSql} as Reference, o.Name as Payee, p.Amount
        from      Payment p
        {PaymentSubject.JoinSql}
        left join Round n on n.Id = w.RoundId
        left join Fund f on f.Id = n.FundId
        where     p.Status in ('Paid', 'Returned') and p.PaidOn between @from and @to
        order by  p.PaidOn, p.Id
        """;
    private const string PostingsSql = """
        select    t.Id, 0 as IsPayment, 'Areas'' ledger' as Fund, t.EffectiveOn as OnDay, concat('Ledger ', t.BudgetYear, ' ', t.Number) as Reference,
                  coalesce((select max(c.Name) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join CspArea c on c.Id = a.AreaId where e.TransactionId = t.Id), 'No area') as Payee,
                  (select coalesce(sum(case when e.Amount > 0 then e.Amount else 0 end), 0) from LedgerEntry e where e.TransactionId = t.Id) as Amount
        from      LedgerTransaction t
        where     t.Kind = 'Expenditure' and t.EffectiveOn between @from and @to
        order by  t.EffectiveOn, t.Id
        """;
}
