using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The files that the bank answered, what each item does, and what is left for a person.</summary>
public static class BankAnswers
{
    public const int PageSize = 25;

    public sealed record Answer
    {
        public required Guid Id { get; init; }
        public required AnswerKind Kind { get; init; }
        public required string Name { get; init; }

        /// <summary>Of its items, the same for the same items under any name.</summary>
        public required string Sha256 { get; init; }
        public required int Items { get; init; }
        public required string ReadBy { get; init; }
        public required DateTime ReadAt { get; init; }
        public string? AppliedBy { get; init; }
        public DateTime? AppliedAt { get; init; }

        /// <summary>Items that wait for a person.</summary>
        public required int LeftOver { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Item
    {
        public required Guid Id { get; init; }
        public required Guid AnswerId { get; init; }
        public required int Position { get; init; }
        public required AnswerItemKind Kind { get; init; }
        public required string Reference { get; init; }
        public Money? Amount { get; init; }
        public required DateOnly Day { get; init; }
        public string? LastFour { get; init; }
        public string? Code { get; init; }
        public string? Reason { get; init; }
        public required AnswerItemState State { get; init; }
        public string? Outcome { get; init; }
        public string? BankReference { get; init; }
        public Guid? PaymentId { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }

        public AnswerItem Read =>
            new()
            {
                Position = Position,
                Kind = Kind,
                Reference = Reference,
                Amount = Amount,
                Day = Day,
                LastFour = LastFour,
                Code = Code,
                Reason = Reason,
            };
    }

    public sealed record AnswerList(IReadOnlyList<Answer> Answers, int Page, int Pages);

    /// <param name="Matched">What applying it would do; empty once it is applied.</param>
    public sealed record AnswerView(Answer Answer, IReadOnlyList<Item> Items, IReadOnlyList<MatchedItem> Matched)
    {
        /// <summary>What the person sees, so that nothing else is applied.</summary>
        public string Shown => ShownOf(Matched);
    }

    internal static string ShownOf(IReadOnlyList<MatchedItem> matched) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        matched.Select(one =>
                            $"{one.Item.Position}|{one.Outcome}|{string.Join(',', one.Payments.Select(payment => payment.Id))}|{one.Sentence}"
                        )
                    )
                )
            )
        );

    public static async Task<AnswerList> ListAsync(Work work, int page)
    {
        var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from BankAnswer") + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new(await work.QueryAsync<Answer>(ListSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }), page, pages);
    }

    public static async Task<AnswerView> GetAsync(Work work, Guid answer)
    {
        var found = await FindAsync(work, answer);
        var items = await ItemsAsync(work, answer);
        return new(found, items, found.AppliedAt is null ? await MatchAsync(work, items.Select(item => item.Read).ToList()) : []);
    }

    public static async Task<(Item Item, Answer Answer)> OneAsync(Work work, Guid item)
    {
        var found = await work.FindAsync<Item>(ItemSql + " where i.Id = @item", new { item });
        return (found, await FindAsync(work, found.AnswerId));
    }

    internal static Task<Answer> FindAsync(Work work, Guid answer) => work.FindAsync<Answer>(Sql + " where a.Id = @answer", new { answer });

    internal static Task<IReadOnlyList<Item>> ItemsAsync(Work work, Guid answer) =>
        work.QueryAsync<Item>(ItemSql + " where i.AnswerId = @answer order by i.Position, i.Id", new { answer });

    /// <summary>What each item does to the payments as they are now.</summary>
    internal static async Task<IReadOnlyList<MatchedItem>> MatchAsync(Work work, IReadOnlyList<AnswerItem> items)
    {
        var payments = new Dictionary<Guid, AnsweredPayment>();
        foreach (var run in items.Select(item => RunOf(item.Reference)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            await AddAsync(" where h.Number = @run", new { run });
        var bare = items.Where(item => item.Reference.Length == 0 && item.Kind != AnswerItemKind.Other).ToList();
        if (bare.Count > 0)
            // Two months: a payment comes back within days.
            await AddAsync(
                " where h.PayOn between @From and @To and p.Status in ('Scheduled', 'Paid')",
                new { From = bare.Min(item => item.Day).AddDays(-62), To = bare.Max(item => item.Day).AddDays(31) }
            );
        return BankAnswerRules.Match(items, payments.Values.OrderBy(payment => payment.BankReference, StringComparer.Ordinal).ToList());

        async Task AddAsync(string where, object about)
        {
            foreach (var payment in await work.QueryAsync<AnsweredPayment>(PaymentsSql + where + " order by p.BankReference, p.Id", about))
                payments.TryAdd(payment.Id, payment);
        }
    }

    /// <summary>The payment that a person names by its reference; null: there is none.</summary>
    internal static Task<AnsweredPayment?> PaymentAsync(Work work, string reference) =>
        work.FindOrDefaultAsync<AnsweredPayment>(PaymentsSql + " where p.BankReference = @reference", new { reference });

    /// <summary>The number of the run in a reference of one of its payments, or the reference itself.</summary>
    private static string? RunOf(string reference) =>
        BankAnswerRules.IsOurs(reference) ? reference[..reference.LastIndexOf('-')]
        : reference.Length is > 0 and <= 20 ? reference
        : null;

    private const string PaymentsSql = """
        select    p.Id, p.BankReference, p.Amount, p.Status, p.PaidOn, p.Version, b.LastFour, o.Name as Organisation, case when b.State = 'Confirmed' then 1 else 0 end as InUse, h.Number as RunNumber, h.PayOn, h.MadeAt as RunMadeAt, h.SentAt
        from      Payment p
        join      PaymentRun h on h.Id = p.RunId
        join      BankDetails b on b.Id = p.BankDetailsId
        join      Organisation o on o.Id = b.OrganisationId
        """;

    private const string Sql = """
        select    a.Id, a.Kind, a.Name, a.Sha256, a.Items, r.DisplayName as ReadBy, a.ReadAt, q.DisplayName as AppliedBy, a.AppliedAt, (select count(*) from BankAnswerItem i where i.AnswerId = a.Id and i.State = 'Left') as LeftOver, a.Version
        from      BankAnswer a
        join      Person r on r.Id = a.ReadBy
        left join Person q on q.Id = a.AppliedBy
        """;

    private const string ListSql =
        """
            with Numbered as (select Id, row_number() over (order by ReadAt desc, Id) as RowNumber from BankAnswer)
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = a.Id
            where    n.RowNumber between @First and @Last
            order by n.RowNumber
            """;

    private const string ItemSql = """
        select    i.Id, i.AnswerId, i.Position, i.Kind, i.Reference, i.Amount, i.BookedOn as Day, i.LastFour, i.Code, i.Reason, i.State, i.Outcome, p.BankReference, i.PaymentId, d.DisplayName as DecidedBy, i.DecidedAt, i.DecidedNote
        from      BankAnswerItem i
        left join Payment p on p.Id = i.PaymentId
        left join Person d on d.Id = i.DecidedBy
        """;
}
