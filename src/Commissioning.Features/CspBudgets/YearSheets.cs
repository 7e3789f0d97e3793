using Commissioning.Domain;
using Commissioning.Domain.Audit;
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

    /// <param name="IsIntact">The stored sheet and what was signed still have the hashes that were recorded, and the audit trail has the
    /// same hash.</param>
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
        var notes = await work.QueryAsync<string>(
            "select Detail from AuditEntry where SubjectId = @Subject and Action = @Action and Detail is not null order by Sequence",
            new { FinancialYear.Parse(sheet.BudgetYear)!.Value.Subject, Action = nameof(AuditAction.LedgerYearLocked) }
        );
        return new(
            sheet,
            document,
            YearFigures.Sha256(stored.FiguresJson) == sheet.Sha256
                && document.Sha256() == stored.DocumentSha256
                && notes.Any(note => note.Contains(sheet.Sha256, StringComparison.Ordinal)),
            YearStatement.FiguresOf(stored.FiguresJson)?.ToJson() == now.ToJson(),
            since.Evidence,
            since.Posted - since.Evidence
        );
    }

    /// <summary>What was signed, as the JSON whose SHA-256 is printed on the sheet.</summary>
    public static async Task<(YearSheet Sheet, string Json)> JsonAsync(Work work, Guid id) =>
        (
            await work.FindAsync<YearSheet>(Sql + " where s.Id = @id", new { id }),
            (await work.ScalarAsync<string>("select FiguresJson from LedgerYearSheet where Id = @id", new { id }))!
        );

    /// <summary>The sheet that would be signed now, for the person who is to sign it.</summary>
    public static async Task<LetterDocument> PreviewAsync(Work work, Office office, YearRequests.YearRequest request) =>
        await DocumentAsync(work, office, request, await NextNumberAsync(work, request.Year), await FiguresAsync(work, request), null);

    /// <summary>Makes the sheet of a sign-off and keeps it.</summary>
    /// <returns>The hash of what was signed.</returns>
    internal static async Task<string> AddAsync(
        Work work,
        Office office,
        Actor actor,
        Guid id,
        YearRequests.YearRequest request,
        YearSignatory signatory
    )
    {
        var figures = await FiguresAsync(work, request);
        var number = await NextNumberAsync(work, request.Year);
        var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { actor.Id });
        var view = await YearOverview.GetAsync(work, request.Year, null, request.LastNumber);
        var statement = new YearStatement(
            request.BudgetYear,
            number,
            request.Reason,
            request.Exceptions,
            (await YearRequests.ExplanationsAsync(work, request.Id)).ToDictionary(one => one.Area, one => one.Text),
            request.AskedByName,
            request.AskedAt,
            name!,
            signatory.Capacity,
            work.Now,
            NamesOf(view),
            figures
        ).ToJson();
        var hash = YearFigures.Sha256(statement);
        var document = await DocumentAsync(work, office, request, number, figures, (name!, signatory.Capacity, hash));
        await work.ExecuteAsync(
            """
            insert into LedgerYearSheet (Id, BudgetYear, Number, RequestId, LastNumber, FiguresJson, Sha256, DocumentJson, DocumentSha256, IsDeputy, SignedBy, SignedAt)
            values (@id, @BudgetYear, @number, @Request, @LastNumber, @Figures, @hash, @Document, @DocumentSha256, @IsDeputy, @By, @Now)
            """,
            new
            {
                id,
                request.BudgetYear,
                number,
                Request = request.Id,
                request.LastNumber,
                Figures = statement,
                hash,
                Document = document.ToJson(),
                DocumentSha256 = document.Sha256(),
                signatory.IsDeputy,
                By = actor.Id,
                work.Now,
            }
        );
        return hash;
    }

    private static Dictionary<Guid, string> NamesOf(YearOverview.YearOverviewPage view) =>
        view
            .Lines.Select(line => (Id: line.AreaId, Name: line.Area))
            .Concat(view.HostedSchemes.Concat(view.Payees).Select(account => (Id: account.Account, account.Name)))
            .ToDictionary(one => one.Id, one => one.Name);

    private static Task<YearFigures> FiguresAsync(Work work, YearRequests.YearRequest request) =>
        YearFigures.ReadAsync(work, request.Year, request.LastNumber);

    private static async Task<int> NextNumberAsync(Work work, FinancialYear year) =>
        await work.ScalarAsync<int>(
            "select coalesce(max(Number), 0) from LedgerYearSheet where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString() }
        ) + 1;

    /// <param name="signed">Who signs it, as what, and the hash of what is signed. Null: nobody has signed it yet.</param>
    private static async Task<LetterDocument> DocumentAsync(
        Work work,
        Office office,
        YearRequests.YearRequest request,
        int number,
        YearFigures figures,
        (string Name, string Capacity, string Hash)? signed
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
            Reference = signed is { } final ? $"CSP {year} sheet {number} {final.Hash}" : $"CSP {year} sheet {number} not signed",
            Blocks =
            [
                new KeyValues([
                    .. await ReplacesAsync(work, request, figures, NamesOf(view)),
                    new("What is signed off", request.Reason),
                    .. request.Exceptions is { } exceptions ? new[] { new Fact("Signed although something is missing", exceptions) } : [],
                    .. (await YearRequests.ExplanationsAsync(work, request.Id)).Select(one => new Fact(
                        $"Returns of {one.Area} are missing",
                        one.Text
                    )),
                    new("Proposed", $"{request.AskedByName}, {LondonTime.DateAndTime(request.AskedAt)}"),
                    new(
                        "Signed",
                        signed is { } by
                            ? $"{by.Name}, {by.Capacity.ToLowerInvariant()}, {LondonTime.DateAndTime(work.Now)}"
                            : "Not signed yet"
                    ),
                    new("Ledger", $"{Count(figures.LastNumber, "transaction", "transactions")}, up to number {figures.LastNumber}"),
                    new(
                        "Requests",
                        $"{asked.Approved} approved, {asked.Refused} refused, {asked.Withdrawn} withdrawn, {asked.Waiting} waiting"
                    ),
                ]),
                PanelTable.AreasOf(view),
                .. view.Total.Contributed == Money.Zero ? Array.Empty<LetterBlock>() : [PanelTable.ContributionsOf(view), SchemesOf(view)],
                .. await DecidedAsync(work, year, figures.LastNumber),
                PanelTable.AcrossOf(view),
                .. view.Payees.Count > 0 ? new LetterBlock[] { PanelTable.CentralOf(view) } : [],
                await ReturnsOfAsync(work, year, view),
                .. await AlarmsOfAsync(work, year, view),
                .. await EvidenceOfAsync(work, year, figures.LastNumber, isSigned: signed is not null),
                new Paragraph(
                    signed is { } kept
                        ? $"SHA-256 of what is signed: {kept.Hash}. To check it, download \"What was signed, as JSON\" beside this sheet and work out the SHA-256 of the file, for example with certutil -hashfile or sha256sum."
                        : "The SHA-256 of what is signed is printed here once it is signed."
                ),
                new Signature(request.AskedByName, $"Proposed the sign-off, {LondonTime.DateAndTime(request.AskedAt)}"),
                .. signed is { } person
                    ? new LetterBlock[] { new Signature(person.Name, $"{person.Capacity}, signed {LondonTime.DateAndTime(work.Now)}") }
                    : [],
            ],
        };
    }

    /// <summary>Which sheet this one replaces, why the year was open again, and what changed. Empty: it is the first.</summary>
    private static async Task<IReadOnlyList<Fact>> ReplacesAsync(
        Work work,
        YearRequests.YearRequest request,
        YearFigures figures,
        Dictionary<Guid, string> names
    )
    {
        var before = (await ListAsync(work, request.Year)).FirstOrDefault(sheet =>
            sheet.SignedAt < work.Now && sheet.ReopenedAt is not null
        );
        if (before is null)
            return [];
        var opened = await work.FirstOrDefaultAsync<OpenedRow>(OpenedSql, new { request.BudgetYear, before.SignedAt });
        var old = YearStatement.FiguresOf((await JsonAsync(work, before.Id)).Json);
        var changes = old is null ? [] : YearFigures.Changes(old, figures, id => names.GetValueOrDefault(id, "Another"));
        return
        [
            new(
                "Replaces",
                $"Sheet {before.Number}, signed by {before.SignedByName} at {LondonTime.DateAndTime(before.SignedAt)}. {(opened is null ? "" : $"The year was reopened at {LondonTime.DateAndTime(opened.DoneAt)}: {opened.AskedByName} asked and {opened.DoneByName} agreed. Reason: {opened.Reason}")}"
            ),
            new($"Figures since sheet {before.Number}", changes.Count == 0 ? "Unchanged" : string.Join("; ", changes)),
        ];
    }

    private static Figures SchemesOf(YearOverview.YearOverviewPage view)
    {
        var schemes = view.HostedSchemes.Where(scheme => scheme.Amount != Money.Zero).ToList();
        return new(
            "Hosted schemes, which received these contributions",
            [new("Scheme"), new("Received", true)],
            schemes.Select(scheme => (IReadOnlyList<string>)[scheme.Name, scheme.Amount.ToString()]).ToList(),
            ["Total", schemes.Sum(scheme => scheme.Amount).ToString()]
        );
    }

    /// <summary>What was decided on each area's underspend.</summary>
    private static async Task<IReadOnlyList<LetterBlock>> DecidedAsync(Work work, FinancialYear year, int known)
    {
        var decided = await YearEndQueries.DecidedAsync(work, year, known);
        return decided.Count == 0
            ? [new Paragraph("No area returned, carried forward or kept an underspend.")]
            :
            [
                new Figures(
                    "What was decided on each area's underspend",
                    [new("Area"), new("Decision"), new("Paper or authority"), new("Amount", true)],
                    decided.Select(one => (IReadOnlyList<string>)[one.Area, one.Kind.Name(), one.Paper, one.Amount.ToString()]).ToList(),
                    ["Total", "", "", decided.Sum(one => one.Amount).ToString()]
                ),
            ];
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
            [new("Area"), .. periods.Select(period => new Column(Sentences.CapitalFirst(period.Name())))],
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

    private static async Task<IReadOnlyList<LetterBlock>> AlarmsOfAsync(Work work, FinancialYear year, YearOverview.YearOverviewPage view)
    {
        var alarms = await CspAlarms.OfYearAsync(work, year);
        var returns = await YearEndQueries.ReturnsAsync(work, year, view);
        IReadOnlyList<LetterBlock> silent = YearEndQueries.WithoutAlarm(year, returns, alarms, LondonTime.DateOf(work.Now)) is { } without
            ? [new Paragraph(without)]
            : [];
        return alarms.Count == 0
            ? [new Paragraph("No alarm was raised."), .. silent]
            :
            [
                .. silent,
                new Figures(
                    "Alarms",
                    [new("Area and period"), new("Alarm"), new("Raised"), new("Closed"), new("What was done")],
                    alarms
                        .Select(alarm =>
                            (IReadOnlyList<string>)
                                [
                                    $"{alarm.Area}, {alarm.Period.Name()}",
                                    Sentences.CapitalFirst(alarm.Sentence),
                                    Day(alarm.RaisedAt),
                                    alarm.ClosedAt is { } closed ? Day(closed) : "Open",
                                    alarm.Action is { } action ? $"{action.Name()} ({alarm.Authority})" : "",
                                ]
                        )
                        .ToList()
                ),
            ];
    }

    private static async Task<IReadOnlyList<LetterBlock>> EvidenceOfAsync(Work work, FinancialYear year, int known, bool isSigned)
    {
        var missing = await YearEndQueries.NoEvidenceAsync(work, year);
        var when = isSigned ? "when this was signed" : "now";
        IReadOnlyList<LetterBlock> other = await YearEndQueries.NotLookedAtAsync(work, year, known) is { } not ? [new Paragraph(not)] : [];
        return missing.Count == 0
            ? [new Paragraph($"There was evidence for each payment of an area above {LedgerRules.EvidenceLimit} {when}."), .. other]
            :
            [
                .. other,
                new Figures(
                    $"Payments of areas above {LedgerRules.EvidenceLimit} without evidence {when}",
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

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private const string Sql = """
        select    s.Id, s.BudgetYear, s.Number, s.LastNumber, s.Sha256, s.IsDeputy, q.DisplayName as ProposedByName, r.AskedAt as ProposedAt, p.DisplayName as SignedByName, s.SignedAt,
                  (select min(e.DoneAt) from LedgerYearEvent e where e.BudgetYear = s.BudgetYear and e.Kind = 'Reopened' and e.DoneAt >= s.SignedAt) as ReopenedAt
        from      LedgerYearSheet s
        join      LedgerYearRequest r on r.Id = s.RequestId
        join      Person p on p.Id = s.SignedBy
        join      Person q on q.Id = r.AskedBy
        """;
    private const string OpenedSql = """
        select   e.DoneAt, e.Reason, p.DisplayName as DoneByName, coalesce(q.DisplayName, p.DisplayName) as AskedByName
        from     LedgerYearEvent e
        join     Person p on p.Id = e.DoneBy
        left join LedgerYearRequest r on r.BudgetYear = e.BudgetYear and r.Kind = 'Reopen' and r.Status = 'Agreed' and r.DecidedAt = e.DoneAt
        left join Person q on q.Id = r.AskedBy
        where    e.BudgetYear = @BudgetYear and e.Kind = 'Reopened' and e.DoneAt >= @SignedAt
        order by e.DoneAt, e.Id
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

    private sealed record OpenedRow
    {
        public required DateTime DoneAt { get; init; }
        public required string Reason { get; init; }
        public required string DoneByName { get; init; }
        public required string AskedByName { get; init; }
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
