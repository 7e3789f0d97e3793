using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.CspBudgets;

/// <summary>The sheets by which years were signed off, each as it was signed, and whether the ledger still agrees with it.</summary>
public static class YearSheets
{
    public sealed record YearSheet
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }

        /// <summary>Number of the newest transaction that its figures know.</summary>
        public required int LastNumber { get; init; }
        public required string Sha256 { get; init; }
        public required bool IsDeputy { get; init; }
        public required string ProposedByName { get; init; }
        public required DateTime ProposedAt { get; init; }
        public required string SignedByName { get; init; }
        public required DateTime SignedAt { get; init; }

        /// <summary>When the year was reopened after it. Null: it was not.</summary>
        public DateTime? ReopenedAt { get; init; }
    }

    /// <param name="IsIntact">The stored sheet and its figures still have the hashes that were recorded when it was signed.</param>
    /// <param name="Agrees">The ledger gives the same figures again, up to the sheet's newest transaction.</param>
    /// <param name="EvidenceSince">Evidence that came later. It changes no figure of the sheet.</param>
    /// <param name="PostedSince">Other transactions that were posted later.</param>
    public sealed record SheetDetail(
        YearSheet Sheet,
        LetterDocument Document,
        bool IsIntact,
        bool Agrees,
        int EvidenceSince,
        int PostedSince
    );

    public static string Signatory(bool isDeputy) => isDeputy ? "Deputy section 151 officer" : "Section 151 officer";

    public static Task<IReadOnlyList<YearSheet>> ListAsync(Work work, FinancialYear year) =>
        work.QueryAsync<YearSheet>(Sql + " where s.BudgetYear = @BudgetYear order by s.Number desc", new { BudgetYear = year.ToString() });

    public static async Task<SheetDetail> GetAsync(Work work, Guid id)
    {
        var sheet = await work.FindAsync<YearSheet>(Sql + " where s.Id = @id", new { id });
        var stored = await work.FindAsync<StoredSheet>(
            "select FiguresJson, DocumentJson, DocumentSha256 from LedgerYearSheet where Id = @id",
            new { id }
        );
        var document = LetterDocument.FromJson(stored.DocumentJson);
        var now = await YearFigures.ReadAsync(work, FinancialYear.Parse(sheet.BudgetYear)!.Value, sheet.LastNumber);
        var since = await work.FindAsync<SinceRow>(SinceSql, sheet);
        return new(
            sheet,
            document,
            YearFigures.Sha256(stored.FiguresJson) == sheet.Sha256 && document.Sha256() == stored.DocumentSha256,
            YearFigures.Sha256(now.ToJson()) == sheet.Sha256,
            since.Evidence,
            since.Posted - since.Evidence
        );
    }

    /// <summary>The sheet that would be signed now, for the person who is to sign it.</summary>
    public static async Task<LetterDocument> PreviewAsync(Work work, Office office, YearRequests.YearRequest request) =>
        await DocumentAsync(work, office, request, await NextNumberAsync(work, request.Year), await FiguresAsync(work, request), null);

    /// <summary>Makes the sheet of a sign-off and keeps it.</summary>
    /// <returns>The hash of its figures.</returns>
    internal static async Task<string> AddAsync(
        Work work,
        Office office,
        Actor actor,
        Guid id,
        YearRequests.YearRequest request,
        bool isDeputy
    )
    {
        var figures = await FiguresAsync(work, request);
        var number = await NextNumberAsync(work, request.Year);
        var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { actor.Id });
        var document = await DocumentAsync(work, office, request, number, figures, (name!, isDeputy));
        var hash = YearFigures.Sha256(figures.ToJson());
        await work.ExecuteAsync(
            """
            insert into LedgerYearSheet (Id, BudgetYear, Number, RequestId, LastNumber, FiguresJson, Sha256, DocumentJson, DocumentSha256, IsDeputy, SignedBy, SignedAt)
            values (@id, @BudgetYear, @number, @Request, @LastNumber, @Figures, @hash, @Document, @DocumentSha256, @isDeputy, @By, @Now)
            """,
            new
            {
                id,
                request.BudgetYear,
                number,
                Request = request.Id,
                request.LastNumber,
                Figures = figures.ToJson(),
                hash,
                Document = document.ToJson(),
                DocumentSha256 = document.Sha256(),
                isDeputy,
                By = actor.Id,
                work.Now,
            }
        );
        return hash;
    }

    private static Task<YearFigures> FiguresAsync(Work work, YearRequests.YearRequest request) =>
        YearFigures.ReadAsync(work, request.Year, request.LastNumber);

    private static async Task<int> NextNumberAsync(Work work, FinancialYear year) =>
        await work.ScalarAsync<int>(
            "select coalesce(max(Number), 0) from LedgerYearSheet where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString() }
        ) + 1;

    /// <param name="signed">Who signs it, and whether as a deputy. Null: nobody has signed it yet.</param>
    private static async Task<LetterDocument> DocumentAsync(
        Work work,
        Office office,
        YearRequests.YearRequest request,
        int number,
        YearFigures figures,
        (string Name, bool IsDeputy)? signed
    )
    {
        var year = request.Year;
        var view = await YearOverview.GetAsync(work, year, null, figures.LastNumber);
        var asked = await work.FindAsync<RequestCount>(RequestsSql, new { request.BudgetYear });
        return new()
        {
            Title = $"Sign-off of Community Safety Partnership budgets, {year}, sheet {number}",
            IsPaper = true,
            IsCompact = true,
            Sender = office.Sender,
            Blocks =
            [
                new KeyValues([
                    new("What is signed off", request.Reason),
                    .. request.Exceptions is { } exceptions ? new[] { new Fact("Signed although something is missing", exceptions) } : [],
                    new("Proposed", $"{request.AskedByName}, {LondonTime.DateAndTime(request.AskedAt)}"),
                    new(
                        "Signed",
                        signed is { } by
                            ? $"{by.Name}, {Signatory(by.IsDeputy).ToLowerInvariant()}, {LondonTime.DateAndTime(work.Now)}"
                            : "Not signed yet"
                    ),
                    new("Ledger", $"{Count(figures.LastNumber, "transaction", "transactions")}, up to number {figures.LastNumber}"),
                    new(
                        "Requests",
                        $"{asked.Approved} approved, {asked.Refused} refused, {asked.Withdrawn} withdrawn, {asked.Waiting} waiting"
                    ),
                    new("SHA-256 of the figures", YearFigures.Sha256(figures.ToJson())),
                ]),
                PanelTable.AreasOf(view),
                PanelTable.AcrossOf(view),
                .. view.Payees.Count > 0 ? new LetterBlock[] { PanelTable.CentralOf(view) } : [],
                await ReturnsOfAsync(work, year, view),
                .. await AlarmsOfAsync(work, year),
                .. await EvidenceOfAsync(work, year),
                new Signature(request.AskedByName, "Proposed the sign-off"),
                .. signed is { } person ? new LetterBlock[] { new Signature(person.Name, Signatory(person.IsDeputy)) } : [],
            ],
        };
    }

    /// <summary>The returns of each area, with the days on which they were certified and accepted.</summary>
    private static async Task<LetterBlock> ReturnsOfAsync(Work work, FinancialYear year, YearOverview.YearOverviewPage view)
    {
        var returns = await YearEndQueries.ReturnsAsync(work, year, view);
        if (returns.Count == 0)
            return new Paragraph("No area had an allocation, so none owed a return.");
        var periods = returns.Select(one => one.Period).Distinct().Order().ToList();
        return new Figures(
            "Returns, with the days on which they were certified and accepted",
            [new("Area"), .. periods.Select(period => new Column(Capital(period.Name())))],
            returns
                .GroupBy(one => (one.AreaId, one.Area))
                .Select(area =>
                    (IReadOnlyList<string>)[area.Key.Area, .. periods.Select(period => Dates(area.Single(one => one.Period == period)))]
                )
                .ToList()
        );
    }

    private static string Dates(YearEndQueries.OwedReturn sent) =>
        sent.Status switch
        {
            CspReturnStatus.Certified => $"{Day(sent.CertifiedAt)}, not accepted",
            CspReturnStatus.Accepted => $"{Day(sent.CertifiedAt)}, {Day(sent.DecidedAt)}",
            _ => "Not certified",
        };

    private static async Task<IReadOnlyList<LetterBlock>> AlarmsOfAsync(Work work, FinancialYear year)
    {
        var alarms = await CspAlarms.OfYearAsync(work, year);
        return alarms.Count == 0
            ? [new Paragraph("No alarm was raised.")]
            :
            [
                new Figures(
                    "Alarms",
                    [new("Area and period"), new("Alarm"), new("Raised"), new("Closed"), new("What was done")],
                    alarms
                        .Select(alarm =>
                            (IReadOnlyList<string>)
                                [
                                    $"{alarm.Area}, {alarm.Period.Name()}",
                                    Capital(alarm.Sentence),
                                    Day(alarm.RaisedAt),
                                    alarm.ClosedAt is { } closed ? Day(closed) : "Open",
                                    alarm.Action is { } action ? $"{action.Name()} ({alarm.Authority})" : "",
                                ]
                        )
                        .ToList()
                ),
            ];
    }

    private static async Task<IReadOnlyList<LetterBlock>> EvidenceOfAsync(Work work, FinancialYear year)
    {
        var missing = await YearEndQueries.NoEvidenceAsync(work, year);
        return missing.Count == 0
            ? [new Paragraph($"There was evidence for all spending above {LedgerRules.EvidenceLimit} when this was signed.")]
            :
            [
                new Figures(
                    $"Spending above {LedgerRules.EvidenceLimit} without evidence when this was signed",
                    [new("Number"), new("Date"), new("Area"), new("What"), new("Amount", true)],
                    missing
                        .Select(one =>
                            (IReadOnlyList<string>)
                                [$"{one.Number}", LondonTime.Date(one.EffectiveOn), one.Area, one.Reason, one.Amount.ToString()]
                        )
                        .ToList(),
                    ["Total", "", "", "", missing.Sum(one => one.Amount).ToString()]
                ),
            ];
    }

    private static string Day(DateTime? at) =>
        at is { } known ? LondonTime.DateOf(known).ToString("d MMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")) : "";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private const string Sql = """
        select    s.Id, s.BudgetYear, s.Number, s.LastNumber, s.Sha256, s.IsDeputy, q.DisplayName as ProposedByName, r.AskedAt as ProposedAt, p.DisplayName as SignedByName, s.SignedAt,
                  (select min(e.DoneAt) from LedgerYearEvent e where e.BudgetYear = s.BudgetYear and e.Kind = 'Reopened' and e.DoneAt >= s.SignedAt) as ReopenedAt
        from      LedgerYearSheet s
        join      LedgerYearRequest r on r.Id = s.RequestId
        join      Person p on p.Id = s.SignedBy
        join      Person q on q.Id = r.AskedBy
        """;
    private const string SinceSql = """
        select count(*) as Posted, coalesce(sum(case when Kind = 'Evidence' then 1 else 0 end), 0) as Evidence
        from   LedgerTransaction
        where  BudgetYear = @BudgetYear and Number > @LastNumber
        """;
    private const string RequestsSql = """
        select coalesce(sum(case when Status = 'Approved' then 1 else 0 end), 0) as Approved, coalesce(sum(case when Status = 'Refused' then 1 else 0 end), 0) as Refused,
               coalesce(sum(case when Status = 'Withdrawn' then 1 else 0 end), 0) as Withdrawn, coalesce(sum(case when Status = 'Waiting' then 1 else 0 end), 0) as Waiting
        from   LedgerRequest
        where  BudgetYear = @BudgetYear
        """;

    private sealed record StoredSheet
    {
        public required string FiguresJson { get; init; }
        public required string DocumentJson { get; init; }
        public required string DocumentSha256 { get; init; }
    }

    private sealed record SinceRow
    {
        public required int Posted { get; init; }
        public required int Evidence { get; init; }
    }

    private sealed record RequestCount
    {
        public required int Approved { get; init; }
        public required int Refused { get; init; }
        public required int Withdrawn { get; init; }
        public required int Waiting { get; init; }
    }
}
